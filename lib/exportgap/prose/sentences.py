"""Sentences that record what they publish, and what every chart carries."""

from __future__ import annotations

import string
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from exportgap.prose.figures import Number, unit_words
from exportgap.prose.wording import (
    APOSTROPHE,
    date_words,
    opening,
    period_words,
    possessive,
    rule_words,
    span,
)
from exportgap.vocabulary import NUMBERS, TAKEAWAYS, name_of


def number(value: Any, unit: str, name: str, period: Any, attrs: Mapping[str, Any]) -> Number:
    """Make a Number of a value and of what its frame's `attrs` say."""
    return Number(
        name=name,
        value=float(value),
        unit=unit,
        period=str(period),
        areas=tuple(attrs["series"]),
        rule=str(attrs["rule"]),
        as_of=str(attrs["as_of"]),
    )


def numbers_of(attrs: Mapping[str, Any], period: Any) -> Callable[[Any, str, str], Number]:
    """Return a short form of `number` for one frame and one period, which ends each name."""

    def figure(value: Any, unit: str, name: str) -> Number:
        return number(value, unit, f"{name}, {period}", period, attrs)

    return figure


def facts(table: pd.DataFrame, period: Any, prefix: str = "") -> dict[str, Any]:
    """Return a row of a metrics table as named Numbers, with its `period` and `when` in words.

    The columns home and rival become home_exports and rival_exports: `words` has the names.
    Columns in billions take the table's unit; ratio, log_gap and those ending in rank theirs.
    `prefix` keeps the keys of two rows apart in one sentence.
    """
    row, attrs = table.loc[period], table.attrs
    through = attrs.get("through")
    label_of = f"{period}-01..{period}-{through:02d}" if through else str(period)
    units = {"ratio": "ratio", "log_gap": "log points"}
    units |= {str(column): "rank" for column in row.index if str(column).endswith("rank")}
    keys = {"home": "home_exports", "rival": "rival_exports"}
    found: dict[str, Any] = {
        prefix + keys.get(str(column), str(column)): number(
            value,
            units.get(str(column), attrs["unit"]),
            f"{keys.get(str(column), column)}, {attrs['measure'].replace('_', ' ')}, {label_of}",
            label_of,
            attrs,
        )
        for column, value in row.items()
        if column != "provisional"
    }
    words = period_words(period) if isinstance(period, pd.Period) else str(period)
    if through and isinstance(period, pd.Period):
        words = span(int(through), period.year)
    when = f"from {words}" if " to " in words else f"in {words}"
    return found | {f"{prefix}period": words, f"{prefix}when": when, f"{prefix}When": opening(when)}


class Sentence(str):
    """A text that carries the numbers published in it."""

    numbers: tuple[dict[str, Any], ...]

    def __new__(cls, text: str, numbers: Iterable[dict[str, Any]] = ()) -> Sentence:
        """Make a text with its numbers."""
        made = super().__new__(cls, text)
        made.numbers = tuple(numbers)
        return made

    def __add__(self, other: str) -> Sentence:
        """Join two texts; the numbers of both travel on."""
        return Sentence(f"{self}{other}", (*self.numbers, *getattr(other, "numbers", ())))

    def __radd__(self, other: str) -> Sentence:
        """Join after a plain text, which by itself would drop the numbers."""
        return Sentence(f"{other}{self}", self.numbers)


def sentence(template: str, **values: Any) -> Sentence:
    """Compose a sentence; every number in it is a `Number`, every other value words.

    Raises:
        ValueError: a digit typed into the template, or a bare number passed as a value.
    """
    used: list[dict[str, Any]] = []
    parts: list[str] = []
    for text, field, spec, _ in string.Formatter().parse(template):
        if any(character.isdigit() for character in text):
            raise ValueError(f"a number is typed into a sentence: {text.strip()!r}; compute it.")
        parts.append(text)
        if field is None:
            continue
        value = values[field]
        if isinstance(value, Number):
            used.append(value.record())
            parts.append(format(value, spec or ""))
        elif isinstance(value, pd.Period):
            parts.append(period_words(value))
        elif isinstance(value, str):
            used.extend(getattr(value, "numbers", ()))
            parts.append(str(value))
        else:
            raise ValueError(f"{{{field}}} is {value!r}: pass a Number or words.")
    return Sentence("".join(parts).replace("'", APOSTROPHE), used)


