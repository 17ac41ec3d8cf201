"""Sentences about duties, exposure, scenarios and shipments, whichever way they turn."""

# Published text has a true minus and apostrophe.
# ruff: noqa: RUF001

import math

import pandas as pd
import pytest

from exportgap.metrics import drivers, tariffs
from exportgap.metrics import partial_equilibrium as model
from exportgap.readings import duties, exposure, items, shipments, tariff_effects
from frames import year

LABELS = {"automobiles": "cars", "car_parts": "car parts"}
# Area, item, measure, first day, published, percent.
KOREA = (
    ("KOR", "automobiles", "in_force", "2025-01-01", "2025-01-01", 0.0),
    ("KOR", "automobiles", "in_force", "2025-04-03", "2025-03-26", 25.0),
)
LATE = ("KOR", "automobiles", "in_force", "2025-11-01", "2025-12-04", 15.0)
JAPAN = (
    ("JPN", "automobiles", "in_force", "2025-01-01", "2025-01-01", 2.5),
    ("JPN", "automobiles", "in_force", "2025-04-03", "2025-03-26", 27.5),
)
CUT = ("JPN", "automobiles", "in_force", "2025-09-16", "2025-09-16", 15.0)
TOLD = ("KOR", "automobiles", "announced", "2025-07-30", "2025-07-30", 15.0)
THREAT = ("KOR", "automobiles", "announced", "2026-01-26", "2026-01-26", 25.0)
PARTS = ("KOR", "car_parts", "in_force", "2025-05-03", "2025-03-26", 25.0)


def attrs(as_of="2025-12-05", series=("KOR",), names=("Korea",), unit="USD billion", **more):
    return {
        "series": series,
        "names": names,
        "unit": unit,
        "rule": "monthly_mean",
        "as_of": as_of,
        "sources": ("Test office",),
        "source_until": {},
        "labels": LABELS,
        **more,
    }


def table(*rows, as_of="2025-12-05", estimated=()):
    """Return rows of `tariffs` as the loader gives them: what was public by a date."""
    names = ["REF_AREA", "ITEM", "MEASURE", "TIME_PERIOD", "PUBLISHED", "OBS_VALUE"]
    frame = pd.DataFrame([row for row in rows if row[4] <= as_of], columns=names)
    frame["TIME_PERIOD"] = pd.PeriodIndex(frame["TIME_PERIOD"], freq="D")
    frame["COUNTERPART_AREA"] = "USA"
    frame["PUBLISHED_BASIS"] = [
        "calendar" if row == "2025-01-01" else "release" for row in frame["PUBLISHED"]
    ]
    frame["OBS_STATUS"] = ["E" if item in estimated else "A" for item in frame["ITEM"]]
    frame.attrs = attrs(as_of)
    return frame


def rates(frame, end=None):
    return tariffs.rates_by_day(frame, "automobiles", "2025-01-01", end or frame.attrs["as_of"])


def gap_of(frame, end=None):
    wide = rates(frame, end)
    found = tariffs.cost_difference(
        frame, "KOR", "JPN", "automobiles", "2025-01-01", wide.index[-1]
    )
    return duties.by_duty_gap(found, wide, "KOR", "JPN")


# -- the rate of a day ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "title"),
    [
        (
            "2025-04-02",
            "On 2 April 2025 cars from Korea paid 0 percent in the United States, from Japan 2.5",
        ),
        (
            "2025-12-03",
            "On 3 December 2025 cars from Korea paid 25 percent in the United States, from Japan "
            "15",
        ),
        (
            "2025-12-05",
            "On 5 December 2025 cars from Korea and from Japan paid 15 percent in the United "
            "States",
        ),
    ],
)
def test_the_rate_is_the_one_known_to_apply_on_the_date(as_of, title):
    frame = table(*KOREA, LATE, *JAPAN, CUT, as_of=as_of)
    found = duties.by_duty(frame, rates(frame), "KOR", "JPN")
    assert found.title == title
    assert ("reaches back 33 days" in found.reading) == (as_of == "2025-12-05")


def test_each_rate_is_told_with_its_first_day_and_what_came_late():
    frame = table(*KOREA, LATE, *JAPAN)
    assert duties.by_duty(frame, rates(frame), "KOR", "JPN").reading == (
        "The duty on cars from Korea was 0 percent on 1 January 2025 (where this table begins), "
        "25 from 3 April 2025 and 15 from 1 November 2025. The rate of 15 was published on "
        "4 December 2025 and reaches back 33 days. The duty on cars from Japan was 2.5 percent on "
        "1 January 2025 (where this table begins) and 27.5 from 3 April 2025."
    )


