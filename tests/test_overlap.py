"""Disjoint groups, the mix of goods, shares by year, and mean exchange rates."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exportgap.metrics import overlap, rates
from frames import close, refusal, year

quick = settings(max_examples=25, deadline=None)
amounts = st.floats(1, 1e5)
# All of 100 holds metal 10 and machines 60, and machines hold cars 20 and chips 40 and no more.
NESTED = {"all": ("metal", "machines"), "machines": ("cars", "chips")}


def tidy(rows, **attrs):
    """Return a loader's frame of (year, area, item, value)."""
    frame = pd.DataFrame(rows, columns=["TIME_PERIOD", "REF_AREA", "ITEM", "VALUE"])
    frame["TIME_PERIOD"] = pd.PeriodIndex(frame["TIME_PERIOD"].astype("str"), freq="Y")
    frame.attrs = {"unit": "USD billion", "labels": {"all": "all goods"}, **attrs}
    return frame


def world(**rows):
    """Return groups a and b of economies: KOR2000=[a, b] is Korea's in 2000."""
    keys = [(year(name[3:]), name[:3]) for name in rows]
    index = pd.MultiIndex.from_tuples(keys, names=["TIME_PERIOD", "REF_AREA"])
    table = pd.DataFrame(list(rows.values()), index=index, columns=["a", "b"], dtype=float)
    table.attrs = {"unit": "USD billion"}
    return table


def one(area="KOR", when=2018, **items):
    return [(when, area, name, value) for name, value in items.items()]


WHOLE = {"all": 100, "metal": 10, "machines": 60, "cars": 20, "chips": 40}


# -- disjoint groups -----------------------------------------------------------------------------


def test_a_whole_is_cut_to_what_its_parts_leave():
    table = overlap.disjoint_groups(tidy(one(**WHOLE)), NESTED)
    # 100 - 10 - 60 = 30 is in no group; 60 - 20 - 40 = 0 leaves no column
    assert table.loc[(year(2018), "KOR")].to_dict() == {
        "metal": 10,
        "cars": 20,
        "chips": 40,
        "other_all": 30,
    }
    assert table.attrs["labels"]["other_all"] == "other goods"


def test_rounding_of_printed_figures_is_no_group():
    table = overlap.disjoint_groups(tidy(one(**WHOLE | {"chips": 40.05})), NESTED)
    assert "other_machines" not in table
    table = overlap.disjoint_groups(tidy(one(**WHOLE | {"chips": 39})), NESTED)
    assert table["other_machines"].tolist() == [1]


def test_an_economy_without_every_group_is_left_out():
    rows = one(**WHOLE) + one("CHN", **{k: v for k, v in WHOLE.items() if k != "chips"})
    assert overlap.disjoint_groups(tidy(rows), NESTED).index.tolist() == [(year(2018), "KOR")]


@quick
@given(st.lists(amounts, min_size=4, max_size=4))
def test_the_groups_sum_to_the_whole(values):
    metal, cars, chips, rest = values
    machines = cars + chips
    items = {"metal": metal, "machines": machines, "cars": cars, "chips": chips}
    frame = tidy(one(all=metal + machines + rest, **items))
    table = overlap.disjoint_groups(frame, NESTED)
    # what is below a thousandth of a whole is not told from rounding
    whole = metal + machines + rest
    assert table.iloc[0].sum() == pytest.approx(whole, rel=overlap.ROUNDING)


def test_groups_that_overlap_or_are_missing_are_refused():
    cut = overlap.disjoint_groups
    over = tidy(one(**WHOLE | {"chips": 45}))
    assert refusal(cut, over, NESTED) == "KOR: parts of machines exceed it in 2018: they overlap."
    assert "KOR: all of 2018 occurs twice" in refusal(cut, tidy(one(**WHOLE) * 2), NESTED)
    lacking = tidy(one(all=1, metal=1))
    assert "machines is not among the frame's items" in refusal(cut, lacking, NESTED)
    torn = tidy(one(all=1, metal=1, machines=1) + one("JPN", cars=1, chips=1))
    assert "no economy has every group" in refusal(cut, torn, NESTED)


def test_the_rest_of_the_world_is_the_world_less_the_others():
    table = world(KOR2018=[1, 2], JPN2018=[3, 4], WLD2018=[10, 6]).droplevel("TIME_PERIOD")
    rest = overlap.rest_of_world(table)
    assert rest.loc["ROW"].tolist() == [6, 0]
    assert rest.index.tolist() == ["KOR", "JPN", "ROW"]
    assert rest.attrs == table.attrs
    assert "no row WLD" in refusal(overlap.rest_of_world, rest)
    table.loc["WLD", "b"] = 5
    assert refusal(overlap.rest_of_world, table) == "b: the economies exceed the world."


# -- mixes and shares ----------------------------------------------------------------------------


def test_similarity_is_given_for_the_periods_that_both_have():
    groups = world(
        KOR2000=[30, 70], JPN2000=[60, 40], KOR2005=[1, 1], JPN2005=[2, 2], CHN2005=[9, 1]
    )
    table = overlap.similarity_by_period(groups, [("KOR", "JPN"), ("KOR", "CHN")])
    # 2000: min(30, 60) + min(70, 40) = 70; 2005: KOR 50/50, JPN the same, CHN 90/10 so 50 + 10
    assert table["KOR-JPN"].tolist() == pytest.approx([70, 100])
    assert table["KOR-CHN"].isna().tolist() == [True, False]
    assert table["KOR-CHN"].iloc[1] == pytest.approx(60)
    pair = [("KOR", "USA")]
    assert "'USA' is not a known economy" in refusal(overlap.similarity_by_period, groups, pair)
    apart = world(KOR2000=[1, 1], JPN2005=[1, 1])
    assert "no period in common" in refusal(overlap.similarity_by_period, apart, [("KOR", "JPN")])


