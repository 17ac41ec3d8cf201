"""The tables behind the drivers: items, partners, prices, duties and dated single facts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from exportgap import tables
from exportgap.load.origin import as_known, origin_of
from exportgap.load.rates import load_rates, rates_of
from exportgap.vocabulary import (
    CURRENCIES,
    REPORT_CURRENCIES,
    check_as_of,
    check_code,
    check_rule,
    nearest,
)

_FREQS = {"yearmonth": "M", "year": "Y", "date": "D"}
# Not part of what a row measures, so that no caller picks rows by them.
_NOT_CODES = {"TIME_PERIOD", "PUBLISHED", "OBS_VALUE", "UNIT_MULT", "PUBLISHED_BASIS", "BASIS"}


def load_table(
    table: str,
    *,
    as_of: str = "latest",
    currency: str = "USD",
    rule: str = "monthly_mean",
    **codes: str | Sequence[str],
) -> pd.DataFrame:
    """Load rows of a table of the drivers as they were known on a date.

    Args:
        table: a table's name; see `list_tables`.
        as_of: "latest" or YYYY-MM-DD; later rows do not exist for the result.
        currency: USD, JPY or KRW, for rows that are money.
        rule: monthly_mean, period_mean, spot:YYYY-MM-DD or constant:YYYY. Of the first two the
            one that fits the rows is taken: each month, or each year, at its own mean rate.
        codes: a column in lower case and the code, or codes, to keep of it:
            `load_table("exports_by_item_monthly", classification="KCS10", measure="value")`.

    Returns:
        Tidy rows: the table's columns, TIME_PERIOD as period (text where a table mixes
        frequencies), VALUE (billions of `currency` for money, else the plain number), RATE (units
        of UNIT_MEASURE per unit of `currency`, 1 where nothing is converted) and CURRENCY ("" where
        it is no money). `attrs`: as `load_exports`, `series` being the areas, and `labels`.

    Raises:
        ValueError: an unknown table, column or code; a table of totals or without dated figures;
            nothing public yet; a month or year of money without a rate.
    """
    card = tables.card(table)
    date = tables.known_by(check_as_of(as_of)).isoformat()
    check_code(currency, REPORT_CURRENCIES, "currency")
    tables.check_rule(rule, as_of)
    frame = _chosen(_dated(table), table, codes)
    # A later print replaces an earlier one of the same thing.
    key = [name for name in card["schema"]["primaryKey"] if name != "PUBLISHED"]
    frame = as_known(frame, key, date).reset_index(drop=True)
    if frame.empty:
        named = [[value] if isinstance(value, str) else value for value in codes.values()]
        asked = ", ".join(code for each in named for code in each) or table
        raise ValueError(f"{table}: no figure of {asked} was public by {date}.")
    kind = {field["name"]: field["type"] for field in card["schema"]["fields"]}["TIME_PERIOD"]
    if kind in _FREQS:
        frame["TIME_PERIOD"] = pd.PeriodIndex(frame["TIME_PERIOD"], freq=_FREQS[kind])
    # A row is one month or one year: the mean of its own months is the only mean it has.
    if rule in ("monthly_mean", "period_mean"):
        rule = "period_mean" if kind == "year" else "monthly_mean"
    _price(frame, table, kind, currency, rule, date)
    for area, day in card["trade"].get("final", {}).items():
        # What is final today was provisional on a date before its year was closed.
        closes = frame["TIME_PERIOD"].dt.year.add(1).astype(str) + f"-{day}"
        frame.loc[(frame["REF_AREA"] == area) & (closes > date), "OBS_STATUS"] = "P"
    areas = tuple(dict.fromkeys(frame["REF_AREA"])) if "REF_AREA" in frame else ()
    frame.attrs = origin_of(areas, table, frame, currency, rule, date)
    frame.attrs["labels"] = card["trade"].get("labels", {})
    return frame


def has_table(table: str, *, as_of: str = "latest", **codes: str | Sequence[str]) -> bool:
    """Say whether any figure of a table, with these codes, was public on a date."""
    date = tables.known_by(check_as_of(as_of)).isoformat()
    return bool((_chosen(_dated(table), table, codes)["PUBLISHED"] <= date).any())


def load_groups(classification: str) -> dict[str, list[str]]:
    """Return the concordance of one classification: the items of each group, in card order.

    Raises:
        ValueError: a classification that the concordance lacks.
    """
    frame = tables.read("item_groups")
    check_code(classification, sorted(set(frame["CLASSIFICATION"])), "classification")
    rows = frame[frame["CLASSIFICATION"] == classification]
    names = tables.card("item_groups")["trade"]["groups"]
    held = rows.groupby("GROUP")["ITEM"].apply(list)
    return {name: held[name] for name in names if name in held}


def load_group_names() -> dict[str, str]:
    """Return the words of every group of the concordance, `other` among them."""
    return dict(tables.card("item_groups")["trade"]["groups"])


def _dated(table: str) -> pd.DataFrame:
    """Read a table; refuse one of totals, and one whose rows are no dated figures of a unit."""
    if "series" in tables.card(table)["trade"]:
        raise ValueError(f"{table} holds totals: use load_exports or load_exports_annual.")
    frame = tables.read(table)
    if not {"PUBLISHED", "OBS_VALUE", "UNIT_MEASURE"} <= set(frame):
        raise ValueError(f"{table} is no table of dated figures: read it with tables.read.")
    return frame


def load_sections(table: str, classification: str) -> list[str]:
    """Return the items of a classification that add up to the table's total.

    Raises:
        ValueError: a classification for which the table's card names none.
    """
    listed = {
        each["where"].get("CLASSIFICATION", ""): list(each["parts"])
        for each in tables.card(table)["trade"].get("parts", [])
    }
    check_code(classification, sorted(listed), f"classification of {table} with sections")
    return listed[classification]


def _chosen(frame: pd.DataFrame, table: str, codes: dict[str, str | Sequence[str]]) -> pd.DataFrame:
    """Keep the rows with the codes asked for, in the table's order."""
    columns = [name for name in frame if name not in _NOT_CODES]
    for word, asked in codes.items():
        column = word.upper()
        if column not in columns:
            raise ValueError(
                f"{word!r} is not a column of codes in {table}.{nearest(column, columns)} "
                f"Allowed: {', '.join(name.lower() for name in columns)}."
            )
        wanted = [asked] if isinstance(asked, str) else list(asked)
        held = sorted(set(tables.read(table, [column])[column]))
        for code in wanted:
            check_code(code, held, f"{column} of {table}")
        frame = frame[frame[column].isin(wanted)]
    return frame


