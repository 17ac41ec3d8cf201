"""The gap between two economies' exports: by period, to date, rolling, and who led when.

Throughout, of the two series in a frame the first is *home* and the second its *rival*;
gap = rival - home (negative when home is ahead), ratio = home / rival,
log gap = ln rival - ln home. Values are billions of the frame's currency.
"""

from __future__ import annotations

import calendar
from typing import Any

import numpy as np
import pandas as pd

from exportgap.vocabulary import ADJUSTMENTS

_GRIDS = {"M": 1, "Q": 3, "Y": 12}


def sides(frame: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Split a loader's frame into home and rival, each indexed by TIME_PERIOD.

    Raises:
        ValueError: not exactly two series; two currencies, adjustments or frequencies; a period
            twice for one series.
    """
    series = list(dict.fromkeys(frame["SERIES"]))
    if len(series) != 2:
        raise ValueError(f"a gap needs two series, the frame has {len(series)}: {series}.")
    if "VALUE" not in frame or "unit" not in frame.attrs:
        raise ValueError("the frame names no unit: take it from load_exports, which converts.")
    if set(series) != set(frame.attrs["series"]):
        raise ValueError(f"the frame holds {series}, its attrs name others: load the pair anew.")
    # Home and rival are those asked for, whatever order the rows are in.
    series = list(frame.attrs["series"])
    if "FLOW" in frame and frame["FLOW"].nunique() > 1:
        raise ValueError(f"{series[0]} and {series[1]} are of two flows: load both with one flow.")
    if "CURRENCY" in frame and frame["CURRENCY"].nunique() > 1:
        raise ValueError(f"{series[0]} and {series[1]} are in two currencies: load both in one.")
    kinds = frame.drop_duplicates(["SERIES", "ADJUSTMENT"]).set_index("SERIES")["ADJUSTMENT"]
    if kinds.nunique() > 1:
        said = ", ".join(f"{code} is {ADJUSTMENTS[kind]}" for code, kind in kinds.items())
        raise ValueError(f"{said}: compare two series with the same adjustment.")
    if not isinstance(frame["TIME_PERIOD"].dtype, pd.PeriodDtype):
        raise ValueError(f"{series[0]} and {series[1]} have different frequencies.")
    parts = []
    for code in series:
        part = frame[frame["SERIES"] == code].set_index("TIME_PERIOD").sort_index()
        if part.index.has_duplicates:
            period = part.index[part.index.duplicated()][0]
            raise ValueError(
                f"{code}: {period} occurs twice; keep one vintage (load_exports does)."
            )
        bad = part.index[~(part["VALUE"] > 0)]
        if len(bad):
            raise ValueError(f"{code}: exports of zero in {bad[0]}, or none known: no ratio there.")
        parts.append(part)
    return parts[0], parts[1]


def total(side: pd.DataFrame, by: Any, rule: str) -> pd.DataFrame:
    """Sum a side over groups of months in the report currency: columns `value` and `count`.

    Under `period_mean` the sum in its own currency is divided by the mean rate of the months
    summed; under every other rule each month is converted first.
    """
    grouped = side.assign(own=side["OBS_VALUE"] / 1000).groupby(by)
    sums = grouped.agg(
        own=("own", "sum"), value=("VALUE", "sum"), rate=("RATE", "mean"), count=("VALUE", "size")
    )
    if rule == "period_mean":
        sums["value"] = sums["own"] / sums["rate"]
    return sums


def _table(home: pd.Series[Any], rival: pd.Series[Any], source: Any, measure: str) -> pd.DataFrame:
    """Join two totals into the table every function here returns."""
    table = pd.DataFrame({"home": home, "rival": rival})
    table["gap"] = table["rival"] - table["home"]
    table["ratio"] = table["home"] / table["rival"]
    table["log_gap"] = np.log(table["rival"]) - np.log(table["home"])
    table.attrs = {
        **source.attrs,
        "measure": measure,
        "home_name": source.attrs["names"][0],
        "rival_name": source.attrs["names"][1],
    }
    return table


def gap_by_period(frame: pd.DataFrame, freq: str = "M") -> pd.DataFrame:
    """Gap by month, quarter or year.

    Args:
        frame: a loader's frame of two series.
        freq: "M", "Q" or "Y"; an annual frame allows "Y" only.

    Returns:
        Indexed by period, columns home, rival, gap, ratio, log_gap and `provisional`. Only periods
        whose every month both sides have; `attrs["left_out"]` names the others since the first.

    Raises:
        ValueError: a frequency finer than the frame's; no common period.
    """
    home, rival = sides(frame)
    own = home.index.freqstr[0]
    if freq not in _GRIDS or _GRIDS[freq] < _GRIDS[own]:
        raise ValueError(
            f"freq {freq!r}: the frame is by {own}; allowed are coarser ones of M, Q, Y."
        )
    need = _GRIDS[freq] // _GRIDS[own]
    rule = frame.attrs["rule"]
    sums = [total(side, side.index.asfreq(freq), rule) for side in (home, rival)]
    whole = [part.index[part["count"] == need] for part in sums]
    common = whole[0].intersection(whole[1])
    if common.empty:
        raise ValueError(f"no {freq} period is complete on both sides.")
    measure = {"M": "month", "Q": "quarter", "Y": "year"}[freq]
    table = _table(sums[0].loc[common, "value"], sums[1].loc[common, "value"], frame, measure)
    table["provisional"] = _provisional(frame, freq).reindex(common)
    last = max(part.index.max() for part in sums)
    span = pd.period_range(common.min(), last, freq=freq)
    table.attrs["left_out"] = [str(period) for period in span.difference(common)]
    return table


def months_both_have(frame: pd.DataFrame, year: int) -> int:
    """Return the last month M such that both sides have January to M of the year (0 if none)."""
    home, rival = sides(frame)
    months = home.index.intersection(rival.index)
    have = set(months[months.year == year].month)
    return next((m - 1 for m in range(1, 14) if m not in have), 12)


def gap_to_date(frame: pd.DataFrame, through: int | None = None) -> pd.DataFrame:
    """Gap from January to the same month of every year, with its rank.

    Args:
        frame: a loader's frame of two series; an annual one has whole years only.
        through: last month, 1 to 12; by default the last that both sides have of the newest year.

    Returns:
        Indexed by year (period[Y]): the gap's columns, `provisional`, and `rank` (1 = smallest gap,
        so a year in which home led ranks before every year in which it trailed). Years that lack
        one of the months on a side are absent; `attrs["through"]` is the month used.

    Raises:
        ValueError: a month outside 1 to 12; no year that has those months.
    """
    home, rival = sides(frame)
    if home.index.freqstr[0] == "Y":
        if through not in (None, 12):
            raise ValueError(f"an annual frame has whole years only, not months 1 to {through}.")
        table = gap_by_period(frame, "Y")
        table["rank"] = table["gap"].rank(method="min").astype(int)
        table.attrs |= {"measure": "to_date", "through": 12}
        return table
    if through is None:
        common = home.index.intersection(rival.index)
        # A year that lacks its January has no months to date; an earlier one answers then.
        years = sorted(set(common.year), reverse=True)
        through = next((m for year in years if (m := months_both_have(frame, int(year)))), 12)
    if not 1 <= through <= 12:
        raise ValueError(f"through is a month, 1 to 12, not {through}.")
    sums = []
    for side in (home, rival):
        early = side[side.index.month <= through]
        part = total(early, early.index.asfreq("Y"), frame.attrs["rule"])
        sums.append(part[part["count"] == through])
    common = sums[0].index.intersection(sums[1].index)
    if common.empty:
        raise ValueError(f"no year has January to {calendar.month_name[through]} on both sides.")
    table = _table(sums[0].loc[common, "value"], sums[1].loc[common, "value"], frame, "to_date")
    table["rank"] = table["gap"].rank(method="min").astype(int)
    early = frame[frame["TIME_PERIOD"].dt.month <= through]
    table["provisional"] = _provisional(early, "Y").reindex(common)
    table.attrs["through"] = through
    return table


def _provisional(frame: pd.DataFrame, freq: str) -> pd.Series[Any]:
    """Say for each period whether a month of it is provisional on either side."""
    periods = frame["TIME_PERIOD"].dt.asfreq(freq)
    flags: pd.Series[Any] = (frame["OBS_STATUS"] == "P").groupby(periods).any()
    return flags


def _by_month(frame: pd.DataFrame) -> None:
    if frame["TIME_PERIOD"].dtype != "period[M]":
        raise ValueError("this needs a frame by month; the one given is not.")


def cumulate(frame: pd.DataFrame) -> pd.DataFrame:
    """Cumulate the gap from January: rows months 1 to 12, a column a year, NaN after its end.

    Each cell is the gap to that month as `gap_to_date` gives it, under the frame's rule.
    """
    _by_month(frame)
    sums = []
    for side in sides(frame):
        grid = side.assign(year=side.index.year, month=side.index.month)
        value, own, rate = (
            grid.pivot(index="month", columns="year", values=name).reindex(range(1, 13))
            for name in ("VALUE", "OBS_VALUE", "RATE")
        )
        # skipna=False: a sum ends at the first month that is missing.
        running = value.cumsum(skipna=False)
        if frame.attrs["rule"] == "period_mean":
            months = np.arange(1, 13)[:, None]
            mean = rate.cumsum(skipna=False) / months
            running = own.cumsum(skipna=False) / 1000 / mean
        sums.append(running)
    table: pd.DataFrame = (sums[1] - sums[0]).dropna(axis=1, how="all")
    table.attrs = {
        **frame.attrs,
        "measure": "cumulated",
        "home_name": frame.attrs["names"][0],
        "rival_name": frame.attrs["names"][1],
    }
    return table


def gap_rolling(frame: pd.DataFrame, months: int = 12) -> pd.DataFrame:
    """Gap over the `months` months that end in each month; windows with a hole are left out.

    Returns:
        Indexed by the last month: the gap's columns and `provisional` (a month of it is).
    """
    _by_month(frame)
    home, rival = sides(frame)
    sums = []
    for side in (home, rival):
        grid = pd.period_range(side.index.min(), side.index.max(), freq="M")
        full = side[["OBS_VALUE", "RATE", "VALUE"]].reindex(grid)
        window = full.rolling(months, min_periods=months)
        value = window["VALUE"].sum()
        if frame.attrs["rule"] == "period_mean":
            value = window["OBS_VALUE"].sum() / 1000 / window["RATE"].mean()
        sums.append(value.dropna())
    common = sums[0].index.intersection(sums[1].index)
    if common.empty:
        raise ValueError(f"the two series share no {months} months in a row.")
    table = _table(sums[0].loc[common], sums[1].loc[common], frame, f"rolling_{months}")
    flags = _provisional(frame, "M").astype(float).rolling(months, min_periods=1).max()
    table["provisional"] = flags.reindex(common) > 0
    return table


def periods_led(table: pd.DataFrame) -> list[Any]:
    """Return the periods in which home led (gap below zero), oldest first."""
    return list(table.index[table["gap"] < 0])


def crossings(table: pd.DataFrame) -> pd.DataFrame:
    """Return the periods in which the lead changed hands: column `leader` is "home" or "rival".

    A gap of exactly zero changes nothing; the first row of the table is no crossing.
    """
    sign = np.sign(table["gap"])
    sign = sign[sign != 0]
    changed = sign[sign != sign.shift()].iloc[1:]
    return pd.DataFrame({"leader": changed.map({-1.0: "home", 1.0: "rival"})})


def smallest(table: pd.DataFrame) -> pd.Period:
    """Return the period with the smallest gap (most negative counts as smallest)."""
    found: pd.Period = table["gap"].idxmin()
    return found


def required_per_month(frame: pd.DataFrame, year: int, target: float) -> dict[str, float]:
    """Return what home needs in each remaining month of a year to reach a target.

    Formula: (target - so far) / (12 - m), m = home's own months known.

    Args:
        frame: a loader's monthly frame of two series.
        year: the calendar year.
        target: exports of the whole year, billions of the frame's currency.

    Returns:
        so_far (billions), months_left, required (billions a month), record (home's largest month).

    Raises:
        ValueError: the year is complete; its first month is not known.
    """
    home, _ = sides(frame)
    known = home[home.index.year == year]
    left = 12 - len(known)
    if not len(known) or list(known.index.month) != list(range(1, len(known) + 1)):
        raise ValueError(f"{year}: the months from January on are not all known for home.")
    if left == 0:
        raise ValueError(f"{year} is complete: no month remains.")
    sums = total(known, known.index.asfreq("Y"), frame.attrs["rule"])
    so_far = float(sums["value"].iloc[0])
    return {
        "so_far": so_far,
        "months_left": float(left),
        "required": (target - so_far) / left,
        "record": float(home["VALUE"].max()),
    }


def rank_exporters(annual: pd.DataFrame) -> pd.DataFrame:
    """Rank exporters by year: rows years, a column an area, 1 = largest; the world is left out."""
    twice = annual.duplicated(["SERIES", "TIME_PERIOD"])
    if twice.any():
        code, year = annual.loc[twice, ["SERIES", "TIME_PERIOD"]].iloc[0]
        raise ValueError(f"{code}: {year} occurs twice; keep one vintage, as load_exports_annual.")
    wide = annual.pivot(index="TIME_PERIOD", columns="SERIES", values="VALUE")
    ranks: pd.DataFrame = wide.drop(columns="WLD", errors="ignore").rank(
        axis=1, ascending=False, method="min"
    )
    ranks.attrs = {**annual.attrs, "measure": "rank"}
    return ranks
