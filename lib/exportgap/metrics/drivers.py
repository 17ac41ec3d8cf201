"""What moved a total: contributions of items to its growth, and of groups to a gap's change.

Tables here are those of `wide`: a column an item, a group or an area, all in one unit.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from exportgap.metrics.growth import growth_on_year
from exportgap.metrics.wide import (
    check_periods,
    join_attrs,
    left_out,
    sums_to_date,
    with_total,
    year_before,
)
from exportgap.vocabulary import check_code

# Percentages of a change are given only where it is at least this part of the groups' absolute
# changes added up: none can then exceed 100 / FLOOR, while a change near zero would make them huge.
FLOOR = 0.25


def _compare(
    items: pd.DataFrame, total: pd.Series[Any], through: int | None
) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, Any]]:
    """Return levels a year before and now, by period or to date, and what the result says."""
    levels = with_total(items, total)
    if through is None:
        base = year_before(levels)
        both = levels.index.intersection(base.index)
        if both.empty:
            raise ValueError("no period has every item and the total both then and a year before.")
        about = levels.attrs | {"left_out": left_out(both, items, total)}
        return base.loc[both], levels.loc[both], about
    before, after = sums_to_date(levels, through)
    return before, after, after.attrs


def _growth(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return 100 (x1 / x0 - 1); refuse a base that is not positive."""
    for name, base in before.items():
        low = before.index[~(base > 0)]
        if len(low):
            raise ValueError(
                f"{name} is not positive in the year before {low[0]}: no growth of it."
            )
    return 100 * (after / before - 1)


def contribution_to_growth(
    items: pd.DataFrame, total: pd.Series[Any], through: int | None = None
) -> pd.DataFrame:
    """Return what each item adds to the growth of the total on the year, in percentage points.

    Formula: 100 (x_k,1 - x_k,0) / X_0 with 0 a year before 1; the residual is all that is not an
    item.

    Args:
        items: wide table of items that do not overlap, by month, quarter or year.
        total: the total they are part of, in the same unit.
        through: None compares each period; a month the sums from January on, as `sums_to_date`.

    Returns:
        Indexed by period, to date by year (period[Y]): the items, `residual`, `total` (growth,
        percent); items + residual = total. Only periods that have all items and the total, and so
        a year before; `attrs["left_out"]` names the others since the first, to date by year.

    Raises:
        ValueError: an item called as RESERVED or twice; frequencies, units, rules or dates that
            differ; a base that is not positive; no common period; as `sums_to_date`.
    """
    before, after, about = _compare(items, total, through)
    growth = _growth(before[["total"]], after[["total"]])["total"]
    table = 100 * (after - before)[list(items)].div(before["total"], axis=0)
    table = table.assign(residual=growth - table.sum(axis=1), total=growth)
    measure = "contribution_to_growth" if through is None else "contribution_to_date"
    table.attrs = about | {"measure": measure, "unit": "percentage points"}
    return table


def contribution_to_date(
    items: pd.DataFrame, total: pd.Series[Any], through: int = 12
) -> pd.DataFrame:
    """Return `contribution_to_growth` for the sums of January to `through`, by year."""
    return contribution_to_growth(items, total, through)


def growth_without(
    items: pd.DataFrame, total: pd.Series[Any], item: str, through: int | None = None
) -> pd.DataFrame:
    """Return growth on the year of the total, of an item, and of the total without it, in percent.

    Returns:
        Indexed by period, or to date by year, as `contribution_to_growth`: item (the column of
        `items` of that name, kept in `attrs["item"]`), total, without.

    Raises:
        ValueError: an unknown item; an item above the total; a base that is not positive; else as
            `contribution_to_growth`.
    """
    check_code(item, items.columns, "item")
    before, after, about = _compare(items[[item]], total, through)
    for levels in (before, after):
        levels["without"] = levels["total"] - levels[item]
        over = levels.index[levels["without"] < 0]
        if len(over):
            raise ValueError(f"{item} is above the total in or before {over[0]}: no part of it.")
    growth = _growth(before, after).rename(columns={item: "item"})
    growth.attrs = about | {"measure": "growth_without", "unit": "percent", "item": item}
    return growth


