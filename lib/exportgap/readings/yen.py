"""The yen: how weak it was, what it did to Japan's dollars, what growth in yen is not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from exportgap.prose import (
    Finding,
    Number,
    Sentence,
    choose,
    date_words,
    number,
    numbers_of,
    opening,
    possessive,
    ranges,
    sentence,
    span,
)
from exportgap.vocabulary import CURRENCIES

# Columns that can be told apart on a narrow page.
YEARS_DRAWN = 20


def to_date(attrs: Mapping[str, Any], year: pd.Period) -> Callable[[Any, str, str], Number]:
    """Return `numbers_of` for January to the table's last month of a year."""
    return numbers_of(attrs, f"{year}-01..{year}-{attrs['through']:02d}")


def few(count: Number) -> Sentence:
    """Write a count in words, zero as "none"."""
    return sentence("{count:word}", count=count) if count.value else Sentence("none")


def same_months(through: int, year: Any = "the year before", which: str = "the same") -> str:
    """Return "the same month of 2024", "the same months of 2024", "2024"."""
    return f"{year}" if through == 12 else f"{which} month{'s' * (through > 1)} of {year}"


def provisional_years(table: pd.DataFrame) -> list[str]:
    """Name the years of a table that hold a provisional month."""
    return [str(year) for year in table.index[table["provisional"]]]


def _when(through: int, year: pd.Period) -> str:
    return f"{'in' if through in (1, 12) else 'from'} {span(through, year.year)}"


def _against(change: Number, same: str = "") -> Sentence:
    """Write a change as a comparison: "1.4 percent less than in 2024", "as much as in 2024"."""
    how = choose(change, "{change:abs} more", "{change:abs} less", "as much")
    than = f" {choose(change, 'than', 'than', 'as')} in {same}" if same else ""
    return sentence(how + than, change=change)


def _changed(table: pd.DataFrame, code: str) -> tuple[Number, Number, Number]:
    """Return a currency's mean rate now and a year before, and its change, in percent."""
    attrs, last = table.attrs, table.index[-1]
    unit = attrs["unit"] if str(attrs["unit"]).startswith(f"{code} per ") else f"{code} per USD"
    if last - 1 not in table.index:
        raise ValueError(f"{code}: {last} has no year before it to compare with.")
    now, then = (
        to_date(attrs, year)(table.loc[year, code], unit, f"mean rate, {unit}")
        for year in (last, last - 1)
    )
    change = 100 * (now.value / then.value - 1)
    return now, then, to_date(attrs, last)(change, "percent", f"change of {unit}")


def by_rate(years: pd.DataFrame, newest: pd.DataFrame, cross: pd.DataFrame) -> Finding:
    """Read how strong the yen and the won were: now, a year before, and in the long run.

    Args:
        years: from `rates_to_date`, whole years; JPY and KRW per dollar.
        newest: the same for the months known of the newest year.
        cross: the same months, won per yen (column KRW).
    """
    through, same = newest.attrs["through"], same_months(newest.attrs["through"])
    now, then, change = _changed(newest, "JPY")
    said = {"when": _when(through, newest.index[-1]), "same": same, "against": _against(change)}
    said["how"] = choose(change, "weaker", "stronger", "neither stronger nor weaker")
    yen = {"now": now, "then": then}
    title = sentence(
        "The yen was {how} {when}: {now:bare} per dollar after {then:bare}", **said, **yen
    )
    text = sentence(
        "A dollar cost {now:bare} yen {when} and {then:bare} in {same}, {against}: the yen was "
        "{how}. ",
        **said,
        **yen,
    )
    if through < 12:
        whole, before, change = _changed(years, "JPY")
        text += sentence(
            "In the whole of {year} it cost {whole:bare} after {before:bare}: {how} than the year "
            "before. ",
            year=years.index[-1],
            whole=whole,
            before=before,
            how=choose(change, "a weaker yen", "a stronger yen", "a yen no weaker"),
        )
    won, _, change = _changed(newest, "KRW")
    ratio, _, beside = _changed(cross, "KRW")
    text += _long_view(years) + sentence(
        "The won {turn} against the dollar: a dollar cost {won:bare} won, {against}. It {way} "
        "against the yen: a yen cost {ratio:2 bare} won, {beside}.",
        turn=choose(change, "lost", "gained", "held"),
        won=won,
        against=_against(change, same),
        way=choose(beside, "lost", "gained", "held"),
        ratio=ratio,
        beside=_against(beside),
    )
    limit = "The rate to the dollar alone: prices and all other currencies are not in it."
    return Finding(title, text, limit)


