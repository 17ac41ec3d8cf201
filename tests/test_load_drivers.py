"""Loader of the drivers' tables: vintages, currencies by month and year, refusals, the future."""

import pandas as pd
import pytest

import frames
from exportgap import load, tables
from frames import refusal

ITEMS = "exports_by_item_monthly"
PARTNERS = "exports_by_partner_item_annual"
ITEM_ROW = (
    "REF_AREA,CLASSIFICATION,ITEM,MEASURE,TIME_PERIOD,PUBLISHED,"
    "OBS_VALUE,UNIT_MEASURE,UNIT_MULT,SOURCE"
)
PARTNER_ROW = "REF_AREA,COUNTERPART_AREA,ITEM,TIME_PERIOD,PUBLISHED,OBS_VALUE,UNIT_MEASURE,SOURCE"
CHIPS = (
    "KOR MTI semiconductors value 2025-01 2025-02-01 10100 USD 6 MOTIE",
    "KOR MTI semiconductors value 2025-01 2025-03-10 10200 USD 6 MOTIE",
    "KOR MTI semiconductors growth 2025-01 2025-02-01 8.1 percent 0 MOTIE",
    "KOR KCS10 semiconductors value 2025-01 2025-02-15 10300 USD 6 KCS",
    "KOR KCS10 ships value 2025-01 2025-02-15 2100 USD 6 KCS",
)
YEN = (
    "JPN MOF-PC TOTAL value 2025-01 2025-02-20 7500000 JPY 6 MOF-2026",
    "JPN MOF-PC TOTAL value 2025-02 2025-03-20 6000000 JPY 6 MOF-2026",
    "JPN MOF-PC passenger_cars units 2025-01 2025-02-20 450000 units 0 MOF-2026",
)
RATES = (
    "JPY 2025-01 FRB-H10 2025-02-01 150",
    "JPY 2025-02 FRB-H10 2025-03-01 120",
    "KRW 2025-01 FRB-H10 2025-02-01 1500",
    "KRW 2025-02 FRB-H10 2025-03-01 1200",
)
# Of 2024: 100 yen a dollar in six months and 200 in six, 1,000 won in six and 500 in six.
YEAR = [
    f"{code} 2024-{month:02d} FRB-H10 {2024 + month // 12}-{month % 12 + 1:02d}-01 {rate}"
    for code, early, late in (("JPY", 100, 200), ("KRW", 1000, 500))
    for month in range(1, 13)
    for rate in [early if month < 7 else late]
]
CARS_2024 = ("JPN USA passenger_cars 2024 2025-01-31 6000000 JPY MOF-2026",)


@pytest.fixture
def months(package):
    """Write a package with a few rows of items by month."""
    folder = package(rates=[*YEAR, *RATES], daily=["JPY 2025-02-28 180", "USD 2025-02-28 1.2"])
    frames.write_table(folder, ITEMS, ITEM_ROW, (*YEN, *CHIPS))
    return folder


@pytest.fixture
def years(package):
    """Write a package with one figure of a year."""
    folder = package(rates=YEAR, daily=["JPY 2025-02-28 180", "USD 2025-02-28 1.2"])
    frames.write_table(folder, PARTNERS, PARTNER_ROW, CARS_2024)
    return folder


def values(frame):
    """Return values by measure and period, as text."""
    return {
        f"{row.MEASURE} {row.TIME_PERIOD}": pytest.approx(row.VALUE, rel=1e-14)
        for row in frame.itertuples()
    }


# -- what was known ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "known"),
    [
        ("2025-02-01", {"value 2025-01": 10.1, "growth 2025-01": 8.1}),
        ("2025-03-09", {"value 2025-01": 10.1, "growth 2025-01": 8.1}),
        ("2025-03-10", {"value 2025-01": 10.2, "growth 2025-01": 8.1}),
        ("latest", {"value 2025-01": 10.2, "growth 2025-01": 8.1}),
    ],
)
def test_of_each_thing_the_newest_print_public_on_the_date_is_taken(months, as_of, known):
    assert values(load.load_table(ITEMS, classification="MTI", as_of=as_of)) == known


