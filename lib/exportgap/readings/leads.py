"""Who leads, by how much and since when."""

from __future__ import annotations

from collections.abc import Mapping
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
    period_words,
    ranges,
    rule_words,
    sentence,
    words,
)


def _leader(gap: Number, said: Mapping[str, str]) -> str:
    return choose(gap, said["rival"], said["home"], "neither side")


def standing(point: pd.DataFrame) -> Sentence:
    """Say what both exported in the newest months to date, and who led."""
    values = words(point.attrs) | facts(point, point.index[-1])
    text = sentence(
        "{When} {home} exported goods for {home_exports:bare} and {rival} for {rival_exports}: ",
        **values,
    )
    if not values["gap"].seen():
        return text + "neither led."
    return text + sentence(
        "{leader} led by {gap:abs}.", leader=_leader(values["gap"], values), **values
    )


def moved(before: Number, after: Number) -> Sentence:
    """Say how a gap changed: widened, narrowed or turned over; only its size can widen."""
    old, new = before.seen(), after.seen()
    if old == new:
        return sentence("The gap stayed at {after:abs}", after=after)
    if old * new < 0:
        return sentence(
            "The lead changed: the gap went from {before:bare} to {after}",
            before=before,
            after=after,
        )
    moved = "widened" if abs(new) > abs(old) else "narrowed"
    return sentence(
        "The gap {moved} from {before:abs bare} to {after:abs}",
        moved=moved,
        before=before,
        after=after,
    )


def least_of(found: Mapping[str, Any], said: Mapping[str, str], since: pd.Period) -> Sentence:
    """Name the smallest gap since the table begins, or home's largest lead where it has led."""
    values = {**said, **found, "since": since}
    ahead = found["least_gap"].seen() < 0
    if found["least_period"] == found["period"]:
        extreme = "{Home} never led by more" if ahead else "It is the smallest"
        return sentence(extreme + " since {since}, where these figures begin.", **values)
    extreme = "{Homes} largest lead" if ahead else "The smallest"
    return sentence(extreme + " since {since} was {least_gap:abs}, {least_when}.", **values)


def by_year(years: pd.DataFrame) -> Finding:
    """Read the gap by year: then and now, the last change, the smallest."""
    said, first, last = words(years.attrs), years.index[0], years.index[-1]
    found = facts(years, first, "old_") | facts(years, last)
    found |= facts(years, years["gap"].idxmin(), "least_")
    limit = "Values in one currency: volumes, and goods made abroad, are not in them."
    now = "{ratio:percent} of {rivals}, {home_exports:bare} against {rival_exports}. "
    if len(years) == 1:
        head = "{Homes} exports were {ratio:percent 0} of {rivals} in {period}"
        reading = sentence("In {period} {homes} exports were " + now, **said, **found)
        return Finding(sentence(head, **said, **found), reading, limit)
    title = sentence(
        "{Homes} exports were {old_ratio:percent 0} of {rivals} in {old_period} and "
        "{ratio:percent 0} in {period}",
        **said,
        **found,
    )
    reading = sentence(
        "In {old_period} {homes} exports were {old_ratio:percent} of {rivals}; in {period} they "
        "were " + now,
        **said,
        **found,
    )
    before = facts(years, years.index[-2])["gap"]
    reading += moved(before, found["gap"]) + sentence(
        " between {before} and {period}. ", before=years.index[-2], period=last
    )
    return Finding(title, reading + least_of(found, said, first), limit)


def second_source(years: pd.DataFrame, summed: pd.DataFrame) -> Sentence:
    """Set the gap of the newest common year beside the one summed from months."""
    year = years.index.intersection(summed.index)[-1]
    here, there = facts(years, year)["gap"], facts(summed, year, "summed_")["summed_gap"]
    # The two tables would record one name with two values.
    there = replace(there, name=f"{there.name}, summed from months")
    apart = f"{there}" != f"{here}"
    return sentence(
        "The World Bank converts at its own rates and counts some economies differently: summed "
        "from months, {rule}, the gap of {year} is {there}{verdict}.",
        rule=rule_words(summed.attrs["rule"]),
        year=year,
        there=there,
        verdict=sentence(" rather than {here:bare}", here=here) if apart else " too",
    )


