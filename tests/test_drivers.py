"""Contributions to growth and to the change of a gap, growth without an item, base effects."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exportgap.metrics import drivers, wide
from frames import close, refusal, year

quick = settings(max_examples=25, deadline=None)
ATTRS = {"unit": "USD billion", "currency": "USD", "rule": "monthly_mean", "as_of": "2026-11-23"}
YEARS = [2023, 2024]


def spread(start="2023-01", freq="M", **columns):
    """Return a wide table: lists of numbers, None where a cell is missing."""
    count = len(next(iter(columns.values())))
    index = pd.period_range(start, periods=count, freq=freq)
    table = pd.DataFrame(columns, index=index, dtype=float)
    table.attrs = dict(ATTRS)
    return table


def parted(start="2023-01", freq="M", **columns):
    """Return items and their total."""
    table = spread(start, freq, **columns)
    return table.drop(columns="total"), table["total"]


def tidy(*rows, unit="USD billion", **columns):
    """Return a loader's frame of rows (period, item, value)."""
    frame = pd.DataFrame(rows, columns=["TIME_PERIOD", "ITEM", "VALUE"])
    frame["TIME_PERIOD"] = pd.PeriodIndex(frame["TIME_PERIOD"], freq="M")
    kept = {"REF_AREA": "KOR", "COUNTERPART_AREA": "WLD", "CLASSIFICATION": "KCS10"}
    kept |= {"MEASURE": "value", "UNIT_MEASURE": "USD", "OBS_STATUS": "A", "SOURCE": "KCS"}
    frame = frame.assign(**{**kept, **columns})
    frame.attrs = {**ATTRS, "unit": unit, "series": ("KOR",), "names": ("Korea",)}
    return frame


TWO = (("2025-02", "ships", 3.0), ("2025-02", "cars", 5.0), ("2025-01", "ships", 2.0))


# -- wide tables ---------------------------------------------------------------------------------


def test_a_frame_is_spread_by_item_and_what_is_missing_stays_missing():
    frame = tidy(*TWO, OBS_STATUS=["P", "A", "A"])
    table = wide.across(frame)
    assert list(table) == ["ships", "cars"]  # as they first appear
    assert table.index.equals(pd.period_range("2025-01", "2025-02", freq="M"))
    assert table["ships"].tolist() == [2.0, 3.0]
    assert table["cars"].isna().tolist() == [True, False]
    assert table.attrs["provisional"] == ["2025-02"]
    assert table.attrs["classification"] == "KCS10"
    assert table.attrs["unit"] == "USD billion"
    assert table.attrs["series"] == ("KOR",)


def test_areas_and_definitions_stand_side_by_side_when_asked_for():
    areas = tidy(*TWO[:2], ITEM="cars", REF_AREA=["KOR", "JPN"], UNIT_MEASURE=["USD", "JPY"])
    assert wide.across(areas, "REF_AREA").loc["2025-02"].tolist() == [3.0, 5.0]
    kinds = tidy(*TWO[:2], ITEM="cars", CLASSIFICATION=["KCS10", "MTI"])
    table = wide.across(kinds, "CLASSIFICATION")
    assert list(table) == ["KCS10", "MTI"]
    assert table.attrs["classification"] == "KCS10, MTI"


def test_a_unit_that_is_not_money_is_the_tables_unit():
    table = wide.across(tidy(*TWO, UNIT_MEASURE="number", MEASURE="units"))
    assert table.attrs["unit"] == "number"


@pytest.mark.parametrize(
    ("column", "codes"),
    [
        ("CLASSIFICATION", ["KCS10", "MTI", "MTI"]),
        ("REF_AREA", ["KOR", "JPN", "JPN"]),
        ("COUNTERPART_AREA", ["WLD", "USA", "USA"]),
        ("MEASURE", ["value", "units", "units"]),
        ("FREQ", ["M", "D10", "D10"]),
        ("CURRENCY", ["USD", "JPY", "JPY"]),
        ("UNIT_MEASURE", ["number", "kg", "kg"]),
    ],
)
def test_what_is_mixed_is_not_spread(column, codes):
    held = ", ".join(sorted(set(codes)))
    assert refusal(wide.across, tidy(*TWO, **{column: codes})) == (
        f"{column} is mixed ({held}): keep one of them, or spread by it."
    )


