"""Shipments under a duty: growth by destination, and the months of cars that are known."""

from __future__ import annotations

from collections.abc import Mapping
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
    period_words,
    ranges,
    sentence,
    span,
)
from exportgap.readings.items import area_words, by_base, joined
from exportgap.vocabulary import name_of


def by_destination(growth: pd.DataFrame, effect: pd.DataFrame, since: pd.Period) -> Finding:
    """Read growth of exports to the market and to all others since the month the duty rose.

    `growth` is from `growth_without`, the market as item; `effect` from `base_effect`.
    """
    attrs, code, last = growth.attrs, growth.attrs["item"], growth.index[-1]
    home, market, rows = attrs["names"][0], name_of(code), growth.loc[since:].round(1)
    n, counted = numbers_of(attrs, last), numbers_of(attrs, f"{since}..{last}")
    said: dict[str, Any] = {**area_words(attrs), "market": market, "since": since, "last": last}
    for key, column, where in (
        ("there", "item", f"all goods to {market}"),
        ("others", "without", "all goods elsewhere"),
    ):
        said[key] = n(growth[column].iloc[-1], "percent", f"growth, {home}, {where}")
    said["n"] = counted(len(rows), "count", f"months, n, {home}, {market}")
    for key, column in (("fell", "item"), ("elsewhere", "without")):
        count = counted((rows[column] < 0).sum(), "count", f"months, {key}, {home}, {market}")
        said[key] = sentence("{n:word}" if count.value else "none", n=count)
    newest = sentence(
        "In {last} {areas} exports to {market} changed by {there:signed} on the year, those to all "
        "other markets by {others:signed bare}.",
        **said,
    )
    if effect.index[-1] == last:
        base = effect.copy()
        base.attrs = {**effect.attrs, "labels": {code: f"exports to {market}"}}
        newest += " " + by_base(base, code)
    if rows.empty:
        said["day"] = date_words(attrs["as_of"])
        none = sentence("No month of exports since {since} was public by {day}", **said)
        limit = "The months before it can hold what was shipped ahead of it."
        return Finding(none, none + ". " + newest, limit)
    title = "{Areas} exports to {market} fell in {fell} of {n:word} months since {since}"
    text = (
        "Of the {n:word} months since {since} that can be compared with the year before, {areas} "
        "exports to {market} fell in {fell} and those to all other markets in {elsewhere}."
    )
    if len(rows) == 1:
        moved = "fell" if rows["item"].iloc[0] < 0 else "did not fall"
        title = "{Areas} exports to {market} " + moved + " in {only}"
        said["only"] = rows.index[0]
        text = "One month since {since} can be compared with the year before."
    run = int((rows["item"] > 0)[::-1].cummin().sum())
    if 1 < run < len(rows):
        said["begin"] = rows.index[-run]
        title += ", in none since {begin}"
        text += " Since {begin} those to {market} have grown in every month compared."
    reading = sentence(text + " ", **said) + newest
    months = [pd.Period(month, "M") for month in attrs["left_out"]]
    lacking = [month for month in months if growth.index[0] <= month <= last]
    if lacking:
        text = " Customs' table lacks these months, or those a year before: {months}."
        reading += sentence(text, months=ranges(lacking))
    limit = "Which goods did it is not known: cars apart, no table here has items by destination."
    return Finding(sentence(title, **said), reading, limit)


def by_points(
    cars: pd.DataFrame | None, printed: pd.DataFrame | None, counts: pd.DataFrame, since: pd.Period
) -> Sentence:
    """Read the single months of cars to the market that the ministry's releases gave.

    Args:
        cars: VALUE by TIME_PERIOD; None where none was public.
        printed: growth as printed, by TIME_PERIOD (a month, or a run of months); None for none.
        counts: the cars of the last year before the duty, the newest count last.
        since: the month in which the duty rose.
    """
    attrs, worth = counts.attrs, dict[str, Number]()
    if cars is not None:
        rows = cars[cars["TIME_PERIOD"] >= str(since)].sort_values("TIME_PERIOD")
        known = zip(rows["TIME_PERIOD"], rows["VALUE"], strict=True)
        worth = {month: _cars(value, month, "ministry", attrs) for month, value in known}
    if not worth:
        text = "No month of {areas} cars to the market under the duty was public by {day}."
        return sentence(text, day=date_words(attrs["as_of"]), **area_words(attrs))
    told = {
        month: sentence("{value:2} in {month}", value=value, month=pd.Period(month, "M"))
        for month, value in worth.items()
    }
    last = max(told)
    name = f"months of cars to the United States known, {since}..{last}"
    text = sentence(
        "Of {areas} cars to the market under the duty {n:word} {months} known",
        n=number(len(told), "count", name, last, attrs),
        months="month is" if len(told) == 1 else "months are",
        **area_words(attrs),
    )
    if len(told) <= 2:
        text = joined(text + ": ", list(told.values()))
    else:
        least = told[min(worth, key=lambda month: worth[month].value)]
        ends = ", from {first} to {last}; the lowest was {least}."
        text += sentence(ends, first=told[min(told)], last=told[last], least=least)
    return text if printed is None else text + _as_printed(printed, worth, counts)


def _cars(value: float, period: str, by: str, attrs: Mapping[str, Any]) -> Number:
    return numbers_of(attrs, period)(value, attrs["unit"], f"cars to the United States, {by}")


def _as_printed(printed: pd.DataFrame, worth: dict[str, Number], counts: pd.DataFrame) -> Sentence:
    """Say the growth that the ministry printed, and what base the newest month of it implies."""
    parts, single = list[Sentence](), dict[str, Number]()
    rows = zip(printed["TIME_PERIOD"], printed["VALUE"], strict=True)
    # Single months first.
    for period, value in sorted(rows, key=lambda row: ".." in row[0]):
        first, _, last = period.partition("..")
        month, n = pd.Period(last or first, "M"), numbers_of(printed.attrs, period)
        grown = n(value, "percent", "cars to the United States, growth as printed")
        when = f"from {span(month.month, month.year)}" if last else f"in {period_words(month)}"
        pattern = "{grown:signed bare} {when}" if parts else "{grown:signed} {when}"
        parts.append(sentence(pattern, grown=grown, when=when))
        if period in worth:
            single[period] = grown
    text = joined(" On the year, as the ministry printed it, they changed by ", parts)
    newest, year, attrs = max(single, default=""), counts["TIME_PERIOD"].iloc[-1], counts.attrs
    before = pd.Period(newest, "M") - 12 if newest else None
    if before is None or str(before.year) != year:
        return text
    implied = worth[newest].value / (1 + single[newest].value / 100)
    usual = _cars(counts["VALUE"].iloc[-1] / 12, year, "mean month", attrs)
    return text + sentence(
        " Derived from the growth of {newest}, {before} had {base:2}, against {usual:2 bare} in "
        "the mean month of {year}: {kind} base.",
        before=before,
        newest=pd.Period(newest, "M"),
        base=_cars(implied, str(before), "derived from growth as printed", attrs),
        usual=usual,
        year=year,
        kind=choose(round(implied - usual.value, 2) * 10, "a high", "a low", "a level"),
    )
