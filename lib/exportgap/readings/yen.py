"""The yen: how weak it was, what it did to Japan's dollars, the gap at a constant rate."""

from __future__ import annotations

from typing import Any

import pandas as pd

from exportgap.prose import (
    Finding,
    Number,
    Sentence,
    choose,
    number,
    opening,
    possessive,
    ranges,
    sentence,
    span,
)
from exportgap.vocabulary import CURRENCIES

# Columns that can be told apart on a narrow page.
YEARS_DRAWN = 20


def _when(through: int, year: int) -> str:
    """Return "from January to October 2025", "in 2025"."""
    return f"{'in' if through in (1, 12) else 'from'} {span(through, year)}"


def _same(through: int) -> str:
    """Return the words for the same span of the year before."""
    return {1: "the same month of the year before", 12: "the year before"}.get(
        through, "the same months of the year before"
    )


def stamp_of(through: int, year: int) -> str:
    """Return January to a month of a year as the names of numbers have it."""
    return f"{year}-01..{year}-{through:02d}"


def _changed(table: pd.DataFrame, code: str) -> tuple[Number, Number, Number]:
    """Return a currency's mean rate now and a year before, and its change, in percent."""
    attrs, last = table.attrs, table.index[-1]
    through = attrs["through"]
    crossed = str(attrs["unit"]).startswith(f"{code} per ")
    unit = attrs["unit"] if crossed else f"{code} per USD"
    if len(table) < 2 or table.index[-2] != last - 1:
        raise ValueError(f"{code}: {last} has no year before it to compare with.")
    now, then = (
        number(
            table.loc[year, code],
            unit,
            f"mean rate, {unit}, {stamp_of(through, year.year)}",
            stamp_of(through, year.year),
            attrs,
        )
        for year in (last, last - 1)
    )
    stamp = stamp_of(through, last.year)
    change = 100 * (now.value / then.value - 1)
    return now, then, number(change, "percent", f"change of {unit}, {stamp}", stamp, attrs)


def by_rate(years: pd.DataFrame, to_date: pd.DataFrame, cross: pd.DataFrame) -> Finding:
    """Read how strong the yen and the won were: now, a year before, and in the long run.

    Args:
        years: from `rates_to_date`, whole years; JPY and KRW per dollar.
        to_date: the same for the months known of the newest year.
        cross: the same months, won per yen (column KRW).
    """
    through, year = to_date.attrs["through"], to_date.index[-1].year
    now, then, change = _changed(to_date, "JPY")
    values: dict[str, Any] = {
        "now": now,
        "then": then,
        "change": change,
        "when": _when(through, year),
        "same": _same(through),
        "how": choose(change, "weaker", "stronger", "neither stronger nor weaker"),
    }
    title = sentence("The yen was {how} {when}: {now:bare} per dollar after {then:bare}", **values)
    text = sentence(
        "A dollar cost {now:bare} yen {when} and {then:bare} in {same}, {against}: the yen was "
        "{how}. ",
        against=_against(change),
        **values,
    )
    last = years.index[-1]
    if through < 12:
        whole, before, moved_by = _changed(years, "JPY")
        text += sentence(
            "In the whole of {year} it cost {whole:bare} after {before:bare}: {how} than the year "
            "before. ",
            year=last,
            whole=whole,
            before=before,
            how=choose(moved_by, "a weaker yen", "a stronger yen", "a yen no weaker"),
        )
    text += _long_view(years["JPY"].dropna(), last, years.attrs)
    won, _, won_change = _changed(to_date, "KRW")
    ratio, _, ratio_change = _changed(cross, "KRW")
    text += sentence(
        "The won {turn} against the dollar: a dollar cost {won:bare} won, {against}. It {way} "
        "against the yen: a yen cost {ratio:2 bare} won, {beside}.",
        turn=choose(won_change, "lost", "gained", "held"),
        won=won,
        against=_against(won_change, values["same"]),
        way=choose(ratio_change, "lost", "gained", "held"),
        ratio=ratio,
        beside=_against(ratio_change),
    )
    limit = "The rate to the dollar alone: prices and all other currencies are not in it."
    return Finding(title, text, limit)


def _long_view(yen: pd.Series[Any], last: pd.Period, attrs: Any) -> Sentence:
    """Place a whole year's rate among those before it."""

    def at(year: pd.Period) -> Number:
        stamp = stamp_of(12, year.year)
        return number(yen[year], "JPY per USD", f"mean rate, JPY per USD, {stamp}", stamp, attrs)

    weaker = list(yen.index[yen.round(1) > at(last).seen()])
    strongest = yen.idxmin()
    values: dict[str, Any] = {"last": last, "first": yen.index[0]}
    stamp = f"{yen.index[0]}..{last}"
    values |= {
        "count": few(number(len(weaker), "count", f"years of a weaker yen, {stamp}", last, attrs)),
        "years": number(len(yen), "count", f"years of rates, {stamp}", last, attrs),
        "which": f": {ranges(weaker)}" if weaker else "",
    }
    text = sentence(
        "Of the {years} whole years from {first} to {last}, {count} had a weaker yen than "
        "{last}{which}. ",
        **values,
    )
    if strongest == last:
        return text + sentence("It was the strongest yen of any year since {first}. ", **values)
    rise = 100 * (yen[last] / yen[strongest] - 1)
    return text + sentence(
        "The strongest was that of {strong}, {low:bare} per dollar: from there to {last} the "
        "dollar became {rise} dearer. ",
        strong=strongest,
        low=at(strongest),
        rise=number(rise, "percent", f"JPY per USD, {strongest}..{last}", last, attrs),
        **values,
    )


