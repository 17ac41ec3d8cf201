"""The chart forms: where labels stand, what the SVG says, what is refused."""

import functools
import itertools
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

import numpy as np
import pandas as pd
import pytest
from matplotlib.collections import LineCollection
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch, Rectangle

from exportgap import charts
from exportgap.charts import DARK, PALETTE, days, labels
from exportgap.charts.axes import time_ticks, value_ticks
from exportgap.charts.palette import STACK, WORDS, tones, word_tone
from exportgap.charts.theme import NARROW, WIDE, theme
from exportgap.vocabulary import NARROW as NARROW_TYPE
from exportgap.vocabulary import NUMBERS

WORDS_OF = {
    "title": "The gap reopened in 2025 and turned over in 2026",
    "subtitle": "Japan's goods exports minus Korea's, cumulated from January, billion US dollars, "
    "each month at its mean exchange rate, not seasonally adjusted",
    "foot": "Sources: Japan Customs, Korea Customs Service, Federal Reserve, ECB. Public by "
    "23 November 2026; 2026 provisional.",
    "alt": "Line chart: the gap fell to zero.",
}
LONG = {
    "home": "ARE",
    "rival": "NLD",
    "home_name": "the United Arab Emirates",
    "rival_name": "the Netherlands",
}
PAIR = {"home": "KOR", "rival": "JPN", "home_name": "Korea", "rival_name": "Japan"}


def race(home, rival, start, freq, attrs=PAIR, open_=0):
    home, rival = np.array(home, dtype=float), np.array(rival, dtype=float)
    frame = pd.DataFrame(
        {"home": home, "rival": rival, "gap": rival - home, "ratio": home / rival},
        index=pd.period_range(start, periods=len(home), freq=freq),
    )
    frame["provisional"] = np.arange(len(home)) >= len(home) - open_
    frame.attrs.update(attrs)
    return frame


def monthly(years=12, attrs=PAIR):
    """Korea catches up with Japan, seasons and all."""
    t = np.arange(12 * years)
    home = 30 + 45 * t / t[-1] + 3 * np.sin(t * 1.7)
    rival = 60 + 4 * np.sin(t * 0.9) - 2 * np.cos(t / 9)
    return race(home, rival, f"{2027 - years}-01", "M", attrs, open_=3)


def yearly(attrs=PAIR):
    home = [65, 125, 172, 284, 466, 527, 512, 644, 684, 632, 684, 709]
    rival = [288, 443, 479, 595, 770, 625, 641, 757, 747, 717, 707, 738]
    return race(home, rival, "2014", "Y", attrs)


def cumulated(years, slope=12.0, last=12):
    table = pd.DataFrame(
        {year: np.arange(1, 13) * (slope - 0.9 * i) for i, year in enumerate(years)},
        index=range(1, 13),
    )
    table.loc[last + 1 :, years[-1]] = np.nan
    table.attrs.update(PAIR)
    return table


def rules():
    table = pd.DataFrame(
        {
            "value": [28.9, 31.2, -4.1, 75.3],
            "value_before": [35.0, np.nan, -1.0, 60.0],
            "emphasis": [True, False, False, False],
        },
        index=[
            "each month at its mean rate",
            "the year at its mean rate",
            "every month at the rate of 31 December 2025",
            "every month at the mean rate of one year far in the past, which takes long to say",
        ],
    )
    table.attrs.update(PAIR)
    return table


def steps(values=(23.1, 46.3, -21.4, -1.2, -38.2, 8.6)):
    names = ["Gap 2024", "Japan's exports in yen", "Exchange rate", "Cross term"]
    return pd.DataFrame(
        {"value": values, "kind": ["total", *["change"] * 4, "total"]},
        index=[*names, "Korea's exports", "Gap 2025"],
    )


def ranks():
    rows = [[1, 2, 3, 4, 5, 6, 7], [1, 3, 2, 4, 6, 5, 7], [2, 1, 3, 5, 4, 6, 7]]
    names = ["China", "the United States", "Germany", "Japan", "Korea", "Italy", "Hong Kong"]
    frame = pd.DataFrame(
        rows, columns=names, index=pd.period_range("2023", periods=3, freq="Y"), dtype=float
    )
    frame.attrs.update(PAIR)
    return frame


def contributions(months=72, hole=6):
    """Four goods, what they leave, and their sum; half a year without goods, one open month."""
    t = np.arange(months)
    table = pd.DataFrame(
        {
            "semiconductors": 8 * np.sin(t / 9) + t / 8,
            "passenger cars": 3 * np.cos(t / 5),
            "petroleum products": 2 * np.sin(t / 3),
            "ships": np.where(t % 4 == 0, 4.0, -1.0),
            "residual": 5 * np.cos(t / 11),
        },
        index=pd.period_range("2020-10", periods=months, freq="M"),
    )
    table["total"] = table.sum(axis=1)
    table.iloc[20 : 20 + hole, :5] = np.nan
    table.iloc[-1, :5] = np.nan
    table.attrs.update(provisional=[str(table.index[-1])])
    return table


def duties():
    index = pd.period_range("2025-01-01", "2026-09-30", freq="D")
    table = pd.DataFrame({"Korea": 0.0, "Japan": 2.5}, index=index)
    table.loc["2025-04-03":, ["Korea", "Japan"]] = [25.0, 27.5]
    table.loc["2025-09-16":, "Japan"] = 15.0
    table.loc["2025-11-01":, "Korea"] = 15.0
    table.attrs.update(PAIR)
    return table


NOTES = [
    ("2025-04-03", "25 % on all cars, on top of the ordinary duty"),
    ("2025-07-30", "framework deal with Korea: 15 % announced"),
    ("2025-09-16", "Japan at 15 %, all in"),
    ("2025-11-01", "Korea at 15 %, decided on 4 December, applied back to this day"),
    ("2026-01-26", "a return to 25 % is threatened"),
    ("2026-09-20", "a note that starts just before the last day"),
]


def advantage():
    return pd.DataFrame(
        {
            "value": [0.62, 0.31, -0.05, -0.88],
            "value_before": [0.49, np.nan, 0.03, -0.95],
            "emphasis": [True, False, False, False],
        },
        index=["integrated circuits and electronic components", "cars", "machinery", "fuels"],
    )


