"""Sentences on cars: what a figure covers, what cars added, their number, where they go."""

# Published text has a true minus and apostrophe.
# ruff: noqa: RUF001

import pandas as pd
import pytest

from exportgap.metrics import drivers, growth, prices
from exportgap.metrics.wide import share_of
from exportgap.readings import cars

ATTRS = {
    "series": ("KOR",),
    "names": ("Korea",),
    "table": "test",
    "currency": "USD",
    "unit": "USD billion",
    "rule": "monthly_mean",
    "as_of": "2026-11-23",
    "sources": ("Test office",),
    "source_names": ("TEST",),
    "source_until": {},
    "classification": "KCS10",
    "labels": {
        "automobiles": "cars",
        "eco_friendly_cars": "eco-friendly cars",
        "hybrid_cars": "hybrid cars",
        "used_cars": "used cars",
        "EU": "the European Union",
        "ASIA": "Asia",
        "NORTH_AMERICA": "North America",
    },
}


def wide(start, freq="M", **columns):
    """Return a wide table: lists of numbers, None where a cell is missing."""
    size = len(next(iter(columns.values())))
    index = pd.period_range(start, periods=size, freq=freq)
    table = pd.DataFrame(columns, index=index, dtype=float)
    table.attrs = dict(ATTRS)
    return table


def rows(names, *lines):
    """Return tidy rows with the attributes of a loader."""
    frame = pd.DataFrame(list(lines), columns=names.split())
    frame.attrs = dict(ATTRS)
    return frame


def release(*lines):
    """Return rows of one release of a year: ITEM, MEASURE, TIME_PERIOD, VALUE."""
    return rows("ITEM MEASURE TIME_PERIOD VALUE", *lines)


def printed(*lines):
    """Return the growth of automobiles that the ministry printed: (month, percent)."""
    frame = rows("TIME_PERIOD VALUE", *lines).assign(ITEM="automobiles", MEASURE="growth")
    frame["TIME_PERIOD"] = pd.PeriodIndex(frame["TIME_PERIOD"], freq="M")
    return frame


# -- what the figure covers ------------------------------------------------------------------------

CARS = ("automobiles", "value", "2025", 102.0), ("automobiles", "growth", "2025", 2.0)
USED = ("used_cars", "value", "2025", 9.0), ("used_cars", "growth", "2025", 50.0)
ECO = ("eco_friendly_cars", "value", "2025", 25.5), ("eco_friendly_cars", "growth", "2025", -15.0)
HYBRID = ("hybrid_cars", "value", "2025", 13.0), ("hybrid_cars", "growth", "2025", 30.0)


def kinds(*lines):
    return growth.undo_growth(cars.in_year(release(*lines), "ITEM"))


def test_the_newest_year_is_taken_with_its_printed_growth():
    old = ("automobiles", "value", "2024", 99.0)
    table = cars.in_year(release(*CARS, old), "ITEM")
    # 102 / 99 is +3.0, the printed 2.0 stands.
    assert table.loc["automobiles"].tolist() == [102.0, 2.0]
    assert table.attrs["year"] == "2025"


def test_where_no_growth_is_printed_the_two_levels_give_it():
    old = ("automobiles", "value", "2024", 100.0)
    table = cars.in_year(release(CARS[0], old), "ITEM")
    assert table.loc["automobiles", "growth"] == pytest.approx(2.0)


def test_a_kind_without_growth_or_value_is_absent_and_a_release_without_levels_empty():
    assert cars.in_year(release(*CARS, USED[0], HYBRID[1]), "ITEM").index.tolist() == [
        "automobiles"
    ]
    nothing = cars.in_year(release(("automobiles", "production", "2024", 4e6)), "ITEM")
    assert nothing.empty
    assert nothing.attrs["year"] == ""


