"""Duties: which applied to whom on which day, and what they hit.

Rates are in percent, all-in (ordinary duty and surcharge). In a table of duties REF_AREA is where
the goods come from and COUNTERPART_AREA the market that levies, as in the tables of exports.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import pandas as pd

from exportgap.metrics.drivers import join_attrs
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
    twice = table.duplicated(["area", "since", "published"])
    if twice.any():
        row = table[twice].iloc[0]
        raise ValueError(f"{row['area']}: two duties on {item} apply from {row['since']}.")
    if not (table["rate"] >= 0).all():
        row = table[~(table["rate"] >= 0)].iloc[0]
        raise ValueError(f"{row['area']}: the duty on {item} from {row['since']} is no rate.")
    return table


def _of(table: pd.DataFrame, area: str, item: str, days: pd.PeriodIndex) -> pd.DataFrame:
    """Keep an area's rates; refuse days before the first of them."""
    check_code(area, sorted(set(table["area"])), "area with a duty in force")
    rows = table[table["area"] == area]
    if days[0] < rows["since"].iloc[0]:
        raise ValueError(
            f"{area}: no duty on {item} is known for {days[0]}; the first is from "
            f"{rows['since'].iloc[0]}."
        )
    return rows


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


def _span(frame: pd.DataFrame, start: object, end: object) -> pd.PeriodIndex:
    first, last = _day(start), _day(end)
    if last < first:
        raise ValueError(f"the period ends on {last}, before its first day {first}.")
    as_of = frame.attrs.get("as_of")
    if as_of and last > _day(as_of):
        raise ValueError(f"{last} lies after {as_of}, the date of what is known.")
    return pd.period_range(first, last, freq="D")


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
    days = _span(frame, day, day)
    return float(_on(_of(_in_force(frame, item), area, item, days), days)[0])


def rates_by_day(frame: pd.DataFrame, item: str, start: object, end: object) -> pd.DataFrame:
    """Return the duty of every area for each day of a period, in percent, as now known.

    Returns:
        Indexed by day (period[D]), a column an area, in the order of the frame; attrs carried.

    Raises:
        ValueError: as `rate_in_force`; an area whose first row is later than `start`; an end
            before the start.
    """
    table, days = _in_force(frame, item), _span(frame, start, end)
    areas = [area for area in dict.fromkeys(frame["REF_AREA"]) if area in set(table["area"])]
    wide = pd.DataFrame({area: _on(_of(table, area, item, days), days) for area in areas}, days)
    wide.attrs = {**frame.attrs, "measure": "duty", "item": item, "unit": "percent"}
    return wide


def cost_difference(
    frame: pd.DataFrame, home: str, rival: str, item: str, start: object, end: object
) -> dict[str, Any]:
    """Compare the duty of home with that of its rival over a period, day by day.

    The difference is home's rate minus the rival's, in percentage points; every day weighs the
    same, whatever was shipped on it. A rate can be published after the days it applies to: those
    days count with the rate now known, and `retroactive` says how many they are.

    Returns:
        days, days_more, days_less and days_level (home paid more, less, the same); mean (over all
        days); largest (the difference farthest from zero, with its sign); spans (every run of
        equal difference: first day, last day, difference); retroactive (days on which the rate of
        a side, by what was published by that day, is not the one now known to have applied);
        days_more_told (days on which home paid more by what was published by that day).

    Raises:
        ValueError: as `rates_by_day`.
    """
    table, days = _in_force(frame, item), _span(frame, start, end)
    sides = [_of(table, area, item, days) for area in (home, rival)]
    actual = [_on(rows, days) for rows in sides]
    # Rounded, so that equal differences of decimal rates are equal.
    gap = np.round(actual[0] - actual[1], 9)
    runs = np.split(np.arange(len(days)), np.flatnonzero(np.diff(gap)) + 1)
    told = [_believed(rows, days) for rows in sides]
    late = np.any([then != now for then, now in zip(told, actual, strict=True)], 0)
    return {
        "days": len(days),
        "days_more": int((gap > 0).sum()),
        "days_less": int((gap < 0).sum()),
        "days_level": int((gap == 0).sum()),
        "mean": float(gap.mean()),
        "largest": float(gap[np.abs(gap).argmax()]),
        "spans": [(days[run[0]], days[run[-1]], float(gap[run[0]])) for run in runs],
        "retroactive": int(late.sum()),
        "days_more_told": int((np.round(told[0] - told[1], 9) > 0).sum()),
    }


def changes_of_duty(frame: pd.DataFrame, item: str) -> list[tuple[str, float, float]]:
    """Return for each area its first duty and every other one, in force or announced.

    Args:
        frame: rows of `tariffs` for one market, as `rate_in_force` takes them.
        item: the goods.

    Returns:
        (area, before, after), percent; areas in the order of the frame, `after` rising.

    Raises:
        ValueError: as `rate_in_force`.
    """
    first = _in_force(frame, item).groupby("area")["rate"].first()
    rows = frame[frame["ITEM"] == item]
    found = []
    for area, rates in rows.groupby("REF_AREA", sort=False)["OBS_VALUE"]:
        before = float(first[check_code(area, first.index, "area with a duty in force")])
        found += [(area, before, after) for after in sorted({*rates} - {before})]
    return found


def mean_in_year(rates: pd.DataFrame, year: int) -> pd.Series[Any]:
    """Return each area's duty on average over the days of a year, in percent.

    Every day weighs the same, whatever was shipped on it.

    Args:
        rates: from `rates_by_day`.
        year: a calendar year.

    Raises:
        ValueError: a day of the year without a rate.
    """
    days = pd.period_range(f"{year}-01-01", f"{year}-12-31", freq="D")
    lacking = days.difference(rates.dropna().index)
    if len(lacking):
        raise ValueError(f"no duty is known for {lacking[0]}: a mean of {year} needs every day.")
    mean: pd.Series[Any] = rates.loc[days].mean()
    return mean


def exposure_by_year(hit: pd.Series[Any], total: pd.Series[Any]) -> pd.DataFrame:
    """Return the share of exports that a duty hits by year, in percent of the total.

    Only periods that have both are summed; a year can lack some.

    Args:
        hit: exports hit, by month, quarter or year.
        total: the total they are part of, in the same unit and frequency.

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


def exposure(exports_hit: float, exports_total: float) -> float:
    """Return the share of exports that a duty hits, in percent of the total.

    Formula: 100 hit / total, both of the same area, period, currency and valuation.

    Raises:
        ValueError: a part below zero, a total not above it, a part larger than its total.
    """
    if not 0 <= exports_hit <= exports_total or not 0 < exports_total < math.inf:
        raise ValueError(
            f"{exports_hit} of {exports_total} is no share: a part of a total above 0."
        )
    return 100 * exports_hit / exports_total
