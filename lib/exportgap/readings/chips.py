"""Chips: price or volume, by index and by weight; the rival's chips; the world's cycle."""

from __future__ import annotations

from typing import Any

import pandas as pd

from exportgap.prose import (
    APOSTROPHE,
    Finding,
    Number,
    Sentence,
    choose,
    number,
    opening,
    period_words,
    sentence,
    span,
)
from exportgap.readings.items import area_words

# Kinds of integrated circuits in customs' headings, as they end a sentence.
KINDS = {"8542321010": "DRAM", "8542323000": "multi-chip memory", "rest": "all other circuits"}


def _percent(row: pd.Series[Any], key: str, attrs: Any, month: pd.Period, way: str) -> Number:
    name = f"semiconductors, {key} on the year, {way}, {month}"
    return number(row[f"{key}_percent"], "percent", name, month, attrs)


def by_price(split: pd.DataFrame, first: pd.Period | None) -> Finding:
    """Read growth on the year as price and volume by the Bank of Korea's indices.

    Args:
        split: from `split_by_index`, value and price in dollars.
        first: from `since`: since when price makes more than half, None where it does not.
    """
    attrs, month, row = split.attrs, split.index[-1], split.iloc[-1]
    value, price, volume = (
        _percent(row, key, attrs, month, "by index") for key in ("value", "price", "volume")
    )
    values: dict[str, Any] = {
        "month": period_words(month),
        "value": value,
        "price": price,
        "volume": volume,
        "moved": choose(value, "rose", "fell", "moved"),
    }
    reading = sentence(
        "By the Bank of Korea's indices, its won prices turned into dollars, the value of chips "
        "{moved} {value:abs} on the year in {month}: price {price:signed bare}, volume "
        "{volume:signed bare}; the two multiply. ",
        **values,
    )
    if first is not None:
        values["since"] = period_words(first)
        title = sentence(
            "{Since} growth of chip exports is more price than volume"
            if first < month
            else "In {since} growth of chip exports was more price than volume",
            Since=f"Since {values['since']}",
            **values,
        )
        reading += sentence(
            "Price has made more than half of it since {since}. "
            if first < month
            else "Price made more than half of it. ",
            **values,
        )
        before = split.loc[: first - 1]
    else:
        title = sentence(
            "Growth of chip exports in {month} is more volume than price"
            if value.seen() > 0
            else "Chip exports {moved} {value:abs} on the year in {month}",
            **values,
        )
        before = split
    reading += _runs(before, attrs)
    return Finding(title, reading, "A better chip counts as volume, not as price.")


def _runs(before: pd.DataFrame, attrs: Any) -> Sentence:
    """Say how the twelve months before divide into growth by price and by volume."""
    year = before.iloc[-12:]
    led = year["price"] > year["value"] / 2
    grew = year["value"] > 0
    stamp = f"{year.index[0]}..{year.index[-1]}"
    counts = {
        "n": number(
            len(year), "count", f"months compared, price and volume, {stamp}", stamp, attrs
        ),
        "price": number(
            int((grew & led).sum()), "count", f"months led by price, {stamp}", stamp, attrs
        ),
        "volume": number(
            int((grew & ~led).sum()), "count", f"months led by volume, {stamp}", stamp, attrs
        ),
    }
    return sentence(
        "Of the {n:word} months to {end}, {price} grew mostly by price and {volume} mostly by "
        "volume.",
        end=period_words(year.index[-1]),
        n=counts["n"],
        price=_few(counts["price"]),
        volume=_few(counts["volume"]),
    )


def _few(count: Number) -> Sentence:
    """Write a count in words: "none", "seven"."""
    return sentence("{n:word}" if count.value else "none", n=count)


def by_volume_index(split: pd.DataFrame, volume: pd.Series[Any]) -> Sentence:
    """Hold the volume of a split to the volume index that the same bank prints.

    Args:
        split: from `split_by_index`.
        volume: the index.
    """
    attrs, month = split.attrs, split.index[-1]
    growth = number(
        100 * (volume[month] / volume[month - 12] - 1),
        "percent",
        f"semiconductors, volume index, growth on the year, {month}",
        month,
        attrs,
    )
    return sentence(
        "The bank's own volume index moved {growth:signed}: it is made from the same value and "
        "prices, so it confirms the arithmetic and is no second witness.",
        growth=growth,
    )