def test_lists_of_items_do_not_replace_each_other(months):
    frame = load.load_table(ITEMS, item="semiconductors", measure="value")
    found = frame.set_index("CLASSIFICATION")["VALUE"].to_dict()
    assert found == pytest.approx({"KCS10": 10.3, "MTI": 10.2}, rel=1e-14)


def test_before_anything_was_public_nothing_is_loaded(months):
    asked = {"classification": "MTI", "item": ["semiconductors", "TOTAL"]}
    assert refusal(load.load_table, ITEMS, as_of="2025-01-31", **asked) == (
        "exports_by_item_monthly: no figure of MTI, semiconductors, TOTAL was public by 2025-01-31."
    )
    assert refusal(load.load_table, ITEMS, as_of="2025-01-31") == (
        "exports_by_item_monthly: no figure of exports_by_item_monthly was public by 2025-01-31."
    )
    # Both codes are known, but no row has both.
    text = refusal(load.load_table, ITEMS, classification="MTI", item="ships")
    assert text == f"{ITEMS}: no figure of MTI, ships was public by 2026-11-23."


@pytest.mark.parametrize(
    ("as_of", "codes", "known"),
    [
        ("2025-01-31", {}, False),
        ("2025-02-01", {}, True),
        ("2025-02-14", {"classification": "KCS10"}, False),
        ("2025-02-15", {"classification": "KCS10"}, True),
        ("2025-02-15", {"classification": ["KCS10", "MOF-PC"], "item": "TOTAL"}, False),
        ("2025-02-20", {"classification": ["KCS10", "MOF-PC"], "item": "TOTAL"}, True),
    ],
)
def test_a_table_has_what_load_table_would_load(months, as_of, codes, known):
    assert load.has_table(ITEMS, as_of=as_of, **codes) == known
    if known:
        assert len(load.load_table(ITEMS, as_of=as_of, **codes))
    else:
        assert "was public by" in refusal(load.load_table, ITEMS, as_of=as_of, **codes)


@pytest.mark.parametrize(("as_of", "status"), [("2026-03-30", "P"), ("2026-03-31", "A")])
def test_a_month_is_provisional_until_its_year_is_closed(months, as_of, status):
    frame = load.load_table(ITEMS, classification=["KCS10", "MOF-PC"], as_of=as_of)
    assert set(frame["OBS_STATUS"]) == {status}


@pytest.mark.parametrize(("as_of", "status"), [("2025-03-30", "P"), ("2025-03-31", "A")])
def test_a_year_is_provisional_until_it_is_closed(years, as_of, status):
    assert list(load.load_table(PARTNERS, as_of=as_of)["OBS_STATUS"]) == [status]


# -- currencies ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("how", "first", "second"),
    [
        # 7,500 and 6,000 billion yen at 150 and 120 yen a dollar.
        ({}, 7500 / 150, 6000 / 120),
        ({"rule": "period_mean"}, 7500 / 150, 6000 / 120),
        # 1,500 won and 150 yen a dollar: ten won a yen, in February too.
        ({"currency": "KRW"}, 7500 * 10, 6000 * 10),
        ({"currency": "JPY"}, 7500, 6000),
        # 180 yen and 1.2 dollars a euro: 150 yen a dollar.
        ({"rule": "spot:2025-02-28"}, 7500 / 150, 6000 / 150),
        # The mean of 2024 is 150.
        ({"rule": "constant:2024"}, 7500 / 150, 6000 / 150),
    ],
)
def test_money_by_month_is_converted_by_the_rule(months, how, first, second):
    frame = load.load_table(ITEMS, classification="MOF-PC", measure="value", **how)
    assert values(frame) == {"value 2025-01": first, "value 2025-02": second}
    assert set(frame["CURRENCY"]) == {how.get("currency", "USD")}
    assert frame.attrs["unit"] == f"{how.get('currency', 'USD')} billion"
    assert frame["OBS_VALUE"].tolist() == [7500000, 6000000]


def test_dollars_become_yen_by_multiplication(months):
    frame = load.load_table(ITEMS, classification="KCS10", item="ships", currency="JPY")
    # 2.1 billion dollars at 150 yen.
    assert values(frame) == {"value 2025-01": 315.0}