def by_currency(growth: pd.DataFrame) -> tuple[Finding, pd.DataFrame]:
    """Read the growth of exports in their own currency, in the report's, and what lies between.

    Args:
        growth: from `growth_by_currency`.

    Returns:
        The finding, and the newest YEARS_DRAWN years of own, rate, cross and value.
    """
    attrs, through = growth.attrs, growth.attrs["through"]
    last, row = growth.index[-1], growth.iloc[-1]
    stamp, name = stamp_of(through, last.year), attrs["names"][0]
    named = {"own": "in its own currency", "value": "in the report's currency"}
    named |= {"rate": "by the rate", "cross": "by rate and growth together"}
    units = dict.fromkeys(("own", "value"), "percent") | dict.fromkeys(
        ("rate", "cross"), "percentage points"
    )
    parts: dict[str, Any] = {
        key: number(
            row[key], unit, f"growth of {name}'s exports {named[key]}, {stamp}", stamp, attrs
        )
        for key, unit in units.items()
    }
    own, value, rate = parts["own"], parts["value"], parts["rate"]
    said: dict[str, Any] = {
        "names": possessive(name),
        "Names": opening(possessive(name)),
        "when": _when(through, last.year),
        "When": opening(_when(through, last.year)),
        "same": _same(through),
        "own_unit": CURRENCIES[attrs["own_unit"]],
        "unit": CURRENCIES[attrs["currency"]],
    }
    verbs = [choose(each, "grew", "fell", "moved") for each in (own, value)]
    title = sentence(
        "{Names} exports {first} {own:abs} in {own_unit} {link} {value:abs} in {unit} {when}",
        first=verbs[0],
        link="and" if verbs[0] == verbs[1] else f"and {verbs[1]}",
        own=own,
        value=value,
        **said,
    )
    text = sentence(
        "{When} {names} exports were {own_total}, {own_way}, and {total}, {way}",
        own_total=number(
            row["own_total"],
            f"{attrs['own_unit']} billion",
            f"{name}'s exports in its own currency, {stamp}",
            stamp,
            attrs,
        ),
        own_way=_against(own, said["same"]),
        total=number(row["value_total"], attrs["unit"], f"{name}'s exports, {stamp}", stamp, attrs),
        way=_against(value),
        **said,
    )
    text += sentence(
        ". Of the growth in {unit} the exchange rate {gave} {rate:abs}{cross}. ",
        gave=choose(rate, "added", "took off", "added"),
        cross=sentence(", the cross term {cross:signed bare}", cross=parts["cross"])
        if parts["cross"].seen()
        else "",
        rate=rate,
        unit=said["unit"],
    )
    text += _since_strongest(growth, said)
    opposite = int((growth["own"].round(1) * growth["value"].round(1) < 0).sum())
    if len(growth) > 1:
        text += sentence(
            "In {opposite} of the {years:word} years since {start} the two growth rates had "
            "opposite signs.",
            opposite=few(
                number(opposite, "count", f"years of opposite signs, {stamp}", stamp, attrs)
            ),
            years=number(
                len(growth), "count", f"years of growth by currency, {stamp}", stamp, attrs
            ),
            start=growth.index[0],
        )
    limit = (
        "Growth in yen is not volume: a weak yen raises the yen price of what is sold in dollars."
    )
    drawn = growth[["own", "rate", "cross", "value"]].iloc[-YEARS_DRAWN:]
    drawn.attrs = attrs | {"provisional": provisional_years(growth)}
    return Finding(title, text, limit), drawn


def few(count: Number) -> Sentence:
    """Write a count in words, zero as "none"."""
    return sentence("{count:word}", count=count) if count.value else Sentence("none")


def _against(change: Number, same: str = "") -> Sentence:
    """Write a change as a comparison: "1.4 percent less than in 2024", "as much as in 2024"."""
    if not change.seen():
        return sentence("as much{same}", same=f" as in {same}" if same else "")
    return sentence(
        "{change:abs} {way}{same}",
        change=change,
        way="more" if change.seen() > 0 else "less",
        same=f" than in {same}" if same else "",
    )


def provisional_years(table: pd.DataFrame) -> list[str]:
    """Name the years of a table that hold a provisional month."""
    return [str(year) for year in table.index[table["provisional"]]]


def _since_strongest(growth: pd.DataFrame, said: dict[str, Any]) -> Sentence:
    """Compare with the year in which the series' currency was strongest, if it is past."""
    attrs, last, base = growth.attrs, growth.index[-1], growth["rate_level"].idxmin()
    if base == last:
        return sentence("")
    span_named = f"{base}..{last}, months 1..{attrs['through']}"
    changes = [
        number(
            100 * (growth.loc[last, key] / growth.loc[base, key] - 1),
            "percent",
            f"change of {attrs['names'][0]}'s exports, {what}, {span_named}",
            span_named,
            attrs,
        )
        for key, what in (("own_total", "own currency"), ("value_total", "report's currency"))
    ]
    return sentence(
        "Against {months}{base}, when the {own_unit} was strongest in these comparisons, they "
        "are {own:abs} {more} in {own_unit} and {value:abs} {wider} in {unit}. ",
        months={12: "", 1: "the same month of "}.get(attrs["through"], "the same months of "),
        base=base,
        own=changes[0],
        more=choose(changes[0], "higher", "lower", "apart"),
        value=changes[1],
        wider=choose(changes[1], "higher", "lower", "apart"),
        **said,
    )
