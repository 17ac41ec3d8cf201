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
            "smallest gap was 20.0 billion dollars, in 2024.",
        ),
        (
            [50, 80],
            [70, 90],
            "The gap narrowed from 20.0 to 10.0 billion dollars between 2024 and 2025. It was "
            "never smaller.",
        ),
        (
            [50, 90],
            [70, 80],
            "The gap turned over, from 20.0 to −10.0 billion dollars between 2024 and 2025. "
            "Korea never led by more.",
        ),
        (
            [90, 50],
            [80, 70],
            "The gap turned over, from −10.0 to 20.0 billion dollars between 2024 and 2025. "
            "Korea’s largest lead was 10.0 billion dollars, in 2024.",
        ),
        # Home ahead both times: only the size of its lead can widen.
        (
            [80, 90],
            [60, 50],
            "The gap widened from 20.0 to 40.0 billion dollars between 2024 and 2025. Korea "
            "never led by more.",
        ),
        (
            [90, 80],
            [50, 60],
            "The gap narrowed from 40.0 to 20.0 billion dollars between 2024 and 2025. Korea’s "
            "largest lead was 40.0 billion dollars, in 2024.",
        ),
        # 20.04 and 20.0 are printed alike.
        (
            [50, 60],
            [70.04, 80],
            "The gap stayed at 20.0 billion dollars between 2024 and 2025. It was never smaller.",
        ),
        (
            [50, 60],
            [60, 60],
            "The gap narrowed from 10.0 to 0.0 billion dollars between 2024 and 2025. It was "
            "never smaller.",
        ),
        (
            [50, 60],
            [50, 66],
            "The gap widened from 0.0 to 6.0 billion dollars between 2024 and 2025. The smallest "
            "gap was 0.0 billion dollars, in 2024.",
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
        "In 2024 Korea’s exports were 71.4 percent of Japan’s; in 2025 they were 66.7 percent, "
        "60.0 against 90.0 billion dollars. The gap widened from 20.0 to 30.0 billion dollars "
        "between 2024 and 2025. The smallest gap was 20.0 billion dollars, in 2024."
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
    table = annual([50, 60], [70, 90])
    ranks = pd.DataFrame({"home_rank": [12, 2], "rival_rank": [3, 21]}, index=table.index)
    ranks.attrs = table.attrs
    found = readings.by_rank(ranks)
    assert found.title == "Korea ranked second and Japan 21st in 2025"
    assert found.reading.startswith(
        "In 2024 Korea was the 12th and Japan the third largest exporter; in 2025 they were the "
        "second and the 21st. "
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
        ([5], "Korea led in none of 1 month", " since January 2024."),
        ([7], "Korea led in all 1 month", " since January 2024."),
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
        "Korea led in one of 12 months since January 2024: December 2024. Korea led in none of 4 "
        "quarters since the first quarter of 2024."
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
            "The gap of 2.0 billion dollars from January to February 2025 is the smallest of 3",
            f"{WHEN}10.0 and Japan’s 12.0 billion dollars: a gap of 2.0 billion dollars, the "
            "smallest among the 3 years that have these months.",
        ),
        (
            [5, 5, 5],
            [8, 6, 7],
            "The gap of 4.0 billion dollars from January to February 2025 is the second smallest "
            "of 3",
            f"{WHEN}10.0 and Japan’s 14.0 billion dollars: a gap of 4.0 billion dollars, the "
            "second smallest among the 3 years that have these months. The smallest gap was 2.0 "
            "billion dollars, from January to February 2024.",
        ),
        (
            [5, 5, 5, 5],
            [6, 7, 8, 9],
            "The gap of 8.0 billion dollars from January to February 2025 is the largest of 4",
            f"{WHEN}10.0 and Japan’s 18.0 billion dollars: a gap of 8.0 billion dollars, the "
            "largest among the 4 years that have these months. The smallest gap was 2.0 billion "
            "dollars, from January to February 2022.",
        ),
        (
            [5, 5, 7],
            [6, 7, 5],
            "Korea led by 4.0 billion dollars from January to February 2025",
            f"{WHEN}14.0 and Japan’s 10.0 billion dollars: a lead of 4.0 billion dollars for "
            "Korea, its largest among the 3 years that have these months.",
        ),
        (
            [9, 5, 7],
            [5, 7, 5],
            "Korea led by 4.0 billion dollars from January to February 2025",
            f"{WHEN}14.0 and Japan’s 10.0 billion dollars: a lead of 4.0 billion dollars for "
            "Korea, its second largest among the 3 years that have these months. Korea’s largest "
            "lead was 8.0 billion dollars, from January to February 2023.",
        ),
        # Behind now, ahead before.
        (
            [9, 5],
            [5, 7],
            "The gap of 4.0 billion dollars from January to February 2025 is the largest of 2",
            f"{WHEN}10.0 and Japan’s 14.0 billion dollars: a gap of 4.0 billion dollars, the "
            "largest among the 2 years that have these months. Korea’s largest lead was 8.0 "
            "billion dollars, from January to February 2024.",
        ),
    ],
)
def test_the_same_point_is_read_against_the_other_years(home, rival, title, reading):
    found = readings.same_point(gap.gap_to_date(by_years(home, rival)))
    assert found.title == title
    assert found.reading.rstrip() == reading


