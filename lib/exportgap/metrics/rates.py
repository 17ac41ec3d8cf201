"""Exchange rates over a year or its first months."""

from __future__ import annotations

import pandas as pd


def rates_to_date(rates: pd.DataFrame, through: int = 12) -> pd.DataFrame:
    """Return mean rates of January to `through` by year, in the table's units.

    Args:
        rates: monthly means, units per dollar, indexed by month: JPY, KRW and others.
        through: last month of the mean, 1 to 12.

    Returns:
        Indexed by year (period[Y]), a column a currency; years that lack one of the months of any
        currency are absent. `attrs["through"]`.

    Raises:
        ValueError: a table that is not by month; a month outside 1 to 12; no year with them.
    """
    if getattr(rates.index, "freqstr", None) != "M":
        raise ValueError("mean rates of months are asked of a table by month.")
    if through not in range(1, 13):
        raise ValueError(f"through is a month, 1 to 12, not {through}.")
    early = rates[rates.index.month <= through].dropna()
    groups = early.groupby(early.index.asfreq("Y"))
    table: pd.DataFrame = groups.mean()[groups.size() == through]
    if table.empty:
        raise ValueError(f"no year has rates of months 1 to {through}.")
    table.attrs = {**rates.attrs, "measure": "rates_to_date", "through": through}
    return table


def cross_rate(rates: pd.DataFrame, own: str, target: str) -> pd.DataFrame:
    """Return units of `own` per unit of `target`, month by month: one column, named `own`.

    The mean of a ratio is not the ratio of two means: cross first, then average.
    """
    table = (rates[own] / rates[target]).to_frame(own)
    table.attrs = {**rates.attrs, "unit": f"{own} per {target}"}
    return table
