"""Robots, machines and plants abroad: what export figures can and cannot say of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from exportgap.prose import (
    Finding,
    Number,
    Sentence,
    area_label,
    choose,
    date_words,
    listing,
    number,
    numbers_of,
    opening,
    possessive,
    ranges,
    sentence,
    span,
)
from exportgap.readings.items import area_words, item_words, joined
from exportgap.vocabulary import CURRENCIES, name_of

DENSITY = "robots per ten thousand employees"
SHORT = {"semiconductors": "chips", "semiconductor_machinery": "chip machines"}


def _each(
    row: pd.Series[Any], name: str, attrs: Mapping[str, Any], unit: str = "percent"
) -> dict[str, Number]:
    """Make Numbers of a row, named after its period; its codes come into `name`."""
    n = numbers_of(attrs, row.name)
    return {str(code): n(value, unit, name.format(code)) for code, value in row.items()}


def _by_area(now: Mapping[str, Number], then: Mapping[str, Number]) -> list[Sentence]:
    """Write "Korea 20.0 (50.0)" for each area, in brackets what was, if anything."""
    words = "{area} {now:bare} ({then:bare})" if then else "{area} {now:bare}"
    return [sentence(words, area=name_of(key), now=now[key], then=then.get(key)) for key in now]


def _in_money(changes: Mapping[str, Number]) -> list[Sentence]:
    """Write "+2.5 percent in yen" for each currency."""
    words = "{change:signed} in {money}"
    return [sentence(words, change=changes[code], money=CURRENCIES[code]) for code in changes]


def _left(words: str, periods: Sequence[pd.Period]) -> Sentence:
    """Name periods without figures, if any, in words with `Periods` and `are`."""
    if not periods:
        return Sentence("")
    are = "is" if len(periods) == 1 else "are"
    return sentence(words, Periods=opening(ranges(periods)), are=are)


def robots(frame: pd.DataFrame, home: str, rival: str) -> tuple[Finding, pd.DataFrame]:
    """Read the robot densities of `indicators` in the newest year; both economies have it."""
    attrs, year = frame.attrs, max(frame["TIME_PERIOD"])
    rows, n = frame[frame["TIME_PERIOD"] == year], numbers_of(attrs, year)
    density = rows.set_index("REF_AREA")["VALUE"].sort_values(ascending=False).rename(year)
    order = density.rank(method="min", ascending=False)
    places = _each(order, "robot density, place of {}", attrs, "rank")
    values: dict[str, Any] = {"home": name_of(home), "rival": name_of(rival)}
    title = sentence(
        "Of {n:word} economies listed {home} has the {first:largest} robot density, {rival} the "
        "{second:largest}",
        n=n(len(density), "count", "economies with a robot density"),
        first=places[home],
        second=places[rival],
        **values,
    )
    each = _each(density, "robot density, {}", attrs, DENSITY)
    told = [sentence("{area} {own:bare 0}", area=name_of(area), own=each[area]) for area in each]
    head = sentence("Industrial {unit} in manufacturing in {year}: ", unit=DENSITY, year=year)
    reading = joined(head, told) + sentence(
        " {Home} has {times} times {rivals} density. They are as printed on {print}; economies "
        "that are not listed can stand higher, and no other year was found.",
        Home=opening(name_of(home)),
        times=n(density[home] / density[rival], "ratio", f"robot density, {home} over {rival}"),
        rivals=possessive(name_of(rival)),
        print=date_words(max(rows["PUBLISHED"])),
    )
    drawn = pd.DataFrame({"value": density, "emphasis": density.index.isin([home, rival])})
    drawn["colour"] = [{home: "home", rival: "rival"}.get(area, "faint") for area in each]
    drawn = drawn.rename(index=area_label)
    drawn.attrs = attrs
    limit = "It counts robots over employees: not output, not exports, not who made the robots."
    return Finding(title, reading, limit), drawn


def births(frame: pd.DataFrame) -> Sentence:
    """Read the newest total fertility rate of `indicators`, and of whom it is known."""
    row = frame.sort_values("TIME_PERIOD").iloc[-1]
    area, n = row["REF_AREA"], numbers_of(frame.attrs, row["TIME_PERIOD"])
    return sentence(
        "{Areas} total fertility rate was {rate:2} in {year}{count}. Whether few births bring "
        "robots cannot be tested here: the rate is held for {known} alone.",
        Areas=opening(possessive(name_of(area))),
        rate=n(row["VALUE"], "births per woman", f"total fertility rate, {area}"),
        year=row["TIME_PERIOD"],
        count=", by a provisional count" if row["OBS_STATUS"] == "P" else "",
        known=listing([name_of(code) for code in dict.fromkeys(frame["REF_AREA"])]),
    )


def by_buyer(
    shares: pd.DataFrame, total: pd.Series[Any], grown: pd.DataFrame, part: pd.DataFrame, whole: str
) -> Finding:
    """Read where an exported good goes, by year.

    Args:
        shares: its destinations, in percent of exports to the world.
        total: exports to the world, in the report's currency.
        grown: their growth on the year in percent, a column each currency.
        part: one column, the item, in percent of the goods that it lies inside.
        whole: the item of those goods.
    """
    attrs, year, first, item = total.attrs, shares.index[-1], shares.index[0], part.columns[0]
    n, where = numbers_of(attrs, year), f"{item}, {attrs['names'][0]}"
    order = shares.sort_values(year, axis=1, ascending=False)
    now, then = (_each(order.loc[at], where + ", share of {}", attrs) for at in (year, first))
    values: dict[str, Any] = {**area_words(attrs), **item_words(attrs, item), "year": year}
    values |= {"Top": opening(name_of(order.columns[0])), "most": now[order.columns[0]]}
    values |= {"short": SHORT.get(item, values["items"]), "whole": attrs["labels"][whole]}
    values["value"] = n(total[year], attrs["unit"], f"{where}, exports")
    inside = f"{where}, share of the goods it lies inside"
    values["part"] = n(part.loc[year, item], "percent", inside)
    title = sentence("{Top} took {most} of {areas} {short} in {year}", **values)
    reading = sentence("{Areas} {items} brought {value} in {year}, {part} of its {whole}", **values)
    if year in grown.index:
        change = _each(grown.loc[year], where + ", growth on the year, {}", attrs)
        reading = joined(reading + ": on the year before ", _in_money(change))
    else:
        reading += "."
    head, old = " Where they went, in percent{}: ", f", {first} in brackets"
    if first == year:
        then, old = {}, ""
    reading += joined(head.format(old), _by_area(now, then))
    limit = "A destination is where a machine stands, not whose plant it stands in."
    return Finding(title, reading, limit)


def both_ends(before: pd.DataFrame, after: pd.DataFrame, through: int) -> Finding:
    """Read what two goods of two exporters brought in the same months of two years.

    Args:
        before: from `sums_to_date`, a column each exporter; the newest year is read.
        after: likewise; `attrs["items"]` names each exporter's item.
        through: last month of the sums.
    """
    attrs, year, items = after.attrs, after.index[-1], after.attrs["items"]
    when, stamp = span(through, year.year), f"{year}-01..{year}-{through:02d}"
    n = numbers_of(attrs, stamp)
    values: dict[str, Any] = {"when": when, "in": "In" if through in (1, 12) else "From"}
    for key, area in zip(("one", "two"), after, strict=True):
        where, level = f"{items[area]}, {name_of(area)}", after.loc[year, area]
        words = f"{possessive(name_of(area))} {SHORT.get(items[area], items[area])}"
        change = n(level - before.loc[year, area], attrs["unit"], f"{where}, change on the year")
        values |= {key: words, opening(key): opening(words), f"{key}_change": change}
        values[f"{key}_level"] = n(level, attrs["unit"], f"{where}, exports")
        values[f"{key}_gave"] = choose(change, "added", "lost", "added")
    gave = "" if values["two_gave"] == values["one_gave"] else " {two_gave}"
    title = sentence(
        "{One} {one_gave} {one_change:abs} in {when}, {two}" + gave + " {two_change:abs bare}",
        **values,
    )
    one, two = after.columns
    for key, table, of in (("now", after, stamp), ("then", before, f"the year before {stamp}")):
        name = f"{items[two]}, {two}, in percent of {items[one]}, {one}, {of}"
        ratio = 100 * table.loc[year, two] / table.loc[year, one]
        values[key] = number(ratio, "percent", name, stamp, attrs)
    reading = sentence(
        "{in} {when} {one} brought {one_level}, {one_change:signed bare} on the same months a year "
        "before, and {two} {two_level:bare}, {two_change:signed bare}. ",
        **values,
    )
    reading += _left(
        "{Periods} {are} left out of both, for want of a figure then or a year before. ",
        [pd.Period(f"{year}-{month:02d}", "M") for month in attrs["left_out"].get(year.year, ())],
    )
    reading += sentence("{Two} came to {now} of {one}, after {then:bare} a year before.", **values)
    return Finding(title, reading, "A machine is sold before the chips that it makes.")


def made_and_sold(frame: pd.DataFrame) -> Sentence:
    """Read how many of the cars made in a country left it, where both numbers are public.

    Args:
        frame: `car_exports` by year, of one area: production and, where it was public, units.
    """
    attrs, name = frame.attrs, f"automobiles {{}}, {frame.attrs['names'][0]}"
    cars = frame.pivot(index="TIME_PERIOD", columns="MEASURE", values="VALUE") / 1e6
    cars = cars.reindex(columns=["production", "units"]).dropna(subset="production")
    both = cars.dropna().index
    year, first = (cars.index if both.empty else both)[-1], cars.index[0]
    n, (made, sold) = numbers_of(attrs, year), cars.loc[year]
    values = {**area_words(attrs), "made": n(made, "million cars", name.format("made"))}
    text = sentence("{Area} made {made:2} in {year}", year=year, **values)
    if first != year:
        old = numbers_of(attrs, first)(cars.iloc[0, 0], "million cars", name.format("made"))
        text += sentence(" ({old:2 bare} in {first})", old=old, first=first)
    if both.empty:
        words = "; these tables hold no number exported that was public by {date}."
        return text + sentence(words, date=date_words(attrs["as_of"]))
    return text + sentence(
        " and exported {sold:2 bare}, {share} of that number: made at home and sold abroad, they "
        "are counted. Whether used cars are in the second number is not stated.",
        sold=n(sold, "million cars", name.format("exported")),
        share=n(100 * sold / made, "percent", name.format("exported of those made")),
    )


def since_peak(units: pd.Series[Any], index: pd.DataFrame) -> Finding:
    """Read the number and the value of cars against the year in which most left.

    Args:
        units: cars by year, NaN where a month lacks.
        index: `units` and values, a column each currency, the exporter's own first; 100 is in the
            peak of `units`.
    """
    attrs, known, where = units.attrs, units.dropna(), f"passenger cars, {units.attrs['names'][0]}"
    peak, year, first = known.idxmax(), index.dropna().index[-1], known.index[0]
    values: dict[str, Any] = {**area_words(attrs), "peak": peak, "year": year, "first": first}
    for key, when in (("most", peak), ("now", year)):
        n = numbers_of(attrs, when)
        values[key] = n(units[when] / 1e6, "million cars", f"{where}, exported")
    limit = "How many cars the same makers build abroad it does not show."
    if peak == year:
        words = "{Area} exported more cars in {year} than in any other year since {first}"
        more = "In {year} {now:2} left {area}, the most since {first}, where these figures begin."
        return Finding(sentence(words, **values), sentence(more, **values), limit)

    def moved(when: pd.Period) -> dict[str, Number]:
        change = (index.loc[when] - 100).rename(f"{peak}..{when}")
        return _each(change, where + ", {}", attrs)

    worth, own = moved(year), str(index.columns[1])
    values |= {"fewer": worth.pop("units"), "more": worth[own], "money": CURRENCIES[own]}
    title = sentence(
        "{Area} exported {fewer:abs} fewer cars in {year} than in {peak}, for {more:abs} {way} "
        "{money}",
        way=choose(worth[own], "more", "less", "more"),
        **values,
    )
    reading = sentence(
        "The number of passenger cars that left {area} was highest in {peak}, {most:2}; in {year} "
        "it was {now:2 bare} million, {fewer:abs} lower. Their value moved by ",
        **values,
    )
    reading = joined(reading, _in_money(worth))
    reading += " Between the currencies lies the exchange rate alone."
    later = known.loc[peak + 1 :]
    if later.index[0] == peak + 1 < year:
        best = later.idxmax()
        reading += sentence(
            " Against the highest year every other is low: one year after it the number was "
            "{next:abs} lower, and in the best year known since, {best}, {least:abs}.",
            next=moved(peak + 1)["units"],
            best=best,
            least=moved(best)["units"],
        )
    words = " {Periods} {are} left open: the number of a month is not held."
    reading += _left(words, list(index.index[index["units"].isna()]))
    return Finding(title, reading, limit)


def by_parts(
    parts: pd.DataFrame, shares: pd.DataFrame, years: int = 10
) -> tuple[Finding, pd.DataFrame]:
    """Read how much of cars and parts together is parts, by destination, now and years before.

    Args:
        parts: by year, a column a destination, WLD among them, in the exporter's own currency.
        shares: the same parts in percent of cars and parts. The rows for bars emphasise what is
            more than half.
        years: how far back the comparison goes; a destination that lacks that year is left out.
    """
    attrs, known = parts.attrs, shares.dropna(how="all")
    year, first = known.index[-1], known.index[-1] - years
    stamp, to = f"{first}..{year}", f"{attrs['names'][0]} to {{}}"
    order = known.loc[[year, first]].dropna(axis=1).sort_values(year, axis=1, ascending=False)
    share = f"motor_vehicle_parts, share in cars and parts, {to}"
    now, then = (_each(order.loc[when], share, attrs) for when in (year, first))
    change = (100 * (parts.loc[year] / parts.loc[first] - 1))[list(order)].rename(stamp)
    grown = _each(change, f"motor_vehicle_parts, change, {to}", attrs)
    lands = [area for area in now if area != "WLD"]
    high = [area for area in lands if now[area].seen() > 50]
    fell = [area for area in lands if now[area].seen() < then[area].seen()]
    values: dict[str, Any] = {**area_words(attrs), "first": first, "year": year}
    for key, found in (("fell", fell), ("n", lands)):
        what = f"destinations of cars and parts, {key}, {stamp}"
        values[key] = number(len(found), "count", what, year, attrs)
    title = sentence("Nowhere shown did {area} send more parts than cars in {year}", **values)
    if high:
        most = listing([name_of(area) for area in high])
        title = sentence(
            "To {most} {area} sent more parts than cars in {year}", most=most, **values
        )
    head = "Parts in percent of cars and parts that {area} sent in {year}, in brackets {first}: "
    reading = joined(sentence(head, **values), _by_area(now, then)) + sentence(
        f" The share fell in {'{fell:word}' if fell else 'none'} of the {{n:word}} destinations. "
        "It falls too when more cars are sent; the parts themselves moved, in {own} and percent: ",
        own=CURRENCIES[attrs["currency"]],
        **values,
    )
    words = "{grown:signed bare} to {area}"
    told = [sentence(words, grown=grown[area], area=name_of(area)) for area in grown]
    drawn = order.T.set_axis(["value", "value_before"], axis=1)
    drawn["emphasis"] = drawn.index.isin(high)
    drawn = drawn.rename(index=area_label)
    drawn.attrs = attrs
    limit = "Where a plant buys its parts nearby, its output leaves no trace here."
    return Finding(title, joined(reading, told), limit), drawn