def test_units_have_a_growth_of_their_own():
    units = ("automobiles", "units", "2025", 3e6), ("automobiles", "units_growth", "2025", -2.0)
    table = cars.in_year(release(*CARS, *units), "ITEM", "units")
    assert table.loc["automobiles"].tolist() == [3e6, -2.0]


def test_kinds_say_their_share_and_both_cases_of_used_cars():
    found = cars.by_kind(kinds(*CARS, *USED, *ECO, *HYBRID))
    # Before: 100 and 6, without used ones 94; now 93: -1.06 percent. 25.5 of 102 is a quarter.
    assert found.title == "In 2025 Korea’s cars rose by 2.0 billion dollars, used cars by 3.0"
    assert found.reading == (
        "In 2025 all cars were 102.0 billion dollars, 2.0 percent more than the year before. "
        "Eco-friendly cars made 25.0 percent of that: 25.5 billion dollars, 15.0 percent less than "
        "the year before. Of these 13.0 billion dollars were hybrids. Used cars were 9.0 billion "
        "dollars, 50.0 percent more than the year before; whether they are inside the figure is "
        "not stated. If they are, all other cars fell by 1.1 percent."
    )
    named = {record["name"]: record for record in found.reading.numbers}
    assert named["Korea's cars without used ones, growth, 2025"]["unit"] == "percent"


@pytest.mark.parametrize(
    ("value", "used", "title"),
    [
        (-2.0, 50.0, "In 2025 Korea’s cars fell by 2.1 billion dollars, while used cars rose by"),
        (-2.0, -50.0, "In 2025 Korea’s cars fell by 2.1 billion dollars, used cars by 9.0"),
        (0.0, 50.0, "In 2025 Korea’s cars stood still, while used cars rose by 3.0 billion"),
    ],
)
def test_the_title_on_kinds_turns_with_both_signs(value, used, title):
    lines = (CARS[0], ("automobiles", "growth", "2025", value))
    found = cars.by_kind(kinds(*lines, USED[0], ("used_cars", "growth", "2025", used)))
    assert found.title.startswith(title)
    assert "How many of them were electric or hybrid was not known by 23 November 2026." in (
        found.reading
    )


def test_kinds_not_known_are_said_to_be_so():
    found = cars.by_kind(kinds(CARS[0]))
    assert found.reading == "By 23 November 2026 no two years of cars by kind were known."
    alone = cars.by_kind(kinds(*CARS))
    assert "sed cars" not in alone.reading
    assert alone.limit == "The kinds are known for single years only."


def test_bars_of_kinds_run_from_the_largest_and_hold_the_year_before():
    bars = cars.kind_bars(kinds(*USED, *CARS))
    assert bars.index.tolist() == ["All cars", "Used cars"]
    assert bars["value_before"].tolist() == pytest.approx([100.0, 6.0])
    assert bars["emphasis"].tolist() == [True, False]


def test_the_excess_of_the_ministrys_list_is_a_range_or_one_month():
    customs = wide("2025-01", cars=[5.0, 4.0, 4.0])["cars"]
    ministry = wide("2025-01", cars=[5.5, 4.2])["cars"]
    # 5.5 / 5 is 10 percent above, 4.2 / 4 is 5.
    assert cars.by_excess(cars.lists(ministry, customs)) == (
        " Over the two months with both, the ministry’s figure is 5.0 to 10.0 percent above "
        "customs’."
    )
    assert cars.by_excess(cars.lists(ministry[:1], customs)) == (
        " It is the only month with both, and the ministry’s figure is 10.0 percent the larger."
    )


def test_eco_friendly_cars_of_a_month_stand_beside_the_months_cars():
    names = "ITEM MEASURE TIME_PERIOD VALUE"
    frame = rows(names, ("eco_friendly_cars", "level", "2025-11", 2.32))
    ministry = wide("2025-10", cars=[5.5, 6.41])["cars"]
    assert cars.by_eco_month(frame, ministry) == (
        " In November 2025 eco-friendly cars were 2.32 billion dollars of the 6.41: the figure "
        "holds every kind of engine."
    )
    assert cars.by_eco_month(frame, ministry[:1]) == ""
    assert cars.by_eco_month(None, ministry) == ""


