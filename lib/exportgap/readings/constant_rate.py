"""The gap at a constant exchange rate, and what part of its change the rate made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from exportgap.prose import (
    Finding,
    Number,
    Sentence,
    choose,
    number,
    numbers_of,
    opening,
    ranges,
    rule_words,
    sentence,
    span,
    words,
)
from exportgap.readings.leads import moved
from exportgap.readings.yen import few, provisional_years, same_months, to_date
from exportgap.vocabulary import CURRENCIES


def by_constant(
    actual: pd.DataFrame, constant: pd.DataFrame, split: pd.DataFrame | None
) -> tuple[Finding, pd.DataFrame]:
    """Read the gap at a constant rate beside the gap by the report's rule, and give both by year.

    Args:
        actual: from `gap_to_date`, by the report's rule.
        constant: the same at a constant rate.
        split: from `split_change`, from the year of the largest gap to the newest; None
            where the newest is that year.
    """
    attrs, through, held_rule = actual.attrs, actual.attrs["through"], constant.attrs["rule"]
    last, base = actual.index[-1], actual["gap"].idxmax()

    def gap(table: pd.DataFrame, how: str, year: pd.Period) -> Number:
        return to_date(table.attrs, year)(table.loc[year, "gap"], attrs["unit"], f"gap, {how}")

    now, then = (gap(actual, "by the report's rule", year) for year in (last, base))
    held, held_then = (gap(constant, "at a constant rate", year) for year in (last, base))
    said: dict[str, Any] = words(attrs) | {"when": span(through, last.year)}
    said |= {"rate": rule_words(held_rule), "rate_year": held_rule.partition(":")[2]}
    as_held, as_is = _standing(held, said, "would be"), _standing(now, said, "is")
    said |= {"as_held": as_held, "as_is": as_is, "now": now}
    other = "; by the report's rule {as_is}"
    if f"{now}" == f"{held}":
        other = " too"
    elif now.seen() * held.seen() > 0:
        other = ", not by {now:abs bare}"
    title = sentence("At the rate of {rate_year} {as_held} in {when}" + other, **said)
    head = "By the report's rule ({rule}) {as_is} in {when}; with {rate}, {as_held}. "
    reading = sentence(head, **said)
    if split is not None:
        reading += moved(then, now) + sentence(
            " between {base}, when it was largest, and {last}; at the constant rate it went from "
            "{before:bare} to {after:bare}. ",
            base=same_months(through, base, "this" if through == 1 else "these"),
            last=last,
            before=held_then,
            after=held,
        )
        reading += _part_of_rate(split, said)
    ahead = list(constant.index[constant["gap"].round(1) < 0])
    led, years = (
        number(count, "count", f"years {which} constant rate, {now.period}", last, attrs)
        for count, which in ((len(ahead), "with home ahead at a"), (len(constant), "at a"))
    )
    reading += sentence(
        "With {rate} {home} would have been ahead in {ahead} of the {years:word} years since "
        "{start}{which}.",
        ahead=few(led),
        years=years,
        start=constant.index[0],
        which=f": {ranges(ahead)}" if 0 < len(ahead) <= 30 else "",
        **said,
    )
    gaps = {attrs["rule"]: actual["gap"], held_rule: constant["gap"]}
    drawn = pd.DataFrame({opening(rule_words(rule)): gap for rule, gap in gaps.items()}).dropna()
    drawn.attrs = attrs | {"provisional": provisional_years(actual)}
    limit = "It is arithmetic: at another rate yen prices and sales would have been others."
    return Finding(title, reading, limit), drawn


def _standing(gap: Number, said: Mapping[str, str], verb: str) -> Sentence:
    """Say who is, or would be, ahead and by how much."""
    if not gap.seen():
        verb = {"is": "are"}.get(verb, verb)
        return sentence("{home} and {rival} {verb} level", verb=verb, **said)
    side = choose(gap, said["rival"], said["home"], "")
    return sentence("{side} {verb} ahead by {gap:abs}", side=side, verb=verb, gap=gap)


def _part_of_rate(split: pd.DataFrame, said: Mapping[str, str]) -> Sentence:
    """Say how much of the change of the log gap the rival's exchange rate made."""
    attrs, log = split.attrs, split["log"]
    n = numbers_of(attrs, f"{attrs['before']}..{attrs['after']}, months 1..{attrs['through']}")
    whole = n(attrs["log_change"], "log points", "log gap, change")
    rate = n(log["rival_rate"], "log points", "log gap, the rival's rate")
    text = sentence(
        "In log points the ratio of {rivals} exports to {homes} moved by {whole:signed bare}: the "
        "exchange rate of the {unit} gave {rate:signed bare}, {rivals} exports in {unit} "
        "{own:signed bare}, {homes} growth {other:signed bare}. ",
        rivals=said["rivals"],
        homes=said["homes"],
        unit=CURRENCIES[attrs["own_units"]["rival"]],
        whole=whole,
        rate=rate,
        own=n(log["rival_own"], "log points", "log gap, the rival's own growth"),
        other=n(log["home_own"] + log["home_rate"], "log points", "log gap, home's growth"),
    )
    if not rate.seen() * whole.seen():
        return text
    if rate.seen() * whole.seen() < 0:
        return text + "The rate worked against the change. "
    if abs(rate.seen()) >= abs(whole.seen()):
        return text + "The rate alone would have made the whole change. "
    part = n(100 * rate.value / whole.value, "percent", "log gap, part of rate")
    return text + sentence("The rate made {part:0} of the change. ", part=part)