def test_money_and_pieces_are_not_one_unit_but_two_currencies_converted_are():
    frame = tidy(*TWO, UNIT_MEASURE=["USD", "number", "USD"])
    assert "UNIT_MEASURE is mixed (USD billion, number)" in refusal(wide.across, frame)
    assert not wide.across(tidy(*TWO, UNIT_MEASURE=["USD", "JPY", "USD"])).empty


def test_a_frame_that_is_no_loaders_is_refused():
    assert "ITEMS" in refusal(wide.across, tidy(*TWO), "ITEMS")
    assert refusal(wide.across, tidy(TWO[0], TWO[0])) == (
        "ships: 2025-02 occurs twice; keep one vintage, as the loaders do."
    )
    unnamed = tidy(*TWO)
    del unnamed.attrs["unit"]
    assert "names no unit" in refusal(wide.across, unnamed)
    assert "no rows" in refusal(wide.across, tidy(*TWO)[:0])
    mixed = tidy(*TWO)
    mixed["TIME_PERIOD"] = [pd.Period("2025", "Y"), *mixed["TIME_PERIOD"][1:]]
    assert "several frequencies" in refusal(wide.across, mixed)


# -- contributions to growth ---------------------------------------------------------------------


@pytest.mark.parametrize(("freq", "lag"), [("M", 12), ("Q", 4), ("Y", 1)])
def test_contributions_are_points_of_the_totals_growth(freq, lag):
    items, total = parted(
        freq=freq,
        chips=[20] * lag + [30],
        cars=[10] * lag + [8],
        total=[100] * lag + [112],
    )
    table = drivers.contribution_to_growth(items, total)
    # chips +10, cars -2, all else +4: of 100
    assert list(table) == ["chips", "cars", "residual", "total"]
    assert table.to_numpy().tolist() == [pytest.approx([10.0, -2.0, 4.0, 12.0], abs=1e-12)]
    assert table.index.equals(items.index[-1:])
    assert table.attrs["unit"] == "percentage points"
    assert table.attrs["measure"] == "contribution_to_growth"


def test_a_period_that_lacks_an_item_or_its_base_is_left_out_and_named():
    chips = [1.0] * 15
    chips[1] = None
    items, total = parted(chips=chips, total=[10] * 14 + [None])
    total = pd.concat(
        [total, pd.Series([10.0], index=pd.period_range("2024-04", periods=1, freq="M"))]
    )
    table = drivers.contribution_to_growth(items, total)
    assert [str(period) for period in table.index] == ["2024-01"]
    assert table.attrs["left_out"] == ["2024-02", "2024-03", "2024-04"]


def draw_items(count):
    rows = st.lists(st.floats(0.01, 1e4), min_size=3 * count, max_size=3 * count)
    return rows.map(lambda values: np.reshape(values, (3, count)))


@quick
@given(draw_items(30))
def test_items_and_residual_are_the_totals_growth_in_every_month(values):
    items, total = parted(a=values[0], b=values[1], total=values.sum(axis=0))
    for table in (
        drivers.contribution_to_growth(items, total),
        *(drivers.contribution_to_date(items, total, through) for through in (1, 6)),
    ):
        assert close(table.drop(columns="total").sum(axis=1).tolist(), table["total"].tolist())
    monthly = drivers.contribution_to_growth(items, total)
    grown = total.iloc[:18].to_numpy() * (1 + monthly["total"].to_numpy() / 100)
    assert close(grown.tolist(), total.iloc[12:].tolist())
    # The residual is what the third of the three adds.
    third = 100 * (values[2][12:] - values[2][:18]) / total.iloc[:18].to_numpy()
    assert monthly["residual"].to_numpy() == pytest.approx(third, rel=1e-6, abs=1e-6)


