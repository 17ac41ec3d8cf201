"""Sentences on items: true for any sign, hole and date, by the numbers as they are printed."""

# Published text has a true minus and apostrophe.
# ruff: noqa: RUF001

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exportgap import readings
from exportgap.metrics import drivers, working_days
from exportgap.readings import items as words
from frames import refusal

quick = settings(max_examples=60, deadline=None)
ATTRS = {
    "series": ("KOR",),
    "names": ("Korea",),
    "table": "exports_by_item_monthly",
    "currency": "USD",
    "unit": "USD billion",
    "rule": "monthly_mean",
    "as_of": "2025-02-15",
    "sources": ("Test office",),
    "source_names": ("TEST",),
    "source_until": {},
    "provisional": [],
    "classification": "KCS10",
    "labels": {"chips": "semiconductors", "cars": "passenger cars", "steel": "steel products"},
}


def wide(start="2024-01", freq="M", **columns):
    """Return a wide table of lists of numbers, None where a cell is missing."""
    count = len(next(iter(columns.values())))
    index = pd.period_range(start, periods=count, freq=freq)
    table = pd.DataFrame(columns, index=index, dtype=float)
    table.attrs = dict(ATTRS)
    return table


def month(text):
    return pd.Period(text, "M")


def said(found):
    """Return the numbers of a sentence by name."""
    return {each["name"]: each["value"] for each in found.numbers}


# -- printed -------------------------------------------------------------------------------------


def prints(*rows, **attrs):
    """Return tidy rows of the ministry: item, measure, month, value."""
    frame = pd.DataFrame(rows, columns=["ITEM", "MEASURE", "TIME_PERIOD", "VALUE"])
    frame["TIME_PERIOD"] = pd.PeriodIndex(frame["TIME_PERIOD"], freq="M")
    frame["CLASSIFICATION"] = "MTI"
    frame.attrs = ATTRS | {"as_of": "2025-02-01", "classification": "MTI"} | attrs
    return frame


WHOLE = ("TOTAL", "value", "2025-01", 40.0)


@pytest.mark.parametrize(
    ("growth", "told"),
    [
        (8.1, "8.1 percent more than a year before as it printed it"),
        (-8.1, "8.1 percent less than a year before as it printed it"),
        (0.04, "as much as a year before as it printed it"),
        (-0.04, "as much as a year before as it printed it"),
        (0.06, "0.1 percent more than a year before as it printed it"),
    ],
)
def test_an_item_is_read_as_it_was_printed(growth, told):
    frame = prints(
        ("chips", "value", "2025-01", 10.1), ("chips", "growth", "2025-01", growth), WHOLE
    )
    found = readings.printed(frame, "chips")
    # 10.1 / 40 = 25.25 percent, to even 25.2.
    assert found.title == "Semiconductors made 25.2 percent of Korea’s exports in January 2025"
    assert found.reading == (
        f"Semiconductors were 10.10 billion dollars in January 2025 by the count of the ministry, "
        f"{told}; all exports were 40.00 billion dollars, so that semiconductors made 25.2 percent "
        "of them."
    )


def test_growth_that_was_not_printed_is_not_told():
    found = readings.printed(prints(("chips", "value", "2025-01", 10.0), WHOLE), "chips")
    assert found.reading.startswith(
        "Semiconductors were 10.00 billion dollars in January 2025 by the count of the ministry; "
        "all exports"
    )
    # The growth of an older month is not the newest month's.
    old = prints(
        ("chips", "value", "2024-12", 9.0),
        ("chips", "growth", "2024-12", 5.0),
        ("chips", "value", "2025-01", 10.0),
        WHOLE,
    )
    assert readings.printed(old, "chips").reading == found.reading