def _long_view(years: pd.DataFrame) -> Sentence:
    """Place the newest whole year's rate among those before it."""
    yen, attrs, last = years["JPY"].dropna(), years.attrs, years.index[-1]
    first, strongest = yen.index[0], yen.idxmin()

    def at(year: pd.Period) -> Number:
        return to_date(attrs, year)(yen[year], "JPY per USD", "mean rate, JPY per USD")

    weaker = list(yen.index[yen.round(1) > at(last).seen()])
    stamp, rise = f"{first}..{last}", 100 * (yen[last] / yen[strongest] - 1)
    extreme = "It was the strongest yen of any year since {first}. "
    if strongest != last:
        extreme = (
            "The strongest was that of {strong}, {low:bare} per dollar: from there to {last} the "
            "dollar became {rise} dearer. "
        )
    return sentence(
        "Of the {years} whole years from {first} to {last}, {count} had a weaker yen than "
        "{last}{which}. " + extreme,
        years=number(len(yen), "count", f"years of rates, {stamp}", last, attrs),
        count=few(number(len(weaker), "count", f"years of a weaker yen, {stamp}", last, attrs)),
        which=f": {ranges(weaker)}" if weaker else "",
        first=first,
        last=last,
        strong=strongest,
        low=at(strongest),
        rise=number(rise, "percent", f"JPY per USD, {strongest}..{last}", last, attrs),
    )


def by_currency(growth: pd.DataFrame) -> tuple[Finding, pd.DataFrame]:
    """Read growth of exports in their own currency and in the report's (`growth_by_currency`).

    The table returned is the newest YEARS_DRAWN years of own, rate, cross and value.
    """
    attrs, name, through = growth.attrs, growth.attrs["names"][0], growth.attrs["through"]
    last, row, exports = growth.index[-1], growth.iloc[-1], f"{name}'s exports"
    n, own_unit = to_date(attrs, last), attrs["own_unit"]
    own = n(row["own"], "percent", f"growth of {exports} in its own currency")
    value = n(row["value"], "percent", f"growth of {exports} in the report's currency")
    rate = n(row["rate"], "percentage points", f"growth of {exports} by the rate")
    cross = n(row["cross"], "percentage points", f"growth of {exports} by rate and growth together")
    said = {"own_unit": CURRENCIES[own_unit], "unit": CURRENCIES[attrs["currency"]]}
    first, second = (choose(each, "grew", "fell", "moved") for each in (own, value))
    title = sentence(
        "{Names} exports {first} {own:abs} in {own_unit} and {second}{value:abs} in {unit} {when}",
        Names=opening(possessive(name)),
        first=first,
        second="" if first == second else f"{second} ",
        own=own,
        value=value,
        when=_when(through, last),
        **said,
    )
    text = sentence(
        "{When} {names} exports were {own_total}, {own_way}, and {total}, {way}. Of the growth in "
        "{unit} the exchange rate {gave} {rate:abs}{cross}. ",
        When=opening(_when(through, last)),
        names=possessive(name),
        own_total=n(row["own_total"], f"{own_unit} billion", f"{exports} in its own currency"),
        own_way=_against(own, same_months(through)),
        total=n(row["value_total"], attrs["unit"], exports),
        way=_against(value),
        gave=choose(rate, "added", "took off", "added"),
        rate=rate,
        cross=sentence(", the cross term {cross:signed bare}", cross=cross) if cross.seen() else "",
        **said,
    )
    text += _since_strongest(growth, said)
    if len(growth) > 1:
        opposite = int((growth["own"].round(1) * growth["value"].round(1) < 0).sum())
        text += sentence(
            "The two growth rates had opposite signs in {opposite} of the {years:word} years since "
            "{start}.",
            opposite=few(n(opposite, "count", "years of opposite signs")),
            years=n(len(growth), "count", "years of growth by currency"),
            start=growth.index[0],
        )
    drawn = growth[["own", "rate", "cross", "value"]].iloc[-YEARS_DRAWN:]
    drawn.attrs = attrs | {"provisional": provisional_years(growth)}
    limit = "Growth in yen is not volume: a weak yen raises the yen price of what is sold in "
    return Finding(title, text, limit + "dollars."), drawn