@pytest.mark.parametrize("name", wide.RESERVED)
def test_an_item_called_as_the_result_is_refused(name):
    items, total = parted(freq="Y", x=[1, 1], total=[2, 2])
    assert name in refusal(drivers.contribution_to_growth, items.rename(columns={"x": name}), total)


def test_contributions_refuse_what_has_no_base():
    items, total = parted(freq="Y", x=[1, 1], total=[0, 2])
    assert refusal(drivers.contribution_to_growth, items, total) == (
        "total is not positive in the year before 2024: no growth of it."
    )
    items, total = parted(freq="Y", x=[1, None], total=[1, 2])
    assert "no period has every item" in refusal(drivers.contribution_to_growth, items, total)


def test_items_and_total_that_do_not_match_are_refused():
    items, total = parted(freq="Y", x=[1, 1], total=[2, 2])
    twice = pd.concat([items, items], axis=1)
    assert "column x is there twice" in refusal(drivers.contribution_to_growth, twice, total)
    months = parted(x=[1, 1], total=[2, 2])[1]
    assert "the same on every side" in refusal(drivers.contribution_to_growth, items, months)
    again = pd.concat([total, total])
    assert "2023 occurs twice" in refusal(drivers.contribution_to_growth, items, again)
    days = parted(freq="D", x=[1, 1], total=[2, 2])
    assert "months, quarters or years" in refusal(drivers.contribution_to_growth, *days)
    plain = items.reset_index(drop=True)
    assert "months, quarters or years" in refusal(wide.year_before, plain)


@pytest.mark.parametrize(
    ("name", "value"), [("unit", "number"), ("rule", "period_mean"), ("as_of", "2025-12-05")]
)
def test_tables_of_two_units_rules_or_dates_are_not_joined(name, value):
    items, total = parted(freq="Y", x=[1, 1], total=[2, 2])
    total.attrs[name] = value
    assert f"{name} differs ({ATTRS[name]}, {value})" in refusal(
        drivers.contribution_to_growth, items, total
    )


def test_what_tables_say_of_themselves_is_joined():
    one, two = spread(x=[1]), spread(x=[1])
    one.attrs |= {"sources": ("A",), "provisional": ["2023-02"], "classification": "KCS10"}
    two.attrs |= {"sources": ("B", "A"), "provisional": ["2023-01"], "classification": "MOF-PC"}
    one.attrs["labels"], two.attrs["labels"] = {"x": "chips"}, {"y": "cars"}
    joined = wide.join_attrs(one, two)
    assert joined["sources"] == ("A", "B")
    assert joined["provisional"] == ["2023-01", "2023-02"]
    assert joined["classification"] == "KCS10, MOF-PC"
    assert joined["labels"] == {"x": "chips", "y": "cars"}
    assert joined["unit"] == "USD billion"


# -- contributions to date -----------------------------------------------------------------------


def test_to_date_only_months_that_both_years_have_are_compared():
    chips = [1, 2, 4, 8, 9, 9, 9, 9, 9, 9, 9, 9, 2, None, 5, 8]
    items, total = parted(chips=chips, total=[10] * 12 + [11, 99, 12, 13])
    items.attrs["provisional"] = ["2024-03", "2023-09"]
    table = drivers.contribution_to_date(items, total, 4)
    # January, March, April: chips 1+4+8 = 13, then 2+5+8 = 15; total 30, then 36
    assert table.index.tolist() == [year(2024)]
    assert table.loc[year(2024)].tolist() == pytest.approx(
        [100 * 2 / 30, 100 * 4 / 30, 20.0], rel=1e-12
    )
    assert table.attrs["left_out"] == {2024: [2]}
    assert table.attrs["through"] == 4
    assert table.attrs["measure"] == "contribution_to_date"
    assert table.attrs["provisional"] == ["2024"]


def test_to_date_a_year_with_no_month_in_common_is_absent():
    items, total = parted(x=[1.0] * 24 + [None] * 12, total=[2.0] * 36)
    assert drivers.contribution_to_date(items, total, 12).index.tolist() == [year(2024)]
    short = items.iloc[:12]
    assert "no period up to month 12" in refusal(drivers.contribution_to_date, short, total)


