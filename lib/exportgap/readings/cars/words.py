"""Words that every reading of cars shares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from exportgap.prose import Number, Sentence, choose, number, period_words, sentence, span
from exportgap.vocabulary import name_of

# What the ministry stated of cars beside its monthly list.
STATED = ("automobiles", "auto_parts", "eco_friendly_cars")


def to_date(table: pd.DataFrame) -> dict[str, str]:
    """Return the words of a table to date, for its newest year.

    `when` (January to August 2026), `begin` (as a sentence begins), `same` (what it is compared
    with) and `stamp`.
    """
    year, through = table.index[-1].year, table.attrs["through"]
    when = span(through, year)
    same = {1: "the same month of ", 12: ""}.get(through, "the same months of ")
    return {
        "when": when,
        "begin": f"{'In' if through in (1, 12) else 'From'} {when}",
        "same": f"{same}the year before",
        "stamp": f"{year}-01..{year}-{through:02d}",
    }


def moved(value: Number) -> Sentence:
    """Write "rose by 1.2 billion dollars", "fell by …" or "stood still"."""
    words = choose(value, "rose by {value:abs}", "fell by {value:abs}", "stood still")
    return sentence(words, value=value)


def than(growth: Number) -> Sentence:
    """Write "1.7 percent more than" or what else a growth is."""
    words = choose(growth, "{value:abs} more than", "{value:abs} less than", "as much as")
    return sentence(words, value=growth)


def place(attrs: Mapping[str, Any], code: str) -> str:
    """Return a destination, a country or a region, as it stands in a sentence."""
    return str(attrs["labels"].get(code) or name_of(code))


def by_statement(frame: pd.DataFrame | None, item: str) -> Sentence:
    """Write the dated growth rates that the ministry stated of an item; "" where there is none.

    Args:
        frame: rows of `indicators`, growth of Korea's items by destination; None where nothing
            was public.
        item: the item.
    """
    text = Sentence("")
    if frame is None:
        return text
    rows = frame[(frame["ITEM"] == item) & (frame["MEASURE"] == "growth")]
    for period, held in rows.groupby("TIME_PERIOD"):
        first, _, last = str(period).partition("..")
        newest = pd.Period(last or first, "M")
        # All destinations first.
        order = held.sort_values(
            "COUNTERPART_AREA", key=lambda codes: codes != "WLD", kind="stable"
        )
        parts = []
        for code, value in zip(order["COUNTERPART_AREA"], order["VALUE"], strict=True):
            to = "in all " if code == "WLD" else f"to {place(frame.attrs, code)} "
            name = f"{item}, the ministry, growth on the year, {period}"
            name += "" if code == "WLD" else f", {code}"
            grown = number(value, "percent", name, period, frame.attrs)
            parts.append(sentence("{to}{grown:signed}", to=to, grown=grown))
        head = "; for " if text else " The ministry stated growth on the year: for "
        text += sentence(
            head + "{when} ",
            when=span(newest.month, newest.year) if last else period_words(newest),
        )
        for at, part in enumerate(parts):
            text += ("" if at == 0 else " and " if at == len(parts) - 1 else ", ") + part
    return text + "." if text else text