def test_without_a_total_there_is_no_share():
    found = readings.printed(prints(("chips", "value", "2025-01", 10.0)), "chips")
    assert found.title == "Semiconductors were 10.00 billion dollars in January 2025"
    assert found.reading == f"{found.title} by the count of the ministry."


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        ("2025-02-01", ""),
        ("2025-02-28", ""),
        ("2025-03-01", " Later figures, for February 2025, were not found."),
        ("2025-05-31", " Later figures, for February to April 2025, were not found."),
    ],
)
def test_months_of_the_ministry_that_were_due_and_not_found_are_named(as_of, told):
    for rows in ([WHOLE], []):
        frame = prints(("chips", "value", "2025-01", 10.0), *rows, as_of=as_of)
        text = readings.printed(frame, "chips").reading
        assert text.endswith(f".{told}")
        assert ("Later" in text) == bool(told)


# -- share ---------------------------------------------------------------------------------------


def shares(values, cars=None, **attrs):
    table = wide(chips=values, cars=cars or [1.0] * len(values))
    table.index = pd.period_range(end="2025-01", periods=len(values), freq="M")
    table.attrs |= attrs
    return table


@pytest.mark.parametrize(
    ("then", "now", "told"),
    [
        (20.0, 25.0, "made 25.0 percent of Korea’s exports in January 2025, up from 20.0 a year"),
        (25.0, 20.0, "made 20.0 percent of Korea’s exports in January 2025, down from 25.0 a year"),
        (20.04, 19.96, "made 20.0 percent of Korea’s exports in January 2025, unchanged from 20.0"),
        (20.04, 20.06, "made 20.1 percent of Korea’s exports in January 2025, up from 20.0 a year"),
    ],
)
def test_a_share_is_compared_with_the_year_before_as_printed(then, now, told):
    found = readings.by_share(shares([then, *[22.0] * 11, now]), "chips")
    assert told in found.title


def test_a_share_is_placed_in_its_history():
    found = readings.by_share(shares([20.0, 12.0, 30.0, 25.0], [26.0, 1.0, 1.0, 28.0]), "chips")
    assert found.title == "Semiconductors made 25.0 percent of Korea’s exports in January 2025"
    assert found.reading == (
        "By the count of customs semiconductors made 25.0 percent of Korea’s exports in January "
        "2025. Since October 2024 the lowest share was 12.0 percent in November 2024, the highest "
        "30.0 percent in December 2024. Of the two items that it lists they were the second "
        "largest."
    )


def test_holes_in_the_items_are_named():
    table = shares([20.0] * 6).drop(index=[month("2024-09"), month("2024-11"), month("2024-12")])
    assert readings.by_share(table, "chips").reading.endswith(
        "they were the largest. No item was found for September 2024 and November to December "
        "2024; nothing is put in the place."
    )


@pytest.mark.parametrize(
    ("as_of", "told"),
    [
        ("2025-03-14", "they were the largest."),
        ("2025-03-15", "Later figures, for February 2025, were not found."),
        ("2025-04-14", "Later figures, for February 2025, were not found."),
        ("2025-04-15", "Later figures, for February to March 2025, were not found."),
    ],
)
def test_months_of_customs_are_due_on_the_fifteenth(as_of, told):
    assert readings.by_share(shares([20.0] * 3, as_of=as_of), "chips").reading.endswith(told)


def test_japans_months_are_due_on_the_twentieth():
    said_on = {
        day: readings.by_share(
            shares([20.0], as_of=f"2025-03-{day}", classification="MOF-PC"), "chips"
        ).reading
        for day in (19, 20)
    }
    assert "Later figures" not in said_on[19]
    assert said_on[20].endswith("Later figures, for February 2025, were not found.")


# -- contributions -------------------------------------------------------------------------------


def contributions(year=2025, through=2, left=None, **points):
    """Return contributions to date of one year; total is their sum with the residual."""
    row = {"residual": 0.0, **points}
    total = sum(row.values())
    ordered = {name: row[name] for name in points if name != "residual"}
    table = wide(str(year), "Y", **{k: [v] for k, v in ordered.items()})
    table["residual"], table["total"] = row["residual"], total
    table.attrs |= {"through": through, "left_out": left or {}, "unit": "percentage points"}
    return table