def test_to_date_months_not_yet_known_are_named():
    items, total = parted(x=[1.0] * 14, total=[2.0] * 14)
    table = drivers.contribution_to_date(items, total, 4)
    assert table.attrs["left_out"] == {2024: [3, 4]}


@pytest.mark.parametrize(
    ("freq", "through", "allowed"),
    [("M", 0, "1, 2"), ("M", 13, "12"), ("Q", 4, "3, 6, 9, 12"), ("Y", 11, "one of 12,")],
)
def test_to_date_ends_where_a_period_ends(freq, through, allowed):
    items, total = parted(freq=freq, x=[1.0] * 24, total=[2.0] * 24)
    said = refusal(drivers.contribution_to_date, items, total, through)
    assert allowed in said and f"not {through}." in said


def test_to_date_whole_years_and_quarters_are_sums_of_months():
    values = np.arange(1.0, 25.0)
    items, total = parted(x=values, total=values + 5)
    months = drivers.contribution_to_date(items, total, 6)
    quarters, halves = (part.groupby(part.index.asfreq("Q")).sum() for part in (items, total))
    by_quarter = drivers.contribution_to_date(quarters, halves, 6)
    assert close(by_quarter.iloc[0].tolist(), months.iloc[0].tolist())
    yearly = [part.groupby(part.index.asfreq("Y")).sum() for part in (items, total)]
    whole = drivers.contribution_to_growth(*yearly)
    for parts in (yearly, (items, total)):
        table = drivers.contribution_to_date(*parts)
        assert close(table.iloc[0].tolist(), whole.iloc[0].tolist())


# -- without an item -----------------------------------------------------------------------------


def test_whole_years_are_summed_and_a_year_that_lacks_a_month_is_not():
    # November 2022 to January 2026: 2022 has two months and 2026 one, 2024 one ship too few.
    months = 2 + 12 + 12 + 12 + 1
    ships = [1.0] * 17 + [None] + [1.0] * (months - 18)
    table = spread("2022-11", cars=list(range(months)), ships=ships)
    table.attrs["provisional"] = ["2025-11", "2026-01"]
    sums = wide.sums_by_year(table)
    assert list(sums.index) == [year(2023), year(2024), year(2025)]
    # 2 + … + 13 = 12 (2 + 13) / 2 = 90, and each year after 12 x 12 = 144 more
    assert sums["cars"].tolist() == [90, 234, 378]
    assert sums["ships"].tolist() == pytest.approx([12, np.nan, 12], nan_ok=True)
    assert sums.attrs == ATTRS | {"through": 12, "provisional": ["2025"]}


def test_a_month_without_a_row_makes_no_year_either():
    table = spread("2023-01", "Q", cars=[1, 2, 3, 4, 1, 2, 3, 4])
    assert wide.sums_by_year(table.drop(pd.Period("2024Q3")))["cars"].tolist() == [10]
    # 2024 has no row at all, and 2025 is whole.
    gap = spread("2023-01", "Q", cars=range(12))
    sums = wide.sums_by_year(gap[gap.index.year != 2024])
    assert sums["cars"].tolist() == pytest.approx([6, np.nan, 38], nan_ok=True)


def test_growth_without_an_item():
    items, total = parted(freq="Y", chips=[20, 30], cars=[1, 1], total=[100, 112])
    table = drivers.growth_without(items, total, "chips")
    # chips 20 to 30, all 100 to 112, the rest 80 to 82
    assert table[["item", "total", "without"]].iloc[0].tolist() == pytest.approx(
        [50.0, 12.0, 2.5], rel=1e-12
    )
    assert table.attrs["item"] == "chips"
    assert table.attrs["unit"] == "percent"


