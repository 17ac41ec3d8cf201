"""Robots, machines and plants abroad: what export figures can and cannot say of them."""

from __future__ import annotations

from collections.abc import Mapping
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


def robots(frame: pd.DataFrame, home: str, rival: str) -> tuple[Finding, pd.DataFrame]:
    """Read the robot densities of the newest year, home's and the rival's among them.

    Args:
        frame: tidy rows of `indicators`, item robot_density; home and rival have the newest year.
        home: area code.
        rival: area code.

    Returns:
        The finding, and rows for bars: indexed by area label, the largest first; `value`,
        `emphasis` (the two) and `colour`.
    """
    attrs, year = frame.attrs, max(frame["TIME_PERIOD"])
    rows = frame[frame["TIME_PERIOD"] == year]
    density = rows.set_index("REF_AREA")["VALUE"].sort_values(ascending=False)
    places = density.rank(method="min", ascending=False)

    def of(value: float, unit: str, name: str) -> Number:
        return number(value, unit, f"{name}, {year}", year, attrs)

    values: dict[str, Any] = {
        "home": name_of(home),
        "Home": opening(name_of(home)),
        "rival": name_of(rival),
        "rivals": possessive(name_of(rival)),
        "year": year,
        "print": date_words(max(rows["PUBLISHED"])),
        "n": of(len(density), "count", "economies with a robot density"),
        "times": of(density[home] / density[rival], "ratio", f"robot density, {home} over {rival}"),
        "home_place": of(places[home], "rank", f"robot density, place of {home}"),
        "rival_place": of(places[rival], "rank", f"robot density, place of {rival}"),
    }
    title = sentence(
        "Of {n:word} economies listed {home} has the {home_place:largest} robot density, {rival} "
        "the {rival_place:largest}",
        **values,
    )
    parts = [
        sentence(
            "{area} {own:bare 0}",
            area=name_of(str(area)),
            own=of(value, DENSITY, f"robot density, {area}"),
        )
        for area, value in density.items()
    ]
    head = sentence("Industrial {unit} in manufacturing in {year}: ", unit=DENSITY, **values)
    reading = joined(head, parts) + sentence(
        " {Home} has {times} times {rivals} density. They are as printed on {print}; economies "
        "that are not listed can stand higher, and no other year was found.",
        **values,
    )
    drawn = pd.DataFrame({"value": density, "emphasis": density.index.isin([home, rival])})
    drawn["colour"] = [
        {home: "home", rival: "rival"}.get(str(area), "faint") for area in density.index
    ]
    drawn.index = pd.Index([area_label(str(area)) for area in density.index])
    drawn.attrs = attrs
    limit = "It counts robots over employees: not output, not exports, not who made the robots."
    return Finding(title, reading, limit), drawn


def births(frame: pd.DataFrame) -> Sentence:
    """Read the newest total fertility rate of `indicators`, and of whom it is known."""
    row = frame.sort_values("TIME_PERIOD").iloc[-1]
    area, year = str(row["REF_AREA"]), str(row["TIME_PERIOD"])
    name = f"total fertility rate, {area}, {year}"
    return sentence(
        "{Areas} total fertility rate was {rate:2} in {year}{count}. Whether few births bring "
        "robots cannot be tested here: the rate is held for {known} alone.",
        Areas=opening(possessive(name_of(area))),
        rate=number(row["VALUE"], "births per woman", name, year, frame.attrs),
        year=year,
        count=", by a provisional count" if row["OBS_STATUS"] == "P" else "",
        known=listing([name_of(code) for code in dict.fromkeys(frame["REF_AREA"])]),
    )


