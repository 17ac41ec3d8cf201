"""Shipments under a duty: growth by destination, and the months of cars that are known."""

from __future__ import annotations

from typing import Any

import pandas as pd

from exportgap.prose import (
    Finding,
    Number,
    Sentence,
    choose,
    date_words,
    number,
    opening,
    period_words,
    possessive,
    ranges,
    sentence,
    span,
)
from exportgap.readings.items import by_base, joined
from exportgap.vocabulary import name_of


def by_destination(growth: pd.DataFrame, effect: pd.DataFrame, since: pd.Period) -> Finding:
    """Read growth of exports to the market and to all others since the duty began.

    Args:
        growth: from `growth_without`, the market as item, by month.
        effect: from `base_effect`, of exports to the market.
        since: the month in which the duty rose.
    """
    attrs, code = growth.attrs, growth.attrs["item"]
    home, market = attrs["names"][0], name_of(code)
    last, rows = growth.index[-1], growth.loc[since:].round(1)
    stamp = f"{since}..{last}"
    there, others = (
        number(growth[key].iloc[-1], "percent", f"growth, {home}, {where}, {last}", last, attrs)
        for key, where in (("item", f"all goods to {market}"), ("without", "all goods elsewhere"))
    )
    counts = {
        key: number(count, "count", f"months, {key}, {home}, {market}, {stamp}", stamp, attrs)
        for key, count in (
            ("n", len(rows)),
            ("fell", (rows["item"] < 0).sum()),
            ("elsewhere", (rows["without"] < 0).sum()),
        )
    }
    said: dict[str, Any] = {"homes": possessive(home), "market": market, "others": others}
    said |= {"since": period_words(since), "last": period_words(last), "there": there}
    said |= {"Homes": opening(said["homes"]), "day": date_words(attrs["as_of"]), "n": counts["n"]}
    for key in ("fell", "elsewhere"):
        said[key] = sentence("{n:word}" if counts[key].value else "none", n=counts[key])
    newest = sentence(
        "In {last} {homes} exports to {market} changed by {there:signed} on the year, those to all "
        "other markets by {others:signed bare}.",
        **said,
    )
    if effect.index[-1] == last:
        base = effect.copy()
        base.attrs = {**effect.attrs, "labels": {code: f"exports to {market}"}}
        newest += " " + by_base(base, code)
    limit = (
        f"No table here holds {possessive(home)} items by destination: which goods did it is open."
    )
    if rows.empty:
        title = sentence("No month of exports under the duty was public by {day}", **said)
        limit = "The months before it can hold what was shipped ahead of it."
        return Finding(title, title + ". " + newest, limit)
    title = sentence("{Homes} exports to {market} fell in {fell} of {n:word} months", **said)
    if len(rows) == 1:
        said["moved"] = "fell" if counts["fell"].value else "did not fall"
        title = sentence("{Homes} exports to {market} {moved} in the first month", **said)
    reading = sentence(
        "Of the {n:word} months since {since} that can be compared with the year before, {homes} "
        "exports to {market} fell in {fell} and those to all other markets in {elsewhere}.",
        **said,
    )
    if len(rows) == 1:
        text = "One month since {since} can be compared with the year before."
        reading = sentence(text, **said)
    run = int((rows["item"] > 0)[::-1].cummin().sum())
    if 1 < run < len(rows):
        said["begin"] = period_words(rows.index[-run])
        title += sentence(" under the duty, in none since {begin}", **said)
        reading += sentence(" Since {begin} they have grown in every month compared.", **said)
    else:
        title += " under the duty"
    reading += " " + newest
    months = [pd.Period(month, "M") for month in attrs["left_out"]]
    lacking = [month for month in months if since <= month <= last]
    if lacking:
        reading += sentence(
            " {Months} {are} left out, for want of the figures then or a year before.",
            Months=ranges(lacking),
            are="is" if len(lacking) == 1 else "are",
        )
    return Finding(title, reading, limit)


