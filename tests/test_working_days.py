"""Working days: the published counts, both rules, and exports per working day."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exportgap.metrics.working_days import per_working_day, working_days
from frames import close, refusal

# Counts of whole months as the ministry and customs gave them to Reuters, Yonhap and the dailies.
PUBLISHED = {
    "2015-08": 22,
    "2015-09": 21.5,
    "2015-10": 23,
    "2016-08": 24,
    "2016-09": 21,
    "2016-10": 22.5,
    "2017-02": 22,
    "2018-02": 19.5,
    "2018-09": 19.5,
    "2018-11": 24,
    "2019-02": 19,
    "2019-04": 24,
    "2019-05": 23,
    "2019-06": 21.5,
    "2019-09": 20.5,
    "2019-11": 23.5,
    "2020-02": 22.5,
    "2020-04": 22,
    "2020-05": 21.5,
    "2020-06": 23.5,
    "2020-08": 22,
    "2020-11": 23,
    "2021-08": 23,
    "2024-09": 20,
    "2025-09": 24,
}
# The same for the first ten and the first twenty days.
EARLY = {
    ("2016-09", 10): 8,
    ("2017-02", 10): 8.5,
    ("2017-02", 20): 15.5,
    ("2017-09", 10): 7,
    ("2017-10", 10): 1.5,
    ("2018-02", 10): 8,
    ("2018-02", 20): 13,
    ("2018-10", 10): 6.5,
    ("2019-02", 10): 4,
    ("2019-03", 20): 14.5,
    ("2019-05", 10): 6.5,
    ("2019-09", 20): 13.5,
    ("2020-01", 10): 7.5,
    ("2020-02", 10): 7,
    ("2020-03", 20): 16,
    ("2020-05", 20): 13.5,
    ("2020-10", 10): 4.5,
    ("2020-11", 20): 16,
    ("2021-01", 10): 6,
    ("2021-05", 20): 13,
    ("2021-06", 20): 15.5,
    ("2021-09", 10): 8.5,
    ("2021-09", 20): 14.5,
    ("2022-06", 20): 13.5,
    ("2022-09", 10): 6.5,
    ("2022-09", 20): 13,
    ("2023-01", 20): 16,
    ("2023-05", 20): 14.5,
    ("2023-09", 20): 15.5,
    ("2023-11", 10): 8.5,
    ("2024-01", 20): 15.5,
    ("2024-05", 10): 6.5,
    ("2024-05", 20): 12.5,
    ("2024-08", 20): 14.5,
    ("2024-09", 20): 13,
    ("2024-10", 10): 5.5,
    ("2024-10", 20): 12.5,
    ("2024-11", 10): 7,
    ("2025-01", 10): 7.5,
    ("2025-01", 20): 14.5,
    ("2025-05", 10): 5,
    ("2025-10", 10): 3.5,
    ("2025-10", 20): 10.5,
    ("2026-02", 10): 7.5,
    ("2026-02", 20): 13,
}


def months(*names):
    return pd.PeriodIndex(names, freq="M")


def count(area, month, through=31):
    return working_days(area, months(month), through).iloc[0]


# -- the count -----------------------------------------------------------------------------------


def test_koreas_published_months_are_reproduced():
    found = working_days("KOR", months(*PUBLISHED))
    assert dict(zip(PUBLISHED, found, strict=True)) == PUBLISHED


def test_koreas_published_early_counts_are_reproduced():
    assert {key: count("KOR", *key) for key in EARLY} == EARLY


def test_a_month_by_hand():
    # May 2025 has 22 weekdays and 5 Saturdays. Off are Thursday the 1st, Monday the 5th and
    # Tuesday the 6th; Saturday the 3rd is no holiday: 22 - 3 + 5 * 0.5 = 21.5.
    assert count("KOR", "2025-05") == 21.5


def test_the_first_of_may_was_no_working_day_before_it_became_a_holiday():
    # 2021-05-01 is a Saturday: 21 weekdays less the 5th and the 19th, 4 other Saturdays.
    assert count("KOR", "2021-05") == 21.0
    # The ministry: exports +45.6 percent on May 2020, per working day +49.0.
    per_day = 1.456 * count("KOR", "2020-05") / count("KOR", "2021-05") - 1
    assert round(100 * per_day) == 49


def test_a_holiday_on_a_saturday_takes_half_a_day():
    # June 2020: 22 weekdays, Saturdays the 13th, 20th and 27th; the 6th is Memorial Day.
    assert count("KOR", "2020-06") == 22 + 3 * 0.5


def test_japans_saturdays_and_turn_of_the_year_are_closed():
    # January 2025: 23 weekdays; off are Wednesday the 1st to Friday the 3rd and Monday the 13th.
    assert count("JPN", "2025-01") == 19
    # December 2025: 23 weekdays less Monday the 29th to Wednesday the 31st.
    assert count("JPN", "2025-12") == 20


def test_months_come_back_in_the_order_given():
    found = working_days("KOR", months("2025-09", "2024-09"))
    assert found.tolist() == [24.0, 20.0]
    assert found.index.equals(months("2025-09", "2024-09"))
    assert found.name == "working_days"


ANY = st.integers(0, 20 * 12 - 1).map(lambda step: pd.Period("2006-01", "M") + step)


@settings(max_examples=30, deadline=None)
@given(ANY, st.integers(1, 30), st.sampled_from(["KOR", "JPN"]))
def test_a_month_counts_no_less_than_its_beginning(month, through, area):
    part, whole = count(area, month, through), count(area, month)
    assert 0 <= part <= whole <= month.days_in_month
    assert 0 <= count(area, month, through + 1) - part <= 1


def test_an_area_without_a_rule_is_refused():
    assert refusal(working_days, "CHN", months("2025-01")) == (
        "'CHN' is not a known calendar of working days. Allowed: KOR, JPN."
    )


@pytest.mark.parametrize(
    "index", [pd.PeriodIndex([], freq="M"), pd.PeriodIndex(["2025"], freq="Y")]
)
def test_only_months_are_counted(index):
    assert "counted by month" in refusal(working_days, "KOR", index)


@pytest.mark.parametrize(("area", "month"), [("KOR", "2005-06"), ("JPN", "1992-04")])
def test_months_before_the_five_day_week_are_refused(area, month):
    allowed = pd.Period(month, "M") + 1
    assert refusal(working_days, area, months(month)) == (
        f"{area}: {month} lies before the five-day week; allowed from {allowed}."
    )
    assert count(area, allowed) > 0


@pytest.mark.parametrize("through", [0, 32])
def test_a_day_outside_the_month_is_refused(through):
    assert refusal(working_days, "KOR", months("2025-01"), through) == (
        f"through is a day of the month, 1 to 31, not {through}."
    )


# -- per working day -----------------------------------------------------------------------------


def test_exports_per_working_day_and_their_growth():
    series = pd.Series([40.0, 60.0], months("2024-09", "2025-09"))
    series.attrs["unit"] = "USD billion"
    table = per_working_day(series, "KOR")
    assert table["days"].tolist() == [20.0, 24.0]
    assert table["per_day"].tolist() == [2.0, 2.5]
    # 60 / 40 = +50 percent; (1 + 0.5) * 20 / 24 = 1.25
    assert table["value_growth"].iloc[1] == pytest.approx(50.0, rel=1e-12)
    assert table["per_day_growth"].iloc[1] == pytest.approx(25.0, rel=1e-12)
    assert table[["value_growth", "per_day_growth"]].iloc[0].isna().all()
    assert table.attrs == {
        "unit": "USD billion",
        "measure": "per_working_day",
        "calendar": "KOR",
    }


def test_the_ministrys_daily_average_is_reproduced():
    # September 2025: 65.95 bn, +12.7 percent; per working day 2.75 bn, -6.1 percent.
    series = pd.Series([65.95 / 1.127, 65.95], months("2024-09", "2025-09"))
    last = per_working_day(series, "KOR").iloc[-1]
    assert round(last["per_day"], 2) == 2.75
    assert round(last["per_day_growth"], 1) == -6.1


def test_early_figures_take_early_days():
    # 1 to 20 October 2025: 30.15 bn in 10.5 days, 2.87 bn a day.
    table = per_working_day(pd.Series([30.15], months("2025-10")), "KOR", 20)
    assert round(table["per_day"].iloc[0], 2) == 2.87


@settings(max_examples=20, deadline=None)
@given(ANY, st.lists(st.floats(1, 1000), min_size=13, max_size=30))
def test_growth_per_day_is_growth_times_the_ratio_of_days(start, values):
    series = pd.Series(values, pd.period_range(start, periods=len(values), freq="M"))
    table = per_working_day(series, "KOR")
    ratio = table["days"].shift(12) / table["days"]
    expected = 100 * ((1 + table["value_growth"] / 100) * ratio - 1)
    assert close(table["per_day_growth"].iloc[12:].tolist(), expected.iloc[12:].tolist())
    assert close((table["per_day"] * table["days"]).tolist(), values)


def test_a_month_twice_is_refused():
    series = pd.Series([1.0, 2.0], months("2025-01", "2025-01"))
    assert refusal(per_working_day, series, "KOR") == (
        "2025-01 occurs twice: keep one value for each month."
    )


@pytest.mark.parametrize("value", [0.0, -1.0, float("nan")])
def test_a_month_without_a_value_is_refused(value):
    series = pd.Series([1.0, value], months("2025-01", "2025-02"))
    assert refusal(per_working_day, series, "KOR") == "2025-02 has no value above zero."


def test_a_month_without_a_working_day_is_refused():
    series = pd.Series([1.0], months("2025-01"))
    assert refusal(per_working_day, series, "KOR", 1) == (
        "KOR: 2025-01 has no working day up to day 1."
    )
