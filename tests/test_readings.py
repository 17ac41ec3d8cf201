"""Sentences that read tables: true for any pair, date, rule and sign, as printed."""

# Published text has a true minus and apostrophe.
# ruff: noqa: RUF001

import math
import re

import pandas as pd
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import frames
from exportgap import load, prose, readings
from exportgap.metrics import currency, gap, trend


def annual(home, rival, **named):
    """Return a table by year that ends in 2025."""
    frame = frames.exports(home, rival, start=str(2026 - len(home)), freq="Y", **named)
    return gap.gap_by_period(frame, "Y")


def monthly(home, rival, freq="M", **named):
    """Return a table by month from January 2024."""
    return gap.gap_by_period(frames.exports(home, rival, **named), freq)


def by_years(home, rival, months=2, **named):
    """Return a frame with one monthly value a year, the newest year cut after some months."""
    count = 12 * (len(home) - 1) + months
    sides = [[value for value in side for _ in range(12)][:count] for side in (home, rival)]
    return frames.exports(*sides, start=f"{2026 - len(home)}-01", **named)


# -- by year -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("home", "rival", "last"),
    [
        (
            [50, 60],
            [70, 90],
            "The gap widened from 20.0 to 30.0 billion dollars between 2024 and 2025. The "
            "smallest since 2024 was 20.0 billion dollars, in 2024.",
        ),
        (
            [50, 80],
            [70, 90],
            "The gap narrowed from 20.0 to 10.0 billion dollars between 2024 and 2025. It is "
            "the smallest since 2024, where these figures begin.",
        ),
        (
            [50, 90],
            [70, 80],
            "The lead changed: the gap went from 20.0 to −10.0 billion dollars between 2024 and "
            "2025. Korea never led by more since 2024, where these figures begin.",
        ),
        (
            [90, 50],
            [80, 70],
            "The lead changed: the gap went from −10.0 to 20.0 billion dollars between 2024 and "
            "2025. Korea’s largest lead since 2024 was 10.0 billion dollars, in 2024.",
        ),
        # Home ahead both times: only the size of its lead can widen.
        (
            [80, 90],
            [60, 50],
            "The gap widened from 20.0 to 40.0 billion dollars between 2024 and 2025. Korea "
            "never led by more since 2024, where these figures begin.",
        ),
        (
            [90, 80],
            [50, 60],
            "The gap narrowed from 40.0 to 20.0 billion dollars between 2024 and 2025. Korea’s "
            "largest lead since 2024 was 40.0 billion dollars, in 2024.",
        ),
        # 20.04 and 20.0 are printed alike.
        (
            [50, 60],
            [70.04, 80],
            "The gap stayed at 20.0 billion dollars between 2024 and 2025. It is the smallest "
            "since 2024, where these figures begin.",
        ),
        (
            [50, 60],
            [60, 60],
            "The gap narrowed from 10.0 to 0.0 billion dollars between 2024 and 2025. It is "
            "the smallest since 2024, where these figures begin.",
        ),
        (
            [50, 60],
            [50, 66],
            "The gap widened from 0.0 to 6.0 billion dollars between 2024 and 2025. The smallest "
            "since 2024 was 0.0 billion dollars, in 2024.",
        ),
    ],
)
def test_the_last_year_is_read_by_what_is_printed(home, rival, last):
    assert readings.by_year(annual(home, rival)).reading.endswith(last)


def test_the_years_are_read_from_first_to_last():
    found = readings.by_year(annual([50, 60], [70, 90]))
    assert found.title == (
        "Korea’s exports were 71 percent of Japan’s in 2024 and 67 percent in 2025"
    )
    assert found.reading == (
        "In 2024 Korea’s exports were 71.4 percent of Japan’s; in 2025 they were 66.7 percent of "
        "Japan’s, 60.0 against 90.0 billion dollars. The gap widened from 20.0 to 30.0 billion "
        "dollars between 2024 and 2025. The smallest since 2024 was 20.0 billion dollars, in 2024."
    )


def test_a_single_year_is_named_once():
    found = readings.by_year(annual([50], [70]))
    assert found.title.count("2025") == 1
    assert found.reading.count("in 2025") + found.reading.count("In 2025") == 1


def test_a_lead_printed_as_zero_is_no_lead():
    now = readings.by_year(annual([50, 60], [60, 59.98])).reading
    assert "led" not in now
    past = readings.by_year(annual([50, 60, 50], [60, 59.98, 60])).reading
    assert "lead" not in past