def test_what_is_no_money_is_not_converted(months):
    frame = load.load_table(ITEMS, measure=["units", "growth"], currency="KRW")
    assert values(frame) == {"units 2025-01": 450000, "growth 2025-01": 8.1}
    assert set(frame["CURRENCY"]) == {""}
    assert set(frame["RATE"]) == {1.0}


@pytest.mark.parametrize(
    ("how", "value", "rule"),
    [
        # 6,000 billion yen at the mean of 100 and 200, six months each.
        ({}, 6000 / 150, "period_mean"),
        ({"rule": "period_mean"}, 6000 / 150, "period_mean"),
        ({"rule": "constant:2024"}, 6000 / 150, "constant:2024"),
        ({"rule": "spot:2025-02-28"}, 6000 / 150, "spot:2025-02-28"),
        # Yen a won 0.1 and 0.4, mean 0.25; the ratio of the two means would be 0.2.
        ({"currency": "KRW"}, 6000 / 0.25, "period_mean"),
        ({"currency": "JPY"}, 6000, "period_mean"),
    ],
)
def test_money_by_year_is_converted_at_the_mean_of_its_months(years, how, value, rule):
    frame = load.load_table(PARTNERS, **how)
    assert frame["VALUE"].tolist() == [pytest.approx(value, rel=1e-14)]
    assert frame["TIME_PERIOD"].dtype == "period[Y-DEC]"
    assert frame.attrs["rule"] == rule


def test_rows_of_months_name_the_rule_that_they_took(months):
    taken = load.load_table(ITEMS, rule="period_mean").attrs["rule"]
    assert taken == "monthly_mean"


def test_a_month_without_a_rate_is_refused(package):
    folder = package(rates=RATES)
    frames.write_table(folder, ITEMS, ITEM_ROW, YEN)
    # As of 25 February the January row is public; February's is not, and neither is its rate.
    assert load.load_table(ITEMS, measure="value", as_of="2025-02-25")["VALUE"].tolist() == [50.0]
    late = "JPN MOF-PC TOTAL value 2025-03 2025-04-20 1 JPY 6 MOF-2026"
    frames.write_table(folder, ITEMS, ITEM_ROW, (*YEN, late))
    assert refusal(load.load_table, ITEMS, measure="value") == (
        "no JPY rate against USD for 2025-03 was public by 2026-11-23: "
        "rates run from 2025-01 to 2025-02."
    )
    # No rate is needed for what is not converted.
    assert len(load.load_table(ITEMS, measure="value", currency="JPY")) == 3
    early = "JPN MOF-PC TOTAL value 2024-12 2025-01-20 1 JPY 6 MOF-2026"
    frames.write_table(folder, ITEMS, ITEM_ROW, (early, *YEN))
    assert refusal(load.load_table, ITEMS, measure="value") == (
        "exports_by_item_monthly: no rate into USD for 2024-12 was public by 2026-11-23."
    )


def test_a_year_without_all_twelve_rates_is_refused(package):
    folder = package(rates=YEAR[:11])
    frames.write_table(folder, PARTNERS, PARTNER_ROW, CARS_2024)
    assert refusal(load.load_table, PARTNERS) == (
        "exports_by_partner_item_annual: no rate into USD for 2024 was public by 2026-11-23."
    )
    assert load.load_table(PARTNERS, currency="JPY")["VALUE"].tolist() == [6000.0]


def test_a_year_is_not_converted_before_its_last_rate_is_public(package):
    folder = package(rates=YEAR)
    early = CARS_2024[0].replace("2025-01-31", "2024-12-31")
    frames.write_table(folder, PARTNERS, PARTNER_ROW, [early])
    assert "no rate into USD for 2024" in refusal(load.load_table, PARTNERS, as_of="2024-12-31")
    assert load.load_table(PARTNERS, as_of="2025-01-01")["VALUE"].tolist() == [40.0]


def test_mixed_frequencies_are_loaded_as_they_are_but_not_converted():
    frame = load.load_table("car_exports")
    assert {"2025", "2025-11"} <= set(frame["TIME_PERIOD"])
    assert refusal(load.load_table, "car_exports", currency="JPY") == (
        "car_exports mixes frequencies, so it is not converted: ask for USD."
    )


