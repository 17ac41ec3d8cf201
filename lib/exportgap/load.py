"""Offline loaders: what was public on a date, in one currency, by a stated rule.

A loader picks for every period the newest row published by `as_of`, attaches the exchange rate
the rule asks for, and says in `attrs` what it did, so that a chart and a sentence can name it.
"""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from exportgap import tables
from exportgap.vocabulary import (
    ADJUSTMENTS,
    FLOWS,
    REPORT_CURRENCIES,
    area_of,
    check_as_of,
    check_code,
    check_rule,
    name_of,
)

# The base of the constant rate: the year before those in dispute.
BASE_YEAR = 2024


def has_monthly(*areas: str) -> bool:
    """Say whether every area, or series, has monthly figures."""
    held = tables.series_cards("exports_monthly")
    return all(area in held for area in areas)


def _as_known(frame: pd.DataFrame, key: list[str], date: str) -> pd.DataFrame:
    """Keep for each key the newest row published by the date."""
    public = frame[frame["PUBLISHED"] <= date]
    return public.sort_values([*key, "PUBLISHED"]).drop_duplicates(key, keep="last")


def load_rates(*currencies: str, as_of: str = "latest") -> pd.DataFrame:
    """Load monthly mean exchange rates.

    Args:
        currencies: ISO 4217 codes; USD is allowed and is 1.
        as_of: date up to which a rate must have been public.

    Returns:
        One column a currency, units per US dollar, indexed by month (period[M]).
        `attrs["joins"]`: for each currency the first month that the second source gives.

    Raises:
        ValueError: a currency the table does not hold.
    """
    date = tables.known_by(check_as_of(as_of)).isoformat()
    frame = tables.read("exchange_rates_monthly")
    preference = tables.card("exchange_rates_monthly")["trade"]["preference"]
    held = sorted(set(frame["CURRENCY"]))
    if set(currencies) <= {"USD"}:
        raise ValueError("name a currency other than USD: rates are per US dollar.")
    columns: dict[str, pd.Series[Any]] = {}
    joins: dict[str, str] = {}
    for currency in currencies:
        if currency == "USD":
            continue
        check_code(currency, held, "currency of exchange_rates_monthly")
        rows = frame[(frame["CURRENCY"] == currency) & (frame["PUBLISHED"] <= date)]
        rows = rows.sort_values("SOURCE", key=lambda names: names.map(preference.index))
        rows = rows.drop_duplicates("TIME_PERIOD").sort_values("TIME_PERIOD")
        months = pd.PeriodIndex(rows["TIME_PERIOD"], freq="M", name="TIME_PERIOD")
        columns[currency] = pd.Series(rows["OBS_VALUE"].to_numpy(), index=months)
        second = rows.loc[rows["SOURCE"] != preference[0], "TIME_PERIOD"]
        if len(second):
            joins[currency] = str(second.min())
    rates = pd.DataFrame(columns)
    if "USD" in currencies:
        rates["USD"] = 1.0
    rates.attrs = {"unit": "units per US dollar, mean of the month", "as_of": date}
    rates.attrs["joins"] = joins
    return rates


def _spot(own: str, target: str, day: str) -> float:
    """Return units of `own` per unit of `target` on a business day."""
    frame = tables.read("exchange_rates_daily")
    rates = frame[frame["TIME_PERIOD"] == day].set_index("CURRENCY")["OBS_VALUE"]
    rates.loc["EUR"] = 1.0
    for currency in (own, target):
        if currency not in rates.index:
            raise ValueError(f"rule spot:{day}: no daily rate for {currency}.")
    return float(rates[own] / rates[target])


