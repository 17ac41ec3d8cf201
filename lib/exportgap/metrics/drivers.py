"""What moved a total: contributions of items to its growth, and of groups to a gap's change.

Tables here are *wide*: indexed by month, quarter or year, a column an item, a group or an area,
all in one unit. A missing cell stays NaN, and a period that lacks one is left out of a result.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from exportgap.metrics.growth import growth_on_year
from exportgap.vocabulary import CURRENCIES, check_code

AXES = (
    *("REF_AREA", "COUNTERPART_AREA", "CLASSIFICATION", "ITEM", "MEASURE"),
    *("FREQ", "FLOW", "ADJUSTMENT"),
)
RESERVED = ("residual", "total", "other", "without")
# Percentages of a change are given only where it is at least this part of the groups' absolute
# changes added up: none can then exceed 100 / FLOOR, while a change near zero would make them huge.
FLOOR = 0.25


def across(frame: pd.DataFrame, by: str = "ITEM") -> pd.DataFrame:
    """Spread a loader's tidy frame into a wide table of VALUE.

    Args:
        frame: tidy rows; every column of AXES it has, but `by`, holds one code.
        by: the column of AXES whose codes become columns, in order of first appearance.

    Returns:
        Indexed by period; a period that lacks a code is NaN there. `attrs`: the frame's, `unit` of
        the values, `provisional` (periods with a provisional figure), and `classification`.

    Raises:
        ValueError: no rows, no unit, several frequencies; another column of AXES, the currency or
            the unit is mixed; a code twice in one period.
    """
    check_code(by, [axis for axis in AXES if axis in frame], "column to spread")
    if "VALUE" not in frame or "unit" not in frame.attrs:
        raise ValueError("the frame names no unit: take it from a loader, which converts.")
    if frame.empty or not isinstance(frame["TIME_PERIOD"].dtype, pd.PeriodDtype):
        raise ValueError("the frame has no rows, or rows of several frequencies: load one of them.")
    money = frame["UNIT_MEASURE"].isin(CURRENCIES)
    units = frame["UNIT_MEASURE"].where(~money, frame.attrs["unit"])
    columns = {name: frame[name] for name in (*AXES, "CURRENCY") if name in frame and name != by}
    for name, codes in {"UNIT_MEASURE": units, **columns}.items():
        if codes.nunique(dropna=False) > 1:
            held = ", ".join(sorted(map(str, set(codes))))
            raise ValueError(f"{name} is mixed ({held}): keep one of them, or spread by it.")
    twice = frame.duplicated(["TIME_PERIOD", by])
    if twice.any():
        period, code = frame.loc[twice, ["TIME_PERIOD", by]].iloc[0]
        raise ValueError(f"{code}: {period} occurs twice; keep one vintage, as the loaders do.")
    wide = frame.pivot(index="TIME_PERIOD", columns=by, values="VALUE")
    wide = wide[list(dict.fromkeys(frame[by]))].astype(float).rename_axis(columns=None)
    provisional = frame.loc[frame["OBS_STATUS"] == "P", "TIME_PERIOD"]
    wide.attrs = {
        **frame.attrs,
        "unit": units.iloc[0],
        "provisional": [str(period) for period in sorted(set(provisional))],
    }
    if "CLASSIFICATION" in frame:
        wide.attrs["classification"] = ", ".join(dict.fromkeys(frame["CLASSIFICATION"]))
    return wide


def check_periods(*tables: Any) -> None:
    """Refuse tables or series that are not by month, quarter or year, all alike, each once."""
    kinds = {str(table.index.dtype) for table in tables}
    if len(kinds) > 1 or not kinds <= {"period[M]", "period[Q-DEC]", "period[Y-DEC]"}:
        raise ValueError("periods are months, quarters or years, and the same on every side.")
    for table in tables:
        if table.index.has_duplicates:
            period = table.index[table.index.duplicated()][0]
            raise ValueError(f"{period} occurs twice; keep one vintage, as the loaders do.")


def year_before(table: Any, years: int = 1) -> Any:
    """Return a table or series moved on by `years`: at each period stands that of years before."""
    check_periods(table)
    moved = table.copy()
    moved.index = (table.index.asfreq("M") + 12 * years).asfreq(table.index.freq)
    return moved


def left_out(kept: pd.PeriodIndex, *tables: Any) -> list[str]:
    """Name the periods from the first kept to the newest of the tables that are not kept."""
    newest = max(table.index.max() for table in tables)
    span = pd.period_range(kept.min(), newest, freq=kept.freq)
    return [str(period) for period in span.difference(kept)]


def join_attrs(first: Any, second: Any) -> dict[str, Any]:
    """Join what two tables say of themselves; refuse two units, currency rules or dates."""
    one, two = first.attrs, second.attrs
    for name in ("unit", "rule", "as_of"):
        if name in one and name in two and one[name] != two[name]:
            raise ValueError(f"{name} differs ({one[name]}, {two[name]}): load both alike.")
    joined = {**two, **one}
    for name in ("series", "names", "sources", "source_names"):
        if name in joined:
            joined[name] = tuple(dict.fromkeys((*one.get(name, ()), *two.get(name, ()))))
    for name in {"labels", "source_until"} & set(joined):
        joined[name] = {**two.get(name, {}), **one.get(name, {})}
    if "classification" in joined:
        both = (table.get("classification") for table in (one, two))
        joined["classification"] = ", ".join(dict.fromkeys(name for name in both if name))
    joined["provisional"] = sorted({*one.get("provisional", ()), *two.get("provisional", ())})
    return joined


def _levels(items: pd.DataFrame, total: pd.Series[Any]) -> pd.DataFrame:
    """Join items and total over the periods that have every one."""
    wrong = [*items.columns[items.columns.duplicated()], *items.columns.intersection(RESERVED)]
    if wrong:
        kept = ", ".join(RESERVED)
        raise ValueError(f"column {wrong[0]} is there twice, or one of {kept}: rename or drop it.")
    check_periods(items, total)
    levels = items.assign(total=total).dropna().sort_index()
    levels.attrs = join_attrs(items, total)
    return levels


def sums_to_date(
    table: pd.DataFrame, through: int, years: int = 1
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Sum January to `through` of every year and of the one `years` before it.

    Only periods that are complete in both years are summed, so that equal months stand against
    equal months.

    Returns:
        The sums before and after, both indexed by the later year (period[Y]). `attrs["left_out"]`
        of the second: for each year that lacks some, the months not summed (of quarters and years
        the last month). A year without any common period is absent.

    Raises:
        ValueError: `through` ends no period of the table; no year has a common period.
    """
    whole = table.dropna()
    base = year_before(whole, years)
    ends = pd.period_range("2000-01", "2000-12", freq=whole.index.freq).month
    if through not in ends:
        raise ValueError(f"through is one of {', '.join(map(str, ends))}, not {through}.")
    both = whole.index.intersection(base.index)
    both = both[both.month <= through].sort_values()
    if both.empty:
        raise ValueError(f"no period up to month {through} is complete in two years.")
    before, after = (part.loc[both].groupby(both.asfreq("Y")).sum() for part in (base, whole))
    lacking = {}
    for year in sorted(set(both.year)):
        grid = pd.period_range(f"{year}-01", f"{year}-{through:02d}", freq=both.freq)
        lacking[int(year)] = [int(month) for month in grid.difference(both).month]
    after.attrs["left_out"] = {year: months for year, months in lacking.items() if months}
    return before, after


