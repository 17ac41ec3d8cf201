"""Duties: which applied on which day, and what they hit."""

import datetime as dt
import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exportgap.metrics import tariffs
from frames import close, refusal

# Duties on cars in the United States: area, first day, published, percent.
CARS = (
    ("KOR", "2025-01-01", "2012-03-15", 0.0),
    ("JPN", "2025-01-01", "2012-03-15", 2.5),
    ("KOR", "2025-04-03", "2025-03-26", 25.0),
    ("JPN", "2025-04-03", "2025-03-26", 27.5),
    ("JPN", "2025-09-16", "2025-09-16", 15.0),
    ("KOR", "2025-11-01", "2025-12-04", 15.0),
)
TALK = (("KOR", "2026-01-26", "2026-01-26", 25.0),)


def duties(rows=CARS, announced=TALK, item="passenger_cars", market="USA", as_of="2026-02-28"):
    """Return duties as the loader gives them: what was public by a date."""
    lines = [
        (area, market, item, measure, first, published, rate)
        for measure, part in (("in_force", rows), ("announced", announced))
        for area, first, published, rate in part
        if published <= as_of
    ]
    names = "REF_AREA COUNTERPART_AREA ITEM MEASURE TIME_PERIOD PUBLISHED OBS_VALUE"
    frame = pd.DataFrame(lines, columns=names.split())
    frame["TIME_PERIOD"] = pd.PeriodIndex(frame["TIME_PERIOD"], freq="D")
    frame.attrs = {"as_of": as_of, "labels": {item: "passenger cars"}}
    return frame


def day(text):
    return pd.Period(text, "D")


# -- the rate of a day ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("area", "date", "rate"),
    [
        ("KOR", "2025-04-02", 0.0),
        ("KOR", "2025-04-03", 25.0),
        ("KOR", "2025-10-31", 25.0),
        ("KOR", "2025-11-01", 15.0),
        ("JPN", "2025-04-02", 2.5),
        ("JPN", "2025-09-15", 27.5),
        ("JPN", "2025-09-16", 15.0),
    ],
)
def test_a_rate_applies_from_its_first_day(area, date, rate):
    assert tariffs.rate_in_force(duties(), area, "passenger_cars", date) == rate


def test_an_announcement_is_no_duty():
    assert tariffs.rate_in_force(duties(), "KOR", "passenger_cars", "2026-02-01") == 15.0


def test_a_rate_is_the_one_known_on_the_date_of_the_frame():
    before = duties(as_of="2025-12-03")
    assert tariffs.rate_in_force(before, "KOR", "passenger_cars", "2025-11-15") == 25.0
    after = duties(as_of="2025-12-05")
    assert tariffs.rate_in_force(after, "KOR", "passenger_cars", "2025-11-15") == 15.0


@pytest.mark.parametrize(
    "date", ["2025-04-03", dt.date(2025, 4, 3), pd.Timestamp(2025, 4, 3), day("2025-04-03")]
)
def test_a_day_may_be_a_text_a_date_or_a_period(date):
    assert tariffs.rate_in_force(duties(), "KOR", "passenger_cars", date) == 25.0


@pytest.mark.parametrize("kind", ["str", "datetime64[ns]", "object"])
def test_first_days_may_be_text_or_dates(kind):
    frame = duties()
    frame["TIME_PERIOD"] = frame["TIME_PERIOD"].astype("str")
    if kind == "object":
        frame["TIME_PERIOD"] = [dt.date.fromisoformat(text) for text in frame["TIME_PERIOD"]]
    frame["TIME_PERIOD"] = frame["TIME_PERIOD"].astype(kind)
    assert tariffs.rate_in_force(frame, "JPN", "passenger_cars", "2025-09-16") == 15.0


def test_of_two_prints_of_one_first_day_the_newer_holds():
    frame = duties((*CARS, ("KOR", "2025-11-01", "2025-12-20", 16.0)))
    assert tariffs.rate_in_force(frame, "KOR", "passenger_cars", "2025-11-01") == 16.0


