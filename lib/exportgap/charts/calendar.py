"""Forms with the calendar year along the axis: the same point of each year, and who led when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

import numpy as np
import numpy.typing as npt
import pandas as pd

from exportgap.charts.chart import Caption, Chart
from exportgap.charts.frames import Floats, need, provisional
from exportgap.charts.labels import (
    MONTHS,
    NBSP,
    decimals_for,
    display,
    freest,
    names_of,
    number,
    width_of,
    wrap,
)
from exportgap.charts.palette import PALETTE
from exportgap.charts.panel import EndLabel, Panel

# From one tint to the next: the leader is ahead by up to 10 percent, up to 50, or more.
BOUNDS = (np.log(1.1), np.log(1.5))
TINTS = ("rival", "rival_half", "rival_light", "home_light", "home_half", "home")
HOME_LED = 3
# How far above or below its line's end a label inside the plot may stand, in ems.
SHIFTS = (0, 0.8, -0.8, 1.4, -1.4, 2, -2, 2.6, -2.6)


def same_point(
    cumulated: pd.DataFrame,
    highlight: Sequence[int],
    *,
    provisional_years: Sequence[int] = (),
    **caption: Unpack[Caption],
) -> Chart:
    """Draw the cumulated gap of each year from January on; all grey but up to three years.

    Args:
        cumulated: index months 1..12, columns years, values rival minus home cumulated from
            January (billions), missing after the last known month.
        highlight: up to three years; the newest is drawn strongest.
        provisional_years: highlighted years whose last point is provisional, drawn hollow.
        caption: title, subtitle, foot and alt text, as `Chart` takes them.

    Raises:
        ValueError: no rows or no value, an unknown year or more than three to highlight.
    """
    need(cumulated, "same_point")
    known = cumulated.dropna(axis=1, how="all")
    known.columns = [int(str(year)) for year in known]
    years = sorted(set(highlight), reverse=True)
    if known.empty:
        raise ValueError("same_point has nothing to draw: every value is missing.")
    if not 1 <= len(years) <= 3 or not set(years) <= set(known):
        raise ValueError(
            f"same_point needs one to three years to highlight, of {list(known)}; "
            f"not {list(highlight)}."
        )
    values = known.to_numpy(dtype=float)
    low, high = min(float(np.nanmin(values)), 0.0), max(float(np.nanmax(values)), 0.0)
    decimals = decimals_for(max(high, -low))
    home, _ = names_of(cumulated.attrs)
    months = np.asarray(known.index, dtype=float)
    near = low < 0 or float(np.nanmin(values)) < 0.12 * high

    def label(year: int, colour: str, weight: str) -> EndLabel:
        series = known[year].dropna()
        worth = number(series.iloc[-1], decimals, signed=True)
        return EndLabel(
            float(series.index[-1]), float(series.iloc[-1]), f"{year} {NBSP}{worth}", colour, weight
        )

    # Who leads gives the hue; the newest year of each hue takes its strongest tone.
    tones = {True: iter(("home", "home_deep", "gap")), False: iter(("rival", "rival_mid", "gap"))}
    colours = {year: next(tones[known[year].dropna().iloc[-1] < 0]) for year in years}

    def draw(panel: Panel) -> None:
        form = panel.layout
        strong = [label(year, colours[year], "semibold") for year in years]
        others = [year for year in known if year not in years]
        context = [label(year, "muted", "normal") for year in _worth_a_label(known[others])]
        panel.open(min(low, -0.08 * high) if near else low, high, [*strong, *context])
        panel.ax.set_xlim(1, 12)
        fits = 12 * 1.35 * width_of("May", form.tick) < panel.right - panel.left
        names = MONTHS if fits else [month[0] for month in MONTHS]
        panel.x_axis(range(1, 13), names, ticked=False)
        panel.context(months, [known[year].to_numpy(dtype=float) for year in others])
        panel.rule(0)
        for rank, year in reversed(list(enumerate(years))):
            width = form.line * (1.7 if rank == 0 else 1.4)
            panel.line(months, known[year].to_numpy(dtype=float), colours[year], width, z=4)
            panel.marks(
                [strong[rank].x],
                [strong[rank].y],
                colours[year],
                2.5 * width,
                hollow=year in provisional_years,
            )
        level = np.column_stack([np.linspace(1, 12, 200), np.zeros(200)])
        zero: Floats = panel.ax.transData.transform(level)
        points = np.concatenate([_along(panel, known[years]), zero])
        _label_years(panel, strong, context, points)
        if near:
            panel.ahead_note(
                home, below=True, points=_along(panel, known[[*years, *years, *others]])
            )

    return Chart(draw, **caption)


def _along(panel: Panel, known: pd.DataFrame) -> Floats:
    """Return points in px along every line: what a note had better not stand on."""
    fine = np.linspace(1, 12, 200)
    parts = []
    for column in range(known.shape[1]):
        curve = known.iloc[:, column].dropna()
        x = fine[fine <= float(curve.index[-1])]
        parts.append(np.column_stack([x, np.interp(x, curve.index.astype(float), curve)]))
    return np.asarray(panel.ax.transData.transform(np.concatenate(parts)), dtype=np.float64)


def _worth_a_label(known: pd.DataFrame) -> list[int]:
    """Return the complete years in the order they deserve a label: extremes, then the newest."""
    ends = known.iloc[-1].dropna()
    if ends.empty or known.index[-1] != 12:
        return []
    newest = sorted((int(str(year)) for year in ends.index), reverse=True)
    return list(dict.fromkeys([int(ends.idxmax()), int(ends.idxmin()), *newest]))


def _label_years(
    panel: Panel, strong: Sequence[EndLabel], context: Sequence[EndLabel], points: Floats
) -> None:
    """Label a year that ends early beside its end, the others right of the plot.

    `points` are px along the highlighted lines and zero, which a label beside must not hide.
    """
    size = panel.layout.label
    inside = []
    for end in strong:
        x, y = panel.at(end.x, end.y)
        if x + 14 + width_of(end.words, size, end.weight) < panel.right:
            inside.append((end, x + 14, y))
    # Context labels are few and airy: they say where the others stand, no more.
    beside = [end for end, *_ in inside]
    panel.end_labels([end for end in strong if end not in beside], context, air=0.7)
    for end, x, y in inside:
        right = x + width_of(end.words, size, end.weight)
        levels = [max(y + dy * size, panel.bottom + 0.65 * size) for dy in SHIFTS]
        spots = [(x, level - 0.6 * size, right, level + 0.6 * size) for level in levels]
        spot, _ = freest(spots, panel.taken, points, air=2)
        middle = (spot[1] + spot[3]) / 2
        panel.text(x, middle, end.words, colour=end.colour, weight=end.weight, clear=True)


def scoreboard(
    frame: pd.DataFrame,
    *,
    since: int | None = None,
    **caption: Unpack[Caption],
) -> Chart:
    """Draw who led in each month: a row a year, a cell a month, a dot where home led.

    The tint has three steps by the ratio's logarithm: ahead by up to 10 percent, up to 50, more.
    Hollow cells are provisional. Right of each row stands the number of months home led.

    Args:
        frame: monthly PeriodIndex; `ratio` (home / rival), optional `provisional`.
        since: first year shown.
        caption: title, subtitle, foot and alt text, as `Chart` takes them.

    Raises:
        ValueError: not monthly, no rows (from `since` on), no `ratio`, or one that is not
            positive.
    """
    if not isinstance(frame.index, pd.PeriodIndex) or not frame.index.freqstr.startswith("M"):
        raise ValueError("scoreboard needs a monthly PeriodIndex.")
    attrs = frame.attrs
    frame = frame[frame.index.year >= since] if since is not None else frame
    need(frame, "scoreboard", "ratio")
    index = frame.index
    assert isinstance(index, pd.PeriodIndex)
    rows = range(int(index.year.min()), int(index.year.max()) + 1)
    if (frame["ratio"] <= 0).any():
        raise ValueError("scoreboard needs positive ratios: drop the months without exports.")
    logs = np.log(frame["ratio"].to_numpy(dtype=float, na_value=np.nan))
    size = 1 + np.digitize(np.abs(logs), BOUNDS)
    # Cells hold the rank of their tint: 0..2 rival ahead (most first), 3..5 home ahead.
    ranks = np.where(logs > 0, 2 + size, 3 - size)
    grid = np.full((len(rows), 12), np.nan)
    where = (np.asarray(index.year) - rows[0], np.asarray(index.month) - 1)
    grid[where] = np.where(np.isnan(logs), np.nan, ranks)
    hollow = np.zeros(grid.shape, dtype=bool)
    hollow[where] = provisional(frame)
    home, rival = names_of(attrs)

    def draw(panel: Panel) -> None:
        form = panel.layout
        small = max(0.75 * form.tick, 11.5)
        cell = 15.0 if len(rows) > 30 else 18.0 if len(rows) > 15 else 24.0
        head = wrap(f"months {display(home)} led", small, 110 if panel.wide else 60)
        key = _key(panel, display(home), display(rival), small, hollow=bool(hollow.any()))
        rim = (1.4 + 1.15 * len(head)) * small
        key_height = 1.8 * small * (1 + max(row for row, *_ in key))
        panel.frame(
            left=width_of("2000", small) + 10 + form.left * (not panel.wide),
            right=max(width_of(line, small) for line in head) + 14 + form.pad,
            top=key_height + rim,
            bottom=4,
            height=cell * len(rows),
        )
        _cells(panel, grid, hollow, cell)
        for rank, line in enumerate(reversed(head)):
            panel.text(panel.right + 14, panel.top + (0.9 + 1.15 * rank) * small, line, size=small)
        wide = (panel.right - panel.left) / 12
        for month, name in enumerate(MONTHS):
            words = name if wide > 1.2 * width_of("May", small) else name[0]
            x = panel.left + (month + 0.5) * wide
            panel.text(x, panel.top + 0.9 * small, words, size=small, ha="center")
        for row, year in enumerate(rows):
            y = panel.top - (row + 0.5) * cell
            panel.text(panel.left - 8, y, str(year), size=small, ha="right")
            count = int((grid[row] >= HOME_LED).sum())
            tone, weight = ("home", "semibold") if count else ("muted", "normal")
            panel.text(panel.right + 14, y, str(count), size=small, colour=tone, weight=weight)
        for row, x, words, tint in key:
            y = panel.top + rim + key_height - (0.6 + 1.8 * row) * small
            if words:
                panel.text(x, y, words, size=small)
                continue
            spot = panel.ax.transData.inverted().transform((x + 0.55 * small, y))
            panel.marks(spot[:1], spot[1:], tint, 1.1 * small, shape="s")
            if tint.startswith("home"):
                panel.marks(spot[:1], spot[1:], _dot_on(tint), 0.32 * small)

    return Chart(draw, **caption)


def _dot_on(tint: str) -> str:
    """Return the colour of the dot that says "home led" on a tint."""
    return "paper" if tint == "home" else "home"


def _cells(panel: Panel, grid: Floats, hollow: npt.NDArray[np.bool_], cell: float) -> None:
    """Fill the cells; what home led carries a dot, so that grey print tells it too."""
    import seaborn as sns
    from matplotlib.colors import ListedColormap

    sns.heatmap(
        grid,
        mask=np.isnan(grid),
        cmap=ListedColormap([PALETTE[tint] for tint in TINTS]),
        vmin=-0.5,
        vmax=len(TINTS) - 0.5,
        cbar=False,
        linewidths=1.5,
        linecolor=PALETTE["paper"],
        xticklabels=False,
        yticklabels=False,
        clip_on=False,
        ax=panel.ax,
    )
    y, x = np.nonzero(hollow & ~np.isnan(grid))
    panel.marks(x + 0.5, y + 0.5, "paper", 0.6 * cell, shape="s")
    for rank, tint in enumerate(TINTS):
        for inner in (False, True):
            y, x = np.nonzero((grid == rank) & (hollow == inner))
            if rank >= HOME_LED and len(x):
                colour = "home" if inner else _dot_on(tint)
                panel.marks(x + 0.5, y + 0.5, colour, 0.27 * cell)


def _key(
    panel: Panel, home: str, rival: str, size: float, *, hollow: bool
) -> list[tuple[int, float, str, str]]:
    """Return the key's parts as (row, x in px, words or "", tint), broken to the width."""
    groups = [
        [f"{home} ahead", *TINTS[3:]],
        [f"{rival} ahead", *TINTS[2::-1]],
        ["by up to 10 %, up to 50 %, more"],
        ["hollow: provisional"] * hollow,
    ]
    form = panel.layout
    parts: list[tuple[int, float, str, str]] = []
    row, x = 0, float(form.left)
    for group in filter(None, groups):
        widths = [1.25 * size if part in TINTS else width_of(part, size) + 7 for part in group]
        if x > form.left and x + sum(widths) > form.width - form.pad:
            row, x = row + 1, float(form.left)
        for part, width in zip(group, widths, strict=True):
            parts.append((row, x, "" if part in TINTS else part, part if part in TINTS else ""))
            x += width
        x += 1.4 * size
    return parts
