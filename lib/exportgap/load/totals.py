"""Total exports and imports, by month and by year."""

from __future__ import annotations

import functools
from pathlib import Path

import numpy as np
import pandas as pd

from exportgap import tables
from exportgap.load.origin import as_known, origin_of
from exportgap.load.rates import load_rates, rates_of
from exportgap.vocabulary import (
    FLOWS,
    REPORT_CURRENCIES,
    area_of,
    check_as_of,
    check_code,
)

# The base of the constant rate: the year before those in dispute.
BASE_YEAR = 2024


def has_monthly(*areas: str) -> bool:
    """Say whether every area, or series, has monthly figures."""
    held = tables.series_cards("exports_monthly")
    return all(area in held for area in areas)


@functools.lru_cache(maxsize=64)
def _exports(
    folder: Path,
    changed: tuple[tuple[int, int], ...],
    series: tuple[str, ...],
    flow: str,
    date: str,
    currency: str,
    rule: str,
) -> pd.DataFrame:
    frame = tables.read("exports_monthly")
    frame = frame[frame["SERIES"].isin(series) & (frame["FLOW"] == flow)]
    frame = as_known(frame, ["SERIES", "TIME_PERIOD"], date)
    parts = []
    for code in series:
        part = frame[frame["SERIES"] == code].copy()
        if part.empty:
            raise ValueError(f"{code}: no {FLOWS[flow]} figure was public by {date}.")
        months = pd.PeriodIndex(part["TIME_PERIOD"], freq="M")
        own = part["UNIT_MEASURE"].iloc[0]
        if part["UNIT_MEASURE"].nunique() > 1:
            both = ", ".join(sorted(set(part["UNIT_MEASURE"])))
            raise ValueError(f"{code} is in more than one currency ({both}): split the series.")
        part["RATE"] = rates_of(own, months, currency, rule, date)
        part["TIME_PERIOD"] = months
        part["CURRENCY"] = currency
        # What is final today was provisional on a date before its year was closed.
        final = tables.series_cards()[code].get("final")
        if final:
            open_on = np.array([date < f"{year + 1}-{final}" for year in months.year])
            part["OBS_STATUS"] = part["OBS_STATUS"].where(~open_on, "P")
        # Millions in the table, billions in every result.
        part["VALUE"] = part["OBS_VALUE"] / part["RATE"] / 1000
        parts.append(part.dropna(subset="RATE"))
    return pd.concat(parts, ignore_index=True)


def load_exports(
    *series: str,
    flow: str = "X",
    as_of: str = "latest",
    currency: str = "USD",
    rule: str = "monthly_mean",
) -> pd.DataFrame:
    """Load monthly trade of one or more economies as it was known on a date.

    Args:
        series: area codes ("KOR"), or series codes where an area has several ("CHN.first").
        flow: "X" exports (FOB) or "M" imports (CIF).
        as_of: "latest" or YYYY-MM-DD; later rows do not exist for the result.
        currency: USD, JPY or KRW.
        rule: monthly_mean, period_mean, spot:YYYY-MM-DD or constant:YYYY.

    Returns:
        Tidy rows, series in the order asked for: the table's columns with TIME_PERIOD as
        period[M], OBS_VALUE in millions of UNIT_MEASURE, RATE (units of UNIT_MEASURE per unit of
        `currency`), CURRENCY, VALUE (billions of it). Under `period_mean` RATE is the month's
        mean too: the mean over a period is taken where the period is known, in the metrics.
        `attrs`: series, names, flow, currency, unit, rule, as_of, sources.

    Raises:
        ValueError: an unknown series, flow, date, currency or rule; nothing public yet; a month
            without a rate, unless it lies before the currency's first rate: those are left out.
    """
    if not series:
        raise ValueError("name at least one series, for example load_exports('KOR', 'JPN').")
    for code in series:
        tables.check_series(code, "exports_monthly")
    check_code(flow, FLOWS, "flow")
    check_code(currency, REPORT_CURRENCIES, "currency")
    date = tables.known_by(check_as_of(as_of)).isoformat()
    folder = tables.data_dir()
    files = [*sorted(folder.glob("*.csv")), folder / "datapackage.json"]
    changed = tuple(tables.stamp(path) for path in files)
    # Refused even where nothing is converted: the rule is printed beside the numbers.
    tables.check_rule(rule, as_of)
    frame = _exports(folder, changed, series, flow, date, currency, rule).copy()
    frame.attrs = origin_of(series, "exports_monthly", frame, currency, rule, date)
    frame.attrs["flow"] = flow
    return frame


