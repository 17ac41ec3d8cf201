"""Growth on the year: of levels, never of what can change sign."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import frames
from exportgap.metrics import gap, growth
from frames import close, refusal


def test_months_grow_on_the_same_month_of_the_year_before():
    table = gap.gap_by_period(frames.exports([100] * 12 + [110, 75], [50] * 14))
    found = growth.growth_on_year(table, "home")
    assert [str(period) for period in found.index] == ["2025-01", "2025-02"]
    assert found.tolist() == pytest.approx([10.0, -25.0], rel=1e-12)
    assert found.name == "home_growth"


def test_quarters_and_years_grow_on_theirs():
    frame = frames.exports([10] * 12 + [12] * 12, [50] * 24)
    quarters = growth.growth_on_year(gap.gap_by_period(frame, "Q"), "home")
    assert [str(period) for period in quarters.index] == ["2025Q1", "2025Q2", "2025Q3", "2025Q4"]
    assert quarters.tolist() == pytest.approx([20.0] * 4, rel=1e-12)
    years = growth.growth_on_year(gap.gap_by_period(frame, "Y"), "home")
    assert years.tolist() == pytest.approx([20.0], rel=1e-12)


def test_a_period_without_the_one_a_year_before_is_absent():
    home = [100, None, *[100] * 10, 110, 110, 110]
    found = growth.growth_on_year(gap.gap_by_period(frames.exports(home, [50] * 15)), "home")
    assert [str(period) for period in found.index] == ["2025-01", "2025-03"]


@pytest.mark.parametrize("column", ["gap", "log_gap"])
def test_the_growth_of_a_gap_is_refused(column):
    table = gap.gap_by_period(frames.exports([100] * 13, [150] * 13))
    assert refusal(growth.growth_on_year, table, column) == (
        f"the growth rate of a {column.replace('_', ' ')} is refused: it can change sign. "
        "State its change in currency (table[column].diff())."
    )


@pytest.mark.parametrize("base", [0.0, -1.0])
def test_a_base_that_is_not_positive_is_refused(base):
    index = pd.period_range("2024", periods=2, freq="Y")
    table = pd.DataFrame({"home": [base, 2.0]}, index=index)
    assert refusal(growth.growth_on_year, table, "home") == "home is not positive in 2024."


@settings(max_examples=20, deadline=None)
@given(st.lists(st.floats(1, 1000), min_size=13, max_size=30))
def test_growth_brings_the_base_to_the_level(values):
    table = gap.gap_by_period(frames.exports(values, values))
    found = growth.growth_on_year(table, "home")
    levels = table["home"].tolist()
    grown = [level * (1 + percent / 100) for level, percent in zip(levels, found, strict=False)]
    assert close(grown, levels[12:])


def test_a_level_and_its_printed_growth_lead_back_a_year():
    table = pd.DataFrame({"value": [102.0, 8.0], "growth": [2.0, -20.0]}, index=["cars", "parts"])
    table.attrs = {"unit": "USD billion"}
    found = growth.undo_growth(table)
    # 102 / 1.02 and 8 / 0.8.
    assert found["before"].tolist() == pytest.approx([100.0, 10.0])
    assert found.attrs == table.attrs
    assert "before" not in table


@given(st.floats(0.01, 1e6), st.floats(-99.9, 1e4))
def test_undone_growth_grows_back_to_the_level(level, grown):
    found = growth.undo_growth(pd.DataFrame({"value": [level], "growth": [grown]}))
    assert close(found["before"].iloc[0] * (1 + grown / 100), level)


@pytest.mark.parametrize("grown", [-100.0, -120.0, float("nan")])
def test_a_growth_without_a_base_is_refused(grown):
    table = pd.DataFrame({"value": [1.0, 1.0], "growth": [5.0, grown]}, index=["cars", "parts"])
    assert refusal(growth.undo_growth, table) == (
        "the growth of parts is missing, or -100 percent or less: no base."
    )
