"""Working days of a month as customs count them, and exports per working day.

The package holidays is imported inside: it is needed nowhere else.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from exportgap.metrics.growth import growth_on_year
from exportgap.vocabulary import check_code


class Calendar(NamedTuple):
    """How an area counts: code of the holidays, worth of a Saturday, closed days, first month."""

    code: str
    saturday: float
    closed: tuple[str, ...]
    since: str


CALENDARS = {
    # Korea Customs Service and the ministry print this count. 1 May is no working day in it long
    # before it became a public holiday in 2026. Public offices have the five-day week since 2005.
    "KOR": Calendar("KR", 0.5, ("05-01",), "2005-07"),
    # Japan's customs print no count: these are the days on which their offices are open by the Act
    # on Holidays of Administrative Organs (No. 91 of 1988), Saturdays closed since May 1992.
    "JPN": Calendar("JP", 0.0, ("12-29", "12-30", "12-31", "01-01", "01-02", "01-03"), "1992-05"),
}


def working_days(area: str, months: pd.PeriodIndex, through: int = 31) -> pd.Series[Any]:
    """Count the working days of months, in days.

    Monday to Friday 1, Sunday and public holiday 0. Saturday 0.5 and 1 May 0 in Korea, which is
    customs' own count; Saturday 0 and 29 December to 3 January 0 in Japan, which is a count of
    ours, so that the two are not compared day by day. Months to come hold no holiday that is
    decreed for one occasion, as on an election.

    Args:
        area: KOR or JPN.
        months: period[M].
        through: last day of the month that is counted: 10 or 20 for the early figures.

    Returns:
        Days indexed by the months given, halves included.

    Raises:
        ValueError: an area without a known rule; no months; a month before the five-day week; a
            day outside 1 to 31.
    """
    calendar = CALENDARS[check_code(area, CALENDARS, "calendar of working days")]
    if months.dtype != "period[M]" or not len(months):
        raise ValueError(f"working days are counted by month: {months.dtype} has no months.")
    if months.min() < pd.Period(calendar.since, "M"):
        raise ValueError(
            f"{area}: {months.min()} lies before the five-day week; allowed from {calendar.since}."
        )
    if not 1 <= through <= 31:
        raise ValueError(f"through is a day of the month, 1 to 31, not {through}.")
    import holidays

    days = pd.period_range(
        months.min().asfreq("D", "start"), months.max().asfreq("D", "end")
    ).to_timestamp()
    public = holidays.country_holidays(calendar.code, years=range(days[0].year, days[-1].year + 1))
    worth = np.select([days.day_of_week < 5, days.day_of_week == 5], [1.0, calendar.saturday], 0.0)
    closed = days.isin(list(map(pd.Timestamp, public)))
    closed |= days.strftime("%m-%d").isin(calendar.closed)
    worth[closed | (days.day > through)] = 0.0
    count = pd.Series(worth, days.to_period("M")).groupby(level=0).sum()
    found: pd.Series[Any] = count.loc[months].rename("working_days")
    return found


def per_working_day(series: pd.Series[Any], area: str, through: int = 31) -> pd.DataFrame:
    """Divide monthly values by the working days of their months.

    Formula: x_m / WD_m; its growth on the year is (1 + g) WD_{m-12} / WD_m - 1. To divide is to
    take exports to move one for one with working days; where they move less, a month short of
    days is flattered.

    Args:
        series: indexed by month, in any unit of money.
        area: whose working days, KOR or JPN.
        through: last day of the month the values cover: 10 or 20 for the early figures.

    Returns:
        By month: value, days, per_day (the unit of the series, per working day), value_growth and
        per_day_growth (percent on the year; NaN for months without the one a year before).

    Raises:
        ValueError: what `working_days` refuses; a month twice or without a value; a value that is
            not positive; a month without a working day up to `through`.
    """
    if series.index.has_duplicates:
        twice = series.index[series.index.duplicated()][0]
        raise ValueError(f"{twice} occurs twice: keep one value for each month.")
    if not (series > 0).all():
        raise ValueError(f"{series.index[~(series > 0)][0]} has no value above zero.")
    table = pd.DataFrame({"value": series, "days": working_days(area, series.index, through)})
    if not (table["days"] > 0).all():
        month = table.index[table["days"] == 0][0]
        raise ValueError(f"{area}: {month} has no working day up to day {through}.")
    table["per_day"] = table["value"] / table["days"]
    for name in ("value", "per_day"):
        table[f"{name}_growth"] = growth_on_year(table, name)
    table.attrs = {**series.attrs, "measure": "per_working_day", "calendar": area}
    return table