def ranges():
    return pd.DataFrame(
        {
            "value": [-12.4, np.nan, -0.3, 2.0],
            "low": [-21.0, -9.9, -1.9, 0.5],
            "high": [-6.1, -1.8, 1.1, 3.5],
        },
        index=["25 percent", "15 percent, without a middle", "both signs", "a gain"],
    )


def indices():
    t = np.arange(300)
    table = pd.DataFrame(
        {
            "all chips": 100 * np.exp(np.sin(t / 20)),
            "DRAM": 100 * np.exp(1.5 * np.sin(t / 15)),
            "flash memory": 100 * np.exp(np.cos(t / 25)),
        },
        index=pd.period_range("2001-09", periods=300, freq="M"),
    )
    table.iloc[-30:, 2] = np.nan
    table.iloc[50:60:2, 1] = np.nan
    table.attrs.update(provisional=[str(table.index[-1])])
    return table


MARCH = [pd.Period("2016-03", "M"), pd.Period("2016-06", "M"), pd.Period("2020-03", "M")]
FORMS = {
    "two_lines": lambda **w: charts.two_lines(yearly(), **w),
    "two_lines rolling": lambda **w: charts.two_lines(monthly(35), **w),
    "two_lines close": lambda **w: charts.two_lines(
        race([7.0, 8.0, 9.0], [9.1, 8.5, 9.01], "2023", "Y", LONG, 3), **w
    ),
    "two_lines log": lambda **w: charts.two_lines(yearly(), log=True, **w),
    "gap_columns": lambda **w: charts.gap_columns(monthly(), **w),
    "gap_columns short": lambda **w: charts.gap_columns(monthly().iloc[-20:], **w),
    "gap_columns ahead": lambda **w: charts.gap_columns(yearly(LONG), **w),
    "gap_columns behind": lambda **w: charts.gap_columns(
        race([9, 10, 11], [1, 1.5, 1.7], "2023", "Y", LONG, 3), **w
    ),
    "gap_columns tiny": lambda **w: charts.gap_columns(
        race([1, 1, 1.0], [1.01, 0.99, 1.02], "2026Q1", "Q"), **w
    ),
    "same_point": lambda **w: charts.same_point(
        cumulated(range(2009, 2027), last=8), [2026, 2025, 2024], **w
    ),
    "same_point 47": lambda **w: charts.same_point(
        cumulated(range(1980, 2027), 25, last=11), [2026, 2025], provisional_years=[2026], **w
    ),
    "same_point January": lambda **w: charts.same_point(cumulated([2026], -3, 1), [2026], **w),
    "same_point behind": lambda **w: charts.same_point(
        cumulated(range(2010, 2027), -1), [2026, 2025, 2024], **w
    ),
    "scoreboard": lambda **w: charts.scoreboard(monthly(40), **w),
    "scoreboard short": lambda **w: charts.scoreboard(monthly(attrs=LONG), since=2022, **w),
    "ratio_line": lambda **w: charts.ratio_line(
        monthly(), MARCH, monthly()["ratio"].rolling(9, min_periods=1).mean(), **w
    ),
    "dots": lambda **w: charts.dots(rules(), before="as first published", **w),
    "dots behind": lambda **w: charts.dots(
        rules()[["value"]].abs().mul(-0.001).assign(emphasis=False), **w
    ),
    "waterfall": lambda **w: charts.waterfall(steps(), **w),
    "waterfall across": lambda **w: charts.waterfall(
        steps((8.6, 12.3, -190.2, -3.1, -20.0, -192.4)), **w
    ),
    "lines": lambda **w: charts.lines(ranks(), ["Korea", "Japan"], invert=True, **w),
    "lines three": lambda **w: charts.lines(
        yearly()[["home", "rival"]].assign(third=lambda f: f["home"] + 5), **w
    ),
    "lines index": lambda **w: charts.lines(
        indices(), colours={"all chips": "ink"}, base=100, log=True, **w
    ),
    "lines growth": lambda **w: charts.lines(indices() - 100, base=0, **w),
    "stacked": lambda **w: charts.stacked(
        contributions(), names={"residual": "all other goods", "total": "all exports"}, **w
    ),
    "stacked years": lambda **w: charts.stacked(
        contributions(60, 0)
        .iloc[::12, [0, 5]]
        .set_axis(pd.period_range("2021", periods=5, freq="Y")),
        colours={"semiconductors": "rival"},
        **w,
    ),
    "bars": lambda **w: charts.bars(
        advantage(), before="in 2010", words=("← less than the world", "more than the world →"), **w
    ),
    "bars range": lambda **w: charts.bars(ranges(), **w),
    "bars positive": lambda **w: charts.bars(
        pd.DataFrame({"value": [1012.0, 419.0], "colour": ["home", "rival"]}, ["Korea", "Japan"]),
        **w,
    ),
    "steps": lambda **w: charts.steps(duties(), marks=NOTES, **w),
    "steps announced": lambda **w: charts.steps(
        duties().assign(Korea=lambda f: f["Korea"].where(f.index < "2026-01-26", 25.0)),
        marks=NOTES[-2:],
        open_from="2026-01-26",
        **w,
    ),
    "steps three": lambda **w: charts.steps(
        duties().assign(Mexico=lambda f: (f["Korea"] / 2).where(f.index < "2026-06-01")),
        marks=[("2025-04-03", "one"), ("2025-04-03", "and another of the same day")],
        **w,
    ),
}
EVERY = pytest.mark.parametrize("form", FORMS)
# One of each form, where its words and marks may be any.
EACH = pytest.mark.parametrize("form", [form for form in FORMS if " " not in form])
BOTH = pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])


@functools.cache
def svg_of(form, narrow=False):
    return FORMS[form](**WORDS_OF).svg(narrow=narrow)


