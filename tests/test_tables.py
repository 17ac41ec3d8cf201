"""The table contract, and what the committed tables promise."""

import datetime as dt
import json
import os
import shutil

import pandas as pd
import pytest

import frames
from exportgap import tables, vocabulary


@pytest.fixture(scope="module")
def monthly():
    return tables.read("exports_monthly")


@pytest.fixture(scope="module")
def some(monthly):
    """A few rows that keep the contract: Korea's exports of 2024."""
    rows = monthly[(monthly["SERIES"] == "KOR") & (monthly["FLOW"] == "X")]
    return rows[rows["TIME_PERIOD"].str.startswith("2024")].reset_index(drop=True)


def refusal(frame, table="exports_monthly"):
    """Return the sentence with which the contract refuses a frame."""
    with pytest.raises(ValueError) as caught:
        tables.check(frame, table)
    return str(caught.value)


def changed(frame, line, column, value):
    """Return the frame with one cell changed; lines count as in the CSV."""
    made = frame.copy()
    if isinstance(value, str) and column == "OBS_VALUE":
        made[column] = made[column].astype("object")
    made.loc[line - 2, column] = value
    return made


# -- the contract --------------------------------------------------------------------------------


@pytest.mark.parametrize("table", frames.TABLES)
def test_the_committed_tables_keep_the_contract(table):
    tables.check(tables.read(table), table)


def test_a_few_rows_of_a_table_keep_it_too(some):
    tables.check(some, "exports_monthly")


@pytest.mark.parametrize(
    ("column", "value", "allowed"),
    [
        ("FLOW", "E", "one of X, M"),
        ("UNIT_MEASURE", "KRW", "one of AUD, CAD, CHF, EUR, GBP, INR, JPY, USD"),
        ("UNIT_MULT", "9", "one of 6"),
        ("ADJUSTMENT", "", "one of N, S"),
        ("OBS_STATUS", "F", "one of A, P, E"),
        ("PUBLISHED_BASIS", "guess", "one of release, calendar, copy"),
        ("TIME_PERIOD", "2025-13", r"yearmonth like \d{4}-(0[1-9]|1[0-2])"),
        ("TIME_PERIOD", "2025-1", r"yearmonth like \d{4}-(0[1-9]|1[0-2])"),
        ("TIME_PERIOD", "2025-01-01", r"yearmonth like \d{4}-(0[1-9]|1[0-2])"),
        ("PUBLISHED", "2025/02/01", r"date like \d{4}-\d{2}-\d{2}"),
        ("PUBLISHED", "", r"date like \d{4}-\d{2}-\d{2}"),
        ("SERIES", "kor", r"string like [A-Z0-9]{3,4}(\.[a-z]+)?"),
        ("SERIES", "KOR.", r"string like [A-Z0-9]{3,4}(\.[a-z]+)?"),
        ("REF_AREA", "KO", "string like [A-Z0-9]{3,4}"),
    ],
)
def test_a_code_outside_its_list_is_refused_by_line_and_column(some, column, value, allowed):
    assert refusal(changed(some, 5, column, value)) == (
        f"exports_monthly, line 5, {column}: {value!r} is not allowed; write {allowed}."
    )


@pytest.mark.parametrize("value", [-0.001, float("nan")])
def test_a_negative_or_missing_value_is_refused(some, value):
    text = refusal(changed(some, 7, "OBS_VALUE", value))
    assert text.startswith("exports_monthly, line 7, OBS_VALUE: ")
    assert text.endswith("is not allowed; write a number, at least 0.")


def test_an_infinite_value_is_refused(some):
    assert "line 7, OBS_VALUE" in refusal(changed(some, 7, "OBS_VALUE", float("inf")))


def test_zero_is_a_value(some):
    tables.check(changed(some, 7, "OBS_VALUE", 0.0), "exports_monthly")


def test_text_in_a_column_of_numbers_is_refused_by_line_and_column(some):
    assert "line 7, OBS_VALUE: 'many' is not allowed" in refusal(
        changed(some, 7, "OBS_VALUE", "many")
    )


def test_text_in_a_column_of_numbers_is_no_table_to_read(data_copy):
    path = data_copy / "exports_annual.csv"
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[3] = lines[3].replace(lines[3].split(",")[3], "many")
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(ValueError, match="many"):
        tables.read("exports_annual")