def test_a_day_before_the_first_row_is_refused():
    text = refusal(tariffs.rate_in_force, duties(), "KOR", "passenger_cars", "2024-12-31")
    assert text == (
        "KOR: no duty on passenger_cars is known for 2024-12-31; the first is from 2025-01-01."
    )


def test_a_day_after_what_is_known_is_refused():
    text = refusal(tariffs.rate_in_force, duties(), "KOR", "passenger_cars", "2026-03-01")
    assert text == "2026-03-01 lies after 2026-02-28, the date of what is known."


def test_an_unknown_area_item_or_day_is_refused():
    assert refusal(tariffs.rate_in_force, duties(), "CHN", "passenger_cars", "2025-05-01") == (
        "'CHN' is not a known area with a duty in force. Allowed: JPN, KOR."
    )
    assert refusal(tariffs.rate_in_force, duties(), "KOR", "ships", "2025-05-01") == (
        "'ships' is not a known item with a duty in force. Allowed: passenger_cars."
    )
    text = refusal(tariffs.rate_in_force, duties(), "KOR", "passenger_cars", "May 2025")
    assert text == "'May 2025' is not a day: write YYYY-MM-DD."


def test_one_day_with_two_duties_is_refused():
    frame = duties((*CARS, ("KOR", "2025-11-01", "2025-12-04", 25.0)))
    assert refusal(tariffs.rate_in_force, frame, "KOR", "passenger_cars", "2025-05-01") == (
        "KOR: two duties on passenger_cars apply from 2025-11-01."
    )


@pytest.mark.parametrize("rate", [-1.0, float("nan")])
def test_a_duty_below_zero_or_unknown_is_refused(rate):
    frame = duties((*CARS, ("KOR", "2025-12-10", "2025-12-10", rate)))
    assert refusal(tariffs.rate_in_force, frame, "KOR", "passenger_cars", "2025-05-01") == (
        "KOR: the duty on passenger_cars from 2025-12-10 is no rate."
    )


def test_two_markets_are_not_mixed():
    both = pd.concat([duties(), duties(market="CAN")])
    assert refusal(tariffs.rate_in_force, both, "KOR", "passenger_cars", "2025-05-01") == (
        "passenger_cars: duties of two markets are in the frame; keep one."
    )


# -- days and the difference ---------------------------------------------------------------------


def test_rates_stand_by_day_with_a_column_an_area():
    wide = tariffs.rates_by_day(duties(), "passenger_cars", "2025-04-02", "2025-04-04")
    assert wide.index.tolist() == [day("2025-04-02"), day("2025-04-03"), day("2025-04-04")]
    assert wide.to_dict("list") == {"KOR": [0.0, 25.0, 25.0], "JPN": [2.5, 27.5, 27.5]}
    assert wide.attrs["unit"] == "percent"
    assert wide.attrs["as_of"] == "2026-02-28"


def test_an_area_that_starts_later_is_refused_by_name():
    frame = duties((*CARS, ("DEU", "2025-04-03", "2025-03-26", 27.5)))
    text = refusal(tariffs.rates_by_day, frame, "passenger_cars", "2025-04-02", "2025-04-04")
    assert text.startswith("DEU: no duty on passenger_cars is known for 2025-04-02")


def test_a_period_that_ends_before_it_starts_is_refused():
    text = refusal(tariffs.rates_by_day, duties(), "passenger_cars", "2025-04-03", "2025-04-02")
    assert text == "the period ends on 2025-04-02, before its first day 2025-04-03."


