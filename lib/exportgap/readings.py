"""Sentences that read the tables of `metrics`: true for any pair, date, rule and sign.

Each function takes tables and returns a `Finding`: the title of a chart and the sentences that
read it. What can turn (who leads, whether a gap widened, how many months) is chosen from the
numbers as they are printed, so that a sentence never contradicts the figure in it.
"""

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
    facts,
    listing,
    number,
    opening,
    period_words,
    ranges,
    rule_words,
    sentence,
    span,
    words,
)
from exportgap.vocabulary import CURRENCIES


def scope(years: pd.DataFrame, monthly: pd.DataFrame | None) -> Sentence:
    """Say what was loaded: periods of both sides, rule, provisional months, date."""
    said = words(years.attrs)
    annual = years.attrs["table"] == "exports_annual"
    text = sentence(
        "{Home} and {rival} by year from {first} to {last}, {source}",
        **said,
        first=years.index[0],
        last=years.index[-1],
        source="converted by the World Bank" if annual else "summed from months",
    )
    if monthly is not None:
        ends = monthly.groupby("SERIES")["TIME_PERIOD"].agg(["min", "max"])
        common = monthly[monthly["TIME_PERIOD"] <= ends["max"].min()]
        hollow = common.loc[common["OBS_STATUS"] == "P", "TIME_PERIOD"]
        since = (
            f"provisional from {period_words(hollow.min())}" if len(hollow) else "none provisional"
        )
        text += sentence(
            "; by month from {first} to {last}, {rule}, {since}",
            rule=rule_words(monthly.attrs["rule"]),
            first=ends["min"].max(),
            last=ends["max"].min(),
            since=since,
        )
    return text + f". Nothing published after {said['as_of']} is used."


def _leader(gap: Number, said: Mapping[str, str]) -> str:
    return choose(gap.value, said["rival"], said["home"], "neither side")


def _moved(before: Number, after: Number) -> Sentence:
    """Say how a gap changed: widened, narrowed or turned over; only its size can widen."""
    old, new = round(before.value, 1), round(after.value, 1)
    if old == new:
        return sentence("The gap stayed at {after}", after=after)
    if old * new < 0:
        return sentence(
            "The gap turned over, from {before:bare} to {after}", before=before, after=after
        )
    moved = "widened" if abs(new) > abs(old) else "narrowed"
    return sentence(
        "The gap {moved} from {before:abs bare} to {after:abs}",
        moved=moved,
        before=before,
        after=after,
    )


def _least(found: Mapping[str, Any], said: Mapping[str, str]) -> Sentence:
    """Name the smallest gap, or home's largest lead where home has led."""
    values = {**said, **found}
    if found["least_period"] == found["period"]:
        extreme = "{Home} never led by more" if found["gap"].value < 0 else "It was never smaller"
        return sentence(extreme + ".", **values)
    if found["least_gap"].value < 0:
        return sentence("{Homes} largest lead was {least_gap:abs}, {least_when}.", **values)
    return sentence("The smallest gap was {least_gap}, {least_when}.", **values)


def by_year(years: pd.DataFrame) -> Finding:
    """Read the gap by year: then and now, the last change, the smallest."""
    said, first, last = words(years.attrs), years.index[0], years.index[-1]
    found = facts(years, first, "old_") | facts(years, last)
    found |= facts(years, years["gap"].idxmin(), "least_")
    title = sentence(
        "{Homes} exports were {old_ratio:percent 0} of {rivals} in {old_period} and "
        "{ratio:percent 0} in {period}",
        **said,
        **found,
    )
    reading = sentence(
        "In {old_period} {homes} exports were {old_ratio:percent} of {rivals}; in {period} they "
        "were {ratio:percent}, {home_exports:bare} against {rival_exports}. ",
        **said,
        **found,
    )
    if len(years) > 1:
        before = facts(years, years.index[-2])["gap"]
        reading += _moved(before, found["gap"]) + sentence(
            " between {before} and {period}. ", before=years.index[-2], period=last
        )
    return Finding(title, reading + _least(found, said))


def second_source(years: pd.DataFrame, summed: pd.DataFrame) -> Sentence:
    """Set the gap of the newest common year beside the one summed from months."""
    year = years.index.intersection(summed.index)[-1]
    here, there = facts(years, year)["gap"], facts(summed, year, "summed_")["summed_gap"]
    # The two tables would record one name with two values.
    there = replace(there, name=f"{there.name}, summed from months")
    apart = f"{there}" != f"{here}"
    return sentence(
        "The World Bank converts at its own rates and counts some economies differently; summed "
        "from months, {rule}, the gap of {year} is {there}{verdict}.",
        rule=rule_words(summed.attrs["rule"]),
        year=year,
        there=there,
        verdict=sentence(" rather than {here:bare}", here=here) if apart else " too",
    )