def _since_strongest(growth: pd.DataFrame, said: Mapping[str, str]) -> Sentence:
    """Compare with the year in which the series' currency was strongest, if it is past."""
    attrs, last, base = growth.attrs, growth.index[-1], growth["rate_level"].idxmin()
    # Under a rule of one rate the levels differ by rounding alone.
    if growth["rate_level"].round(1).nunique() == 1 or base == last:
        return Sentence("")
    n = numbers_of(attrs, f"{base}..{last}, months 1..{attrs['through']}")
    exports, totals = f"{attrs['names'][0]}'s exports", growth[["own_total", "value_total"]]
    rise = 100 * (totals.loc[last] / totals.loc[base] - 1)
    own = n(rise["own_total"], "percent", f"change of {exports}, own currency")
    value = n(rise["value_total"], "percent", f"change of {exports}, report's currency")
    return sentence(
        "Against {base}, when the {own_unit} was strongest in these comparisons, they are "
        "{own:abs} {more} in {own_unit} and {value:abs} {wider} in {unit}. ",
        base=same_months(attrs["through"], base),
        own=own,
        more=choose(own, "higher", "lower", "apart"),
        value=value,
        wider=choose(value, "higher", "lower", "apart"),
        **said,
    )


def by_volume_figure(volume: pd.DataFrame | None, growth: pd.Series[Any], as_of: str) -> Sentence:
    """Set the newest single figure of volume beside the month's growth in yen.

    Args:
        volume: rows of volume_growth by month, None where none was public by `as_of`.
        growth: growth on the year in yen, by month.
        as_of: ISO date.
    """
    if volume is None:
        text = "These tables hold no figure of Japan's export volume public by {as_of}."
        return sentence(text, as_of=date_words(as_of))
    row = volume.sort_values("TIME_PERIOD").iloc[-1]
    month = pd.Period(row["TIME_PERIOD"], "M")
    n = numbers_of(volume.attrs, month)
    index = n(row["VALUE"], "percent", "JPN, export volume, growth")
    yen = n(growth[month], "percent", "JPN, exports in yen, growth")
    verdict = "it shows that the two differ"
    if index.seen() * yen.seen() < 0:
        verdict = "the two had opposite signs"
    elif index.seen() == yen.seen():
        verdict = "here the two agree"
    return sentence(
        "The {which} figure of volume in these tables is of {month}: {index:signed} on the year, "
        "while exports in yen {verb} {yen:abs}. One month is not a trend, but {verdict}.",
        which="one" if len(volume) == 1 else "newest",
        month=month,
        index=index,
        verb=choose(yen, "grew", "fell", "moved"),
        yen=yen,
        verdict=verdict,
    )


def by_invoicing(shares: pd.DataFrame | None, as_of: str) -> Sentence:
    """Read in which currencies Korea settles its exports, and what that means for a weak won.

    Args:
        shares: rows of exports_invoiced_usd and _krw, None where none was public by `as_of`.
        as_of: ISO date.
    """
    if shares is None:
        text = "In which currencies Korea's exports are settled no figure public by {as_of} says "
        return sentence(text + "here.", as_of=date_words(as_of))
    year = max(shares["TIME_PERIOD"])
    row = shares[shares["TIME_PERIOD"] == year].set_index("ITEM")["VALUE"]
    n = numbers_of(shares.attrs, year)
    return sentence(
        "Of Korea's exports {dollars} were settled in dollars in {year} and {won} in won. A dollar "
        "price does not fall with the won, so a weak won by itself neither raises nor lowers these "
        "dollars; it raises the won that the exporter receives.",
        dollars=n(row["exports_invoiced_usd"], "percent", "KOR, exports settled in USD"),
        year=str(year),
        won=n(row["exports_invoiced_krw"], "percent", "KOR, exports settled in KRW"),
    )