# -- what cars added -------------------------------------------------------------------------------


def added(cars_now, chips_now=20.0, before=(10.0, 10.0)):
    """Return items of 2023 and 2024, and of the first two months of 2025; other goods are 65."""
    level = {
        "semiconductors": [20.0] * 24 + [chips_now] * 2,
        "passenger_cars": [before[0]] * 12 + [before[1]] * 12 + [cars_now] * 2,
        "auto_parts": [5.0] * 26,
    }
    table = wide("2023-01", **level)
    table["total"] = table.sum(axis=1) + 65
    table.attrs["provisional"] = []
    return table


def engine(table, ministry=None):
    items = table.drop(columns="total")
    found = cars.mostly_compared(drivers.contribution_to_date(items, table["total"], 2))
    return cars.by_engine(found, printed() if ministry is None else ministry)


def test_cars_that_give_are_put_beside_chips_and_growth():
    found = engine(added(16.0, chips_now=24.0))
    # On 100 a month: cars +6, chips +4, all +10.
    assert found.title == (
        "Cars and parts gave 6.0 of the 10.0 percent of growth in January to February 2025"
    )
    assert found.reading == (
        "From January to February 2025 Korea’s exports rose by 10.0 percent on the same months of "
        "the year before, by the count of customs. Semiconductors gave +4.0 percentage points, "
        "passenger cars +6.0, car parts 0.0. Of the three items of the list passenger cars rank "
        "first by what they gave. Cars and parts together made 60.0 percent of the growth. It is "
        "the most that they gave in these months of any year since 2024."
    )
    assert found.limit == "What adds to growth is not thereby its cause."


def test_cars_that_take_are_no_engine_and_the_best_year_is_named():
    found = engine(added(10.0, chips_now=40.0, before=(10.0, 11.0)))
    # 2024: cars +1 on 100 a month. 2025: cars -1 on 101, chips +20 on 101.
    assert found.title == (
        "Cars and parts took 1.0 percentage points off export growth in January to February 2025"
    )
    assert "In these months cars were no second engine." in found.reading
    assert found.reading.endswith(
        "The most that cars and parts gave in these months since 2024 was +1.0, in 2024, when "
        "semiconductors gave 0.0."
    )


def test_cars_that_stand_still_add_nothing():
    assert engine(added(10.0)).title == (
        "Cars and parts added nothing to export growth in January to February 2025"
    )


def test_cars_that_give_while_all_falls_are_not_a_part_of_growth():
    found = engine(added(12.0, chips_now=10.0))
    # Cars +2, chips -10, total -8.
    assert found.title == (
        "Cars and parts added 2.0 percentage points to export growth in January to February 2025"
    )
    assert "fell by 8.0 percent" in found.reading
    assert "of the growth." not in found.reading
    assert "no second engine" not in found.reading


def test_a_month_left_out_is_named_with_the_growth_the_ministry_printed():
    table = added(15.0)
    table.loc["2025-02", "passenger_cars"] = None
    found = engine(table, printed(("2025-02", 16.8)))
    assert found.title.endswith("percent of growth in January to February 2025 without February")
    assert found.limit == "In what is left out the ministry had +16.8 percent in February 2025."
    assert found.limit.numbers[0]["value"] == 16.8
    assert found.reading.endswith(
        "Not compared, for want of the items then or a year before: February 2025."
    )
    assert engine(table).limit == "What adds to growth is not thereby its cause."


def test_a_year_with_few_months_compared_is_left_out_of_the_story():
    table = drivers.contribution_to_date(
        added(15.0).drop(columns="total"), added(15.0)["total"], 12
    )
    # 2025 has two of twelve months.
    assert [str(year) for year in cars.mostly_compared(table).index] == ["2024"]


