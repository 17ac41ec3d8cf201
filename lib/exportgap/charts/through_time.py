"""Forms with time along the axis: levels, gap, ratio, any few series."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from exportgap.charts.chart import Chart, need, provisional
from exportgap.charts.labels import (
    NBSP,
    date_of,
    decimals_for,
    display,
    names_of,
    number,
    pitch,
    spread,
    when,
    width_of,
)
from exportgap.charts.palette import PALETTE
from exportgap.charts.panel import EndLabel, Floats, Panel

# Series colours in order of use; the first two are the pair's own.
SERIES = ("home", "rival", "third", "fourth", "fifth")


def _numbers(series: pd.Series[float]) -> Floats:
    values: Floats = series.to_numpy(dtype=np.float64, na_value=np.nan)
    return values


def _periods(frame: pd.DataFrame, form: str) -> pd.PeriodIndex:
    if not isinstance(frame.index, pd.PeriodIndex):
        raise ValueError(f"{form} needs a PeriodIndex (monthly, quarterly or yearly).")
    if not (frame.index.is_monotonic_increasing and frame.index.is_unique):
        raise ValueError(f"{form} needs each period once, in order of time.")
    return frame.index


def _last(y: Floats) -> int:
    return int(np.flatnonzero(~np.isnan(y))[-1])


def two_lines(
    frame: pd.DataFrame, *, title: str, subtitle: str, foot: str, alt: str, log: bool = False
) -> Chart:
    """Draw home and rival over time; the area between takes the tint of who leads.

    Args:
        frame: PeriodIndex; `home`, `rival` (billions of one currency), optional `provisional`.
        title: the finding.
        subtitle: measure, unit, areas, period, adjustment.
        foot: sources and vintage.
        alt: alt text.
        log: a logarithmic value axis, which then says so.

    Raises:
        ValueError: no rows, no PeriodIndex, a column missing or all missing; `log` with a value
            that is not positive.
    """
    need(frame, "two_lines", "home", "rival")
    index = _periods(frame, "two_lines")
    x, home, rival = when(index), _numbers(frame["home"]), _numbers(frame["rival"])
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
            for i in [_last(y)]
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

    return Chart(draw, title=title, subtitle=subtitle, foot=foot, alt=alt)


def gap_columns(frame: pd.DataFrame, *, title: str, subtitle: str, foot: str, alt: str) -> Chart:
    """Draw the gap as columns from zero in the colour of who leads; provisional ones hollow.

    Args:
        frame: PeriodIndex; `gap` (rival minus home, billions), optional `provisional`.
        title: the finding.
        subtitle: measure, unit, areas, period, adjustment.
        foot: sources and vintage.
        alt: alt text.

    Raises:
        ValueError: no rows, no PeriodIndex, or `gap` missing.
    """
    need(frame, "gap_columns", "gap")
    index = _periods(frame, "gap_columns")
    x, gap, flags = when(index), _numbers(frame["gap"]), np.array(provisional(frame))
    low, high = min(float(np.nanmin(gap)), 0.0), max(float(np.nanmax(gap)), 0.0)
    home, rival = names_of(frame.attrs)
    last = _last(gap)

    def draw(panel: Panel) -> None:
        from matplotlib.patches import PathPatch
        from matplotlib.path import Path

        colour = "home" if gap[last] < 0 else "rival"
        worth = number(gap[last], decimals_for(max(high, -low)), signed=True)
        end = EndLabel(
            x[last] + 0.4 * pitch(index),
            gap[last],
            f"{date_of(index[last]).replace(' ', NBSP)} {NBSP}{worth}",
            colour,
        )
        # Each side that holds a column, or nearly does, has room for its note.
        span = high - low
        near = low < 0 or float(np.nanmin(gap)) < 0.12 * high
        panel.open(
            min(low, -0.12 * span) if near else low,
            max(high, 0.12 * span) if low < 0 < high else high,
            [end],
            index=index,
            columns=True,
        )
        one = panel.at(pitch(index), 0)[0] - panel.at(0, 0)[0]
        # Columns closer than three px touch, or the paper between them would flicker.
        half = pitch(index) * (0.5 if one < 3 else 0.39)
        drawn = ~np.isnan(gap)
        for hollow in (False, True):
            for tone, ahead in (("home", gap < 0), ("rival", gap >= 0)):
                some = drawn & ahead & (flags == hollow)
                shapes = [
                    Path(
                        [(a - half, 0), (a - half, b), (a + half, b), (a + half, 0), (0, 0)],
                        [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY],
                    )
                    for a, b in zip(x[some], gap[some], strict=True)
                ]
                if not shapes:
                    continue
                panel.ax.add_patch(
                    PathPatch(
                        Path.make_compound_path(*shapes),
                        facecolor=PALETTE[f"{tone}_light" if hollow else tone],
                        edgecolor=PALETTE[tone],
                        linewidth=(1.4 if one > 4 else 0.6) if hollow else 0,
                        joinstyle="miter",
                        zorder=2.2,
                        clip_on=False,
                    )
                )
        panel.rule(0)
        _name_sides(panel, [home] * near + [rival] * (low < 0 < high), x[drawn], gap[drawn], half)
        panel.end_labels([end])

    return Chart(draw, title=title, subtitle=subtitle, foot=foot, alt=alt)


def _name_sides(panel: Panel, names: Sequence[str], x: Floats, gap: Floats, half: float) -> None:
    """Say who is ahead below zero, and above; a side with no free place is given some."""
    heights = np.linspace(0, 1, 20)[:, None, None]
    # A note must not slip in between the points of a broad column.
    widths = np.linspace(-half, half, 3 if len(x) > 60 else 25)[:, None]
    data = np.broadcast_arrays(x + widths, heights * gap)

    def points() -> Floats:
        px: Floats = panel.ax.transData.transform(np.column_stack([d.ravel() for d in data]))
        return px

    sides = list(zip(names, (True, False), strict=False))
    for name, below in sides:
        if panel.ahead_note(name, below=below, points=points(), dry=True):
            low, high = panel.ax.get_ylim()
            more = 0.1 * (high - low)
            panel.ax.set_ylim(low - more * below, high + more * (not below))
    for name, below in sides:
        panel.ahead_note(name, below=below, points=points(), from_left=not below)


def ratio_line(
    frame: pd.DataFrame,
    breaks: Sequence[pd.Period] | None = None,
    trend: pd.Series[float] | None = None,
    *,
    title: str,
    subtitle: str,
    foot: str,
    alt: str,
) -> Chart:
    """Draw home in percent of rival, with the line where they are equal.

    Args:
        frame: PeriodIndex; `ratio` (home / rival, a pure number), optional `provisional`.
        breaks: periods to mark with a dated vertical line.
        trend: a fitted ratio on the same index, drawn dashed.
        title: the finding.
        subtitle: measure, unit, areas, period, adjustment.
        foot: sources and vintage.
        alt: alt text.

    Raises:
        ValueError: no rows, no PeriodIndex, `ratio` missing, or a trend on another index.
    """
    need(frame, "ratio_line", "ratio")
    index = _periods(frame, "ratio_line")
    x, percent = when(index), 100 * _numbers(frame["ratio"])
    if trend is not None and not trend.index.equals(index):
        raise ValueError("ratio_line needs a trend on the same periods as the frame.")
    low, high = min(float(np.nanmin(percent)), 100.0), max(float(np.nanmax(percent)), 100.0)
    last = _last(percent)
    marked, flags = sorted(set(breaks or ())), provisional(frame)

    def draw(panel: Panel) -> None:
        form = panel.layout
        colour = "home"
        fitted = None if trend is None else 100 * _numbers(trend)
        decimals = 1 if abs(percent[last] - 100) < 10 else 0
        end = EndLabel(x[last], percent[last], f"{number(percent[last], decimals)}{NBSP}%", colour)
        ends = [end]
        if fitted is not None:
            i = _last(fitted)
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

    return Chart(draw, title=title, subtitle=subtitle, foot=foot, alt=alt)


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
    title: str,
    subtitle: str,
    foot: str,
    alt: str,
    invert: bool = False,
    log: bool = False,
) -> Chart:
    """Draw any few series; with more than five, all grey but the highlighted.

    Args:
        frame: PeriodIndex; one column a series, its name the label.
        highlight: columns in colour, up to five; empty means all, where there are five or fewer.
        title: the finding.
        subtitle: measure, unit, areas, period, adjustment.
        foot: sources and vintage.
        alt: alt text.
        invert: values are ranks: 1 at the top, whole numbers only.
        log: a logarithmic value axis, which then says so.

    Raises:
        ValueError: no rows, no PeriodIndex, an unknown highlight, more than five series and none
            highlighted, or `log` with a value that is not positive.
    """
    names = [str(name) for name in frame]
    need(frame, "lines", *names)
    index = _periods(frame, "lines")
    shown = list(highlight) or (names if len(names) <= 5 else [])
    if not 1 <= len(shown) <= 5 or not set(shown) <= set(names):
        raise ValueError(f"lines needs one to five of {names} to highlight, not {shown}.")
    x = when(index)
    table = {name: _numbers(frame[name]) for name in names}
    low = min(float(np.nanmin(y)) for y in table.values())
    high = max(float(np.nanmax(y)) for y in table.values())
    if log and low <= 0:
        raise ValueError("lines can show only positive values on a log axis.")
    decimals = 0 if invert else decimals_for(high)
    pair = dict(zip(("home", "rival"), names_of(frame.attrs), strict=True))
    own = {name: side for side, name in pair.items() if name in shown}
    spare = iter([c for c in SERIES if c not in own.values()])
    colours = {name: own.get(name) or next(spare) for name in shown}

    def label(name: str, colour: str, weight: str) -> EndLabel:
        i = _last(table[name])
        worth = number(table[name][i], decimals)
        words = f"{worth} {display(name)}" if invert else f"{display(name)} {NBSP}{worth}"
        return EndLabel(x[i], table[name][i], words, colour, weight)

    def draw(panel: Panel) -> None:
        ends = [label(name, colours[name], "semibold") for name in shown]
        others = [name for name in table if name not in shown]
        context = [label(name, "muted", "normal") for name in others]
        context = [end for end in context if end.x == x[-1]]
        base = low if log or invert or low > 0.4 * high else min(0.0, low)
        panel.open(base, high, [*ends, *context], index=index, log=log, ranks=invert)
        if base < 0 and not log:
            panel.rule(0)
        panel.context(x, [table[name] for name in others])
        for name in reversed(shown):
            panel.line(x, table[name], colours[name], panel.layout.line)
            panel.ending(x, table[name], [False] * len(x), colours[name])
        panel.end_labels(ends, context)

    return Chart(draw, title=title, subtitle=subtitle, foot=foot, alt=alt)