def contribution_to_gap(
    home: pd.DataFrame, rival: pd.DataFrame, before: int, after: int, through: int = 12
) -> pd.DataFrame:
    """Split the change of the gap between two years by groups of items, in the tables' unit.

    Formula: value_k = (rival_k1 - rival_k0) - (home_k1 - home_k0), over the months that both
    sides have in both years.

    Args:
        home: wide table of groups on one concordance, and `total`.
        rival: the other side's, with the same columns.
        before: the earlier year.
        after: the later year.
        through: last month of the sums.

    Returns:
        Rows the groups and `other` (the total without them); columns `home` and `rival` (changes)
        and `value`, which sums to `attrs["change"]`; `percent` of it, unless the change is below
        FLOOR of the rows' absolute values (`attrs["percent_refused"]` is then True).
        `attrs["left_out"]`: the months not compared.

    Raises:
        ValueError: columns that differ, no total or one called as RESERVED; groups that sum to
            more than their total; years in the wrong order or without a common month; units, rules
            or dates that differ.
    """
    odd = list(home.columns.symmetric_difference(rival.columns))
    if odd or "total" not in home:
        raise ValueError(f"{(odd or ['total'])[0]} is not a column of both: use one concordance.")
    if before >= after:
        raise ValueError(f"{before} does not come before {after}.")
    sides = {"home": home, "rival": rival[home.columns]}
    whole = [with_total(side.drop(columns="total"), side["total"]) for side in sides.values()]
    check_periods(*whole)
    joined = pd.concat(whole, axis=1, join="inner", keys=list(sides))
    first, last = sums_to_date(joined, through, after - before)
    year = pd.Period(str(after), "Y")
    if year not in last.index:
        raise ValueError(f"no month up to {through} is complete in {before} and {after}.")
    changes = {}
    for side in sides:
        low, high = first.loc[year, side], last.loc[year, side]
        for when, level in ((before, low), (after, high)):
            # Rounding of the last digits is no overlap.
            if level.drop("total").sum() > level["total"] * (1 + 1e-9):
                raise ValueError(f"the groups of {side} sum to more than its total in {when}.")
        changes[side] = high - low
    total = pd.DataFrame(changes).loc["total"]
    table = pd.DataFrame(changes).drop("total")
    table.loc["other"] = total - table.sum()
    table["value"] = table["rival"] - table["home"]
    change = float(total["rival"] - total["home"])
    refused = change == 0 or abs(change) < FLOOR * float(table["value"].abs().sum())
    if not refused:
        table["percent"] = 100 * table["value"] / change
    table.attrs = {
        **join_attrs(home, rival),
        "measure": "contribution_to_gap",
        "before": before,
        "after": after,
        "through": through,
        "change": change,
        "percent_refused": refused,
        "left_out": last.attrs["left_out"].get(after, []),
        "home_name": home.attrs.get("names", ("home",))[0],
        "rival_name": rival.attrs.get("names", ("rival",))[0],
    }
    return table


def base_effect(series: pd.Series[Any]) -> pd.DataFrame:
    """Return growth on the year beside the growth it is built on, in percent.

    Where `base_growth` is negative last year was low, and growth in part makes up for that; the
    two years' mean sees through it: (1 + growth)(1 + base_growth) = (1 + two_year)^2.

    Returns:
        Indexed by period: growth, base_growth (of the same period a year before), two_year
        (geometric mean a year, over two years).

    Raises:
        ValueError: a level that is not positive or can change sign; no period with its two bases.
    """
    check_periods(series)
    name = str(series.name or "level")
    growth = growth_on_year(series.dropna().to_frame(name), name)
    table = pd.DataFrame({"growth": growth, "base_growth": year_before(growth)}).dropna()
    if table.empty:
        raise ValueError(f"no period of {name} has those of one and of two years before.")
    table["two_year"] = 100 * (np.sqrt((1 + table / 100).prod(axis=1)) - 1)
    table.attrs = {**series.attrs, "measure": "base_effect", "unit": "percent"}
    return table
