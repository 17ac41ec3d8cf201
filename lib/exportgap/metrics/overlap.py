"""Where two economies' exports overlap: the mix of goods, world shares and markets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from exportgap.metrics.competitiveness import constant_market_share, similarity
from exportgap.vocabulary import check_code

# The World Trade Organization's groups of manufactures, SITC Rev. 3: each whole with the groups
# that are printed and lie inside it.
NESTED: Mapping[str, Sequence[str]] = {
    "manufactures": (
        "iron_and_steel",
        "chemicals",
        "machinery_and_transport_equipment",
        "textiles",
        "clothing",
    ),
    "chemicals": ("pharmaceuticals",),
    "machinery_and_transport_equipment": ("office_and_telecom_equipment", "transport_equipment"),
    "office_and_telecom_equipment": (
        "edp_and_office_equipment",
        "telecommunications_equipment",
        "integrated_circuits_electronic_components",
    ),
    "transport_equipment": ("automotive_products",),
}
# Where "other" and the whole's words would not say what is left.
RESTS = {"machinery_and_transport_equipment": "other machinery"}
# A rest below this part of its whole is rounding of printed figures.
ROUNDING = 1e-3


def disjoint_groups(
    frame: pd.DataFrame, nested: Mapping[str, Sequence[str]] = NESTED
) -> pd.DataFrame:
    """Cut groups that lie inside one another into groups that do not overlap and sum to the whole.

    A whole is replaced by what its parts leave of it, and left out where they leave nothing.

    Args:
        frame: tidy rows of one measure: REF_AREA, ITEM, TIME_PERIOD, VALUE in one unit.
        nested: each whole and the groups inside it; the first holds all others.

    Returns:
        Rows (TIME_PERIOD, REF_AREA) that have every group, columns the groups; the rest of a whole
        is named `other_` and the whole. `attrs["labels"]` has its words too.

    Raises:
        ValueError: a group missing from the frame, or there twice; parts above their whole; no row
            with every group.
    """
    twice = frame.duplicated(["TIME_PERIOD", "REF_AREA", "ITEM"])
    if twice.any():
        period, area, item = frame.loc[twice, ["TIME_PERIOD", "REF_AREA", "ITEM"]].iloc[0]
        raise ValueError(f"{area}: {item} of {period} occurs twice; keep one vintage.")
    wide = frame.pivot(index=["TIME_PERIOD", "REF_AREA"], columns="ITEM", values="VALUE")
    parts = list(dict.fromkeys(part for inside in nested.values() for part in inside))
    lacking = [name for name in (*nested, *parts) if name not in wide]
    if lacking:
        raise ValueError(f"{lacking[0]} is not among the frame's items: load all of {[*nested]}.")
    wide = wide[list(dict.fromkeys([*nested, *parts]))].dropna()
    if wide.empty:
        raise ValueError("no economy has every group in any period.")
    table = wide[[part for part in parts if part not in nested]].rename_axis(columns=None)
    labels = dict(frame.attrs.get("labels", {}))
    for whole, inside in nested.items():
        rest = wide[whole] - wide[list(inside)].sum(axis=1)
        noise = ROUNDING * wide[whole]
        if (rest < -noise).any():
            period, area = rest.index[rest < -noise][0]
            raise ValueError(f"{area}: parts of {whole} exceed it in {period}: they overlap.")
        rest = rest.where(rest > noise, 0.0)
        if rest.any():
            table[f"other_{whole}"] = rest
            words = f"other {labels.get(whole, whole).removeprefix('all ')}"
            labels[f"other_{whole}"] = RESTS.get(whole, words)
    table.attrs = {**frame.attrs, "labels": labels, "measure": "groups"}
    return table


def _rows(groups: pd.DataFrame, area: str) -> pd.DataFrame:
    """Return the rows of one economy, by period."""
    check_code(area, sorted(set(groups.index.get_level_values("REF_AREA"))), "economy")
    found: pd.DataFrame = groups.xs(area, level="REF_AREA")
    return found


def rest_of_world(table: pd.DataFrame) -> pd.DataFrame:
    """Replace the row WLD by what the other rows leave of it, named ROW.

    The world as published leaves out re-exports, which the sum of all economies counts twice.

    Raises:
        ValueError: no row WLD; economies above the world.
    """
    if "WLD" not in table.index:
        raise ValueError("the table has no row WLD to take a rest from.")
    others = table.drop(index="WLD")
    rest = table.loc["WLD"] - others.sum()
    if (rest < 0).any():
        raise ValueError(f"{rest.index[rest < 0][0]}: the economies exceed the world.")
    found = pd.concat([others, rest.to_frame("ROW").T])
    found.attrs = dict(table.attrs)
    return found


def similarity_by_period(groups: pd.DataFrame, pairs: Iterable[tuple[str, str]]) -> pd.DataFrame:
    """Return export similarity of pairs of economies by period, from 0 to 100.

    Args:
        groups: from `disjoint_groups`.
        pairs: area codes.

    Returns:
        Indexed by period, a column a pair ("KOR-JPN"); NaN where one of the two has no row.

    Raises:
        ValueError: an unknown economy; as `similarity`; a pair without any common period.
    """
    columns: dict[str, pd.Series[Any]] = {}
    for one, two in pairs:
        first, second = (_rows(groups, area) for area in (one, two))
        common = first.index.intersection(second.index)
        if common.empty:
            raise ValueError(f"{one} and {two} have no period in common.")
        values = [similarity(first.loc[period], second.loc[period]) for period in common]
        columns[f"{one}-{two}"] = pd.Series(values, index=common)
    table = pd.DataFrame(columns).sort_index()
    table.attrs = {**groups.attrs, "measure": "similarity", "unit": "of 100"}
    return table


def mix(groups: pd.DataFrame) -> pd.DataFrame:
    """Return each group in percent of the row's sum, from `disjoint_groups`."""
    table = 100 * groups.div(groups.sum(axis=1), axis=0)
    table.attrs = {**groups.attrs, "measure": "mix", "unit": "percent"}
    return table


