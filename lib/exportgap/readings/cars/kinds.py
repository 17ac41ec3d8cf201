"""What a figure of cars covers: kinds of a year, and two offices' lists."""

from __future__ import annotations

from typing import Any

import pandas as pd

from exportgap.prose import (
    APOSTROPHE,
    Finding,
    Number,
    Sentence,
    date_words,
    number,
    opening,
    period_words,
    sentence,
)
from exportgap.readings.cars.words import moved, than

_GROWTH = {"value": "growth", "units": "units_growth"}


def in_year(frame: pd.DataFrame, by: str, measure: str = "value") -> pd.DataFrame:
    """Return what one release says of the newest year, each with its growth on the year.

    Args:
        frame: rows of `car_exports` by year, of one source.
        by: the column whose codes become rows, ITEM or COUNTERPART_AREA.
        measure: value or units.

    Returns:
        Rows the codes; `value` and `growth` (percent: as printed, else of the two printed levels).
        Codes without both are absent. `attrs["year"]` is the year, "" where there is none.
    """
    levels = frame[frame["MEASURE"] == measure]
    levels = levels.pivot(index=by, columns="TIME_PERIOD", values="VALUE")
    if levels.empty:
        table = pd.DataFrame({"value": [], "growth": []}, dtype=float)
        table.attrs = {**frame.attrs, "year": ""}
        return table
    year = levels.columns.max()
    printed = frame[(frame["MEASURE"] == _GROWTH[measure]) & (frame["TIME_PERIOD"] == year)]
    growth = printed.set_index(by)["VALUE"].reindex(levels.index)
    before = str(int(year) - 1)
    if before in levels:
        growth = growth.where(growth.notna(), 100 * (levels[year] / levels[before] - 1))
    table = pd.DataFrame({"value": levels[year], "growth": growth}).dropna()
    table.attrs = {**frame.attrs, "year": year}
    return table


def row_of(table: pd.DataFrame, code: str, name: str) -> dict[str, Number]:
    """Return a row's value, growth and change on the year as numbers."""
    row, attrs, year = table.loc[code], table.attrs, table.attrs["year"]
    values = (
        ("value", row["value"], attrs["unit"], ""),
        ("growth", row["growth"], "percent", ", growth"),
        ("change", row["value"] - row["before"], attrs["unit"], ", change"),
    )
    return {
        key: number(value, unit, f"{name}, release of the year{what}, {year}", year, attrs)
        for key, value, unit, what in values
    }


def by_kind(kinds: pd.DataFrame) -> Finding:
    """Read what the ministry's cars of a year hold: eco-friendly ones, and perhaps used ones.

    Args:
        kinds: from `in_year` by ITEM, with `before`, the level a year before; may lack any row.
    """
    attrs, year = kinds.attrs, kinds.attrs["year"]
    known = date_words(attrs["as_of"])
    if "automobiles" not in kinds.index:
        title = sentence("What Korea's cars of a year consist of was not known")
        reading = sentence("By {known} no two years of cars by kind were known.", known=known)
        return Finding(title, reading)
    every = row_of(kinds, "automobiles", "Korea's cars")
    title = sentence("In {year} Korea's cars {way}", year=year, way=moved(every["change"]))
    reading = sentence(
        "In {year} all cars were {value}, {than} the year before.",
        year=year,
        than=than(every["growth"]),
        **every,
    )
    if "eco_friendly_cars" in kinds.index:
        eco = row_of(kinds, "eco_friendly_cars", "Korea's eco-friendly cars")
        share = number(
            100 * eco["value"].value / every["value"].value,
            "percent",
            f"Korea's eco-friendly cars, share of all cars, {year}",
            year,
            attrs,
        )
        reading += sentence(
            " Eco-friendly cars made {share} of that: {value}, {than} the year before.",
            share=share,
            than=than(eco["growth"]),
            **eco,
        )
        if "hybrid_cars" in kinds.index:
            hybrid = row_of(kinds, "hybrid_cars", "Korea's hybrid cars")
            reading += sentence(" Of these {value} were hybrids.", **hybrid)
    else:
        reading += sentence(
            " How many of them were electric or hybrid was not known by {known}.", known=known
        )
    if "used_cars" not in kinds.index:
        return Finding(title, reading, "The kinds are known for single years only.")
    used, rest = row_of(kinds, "used_cars", "Korea's used cars"), without_used(kinds)
    alike = every["change"].seen() * used["change"].seen() > 0
    title += sentence(
        ", used cars by {change:abs bare}" if alike else ", while used cars {way}",
        change=used["change"],
        way=moved(used["change"]),
    )
    reading += sentence(
        " Used cars were {value}, {than} the year before; whether they are inside the figure is "
        "not stated. If they are, all other cars {way}.",
        than=than(used["growth"]),
        way=moved(rest),
        value=used["value"],
    )
    return Finding(title, reading, "Whether used cars are inside the figure is not stated.")