@quick
@given(draw_items(3))
def test_growth_is_the_mean_of_with_and_without_by_their_weights(values):
    items, total = parted(freq="Y", chips=values[0], total=values.sum(axis=0))
    table = drivers.growth_without(items, total, "chips")
    weight = (values[0] / values.sum(axis=0))[:2]
    mean = weight * table["item"] + (1 - weight) * table["without"]
    assert mean.to_numpy() == pytest.approx(table["total"].to_numpy(), rel=1e-6, abs=1e-6)


def test_growth_without_refuses_what_is_no_part():
    items, total = parted(freq="Y", chips=[1, 3], total=[2, 2])
    assert refusal(drivers.growth_without, items, total, "chips") == (
        "chips is above the total in or before 2024: no part of it."
    )
    assert "chips" in refusal(drivers.growth_without, items, total, "chip")
    assert refusal(drivers.growth_without, *parted(freq="Y", x=[0, 1], total=[2, 2]), "x") == (
        "x is not positive in the year before 2024: no growth of it."
    )
    assert "no period has every item" in refusal(
        drivers.growth_without, *parted(freq="Y", x=[1], total=[2]), "x"
    )


def test_growth_without_an_item_to_date():
    items, total = parted(chips=[2, 3] + [9] * 10 + [4, 8], total=[10, 10] + [20] * 10 + [11, 13])
    table = drivers.growth_without(items, total, "chips", 2)
    # January and February: chips 5 to 12, all 20 to 24, the rest 15 to 12
    assert table.index.tolist() == [year(2024)]
    assert table[["item", "total", "without"]].iloc[0].tolist() == pytest.approx(
        [140.0, 20.0, -20.0], rel=1e-12
    )
    assert table.attrs["through"] == 2


def test_what_is_left_of_a_whole():
    table = spread(freq="Y", total=[10, 20], cars=[3, 4], parts=[1, 16])
    found = wide.with_rest(table, "total", ["cars", "parts"])
    assert list(found) == ["cars", "parts", "rest"]
    assert found["rest"].tolist() == [6.0, 0.0]
    assert found.attrs["unit"] == "USD billion"
    assert "the parts of cars exceed it in 2024" in refusal(
        wide.with_rest, table, "cars", ["parts"]
    )
    assert "ships" in refusal(wide.with_rest, table, "total", ["ships"])


# -- contributions to the gap --------------------------------------------------------------------


def pair(home, rival, freq="Y", **named):
    """Return two sides of groups and total."""
    return spread(freq=freq, **home), spread(freq=freq, **rival)


def test_the_gaps_change_is_split_by_group():
    home, rival = pair(
        {"chips": [20, 30], "cars": [10, 9], "total": [100, 115]},
        {"chips": [5, 6], "cars": [40, 36], "total": [130, 128]},
    )
    home.attrs |= {"series": ("KOR",), "names": ("Korea",)}
    rival.attrs |= {"series": ("JPN",), "names": ("Japan",)}
    table = drivers.contribution_to_gap(home, rival, *YEARS)
    assert table.index.tolist() == ["chips", "cars", "other"]
    # home +10, -1, other +6 = +15; rival +1, -4, other +1 = -2; gap 30 to 13
    assert table["home"].tolist() == pytest.approx([10, -1, 6], abs=1e-12)
    assert table["rival"].tolist() == pytest.approx([1, -4, 1], abs=1e-12)
    assert table["value"].tolist() == pytest.approx([-9, -3, -5], abs=1e-12)
    assert table["percent"].tolist() == pytest.approx([900 / 17, 300 / 17, 500 / 17], rel=1e-12)
    assert table.attrs["change"] == pytest.approx(-17, abs=1e-12)
    assert table.attrs["percent_refused"] is False
    assert table.attrs["series"] == ("KOR", "JPN")
    assert (table.attrs["home_name"], table.attrs["rival_name"]) == ("Korea", "Japan")