def test_a_reading_ends_with_its_full_stop():
    found = readings.same_point(gap.gap_to_date(by_years([5, 5, 5], [8, 7, 6])))
    assert found.reading.endswith(".")


@pytest.mark.parametrize(("months", "when"), [(1, "in January 2025"), (12, "in 2025")])
def test_one_month_and_a_whole_year_are_a_point_too(months, when):
    found = readings.same_point(gap.gap_to_date(by_years([5, 5], [6, 7], months)))
    assert f" {when} is the largest of 2" in found.title


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
        "gap of 12.0 billion dollars. Japan has led without a break since December 2024."
    )
    assert rolled([6, 6], [5, 5]).reading.endswith(
        "Korea has led without a break since December 2024."
    )


def test_twelve_months_that_crossed_name_the_leader_and_since_when():
    found = rolled([5, 7], [6, 6])
    # Six months at 7 and six at 5 are level with 12 at 6 in June: July is the first ahead.
    assert found.title == "Over twelve months Korea has led since July 2025"
    assert found.reading.endswith("The lead changed hands once, with July 2025 (Korea ahead).")
    assert rolled([7, 5], [6, 6]).title == "Over twelve months Japan has led since July 2025"


def crossing(home, rival):
    table = monthly(home, rival)
    return readings.crossing(gap.crossings(table), table)


def test_few_changes_of_lead_are_listed_and_many_bounded():
    assert crossing([5, 7, 5], [6, 6, 6]) == (
        "The lead changed hands two times: February 2024 (Korea ahead) and March 2024 (Japan "
        "ahead)."
    )
    assert crossing([5, 7] * 3, [6] * 6) == (
        "The lead changed hands five times: first in February 2024 (Korea ahead), last in June "
        "2024 (Korea ahead)."
    )


@pytest.mark.parametrize(
    ("home", "rival"), [([5, 5, 5], [5, 5, 5]), ([6, 6, 5], [5, 5, 5]), ([5, 5], [5, 6])]
)
def test_nobody_led_without_a_break_where_a_month_was_level(home, rival):
    text = crossing(home, rival)
    assert "Japan has led without a break since January 2024" not in text


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
        "rate of 2023). The two sums would have been equal at 150.0 yen per dollar; it was 125.0, "
        "so the rate would have had to be 20.0 percent higher."
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
    assert found.title == (
        "No exchange rate stands between Korea and Japan: both are in one currency"
    )
    assert found.reading == (
        "The gap of January to February 2024 is 2.0 billion dollars (each month at its own mean "
        "rate)."
    )


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
        "same months of 2025. The change is made of Japan’s exports in yen +10.0, the exchange "
        "rate of the yen −2.0, both together for Japan −2.0 and Korea’s exports in dollars −2.0 "
        "billion dollars. In log points, where nothing crosses: Japan’s exports in yen +0.693, "
        "the exchange rate of the yen −0.223 and Korea’s exports in dollars −0.182."
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
        "The gap narrowed from 24.0 to 12.0 billion dollars between 2024 and 2025. The change is "
        "made of the United States’ exports in dollars −12.0 billion dollars. In log points, "
        "where nothing crosses: the United States’ exports in dollars −0.087."
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