@pytest.mark.parametrize(
    ("rival", "moved"),
    [
        # Gaps of 60 and 90 billion yen are both printed as 0.1 trillion.
        ([5560, 5590], "The gap stayed at 0.1 trillion yen"),
        ([5590, 5560], "The gap stayed at 0.1 trillion yen"),
        ([5480, 5520], "The gap stayed at 0.0 trillion yen"),
        ([5600, 5900], "The gap widened from 0.1 to 0.4 trillion yen"),
    ],
)
def test_in_yen_the_change_is_read_by_the_trillions_printed(rival, moved):
    table = annual([5500, 5500], rival, currency="JPY", units=("JPY", "JPY"))
    assert f"{moved} between 2024 and 2025." in readings.by_year(table).reading


# -- ranks and second source ---------------------------------------------------------------------


def test_two_ranks_are_read_as_places():
    # Twelve economies are listed for 2024, 21 for 2025.
    table = annual([50, 60], [70, 90])
    old, new = [*range(1, 3), *range(4, 12)], [1, *range(3, 21)]
    columns = {"KOR": [12, 2], "JPN": [3, 21]}
    for at, place in enumerate(new):
        columns[f"E{at}"] = [old[at] if at < len(old) else None, place]
    ranks = pd.DataFrame(columns, index=table.index)
    ranks.attrs = table.attrs | {"measure": "rank"}
    found = readings.by_rank(ranks, "KOR", "JPN")
    assert found.title == "Korea was second and Japan 21st of 21 in 2025"
    assert found.reading.startswith(
        "Of the 12 economies listed for 2024 Korea was the 12th largest exporter and Japan the "
        "third largest; of the 21 for 2025 they are the second largest and the 21st largest. "
    )
    assert_recorded(found.title)
    assert_recorded(found.reading)


def test_ranks_are_read_from_the_first_year_that_lists_both():
    table = annual([50, 60, 70], [70, 90, 60])
    ranks = pd.DataFrame(
        {"KOR": [None, 2, 1], "JPN": [1, 1, 2], "USA": [2, None, None]}, index=table.index
    )
    ranks.attrs = table.attrs | {"measure": "rank"}
    found = readings.by_rank(ranks, "KOR", "JPN")
    assert found.reading.startswith(
        "Of the 2 economies listed for 2024 Korea was the second largest exporter and Japan the "
        "largest; of the 2 for 2025 they are the largest and the second largest. "
    )


@pytest.mark.parametrize(
    ("month", "verdict"),
    [(6, "12.0 billion dollars rather than 30.0."), (7.5, "30.0 billion dollars too.")],
)
def test_a_second_source_agrees_or_is_set_against_the_first(month, verdict):
    summed = monthly([5] * 24, [month] * 24, "Y")
    text = readings.second_source(annual([50, 60], [70, 90]), summed)
    assert text.endswith(
        f"summed from months, each month at its own mean rate, the gap of 2025 is {verdict}"
    )
    names = [record["name"] for record in text.numbers]
    assert len(set(names)) == len(names)


# -- who led how often ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("home", "title", "rest"),
    [
        ([5] * 12, "Korea led in none of 12 months", " since January 2024."),
        ([7] * 12, "Korea led in all 12 months", " since January 2024."),
        (
            [*[5] * 11, 7],
            "Korea led in one of 12 months",
            " since January 2024: December 2024.",
        ),
        (
            [*[7] * 5, 5, *[7] * 6],
            "Korea led in all but one of 12 months",
            " since January 2024: June 2024.",
        ),
        # Exactly level is no lead.
        ([6] * 12, "Korea led in none of 12 months", " since January 2024."),
        (
            [*[6] * 2, *[7] * 10],
            "Korea led in all but two of 12 months",
            " since January 2024: January to February 2024.",
        ),
        (
            [7, 5] * 6,
            "Korea led in six of 12 months",
            " since January 2024: January 2024, March 2024, May 2024, July 2024, September 2024 "
            "and November 2024.",
        ),
        (
            [7, 5] * 20,
            "Korea led in 20 of 40 months",
            " since January 2024: first in January 2024, last in March 2027.",
        ),
        ([5], "Korea did not lead in January 2024", "."),
        ([7], "Korea led in January 2024", "."),
    ],
)
def test_the_shorter_list_of_months_is_told(home, title, rest):
    found = readings.lead(monthly(home, [6] * len(home)), "month")
    assert found.title == title
    assert found.reading == title + rest


def test_the_newest_month_is_the_title_and_quarters_follow():
    home = [*[5] * 11, 7]
    found = readings.by_month(monthly(home, [6] * 12), monthly(home, [6] * 12, "Q"))
    assert found.title == "In December 2024 Korea was ahead by 1.0 billion dollars"
    assert found.reading == (
        "Korea led in one of 12 months since January 2024: December 2024. Korea led in none of "
        "four quarters since the first quarter of 2024."
    )
    behind = readings.by_month(monthly([5] * 3, [6] * 3), monthly([5] * 3, [6] * 3, "Q"))
    assert behind.title == "In March 2024 Japan was ahead by 1.0 billion dollars"


