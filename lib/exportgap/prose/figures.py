"""Numbers into words, each with everything that must travel with it."""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from exportgap.vocabulary import CURRENCIES

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
            digits = 4 if fine else DIGITS.get(unit, 1)
        text = figure(value, digits)
        if "signed" in kinds and value > 0 and text.strip("0.,"):
            text = f"+{text}"
        return text if "bare" in kinds else f"{text}{unit_words(unit, value)}"

    def seen(self) -> float:
        """Return the value as it is printed: what prints as zero is zero."""
        scale = 1000 if self.unit in ("JPY billion", "KRW billion") else 1
        return round(self.value / scale, DIGITS.get(self.unit, 1))

    def record(self) -> dict[str, Any]:
        """Return the number as the report lists it."""
        return asdict(self) | {"areas": list(self.areas)}


DIGITS = {
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


def choose(value: float | Number, above: Choice, below: Choice, level: Choice) -> Choice:
    """Choose words by a sign, as the reader sees it: what is printed as zero is level."""
    seen = value.seen() if isinstance(value, Number) else round(value, 1)
    return above if seen > 0 else below if seen < 0 else level
