"""Loaders: what was public on a date, in one currency, by a stated rule."""

# Published text has a true minus and apostrophe.
# ruff: noqa: RUF001

import datetime as dt
import os
import tempfile
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import frames
from exportgap import load
from exportgap.metrics.currency import gap_by_rule
from exportgap.metrics.gap import gap_to_date
from frames import refusal

TWO_PRINTS = (
    "JPN X 2025-01 2025-02-20 6000 JPY P MOF-2026",
    "JPN X 2025-01 2025-03-10 7500 JPY A MOF-2026",
    "KOR X 2025-01 2025-02-01 50 USD P MOTIE",
    "KOR X 2025-02 2025-03-01 60 USD P MOTIE",
)
YEN_2025 = (
    "JPY 2025-01 FRB-H10 2025-02-01 150",
    "JPY 2025-02 FRB-H10 2025-03-01 120",
)


def pairs(frame, column="VALUE"):
    """Return a column by month as text."""
    months = frame["TIME_PERIOD"].astype(str)
    return dict(zip(months, frame[column].tolist(), strict=True))


# -- as_of ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "own"),
    [
        ("2025-02-20", 6000.0),  # the day of the first print
        ("2025-03-09", 6000.0),  # the day before the second
        ("2025-03-10", 7500.0),  # its day
        ("2026-01-01", 7500.0),
        ("latest", 7500.0),
    ],
)
def test_the_newest_print_public_on_the_date_is_taken(package, as_of, own):
    package(monthly=TWO_PRINTS, rates=YEN_2025)
    frame = load.load_exports("JPN", as_of=as_of)
    assert pairs(frame, "OBS_VALUE") == {"2025-01": own}
    # Millions of yen at 150 yen a dollar, in billions.
    assert pairs(frame) == {"2025-01": pytest.approx(own / 150 / 1000, rel=1e-15)}


def test_a_month_not_yet_public_does_not_exist(package):
    package(monthly=TWO_PRINTS, rates=YEN_2025)
    assert pairs(load.load_exports("KOR", as_of="2025-02-28")) == {"2025-01": 0.05}
    assert pairs(load.load_exports("KOR", as_of="2025-03-01")) == {"2025-01": 0.05, "2025-02": 0.06}


def test_before_the_first_print_nothing_can_be_loaded(package):
    package(monthly=TWO_PRINTS, rates=YEN_2025)
    assert refusal(load.load_exports, "JPN", as_of="2025-02-19") == (
        "JPN: no exports figure was public by 2025-02-19."
    )
    assert refusal(load.load_exports, "KOR", "JPN", as_of="2025-02-19").startswith("JPN: no")
    assert refusal(load.load_exports, "KOR", flow="M") == (
        "KOR: no imports figure was public by 2026-11-23."
    )


def test_the_order_of_the_rows_does_not_choose_the_print(package):
    package(monthly=TWO_PRINTS[1::-1], rates=YEN_2025)
    assert pairs(load.load_exports("JPN"), "OBS_VALUE") == {"2025-01": 7500.0}


def test_latest_is_the_date_the_tables_were_retrieved(package):
    package(monthly=TWO_PRINTS, rates=YEN_2025)
    assert load.load_exports("KOR").attrs["as_of"] == "2026-11-23"
    assert load.load_exports("KOR", as_of="2025-12-05").attrs["as_of"] == "2025-12-05"


def test_flows_are_kept_apart(package):
    package(monthly=(*TWO_PRINTS, "KOR M 2025-01 2025-02-01 40 USD P MOTIE"), rates=YEN_2025)
    assert pairs(load.load_exports("KOR", flow="M")) == {"2025-01": 0.04}
    assert load.load_exports("KOR", flow="M").attrs["flow"] == "M"
    assert pairs(load.load_exports("KOR"))["2025-01"] == 0.05


# -- currency rules ------------------------------------------------------------------------------