def test_a_level_month_has_nobody_ahead():
    found = readings.by_month(monthly([6] * 3, [6] * 3), monthly([6] * 3, [6] * 3, "Q"))
    assert "ahead by" not in found.title


# -- the same point ------------------------------------------------------------------------------

WHEN = "From January to February 2025 Korea’s exports were "


@pytest.mark.parametrize(
    ("home", "rival", "title", "reading"),
    [
        (
            [5, 5, 5],
            [8, 7, 6],
            "The gap was 2.0 billion dollars from January to February 2025, the smallest of three "
            "years",
            f"{WHEN}10.0 and Japan’s 12.0 billion dollars: a gap of 2.0 billion dollars, the "
            "smallest in these months of the three years since 2023.",
        ),
        (
            [5, 5, 5],
            [8, 6, 7],
            "The gap was 4.0 billion dollars from January to February 2025, the second smallest of "
            "three years",
            f"{WHEN}10.0 and Japan’s 14.0 billion dollars: a gap of 4.0 billion dollars, the "
            "second smallest in these months of the three years since 2023. The smallest since "
            "2023 was 2.0 billion dollars, from January to February 2024.",
        ),
        (
            [5, 5, 5, 5],
            [6, 7, 8, 9],
            "The gap was 8.0 billion dollars from January to February 2025, the largest of four "
            "years",
            f"{WHEN}10.0 and Japan’s 18.0 billion dollars: a gap of 8.0 billion dollars, the "
            "largest in these months of the four years since 2022. The smallest since 2022 was 2.0 "
            "billion dollars, from January to February 2022.",
        ),
        (
            [5, 5, 7],
            [6, 7, 5],
            "Korea led by 4.0 billion dollars from January to February 2025",
            f"{WHEN}14.0 and Japan’s 10.0 billion dollars: a lead of 4.0 billion dollars for "
            "Korea, its largest in these months of the three years since 2023.",
        ),
        (
            [9, 5, 7],
            [5, 7, 5],
            "Korea led by 4.0 billion dollars from January to February 2025",
            f"{WHEN}14.0 and Japan’s 10.0 billion dollars: a lead of 4.0 billion dollars for "
            "Korea, its second largest in these months of the three years since 2023. Korea’s "
            "largest lead since 2023 was 8.0 billion dollars, from January to February 2023.",
        ),
        # Behind now, ahead before.
        (
            [9, 5],
            [5, 7],
            "The gap was 4.0 billion dollars from January to February 2025, the largest of two "
            "years",
            f"{WHEN}10.0 and Japan’s 14.0 billion dollars: a gap of 4.0 billion dollars, the "
            "largest in these months of the two years since 2024. Korea’s largest lead since 2024 "
            "was 8.0 billion dollars, from January to February 2024.",
        ),
    ],
)
def test_the_same_point_is_read_against_the_other_years(home, rival, title, reading):
    found = readings.same_point(gap.gap_to_date(by_years(home, rival)))
    assert found.title == title
    assert found.reading == reading


def test_a_reading_ends_with_its_full_stop():
    found = readings.same_point(gap.gap_to_date(by_years([5, 5, 5], [8, 7, 6])))
    assert found.reading.endswith(".")


@pytest.mark.parametrize(("months", "when"), [(1, "in January 2025"), (12, "in 2025")])
def test_one_month_and_a_whole_year_are_a_point_too(months, when):
    found = readings.same_point(gap.gap_to_date(by_years([5, 5], [6, 7], months)))
    # A month of 5 against 7 is a gap of 2.
    assert found.title == (
        f"The gap was {2 * months}.0 billion dollars {when}, the largest of two years"
    )


@pytest.mark.parametrize(("home", "rival"), [([5], [6]), ([6], [5])])
def test_one_year_alone_has_no_rank_among_years(home, rival):
    found = readings.same_point(gap.gap_to_date(by_years(home, rival)))
    assert "1 years" not in found.reading
    assert "of 1" not in found.title


def test_a_lead_to_date_printed_as_zero_is_no_lead():
    # 10.02 against 10.00: printed as a gap of 0.0.
    found = readings.same_point(gap.gap_to_date(by_years([5, 5.01], [6, 5])))
    assert "led by" not in found.title
    assert "a lead of" not in found.reading


# -- rolling and crossings -----------------------------------------------------------------------


def rolled(home, rival):
    table = gap.gap_rolling(by_years(home, rival, 12))
    return readings.rolling(table, gap.crossings(table))


