"""Which ticks an axis gets and what they say."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pandas as pd

from exportgap.charts.labels import NBSP, date_of, number, pitch, when, width_of


def value_ticks(low: float, high: float, count: int) -> list[float]:
    """Return round values that cover [low, high] in at most `count` intervals."""
    from matplotlib.ticker import MaxNLocator

    locator = MaxNLocator(nbins=count, steps=[1, 2, 2.5, 5, 10], min_n_ticks=2)
    return [float(tick) for tick in locator.tick_values(low, high)]


def log_ticks(low: float, high: float) -> list[float]:
    """Return round values for a logarithmic axis, the finer the shorter it is."""
    digits = (1, 2, 3, 5, 7) if high / low < 15 else (1, 2, 5) if high / low < 500 else (1,)
    tens = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    return [digit * 10.0**ten for ten in tens for digit in digits]


def marks_for(ticks: Sequence[float], *, percent: bool = False, alike: bool = True) -> list[str]:
    """Set tick values; `alike` gives all as many decimals as the one that needs most."""

    def places(tick: float) -> int:
        return next((n for n in range(6) if math.isclose(tick, round(tick, n), abs_tol=1e-9)), 6)

    most = max(map(places, ticks), default=0)
    unit = f"{NBSP}%" * percent
    return [number(tick, most if alike else places(tick)) + unit for tick in ticks]


def months_named(index: pd.PeriodIndex) -> bool:
    """Whether an axis is short enough to name months or quarters, with the year below."""
    return pitch(index) < 1 and float(when(index).max() - when(index).min()) < 3.2


def time_ticks(
    index: pd.PeriodIndex, first: float, last: float, room: float, size: float
) -> tuple[list[float], list[str]]:
    """Return positions (years) and words of time ticks that fit `room` px.

    A year's tick stands at the year of yearly data and at 1 January of any other.
    """
    if not months_named(index):
        most = max(room / (1.7 * width_of("2000", size)), 1.0)
        step = next(s for s in (1, 2, 5, 10, 20, 50, 100, 1000) if (last - first) / s <= most)
        years = [y for y in range(math.ceil(first), math.floor(last) + 1) if y % step == 0]
        return [float(year) for year in years], [str(year) for year in years]
    # Days are counted by the months that begin on one of them.
    days = index.freqstr == "D"
    every = pd.period_range(index.min(), index.max(), freq="M" if days else index.freqstr)
    every = every[days * int(index.min().day != 1) :]
    if every.empty:
        return [first], [date_of(index.min())]
    months = round(12 * pitch(every))
    fits = room / (1.5 * width_of("May", size))
    step = next((s for s in (1, 3, 6) if s >= months and len(every) * months / s <= fits), 12)
    kept = [p for p in every if (p.month - months) % step == 0] or list(every[:1])
    marks: list[str] = []
    for rank, period in enumerate(kept):
        new = rank == 0 or period.year != kept[rank - 1].year
        marks.append(date_of(period).split()[0] + (f"\n{period.year}" if new else ""))
    at = pd.PeriodIndex(kept, freq=every.freqstr)
    places = when(at.asfreq("D", how="start") if days else at)
    return [float(place) for place in places], marks