YEAR_2024 = [f"2024-{month:02d}" for month in range(1, 13)]
NEXT = [*YEAR_2024[1:], "2025-01"]
# Yen a dollar 100 in the first six months of 2024, 200 in the last six: mean 150.
YEN_2024 = [
    f"JPY {month} FRB-H10 {after}-01 {100 if at < 6 else 200}"
    for at, (month, after) in enumerate(zip(YEAR_2024, NEXT, strict=True))
]
RULED = {
    "monthly": (
        "JPN X 2025-01 2025-02-20 6000000 JPY P MOF-2026",
        "JPN X 2025-02 2025-03-20 6000000 JPY P MOF-2026",
        "KOR X 2025-01 2025-02-01 50000 USD P MOTIE",
        "KOR X 2025-02 2025-03-01 60000 USD P MOTIE",
    ),
    "rates": (
        *YEN_2024,
        *YEN_2025,
        "KRW 2025-01 FRB-H10 2025-02-01 1500",
        "KRW 2025-02 FRB-H10 2025-03-01 1200",
    ),
    "daily": (
        "JPY 2025-02-27 160",
        "JPY 2025-02-28 180",
        "KRW 2025-02-28 1500",
        "USD 2025-02-27 1",
        "USD 2025-02-28 1.2",
    ),
}


def both_totals(rule, currency="USD", as_of="2025-04-01"):
    """Return home's and rival's January and February together under a rule."""
    frame = load.load_exports("KOR", "JPN", as_of=as_of, currency=currency, rule=rule)
    return gap_to_date(frame, 2).loc[pd.Period("2025", "Y"), ["home", "rival"]].tolist()


def test_monthly_mean_converts_each_month_at_its_own_rate(package):
    package(**RULED)
    frame = load.load_exports("JPN", as_of="2025-04-01")
    assert pairs(frame, "RATE") == {"2025-01": 150.0, "2025-02": 120.0}
    # 6000 billion yen / 150 = 40; / 120 = 50
    assert pairs(frame) == {"2025-01": 40.0, "2025-02": 50.0}
    assert both_totals("monthly_mean") == [110.0, 90.0]


def test_period_mean_divides_the_sum_by_the_mean_rate(package):
    package(**RULED)
    # 12000 billion yen / ((150 + 120) / 2 = 135) = 88.888...
    assert both_totals("period_mean") == [110.0, pytest.approx(12000 / 135, rel=1e-15)]


def test_spot_converts_every_month_at_the_cross_rate_of_the_day(package):
    package(**RULED)
    # 180 yen a euro / 1.2 dollars a euro = 150 yen a dollar; 12000 / 150 = 80
    assert both_totals("spot:2025-02-28") == pytest.approx([110.0, 80.0], rel=1e-15)
    # 160 / 1 = 160; 12000 / 160 = 75
    assert both_totals("spot:2025-02-27") == [110.0, 75.0]


def test_constant_converts_every_month_at_the_mean_rate_of_the_year(package):
    package(**RULED)
    # mean of 2024: (6 * 100 + 6 * 200) / 12 = 150; 12000 / 150 = 80
    assert both_totals("constant:2024") == [110.0, 80.0]


def test_won_and_yen_are_target_currencies_too(package):
    package(**RULED)
    # Korea: 50 * 1500 + 60 * 1200 = 147000 billion won.
    # Japan: 1500 / 150 = 10 and 1200 / 120 = 10 won a yen: 120000.
    assert both_totals("monthly_mean", "KRW") == pytest.approx([147000, 120000], rel=1e-12)
    # Korea: 50 * 150 + 60 * 120 = 14700 billion yen; Japan is in yen already.
    assert both_totals("monthly_mean", "JPY") == pytest.approx([14700, 12000], rel=1e-12)
    # 1500 / 180 = 8.333 won a yen: 12000 * 8.333 = 100000; 1500 / 1.2 = 1250 won a dollar.
    assert both_totals("spot:2025-02-28", "KRW") == pytest.approx([137500, 100000], rel=1e-12)


def test_a_day_without_rates_is_refused_naming_the_business_day_before(package):
    package(**RULED)
    assert refusal(load.load_exports, "JPN", rule="spot:2025-03-02") == (
        "rule spot:2025-03-02: no exchange rate on that day; the last business day before is "
        "2025-02-28."
    )
    assert refusal(load.load_exports, "JPN", rule="spot:2025-02-26") == (
        "rule spot:2025-02-26: no exchange rate on that day."
    )


def test_a_day_after_as_of_is_refused(package):
    package(**RULED)
    named = {"as_of": "2025-02-27", "rule": "spot:2025-02-28"}
    assert refusal(load.load_exports, "JPN", **named) == (
        "rule spot:2025-02-28: that rate was not public by 2025-02-27 (as_of)."
    )


