"""Chips: price or volume, by index and by weight; the rival's chips; the world's cycle."""

from __future__ import annotations

from typing import Any

import numpy as np
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
from exportgap.readings.items import area_words, grew, left_out, sourced

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
    # Which of the two is more is said as they are printed.
    more = price.seen() - volume.seen()
    values: dict[str, Any] = {
        "month": period_words(month),
        "grew": grew(value),
        "price": price,
        "volume": volume,
    }
    reading = sentence(
        "By the Bank of Korea's indices, its won prices turned into dollars, the value of chips "
        "{grew} on the year in {month}: price {price:signed}, volume {volume:signed bare}; the two "
        "multiply.",
        **values,
    )
    before = split
    if value.seen() <= 0:
        title = sentence("Chip exports {grew} on the year in {month}", **values)
    elif first is not None and more > 0:
        lasts = first < month
        values["since"] = period_words(first)
        title = sentence(
            "Since {since} growth of chip exports is more price than volume"
            if lasts
            else "In {since} growth of chip exports was more price than volume",
            **values,
        )
        reading += sentence(
            " Price has made more than half of it since {since}."
            if lasts
            else " Price made more than half of it.",
            **values,
        )
        before = split.loc[: first - 1]
    else:
        title = sentence(
            "Growth of chip exports in {month} is {which}",
            which="more volume than price" if more < 0 else "price and volume alike",
            **values,
        )
    reading += _runs(before, attrs)
    return Finding(title, reading, "A better chip counts as volume, not as price.")


def _runs(before: pd.DataFrame, attrs: Any) -> Sentence:
    """Say how the twelve months before divide into growth by price, by volume, and none."""
    year = before.iloc[-12:]
    if len(year) < 2:
        return Sentence("")
    led = year["price"] > year["value"] / 2
    up = year["value"] > 0
    stamp = f"{year.index[0]}..{year.index[-1]}"
    counts = {
        "n": number(
            len(year), "count", f"months compared, price and volume, {stamp}", stamp, attrs
        ),
        "price": number(
            int((up & led).sum()), "count", f"months led by price, {stamp}", stamp, attrs
        ),
        "volume": number(
            int((up & ~led).sum()), "count", f"months led by volume, {stamp}", stamp, attrs
        ),
        "fell": number(int((~up).sum()), "count", f"months without growth, {stamp}", stamp, attrs),
    }
    if counts["fell"].value == len(year):
        template = " In none of the {n:word} months to {end} did the value grow."
    elif counts["fell"].value:
        template = (
            " Of the {n:word} months to {end}, {price} grew mostly by price, {volume} mostly by "
            "volume and {fell} did not grow."
        )
    else:
        template = (
            " Of the {n:word} months to {end}, {price} grew mostly by price and {volume} mostly "
            "by volume."
        )
    return sentence(
        template,
        end=period_words(year.index[-1]),
        n=counts["n"],
        price=_few(counts["price"]),
        volume=_few(counts["volume"]),
        fell=_few(counts["fell"]),
    )


def _few(count: Number) -> Sentence:
    """Write a count in words: "none", "seven"."""
    return sentence("{n:word}" if count.value else "none", n=count)


def by_volume_index(split: pd.DataFrame, volume: pd.Series[Any]) -> Sentence:
    """Hold the volume of a split to the volume index that the same bank prints, where it does.

    Args:
        split: from `split_by_index`.
        volume: the index.
    """
    attrs, month, known = split.attrs, split.index[-1], volume.dropna()
    if month not in known.index or month - 12 not in known.index:
        return Sentence("")
    growth = number(
        100 * (known[month] / known[month - 12] - 1),
        "percent",
        f"semiconductors, volume index, growth on the year, {month}",
        month,
        attrs,
    )
    return sentence(
        "The bank's own volume index moved {growth:signed}: it is made from the same value and "
        "prices, so that it checks the arithmetic and is no second witness.",
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
    effects = {key: terms[key].value for key in ("price", "mix", "volume")}
    most, least = max(effects, key=effects.__getitem__), min(effects, key=effects.__getitem__)
    gave = {"price": "higher unit values", "mix": "a dearer mix", "volume": "more kilograms"}
    took = {"price": "lower unit values", "mix": "a cheaper mix", "volume": "fewer kilograms"}
    values = {**terms, "when": span(through, year), "most": gave[most], "least": took[least]}
    title = sentence(
        choose(
            terms["change"],
            "By customs' weights {most} did most for chip exports in {when}",
            "By customs' weights {least} took most from chip exports in {when}",
            "By customs' weights chip exports of {when} did not change",
        ),
        **values,
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
            f"the ministry{APOSTROPHE}s item (first print)": ministry,
            f"customs{APOSTROPHE} item": customs,
            "integrated circuits by HS": heading,
        }
    )
    table.attrs = sourced(customs, ministry, heading)
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
    table.attrs = sourced(home, rival) | {"provisional": []}
    return table


