"""Duties: which applied to whom on which day, and what they hit.

Rates are in percent, all-in (ordinary duty and surcharge). In a table of duties REF_AREA is where
the goods come from and COUNTERPART_AREA the market that levies, as in the tables of exports.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from exportgap.metrics.wide import join_attrs
from exportgap.vocabulary import check_code, check_date


def _day(value: object) -> pd.Period:
    return pd.Period(check_date(str(value)[:10], "day"), "D")


def _days(column: pd.Series[Any]) -> pd.PeriodIndex:
    if isinstance(column.dtype, pd.PeriodDtype):
        return pd.PeriodIndex(column).asfreq("D")
    return pd.PeriodIndex(pd.to_datetime(column), freq="D")


def _in_force(frame: pd.DataFrame, item: str) -> pd.DataFrame:
    """Return an item's rates in force: area, since, published, rate, in the order of time."""
    rows = frame[frame["MEASURE"] == "in_force"]
    check_code(item, sorted(set(rows["ITEM"])), "item with a duty in force")
    rows = rows[rows["ITEM"] == item]
    if rows["COUNTERPART_AREA"].nunique() > 1:
        raise ValueError(f"{item}: duties of two markets are in the frame; keep one.")
    table = pd.DataFrame(
        {
            "area": rows["REF_AREA"].to_numpy(),
            "since": _days(rows["TIME_PERIOD"]),
            "published": _days(rows["PUBLISHED"]),
            "rate": rows["OBS_VALUE"].to_numpy(dtype=float),
        }
    ).sort_values(["area", "since", "published"], ignore_index=True)
    for _, row in table[table.duplicated(["area", "since", "published"])].iterrows():
        raise ValueError(f"{row['area']}: two duties on {item} apply from {row['since']}.")
    for _, row in table[~(table["rate"] >= 0)].iterrows():
        raise ValueError(f"{row['area']}: the duty on {item} from {row['since']} is no rate.")
    return table


def _asked(
    frame: pd.DataFrame, item: str, start: object, end: object, *areas: str
) -> tuple[pd.PeriodIndex, dict[str, pd.DataFrame]]:
    """Return the days of a period and each area's rates; refuse days that one has no rate for."""
    first, last = _day(start), _day(end)
    if last < first:
        raise ValueError(f"the period ends on {last}, before its first day {first}.")
    as_of = frame.attrs.get("as_of")
    if as_of and last > _day(as_of):
        raise ValueError(f"{last} lies after {as_of}, the date of what is known.")
    found = dict(list(_in_force(frame, item).groupby("area")))
    for area in areas or found:
        since = found[check_code(area, found, "area with a duty in force")]["since"].iloc[0]
        if first < since:
            known = f"no duty on {item} is known for {first}; the first is from {since}."
            raise ValueError(f"{area}: {known}")
    return pd.period_range(first, last, freq="D"), found


def _on(rows: pd.DataFrame, days: pd.PeriodIndex) -> Any:
    """Return the rate of each day: of the rows begun by then the last, in its newest print."""
    at = pd.PeriodIndex(rows["since"]).searchsorted(days, side="right") - 1
    return rows["rate"].to_numpy()[at]


def _believed(rows: pd.DataFrame, days: pd.PeriodIndex) -> Any:
    """Return the rate of each day by what was published by that day; NaN where nothing was."""
    rates = np.full(len(days), np.nan)
    for date in sorted(set(rows["published"])):
        known = rows[rows["published"] <= date]
        told = (days >= date) & (days >= known["since"].iloc[0])
        rates[told] = _on(known, days[told])
    return rates


def rate_in_force(frame: pd.DataFrame, area: str, item: str, day: object) -> float:
    """Return the duty on an area's goods on a day, in percent, as now known.

    Args:
        frame: rows of `tariffs` for one market: REF_AREA, COUNTERPART_AREA, ITEM, MEASURE
            ("in_force"; "announced" rows are passed over), TIME_PERIOD (first day it applies),
            PUBLISHED, OBS_VALUE (percent).
        area: where the goods come from.
        item: the goods.
        day: a date or YYYY-MM-DD.

    Raises:
        ValueError: an area or item without a duty; two markets; a day before the first row, or
            after the frame's as_of.
    """
    days, rates = _asked(frame, item, day, day, area)
    return float(_on(rates[area], days)[0])