def test_a_mix_is_in_percent_of_the_row():
    assert overlap.mix(world(KOR2000=[30, 90])).iloc[0].tolist() == [25, 75]


def test_market_shares_are_split_from_every_start():
    groups = world(
        KOR2000=[10, 10], WLD2000=[100, 100], KOR2010=[20, 20], WLD2010=[200, 100],
        KOR2018=[30, 30], WLD2018=[200, 200],
    )  # fmt: skip
    table = overlap.market_share_effects(groups, ["KOR"])
    assert table.index.tolist() == [(year(2000), "KOR"), (year(2010), "KOR")]
    # 2000: 20 to 60, the world doubles in both groups: 20 growth, 0 product, 20 shares.
    assert table.iloc[0].tolist() == pytest.approx([20, 0, 20])
    # 2010: 40 to 60. World 300 to 400, so 40/3; kept shares give 20 + 40, so product 20 - 40/3.
    assert table.iloc[1].tolist() == pytest.approx([40 / 3, 20 - 40 / 3, 0])
    assert table.attrs["after"] == year(2018)


def test_market_shares_need_two_years_of_all():
    call = overlap.market_share_effects
    single = world(KOR2018=[1, 1], WLD2018=[2, 2])
    assert "no two years have every group" in refusal(call, single, ["KOR"])
    assert "'WLD' is not a known economy" in refusal(call, world(KOR2018=[1, 1]), ["KOR"])


def monthly(start, **columns):
    count = len(next(iter(columns.values())))
    table = pd.DataFrame(
        columns, index=pd.period_range(start, periods=count, freq="M"), dtype=float
    )
    table.attrs = {"unit": "USD billion"}
    return table


def test_shares_of_a_year_are_of_sums_and_name_the_months_left_out():
    parts = monthly("2024-01", CHN=[1.0] * 11 + [5.0] + [1.0] * 3)
    total = pd.Series([10.0] * 11 + [14.0] + [10.0] * 3, index=parts.index)
    # 16 of 124; 2025 has three months only
    table = overlap.share_by_year(parts, total)
    assert table["CHN"].to_dict() == {year(2024): pytest.approx(100 * 16 / 124)}
    assert table.attrs["left_out"] == {}
    parts.loc["2024-12", "CHN"] = None
    table = overlap.share_by_year(parts, total, lacking=1)
    assert table["CHN"].tolist() == pytest.approx([10])  # eleven months on both sides
    assert table.attrs["left_out"] == {2024: [12]}
    assert "no year has 12 periods" in refusal(overlap.share_by_year, parts, total)


def test_annual_shares_need_no_months_and_a_part_above_its_total_is_refused():
    parts = pd.DataFrame({"CHN": [1.0, 3.0]}, index=pd.period_range("2024", periods=2, freq="Y"))
    total = pd.Series([4.0, 4.0], index=parts.index)
    assert overlap.share_by_year(parts, total)["CHN"].tolist() == [25, 75]
    assert "above the total in 2024" in refusal(overlap.share_by_year, parts, total / 8)


# -- mean rates ----------------------------------------------------------------------------------


def test_mean_rates_are_of_years_that_have_the_months():
    table = monthly("2024-01", JPY=[100] * 6 + [200] * 6 + [120, 140])
    assert rates.rates_to_date(table)["JPY"].to_dict() == {year(2024): 150}
    early = rates.rates_to_date(table, 2)
    assert early["JPY"].to_dict() == {year(2024): 100, year(2025): 130}
    assert early.attrs["through"] == 2


def test_a_cross_rate_is_crossed_before_it_is_averaged():
    table = monthly("2024-01", KRW=[1000, 1200], JPY=[100, 150])
    cross = rates.cross_rate(table, "KRW", "JPY")
    assert cross["KRW"].tolist() == [10, 8]
    assert cross.attrs["unit"] == "KRW per JPY"
    # the mean of 10 and 8; the ratio of the means would be 1100 / 125 = 8.8
    assert rates.rates_to_date(cross, 2)["KRW"].tolist() == [9]


@quick
@given(st.lists(amounts, min_size=12, max_size=12))
def test_a_mean_lies_between_the_months(values):
    mean = rates.rates_to_date(monthly("2024-01", JPY=values))["JPY"].iloc[0]
    assert min(values) <= mean + 1e-6 and mean - 1e-6 <= max(values)
    assert close(mean * 12, sum(values))


def test_mean_rates_refuse_other_tables_and_months():
    table = monthly("2024-01", JPY=[100, 120])
    assert "month, 1 to 12, not 13" in refusal(rates.rates_to_date, table, 13)
    assert "no year has rates of months 1 to 3" in refusal(rates.rates_to_date, table, 3)
    yearly = pd.DataFrame({"JPY": [1.0]}, index=pd.period_range("2024", periods=1, freq="Y"))
    assert "a table by month" in refusal(rates.rates_to_date, yearly)
