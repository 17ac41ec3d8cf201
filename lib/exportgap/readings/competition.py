"""Where two economies compete: the goods that moved the gap, the overlap, the strong groups."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from exportgap.prose import (
    Finding,
    Number,
    Sentence,
    area_label,
    choose,
    listing,
    number,
    numbers_of,
    opening,
    possessive,
    ranges,
    sentence,
    span,
)
from exportgap.readings.items import joined
from exportgap.readings.yen import few, to_date
from exportgap.vocabulary import CURRENCIES, name_of

# Above it a ratio of Balassa is an advantage.
NEUTRAL = 1.0


def by_goods(
    table: pd.DataFrame, names: Mapping[str, str], point: pd.DataFrame
) -> tuple[Finding, pd.DataFrame]:
    """Read which groups of goods moved the gap, and give the rows of its bars.

    Args:
        table: from `contribution_to_gap`.
        names: the words of each group.
        point: from `gap_to_date`: the totals of the same months, every one.

    Returns:
        The finding; rows by label, the largest towards home first: `value`, `colour`, with the
        months compared in `attrs["when"]`.
    """
    attrs, year, through = table.attrs, table.attrs["after"], table.attrs["through"]
    home, rival, unit = attrs["home_name"], attrs["rival_name"], attrs["unit"]
    n = numbers_of(attrs, f"{attrs['before']}..{year}, months 1..{through}")

    def of(value: float, what: str) -> Number:
        return n(value, unit, f"change of {what}")

    def towards(move: Number) -> Sentence:
        side = choose(move, rival, home, "neither side")
        return sentence("{move:abs} towards {side}", move=move, side=side)

    order = table["value"].sort_values(key=lambda values: -values.abs(), kind="stable")
    effects = {code: of(value, f"the gap by {code}") for code, value in order.items()}
    most = order.index[0]
    lacking = [pd.Period(f"{year}-{month:02d}", "M") for month in attrs["left_out"]]
    months = ranges(lacking) if lacking else ""
    said = {"home": home, "rival": rival, "homes": possessive(home), "rivals": possessive(rival)}
    said |= {"before": str(attrs["before"]), "months": months}
    said["when"] = span(through, year) + (f" without {months}" if months else "")
    title = sentence(
        "{Group} moved the gap of {when} by {move}",
        Group=opening(names[most]),
        when=span(through, year),
        move=towards(effects[most]),
    )
    reading = sentence(
        "Against the same months of {before}, {homes} exports of {when} changed by "
        "{own:signed bare} and {rivals} by {other:signed}: the gap moved by {move}. ",
        own=of(table["home"].sum(), "home's exports by items"),
        other=of(table["rival"].sum(), "rival's exports by items"),
        move=towards(of(attrs["change"], "the gap by items")),
        **said,
    )
    parts = [
        sentence(
            "{group} {value:signed bare} ({home} {own:signed bare}, {rival} {other:signed bare})",
            group=names[code],
            value=effects[code],
            own=of(table.loc[code, "home"], f"home's {code}"),
            other=of(table.loc[code, "rival"], f"rival's {code}"),
            **said,
        )
        for code in order.index[:3]
    ]
    head = "By group, minus being towards {home}, the largest are: "
    reading += joined(sentence(head, home=home), parts)
    percent = 0.0 if attrs["percent_refused"] else table.loc[most, "percent"]
    if 0 < percent <= 100:
        part = n(percent, "percent", f"change of the gap, part of {most}")
        reading += sentence(" Of the change {part:0} is {group}.", part=part, group=names[most])
    else:
        reading += (
            " Percentages of the change are not given: groups pulled in opposite ways, and a part "
            "would exceed the whole."
        )
    last, gaps = pd.Period(str(year), "Y"), point["gap"]
    if months:
        reading += sentence(
            " {Homes} items of {months} were not found in one of the two years; by the totals of "
            "every month the gap moved by {move}.",
            Homes=opening(said["homes"]),
            move=towards(of(gaps[last] - gaps[last - 1], "the gap by totals")),
            **said,
        )
    if last - 2 in gaps:
        name = f"change of the gap by totals, {last - 2}..{last - 1}, months 1..{through}"
        move = towards(number(gaps[last - 1] - gaps[last - 2], unit, name, last - 1, attrs))
        reading += sentence(
            " In {before} the totals had moved it by {move}.", before=said["before"], move=move
        )
    rows = table.sort_values("value")[["value"]]
    rows["colour"] = ["home" if value < 0 else "rival" for value in rows["value"]]
    rows.index = pd.Index([opening(names[str(code)]) for code in rows.index])
    rows.attrs = attrs | {"when": said["when"]}
    limit = "The two lists of goods are not the same: they compare changes, not levels."
    return Finding(title, reading, limit), rows


def by_section(growth: pd.DataFrame) -> Sentence:
    """Read which three sections of a list made most of the growth (`contribution_to_date`)."""
    attrs, year, row = growth.attrs, growth.index[-1], growth.iloc[-1]
    n, labels, area = to_date(attrs, year), attrs["labels"], attrs["series"][0]
    order = row.drop(["residual", "total"]).sort_values(key=lambda values: -values.abs())
    named = [(labels.get(code, code), code, order[code]) for code in order.index[:3]]
    rest = order.iloc[3:].sum() + row["residual"]
    parts = [
        sentence(
            "{section} {value:signed bare}",
            section=section,
            value=n(value, "percentage points", f"{area}, contribution of {what}"),
        )
        for section, what, value in (*named, ("all the rest", "all other sections", rest))
    ]
    head = sentence(
        "By the sections of {areas} list, of the {total:signed} by which its exports of {when} "
        "changed in {unit}, in percentage points: ",
        areas=possessive(attrs["names"][0]),
        total=n(row["total"], "percent", f"{area}, contribution of all sections"),
        when=span(attrs["through"], year.year),
        unit=CURRENCIES[attrs["currency"]],
    )
    return joined(head, parts)


def by_overlap(similar: pd.DataFrame, mixes: pd.DataFrame) -> tuple[Finding, pd.DataFrame]:
    """Read how alike the mixes of goods of several pairs are, and give rows for bars.

    Args:
        similar: from `similarity_by_period`; the first column is the pair in question, the second
            the one drawn beside it.
        mixes: from `mix`: each economy's groups in percent.

    Returns:
        The finding; rows by year: `value` (the first pair), `value_before` (the second), `colour`.
    """
    attrs, (pair, *others) = similar.attrs, [str(name) for name in similar]
    series = similar[pair].dropna()
    last, first, peak = series.index[-1], series.index[0], series.idxmax()

    def at(name: str, year: pd.Period) -> Number:
        value = similar.loc[year, name]
        return numbers_of(attrs, year)(value, "of 100", f"export similarity, {name}")

    said: dict[str, Any] = {
        "pair": listing([name_of(area) for area in pair.split("-")]),
        "now": at(pair, last),
    }
    said |= {"last": last, "first": first, "then": at(pair, first)}
    said |= {"peak": peak, "high": at(pair, peak)}
    title = sentence(
        "Of a hundred dollars of manufactures {pair} sold {now:0 bare} in the same groups "
        "in {last}",
        **said,
    )
    most = "; no printed year had more" if peak == last else "; the most was {high:bare}, in {peak}"
    reading = sentence(
        "Of every hundred dollars of manufactures, {now:bare} of {pair} stood in the same groups "
        "in {last}" + (", after {then:bare} in {first}" + most if first != last else "") + ". ",
        **said,
    )
    known = [name for name in others if pd.notna(similar.loc[last, name])]
    for name in known:
        both = " and ".join(area_label(area) for area in name.split("-"))
        reading += sentence("{both} had {value:bare}. ", both=both, value=at(name, last))
    begun = max(similar[name].first_valid_index() for name in (pair, *known))
    if begun > first:
        late = "Not all of these can be compared before {year}, when groups are missing. "
        reading += sentence(late, year=begun)
    reading += _apart(mixes, pair, series.index) + sentence("The table ends in {last}.", last=last)
    rows = pd.DataFrame({"value": series, "value_before": similar.loc[series.index, others[0]]})
    rows = rows.set_axis(rows.index.astype("str"), axis=0).assign(colour="gap")
    rows.attrs = attrs
    limit = "Broad groups: inside one, two economies can sell different goods at different prices."
    return Finding(title, reading, limit), rows


def _apart(mixes: pd.DataFrame, pair: str, years: pd.PeriodIndex) -> Sentence:
    """Name the group in which two mixes differ most, now and at the printed year before."""
    attrs, (one, two), last = mixes.attrs, pair.split("-"), years[-1]
    group = str((mixes.loc[(last, one)] - mixes.loc[(last, two)]).abs().idxmax())
    text = sentence(
        "Most apart were {homes} and {rivals} shares of {group}",
        homes=possessive(name_of(one)),
        rivals=possessive(name_of(two)),
        group=attrs["labels"].get(group, group),
    )
    for year in years[:-3:-1]:
        own, other = (
            numbers_of(attrs, year)(
                mixes.loc[(year, area), group], "percent", f"{area}, share of {group}"
            )
            for area in (one, two)
        )
        text += sentence(
            ": {own} and {other:bare} of all manufactures"
            if year == last
            else ", after {own:bare} and {other:bare} in {year}",
            own=own,
            other=other,
            year=year,
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
    attrs, n = ratio.attrs, numbers_of(ratio.attrs, year)
    names = {code: attrs["labels"].get(code, code) for code in ratio}

    def at(area: str, code: str) -> Number:
        return n(ratio.loc[area, code], "ratio", f"advantage, {area}, {code}")

    strong = {
        area: [code for code in ratio if at(area, code).seen() > NEUTRAL] for area in (home, rival)
    }
    both = [names[code] for code in strong[home] if code in strong[rival]]
    said: dict[str, Any] = {
        "year": year,
        "few": few(n(len(both), "count", "groups with advantage of both")),
    }
    title = sentence(
        "In {year} {home} and {rival} were both strong in {few} of {all} groups of goods",
        home=name_of(home),
        rival=name_of(rival),
        all=n(ratio.shape[1], "count", "groups of manufactures"),
        **said,
    )
    # Names of groups hold "and" themselves.
    text = sentence(
        "In {year} both had an advantage in {few} {groups}{which}. ",
        groups={0: "of the groups", 1: "group"}.get(len(both), "groups"),
        which=f": {'; '.join(both)}" if both else "",
        **said,
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
