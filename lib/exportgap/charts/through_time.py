"""Forms with lines over time: the pair's levels, their ratio, any few series."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Unpack

import numpy as np
import pandas as pd

from exportgap.charts.chart import Caption, Chart
from exportgap.charts.frames import gridded, in_order, last_known, need, numbers, provisional
from exportgap.charts.labels import (
    NBSP,
    date_of,
    decimals_for,
    display,
    names_of,
    number,
    spread,
    when,
    width_of,
)
from exportgap.charts.palette import PALETTE, SERIES, tones, word_tone
from exportgap.charts.panel import EndLabel, Panel


def two_lines(frame: pd.DataFrame, *, log: bool = False, **caption: Unpack[Caption]) -> Chart:
    """Draw home and rival over time; the area between takes the tint of who leads.

    Args:
        frame: PeriodIndex; `home`, `rival` (billions of one currency), optional `provisional`.
        log: a logarithmic value axis, which then says so.
        caption: title, subtitle, foot and alt text, as `Chart` takes them.

    Raises:
        ValueError: no rows, no PeriodIndex, a column missing or all missing; `log` with a value
            that is not positive.
    """
    need(frame, "two_lines", "home", "rival")
    index = in_order(frame, "two_lines")
    x, home, rival = when(index), numbers(frame["home"]), numbers(frame["rival"])
    both = np.concatenate([home, rival])
    low, high = float(np.nanmin(both)), float(np.nanmax(both))
    if log and low <= 0:
        raise ValueError("two_lines can show only positive values on a log axis.")
    decimals = decimals_for(high)
    names, flags = names_of(frame.attrs), provisional(frame)

    def draw(panel: Panel) -> None:
        ends = [
            EndLabel(x[i], y[i], f"{display(name)} {NBSP}{number(y[i], decimals)}", colour)
            for y, name, colour in zip((home, rival), names, ("home", "rival"), strict=True)
            for i in [last_known(y)]
        ]
        # Levels start at zero unless that would press the lines together at the top.
        base = low if log or low > 0.4 * high else min(0.0, low)
        panel.open(base, high, ends, index=index, log=log)
        for ahead, colour in ((home > rival, "home_light"), (home < rival, "rival_light")):
            panel.ax.fill_between(
                x,
                home,
                rival,
                where=(ahead & ~np.isnan(home + rival)).tolist(),
                interpolate=True,
                color=PALETTE[colour],
                linewidth=0,
                zorder=0.6,
                clip_on=False,
            )
        for y, colour in ((rival, "rival"), (home, "home")):
            panel.line(x, y, colour, panel.layout.line)
            panel.ending(x, y, flags, colour)
        panel.end_labels(ends)

    return Chart(draw, **caption)


def ratio_line(
    frame: pd.DataFrame,
    breaks: Sequence[pd.Period] | None = None,
    trend: pd.Series[float] | None = None,
    **caption: Unpack[Caption],
) -> Chart:
    """Draw home in percent of rival, with the line where they are equal.

    Args:
        frame: PeriodIndex; `ratio` (home / rival, a pure number), optional `provisional`.
        breaks: periods to mark with a dated vertical line.
        trend: a fitted ratio on the same index, drawn dashed.
        caption: title, subtitle, foot and alt text, as `Chart` takes them.

    Raises:
        ValueError: no rows, no PeriodIndex, `ratio` missing, or a trend on another index.
    """
    need(frame, "ratio_line", "ratio")
    index = in_order(frame, "ratio_line")
    x, percent = when(index), 100 * numbers(frame["ratio"])
    if trend is not None and not trend.index.equals(index):
        raise ValueError("ratio_line needs a trend on the same periods as the frame.")
    low, high = min(float(np.nanmin(percent)), 100.0), max(float(np.nanmax(percent)), 100.0)
    last = last_known(percent)
    marked, flags = sorted(set(breaks or ())), provisional(frame)

    def draw(panel: Panel) -> None:
        form = panel.layout
        colour = "home"
        fitted = None if trend is None else 100 * numbers(trend)
        decimals = 1 if abs(percent[last] - 100) < 10 else 0
        end = EndLabel(x[last], percent[last], f"{number(percent[last], decimals)}{NBSP}%", colour)
        ends = [end]
        if fitted is not None:
            i = last_known(fitted)
            words = f"trend {NBSP}{number(fitted[i], decimals)}{NBSP}%"
            ends.append(EndLabel(x[i], fitted[i], words, "gap", "normal"))
        size = 0.94 * form.label
        base = low if low > 45 else 0.0
        panel.open(base, high, ends, index=index, percent=True, top=2 * size * bool(marked))
        _mark_breaks(panel, marked, size)
        panel.rule(100)
        if fitted is not None:
            panel.line(x, fitted, "gap", 1.5, dashed=True, z=3.2)
        panel.line(x, percent, colour, form.line)
        panel.ending(x, percent, flags, colour)
        panel.end_labels(ends)
        known = ~np.isnan(percent)
        fine = np.linspace(x.min(), x.max(), 400)
        curve = np.column_stack([fine, np.interp(fine, x[known], percent[known])])
        level = panel.at(0, 100)[1]
        panel.note(
            "equal",
            [level + 0.95 * size, level - 0.95 * size],
            panel.ax.transData.transform(curve),
            from_left=True,
        )

    return Chart(draw, **caption)


def _mark_breaks(panel: Panel, marked: Sequence[pd.Period], size: float) -> None:
    """Draw a dated line at each period; dates that crowd move apart, or shrink to the year."""
    if not marked:
        return
    at = [panel.at(x, 100)[0] for x in when(pd.PeriodIndex(marked))]
    for words in ([date_of(period) for period in marked], [str(p.year) for p in marked]):
        half = max(width_of(word, size) for word in words) / 2
        right = panel.layout.width - panel.layout.pad - half
        if 2 * (half + 4) * (len(at) - 1) <= right - panel.left - half:
            break
    else:
        words = []
    y = panel.top + 1.1 * size
    middles = spread(at, 2 * half + 8, panel.left + half, right) if words else at
    for x, middle in zip(at, middles, strict=True):
        panel.stroke([(x, panel.bottom), (x, panel.top), (middle, y - 0.6 * size)], "faint", 1.2)
    for word, middle in zip(words, middles, strict=False):
        panel.text(middle, y, word, size=size, ha="center")


def lines(
    frame: pd.DataFrame,
    highlight: Sequence[str] = (),
    *,
    colours: Mapping[str, str] | None = None,
    base: float | None = None,
    invert: bool = False,
    log: bool = False,
    **caption: Unpack[Caption],
) -> Chart:
    """Draw any few series; with more than five, all grey but the highlighted.

    A missing period leaves a gap in its line. A line that ends early says when.

    Args:
        frame: PeriodIndex; one column a series, its name the label. The last point is hollow
            where `attrs["provisional"]` names its period.
        highlight: columns in colour, up to five; empty means all, where there are five or fewer.
        colours: palette names for highlighted columns; the pair's areas have their own, the
            others take the first free of SERIES.
        base: a level to draw a line at: 100 for an index, 0 for growth rates (signed then).
        invert: values are ranks: 1 at the top, whole numbers only.
        log: a logarithmic value axis, which then says so.
        caption: title, subtitle, foot and alt text, as `Chart` takes them.

    Raises:
        ValueError: no rows, no PeriodIndex, an unknown highlight, more than five series and none
            highlighted, a colour that is not in the palette, or `log` with a value or base that
            is not positive.
    """
    names = [str(name) for name in frame]
    need(frame, "lines", *names)
    frame, index = gridded(frame, "lines")
    shown = list(highlight) or (names if len(names) <= 5 else [])
    if not 1 <= len(shown) <= 5 or not set(shown) <= set(names):
        raise ValueError(f"lines needs one to five of {names} to highlight, not {shown}.")
    x, flags = when(index), provisional(frame)
    table = {name: numbers(frame[name]) for name in names}
    every = np.append(np.concatenate(list(table.values())), np.nan if base is None else base)
    low, high = float(np.nanmin(every)), float(np.nanmax(every))
    if log and low <= 0:
        raise ValueError("lines can show only positive values on a log axis.")
    decimals = 0 if invert else decimals_for(max(high, -low))
    tone = tones(shown, SERIES, frame.attrs, colours)

    def label(name: str, colour: str, weight: str) -> EndLabel:
        i = last_known(table[name])
        worth = number(table[name][i], decimals, signed=base == 0)
        date = f", {date_of(index[i]).replace(' ', NBSP)}" * (i < len(index) - 1)
        words = f"{worth} {display(name)}" if invert else f"{display(name)}{date} {NBSP}{worth}"
        return EndLabel(x[i], table[name][i], words, colour, weight)

    def draw(panel: Panel) -> None:
        ends = [label(name, word_tone(tone[name]), "semibold") for name in shown]
        others = [name for name in table if name not in shown]
        context = [label(name, "muted", "normal") for name in others]
        context = [end for end in context if end.x == x[-1]]
        floor = low if log or invert or low > 0.4 * high else min(0.0, low)
        panel.open(floor, high, [*ends, *context], index=index, log=log, ranks=invert)
        level = 0.0 if base is None else base
        if base is not None or (floor < 0 and not log):
            panel.rule(level)
        panel.context(x, [table[name] for name in others])
        # Months of many years swing within a few px: thick lines would run into one area.
        width = panel.layout.line
        width *= 0.65 if panel.right - panel.left < 1.5 * width * len(x) else 1
        for name in reversed(shown):
            panel.line(x, table[name], tone[name], width)
            panel.ending(x, table[name], flags, tone[name])
        panel.end_labels(ends, context)

    return Chart(draw, **caption)