def test_percentages_of_a_change_near_zero_are_refused():
    home = {"chips": [1, 9], "total": [100, 100]}
    # chips -8, other 8 + d: the change d against a quarter of 16 + d, even at 16/3 and at -3.2
    for little, refused in ((5.3, True), (5.4, False), (-3.1, True), (-3.3, False), (0, True)):
        rival = {"chips": [0, 0], "total": [100, 100 + little]}
        table = drivers.contribution_to_gap(*pair(home, rival), *YEARS)
        assert table["value"].abs().sum() == pytest.approx(16 + little, abs=1e-9)
        assert table.attrs["percent_refused"] is refused
        assert ("percent" in table) is not refused
    still = {"chips": [1, 1], "total": [2, 2]}
    table = drivers.contribution_to_gap(*pair(still, still), *YEARS)
    assert table.attrs["percent_refused"] is True
    assert "percent" not in table


@quick
@given(draw_items(24), draw_items(24), st.integers(1, 12))
def test_groups_sum_to_the_change_of_the_gap_and_percentages_stay_bounded(one, two, through):
    home, rival = (spread(a=v[0], b=v[1], total=v.sum(axis=0)) for v in (one, two))
    table = drivers.contribution_to_gap(home, rival, *YEARS, through)
    gap = two.sum(axis=0) - one.sum(axis=0)
    change = gap[12 : 12 + through].sum() - gap[:through].sum()
    assert table["value"].sum() == pytest.approx(change, rel=1e-9, abs=1e-6)
    assert table.attrs["change"] == pytest.approx(change, rel=1e-9, abs=1e-6)
    assert close((table["rival"] - table["home"]).tolist(), table["value"].tolist())
    if not table.attrs["percent_refused"]:
        assert table["percent"].sum() == pytest.approx(100, rel=1e-6)
        assert table["percent"].abs().max() <= 100 / drivers.FLOOR * (1 + 1e-6)


def test_the_gap_is_split_over_months_that_both_sides_have():
    home = spread(x=[1, None, 1] + [1] * 9 + [2, 2, 2], total=[5] * 12 + [7, 7, 7])
    rival = spread(x=[1.0] * 15, total=[5.0] * 15)
    table = drivers.contribution_to_gap(home, rival, *YEARS, 3)
    assert table["home"].tolist() == [2.0, 2.0]  # January and March: +1 and +1 of +2 each
    assert table.attrs["left_out"] == [2]
    assert drivers.contribution_to_gap(home, rival, *YEARS, 1).attrs["left_out"] == []


def test_years_further_apart_are_compared_directly():
    home, rival = pair({"x": [1, 8, 3], "total": [4, 9, 6]}, {"x": [1, 9, 1], "total": [4, 10, 4]})
    table = drivers.contribution_to_gap(home, rival, 2023, 2025)
    assert table["home"].tolist() == [2.0, 0.0]


def test_a_gap_is_not_split_by_groups_that_do_not_match():
    good = {"x": [1, 1], "total": [2, 2]}
    split = drivers.contribution_to_gap
    assert refusal(split, *pair(good, {"y": [1, 1], "total": [2, 2]}), *YEARS) == (
        "x is not a column of both: use one concordance."
    )
    assert "total is not a column" in refusal(split, *pair({"x": [1, 1]}, {"x": [1, 1]}), *YEARS)
    named = {**good, "other": [1, 1]}
    assert "column other" in refusal(split, *pair(named, named), *YEARS)
    assert refusal(split, *pair({**good, "x": [1, 3]}, good), *YEARS) == (
        "the groups of home sum to more than its total in 2024."
    )
    assert "2024 does not come before 2023" in refusal(split, *pair(good, good), 2024, 2023)
    long = {"x": [1, 1, None], "total": [2, 2, 2]}
    assert refusal(split, *pair(long, long), 2024, 2025) == (
        "no month up to 12 is complete in 2024 and 2025."
    )
    months = spread(x=[1.0] * 24, total=[2.0] * 24)
    assert "the same on every side" in refusal(split, spread(freq="Y", **good), months, *YEARS)
    spot = spread(freq="Y", **good)
    spot.attrs["rule"] = "spot:2024-12-31"
    assert "rule differs" in refusal(split, spread(freq="Y", **good), spot, *YEARS)


# -- base effects --------------------------------------------------------------------------------