def test_one_day_is_one_day():
    late = (*LATE[:4], "2025-11-02", 15.0)
    frame = table(*KOREA, late, *JAPAN)
    assert "back 1 day." in duties.by_duty(frame, rates(frame), "KOR", "JPN").reading


def test_after_the_newest_entry_nothing_is_claimed():
    frame = table(*KOREA, *JAPAN)
    found = duties.by_duty(frame, rates(frame, "2025-08-01"), "KOR", "JPN")
    assert found.title.startswith("On 1 August 2025 ")
    assert found.reading.endswith(
        "The newest entry of the table is of 1 August 2025: what has applied since then it does "
        "not say."
    )


def test_a_rate_that_begins_later_is_listed_and_not_paid():
    frame = table(*KOREA, *JAPAN, as_of="2025-04-01")
    found = duties.by_duty(frame, rates(frame), "KOR", "JPN")
    assert "paid 0 percent" in found.title
    assert "25 from 3 April 2025" in found.reading


def test_the_chart_notes_each_day_of_change_once():
    frame = table(*KOREA, LATE, *JAPAN, CUT)
    assert duties.acts(frame, rates(frame)) == [
        ("2025-04-03", "Korea 25, Japan 27.5"),
        ("2025-09-16", "Japan 15"),
        ("2025-11-01", "Korea 15, published 4 December 2025"),
    ]
    assert duties.acts(frame, rates(frame, "2025-08-01")) == [
        ("2025-04-03", "Korea 25, Japan 27.5")
    ]


# -- announcements -------------------------------------------------------------------------------


def told(*rows, as_of):
    return table(*rows, as_of=as_of)


def test_an_announcement_counts_as_enacted_only_by_a_later_act():
    in_force = table(*KOREA, LATE, as_of="2026-02-01")
    said = told(TOLD, THREAT, as_of="2026-02-01")
    # The 25 percent of April 2025 is older than the threat of 2026, and no act of it.
    assert duties.by_announcement(said, in_force) == (
        "An announcement binds no importer; an act of law does. As known by 1 February 2026, the "
        "15 percent for Korea, announced on 30 July 2025, had its act on 4 December 2025 and the "
        "25 percent for Korea, announced on 26 January 2026, had none."
    )


def test_the_day_before_the_notice_the_announced_rate_is_no_duty():
    for as_of, end in (("2025-12-03", "had none."), ("2025-12-05", "its act on 4 December 2025.")):
        in_force = table(*KOREA, LATE, as_of=as_of)
        assert duties.by_announcement(told(TOLD, as_of=as_of), in_force).endswith(end)
    none = duties.by_announcement(None, table(*KOREA, as_of="2025-04-10"))
    assert none == "No other rate had been announced by 10 April 2025."


# -- other goods ---------------------------------------------------------------------------------


def test_other_goods_are_told_and_chips_are_missed():
    frame = table(*KOREA, PARTS, TOLD, estimated=["car_parts"])
    assert duties.by_other_duties(frame, "automobiles") == (
        "Car parts, Korea: 25 percent from 3 May 2025. The 25 assumes an ordinary duty on car "
        "parts of zero. Their earlier duties and those on other goods are not in the table, nor is "
        "any on chips, which does not say that chips enter free."
    )


def test_without_other_goods_chips_are_missed_all_the_same():
    assert duties.by_other_duties(table(*KOREA), "automobiles") == (
        "Duties on other goods are not in the table, nor is any on chips, which does not say that "
        "chips enter free."
    )


def test_a_duty_on_chips_would_be_told():
    chips = ("KOR", "semiconductors", "in_force", "2025-06-01", "2025-06-01", 10.0)
    frame = table(*KOREA, chips)
    frame.attrs["labels"] = LABELS | {"semiconductors": "chips"}
    said = duties.by_other_duties(frame, "automobiles")
    assert said.startswith("Chips, Korea: 10 percent from 1 June 2025.")
    assert "enter free" not in said


# -- the difference ------------------------------------------------------------------------------


def test_the_difference_is_told_run_by_run():
    found = gap_of(table(*KOREA, LATE, *JAPAN, CUT))
    assert found.title == "For 46 days cars from Korea paid 10 points more than cars from Japan"
    # (258 x -2.5 + 46 x 10) / 339 = -0.55
    assert found.reading == (
        "Cars from Korea paid, against those from Japan, 2.5 percentage points less for 258 days, "
        "10.0 percentage points more for the next 46 days and the same for the next 35 days. Over "
        "all 339 days Korea’s duty was on average 0.5 percentage points lower. On 33 of these days "
        "the rate published by the day was not the one now known to have applied; by what was "
        "public on each day Korea paid more on 79 days."
    )