def test_growth_without_chips_is_read_for_itself():
    table = added(9.0, chips_now=40.0)
    rest = table["total"] - table["semiconductors"]
    rest.attrs = table.attrs
    apart = drivers.contribution_to_date(table[["passenger_cars", "auto_parts"]], rest, 2)
    found = cars.by_apart(apart)
    # Without chips 80 a month before, 79 now: -1.25, printed -1.2, all of it cars.
    assert found.title == (
        "Without chips exports fell by 1.2 percent, of which cars and parts gave −1.2"
    )
    assert found.reading.startswith("In the same months exports without semiconductors fell by 1.2")


# -- on what base ----------------------------------------------------------------------------------


def base(levels, *stated, start="2023-01"):
    series = wide(start, passenger_cars=levels)
    effect = drivers.base_effect(series["passenger_cars"])
    on_year = growth.growth_on_year(series, "passenger_cars")
    return cars.by_low_base(cars.growths(printed(*stated), on_year, effect))


def test_the_ministrys_newest_print_stands_on_customs_month_a_year_before():
    # Customs: 2023 100, 2024 80 (-20), January 2025 90 (+12.5); two years sqrt(0.9) - 1 = -5.1.
    found = base([100.0] * 12 + [80.0] * 12 + [90.0], ("2025-02", 13.7))
    assert found.title == ("Growth of +13.7 percent in February 2025 stands on −20.0 a year before")
    assert found.reading == (
        "February 2025 had +13.7 percent on the year by the count of the ministry. The base was "
        "low: February 2024 had −20.0 percent by the count of customs. By customs passenger cars "
        "of January 2025 rose by 12.5 percent on the year. Over two years customs’ growth is −5.1 "
        "percent a year."
    )


def test_growth_that_only_makes_up_for_a_loss_is_counted():
    # Both months: +12.5 on -20.
    found = base([100.0] * 12 + [80.0] * 12 + [90.0] * 2, ("2024-12", 1.0))
    assert found.reading.endswith(
        "In two of the two newest months that can be compared growth was positive and only made up "
        "for a loss of the year before."
    )


def test_a_newer_month_of_customs_is_read_on_its_own_base():
    found = base([100.0] * 12 + [110.0] * 12 + [99.0, 99.0], ("2025-01", -3.0))
    # 99 / 110 is -10 percent, on +10; sqrt(0.99) - 1 = -0.5.
    assert found.title == "Growth of −10.0 percent in February 2025 stands on +10.0 a year before"
    assert "The base was high: February 2024 had +10.0 percent by the count of customs. Over" in (
        found.reading
    )
    assert "−0.5 percent a year. In none of the two newest months" in found.reading


def test_the_ministrys_own_print_of_the_year_before_comes_first():
    found = base([100.0] * 25, ("2024-01", 0.0), ("2025-01", 5.0))
    assert "The base was level: January 2024 had 0.0 percent by the count of the ministry." in (
        found.reading
    )


def test_a_base_that_is_not_known_is_said_to_be_so():
    found = base([100.0] * 25, ("2026-03", 5.0))
    assert found.title == "Cars had +5.0 percent on the year in March 2026"
    assert "The growth of March 2025, on which it stands, is not known." in found.reading


def early(*lines):
    frame = rows("FREQ TIME_PERIOD VALUE", *lines)
    frame["TIME_PERIOD"] = pd.PeriodIndex(frame["TIME_PERIOD"], freq="M")
    return frame


COUNTS = (("D10", "2024-01", 1.0), ("D20", "2024-01", 2.5))
COUNTS += (("D10", "2025-01", 0.25), ("D20", "2025-01", 1.5))