def _numbers(sentences: Iterable[str]) -> list[dict[str, Any]]:
    return [record for text in sentences for record in getattr(text, "numbers", ())]


def say(*sentences: str) -> None:
    """Show sentences as one paragraph and hand their numbers to the report."""
    from IPython.display import display

    bundle = {"text/markdown": " ".join(sentences), NUMBERS: _numbers(sentences)}
    display(bundle, raw=True)


def takeaways(*sentences: str) -> None:
    """Show the chapter's takeaways as a list; the report's index shows the first of them."""
    from IPython.display import display

    bundle = {
        "text/markdown": "\n".join(f"- {text}" for text in sentences),
        TAKEAWAYS: [{"text": str(text)} for text in sentences],
        NUMBERS: _numbers(sentences),
    }
    display(bundle, raw=True)


def words(attrs: Mapping[str, Any]) -> dict[str, str]:
    """Return a pair's words: names, possessives (capitalised keys begin a sentence), unit, rule."""
    if attrs.get("flow", "X") != "X":
        raise ValueError("these sentences speak of exports; the frame holds imports.")
    home, rival = (name_of(code) for code in attrs["series"])
    found = {"home": home, "rival": rival, "homes": possessive(home), "rivals": possessive(rival)}
    found |= {opening(key): opening(text) for key, text in found.items()}
    return found | frame_words(attrs)


def frame_words(attrs: Mapping[str, Any]) -> dict[str, str]:
    """Return the words of any loaded frame: its unit, its currency rule, its date."""
    unit = unit_words(attrs["unit"]).strip()
    return {
        "unit": "billion US dollars" if attrs["unit"] == "USD billion" else unit,
        "rule": rule_words(attrs["rule"]),
        "as_of": date_words(attrs["as_of"]),
    }


@dataclass(frozen=True)
class Finding:
    """What a table says: a title, the sentences that read it, and what it does not show."""

    title: Sentence
    reading: Sentence
    limit: str = ""

    @property
    def takeaway(self) -> Sentence:
        """Return the title as a sentence, with what it does not show."""
        return self.title + ". " + self.limit


def _drawn_on(table: pd.DataFrame) -> list[str]:
    """Return the publishers behind the periods a table shows: not those that ended before."""
    until = table.attrs.get("source_until", {})
    first = str(table.index[0]) if isinstance(table.index, pd.PeriodIndex) else ""
    return [name for name in table.attrs["sources"] if until.get(name, first) >= first]


def caption(
    table: pd.DataFrame, finding: Finding, measure: str, unit: str | None = None
) -> dict[str, str]:
    """Compose what every chart carries: title, subtitle, foot and alternative text.

    Args:
        table: the table drawn; its `attrs` name unit, rule, sources and date.
        finding: its title is the chart's, and with its reading the alternative text.
        measure: what is measured, for the subtitle ("Goods exports by year").
        unit: the unit in words where it is not the table's currency; "" for none.
    """
    attrs, said = table.attrs, frame_words(table.attrs)
    if attrs.get("flow", "X") != "X":
        raise ValueError("these captions speak of exports; the frame holds imports.")
    parts = [measure, said["unit"], said["rule"]] if unit is None else [measure, unit]
    if attrs.get("table") == "exports_monthly":
        parts.append(attrs["adjustment"])
    drawn = set(table.index.astype(str)) & set(attrs.get("provisional", []))
    open_ = drawn or table.get("provisional", pd.Series([False])).any()
    hollow = "; hollow: provisional" if open_ else ""
    return {
        "title": finding.title,
        "subtitle": ", ".join(part for part in parts if part),
        "foot": f"Sources: {', '.join(_drawn_on(table))}. Public by {said['as_of']}{hollow}.",
        "alt": finding.title + ". " + finding.reading,
    }


def show(frame: pd.DataFrame) -> None:
    """Show a frame as a table without its index, text escaped."""
    from IPython.display import HTML, display

    display(HTML(frame.to_html(index=False, border=0, escape=True)))