def test_home_paid_more_for_the_days_between_the_two_cuts():
    found = tariffs.cost_difference(
        duties(), "KOR", "JPN", "passenger_cars", "2025-04-01", "2025-12-31"
    )
    # To 15 September Korea pays 2.5 less: 2 days in April, then 166 (28 + 31 + 30 + 31 + 31 + 15).
    # 16 September to 31 October it pays 10 more: 15 + 31 = 46. From November both pay 15: 61 days.
    assert (found["days_less"], found["days_more"], found["days_level"]) == (168, 46, 61)
    assert found["days"] == 275
    assert found["mean"] == pytest.approx((46 * 10 - 168 * 2.5) / 275, rel=1e-12)
    assert found["largest"] == 10.0
    assert found["spans"] == [
        (day("2025-04-01"), day("2025-09-15"), -2.5),
        (day("2025-09-16"), day("2025-10-31"), 10.0),
        (day("2025-11-01"), day("2025-12-31"), 0.0),
    ]
    # The rate of 1 November was published on 4 December: 30 days of November, 3 of December.
    assert found["retroactive"] == 33


def test_until_the_publication_nothing_looked_retroactive():
    found = tariffs.cost_difference(
        duties(as_of="2025-12-03"), "KOR", "JPN", "passenger_cars", "2025-04-03", "2025-12-03"
    )
    assert found["retroactive"] == 0
    assert found["days_more"] == 15 + 31 + 30 + 3


def test_days_on_which_nothing_was_published_yet_are_retroactive():
    rows = (("KOR", "2025-01-01", "2025-01-04", 0.0), ("JPN", "2025-01-01", "2024-12-01", 2.5))
    found = tariffs.cost_difference(
        duties(rows), "KOR", "JPN", "passenger_cars", "2025-01-01", "2025-01-10"
    )
    assert found["retroactive"] == 3


def test_equal_differences_of_decimal_rates_are_one_run():
    rows = [
        ("KOR", "2025-01-01", "2024-12-01", 0.3),
        ("JPN", "2025-01-01", "2024-12-01", 0.1),
        ("KOR", "2025-01-05", "2024-12-01", 0.8),
        ("JPN", "2025-01-05", "2024-12-01", 0.6),
    ]
    found = tariffs.cost_difference(
        duties(rows), "KOR", "JPN", "passenger_cars", "2025-01-01", "2025-01-10"
    )
    assert found["spans"] == [(day("2025-01-01"), day("2025-01-10"), 0.2)]


HISTORY = st.dictionaries(st.integers(1, 90), st.sampled_from([0, 2.5, 15, 25, 27.5]), max_size=5)


@settings(max_examples=30, deadline=None)
@given(HISTORY, HISTORY, st.integers(0, 60), st.integers(0, 60))
def test_the_difference_turns_its_sign_with_the_sides(one, other, start, length):
    origin = dt.date(2025, 1, 1)
    rows = [
        (area, f"{origin + dt.timedelta(step)}", "2024-12-01", float(rate))
        for area, history in (("KOR", one), ("JPN", other))
        for step, rate in {0: 0.0, **history}.items()
    ]
    first = origin + dt.timedelta(start)
    asked = ("passenger_cars", first, first + dt.timedelta(length))
    found = tariffs.cost_difference(duties(rows), "KOR", "JPN", *asked)
    turned = tariffs.cost_difference(duties(rows), "JPN", "KOR", *asked)
    assert found["days_more"] + found["days_less"] + found["days_level"] == length + 1
    assert (found["days_more"], found["mean"]) == (turned["days_less"], -turned["mean"])
    sizes = [(last - first).n + 1 for first, last, _ in found["spans"]]
    assert sum(sizes) == length + 1
    weighed = sum(size * span[2] for size, span in zip(sizes, found["spans"], strict=True))
    assert close(weighed / (length + 1), found["mean"])
    wide = tariffs.rates_by_day(duties(rows), *asked)
    assert close((wide["KOR"] - wide["JPN"]).mean(), found["mean"])
    assert found["retroactive"] == 0


# -- exposure ------------------------------------------------------------------------------------


