"""Sentences on robots, machines and plants abroad: true for any figure, as printed."""

# Published text has a true minus and apostrophe.
# ruff: noqa: RUF001

import pandas as pd
import pytest

from exportgap import readings

ATTRS = {
    "series": ("JPN",),
    "names": ("Japan",),
    "table": "test",
    "currency": "USD",
    "unit": "USD billion",
    "rule": "monthly_mean",
    "as_of": "2026-11-23",
    "sources": ("Test office",),
    "labels": {
        "semiconductor_machinery": "machines that make semiconductors",
        "general_machinery": "general machinery",
    },
}
TOOL = "semiconductor_machinery"


def tidy(rows, **attrs):
    """Return tidy rows of (area, measure, period, value), published when the year was over."""
    frame = pd.DataFrame(rows, columns=["REF_AREA", "MEASURE", "TIME_PERIOD", "VALUE"])
    frame["PUBLISHED"], frame["OBS_STATUS"] = "2024-11-24", "A"
    frame.attrs = ATTRS | attrs
    return frame


def yearly(columns, first=2024, **attrs):
    """Return a wide table by year."""
    size = len(next(iter(columns.values())))
    index = pd.period_range(str(first), periods=size, freq="Y")
    table = pd.DataFrame(columns, index=index, dtype=float)
    table.attrs = ATTRS | attrs
    return table


# -- robots ----------------------------------------------------------------------------------------


def density(**values):
    return tidy([(area, "level", "2023", value) for area, value in values.items()])


def test_robots_give_places_and_the_ratio_of_the_two():
    finding, rows = readings.robots(density(CHN=470, JPN=400, KOR=1000), "KOR", "JPN")
    assert finding.title == (
        "Of three economies listed Korea has the largest robot density, Japan the third largest"
    )
    # 1000 / 400 = 2.5
    assert finding.reading == (
        "Industrial robots per ten thousand employees in manufacturing in 2023: Korea 1,000, "
        "China 470 and Japan 400. Korea has 2.50 times Japan’s density. They are as printed on "
        "24 November 2024; economies that are not listed can stand higher, and no other year was "
        "found."
    )
    assert list(rows.index) == ["Korea", "China", "Japan"]
    assert list(rows["emphasis"]) == [True, False, True]
    assert list(rows["colour"]) == ["home", "faint", "rival"]


def test_robots_turn_with_the_figures_and_ties_share_a_place():
    finding, _ = readings.robots(density(KOR=300, JPN=600, CHN=600), "KOR", "JPN")
    assert finding.title.endswith("Korea has the third largest robot density, Japan the largest")
    assert "Korea has 0.50 times Japan’s density." in finding.reading


def test_robots_of_an_older_year_are_not_mixed_in():
    rows = [("KOR", "level", "2022", 1.0), ("JPN", "level", "2022", 9.0)]
    newest = [("KOR", "level", "2023", 8.0), ("JPN", "level", "2023", 4.0)]
    finding, drawn = readings.robots(tidy(rows + newest), "KOR", "JPN")
    assert finding.title.startswith("Of two economies listed Korea has the largest")
    assert list(drawn["value"]) == [8.0, 4.0]


@pytest.mark.parametrize(("status", "count"), [("P", ", by a provisional count"), ("A", "")])
def test_births_say_what_is_provisional_and_of_whom_the_rate_is_held(status, count):
    frame = tidy([("KOR", "level", "2023", 0.72)]).assign(OBS_STATUS=status)
    frame.attrs = ATTRS
    assert readings.births(frame) == (
        f"Korea’s total fertility rate was 0.72 births per woman in 2023{count}. Whether few "
        "births bring robots cannot be tested here: the rate is held for Korea alone."
    )


# -- machines --------------------------------------------------------------------------------------


def bought(shares, growth=None, years=2):
    """Return the finding on machines worth 20.0 billion dollars a year."""
    total = yearly({"WLD": [20.0] * years})["WLD"]
    total.attrs = ATTRS
    grown = yearly(growth, first=2025) if growth else yearly({"USD": [0.0] * 2, "JPY": [0.0] * 2})
    part = yearly({TOOL: [25.0] * years})
    if not growth:
        grown = grown.iloc[:0]
    return readings.by_buyer(yearly(shares), total, grown, part, "general_machinery")