@functools.cache
def drawn(form, narrow=False, **words):
    """The panel of a form and the boxes of its words in px, as the renderer measures them."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg

    with theme():
        panel = FORMS[form](**WORDS_OF | words).panel(narrow=narrow)
        canvas = FigureCanvasAgg(panel.figure)
        panel.figure.draw_without_rendering()
        texts = [*panel.figure.texts, *panel.ax.get_xticklabels(), *panel.ax.get_yticklabels()]
        boxes = [
            (text.get_text(), text.get_window_extent(canvas.get_renderer()))
            for text in texts
            if text.get_visible() and text.get_text()
        ]
    return panel, boxes


# spread


def test_labels_apart_stay_where_they_are():
    assert charts.spread([3.0, 40.5, 17.0], 12) == [3.0, 40.5, 17.0]
    assert charts.spread([0.1 + 0.2, 10.3], 10) == [0.1 + 0.2, 10.3]
    assert charts.spread([], 12) == []


def test_equal_labels_move_by_the_same_amount_in_the_order_given():
    assert charts.spread([5, 5], 10) == [0, 10]
    assert charts.spread([5, 5, 5], 10) == [-5, 5, 15]


def test_a_cluster_moves_and_the_far_label_does_not():
    placed = charts.spread([100, 10, 11, 13], 10)
    assert placed[0] == 100
    assert placed[1:] == pytest.approx([10 + 4 / 3 - 10, 10 + 4 / 3, 10 + 4 / 3 + 10])


def test_moves_are_the_least_possible():
    rng = np.random.default_rng(7)
    for _ in range(30):
        wanted = rng.uniform(0, 60, 5)
        placed = np.array(charts.spread(list(wanted), 10))
        order = np.argsort(wanted, kind="stable")
        assert (np.diff(placed[order]) >= 10 - 1e-9).all()
        cost = ((placed - wanted) ** 2).sum()
        for _ in range(40):
            other = placed + rng.normal(0, 1, 5)
            if (np.diff(other[order]) >= 10).all():
                assert ((other - wanted) ** 2).sum() >= cost - 1e-9


def test_labels_keep_within_bounds():
    assert charts.spread([1, 2, 3], 10, 0, 100) == [0, 10, 20]
    assert charts.spread([99, 98], 10, 0, 100) == [100, 90]
    assert charts.spread([0, 0, 0], 10, 0, 20) == [0, 10, 20]


def test_labels_that_cannot_fit_are_refused():
    with pytest.raises(ValueError, match="do not fit"):
        charts.spread([1, 2, 3], 10, 0, 15)
    with pytest.raises(ValueError, match="finite"):
        charts.spread([1, float("nan")], 10)


def test_taller_labels_take_more_room():
    # Neighbours are half of both heights apart: 10 and 30 by 20, 30 and 10 by 20.
    assert charts.spread([0, 0, 0], [10, 30, 10]) == [-20, 0, 20]
    assert charts.spread([0, 20, 40], [10, 30, 10]) == [0, 20, 40]
    with pytest.raises(ValueError, match="do not fit"):
        charts.spread([0, 0], [10, 30], 0, 19)


# words


def test_wrapping_measures_and_loses_nothing():
    words = WORDS_OF["subtitle"]
    for width in (90, 250, 700):
        lines = labels.wrap(words, 15, width)
        assert " ".join(lines) == words
        assert all(labels.width_of(line, 15) <= width for line in lines)
    assert len(labels.balance(words, 15, 700)) == len(labels.wrap(words, 15, 700))
    broken = labels.wrap("https://example.org/a/very/long/address", 15, 80)
    assert "".join(broken) == "https://example.org/a/very/long/address"
    assert all(labels.width_of(line, 15) <= 80 for line in broken)


def test_a_number_stays_with_its_unit():
    assert "709\u00a0bn" in " ".join(labels.wrap("Korea 709\u00a0bn", 15, 60))
    assert labels.wrap("Korea 709\u00a0bn", 15, 60)[-1] == "709\u00a0bn"


def test_numbers_have_a_true_minus_and_zero_no_sign():
    assert labels.number(-1234.5, 1) == "\u22121,234.5"
    assert labels.number(29.4, signed=True) == "+29"
    assert labels.number(-0.3, signed=True) == "0"


def test_names_stand_alone_without_their_article():
    assert labels.display("the euro area") == "Euro area"
    assert labels.display("Korea") == "Korea"


def test_a_short_axis_names_its_months():
    index = pd.period_range("2025-11", "2026-10", freq="M")
    places, marks = time_ticks(index, 2025.8, 2026.8, 900, 17)
    assert marks[0] == "Nov\n2025"
    assert "Jan\n2026" in marks
    assert places[0] == pytest.approx(2025 + 10.5 / 12)


def test_days_are_marked_at_the_first_of_months():
    index = pd.period_range("2025-01-15", "2025-07-10", freq="D")
    places, marks = time_ticks(index, *labels.when(index)[[0, -1]], 900, 17)
    assert marks == ["Feb\n2025", "Mar", "Apr", "May", "Jun", "Jul"]
    # 1 February is the 32nd day of a year of 365, 1 July the 182nd.
    assert places[0] == pytest.approx(2025 + 31 / 365)
    assert places[-1] == pytest.approx(2025 + 181 / 365)
    short = pd.period_range("2025-01-15", "2025-01-20", freq="D")
    assert time_ticks(short, 2025.1, 2025.2, 900, 17) == ([2025.1], ["15 Jan 2025"])


def test_ticks_cover_the_values():
    assert value_ticks(-190, 304, 6) == [-200, -100, 0, 100, 200, 300, 400]


# layout


@EVERY
@BOTH
def test_no_words_overlap_or_leave_the_figure(form, narrow):
    panel, boxes = drawn(form, narrow)
    width, height = panel.figure.get_size_inches() * 72
    assert width == (NARROW if narrow else WIDE).width
    for words, box in boxes:
        assert box.x0 >= -0.5, words
        assert box.x1 <= width + 0.5, words
        assert box.y0 >= -0.5, words
        assert box.y1 <= height + 0.5, words
    for (one, a), (other, b) in itertools.combinations(boxes, 2):
        # A line's box holds its ascenders and descenders: two px of air may be shared.
        apart = a.x1 <= b.x0 + 1 or b.x1 <= a.x0 + 1 or a.y1 <= b.y0 + 2 or b.y1 <= a.y0 + 2
        assert apart, f"{one!r} meets {other!r}"


@EVERY
def test_words_can_be_read_on_a_phone(form):
    panel, _ = drawn(form, narrow=True)
    texts = [*panel.figure.texts, *panel.ax.get_xticklabels(), *panel.ax.get_yticklabels()]
    assert min(text.get_size() for text in texts) >= 11


@BOTH
def test_the_figure_grows_with_its_words(narrow):
    short, _ = drawn("two_lines", narrow, subtitle="")
    long, boxes = drawn("two_lines", narrow, subtitle=WORDS_OF["subtitle"] * 4)
    assert long.figure.get_figheight() > short.figure.get_figheight() + 1
    said = "".join(words for words, _ in boxes).replace(" ", "")
    assert (WORDS_OF["subtitle"] * 4).replace(" ", "") in said


@BOTH
def test_last_values_stand_at_the_lines(narrow):
    _, boxes = drawn("two_lines", narrow)
    said = " ".join(words for words, _ in boxes).replace("\u00a0", "")
    assert "Japan 738" in said
    assert "Korea 709" in said


@BOTH
def test_the_sides_of_zero_are_named(narrow):
    for form in ("same_point", "gap_columns"):
        _, boxes = drawn(form, narrow)
        assert "below zero Korea is ahead ↓" in [words for words, _ in boxes]
    _, boxes = drawn("dots", narrow)
    assert {"← Korea ahead", "Japan ahead →"} <= {words for words, _ in boxes}


def test_log_axes_say_so():
    _, boxes = drawn("two_lines log")
    assert "log scale" in [words for words, _ in boxes]
    assert "log scale" not in [words for words, _ in drawn("two_lines")[1]]


def test_rank_one_is_at_the_top():
    panel, boxes = drawn("lines")
    assert panel.at(2025, 1)[1] > panel.at(2025, 7)[1]
    assert {"1", "2", "7"} <= {words for words, _ in boxes}


# marks


def columns(panel):
    return [patch for patch in panel.ax.patches if isinstance(patch, PathPatch)]


@pytest.mark.parametrize("form", [form for form in FORMS if form.startswith("gap_columns")])
def test_columns_start_at_zero(form):
    panel, _ = drawn(form, False)
    assert panel.ax.get_ylim()[0] <= 0 <= panel.ax.get_ylim()[1]
    for patch in columns(panel):
        corners = list(patch.get_path().to_polygons(closed_only=False))
        assert corners
        for corner in corners:
            assert 0 in (corner[:, 1].min(), corner[:, 1].max())


def test_columns_take_the_colour_of_who_leads_and_hollow_is_provisional():
    from matplotlib.colors import to_hex

    frame = race([1, 5, 5], [3, 2, 4], "2023", "Y", open_=1)
    with theme():
        panel = charts.gap_columns(frame, **WORDS_OF).panel()
    fills = {
        to_hex(patch.get_facecolor()): len(patch.get_path().to_polygons())
        for patch in columns(panel)
    }
    assert fills == {PALETTE["home"]: 1, PALETTE["rival"]: 1, PALETTE["home_light"]: 1}


@pytest.mark.parametrize("form", ["waterfall", "waterfall across"])
def test_totals_start_at_zero_and_changes_where_the_last_step_ended(form):
    panel, _ = drawn(form, False)
    bars = [
        (round(min(p.get_x(), p.get_x() + p.get_width()), 6), round(p.get_width(), 6))
        for p in panel.ax.patches
        if isinstance(p, Rectangle)
    ]
    left, right = panel.ax.get_xlim()
    assert left <= 0 <= right
    assert 0 in (bars[0][0], bars[0][0] + bars[0][1])
    assert 0 in (round(bars[-1][0], 6), round(sum(bars[-1]), 6))
    for (a, wide), (b, other) in itertools.pairwise(bars):
        ends = {round(v, 6) for v in (a, a + wide)}
        assert ends & {round(v, 6) for v in (b, b + other)}


def test_missing_values_are_not_drawn_nor_bridged():
    frame = yearly()
    frame.loc["2018", ["home", "gap", "ratio"]] = np.nan
    with theme():
        panel = charts.two_lines(frame, **WORDS_OF).panel()
        columned = charts.gap_columns(frame, **WORDS_OF).panel()
    segments = [line.get_xydata() for line in panel.ax.lines if len(line.get_xydata()) > 1]
    assert all(np.isfinite(segment).all() for segment in segments)
    assert all(
        not (segment[0, 0] < 2018 < segment[-1, 0])
        for segment in segments
        if segment[0, 1] in frame["home"].to_list()
    )
    assert sum(len(p.get_path().to_polygons()) for p in columns(columned)) == 11
    svg = charts.scoreboard(
        monthly().assign(ratio=np.nan, home=1).fillna({"ratio": 1.2}), **WORDS_OF
    ).svg()
    assert "nan" not in svg.replace(WORDS_OF["alt"], "").lower()


def lone(panel):
    """Dots as (x, y, face colour), the marks of single points."""
    from matplotlib.colors import to_hex

    return [
        (round(float(x), 6), round(float(y), 6), to_hex(line.get_markerfacecolor()))
        for line in panel.ax.lines
        if line.get_marker() == "o"
        for x, y in line.get_xydata()
    ]


def strokes(panel):
    """Lines in px as their end points."""
    return [line.get_xydata() for line in panel.figure.findobj(Line2D) if line.axes is None]


def runs(panel, colour):
    """The runs of lines of one colour, as arrays of points in data units."""
    from matplotlib.colors import to_hex

    return [
        line.get_xydata()
        for line in panel.ax.lines
        if line.get_linestyle() != "None" and to_hex(line.get_color()) == PALETTE[colour]
    ]


@pytest.mark.parametrize("missing", ["values", "rows"])
def test_lines_leave_gaps_and_single_points_are_dots(missing):
    index = pd.period_range("2020", "2026", freq="Y")
    frame = pd.DataFrame({"a": [1, 2, np.nan, 3, np.nan, 5, 6.0]}, index=index)
    if missing == "rows":
        frame = frame.dropna()
    with theme():
        panel = charts.lines(frame, **WORDS_OF).panel()
    assert [run[:, 0].tolist() for run in runs(panel, "home")] == [[2020, 2021], [2025, 2026]]
    assert [dot[:2] for dot in lone(panel)] == [(2023, 3), (2026, 6)]


def test_a_line_that_ends_early_says_when_and_a_frame_ends_with_its_last_value():
    frame = pd.DataFrame(
        {"a": [1, 2, 3, np.nan], "b": [4, 5, np.nan, np.nan]},
        index=pd.period_range("2026-01", periods=4, freq="M"),
    )
    with theme():
        panel = charts.lines(frame, **WORDS_OF).panel()
    said = [text.get_text().replace("\u00a0", " ") for text in panel.figure.texts]
    assert "A  3.0" in said
    assert "B, Feb 2026  5.0" in said
    assert panel.ax.get_xlim()[1] == pytest.approx(2026 + 2.5 / 12)


def test_the_last_point_of_a_provisional_period_is_hollow():
    frame = pd.DataFrame({"a": [1.0, 2.0]}, index=pd.period_range("2025", "2026", freq="Y"))
    for told, face in (([], "home"), (["2026"], "paper"), (["2024"], "home")):
        frame.attrs["provisional"] = told
        with theme():
            panel = charts.lines(frame, **WORDS_OF).panel()
        assert lone(panel) == [(2026, 2, PALETTE[face])]


@pytest.mark.parametrize(("base", "drawn_at"), [(None, []), (100.0, [100.0]), (0.0, [0.0])])
def test_a_base_is_a_line_within_the_axis(base, drawn_at):
    frame = pd.DataFrame({"a": [130.0, 140.0]}, index=pd.period_range("2025", "2026", freq="Y"))
    with theme():
        panel = charts.lines(frame, base=base, **WORDS_OF).panel()
    assert [float(run[0, 1]) for run in runs(panel, "ink")] == drawn_at
    assert all(panel.ax.get_ylim()[0] <= level for level in drawn_at)
    said = " ".join(text.get_text() for text in panel.figure.texts).replace("\u00a0", " ")
    assert ("A  +140" in said) == (base == 0)


def spans(panel):
    """Columns by colour: {colour: {middle: (bottom, top)}} in data units."""
    from matplotlib.colors import to_hex

    return {
        to_hex(patch.get_facecolor()): {
            round(float(corner[:, 0].min() + corner[:, 0].max()) / 2, 6): (
                round(float(corner[:, 1].min()), 6),
                round(float(corner[:, 1].max()), 6),
            )
            for corner in patch.get_path().to_polygons(closed_only=False)
        }
        for patch in columns(panel)
    }


def test_parts_stack_from_zero_on_their_own_side():
    table = pd.DataFrame(
        {"a": [3.0, -2.0], "b": [-1.0, -4.0], "residual": [2.0, 1.0], "total": [4.0, -5.0]},
        index=pd.period_range("2025", "2026", freq="Y"),
    )
    with theme():
        panel = charts.stacked(table[["residual", "total", "a", "b"]], **WORDS_OF).panel()
    # 2025: 3 up, 1 down, 2 on the 3. 2026: 2 down, 4 below that, 1 up.
    assert spans(panel) == {
        PALETTE["home"]: {2025: (0, 3), 2026: (-2, 0)},
        PALETTE["third_half"]: {2025: (-1, 0), 2026: (-6, -2)},
        PALETTE["light"]: {2025: (3, 5), 2026: (0, 1)},
    }
    assert [run.tolist() for run in runs(panel, "ink")][-1] == [[2025, 4], [2026, -5]]
    said = [text.get_text().replace("\u00a0", " ") for text in panel.figure.texts]
    assert {"A  \u22122.0", "B  \u22124.0", "Residual  +1.0", "Total  \u22125.0", "2026"} <= set(
        said
    )


@BOTH
def test_stacks_add_up_in_every_period_and_gaps_stay_open(narrow):
    panel, boxes = drawn("stacked", narrow)
    table = contributions()
    known = table.dropna()
    tops, bottoms = dict.fromkeys(labels.when(known.index).round(6), 0.0), {}
    for column in spans(panel).values():
        assert list(column) == list(tops)
        for x, (low, high) in column.items():
            tops[x], bottoms[x] = max(tops[x], high), min(bottoms.get(x, 0.0), low)
    parts = known.iloc[:, :5]
    assert list(tops.values()) == pytest.approx(parts.clip(lower=0).sum(axis=1).tolist(), abs=1e-6)
    assert list(bottoms.values()) == pytest.approx(
        parts.clip(upper=0).sum(axis=1).tolist(), abs=1e-6
    )
    # The total is known in all 72 months, its parts in all but six and the last.
    assert len(known) == 72 - 6 - 1
    assert [len(run) for run in runs(panel, "ink")] == [2, 72]
    said = " ".join(words for words, _ in boxes).replace("\u00a0", " ")
    assert "exports, Sep 2026" in said
    assert "parts of Aug 2026" in said


def test_labels_take_a_colour_that_words_can_be_read_in():
    assert [word_tone(tone) for tone in (*STACK, "light", "faint")] == [
        *("home", "third", "fourth_deep", "fifth"),
        *("muted", "muted"),
    ]
    assert {word_tone(tone) for tone in PALETTE} <= set(WORDS)


def test_a_colour_passed_over_is_left_to_no_one_else():
    assert tones(["a", "b"], STACK, {}) == {"a": "home", "b": "third_half"}
    assert tones(["a", "b"], STACK, {}, {"a": "rival"}) == {"a": "rival", "b": "third_half"}
    assert tones(["a", "b"], STACK, {}, {"b": "home"}) == {"b": "home", "a": "fourth_deep"}
    # Five lines, one in another's colour: the one it passed over is needed after all.
    assert tones([*"abcde"], charts.palette.SERIES, {}, {"a": "third"}) == {
        **{"a": "third", "b": "rival", "c": "fourth", "d": "fifth", "e": "home"},
    }
    assert tones(["Japan", "x"], ("home", "rival"), PAIR) == {"Japan": "rival", "x": "home"}


@pytest.mark.parametrize("form", ["bars", "bars positive"])
def test_bars_start_at_zero_and_end_at_their_value(form):
    panel, _ = drawn(form, False)
    ends = [
        (round(p.get_x(), 6), round(p.get_x() + p.get_width(), 6))
        for p in panel.ax.patches
        if isinstance(p, Rectangle)
    ]
    values = [1012, 419] if "positive" in form else advantage()["value"]
    assert ends == [(min(value, 0), max(value, 0)) for value in values]
    assert panel.ax.get_xlim()[0] <= 0


@BOTH
def test_a_range_runs_from_low_to_high_with_a_dot_at_its_value(narrow):
    panel, boxes = drawn("bars range", narrow)
    across = [line for line in strokes(panel) if line[0, 1] == line[1, 1]]
    table = ranges()
    for low, high in zip(table["low"], table["high"], strict=True):
        wanted = [panel.at(low, 0)[0], panel.at(high, 0)[0]]
        assert sum(line[:, 0].tolist() == pytest.approx(wanted) for line in across) == 1
    assert [x for x, *_ in lone(panel)] == [-12.4, -0.3, 2.0]
    said = [words for words, _ in boxes]
    assert {"\u221212.4", "\u221221.0 to \u22126.1", "\u22129.9 to \u22121.8", "+2.0"} <= set(said)
    assert not [p for p in panel.ax.patches if isinstance(p, Rectangle)]


def test_only_signed_bars_have_signs():
    assert "1,012" in [words for words, _ in drawn("bars positive")[1]]
    assert {"+0.62", "\u22120.88"} <= {words for words, _ in drawn("bars")[1]}


def test_without_emphasis_all_bars_are_alike_with_it_the_others_are_grey():
    from matplotlib.colors import to_hex

    def fills(table):
        with theme():
            panel = charts.bars(table, **WORDS_OF).panel()
        return [to_hex(p.get_facecolor()) for p in panel.ax.patches if isinstance(p, Rectangle)]

    assert fills(advantage()) == [PALETTE["gap"], *[PALETTE["faint"]] * 3]
    assert fills(advantage().drop(columns="emphasis")) == [PALETTE["gap"]] * 4


@BOTH
def test_steps_hold_their_value_from_day_to_day(narrow):
    panel, boxes = drawn("steps", narrow)
    px = (NARROW if narrow else WIDE).line
    (run,) = runs(panel, "rival")

    def level(day):
        """The line's height within a day; it is upright at no other time than midnight."""
        x = labels.when(pd.PeriodIndex([day], freq="D"))[0] + 0.5 / 365
        (height,) = {b for (a, b), (c, d) in itertools.pairwise(run.tolist()) if a < x < c}
        return height

    assert [level("2025-01-01"), level("2025-04-02")] == [2.5, 2.5]
    assert [level("2025-04-03"), level("2025-09-15")] == [27.5, 27.5]
    assert [level("2025-09-16"), level("2026-09-29")] == [15, 15]
    # Korea's line stands one line's width higher, so that both are seen where they coincide.
    (other,) = runs(panel, "home")
    assert panel.at(0, other[-1, 1])[1] - panel.at(0, 15)[1] == pytest.approx(px)
    said = [words.replace("\u00a0", " ") for words, _ in boxes]
    assert {"Korea  15 %", "Japan  15 %", "27.5 %", "25 %"} <= set(said)
    assert {"3 Apr 2025", "20 Sep 2026"} <= set(said)


