"""Growth on the year, of levels only."""

from __future__ import annotations

from typing import Any

import pandas as pd

_LAGS = {"M": 12, "Q": 4, "Y": 1}
SIGNED = ("gap", "log_gap", "balance")


def growth_on_year(table: pd.DataFrame, column: str) -> pd.Series[Any]:
    """Return the growth of a column on the same period of the year before, in percent.

    Formula: 100 (x_t / x_{t-1 year} - 1). Periods without the one a year before are absent.

    Raises:
        ValueError: the column can change sign, so that a percentage of it means nothing; a base
            that is not positive.
    """
    if column in SIGNED:
        raise ValueError(
            f"the growth rate of a {column.replace('_', ' ')} is refused: it can change sign. "
            "State its change in currency (table[column].diff())."
        )
    freq = table.index.freqstr[0]
    base = table[column].copy()
    if (base <= 0).any():
        raise ValueError(f"{column} is not positive in {base.index[base <= 0][0]}.")
    base.index = base.index + _LAGS[freq]
    growth: pd.Series[Any] = (100 * (table[column] / base - 1)).dropna()
    return growth.rename(f"{column}_growth")


def undo_growth(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table of levels and printed growth with `before`, the levels a year before.

    Formula: x_{t-1 year} = x_t / (1 + g / 100). It is as exact as the growth was printed.

    Args:
        table: `value`, and `growth` on the year in percent.

    Raises:
        ValueError: a growth of -100 percent or less, or a missing one.
    """
    bad = table.index[~(table["growth"] > -100)]
    if len(bad):
        raise ValueError(f"the growth of {bad[0]} is missing, or -100 percent or less: no base.")
    found = table.assign(before=table["value"] / (1 + table["growth"] / 100))
    found.attrs = dict(table.attrs)
    return found
