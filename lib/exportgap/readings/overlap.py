"""Overlap: how alike two mixes of manufactures are, and in what both are strong."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from exportgap.prose import (
    Finding,
    Number,
    Sentence,
    area_label,
    listing,
    number,
    opening,
    possessive,
    sentence,
)
from exportgap.readings.yen import few
from exportgap.vocabulary import name_of

# Above it a ratio of Balassa is an advantage.
NEUTRAL = 1.0


def _pair(code: str) -> str:
    """Return the label of a pair of areas: "Korea and Japan"."""
    return " and ".join(area_label(area) for area in code.split("-"))


def by_overlap(similar: pd.DataFrame, mixes: pd.DataFrame) -> tuple[Finding, pd.DataFrame]:
    """Read how alike the mixes of goods of several pairs are, and give rows for bars.

    Args:
        similar: from `similarity_by_period`; the first column is the pair in question, the second
            the one drawn beside it.
        mixes: from `mix`: each economy's groups in percent.

    Returns:
        The finding; rows by year: `value` (the first pair), `value_before` (the second), `colour`.
    """
    attrs, pair = similar.attrs, str(similar.columns[0])
    others = [str(name) for name in similar.columns[1:]]

    def at(name: str, year: pd.Period) -> Number:
        value = similar.loc[year, name]
        return number(value, "of 100", f"export similarity, {name}, {year}", year, attrs)

    series = similar[pair].dropna()
    last, first, peak = series.index[-1], series.index[0], series.idxmax()
    values: dict[str, Any] = {
        "pair": listing([name_of(area) for area in pair.split("-")]),
        "now": at(pair, last),
        "last": last,
        "first": first,
        "then": at(pair, first),
        "peak": peak,
        "high": at(pair, peak),
    }
    title = sentence(
        "Of a hundred dollars of manufactures {pair} sold {now:0 bare} in the same groups "
        "in {last}",
        **values,
    )
    reading = sentence(
        "Of every hundred dollars of manufactures, {now:bare} of {pair} stood in the same groups "
        "in {last}",
        **values,
    )
    if first != last:
        reading += sentence(", after {then:bare} in {first}", **values)
        reading += sentence(
            "; no printed year had more"
            if peak == last
            else "; the most was {high:bare}, in {peak}",
            **values,
        )
    reading += ". "
    known = [name for name in others if pd.notna(similar.loc[last, name])]
    for name in known:
        reading += sentence("{pair} had {value:bare}. ", pair=_pair(name), value=at(name, last))
    late = [similar[name].dropna().index[0] for name in known]
    if late and max(late) > first:
        reading += sentence(
            "Not all of these can be compared before {year}, when groups are missing. ",
            year=max(late),
        )
    reading += _apart(mixes, pair.split("-"), last, series.index)
    reading += sentence("The table ends in {last}.", **values)
    rows = pd.DataFrame({"value": series, "value_before": similar.loc[series.index, others[0]]})
    rows = rows.assign(colour="gap")
    rows.index = pd.Index([str(year) for year in rows.index])
    rows.attrs = attrs
    limit = "Broad groups: inside one, two economies can sell different goods at different prices."
    return Finding(title, reading, limit), rows


def _apart(
    mixes: pd.DataFrame, pair: Sequence[str], last: pd.Period, years: pd.PeriodIndex
) -> Sentence:
    """Name the group in which two mixes differ most, now and at the printed year before."""
    attrs, (one, two) = mixes.attrs, pair
    group = str((mixes.loc[(last, one)] - mixes.loc[(last, two)]).abs().idxmax())

    def at(area: str, year: pd.Period) -> Number:
        value = mixes.loc[(year, area), group]
        return number(value, "percent", f"{area}, share of {group}, {year}", year, attrs)

    text = sentence(
        "Most apart were {homes} and {rivals} shares of {group}: {own} and {other:bare} of all "
        "manufactures",
        group=attrs["labels"].get(group, group),
        own=at(one, last),
        homes=possessive(name_of(one)),
        other=at(two, last),
        rivals=possessive(name_of(two)),
    )
    if len(years) > 1:
        text += sentence(
            ", after {own:bare} and {other:bare} in {year}",
            own=at(one, years[-2]),
            other=at(two, years[-2]),
            year=years[-2],
        )
    return text + ". "


def by_advantage(
    ratio: pd.DataFrame, symmetric: pd.DataFrame, home: str, rival: str, year: pd.Period
) -> tuple[Finding, pd.DataFrame]:
    """Read where two economies have a revealed comparative advantage, and give rows for bars.

    Args:
        ratio: from `rca`: economies by groups.
        symmetric: from `rsca`, the same cells.
        home: the economy of the bars.
        rival: the economy of the hollow dots.
        year: the year of both.

    Returns:
        The finding; rows by group, the strongest of home first: `value`, `value_before`, `colour`.
    """
    attrs = ratio.attrs
    names = {code: attrs["labels"].get(code, code) for code in ratio}

    def at(area: str, code: str) -> Number:
        value = ratio.loc[area, code]
        return number(value, "ratio", f"advantage, {area}, {code}, {year}", year, attrs)

    strong = {
        area: [code for code in ratio if at(area, code).seen() > NEUTRAL] for area in (home, rival)
    }
    both = [code for code in strong[home] if code in strong[rival]]
    count = number(len(both), "count", f"groups with advantage of both, {year}", year, attrs)
    values: dict[str, Any] = {
        "home": name_of(home),
        "rival": name_of(rival),
        "year": year,
        "few": few(count),
        "all": number(ratio.shape[1], "count", f"groups of manufactures, {year}", year, attrs),
        "groups": {0: "of the groups", 1: "group"}.get(len(both), "groups"),
    }
    title = sentence(
        "In {year} {home} and {rival} were both strong in {few} of {all} groups of goods",
        **values,
    )
    # Names of groups hold "and" themselves.
    text = sentence(
        "In {year} both had an advantage in {few} {groups}{which}. ",
        which=f": {'; '.join(names[code] for code in both)}" if both else "",
        **values,
    )
    for area, other in ((home, rival), (rival, home)):
        top = str(ratio.loc[area].idxmax())
        alone = [names[code] for code in strong[area] if code not in strong[other]]
        text += sentence(
            "{Area} was strongest in {group}, whose share in its manufactures was {own:bare} times "
            "that in the world's ({other} {theirs:bare}){alone}. ",
            Area=opening(name_of(area)),
            group=names[top],
            own=at(area, top),
            other=name_of(other),
            theirs=at(other, top),
            alone=f"; it alone was strong in: {'; '.join(alone)}" if alone else "",
        )
    rows = pd.DataFrame({"value": symmetric.loc[home], "value_before": symmetric.loc[rival]})
    rows = rows.sort_values("value", ascending=False).assign(colour="home")
    rows.index = pd.Index([opening(names[str(code)]) for code in rows.index])
    rows.attrs = attrs
    limit = "Within manufactures only, and by where goods cross a border, not where value is added."
    return Finding(title, text, limit), rows