def test_buyers_are_told_now_and_at_first_with_growth_in_both_currencies():
    finding = bought(
        {"KOR": [50.0, 20.0], "USA": [10.0, 30.0]}, growth={"USD": [-8.0], "JPY": [2.5]}
    )
    assert finding.title == "The United States took 30.0 percent of Japan’s chip machines in 2025"
    assert finding.reading == (
        "Japan’s machines that make semiconductors brought 20.0 billion dollars in 2025, 25.0 "
        "percent of its general machinery: on the year before −8.0 percent in dollars and +2.5 "
        "percent in yen. Where they went, in percent, 2024 in brackets: the United States 30.0 "
        "(10.0) and Korea 20.0 (50.0)."
    )


def test_buyers_of_one_year_have_neither_growth_nor_brackets():
    finding = bought({"KOR": [50.0], "USA": [10.0]}, years=1)
    assert finding.reading.endswith(
        "of its general machinery. Where they went, in percent: Korea 50.0 and the United States "
        "10.0."
    )


def ends(before, after, left=(), through=8):
    """Return the finding on two goods in January to a month of 2026."""
    tables = [
        yearly({"KOR": [kor], "JPN": [jpn]}, first=2026, left_out={2026: list(left)})
        for kor, jpn in (before, after)
    ]
    tables[1].attrs["items"] = {"KOR": "semiconductors", "JPN": TOOL}
    return readings.both_ends(*tables, through)


def test_both_ends_give_levels_changes_and_their_ratio():
    finding = ends((100.0, 20.0), (250.0, 21.0))
    assert finding.title == (
        "Korea’s chips added 150.0 billion dollars in January to August 2026, Japan’s chip "
        "machines 1.0"
    )
    # 21 / 250 = 8.4 percent, 20 / 100 = 20 percent
    assert finding.reading == (
        "From January to August 2026 Korea’s chips brought 250.0 billion dollars, +150.0 on the "
        "same months a year before, and Japan’s chip machines 21.0, +1.0. Japan’s chip machines "
        "came to 8.4 percent of Korea’s chips, after 20.0 a year before."
    )


@pytest.mark.parametrize(
    ("after", "told"),
    [
        ((90.0, 21.0), "lost 10.0 billion dollars in 2026, Japan’s chip machines added 1.0"),
        ((90.0, 18.0), "lost 10.0 billion dollars in 2026, Japan’s chip machines 2.0"),
        ((110.0, 18.0), "added 10.0 billion dollars in 2026, Japan’s chip machines lost 2.0"),
        ((100.0, 20.0), "added 0.0 billion dollars in 2026, Japan’s chip machines 0.0"),
    ],
)
def test_both_ends_turn_apart(after, told):
    finding = ends((100.0, 20.0), after, through=12)
    assert finding.title == f"Korea’s chips {told}"
    assert finding.reading.startswith("In 2026 Korea’s chips brought")


@pytest.mark.parametrize(
    ("left", "told"),
    [((9,), "September 2026 is left out"), ((8, 9), "August to September 2026 are left out")],
)
def test_both_ends_name_the_months_that_are_not_compared(left, told):
    assert f"{told} of both, for want" in ends((1.0, 1.0), (2.0, 2.0), left).reading


# -- cars ------------------------------------------------------------------------------------------


def made(rows):
    frame = [("KOR", measure, period, value) for measure, period, value in rows]
    return tidy(frame, series=("KOR",), names=("Korea",), as_of="2025-12-05")


def test_cars_made_and_exported_are_set_in_proportion():
    text = readings.made_and_sold(
        made([("production", "2024", 3e6), ("production", "2025", 4e6), ("units", "2025", 2.5e6)])
    )
    # 2.5 / 4 = 62.5 percent
    assert text == (
        "Korea made 4.00 million cars in 2025 (3.00 in 2024) and exported 2.50, 62.5 percent of "
        "that number: made at home and sold abroad, they are counted. Whether used cars are in the "
        "second number is not stated."
    )


def test_exported_cars_of_another_year_are_no_share_of_those_made():
    assert readings.made_and_sold(made([("production", "2024", 4e6), ("units", "2025", 2e6)])) == (
        "Korea made 4.00 million cars in 2024; these tables hold no number exported that was "
        "public by 5 December 2025."
    )