def test_a_day_without_a_rate_of_the_currency_is_refused(package):
    package(**RULED)
    named = {"currency": "KRW", "rule": "spot:2025-02-27"}
    assert refusal(load.load_exports, "JPN", **named) == (
        "rule spot:2025-02-27: no daily rate for KRW."
    )


@pytest.mark.parametrize(
    ("year", "as_of"), [("2025", "2025-04-01"), ("2024", "2024-12-31"), ("2023", "2025-04-01")]
)
def test_a_year_that_was_not_over_or_has_no_rate_is_no_constant(package, year, as_of):
    package(**RULED)
    assert refusal(load.load_exports, "JPN", as_of=as_of, rule=f"constant:{year}") == (
        f"rule constant:{year}: name a year from 2024 on that was complete by {as_of} (as_of)."
    )


@pytest.mark.parametrize(("dropped", "count"), [(1, 11), (11, 1)])
def test_a_year_whose_rates_are_not_all_there_is_no_constant(package, dropped, count):
    package(**RULED | {"rates": [*YEN_2024[dropped:], *YEN_2025]})
    assert refusal(load.load_exports, "JPN", as_of="2025-04-01", rule="constant:2024") == (
        f"rule constant:2024: {count} of that year's 12 monthly rates for JPY were public by "
        "2025-04-01; name a year that was complete."
    )


@pytest.mark.parametrize("rule", ["spot:2099-01-01", "spot:2025-03-02", "constant:2099"])
def test_a_rule_that_names_an_impossible_rate_is_refused_even_where_nothing_converts(package, rule):
    package(**RULED)
    assert refusal(load.load_exports, "KOR", rule=rule).startswith(f"rule {rule}: ")


@pytest.mark.parametrize("rule", ["monthly_mean", "period_mean", "constant:2024"])
def test_a_side_in_the_reports_currency_is_never_converted(package, rule):
    package(**RULED)
    frame = load.load_exports("KOR", as_of="2025-04-01", rule=rule)
    assert set(frame["RATE"]) == {1.0}
    assert pairs(frame) == {"2025-01": 50.0, "2025-02": 60.0}


def test_months_before_the_first_rate_are_left_out(package):
    package(**RULED | {"rates": (*YEN_2025, "KRW 2025-02 FRB-H10 2025-03-01 1200")})
    assert pairs(load.load_exports("KOR", currency="KRW")) == {"2025-02": 72000.0}


def test_where_every_month_lies_before_the_first_rate_there_is_nothing_to_load(package):
    package(**RULED | {"rates": (*YEN_2025, "KRW 2025-03 FRB-H10 2025-04-01 1200")})
    text = refusal(load.load_exports, "KOR", currency="KRW", as_of="2025-04-01")
    assert "KRW" in text


def test_before_any_rate_was_public_there_is_nothing_to_convert():
    # Japan's months begin in 1979, won rates in April 1981.
    text = refusal(load.load_exports, "JPN", as_of="1980-06-01", currency="KRW")
    assert "KRW" in text


def test_a_month_after_the_last_rate_is_refused(package):
    package(**RULED | {"rates": (*YEN_2024, YEN_2025[0])})
    assert refusal(load.load_exports, "JPN", as_of="2025-04-01") == (
        "no JPY rate against USD for 2025-02 was public by 2025-04-01: rates run from 2024-01 to "
        "2025-01."
    )


def test_a_month_inside_without_a_rate_is_refused(package):
    rates = ("JPY 2024-12 FRB-H10 2025-01-01 150", YEN_2025[1])
    package(**RULED | {"rates": rates})
    assert refusal(load.load_exports, "JPN").startswith("no JPY rate against USD for 2025-01 was")


def test_won_begin_in_april_1981():
    frame = load.load_exports("JPN", as_of="2025-12-05", currency="KRW")
    assert str(frame["TIME_PERIOD"].min()) == "1981-04"
    assert frame["VALUE"].notna().all()