def by_points(
    cars: pd.DataFrame | None,
    printed: pd.DataFrame | None,
    counts: pd.DataFrame,
    since: pd.Period,
) -> Sentence:
    """Read the single months of cars to the market that the ministry's releases gave.

    Args:
        cars: VALUE by TIME_PERIOD; None where none was public.
        printed: growth as printed, by TIME_PERIOD (a month, or a run of months); None for none.
        counts: the cars of the last year before the duty, the newest count last.
        since: the month in which the duty rose.
    """
    attrs = counts.attrs
    known: dict[str, float] = {}
    if cars is not None:
        rows = cars[cars["TIME_PERIOD"] >= str(since)].sort_values("TIME_PERIOD")
        known = dict(zip(rows["TIME_PERIOD"], rows["VALUE"], strict=True))
    said: dict[str, Any] = {"homes": possessive(attrs["names"][0])}
    if not known:
        return sentence(
            "No month of {homes} cars to the market under the duty was public by {day}.",
            day=date_words(attrs["as_of"]),
            **said,
        )
    worth = {month: _cars(value, month, attrs) for month, value in known.items()}
    told = [
        sentence("{value:2} in {month}", value=value, month=period_words(pd.Period(month, "M")))
        for month, value in worth.items()
    ]
    name = f"months of cars to the United States known, {since}..{max(known)}"
    said["n"] = number(len(told), "count", name, max(known), attrs)
    if len(told) <= 2:
        head = "Of {homes} cars to the market under the duty {n:word} {months} known: "
        said["months"] = "month is" if len(told) == 1 else "months are"
        text = joined(sentence(head, **said), told)
    else:
        text = sentence(
            "Of {homes} cars to the market under the duty {n:word} months are known, from {first} "
            "to {last}; the lowest was {least}.",
            first=told[0],
            last=told[-1],
            least=told[list(known).index(min(known, key=known.__getitem__))],
            **said,
        )
    return text if printed is None else text + _as_printed(printed, worth, counts)


def _cars(value: float, month: str, attrs: Any) -> Number:
    name = f"cars to the United States, ministry, {month}"
    return number(value, attrs["unit"], name, month, attrs)


def _as_printed(printed: pd.DataFrame, worth: dict[str, Number], counts: pd.DataFrame) -> Sentence:
    """Say the growth that the ministry printed, and what base the newest month of it implies."""
    attrs, single = counts.attrs, dict[str, Number]()
    parts: list[Sentence] = []
    for period, value in sorted(
        zip(printed["TIME_PERIOD"], printed["VALUE"], strict=True), key=lambda row: ".." in row[0]
    ):
        first, _, last = period.partition("..")
        month = pd.Period(last or first, "M")
        name = f"cars to the United States, growth as printed, {period}"
        grown = number(value, "percent", name, period, printed.attrs)
        if not last:
            single[period] = grown
        when = f"from {span(month.month, month.year)}" if last else f"in {period_words(month)}"
        pattern = "{grown:signed bare} {when}" if parts else "{grown:signed} {when}"
        parts.append(sentence(pattern, grown=grown, when=when))
    text = joined(" On the year, as the ministry printed it, they changed by ", parts)
    both = [month for month in single if month in worth]
    newest = max(both, default="")
    before = pd.Period(newest, "M") - 12 if newest else None
    if before is None or str(before.year) != counts["TIME_PERIOD"].iloc[-1]:
        return text
    implied = worth[newest].value / (1 + single[newest].value / 100)
    base = _cars(implied, f"{before}, implied", attrs)
    usual = _cars(counts["VALUE"].iloc[-1] / 12, f"{before.year}, mean month", attrs)
    return text + sentence(
        " The newest of these months stands on {base:2} a year before, against {usual:2 bare} in "
        "the mean month of {year}: {kind} base.",
        base=base,
        usual=usual,
        year=str(before.year),
        kind=choose(round(implied - usual.value, 2) * 10, "a high", "a low", "a level"),
    )
