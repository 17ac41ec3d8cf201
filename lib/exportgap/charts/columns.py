"""Forms with upright columns over time: the gap from zero, and contributions stacked on it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Unpack

import numpy as np
import pandas as pd

from exportgap.charts.chart import Caption, Chart
from exportgap.charts.frames import (
    Floats,
    gridded,
    in_order,
    last_known,
    need,
    numbers,
    provisional,
)
from exportgap.charts.labels import (
    NBSP,
    date_of,
    decimals_for,
    display,
    names_of,
    number,
    pitch,
    when,
)
from exportgap.charts.palette import PALETTE, STACK, tones, word_tone
from exportgap.charts.panel import EndLabel, Panel


def _half(panel: Panel, index: pd.PeriodIndex) -> tuple[float, float]:
    """Return half a column's width in data units, and the width of a period in px."""
    one = panel.at(pitch(index), 0)[0] - panel.at(0, 0)[0]
    # Columns closer than three px touch, or the paper between them would flicker.
    return pitch(index) * (0.5 if one < 3 else 0.39), one


def _columns(
    panel: Panel,
    spans: Iterable[tuple[float, float, float]],
    half: float,
    fill: str,
    edge: str,
    width: float,
) -> None:
    """Draw columns (middle, start, end in data units) of one colour as one shape."""
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    shapes = [
        Path(
            [(x - half, a), (x - half, b), (x + half, b), (x + half, a), (0, 0)],
            [Path.MOVETO, Path.LINETO, Path.LINETO, Path.LINETO, Path.CLOSEPOLY],
        )
        for x, a, b in spans
    ]
    if shapes:
        panel.ax.add_patch(
            PathPatch(
                Path.make_compound_path(*shapes),
                facecolor=PALETTE[fill],
                edgecolor=PALETTE[edge],
                linewidth=width,
                joinstyle="miter",
                zorder=2.2,
                clip_on=False,
            )
        )