def test_the_tint_between_steps_is_of_the_higher_one():
    from matplotlib.colors import to_hex

    panel, _ = drawn("steps")
    tints = {
        to_hex(shape.get_facecolor()[0]): [path.get_extents() for path in shape.get_paths()]
        for shape in panel.ax.collections
    }
    at = labels.when(pd.PeriodIndex(["2025-09-16", "2025-11-01"], freq="D"))
    (korea,) = tints[PALETTE["home_light"]]
    assert (korea.x0, korea.x1, korea.y0, korea.y1) == pytest.approx((*at, 15, 25))
    japan = tints[PALETTE["rival_light"]]
    assert min(box.x0 for box in japan) == 2025
    assert max(box.x1 for box in japan) == pytest.approx(at[0])


def test_what_is_announced_is_dashed():
    panel, boxes = drawn("steps announced")
    opened = labels.when(pd.PeriodIndex(["2026-01-26"], freq="D"))[0]
    for line in panel.ax.lines:
        x = line.get_xdata()
        assert (x.min() >= opened) == line.is_dashed(), line
    assert "announced →" in [words for words, _ in boxes]


def test_a_rate_that_goes_missing_ends_on_its_last_day():
    panel, boxes = drawn("steps three")
    said = " ".join(words for words, _ in boxes).replace("\u00a0", " ")
    assert "Mexico, 31 May 2026 7.5 %" in said.replace("  ", " ")
    end = labels.when(pd.PeriodIndex(["2026-06-01"], freq="D"))[0]
    assert max(run[:, 0].max() for run in runs(panel, "third")) == pytest.approx(end)
    # Two notes of one day share its date.
    assert said.count("3 Apr 2025") == 1
    assert "one; and another of the same day" in said