def by_weight(lmdi: pd.DataFrame, worth: pd.DataFrame, year: int, through: int) -> Finding:
    """Read a change of value by weight: unit value, mix of kinds, weight.

    Args:
        lmdi: from `split_lmdi` with `mix`, in billions, rows the kinds.
        worth: the values it splits, with labels.
        year: the later year; the earlier is the one before.
        through: last month of both sums.
    """
    attrs, sums = worth.attrs, lmdi.sum()
    stamp = f"{year}-01..{year}-{through:02d}"
    terms = {
        key: number(sums[key], attrs["unit"], f"chips by weight, {key}, {stamp}", stamp, attrs)
        for key in ("change", "price", "mix", "volume")
    }
    most = max(("price", "mix", "volume"), key=lambda key: terms[key].value)
    words = {"price": "higher unit values", "mix": "a dearer mix", "volume": "more kilograms"}
    values = {**terms, "when": span(through, year), "most": words[most]}
    title = (
        sentence("By customs' weights {most} did most for chip exports in {when}", **values)
        if terms["change"].seen() > 0
        else sentence("By customs' weights chip exports of {when} did not grow", **values)
    )
    which = lmdi["price"].abs().idxmax()
    reading = sentence(
        "Integrated circuits by customs' weights: exports of {when} changed by {change:signed} on "
        "the year before, of which unit values {price:signed bare}, the mix of kinds {mix:signed "
        "bare} and weight {volume:signed bare} (shares by logarithmic means, so that they add up). "
        "The largest unit-value term, {own:signed bare}, is that of {kind}. A unit value moves "
        "with quality too, and a wafer's weight says little of its worth.",
        kind=KINDS[str(which)],
        own=number(
            lmdi.loc[which, "price"],
            attrs["unit"],
            f"chips by weight, price of {which}, {stamp}",
            stamp,
            attrs,
        ),
        **values,
    )
    return Finding(title, reading, "A unit value is no price.")


def weight_steps(
    lmdi: pd.DataFrame, start: float, worth: pd.DataFrame, year: int, through: int
) -> pd.DataFrame:
    """Label the effects of `by_weight` as steps from one year's value to the next."""
    sums = lmdi.sum()
    rows = [
        (opening(span(through, year - 1)), start, "total"),
        ("Unit values", sums["price"], "change"),
        ("Mix of kinds", sums["mix"], "change"),
        ("Weight", sums["volume"], "change"),
        (opening(span(through, year)), start + sums["change"], "total"),
    ]
    table = pd.DataFrame(rows, columns=["step", "value", "kind"]).set_index("step")
    table.attrs = worth.attrs
    return table


def definitions(
    ministry: pd.Series[Any], customs: pd.Series[Any], heading: pd.Series[Any]
) -> pd.DataFrame:
    """Set the definitions of chips beside each other, each under its words."""
    table = pd.DataFrame(
        {
            f"the ministry{APOSTROPHE}s item": ministry,
            f"customs{APOSTROPHE} item": customs,
            "integrated circuits by HS": heading,
        }
    )
    table.attrs = customs.attrs
    return table


def drives(listed: pd.DataFrame) -> Sentence:
    """Say what solid-state drives, memory counted elsewhere, were in the newest month.

    Args:
        listed: values by HS, with the line of the drives.
    """
    attrs, line = listed.attrs, listed["8523511000"].dropna()
    month = line.index[-1]
    value = number(line[month], attrs["unit"], f"solid-state drives, HS, {month}", month, attrs)
    text = sentence(
        "Solid-state drives, memory in a case, are in none of these: lists of items count them as "
        "computers. They were {value:2} in {month}",
        value=value,
        month=period_words(month),
    )
    if month - 12 in line.index:
        name = f"solid-state drives, growth on the year, {month}"
        growth = number(100 * (line[month] / line[month - 12] - 1), "percent", name, month, attrs)
        text += sentence(", {growth:signed} on the year", growth=growth)
    return text + "; what is left without chips above holds them."


def beside(home: pd.Series[Any], rival: pd.DataFrame) -> pd.DataFrame:
    """Set home's chips beside the rival's chips and chip machines, over home's months."""
    table = pd.DataFrame(
        {
            f"Korea{APOSTROPHE}s chips": home,
            f"Japan{APOSTROPHE}s chips": rival["semiconductors_etc"],
            f"Japan{APOSTROPHE}s chip machines": rival["semiconductor_machinery"],
        }
    ).loc[home.index[0] : home.index[-1]]
    table.index = pd.PeriodIndex(table.index)
    joined = {
        name: tuple(dict.fromkeys((*home.attrs[name], *rival.attrs[name])))
        for name in ("sources", "source_names", "series", "names")
    }
    table.attrs = {**home.attrs, **joined, "provisional": []}
    table.attrs["source_until"] = {**home.attrs["source_until"], **rival.attrs["source_until"]}
    return table