def test_twelve_months_without_a_crossing_are_read_as_a_ratio():
    found = rolled([5, 5], [6, 6])
    assert found.title == "Korea’s exports over twelve months are 83.3 percent of Japan’s"
    assert found.reading == (
        "Over the twelve months to December 2025 Korea’s exports were 83.3 percent of Japan’s, a "
        "gap of 12.0 billion dollars. Over every twelve months since those to December 2024 "
        "Japan was ahead."
    )
    assert rolled([6, 6], [5, 5]).reading.endswith(
        " Over every twelve months since those to December 2024 Korea was ahead."
    )


def test_twelve_months_that_crossed_name_the_leader_and_since_when():
    found = rolled([5, 7], [6, 6])
    # Six months at 7 and six at 5 are level with 12 at 6 in June: July is the first ahead.
    assert found.title == "Over twelve months Korea has led since July 2025"
    assert found.reading.endswith(
        " Their lead changed hands once, over those to July 2025 (Korea ahead)."
    )
    assert rolled([7, 5], [6, 6]).title == "Over twelve months Japan has led since July 2025"


def test_a_lead_that_ended_level_is_no_lead_that_lasts():
    # Ahead through 2024 and 2025, and level over the newest twelve months.
    found = rolled([5, 7, 6], [6, 6, 6])
    assert "a gap of 0.0 billion dollars" in found.reading
    assert "has led since" not in found.title


def crossing(home, rival):
    table = monthly(home, rival)
    return readings.crossing(gap.crossings(table), table)


def test_few_changes_of_lead_are_listed_and_many_bounded():
    assert crossing([5, 7, 5], [6, 6, 6]) == (
        "Their lead changed hands twice, over those to February 2024 (Korea ahead) and March 2024 "
        "(Japan ahead)."
    )
    assert crossing([5, 7, 5, 7], [6] * 4) == (
        "Their lead changed hands three times, over those to February 2024 (Korea ahead), March "
        "2024 (Japan ahead) and April 2024 (Korea ahead)."
    )
    assert crossing([5, 7] * 3, [6] * 6) == (
        "Their lead changed hands five times, first over those to February 2024 (Korea ahead), "
        "last over those to June 2024 (Korea ahead)."
    )


@pytest.mark.parametrize(
    ("home", "rival", "text"),
    [
        ([5, 5, 5], [5, 5, 5], "Over no twelve months was either ahead."),
        (
            [6, 6, 5],
            [5, 5, 5],
            "Over every twelve months since those to January 2024 Korea was ahead, or they were "
            "level.",
        ),
        (
            [6, 5, 6],
            [5, 5, 5],
            "Over every twelve months since those to January 2024 Korea was ahead, or they were "
            "level.",
        ),
        # Level at first: the lead is counted from where it begins.
        (
            [5, 5],
            [5, 6],
            "Over every twelve months since those to February 2024 Japan was ahead.",
        ),
    ],
)
def test_nobody_led_without_a_break_where_a_month_was_level(home, rival, text):
    assert crossing(home, rival) == text


# -- currency rules ------------------------------------------------------------------------------


def ruled(rule, rate):
    return frames.exports([5, 5], [600, 900], units=("USD", "JPY"), rates=(1.0, rate), rule=rule)


RULES = [
    ruled("monthly_mean", [100.0, 150.0]),
    ruled("spot:2024-02-29", 150.0),
    ruled("constant:2023", 200.0),
]


def contest(through, chosen=RULES):
    even = currency.break_even_rate(chosen[0], 2024, through)
    return currency.gap_by_rule(chosen, 2024, through), even


def test_a_winner_that_turns_with_the_rule_is_the_finding():
    table, even = contest(2)
    found, drawn = readings.by_rule([table], [even])
    assert found.title == "Who led in January to February 2024 depends on the currency rule"
    # Sums: 600 / 100 + 900 / 150 = 12, 1500 / 150 = 10 and 1500 / 200 = 7.5, against 10.
    assert found.reading == (
        "The gap of January to February 2024 is 2.0 (each month at its own mean rate), 0.0 (every "
        "month at the rate of 29 February 2024) and −2.5 billion dollars (every month at the mean "
        "rate of 2023). One of three rules has Korea ahead; a rate of one day ignores when the "
        "goods were shipped. The two sums would have been equal at 150.0 yen per dollar; it was "
        "125.0, so the rate would have had to be 20.0 percent higher."
    )
    assert drawn["value"].tolist() == [2.0, 0.0, -2.5]
    assert drawn.index[0] == "Each month at its own mean rate"


def test_every_gap_is_recorded_under_its_own_rule():
    table, even = contest(2)
    found, _ = readings.by_rule([table], [even])
    gaps = [record for record in found.reading.numbers if record["name"].startswith("gap, ")]
    assert [record["rule"] for record in gaps] == table.index.tolist()


def test_the_contest_that_turns_is_read_before_the_one_that_does_not():
    one, two = contest(1, RULES[:1]), contest(2)
    found, _ = readings.by_rule([one[0], two[0]], [one[1], two[1]])
    assert found.title == "Who led in January to February 2024 depends on the currency rule"
    assert found.reading.endswith(" For January 2024 every rule has Japan ahead.")