def test_days_may_be_rows_of_change_or_of_each_day_and_timestamps():
    daily = duties()
    rare = daily[daily.ne(daily.shift()).any(axis=1) | (daily.index == daily.index[-1])]
    stamps = rare.set_axis(rare.index.to_timestamp())
    assert len(rare) == 5
    svgs = {charts.steps(table, marks=NOTES, **WORDS_OF).svg() for table in (daily, rare, stamps)}
    assert len(svgs) == 1


def test_no_line_of_a_note_runs_through_another_note():
    rng = np.random.default_rng(5)
    size, words = 12.0, "a note of some words that must be broken"
    for _ in range(60):
        at = sorted(rng.uniform(30, 300, rng.integers(1, 7)))
        said = [(f"{day + 1} Jan 2026", words[: rng.integers(1, 40)]) for day in range(len(at))]
        flags = days._flags(at, said, 4, 386, size)
        boxes = {}
        for x, foot, lines, turn in flags:
            wide = max(labels.width_of(line, size) for line in lines)
            left, right = sorted([x + 6 * turn, x + (6 + wide) * turn])
            assert left >= 4
            assert right <= 386
            boxes[x] = (left, foot, right, foot + 1.2 * size * len(lines))
        for one, other in itertools.permutations(boxes, 2):
            assert not labels.overlap(boxes[one], boxes[other])
            pole = (one, 0, one + 0.1, boxes[one][3])
            assert not labels.overlap(pole, boxes[other])


