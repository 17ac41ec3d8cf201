"""The form with days along the axis: rates in force, which change on a date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Unpack

import numpy as np
import pandas as pd

from exportgap.charts.axes import marks_for
from exportgap.charts.chart import Caption, Chart
from exportgap.charts.frames import Floats, in_order, last_known, need, numbers
from exportgap.charts.labels import NBSP, balance, date_of, display, freest, when, width_of, wrap
from exportgap.charts.palette import PALETTE, SERIES, tones, word_tone
from exportgap.charts.panel import EndLabel, Panel

# A note above the plot: its line's x and its foot in px, its lines of words, 1 where it stands
# right of the line and -1 where it stands left.
Flag = tuple[float, float, list[str], int]


def steps(
    table: pd.DataFrame,
    *,
    marks: Sequence[tuple[object, str]] = (),
    open_from: object = None,
    colours: Mapping[str, str] | None = None,
    **caption: Unpack[Caption],
) -> Chart:
    """Draw rates that hold from day to day, in percent from zero, as steps.

    Between two lines stands the tint of the higher one; lines that coincide stand side by side.

    Args:
        table: DatetimeIndex or PeriodIndex of days; one to three columns, percent. A value holds
            until the next row; the last row is the last day drawn; a missing value is a gap.
        marks: (date, words) to note above the plot, each with its day.
        open_from: the first day of what is announced and not in force, drawn dashed.
        colours: palette names for columns; the pair's areas have their own, the others take the
            first free of SERIES.
        caption: title, subtitle, foot and alt text, as `Chart` takes them.

    Raises:
        ValueError: no rows, no days, fewer than two, a day twice, more than three columns, a
            date outside the days drawn, or a colour that is not in the palette.
    """
    names = [str(name) for name in table]
    need(table, "steps", *names)
    if not 1 <= len(names) <= 3:
        raise ValueError(f"steps takes one to three columns, not {names}.")
    if isinstance(table.index, pd.DatetimeIndex):
        table = table.set_axis(table.index.to_period("D"))
    if getattr(table.index, "freqstr", "") != "D" or len(table) < 2:
        raise ValueError("steps needs two days or more: a DatetimeIndex or a PeriodIndex of days.")
    every = in_order(table, "steps")
    noted: dict[pd.Period, str] = {}
    dated = [(pd.Period(day, "D"), words) for day, words in marks]
    for day, words in sorted(dated, key=lambda mark: mark[0]):
        kept = words.replace(" %", f"{NBSP}%")
        noted[day] = f"{noted[day]}; {kept}" if day in noted else kept
    opened = [] if open_from is None else [pd.Period(open_from, "D")]
    for day in (*noted, *opened):
        if not every[0] <= day <= every[-1]:
            raise ValueError(f"steps draws {every[0]} to {every[-1]}; {day} lies outside.")
    # Corners are the days on which a rate changes, and the one from which lines are dashed.
    changed = table.ne(table.shift()).any(axis=1).to_numpy() | (every == every[-1])
    corners = every[changed].union(pd.PeriodIndex(opened, freq="D"))
    table = table.reindex(corners, method="ffill")
    x = when(corners)
    solid = int(corners.get_loc(opened[0])) if opened else len(x)
    curves = {name: numbers(table[name]) for name in names}
    tone = tones(names, SERIES, table.attrs, colours)
    both = np.concatenate(list(curves.values()))
    low, high = min(float(np.nanmin(both)), 0.0), max(float(np.nanmax(both)), 0.0)

    def draw(panel: Panel) -> None:
        form = panel.layout
        size = 0.94 * form.label
        ends = []
        # Of labels at one level the first stands lowest, as its line does.
        for name, y in reversed(curves.items()):
            i = last_known(y)
            end = min(i + 1, len(x) - 1)
            date = f", {date_of(corners[end] - 1).replace(' ', NBSP)}" * (i < len(x) - 1)
            words = f"{display(name)}{date} {NBSP}{_percent(y[i])}"
            ends.append(EndLabel(x[end], y[i], words, word_tone(tone[name])))
        flags: list[Flag] = []

        def top(left: float, right: float) -> float:
            share = (when(pd.PeriodIndex([*noted], freq="D")) - x[0]) / (x[-1] - x[0])
            at = [float(place) for place in left + share * (right - left)]
            said = [(date_of(day), words) for day, words in noted.items()]
            flags[:] = _flags(at, said, form.left, form.width - form.pad, size)
            return max(_summit(flags, size), 1.1 * size)

        panel.open(low, high or 1.0, ends, index=every, percent=True, top=top)
        per = panel.at(0, 1)[1] - panel.at(0, 0)[1]
        xs = np.repeat(x, 2)[1:]
        paths = {name: np.repeat(y, 2)[:-1] for name, y in curves.items()}
        if len(names) == 2:
            for one, other in (names, names[::-1]):
                _tint(panel, xs, paths[one], paths[other], f"{tone[one]}_light")
        traced = []
        for rank, name in enumerate(names):
            ys = paths[name] + (len(names) - 1 - rank) * form.line / per
            panel.line(xs[: 2 * solid], ys[: 2 * solid], tone[name], form.line)
            if opened:
                later = slice(2 * solid - 1, None)
                panel.line(xs[later], ys[later], tone[name], form.line, dashed=True)
            traced.append(panel.ax.transData.transform(np.column_stack([xs, ys])))
        for at, foot, note, turn in flags:
            summit = panel.top + foot + 1.2 * size * len(note)
            panel.stroke([(at, panel.bottom), (at, summit)], "faint", 1.2)
            traced.append(np.array([(at, panel.bottom), (at, summit)]))
            for row, line in enumerate(note):
                panel.text(
                    at + 6 * turn,
                    summit - (0.6 + 1.2 * row) * size,
                    line,
                    colour="text",
                    size=size,
                    weight="normal" if row else "semibold",
                    ha="left" if turn > 0 else "right",
                )
        panel.end_labels(ends)
        points = np.concatenate([np.linspace(p[:-1], p[1:], 60).reshape(-1, 2) for p in traced])
        points = points[~np.isnan(points).any(axis=1)]
        most = np.fmax.reduce(list(curves.values()))
        for name, y in curves.items():
            _name_levels(panel, x, y, most, word_tone(tone[name]), points, size)
        for day in when(pd.PeriodIndex(opened, freq="D")):
            levels = np.arange(panel.top - 0.8 * size, panel.bottom, -size)
            _settle(panel, "announced →", [panel.at(day, 0)[0] + 6], levels, points, "muted", size)

    return Chart(draw, **caption)


def _percent(value: float) -> str:
    return marks_for([float(value)], percent=True, alike=False)[0]


def _tint(panel: Panel, x: Floats, above: Floats, below: Floats, colour: str) -> None:
    """Fill what lies between two step lines where the first is higher; three have no tint."""
    if colour in PALETTE:
        panel.ax.fill_between(
            x,
            below,
            above,
            where=(above > below).tolist(),
            color=PALETTE[colour],
            linewidth=0,
            zorder=0.6,
            clip_on=False,
        )


def _name_levels(
    panel: Panel, x: Floats, y: Floats, most: Floats, colour: str, points: Floats, size: float
) -> None:
    """Set each rate but the last at its stretch of the line, outside the tint if it can be.

    `most` is the highest rate of any line; zero says itself on the axis.
    """
    starts = [i for i in range(len(y)) if y[i] > 0 and (i == 0 or y[i] != y[i - 1])]
    for start in starts:
        end = next((j for j in range(start, len(y)) if y[j] != y[start]), None)
        if end is None:
            continue
        words = _percent(y[start])
        left, level = panel.at(x[start], y[start])
        room = panel.at(x[end], 0)[0] - left - width_of(words, size)
        across = [left + room * share for share in (0.5, 0.35, 0.65, 0.2, 0.8) if room > 0]
        levels = [level + size, level - 0.9 * size][:: 1 if y[start] == most[start] else -1]
        _settle(panel, words, across, levels, points, colour, size)


def _settle(
    panel: Panel,
    words: str,
    across: Sequence[float],
    levels: Sequence[float] | Floats,
    points: Floats,
    colour: str,
    size: float,
) -> None:
    """Set words at the first place that is free of lines and of other words, if there is one."""
    width = width_of(words, size)
    spots = [
        (x, float(y) - 0.5 * size, x + width, float(y) + 0.5 * size)
        for y in levels
        for x in across
        if x + width <= panel.right and y - 0.5 * size > panel.bottom
    ]
    if spots:
        spot, hits = freest(spots, panel.taken, points, air=3)
        if not hits:
            panel.text(spot[0], (spot[1] + spot[3]) / 2, words, colour=colour, size=size)


def _summit(flags: Sequence[Flag], size: float) -> float:
    return max((foot + 1.2 * size * len(words) for _, foot, words, _ in flags), default=0.0)


def _flags(
    at: Sequence[float], said: Sequence[tuple[str, str]], low: float, limit: float, size: float
) -> list[Flag]:
    """Place notes beside their lines (px), one above the other where they would meet.

    The first few stand left of their lines, the others right; no line runs through a note, for
    each rises only to its own. Of all splits and widths the one of least height is taken.
    """
    every, words_of = list(zip(at, said, strict=True)), dict(said)

    def side(some: Sequence[tuple[float, tuple[str, str]]], turn: int, widest: float) -> list[Flag]:
        flags: list[Flag] = []
        for x, (date, words) in some[::-turn]:
            room = (limit - x if turn > 0 else x - low) - 8
            longest = max(width_of(word, size, "semibold") for word in [date, *words.split(" ")])
            if turn < 0 and room < longest:
                return [(x, np.inf, [date], turn)]
            lines = [date, *wrap(words, size, min(max(widest, longest), room))]
            # The date is semibold; so measured, the others are none too narrow.
            reach = x + turn * (14 + max(width_of(line, size, "semibold") for line in lines))
            under = _summit([flag for flag in flags if turn * (flag[0] - reach) < 0], size) / size
            # The lowest leave room for a rate below them.
            flags.append((x, max(under + 0.5, 1.3) * size, lines, turn))
        return flags

    tried = [
        side(every[:split], -1, widest) + side(every[split:], 1, widest)
        for split in range(len(every) + 1)
        for widest in range(70, 300, 10)
    ]
    best = min(tried, key=lambda flags: _summit(flags, size))
    evened: list[Flag] = []
    for x, foot, (date, *lines), turn in best:
        widest = max((width_of(line, size) for line in lines), default=0) + 0.01
        evened.append((x, foot, [date, *balance(words_of[date], size, widest)], turn))
    return evened