def test_where_no_rule_turns_the_winner_the_first_contest_is_read():
    table, even = contest(1, RULES[:1])
    found, _ = readings.by_rule([table], [even])
    assert found.title == "Under every rule Japan led in January 2024"


def test_two_sides_in_one_currency_have_no_rate_between_them():
    frame = frames.exports([5, 5], [6, 6])
    found, _ = readings.by_rule([currency.gap_by_rule([frame], 2024, 2)], [None])
    assert found.title == "No currency rule can change the gap between Korea and Japan"
    assert found.reading == (
        "Both series are in one currency, so no rule comes between them: the gap of January to "
        "February 2024 is 2.0 billion dollars."
    )


def test_two_sides_in_one_foreign_currency_have_a_gap_that_turns_with_the_rule():
    # Two dollar series in yen: 2 billion dollars are 200 billion yen by one rule, 400 by another.
    one = frames.exports([5, 5], [6, 6], currency="JPY", rates=(0.01, 0.01))
    two = frames.exports(
        [5, 5], [6, 6], currency="JPY", rates=(0.005, 0.005), rule="spot:2024-02-29"
    )
    table = currency.gap_by_rule([one, two], 2024, 2)
    assert table["gap"].tolist() == pytest.approx([200.0, 400.0], rel=1e-12)
    found, _ = readings.by_rule([table], [None])
    assert "can change the gap" not in found.title


def test_a_rule_that_prints_level_has_nobody_ahead():
    # 1500 / 150.3 = 9.98 against 10: a gap of -0.02 is printed as 0.0.
    chosen = [RULES[0], ruled("spot:2024-02-29", 150.3), RULES[2]]
    table, even = contest(2, chosen)
    found, _ = readings.by_rule([table], [even])
    assert ", 0.0 (every month at the rate of 29 February 2024)" in found.reading
    assert " One of three rules has Korea ahead;" in found.reading


# -- causes --------------------------------------------------------------------------------------


def caused(frame, through):
    split = currency.split_change(frame, 2024, 2025, through)
    table = gap.gap_to_date(frame, through)
    ends = [prose.facts(table, pd.Period(at, "Y"))["gap"] for at in ("2024", "2025")]
    return readings.by_cause(split, *ends), readings.steps(split, *ends)


def yen_pair():
    return frames.exports(
        [5, 5, *[0.5] * 10, 6, 6],
        [500, 500, *[50] * 10, 1000, 1000],
        units=("USD", "JPY"),
        rates=(1.0, [100.0] * 12 + [125.0] * 2),
    )


def test_what_moved_the_gap_is_the_largest_term_that_pushed_its_way():
    found, steps = caused(yen_pair(), 2)
    # Japan 10 to 2000 / 125 = 16, Korea 10 to 12. Own: 1000 / 100; rate: 8 - 10; both: -2.
    assert found.title == (
        "The gap widened from 0.0 to 4.0 billion dollars: Japan’s exports in yen did most"
    )
    assert found.reading == (
        "The gap widened from 0.0 to 4.0 billion dollars between January to February 2024 and the "
        "same months of 2025. Japan’s exports in yen added 10.0 billion dollars, the exchange "
        "rate of the yen took 2.0 off, the two together for Japan took 2.0 off and Korea’s exports "
        "in dollars took 2.0 off. In log points of Japan’s exports over Korea’s: Japan’s exports "
        "in yen +0.693, the exchange rate of the yen −0.223 and Korea’s exports in dollars −0.182."
    )
    assert steps["value"].tolist() == pytest.approx([0.0, 10.0, -2.0, -2.0, -2.0, 4.0])
    assert steps["kind"].tolist() == ["total", *["change"] * 4, "total"]
    assert steps.index[[0, 1, -1]].tolist() == [
        "Gap, January to February 2024",
        "Japan’s exports in yen",
        "Gap, January to February 2025",
    ]


def test_a_gap_that_narrowed_was_narrowed_by_the_largest_term_below_zero():
    frame = frames.exports(
        [2] * 14,
        [500, 500, *[50] * 10, 550, 550],
        units=("USD", "JPY"),
        rates=(1.0, [100.0] * 12 + [137.5] * 2),
    )
    found, _ = caused(frame, 2)
    # Japan 10 to 1100 / 137.5 = 8. Own: 100 / 100 = 1; rate: 1000 / 137.5 - 10 = -2.7.
    assert found.title == (
        "The gap narrowed from 6.0 to 4.0 billion dollars: the exchange rate of the yen did most"
    )


def test_one_month_has_one_same_month():
    found, _ = caused(yen_pair(), 1)
    assert "between January 2024 and the same month of 2025." in found.reading