def cars(units, yen, dollars):
    """Return the finding on cars from 2022, their peak as base."""
    made_of = yearly({"units": units}, first=2022)["units"]
    made_of.attrs = ATTRS
    level = made_of.max()
    index = yearly({"units": units, "JPY": yen, "USD": dollars}, first=2022)
    index["units"] = 100 * index["units"] / level
    return readings.since_peak(made_of, index)


def test_fewer_cars_for_more_yen_and_fewer_dollars():
    finding = cars([8e6, 4e6, 6e6, 5e6], [100, 80, 100, 130], [100, 60, 80, 90])
    assert finding.title == (
        "Japan exported 37.5 percent fewer cars in 2025 than in 2022, for 30.0 percent more yen"
    )
    # 5/8 - 1 = -37.5, 4/8 - 1 = -50, 6/8 - 1 = -25 percent
    assert finding.reading == (
        "The number of passenger cars that left Japan was highest in 2022, 8.00 million cars; in "
        "2025 it was 5.00 million, 37.5 percent lower. Their value moved by +30.0 percent in yen "
        "and −10.0 percent in dollars. Between the currencies lies the exchange rate alone. "
        "Against the highest year every other is low: one year after it the number was 50.0 "
        "percent lower, and in the best year known since, 2024, 25.0 percent."
    )


def test_fewer_cars_for_less_yen_one_year_after_the_peak():
    finding = cars([8e6, 6e6], [100, 90], [100, 95])
    assert finding.title.endswith(
        "25.0 percent fewer cars in 2023 than in 2022, for 10.0 percent less yen"
    )
    assert "best year known" not in finding.reading


@pytest.mark.parametrize(
    ("units", "told"),
    [
        ([8e6, None, 6e6, 5e6], " 2023 is left open: the number of a month is not held."),
        ([8e6, None, None, 5e6], " 2023 to 2024 are left open: the number of a month is not held."),
    ],
)
def test_a_year_without_its_number_is_named(units, told):
    finding = cars(units, [100] * 4, [100] * 4)
    assert finding.reading.endswith(told)
    assert "best year known" not in finding.reading


def test_the_newest_year_can_be_the_peak():
    finding = cars([4e6, 6e6, 8e6], [50, 80, 100], [60, 80, 100])
    assert finding.title == "Japan exported more cars in 2024 than in any other year since 2022"
    assert finding.reading == (
        "In 2024 8.00 million cars left Japan, the most since 2022, where these figures begin."
    )


def by_parts(**columns):
    """Return the finding on (parts, cars) of two years, one apart, by destination."""
    parts = yearly({area: own for area, (own, _) in columns.items()}, currency="JPY")
    cars = yearly({area: own for area, (_, own) in columns.items()})
    return readings.by_parts(parts, 100 * parts / (parts + cars), 1)


def test_parts_are_told_by_share_and_by_their_own_growth():
    finding, rows = by_parts(
        THA=([90, 120], [10, 80]), USA=([10, 30], [90, 70]), WLD=([1, 1], [3, 3])
    )
    assert finding.title == "To Thailand Japan sent more parts than cars in 2025"
    # 120 / 200 = 60, 90 / 100 = 90; 30 / 100 = 30, 10 / 100 = 10; 120 / 90 - 1 = 33.3 percent
    assert finding.reading == (
        "Parts in percent of cars and parts that Japan sent in 2025, in brackets 2024: Thailand "
        "60.0 (90.0), the United States 30.0 (10.0) and the world 25.0 (25.0). The share fell in "
        "one of the two destinations. It falls too when more cars are sent; the parts themselves "
        "moved, in yen and percent: +33.3 to Thailand, +200.0 to the United States and 0.0 to the "
        "world."
    )
    assert list(rows.index) == ["Thailand", "United States", "World"]
    assert list(rows["value_before"]) == pytest.approx([90, 10, 25])
    assert list(rows["emphasis"]) == [True, False, False]


def test_no_destination_with_more_parts_and_none_with_a_lower_share():
    finding, rows = by_parts(THA=([2, 2], [3, 3]), USA=([1, 1], [9, 9]))
    assert finding.title == "Nowhere shown did Japan send more parts than cars in 2025"
    assert "The share fell in none of the two destinations." in finding.reading
    assert not rows["emphasis"].any()


def test_a_destination_without_the_earlier_year_is_left_out():
    finding, rows = by_parts(THA=([9, 9], [1, 1]), VNM=([None, 9], [None, 1]))
    assert list(rows.index) == ["Thailand"]
    assert "Vietnam" not in finding.reading