def test_before_the_notice_the_same_days_read_the_other_way():
    found = gap_of(table(*KOREA, LATE, *JAPAN, CUT, as_of="2025-12-03"))
    assert found.title == "For 79 days cars from Korea paid 10 points more than cars from Japan"
    # (258 x -2.5 + 79 x 10) / 337 = 0.43
    assert found.reading.endswith("was on average 0.4 percentage points higher.")


@pytest.mark.parametrize(
    ("korea", "japan", "end", "title"),
    [
        (
            0.0,
            2.5,
            "2025-01-10",
            "For 10 days cars from Korea paid 2.5 points less than cars from Japan",
        ),
        (
            2.5,
            0.0,
            "2025-01-10",
            "For 10 days cars from Korea paid 2.5 points more than cars from Japan",
        ),
        (0.0, 0.0, "2025-01-10", "Cars from Korea and from Japan paid the same on all 10 days"),
    ],
)
def test_the_title_turns_with_the_sign(korea, japan, end, title):
    rows = [
        (area, "automobiles", "in_force", "2025-01-01", "2025-01-01", rate)
        for area, rate in (("KOR", korea), ("JPN", japan))
    ]
    found = gap_of(table(*rows), end)
    assert found.title == title


def test_some_days_and_one_day():
    rows = [
        ("KOR", "automobiles", "in_force", "2025-01-01", "2025-01-01", 5.0),
        ("KOR", "automobiles", "in_force", "2025-01-02", "2025-01-02", 0.0),
        ("JPN", "automobiles", "in_force", "2025-01-01", "2025-01-01", 0.0),
    ]
    found = gap_of(table(*rows), "2025-01-04")
    assert found.title == "For 1 day cars from Korea paid 5 points more than cars from Japan"
    assert "5.0 percentage points more for 1 day and the same for the next 3 days." in found.reading


# -- exposure ------------------------------------------------------------------------------------

MINISTRY = ("2025-01-01", "release", "MOTIE-trade", 34.2)
PAPER = ("2025-09-16", "copy", "JOONGANG", 34.7)


def counts(*rows):
    """Return cars to the market in 2024 by count, of 70 billion in all and exports of 700."""
    frame = pd.DataFrame(rows, columns=["PUBLISHED", "PUBLISHED_BASIS", "SOURCE", "VALUE"])
    frame["TIME_PERIOD"] = "2024"
    frame["of_cars"], frame["of_all"] = frame["VALUE"] / 0.7, frame["VALUE"] / 7
    frame.attrs = attrs()
    return frame


def by_year(hit, total, periods=12, area="KOR", name="Korea"):
    index = pd.period_range(end="2024", periods=len(hit), freq="Y")
    frame = pd.DataFrame({"hit": hit, "total": total}, index, dtype=float)
    frame["share"], frame["periods"] = 100 * frame["hit"] / frame["total"], periods
    frame.attrs = attrs(series=(area,), names=(name,))
    return frame


def read_exposure(*rows, periods=12, after=None):
    japan = {"area": "JPN", "name": "Japan"}
    rival = {
        "of_cars": by_year([45, 40], [90, 100], **japan),
        "of_all": by_year([45, 40], [700, 800], **japan),
        "goods": by_year([150, 160], [700, 800], **japan),
    }
    goods = by_year([130], [650], periods)
    return exposure.by_exposure(counts(*rows), goods, rival, year(2024), after)


def test_two_counts_are_both_shown():
    found, bars = read_exposure(MINISTRY, PAPER, periods=11)
    assert found.title == (
        "In 2024 the United States took 49.6 percent of Korea’s car exports, 40.0 of Japan’s"
    )
    assert found.reading == (
        "Korea’s cars to the United States in 2024 were 34.2 billion dollars in the ministry’s "
        "count of 1 January 2025 and 34.7 billion dollars in a newspaper of 16 September 2025, its "
        "origin not recorded. The two do not agree. That is 48.9 or 49.6 percent of the cars that "
        "Korea exports and 4.9 or 5.0 percent of all its exports. Japan’s passenger cars to the "
        "United States were 40.0 billion dollars: 40.0 percent of its passenger cars and 5.0 "
        "percent of all its exports. Of all goods together the market took 20.0 percent of Korea’s "
        "exports (in the 11 months that customs’ table has) and 20.0 percent of Japan’s. Since "
        "2023 the market’s part in Japan’s passenger cars was lowest in 2024, 40.0 percent, and "
        "highest in 2023, 50.0 percent."
    )
    assert bars["value"].round(1).tolist() == [49.6, 40.0, 5.0, 5.0, 20.0, 20.0]
    assert bars["value_before"].iloc[0] == pytest.approx(34.2 / 0.7)
    assert bars["value_before"].notna().tolist() == [True, False, True, False, False, False]


