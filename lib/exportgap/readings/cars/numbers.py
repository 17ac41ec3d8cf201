"""How many cars there were, and what each brought."""

from __future__ import annotations

from typing import Any

import pandas as pd

from exportgap.prose import Finding, Number, number, numbers_of
from exportgap.readings.cars.kinds import row_of, without_used
from exportgap.readings.cars.words import by_date, finding, moved, of_year, than, to_date


def by_unit_value(dollars: pd.DataFrame, yen: pd.DataFrame, cars: pd.Series[Any]) -> Finding:
    """Read Japan's cars to date as number and unit value, from `split_by_index`."""
    last, peak, name = cars.index[-1], cars.idxmax(), "Japan's passenger cars"

    def grown(side: pd.DataFrame, column: str, what: str) -> Number:
        value = side.loc[last, f"{column}_percent"]
        return of_year(cars)(value, "percent", f"{name}, growth of the {what}")

    count, value = grown(dollars, "volume", "number"), grown(dollars, "value", "value in dollars")
    each = grown(dollars, "price", "unit value in dollars")
    own = grown(yen, "price", "unit value in yen")
    said = to_date(cars) | {"count": count, "each": each, "own": own, "way": moved(value)}
    said |= {"each_way": moved(each), "own_way": moved(own), "than": than(count, "fewer", "many")}
    said |= {"first": cars.index[0], "peak": peak}
    for key, year in (("many", last), ("most", peak)):
        said[key] = of_year(cars, year)(cars[year] / 1e6, "million cars", f"{name}, number")
    title = (
        "Japan's cars, {when}: number {count:signed}, dollars each {each:signed bare}, yen each "
        "{own:signed bare}"
    )
    text = (
        "{begin} Japan exported {many:2}, {than} in {same}. In dollars their value {way} and the "
        "unit value, value over number, {each_way}; in yen the unit value {own_way}. Between the "
        "two lies the exchange rate."
    )
    if peak == last:
        text += " It is the largest number of these months since {first}."
    else:
        below, months = 100 * (cars[last] / cars[peak] - 1), count.period
        name += f", number on its peak, {peak} to {months}"
        said["fell"] = number(below, "percent", name, months, cars.attrs)
        text += (
            " The largest number in these months since {first} was {most:2}, in {peak}; it is "
            "{fell:abs} below that now."
        )
    return finding(title, text, "A unit value moves with the mix of models too.", **said)


def by_number(counted: pd.DataFrame, kinds: pd.DataFrame) -> Finding:
    """Read Korea's cars of a year, `counted` in units, as number and dollars a car."""
    if not all("automobiles" in table.index for table in (counted, kinds)):
        title = "How many cars Korea exported was not known"
        text = f"{title} {{by}}; no table here holds their number by month."
        return finding(title, text, by=by_date(kinds.attrs))
    units, value = (table.loc["automobiles"] for table in (counted, kinds))
    year, up = counted.attrs["year"], units["value"] / units["before"]

    def n(value: float, unit: str, what: str) -> Number:
        name = f"Korea's cars, {what}, release of the year"
        return numbers_of(kinds.attrs, year)(value, unit, name)

    growth = 100 * (value["value"] / value["before"] / up - 1)
    more = n(growth, "percent", "growth of dollars a car")
    said: dict[str, Any] = {"year": year, "way": moved(more)}
    said["many"] = n(units["value"] / 1e6, "million cars", "number")
    said["than"] = than(n(units["growth"], "percent", "growth of the number"), "fewer", "many")
    said["worth"] = moved(row_of(kinds, "automobiles", "Korea's cars")["growth"])
    each = 1e6 * value["value"] / units["value"]
    said["each"] = n(each, "thousand dollars", "dollars a car")
    text = (
        "For Korea one year is known: in {year} {many:2} left, {than} a year before, while "
        "their value {worth}. The value of a car {way}, to {each}."
    )
    if "used_cars" in kinds.index:
        growth = 100 * ((1 + without_used(kinds).value / 100) / up - 1)
        less = n(growth, "percent", "growth of dollars a car, used ones taken out")
        said["new"] = moved(less)
        turns = (more.seen() > 0) != (less.seen() > 0)
        text += (
            " If the value holds used cars and the number does not, the value of a new car {new}: "
            "the sign " + ("turns on a definition that is not stated." if turns else "is the same.")
        )
    limit = "One year is no series, and the number may not hold used cars."
    return finding("In {year} the value of a Korean car {way}", text, limit, **said)