def cycle(exports: pd.Series[Any], billings: pd.Series[Any], sold: pd.DataFrame) -> pd.DataFrame:
    """Join the growth of chip exports and of world billings over their common months."""
    table = pd.DataFrame({"exports": exports, "billings": billings}).dropna()
    table.attrs = sold.attrs | {
        "sources": ("Bank of Korea", *sold.attrs["sources"]),
        "source_until": {},
        "provisional": [],
    }
    return table


def by_rival(home: pd.DataFrame, rival: pd.DataFrame) -> Finding:
    """Read what chips, and the machines that make them, added on both sides.

    Args:
        home: from `contribution_to_date`, with `semiconductors`.
        rival: the same for the rival, with `semiconductors_etc` and, where it is known,
            `semiconductor_machinery`.
    """
    year, through = rival.index[-1].year, rival.attrs["through"]
    when, stamp = span(through, year), f"{year}-01..{year}-{through:02d}"
    chips = _added(rival, "semiconductors_etc", stamp)
    machines = _added(rival, "semiconductor_machinery", stamp)
    growth = number(
        rival["total"].iloc[-1],
        "percent",
        f"growth of Japan's exports, {stamp}",
        stamp,
        rival.attrs,
    )
    ours = _added(home, "semiconductors", stamp)
    values: dict[str, Any] = {
        "when": when,
        "When": opening(f"{'in' if through in (1, 12) else 'from'} {when}"),
        "chips": chips,
        "machines": machines,
        "growth": growth,
        "ours": ours,
        "home": area_words(home.attrs)["area"],
        **area_words(rival.attrs),
    }
    title = sentence("Chips gave {home} {ours} in {when}, {area} {chips:bare}", **values)
    reading = sentence(
        "{When} {areas} exports in dollars {moved} {growth:abs} on the year before. Chips and "
        "other electronic parts gave {chips:signed}, the machines that make chips "
        "{machines:signed bare}; chips gave {home} {ours:signed bare}. Both sell to one boom: "
        "{home} memory, {area} the parts and machines around it.",
        moved=choose(growth, "grew", "fell", "moved"),
        **values,
    )
    return Finding(title, reading, "The two lists of chips are not the same.")


def _added(table: pd.DataFrame, item: str, stamp: str) -> Number:
    name = f"contribution of {item}, {table.attrs['names'][0]}, {stamp}"
    return number(table[item].iloc[-1], "percentage points", name, stamp, table.attrs)


def by_cycle(growth: pd.DataFrame) -> Finding:
    """Read exports of chips beside the world's billings.

    Args:
        growth: growth on the year in percent, columns `exports` and `billings`, by month.
    """
    attrs, both = growth.attrs, growth.dropna()
    month = both.index[-1]
    same = (both["exports"] > 0) == (both["billings"] > 0)
    stamp = f"{both.index[0]}..{month}"
    values: dict[str, Any] = {
        "month": period_words(month),
        "first": period_words(both.index[0]),
        "exports": number(
            both["exports"].iloc[-1], "percent", f"chip exports, growth, {month}", month, attrs
        ),
        "billings": number(
            both["billings"].iloc[-1], "percent", f"world billings, growth, {month}", month, attrs
        ),
        "same": number(int(same.sum()), "count", f"months of one sign, {stamp}", stamp, attrs),
        "n": number(len(both), "count", f"months compared with billings, {stamp}", stamp, attrs),
    }
    title = sentence(
        "Korea's chips move with the world's: one sign in {same} of {n} months", **values
    )
    reading = sentence(
        "World billings {moved} {billings:abs} on the year in {month}, Korea's chip exports "
        "{exports:signed}. Since {first} the two had one sign in {same} of {n} months. "
        "Billings are sales by the buyer's region and hold the same chips: they tell the season, "
        "they do not explain it.",
        moved=choose(values["billings"], "rose", "fell", "moved"),
        **values,
    )
    return Finding(title, reading, "Who takes a share from whom it cannot say.")