def by_buyer(
    shares: pd.DataFrame,
    total: pd.Series[Any],
    growth: pd.DataFrame,
    part: pd.DataFrame,
    whole: str,
) -> Finding:
    """Read where an exported good goes, by year.

    Args:
        shares: its destinations, in percent of exports to the world.
        total: exports to the world, in the report's currency.
        growth: their growth on the year in percent, a column each currency.
        part: one column, the item, in percent of the goods that it lies inside.
        whole: the item of those goods.
    """
    attrs, year, first = total.attrs, shares.index[-1], shares.index[0]
    item = str(part.columns[0])

    def of(value: float, unit: str, name: str, when: Any = year) -> Number:
        return number(value, unit, f"{item}, {attrs['names'][0]}, {name}, {when}", when, attrs)

    newest = shares.loc[year].sort_values(ascending=False)
    top = str(newest.index[0])
    values: dict[str, Any] = {
        **area_words(attrs),
        **item_words(attrs, item),
        "short": SHORT.get(item, item_words(attrs, item)["items"]),
        "year": year,
        "Top": opening(name_of(top)),
        "most": of(newest[top], "percent", f"share of {top}"),
        "value": of(total[year], attrs["unit"], "exports"),
        "part": of(part.loc[year, item], "percent", "share of the goods it lies inside"),
        "whole": attrs["labels"][whole],
    }
    title = sentence("{Top} took {most} of {areas} {short} in {year}", **values)
    reading = sentence("{Areas} {items} brought {value} in {year}, {part} of its {whole}", **values)
    if year in growth.index:
        parts = [
            sentence(
                "{grown:signed} in {money}",
                grown=of(growth.loc[year, code], "percent", f"growth on the year, {code}"),
                money=CURRENCIES[str(code)],
            )
            for code in growth
        ]
        reading += joined(": on the year before ", parts)
    else:
        reading += "."
    parts = [
        sentence(
            "{area} {now:bare}{then}",
            area=name_of(str(area)),
            now=of(value, "percent", f"share of {area}"),
            then=sentence(
                " ({then:bare})",
                then=of(shares.loc[first, area], "percent", f"share of {area}", first),
            )
            if first != year
            else "",
        )
        for area, value in newest.items()
    ]
    head = sentence(" Where they went, in percent, {first} in brackets: ", first=first)
    reading += joined(head if first != year else " Where they went, in percent: ", parts)
    limit = "A destination is where a machine stands, not whose plant it stands in."
    return Finding(title, reading, limit)


def both_ends(before: pd.DataFrame, after: pd.DataFrame, through: int) -> Finding:
    """Read what two goods of two exporters brought in the same months of two years.

    Args:
        before: the sums of `sums_to_date`; columns the two exporters' codes. The newest year is
            read.
        after: likewise; `attrs["items"]` names each exporter's item.
        through: last month of the sums.
    """
    attrs, year = after.attrs, after.index[-1]
    when, stamp = span(through, year.year), f"{year}-01..{year}-{through:02d}"
    one, two = (str(area) for area in after)
    values: dict[str, Any] = {
        "when": when,
        "When": opening(f"{'in' if through in (1, 12) else 'from'} {when}"),
    }
    for key, area in (("one", one), ("two", two)):
        item = attrs["items"][area]
        level, old = after.loc[year, area], before.loc[year, area]
        change = f"{item}, {name_of(area)}, change on the year, {stamp}"
        values |= {
            key: f"{possessive(name_of(area))} {SHORT.get(item, item)}",
            f"{key}_level": number(
                level, attrs["unit"], f"{item}, {name_of(area)}, exports, {stamp}", stamp, attrs
            ),
            f"{key}_change": number(level - old, attrs["unit"], change, stamp, attrs),
        }
        gave = choose(values[f"{key}_change"], "added", "lost", "added")
        values[f"{key}_gave"] = gave
    values["again"] = f" {values['two_gave']}" if values["two_gave"] != values["one_gave"] else ""
    title = sentence(
        "{One} {one_gave} {one_change:abs} in {when}, {two}{again} {two_change:abs bare}",
        One=opening(values["one"]),
        **values,
    )
    reading = sentence(
        "{When} {one} brought {one_level}, {one_change:signed bare} on the same months a year "
        "before, and {two} {two_level:bare}, {two_change:signed bare}. ",
        **values,
    )
    left = [pd.Period(f"{year}-{month:02d}", "M") for month in attrs["left_out"].get(year.year, ())]
    if left:
        reading += sentence(
            "{Months} {are} left out of both, for want of a figure then or a year before. ",
            Months=opening(ranges(left)),
            are="is" if len(left) == 1 else "are",
        )
    for key, table, of in (("now", after, stamp), ("then", before, f"the year before {stamp}")):
        name = f"{attrs['items'][two]}, {two}, in percent of {attrs['items'][one]}, {one}, {of}"
        ratio = 100 * table.loc[year, two] / table.loc[year, one]
        values[key] = number(ratio, "percent", name, stamp, attrs)
    reading += sentence(
        "{Two} came to {now} of {one}, after {then:bare} a year before.",
        Two=opening(values["two"]),
        **values,
    )
    return Finding(title, reading, "A machine is sold before the chips that it makes.")


