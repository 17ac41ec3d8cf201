"""Periods, lists, areas, rules and dates into words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from exportgap.prose.figures import ordinal
from exportgap.vocabulary import RULES, name_of

APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"


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