def test_the_change_of_a_month_is_dated_by_its_early_counts():
    whole = wide("2024-01", cars=[5.0] * 12 + [3.5])["cars"]
    # First ten days -0.75; next ten (1.25 - 1.5) -0.25; the rest (2 - 2.5) -0.5.
    assert cars.by_days(early(*COUNTS), whole) == (
        " Customs’ early counts say when: of the change of −1.50 billion dollars against January "
        "2024, −0.75 arose in the first ten days, −0.25 in the next ten and −0.50 in the rest of "
        "the month."
    )


def test_without_both_years_of_early_counts_nothing_is_said():
    whole = wide("2024-01", cars=[5.0] * 12 + [3.5])["cars"]
    assert cars.by_days(early(*COUNTS[:2]), whole) == ""
    assert cars.by_days(early(*COUNTS[:3]), whole) == ""
    assert cars.by_days(None, whole) == ""


# -- value or number -------------------------------------------------------------------------------


def sold(dollars, yen, number, through=8):
    years = {"dollars": dollars, "yen": yen, "number": number}
    table = wide("2023", "Y", **years)
    units = table["number"]
    units.attrs = ATTRS | {"through": through, "unit": "number"}
    usd, jpy = table["dollars"], table["yen"]
    usd.attrs, jpy.attrs = dict(ATTRS), ATTRS | {"currency": "JPY", "unit": "JPY billion"}
    splits = [prices.split_by_index(side, prices.unit_value(side, units)) for side in (usd, jpy)]
    return cars.by_unit_value(*splits, units)


def test_number_and_unit_value_are_told_apart_in_both_currencies():
    # 2025: number -10 percent, dollars level, yen +17: a car brings +11.1 and +30.0 percent.
    found = sold([50.0, 50.0, 50.0], [5e3, 5e3, 5850.0], [5e6, 4e6, 3.6e6])
    assert found.title == (
        "Japan’s cars, January to August 2025: number −10.0 percent, dollars each +11.1, yen each "
        "+30.0"
    )
    assert found.reading == (
        "From January to August 2025 Japan exported 3.60 million cars, 10.0 percent fewer than in "
        "the same months of the year before. In dollars their value stood still and the unit "
        "value, value over number, rose by 11.1 percent; in yen the unit value rose by 30.0 "
        "percent. Between the two lies the exchange rate. The largest number in these months since "
        "2023 was 5.00 million cars, in 2023; it is 28.0 percent below that now."
    )


def test_a_record_number_is_one():
    found = sold([50.0, 50.0, 60.0], [5e3, 5e3, 5e3], [4e6, 4e6, 5e6], through=12)
    assert "25.0 percent more than in the year before" in found.reading
    assert "the unit value, value over number, fell by 4.0 percent" in found.reading
    assert found.reading.endswith("It is the largest number of these months since 2023.")


def counted(units_growth):
    units = ("automobiles", "units", "2025", 3e6)
    grown = ("automobiles", "units_growth", "2025", units_growth)
    return growth.undo_growth(cars.in_year(release(units, grown), "ITEM", "units"))


def test_what_a_korean_car_brought_turns_on_where_used_ones_are_counted():
    # Value +2, number -1: 102 / 99 is +3.0. Without used ones 93 / 94 / 0.99 is -0.1.
    found = cars.by_number(counted(-1.0), kinds(*CARS, *USED))
    assert found.title == "In 2025 the value of a Korean car rose by 3.0 percent"
    assert found.reading == (
        "For Korea one year is known: in 2025 3.00 million cars left, 1.0 percent fewer than a "
        "year before, while their value rose by 2.0 percent. The value of a car rose by 3.0 "
        "percent, to 34.0 thousand dollars. If the value holds used cars and the number does not, "
        "the value of a new car fell by 0.1 percent: the sign turns on a definition that is not "
        "stated."
    )


def test_one_sign_on_both_definitions_is_said_too():
    # Number +10: 102 / 110 is -7.3, without used ones 93 / 94 / 1.1 is -10.1.
    found = cars.by_number(counted(10.0), kinds(*CARS, *USED))
    assert "10.0 percent more than a year before" in found.reading
    assert found.reading.endswith("a new car fell by 10.1 percent: the sign is the same.")
    assert "new car" not in cars.by_number(counted(10.0), kinds(*CARS)).reading


