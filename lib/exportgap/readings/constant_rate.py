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
    opening,
    ranges,
    rule_words,
    sentence,
    span,
    words,
)
from exportgap.readings.leads import moved
from exportgap.readings.yen import few, provisional_years, stamp_of
from exportgap.vocabulary import CURRENCIES


def by_constant(
    actual: pd.DataFrame, constant: pd.DataFrame, split: pd.DataFrame | None
) -> tuple[Finding, pd.DataFrame]:
    """Read the gap at a constant rate beside the gap by the report's rule.

    Args:
        actual: from `gap_to_date`, by the report's rule.
        constant: the same at a constant rate.
        split: from `split_change`, from the year of the largest gap to the newest; None
            where the newest is that year.

    Returns:
        The finding, and the two gaps by year, the columns named by their rules.
    """
    said, attrs, through = words(actual.attrs), actual.attrs, actual.attrs["through"]
    last, base = actual.index[-1], actual["gap"].idxmax()

    def gap(table: pd.DataFrame, year: pd.Period, what: str) -> Number:
        stamp = stamp_of(through, year.year)
        name = f"gap, {what}, {stamp}"
        return number(table.loc[year, "gap"], attrs["unit"], name, stamp, table.attrs)

    now, then = (gap(actual, year, "by the report's rule") for year in (last, base))
    held, held_then = (gap(constant, year, "at a constant rate") for year in (last, base))
    when, rate = span(through, last.year), rule_words(constant.attrs["rule"])
    values: dict[str, Any] = {
        **said,
        "now": now,
        "held": held,
        "when": when,
        "rate": rate,
        "rate_year": constant.attrs["rule"].partition(":")[2],
    }
    as_held, as_is = _standing(held, said, "would be"), _standing(now, said, "is")
    other = sentence("by the report's rule {as_is}", as_is=as_is)
    if now.seen() * held.seen() > 0:
        other = sentence("not by {now:abs bare}", now=now)
    title = sentence("At the rate of {rate_year} {as_held} in {when}", as_held=as_held, **values)
    title += sentence(
        "{other}",
        other=" too"
        if f"{now}" == f"{held}"
        else sentence(", {other}", other=other)
        if now.seen() * held.seen() > 0
        else sentence("; {other}", other=other),
    )
    reading = sentence(
        "By the report's rule ({rule}) {as_is} in {when}; with {rate}, {as_held}. ",
        as_is=as_is,
        as_held=as_held,
        **values,
    )
    if split is not None:
        reading += moved(then, now) + sentence(
            " between {months}{base}, when it was largest, and {last}; at the constant rate it "
            "went from {before:bare} to {after:bare}. ",
            months={12: "", 1: "this month of "}.get(through, "these months of "),
            base=base,
            last=last,
            before=held_then,
            after=held,
        )
        reading += _part_of_rate(split, said)
    ahead = list(constant.index[constant["gap"].round(1) < 0])
    count = {
        key: number(len(some), "count", f"{name}, {stamp_of(through, last.year)}", last, attrs)
        for key, name, some in (
            ("ahead", "years with home ahead at a constant rate", ahead),
            ("years", "years at a constant rate", constant.index),
        )
    }
    reading += sentence(
        "With {rate} {home} would have been ahead in {ahead} of the {years:word} years since "
        "{start}{which}.",
        start=constant.index[0],
        which=f": {ranges(ahead)}" if ahead and len(ahead) <= 30 else "",
        ahead=few(count["ahead"]),
        years=count["years"],
        **values,
    )
    drawn = pd.DataFrame(
        {
            opening(rule_words(attrs["rule"])): actual["gap"],
            f"{opening(rate)}": constant["gap"],
        }
    ).dropna()
    drawn.attrs = attrs | {"provisional": provisional_years(actual)}
    limit = "It is arithmetic: at another rate yen prices and sales would have been others."
    return Finding(title, reading, limit), drawn


def _standing(gap: Number, said: Mapping[str, str], verb: str) -> Sentence:
    """Say who is, or would be, ahead and by how much."""
    if not gap.seen():
        both = sentence("{home} and {rival}", home=said["home"], rival=said["rival"])
        return both + (" are level" if verb == "is" else " would be level")
    side = said[choose(gap, "rival", "home", "")]
    return sentence("{side} {verb} ahead by {gap:abs}", side=side, verb=verb, gap=gap)


def _part_of_rate(split: pd.DataFrame, said: Mapping[str, str]) -> Sentence:
    """Say how much of the change of the log gap the rival's exchange rate made."""
    attrs = split.attrs
    stamp = f"{attrs['before']}..{attrs['after']}, months 1..{attrs['through']}"

    def log(value: float, name: str) -> Number:
        return number(value, "log points", f"log gap, {name}, {stamp}", stamp, attrs)

    rate = log(split.loc["rival_rate", "log"], "the rival's rate")
    own = log(split.loc["rival_own", "log"], "the rival's own growth")
    home = log(split.loc["home_own", "log"] + split.loc["home_rate", "log"], "home's growth")
    whole = log(attrs["log_change"], "change")
    text = sentence(
        "In log points the ratio of {rivals} exports to {homes} moved by {whole:signed bare}: the "
        "exchange rate of the {unit} gave {rate:signed bare}, {rivals} exports in {unit} "
        "{own:signed bare}, {homes} growth {home:signed bare}. ",
        whole=whole,
        rate=rate,
        own=own,
        grown=home,
        unit=CURRENCIES[attrs["own_units"]["rival"]],
        **{key: said[key] for key in ("rivals", "homes")},
        home=home,
    )
    if not rate.seen() or not whole.seen():
        return text
    if rate.seen() * whole.seen() < 0:
        return text + "The rate worked against the change. "
    if abs(rate.seen()) >= abs(whole.seen()):
        return text + "The rate alone would have made the whole change. "
    part = number(
        100 * rate.value / whole.value, "percent", f"log gap, part of rate, {stamp}", stamp, attrs
    )
    return text + sentence("The rate made {part:0} of the change. ", part=part)