@pytest.mark.parametrize(
    ("points", "title"),
    [
        (
            {"chips": 3.0, "cars": 2.0},
            "Semiconductors gave 3.0 points of Korea’s 5.0 percent growth in January to February "
            "2025",
        ),
        # More than all of the growth: the rest fell.
        (
            {"chips": 3.0, "cars": -2.0},
            "Without semiconductors Korea’s exports of January to February 2025 were below the "
            "year before",
        ),
        # The rest prints as zero: it is not said to have fallen.
        (
            {"chips": 3.0, "cars": -0.04},
            "Semiconductors gave 3.0 points of Korea’s 3.0 percent growth in January to February "
            "2025",
        ),
        (
            {"chips": -1.0, "cars": 3.0},
            "Korea’s exports grew in January to February 2025, but semiconductors took off 1.0 "
            "percentage points",
        ),
        (
            {"chips": 0.04, "cars": 3.0},
            "Korea’s exports grew in January to February 2025, and semiconductors added 0.0 "
            "percentage points",
        ),
        (
            {"chips": -1.0, "cars": -3.0},
            "Korea’s exports fell in January to February 2025, and semiconductors took off 1.0 "
            "percentage points",
        ),
        (
            {"chips": 1.0, "cars": -3.0},
            "Korea’s exports fell in January to February 2025, but semiconductors added 1.0 "
            "percentage points",
        ),
        (
            {"chips": 1.0, "cars": -0.96},
            "Korea’s exports stood still in January to February 2025, and semiconductors added 1.0 "
            "percentage points",
        ),
    ],
)
def test_what_an_item_added_turns_with_the_signs_as_printed(points, title):
    assert readings.by_contribution(contributions(**points), "chips").title == title


@pytest.mark.parametrize(
    ("points", "told"),
    [
        ({"chips": 3.0, "cars": 2.0}, "grew by 5.0 percent"),
        ({"chips": -3.0, "cars": 2.0}, "fell by 1.0 percent"),
        ({"chips": 0.03, "cars": -0.07}, "changed by 0.0 percent"),
    ],
)
def test_the_growth_of_the_total_is_told_by_its_sign(points, told):
    text = readings.by_contribution(contributions(**points), "chips").reading
    assert text.startswith(
        f"From January to February 2025 Korea’s exports {told} on the same months of the year "
        "before. Semiconductors "
    )


@pytest.mark.parametrize(
    ("through", "begins"),
    [
        (1, "In January 2025 Korea’s exports grew by 5.0 percent on the same month of the year"),
        (
            11,
            "From January to November 2025 Korea’s exports grew by 5.0 percent on the same months",
        ),
        (12, "In 2025 Korea’s exports grew by 5.0 percent on the year before. Semiconductors"),
    ],
)
def test_one_month_and_a_whole_year_have_their_own_words(through, begins):
    table = contributions(chips=3.0, cars=2.0, through=through)
    assert readings.by_contribution(table, "chips").reading.startswith(begins)


def test_the_next_items_follow_from_both_ends_without_those_that_print_as_zero():
    points = {"chips": 3.0, "cars": 2.0, "ships": 0.5, "steel": -0.04, "oil": -1.0, "residual": 0.2}
    table = contributions(**points)
    assert readings.by_contribution(table, "chips").reading.endswith(
        "Semiconductors added 3.0 percentage points, all other goods together +1.7. Next, in "
        "percentage points: passenger cars +2.0, ships +0.5, oil −1.0 and goods in none of the "
        "items +0.2."
    )


def test_an_item_is_not_named_from_both_ends():
    table = contributions(chips=3.0, cars=2.0, steel=-0.5, residual=-0.1)
    text = readings.by_contribution(table, "chips").reading
    assert text.count("passenger cars") == text.count("steel products") == 1
    # Where every other item prints as zero none is named.
    small = contributions(chips=3.0, cars=0.01, steel=-0.01)
    assert "Next" not in readings.by_contribution(small, "chips").reading