def by_rank(both: pd.DataFrame) -> Finding:
    """Read two ranks among exporters: columns home_rank and rival_rank by year."""
    said = words(both.attrs)
    values = said | facts(both, both.index[0], "old_") | facts(both, both.index[-1])
    title = sentence(
        "{Home} ranked {home_rank:ordinal} and {rival} {rival_rank:ordinal} in {period}", **values
    )
    reading = sentence(
        "In {old_period} {home} was the {old_home_rank:ordinal} and {rival} the "
        "{old_rival_rank:ordinal} largest exporter; in {period} they were the {home_rank:ordinal} "
        "and the {rival_rank:ordinal}. The World Bank lists neither Taiwan nor the Soviet Union, "
        "Belgium only from the late nineties, and Hong Kong, the Netherlands, Singapore, Belgium "
        "and the United Arab Emirates count large re-exports. Ranks past the fifteenth are within "
        "the table only.",
        **values,
    )
    return Finding(title, reading)


def lead(table: pd.DataFrame, noun: str) -> Finding:
    """Read who led how often: "Korea led in 16 of 440 months", and in which."""
    said, attrs = words(table.attrs), table.attrs
    led, lost = (list(table.index[flag]) for flag in (table["gap"] < 0, table["gap"] >= 0))
    period = f"{table.index[0]}..{table.index[-1]}"
    # The shorter list is told: the few it led, or the few it did not.
    told, head = (
        (led, "{Home} led in ") if len(led) <= len(lost) else (lost, "{Home} led in all but ")
    )
    values: dict[str, Any] = {
        **said,
        "count": number(len(led), "count", f"{noun}s home led", period, attrs),
        "told": number(len(told), "count", f"{noun}s named", period, attrs),
        "all": number(len(table), "count", f"{noun}s compared", period, attrs),
        "noun": noun,
        "start": table.index[0],
    }
    if told:
        title = sentence(head + "{told:word} of {all} {noun}s", **values)
    else:
        title = sentence(
            "{Home} led in {none} {all} {noun}s", none="all" if led else "none of", **values
        )
    reading = title + sentence(" since {start}", **values)
    if told:
        which = ranges(told)
        if which.count(",") > 8:
            which = f"first in {period_words(told[0])}, last in {period_words(told[-1])}"
        reading += f": {which}"
    return Finding(title, reading + ".")


def by_month(months: pd.DataFrame, quarters: pd.DataFrame) -> Finding:
    """Read the newest month, and in which months and quarters home led."""
    said, last = words(months.attrs), months.index[-1]
    found = facts(months, last)
    leader = _leader(found["gap"], said)
    title = sentence("In {period} {leader} was ahead by {gap:abs}", leader=leader, **found)
    reading = lead(months, "month").reading + " " + lead(quarters, "quarter").reading
    return Finding(title, reading)


def same_point(point: pd.DataFrame) -> Finding:
    """Read the gap to date against the same months of every other year."""
    said, now = words(point.attrs), point.index[-1]
    found = facts(point, now) | facts(point, point["gap"].idxmin(), "least_")
    found["years"] = number(len(point), "count", "years compared", found["period"], point.attrs)
    # Signed: a year in which home led has a smaller gap than any in which it trailed.
    places = point["gap"].rank(method="min", ascending=False).astype(int)
    found["from_top"] = replace(found["rank"], name=found["rank"].name + ", from the largest")
    found["from_top"] = replace(found["from_top"], value=float(places[now]))
    values = {**said, **found}
    if found["gap"].value < 0:
        title = sentence("{Home} led by {gap:abs} {when}", **values)
        place = sentence("a lead of {gap:abs} for {home}, its {rank:largest}", **values)
    else:
        near = found["rank"].value <= found["from_top"].value
        order = "{rank:smallest}" if near else "{from_top:largest}"
        title = sentence("The gap of {gap} {when} is the " + order + " of {years}", **values)
        place = sentence("a gap of {gap}, the " + order, **values)
    reading = sentence(
        "{When} {homes} exports were {home_exports:bare} and {rivals} {rival_exports}: {place} "
        "among the {years} years that have these months. ",
        place=place,
        **values,
    )
    if found["least_period"] != found["period"]:
        reading += _least(found, said)
    return Finding(title, reading)