@EACH
def test_no_svg_holds_a_nan(form):
    assert not re.search(r"[\" ,(LMQ]-?(nan|inf)", svg_of(form), re.IGNORECASE)


def test_years_that_are_not_highlighted_are_grey():
    from matplotlib.colors import to_hex

    panel, _ = drawn("same_point")
    (grey,) = [c for c in panel.ax.collections if isinstance(c, LineCollection)]
    assert len(grey.get_segments()) == 15
    assert {to_hex(colour) for colour in grey.get_colors()} == {PALETTE["light"]}


def test_months_led_are_counted_by_row():
    frame = race([2, 2, 1] * 4, [1, 1, 2] * 4, "2025-01", "M")
    with theme():
        panel = charts.scoreboard(frame, **WORDS_OF).panel()
    said = [text.get_text() for text in panel.figure.texts]
    assert said.count("8") == 1
    assert "months Korea led" in said


# svg


@EACH
@BOTH
def test_only_palette_colours_occur(form, narrow):
    svg = svg_of(form, narrow)
    found = {hue.lower() for hue in re.findall(r"#[0-9a-fA-F]{3,8}\b", svg)}
    assert found <= set(PALETTE.values())
    assert "opacity" not in svg
    assert not re.search(r"(?:fill|stroke): *(?![ #]|none)", svg)


