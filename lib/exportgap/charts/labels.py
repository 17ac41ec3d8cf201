"""Words on charts: how wide they are, where they break, how far they move apart."""

from __future__ import annotations

import functools
import math
import re
from collections.abc import Sequence
from itertools import accumulate, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

if TYPE_CHECKING:
    from matplotlib.font_manager import FontProperties

FACE = "Source Sans Pro"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
MINUS = "\N{MINUS SIGN}"
NBSP = "\N{NO-BREAK SPACE}"
Box = tuple[float, float, float, float]


@functools.cache
def register_face() -> None:
    """Tell matplotlib where the face's files are; once a process."""
    import font_source_sans_pro
    from matplotlib import font_manager

    folder = Path(font_source_sans_pro.__file__).parent
    for weight in ("Regular", "Semibold", "Bold"):
        for file in folder.rglob(f"SourceSansPro-{weight}.ttf"):
            font_manager.fontManager.addfont(str(file))


@functools.cache
def _face(weight: str) -> FontProperties:
    from matplotlib.font_manager import FontProperties

    register_face()
    return FontProperties(family=FACE, weight=weight, size=100)


@functools.lru_cache(4096)
def width_of(words: str, size: float, weight: str = "normal") -> float:
    """Return the set width of one line in px, measured in the face itself."""
    from matplotlib.textpath import text_to_path

    if not words:
        return 0.0
    width, _, _ = text_to_path.get_text_width_height_descent(words, _face(weight), False)
    return float(width) * size / 100


def wrap(words: str, size: float, width: float, weight: str = "normal") -> list[str]:
    """Break `words` into lines no wider than `width` px; a word too long is broken itself."""
    lines: list[str] = []
    line = ""
    # A no-break space keeps a number with its unit.
    for word in filter(None, re.split(r"[ \t\n]+", words)):
        longer = f"{line} {word}" if line else word
        if width_of(longer, size, weight) <= width:
            line = longer
            continue
        if line:
            lines.append(line)
        line = word.lstrip(NBSP)
        while width_of(line, size, weight) > width and len(line) > 1:
            fits = next(
                n
                for n in range(len(line) - 1, 0, -1)
                if n == 1 or width_of(line[:n], size, weight) <= width
            )
            lines.append(line[:fits])
            line = line[fits:]
    return [*lines, line] if line else lines


def balance(words: str, size: float, width: float, weight: str = "normal") -> list[str]:
    """Wrap to the same number of lines as `wrap`, but of nearly equal length."""
    lines = wrap(words, size, width, weight)
    low, high = width / 2, width
    while len(lines) > 1 and high - low > size / 2:
        middle = (low + high) / 2
        tighter = wrap(words, size, middle, weight)
        if len(tighter) == len(lines):
            high, lines = middle, tighter
        else:
            low = middle
    return lines


def spread(
    positions: Sequence[float],
    minimum: float | Sequence[float],
    low: float = -math.inf,
    high: float = math.inf,
) -> list[float]:
    """Move 1-D label positions apart until neighbours are `minimum` apart.

    `minimum` may be a height for each: neighbours then are half of both apart. The order is kept
    (equal positions keep the order given), the sum of squared moves is the smallest possible
    (isotonic regression by pooling neighbours), and all stay within [`low`, `high`]. Positions
    come back in the order given, in the unit given.

    Raises:
        ValueError: a position is not finite, or the labels cannot fit between the bounds.
    """
    if not all(math.isfinite(position) for position in positions):
        raise ValueError("spread needs finite positions: drop labels that have no place.")
    order = sorted(range(len(positions)), key=lambda i: positions[i])
    tall = [minimum] * len(order) if isinstance(minimum, float | int) else minimum
    apart = [(tall[a] + tall[b]) / 2 for a, b in pairwise(order)]
    # How far each must at least be from the first.
    due = [0.0, *accumulate(apart)]
    room = due[-1]
    if positions and high - low < room - 1e-9:
        raise ValueError(f"{len(positions)} labels need {room:g}; they do not fit {high - low:g}.")
    # With the due distance taken off each, "apart" becomes "not decreasing".
    blocks: list[tuple[float, int]] = []
    for rank, i in enumerate(order):
        mean, count = positions[i] - due[rank], 1
        while blocks and blocks[-1][0] > mean:
            before, members = blocks.pop()
            mean = (before * members + mean * count) / (members + count)
            count += members
        blocks.append((mean, count))
    means = [mean for mean, count in blocks for _ in range(count)]
    placed = [0.0] * len(positions)
    for rank, i in enumerate(order):
        moved = means[rank] + due[rank]
        bound = min(max(moved, low + due[rank]), high - room + due[rank])
        # What need not move comes back bit for bit.
        placed[i] = positions[i] if math.isclose(bound, positions[i], abs_tol=1e-9) else bound
    return placed


