"""What every form draws with: axes, lines, marks, and labels that find their place."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from exportgap.charts.axes import log_ticks, marks_for, months_named, time_ticks, value_ticks
from exportgap.charts.frames import Floats
from exportgap.charts.labels import (
    display,
    freest,
    pitch,
    spread,
    when,
    width_of,
    wrap,
)
from exportgap.charts.palette import PALETTE
from exportgap.charts.sheet import Sheet


@dataclass(frozen=True)
class EndLabel:
    """A label for a line that ends at (x, y) in data units."""

    x: float
    y: float
    words: str
    colour: str
    weight: str = "semibold"
    leader: bool = True  # whether a label that had to move is joined to its line


class Panel(Sheet):
    """A sheet with axes: what the forms draw with."""

    def open(
        self,
        low: float,
        high: float,
        ends: Sequence[EndLabel] = (),
        *,
        index: pd.PeriodIndex | None = None,
        columns: bool = False,
        percent: bool = False,
        log: bool = False,
        ranks: bool = False,
        top: float | Callable[[float, float], float] = 0,
    ) -> None:
        """Fix the plot: a value axis for [low, high], room for end labels, time from `index`.

        `columns` leaves half a period at both ends; `ranks` puts 1 at the top.
        """
        form = self.layout
        if low == high:
            low, high = low - (abs(low) or 1) / 2, high + (abs(high) or 1) / 2
        span = high - low
        if log:
            ticks = log_ticks(low, high)
            low, high = low / 1.08, high * 1.08
        elif ranks:
            skip = max(1, math.ceil(span / (14 if self.wide else 10)))
            ticks = [1.0, *(float(t) for t in range(max(skip, 2), math.ceil(high) + 1, skip))]
            low, high = low - 0.06 * span, high + 0.06 * span
        else:
            ticks = value_ticks(low, high, form.ticks)
            step = ticks[1] - ticks[0]
            # The axis ends at a tick unless that would leave a band of empty paper.
            if low != 0:
                low = ticks[0] if low - ticks[0] < 0.55 * step else low - 0.04 * span
            if high != 0:
                high = ticks[-1] if ticks[-1] - high < 0.3 * step else high + 0.03 * span
        shown = [tick for tick in ticks if low - 1e-9 * span <= tick <= high + 1e-9 * span]
        marks = marks_for(shown, percent=percent, alike=not log)
        deep = index is not None and months_named(index)
        # Rendered widths may round up by a px or two.
        outer = form.pad + 2
        self.frame(
            left=max((width_of(mark, form.tick) for mark in marks), default=0) + 12 + form.pad,
            right=self._offset + max((self._broken(end)[1] for end in ends), default=0) + outer,
            bottom=(3.4 if deep else 2.1) * form.tick,
            top=1.2 * form.label if log else top,
        )
        if log:
            from matplotlib.ticker import NullLocator

            self.ax.set_yscale("log")
            self.ax.yaxis.set_minor_locator(NullLocator())
        self.ax.set_ylim(*((high, low) if ranks else (low, high)))
        self.ax.set_yticks(shown, marks, size=form.tick)
        self.ax.tick_params(axis="y", length=0, pad=9)
        self.ax.grid(axis="y")
        if log:
            self.text(self.left, self.top + 0.9 * form.label, "log scale", size=0.94 * form.label)
        if index is not None:
            x, edge = when(index), pitch(index) / 2 if columns or len(index) == 1 else 0.0
            first, last = float(x.min()) - edge, float(x.max()) + edge
            self.ax.set_xlim(first, last)
            room = self.right - self.left
            self.x_axis(*time_ticks(index, first, last, room, form.tick), ticked=pitch(index) < 1)

    def x_axis(self, places: Sequence[float], marks: Sequence[str], *, ticked: bool) -> None:
        """Label the horizontal axis; `ticked` where the data do not stand at the labels."""
        self.ax.set_xticks(places, marks, size=self.layout.tick)
        length, pad = (5, 5) if ticked else (0, 10)
        self.ax.tick_params(axis="x", length=length, width=1.2, pad=pad, bottom=ticked)

    def rule(self, y: float) -> None:
        """Draw the line that all is measured from across the plot, at `y` (data units)."""
        self.ax.axhline(y, color=PALETTE["ink"], linewidth=1.8, zorder=2.5, clip_on=False)

    def line(
        self, x: Floats, y: Floats, colour: str, width: float, *, dashed: bool = False, z: float = 3
    ) -> None:
        """Draw one line; a missing value leaves a gap in it, a value between two gaps a dot."""
        for run in np.split(np.arange(len(y)), np.flatnonzero(np.isnan(y))):
            known = run[~np.isnan(y[run])]
            if len(known) == 1 < len(y):
                self.marks(x[known], y[known], colour, 2 * width)
            elif len(known):
                self.ax.plot(
                    x[known],
                    y[known],
                    color=PALETTE[colour],
                    linewidth=width,
                    linestyle=(0, (4, 2)) if dashed else "-",
                    zorder=z,
                    clip_on=False,
                )

    def context(self, x: Floats, curves: Sequence[Floats]) -> None:
        """Draw the lines that only give the others their place."""
        from matplotlib.collections import LineCollection

        self.ax.add_collection(
            LineCollection(
                [np.column_stack([x, y]) for y in curves],
                colors=PALETTE["light"],
                linewidths=0.6 * self.layout.line,
                zorder=2.1,
                clip_on=False,
            ),
            autolim=False,
        )

    def marks(
        self,
        x: npt.ArrayLike,
        y: npt.ArrayLike,
        colour: str,
        size: float,
        *,
        shape: str = "o",
        hollow: bool = False,
    ) -> None:
        """Mark points (data units) with dots or squares of `size` px; hollow is provisional."""
        self.ax.plot(
            x,
            y,
            linestyle="none",
            marker=shape,
            markersize=size,
            color=PALETTE[colour],
            markerfacecolor=PALETTE["paper" if hollow else colour],
            markeredgecolor=PALETTE[colour],
            markeredgewidth=1.8 if hollow else 0,
            zorder=5,
            clip_on=False,
        )

    def ending(self, x: Floats, y: Floats, provisional: Sequence[bool], colour: str) -> None:
        """Mark the last known point, and the provisional ones as hollow where they can be told."""
        known = [int(i) for i in np.flatnonzero(~np.isnan(y))]
        size = 3.4 * self.layout.line
        hollow = [i for i in known if provisional[i]]
        # Rings that would overlap are left to the last one.
        centres = [self.at(x[i], y[i])[0] for i in hollow[-2:]]
        if len(centres) == 2 and centres[1] - centres[0] < size:
            hollow = hollow[-1:]
        if hollow:
            self.marks(x[hollow], y[hollow], colour, size - 1.8, hollow=True)
        if known[-1] not in hollow:
            self.marks(x[known[-1:]], y[known[-1:]], colour, size)

    @property
    def _offset(self) -> float:
        """How far right of the plot end labels start; leaders bend in between."""
        return 18.0 if self.wide else 13.0

    def _broken(self, label: EndLabel) -> tuple[list[str], float]:
        form = self.layout
        words = (width_of(word, form.label, label.weight) for word in label.words.split(" "))
        # A name is broken between its words only.
        widest = max(form.widest, *words)
        lines = wrap(label.words, form.label, widest + 0.01, label.weight)
        return lines, max(width_of(line, form.label, label.weight) for line in lines)

    def end_labels(
        self, ends: Sequence[EndLabel], context: Sequence[EndLabel] = (), air: float = 0
    ) -> None:
        """Set labels right of the plot: `ends` spread apart, `context` only where room is left.

        Context labels keep `air` (in lines) more from each other than they must.
        """
        size = self.layout.label
        step = 1.18 * size
        heights = [len(self._broken(end)[0]) * step for end in ends]
        wanted = [self.at(end.x, end.y)[1] for end in ends]
        margin = (max(heights, default=step) - step) / 2
        room = max(sum(heights) - step, 0.0)
        low = min(self.bottom + margin, *wanted, self.top - room)
        places = (
            spread(wanted, heights, low, max(self.top - margin, *wanted, low + room))
            if ends
            else []
        )
        for end, y, due in zip(ends, places, wanted, strict=True):
            start = self.at(end.x, end.y)[0]
            if end.leader and (abs(y - due) > 0.9 * size or start < self.right - 12):
                bend = self.right + self._offset - 3
                self.stroke([(start + 1.7 * self.layout.line, due), (bend, y)], end.colour, 1.0)
            self._stack(end, y, step)
        spans = [(y, high, 0.0) for y, high in zip(places, heights, strict=True)]
        for end in context:
            y, high = self.at(end.x, end.y)[1], len(self._broken(end)[0]) * step
            if all(abs(y - o) >= (high + tall) / 2 + extra for o, tall, extra in spans):
                spans.append((y, high, air * step))
                self._stack(end, y, step)

    def _stack(self, end: EndLabel, y: float, step: float) -> None:
        lines = self._broken(end)[0]
        for rank, line in enumerate(lines):
            at = y + ((len(lines) - 1) / 2 - rank) * step
            x = self.right + self._offset
            self.text(x, at, line, colour=end.colour, weight=end.weight)

    def note(
        self,
        words: str,
        levels: Sequence[float],
        points: Floats,
        *,
        from_left: bool = False,
        dry: bool = False,
    ) -> int:
        """Set a note at the level (px) and place along it where the fewest `points` (px) are.

        Returns how many points stand in its way; `dry` only counts.
        """
        size = 0.94 * self.layout.label
        width = width_of(words, size)
        xs = np.linspace(self.right - width, self.left, 32)
        grid = [self.at(0, tick)[1] for tick in self.ax.get_yticks()]
        spots = [
            (float(x), y - 0.6 * size, float(x) + width, y + 0.6 * size)
            for y in sorted(levels, key=lambda y: any(abs(y - g) < 0.6 * size for g in grid))
            if self.bottom <= y - 0.6 * size and y + 0.6 * size <= self.top + 1
            for x in (xs[::-1] if from_left else xs)
        ]
        if not spots or width > self.right - self.left:
            return 0
        spot, hits = freest(spots, self.taken, points)
        # No place is better than one on top of other words.
        if hits < 1000 and not dry:
            self.text(spot[0], (spot[1] + spot[3]) / 2, words, size=size, clear=hits > 0)
        return hits

    def ahead_note(
        self,
        name: str,
        *,
        below: bool,
        points: Floats,
        from_left: bool = False,
        dry: bool = False,
    ) -> int:
        """Say who is ahead above or below zero: at the zero line, else as near to it as is free.

        Returns how many points stand in its way; `dry` only counts.
        """
        size = 0.94 * self.layout.label
        words = f"{'below' if below else 'above'} zero {name} is ahead {'↓' if below else '↑'}"
        if width_of(words, size) > self.right - self.left:
            words = f"{display(name)} ahead {'↓' if below else '↑'}"
        zero, side = self.at(0, 0)[1], -1 if below else 1
        levels = [zero + side * (1.05 + 0.8 * n) * size for n in range(40)]
        return self.note(words, levels, points, from_left=from_left, dry=dry)
