"""Exposure: what of a country's exports a market takes, before a duty hits it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from exportgap.prose import (
    Finding,
    Number,
    Sentence,
    date_words,
    number,
    opening,
    possessive,
    sentence,
)
from exportgap.readings.items import joined


def _part(share: float, what: str, period: Any, attrs: Mapping[str, Any]) -> Number:
    return number(share, "percent", f"part of the United States, {what}, {period}", period, attrs)


def count_of(row: Mapping[str, Any], attrs: Mapping[str, Any]) -> Number:
    """Return cars to the market in a year by one count."""
    name = f"cars to the United States, {row['TIME_PERIOD']}, {row['SOURCE']}"
    return number(row["VALUE"], attrs["unit"], name, row["TIME_PERIOD"], attrs)


def all_sources(first: pd.DataFrame, *others: pd.DataFrame) -> dict[str, Any]:
    """Return the first frame's attrs, naming the publishers of all."""
    named = [name for frame in (first, *others) for name in frame.attrs["sources"]]
    return {**first.attrs, "sources": tuple(dict.fromkeys(named)), "source_until": {}}


def _each(shares: Sequence[Number]) -> Sentence:
    """Write a share by each count: "48.3 or 49.0 percent", once where they print alike."""
    least, most = min(shares, key=float), max(shares, key=float)
    if least.seen() == most.seen():
        return sentence("{most}", most=most)
    return sentence("{least:bare} or {most}", least=least, most=most)


def by_exposure(
    counts: pd.DataFrame,
    goods: pd.DataFrame,
    rival: Mapping[str, pd.DataFrame],
    year: pd.Period,
) -> tuple[Finding, pd.DataFrame]:
    """Read what of both sides' exports goes to the market, in the year before the duties.

    Args:
        counts: home's cars to the market by each count, in the order of publication: tidy rows,
            and of_cars and of_all (percent of home's cars, and of all its exports).
        goods: home's exports of all goods there, from `exposure_by_year`.
        rival: the other side's, from `exposure_by_year`: "of_cars" and "of_all" (passenger cars,
            in percent of those and of all exports) and "goods" (all goods).
        year: the year.

    Returns:
        The finding, and its shares as labelled rows for bars; `value_before` is the first count.
    """
    attrs, theirs = counts.attrs, rival["of_cars"].attrs
    home, other = attrs["names"][0], theirs["names"][0]
    told, of_cars, of_all = [], [], []
    for row in counts.to_dict("records"):
        when = "published on" if row["PUBLISHED_BASIS"] == "release" else "public by"
        count, day = count_of(row, attrs), date_words(row["PUBLISHED"])
        text = "{count} in the count {when} {day}"
        told.append(sentence(text, count=count, when=when, day=day))
        of_cars.append(_part(row["of_cars"], f"{home}, cars, {row['SOURCE']}", year, attrs))
        of_all.append(_part(row["of_all"], f"{home}, cars of all, {row['SOURCE']}", year, attrs))
    shares = {
        key: _part(table.loc[year, "share"], f"{other}, {key}", year, theirs)
        for key, table in rival.items()
    }
    name = f"passenger cars to the United States, {other}, {year}"
    worth = number(rival["of_cars"].loc[year, "hit"], theirs["unit"], name, year, theirs)
    whole = _part(goods.loc[year, "share"], f"{home}, all goods", year, goods.attrs)
    said: dict[str, Any] = {"home": home, "homes": possessive(home), "others": possessive(other)}
    said |= {"Homes": opening(said["homes"]), "Others": opening(said["others"])}
    said |= {"year": str(year), "worth": worth, "whole": whole, "own": of_cars[-1], **shares}
    said |= {"each": _each(of_cars), "each_of_all": _each(of_all)}
    title = sentence(
        "In {year} the United States took {own} of {homes} car exports, {of_cars:bare} of {others}",
        **said,
    )
    head = sentence("{Homes} cars to the United States in {year} were ", **said)
    reading = joined(head, told)
    if counts["VALUE"].nunique() > 1:
        reading += " They do not agree, and both are shown."
    reading += sentence(
        " That is {each} of the cars that {home} exports and {each_of_all} of all its exports. "
        "{Others} passenger cars to the United States were {worth}: {of_cars} of its passenger "
        "cars and {of_all} of all its exports. Of all goods together the market took {whole} of "
        "{homes} exports",
        **said,
    )
    # Months by the customs table; a year of twelve needs no remark.
    summed = int(goods.loc[year, "periods"])
    if summed < 12:
        name = f"months of all goods to the United States summed, {year}"
        months = number(summed, "count", name, year, goods.attrs)
        reading += sentence(" (in the {months} months that customs' table has)", months=months)
    past = rival["of_cars"]["share"]
    reading += sentence(
        " and {goods} of {others}. Since {first} the market's part in {others} passenger cars was "
        "lowest in {low_year}, {low}, and highest in {high_year}, {high}.",
        first=str(past.index[0]),
        low_year=str(past.idxmin()),
        high_year=str(past.idxmax()),
        low=_part(past.min(), f"{other}, of_cars", past.idxmin(), theirs),
        high=_part(past.max(), f"{other}, of_cars", past.idxmax(), theirs),
        **said,
    )
    rows = [
        (f"{home}: cars, of all cars", of_cars[-1], of_cars[0], "home"),
        (f"{other}: passenger cars, of all of them", shares["of_cars"], None, "rival"),
        (f"{home}: cars, of all exports", of_all[-1], of_all[0], "home"),
        (f"{other}: passenger cars, of all exports", shares["of_all"], None, "rival"),
        (f"{home}: all goods, of all exports", whole, None, "home"),
        (f"{other}: all goods, of all exports", shares["goods"], None, "rival"),
    ]
    bars = pd.DataFrame(
        {
            "value": [float(value) for _, value, _, _ in rows],
            "value_before": [float(first) if first else None for _, _, first, _ in rows],
            "colour": [tone for *_, tone in rows],
        },
        index=[words for words, *_ in rows],
    ).astype({"value_before": float})
    if len(counts) == 1:
        bars = bars.drop(columns="value_before")
    bars.attrs = all_sources(counts, goods, rival["goods"])
    limit = "Korea's cars are all finished cars by the ministry's list, Japan's passenger cars."
    return Finding(title, reading, sentence(limit)), bars
