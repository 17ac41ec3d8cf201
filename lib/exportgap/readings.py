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
    possessive,
    ranges,
    rule_words,
    sentence,
    span,
    words,
)
from exportgap.vocabulary import CURRENCIES, name_of


def scope(years: pd.DataFrame, monthly: pd.DataFrame | None) -> Sentence:
    """Say what was loaded: periods, holes, definitions, rates, what is provisional, vintages."""
    said = words(years.attrs)
    annual = years.attrs["table"] == "exports_annual"
    text = sentence(
        "{Home} and {rival} by year, {span}, {source}{open}",
        **said,
        span=ranges(list(years.index)),
        source="as the World Bank prints them in dollars" if annual else "summed from months",
        open=_since(years.index[years["provisional"]]),
    )
    if monthly is None:
        return text + f". Nothing dated after {said['as_of']} is used."
    ends = monthly.groupby("SERIES")["TIME_PERIOD"].agg(["min", "max"])
    first, last = ends["min"].max(), ends["max"].min()
    common = monthly[monthly["TIME_PERIOD"].between(first, last)]
    both = common.groupby("TIME_PERIOD")["SERIES"].nunique()
    whole = both.index[both == 2]
    holes = list(pd.period_range(first, last, freq="M").difference(whole))
    text += sentence(
        "; by month, {span}, the newest these tables hold for both{holes}, {rule}{open}",
        span=ranges(list(pd.period_range(first, last, freq="M"))),
        holes=f", without {ranges(holes)}" if holes else "",
        rule=rule_words(monthly.attrs["rule"]),
        open=_since(sorted(set(common.loc[common["OBS_STATUS"] == "P", "TIME_PERIOD"]))),
    )
    attrs, stamp = monthly.attrs, f"{first}..{last}"
    for code, converted in zip(attrs["series"], attrs["converted"], strict=True):
        if "." in code:
            text += f". {opening(name_of(code))} is by month the series {code}"
        if converted:
            text += f". {possessive(opening(name_of(code)))} months are dollars of the World Bank"
    joins = {code: pd.Period(month, "M") for code, month in attrs["rate_joins"].items()}
    for code, month in ((code, month) for code, month in joins.items() if month <= last):
        text += sentence(
            ". Rates of the {currency} are the Federal Reserve's, from {month} the European "
            "Central Bank's",
            currency=CURRENCIES[code].removesuffix("s"),
            month=month,
        )
    share = (common["PUBLISHED_BASIS"] == "calendar").mean()
    return text + sentence(
        ". Nothing dated after {as_of} is used; for {share:percent 0} of the months the date is "
        "the calendar's, and the value can be a later vintage than that day's.",
        as_of=said["as_of"],
        share=number(share, "ratio", "months dated by the calendar", stamp, attrs),
    )


def _since(periods: Any) -> str:
    """Say from when on figures are provisional; nothing where none is."""
    if not len(periods):
        return ""
    first = period_words(periods[0])
    return f", {first} provisional" if len(periods) == 1 else f", from {first} on provisional"


def _leader(gap: Number, said: Mapping[str, str]) -> str:
    return choose(gap, said["rival"], said["home"], "neither side")


def _moved(before: Number, after: Number) -> Sentence:
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


def _least(found: Mapping[str, Any], said: Mapping[str, str], since: pd.Period) -> Sentence:
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
    reading += _moved(before, found["gap"]) + sentence(
        " between {before} and {period}. ", before=years.index[-2], period=last
    )
    return Finding(title, reading + _least(found, said, first), limit)


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
    if not alone:
        reading += sentence(
            order + " in these months of the {years:word} years since {since}", **values
        )
    reading += "."
    if found["least_period"] != found["period"]:
        reading += " " + _least(found, said, point.index[0])
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
    title = _moved(start, end)
    if start.seen() != end.seen():
        title += sentence(": {cause} did most", cause=names[most])
    if start.seen() * end.seen() < 0:
        title = sentence(
            "{Cause} did most to turn the gap from {start:bare} to {end}",
            Cause=opening(names[most]),
            start=start,
            end=end,
        )
    reading = _moved(start, end) + sentence(
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
        "level": number(95, "percent", "confidence level", stamp, attrs),
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