def test_a_number_that_is_not_known_is_said_to_be_so():
    nothing = growth.undo_growth(cars.in_year(release(*CARS), "ITEM", "units"))
    assert cars.by_number(nothing, kinds(*CARS)).reading == (
        "How many cars Korea exported was not known by 23 November 2026; no table here holds their "
        "number by month."
    )


# -- parts and statements --------------------------------------------------------------------------


def parts(now, through=8, year=2025):
    table = wide(str(year), "Y", item=[now])
    table.attrs["through"] = through
    return table


def test_parts_of_both_sides_are_read_for_the_same_months():
    found = cars.by_parts(parts(-7.3), parts(6.5), None)
    assert found.title == "Car parts in January to August 2025: Korea −7.3 percent, Japan +6.5"
    assert found.reading == (
        "From January to August 2025 Korea’s car parts fell by 7.3 percent on the same months of "
        "the year before, by the count of customs. Japan’s parts of motor vehicles rose by 6.5 "
        "percent in dollars."
    )


def test_parts_of_different_months_say_which():
    found = cars.by_parts(parts(0.0, 12), parts(-1.0, 1, 2026), None)
    assert found.title == "Car parts: Korea 0.0 percent in 2025, Japan −1.0 in January 2026"
    assert found.reading == (
        "In 2025 Korea’s car parts stood still on the year before, by the count of customs. "
        "Japan’s parts of motor vehicles fell by 1.0 percent in dollars in January 2026."
    )


def test_a_month_that_one_side_lacks_is_said_on_that_side():
    ours = parts(-7.3)
    ours.attrs["left_out"] = {2025: [5, 6]}
    found = cars.by_parts(ours, parts(6.5), None)
    assert found.title == (
        "Car parts: Korea −7.3 percent in January to August 2025 without May and June, Japan +6.5 "
        "in January to August 2025"
    )


def stated(*lines):
    return rows("ITEM COUNTERPART_AREA TIME_PERIOD VALUE", *lines).assign(MEASURE="growth")


def test_statements_are_listed_by_their_months_all_destinations_first():
    frame = stated(
        ("automobiles", "USA", "2025-10", -29.0),
        ("automobiles", "EU", "2025-01..2025-11", 19.7),
        ("automobiles", "USA", "2025-01..2025-11", -14.2),
        ("automobiles", "WLD", "2025-01..2025-11", 2.0),
        ("auto_parts", "WLD", "2025-01..2025-11", -6.3),
    )
    assert cars.by_statement(frame, "automobiles") == (
        " The ministry stated growth on the year: for January to November 2025 in all +2.0 "
        "percent, to the European Union +19.7 percent and to the United States −14.2 percent; for "
        "October 2025 to the United States −29.0 percent."
    )
    names = [record["name"] for record in cars.by_statement(frame, "automobiles").numbers]
    assert names[0] == "automobiles, the ministry, growth on the year, 2025-01..2025-11"
    assert len(set(names)) == 4
    assert cars.by_parts(parts(1.0), parts(1.0), frame).reading.endswith(
        " The ministry stated growth on the year: for January to November 2025 in all −6.3 percent."
    )
    assert cars.by_statement(frame, "eco_friendly_cars") == ""
    assert cars.by_statement(None, "automobiles") == ""


def test_two_countries_parts_stand_side_by_side_over_koreas_months():
    home = wide("2025-02", parts=[1.0, None, 2.0, None])["parts"]
    rival = wide("2025-01", parts=[3.0] * 6)["parts"]
    home.attrs, rival.attrs = dict(ATTRS), ATTRS | {"series": ("JPN",), "names": ("Japan",)}
    pair = cars.beside(home, rival)
    assert [str(pair.index[0]), str(pair.index[-1])] == ["2025-02", "2025-04"]
    assert pair.iloc[:, 0].isna().tolist() == [False, True, False]
    assert pair.attrs["names"] == ("Korea", "Japan")


