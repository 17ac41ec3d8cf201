"""What moved a gap: the currency rule, growth and the exchange rate, the drift."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import pandas as pd

from exportgap.prose import (
    Finding,
    Number,
    Sentence,
    choose,
    listing,
    number,
    opening,
    possessive,
    rule_words,
    sentence,
    span,
    words,
)
from exportgap.readings.leads import moved
from exportgap.vocabulary import CURRENCIES, name_of


def by_rule(
    contests: Sequence[pd.DataFrame], evens: Sequence[Mapping[str, Any] | None]
) -> tuple[Finding, pd.DataFrame]:
    """Read the gap under every currency rule, for the contest whose winner turns with the rule.

    Args:
        contests: tables of `gap_by_rule`, the one of most interest first; where no winner
            turns, that one is read.
        evens: `break_even_rate` of each, None where both sides print one currency.

    Returns:
        The finding, and the table it reads: indexed by the rule in words, `value` the gap.
    """
    said = words(contests[0].attrs)
    at = next((at for at, table in enumerate(contests) if len(_signs(table)) > 1), 0)
    table, even, attrs = contests[at], evens[at], contests[at].attrs
    when = span(attrs["through"], attrs["year"])
    stamp = f"{attrs['year']}-01..{attrs['year']}-{attrs['through']:02d}"
    gaps = dict(zip(map(str, table.index), _gaps(table), strict=True))
    limit = "No rule is the true one; the report names its own."
    if even is None and len({gap.seen() for gap in gaps.values()}) == 1:
        title = sentence("No currency rule can change the gap between {home} and {rival}", **said)
        reading = sentence(
            "Both series are in one currency, so no rule comes between them: the gap of {when} is "
            "{gap}.",
            when=when,
            gap=next(iter(gaps.values())),
        )
        limit = "The rates at which a publisher made its dollars are inside them."
        return Finding(title, reading, limit), table
    if len(_signs(table)) > 1:
        title = sentence("Who led in {when} depends on the currency rule", when=when)
    else:
        title = sentence("Under every rule {leader} led in {when}", leader=_ahead(table), when=when)
    parts = [
        sentence("{gap:bare} ({rule})", rule=rule_words(rule), gap=gap)
        for rule, gap in list(gaps.items())[:-1]
    ]
    last = list(gaps)[-1]
    parts.append(sentence("{gap} ({rule})", rule=rule_words(last), gap=gaps[last]))
    head = sentence("The gap of {when} is ", when=when)
    count = sum(gap.seen() < 0 for gap in gaps.values())
    ahead = number(count, "count", f"rules with home ahead, {stamp}", stamp, attrs)
    rules = number(len(table), "count", f"rules compared, {stamp}", stamp, attrs)
    reading = _joined(head, parts)
    if len(_signs(table)) > 1:
        reading += sentence(
            " {Count} of {rules:word} rules {have} {home} ahead; a rate of one day ignores when "
            "the goods were shipped.",
            Count=opening(f"{ahead:word}"),
            have="has" if ahead.value == 1 else "have",
            home=said["home"],
            rules=rules,
        )
    if even is not None:
        reading += _break_even(even, stamp, attrs | {"rule": "monthly_mean"})
    for other in contests:
        apart = (other.attrs["year"], other.attrs["through"]) != (attrs["year"], attrs["through"])
        if apart and len(_signs(other)) == 1:
            reading += sentence(
                " For {when} every rule has {leader} ahead.",
                when=span(other.attrs["through"], other.attrs["year"]),
                leader=_ahead(other),
            )
    drawn = pd.DataFrame({"value": table["gap"]})
    drawn.index = pd.Index([opening(rule_words(str(rule))) for rule in table.index])
    drawn.attrs = attrs
    return Finding(title, reading, limit), drawn


def _ahead(table: pd.DataFrame) -> str:
    """Name the leader of a contest that every rule decides alike."""
    said = words(table.attrs)
    return choose(_gaps(table)[0], said["rival"], said["home"], "neither side")


def _signs(table: pd.DataFrame) -> set[int]:
    return {choose(gap, 1, -1, 0) for gap in _gaps(table)}


def _gaps(table: pd.DataFrame) -> list[Number]:
    """Return the gaps of a contest as the numbers that are printed, rule by rule."""
    attrs = table.attrs
    stamp = f"{attrs['year']}-01..{attrs['year']}-{attrs['through']:02d}"
    return [
        number(gap, attrs["unit"], f"gap, {rule}, {stamp}", stamp, attrs | {"rule": rule})
        for rule, gap in table["gap"].items()
    ]


def _break_even(even: Mapping[str, Any], stamp: str, attrs: Mapping[str, Any]) -> Sentence:
    values = {
        key: number(even[key], unit, f"{name}, {stamp}", stamp, attrs)
        for key, unit, name in (
            ("rate", even["unit"], "break-even rate"),
            ("actual", even["unit"], "actual rate"),
            ("distance", "percent", "distance to the break-even rate"),
        )
    }
    return sentence(
        " The two sums would have been equal at {rate}; it was {actual:bare}, so the rate would "
        "have had to be {distance:abs} {turn}.",
        turn=choose(even["distance"], "higher", "lower", "different"),
        **values,
    )


def by_cause(split: pd.DataFrame, start: Number, end: Number) -> Finding:
    """Read what moved the gap between the same months of two years.

    Args:
        split: table of `split_change`.
        start: the gap before.
        end: the gap after.
    """
    attrs = split.attrs
    stamp = f"{attrs['before']}..{attrs['after']}, months 1..{attrs['through']}"
    names = {
        code: text
        for side in ("rival", "home")
        for code, text in zip(
            (f"{side}_own", f"{side}_rate", f"{side}_cross"), _terms(split, side), strict=True
        )
    }
    terms = {
        code: number(split.loc[code, "value"], attrs["unit"], f"{code}, {stamp}", stamp, attrs)
        for code in split.index
    }
    # Terms that print as zero say nothing.
    shown = [code for code in split.index if terms[code].seen()] or ["rival_own", "home_own"]
    logs = {
        code: number(split.loc[code, "log"], "log points", f"{code}, log, {stamp}", stamp, attrs)
        for code in shown
        if not code.endswith("cross")
    }
    # The cause named is the largest term that pushed the way the gap went.
    way = 1 if attrs["change"] >= 0 else -1
    most = max(shown, key=lambda code: way * split.loc[code, "value"])
    title = moved(start, end)
    if start.seen() != end.seen():
        title += sentence(": {cause} did most", cause=names[most])
    if start.seen() * end.seen() < 0:
        title = sentence(
            "{Cause} did most to turn the gap from {start:bare} to {end}",
            Cause=opening(names[most]),
            start=start,
            end=end,
        )
    reading = moved(start, end) + sentence(
        " between {before} and {same}{after}. ",
        before=span(attrs["through"], attrs["before"]),
        same={1: "the same month of ", 12: ""}.get(attrs["through"], "the same months of "),
        after=str(attrs["after"]),
    )
    # Where home leads before and after, what lowers the signed gap adds to its lead.
    behind = start.seen() * end.seen() >= 0 and min(start.seen(), end.seen()) < 0
    away = -1 if behind else 1
    parts: list[Sentence] = []
    for code in shown:
        # The unit is said once, with the first.
        value = "{value:abs bare}" if parts else "{value:abs}"
        added, took = "{cause} added " + value, "{cause} took " + value + " off"
        pattern = added if away * terms[code].value >= 0 else took
        parts.append(sentence(pattern, cause=names[code], value=terms[code]))
    reading += _joined("", [Sentence(opening(parts[0]), parts[0].numbers), *parts[1:]])
    parts = [
        sentence("{cause} {value:signed bare}", cause=names[code], value=value)
        for code, value in logs.items()
    ]
    head = sentence(" In log points of {rivals} exports over {homes}: ", **words(attrs))
    reading += _joined(head, parts)
    for code, converted in zip(attrs["series"], attrs["converted"], strict=True):
        if converted:
            reading += sentence(
                " {Names} own exchange rate is inside its term: the World Bank converted it.",
                Names=possessive(opening(name_of(code))),
            )
    return Finding(title, reading, "Which goods did it these totals cannot say.")


def _joined(head: str, parts: Sequence[Sentence]) -> Sentence:
    text = head if isinstance(head, Sentence) else Sentence(head)
    for at, part in enumerate(parts):
        text += ("" if at == 0 else " and " if at == len(parts) - 1 else ", ") + part
    return text + "."


def _terms(split: pd.DataFrame, side: str) -> tuple[str, str, str]:
    """Name the three terms of one side."""
    said, units = words(split.attrs), split.attrs["own_units"]
    unit = CURRENCIES[units[side]]
    # Where both sides are in one currency its rate has a term on each.
    whose = f" for {said[side]}" if units["home"] == units["rival"] else ""
    return (
        f"{said[side + 's']} exports in {unit}",
        f"the exchange rate of the {unit.removesuffix('s')}{whose}",
        f"the two together for {said[side]}",
    )


def steps(split: pd.DataFrame, start: Number, end: Number) -> pd.DataFrame:
    """Label the rows of `split_change` as steps from one gap to the next, empty terms left out.

    Returns:
        Indexed by label: `value` (billions) and `kind` ("total" or "change").
    """
    attrs = split.attrs
    rows: list[tuple[str, float, str]] = [
        (f"Gap, {span(attrs['through'], attrs['before'])}", start.value, "total")
    ]
    for side in ("rival", "home"):
        for term, text in zip(("own", "rate", "cross"), _terms(split, side), strict=True):
            value = float(split.loc[f"{side}_{term}", "value"])
            if round(value, 1) or term == "own":
                rows.append((opening(text), value, "change"))
    rows.append((f"Gap, {span(attrs['through'], attrs['after'])}", end.value, "total"))
    table = pd.DataFrame(rows, columns=["step", "value", "kind"]).set_index("step")
    table.attrs = attrs
    return table


def _chance(p_value: Number) -> Sentence:
    """Write a p-value: "0.160", or "below 0.001"."""
    if p_value.value >= 0.0005:
        return sentence("{p}", p=p_value)
    bound = replace(p_value, name=f"{p_value.name}, bound", value=0.001)
    return sentence("below {bound}", bound=bound)


def by_trend(
    years: pd.DataFrame,
    slope: Mapping[str, float],
    test: pd.DataFrame,
    breaks: Sequence[pd.Period],
) -> Finding:
    """Read how fast the ratio moved, the test of lasting shocks, and where a line would bend.

    Args:
        years: the gap by year.
        slope: from `metrics.trend.drift`.
        test: from `metrics.trend.unit_root_with_break`, a row for each number of lags.
        breaks: from `metrics.trend.break_dates`.
    """
    said, attrs = words(years.attrs), years.attrs
    stamp = f"{years.index[0]}..{years.index[-1]}"
    # A log gap that falls is a ratio that grows: the interval turns round with the sign.
    growth = {}
    for name, key in (("growth", "slope"), ("low", "high"), ("high", "low")):
        percent = 100 * math.expm1(-slope[key])
        named = "growth of the ratio a year" + ("" if name == "growth" else f", {name}")
        growth[name] = number(percent, "percent", named, stamp, attrs)
    chances = {
        lags: number(p, "probability", f"p-value, Zivot-Andrews, {lags} lags", stamp, attrs)
        for lags, p in test["p_value"].items()
    }
    values: dict[str, Any] = {
        **said,
        **growth,
        "start": years.index[0],
        "level": number(slope["level"], "percent", "confidence level", stamp, attrs),
        "least": _chance(min(chances.values(), key=float)),
        "most": _chance(max(chances.values(), key=float)),
        "few": number(min(chances), "count", "lags, fewest", stamp, attrs),
        "many": number(max(chances), "count", "lags, most", stamp, attrs),
    }
    if growth["low"].seen() > 0:
        title = sentence("{Home} has gained {growth:abs} a year on {rival} since {start}", **values)
    elif growth["high"].seen() < 0:
        title = sentence("{Home} has lost {growth:abs} a year to {rival} since {start}", **values)
    else:
        title = sentence("No lasting drift between {home} and {rival} can be told", **values)
    reading = sentence(
        "From year to year since {start} the ratio of {homes} exports to {rivals} has changed by "
        "{growth:signed} on average ({level:0} interval {low:signed bare} to {high:signed bare}). ",
        **values,
    )
    if breaks:
        reading += sentence(
            "Straight lines fitted by least squares would bend in {breaks}; where shocks last, "
            "such dates arise by chance too. ",
            breaks=listing(list(breaks)),
        )
    else:
        reading += "One straight line fits as well as several. "
    rejected = sum(p_value.seen() < 0.05 for p_value in chances.values())
    verdict = "the answer depends on the lags"
    if rejected == 0:
        verdict = "shocks that last cannot be ruled out"
    elif rejected == len(test):
        verdict = "shocks that last are rejected in favour of a trend with one break"
    reading += sentence(
        "The test of Zivot and Andrews, a unit root against a trend with one break, has p-values "
        "from {least} to {most} with {few:word} to {many:word} lags: {verdict}.",
        verdict=verdict,
        **values,
    )
    return Finding(title, reading, "An average of the past is not a forecast.")