def test_growth_stands_beside_the_growth_it_is_built_on():
    series = spread("2023", "Y", x=[100, 80, 108])["x"]
    table = drivers.base_effect(series)
    # 80 to 108 is +35 after -20; over two years 1.08, a year the root of it
    assert table.index.tolist() == [year(2025)]
    assert table.iloc[0].tolist() == pytest.approx([35.0, -20.0, 100 * (1.08**0.5 - 1)], rel=1e-12)
    assert list(table) == ["growth", "base_growth", "two_year"]


@quick
@given(st.lists(st.floats(0.01, 1e4), min_size=25, max_size=30))
def test_two_years_growth_leads_from_the_level_of_two_years_before(values):
    table = drivers.base_effect(spread(x=values)["x"])
    reached = np.array(values[: len(table)]) * (1 + table["two_year"].to_numpy() / 100) ** 2
    assert close(reached.tolist(), values[24:])


def test_base_effects_refuse_what_has_no_growth():
    assert "no period of x has" in refusal(drivers.base_effect, spread(freq="Y", x=[1, 1])["x"])
    assert "x is not positive in 2023" in refusal(
        drivers.base_effect, spread(freq="Y", x=[-1, 1, 1])["x"]
    )
    signed = spread(freq="Y", gap=[1, 1, 1])["gap"]
    assert "it can change sign" in refusal(drivers.base_effect, signed)


# -- groups --------------------------------------------------------------------------------------


def test_items_are_summed_into_groups_beside_their_total():
    table = spread(ships=[1, 2], cars=[3, None], chips=[5, 6], TOTAL=[10, 20])
    grouped = wide.group(table, {"vehicles": ["cars", "ships"], "chips": ["chips"]})
    assert list(grouped) == ["vehicles", "chips", "total"]
    # 3 + 1 in January; in February cars are missing, and so is their group
    assert grouped.iloc[0].tolist() == [4, 5, 10]
    assert math.isnan(grouped["vehicles"].iloc[1])
    assert grouped.iloc[1, 1:].tolist() == [6, 20]
    assert grouped.attrs == table.attrs


def test_groups_that_overlap_or_lack_an_item_or_a_total_are_refused():
    table = spread(cars=[3], TOTAL=[10])
    assert "one total" in refusal(wide.group, table[["cars"]], {"cars": ["cars"]})
    assert "one total" in refusal(wide.group, table.assign(total=1.0), {"cars": ["cars"]})
    assert "'ships' is not a known item" in refusal(wide.group, table, {"a": ["ships"]})
    assert "'TOTAL' is not a known item" in refusal(wide.group, table, {"a": ["TOTAL"]})
    assert "cars stands in two groups" in refusal(wide.group, table, {"a": ["cars"], "b": ["cars"]})
    assert "twice in one" in refusal(wide.group, table, {"a": ["cars", "cars"]})


# -- sums of whole years -------------------------------------------------------------------------


def test_a_year_is_summed_only_where_it_has_every_month():
    months = [1.0] * 12 + [None, *[2.0] * 11] + [3.0] * 8
    table = spread(cars=months)
    table.attrs["provisional"] = ["2025-03", "2025-11"]
    found = wide.sums_by_year(table, 8)
    # 2024 lacks January; eight months of 1 and of 3.
    assert list(found.index) == [year(2023), year(2024), year(2025)]
    assert found["cars"].tolist() == pytest.approx([8, np.nan, 24], nan_ok=True)
    assert found.attrs["through"] == 8
    assert found.attrs["provisional"] == ["2025"]
    assert found.attrs["unit"] == "USD billion"
    # Of whole years there is one: 2025 ends in August.
    assert [str(period) for period in wide.sums_by_year(table).index] == ["2023"]


def test_sums_of_no_complete_year_or_of_no_period_are_refused():
    table = spread(cars=[1.0, None, 1.0])
    assert refusal(wide.sums_by_year, table, 3) == "no year has every period up to month 3."
    assert "through is one of" in refusal(wide.sums_by_year, table, 13)
