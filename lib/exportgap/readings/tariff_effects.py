"""What a duty does in a model of one market, and what happened beside it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from exportgap.prose import (
    APOSTROPHE,
    MINUS,
    Finding,
    Number,
    Sentence,
    label,
    number,
    opening,
    possessive,
    sentence,
)
from exportgap.readings.duties import rate_words
from exportgap.readings.exposure import all_sources, count_of
from exportgap.readings.items import joined
from exportgap.vocabulary import name_of

# By area, form of the model and duty after, home's first.
Effects = Mapping[tuple[str, str, float], pd.DataFrame]
EXACT, LINE = "constant_elasticity", "linear"


def _of(table: pd.DataFrame, area: str, column: str, end: str, attrs: Mapping[str, Any]) -> Number:
    """Return the least or the largest of a column over the cases: `end` is "min" or "max"."""
    about = table.attrs
    change = f"{about['t0']:g} to {about['t1']:g} percent, {about['form']}"
    unit = attrs["unit"] if column == "change" else "percent"
    name = f"scenario, {area}, {change}, {column}, {end}"
    return number(table[column].agg(end), unit, name, attrs["as_of"], attrs)


def _after(table: pd.DataFrame, key: str, area: str, attrs: Mapping[str, Any]) -> Sentence:
    name = f"scenario, {area}, duty of {table.attrs[key]:g}"
    return rate_words(number(table.attrs[key], "percent", name, attrs["as_of"], attrs))


def _said(table: pd.DataFrame, area: str, attrs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the ends of what a change of duty takes off, the small one first."""
    return {
        "before": _after(table, "t0", area, attrs),
        "after": _after(table, "t1", area, attrs),
        "least": _of(table, area, "value", "max", attrs),
        "most": _of(table, area, "value", "min", attrs),
        "little": _of(table, area, "change", "max", attrs),
        "much": _of(table, area, "change", "min", attrs),
    }


def _highest(effects: Effects) -> tuple[str, float]:
    """Return home and the highest duty it is asked about."""
    home = next(iter(effects))[0]
    return home, max(after for area, _, after in effects if area == home)


def by_tariff(
    effects: Effects, attrs: Mapping[str, Any], year: pd.Period
) -> tuple[Finding, pd.DataFrame]:
    """Read what changes of duty do to cars under stated elasticities, as ranges.

    Args:
        effects: `tariff_effect_range` by area, form and duty after; home's changes first.
        attrs: of the exports that the ranges start from.
        year: of those exports.

    Returns:
        The finding, and every range of the value's change as labelled rows for bars.
    """
    home, top = _highest(effects)
    title = Sentence("")
    reading = sentence("The base is the cars of {year}, in dollars before duty.", year=str(year))
    for area in dict.fromkeys(area for area, _, _ in effects):
        asked = {key: table for key, table in effects.items() if key[:2] == (area, EXACT)}
        parts = []
        for (_, _, after), table in sorted(asked.items(), key=lambda each: -each[0][2]):
            said = _said(table, area, attrs)
            parts.append(
                sentence(
                    "{after} percent takes off {least:abs bare} to {most:abs} "
                    "({little:abs bare} to {much:abs})",
                    **said,
                )
            )
            if area == home:
                text = ", {after} takes {least:abs bare 0} to {most:abs bare 0}"
                if after == top:
                    text = (
                        "In the model {after} percent takes {least:abs bare 0} to {most:abs bare 0}"
                        " percent off {homes} cars"
                    )
                title += sentence(text, homes=possessive(name_of(home)), **said)
        first = next(iter(asked.values()))
        name = f"scenario, {area}, base of {year}"
        base = number(first.attrs["exports"], attrs["unit"], name, year, attrs)
        head = sentence(
            " {Area}, {base} at a duty of {before} percent: ",
            Area=opening(name_of(area)),
            base=base,
            before=_after(first, "t0", area, attrs),
        )
        reading += joined(head, parts)
    table, line = effects[(home, EXACT, top)], effects[(home, LINE, top)]
    ends = {
        f"{column}_{end}": _of(table, home, column, end, attrs)
        for column in ("volume", "price_received", "price_paid")
        for end in ("min", "max")
    }
    reading += sentence(
        " At {after} percent for {home} the volume falls by {volume_max:abs bare} to "
        "{volume_min:abs}, the price that the producer receives by {price_received_max:abs bare} "
        "to {price_received_min:abs}, and the price that the buyer pays rises by "
        "{price_paid_min:bare} to {price_paid_max}. On a straight line drawn at the old duty the "
        "same elasticities take {least:abs bare} to {most:abs} off the value: at duties this high "
        "the line overstates.",
        home=name_of(home),
        **ends,
        **_said(line, home, attrs),
    )
    limit = "A scenario: no quotas, no plants moved, no exchange rate, no shift between the two."
    rows = {
        f"{label(name_of(area))}, {each.attrs['t0']:g} to {after:g} percent"
        + ", straight line" * (form == LINE): (
            float(each["value"].min()),
            float(each["value"].max()),
            ("home" if area == home else "rival") + "_half" * (form == LINE),
        )
        for (area, form, after), each in effects.items()
    }
    bars = pd.DataFrame.from_dict(rows, orient="index", columns=["low", "high", "colour"])
    bars.attrs = dict(attrs)
    return Finding(title, reading, limit), bars