@pytest.mark.parametrize(
    ("left", "told"),
    [
        ({}, ""),
        ({2024: [1]}, ""),  # of another year
        ({2025: [2]}, " February 2025 is left out, for want of the items then or a year before."),
        (
            {2025: [2, 3, 5]},
            " February to March 2025 and May 2025 are left out, for want of the items then or a "
            "year before.",
        ),
    ],
)
def test_months_left_out_are_named_in_the_reading_and_the_takeaway(left, told):
    found = readings.by_contribution(contributions(chips=3.0, through=6, left=left), "chips")
    assert found.reading.endswith(f"all other goods together 0.0.{told}")
    assert found.takeaway.endswith(f"What adds to growth is not thereby its cause.{told}")


def test_months_left_out_come_from_the_metric():
    # February 2024 lacks cars, so February cannot be compared in 2024 or 2025.
    whole = wide("2023-01", chips=[2.0] * 26, cars=[3.0] * 26, total=[10.0] * 26)
    whole.loc[month("2024-02"), "cars"] = np.nan
    table = drivers.contribution_to_date(whole[["chips", "cars"]], whole["total"], 2)
    text = readings.by_contribution(table, "chips").reading
    assert "February 2025 is left out" in text
    assert "changed by 0.0 percent" in text


tenths = st.integers(-80, 80).map(lambda value: value / 16)


@quick
@given(chips=tenths, cars=tenths, residual=tenths)
def test_no_title_contradicts_the_numbers_beside_it(chips, cars, residual):
    found = readings.by_contribution(
        contributions(chips=chips, cars=cars, residual=residual), "chips"
    )
    seen = {name: round(value, 1) for name, value in said(found.reading).items()}
    total = seen["growth of all exports, customs, 2025-01..2025-02"]
    own = seen["contribution of chips, customs, 2025-01..2025-02"]
    rest = seen["contribution of all but chips, customs, 2025-01..2025-02"]
    if "Without" in found.title:
        assert total > 0 > rest
    elif " gave " in found.title:
        assert total > 0
        assert own > 0
    else:
        word = "grew" if total > 0 else "fell" if total < 0 else "stood still"
        assert f"exports {word} in" in found.title
        assert ("took off" if own < 0 else "added") in found.title
        assert (", but " in found.title) == (own * total < 0)


def test_bars_stand_by_size_with_the_residual_last():
    table = contributions(chips=3.0, cars=-2.0, steel=0.5, residual=9.0)
    rows = readings.contribution_bars(table, ["cars"])
    assert list(rows.index) == [
        "Semiconductors",
        "Steel products",
        "Passenger cars",
        "Goods in none of the items",
    ]
    assert list(rows["value"]) == [3.0, 0.5, -2.0, 9.0]
    assert list(rows["emphasis"]) == [False, False, True, False]


# -- the rest ------------------------------------------------------------------------------------


def growths(total, without, item=10.0):
    """Return growth of the total and of the rest by month; the item's is one number."""
    table = wide(item=[item] * len(total), total=total, without=without)
    table.attrs |= {"item": "chips", "unit": "percent"}
    return table


@pytest.mark.parametrize(
    ("total", "without", "title", "begins"),
    [
        (
            5.0,
            3.0,
            "Without semiconductors Korea’s exports grew 3.0 percent in January 2024",
            "In January 2024 all exports grew by 5.0 percent on the year: semiconductors +10.0 "
            "percent, all other goods +3.0. ",
        ),
        (
            -5.0,
            -7.0,
            "Without semiconductors Korea’s exports fell 7.0 percent in January 2024",
            "In January 2024 all exports fell by 5.0 percent on the year: semiconductors +10.0 "
            "percent, all other goods −7.0. ",
        ),
        (
            0.04,
            -0.04,
            "Without semiconductors Korea’s exports changed by 0.0 percent in January 2024",
            "In January 2024 all exports changed by 0.0 percent on the year: semiconductors +10.0 "
            "percent, all other goods 0.0. ",
        ),
    ],
)
def test_growth_with_and_without_an_item_keeps_its_signs(total, without, title, begins):
    found = readings.by_rest(growths([total], [without]))
    assert found.title == title
    assert found.reading.startswith(begins)