def made_and_sold(frame: pd.DataFrame) -> Sentence:
    """Read how many of the cars made in a country left it, where both numbers are public.

    Args:
        frame: tidy rows of `car_exports` by year, of one area: measures production and, where it
            was public, units.
    """
    attrs = frame.attrs
    made, sold = (
        frame[frame["MEASURE"] == measure].set_index("TIME_PERIOD")["VALUE"].sort_index() / 1e6
        for measure in ("production", "units")
    )
    both = made.index.intersection(sold.index)
    year, first = str(made.index[-1] if both.empty else both[-1]), str(made.index[0])

    def of(value: float, what: str, when: str, unit: str = "million cars") -> Number:
        return number(value, unit, f"automobiles {what}, {attrs['names'][0]}, {when}", when, attrs)

    values: dict[str, Any] = {
        **area_words(attrs),
        "year": year,
        "first": first,
        "made": of(made[year], "made", year),
        "old": of(made[first], "made", first),
        "as_of": date_words(attrs["as_of"]),
    }
    text = sentence("{Area} made {made:2} in {year}", **values)
    if first != year:
        text += sentence(" ({old:2 bare} in {first})", **values)
    if both.empty:
        return text + sentence(
            "; these tables hold no number exported that was public by {as_of}.", **values
        )
    share = of(100 * sold[year] / made[year], "exported of those made", year, "percent")
    return text + sentence(
        " and exported {sold:2 bare}, {share} of that number: made at home and sold abroad, they "
        "are counted. Whether used cars are in the second number is not stated.",
        sold=of(sold[year], "exported", year),
        share=share,
        **values,
    )


def since_peak(units: pd.Series[Any], index: pd.DataFrame) -> Finding:
    """Read the number and the value of cars against the year in which most left.

    Args:
        units: cars by year, NaN where a month lacks.
        index: the peak of `units` as base (100): `units`, and values, a column each currency; the
            first is the exporter's own.
    """
    attrs, known = units.attrs, units.dropna()
    peak, year = known.idxmax(), index.dropna().index[-1]
    stamp, own = f"{peak}..{year}", str(index.columns[1])
    where = f"passenger cars, {attrs['names'][0]}"
    values: dict[str, Any] = {**area_words(attrs), "peak": peak, "year": year}
    for key, when in (("most", peak), ("now", year)):
        name = f"{where}, exported, {when}"
        values[key] = number(units[when] / 1e6, "million cars", name, when, attrs)
    limit = "How many cars the same makers build abroad it does not show."
    if peak == year:
        title = sentence(
            "{Area} exported more cars in {year} than in any other year since {first}",
            first=known.index[0],
            **values,
        )
        reading = sentence(
            "In {year} {now:2} left {area}, the most since {first}, where these figures begin.",
            first=known.index[0],
            **values,
        )
        return Finding(title, reading, limit)
    change = {
        key: number(index.loc[year, key] - 100, "percent", f"{where}, {key}, {stamp}", stamp, attrs)
        for key in map(str, index)
    }
    title = sentence(
        "{Area} exported {fewer:abs} fewer cars in {year} than in {peak}, for {more:abs} {way} "
        "{money}",
        fewer=change["units"],
        more=change[own],
        way=choose(change[own], "more", "less", "more"),
        money=CURRENCIES[own],
        **values,
    )
    reading = sentence(
        "The number of passenger cars that left {area} was highest in {peak}, {most:2}; in {year} "
        "it was {now:2 bare} million, {fewer:abs} lower",
        fewer=change["units"],
        **values,
    )
    parts = [
        sentence("{change:signed} in {money}", change=change[code], money=CURRENCIES[code])
        for code in list(change)[1:]
    ]
    reading += joined(". Their value moved by ", parts)
    reading += " Between the currencies lies the exchange rate alone."
    later = index["units"].loc[peak + 1 :].dropna()
    if later.index[0] == peak + 1 < year:
        best = later.idxmax()
        for key, when in (("next", peak + 1), ("least", best)):
            name = f"{where}, units, {peak}..{when}"
            values[key] = number(later[when] - 100, "percent", name, f"{peak}..{when}", attrs)
        reading += sentence(
            " Against the highest year every other is low: one year after it the number was "
            "{next:abs} lower, and in the best year known since, {best}, {least:abs}.",
            best=best,
            **values,
        )
    lacking = index.index[index["units"].isna()]
    if len(lacking):
        reading += sentence(
            " {Years} {are} left open: the number of a month is not held.",
            Years=opening(ranges(list(lacking))),
            are="is" if len(lacking) == 1 else "are",
        )
    return Finding(title, reading, limit)


