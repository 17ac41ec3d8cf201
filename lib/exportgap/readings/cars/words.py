"""Words that every reading of cars shares."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import pandas as pd

from exportgap import prose
from exportgap.prose import Finding, Number, Sentence, choose, listing, numbers_of, sentence, span
from exportgap.vocabulary import name_of

# What the ministry stated of cars beside its monthly list.
STATED = ("automobiles", "auto_parts", "eco_friendly_cars")


def of_year(table: Any, year: pd.Period | None = None) -> Callable[[Any, str, str], Number]:
    """Return `numbers_of` for the months that a table to date holds of a year, or the newest."""
    through = table.attrs["through"]
    year = table.index[-1] if year is None else year
    return numbers_of(table.attrs, f"{year}-01..{year}-{through:02d}")


def to_date(table: Any) -> dict[str, Any]:
    """Return the words of a table to date, for its newest year.

    `when` (January to August 2026, without the months that are not compared), `begin` (as a
    sentence begins) and `same` (what it is compared with).
    """
    year, through = table.index[-1].year, table.attrs["through"]
    when, lacking = span(through, year), missing(table, year)
    if lacking:
        when += f" without {listing([month.strftime('%B') for month in lacking])}"
    same = {1: "the same month of ", 12: ""}.get(through, "the same months of ")
    begin = f"{'In' if through in (1, 12) else 'From'} {when}" + "," * bool(lacking)
    return {"when": when, "begin": begin, "same": f"{same}the year before"}


def missing(table: Any, year: int) -> list[pd.Period]:
    """Return the months of a year that a table to date does not compare."""
    held = table.attrs.get("left_out")
    # Sums of complete years name whole years there, of which none is in the table.
    months = held.get(year, []) if isinstance(held, dict) else []
    return [pd.Period(f"{year}-{month:02d}", "M") for month in months]


def moved(value: Number) -> Sentence:
    """Write "rose by 1.2 billion dollars", "fell by …" or "stood still"."""
    words = choose(value, "rose by {value:abs}", "fell by {value:abs}", "stood still")
    return sentence(words, value=value)


def than(growth: Number, less: str = "less", much: str = "much") -> Sentence:
    """Write "1.7 percent more than" or what else a growth is; of a number, fewer and many."""
    words = choose(growth, "{value:abs} more than", f"{{value:abs}} {less} than", f"as {much} as")
    return sentence(words, value=growth)


def finding(title: str, text: str, limit: str = "", **said: Any) -> Finding:
    """Fill the templates of a title and of its reading."""
    return Finding(sentence(title, **said), sentence(text, **said), limit)


def by_date(attrs: Mapping[str, Any]) -> str:
    """Write the date up to which all is told: "by 5 December 2025"."""
    return f"by {prose.date_words(attrs['as_of'])}"


def place(attrs: Mapping[str, Any], code: str) -> str:
    """Return a destination, a country or a region, as it stands in a sentence."""
    return str(attrs["labels"].get(code) or name_of(code))


def by_statement(frame: pd.DataFrame | None, item: str) -> Sentence:
    """Write the dated growth rates that the ministry stated of an item; "" where there is none."""
    said: dict[str, Any] = {}
    clauses = []
    if frame is None:
        return Sentence("")
    rows = frame[(frame["ITEM"] == item) & (frame["MEASURE"] == "growth")]
    for period, held in rows.groupby("TIME_PERIOD"):
        first, _, last = str(period).partition("..")
        end, parts = pd.Period(last or first, "M"), []
        said[str(period)] = span(end.month, end.year) if last else prose.period_words(end)
        each = zip(held["COUNTERPART_AREA"], held["VALUE"], strict=True)
        # All destinations first.
        for code, value in sorted(each, key=lambda pair: pair[0] != "WLD"):
            name, to = f"{item}, the ministry, growth on the year, {period}", "in all"
            if code != "WLD":
                name, to = f"{name}, {code}", f"to {place(frame.attrs, code)}"
            said[name] = prose.number(value, "percent", name, period, frame.attrs)
            parts.append(f"{to} {{{name}:signed}}")
        clauses.append(f"for {{{period}}} {listing(parts)}")
    text = f" The ministry stated growth on the year: {'; '.join(clauses)}."
    return sentence(text, **said) if clauses else Sentence("")