def elasticities(effects: Effects) -> pd.DataFrame:
    """Return the cases and their sources, with what home's highest duty does, for a reader."""
    home, top = _highest(effects)
    table = effects[(home, EXACT, top)].reset_index()

    def plain(value: float, form: str = "g") -> str:
        return "infinite" if math.isinf(value) else f"{value:{form}}".replace("-", MINUS)

    return pd.DataFrame(
        {
            "Case": table["name"].map(opening),
            "Demand": table["demand"].map(plain),
            "Supply": table["supply"].map(plain),
            f"At {top:g} percent": [plain(value, ".1f") for value in table["value"]],
            "Source": [opening(text).replace("'", APOSTROPHE) for text in table["source"]],
        }
    )


def by_outcome(
    happened: Mapping[str, Mapping[str, float]],
    effects: Mapping[str, pd.DataFrame],
    counts: pd.DataFrame,
    theirs: pd.DataFrame,
    year: pd.Period,
) -> tuple[Finding, pd.DataFrame]:
    """Set what happened to cars in a year beside what the model says at the year's mean duty.

    Args:
        happened: for home and then its rival: value (billions) and growth (percent), in the
            report's currency, and for the rival own_growth, in its publisher's.
        effects: of each, `tariff_effect_range` to the mean duty of the year's days.
        counts: home's cars of the year before by each count, in the order of publication.
        theirs: the rival's cars; its attrs name their sources.
        year: the year.

    Returns:
        The finding, and ranges and outcomes as labelled rows for bars.
    """
    attrs = all_sources(counts, theirs)
    facts: dict[str, dict[str, Number]] = {}
    for area, row in happened.items():
        table = effects[area]["value"]
        row = {**row, "duty": effects[area].attrs["t1"], "low": table.min(), "high": table.max()}
        facts[area] = {
            key: number(
                value,
                attrs["unit"] if key == "value" else "percent",
                f"cars to the United States, {area}, {key}, {year}",
                year,
                attrs,
            )
            for key, value in row.items()
        }
    (home, own), (rival, other) = facts.items()
    said: dict[str, Any] = {"home": name_of(home), "rival": name_of(rival), "year": str(year)}
    said |= {"Homes": opening(possessive(said["home"])), "rivals": possessive(said["rival"])}
    said |= {f"own_{key}": value for key, value in own.items()}
    said |= {f"other_{key}": value for key, value in other.items()}
    title = (
        "In {year} cars to the United States moved by {own_growth:signed} from {home}, "
        "{other_growth:signed bare} from {rival}"
    )
    if own["growth"].seen() < 0 and other["growth"].seen() < 0:
        title = (
            "In {year} cars to the United States fell {own_growth:abs} from {home}, "
            "{other_growth:abs bare} from {rival}"
        )
    reading = sentence(
        "In {year} {Homes} cars to the United States were {own_value}, {own_growth:signed} on the "
        "year as the ministry printed it; {rivals} passenger cars were {other_value}, "
        "{other_growth:signed} in dollars and {other_own_growth:signed bare} in yen. ",
        **said,
    )
    if counts["VALUE"].nunique() > 1:
        implied = own["value"].value / (1 + own["growth"].value / 100)
        near = counts.loc[(counts["VALUE"] - implied).abs().idxmin()]
        name = f"cars to the United States, implied for {year - 1} by {year}"
        reading += sentence(
            "That growth implies {base} in {before}: of the counts above, the one of {near:bare} "
            "is nearer. ",
            base=number(implied, counts.attrs["unit"], name, year - 1, counts.attrs),
            before=str(year - 1),
            near=count_of(near, counts.attrs),
        )
    reading += sentence(
        "Over the days of {year} the duty was on average {own_duty} for {home} and {other_duty} "
        "for {rival}. To those rates the cases answer with {own_high:signed bare} to "
        "{own_low:signed} for {home} and {other_high:signed bare} to {other_low:signed} for "
        "{rival}. ",
        **said,
    )
    one, two = _place(own), _place(other)
    text = "Both {one}." if one == two else "{Home} {one}, {rival} {two}."
    reading += sentence(text, Home=opening(said["home"]), one=one, two=two, **said)
    rows = {}
    for area, tone in ((home, "home"), (rival, "rival")):
        low, high, grown = (facts[area][key].value for key in ("low", "high", "growth"))
        name = label(name_of(area))
        rows[f"{name}: model at the mean duty"] = (math.nan, low, high, f"{tone}_half", False)
        rows[f"{name}: what happened"] = (grown, math.nan, math.nan, tone, True)
    columns = ["value", "low", "high", "colour", "emphasis"]
    bars = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    bars.attrs = attrs
    limit = "Cars shipped early, price cuts and the exchange rate are inside: no test of a cause."
    return Finding(sentence(title, **said), reading, limit), bars


def _place(fact: Mapping[str, Number]) -> str:
    """Say where the outcome lies against the model's range, as printed."""
    grown = fact["growth"].seen()
    if grown > fact["high"].seen():
        return "lost less than in the mildest case" if grown < 0 else "lost nothing"
    if grown < fact["low"].seen():
        return "lost more than in the hardest case"
    return "lost what lies within the cases"