def test_whole_years_have_no_same_months():
    frame = frames.exports([10] * 24, [*[12] * 12, *[11] * 12], codes=("KOR", "USA"))
    found, _ = caused(frame, 12)
    assert found.reading == (
        "The gap narrowed from 24.0 to 12.0 billion dollars between 2024 and 2025. The United "
        "States’ exports in dollars took 12.0 billion dollars off. In log points of the United "
        "States’ exports over Korea’s: the United States’ exports in dollars −0.087."
    )


def test_a_lead_that_widened_had_nothing_taken_off():
    # Home is ahead by 24.0, then by 36.0: its exports made the gap of that size larger.
    found, _ = caused(frames.exports([*[12] * 12, *[13] * 12], [10] * 24), 12)
    assert found.title == (
        "The gap widened from 24.0 to 36.0 billion dollars: Korea’s exports in dollars did most"
    )
    assert "added 12.0 billion dollars" in found.reading
    assert " off" not in found.reading


def test_a_lead_that_changed_names_what_turned_it():
    found, _ = caused(frames.exports([*[10] * 12, *[13] * 12], [12] * 24), 12)
    assert found.title == (
        "Korea’s exports in dollars did most to turn the gap from 24.0 to −12.0 billion dollars"
    )
    # ln(13 / 10) = 0.262.
    assert found.reading == (
        "The lead changed: the gap went from 24.0 to −12.0 billion dollars between 2024 and 2025. "
        "Korea’s exports in dollars took 36.0 billion dollars off. In log points of Japan’s "
        "exports over Korea’s: Korea’s exports in dollars −0.262."
    )


def test_a_side_its_publisher_converted_is_said_to_hide_its_rate():
    frame = frames.exports([10] * 24, [*[12] * 12, *[11] * 12], codes=("KOR", "USA"))
    frame.attrs["converted"] = (False, True)
    assert caused(frame, 12)[0].reading.endswith(
        " The United States’ own exchange rate is inside its term: the World Bank converted it."
    )


def test_where_nothing_moved_nothing_did_most():
    found, _ = caused(frames.exports([10] * 24, [12] * 24), 12)
    assert "did most" not in found.title
    assert "The gap stayed at 24.0 billion dollars" in found.reading


def test_two_sides_in_one_foreign_currency_have_steps_of_their_own_names():
    rate = [0.01] * 12 + [0.008] * 12
    frame = frames.exports([10] * 24, [12] * 24, currency="JPY", rates=(rate, rate))
    _, steps = caused(frame, 12)
    assert steps.index.is_unique


# -- trend ---------------------------------------------------------------------------------------


def trended(growth, low, high, p_values, breaks=()):
    """Read a trend by the yearly growth of the ratio in percent."""
    slope = {
        key: -math.log1p(percent / 100)
        for key, percent in (("slope", growth), ("low", high), ("high", low))
    } | {"level": 95.0}
    table = annual([50, 60], [70, 90])
    test = pd.DataFrame({"p_value": p_values}, index=range(1, len(p_values) + 1))
    return readings.by_trend(table, slope, test, list(breaks))


@pytest.mark.parametrize(
    ("growth", "low", "high", "title"),
    [
        (3, 2, 4, "Korea has gained 3.0 percent a year on Japan since 2024"),
        (-3, -4, -2, "Korea has lost 3.0 percent a year to Japan since 2024"),
        (1, -1, 3, "No lasting drift between Korea and Japan can be told"),
        (-1, -3, 1, "No lasting drift between Korea and Japan can be told"),
    ],
)
def test_a_trend_is_claimed_only_where_its_interval_has_one_sign(growth, low, high, title):
    assert trended(growth, low, high, [0.5, 0.6, 0.7]).title == title


def test_a_falling_log_gap_is_a_rising_ratio():
    found = trended(3, 2, 4, [0.16, 0.0712, 0.31], [pd.Period("2009", "Y")])
    assert found.reading == (
        "From year to year since 2024 the ratio of Korea’s exports to Japan’s has changed by +3.0 "
        "percent on average (95 percent interval +2.0 to +4.0). Straight lines fitted by least "
        "squares would bend in 2009; where shocks last, such dates arise by chance too. The test "
        "of Zivot and Andrews, a unit root against a trend with one break, has p-values from 0.071 "
        "to 0.310 with one to three lags: shocks that last cannot be ruled out."
    )
    assert_recorded(found.title)
    assert_recorded(found.reading)


REJECTED = "shocks that last are rejected in favour of a trend with one break."


