"""Duties: which applied on which day, and for how long one side was worse off."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from exportgap.prose import (
    Finding,
    Number,
    Sentence,
    choose,
    date_words,
    label,
    listing,
    number,
    opening,
    possessive,
    sentence,
)
from exportgap.readings.items import joined
from exportgap.vocabulary import name_of


def rate_words(value: Number) -> Sentence:
    """Write a duty without decimals that it does not have: 25, but 27.5."""
    whole = value.value == round(value.value)
    return sentence("{rate:0 bare}" if whole else "{rate:bare}", rate=value)


def _day(day: object) -> str:
    return date_words(str(day))


def _days(first: pd.Period, last: pd.Period) -> str:
    """Write a run of days: "on 1 May 2025", "from 3 April to 1 May 2025"."""
    if first == last:
        return f"on {_day(first)}"
    start = _day(first)
    return f"from {start[:-5] if first.year == last.year else start} to {_day(last)}"


def _in_order(duties: pd.DataFrame, area: str) -> pd.DataFrame:
    rows = duties[(duties["REF_AREA"] == area) & (duties["MEASURE"] == "in_force")]
    return rows.sort_values(["TIME_PERIOD", "PUBLISHED"])


def _duty(row: Mapping[str, Any], attrs: Mapping[str, Any]) -> Number:
    name = f"duty, {row['MEASURE']}, {row['ITEM']}, {row['REF_AREA']}, {row['TIME_PERIOD']}"
    return number(row["OBS_VALUE"], "percent", name, row["TIME_PERIOD"], attrs)


def _since(rows: pd.DataFrame, attrs: Mapping[str, Any], first: str) -> list[Sentence]:
    """Write each rate and its first day: "25 percent from 3 April 2025", "15 from …"."""
    parts = []
    for at, row in enumerate(rows.to_dict("records")):
        rate, day = rate_words(_duty(row, attrs)), _day(row["TIME_PERIOD"])
        parts.append(sentence("{rate} from {day}" if at else first, rate=rate, day=day))
    return parts


def by_duty(duties: pd.DataFrame, rates: pd.DataFrame, home: str, rival: str) -> Finding:
    """Read the duty on an item of home and of its rival: each rate, since when, and the last.

    Args:
        duties: rows of `tariffs` in force, one item and market.
        rates: from `rates_by_day`, up to the last day that the table covers.
        home: an area.
        rival: the other.
    """
    attrs, item, last = duties.attrs, duties["ITEM"].iloc[0], rates.index[-1]
    said = {"goods": attrs["labels"][item], "home": name_of(home), "rival": name_of(rival)}
    said |= {"day": _day(last), "market": name_of(duties["COUNTERPART_AREA"].iloc[0])}
    reading, newest = Sentence(""), []
    for area in (home, rival):
        rows = _in_order(duties, area)
        newest.append(_duty(rows[rows["TIME_PERIOD"] <= last].iloc[-1], attrs))
        head = sentence("The duty on {goods} from {area} was ", area=name_of(area), **said)
        first = "{rate} percent on {day} (where this table begins)"
        reading += joined(head, _since(rows, attrs, first)) + " "
        for row in rows[rows["PUBLISHED_BASIS"] == "release"].to_dict("records"):
            back = (pd.Period(row["PUBLISHED"], "D") - row["TIME_PERIOD"]).n
            if back > 0:
                name = f"days a duty reaches back, {item}, {area}, {row['TIME_PERIOD']}"
                reading += sentence(
                    "The rate of {rate} was published on {published} and reaches back {back} "
                    "{days}. ",
                    rate=rate_words(_duty(row, attrs)),
                    published=_day(row["PUBLISHED"]),
                    back=number(back, "count", name, row["TIME_PERIOD"], attrs),
                    days="day" if back == 1 else "days",
                )
    if str(last) < attrs["as_of"]:
        reading += sentence(
            "The newest entry of the table is of {day}: what has applied since then it does not "
            "say. ",
            **said,
        )
    title = "On {day} {goods} from {home} paid {own} percent in {market}, from {rival} {other}"
    if newest[0].value == newest[1].value:
        title = "On {day} {goods} from {home} and from {rival} paid {own} percent in {market}"
    own, other = (rate_words(each) for each in newest)
    return Finding(
        sentence(title, own=own, other=other, **said),
        Sentence(reading.rstrip(), reading.numbers),
        "It is the rate in law; what importers paid in the end is not in these figures.",
    )


def acts(duties: pd.DataFrame, rates: pd.DataFrame) -> list[tuple[str, str]]:
    """Return each day on which a rate changed, and the rates in words, to note in a chart.

    Args:
        duties: rows of `tariffs` in force, one item.
        rates: from `rates_by_day`; only its days are noted, without the first.
    """
    notes: dict[str, list[str]] = {}
    drawn = duties[duties["TIME_PERIOD"].isin(rates.index[1:])]
    rows = drawn.sort_values(["TIME_PERIOD", "REF_AREA"], ascending=[True, False])
    for row in rows.to_dict("records"):
        late = row["PUBLISHED"] > str(row["TIME_PERIOD"])
        told = f", published {_day(row['PUBLISHED'])}" * late
        words = f"{label(name_of(row['REF_AREA']))} {row['OBS_VALUE']:g}{told}"
        notes.setdefault(str(row["TIME_PERIOD"]), []).append(words)
    return [(day, ", ".join(words)) for day, words in notes.items()]


def _enacted(row: Mapping[str, Any], duties: pd.DataFrame) -> pd.DataFrame:
    """Return the acts that put an announced rate into force: published with it or later."""
    rows = _in_order(duties, row["REF_AREA"])
    later = (rows["ITEM"] == row["ITEM"]) & (rows["PUBLISHED"] >= row["PUBLISHED"])
    return rows[later & (rows["OBS_VALUE"] == row["OBS_VALUE"])]


def announcements(told: pd.DataFrame, duties: pd.DataFrame) -> pd.DataFrame:
    """Return announced rates and the acts that put them into force, as a table for a reader."""
    rows, labels = [], told.attrs["labels"]
    for row in told.sort_values("PUBLISHED").to_dict("records"):
        found = _enacted(row, duties).to_dict("records")
        # The first act is the one that followed.
        force = [
            f"from {_day(act['TIME_PERIOD'])}, published {_day(act['PUBLISHED'])}"
            for act in found[:1]
        ]
        rows.append(
            {
                "Announced": _day(row["PUBLISHED"]),
                "Goods": f"{label(labels[row['ITEM']])} from {name_of(row['REF_AREA'])}",
                "Percent": f"{row['OBS_VALUE']:g}",
                "In force": "; ".join(force) or "no act in this table",
            }
        )
    return pd.DataFrame(rows)


def by_announcement(told: pd.DataFrame | None, duties: pd.DataFrame) -> Sentence:
    """Say which announced rates no act had put into force by the date of the frame.

    Args:
        told: rows of `tariffs` announced, one item; None where none was known.
        duties: the rows in force.
    """
    when = _day(duties.attrs["as_of"])
    if told is None:
        return sentence("No other rate had been announced by {when}.", when=when)
    head = Sentence("An announcement binds no importer, so the chart leaves it out. ")
    rows = told.sort_values("PUBLISHED").to_dict("records")
    parts = [
        sentence(
            "the {rate} percent for {area} announced on {day}",
            rate=rate_words(_duty(row, told.attrs)),
            area=name_of(row["REF_AREA"]),
            day=_day(row["PUBLISHED"]),
        )
        for row in rows
        if _enacted(row, duties).empty
    ]
    if not parts:
        text = "Each rate announced by {when} had been put into force by an act."
        return head + sentence(text, when=when)
    text = "As known by {when}, no act in this table puts into force "
    return head + joined(sentence(text, when=when), parts)


def by_other_duties(every: pd.DataFrame, item: str) -> Sentence:
    """Say what else the table holds, and that it holds nothing on chips.

    Args:
        every: all rows of `tariffs` known.
        item: the item already told.
    """
    attrs, labels = every.attrs, every.attrs["labels"]
    text = Sentence("")
    for code in [code for code in labels if code != item]:
        rows = every[every["ITEM"] == code]
        for area in dict.fromkeys(rows.loc[rows["MEASURE"] == "in_force", "REF_AREA"]):
            said = {"Goods": opening(labels[code]), "area": name_of(area)}
            own = _in_order(rows, area)
            parts = _since(own, attrs, "{rate} percent from {day}")
            text += joined(sentence("{Goods}, {area}: ", **said), parts) + " "
            for row in own[own["OBS_STATUS"] == "E"].to_dict("records"):
                rate = rate_words(_duty(row, attrs))
                text += sentence("The {rate} is an estimate of the full rate. ", rate=rate)
    if text:
        text += "Their earlier duties are not in the table. "
    if "semiconductors" not in set(every["ITEM"]):
        lacking = "Nor is any duty on chips" if text else "No duty on chips is in the table"
        text += lacking + ", which does not say that chips enter free."
    return Sentence(text.rstrip(), text.numbers)


def by_duty_gap(gap: Mapping[str, Any], rates: pd.DataFrame, home: str, rival: str) -> Finding:
    """Read for how long home paid more or less than its rival.

    Args:
        gap: from `cost_difference`.
        rates: from `rates_by_day`, over the same days.
        home: an area.
        rival: the other.
    """
    attrs, pair = rates.attrs, f"duty, {home} less {rival}"
    whole = f"{rates.index[0]}..{rates.index[-1]}"

    def made(value: float, unit: str, name: str, stamp: str = whole) -> Number:
        return number(value, unit, f"{pair}, {name}, {stamp}", stamp, attrs)

    days, more, less, late, told = (
        made(gap[key], "count", key)
        for key in ("days", "days_more", "days_less", "retroactive", "days_more_told")
    )
    mean = made(gap["mean"], "percentage points", "mean")
    said: dict[str, Any] = {"goods": attrs["labels"][attrs["item"]]}
    said |= {"home": name_of(home), "homes": possessive(name_of(home)), "rival": name_of(rival)}
    said |= {"days": days, "more": more, "less": less, "Goods": opening(said["goods"])}
    title = "{Goods} from {home} and from {rival} paid the same on all {days} days"
    if more.value and less.value:
        title = (
            "{Goods} from {home} paid more than from {rival} on {more} of {days} days, less on "
            "{less}"
        )
    elif more.value or less.value:
        side = "more" if more.value else "less"
        on = "all {days} days" if gap["days_level"] == 0 else f"{{{side}}} of {{days}} days"
        title = f"{{Goods}} from {{home}} paid {side} than from {{rival}} on {on}"
    parts = []
    for begin, end, points in gap["spans"]:
        stamp = f"{begin}..{end}"
        apart = made(points, "percentage points", "difference", stamp)
        until = made((end - begin).n + 1, "count", "days of one difference", stamp)
        parts.append(
            sentence(
                choose(apart, "{apart:abs} more", "{apart:abs} less", "the same")
                + " {when} ({until} {days})",
                apart=apart,
                when=_days(begin, end),
                until=until,
                days="day" if until.value == 1 else "days",
            )
        )
    head = "{Goods} from {home} paid, against those from {rival}, "
    reading = joined(sentence(head, **said), parts)
    turned = rates.index[1:][rates.ne(rates.shift()).any(axis=1)[1:]]
    begun = {begin for begin, _, _ in gap["spans"]}
    kept = [_day(day) for day in turned if day not in begun]
    if kept:
        text = " On {kept} both duties moved alike, so that the difference stayed."
        reading += sentence(text, kept=listing(kept))
    level = choose(mean, "{mean:abs} higher", "{mean:abs} lower", "the same")
    text = " Over all {days} days {homes} duty was on average " + level + "."
    reading += sentence(text, mean=mean, **said)
    if late.value:
        reading += sentence(
            " On {late} of these days the rate published by the day was not the one now known to "
            "have applied; by what was public on each day {home} paid more on {told} days.",
            late=late,
            told=told,
            **said,
        )
    limit = "Every day counts the same; what was shipped on it is not known."
    return Finding(sentence(title, **said), reading, limit)