# -- refusals ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "text"),
    [
        ("item_groups", "item_groups is no table of dated figures: read it with tables.read."),
        (
            "exchange_rates_monthly",
            "exchange_rates_monthly is no table of dated figures: read it with tables.read.",
        ),
        (
            "exchange_rates_daily",
            "exchange_rates_daily is no table of dated figures: read it with tables.read.",
        ),
        (
            "exports_monthly",
            "exports_monthly holds totals: use load_exports or load_exports_annual.",
        ),
        ("exports_annual", "exports_annual holds totals: use load_exports or load_exports_annual."),
        (
            "export_by_item",
            "'export_by_item' is not a table. Did you mean exports_by_item_monthly?",
        ),
    ],
)
def test_other_tables_are_refused(table, text):
    for ask in (load.load_table, load.has_table):
        assert refusal(ask, table).startswith(text)


@pytest.mark.parametrize(
    ("codes", "text"),
    [
        (
            {"items": "ships"},
            "'items' is not a column of codes in exports_by_item_monthly. Did you mean ITEM? "
            "Allowed: ref_area, classification, item, measure, unit_measure, obs_status, source.",
        ),
        ({"published": "2025-02-01"}, "'published' is not a column of codes in"),
        ({"time_period": "2025-02"}, "'time_period' is not a column of codes in"),
        (
            {"item": "ship"},
            "'ship' is not a known ITEM of exports_by_item_monthly. Did you mean ships?",
        ),
        ({"item": ["ships", "chips"]}, "'chips' is not a known ITEM of"),
        ({"classification": "HS"}, "'HS' is not a known CLASSIFICATION of"),
    ],
)
def test_unknown_codes_are_refused_with_the_nearest(codes, text):
    for ask in (load.load_table, load.has_table):
        assert refusal(ask, ITEMS, **codes).startswith(text)


@pytest.mark.parametrize(
    ("how", "text"),
    [
        ({"currency": "EUR"}, "'EUR' is not a known currency."),
        ({"rule": "daily"}, "'daily' is not a currency rule."),
        ({"rule": "constant:2025", "as_of": "2025-12-05"}, "rule constant:2025: name a year"),
        ({"rule": "spot:2025-12-08", "as_of": "2025-12-05"}, "rule spot:2025-12-08: that rate"),
        ({"as_of": "2025-13-01"}, "as_of '2025-13-01' is not a date"),
    ],
)
def test_a_rule_is_refused_even_where_nothing_is_converted(how, text):
    assert refusal(load.load_table, ITEMS, classification="KCS10", **how).startswith(text)


# -- what a frame says of itself -----------------------------------------------------------------


def test_attrs_name_what_a_chart_and_a_sentence_need():
    frame = load.load_table("exports_by_partner_monthly", as_of="2025-12-05")
    assert frame.attrs == {
        "series": ("KOR",),
        "names": ("Korea",),
        "table": "exports_by_partner_monthly",
        "currency": "USD",
        "unit": "USD billion",
        "rule": "monthly_mean",
        "as_of": "2025-12-05",
        "sources": ("Korea Customs Service",),
        "source_names": ("KCS",),
        "source_until": {"Korea Customs Service": "2025-10"},
        "adjustment": "not seasonally adjusted",
        "converted": (False,),
        "rate_joins": {},
        "labels": {"EU": "the European Union"},
    }


def test_areas_that_are_no_country_have_the_cards_words():
    attrs = load.load_table("semiconductor_billings", ref_area=["ASIA_PACIFIC", "JPN"]).attrs
    assert attrs["names"] == ("Asia Pacific without Japan", "Japan")


def test_rates_are_sources_where_yen_become_dollars_and_only_those_used():
    yen = {"classification": "MOF-PC", "item": "TOTAL"}
    named = {
        how: load.load_table(ITEMS, **yen, **dict([how])).attrs["source_names"]
        for how in [
            ("currency", "JPY"),
            ("as_of", "2025-12-05"),
            ("as_of", "latest"),
            ("rule", "constant:2024"),
            ("rule", "spot:2025-12-05"),
        ]
    }
    # H.10 ends in June 2026 here; the European Central Bank's cross rates go on.
    assert {how[1]: names[1:] for how, names in named.items()} == {
        "JPY": (),
        "2025-12-05": ("FRB-H10",),
        "latest": ("FRB-H10", "ECB-cross"),
        "constant:2024": ("FRB-H10",),
        "spot:2025-12-05": ("ECB",),
    }


