"""What a duty does in a model of one market, and what happened beside it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from exportgap.prose import (
    APOSTROPHE,
    MINUS,
    Finding,
    Sentence,
    area_label,
    number,
    numbers_of,
    opening,
    possessive,
    sentence,
)
from exportgap.prose import (
    facts as figures_of,
)
from exportgap.readings.duties import rate_words
from exportgap.readings.items import joined
from exportgap.vocabulary import name_of

# By area, form of the model and duty after, home's first.
Effects = Mapping[tuple[str, str, float], pd.DataFrame]
EXACT, LINE = "constant_elasticity", "linear"
PERCENT = ("growth", "own_growth", "duty", "low", "high")


def _ends(table: pd.DataFrame, area: str, attrs: Mapping[str, Any]) -> dict[str, Any]:
    """Return the duty `before` and `after` in words, and the ends of a range: `value_min`, …."""
    about, day, found = table.attrs, attrs["as_of"], dict[str, Any]()
    change = f"{about['t0']:g} to {about['t1']:g} percent, {about['form']}"
    for key, rate in (("before", about["t0"]), ("after", about["t1"])):
        name = f"scenario, {area}, duty of {rate:g}"
        found[key] = rate_words(number(rate, "percent", name, day, attrs))
    for column in ("value", "change", "volume", "price_received", "price_paid"):
        unit = attrs["unit"] if column == "change" else "percent"
        for end in ("min", "max"):
            name = f"scenario, {area}, {change}, {column}, {end}"
            found[f"{column}_{end}"] = number(table[column].agg(end), unit, name, day, attrs)
    return found


def _highest(effects: Effects) -> tuple[str, float]:
    """Return home and the highest duty it is asked about."""
    home = next(iter(effects))[0]
    return home, max(after for area, _, after in effects if area == home)


def by_tariff(
    effects: Effects, attrs: Mapping[str, Any], year: pd.Period
) -> tuple[Finding, pd.DataFrame]:
    """Read what changes of duty do to cars under stated elasticities; ranges as rows for bars.

    `effects` are of `tariff_effect_range`, home's changes first; `attrs` and `year` of the exports
    that they start from.
    """
    home, top = _highest(effects)
    reading = sentence("The base is the cars of {year}, in dollars before duty.", year=year)
    told = {}
    for area in dict.fromkeys(area for area, _, _ in effects):
        after = sorted({after for one, _, after in effects if one == area}, reverse=True)
        told[area] = [_ends(effects[area, EXACT, each], area, attrs) for each in after]
        exports, name = effects[area, EXACT, after[0]].attrs["exports"], f"scenario, {area}, base"
        base = number(exports, attrs["unit"], f"{name} of {year}", year, attrs)
        text = " {Area}, {base} at a duty of {before} percent: "
        head = sentence(text, Area=opening(name_of(area)), base=base, **told[area][0])
        text = (
            "{after} percent takes off {value_max:abs bare} to {value_min:abs} "
            "({change_max:abs bare} to {change_min:abs})"
        )
        reading += joined(head, [sentence(text, **said) for said in told[area]])
    text = "{after} percent takes {value_max:abs bare 0} to {value_min:abs bare 0} percent off "
    title = sentence("In the model " + text, **told[home][0]) + f"{possessive(name_of(home))} cars"
    for said in told[home][1:]:
        text = ", {after} takes {value_max:abs bare 0} to {value_min:abs bare 0}"
        title += sentence(text, **said)
    reading += sentence(
        " At {after} percent for {home} the volume falls by {volume_max:abs bare} to "
        "{volume_min:abs}, the price that the producer receives by {price_received_max:abs bare} "
        "to {price_received_min:abs}, and the price that the buyer pays rises by "
        "{price_paid_min:bare} to {price_paid_max}.",
        home=name_of(home),
        **told[home][0],
    )
    line = effects[home, LINE, top]
    most = "more than all" if line["choked"].any() else "{value_min:abs}"
    reading += sentence(
        " On a straight line drawn at the old duty the same elasticities take {value_max:abs} to "
        + most
        + " off the value: at duties this high the line overstates.",
        **_ends(line, home, attrs),
    )
    limit = "A scenario: no quotas, no plants moved, no exchange rate, no shift between the two."
    rows = {
        f"{area_label(area)}, {each.attrs['t0']:g} to {after:g} percent": (
            *each["value"].agg(["min", "max"]),
            "home" if area == home else "rival",
        )
        for (area, form, after), each in effects.items()
        if form == EXACT
    }
    bars = pd.DataFrame.from_dict(rows, orient="index", columns=["low", "high", "colour"])
    bars.attrs = dict(attrs)
    return Finding(title, reading, limit), bars


def elasticities(effects: Effects) -> pd.DataFrame:
    """Return the cases and their sources, with what home's highest duty does, for a reader."""
    home, top = _highest(effects)
    table = effects[home, EXACT, top].reset_index()

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
    whole: Mapping[str, pd.Series[Any]],
    totals: pd.DataFrame,
    attrs: Mapping[str, Any],
    year: pd.Period,
) -> tuple[Finding, Finding, pd.DataFrame]:
    """Set what happened to cars in a year beside the model, beside the gap, and as rows for bars.

    Args:
        happened: for home and then its rival, in the report's currency: value, before (of the year
            before) and growth (percent); for the rival own_growth, in its publisher's.
        effects: of each, `tariff_effect_mean` over the days of the year.
        whole: of each, cars to all markets by year.
        totals: all exports, from `gap_by_period`.
        attrs: of the cars of both.
        year: the year.
    """
    said: dict[str, Any] = {**figures_of(totals, year), "year": year, "before": year - 1}
    rows = {}
    for (area, row), side in zip(happened.items(), ("home", "rival"), strict=True):
        low, high = effects[area]["value"].agg(["min", "max"])
        facts = {**row, "duty": effects[area].attrs["t1"], "low": low, "high": high}
        facts["change"] = row["value"] - row["before"]
        facts["rest"] = whole[area][str(year)] - row["value"]
        facts["rest_before"] = whole[area][str(year - 1)] - row["before"]
        for key, value in facts.items():
            n = numbers_of(attrs, year - 1 if key.endswith("before") else year)
            unit = "percent" if key in PERCENT else attrs["unit"]
            said[f"{side}_{key}"] = n(value, unit, f"cars to the United States, {area}, {key}")
        said |= {side: name_of(area), f"{side}s": possessive(name_of(area))}
        said[f"{side}_place"] = _place(said, side)
        name, none = area_label(area), math.nan
        rows[f"{name}: model, mean over the days"] = (none, low, high, f"{side}_half", False)
        rows[f"{name}: what happened"] = (row["growth"], none, none, side, True)
    columns = ["value", "low", "high", "colour", "emphasis"]
    bars = pd.DataFrame.from_dict(rows, orient="index", columns=columns)
    bars.attrs = dict(attrs)
    own, other = said["home_change"], said["rival_change"]
    said["apart"] = replace(own, name=f"{own.name}, apart", value=own.value - other.value)
    beside = sentence(
        "In {year} {homes} cars to the United States were {home_value}, {home_growth:signed} on "
        "the year as the ministry printed it; {rivals} passenger cars were {rival_value}, "
        "{rival_growth:signed} in dollars and {rival_own_growth:signed bare} in yen. Over the days "
        "of {year} the duty was on average {home_duty} for {home} and {rival_duty} for {rival}. "
        "The mean of the model's answers to each day's rate is {home_high:signed bare} to "
        "{home_low:signed} for {home} and {rival_high:signed bare} to {rival_low:signed} for "
        "{rival}. Cars from {home} {home_place}, those from {rival} {rival_place}.",
        **said,
    )
    gap = sentence(
        "From {before} to {year} cars to the United States moved by {home_change:signed} from "
        "{home}, on the base that the growth printed implies, and by {rival_change:signed bare} "
        "from {rival}. The two differ by {apart:abs}; the gap between all exports of the two "
        "countries was {gap:abs} in {year}. To all other markets cars went from "
        "{home_rest_before:bare} to {home_rest} from {home} and from {rival_rest_before:bare} to "
        "{rival_rest} from {rival}.",
        **said,
    )
    cars = "In {year} cars to the United States moved by {home_K:signed} from {home}, "
    cars += "{rival_K:signed bare} from {rival}"
    if max(own.seen(), other.seen()) < 0:
        cars = cars.replace("moved", "fell").replace("signed", "abs")
    loss = cars.replace("K", "change") + ": {apart:abs bare} apart, beside a gap of {gap:abs bare}"
    limit = "Other goods, parts of cars and indirect effects are not in it."
    finding = Finding(sentence(loss, **said), gap, limit)
    limit = "Cars shipped early, price cuts and the exchange rate are inside: no test of a cause."
    title = sentence(cars.replace("K", "growth"), **said)
    return finding, Finding(title, beside, limit), bars


def _place(said: Mapping[str, Any], side: str) -> Sentence:
    """Say where the outcome lies against the model's range, as printed."""
    grown, low, high = (said[f"{side}_{key}"] for key in ("growth", "low", "high"))
    if grown.seen() >= 0:
        return sentence("did not fall")
    if low.seen() <= grown.seen() <= high.seen():
        return sentence("fell by what lies within the cases")
    hard = grown.seen() < low.seen()
    points = grown.seen() - (low if hard else high).seen()
    margin = replace(grown, name=f"{grown.name}, margin", value=points, unit="percentage points")
    text = "more than in the hardest case" if hard else "less than in the mildest case"
    return sentence("fell by {margin:abs} " + text, margin=margin)
