"""Slope and breaks of the log gap. statsmodels is imported inside: it costs a second."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

CONFIDENCE = 0.95
# Andrews (1993) trims 15 percent at each end: a break nearer the edge rests on too few points.
TRIM = 0.15
# Fewer years than this carry no test of a trend with a break.
LEAST = 20


def trend(log_gap: pd.Series[Any], lags: int = 2) -> dict[str, float]:
    """Fit a straight line to an annual log gap, with autocorrelation-robust errors.

    g_t = a + b t + u_t by least squares; standard errors of Newey and West (1987) with `lags`
    lags and Student's t. For two economies this is the trend of a gap, not convergence.

    Returns:
        slope (log points a year; negative: home gains), low and high (95 percent), n.

    Raises:
        ValueError: fewer than ten periods, or a hole among them.
    """
    import statsmodels.api as sm

    _check_grid(log_gap, 10)
    time = np.arange(len(log_gap), dtype=float)
    fit = sm.OLS(log_gap.to_numpy(), sm.add_constant(time)).fit(
        cov_type="HAC", cov_kwds={"maxlags": lags, "use_correction": True}, use_t=True
    )
    low, high = fit.conf_int(1 - CONFIDENCE)[1]
    return {
        "slope": float(fit.params[1]),
        "low": float(low),
        "high": float(high),
        "n": float(len(log_gap)),
    }


def unit_root_with_break(log_gap: pd.Series[Any]) -> dict[str, Any]:
    """Test a unit root against a trend with one break at an unknown date.

    Zivot and Andrews (1992), break in level and slope, one lag: enough for annual data, and a
    choice by criterion has too few points to choose from. A high p-value says that the moves of
    the gap cannot be told from shocks that last; then a trend line is a description.

    Returns:
        statistic, p_value, break (the period the test picks).

    Raises:
        ValueError: fewer than LEAST periods, or a hole among them.
    """
    from statsmodels.tsa.stattools import zivot_andrews

    _check_grid(log_gap, LEAST)
    statistic, p_value, _, _, at = zivot_andrews(
        log_gap.to_numpy(), trim=TRIM, maxlag=1, regression="ct", autolag=None
    )
    return {
        "statistic": float(statistic),
        "p_value": float(p_value),
        "break": log_gap.index[int(at)],
    }


def break_dates(log_gap: pd.Series[Any], most: int = 3) -> list[Any]:
    """Locate breaks of the trend by least squares (Bai and Perron 1998, 2003).

    Every segment has its own line; for each number of breaks up to `most` the placement with the
    smallest sum of squares is found exactly by dynamic programming, and the Bayesian information
    criterion chooses the number (each break costs a level, a slope and a date). Locations only:
    no confidence interval is claimed.

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