def test_a_series_in_two_currencies_is_refused(package):
    rows = (
        "KOR X 2025-01 2025-02-01 50000 USD P MOTIE",
        "KOR X 2025-02 2025-03-01 9000000 JPY P MOTIE",
    )
    package(**RULED | {"monthly": rows})
    assert "KOR" in refusal(load.load_exports, "KOR", as_of="2025-04-01")


# -- exchange rates ------------------------------------------------------------------------------

TWO_SOURCES = (
    "JPY 2025-01 ECB-cross 2025-02-01 151",
    "JPY 2025-01 FRB-H10 2025-02-10 150",
    "JPY 2025-02 ECB-cross 2025-03-01 121",
)


@pytest.mark.parametrize(
    ("as_of", "rates"),
    [
        ("2025-02-01", {"2025-01": 151.0}),
        ("2025-02-09", {"2025-01": 151.0}),
        ("2025-02-10", {"2025-01": 150.0}),
        ("latest", {"2025-01": 150.0, "2025-02": 121.0}),
    ],
)
def test_the_federal_reserves_rate_is_preferred_where_it_was_public(package, as_of, rates):
    package(rates=TWO_SOURCES)
    table = load.load_rates("JPY", as_of=as_of)
    assert {str(month): rate for month, rate in table["JPY"].items()} == rates


def test_the_newest_real_months_come_from_the_cross_rate():
    # H.10 ends in June 2026 in this package; the European Central Bank's cross goes on.
    rates = load.load_rates("JPY", "KRW")
    assert str(rates.index[-1]) == "2026-10"
    assert rates.loc[pd.Period("2026-10", "M"), "KRW"] == 1336.5136


def test_dollars_are_one_and_other_currencies_are_refused_with_a_guess(package):
    package(rates=YEN_2025)
    assert load.load_rates("JPY", "USD")["USD"].tolist() == [1.0, 1.0]
    assert refusal(load.load_rates, "JYP") == (
        "'JYP' is not a known currency of exchange_rates_monthly. Did you mean JPY? Allowed: JPY."
    )


def test_rates_say_their_unit_date_and_sources():
    assert load.load_rates("JPY", as_of="2025-12-05").attrs == {
        "unit": "units per US dollar, mean of the month",
        "as_of": "2025-12-05",
        "joins": {},
        "table": "exchange_rates_monthly",
        "series": (),
        "rule": "monthly_mean",
        "sources": ("Federal Reserve Board",),
        "source_names": ("FRB-H10",),
        "source_until": {"Federal Reserve Board": "2025-11"},
    }


def test_the_first_month_of_the_second_source_is_named(package):
    package(rates=(*TWO_SOURCES, "KRW 2025-01 FRB-H10 2025-02-10 1500"))
    assert load.load_rates("JPY", "KRW").attrs["joins"] == {"JPY": "2025-02"}
    rows = ("JPN X 2025-02 2025-03-20 6000000 JPY P MOF-2026",)
    package(rates=TWO_SOURCES, monthly=rows)
    assert load.load_exports("JPN").attrs["rate_joins"] == {"JPY": "2025-02"}
    assert load.load_exports("JPN", currency="JPY").attrs["rate_joins"] == {}


def test_rates_of_the_dollar_alone_are_refused():
    assert refusal(load.load_rates, "USD").startswith("name a currency other than USD")


def test_usual_rules_name_days_and_years_known_on_the_date():
    assert load.usual_rules(2025, 11, "2025-12-07") == [
        "monthly_mean",
        "period_mean",
        "constant:2024",
        "spot:2025-11-28",  # the last Friday of November
    ]
    # 7 December 2025 is a Sunday, and December is not over.
    assert load.usual_rules(2025, 12, "2025-12-07")[3] == "spot:2025-12-05"
    assert load.usual_rules(2024, 5, "2024-06-30")[2] == "constant:2023"
    assert load.usual_rules(1998, 5, "1998-06-30") == [
        *("monthly_mean", "period_mean", "constant:1997"),
    ]


def test_usual_rules_take_in_one_more_but_none_twice():
    rules = load.usual_rules(2025, 11, "2025-12-07", "period_mean", "constant:2010")
    assert rules[4:] == ["constant:2010"]


