"""Numbers, dates and directions into words, and sentences that record what they publish.

A sentence is a template whose every figure is a `Number`: digits typed into the template are
refused, and each number used travels with the sentence (value, unit, period, areas, rule, date),
so that a report can list all it published.
"""

from __future__ import annotations

import math
import string
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

import pandas as pd

from exportgap.vocabulary import CURRENCIES, NUMBERS, RULES, TAKEAWAYS, name_of

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
]
_PLACES = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
]
MINUS = "\N{MINUS SIGN}"
APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
Choice = TypeVar("Choice")


_WAYS = {"abs", "signed", "bare", "ordinal", "percent", "smallest", "largest", "word"}


@dataclass(frozen=True)
class Number:
    """A published number with everything that must travel with it.

    Formatting it writes it: `{gap}` "29.6 billion dollars", `{gap:abs}` without its sign,
    `{gap:signed}` with one always, `{gap:bare}` without the unit, `{rank:ordinal}` "second",
    `{rank:smallest}` "smallest" or "second smallest" (and largest), `{share:percent}` a ratio as
    a percentage, `{n:word}` "seven"; a digit sets the decimals (`{gap:2}`, `{gap:abs 2}`). Yen
    and won are written in trillions.
    """

    name: str
    value: float
    unit: str
    period: str
    areas: tuple[str, ...]
    rule: str
    as_of: str

    def __float__(self) -> float:
        """Return the value."""
        return float(self.value)

    def __format__(self, spec: str) -> str:
        """Write the number as the specification says."""
        words = spec.split()
        digits = next((int(word) for word in words if word.isdigit()), None)
        kinds = {word for word in words if not word.isdigit()}
        unknown = kinds - {
            "abs",
            "signed",
            "bare",
            "ordinal",
            "percent",
            "smallest",
            "largest",
            "word",
        }
        if unknown:
            raise ValueError(f"{self.name}: {unknown.pop()!r} is not a way to write a number.")
        if "ordinal" in kinds:
            return ordinal(round(self.value))
        for extreme in kinds & {"smallest", "largest"}:
            place = round(self.value)
            return extreme if place == 1 else f"{ordinal(place)} {extreme}"
        if "word" in kinds:
            return in_words(round(self.value))
        value = abs(self.value) if "abs" in kinds else self.value
        unit = self.unit
        if "percent" in kinds:
            value, unit = 100 * value, "percent"
        if unit in ("JPY billion", "KRW billion"):
            value, unit = value / 1000, unit.replace("billion", "trillion")
        if digits is None:
            # A rate below ten, pounds per euro say, needs more places than yen per dollar.
            fine = " per " in unit and abs(value) < 10
            digits = 4 if fine else _DIGITS.get(unit, 1)
        text = figure(value, digits)
        if "signed" in kinds and value > 0 and text.strip("0.,"):
            text = f"+{text}"
        return text if "bare" in kinds else f"{text}{unit_words(unit, value)}"

    def seen(self) -> float:
        """Return the value as it is printed: what prints as zero is zero."""
        scale = 1000 if self.unit in ("JPY billion", "KRW billion") else 1
        return round(self.value / scale, _DIGITS.get(self.unit, 1))

    def record(self) -> dict[str, Any]:
        """Return the number as the report lists it."""
        return asdict(self) | {"areas": list(self.areas)}


_DIGITS = {
    "probability": 3,
    "rank": 0,
    "count": 0,
    "year": 0,
    "ratio": 2,
    "months": 0,
    "log points": 3,
}


def figure(value: float, digits: int = 1) -> str:
    """Write a number with a true minus, thousands separators and no negative zero."""
    if not math.isfinite(value):
        what = "a missing" if math.isnan(value) else "an infinite"
        raise ValueError(f"{what} number cannot be published; leave the sentence out.")
    text = f"{abs(value):,.{digits}f}"
    return f"{MINUS}{text}" if value < 0 and text.strip("0.,") else text


def unit_words(unit: str, value: float = 2) -> str:
    """Return a unit's words with the space before them: " billion dollars", " percent"."""
    code, _, scale = unit.partition(" ")
    if code in CURRENCIES and scale in ("", "billion", "trillion"):
        return f" {scale} {CURRENCIES[code]}".replace("  ", " ")
    if " per " in unit and unit.split()[0] in CURRENCIES:
        own, target = unit.split(" per ")
        return f" {CURRENCIES[own]} per {CURRENCIES[target].removesuffix('s')}"
    if unit in ("rank", "count", "year", "ratio", "probability"):
        return ""
    if unit == "months":
        return " month" if abs(value) == 1 else " months"
    return f" {unit}"


def in_words(count: int) -> str:
    """Write a count: in words up to ten, in figures above."""
    return _SMALL[count] if 0 <= count < len(_SMALL) else figure(count, 0)


