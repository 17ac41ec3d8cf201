"""The sheet a figure is drawn on: header, foot, the place of the plot, words and strokes in px."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from exportgap.charts.labels import Box, balance, width_of, wrap
from exportgap.charts.palette import PALETTE
from exportgap.charts.theme import Layout

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Sheet:
    """One figure in one layout; positions are px from its lower left unless they say data."""

    def __init__(self, layout: Layout, title: str, subtitle: str, foot: str) -> None:
        from matplotlib.figure import Figure
        from matplotlib.transforms import Affine2D

        self.layout = layout
        self.wide = layout.name == "wide"
        self.words = (title, subtitle, foot)
        # At 72 dots an inch a point, a px and a unit of the SVG are the same length.
        self.figure = Figure(figsize=(layout.width / 72, 1), dpi=72, frameon=False)
        self.ax: Axes = self.figure.add_axes((0, 0, 1, 1))
        self.ax.patch.set_visible(False)
        self.px = Affine2D().scale(1 / 72) + self.figure.dpi_scale_trans
        self.taken: list[Box] = []
        self.left = self.right = self.bottom = self.top = 0.0

    def text(
        self,
        x: float,
        y: float,
        words: str,
        *,
        colour: str = "muted",
        size: float | None = None,
        weight: str = "normal",
        ha: str = "left",
        clear: bool = False,
    ) -> None:
        """Set one line whose capitals are centred on y; `clear` hides the lines behind it."""
        size = size or self.layout.label
        base = y - 0.33 * size
        self.figure.text(
            x,
            base,
            words,
            color=PALETTE[colour],
            size=size,
            weight=weight,
            ha=ha,
            va="baseline",
            transform=self.px,
        )
        width = width_of(words, size, weight)
        start = x - {"left": 0.0, "center": 0.5, "right": 1.0}[ha] * width
        box = (start, base - 0.25 * size, start + width, base + 0.85 * size)
        self.taken.append(box)
        if clear:
            from matplotlib.patches import Rectangle

            self.figure.add_artist(
                Rectangle(
                    (box[0] - 2, box[1]),
                    width + 4,
                    box[3] - box[1],
                    facecolor=PALETTE["paper"],
                    linewidth=0,
                    transform=self.px,
                    zorder=2.9,
                )
            )

    def frame(
        self,
        *,
        left: float = 0,
        right: float = 0,
        top: float | Callable[[float, float], float] = 0,
        bottom: float | None = None,
        height: float | None = None,
    ) -> None:
        """Fix the margins round the plot (px), set header and foot, size the figure to fit.

        `top` may be what the plot's left and right edge ask for.
        """
        form = self.layout
        left = max(left, form.left)
        right = max(right, form.pad + form.tick)
        bottom = 2.1 * form.tick if bottom is None else bottom
        height = form.plot if height is None else height
        top = top(left, form.width - right) if callable(top) else top
        edge, width = form.pad / 2, form.width - max(form.left, 100 * self.wide) - form.pad
        title, subtitle, foot = self.words
        # Words stand flush with the plot, or with the row names left of it.
        flush = left if self.wide and left < 100 else float(form.left)
        header = [
            (line, form.title, "bold", "ink", 1.12 * form.title)
            for line in balance(title, form.title, width, "bold")
        ] + [
            (line, form.subtitle, "normal", "text", 1.3 * form.subtitle)
            for line in balance(subtitle, form.subtitle, width)
        ]
        footing = wrap(foot, form.foot, width)
        below = edge + 1.35 * form.foot * len(footing) + (1.1 * form.tick if footing else 0)
        head = edge + sum(line[-1] for line in header) + 1.5 * form.label
        total = math.ceil(head + top + height + bottom + below)
        self.figure.set_size_inches(form.width / 72, total / 72)
        y = total - edge
        for words, size, weight, colour, step in header:
            self.text(flush, y - step / 2, words, colour=colour, size=size, weight=weight)
            y -= step
        for rank, words in enumerate(reversed(footing)):
            self.text(flush, edge + (1.35 * rank + 0.65) * form.foot, words, size=form.foot)
        self.left, self.right = left, form.width - right
        self.bottom, self.top = below + bottom, below + bottom + height
        self.ax.set_position(
            (
                self.left / form.width,
                self.bottom / total,
                (self.right - self.left) / form.width,
                height / total,
            )
        )

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point in data units stands in px."""
        px, py = self.ax.transData.transform((x, y))
        return float(px), float(py)

    def stroke(self, points: Sequence[tuple[float, float]], colour: str, width: float) -> None:
        """Draw a line through points in px, below the plot: a leader, a stem, a connector."""
        from matplotlib.lines import Line2D

        xs, ys = zip(*points, strict=True)
        colour = PALETTE[colour]
        self.figure.add_artist(
            Line2D(xs, ys, color=colour, linewidth=width, transform=self.px, zorder=-1)
        )
