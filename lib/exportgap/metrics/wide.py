"""Wide tables: a loader's rows spread into columns, joined, summed and set in proportion.

Tables here are *wide*: indexed by month, quarter or year, a column an item, a group or an area,
all in one unit. A missing cell stays NaN, and a period that lacks one is left out of a result.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from exportgap.vocabulary import CURRENCIES, check_code

AXES = (
    *("REF_AREA", "COUNTERPART_AREA", "CLASSIFICATION", "ITEM", "MEASURE"),
    *("FREQ", "FLOW", "ADJUSTMENT"),
)
# Columns that results have beside the items.
RESERVED = ("residual", "total", "other", "without")


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


def with_total(items: pd.DataFrame, total: pd.Series[Any]) -> pd.DataFrame:
    """Join items and `total` over the periods that have every one.

    Raises:
        ValueError: an item called as RESERVED or twice; periods, units, rules or dates that differ.
    """
    wrong = [*items.columns[items.columns.duplicated()], *items.columns.intersection(RESERVED)]
    if wrong:
        kept = ", ".join(RESERVED)
        raise ValueError(f"column {wrong[0]} is there twice, or one of {kept}: rename or drop it.")
    check_periods(items, total)
    levels = items.assign(total=total).dropna().sort_index()
    levels.attrs = join_attrs(items, total)
    return levels


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
        ValueError: an item above the total, or a total that is not positive; as `with_total`.
    """
    levels = with_total(items, total)
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


def _ends(index: pd.PeriodIndex, through: int) -> list[int]:
    """Return the last months of a year's periods up to `through`."""
    ends = pd.period_range("2000-01", "2000-12", freq=index.freq).month.tolist()
    if through not in ends:
        raise ValueError(f"through is one of {', '.join(map(str, ends))}, not {through}.")
    return list(ends[: ends.index(through) + 1])


def _about(table: pd.DataFrame, through: int) -> dict[str, Any]:
    """Return what a table says of its sums to a month: `provisional` are years."""
    early = (pd.Period(period) for period in table.attrs.get("provisional", ()))
    years = {str(period.year) for period in early if period.month <= through}
    return {**table.attrs, "through": through, "provisional": sorted(years)}


def sums_to_date(
    table: pd.DataFrame, through: int, years: int = 1
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Sum January to `through` of every year and of the one `years` before it.

    Only periods that are complete in both years are summed, so that equal months stand against
    equal months.

    Returns:
        The sums before and after, both indexed by the later year (period[Y]); a year without any
        common period is absent. `attrs` of the second: the table's, `through`, `provisional`
        years, and `left_out`: for each year that lacks some, the months not summed (of quarters
        and years the last month).

    Raises:
        ValueError: `through` ends no period of the table; no year has a common period.
    """
    whole = table.dropna()
    base, ends = year_before(whole, years), _ends(whole.index, through)
    both = whole.index.intersection(base.index)
    both = both[both.month <= through].sort_values()
    if both.empty:
        raise ValueError(f"no period up to month {through} is complete in two years.")
    before, after = (part.loc[both].groupby(both.asfreq("Y")).sum() for part in (base, whole))
    lacking = {
        int(year): sorted(set(ends) - set(both.month[both.year == year]))
        for year in sorted(set(both.year))
    }
    left = {year: months for year, months in lacking.items() if months}
    after.attrs = _about(table, through) | {"left_out": left}
    return before, after


def sums_by_year(table: pd.DataFrame, through: int = 12) -> pd.DataFrame:
    """Sum January to `through` of every year, in the table's unit; NaN where a period lacks.

    Returns:
        Indexed by year (period[Y]), from the first to the last that is complete in any column.
        `attrs`: the table's, `through`, and `provisional` years.

    Raises:
        ValueError: `through` ends no period of the table; no column has a complete year.
    """
    check_periods(table)
    early, ends = table[table.index.month <= through], _ends(table.index, through)
    sums = early.groupby(early.index.asfreq("Y")).sum(min_count=len(ends))
    known = sums.dropna(how="all").index
    if known.empty:
        raise ValueError(f"no year has every period up to month {through}.")
    sums = sums.reindex(pd.period_range(known.min(), known.max(), freq="Y"))
    sums.attrs = _about(table, through)
    kept = {str(year) for year in known}
    sums.attrs["provisional"] = [year for year in sums.attrs["provisional"] if year in kept]
    return sums
