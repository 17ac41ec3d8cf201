"""What a figure of cars covers: kinds of a year, and two offices' lists."""

from __future__ import annotations

from typing import Any

import pandas as pd

from exportgap.prose import Finding, Number, Sentence, numbers_of, opening, sentence
from exportgap.readings.cars.words import by_date, finding, moved, than

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
    wide = frame.pivot(index=by, columns=["MEASURE", "TIME_PERIOD"], values="VALUE")
    nothing = pd.Series(index=wide.index, dtype=float)
    year = max((when for what, when in wide if what == measure), default="")
    now, before = (wide.get((measure, at), nothing) for at in (year, str(int(year or 0) - 1)))
    growth = wide.get((_GROWTH[measure], year), nothing).fillna(100 * (now / before - 1))
    table = pd.DataFrame({"value": now, "growth": growth}).dropna()
    table.attrs = {**frame.attrs, "year": year}
    return table


def row_of(table: pd.DataFrame, code: str, name: str) -> dict[str, Any]:
    """Return a row's value, growth and change on the year as numbers, and the two in words."""
    row, unit, year = table.loc[code], table.attrs["unit"], table.attrs["year"]
    n, name = numbers_of(table.attrs, year), f"{name}, release of the year"
    growth = n(row["growth"], "percent", f"{name}, growth")
    change = n(row["value"] - row["before"], unit, f"{name}, change")
    found = {"year": year, "value": n(row["value"], unit, name), "growth": growth, "change": change}
    return found | {"than": than(growth), "way": moved(change)}


def by_kind(kinds: pd.DataFrame) -> Finding:
    """Read what cars of a year hold, from `in_year` by ITEM with `before`; any may lack."""
    by = by_date(kinds.attrs)
    if "automobiles" not in kinds.index:
        title = "What Korea's cars of a year consist of was not known"
        text = "{By} no two years of cars by kind were known."
        return finding(title, text, By=opening(by))
    every = row_of(kinds, "automobiles", "Korea's cars")
    title = sentence("In {year} Korea's cars {way}", **every)
    reading = sentence("In {year} all cars were {value}, {than} the year before.", **every)
    if "eco_friendly_cars" in kinds.index:
        name = "Korea's eco-friendly cars"
        eco = row_of(kinds, "eco_friendly_cars", name)
        share = 100 * eco["value"].value / every["value"].value
        n = numbers_of(kinds.attrs, every["year"])
        eco["share"] = n(share, "percent", f"{name}, share of all cars")
        text = " Eco-friendly cars made {share} of that: {value}, {than} the year before."
        reading += sentence(text, **eco)
        if "hybrid_cars" in kinds.index:
            hybrid = row_of(kinds, "hybrid_cars", "Korea's hybrid cars")
            reading += sentence(" Of these {value} were hybrids.", **hybrid)
    else:
        reading += f" How many of them were electric or hybrid was not known {by}."
    if "used_cars" not in kinds.index:
        return Finding(title, reading, "The kinds are known for single years only.")
    used = row_of(kinds, "used_cars", "Korea's used cars") | {"rest": moved(without_used(kinds))}
    alike = every["change"].seen() * used["change"].seen() > 0
    also = ", used cars by {change:abs bare}" if alike else ", while used cars {way}"
    text = (
        " Used cars were {value}, {than} the year before; whether they are inside the figure is "
        "not stated. If they are, all other cars {rest}."
    )
    limit = "Whether used cars are inside the figure is not stated."
    return Finding(title + sentence(also, **used), reading + sentence(text, **used), limit)


def without_used(kinds: pd.DataFrame) -> Number:
    """Return the growth of cars if used ones are inside them and are taken out."""
    rest = kinds.loc["automobiles"] - kinds.loc["used_cars"]
    growth, name = 100 * (rest["value"] / rest["before"] - 1), "Korea's cars without used ones"
    return numbers_of(kinds.attrs, kinds.attrs["year"])(growth, "percent", f"{name}, growth")


def kind_bars(kinds: pd.DataFrame) -> pd.DataFrame:
    """Return the kinds as labelled rows for bars: the year, and hollow the year before."""
    labels = kinds.attrs["labels"] | {"automobiles": "all cars"}
    rows = kinds[["value", "before"]].sort_values("value", ascending=False)
    rows = rows.rename(columns={"before": "value_before"})
    rows["emphasis"] = rows.index == "automobiles"
    return rows.rename(index=lambda code: opening(labels[code]))


def lists(ministry: pd.Series[Any], customs: pd.Series[Any]) -> pd.DataFrame:
    """Set the ministry's automobiles beside customs' passenger cars, over the ministry's months."""
    named = [sentence(name) for name in ("the ministry's automobiles", "customs' passenger cars")]
    table = pd.DataFrame(dict(zip(named, (ministry, customs), strict=True)))
    table.attrs = customs.attrs
    return table


def by_excess(table: pd.DataFrame) -> Sentence:
    """Say by how much the wider list exceeds the narrower one, over all months with both."""
    both = table.dropna()
    n = numbers_of(table.attrs, f"{both.index[0]}..{both.index[-1]}")
    over, name = 100 * (both.iloc[:, 0] / both.iloc[:, 1] - 1), "ministry's cars over customs'"
    said = {"count": n(len(both), "count", "months with both lists of cars")}
    said["low"] = n(over.min(), "percent", f"{name}, lowest")
    said["high"] = n(over.max(), "percent", f"{name}, highest")
    text = (
        " Over the {count:word} months with both, the ministry's figure is {low:bare} to {high} "
        "above customs'."
    )
    if len(both) == 1:
        text = " It is the only month with both, and the ministry's figure is {low} the larger."
    return sentence(text, **said)


def by_eco_month(frame: pd.DataFrame | None, ministry: pd.Series[Any]) -> Sentence:
    """Say what eco-friendly cars were of a month's cars; "" where no month has both."""
    if frame is None:
        return Sentence("")
    rows = frame[(frame["ITEM"] == "eco_friendly_cars") & (frame["MEASURE"] == "level")]
    levels = rows.set_index(pd.PeriodIndex(rows["TIME_PERIOD"], freq="M"))["VALUE"]
    month = levels.index.intersection(ministry.dropna().index).max()
    if month is pd.NaT:
        return Sentence("")
    eco, every = (
        numbers_of(attrs, month)(side[month], attrs["unit"], f"{name}, the ministry")
        for name, side, attrs in (
            ("eco-friendly cars", levels, frame.attrs),
            ("automobiles", ministry, ministry.attrs),
        )
    )
    text = (
        " In {month} eco-friendly cars were {eco:2} of the {every:bare 2}: the figure holds every "
        "kind of engine."
    )
    return sentence(text, month=month, eco=eco, every=every)