def rolling(rolled: pd.DataFrame, crossed: pd.DataFrame) -> Finding:
    """Read twelve months together, and when their lead changed hands."""
    said = words(rolled.attrs)
    values = said | facts(rolled, rolled.index[-1])
    title = sentence("{Homes} exports over twelve months are {ratio:percent} of {rivals}", **values)
    if len(crossed):
        since, leader = crossed.index[-1], said[crossed["leader"].iloc[-1]]
        title = sentence(
            "Over twelve months {leader} has led since {since}", leader=leader, since=since
        )
    reading = sentence(
        "Over the twelve months to {period} {homes} exports were {ratio:percent} of {rivals}, a "
        "gap of {gap}. ",
        **values,
    )
    return Finding(title, reading + crossing(crossed, rolled))


def crossing(crossed: pd.DataFrame, table: pd.DataFrame) -> Sentence:
    """Say when the lead changed hands, from what `metrics.gap.crossings` found in a table."""
    said = words(table.attrs)
    if crossed.empty:
        leader = said["home"] if table["gap"].iloc[-1] < 0 else said["rival"]
        return sentence(
            "{leader} has led without a break since {start}.",
            leader=opening(leader),
            start=table.index[0],
        )
    changes = [
        f"{period_words(period)} ({said[leader]} ahead)"
        for period, leader in crossed["leader"].items()
    ]
    if len(changes) == 1:
        return sentence("The lead changed hands once, with {change}.", change=changes[0])
    which = f"first in {changes[0]}, last in {changes[-1]}"
    if len(changes) <= 4:
        which = listing(changes)
    count = number(len(changes), "count", "changes of lead", table.index[-1], table.attrs)
    return sentence("The lead changed hands {count:word} times: {which}.", count=count, which=which)


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
    if even is None:
        title = sentence(
            "No exchange rate stands between {home} and {rival}: both are in one currency", **said
        )
    elif len(_signs(table)) > 1:
        title = sentence("Who led in {when} depends on the currency rule", when=when)
    else:
        title = sentence("Under every rule {leader} led in {when}", leader=_ahead(table), when=when)
    gaps = {
        str(rule): number(
            gap, attrs["unit"], f"gap, {rule}, {stamp}", stamp, attrs | {"rule": rule}
        )
        for rule, gap in table["gap"].items()
    }
    parts = [
        sentence("{gap:bare} ({rule})", rule=rule_words(rule), gap=gap)
        for rule, gap in list(gaps.items())[:-1]
    ]
    last = list(gaps)[-1]
    parts.append(sentence("{gap} ({rule})", rule=rule_words(last), gap=gaps[last]))
    head = sentence("The gap of {when} is ", when=when)
    reading = _joined(head, parts) + _break_even(even, stamp, attrs)
    for other in contests:
        if other is not table and len(_signs(other)) == 1:
            reading += sentence(
                " For {when} every rule has {leader} ahead.",
                when=span(other.attrs["through"], other.attrs["year"]),
                leader=_ahead(other),
            )
    drawn = pd.DataFrame({"value": table["gap"]})
    drawn.index = pd.Index([opening(rule_words(str(rule))) for rule in table.index])
    drawn.attrs = attrs
    return Finding(title, reading), drawn


def _ahead(table: pd.DataFrame) -> str:
    """Name the leader of a contest that every rule decides alike."""
    said = words(table.attrs)
    return choose(table["gap"].iloc[0], said["rival"], said["home"], "neither side")


def _signs(table: pd.DataFrame) -> set[int]:
    return {choose(gap, 1, -1, 0) for gap in table["gap"]}


