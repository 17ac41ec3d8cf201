"""What was loaded, in a sentence: periods, holes, definitions, rates, vintages."""

from __future__ import annotations

from typing import Any

import pandas as pd

from exportgap.prose import (
    Sentence,
    number,
    opening,
    period_words,
    possessive,
    ranges,
    rule_words,
    sentence,
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
    for code, start in attrs["rate_joins"].items():
        month = pd.Period(start, "M")
        if month > last:
            continue
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