@pytest.mark.parametrize(
    ("p_values", "said"),
    [
        ([0.004, 0.0, 0.04], f"from below 0.001 to 0.040 with one to three lags: {REJECTED}"),
        ([0.0005, 0.02, 0.049], f"from 0.001 to 0.049 with one to three lags: {REJECTED}"),
        (
            [0.06, 0.0004, 0.2],
            "from below 0.001 to 0.200 with one to three lags: the answer depends on the lags.",
        ),
        (
            [0.06, 0.07, 0.05],
            "from 0.050 to 0.070 with one to three lags: shocks that last cannot be ruled out.",
        ),
    ],
)
def test_p_values_are_said_with_their_verdict(p_values, said):
    assert trended(3, 2, 4, p_values).reading.endswith(f" has p-values {said}")


def test_the_verdict_does_not_contradict_the_p_values_printed():
    # 0.0497 is printed as 0.050, the bound itself: the words must follow the figure.
    reading = trended(3, 2, 4, [0.0497, 0.06, 0.07]).reading
    assert reading.endswith(
        " from 0.050 to 0.070 with one to three lags: shocks that last cannot be ruled out."
    )


def test_a_drift_is_not_claimed_where_its_interval_prints_zero():
    # 0.02 is printed as 0.0: the interval shown begins at nothing.
    found = trended(2, 0.02, 4, [0.5, 0.6, 0.7])
    assert "interval 0.0 to +4.0" in found.reading
    assert found.title == "No lasting drift between Korea and Japan can be told"


def test_without_breaks_one_line_does():
    reading = trended(3, 2, 4, [0.5, 0.6, 0.7]).reading
    assert " One straight line fits as well as several. " in reading


# -- scope ---------------------------------------------------------------------------------------

SHARE = (
    "Nothing dated after 23 November 2026 is used; for 100 percent of the months the date is the "
    "calendar’s, and the value can be a later vintage than that day’s."
)
YEARS = "Korea and Japan by year, 2024 to 2025, as the World Bank prints them in dollars"
MONTHS = "the newest these tables hold for both"


def both_years(**named):
    return annual([50, 60], [70, 90], **named)


def test_what_was_loaded_is_said_with_its_periods_and_date():
    assert readings.scope(both_years(), None) == (
        f"{YEARS}. Nothing dated after 23 November 2026 is used."
    )
    # Korea has a month more: the two share three.
    frame = frames.exports([5] * 4, [6] * 3, start="2025-01")
    assert readings.scope(both_years(), frame) == (
        f"{YEARS}; by month, January to March 2025, {MONTHS}, each month at its own mean "
        f"rate. {SHARE}"
    )


def test_years_summed_from_months_say_so():
    text = readings.scope(monthly([5] * 24, [6] * 24, "Y"), None)
    assert text == (
        "Korea and Japan by year, 2024 to 2025, summed from months. Nothing dated after 23 "
        "November 2026 is used."
    )


def test_provisional_months_are_said_from_the_first_one():
    frame = frames.exports([5] * 4, [6] * 3, start="2025-01")
    month = frame["TIME_PERIOD"]
    # April is Korea's alone.
    frame.loc[month >= pd.Period("2025-03", "M"), "OBS_STATUS"] = "P"
    start = f"{YEARS}; by month, January to March 2025, {MONTHS}, each month at its own"
    assert readings.scope(both_years(), frame) == (
        f"{start} mean rate, March 2025 provisional. {SHARE}"
    )
    frame.loc[(month == pd.Period("2025-02", "M")) & (frame["SERIES"] == "JPN"), "OBS_STATUS"] = "P"
    assert readings.scope(both_years(), frame) == (
        f"{start} mean rate, from February 2025 on provisional. {SHARE}"
    )


def test_provisional_years_are_said_too():
    text = readings.scope(both_years(statuses=("A", "P")), None)
    assert text.startswith(f"{YEARS}, from 2024 on provisional. ")


def test_months_that_one_side_lacks_are_holes():
    frame = frames.exports([5, 5, None, 5, 5, 5], [6, 6, 6, None, 6, None], start="2025-01")
    assert readings.scope(both_years(), frame) == (
        f"{YEARS}; by month, January to May 2025, {MONTHS}, without March to April 2025, "
        f"each month at its own mean rate. {SHARE}"
    )


def test_the_share_of_months_dated_by_the_calendar_is_that_of_the_common_months():
    # Ten figures of the five months that both have; three of them have a date of their own, and
    # so has the month that is Korea's alone.
    frame = frames.exports([5] * 6, [6] * 5, start="2025-01")
    month, code = frame["TIME_PERIOD"].astype(str), frame["SERIES"]
    printed = (month >= "2025-05") | ((month == "2025-04") & (code == "JPN"))
    frame.loc[printed, "PUBLISHED_BASIS"] = "print"
    text = readings.scope(both_years(), frame)
    assert "; for 70 percent of the months the date is the calendar’s" in text
    assert [record["value"] for record in text.numbers] == [0.7]


