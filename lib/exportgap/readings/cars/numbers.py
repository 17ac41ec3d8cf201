"""How many cars there were, and what each brought."""

from __future__ import annotations

from typing import Any

import pandas as pd

from exportgap.prose import Finding, Number, choose, date_words, number, sentence
from exportgap.readings.cars.kinds import row_of, without_used
from exportgap.readings.cars.words import moved, to_date


def by_unit_value(dollars: pd.DataFrame, yen: pd.DataFrame, cars: pd.Series[Any]) -> Finding:
    """Read Japan's cars as number and unit value, in dollars and in yen.

    Args:
        dollars: from `split_by_index`, value and unit value in dollars, sums to date by year.
        yen: the same in yen.
        cars: the number of cars, the same sums.
    """
    attrs = dollars.attrs | {"through": cars.attrs["through"]}
    said = to_date(cars.to_frame())
    stamp = said["stamp"]
    last, peak = cars.index[-1], cars.idxmax()

    def percent(value: float, what: str, since: str = "") -> Number:
        return number(
            value, "percent", f"Japan's passenger cars, {what}, {since}{stamp}", stamp, attrs
        )

    def many(year: pd.Period) -> Number:
        period = f"{year}-01..{year}-{attrs['through']:02d}"
        name = f"Japan's passenger cars, number, {period}"
        return number(cars[year] / 1e6, "million cars", name, period, attrs)

    number_grown = percent(dollars.loc[last, "volume_percent"], "growth of the number")
    value = percent(dollars.loc[last, "value_percent"], "growth of the value in dollars")
    each, own = (
        percent(side.loc[last, "price_percent"], f"growth of the unit value in {money}")
        for side, money in ((dollars, "dollars"), (yen, "yen"))
    )
    title = sentence(
        "Japan's cars, {when}: number {count:signed}, dollars each {each:signed bare}, yen each "
        "{own:signed bare}",
        when=said["when"],
        count=number_grown,
        each=each,
        own=own,
    )
    reading = sentence(
        "{begin} Japan exported {many:2}, {than} in {same}. In dollars "
        "their value {way} and the unit value, value over number, {each_way}; in yen the unit "
        "value {own_way}. Between the two lies the exchange rate.",
        begin=said["begin"],
        same=said["same"],
        many=many(last),
        than=sentence(
            choose(number_grown, "{g:abs} more than", "{g:abs} fewer than", "as many as"),
            g=number_grown,
        ),
        way=moved(value),
        each_way=moved(each),
        own_way=moved(own),
    )
    if peak == last:
        reading += sentence(
            " It is the largest number of these months since {first}.", first=str(cars.index[0])
        )
    else:
        fell = percent(100 * (cars[last] / cars[peak] - 1), "number on its peak", f"{peak} to ")
        reading += sentence(
            " The largest number in these months since {first} was {most:2}, in {peak}; it is "
            "{fell:abs} below that now.",
            first=str(cars.index[0]),
            most=many(peak),
            peak=str(peak),
            fell=fell,
        )
    return Finding(title, reading, "A unit value moves with the mix of models too.")


def by_number(counted: pd.DataFrame, kinds: pd.DataFrame) -> Finding:
    """Read Korea's cars of a year as number and dollars a car, with and without used ones.

    Args:
        counted: from `in_year` by ITEM, units, with `before`; may be empty.
        kinds: from `in_year` by ITEM, with `before`.
    """
    attrs, year = kinds.attrs, counted.attrs["year"]
    if "automobiles" not in counted.index or "automobiles" not in kinds.index:
        title = sentence("How many cars Korea exported was not known")
        reading = sentence(
            "How many cars Korea exported was not known by {date}; no table here holds their "
            "number by month.",
            date=date_words(attrs["as_of"]),
        )
        return Finding(title, reading)
    units, value = counted.loc["automobiles"], kinds.loc["automobiles"]
    named = f"Korea's cars, {{}}, release of the year, {year}"

    def made(value: float, unit: str, what: str) -> Number:
        return number(value, unit, named.format(what), year, attrs)

    many = made(units["value"] / 1e6, "million cars", "number")
    grown = made(units["growth"], "percent", "growth of the number")
    each = made(1e6 * value["value"] / units["value"], "thousand dollars", "dollars a car")
    ratio = (value["value"] / value["before"]) / (units["value"] / units["before"])
    more = made(100 * (ratio - 1), "percent", "growth of dollars a car")
    title = sentence("In {year} the value of a Korean car {way}", year=year, way=moved(more))
    reading = sentence(
        "For Korea one year is known: in {year} {many:2} left, {than} a year before, while "
        "their value {worth}. The value of a car {way}, to {each}.",
        year=year,
        many=many,
        than=sentence(
            choose(grown, "{g:abs} more than", "{g:abs} fewer than", "as many as"), g=grown
        ),
        worth=moved(row_of(kinds, "automobiles", "Korea's cars")["growth"]),
        each=each,
        way=moved(more),
    )
    if "used_cars" in kinds.index:
        rest = without_used(kinds).value
        ratio = (1 + rest / 100) / (units["value"] / units["before"])
        less = made(100 * (ratio - 1), "percent", "growth of dollars a car, used ones taken out")
        reading += sentence(
            " If the value holds used cars and the number does not, the value of a new car {way}: "
            "{verdict}.",
            way=moved(less),
            verdict="the sign turns on a definition that is not stated"
            if (more.seen() > 0) != (less.seen() > 0)
            else "the sign is the same",
        )
    return Finding(title, reading, "One year is no series, and the number may not hold used cars.")