def ordinal(place: int) -> str:
    """Write a place: "first" to "ninth", then 10th, 11th, 12th, 13th, 21st, 22nd, 23rd."""
    if 1 <= place <= len(_PLACES):
        return _PLACES[place - 1]
    suffix = {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place:,}{'th' if 10 <= place % 100 <= 20 else suffix}"


def period_words(period: pd.Period) -> str:
    """Write a period: "October 2025", "the third quarter of 2025", "2025"."""
    kind = period.freqstr[0]
    if kind == "M":
        return str(period.strftime("%B %Y"))
    if kind == "Q":
        return f"the {ordinal(period.quarter)} quarter of {period.year}"
    return str(period.year)


def span(through: int, year: int | None = None) -> str:
    """Write January to a month, of a year where one is given: "January to October 2025", "2025"."""
    names = [pd.Period(f"2000-{month:02d}", "M").strftime("%B") for month in range(1, 13)]
    if through == 12:
        return "the whole year" if year is None else str(year)
    words = names[0] if through == 1 else f"{names[0]} to {names[through - 1]}"
    return words if year is None else f"{words} {year}"


def listing(items: Sequence[Any]) -> str:
    """Write a list: "a", "a and b", "a, b and c"; an empty one is refused."""
    words = [period_words(item) if isinstance(item, pd.Period) else str(item) for item in items]
    if not words:
        raise ValueError("an empty list has no words; choose another sentence.")
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def ranges(periods: Sequence[pd.Period]) -> str:
    """Write periods, neighbours joined: "May 2024, August to September 2025 and May 2026"."""
    groups: list[list[pd.Period]] = []
    for period in periods:
        if groups and period == groups[-1][-1] + 1:
            groups[-1].append(period)
        else:
            groups.append([period])
    return listing([_range(group[0], group[-1]) for group in groups])


def _range(first: pd.Period, last: pd.Period) -> str:
    if first == last:
        return period_words(first)
    if first.freqstr[0] == "M" and first.year == last.year:
        return f"{first.strftime('%B')} to {period_words(last)}"
    if first.freqstr[0] == "Q" and first.year == last.year:
        return f"the {ordinal(first.quarter)} to {period_words(last).removeprefix('the ')}"
    return f"{period_words(first)} to {period_words(last)}"


def choose(value: float | Number, above: Choice, below: Choice, level: Choice) -> Choice:
    """Choose words by a sign, as the reader sees it: what is printed as zero is level."""
    seen = value.seen() if isinstance(value, Number) else round(value, 1)
    return above if seen > 0 else below if seen < 0 else level


def area_label(code: str) -> str:
    """Return an area's name as a label, by its code."""
    return label(name_of(code))


def label(name: str) -> str:
    """Return an area's name as a label or the start of a sentence: no article, a capital."""
    bare = name.removeprefix("the ")
    return bare[0].upper() + bare[1:]


def possessive(name: str) -> str:
    """Return the possessive: Korea with an apostrophe and s, the United States with one alone."""
    return f"{name}{APOSTROPHE}" if name.endswith("s") else f"{name}{APOSTROPHE}s"


def opening(text: str) -> str:
    """Return a text with a capital first letter, as a sentence begins."""
    return text[:1].upper() + text[1:]


def rule_words(rule: str) -> str:
    """Write a currency rule in words."""
    kind, _, argument = rule.partition(":")
    if kind == "spot":
        return f"every month at the rate of {date_words(argument)}"
    if kind == "constant":
        return f"every month at the mean rate of {argument}"
    if kind == "publisher":
        return "converted by the publisher"
    return RULES.get(kind, rule).replace("'", APOSTROPHE)


def date_words(date: str) -> str:
    """Write an ISO date: "5 December 2025"."""
    day = pd.Timestamp(date)
    return f"{day.day} {day.strftime('%B %Y')}"


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
    unit = unit_words(attrs["unit"]).strip()
    return found | {
        "unit": "billion US dollars" if attrs["currency"] == "USD" else unit,
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
    attrs, said = table.attrs, words(table.attrs)
    parts = [measure, said["unit"], said["rule"]] if unit is None else [measure, unit]
    if attrs.get("table") == "exports_monthly":
        parts.append(attrs["adjustment"])
    hollow = "; hollow: provisional" if table.get("provisional", pd.Series([False])).any() else ""
    return {
        "title": finding.title,
        "subtitle": ", ".join(part for part in parts if part),
        "foot": f"Sources: {', '.join(attrs['sources'])}. Public by {said['as_of']}{hollow}.",
        "alt": finding.title + ". " + finding.reading,
    }


def show(frame: pd.DataFrame) -> None:
    """Show a frame as a table without its index, text escaped."""
    from IPython.display import HTML, display

    display(HTML(frame.to_html(index=False, border=0, escape=True)))