def test_exposure_is_a_percent_of_the_total():
    assert tariffs.exposure(35.0, 700.0) == 5.0
    assert tariffs.exposure(0.0, 700.0) == 0.0


@pytest.mark.parametrize(
    ("hit", "whole"), [(701, 700), (-1, 700), (0, 0), (1, math.nan), (math.nan, 1), (1, math.inf)]
)
def test_a_part_that_is_no_part_is_refused(hit, whole):
    assert refusal(tariffs.exposure, hit, whole) == (
        f"{hit} of {whole} is no share: a part of a total above 0."
    )


def test_every_change_from_the_first_duty_is_named_announced_ones_too():
    talk = (*TALK, ("JPN", "2026-01-26", "2026-01-26", 30.0))
    assert tariffs.changes_of_duty(duties(announced=talk), "passenger_cars") == [
        ("KOR", 0.0, 15.0),
        ("KOR", 0.0, 25.0),
        ("JPN", 2.5, 15.0),
        ("JPN", 2.5, 27.5),
        ("JPN", 2.5, 30.0),
    ]


def test_a_change_needs_a_duty_before_it():
    talk = (("CHN", "2026-01-26", "2026-01-26", 25.0),)
    frame = duties(announced=talk)
    assert refusal(tariffs.changes_of_duty, frame, "passenger_cars") == (
        "'CHN' is not a known area with a duty in force. Allowed: JPN, KOR."
    )


def test_a_year_of_rates_has_every_day():
    wide = tariffs.rates_by_day(duties(), "passenger_cars", "2025-01-01", "2026-01-31")
    found = tariffs.rates_of_year(wide, 2025)
    # Korea: 92 days of 0, 212 of 25 and 61 of 15; Japan: 92 of 2.5, 166 of 27.5 and 107 of 15.
    assert found["KOR"].value_counts().to_dict() == {25.0: 212, 0.0: 92, 15.0: 61}
    assert found["JPN"].value_counts().to_dict() == {27.5: 166, 15.0: 107, 2.5: 92}
    assert refusal(tariffs.rates_of_year, wide, 2026) == (
        "no duty is known for 2026-02-01: 2026 needs every day."
    )


def test_days_are_counted_too_by_what_was_published_on_them():
    found = tariffs.cost_difference(
        duties(), "KOR", "JPN", "passenger_cars", "2025-01-01", "2026-01-31"
    )
    # 16 September to 31 October is 46 days; until the notice of 4 December 33 more looked so.
    assert (found["days_more"], found["retroactive"], found["days_more_told"]) == (46, 33, 79)


def monthly(values, start="2024-11", unit="USD billion"):
    index = pd.period_range(start, periods=len(values), freq="M")
    series = pd.Series(values, index, dtype=float)
    series.attrs = {"unit": unit, "rule": "monthly_mean", "as_of": "2026-02-28"}
    return series


def test_exposure_by_year_sums_the_months_that_have_both():
    hit = monthly([1, math.nan, 3, 4])
    table = tariffs.exposure_by_year(hit, monthly([10, 20, 15, 20, 99]))
    # November 2024 alone, then January and February 2025.
    assert table["share"].tolist() == [10.0, 20.0]
    assert table["periods"].tolist() == [1, 2]
    assert table["hit"].tolist() == [1.0, 7.0]
    assert [str(year) for year in table.index] == ["2024", "2025"]
    assert table.attrs["measure"] == "exposure"


def test_exposure_by_year_refuses_what_does_not_match():
    assert refusal(tariffs.exposure_by_year, monthly([1]), monthly([2], unit="JPY billion")) == (
        "unit differs (USD billion, JPY billion): load both alike."
    )
    assert refusal(tariffs.exposure_by_year, monthly([1]), monthly([2], start="2025-01")) == (
        "no period has both the exports hit and the total."
    )
    assert "is no share" in refusal(tariffs.exposure_by_year, monthly([3]), monthly([2]))
