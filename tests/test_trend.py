"""Slope, breaks and unit root of a log gap."""

import math

import numpy as np
import pandas as pd
import pytest

from exportgap import load
from exportgap.metrics import gap, trend
from frames import refusal

# Up and down in turn: noise in which no run of years looks like a step.
NOISE = [(-1.0) ** at for at in range(40)]


def annual(values, start=1990):
    """Return a log gap by year."""
    values = [float(value) for value in values]
    return pd.Series(values, index=pd.period_range(str(start), periods=len(values), freq="Y"))


def line(count, slope=-0.03, level=1.0, noise=1e-4):
    """Return points of a straight line with tiny noise."""
    return [level + slope * at + noise * NOISE[at] for at in range(count)]


def test_an_exact_line_moves_by_its_slope_without_doubt():
    found = trend.drift(annual([2 - 0.05 * at for at in range(12)]))
    assert found["slope"] == pytest.approx(-0.05, abs=1e-12)
    assert found["low"] == pytest.approx(-0.05, abs=1e-9)
    assert found["high"] == pytest.approx(-0.05, abs=1e-9)
    assert found["n"] == 11.0  # twelve years, eleven changes


def test_the_drift_is_the_mean_of_the_changes():
    # From 0 to 1 in nine changes, whatever lies between.
    found = trend.drift(annual([0, 1, 0, 1, 0, 1, 0, 1, 0, 1]))
    assert found["slope"] == pytest.approx(1 / 9, rel=1e-12)
    assert found["level"] == pytest.approx(95)
    assert found["low"] < 1 / 9 < found["high"]


def test_the_interval_is_that_of_newey_and_west_with_students_t():
    values = np.array([0, 1, 0, 1, 0, 1, 0, 1, 0, 1.0])
    moved = np.diff(values) - 1 / 9
    # Bartlett weights 2/3 and 1/3 for two lags, times n / (n - 1); t of 8 degrees at 97.5 percent.
    middle = moved @ moved
    middle += 2 * (2 / 3 * moved[1:] @ moved[:-1] + 1 / 3 * moved[2:] @ moved[:-2])
    error = math.sqrt(9 / 8 * middle) / 9
    found = trend.drift(annual(values))
    assert found["high"] - found["slope"] == pytest.approx(2.306004135 * error, rel=1e-8)
    assert found["slope"] - found["low"] == pytest.approx(2.306004135 * error, rel=1e-8)


def test_the_level_does_not_move_the_drift_and_the_unit_does():
    values = line(15, noise=0.1)
    base = trend.drift(annual(values))["slope"]
    assert trend.drift(annual([v + 7 for v in values]))["slope"] == pytest.approx(base, rel=1e-9)
    assert trend.drift(annual([2 * v for v in values]))["slope"] == pytest.approx(2 * base)


def test_a_clean_line_has_no_break():
    assert trend.break_dates(annual(line(36))) == []
    assert trend.break_dates(annual([1 - 0.03 * at for at in range(36)])) == []


def test_a_step_is_found_where_the_new_segment_begins():
    values = [value + (0.5 if at >= 15 else 0) for at, value in enumerate(line(36, noise=0.01))]
    assert [str(period) for period in trend.break_dates(annual(values))] == ["2005"]


def test_a_turn_of_the_slope_is_found():
    values = [0.03 * at if at < 20 else 0.57 - 0.06 * (at - 19) for at in range(36)]
    noisy = [value + 0.002 * NOISE[at] for at, value in enumerate(values)]
    found = trend.break_dates(annual(noisy))
    # The kink belongs to both lines: 2009 (index 19) or the year after begins the new one.
    assert [str(period) for period in found] in (["2009"], ["2010"])


def test_two_breaks_are_found_oldest_first():
    values = [
        value + (0.6 if 12 <= at < 24 else 0) for at, value in enumerate(line(36, noise=0.01))
    ]
    assert [str(period) for period in trend.break_dates(annual(values))] == ["2002", "2014"]