def load_exports_annual(*areas: str, as_of: str = "latest", currency: str = "USD") -> pd.DataFrame:
    """Load annual merchandise exports; every area of the table when none is named.

    Returns:
        Tidy rows as `load_exports` gives them, TIME_PERIOD as period[Y]. The publisher converts to
        dollars itself; another `currency` multiplies by the mean of the year's monthly rates.

    Raises:
        ValueError: an unknown area, date or currency; nothing public yet; a year without rates.
    """
    chosen = areas or tuple(tables.series_cards("exports_annual"))
    for code in chosen:
        tables.check_series(code, "exports_annual")
    check_code(currency, REPORT_CURRENCIES, "currency")
    date = tables.known_by(check_as_of(as_of)).isoformat()
    frame = tables.read("exports_annual")
    frame = as_known(frame[frame["REF_AREA"].isin(chosen)], ["REF_AREA", "TIME_PERIOD"], date)
    absent = [code for code in chosen if code not in set(frame["REF_AREA"])]
    if not areas:
        # Asked for all, those not yet listed on the date are no fault.
        chosen = tuple(code for code in chosen if code not in absent)
    if not chosen or (areas and absent):
        raise ValueError(f"{absent[0]}: no annual figure was public by {date}.")
    frame["TIME_PERIOD"] = pd.PeriodIndex(frame["TIME_PERIOD"], freq="Y")
    frame["SERIES"] = frame["REF_AREA"]
    frame["ADJUSTMENT"] = "N"
    frame["RATE"] = 1.0
    frame["CURRENCY"] = currency
    if currency != "USD":
        monthly = load_rates(currency, as_of=date)[currency]
        yearly = monthly.groupby(monthly.index.asfreq("Y")).agg(["mean", "count"])
        mean = yearly.loc[yearly["count"] == 12, "mean"]
        frame["RATE"] = 1 / frame["TIME_PERIOD"].map(mean.to_dict())
        if frame["RATE"].isna().any():
            year = frame.loc[frame["RATE"].isna(), "TIME_PERIOD"].iloc[0]
            raise ValueError(f"no full year of {currency} rates for {year} was public by {date}.")
    frame["VALUE"] = frame["OBS_VALUE"] / frame["RATE"] / 1000
    rank = {code: place for place, code in enumerate(chosen)}
    frame = frame.sort_values(
        ["SERIES", "TIME_PERIOD"], key=lambda c: c.map(rank) if c.name == "SERIES" else c
    ).reset_index(drop=True)
    frame.attrs = origin_of(chosen, "exports_annual", frame, currency, "publisher", date)
    return frame


def load_years(
    home: str,
    rival: str,
    as_of: str = "latest",
    currency: str = "USD",
    rule: str = "monthly_mean",
) -> pd.DataFrame:
    """Load a pair for comparison by year: the annual table where it holds both, else the months.

    Raises:
        ValueError: no table holds both.
    """
    areas = area_of(home), area_of(rival)
    held = tables.series_cards("exports_annual")
    if areas[0] != areas[1] and all(area in held for area in areas):
        return load_exports_annual(*areas, as_of=as_of, currency=currency)
    if not has_monthly(home, rival):
        raise ValueError(f"no table holds both {home} and {rival}: see data/README.md for a pair.")
    return load_exports(home, rival, as_of=as_of, currency=currency, rule=rule)


def load_pair(home: str, rival: str, **how: str) -> pd.DataFrame:
    """Load a pair by month where both have months, else by year.

    Args:
        home: the first series.
        rival: the second series.
        how: as_of, currency and rule, as `load_exports` takes them.
    """
    load = load_exports if has_monthly(home, rival) else load_years
    return load(home, rival, **how)


def usual_rules(year: int, through: int, as_of: str = "latest", *also: str) -> list[str]:
    """Return the rules in print for January to a month of a year, and `also` if not among them.

    The day of `spot` is the period's last business day known by `as_of`, the one a newspaper
    would take (none before 1999); the year of `constant` is BASE_YEAR, or the last complete one
    before the date.
    """
    date = tables.known_by(check_as_of(as_of))
    rules = ["monthly_mean", "period_mean", f"constant:{min(BASE_YEAR, date.year - 1)}"]
    days = tables.read("exchange_rates_daily", ["TIME_PERIOD"])["TIME_PERIOD"]
    end = pd.Period(f"{year}-{through:02d}", "M").end_time.date()
    known = days[days <= min(date, end).isoformat()]
    if len(known):
        rules.append(f"spot:{known.max()}")
    return list(dict.fromkeys([*rules, *also]))