@pytest.mark.parametrize(
    ("total", "without", "told"),
    [
        ([5.0, 5.0], [1.0, -0.04], "fell in none of the two newest months that can be compared."),
        ([5.0, 5.0], [1.0, -0.06], "in one of the two newest months that can be compared; all "
         "exports grew nevertheless."),
        ([5.0, -5.0], [1.0, -9.0], "in one of the two newest months that can be compared; all "
         "exports did not grow."),
        ([5.0, 5.0], [-1.0, -1.0], "in two of the two newest months that can be compared; all "
         "exports grew nevertheless in each of them."),
        ([-5.0, 0.04], [-9.0, -1.0], "in two of the two newest months that can be compared; all "
         "exports grew nevertheless in none of them."),
        ([5.0, 5.0, -5.0], [-1.0, -1.0, -9.0], "in three of the three newest months that can be "
         "compared; all exports grew nevertheless in two of them."),
    ],
)  # fmt: skip
def test_months_in_which_the_rest_fell_are_counted_as_printed(total, without, told):
    assert readings.by_rest(growths(total, without)).reading.endswith(told)


def test_only_the_twelve_newest_months_are_counted():
    table = growths([5.0] * 14, [-1.0, -1.0, *[1.0] * 11, -1.0])
    assert "fell in one of the 12 newest months" in readings.by_rest(table).reading


# -- working days --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "now", "told"),
    [
        # 24 days in January 2024, 20 in January 2025: equal months are 20 percent more a day.
        (480.0, 480.0, "grew 20.0 percent"),
        (480.0, 360.0, "fell 10.0 percent"),
        (480.0, 400.0, "changed by 0.0 percent"),
    ],
)
def test_growth_per_working_day(before, now, told):
    values = wide(total=[before, *[400.0] * 11, now])["total"]
    values.attrs = dict(ATTRS)
    text = readings.by_day(working_days.per_working_day(values, "KOR"))
    assert text == (
        f"Per working day all exports {told}: the month had 20.0 days by customs’ count, 24.0 a "
        "year before."
    )


def test_growth_per_working_day_needs_the_year_before():
    worked = working_days.per_working_day(wide(total=[400.0])["total"], "KOR")
    assert refusal(readings.by_day, worked) == (
        "2023-01 is not in the table: no growth per working day."
    )


# -- a printed growth of several months ----------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "when"),
    [("2025-01..2025-11", "January to November 2025"), ("2025-11", "November 2025")],
)
def test_a_growth_from_the_press_is_quoted_with_its_months(period, when):
    facts = pd.DataFrame(
        [("other", period, 9.0), ("exports_without_semiconductors", period, -1.5)],
        columns=["ITEM", "TIME_PERIOD", "VALUE"],
    )
    labels = {"exports_without_semiconductors": "exports without semiconductors"}
    facts.attrs = ATTRS | {"labels": labels}
    text = readings.by_press(facts, "exports_without_semiconductors")
    assert text == (
        f"The press printed −1.5 percent for exports without semiconductors in {when}, from the "
        "ministry’s list."
    )
    assert [each["value"] for each in text.numbers] == [-1.5]


# -- base effects --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        # 100, 80, 96: down and up by 20 percent; the root of 0.96 is 0.9798.
        (
            (100.0, 80.0, 96.0),
            "The base was low: in January 2024 semiconductors had fallen by 20.0 percent on the "
            "year. Over the two years to January 2025 the growth is −2.0 percent a year.",
        ),
        # 100, 150, 144: what has grown is not called high.
        (
            (100.0, 150.0, 144.0),
            "In January 2024 semiconductors had already grown by 50.0 percent on the year. Over "
            "the two years to January 2025 the growth is +20.0 percent a year.",
        ),
        (
            (100.0, 100.04, 100.0),
            "In January 2024 semiconductors had not changed on the year. Over the two years to "
            "January 2025 the growth is 0.0 percent a year.",
        ),
    ],
)
def test_a_low_base_is_named(levels, told):
    series = pd.Series(
        levels, index=pd.PeriodIndex(["2023-01", "2024-01", "2025-01"], freq="M"), name="chips"
    )
    series.attrs = dict(ATTRS)
    assert readings.by_base(drivers.base_effect(series), "chips") == told


