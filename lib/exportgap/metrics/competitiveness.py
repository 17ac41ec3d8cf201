"""Where an economy's exports are strong: shares, concentration, advantage, overlap, growth.

A table holds one period: a row an economy, a column a product, exports of 0 or more in one unit.
The world is the sum of the rows, so that a row for the world does not belong there.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from exportgap.vocabulary import check_code

SCALINGS = ("fraction", "points", "normalised", "unctad")
ORDERS = ("product", "market")


def _alike(first: Any, *others: Any) -> list[Any]:
    """Return tables or series on the labels of the first; refuse other labels and bad cells."""
    aligned = []
    for table in (first, *others):
        if table.ndim != first.ndim:
            raise ValueError("a table stands beside a series: give all of one kind.")
        for mine, theirs in zip(first.axes, table.axes, strict=True):
            odd = [*theirs[theirs.duplicated()], *mine.symmetric_difference(theirs, sort=False)]
            if odd:
                raise ValueError(f"{odd[0]} is there twice, or not on every side: match labels.")
        aligned.append(table.reindex_like(first))
        _refuse(~(np.isfinite(aligned[-1]) & (aligned[-1] >= 0)), "is missing or below zero")
    return aligned


def _refuse(bad: Any, why: str) -> None:
    """Raise with the name of the first true cell, if there is one."""
    flat = bad.stack() if isinstance(bad, pd.DataFrame) else bad
    if flat.any():
        named = flat.index[flat][0]
        named = ", ".join(map(str, named)) if isinstance(named, tuple) else named
        raise ValueError(f"{named} {why}: correct it or leave it out.")


def _world(table: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series[Any]]:
    """Check a table and return it with the world's exports by product."""
    (table,) = _alike(table)
    if "WLD" in table.index:
        raise ValueError("the table holds WLD: leave it out, the world is the sum of the rows.")
    _refuse(table.sum(axis=1) == 0, "has no exports")
    world = table.sum()
    _refuse(world == 0, "has no world trade")
    return table, world


def share(table: pd.DataFrame) -> pd.DataFrame:
    """Return each economy's share of the world's exports of each product, in percent.

    Columns may as well be years, or one column the sum of all products; each sums to 100.

    Raises:
        ValueError: a cell missing or below zero; labels twice; an economy or product without trade;
            a row for the world.
    """
    table, world = _world(table)
    return 100 * table / world


def concentration(values: pd.Series[Any], scaling: str = "fraction") -> float:
    """Return the Herfindahl-Hirschman index of exports by product or by market.

    With s the shares and n their number (lines of zero included), H = sum of s^2.

    Args:
        values: exports, or shares in any unit.
        scaling: "fraction" H, from 1/n to 1; "points" 10,000 H; "normalised"
            (H - 1/n) / (1 - 1/n), from 0 to 1; "unctad" (sqrt H - sqrt 1/n) / (1 - sqrt 1/n), as
            UNCTADstat prints it, from 0 to 1.

    Raises:
        ValueError: an unknown scaling; a value missing or below zero; none above zero; one line
            only under a scaling that divides by what is possible beyond it.
    """
    check_code(scaling, SCALINGS, "scaling")
    (values,) = _alike(values)
    count, total = len(values), values.sum()
    if not total > 0:
        raise ValueError("no value is above zero: there is nothing to concentrate.")
    index = float(((values / total) ** 2).sum())
    if scaling in ("fraction", "points"):
        return index * (10_000 if scaling == "points" else 1)
    if count == 1:
        raise ValueError(f"scaling {scaling} needs two lines or more.")
    power = 1.0 if scaling == "normalised" else 0.5
    return float((index**power - count**-power) / (1 - count**-power))


def rca(table: pd.DataFrame, include_self: bool = True) -> pd.DataFrame:
    """Return revealed comparative advantage: a ratio, 1 is neutral.

    Formula (Balassa 1965): (x_rk / X_r) / (W_k / W).

    Args:
        table: economies by products.
        include_self: the world counts the economy itself; False compares with the others only.

    Raises:
        ValueError: as `share`; a product that nobody else exports, when the world is the others.
    """
    table, world = _world(table)
    reference = world / world.sum()
    if not include_self:
        others = world - table
        _refuse(others == 0, "is exported by nobody else")
        reference = others.div(others.sum(axis=1), axis=0)
    return table.div(table.sum(axis=1), axis=0) / reference


def rsca(table: pd.DataFrame, include_self: bool = True) -> pd.DataFrame:
    """Return symmetric comparative advantage, (RCA - 1) / (RCA + 1), from -1 to 1 (Laursen 1998).

    Arguments and refusals as `rca`.
    """
    ratio = rca(table, include_self)
    return (ratio - 1) / (ratio + 1)