def trended(growth, low, high, p_value, breaks=()):
    """Read a trend by the yearly growth of the ratio in percent."""
    slope = {
        key: -math.log1p(percent / 100)
        for key, percent in (("slope", growth), ("low", high), ("high", low))
    }
    table = annual([50, 60], [70, 90])
    return readings.by_trend(table, slope, {"p_value": p_value}, list(breaks))


@pytest.mark.parametrize(
    ("growth", "low", "high", "title"),
    [
        (3, 2, 4, "Korea has gained 3.0 percent a year on Japan since 2024"),
        (-3, -4, -2, "Korea has lost 3.0 percent a year to Japan since 2024"),
        (1, -1, 3, "No trend between Korea and Japan can be told from none"),
        (-1, -3, 1, "No trend between Korea and Japan can be told from none"),
    ],
)
def test_a_trend_is_claimed_only_where_its_interval_has_one_sign(growth, low, high, title):
    assert trended(growth, low, high, 0.5).title == title


def test_a_falling_log_gap_is_a_rising_ratio():
    reading = trended(3, 2, 4, 0.16, [pd.Period("2009", "Y")]).reading
    assert reading == (
        "Fitted by least squares, the ratio of Korea’s exports to Japan’s has changed by +3.0 "
        "percent a year since 2024 (95 percent interval +2.0 to +4.0, Newey-West errors). The "
        "line breaks in 2009. A test of a unit root against a trend with one break (Zivot and "
        "Andrews) has a p-value of 0.16: lasting shocks cannot be ruled out, so the line "
        "describes and does not forecast."
    )


@pytest.mark.parametrize(
    ("p_value", "said", "verdict"),
    [
        (0.004, "a p-value of below 0.01: ", "lasting shocks alone are rejected"),
        (0.0, "a p-value of below 0.01: ", "lasting shocks alone are rejected"),
        (0.04, "a p-value of 0.04: ", "lasting shocks alone are rejected"),
        (0.06, "a p-value of 0.06: ", "lasting shocks cannot be ruled out"),
    ],
)
def test_a_p_value_is_said_with_its_verdict(p_value, said, verdict):
    assert said + verdict in trended(3, 2, 4, p_value).reading


def test_the_verdict_does_not_contradict_the_p_value_printed():
    # 0.049 is printed as 0.05, the bound itself: the words must follow the figure.
    assert "0.05: lasting shocks cannot be ruled out" in trended(3, 2, 4, 0.049).reading


def test_without_breaks_one_line_does():
    assert "One line fits as well as several. " in trended(3, 2, 4, 0.5).reading


# -- scope ---------------------------------------------------------------------------------------


def test_what_was_loaded_is_said_with_its_periods_and_date():
    assert readings.scope(annual([50, 60], [70, 90]), None) == (
        "Korea and Japan by year from 2024 to 2025, converted by the World Bank. Nothing "
        "published after 23 November 2026 is used."
    )
    frame = frames.exports([5] * 4, [6] * 3, start="2025-01")
    assert readings.scope(annual([50, 60], [70, 90]), frame) == (
        "Korea and Japan by year from 2024 to 2025, converted by the World Bank; by month from "
        "January 2025 to March 2025, each month at its own mean rate, none provisional. Nothing "
        "published after 23 November 2026 is used."
    )


def test_provisional_months_are_said_from_the_first_one():
    frame = frames.exports([5] * 3, [6] * 3, start="2025-01")
    frame.loc[frame["TIME_PERIOD"] == pd.Period("2025-03", "M"), "OBS_STATUS"] = "P"
    assert "provisional from March 2025" in readings.scope(annual([50], [70]), frame)


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
    slope, test = trend.trend(years["log_gap"]), trend.unit_root_with_break(years["log_gap"])
    found = readings.by_trend(years, slope, test, breaks)
    summed = gap.gap_by_period(load.load_exports("KOR", "JPN"), "Y")
    for text in (found.title, found.reading, readings.second_source(years, summed)):
        assert_recorded(text)


def test_the_check_of_figures_sees_one_that_is_not_recorded():
    with pytest.raises(AssertionError, match=r"30\.0 in: "):
        assert_recorded(prose.Sentence("The gap of 2024 was 30.0 billion dollars"))