def test_a_base_names_its_own_month_though_a_newer_one_has_none():
    # February 2025 has no two years before it: February 2023 is a hole.
    values = wide("2023-01", chips=[100.0] * 26)["chips"].drop(index=[month("2023-02")])
    values.attrs = dict(ATTRS)
    text = readings.by_base(drivers.base_effect(values), "chips")
    assert "in January 2024" in text.replace("In", "in")
    assert "to January 2025" in text


def test_a_base_by_year_is_the_year_before():
    values = wide("2023", "Y", chips=[100.0, 80.0, 96.0])["chips"]
    values.attrs = dict(ATTRS)
    text = readings.by_base(drivers.base_effect(values), "chips")
    assert text.startswith("The base was low: in 2024 semiconductors had fallen by 20.0 percent")


# -- side by side --------------------------------------------------------------------------------


def test_definitions_are_set_side_by_side_in_their_newest_common_month():
    table = wide(**{"the list": [9.0, 10.0], "HS": [7.0, 8.0], "the ministry": [9.5, 9.9]})
    found, rows = readings.side_by_side(table, "Chips")
    assert found.title == (
        "Chips of February 2024 are 10.0 or 8.0 billion dollars: it depends on the list"
    )
    # 10 / 8 = 1.25
    assert found.reading == (
        "In February 2024, in billion dollars: the list 10.00, the ministry 9.90 and HS 8.00. The "
        "largest is 25.0 percent above the smallest. None is wrong and none is spliced to another."
    )
    assert rows["value"].to_dict() == {"The list": 10.0, "The ministry": 9.9, "HS": 8.0}


def test_a_month_with_fewer_definitions_is_passed_over_and_said_so():
    table = wide(**{"the list": [10.0, 11.0, None], "HS": [8.0, None, 9.0]})
    text = readings.side_by_side(table, "Chips")[0].reading
    assert text == (
        "In January 2024, the newest month with as many of them, in billion dollars: the list "
        "10.00 and HS 8.00. The largest is 25.0 percent above the smallest. Neither is wrong and "
        "neither is spliced to another."
    )


def test_a_month_without_any_definition_is_no_newer_month():
    table = wide(**{"the list": [10.0, None], "HS": [8.0, None]})
    assert "the newest month" not in readings.side_by_side(table, "Chips")[0].reading


def test_definitions_that_print_alike_are_not_said_to_differ():
    table = wide(**{"the list": [10.04], "HS": [9.96]})
    title = readings.side_by_side(table, "Chips")[0].title
    assert title == "Chips of January 2024 are 10.0 billion dollars by every list"


def test_one_definition_alone_is_refused():
    table = wide(**{"the list": [10.0, None], "HS": [None, 8.0]})
    assert refusal(readings.side_by_side, table, "Chips") == (
        "Chips: no month has two definitions to set side by side."
    )


# -- words ---------------------------------------------------------------------------------------


def test_names_and_possessives_of_areas():
    assert words.area_words({"names": ("the United States",)}) == {
        "area": "the United States",
        "areas": "the United States’",
        "Area": "The United States",
        "Areas": "The United States’",
    }


def test_an_item_without_a_label_keeps_its_code():
    assert words.item_words(ATTRS, "oil") == {"items": "oil", "Items": "Oil"}


def test_parts_are_joined_as_a_list():
    parts = [words.Sentence(text) for text in "abc"]
    assert [words.joined("Of: ", parts[:count]) for count in (1, 2, 3)] == [
        "Of: a.",
        "Of: a and b.",
        "Of: a, b and c.",
    ]