@pytest.mark.parametrize("as_of", ["1990-03-01", "2005-01-01", "2025-01-01", "latest"])
def test_every_usual_rule_can_be_loaded_on_its_date(as_of):
    newest = load.load_exports("JPN", as_of=as_of)["TIME_PERIOD"].max()
    for rule in load.usual_rules(newest.year, newest.month, as_of):
        assert len(load.load_exports("JPN", as_of=as_of, rule=rule)) > 100


# -- what is refused -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("series", "named", "reason"),
    [
        ((), {}, "name at least one series, for example load_exports('KOR', 'JPN')."),
        (("KRO",), {}, "'KRO' is not a series of exports_monthly. Did you mean KOR? Allowed: AUS,"),
        (("Korea",), {}, "'Korea' is not a series of exports_monthly. Did you mean KOR?"),
        (("CHN.frist",), {}, "'CHN.frist' is not a series of exports_monthly. Did you mean CHN.f"),
        (
            ("SWE",),
            {},
            "exports_monthly holds no series for Sweden (SWE). It is in exports_annual.",
        ),
        (("KOR",), {"flow": "exports"}, "'exports' is not a known flow."),
        (("KOR",), {"currency": "EUR"}, "'EUR' is not a known currency. Allowed: USD, JPY, KRW."),
        (("KOR",), {"rule": "spot"}, "'spot' is not a currency rule."),
        (("KOR",), {"as_of": "2999-01-01"}, "as_of 2999-01-01 is in the future"),
        (("KOR",), {"as_of": "soon"}, "as_of 'soon' is not a date"),
    ],
)
def test_an_unknown_argument_is_refused_with_what_is_allowed(series, named, reason):
    assert refusal(load.load_exports, *series, **named).startswith(reason)


def test_a_series_of_the_other_table_only_is_said_to_be_there():
    assert refusal(load.load_exports_annual, "THA") == (
        "exports_annual holds no series for Thailand (THA). It is in exports_monthly."
    )


def test_months_are_had_only_by_series_of_the_monthly_table():
    assert load.has_monthly("KOR", "JPN.gem")
    assert not load.has_monthly("KOR", "SWE")
    assert not load.has_monthly("WLD")


# -- the frame returned --------------------------------------------------------------------------


def test_the_frame_is_the_callers_own():
    first = load.load_exports("KOR", "JPN", as_of="2025-12-05")
    kept = first.copy()
    first["VALUE"] = 0.0
    first.attrs["rule"] = "spoilt"
    again = load.load_exports("KOR", "JPN", as_of="2025-12-05")
    pd.testing.assert_frame_equal(again, kept)
    assert again.attrs["rule"] == "monthly_mean"


def test_a_changed_table_is_loaded_anew(package):
    folder = package(monthly=TWO_PRINTS, rates=YEN_2025)
    assert pairs(load.load_exports("KOR"))["2025-02"] == 0.06
    path = folder / "exports_monthly.csv"
    path.write_text(path.read_text().replace(",60,", ",80,"), encoding="utf-8")
    later = path.stat().st_mtime + 10
    os.utime(path, (later, later))
    assert pairs(load.load_exports("KOR"))["2025-02"] == 0.08


def test_a_table_replaced_by_an_older_file_is_loaded_anew(package):
    folder = package(monthly=TWO_PRINTS, rates=YEN_2025)
    assert pairs(load.load_exports("KOR"))["2025-02"] == 0.06
    path = folder / "exports_monthly.csv"
    path.write_text(path.read_text().replace(",60,", ",80,"), encoding="utf-8")
    # As `cp -p`, tar and rsync leave it: older than the other tables.
    os.utime(path, (1_700_000_000, 1_700_000_000))
    assert pairs(load.load_exports("KOR"))["2025-02"] == 0.08


def test_series_come_in_the_order_asked_and_each_by_month():
    frame = load.load_exports("KOR", "JPN", as_of="2025-12-05")
    assert list(dict.fromkeys(frame["SERIES"])) == ["KOR", "JPN"]
    turned = load.load_exports("JPN", "KOR", as_of="2025-12-05")
    assert list(dict.fromkeys(turned["SERIES"])) == ["JPN", "KOR"]
    for _, part in frame.groupby("SERIES"):
        assert part["TIME_PERIOD"].is_monotonic_increasing
        assert part["TIME_PERIOD"].is_unique