@BOTH
def test_the_svg_is_an_element_that_can_be_inlined(narrow):
    alt = 'Korea < Japan & "both" > 0\nby far'
    svg = charts.two_lines(yearly(), **WORDS_OF | {"alt": alt}).svg(narrow=narrow)
    root = ET.fromstring(svg)
    assert svg.startswith("<svg ")
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == 'Korea < Japan & "both" > 0 by far'
    assert root.attrib["viewBox"].startswith(f"0 0 {390 if narrow else 960} ")
    assert root.attrib["width"] == str(390 if narrow else 960)
    for noise in ("<?xml", "<!DOCTYPE", "<metadata", "<style", "<!--", "matplotlib", "<text"):
        assert noise not in svg


def test_ids_of_two_figures_never_meet():
    frame, other = yearly(), yearly(LONG)
    charts_ = [charts.two_lines(f, **WORDS_OF) for f in (frame, other)]
    seen = [
        set(re.findall(r' id="([^"]+)"', chart.svg(narrow=narrow)))
        for chart in charts_
        for narrow in (False, True)
    ]
    assert all(seen)
    assert sum(map(len, seen)) == len(set.union(*seen))
    svg = charts_[0].svg()
    used = set(re.findall(r'(?:href="#|url\(#)([^")]+)', svg))
    assert used == set(re.findall(r' id="([^"]+)"', svg))


@EACH
def test_two_renders_are_equal(form):
    again = FORMS[form](**WORDS_OF)
    assert again.svg() == svg_of(form)
    assert again.svg(narrow=True) == svg_of(form, True)
    assert svg_of(form) != svg_of(form, True)


def test_a_dollar_sign_is_no_formula():
    _, boxes = drawn("two_lines", title="US$ 709 bn against US$ 738 bn")
    assert "US$ 709 bn against US$ 738 bn" in [words for words, _ in boxes]


# the object


class Told(str):
    numbers = ({"name": "gap", "value": 29},)


def test_the_bundle_holds_both_layouts_the_alt_text_and_the_numbers_once():
    words = WORDS_OF | {"title": Told("The gap is 29"), "alt": Told("A gap of 29")}
    chart = charts.two_lines(yearly(), **words)
    data, metadata = chart._repr_mimebundle_()
    assert data["image/svg+xml"] == chart.svg()
    assert data[NARROW_TYPE] == chart.svg(narrow=True)
    assert data["text/plain"] == "A gap of 29"
    assert data[NUMBERS] == [{"name": "gap", "value": 29}]
    assert metadata == {"image/svg+xml": {"alt": "A gap of 29"}}
    plain, _ = charts.two_lines(yearly(), **WORDS_OF)._repr_mimebundle_(include=None, exclude=None)
    assert NUMBERS not in plain


def test_charts_are_saved_as_svg_or_png(tmp_path):
    from matplotlib.image import imread

    chart = charts.two_lines(yearly(), **WORDS_OF)
    assert chart.save(tmp_path / "a.svg").read_text(encoding="utf-8") == chart.svg()
    picture = imread(chart.save(tmp_path / "a.png"))
    assert picture.shape[1] == 2 * 960
    assert picture[0, 0].tolist() == [1, 1, 1, 1]
    with pytest.raises(ValueError, match=r"\.svg or \.png"):
        chart.save(tmp_path / "a.jpg")


def test_threads_draw_one_after_the_other():
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(2) as pool:
        drawn_ = list(pool.map(lambda form: FORMS[form](**WORDS_OF).svg(), ["dots", "lines"]))
    assert drawn_ == [svg_of("dots"), svg_of("lines")]


def test_drawing_leaves_the_users_settings_alone():
    import matplotlib as mpl
    from matplotlib import pyplot as plt

    plt.switch_backend("agg")
    before = dict(mpl.rcParams)
    charts.two_lines(yearly(), **WORDS_OF).svg()
    assert dict(mpl.rcParams) == before
    assert plt.get_fignums() == []


