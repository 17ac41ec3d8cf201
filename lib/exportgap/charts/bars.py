"""Forms with categories down the side: dots and steps, each with its words and its value."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd

from exportgap.charts.chart import Chart, need
from exportgap.charts.labels import balance, decimals_for, display, names_of, number, width_of
from exportgap.charts.palette import PALETTE
from exportgap.charts.panel import Panel


def _open_rows(
    panel: Panel,
    names: Sequence[str],
    bold: Sequence[bool],
    scale: Callable[[float], tuple[float, float]],
    top: float = 0,
) -> list[float]:
    """Fix the plot, set the row names; return the height of each row's mark in px.

    Names stand left of the plot where there is room for them, above their marks on a phone.
    `scale` turns the width of the plot in px into the ends of the value axis.
    """
    form = panel.layout
    size = form.label
    step = 1.2 * size
    full = form.width - form.left - form.pad
    column = 290.0 if panel.wide else float(full)
    sets = [balance(name, size, column, "semibold") for name in names]
    if panel.wide:
        column = max(40.0, *(width_of(line, size, "semibold") for rows in sets for line in rows))
        heights = [max(len(lines) * step + 16, 44.0) for lines in sets]
    else:
        heights = [len(lines) * step + 2.4 * size for lines in sets]
    panel.frame(
        left=form.left + (column + 20 if panel.wide else 0),
        right=form.pad,
        top=top,
        bottom=6,
        height=sum(heights),
    )
    panel.right = float(form.width - form.pad)
    panel.ax.set_position(
        (
            panel.left / form.width,
            panel.ax.get_position().y0,
            (panel.right - panel.left) / form.width,
            panel.ax.get_position().height,
        )
    )
    panel.ax.set_xlim(*scale(panel.right - panel.left))
    panel.ax.set_ylim(panel.bottom, panel.top)
    panel.ax.set_xticks([])
    panel.ax.set_yticks([])
    panel.ax.set_axis_off()
    y, centres = panel.top, []
    for lines, height, strong in zip(sets, heights, bold, strict=True):
        block = len(lines) * step
        first = y - (height - block) / 2 - step / 2 if panel.wide else y - step / 2
        centres.append(y - height / 2 if panel.wide else y - block - 0.95 * size)
        for rank, line in enumerate(lines):
            panel.text(
                form.left,
                first - rank * step,
                line,
                colour="ink" if strong else "text",
                weight="semibold" if strong else "normal",
                # A connector may pass behind a name.
                clear=not panel.wide,
            )
        y -= height
    # On a phone the line would run through the names: it shows beside the marks only.
    spans = (
        [(panel.bottom, panel.top)]
        if panel.wide
        else [(y - 0.95 * size, y + 0.75 * size) for y in centres]
    )
    lows, highs = zip(*spans, strict=True)
    panel.ax.vlines([0] * len(spans), lows, highs, colors=PALETTE["ink"], linewidth=1.8, zorder=2.5)
    return centres


def dots(
    table: pd.DataFrame,
    *,
    title: str,
    subtitle: str,
    foot: str,
    alt: str,
    before: str = "",
) -> Chart:
    """Draw one signed gap a category as a dot on a stem from zero.

    Args:
        table: index of category labels; `value` (rival minus home, billions); optional
            `emphasis` (bool), optional `value_before` (drawn as a hollow dot).
        title: the finding.
        subtitle: measure, unit, areas, period, adjustment.
        foot: sources and vintage.
        alt: alt text.
        before: what the hollow dots are, for the key: "as first published".

    Raises:
        ValueError: no rows, or a `value` missing.
    """
    need(table, "dots", "value")
    if table["value"].isna().any():
        lost = [str(name) for name in table.index[table["value"].isna()]]
        raise ValueError(f"dots needs a value for each category; {lost} have none.")
    values = table["value"].to_numpy(dtype=float)
    earlier = (
        table["value_before"].to_numpy(dtype=float, na_value=np.nan)
        if "value_before" in table
        else np.full(len(values), np.nan)
    )
    bold = [bool(flag) for flag in table.get("emphasis", [False] * len(table))]
    both = np.concatenate([values, earlier[~np.isnan(earlier)], [0.0]])
    low, high = float(both.min()), float(both.max())
    if low == high:
        low, high = -1.0, 1.0
    decimals = decimals_for(float(np.abs(both).max()))
    home, rival = names_of(table.attrs)
    marks = [number(value, decimals, signed=True) for value in values]

    def draw(panel: Panel) -> None:
        form = panel.layout
        size = form.label
        dot = 3.6 * form.line
        sides = (f"← {display(home)} ahead", f"{display(rival)} ahead →")
        # Beyond the extremes on both sides: the value labels; at zero: the words on who leads.
        outer = [float(dot), float(dot)]
        for mark, value in zip(marks, values, strict=True):
            side = int(value >= 0)
            outer[side] = max(outer[side], width_of(mark, size, "semibold") + dot + 8)
        least = [
            (width_of(words, 0.94 * size) + 10) * shown
            for words, shown in zip(sides, (low < 0, high > 0), strict=True)
        ]

        def scale(room: float) -> tuple[float, float]:
            left, right = outer
            for _ in range(20):
                each = (high - low) / (room - left - right)
                left = max(left, least[0] + low / each)
                right = max(right, least[1] - high / each)
            return low - left * each, high + right * each

        top = (3.6 if before else 2.0) * size
        rows = _open_rows(panel, [str(name) for name in table.index], bold, scale, top)
        for value, old, y, mark, strong in zip(values, earlier, rows, marks, bold, strict=True):
            colour = "home" if value < 0 else "rival"
            x, zero = panel.at(value, 0)[0], panel.at(0, 0)[0]
            panel.stroke([(zero, y), (x, y)], colour, form.line * (1.3 if strong else 0.8))
            edge = x
            if not np.isnan(old):
                was = panel.at(old, 0)[0]
                panel.stroke([(was, y), (x, y)], "faint", 1.2)
                panel.marks([old], [y], colour, 0.8 * dot, hollow=True)
                edge = min(x, was) if value < 0 else max(x, was)
            panel.marks([value], [y], colour, dot * (1.2 if strong else 1))
            panel.text(
                edge + (-1 if value < 0 else 1) * (0.6 * dot + 6),
                y,
                mark,
                colour=colour,
                weight="semibold" if strong else "normal",
                ha="right" if value < 0 else "left",
            )
        for words, needed, ha, step in zip(sides, least, ("right", "left"), (-8, 8), strict=True):
            if needed:
                x = panel.at(0, 0)[0] + step
                panel.text(x, panel.top + 1.1 * size, words, size=0.94 * size, ha=ha)
        if before:
            y = panel.top + 2.9 * size
            panel.text(form.left + dot + 6, y, before, size=0.94 * size)
            spot = panel.ax.transData.inverted().transform((form.left + dot / 2, y))
            panel.marks(spot[:1], spot[1:], "muted", 0.8 * dot, hollow=True)

    return Chart(draw, title=title, subtitle=subtitle, foot=foot, alt=alt)


def waterfall(parts: pd.DataFrame, *, title: str, subtitle: str, foot: str, alt: str) -> Chart:
    """Draw how changes lead from one total to the next, as bars from top to bottom.

    Args:
        parts: index of step labels; `value` (billions, signed) and `kind`: "total" (the level,
            a bar from zero) or "change" (a bar from where the one before ended).
        title: the finding.
        subtitle: measure, unit, areas, period, adjustment.
        foot: sources and vintage.
        alt: alt text.

    Raises:
        ValueError: no rows, a value missing, another kind, the first row not a total, or a total
            that its changes miss by over 1 percent of the largest value.
    """
    need(parts, "waterfall", "value", "kind")
    if parts["value"].isna().any() or not set(parts["kind"]) <= {"total", "change"}:
        raise ValueError('waterfall needs a value in each row, and a kind "total" or "change".')
    values = parts["value"].to_numpy(dtype=float)
    total = [kind == "total" for kind in parts["kind"]]
    if not total[0]:
        raise ValueError("waterfall starts from a total: make the first row one.")
    spans: list[tuple[float, float]] = []
    level = 0.0
    for name, value, is_total in zip(parts.index, values, total, strict=True):
        if is_total and spans and abs(value - level) > 0.01 * np.abs(values).max():
            raise ValueError(
                f"waterfall: the steps lead to {level:g}, but {str(name)!r} says {value:g}."
            )
        spans.append((0.0, value) if is_total else (level, level + value))
        level = spans[-1][1]
    edges = np.array(spans)
    low, high = float(edges.min()), float(edges.max())
    span = (high - low) or 1.0
    decimals = decimals_for(float(np.abs(values).max()))
    marks = [number(value, decimals, signed=True) for value in values]

    def draw(panel: Panel) -> None:
        from matplotlib.patches import Rectangle

        form = panel.layout
        half = 12.0 if panel.wide else 8.0
        widths = [width_of(mark, form.label, "semibold") + 7 for mark in marks]

        def scale(room: float) -> tuple[float, float]:
            # Labels stand beyond the end their bar moves to; each takes what its bar leaves.
            left = right = 2.0
            for _ in range(20):
                each = span / (room - left - right)
                for (_, end), value, width in zip(spans, values, widths, strict=True):
                    if value < 0:
                        left = max(left, width - (end - low) / each)
                    else:
                        right = max(right, width - (high - end) / each)
            return low - left * each, high + right * each

        rows = _open_rows(panel, [str(name) for name in parts.index], total, scale)
        zero = panel.at(0, 0)[0]
        previous: float | None = None
        for (a, b), value, y, mark, width, is_total in zip(
            spans, values, rows, marks, widths, total, strict=True
        ):
            colour = "gap" if is_total else "home" if value < 0 else "rival"
            panel.ax.add_patch(
                Rectangle(
                    (min(a, b), y - half),
                    abs(b - a),
                    2 * half,
                    facecolor=PALETTE[colour],
                    linewidth=0,
                    zorder=2.4,
                    clip_on=False,
                )
            )
            if previous is not None:
                at = panel.at(b if is_total else a, 0)[0]
                panel.stroke([(at, previous - half), (at, y + half)], "faint", 1.2)
            previous = y
            # A label that would stand across the zero line goes to the bar's other end.
            x = panel.at(b, 0)[0]
            back = value < 0
            if back and x - width < zero <= x:
                x, back = panel.at(a, 0)[0], False
            elif not back and x <= zero < x + width:
                x, back = panel.at(a, 0)[0], True
            panel.text(
                x + (-6 if back else 6),
                y,
                mark,
                colour=colour,
                weight="semibold",
                ha="right" if back else "left",
            )

    return Chart(draw, title=title, subtitle=subtitle, foot=foot, alt=alt)
