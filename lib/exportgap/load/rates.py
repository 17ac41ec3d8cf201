"""Exchange rates: monthly means, the rate of a day, and the rate each month takes by a rule."""

from __future__ import annotations

from typing import Any

import pandas as pd

from exportgap import tables
from exportgap.vocabulary import check_as_of, check_code, check_rule


def load_rates(*currencies: str, as_of: str = "latest") -> pd.DataFrame:
    """Load monthly mean exchange rates.

    Args:
        currencies: ISO 4217 codes; USD is allowed and is 1.
        as_of: date up to which a rate must have been public.

    Returns:
        One column a currency, units per US dollar, indexed by month (period[M]).
        `attrs["joins"]`: for each currency the first month that the second source gives; what a
        caption needs, `series` being empty.

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
    used: list[pd.DataFrame] = []
    for currency in currencies:
        if currency == "USD":
            continue
        check_code(currency, held, "currency of exchange_rates_monthly")
        rows = frame[(frame["CURRENCY"] == currency) & (frame["PUBLISHED"] <= date)]
        rows = rows.sort_values("SOURCE", key=lambda names: names.map(preference.index))
        rows = rows.drop_duplicates("TIME_PERIOD").sort_values("TIME_PERIOD")
        months = pd.PeriodIndex(rows["TIME_PERIOD"], freq="M", name="TIME_PERIOD")
        columns[currency] = pd.Series(rows["OBS_VALUE"].to_numpy(), index=months)
        used.append(rows)
        second = rows.loc[rows["SOURCE"] != preference[0], "TIME_PERIOD"]
        if len(second):
            joins[currency] = str(second.min())
    rates = pd.DataFrame(columns)
    if "USD" in currencies:
        rates["USD"] = 1.0
    rates.attrs = {"unit": "units per US dollar, mean of the month", "as_of": date}
    until = pd.concat(used).groupby("SOURCE")["TIME_PERIOD"].max()
    sources = tables.card("exchange_rates_monthly")["sources"]
    held_by = {each["name"]: each["publisher"] for each in sources if each["name"] in until}
    rates.attrs |= {
        "joins": joins,
        "table": "exchange_rates_monthly",
        "series": (),
        "rule": "monthly_mean",
        "sources": tuple(held_by.values()),
        "source_names": tuple(held_by),
        "source_until": {held_by[name]: until[name] for name in held_by},
    }
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


def rates_of(own: str, months: pd.PeriodIndex, target: str, rule: str, date: str) -> Any:
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