def test_importing_charts_imports_no_plotting():
    code = (
        "import sys, exportgap.charts; "
        "print([m for m in ('matplotlib', 'seaborn', 'statsmodels') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


# palette


def luminance(colour):
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    low, high = sorted([luminance(one), luminance(other)])
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("table", [PALETTE, DARK], ids=["light", "dark"])
def test_words_can_be_read_on_their_paper(table):
    for name in WORDS:
        assert contrast(table[name], table["paper"]) >= 4.5, name


def test_each_colour_has_one_meaning_in_both_tables():
    assert set(PALETTE) == set(DARK)
    for table in (PALETTE, DARK):
        assert len(set(table.values())) == len(table)
        assert all(re.fullmatch(r"#[0-9a-f]{6}", colour) for colour in table.values())


def test_home_and_rival_differ_in_grey_print():
    assert contrast(PALETTE["home"], PALETTE["rival"]) > 1.5


@pytest.mark.parametrize("table", [PALETTE, DARK], ids=["light", "dark"])
def test_parts_of_a_stack_differ_in_grey_print(table):
    for one, other in itertools.combinations((*STACK, "light"), 2):
        assert contrast(table[one], table[other]) > 1.25, (one, other)


@EVERY
def test_words_are_set_in_word_colours(form):
    from matplotlib.colors import to_hex

    panel, _ = drawn(form, False)
    texts = [*panel.figure.texts, *panel.ax.get_xticklabels(), *panel.ax.get_yticklabels()]
    allowed = {PALETTE[name] for name in WORDS}
    assert {to_hex(text.get_color()) for text in texts if text.get_text()} <= allowed


# refusals


EMPTY = race([], [], "2025-01", "M")


@pytest.mark.parametrize(
    "refused",
    [
        lambda: charts.two_lines(EMPTY, **WORDS_OF),
        lambda: charts.gap_columns(EMPTY, **WORDS_OF),
        lambda: charts.ratio_line(EMPTY, **WORDS_OF),
        lambda: charts.scoreboard(EMPTY, **WORDS_OF),
        lambda: charts.lines(EMPTY[["home"]], **WORDS_OF),
        lambda: charts.same_point(pd.DataFrame(), [2026], **WORDS_OF),
        lambda: charts.dots(rules().iloc[:0], **WORDS_OF),
        lambda: charts.waterfall(steps().iloc[:0], **WORDS_OF),
        lambda: charts.bars(advantage().iloc[:0], **WORDS_OF),
        lambda: charts.bars(ranges().assign(low=np.nan), **WORDS_OF),
        lambda: charts.stacked(contributions().iloc[:0], **WORDS_OF),
        lambda: charts.stacked(contributions().assign(ships=np.nan), **WORDS_OF),
        lambda: charts.steps(duties().iloc[:0], **WORDS_OF),
        lambda: charts.scoreboard(monthly(), since=2050, **WORDS_OF),
        lambda: charts.gap_columns(yearly().assign(gap=np.nan), **WORDS_OF),
        lambda: charts.same_point(cumulated([2026]) * np.nan, [2026], **WORDS_OF),
    ],
)
def test_nothing_to_draw_is_refused_in_one_sentence(refused):
    with pytest.raises(ValueError, match=r"has nothing to draw: [^.]+[.]$"):
        refused()


@pytest.mark.parametrize(
    ("refused", "why"),
    [
        (lambda: charts.two_lines(yearly().drop(columns="home"), **WORDS_OF), "column 'home'"),
        (lambda: charts.two_lines(yearly().reset_index(drop=True), **WORDS_OF), "PeriodIndex"),
        (lambda: charts.two_lines(yearly()[::-1], **WORDS_OF), "order of time"),
        (lambda: charts.two_lines(yearly().assign(home=0.0), log=True, **WORDS_OF), "positive"),
        (lambda: charts.scoreboard(yearly(), **WORDS_OF), "monthly"),
        (lambda: charts.scoreboard(monthly().assign(ratio=0.0), **WORDS_OF), "positive"),
        (lambda: charts.same_point(cumulated([2025, 2026]), [1999], **WORDS_OF), "2025, 2026"),
        (lambda: charts.same_point(cumulated([2026]), [], **WORDS_OF), "one to three"),
        (lambda: charts.lines(ranks(), **WORDS_OF), "one to five"),
        (lambda: charts.lines(ranks(), ["Mars"], **WORDS_OF), "Mars"),
        (lambda: charts.waterfall(steps((1, 2, 3, 4, 5, 99)), **WORDS_OF), "Gap 2025"),
        (lambda: charts.waterfall(steps().iloc[1:], **WORDS_OF), "first row"),
        (lambda: charts.waterfall(steps().assign(kind="sum"), **WORDS_OF), "kind"),
        (
            lambda: charts.dots(
                rules()
                .assign(value=np.nan)
                .fillna({"value_before": 1})
                .assign(value=[1, np.nan, 2, 3]),
                **WORDS_OF,
            ),
            "the year at its",
        ),
        (lambda: charts.ratio_line(yearly(), trend=monthly()["ratio"], **WORDS_OF), "trend"),
        (lambda: charts.lines(indices() - 200, log=True, **WORDS_OF), "positive"),
        (lambda: charts.lines(indices(), log=True, base=0, **WORDS_OF), "positive"),
        (lambda: charts.lines(indices(), colours={"all chips": "red"}, **WORDS_OF), "PALETTE"),
        (lambda: charts.lines(indices(), colours={"ships": "home"}, **WORDS_OF), "PALETTE"),
        (lambda: charts.stacked(contributions(), "sum", **WORDS_OF), "one to 4|'sum'"),
        (lambda: charts.stacked(contributions()[["residual", "total"]], **WORDS_OF), "one to 4"),
        (lambda: charts.stacked(contributions().assign(x=1.0), **WORDS_OF), "one to 4"),
        (lambda: charts.stacked(contributions().reset_index(), **WORDS_OF), "PeriodIndex|one to"),
        (
            lambda: charts.stacked(
                contributions().assign(total=lambda f: f["total"] + 2), **WORDS_OF
            ),
            "of 2020-10 do not add",
        ),
        (
            lambda: charts.stacked(
                contributions().assign(ships=lambda f: f["ships"].where(f.index != "2021-03")),
                **WORDS_OF,
            ),
            "all parts of a period or none; see 2021-03",
        ),
        (lambda: charts.bars(ranges().assign(low=5.0), **WORDS_OF), "low <= value <= high"),
        (lambda: charts.bars(ranges().assign(value=9.0), **WORDS_OF), "25 percent"),
        (lambda: charts.bars(ranges()[["value", "low"]], **WORDS_OF), "column 'high'"),
        (lambda: charts.bars(advantage().assign(value=[1, np.nan, 2, 3]), **WORDS_OF), "cars"),
        (lambda: charts.bars(advantage().assign(colour="red"), **WORDS_OF), "PALETTE"),
        (lambda: charts.steps(yearly()[["home"]], **WORDS_OF), "days"),
        (lambda: charts.steps(duties().iloc[:1], **WORDS_OF), "two days"),
        (lambda: charts.steps(duties().iloc[[0, 1, 1]], **WORDS_OF), "once"),
        (lambda: charts.steps(duties().assign(a=1, b=2), **WORDS_OF), "one to three"),
        (lambda: charts.steps(duties(), open_from="2027-01-01", **WORDS_OF), "2027-01-01 lies"),
        (lambda: charts.steps(duties(), marks=[("2024-12-31", "x")], **WORDS_OF), "2024-12-31"),
        (lambda: charts.two_lines(yearly(), **WORDS_OF | {"alt": " "}), "alt text"),
    ],
)
def test_frames_that_mean_something_else_are_refused(refused, why):
    with pytest.raises(ValueError, match=why):
        refused()