@pytest.mark.parametrize("day", ["2024-02-30", "2024-13-01", "2024-00-10"])
def test_a_day_that_no_calendar_has_is_refused(some, day):
    assert "line 5, PUBLISHED" in refusal(changed(some, 5, "PUBLISHED", day))


def test_an_optional_minimum_holds_for_years_as_well():
    annual = tables.read("exports_annual").iloc[:3].reset_index(drop=True)
    annual.loc[0, "TIME_PERIOD"] = "1890"
    assert "line 2, TIME_PERIOD" in refusal(annual, "exports_annual")


def test_a_second_row_for_a_key_is_refused(some):
    twice = pd.concat([some.iloc[:4], some.iloc[3:]], ignore_index=True)
    key = " ".join(some.loc[3, ["SERIES", "FLOW", "TIME_PERIOD", "PUBLISHED"]])
    # The fourth row stands in line 5, its double in line 6.
    assert refusal(twice) == f"exports_monthly, line 6: a second row for the key {key}."


def test_unsorted_rows_are_refused_where_the_order_breaks(some):
    swapped = some.iloc[[0, 1, 3, 2, *range(4, len(some))]].reset_index(drop=True)
    # The third row is the first out of place: line 4.
    assert refusal(swapped) == (
        "exports_monthly, line 4: rows are not sorted by SERIES, FLOW, TIME_PERIOD, PUBLISHED."
    )


def test_lines_are_counted_from_the_top_whatever_the_index(some):
    shifted = changed(some, 5, "FLOW", "E")
    shifted.index = range(100, 100 + len(shifted))
    assert refusal(shifted).startswith("exports_monthly, line 5, FLOW: 'E'")
    assert "line 6: a second row" in refusal(some.iloc[[0, 1, 2, 3, 3, 4]])


def test_a_missing_or_moved_column_is_refused(some):
    text = refusal(some.drop(columns="SOURCE"))
    assert text.startswith("exports_monthly: columns are ['SERIES', ")
    assert "the card wants ['SERIES', " in text
    assert "the card wants" in refusal(some[[*some.columns[1:], some.columns[0]]])
    assert "the card wants" in refusal(some.assign(NOTE="x"))


def test_the_first_breach_by_column_is_the_one_named(some):
    both = changed(changed(some, 3, "OBS_VALUE", -1.0), 9, "FLOW", "E")
    assert refusal(both).startswith("exports_monthly, line 9, FLOW: 'E'")


def test_an_empty_table_keeps_the_contract(some):
    tables.check(some.iloc[:0], "exports_monthly")


# -- reading -------------------------------------------------------------------------------------


def test_an_unknown_table_is_refused_with_the_nearest():
    with pytest.raises(ValueError) as caught:
        tables.read("export_monthly")
    names = ", ".join(resource["name"] for resource in tables.package()["resources"])
    assert str(caught.value) == (
        f"'export_monthly' is not a table. Did you mean exports_monthly? Allowed: {names}."
    )


def test_a_folder_without_a_package_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("EXPORTGAP_DATA", str(tmp_path))
    with pytest.raises(ValueError, match=r"no data package at .*: set EXPORTGAP_DATA"):
        tables.package()


def test_a_read_frame_is_the_callers_own(monthly):
    mine = tables.read("exports_monthly")
    mine["OBS_VALUE"] = 0.0
    assert tables.read("exports_monthly")["OBS_VALUE"].equals(monthly["OBS_VALUE"])


def test_codes_and_dates_are_text_and_values_are_floats():
    kinds = tables.read("exports_annual").dtypes.astype(str).to_dict()
    assert {name for name, kind in kinds.items() if kind == "float64"} == {"OBS_VALUE"}
    assert {kind for name, kind in kinds.items() if name != "OBS_VALUE"} == {"str"}


def test_columns_come_in_the_tables_order_whatever_the_order_asked():
    frame = tables.read("exports_annual", ["OBS_VALUE", "REF_AREA"])
    assert list(frame.columns) == ["REF_AREA", "OBS_VALUE"]


def test_a_changed_file_is_read_anew(data_copy):
    before = tables.read("exports_annual")
    path = data_copy / "exports_annual.csv"
    changed_at = path.stat().st_mtime
    path.write_text("\n".join(path.read_text().splitlines()[:3]) + "\n", encoding="utf-8")
    os.utime(path, (changed_at + 10, changed_at + 10))
    assert (len(before), len(tables.read("exports_annual"))) == (709, 2)