def _break_even(even: Mapping[str, Any] | None, stamp: str, attrs: Mapping[str, Any]) -> Sentence:
    if even is None:
        return Sentence("")
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
    shown = [code for code in split.index if split.loc[code, "value"]]
    terms = {
        code: number(split.loc[code, "value"], attrs["unit"], f"{code}, {stamp}", stamp, attrs)
        for code in shown
    }
    logs = {
        code: number(split.loc[code, "log"], "log points", f"{code}, log, {stamp}", stamp, attrs)
        for code in shown
        if not code.endswith("cross")
    }
    # The cause named is the largest term that pushed the way the gap went.
    way = 1 if attrs["change"] >= 0 else -1
    most = max(shown, key=lambda code: way * split.loc[code, "value"])
    title = _moved(start, end) + sentence(": {cause} did most", cause=names[most])
    reading = _moved(start, end) + sentence(
        " between {before} and {same}{after}. ",
        before=span(attrs["through"], attrs["before"]),
        same="" if attrs["through"] == 12 else "the same months of ",
        after=str(attrs["after"]),
    )
    last = shown[-1]
    parts = [
        sentence("{cause} {value:signed bare}", cause=names[code], value=terms[code])
        for code in shown
        if code != last
    ]
    parts.append(sentence("{cause} {value:signed}", cause=names[last], value=terms[last]))
    reading += _joined("The change is made of ", parts)
    parts = [
        sentence("{cause} {value:signed bare}", cause=names[code], value=value)
        for code, value in logs.items()
    ]
    reading += _joined(" In log points, where nothing crosses: ", parts)
    return Finding(title, reading)


def _joined(head: str, parts: Sequence[Sentence]) -> Sentence:
    text = head if isinstance(head, Sentence) else Sentence(head)
    for at, part in enumerate(parts):
        text += ("" if at == 0 else " and " if at == len(parts) - 1 else ", ") + part
    return text + "."


def _terms(split: pd.DataFrame, side: str) -> tuple[str, str, str]:
    """Name the three terms of one side."""
    said, unit = words(split.attrs), CURRENCIES[split.attrs["own_units"][side]]
    return (
        f"{said[side + 's']} exports in {unit}",
        f"the exchange rate of the {unit.removesuffix('s')}",
        f"both together for {said[side]}",
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
            if value:
                rows.append((opening(text), value, "change"))
    rows.append((f"Gap, {span(attrs['through'], attrs['after'])}", end.value, "total"))
    table = pd.DataFrame(rows, columns=["step", "value", "kind"]).set_index("step")
    table.attrs = attrs
    return table


def _chance(p_value: Number) -> Sentence:
    """Write a p-value: "0.16", or "below 0.01"."""
    if round(p_value.value, 2) > 0:
        return sentence("{p}", p=p_value)
    bound = replace(p_value, name=f"{p_value.name}, bound", value=0.01)
    return sentence("below {bound}", bound=bound)


def by_trend(
    years: pd.DataFrame,
    slope: Mapping[str, float],
    test: Mapping[str, Any],
    breaks: Sequence[pd.Period],
) -> Finding:
    """Read the trend of the log gap, its interval, its breaks and the test of a unit root."""
    said, attrs = words(years.attrs), years.attrs
    stamp = f"{years.index[0]}..{years.index[-1]}"

    # A log gap that falls is a ratio that grows: the interval turns round with the sign.
    growth = {}
    for name, key in (("growth", "slope"), ("low", "high"), ("high", "low")):
        percent = 100 * math.expm1(-slope[key])
        named = "growth of the ratio a year" + ("" if name == "growth" else f", {name}")
        growth[name] = number(percent, "percent", named, stamp, attrs)
    values: dict[str, Any] = {
        **said,
        **growth,
        "start": years.index[0],
        "level": number(95, "percent", "confidence level", stamp, attrs),
        "p": _chance(number(test["p_value"], "ratio", "p-value, Zivot-Andrews", stamp, attrs)),
    }
    if growth["low"].value > 0:
        title = sentence("{Home} has gained {growth:abs} a year on {rival} since {start}", **values)
    elif growth["high"].value < 0:
        title = sentence("{Home} has lost {growth:abs} a year to {rival} since {start}", **values)
    else:
        title = sentence("No trend between {home} and {rival} can be told from none", **values)
    reading = sentence(
        "Fitted by least squares, the ratio of {homes} exports to {rivals} has changed by "
        "{growth:signed} a year since {start} ({level:0} interval {low:signed bare} to "
        "{high:signed bare}, Newey-West errors). ",
        **values,
    )
    if breaks:
        reading += sentence("The line breaks in {breaks}. ", breaks=listing(list(breaks)))
    else:
        reading += "One line fits as well as several. "
    verdict = (
        "lasting shocks cannot be ruled out, so the line describes and does not forecast"
        if test["p_value"] >= 0.05
        else "lasting shocks alone are rejected in favour of a trend with one break"
    )
    reading += sentence(
        "A test of a unit root against a trend with one break (Zivot and Andrews) has a p-value "
        "of {p}: {verdict}.",
        verdict=verdict,
        **values,
    )
    return Finding(title, reading)