def sums_by_year(table: pd.DataFrame, through: int = 12) -> pd.DataFrame:
    """Sum January to `through` of every year that has all of those periods, in the table's unit.

    Returns:
        Indexed by year (period[Y]). `attrs`: the table's, `through`, and `provisional` years;
        `left_out` names the years, from the first summed on, that lack a period.

    Raises:
        ValueError: `through` ends no period of the table; no year is complete.
    """
    _, sums = sums_to_date(table, through, 0)
    lacking = sums.attrs["left_out"]
    whole = sums.loc[~sums.index.year.isin(list(lacking))]
    if whole.empty:
        raise ValueError(f"no year has every period up to month {through}.")
    months = (pd.Period(period) for period in table.attrs.get("provisional", ()))
    whole.attrs = {
        **table.attrs,
        "through": through,
        "provisional": sorted({str(month.year) for month in months if month.month <= through}),
        "left_out": left_out(whole.index, sums),
    }
    return whole


def _compare(
    items: pd.DataFrame, total: pd.Series[Any], through: int | None
) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, Any]]:
    """Return levels a year before and now, by period or to date, and what the result says."""
    levels = _levels(items, total)
    if through is None:
        base = year_before(levels)
        both = levels.index.intersection(base.index)
        if both.empty:
            raise ValueError("no period has every item and the total both then and a year before.")
        about = levels.attrs | {"left_out": left_out(both, items, total)}
        return base.loc[both], levels.loc[both], about
    before, after = sums_to_date(levels, through)
    months = (pd.Period(period) for period in levels.attrs["provisional"])
    early = {str(month.year) for month in months if month.month <= through}
    about = {"through": through, "left_out": after.attrs["left_out"], "provisional": sorted(early)}
    return before, after, levels.attrs | about


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