def market_share_effects(groups: pd.DataFrame, areas: Sequence[str]) -> pd.DataFrame:
    """Split the change of exports to the newest year by constant market share, from every start.

    See `competitiveness.constant_market_share`; the world is the row WLD, and there are no markets,
    so that what a market's growth gave is inside the last effect.

    Args:
        groups: from `disjoint_groups`, with WLD.
        areas: economies.

    Returns:
        Rows (start year as period[Y], area), for the years that the world and all of them have;
        columns growth, product, competitiveness (in the table's unit, their sum the change).
        `attrs["after"]`: the newest year.

    Raises:
        ValueError: an unknown economy, or no world; no two years that all have; else as
            there.
    """
    rows = {area: _rows(groups, area) for area in (*areas, "WLD")}
    years = sorted(set.intersection(*(set(table.index) for table in rows.values())))
    if len(years) < 2:
        raise ValueError("no two years have every group of the world and of each economy.")
    *starts, last = years
    effects = {
        (start, area): constant_market_share(
            *(rows[code].loc[year] for code in (area, "WLD") for year in (start, last))
        )
        for start in starts
        for area in areas
    }
    table = pd.DataFrame(effects).T.rename_axis(["TIME_PERIOD", "REF_AREA"])
    table.attrs = {**groups.attrs, "measure": "constant_market_share", "after": last}
    return table


def share_by_year(parts: pd.DataFrame, total: pd.Series[Any], lacking: int = 0) -> pd.DataFrame:
    """Return each part's share of the total by year, in percent.

    Args:
        parts: wide table by month or year, a column a part.
        total: the total they are part of, in the same unit.
        lacking: months a year may lack; what is then compared is the other months of both.

    Returns:
        Indexed by year (period[Y]); a year that lacks more months is absent.
        `attrs["left_out"]`: for each year kept that lacks some, its months.

    Raises:
        ValueError: a part above the total; a total that is not positive; no year left.
    """
    levels = parts.assign(total=total).dropna()
    years = levels.index.asfreq("Y")
    need = 12 if levels.index.freqstr[0] == "M" else 1
    groups = levels.groupby(years)
    sums = groups.sum()[groups.size() >= need - lacking]
    if sums.empty:
        raise ValueError(f"no year has {need - lacking} periods of every part and the total.")
    whole = sums.pop("total")
    bad = sums.index[~(whole > 0) | (sums.max(axis=1) > whole)]
    if len(bad):
        raise ValueError(f"a part is above the total in {bad[0]}, or the total is not positive.")
    table = 100 * sums.div(whole, axis=0)
    left = {}
    for year in table.index:
        months = set(range(1, need + 1)) - set(levels.index[years == year].month)
        if months and need == 12:
            left[year.year] = sorted(months)
    table.attrs = {**parts.attrs, "measure": "share", "unit": "percent", "left_out": left}
    return table