# -- where cars go ---------------------------------------------------------------------------------

FIELDS = "FREQ COUNTERPART_AREA TIME_PERIOD PUBLISHED SOURCE VALUE"


def points(*lines):
    return rows(FIELDS, *lines).assign(ITEM="automobiles", MEASURE="value")


YEARS = (
    ("A", "USA", "2024", "2025-01-01", "FIRST", 40.0),
    ("A", "USA", "2024", "2025-09-16", "PRESS", 50.0),
    ("A", "WLD", "2024", "2025-01-01", "FIRST", 100.0),
    ("A", "USA", "2025", "2026-01-15", "YEAR", 42.0),
    ("A", "WLD", "2025", "2026-01-15", "YEAR", 100.0),
)
MONTHS = tuple(
    ("M", area, month, "2025-12-21", "CARS", value)
    for month, us in (("2025-05", 4.0), ("2025-08", 3.0), ("2025-09", 3.5))
    for area, value in (("USA", us), ("WLD", 10.0))
)


def test_the_newest_figure_of_each_side_makes_a_share_and_years_come_first():
    table = cars.market_shares(points(*MONTHS, *YEARS))
    assert table.index.tolist() == ["2024", "2025", "May 2025", "August 2025", "September 2025"]
    assert table["value"].tolist() == pytest.approx([50.0, 42.0, 40.0, 30.0, 35.0])
    assert table["emphasis"].tolist() == [True, True, False, False, False]
    found = cars.by_market(table)
    assert (
        found.title == "The United States took 42.0 percent of Korea’s cars in 2025, 50.0 in 2024"
    )
    assert found.reading == (
        "The United States took 42.0 percent of Korea’s cars in 2025, 50.0 in 2024. In the three "
        "months for which a report gave both figures the share was lowest in August 2025, 30.0 "
        "percent, and highest in May 2025, 40.0; in the newest, September 2025, it was 35.0."
    )


def test_one_year_is_put_beside_the_newest_month():
    found = cars.by_market(cars.market_shares(points(*MONTHS[:4], *YEARS[:3])))
    assert found.title == (
        "The United States took 30.0 percent of Korea’s cars in August 2025, 50.0 in 2024"
    )
    # The newest month is the lowest: it is not named twice.
    assert found.reading.endswith("highest in May 2025, 40.0.")


def test_years_alone_say_nothing_of_months():
    found = cars.by_market(cars.market_shares(points(*YEARS)))
    assert found.reading == f"{found.title}."


def test_without_the_united_states_north_america_stands_in_and_says_so():
    lines = [("M", "NORTH_AMERICA", *line[2:]) if line[1] == "USA" else line for line in MONTHS[:2]]
    found = cars.by_market(cars.market_shares(points(*lines)))
    assert found.reading == (
        "North America took 40.0 percent of Korea’s cars in May 2025. One month is known, May "
        "2025: 40.0 percent. The United States by themselves were not known by 23 November 2026."
    )


def gone(us, eu, world):
    """Return a year by destination: the growth in percent of 50, 20 and 100 billions."""
    table = pd.DataFrame(
        {"before": [50.0, 20.0, 100.0], "growth": [us, eu, world]}, index=["USA", "EU", "WLD"]
    )
    table["value"] = table["before"] * (1 + table["growth"] / 100)
    table.attrs = ATTRS | {"year": "2025"}
    return table