def test_a_series_an_area_has_several_of_and_a_converted_one_are_named():
    frame = frames.exports([5] * 3, [6] * 3, start="2025-01", codes=("CHN.first", "USA"))
    frame.attrs["converted"] = (False, True)
    text = readings.scope(annual([50, 60], [70, 90], codes=("CHN.first", "USA")), frame)
    assert text == (
        "China and the United States by year, 2024 to 2025, as the World Bank prints them in "
        f"dollars; by month, January to March 2025, {MONTHS}, each month at its own mean "
        "rate. China is by month the series CHN.first. The United States’ months are dollars of "
        f"the World Bank. {SHARE}"
    )


@pytest.mark.parametrize(
    ("joins", "said"),
    [
        ({}, ""),
        (
            {"JPY": "2025-02"},
            "Rates of the yen are the Federal Reserve’s, from February 2025 the European Central "
            "Bank’s. ",
        ),
        # After the last month that both have.
        ({"JPY": "2025-04"}, ""),
        (
            {"EUR": "2025-03", "GBP": "2025-04"},
            "Rates of the euro are the Federal Reserve’s, from March 2025 the European Central "
            "Bank’s. ",
        ),
    ],
)
def test_where_the_rates_change_their_source_is_said(joins, said):
    frame = frames.exports([5] * 3, [6] * 3, start="2025-01")
    frame.attrs["rate_joins"] = joins
    assert readings.scope(both_years(), frame).endswith(
        f"each month at its own mean rate. {said}{SHARE}"
    )


# -- every figure is recorded --------------------------------------------------------------------

FIGURE = re.compile(r"[+−]?\d[\d,]*(?:\.\d+)?")
# What carries digits and is no measurement: days, months, quarters and years.
DATED = re.compile(r"(?:\d{1,2} )?(?:[A-Z][a-z]+ )?\b(?:19|20)\d\d\b(?!\.\d)")


def ways(record):
    """Return every way in which a recorded number may be printed."""
    made = prose.Number(**{**record, "areas": tuple(record["areas"])})
    kinds = ["", "abs", "signed", "ordinal", "percent", "percent 0", "0", "word"]
    found = (FIGURE.search(format(made, f"{kind} bare")) for kind in kinds)
    return {figure.group() for figure in found if figure}


def assert_recorded(text):
    """Hold that every figure of a text is one of the numbers that travel with it."""
    printed = {figure for record in text.numbers for figure in ways(record)}
    for figure in FIGURE.findall(DATED.sub("", str(text))):
        assert figure in printed, f"{figure} in: {text}"


values = st.lists(st.floats(1, 300).map(lambda v: round(v, 2)), min_size=24, max_size=24)


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(values, values, st.integers(1, 12), st.sampled_from([("USD", 1.0), ("JPY", 150.0)]))
def test_every_figure_in_a_reading_is_recorded(home, rival, through, yen):
    unit, rate = yen
    frame = frames.exports(home, rival, units=("USD", unit), rates=(1.0, rate))
    frame_years = gap.gap_by_period(frame, "Y")
    point, months = gap.gap_to_date(frame, through), gap.gap_by_period(frame)
    rolling = gap.gap_rolling(frame)
    split = currency.split_change(frame, 2024, 2025, through)
    start, end = (prose.facts(point, at)["gap"] for at in point.index)
    even = currency.break_even_rate(frame, 2025, through) if unit == "JPY" else None
    by_rule, _ = readings.by_rule([currency.gap_by_rule([frame], 2025, through)], [even])
    found = [
        readings.by_year(frame_years),
        readings.by_month(months, gap.gap_by_period(frame, "Q")),
        readings.same_point(point),
        readings.rolling(rolling, gap.crossings(rolling)),
        by_rule,
        readings.by_cause(split, start, end),
    ]
    for each in found:
        assert_recorded(each.title)
        assert_recorded(each.reading)
        assert "nan" not in each.title + each.reading
        assert "-" not in (each.title + each.reading).replace("p-value", "")


def test_every_figure_of_the_real_pair_is_recorded():
    years = gap.gap_by_period(load.load_years("KOR", "JPN"), "Y")
    breaks = trend.break_dates(years["log_gap"])
    slope, test = trend.drift(years["log_gap"]), trend.unit_root_with_break(years["log_gap"])
    found = readings.by_trend(years, slope, test, breaks)
    summed = gap.gap_by_period(load.load_exports("KOR", "JPN"), "Y")
    for text in (found.title, found.reading, readings.second_source(years, summed)):
        assert_recorded(text)


def test_the_check_of_figures_sees_one_that_is_not_recorded():
    with pytest.raises(AssertionError, match=r"30\.0 in: "):
        assert_recorded(prose.Sentence("The gap of 2024 was 30.0 billion dollars"))