def by_rank(ranks: pd.DataFrame, home: str, rival: str) -> Finding:
    """Read two places in a table of ranks (`metrics.gap.rank_exporters`): then and now."""
    both = ranks[[home, rival]].set_axis(["home_rank", "rival_rank"], axis=1).dropna()
    both.attrs = ranks.attrs
    said, first, last = words(both.attrs), both.index[0], both.index[-1]
    values = said | facts(both, first, "old_") | facts(both, last)
    for key, year in (("old_listed", first), ("listed", last)):
        count = int(ranks.loc[year].notna().sum())
        values[key] = number(count, "count", f"economies listed, {year}", year, both.attrs)
    title = sentence(
        "{Home} was {home_rank:ordinal} and {rival} {rival_rank:ordinal} of {listed} in {period}",
        **values,
    )
    reading = sentence(
        "Of the {old_listed} economies listed for {old_period} {home} was the "
        "{old_home_rank:largest} exporter and {rival} the {old_rival_rank:largest}; of the "
        "{listed} for {period} they are the {home_rank:largest} and the {rival_rank:largest}. The "
        "list has those that were among the largest fifteen in chosen years, without Taiwan, the "
        "Soviet Union and, in its first years, Belgium: a true place can be lower. Hong Kong, the "
        "Netherlands, Singapore, Belgium and the United Arab Emirates count large re-exports.",
        **values,
    )
    return Finding(title, reading, "Economies that are not listed would take places.")


def lead(table: pd.DataFrame, noun: str) -> Finding:
    """Read who led how often: "Korea led in 16 of 440 months", and in which."""
    said, attrs = words(table.attrs), table.attrs
    led, lost = (list(table.index[flag]) for flag in (table["gap"] < 0, table["gap"] >= 0))
    limit = f"One {noun} is noisy."
    if len(table) == 1:
        verb = "led" if led else "did not lead"
        title = sentence("{Home} {verb} in {only}", **said, verb=verb, only=table.index[0])
        return Finding(title, title + ".", limit)
    period = f"{table.index[0]}..{table.index[-1]}"
    # The shorter list is told: the few it led, or the few it did not.
    few = len(led) <= len(lost)
    told = led if few else lost
    values: dict[str, Any] = {
        **said,
        "told": number(len(told), "count", f"{noun}s {'led' if few else 'not led'}", period, attrs),
        "all": number(len(table), "count", f"{noun}s compared", period, attrs),
        "noun": noun,
        "start": table.index[0],
        "how": _every(len(table), bool(led)) if not told else "" if few else "all but ",
    }
    count = "{how}{told:word} of {all:word} {noun}s"
    if not told:
        count = "{how} {noun}s" if len(table) == 2 else "{how} {all:word} {noun}s"
    title = sentence("{Home} led in " + count, **values)
    reading = title + sentence(" since {start}", **values)
    if told:
        which = ranges(told)
        if which.count(",") > 8:
            which = f"first in {period_words(told[0])}, last in {period_words(told[-1])}"
        reading += f": {which}"
    return Finding(title, reading + ".", limit)


def _every(count: int, led: bool) -> str:
    """Say all or none of a count as English has it, two being both or neither."""
    if count == 2:
        return "both" if led else "neither of the two"
    return "all" if led else "none of"


def by_month(months: pd.DataFrame, quarters: pd.DataFrame) -> Finding:
    """Read the newest month, and in which months and quarters home led."""
    said, last = words(months.attrs), months.index[-1]
    found = facts(months, last)
    title = sentence(
        "In {period} {leader} was ahead by {gap:abs}", leader=_leader(found["gap"], said), **found
    )
    if found["gap"].seen() == 0:
        title = sentence("In {period} {home} and {rival} were level", **said, **found)
    reading = lead(months, "month").reading + " " + lead(quarters, "quarter").reading
    return Finding(title, reading, "One month is noisy.")


