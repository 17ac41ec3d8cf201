"""What a form asks of its frame: columns, periods in order, numbers, what is provisional."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

Floats = npt.NDArray[np.float64]


def need(frame: pd.DataFrame, form: str, *columns: str) -> None:
    """Refuse a frame without rows, without a column the form draws, or with no value in it.

    Raises:
        ValueError: naming the form and what is missing.
    """
    if frame.empty:
        raise ValueError(f"{form} has nothing to draw: the frame has no rows.")
    for column in columns:
        if column not in frame:
            raise ValueError(f"{form} needs a column {column!r}; the frame has {list(frame)}.")
        if frame[column].isna().all():
            raise ValueError(f"{form} has nothing to draw: every value of {column!r} is missing.")


def numbers(series: pd.Series[float]) -> Floats:
    """Return a column as floats, NaN where it is missing."""
    values: Floats = series.to_numpy(dtype=np.float64, na_value=np.nan)
    return values


def in_order(frame: pd.DataFrame, form: str) -> pd.PeriodIndex:
    """Return the frame's periods.

    Raises:
        ValueError: no PeriodIndex, a period twice, or not in order of time.
    """
    if not isinstance(frame.index, pd.PeriodIndex):
        raise ValueError(f"{form} needs a PeriodIndex (monthly, quarterly or yearly).")
    if not (frame.index.is_monotonic_increasing and frame.index.is_unique):
        raise ValueError(f"{form} needs each period once, in order of time.")
    return frame.index


def gridded(frame: pd.DataFrame, form: str) -> tuple[pd.DataFrame, pd.PeriodIndex]:
    """Return the frame with a row of NaN for each period it skips, and its periods.

    It starts and ends with a period that has a value.
    """
    index = in_order(frame, form)[frame.notna().any(axis=1)]
    every = pd.period_range(index[0], index[-1], freq=index.freqstr)
    return frame.reindex(every), every


def last_known(y: Floats) -> int:
    """Return the position of the last known value."""
    return int(np.flatnonzero(~np.isnan(y))[-1])


def provisional(frame: pd.DataFrame) -> Sequence[bool]:
    """Return which rows are provisional: by column, or by `attrs["provisional"]` (strings)."""
    if "provisional" in frame:
        return [bool(flag) for flag in frame["provisional"]]
    told = {str(period) for period in frame.attrs.get("provisional", ())}
    return [str(period) in told for period in frame.index]