@pytest.mark.parametrize(
    ("us", "eu", "world", "title"),
    [
        (-10.0, 20.0, 1.0, "In 2025 other markets more than made up for the United States"),
        (-10.0, 20.0, -1.0, "In 2025 other markets only in part made up for the United States"),
        (-10.0, 20.0, 0.0, "In 2025 other markets just made up for the United States"),
        (
            -10.0,
            0.0,
            -8.0,
            "In 2025 Korea’s cars to the United States fell by 5.0 billion dollars, elsewhere they "
            "fell by 3.0 billion dollars",
        ),
        (
            10.0,
            0.0,
            5.0,
            "In 2025 Korea’s cars to the United States rose by 5.0 billion dollars, elsewhere they "
            "stood still",
        ),
    ],
)
def test_who_made_up_for_whom_turns_with_every_sign(us, eu, world, title):
    assert cars.by_makeup(gone(us, eu, world), points()).title == title


def test_destinations_and_the_rest_add_up_to_the_change():
    made = gone(-10.0, 20.0, 1.0)
    # -5 and +4, all +1: the rest +2, all but the United States +6.
    assert cars.by_makeup(made, points()).reading == (
        "In 2025 cars to the United States fell by 5.0 billion dollars, cars to all other "
        "destinations rose by 6.0 billion dollars. Among these, in billions: the European Union "
        "+4.0 and the rest +2.0."
    )
    table = cars.changes(made)
    assert table.index.tolist() == [
        "The United States",
        "The European Union",
        "All other destinations",
        "All destinations",
    ]
    assert table["value"].tolist() == pytest.approx([-5.0, 4.0, 2.0, 1.0])
    assert table["value"].iloc[:-1].sum() == pytest.approx(table["value"].iloc[-1])


def test_of_two_figures_in_print_the_one_that_fits_the_growth_is_named():
    # The growth leads back to 50.0: the second print.
    assert cars.by_makeup(gone(-10.0, 20.0, 1.0), points(*YEARS)).reading.endswith(
        " Two figures of the United States for 2024 are in print, 40.0 and 50.0 billion dollars; "
        "the growth that the ministry printed a year later, −10.0 percent, fits 50.0."
    )


def test_destinations_of_a_year_not_known_are_said_to_be_so():
    nothing = cars.in_year(release(*CARS), "ITEM", "units")
    assert cars.by_makeup(nothing, points()).reading == (
        "What each destination took in a whole year and in the one before was not known by 23 "
        "November 2026."
    )


def partners(us, years=3):
    values = wide("2023", "Y", USA=us[:years], AUS=[10.0] * years)
    values.attrs |= {"series": ("JPN",), "names": ("Japan",)}
    world = pd.Series([100.0] * years, index=values.index)
    world.attrs = dict(values.attrs)
    shares = share_of(values, world)
    return cars.by_partner(
        shares, values, pd.Series([8000.0, 7000.0, 6800.0][:years], values.index)
    )


def test_japans_first_market_is_read_with_its_extremes_and_concentration():
    found = partners([40.0, 50.0, 30.0])
    assert (
        found.title
        == "The United States took 30.0 percent of Japan’s passenger cars in 2025, 50.0 in 2024"
    )
    # 30 / 50 is -40 percent; 30 + 10 of 100; two alike would be 10,000 / 2.
    assert found.reading == (
        "The United States took 30.0 percent of Japan’s passenger cars in 2025, 30.0 billion "
        "dollars, which is −40.0 percent on the year; in 2024 they took 50.0. Since 2023 the share "
        "was highest in 2024, 50.0 percent, and lowest in 2025, 30.0. The two destinations with a "
        "figure for every year took 40.0 percent together. Among them the Herfindahl index is "
        "6,800 points, 8,000 in 2023; if all took alike it would be 5,000."
    )


def test_a_single_year_of_partners_has_no_year_before():
    found = partners([40.0], years=1)
    assert found.title == "The United States took 40.0 percent of Japan’s passenger cars in 2023"
    assert "on the year" not in found.reading


def test_the_largest_destinations_take_their_names():
    table = wide("2024", "Y", AUS=[30.0, 5.0], USA=[20.0, 40.0], CHN=[1.0, 6.0])
    assert list(cars.largest(table, 2)) == ["United States", "China"]