def test_attrs_name_what_a_chart_and_a_sentence_need():
    attrs = load.load_exports("KOR", "JPN", as_of="2025-12-05", rule="period_mean").attrs
    assert attrs == {
        "series": ("KOR", "JPN"),
        "names": ("Korea", "Japan"),
        "table": "exports_monthly",
        "flow": "X",
        "currency": "USD",
        "unit": "USD billion",
        "rule": "period_mean",
        "as_of": "2025-12-05",
        "sources": (
            "World Bank",
            "Bank of Korea",
            "Korea’s trade ministry",
            "Japan Customs",
            "Federal Reserve Board",
        ),
        "source_names": (
            *("GEM-2025a", "GEM-2025b", "GEM-2025c", "ECOS", "MOTIE"),
            *("MOF-2017", "MOF-2026", "FRB-H10"),
        ),
        "adjustment": "not seasonally adjusted",
        "converted": (False, False),
        "source_until": {
            "World Bank": "1999-12",
            "Bank of Korea": "2025-10",
            "Korea’s trade ministry": "2025-11",
            "Japan Customs": "2025-10",
        },
        "rate_joins": {},
    }


def test_a_series_converted_by_its_publisher_says_so():
    frame = load.load_exports("KOR", "DEU", as_of="2025-12-05")
    assert frame.attrs["converted"] == (False, True)


@pytest.mark.parametrize(
    ("as_of", "provisional"), [("2025-03-30", 2024), ("2025-03-31", 2025), ("2025-12-05", 2025)]
)
def test_a_year_is_provisional_until_the_day_it_is_closed(as_of, provisional):
    # Korea and Japan close a year on 31 March of the next.
    frame = load.load_exports("KOR", "JPN", as_of=as_of)
    years = frame["TIME_PERIOD"].dt.year
    assert set(frame.loc[years >= provisional, "OBS_STATUS"]) == {"P"}
    assert "P" not in set(frame.loc[years == provisional - 1, "OBS_STATUS"])


def test_every_row_says_the_currency_of_its_value():
    frame = load.load_exports("KOR", "JPN", as_of="2025-12-05", currency="KRW")
    assert set(frame["CURRENCY"]) == {"KRW"}


def test_sources_of_rates_are_named_only_where_something_is_converted():
    assert load.load_exports("KOR", "USA").attrs["sources"] == (
        *("World Bank", "Bank of Korea", "Korea Customs Service"),
    )
    spot = load.load_exports("KOR", "JPN", rule="spot:2025-12-05").attrs["source_names"]
    assert "ECB" in spot
    assert "FRB-H10" not in spot
    # The second source of monthly rates begins in July 2026: no month before is its.
    for rule, second in (("monthly_mean", True), ("constant:2024", False)):
        named = load.load_exports("KOR", "JPN", rule=rule).attrs["source_names"]
        assert ("ECB-cross" in named) == second
    early = load.load_exports("KOR", "JPN", as_of="2026-02-20").attrs["source_names"]
    assert "FRB-H10" in early
    assert "ECB-cross" not in early


def test_the_tiny_frames_of_the_tests_look_like_a_loaders():
    real = load.load_exports("KOR", "JPN", as_of="2025-12-05")
    tiny = frames.exports([1.0, 2.0], [3.0, 4.0])
    assert list(tiny.columns) == list(real.columns)
    assert tiny.dtypes.astype(str).to_dict() == real.dtypes.astype(str).to_dict()
    assert set(tiny.attrs) == set(real.attrs)


# -- annual --------------------------------------------------------------------------------------

YEARS = (
    "KOR 2023 2024-07-01 600000",
    "KOR 2024 2025-07-01 700000",
    "KOR 2024 2025-10-01 710000",
    "JPN 2023 2024-07-01 720000",
    "JPN 2024 2025-07-01 730000",
    "WLD 2024 2025-07-01 24000000",
)


def test_annual_figures_obey_the_date(package):
    package(annual=YEARS)
    assert pairs(load.load_exports_annual("KOR", as_of="2025-06-30")) == {"2023": 600.0}
    assert pairs(load.load_exports_annual("KOR", as_of="2025-07-01"))["2024"] == 700.0
    assert pairs(load.load_exports_annual("KOR"))["2024"] == 710.0


