"""Goods of two lists: which of them moved the gap."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from exportgap.prose import (
    Finding,
    Number,
    Sentence,
    choose,
    number,
    opening,
    possessive,
    ranges,
    sentence,
    span,
)
from exportgap.readings.items import joined
from exportgap.vocabulary import CURRENCIES


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
    home, rival = attrs["home_name"], attrs["rival_name"]
    stamp = f"{attrs['before']}..{year}, months 1..{through}"
    said = {"home": home, "rival": rival, "when": span(through, year)}

    def of(value: float, what: str) -> Number:
        return number(value, attrs["unit"], f"change of {what}, {stamp}", stamp, attrs)

    change = of(attrs["change"], "the gap by items")
    effects = {code: of(row["value"], f"the gap by {code}") for code, row in table.iterrows()}
    most = max(effects, key=lambda code: abs(effects[code].value))
    towards = choose(effects[most], rival, home, "neither side")
    title = sentence(
        "{Group} moved the gap of {when} by {value:abs} towards {side}",
        Group=opening(names[most]),
        value=effects[most],
        side=towards,
        **said,
    )
    moves = {
        side: of(float(table[side].sum()), f"{side}'s exports by items")
        for side in ("home", "rival")
    }
    last, gaps = pd.Period(str(year), "Y"), point["gap"]
    months = [pd.Period(f"{year}-{month:02d}", "M") for month in attrs["left_out"]]
    without = f" without {ranges(months)}" if months else ""
    reading = sentence(
        "Against the same months of {before}, {homes} exports of {when}{without} changed by "
        "{home_move:signed bare} and {rivals} by {rival_move:signed}: the gap moved by "
        "{change:abs} towards {side}. ",
        before=str(attrs["before"]),
        homes=possessive(home),
        rivals=possessive(rival),
        without=without,
        home_move=moves["home"],
        rival_move=moves["rival"],
        change=change,
        side=choose(change, rival, home, "neither side"),
        **said,
    )
    order = sorted(effects, key=lambda code: -abs(effects[code].value))
    parts = [
        sentence(
            "{group} {value:signed bare} ({home} {own:signed bare}, {rival} {other:signed bare})",
            group=names[code],
            value=effects[code],
            own=of(table.loc[code, "home"], f"home's {code}"),
            other=of(table.loc[code, "rival"], f"rival's {code}"),
            **said,
        )
        for code in order[:3]
    ]
    reading += joined(
        sentence("By group, minus being towards {home}, the largest are: ", **said), parts
    )
    reading += _percent(table, most, names, stamp)
    if months:
        whole = of(gaps[last] - gaps[last - 1], "the gap by totals")
        reading += sentence(
            " {homes} items of {months} were not found in one of the two years; by the totals of "
            "every month the gap moved by {whole:abs} towards {side}.",
            homes=opening(possessive(home)),
            months=ranges(months),
            whole=whole,
            side=choose(whole, rival, home, "neither side"),
        )
    if last - 2 in gaps:
        earlier = number(
            gaps[last - 1] - gaps[last - 2],
            attrs["unit"],
            f"change of the gap by totals, {last - 2}..{last - 1}, months 1..{through}",
            last - 1,
            attrs,
        )
        reading += sentence(
            " In {before} the totals had moved it by {earlier:abs} towards {side}.",
            before=last - 1,
            earlier=earlier,
            side=choose(earlier, rival, home, "neither side"),
        )
    rows = table.sort_values("value")[["value"]].copy()
    rows["colour"] = ["home" if value < 0 else "rival" for value in rows["value"]]
    rows.index = pd.Index([opening(names[str(code)]) for code in rows.index])
    rows.attrs = attrs | {"when": f"{said['when']}{without}"}
    limit = "The two lists of goods are not the same: they compare changes, not levels."
    return Finding(title, reading, limit), rows


def _percent(table: pd.DataFrame, most: str, names: Mapping[str, str], stamp: str) -> Sentence:
    """Give the largest group in percent of the change, where percentages have a meaning."""
    if table.attrs["percent_refused"] or not 0 < table.loc[most, "percent"] <= 100:
        return sentence(
            " Percentages of the change are not given: groups pulled in opposite ways, and a part "
            "would exceed the whole."
        )
    part = number(
        table.loc[most, "percent"],
        "percent",
        f"change of the gap, part of {most}, {stamp}",
        stamp,
        table.attrs,
    )
    return sentence(" Of the change {part:0} is {group}.", part=part, group=names[most])


def by_section(growth: pd.DataFrame, shown: int = 3) -> Sentence:
    """Read which sections of a list, all goods together, made the growth of its total.

    Args:
        growth: from `contribution_to_date`: sections that add up to the total, residual, total.
        shown: how many of the largest are named.
    """
    attrs, row, through = growth.attrs, growth.iloc[-1], growth.attrs["through"]
    year, (code, *_) = growth.index[-1], attrs["series"]
    stamp = f"{year}-01..{year}-{through:02d}"

    def points(value: float, what: str, unit: str = "percentage points") -> Number:
        return number(value, unit, f"{code}, contribution of {what}, {stamp}", stamp, attrs)

    sections = row.drop(["residual", "total"]).sort_values(key=lambda values: -values.abs())
    parts = [
        sentence(
            "{section} {value:signed bare}",
            section=attrs["labels"].get(name, name),
            value=points(value, str(name)),
        )
        for name, value in sections.iloc[:shown].items()
    ]
    rest = points(sections.iloc[shown:].sum() + row["residual"], "all other sections")
    parts.append(sentence("all the rest {rest:signed bare}", rest=rest))
    head = sentence(
        "By the sections of {areas} list, of the {total:signed} by which its exports of {when} "
        "changed in {unit}, in percentage points: ",
        areas=possessive(attrs["names"][0]),
        total=points(row["total"], "all sections", "percent"),
        when=span(through, year.year),
        unit=CURRENCIES[attrs["currency"]],
    )
    return joined(head, parts)