def same_point(point: pd.DataFrame, year: pd.Period | None = None) -> Finding:
    """Read the gap to date of a year (the newest by default) against the same months of others."""
    said, now = words(point.attrs), point.index[-1] if year is None else year
    found = facts(point, now) | facts(point, point["gap"].idxmin(), "least_")
    stamp = found["gap"].period
    found["years"] = number(len(point), "count", f"years compared, {stamp}", stamp, point.attrs)
    # Signed: a year in which home led has a smaller gap than any in which it trailed.
    places = point["gap"].rank(method="min", ascending=False).astype(int)
    top = replace(found["rank"], name=f"{found['rank'].name}, from the largest")
    found["from_top"] = replace(top, value=float(places[now]))
    values = {**said, **found, "since": point.index[0]}
    alone = len(point) == 1
    if found["gap"].seen() < 0:
        title = sentence("{Home} led by {gap:abs} {when}", **values)
        place = sentence("a lead of {gap:abs} for {home}", **values)
        order = ", its {rank:largest}"
    else:
        near = found["rank"].value <= found["from_top"].value
        order = "the {rank:smallest}" if near else "the {from_top:largest}"
        title = sentence("The gap was {gap} {when}", **values)
        if not alone:
            title += sentence(", " + order + " of {years:word} years", **values)
        place, order = sentence("a gap of {gap}", **values), ", " + order
    reading = sentence(
        "{When} {homes} exports were {home_exports:bare} and {rivals} {rival_exports}: {place}",
        place=place,
        **values,
    )
    where = " of" if int(point.attrs["through"]) == 12 else " in these months of"
    if not alone:
        reading += sentence(order + where + " the {years:word} years since {since}", **values)
    reading += "."
    if found["least_period"] != found["period"]:
        reading += " " + least_of(found, said, point.index[0])
    through = int(point.attrs["through"])
    limit = "It is one year of many." if through == 12 else "The months after it are not in it."
    return Finding(title, reading, limit)


def rolling(rolled: pd.DataFrame, crossed: pd.DataFrame) -> Finding:
    """Read twelve months together, and when their lead changed hands."""
    said = words(rolled.attrs)
    values = said | facts(rolled, rolled.index[-1])
    title = sentence("{Homes} exports over twelve months are {ratio:percent} of {rivals}", **values)
    if len(crossed) and values["gap"].seen():
        since, leader = crossed.index[-1], said[crossed["leader"].iloc[-1]]
        title = sentence(
            "Over twelve months {leader} has led since {since}", leader=leader, since=since
        )
    reading = sentence(
        "Over the twelve months to {period} {homes} exports were {ratio:percent} of {rivals}, a "
        "gap of {gap}. ",
        **values,
    )
    limit = sentence("The newest twelve months end in {period}.", **values)
    return Finding(title, reading + crossing(crossed, rolled), limit)


def crossing(crossed: pd.DataFrame, rolled: pd.DataFrame) -> Sentence:
    """Say when the lead over twelve months changed hands, from `metrics.gap.crossings`."""
    said = words(rolled.attrs)
    if crossed.empty:
        ahead = rolled.index[rolled["gap"] != 0]
        if ahead.empty:
            return sentence("Over no twelve months was either ahead.")
        leader = said["home"] if rolled.loc[ahead[0], "gap"] < 0 else said["rival"]
        return sentence(
            "Over every twelve months since those to {start} {leader} was ahead{level}.",
            leader=leader,
            start=ahead[0],
            level="" if len(ahead) == len(rolled.loc[ahead[0] :]) else ", or they were level",
        )
    changes = [
        f"{period_words(period)} ({said[leader]} ahead)"
        for period, leader in crossed["leader"].items()
    ]
    if len(changes) == 1:
        return sentence("Their lead changed hands once, over those to {change}.", change=changes[0])
    which = f"first over those to {changes[0]}, last over those to {changes[-1]}"
    if len(changes) <= 4:
        which = f"over those to {listing(changes)}"
    count = number(len(changes), "count", "changes of lead", rolled.index[-1], rolled.attrs)
    times = "twice" if len(changes) == 2 else sentence("{count:word} times", count=count)
    return sentence("Their lead changed hands {times}, {which}.", times=times, which=which)
