"""Price or volume: indices on one base, unit values, and what each adds to a change of value."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from exportgap.metrics.wide import check_periods, left_out, year_before
from exportgap.vocabulary import CURRENCIES


def _common(**series: pd.Series[Any]) -> pd.DataFrame:
    """Join positive series over the periods that all have; `attrs["left_out"]` names the others."""
    check_periods(*series.values())
    table = pd.concat(series, axis=1, join="inner").dropna().sort_index()
    if table.empty:
        raise ValueError(f"{' and '.join(series)} share no period.")
    for name, column in table.items():
        bad = table.index[~((column > 0) & np.isfinite(column))]
        if len(bad):
            raise ValueError(f"{name} is not positive in {bad[0]}: leave that period out.")
    table.attrs["left_out"] = left_out(table.index, *series.values())
    return table


def _basis(series: pd.Series[Any]) -> Any:
    """Return the currency that a unit names ("index 2020=100, KRW basis"), else the table's."""
    unit = str(series.attrs.get("unit", ""))
    return next((code for code in CURRENCIES if code in unit), series.attrs.get("currency"))


def rebase(series: pd.Series[Any], year: int) -> pd.Series[Any]:
    """Return an index whose mean of a year is 100.

    Args:
        series: by month, quarter or year.
        year: the base; every period of it is known.

    Raises:
        ValueError: a period of the base year is missing, or its mean is not positive.
    """
    check_periods(series)
    grid = pd.period_range(f"{year}-01", f"{year}-12", freq=series.index.freq)
    lacking = grid.difference(series.dropna().index)
    if len(lacking):
        raise ValueError(f"the base year {year} lacks {lacking[0]}: choose a complete year.")
    mean = series.loc[grid].mean()
    if not mean > 0:
        raise ValueError(f"the mean of {year} is {mean}, not positive: no index on that base.")
    index = 100 * series / mean
    index.attrs = {**series.attrs, "unit": f"index {year}=100"}
    return index


def dollar_price(price: pd.Series[Any], rate: pd.Series[Any], base_year: int) -> pd.Series[Any]:
    """Turn a price index on a national currency's basis into one on the dollar's.

    Formula: price / rate, rebased to base_year = 100.

    Args:
        price: price index in the national currency.
        rate: units of that currency per dollar, mean of each period.
        base_year: the year whose mean becomes 100.

    Returns:
        Periods that both have; `attrs["left_out"]` names the others since the first.

    Raises:
        ValueError: no common period; a price or rate that is not positive; an incomplete base year.
    """
    table = _common(price=price, rate=rate)
    index = rebase(table["price"] / table["rate"], base_year)
    about = {"measure": "dollar_price", "currency": "USD", "left_out": table.attrs["left_out"]}
    index.attrs = {**price.attrs, **index.attrs, **about}
    return index


def unit_value(
    value: pd.Series[Any], quantity: pd.Series[Any], multiplier: float = 1e9
) -> pd.Series[Any]:
    """Return value over quantity, in currency units per unit of quantity.

    A unit value is no price: it moves with the mix of goods too (IMF and others 2009, chapter 2).

    Args:
        value: money; `multiplier` currency units each (1e9: the loaders' billions).
        quantity: kilograms, pieces.
        multiplier: 1e6 where `value` is in millions.

    Raises:
        ValueError: no common period; a value or quantity that is not positive.
    """
    table = _common(value=value, quantity=quantity)
    ratio = multiplier * table["value"] / table["quantity"]
    money, each = value.attrs.get("currency", "money"), quantity.attrs.get("unit", "unit")
    about = {"measure": "unit_value", "unit": f"{money} per {each}"}
    ratio.attrs = {**value.attrs, **about, "left_out": table.attrs["left_out"]}
    return ratio