@pytest.mark.parametrize(
    ("growth", "base", "near"), [(-13.5, 34.68, "newspaper"), (-12.0, 34.09, "ministry")]
)
def test_the_growth_printed_says_which_count_it_fits(growth, base, near):
    # 30 / (1 - 0.135) = 34.68, 30 / (1 - 0.12) = 34.09
    after = {"growth": growth, "before": base}
    text = read_exposure(MINISTRY, PAPER, after=after)[0].reading
    said = f"printed for 2025, −{-growth} percent, implies {base:.1f} billion dollars: the {near}’s"
    assert f"{said} count fits it." in text
    assert "implies" not in read_exposure(MINISTRY, after=after)[0].reading


def test_one_count_is_told_once():
    found, bars = read_exposure(MINISTRY)
    assert "do not agree" not in found.reading
    assert " or " not in found.reading
    assert "months that" not in found.reading
    assert "value_before" not in bars


# -- the model -----------------------------------------------------------------------------------

CASES = (
    model.Elasticity("mild", -1.0, math.inf, "a mild case"),
    model.Elasticity("shared", -1.0, 1.0, "one whose producers cut"),
)


def effects(*changes):
    """Return effects on 100 billion from Korea and 200 from Japan."""
    base = {"KOR": 100.0, "JPN": 200.0}
    return {
        (area, form, after): model.tariff_effect_range(base[area], before, after, CASES, form)
        for area, before, after in changes
        for form in model.FORMS
    }


def test_the_range_is_told_with_its_ends():
    found, bars = tariff_effects.by_tariff(effects(("KOR", 0.0, 25.0)), attrs(), year(2024))
    # Mild: 1/1.25 = -20 percent. Shared: price and volume each 1.25^-0.5 = -10.6, together -20.
    assert found.title == "In the model 25 percent takes 20 to 20 percent off Korea’s cars"
    assert found.reading == (
        "The base is the cars of 2024, in dollars before duty. Korea, 100.0 billion dollars at a "
        "duty of 0 percent: 25 percent takes off 20.0 to 20.0 percent (20.0 to 20.0 billion "
        "dollars). At 25 percent for Korea the volume falls by 10.6 to 20.0 percent, the price "
        "that the producer receives by 0.0 to 10.6 percent, and the price that the buyer pays "
        "rises by 11.8 to 25.0 percent. On a straight line drawn at the old duty the same "
        "elasticities take 23.4 percent to 25.0 percent off the value: at duties this high the "
        "line overstates."
    )
    assert bars.index.tolist() == ["Korea, 0 to 25 percent"]
    assert bars["colour"].tolist() == ["home"]
    assert bars["low"].iloc[0] == pytest.approx(-20.0)


def test_a_line_that_takes_more_than_all_says_so():
    hard = (*CASES, model.Elasticity("hard", -5.0, math.inf, "a hard case"))
    exact, line = (model.tariff_effect_range(9.0, 0, 25, hard, form) for form in model.FORMS)
    both = {
        ("KOR", form, 25.0): each for form, each in zip(model.FORMS, (exact, line), strict=True)
    }
    found, _ = tariff_effects.by_tariff(both, attrs(), year(2024))
    assert "take 23.4 percent to more than all off the value" in found.reading


def test_every_change_of_both_sides_is_told():
    found, bars = tariff_effects.by_tariff(
        effects(("KOR", 0.0, 15.0), ("KOR", 0.0, 25.0), ("JPN", 2.5, 15.0)), attrs(), year(2024)
    )
    assert found.title.endswith("off Korea’s cars, 15 takes 13 to 13")
    # 1.025/1.15 = -10.9 percent of 200.
    assert "Japan, 200.0 billion dollars at a duty of 2.5 percent: 15 percent takes off 10.9 " in (
        found.reading
    )
    assert "(21.7 to 21.7 billion dollars)" in found.reading
    assert len(bars) == 3
    assert "quotas" in found.limit