def test_a_changed_card_is_read_anew(data_copy):
    assert tables.package()["name"] == "exportgap-data"
    path = data_copy / "datapackage.json"
    changed_at = path.stat().st_mtime
    path.write_text(path.read_text().replace("exportgap-data", "other-data"), encoding="utf-8")
    os.utime(path, (changed_at + 10, changed_at + 10))
    assert tables.package()["name"] == "other-data"


def test_the_folder_of_the_tables_can_be_named(data_copy):
    assert tables.data_dir() == data_copy
    shutil.rmtree(data_copy)
    with pytest.raises(ValueError, match="no data package"):
        tables.read("exports_monthly")


def test_the_tables_speak_up_to_their_retrieval_and_no_further():
    assert tables.known_by(dt.date(2025, 12, 5)) == dt.date(2025, 12, 5)
    assert tables.known_by(dt.date(2999, 1, 1)) == dt.date(2026, 11, 23)


def test_freshness_speaks_of_the_date_asked():
    rows = {row["table"]: row for row in tables.freshness(dt.date(2025, 12, 5))}
    assert rows["exports_annual"]["last_period"] == "2024"
    assert rows["exports_annual"]["published"] == "2025-07-01"
    assert rows["exchange_rates_daily"]["last_period"] == "2025-12-05"
    assert rows["exports_monthly"]["last_period"] == "2025-11"
    assert rows["exports_monthly"]["published"] == "2025-12-01"


def test_freshness_before_everything_says_so():
    rows = tables.freshness(dt.date(1960, 1, 1))
    assert {(row["last_period"], row["published"], row["rows"]) for row in rows} == {
        ("none yet", "none yet", "0")
    }


def test_sources_can_be_asked_of_some_tables_only():
    assert {row["table"] for row in tables.sources()} == {*frames.TABLES, "item_groups"}
    assert {row["name"] for row in tables.sources(["exports_annual"])} == {"WDI"}


# -- what the committed tables promise -----------------------------------------------------------


def test_every_file_of_the_folder_has_a_card_and_every_card_a_file():
    cards = {resource["path"] for resource in tables.package()["resources"]}
    assert cards == {path.name for path in frames.DATA.glob("*.csv")}


def test_files_end_lines_as_unix_does_and_hold_no_mark():
    for path in frames.DATA.glob("*.csv"):
        raw = path.read_bytes()
        assert b"\r" not in raw
        assert not raw.startswith(b"\xef\xbb\xbf")
        assert raw.endswith(b"\n")
        raw.decode("ascii")


def test_the_codes_of_the_tables_are_known_to_the_vocabulary(monthly):
    annual = tables.read("exports_annual")
    assert set(monthly["REF_AREA"]) | set(annual["REF_AREA"]) <= set(vocabulary.AREAS)
    assert set(monthly["FLOW"]) <= set(vocabulary.FLOWS)
    assert set(monthly["ADJUSTMENT"]) <= set(vocabulary.ADJUSTMENTS)
    assert set(monthly["OBS_STATUS"]) | set(annual["OBS_STATUS"]) <= set(vocabulary.STATUSES)
    assert set(monthly["PUBLISHED_BASIS"]) <= set(vocabulary.PUBLISHED_BASES)
    used = set(monthly["UNIT_MEASURE"])
    for table in ("exchange_rates_monthly", "exchange_rates_daily"):
        used |= set(tables.read(table)["CURRENCY"])
    assert used <= set(vocabulary.CURRENCIES)


def test_the_vocabulary_lists_no_area_or_currency_that_no_table_holds(monthly):
    annual = tables.read("exports_annual")
    assert set(vocabulary.AREAS) == set(monthly["REF_AREA"]) | set(annual["REF_AREA"])
    rates = set(tables.read("exchange_rates_monthly")["CURRENCY"])
    assert set(vocabulary.CURRENCIES) == rates | {"USD"}


def test_a_series_code_begins_with_its_area(monthly):
    assert (monthly["SERIES"].str.partition(".")[0] == monthly["REF_AREA"]).all()


@pytest.mark.parametrize("table", ["exports_monthly", "exports_annual", "exchange_rates_monthly"])
def test_every_source_is_described_and_every_described_source_is_used(table):
    card = tables.card(table)
    described = [source["name"] for source in card["sources"]]
    assert len(set(described)) == len(described)
    assert set(tables.read(table)["SOURCE"]) == set(described)