def test_annual_figures_before_the_first_are_refused(package):
    package(annual=YEARS)
    assert refusal(load.load_exports_annual, "KOR", as_of="2024-06-30") == (
        "KOR: no annual figure was public by 2024-06-30."
    )
    assert "no annual figure was public" in refusal(load.load_exports_annual, as_of="2024-06-30")
    assert refusal(load.load_exports_annual, "KOR", "WLD", as_of="2024-12-31").startswith("WLD:")


def test_asked_for_all_the_areas_not_yet_listed_are_left_out(package):
    package(annual=YEARS)
    assert set(load.load_exports_annual(as_of="2024-12-31")["SERIES"]) == {"KOR", "JPN"}
    assert set(load.load_exports_annual()["SERIES"]) == {"KOR", "JPN", "WLD"}


def test_annual_figures_come_in_the_order_asked_and_name_their_rule(package):
    package(annual=YEARS)
    frame = load.load_exports_annual("KOR", "JPN")
    assert frame["SERIES"].tolist() == ["KOR", "KOR", "JPN", "JPN"]
    assert frame["TIME_PERIOD"].dtype == "period[Y-DEC]"
    assert frame.attrs["rule"] == "publisher"
    assert frame.attrs["unit"] == "USD billion"
    assert frame.attrs["sources"] == ("World Bank",)


def test_annual_figures_in_yen_take_the_mean_of_the_years_months(package):
    package(annual=("KOR 2024 2025-07-01 700000",), rates=YEN_2024)
    frame = load.load_exports_annual("KOR", currency="JPY")
    # 700 billion dollars at 150 yen = 105000 billion yen
    assert pairs(frame) == {"2024": pytest.approx(105000, rel=1e-12)}
    assert frame.attrs["unit"] == "JPY billion"


def test_a_year_without_all_its_rates_is_refused(package):
    package(annual=YEARS, rates=YEN_2024[1:])
    assert refusal(load.load_exports_annual, "KOR", currency="JPY") == (
        "no full year of JPY rates for 2023 was public by 2026-11-23."
    )


def test_annual_figures_converted_here_name_the_rates_as_sources(package):
    package(annual=("KOR 2024 2025-07-01 700000",), rates=YEN_2024)
    assert "FRB-H10" in load.load_exports_annual("KOR", currency="JPY").attrs["source_names"]


def test_a_pair_by_year_is_annual_where_both_are_listed_and_monthly_elsewhere():
    assert load.load_years("KOR", "JPN").attrs["table"] == "exports_annual"
    assert load.load_years("CHN.first", "JPN").attrs["table"] == "exports_annual"
    assert load.load_years("KOR", "THA").attrs["table"] == "exports_monthly"
    assert refusal(load.load_years, "THA", "SWE") == (
        "no table holds both THA and SWE: see data/README.md for a pair."
    )


def test_two_series_of_one_area_by_year_are_two_series():
    # Asked for by year, JPN and JPN.gem must not become Japan beside itself.
    frame = load.load_years("JPN", "JPN.gem", as_of="2025-12-05")
    assert list(dict.fromkeys(frame["SERIES"])) == ["JPN", "JPN.gem"]


def test_a_pair_is_monthly_where_both_have_months_and_annual_elsewhere():
    pair = load.load_pair("KOR", "JPN", as_of="2025-12-05", currency="JPY", rule="period_mean")
    months = load.load_exports("KOR", "JPN", as_of="2025-12-05", currency="JPY", rule="period_mean")
    pd.testing.assert_frame_equal(pair, months)
    assert pair.attrs == months.attrs
    assert load.load_pair("KOR", "SWE").attrs["table"] == "exports_annual"
    with pytest.raises(ValueError, match="no table holds both THA and SWE"):
        load.load_pair("THA", "SWE")


def test_sources_are_listed_once_with_their_licence():
    years = load.load_exports_annual("KOR", "JPN")
    listed = load.list_sources(years, years, None)
    assert listed.columns.tolist() == ["Publisher", "Title", "Series", "Licence", "Retrieved"]
    assert listed["Series"].tolist() == ["TX.VAL.MRCH.CD.WT"]
    months = load.load_exports("KOR", "JPN")
    assert len(load.list_sources(years, months)) == len(set(months.attrs["source_names"])) + 1