def test_the_cases_are_listed_with_their_sources():
    shown = tariff_effects.elasticities(effects(("KOR", 0.0, 15.0), ("KOR", 0.0, 25.0)))
    assert shown.columns.tolist() == ["Case", "Demand", "Supply", "At 25 percent", "Source"]
    assert shown.iloc[0].tolist() == ["Mild", "−1", "infinite", "−20.0", "A mild case"]
    assert shown.iloc[1]["Supply"] == "1"


# -- what happened -------------------------------------------------------------------------------


def outcome(korea, japan):
    """Return what is read of growth from 40 billion each, of 100 in all and then 104."""
    happened = {
        area: {"value": 40 * (1 + growth / 100), "before": 40.0, "growth": growth, **more}
        for area, growth, more in (("KOR", korea, {}), ("JPN", japan, {"own_growth": japan - 1}))
    }
    at_mean = {
        area: model.tariff_effect_mean(100.0, 0.0, pd.Series([0.0, 25.0])) for area in happened
    }
    years = pd.period_range("2024", "2025", freq="Y")
    whole = dict.fromkeys(happened, pd.Series([100.0, 104.0], years))
    columns = {"home": [690.0, 700.0], "rival": [700.0, 720.0], "gap": [10.0, 20.0]}
    totals = pd.DataFrame(columns, years)
    totals.attrs = attrs(series=("KOR", "JPN"), names=("Korea", "Japan"), measure="year")
    return tariff_effects.by_outcome(happened, at_mean, whole, totals, attrs(), year(2025))


@pytest.mark.parametrize(
    ("korea", "japan", "end"),
    [
        # Half the days 1.25^-1 - 1 = -20 percent to 1.25^-5 - 1 = -67.2: -10 to -33.6 in all.
        (
            -9.0,
            -40.0,
            "Cars from Korea fell by 1.0 percentage points less than in the mildest case, those "
            "from Japan fell by 6.4 percentage points more than in the hardest case.",
        ),
        (4.0, -20.0, "Korea did not fall, those from Japan fell by what lies within the cases."),
    ],
)
def test_the_outcome_is_placed_in_the_range(korea, japan, end):
    answer, found, bars = outcome(korea, japan)
    assert found.reading.endswith(end)
    fell = korea < 0 and japan < 0
    assert ("fell" in found.title) == ("fell" in answer.title) == fell
    assert bars["value"].dropna().tolist() == [korea, japan]
    assert bars["low"].dropna().astype(float).round(1).tolist() == [-33.6, -33.6]
    assert "12.5 percent for Korea" in found.reading


def test_the_answer_sets_the_loss_beside_the_gap():
    answer, _, _ = outcome(-10.0, -5.0)
    assert answer.title == (
        "In 2025 cars to the United States fell by 4.0 billion dollars from Korea, 2.0 from Japan: "
        "2.0 apart, beside a gap of 20.0"
    )
    # Elsewhere 100 - 40 = 60, then 104 - 36 = 68 and 104 - 38 = 66.
    assert answer.reading == (
        "From 2024 to 2025 cars to the United States moved by −4.0 billion dollars from Korea, on "
        "the base that the growth printed implies, and by −2.0 from Japan. The two differ by 2.0 "
        "billion dollars; the gap between all exports of the two countries was 20.0 billion "
        "dollars in 2025. To all other markets cars went from 60.0 to 68.0 billion dollars from "
        "Korea and from 60.0 to 66.0 billion dollars from Japan."
    )


# -- shipments -----------------------------------------------------------------------------------


def by_month(there, others, start="2025-04", before=100.0):
    """Return growth by destination where a year before each month had the same value."""
    months = pd.period_range(start, periods=len(there), freq="M")
    index = (months - 12).append(months)
    flat = [before] * len(there)
    wide = pd.DataFrame({"USA": [*flat, *there]}, index, dtype=float)
    total = pd.Series([*flat, *others], index, dtype=float) + wide["USA"]
    wide, total = wide.dropna(), total.dropna()
    total.attrs = wide.attrs = attrs()
    return drivers.growth_without(wide, total, "USA")


def effect(last, base=-10.0):
    frame = pd.DataFrame(
        {"growth": [5.0], "base_growth": [base], "two_year": [-2.8]},
        pd.PeriodIndex([last], freq="M"),
    )
    frame.attrs = attrs()
    return frame


APRIL = pd.Period("2025-04", "M")