def overlap(a: Box, b: Box) -> bool:
    """Whether two boxes (left, bottom, right, top) share any area."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def freest(
    spots: Sequence[Box], taken: Sequence[Box], points: npt.NDArray[np.float64], air: float = 5
) -> tuple[Box, int]:
    """Return the first spot with the fewest `points` (two columns, px) in it, and how many.

    Points nearer than `air` px count; a spot that meets a `taken` box counts as a thousand.
    """

    def hits(spot: Box) -> int:
        left, bottom, right, top = spot
        x, y = points[:, 0], points[:, 1]
        near_x = (x > left - air) & (x < right + air)
        inside = int((near_x & (y > bottom - air / 2) & (y < top + air / 2)).sum())
        wider = (left - air, bottom - air, right + air, top + air)
        return inside + 1000 * any(overlap(wider, box) for box in taken)

    best, fewest = spots[0], hits(spots[0])
    for spot in spots[1:]:
        if not fewest:
            break
        count = hits(spot)
        if count < fewest:
            best, fewest = spot, count
    return best, fewest


def decimals_for(largest: float) -> int:
    """Return how many decimals a label needs when the largest value shown is `largest`."""
    largest = abs(largest)
    return (
        0 if largest >= 100 or largest == 0 else 1 if largest >= 2 else 2 if largest >= 0.2 else 3
    )


def number(value: float, decimals: int = 0, *, signed: bool = False) -> str:
    """Set a number: thousands separators, a true minus, on demand a plus; zero has no sign."""
    size = f"{abs(value):,.{decimals}f}"
    if not size.strip("0.,"):
        return size
    return (MINUS if value < 0 else "+" if signed else "") + size


def display(name: str) -> str:
    """Return a name as it stands alone: "the euro area" becomes "Euro area"."""
    bare = name.removeprefix("the ")
    return bare[:1].upper() + bare[1:]


def names_of(attrs: object) -> tuple[str, str]:
    """Return the names of home and rival as they stand in a sentence."""
    known = attrs if isinstance(attrs, dict) else {}
    return (
        str(known.get("home_name") or known.get("home") or "home"),
        str(known.get("rival_name") or known.get("rival") or "rival"),
    )


def when(index: pd.PeriodIndex) -> npt.NDArray[np.float64]:
    """Return positions in years: a year at its number, a month or quarter at its middle.

    A day stands where it begins.
    """
    years = np.asarray(index.year, dtype=float)
    if index.freqstr == "D":
        years += (np.asarray(index.day_of_year) - 1) / np.where(index.is_leap_year, 366, 365)
        return years
    if index.freqstr.startswith("M"):
        return years + (np.asarray(index.month, dtype=float) - 0.5) / 12
    if index.freqstr.startswith("Q"):
        return years + (np.asarray(index.quarter, dtype=float) - 0.5) / 4
    return years


def pitch(index: pd.PeriodIndex) -> float:
    """Return the length of one period in years."""
    return {"D": 1 / 365, "M": 1 / 12, "Q": 1 / 4}.get(index.freqstr[0], 1.0)


def date_of(period: pd.Period) -> str:
    """Return a period as labels give it: 2025, Q3 2026, Sep 2026, 7 Aug 2025."""
    if period.freqstr == "D":
        return f"{period.day} {MONTHS[period.month - 1]} {period.year}"
    if period.freqstr.startswith("M"):
        return f"{MONTHS[period.month - 1]} {period.year}"
    if period.freqstr.startswith("Q"):
        return f"Q{period.quarter} {period.year}"
    return str(period.year)