@pytest.mark.parametrize(
    ("table", "column"), [("exports_monthly", "SERIES"), ("exports_annual", "REF_AREA")]
)
def test_every_series_has_a_card_and_every_carded_series_occurs(table, column):
    assert set(tables.read(table)[column]) == set(tables.series_cards(table))


def test_a_source_says_where_it_comes_from_and_when():
    for source in tables.sources():
        assert all(source[key] for key in ("title", "publisher", "series", "via", "licence"))
        assert dt.date.fromisoformat(source["retrieved"]) <= dt.datetime.now(dt.UTC).date()


def test_no_month_is_published_before_it_ended(monthly):
    rates = tables.read("exchange_rates_monthly")
    for frame in (monthly, rates):
        after = pd.PeriodIndex(frame["TIME_PERIOD"], freq="M") + 1
        first = after.to_timestamp().strftime("%Y-%m-%d").to_numpy()
        early = frame[frame["PUBLISHED"].to_numpy() < first]
        assert early.empty, early.head()


def test_no_year_is_published_before_it_ended():
    annual = tables.read("exports_annual")
    first = (annual["TIME_PERIOD"].astype(int) + 1).astype(str) + "-01-01"
    assert annual[annual["PUBLISHED"] < first].empty


@pytest.mark.parametrize("table", frames.TABLES)
def test_nothing_is_published_after_its_retrieval(table):
    card, frame = tables.card(table), tables.read(table)
    dated = frame["PUBLISHED" if "PUBLISHED" in frame else "TIME_PERIOD"]
    retrieved = {source["name"]: source["retrieved"] for source in card["sources"]}
    limit = frame["SOURCE"].map(retrieved) if "SOURCE" in frame else next(iter(retrieved.values()))
    assert frame[dated > limit].empty


def test_every_day_in_the_tables_is_in_the_calendar(monthly):
    for day in set(monthly["PUBLISHED"]) | set(tables.read("exports_annual")["PUBLISHED"]):
        dt.date.fromisoformat(day)


def vintages(frame, series, month, flow="X"):
    """Return when and with what value a month was published."""
    rows = frame[
        (frame["SERIES"] == series) & (frame["FLOW"] == flow) & (frame["TIME_PERIOD"] == month)
    ]
    return list(zip(rows["PUBLISHED"], rows["OBS_VALUE"], strict=True))


@pytest.mark.parametrize(
    ("series", "month", "prints"),
    [
        # Million dollars; the first of each is the ministry's headline, rounded to ten million.
        (
            "KOR",
            "2025-09",
            [("2025-10-01", 65950.0), ("2025-10-15", 65907.865), ("2026-09-30", 65904.118)],
        ),
        (
            "KOR",
            "2025-10",
            [("2025-11-01", 59570.0), ("2025-11-15", 59517.485), ("2026-09-30", 59511.578)],
        ),
        (
            "KOR",
            "2026-02",
            [("2026-03-01", 67450.0), ("2026-03-15", 67309.506), ("2026-09-30", 67642.547)],
        ),
        ("KOR", "2026-05", [("2026-06-01", 87750.0), ("2026-06-15", 87576.083)]),
        # Million yen.
        ("JPN", "2026-03", [("2026-04-22", 11003319.0), ("2026-04-30", 10981365.626)]),
    ],
)
def test_a_revised_month_keeps_its_first_print(monthly, series, month, prints):
    assert vintages(monthly, series, month) == prints


def test_a_months_prints_differ_by_less_than_two_percent(monthly):
    keys = ["SERIES", "FLOW", "TIME_PERIOD"]
    spread = monthly.groupby(keys)["OBS_VALUE"].agg(["min", "max"])
    assert (spread["max"] / spread["min"] - 1).max() < 0.02


def test_taiwans_two_definitions_are_never_joined(monthly):
    sources = monthly.groupby("SERIES")["SOURCE"].agg(set)
    assert sources["TWN"] == {"GEM-2018", "GEM-2023"}
    assert sources["TWN.headline"] == {"TWMOF"}
    assert monthly.loc[monthly["SERIES"] == "TWN", "TIME_PERIOD"].max() == "2023-03"