def split_by_index(value: pd.Series[Any], price: pd.Series[Any]) -> pd.DataFrame:
    """Split growth of a value on the year into price and volume, in log points.

    Formula: ln V1/V0 = ln P1/P0 + ln Q1/Q0. Percentages do not add:
    (1 + value) = (1 + price)(1 + volume).

    Args:
        value: a value, or an index of it.
        price: price index or unit value in the same currency (see `dollar_price`).

    Returns:
        Indexed by period: value, price, volume (differences of natural logarithms, value = price +
        volume); value_percent, price_percent, volume_percent. Periods that both have, then and a
        year before.

    Raises:
        ValueError: two currencies; no common period; a value or price that is not positive.
    """
    money = [_basis(series) for series in (value, price)]
    if None not in money and money[0] != money[1]:
        raise ValueError(f"value is in {money[0]}, price in {money[1]}: use dollar_price first.")
    table = _common(value=value, price=price)
    logs = np.log(table)
    split = (logs - year_before(logs)).dropna()
    if split.empty:
        raise ValueError("no period has value and price both then and a year before.")
    split["volume"] = split["value"] - split["price"]
    for name in ("value", "price", "volume"):
        split[f"{name}_percent"] = 100 * np.expm1(split[name])
    about = {"measure": "price_and_volume", "unit": "log points"}
    split.attrs = {**value.attrs, **about, "left_out": left_out(split.index, value, price)}
    return split


def since(split: pd.DataFrame) -> pd.Period | None:
    """Return since when price has made more than half of a positive growth, None where it does not.

    The first period of the unbroken run that reaches the newest one of `split_by_index`, in log
    points; a missing period breaks the run.
    """
    led = set(split.index[(split["value"] > 0) & (split["price"] > split["value"] / 2)])
    first: pd.Period = split.index.max()
    if first not in led:
        return None
    while first - 1 in led:
        first -= 1
    return first


def _matched(
    v0: pd.Series[Any], q0: pd.Series[Any], v1: pd.Series[Any], q1: pd.Series[Any]
) -> pd.DataFrame:
    """Join values and quantities of two periods by item; refuse what has no unit value."""
    parts = {"v0": v0, "q0": q0, "v1": v1, "q1": q1}
    for part in parts.values():
        if part.index.has_duplicates:
            raise ValueError(f"{part.index[part.index.duplicated()][0]} occurs twice: add it up.")
    table = pd.concat(parts, axis=1)
    if table.empty:
        raise ValueError("no item is given: there is nothing to split.")
    bad = table.index[~(np.isfinite(table) & (table >= 0)).all(axis=1)]
    if len(bad):
        raise ValueError(f"{bad[0]} lacks a value or quantity of 0 or more in one of the periods.")
    for when, value, quantity in (("first", "v0", "q0"), ("second", "v1", "q1")):
        bad = table.index[(table[value] > 0) != (table[quantity] > 0)]
        if len(bad):
            raise ValueError(
                f"{bad[0]} has only one of value and quantity in the {when} period: no unit value."
            )
    return table


def _log_mean(a: Any, b: Any) -> Any:
    """Return the logarithmic mean (a - b) / ln(a / b) of positive numbers; L(a, a) = a."""
    # As sqrt(ab) sinh(h) / h with h = ln(a / b) / 2: no cancellation where a and b are close.
    half = (np.log(a) - np.log(b)) / 2
    return np.sqrt(a * b) * (np.sinh(half) / half.where(half != 0)).where(half != 0, 1.0)


