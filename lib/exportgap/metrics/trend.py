"""Slope and breaks of the log gap. statsmodels is imported inside: it costs a second."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

CONFIDENCE = 0.95
# Andrews (1993) trims 15 percent at each end: a break nearer the edge rests on too few points.
TRIM = 0.15
LAGS = (1, 2, 3)
# Fewer years than this carry no test of a trend with a break.
LEAST = 25


def drift(log_gap: pd.Series[Any], lags: int = 2) -> dict[str, float]:
    """Measure how fast an annual log gap moves, from its yearly changes.

    The mean of g_t - g_{t-1}, with the standard error of Newey and West (1987) and Student's t.
    A line fitted to the level would claim more: where shocks last, its residuals are
    autocorrelated and its interval is far too narrow.

    Returns:
        slope (log points a year; negative: home gains), low and high, n (changes), level (of the
        interval, percent).

    Raises:
        ValueError: fewer than ten periods, or a hole among them.
    """
    import statsmodels.api as sm

    _check_grid(log_gap, 10)
    changes = np.diff(log_gap.to_numpy(dtype=float))
    fit = sm.OLS(changes, np.ones(len(changes))).fit(
        cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True}, use_t=True
    )
    low, high = fit.conf_int(1 - CONFIDENCE)[0]
    return {
        "slope": float(fit.params[0]),
        "low": float(low),
        "high": float(high),
        "n": float(len(changes)),
        "level": 100 * CONFIDENCE,
    }


def unit_root_with_break(log_gap: pd.Series[Any]) -> pd.DataFrame:
    """Test a unit root against a trend with one break at an unknown date.

    Zivot and Andrews (1992), break in level and slope, once for each number of lags in LAGS: the
    verdict can depend on it, so all are returned. A high p-value says that the moves of the gap
    cannot be told from shocks that last. A fifth of the periods is trimmed at each end: with
    less, short series and long lags leave the test no degrees of freedom.

    Returns:
        Rows by number of lags: statistic, p_value, break (the first period of the new regime that
        the test picks).

    Raises:
        ValueError: fewer than LEAST periods, or a hole among them.
    """
    from statsmodels.tsa.stattools import zivot_andrews

    _check_grid(log_gap, LEAST)
    rows = {}
    for lags in LAGS:
        statistic, p_value, _, _, at = zivot_andrews(
            log_gap.to_numpy(), trim=0.2, maxlag=lags, regression="ct", autolag=None
        )
        rows[lags] = (float(statistic), float(p_value), log_gap.index[int(at) + 1])
    return pd.DataFrame.from_dict(rows, "index", columns=["statistic", "p_value", "break"])


def break_dates(log_gap: pd.Series[Any], most: int = 3) -> list[Any]:
    """Locate breaks of the trend by least squares (Bai and Perron 1998, 2003).

    Every segment has its own line; for each number of breaks up to `most` the placement with the
    smallest sum of squares is found exactly by dynamic programming, and the Bayesian information
    criterion chooses the number (each break costs a level, a slope and a date). Locations only: a
    series of lasting shocks shows such dates without any break, so they describe and test nothing.

    Returns:
        The first period of each new segment, oldest first; empty when one line does.
    """
    _check_grid(log_gap, 10)
    values = log_gap.to_numpy(dtype=float)
    count = len(values)
    shortest = max(3, round(TRIM * count))
    cost = np.full((count + 1, count + 1), np.inf)
    for start in range(count):
        for stop in range(start + shortest, count + 1):
            time = np.arange(stop - start, dtype=float)
            time -= time.mean()
            part = values[start:stop] - values[start:stop].mean()
            slope = (time @ part) / (time @ time)
            cost[start, stop] = float(((part - slope * time) ** 2).sum())
    best = cost[0].copy()
    paths: list[list[int]] = [[] for _ in range(count + 1)]
    scores = [_bic(best[count], count, 0)]
    chosen: list[list[int]] = [[]]
    for number in range(1, most + 1):
        sums = best[:, None] + cost
        at = sums.argmin(axis=0)
        paths = [[*paths[split], int(split)] for split in at]
        best = sums.min(axis=0)
        if not np.isfinite(best[count]):
            break
        scores.append(_bic(best[count], count, number))
        chosen.append(paths[count])
    return [log_gap.index[position] for position in chosen[int(np.argmin(scores))]]


def _bic(squares: float, count: int, breaks: int) -> float:
    # A perfect fit has no logarithm; rounding noise stands in for it.
    noise = max(squares / count, 1e-18)
    return float(count * np.log(noise) + (2 * (breaks + 1) + breaks) * np.log(count))


def _check_grid(log_gap: pd.Series[Any], least: int) -> None:
    grid = pd.period_range(log_gap.index.min(), log_gap.index.max(), freq=log_gap.index.freq)
    if len(grid) != len(log_gap) or log_gap.isna().any():
        missing = [str(period) for period in grid.difference(pd.PeriodIndex(log_gap.index))]
        raise ValueError(f"the log gap has holes: {', '.join(missing[:3]) or 'missing values'}.")
    if len(log_gap) < least:
        raise ValueError(f"{len(log_gap)} periods are too few; at least {least} are needed.")