def _rates(own: str, months: pd.PeriodIndex, target: str, rule: str, date: str) -> Any:
    """Return the rate of each month: units of `own` per unit of `target`, by the rule."""
    kind, argument = check_rule(rule)
    if own == target:
        return 1.0
    if kind == "spot":
        return _spot(own, target, argument)
    table = load_rates(own, target, as_of=date)
    ratio = (table[own] / table[target]).dropna()
    if ratio.empty or months.max() < ratio.index.min():
        raise ValueError(f"no {own} rate against {target} for {months.max()} was public by {date}.")
    if kind == "constant":
        year = ratio[ratio.index.year == int(argument)]
        if len(year) != 12:
            raise ValueError(
                f"rule constant:{argument}: {len(year)} of that year's 12 monthly rates for "
                f"{own} were public by {date}; name a year that was complete."
            )
        return float(year.mean())
    # Months before the first rate have no value in this currency: NaN here, left out by the caller.
    lacking = months[months >= ratio.index.min()].difference(pd.PeriodIndex(ratio.index))
    if len(lacking):
        raise ValueError(
            f"no {own} rate against {target} for {lacking[0]} was public by {date}: "
            f"rates run from {ratio.index.min()} to {ratio.index.max()}."
        )
    return ratio.reindex(months).to_numpy()


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
    frame = _as_known(frame, ["SERIES", "TIME_PERIOD"], date)
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
        part["RATE"] = _rates(own, months, currency, rule, date)
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
    frame.attrs = _attrs(series, "exports_monthly", frame, currency, rule, date)
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
    frame = _as_known(frame[frame["REF_AREA"].isin(chosen)], ["REF_AREA", "TIME_PERIOD"], date)
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
    frame.attrs = _attrs(chosen, "exports_annual", frame, currency, "publisher", date)
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


def list_sources(*frames: pd.DataFrame | None) -> pd.DataFrame:
    """Return the sources that loaded frames draw on, rates included, as a table for a reader."""
    used = {name for frame in frames if frame is not None for name in frame.attrs["source_names"]}
    rows = pd.DataFrame([source for source in tables.sources() if source["name"] in used])
    columns = {"publisher": "Publisher", "title": "Title", "series": "Series"}
    columns |= {"licence": "Licence", "retrieved": "Retrieved"}
    return rows[list(columns)].rename(columns=columns)


def list_tables(as_of: str = "latest") -> pd.DataFrame:
    """Return every table with its newest period and publication on a date."""
    rows = pd.DataFrame(tables.freshness(tables.known_by(check_as_of(as_of))))
    columns = {"table": "Table", "title": "What it holds", "rows": "Rows"}
    columns |= {"last_period": "Newest period", "published": "Published"}
    return rows[list(columns)].rename(columns=columns)


def _attrs(
    series: tuple[str, ...], table: str, frame: pd.DataFrame, currency: str, rule: str, date: str
) -> dict[str, Any]:
    """Return what a chart's foot and a sentence need to name."""
    held = {source["name"]: source["publisher"] for source in tables.card(table)["sources"]}
    used = list(dict.fromkeys(frame["SOURCE"]))
    short = {name: held[name].partition(",")[0].partition(" (")[0] for name in used}
    publishers = list(short.values())
    until = frame["TIME_PERIOD"].astype(str).groupby(frame["SOURCE"].map(short)).max()
    if set(frame["UNIT_MEASURE"]) - {currency}:
        spot = rule.startswith("spot")
        rates = tables.card("exchange_rates_daily" if spot else "exchange_rates_monthly")["sources"]
        publishers += [source["publisher"] for source in rates]
        used += [source["name"] for source in rates]
    cards = tables.series_cards(table)
    joins: dict[str, str] = {}
    foreign = (set(frame["UNIT_MEASURE"]) | {currency}) - {"USD"}
    converts = bool(set(frame["UNIT_MEASURE"]) - {currency})
    if converts and not rule.startswith(("spot", "publisher")):
        found = load_rates(*sorted(foreign), as_of=date).attrs["joins"]
        last = str(frame["TIME_PERIOD"].max())
        joins = {code: month for code, month in found.items() if month <= last}
    return {
        "series": series,
        "names": tuple(name_of(code) for code in series),
        "table": table,
        "currency": currency,
        "unit": f"{currency} billion",
        "rule": rule,
        "as_of": date,
        "sources": tuple(dict.fromkeys(publishers)),
        "source_names": tuple(used),
        "source_until": until.to_dict(),
        "adjustment": ADJUSTMENTS[frame["ADJUSTMENT"].iloc[0]],
        "converted": tuple("converted_from" in cards[code] for code in series),
        "rate_joins": joins,
    }