def split_lmdi(
    v0: pd.Series[Any],
    q0: pd.Series[Any],
    v1: pd.Series[Any],
    q1: pd.Series[Any],
    mix: bool = False,
) -> pd.DataFrame:
    """Split a change of value by item into price and quantity, in the unit of value, exactly.

    Additive LMDI-I (Ang 2005): effect of a = L(v1, v0) ln(a1 / a0), L the logarithmic mean. A new
    or vanished product takes the limit for a value that goes to zero at a finite unit value (Ang
    and Liu 2007): all of it is quantity, or mix.

    Args:
        v0: values of the first period by item.
        q0: its quantities; under `mix` in one unit, so that they add up.
        v1: values of the second period.
        q1: its quantities.
        mix: split quantity further into the volume of the total and the mix of items.

    Returns:
        By item: price, quantity, change; under `mix` price, mix, volume, change. The effects of a
        row sum to its change; columns may be summed.

    Raises:
        ValueError: an item without value or quantity in one period, or with only one of them above
            zero; under `mix` a period without any quantity.
    """
    table = _matched(v0, q0, v1, q1)
    result = pd.DataFrame(
        {"price": 0.0, "quantity": table["v1"] - table["v0"]}, index=table.index, dtype=float
    )
    result["change"] = result["quantity"]
    both = table[(table["v0"] > 0) & (table["v1"] > 0)]
    weight = _log_mean(both["v1"], both["v0"])
    quantity = weight * np.log(both["q1"] / both["q0"])
    prices = (both["v1"] / both["q1"]) / (both["v0"] / both["q0"])
    result.loc[both.index, "price"] = weight * np.log(prices)
    result.loc[both.index, "quantity"] = quantity
    if mix:
        totals = table[["q0", "q1"]].sum()
        if not (totals > 0).all():
            raise ValueError("one period has no quantity at all: there is no mix in it.")
        result.insert(1, "volume", 0.0)
        result.loc[both.index, "volume"] = weight * np.log(totals["q1"] / totals["q0"])
        result.insert(1, "mix", result.pop("quantity") - result["volume"])
    result.attrs = {**v1.attrs, "measure": "lmdi", "change": float(result["change"].sum())}
    return result


def split_fisher(
    v0: pd.Series[Any], q0: pd.Series[Any], v1: pd.Series[Any], q1: pd.Series[Any]
) -> pd.Series[Any]:
    """Return price and quantity indices of matched products, and the change of value they make.

    Laspeyres P = sum p1 q0 / sum p0 q0, Paasche P = sum p1 q1 / sum p0 q1, Fisher their geometric
    mean, quantities likewise (IMF and others 2009, chapter 1): V1 / V0 = Fisher P x Fisher Q. In
    money after Bennet (1920; Diewert 2005): price = sum (p1 - p0)(q0 + q1) / 2, quantity likewise.

    Args:
        v0: values of the first period by product.
        q0: its quantities.
        v1: values of the second period.
        q1: its quantities.

    Returns:
        laspeyres_price, paasche_price, fisher_price, laspeyres_quantity, paasche_quantity,
        fisher_quantity, value (ratios); price_effect, quantity_effect, change (in the unit of
        value; the effects sum to the change).

    Raises:
        ValueError: a new or vanished product, which has no price in one period; else as
            `split_lmdi`.
    """
    table = _matched(v0, q0, v1, q1)
    lone = table.index[~((table["v0"] > 0) & (table["v1"] > 0))]
    if len(lone):
        raise ValueError(f"{lone[0]} is not traded in both periods: drop it or use split_lmdi.")
    quantity = [table["q0"], table["q1"]]
    price = [table["v0"] / table["q0"], table["v1"] / table["q1"]]
    cost = [[float((p * q).sum()) for q in quantity] for p in price]
    (start, kept_prices), (kept_quantities, end) = cost
    result = {
        "laspeyres_price": kept_quantities / start,
        "paasche_price": end / kept_prices,
        "laspeyres_quantity": kept_prices / start,
        "paasche_quantity": end / kept_quantities,
        "value": end / start,
        "price_effect": (kept_quantities - start + end - kept_prices) / 2,
        "quantity_effect": (kept_prices - start + end - kept_quantities) / 2,
        "change": end - start,
    }
    for name in ("price", "quantity"):
        both = result[f"laspeyres_{name}"] * result[f"paasche_{name}"]
        result[f"fisher_{name}"] = float(np.sqrt(both))
    indices = pd.Series(result)
    indices.attrs = {**v1.attrs, "measure": "fisher"}
    return indices