def gap_columns(frame: pd.DataFrame, **caption: Unpack[Caption]) -> Chart:
    """Draw the gap as columns from zero in the colour of who leads; provisional ones hollow.

    Args:
        frame: PeriodIndex; `gap` (rival minus home, billions), optional `provisional`.
        caption: title, subtitle, foot and alt text, as `Chart` takes them.

    Raises:
        ValueError: no rows, no PeriodIndex, or `gap` missing.
    """
    need(frame, "gap_columns", "gap")
    index = in_order(frame, "gap_columns")
    x, gap, flags = when(index), numbers(frame["gap"]), np.array(provisional(frame))
    low, high = min(float(np.nanmin(gap)), 0.0), max(float(np.nanmax(gap)), 0.0)
    home, rival = names_of(frame.attrs)
    newest = last_known(gap)

    def draw(panel: Panel) -> None:
        colour = "home" if gap[newest] < 0 else "rival"
        worth = number(gap[newest], decimals_for(max(high, -low)), signed=True)
        end = EndLabel(
            x[newest] + 0.4 * pitch(index),
            gap[newest],
            f"{date_of(index[newest]).replace(' ', NBSP)} {NBSP}{worth}",
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
        half, one = _half(panel, index)
        drawn = ~np.isnan(gap)
        for hollow in (False, True):
            for tone, ahead in (("home", gap < 0), ("rival", gap >= 0)):
                some = drawn & ahead & (flags == hollow)
                spans = [(a, 0.0, b) for a, b in zip(x[some], gap[some], strict=True)]
                edge = (1.4 if one > 4 else 0.6) if hollow else 0.0
                _columns(panel, spans, half, f"{tone}_light" if hollow else tone, tone, edge)
        panel.rule(0)
        _name_sides(panel, [home] * near + [rival] * (low < 0 < high), x[drawn], gap[drawn], half)
        panel.end_labels([end])

    return Chart(draw, **caption)


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


def stacked(
    table: pd.DataFrame,
    total: str = "total",
    *,
    names: Mapping[str, str] | None = None,
    colours: Mapping[str, str] | None = None,
    **caption: Unpack[Caption],
) -> Chart:
    """Draw contributions over time as columns stacked from zero, and their total as a line.

    What adds stands above zero, what takes away below; the first component is next to zero.
    A period without values is a gap.

    Args:
        table: PeriodIndex; one to four components and, if there is one, `residual`, in percentage
            points; `total` their sum. Periods in `attrs["provisional"]` have a hollow total.
        total: the column of the line.
        names: words for columns that do not say what they are.
        colours: palette names for components; the others take the first free of STACK, the
            residual light grey.
        caption: title, subtitle, foot and alt text, as `Chart` takes them.

    Raises:
        ValueError: no rows, no PeriodIndex, a column missing, too many components, a period with
            some of its parts, parts and residual that miss the total by over 1 percent of the
            largest value, or a colour that is not in the palette.
    """
    counted = [str(column) for column in table if column not in (total, "residual")]
    parts = [*counted, *["residual"] * ("residual" in table)]
    need(table, "stacked", total, *parts)
    if not 1 <= len(counted) <= len(STACK):
        raise ValueError(f"stacked takes one to {len(STACK)} components; the frame has {counted}.")
    table, index = gridded(table, "stacked")
    flags = provisional(table)
    x, level = when(index), numbers(table[total])
    values = np.column_stack([numbers(table[part]) for part in parts])
    unknown = np.isnan(values)
    torn = unknown.any(axis=1) & ~(unknown.all(axis=1))
    if torn.any():
        raise ValueError(f"stacked needs all parts of a period or none; see {index[torn][0]}.")
    most = float(np.nanmax(np.abs(np.column_stack([values, level]))))
    missed = np.abs(values.sum(axis=1) - level) > 0.01 * most
    if "residual" in parts and missed.any():
        raise ValueError(f"stacked: the parts of {index[missed][0]} do not add to its {total!r}.")
    # What stands below each part: the parts before it on its own side of zero.
    ups, downs = (np.cumsum(side, axis=1) for side in (values.clip(0), values.clip(max=0)))
    ends = np.where(values < 0, downs, ups)
    starts = ends - values
    low, high = (float(f(np.append(ends, level), initial=0)) for f in (np.nanmin, np.nanmax))
    colour = {**tones(counted, STACK, table.attrs, colours), "residual": "light"}
    decimals = decimals_for(most)
    words = {name: display((names or {}).get(name, name)) for name in (*parts, total)}
    shown = min(last_known(values.sum(axis=1)), last_known(level))

    def label(name: str, y: Floats, place: Floats, tone: str) -> EndLabel:
        i = last_known(y)
        date = f", {date_of(index[i]).replace(' ', NBSP)}" * (i != shown)
        worth = number(y[i], decimals, signed=True)
        return EndLabel(
            x[i] + 0.4 * pitch(index), place[i], f"{words[name]}{date} {NBSP}{worth}", tone
        )

    def draw(panel: Panel) -> None:
        middles = (starts + ends) / 2
        labels = [
            label(part, values[:, k], middles[:, k], word_tone(colour[part]))
            for k, part in enumerate(parts)
        ]
        labels.append(label(total, level, level, "ink"))
        # Above the labels stands the period they are of; a total of a later one names its own.
        alike = last_known(level) == shown
        of = max(end.y for end in labels[: None if alike else -1]) + 1e-6 * most
        date = date_of(index[shown]).replace(" ", NBSP)
        labels.append(
            EndLabel(
                x[shown], of, date if alike else f"parts of {date}", "muted", "normal", leader=False
            )
        )
        panel.open(low, high, labels, index=index, columns=True)
        half, one = _half(panel, index)
        for k, part in enumerate(parts):
            spans = [
                (a, b, c)
                for a, b, c in zip(x, starts[:, k], ends[:, k], strict=True)
                if not np.isnan(b)
            ]
            _columns(panel, spans, half, colour[part], "paper", 0.8 if one > 6 else 0.0)
        panel.rule(0)
        line = 0.8 * panel.layout.line
        panel.line(x, level, "paper", line + 2.6, z=3.4)
        panel.line(x, level, "ink", line, z=3.5)
        known = ~np.isnan(level)
        if one > 9:
            panel.marks(x[known], level[known], "ink", 2.6 * line)
        panel.ending(x, level, flags, "ink")
        panel.end_labels(labels)

    return Chart(draw, **caption)
