"""Rows with a category each: their names, the zero line through them, the scale that fits all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from exportgap.charts.labels import balance, width_of
from exportgap.charts.palette import PALETTE
from exportgap.charts.panel import Panel


def open_rows(
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
        least = 44.0 if len(sets) <= 8 else 36.0
        heights = [max(len(lines) * step + 16, least) for lines in sets]
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


def fit(
    low: float, high: float, reach: Sequence[tuple[float, float, bool]]
) -> Callable[[float], tuple[float, float]]:
    """Return the scale on which [low, high] and all that reaches beyond its values has room.

    `reach` holds (value, px needed from there, whether to the left).
    """

    def scale(room: float) -> tuple[float, float]:
        left = right = 2.0
        # What one side takes makes the other's px worth more: a few rounds settle it.
        for _ in range(20):
            each = (high - low) / max(room - left - right, 1.0)
            for value, px, back in reach:
                if back:
                    left = max(left, px - (value - low) / each)
                else:
                    right = max(right, px - (high - value) / each)
        return low - left * each, high + right * each

    return scale


def half_bar(panel: Panel) -> float:
    """Return half the thickness of a bar in px."""
    return 12.0 if panel.wide else 8.0


def bar(panel: Panel, a: float, b: float, y: float, colour: str) -> None:
    """Draw a bar between two values, its middle at `y`."""
    from matplotlib.patches import Rectangle

    half = half_bar(panel)
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