def _price(frame: pd.DataFrame, table: str, kind: str, currency: str, rule: str, date: str) -> None:
    """Add RATE, CURRENCY and VALUE to the rows."""
    money = frame["UNIT_MEASURE"].isin(list(CURRENCIES))
    frame["RATE"], frame["CURRENCY"] = 1.0, ""
    frame.loc[money, "CURRENCY"] = currency
    for own in sorted(set(frame.loc[money, "UNIT_MEASURE"]) - {currency}):
        rows = frame["UNIT_MEASURE"] == own
        if kind == "yearmonth":
            months = pd.PeriodIndex(frame.loc[rows, "TIME_PERIOD"])
            frame.loc[rows, "RATE"] = rates_of(own, months, currency, rule, date)
        elif kind == "year":
            years = frame.loc[rows, "TIME_PERIOD"].dt.year
            frame.loc[rows, "RATE"] = _rates_of_years(own, years, currency, rule, date)
        else:
            raise ValueError(f"{table} mixes frequencies, so it is not converted: ask for {own}.")
    if frame["RATE"].isna().any():
        first = frame.loc[frame["RATE"].isna(), "TIME_PERIOD"].iloc[0]
        raise ValueError(f"{table}: no rate into {currency} for {first} was public by {date}.")
    scale = 10.0 ** (frame["UNIT_MULT"].astype(int) - 9)
    frame["VALUE"] = frame["OBS_VALUE"].where(~money, frame["OBS_VALUE"] * scale / frame["RATE"])


def _rates_of_years(own: str, years: pd.Series[Any], target: str, rule: str, date: str) -> Any:
    """Return the mean rate of each year's months, or the one rate of the rule."""
    if check_rule(rule)[0] in ("spot", "constant"):
        return rates_of(own, pd.PeriodIndex([], freq="M"), target, rule, date)
    table = load_rates(own, target, as_of=date)
    ratio = (table[own] / table[target]).dropna()
    yearly = ratio.groupby(ratio.index.year).agg(["mean", "count"])
    return years.map(yearly.loc[yearly["count"] == 12, "mean"]).to_numpy()