def cycle(exports: pd.Series[Any], billings: pd.Series[Any], sold: pd.DataFrame) -> pd.DataFrame:
    """Join the growth of chip exports and of world billings over their common months."""
    table = pd.DataFrame({"exports": exports, "billings": billings}).dropna()
    table.attrs = sourced(exports, sold) | {"provisional": []}
    return table


def by_rival(home: pd.DataFrame, rival: pd.DataFrame) -> Finding:
    """Read what chips, and the machines that make them, added on both sides.

    Args:
        home: from `contribution_to_date`, with `semiconductors`.
        rival: the same for the rival, over the same months, with `semiconductors_etc` and
            `semiconductor_machinery`.
    """
    if home.attrs["through"] != rival.attrs["through"]:
        raise ValueError("both sides are compared over the same months: give one `through`.")
    last = min(home.index[-1], rival.index[-1])
    home, rival = home.loc[:last], rival.loc[:last]
    year, through = last.year, rival.attrs["through"]
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
        "homes": area_words(home.attrs)["areas"],
        **area_words(rival.attrs),
    }
    title = sentence(
        "Chips contributed {ours:signed bare} points to {homes} growth in {when}, {chips:signed "
        "bare} to {areas}",
        **values,
    )
    reading = sentence(
        "{When} {areas} exports in dollars {grew} on the year before. Chips and other electronic "
        "parts contributed {chips:signed}, the machines that make chips {machines:signed bare}; "
        "chips contributed {ours:signed bare} to {homes} growth. {Areas} list counts other "
        "electronic parts with its chips, and {homes} customs print no item for machines.",
        grew=grew(growth),
        **values,
    )
    left = left_out(home, f" of {area_words(home.attrs)['area']}")
    return Finding(title, reading + left, "The two lists of chips are not the same." + left)


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
    same = np.sign(both["exports"]) == np.sign(both["billings"])
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
        "Korea's chip exports and world billings grew or fell together in {same} of {n} months",
        **values,
    )
    reading = sentence(
        "World billings {grew} on the year in {month}, Korea's chip exports {exports:signed}. "
        "Since {first} both grew or both fell in {same} of {n} months. Billings are sales by the "
        "buyer's region and hold the same chips: they show the cycle, they do not explain it.",
        grew=grew(values["billings"]),
        **values,
    )
    return Finding(title, reading, "Who takes a share from whom it cannot say.")


def by_world(shares: pd.DataFrame, two_way: tuple[pd.Series[Any], float]) -> Finding:
    """Read home's share of the world's exports of memory, and how far chips go both ways.

    Args:
        shares: percent of world exports by year, a column for each area.
        two_way: from `grubel_lloyd`, by kind and of all kinds, of the same last year.
    """
    attrs, first, last = shares.attrs, shares.index[0], shares.index[-1]
    values: dict[str, Any] = {
        f"{area}_{when}": number(
            shares.loc[year, code],
            "percent",
            f"share of world memory exports, {code}, {year}",
            year,
            attrs,
        )
        for area, code in (("home", "KOR"), ("china", "CHN"))
        for when, year in (("first", first), ("last", last))
    }
    values |= {
        "first": str(first),
        "last": str(last),
        "index": number(two_way[1], "ratio", f"Grubel-Lloyd, chips, {last}", last, attrs),
        "memory": number(
            two_way[0]["854232"], "ratio", f"Grubel-Lloyd, memory, {last}", last, attrs
        ),
    }
    values |= {
        area: _went(values[f"{area}_first"], values[f"{area}_last"]) for area in ("home", "china")
    }
    title = sentence("Korea sold {home_last} of the world's exports of memory in {last}", **values)
    reading = sentence(
        "From {first} to {last} Korea's share of the world's exports of memory chips {home}, "
        "China's {china}. Chips cross the border both ways: the index of Grubel and Lloyd, nought "
        "for one way and one for balance, is {index} over all integrated circuits and {memory} for "
        "memory. These figures end with {last}; chips that China assembles and sends on count as "
        "its exports.",
        **values,
    )
    return Finding(title, reading, "The world's exports count re-exports too.")


def _went(first: Number, last: Number) -> Sentence:
    """Write "rose from 1.2 to 3.4 percent", "fell from …" or "stayed at 3.4 percent"."""
    return sentence(
        choose(
            last.seen() - first.seen(),
            "rose from {first:bare} to {last}",
            "fell from {first:bare} to {last}",
            "stayed at {last}",
        ),
        first=first,
        last=last,
    )