def additive_rca(table: pd.DataFrame) -> pd.DataFrame:
    """Return additive comparative advantage, x_rk / X_r - W_k / W, from -1 to 1.

    Hoen and Oosterhaven (2006). Rows sum to 0; so do columns weighted by the economies' exports.

    Raises:
        ValueError: as `share`.
    """
    table, world = _world(table)
    return table.div(table.sum(axis=1), axis=0) - world / world.sum()


def similarity(x: pd.Series[Any], y: pd.Series[Any]) -> float:
    """Return the export similarity of two economies, from 0 to 100 (the same mix of products).

    Formula (Finger and Kreinin 1979): 100 sum_k min(x_k / X, y_k / Y); they compare exports to one
    third market. It falls as products are cut finer: compare on one classification only.

    Raises:
        ValueError: products not on both sides; a value missing or below zero; no exports at all.
    """
    x, y = _alike(x, y)
    for side, values in (("first", x), ("second", y)):
        if not values.sum() > 0:
            raise ValueError(f"the {side} economy has no exports: no mix to compare.")
    return float(100 * np.minimum(x / x.sum(), y / y.sum()).sum())


def grubel_lloyd(exports: pd.Series[Any], imports: pd.Series[Any]) -> tuple[pd.Series[Any], float]:
    """Return intra-industry trade by product and of all products together, from 0 to 1.

    Formulas (Grubel and Lloyd 1975): 1 - |X - M| / (X + M); 1 - sum |X - M| / sum (X + M). The
    second falls with an unbalanced total, and both with finer products.

    Raises:
        ValueError: products not on both sides; a value missing or below zero; a product without
            any trade.
    """
    exports, imports = _alike(exports, imports)
    apart, trade = (exports - imports).abs(), exports + imports
    _refuse(trade == 0, "is not traded")
    return 1 - apart / trade, float(1 - apart.sum() / trade.sum())


def constant_market_share(
    x0: Any, x1: Any, w0: Any, w1: Any, order: str = "product"
) -> pd.Series[Any]:
    """Split a change of exports by constant-market-share analysis, in the tables' unit.

    With g the growth of world trade, of all, of product k, of k in market j (Leamer and Stern
    1970): growth g X0; product sum_k (g_k - g) x_k0; market sum_kj (g_kj - g_k) x_kj0;
    competitiveness the rest, x1 - x0 - sum_kj g_kj x_kj0.

    The middle effects depend on which is taken first (Richardson 1971): order "market" gives
    market sum_j (g_j - g) x_j0 and product sum_kj (g_kj - g_j) x_kj0. Their sum, growth and
    competitiveness do not change; show both orders.

    Args:
        x0: exports at the start, rows products and columns markets; or a Series of one of the two.
        x1: exports at the end.
        w0: world trade at the start, with the economy itself or without, at both dates alike.
        w1: world trade at the end.
        order: the effect taken first; for a Series, what its labels are.

    Returns:
        growth, product, market (as ordered; a Series has one of them), competitiveness. They sum
        to `attrs["change"]`; `attrs["start"]` is X0.

    Raises:
        ValueError: an unknown order; labels that differ; a cell missing or below zero; own trade
            where the world has none.
    """
    check_code(order, ORDERS, "order of effects")
    x0, x1, w0, w1 = _alike(x0, x1, w0, w1)
    for own, world in ((x0, w0), (x1, w1)):
        _refuse((own > 0) & (world == 0), "is exported without any world trade")
    cells = [table.to_numpy(dtype=float) for table in (x0, w0, w1)]
    names, grains = ["growth", order], [[part.sum(keepdims=True) for part in cells], cells]
    if x0.ndim == 2:
        grains.insert(1, [part.sum(axis=1 - ORDERS.index(order)) for part in cells])
        names.append(ORDERS[1 - ORDERS.index(order)])
    start = float(cells[0].sum())
    reached = [start, *(_at_constant_share(*grain) for grain in grains)]
    end = float(x1.to_numpy(dtype=float).sum())
    effects = pd.Series([*np.diff(reached), end - reached[-1]], [*names, "competitiveness"])
    about = {"measure": "constant_market_share", "order": order}
    effects.attrs = {**x1.attrs, **about, "start": start, "change": end - start}
    return effects


def _at_constant_share(x0: Any, w0: Any, w1: Any) -> float:
    """Return what exports would have become with each cell's world share kept."""
    held = x0 > 0
    return float((x0[held] * w1[held] / w0[held]).sum())