def test_tables_are_listed_as_they_stood_on_the_date():
    listed = load.list_tables("2025-12-05").set_index("Table")
    assert listed.loc["exports_annual", "Newest period"] == "2024"
    assert listed.loc["exchange_rates_daily", "Published"] == "2025-12-05"


# -- poisoning: nothing published later can be seen ----------------------------------------------


def everything(as_of):
    """Return all that the loaders and the metrics above them say as of a date."""
    to_date = gap_to_date(load.load_exports("KOR", "JPN", as_of=as_of))
    year, through = to_date.index[-1].year, to_date.attrs["through"]
    rules = load.usual_rules(year, through, as_of)
    loaded = {rule: load.load_exports("KOR", "JPN", as_of=as_of, rule=rule) for rule in rules}
    found = {f"months, {rule}": frame for rule, frame in loaded.items()}
    found["to date"] = to_date
    found["by rule"] = gap_by_rule(list(loaded.values()), year, through)
    found["years"] = load.load_years("KOR", "JPN", as_of)
    found["years in won"] = load.load_years("KOR", "JPN", as_of, "KRW")
    found["won"] = load.load_exports("JPN", "CAN.sa", as_of=as_of, currency="KRW", flow="M")
    found["other currencies"] = load.load_exports("GBR", "IND", as_of=as_of)
    found["rates"] = load.load_rates("JPY", "KRW", "EUR", as_of=as_of)
    found["all years"] = load.load_exports_annual(as_of=as_of)
    found["tables"] = load.list_tables(as_of)
    return found


def assert_same(first, second):
    assert first.keys() == second.keys()
    for name, frame in first.items():
        pd.testing.assert_frame_equal(frame, second[name], check_exact=True, obj=name)
        assert frame.attrs == second[name].attrs, name


def poisoned(as_of, **how):
    """Return everything said as of a date from a copy of the tables that was damaged."""
    with tempfile.TemporaryDirectory() as name, pytest.MonkeyPatch.context() as patch:
        folder = Path(name)
        for path in frames.DATA.iterdir():
            (folder / path.name).write_bytes(path.read_bytes())
        frames.poison(folder, as_of, **how)
        patch.setenv("EXPORTGAP_DATA", name)
        return everything(as_of)


@pytest.mark.parametrize("as_of", ["2025-12-05", "2024-06-30", "2026-09-30", "1999-01-04"])
def test_values_published_later_change_nothing(as_of):
    assert_same(everything(as_of), poisoned(as_of))


# One example costs a second: a date that fails is not made smaller.
@settings(max_examples=4, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.dates(min_value=dt.date(1997, 7, 1), max_value=dt.date(2026, 10, 31)))
def test_values_published_later_change_nothing_on_any_date(date):
    assert_same(everything(date.isoformat()), poisoned(date.isoformat()))


@pytest.mark.parametrize("as_of", ["2025-12-05", "2024-06-30"])
def test_values_published_by_the_date_do_change_the_result(as_of):
    # The control: the same poison on the rows that were public must be seen everywhere.
    clean, hurt = everything(as_of), poisoned(as_of, later=False)
    for name in clean.keys() - {"tables", "by rule", "to date"}:
        column = "VALUE" if "VALUE" in clean[name] else "KRW"
        assert not clean[name][column].equals(hurt[name][column]), name
    assert not clean["to date"]["gap"].equals(hurt["to date"]["gap"])
    assert not clean["by rule"]["gap"].equals(hurt["by rule"]["gap"])


# -- concordance and sections --------------------------------------------------------------------


def test_every_group_has_words_and_other_has_no_items():
    names = load.load_group_names()
    groups = load.load_groups("MOF-PC")
    assert set(groups) < set(names)
    assert "other" in set(names) - set(groups)


def test_the_sections_of_japans_list_add_up_to_its_total():
    sections = load.load_sections("exports_by_item_monthly", "MOF-PC")
    frame = load.load_table("exports_by_item_monthly", classification="MOF-PC", measure="value")
    wide = frame.pivot(index="TIME_PERIOD", columns="ITEM", values="OBS_VALUE")
    assert len(sections) == 9
    assert (wide[sections].sum(axis=1) / wide["TOTAL"] - 1).abs().max() < 1e-6
    assert "'KCS10' is not a known classification" in refusal(
        load.load_sections, "exports_by_item_monthly", "KCS10"
    )