def sum_years(table: pd.DataFrame) -> pd.DataFrame:
    """Return sums of whole years, in the table's unit; NaN where a year lacks a period.

    Args:
        table: wide, by month or quarter.

    Returns:
        Indexed by year (period[Y]), from the first to the last with a whole year of any column.
        `attrs["provisional"]`: the years with a provisional period.

    Raises:
        ValueError: a table that is not by month or quarter; no column with a whole year.
    """
    check_periods(table)
    periods = {"M": 12, "Q": 4}.get(table.index.freqstr[0])
    if periods is None:
        raise ValueError("the table is by year already: no sum of years is needed.")
    sums = table.groupby(table.index.asfreq("Y")).sum(min_count=periods)
    known = sums.dropna(how="all")
    if known.empty:
        raise ValueError("no column has a whole year.")
    sums = sums.loc[known.index[0] : known.index[-1]]
    early = {str(pd.Period(each).year) for each in table.attrs.get("provisional", ())}
    sums.attrs = {**table.attrs, "provisional": sorted(early & set(sums.index.astype(str)))}
    return sums


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
    whole = [_levels(side.drop(columns="total"), side["total"]) for side in sides.values()]
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


def with_rest(table: pd.DataFrame, whole: str, parts: Sequence[str]) -> pd.DataFrame:
    """Return parts of a whole and, as `rest`, what is left of it; columns parts and rest.

    Raises:
        ValueError: an unknown column; a period in which the parts exceed the whole.
    """
    for name in (whole, *parts):
        check_code(name, table.columns, "column")
    rest = table[whole] - table[list(parts)].sum(axis=1, skipna=False)
    over = rest.index[rest < 0]
    if len(over):
        raise ValueError(f"the parts of {whole} exceed it in {over[0]}: they overlap.")
    found = table[list(parts)].assign(rest=rest)
    found.attrs = dict(table.attrs)
    return found


def share_of(items: pd.DataFrame, total: pd.Series[Any]) -> pd.DataFrame:
    """Return each item in percent of the total, over the periods that have every one.

    Raises:
        ValueError: an item above the total, or a total that is not positive; else as
            `contribution_to_growth`.
    """
    levels = _levels(items, total)
    whole = levels.pop("total")
    bad = levels.index[~(whole > 0) | (levels.max(axis=1) > whole)]
    if len(bad):
        raise ValueError(f"an item is above the total in {bad[0]}, or the total is not positive.")
    shares = 100 * levels.div(whole, axis=0)
    shares.attrs = {**levels.attrs, "measure": "share", "unit": "percent"}
    return shares


def group(items: pd.DataFrame, groups: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Sum items into the groups of a concordance, in the table's unit.

    Args:
        items: wide table with the groups' items and the total, named TOTAL or total.
        groups: each group and its items, as `load.load_groups` gives them.

    Returns:
        Columns the groups and `total`; a group that lacks one of its items in a period is NaN.

    Raises:
        ValueError: no total; an item that is no column, or stands in two groups or twice in one.
    """
    named = [name for name in ("total", "TOTAL") if name in items]
    if len(named) != 1:
        raise ValueError(f"the items need one total, named total or TOTAL, not {named}.")
    used = [item for members in groups.values() for item in members]
    for item in used:
        check_code(item, items.columns.drop(named), "item")
        if used.count(item) > 1:
            raise ValueError(f"{item} stands in two groups, or twice in one: keep it once.")
    columns = {
        name: items[list(members)].sum(axis=1, skipna=False) for name, members in groups.items()
    }
    table = pd.DataFrame({**columns, "total": items[named[0]]}, index=items.index)
    table.attrs = dict(items.attrs)
    return table