def test_a_join_is_declared_and_its_two_sides_overlap(monthly):
    joins = {join["series"]: join for join in tables.card("exports_monthly")["trade"]["joins"]}
    assert list(joins) == ["KOR"]
    join, korea = joins["KOR"], monthly[(monthly["SERIES"] == "KOR") & (monthly["FLOW"] == "X")]
    world_bank = korea["SOURCE"].str.startswith("GEM-")
    assert (korea.loc[world_bank, "TIME_PERIOD"] < join["at"]).all()
    assert (korea.loc[~world_bank, "TIME_PERIOD"] >= join["at"]).all()
    other = monthly[monthly["SERIES"] == join["overlap"]].set_index("TIME_PERIOD")["OBS_VALUE"]
    newest = korea.drop_duplicates("TIME_PERIOD", keep="last").set_index("TIME_PERIOD")
    common = [month for month in newest.index if month >= join["from"] and month in other.index]
    assert len(common) > 300
    apart = 100 * (newest.loc[common, "OBS_VALUE"] / other[common] - 1).abs()
    assert apart.max() <= join["tolerance_percent"]


@pytest.mark.parametrize("column", ["ADJUSTMENT", "UNIT_MEASURE", "UNIT_MULT", "REF_AREA"])
def test_a_series_has_one_adjustment_one_unit_and_one_area(monthly, column):
    assert (monthly.groupby("SERIES")[column].nunique() == 1).all()


def test_a_seasonally_adjusted_series_says_so_in_its_code(monthly):
    adjusted = set(monthly.loc[monthly["ADJUSTMENT"] == "S", "SERIES"])
    assert adjusted == {"AUS.sa", "CAN.sa"}
    assert {series for series in monthly["SERIES"] if series.endswith(".sa")} == adjusted


def test_months_are_missing_only_where_the_card_says_so(monthly):
    cards = tables.series_cards()
    for (series, flow), rows in monthly.groupby(["SERIES", "FLOW"]):
        months = pd.PeriodIndex(sorted(set(rows["TIME_PERIOD"])), freq="M")
        holes = pd.period_range(months[0], months[-1], freq="M").difference(months)
        assert [str(hole) for hole in holes] == cards[series].get("missing", []), (series, flow)


def test_years_are_missing_nowhere():
    for area, rows in tables.read("exports_annual").groupby("REF_AREA"):
        years = rows["TIME_PERIOD"].astype(int)
        assert list(years) == list(range(years.min(), 2026)), area


def test_exchange_rates_have_no_hole():
    rates = tables.read("exchange_rates_monthly")
    for key, rows in rates.groupby(["CURRENCY", "SOURCE"]):
        months = pd.PeriodIndex(rows["TIME_PERIOD"], freq="M")
        assert len(pd.period_range(months[0], months[-1], freq="M")) == len(months), key


def test_the_two_sources_of_a_rate_agree_within_the_cards_tolerance():
    card = tables.card("exchange_rates_monthly")["trade"]["checks"][0]
    rates = tables.read("exchange_rates_monthly")
    wide = rates.pivot(index=["CURRENCY", "TIME_PERIOD"], columns="SOURCE", values="OBS_VALUE")
    both = wide.dropna()
    apart = 100 * (both["FRB-H10"] / both["ECB-cross"] - 1)
    assert len(both) == 660  # yen and won, 1999-01 to 2026-06: 2 times 330 months
    assert apart.abs().max() <= card["tolerance_percent"]
    assert apart.groupby("CURRENCY").mean().abs().max() <= card["mean_tolerance_percent"]


def test_the_monthly_cross_rates_are_the_means_of_the_daily_ones():
    card = tables.card("exchange_rates_daily")["trade"]["checks"][0]
    daily = tables.read("exchange_rates_daily").pivot(
        index="TIME_PERIOD", columns="CURRENCY", values="OBS_VALUE"
    )
    rates = tables.read("exchange_rates_monthly")
    for currency in ("JPY", "KRW"):
        cross = (daily[currency] / daily["USD"]).groupby(daily.index.str[:7]).mean()
        rows = rates[(rates["CURRENCY"] == currency) & (rates["SOURCE"] == "ECB-cross")]
        monthly_mean = rows.set_index("TIME_PERIOD")["OBS_VALUE"]
        apart = 100 * (monthly_mean / cross.reindex(monthly_mean.index) - 1)
        assert apart.abs().max() <= card["tolerance_percent"]


def test_the_package_is_valid_json_without_doubled_keys():
    def once(pairs):
        names = [name for name, _ in pairs]
        assert len(set(names)) == len(names), names
        return dict(pairs)

    text = (frames.DATA / "datapackage.json").read_text(encoding="utf-8")
    json.loads(text, object_pairs_hook=once)