def by_parts(
    pairs: Mapping[str, pd.DataFrame], shares: Mapping[str, pd.DataFrame], years: int = 10
) -> tuple[Finding, pd.DataFrame]:
    """Read how much of cars and parts together is parts, by destination, now and years before.

    Args:
        pairs: for each destination, cars and parts by year, in the exporter's own currency; WLD
            among them.
        shares: for each, one column, the parts, in percent of both.
        years: how far back the comparison goes; a destination that lacks that year is left out.

    Returns:
        The finding, and rows for bars: indexed by destination, the largest first; `value`,
        `value_before` and `emphasis` (more parts than cars).
    """
    item = str(next(iter(shares.values())).columns[0])
    attrs = next(iter(pairs.values())).attrs
    table = pd.DataFrame({area: share[item] for area, share in shares.items()})
    year = table.index[-1]
    first = year - years
    order = table.loc[[year, first]].dropna(axis=1).loc[year].sort_values(ascending=False)

    def of(value: float, name: str, area: str, when: Any = year) -> Number:
        stamp = f"{item}, {name}, {attrs['names'][0]} to {area}, {when}"
        return number(value, "percent", stamp, when, attrs)

    what = "share in cars and parts"
    now = {str(area): of(share, what, str(area)) for area, share in order.items()}
    then = {area: of(table.loc[first, area], what, area, first) for area in now}
    parts = {area: pairs[area][item] for area in now}
    grown = {
        area: of(100 * (own[year] / own[first] - 1), "change", area, f"{first}..{year}")
        for area, own in parts.items()
    }
    lands = [area for area in now if area != "WLD"]
    high = [area for area in lands if now[area].seen() > 50]
    fell = [area for area in lands if now[area].seen() < then[area].seen()]
    values: dict[str, Any] = {
        **area_words(attrs),
        "first": first,
        "year": year,
        "high": listing([name_of(area) for area in high] or ["none"]),
        "own": CURRENCIES[attrs["currency"]],
    }
    for key, found in (("fell", fell), ("n", lands)):
        name = f"destinations of cars and parts, {key}, {first}..{year}"
        values[key] = number(len(found), "count", name, year, attrs)
    title = sentence("To {high} {area} sent more parts than cars in {year}", **values)
    if not high:
        title = sentence("Nowhere shown did {area} send more parts than cars in {year}", **values)
    told = [
        sentence("{area} {now:bare} ({then:bare})", area=name_of(area), now=own, then=then[area])
        for area, own in now.items()
    ]
    head = "Parts in percent of cars and parts that {area} sent in {year}, in brackets {first}: "
    reading = joined(sentence(head, **values), told) + sentence(
        " The share fell in {count} of the {n:word} destinations. It falls too when more cars are "
        "sent; ",
        count=sentence("{fell:word}", **values) if fell else "none",
        **values,
    )
    told = [
        sentence("{grown:signed bare} to {area}", grown=own, area=name_of(area))
        for area, own in grown.items()
    ]
    head = "the parts themselves moved, in {own} and percent: "
    reading += joined(sentence(head, **values), told)
    limit = "Where a plant buys its parts nearby, its output leaves no trace here."
    drawn = pd.DataFrame({"value": order, "value_before": table.loc[first, order.index]})
    drawn["emphasis"] = drawn.index.isin(high)
    drawn.index = pd.Index([area_label(str(area)) for area in order.index])
    drawn.attrs = attrs
    return Finding(title, reading, limit), drawn