def without_used(kinds: pd.DataFrame) -> Number:
    """Return the growth of cars if used ones are inside them and are taken out."""
    now, before = (
        kinds.loc["automobiles", key] - kinds.loc["used_cars", key] for key in ("value", "before")
    )
    year = kinds.attrs["year"]
    name = f"Korea's cars without used ones, growth, {year}"
    return number(100 * (now / before - 1), "percent", name, year, kinds.attrs)


def kind_bars(kinds: pd.DataFrame) -> pd.DataFrame:
    """Return the kinds as labelled rows for bars: the year, and hollow the year before."""
    labels = kinds.attrs["labels"] | {"automobiles": "all cars"}
    order = kinds.sort_values("value", ascending=False)
    rows = pd.DataFrame({"value": order["value"], "value_before": order["before"]})
    rows["emphasis"] = order.index == "automobiles"
    rows.index = pd.Index([opening(labels[code]) for code in order.index])
    rows.attrs = kinds.attrs
    return rows


def lists(ministry: pd.Series[Any], customs: pd.Series[Any]) -> pd.DataFrame:
    """Set the ministry's automobiles beside customs' passenger cars, over the ministry's months."""
    table = pd.DataFrame(
        {
            f"the ministry{APOSTROPHE}s automobiles": ministry,
            f"customs{APOSTROPHE} passenger cars": customs,
        }
    )
    table.attrs = customs.attrs
    return table


def by_excess(table: pd.DataFrame) -> Sentence:
    """Say by how much the wider list exceeds the narrower one, over all months with both."""
    attrs, both = table.attrs, table.dropna()
    over = 100 * (both.iloc[:, 0] / both.iloc[:, 1] - 1)
    stamp = f"{both.index[0]}..{both.index[-1]}"
    ends = {
        key: number(
            value, "percent", f"ministry's cars over customs', {key}, {stamp}", stamp, attrs
        )
        for key, value in (("lowest", over.min()), ("highest", over.max()))
    }
    count = number(len(both), "count", f"months with both lists of cars, {stamp}", stamp, attrs)
    if len(both) == 1:
        return sentence(
            " It is the only month with both, and the ministry's figure is {lowest} the larger.",
            lowest=ends["lowest"],
        )
    return sentence(
        " Over the {count:word} months with both, the ministry's figure is {lowest:bare} to "
        "{highest} above customs'.",
        count=count,
        **ends,
    )


def by_eco_month(frame: pd.DataFrame | None, ministry: pd.Series[Any]) -> Sentence:
    """Say what eco-friendly cars were of a month's cars; "" where no month has both.

    Args:
        frame: rows of `indicators`, levels and growth of Korea's items, or None.
        ministry: the ministry's automobiles by month.
    """
    if frame is None:
        return Sentence("")
    rows = frame[(frame["ITEM"] == "eco_friendly_cars") & (frame["MEASURE"] == "level")]
    levels = rows.set_index(pd.PeriodIndex(rows["TIME_PERIOD"], freq="M"))["VALUE"]
    both = levels.index.intersection(ministry.dropna().index)
    if both.empty:
        return Sentence("")
    month = both.max()
    return sentence(
        " In {month} eco-friendly cars were {level:2} of the {every:bare 2}: the figure holds "
        "every kind of engine.",
        month=period_words(month),
        level=number(
            levels[month],
            frame.attrs["unit"],
            f"eco-friendly cars, the ministry, {month}",
            month,
            frame.attrs,
        ),
        every=number(
            ministry[month],
            ministry.attrs["unit"],
            f"automobiles, the ministry, {month}",
            month,
            ministry.attrs,
        ),
    )