def test_months_under_the_duty_are_counted():
    growth = by_month([90, 95, 110, 105], [101, 99, 101, 101])
    low = effect("2025-07")
    found = shipments.by_destination(growth, low, APRIL)
    named = low.copy()
    named.attrs = {**low.attrs, "labels": {"USA": "exports to the United States"}}
    assert found.title == (
        "Korea’s exports to the United States fell in two of four months since April 2025, in none "
        "since June 2025"
    )
    assert found.reading == (
        "Of the four months since April 2025 that can be compared with the year before, Korea’s "
        "exports to the United States fell in two and those to all other markets in one. Since "
        "June 2025 those to the United States have grown in every month compared. In July 2025 "
        "Korea’s exports to the United States changed by +5.0 percent on the year, those to all "
        "other markets by +1.0. " + items.by_base(named, "USA")
    )


def test_a_month_that_is_missing_is_named_and_an_older_base_is_not_told():
    growth = by_month([90, math.nan, 95], [101, 101, 101])
    found = shipments.by_destination(growth, effect("2025-04"), APRIL)
    assert found.reading.endswith(
        "Customs’ table lacks these months, or those a year before: May 2025."
    )
    assert "two years" not in found.reading
    assert "in none since" not in found.title
    assert "in two and those to all other markets in none" in found.reading


@pytest.mark.parametrize(("there", "fell"), [(90, "fell"), (110, "did not fall")])
def test_one_month_is_one_month(there, fell):
    found = shipments.by_destination(by_month([there], [101]), effect("2025-04"), APRIL)
    assert found.title == (f"Korea’s exports to the United States {fell} in April 2025")
    assert found.reading.startswith(
        "One month since April 2025 can be compared with the year before. In April 2025 "
    )


def test_before_any_month_of_the_duty_it_says_so():
    growth = by_month([110], [90], start="2025-02")
    found = shipments.by_destination(growth, effect("2025-01"), APRIL)
    assert found.reading == (
        "No month of exports since April 2025 was public by 5 December 2025. In February 2025 "
        "Korea’s exports to the United States changed by +10.0 percent on the year, those to all "
        "other markets by −10.0."
    )


def points(*rows):
    frame = pd.DataFrame(rows, columns=["TIME_PERIOD", "VALUE"])
    frame.attrs = attrs()
    return frame


FOUR = points(("2025-03", 9.0), ("2025-04", 3.0), ("2025-08", 2.0), ("2025-11", 2.5))


def test_known_months_are_told_without_those_before_the_duty():
    assert shipments.by_points(FOUR, None, counts(MINISTRY), APRIL) == (
        "Of Korea’s cars to the market under the duty three months are known, from 3.00 billion "
        "dollars in April 2025 to 2.50 billion dollars in November 2025; the lowest was 2.00 "
        "billion dollars in August 2025."
    )
    assert shipments.by_points(FOUR[:2], None, counts(MINISTRY), APRIL) == (
        "Of Korea’s cars to the market under the duty one month is known: 3.00 billion dollars in "
        "April 2025."
    )
    assert "two months are known" in shipments.by_points(FOUR[:3], None, counts(MINISTRY), APRIL)


@pytest.mark.parametrize("cars", [None, FOUR[:1]])
def test_no_month_is_said_to_be_none(cars):
    assert shipments.by_points(cars, None, counts(MINISTRY), APRIL) == (
        "No month of Korea’s cars to the market under the duty was public by 5 December 2025."
    )


@pytest.mark.parametrize(
    ("grown", "base", "kind"), [(5.0, "2.38", "a low"), (-28.0, "3.47", "a high")]
)
def test_growth_as_printed_names_its_base(grown, base, kind):
    # 2.5 / 1.05 = 2.38 and 2.5 / 0.72 = 3.47; the mean month is 34.2 / 12 = 2.85.
    printed = points(("2025-01..2025-11", -14.2), ("2025-11", grown))
    said = shipments.by_points(FOUR, printed, counts(MINISTRY), APRIL)
    assert "in November 2025 and −14.2 from January to November 2025. Derived" in said
    assert said.endswith(
        f" Derived from the growth of November 2025, November 2024 had {base} billion dollars, "
        f"against 2.85 in the mean month of 2024: {kind} base."
    )
    periods = {record["period"] for record in said.numbers}
    assert periods >= {"2024-11", "2024"}


def test_no_base_is_implied_for_another_year():
    late = points(("2026-01", 2.6))
    printed = points(("2026-01", 5.0))
    assert "Derived" not in shipments.by_points(late, printed, counts(MINISTRY), APRIL)