def test_no_more_breaks_are_named_than_asked_for():
    values = [
        value + (0.6 if 12 <= at < 24 else 0) for at, value in enumerate(line(36, noise=0.01))
    ]
    assert len(trend.break_dates(annual(values), most=1)) == 1
    assert trend.break_dates(annual(values), most=0) == []


def test_no_segment_is_shorter_than_the_trim():
    # 15 percent of 36 years are five: a jump in the last three years cannot be a segment.
    values = [value + (1 if at >= 33 else 0) for at, value in enumerate(line(36, noise=0.01))]
    found = trend.break_dates(annual(values))
    assert all(1995 <= period.year <= 2021 for period in found)


def test_the_placement_is_the_best_of_all():
    values = [value + (0.05 if at >= 9 else 0) for at, value in enumerate(line(20, noise=0.04))]

    def squares(part):
        time = np.arange(len(part))
        fitted = np.polyval(np.polyfit(time, part, 1), time)
        return ((part - fitted) ** 2).sum()

    # Twenty years: a segment has at least three.
    sums = {at: squares(values[:at]) + squares(values[at:]) for at in range(3, 18)}
    best = min(sums, key=sums.get)
    one, none = 5 * math.log(20), 2 * math.log(20)
    better = 20 * math.log(sums[best] / 20) + one < 20 * math.log(squares(values) / 20) + none
    expected = [str(1990 + best)] if better else []
    assert [str(period) for period in trend.break_dates(annual(values), most=1)] == expected


@pytest.mark.parametrize("call", [trend.drift, trend.break_dates, trend.unit_root_with_break])
def test_a_hole_is_refused(call):
    whole = annual(line(36))
    assert refusal(call, whole.drop(index=pd.Period("2001", "Y"))) == (
        "the log gap has holes: 2001."
    )
    missing = whole.copy()
    missing[pd.Period("2001", "Y")] = float("nan")
    assert refusal(call, missing).startswith("the log gap has holes")


@pytest.mark.parametrize("call", [trend.drift, trend.break_dates, trend.unit_root_with_break])
def test_a_year_that_occurs_twice_is_refused(call):
    whole = annual(line(36))
    twice = pd.concat([whole, whole.iloc[[5]]]).sort_index()
    assert len(refusal(call, twice)) > 0


@pytest.mark.parametrize(
    ("call", "least"),
    [(trend.drift, 10), (trend.break_dates, 10), (trend.unit_root_with_break, 25)],
)
def test_too_few_years_are_refused(call, least):
    assert refusal(call, annual(line(least - 1))) == (
        f"{least - 1} periods are too few; at least {least} are needed."
    )
    wavy = [value + 0.1 * math.sin(at * at) for at, value in enumerate(line(least))]
    assert call(annual(wavy)) is not None


def test_no_year_at_all_is_refused():
    empty = pd.Series([], index=pd.PeriodIndex([], freq="Y"), dtype="float64")
    assert len(refusal(trend.drift, empty)) > 0


def test_a_trend_with_one_sharp_break_is_no_unit_root():
    values = [value + (1 if at >= 18 else 0) for at, value in enumerate(line(36, noise=0.05))]
    found = trend.unit_root_with_break(annual(values))
    assert found.index.tolist() == [1, 2, 3]
    assert found.loc[1, "p_value"] < 0.01
    assert found.loc[1, "statistic"] < -5.57  # 1 percent of Zivot and Andrews, model C
    # 1990 and eighteen years: the new level begins in 2008.
    assert found.loc[1, "break"] == pd.Period("2008", "Y")


def test_a_random_walk_is_not_told_from_one():
    # A fixed draw, so that every run sees the same walk.
    steps = np.random.default_rng(20251205).normal(size=40)
    found = trend.unit_root_with_break(annual(np.cumsum(steps)))
    assert (found["p_value"] > 0.1).all()


def test_the_real_pair_has_enough_years_for_every_test():
    years = gap.gap_by_period(load.load_years("KOR", "JPN"), "Y")
    assert len(years) == 36
    slope = trend.drift(years["log_gap"])
    assert slope["low"] < slope["slope"] < slope["high"]
    assert all(period in years.index for period in trend.break_dates(years["log_gap"]))