def test_a_frame_has_its_tables_columns_and_the_value():
    frame = load.load_table(ITEMS, classification="KCS10", as_of="2025-12-05")
    fields = [field["name"] for field in tables.card(ITEMS)["schema"]["fields"]]
    assert list(frame) == [*fields, "RATE", "CURRENCY", "VALUE"]
    assert frame["TIME_PERIOD"].dtype == "period[M]"
    assert list(frame.index) == list(range(len(frame)))


# -- the concordance -----------------------------------------------------------------------------


def test_groups_come_in_the_cards_order_with_their_items():
    groups = load.load_groups("KCS10")
    assert groups == {
        "chips": ["semiconductors"],
        "cars": ["passenger_cars"],
        "car_parts": ["auto_parts"],
        "ships": ["ships"],
        "steel": ["steel_products"],
        "petroleum": ["petroleum_products"],
    }
    names = list(load.load_group_names())
    assert list(groups) == sorted(groups, key=names.index)
    assert load.load_groups("HS92")["chips"] == ["8541", "8542"]


def test_a_list_without_a_concordance_is_refused():
    assert refusal(load.load_groups, "SITC") == (
        "'SITC' is not a known classification. Allowed: HS, HS92, KCS10, MOF-PC, MTI, WTO."
    )


# -- poisoning: nothing published later can be seen ----------------------------------------------


def everything(as_of):
    """Return every driver table that had a figure on a date, in dollars and in won."""
    found = {}
    for table in frames.DRIVERS:
        if not load.has_table(table, as_of=as_of):
            continue
        found[table] = load.load_table(table, as_of=as_of)
        # Of these some rows mix frequencies, or a month that is not over has no rate yet.
        if table not in ("car_exports", "indicators", "early_exports"):
            found[f"{table} in won"] = load.load_table(table, as_of=as_of, currency="KRW")
    year = str(int(as_of[:4]) - 1)
    for rule in (f"constant:{year}", f"spot:{year}-06-28"):
        found[rule] = load.load_table(ITEMS, classification="MOF-PC", as_of=as_of, rule=rule)
    return found


# Duties alone were not yet public by the first.
DATES = {"2024-12-31": 11, "2025-12-05": 12}


@pytest.mark.parametrize("as_of", DATES)
def test_values_published_later_change_nothing(data_copy, monkeypatch, as_of):
    hurt_folder = str(data_copy)
    monkeypatch.delenv("EXPORTGAP_DATA")
    clean = everything(as_of)
    frames.poison(data_copy, as_of)
    monkeypatch.setenv("EXPORTGAP_DATA", hurt_folder)
    hurt = everything(as_of)
    assert sum(name in frames.DRIVERS for name in clean) == DATES[as_of]
    assert clean.keys() == hurt.keys()
    for name, frame in clean.items():
        pd.testing.assert_frame_equal(frame, hurt[name], check_exact=True, obj=name)
        assert frame.attrs == hurt[name].attrs, name


@pytest.mark.parametrize("as_of", DATES)
def test_values_published_by_the_date_do_change_the_result(data_copy, monkeypatch, as_of):
    # The control: the same poison on what was public is seen in every value.
    hurt_folder = str(data_copy)
    monkeypatch.delenv("EXPORTGAP_DATA")
    clean = everything(as_of)
    frames.poison(data_copy, as_of, later=False)
    monkeypatch.setenv("EXPORTGAP_DATA", hurt_folder)
    for name, frame in everything(as_of).items():
        hurt = frame["OBS_VALUE"] != clean[name]["OBS_VALUE"]
        assert (hurt | (clean[name]["OBS_VALUE"] == 0)).all(), name
        assert (frame["VALUE"] != clean[name]["VALUE"]).any(), name
