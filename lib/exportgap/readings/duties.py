"""Duties: which applied on which day, and for how long one side was worse off."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from exportgap.prose import (
    Finding,
    Number,
    Sentence,
    area_label,
    choose,
    date_words,
    numbers_of,
    opening,
    possessive,
    sentence,
)
from exportgap.readings.items import item_words, joined
from exportgap.vocabulary import name_of

Row = Mapping[str, Any]


def rate_words(value: Number) -> Sentence:
    """Write a duty without decimals that it does not have: 25, but 27.5."""
    return sentence("{rate:0 bare}" if value.value.is_integer() else "{rate:bare}", rate=value)


def _day(day: object) -> str:
    return date_words(str(day))


def _count(days: Number) -> Sentence:
    return sentence("{days} day" if days.value == 1 else "{days} days", days=days)


def _in_order(duties: pd.DataFrame, area: str) -> list[Row]:
    rows = duties[(duties["REF_AREA"] == area) & (duties["MEASURE"] == "in_force")]
    found: list[Row] = rows.sort_values(["TIME_PERIOD", "PUBLISHED"]).to_dict("records")
    return found


def _rate(row: Row, attrs: Row) -> Sentence:
    n = numbers_of(attrs, row["TIME_PERIOD"])
    name = f"duty, {row['MEASURE']}, {row['ITEM']}, {row['REF_AREA']}"
    return rate_words(n(row["OBS_VALUE"], "percent", name))


def _since(rows: Sequence[Row], attrs: Row, first: str) -> list[Sentence]:
    """Write each rate and its first day: "25 percent from 3 April 2025", "15 from …"."""
    texts = [first] + ["{rate} from {day}"] * (len(rows) - 1)
    return [
        sentence(text, rate=_rate(row, attrs), day=_day(row["TIME_PERIOD"]))
        for text, row in zip(texts, rows, strict=True)
    ]


def by_duty(duties: pd.DataFrame, rates: pd.DataFrame, home: str, rival: str) -> Finding:
    """Read the duty on an item from home and from its rival: each rate, since when, the last.

    `duties` are the rows in force of one item and market, `rates` of `rates_by_day` end with the
    last day that the table covers.
    """
    attrs, item, last = duties.attrs, duties["ITEM"].iloc[0], rates.index[-1]
    said = {"goods": attrs["labels"][item], "home": name_of(home), "rival": name_of(rival)}
    said |= {"day": _day(last), "market": name_of(duties["COUNTERPART_AREA"].iloc[0])}
    reading = Sentence("")
    for area, side in ((home, "own"), (rival, "other")):
        rows = _in_order(duties, area)
        said[side] = _rate([row for row in rows if row["TIME_PERIOD"] <= last][-1], attrs)
        head = sentence("The duty on {goods} from {area} was ", area=name_of(area), **said)
        first = "{rate} percent on {day} (where this table begins)"
        reading += joined(head, _since(rows, attrs, first)) + " "
        for row in rows:
            back = (pd.Period(row["PUBLISHED"], "D") - row["TIME_PERIOD"]).n
            if row["PUBLISHED_BASIS"] == "release" and back > 0:
                n, name = numbers_of(attrs, row["TIME_PERIOD"]), "days a duty reaches back"
                reading += sentence(
                    "The rate of {rate} was published on {published} and reaches back {days}. ",
                    rate=_rate(row, attrs),
                    published=_day(row["PUBLISHED"]),
                    days=_count(n(back, "count", f"{name}, {item}, {area}")),
                )
    if str(last) < attrs["as_of"]:
        reading += sentence(
            "The newest entry of the table is of {day}: what has applied since then it does not "
            "say. ",
            **said,
        )
    title = "On {day} {goods} from {home} paid {own} percent in {market}, from {rival} {other}"
    if said["own"] == said["other"]:
        title = "On {day} {goods} from {home} and from {rival} paid {own} percent in {market}"
    limit = "It is the rate in law; what importers paid in the end is not in these figures."
    return Finding(sentence(title, **said), Sentence(reading.rstrip(), reading.numbers), limit)


def acts(duties: pd.DataFrame, rates: pd.DataFrame) -> list[tuple[str, str]]:
    """Return each day of `rates_by_day` but the first on which a rate changed, with its rates."""
    notes: dict[str, list[str]] = {}
    rows = duties[duties["TIME_PERIOD"].isin(rates.index[1:])].astype({"TIME_PERIOD": str})
    rows = rows.sort_values(["TIME_PERIOD", "REF_AREA"], ascending=[True, False])
    for row in rows.to_dict("records"):
        late = row["PUBLISHED"] > row["TIME_PERIOD"]
        words = f"{area_label(row['REF_AREA'])} {row['OBS_VALUE']:g}"
        words += f", published {_day(row['PUBLISHED'])}" * late
        notes.setdefault(row["TIME_PERIOD"], []).append(words)
    return [(day, ", ".join(words)) for day, words in notes.items()]


def by_announcement(told: pd.DataFrame | None, duties: pd.DataFrame) -> Sentence:
    """Say which announced rates (None where none was known) an act put into force, and which not.

    An act counts for the rate announced before it; `duties` are as in `by_duty`.
    """
    when = _day(duties.attrs["as_of"])
    if told is None:
        return sentence("No other rate had been announced by {when}.", when=when)
    parts = []
    for row in told.sort_values("PUBLISHED").to_dict("records"):
        enacted = [
            f"its act on {_day(act['PUBLISHED'])}"
            for act in _in_order(duties[duties["OBS_VALUE"] == row["OBS_VALUE"]], row["REF_AREA"])
            if act["PUBLISHED"] >= row["PUBLISHED"]
        ]
        said = {"area": name_of(row["REF_AREA"]), "act": [*enacted, "none"][0]}
        text = "the {rate} percent for {area}, announced on {day}, had {act}"
        said |= {"rate": _rate(row, told.attrs), "day": _day(row["PUBLISHED"])}
        parts.append(sentence(text, **said))
    text = "An announcement binds no importer; an act of law does. As known by {when}, "
    return joined(sentence(text, when=when), parts)


def by_other_duties(every: pd.DataFrame, item: str) -> Sentence:
    """Say what else the table of all known duties holds, and that it holds nothing on chips."""
    attrs, text = every.attrs, Sentence("")
    others = every[(every["ITEM"] != item) & (every["MEASURE"] == "in_force")]
    for (code, area), held in others.groupby(["ITEM", "REF_AREA"]):
        rows = _in_order(held, area)
        goods = opening(attrs["labels"][code])
        head = sentence("{goods}, {area}: ", goods=goods, area=name_of(area))
        text += joined(head, _since(rows, attrs, "{rate} percent from {day}")) + " "
        for rate in [_rate(row, attrs) for row in rows if row["OBS_STATUS"] == "E"]:
            said = {"rate": rate, "goods": attrs["labels"][code]}
            text += sentence("The {rate} assumes an ordinary duty on {goods} of zero. ", **said)
    lacking = "Their earlier duties and those on other goods" if text else "Duties on other goods"
    text += lacking + " are not in the table"
    if "semiconductors" not in set(every["ITEM"]):
        text += ", nor is any on chips, which does not say that chips enter free"
    return text + "."


def by_duty_gap(gap: Row, rates: pd.DataFrame, home: str, rival: str) -> Finding:
    """Read for how long home paid more or less than its rival.

    `gap` is from `cost_difference` and `rates` from `rates_by_day`, over the same days.
    """
    attrs, pair = rates.attrs, f"duty, {home} less {rival}"
    n = numbers_of(attrs, f"{rates.index[0]}..{rates.index[-1]}")
    counts = ("days", "days_more", "days_less", "retroactive", "days_more_told")
    said: dict[str, Any] = {key: n(gap[key], "count", f"{pair}, {key}") for key in counts}
    said |= {"home": name_of(home), "homes": possessive(name_of(home)), "rival": name_of(rival)}
    said |= item_words(attrs, attrs["item"])
    said |= {"mean": n(gap["mean"], "percentage points", f"{pair}, mean")}
    title = "{Items} from {home} and from {rival} paid the same on all {days} days"
    if most := gap["largest"]:
        lasted = sum((end - begin).n + 1 for begin, end, apart in gap["spans"] if apart == most)
        said["most"] = rate_words(n(abs(most), "percentage points", f"{pair}, largest"))
        said["lasted"] = _count(n(lasted, "count", f"{pair}, days of the largest"))
        title = "For {lasted} {items} from {home} paid {most} points more than {items} from {rival}"
        title = title if most > 0 else title.replace("more", "less")
    parts = list[Sentence]()
    for begin, end, points in gap["spans"]:
        n = numbers_of(attrs, f"{begin}..{end}")
        apart = n(points, "percentage points", f"{pair}, difference")
        way = choose(apart, "{apart:abs} more", "{apart:abs} less", "the same")
        lasted = _count(n((end - begin).n + 1, "count", f"{pair}, days of one difference"))
        way += " for the next {lasted}" if parts else " for {lasted}"
        parts.append(sentence(way, apart=apart, lasted=lasted))
    head = "{Items} from {home} paid, against those from {rival}, "
    reading = joined(sentence(head, **said), parts)
    level = choose(said["mean"], "{mean:abs} higher", "{mean:abs} lower", "the same")
    text = " Over all {days} days {homes} duty was on average " + level + "."
    if gap["retroactive"]:
        text += (
            " On {retroactive} of these days the rate published by the day was not the one now "
            "known to have applied; by what was public on each day {home} paid more on "
            "{days_more_told} days."
        )
    limit = "Every day counts the same; what was shipped on it is not known."
    return Finding(sentence(title, **said), reading + sentence(text, **said), limit)