def rates_by_day(frame: pd.DataFrame, item: str, start: object, end: object) -> pd.DataFrame:
    """Return the duty of every area for each day of a period, in percent, as now known.

    Returns:
        Indexed by day (period[D]), a column an area, in the order of the frame; attrs carried.

    Raises:
        ValueError: as `rate_in_force`; an area whose first row is later than `start`; an end
            before the start.
    """
    days, rates = _asked(frame, item, start, end)
    areas = [area for area in dict.fromkeys(frame["REF_AREA"]) if area in rates]
    wide = pd.DataFrame({area: _on(rates[area], days) for area in areas}, days)
    wide.attrs = {**frame.attrs, "measure": "duty", "item": item, "unit": "percent"}
    return wide


def cost_difference(
    frame: pd.DataFrame, home: str, rival: str, item: str, start: object, end: object
) -> dict[str, Any]:
    """Compare the duty of home with that of its rival over a period, day by day.

    The difference is home's rate minus the rival's, in percentage points; every day weighs the
    same, whatever was shipped on it.

    Returns:
        days, days_more, days_less and days_level (home paid more, less, the same); mean (over all
        days); largest (the difference farthest from zero, with its sign); spans (every run of
        equal difference: first day, last day, difference). A rate can be published after days it
        applies to, which count with the rate now known: retroactive are the days on which a side's
        rate, by what was published by that day, is another than the one now known; days_more_told
        those on which home paid more by what was published by that day.

    Raises:
        ValueError: as `rates_by_day`.
    """
    days, rates = _asked(frame, item, start, end, home, rival)
    both = rates[home], rates[rival]
    actual, told = (np.array([rule(rows, days) for rows in both]) for rule in (_on, _believed))
    # Rounded, so that equal differences of decimal rates are equal.
    gap, gap_told = (np.round(each[0] - each[1], 9) for each in (actual, told))
    runs = np.split(np.arange(len(days)), np.flatnonzero(np.diff(gap)) + 1)
    return {
        "days": len(days),
        "days_more": int((gap > 0).sum()),
        "days_less": int((gap < 0).sum()),
        "days_level": int((gap == 0).sum()),
        "mean": float(gap.mean()),
        "largest": float(gap[np.abs(gap).argmax()]),
        "spans": [(days[run[0]], days[run[-1]], float(gap[run[0]])) for run in runs],
        "retroactive": int((told != actual).any(axis=0).sum()),
        "days_more_told": int((gap_told > 0).sum()),
    }


def changes_of_duty(frame: pd.DataFrame, item: str) -> list[tuple[str, float, float]]:
    """Return for each area its first duty and every other one, in force or announced.

    Returns:
        (area, before, after), percent; areas in the order of the frame, `after` rising.

    Raises:
        ValueError: as `rate_in_force`; an area with an announced duty and none in force.
    """
    first = _in_force(frame, item).groupby("area")["rate"].first()
    found = []
    for area, rates in frame[frame["ITEM"] == item].groupby("REF_AREA", sort=False)["OBS_VALUE"]:
        before = float(first[check_code(area, first.index, "area with a duty in force")])
        found += [(area, before, after) for after in sorted({*rates} - {before})]
    return found


def rates_of_year(rates: pd.DataFrame, year: int) -> pd.DataFrame:
    """Return the days of a year out of `rates_by_day`.

    Raises:
        ValueError: a day of the year without a rate.
    """
    days = pd.period_range(f"{year}-01-01", f"{year}-12-31", freq="D")
    lacking = days.difference(rates.dropna().index)
    if len(lacking):
        raise ValueError(f"no duty is known for {lacking[0]}: {year} needs every day.")
    return rates.loc[days]


def exposure_by_year(hit: pd.Series[Any], total: pd.Series[Any]) -> pd.DataFrame:
    """Return the share of exports that a duty hits by year, in percent of the total.

    Both are by month, quarter or year, alike; only periods that have both are summed.

    Returns:
        Indexed by year (period[Y]): hit, total, share, and periods (how many were summed).

    Raises:
        ValueError: units, rules or dates that differ; no common period; as `exposure`.
    """
    attrs = join_attrs(hit, total)
    both = pd.DataFrame({"hit": hit, "total": total}).dropna()
    if both.empty:
        raise ValueError("no period has both the exports hit and the total.")
    years = both.groupby(both.index.asfreq("Y"))
    table = years.sum()
    table["share"] = [exposure(*row) for row in table.itertuples(index=False)]
    table["periods"] = years.size()
    table.attrs = {**attrs, "measure": "exposure"}
    return table


def exposure(hit: float, total: float) -> float:
    """Return the share of exports that a duty hits: 100 hit / total, percent.

    Raises:
        ValueError: a part below zero, a total not above it, a part larger than its total.
    """
    if not 0 <= hit <= total or not 0 < total < math.inf:
        raise ValueError(f"{hit} of {total} is no share: a part of a total above 0.")
    return 100 * hit / total
