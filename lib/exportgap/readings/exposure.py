"""Exposure: what of a country's exports a market takes, before a duty hits it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from exportgap.prose import (
    Finding,
    Number,
    Sentence,
    date_words,
    number,
    numbers_of,
    opening,
    possessive,
    sentence,
)
from exportgap.readings.items import joined

# The sources of counts that are no publisher's of statistics.
PRESS = ("JOONGANG",)


def _part(share: float, what: str, period: Any, attrs: Mapping[str, Any]) -> Number:
    return numbers_of(attrs, period)(share, "percent", f"part of the United States, {what}")


def all_sources(first: pd.DataFrame, *others: pd.DataFrame) -> dict[str, Any]:
    """Return the first frame's attrs, naming the publishers of all."""
    named = [name for frame in (first, *others) for name in frame.attrs["sources"]]
    return {**first.attrs, "sources": tuple(dict.fromkeys(named)), "source_until": {}}


def _each(shares: Sequence[Number]) -> Sentence:
    """Write a share by each count: "48.3 or 49.0 percent", once where they print alike."""
    least, most = min(shares, key=float), max(shares, key=float)
    text = "{most}" if least.seen() == most.seen() else "{least:bare} or {most}"
    return sentence(text, least=least, most=most)


def by_exposure(
    counts: pd.DataFrame,
    goods: pd.DataFrame,
    rival: Mapping[str, pd.DataFrame],
    year: pd.Period,
    after: Mapping[str, float] | None = None,
) -> tuple[Finding, pd.DataFrame]:
    """Read what of both sides' exports goes to the market in a year; the shares as rows for bars.

    Args:
        counts: home's cars to the market by each count, in the order of publication: tidy rows,
            and of_cars and of_all (percent of home's cars, and of all its exports).
        goods: home's exports of all goods there, from `exposure_by_year`.
        rival: the other side's, from `exposure_by_year`: "of_cars" and "of_all" (passenger cars,
            in percent of those and of all exports) and "goods" (all goods).
        year: the last before the duties.
        after: home's cars of the next year, where known: growth as printed, and before, from
            `undo_growth`.
    """
    attrs, theirs = counts.attrs, rival["of_cars"].attrs
    home, other = attrs["names"][0], theirs["names"][0]
    rows, past = counts.to_dict("records"), rival["of_cars"]["share"]
    told = []
    for row in rows:
        text = "{count} in the ministry's count of {day}"
        if row["SOURCE"] in PRESS:
            text = "{count} in a newspaper of {day}, its origin not recorded"
        name = f"cars to the United States, {year}, {row['SOURCE']}"
        count = number(row["VALUE"], attrs["unit"], name, year, attrs)
        told.append(sentence(text, count=count, day=date_words(row["PUBLISHED"])))
    of_cars, of_all = (
        [_part(row[key], f"{home}, {what}, {row['SOURCE']}", year, attrs) for row in rows]
        for key, what in (("of_cars", "cars"), ("of_all", "cars of all"))
    )
    shares = {
        key: _part(table.loc[year, "share"], f"{other}, {key}", year, theirs)
        for key, table in rival.items()
    }
    name = f"passenger cars to the United States, {other}"
    worth = numbers_of(theirs, year)(rival["of_cars"].loc[year, "hit"], theirs["unit"], name)
    whole = _part(goods.loc[year, "share"], f"{home}, all goods", year, goods.attrs)
    said: dict[str, Any] = {"home": home, "homes": possessive(home), "others": possessive(other)}
    said |= {opening(key): opening(said[key]) for key in ("homes", "others")}
    said |= {"year": year, "own": of_cars[-1], "worth": worth, "whole": whole, **shares}
    said |= {"each": _each(of_cars), "each_of_all": _each(of_all), "first": past.index[0]}
    for key, at in (("low", past.idxmin()), ("high", past.idxmax())):
        said |= {f"{key}_year": at, key: _part(past[at], f"{other}, of_cars", at, theirs)}
    title = (
        "In {year} the United States took {own} of {homes} car exports, {of_cars:bare} of {others}"
    )
    reading = joined(sentence("{Homes} cars to the United States in {year} were ", **said), told)
    if counts["VALUE"].nunique() > 1:
        reading += " The two do not agree."
        if after is not None:
            near = counts.loc[(counts["VALUE"] - after["before"]).abs().idxmin(), "SOURCE"]
            n, later = (numbers_of(attrs, at) for at in (year, year + 1))
            reading += sentence(
                " The growth that the ministry printed for {next}, {grown:signed}, implies {base}: "
                "the {near}'s count fits it.",
                next=year + 1,
                grown=later(after["growth"], "percent", "cars to the United States, KOR, growth"),
                base=n(after["before"], attrs["unit"], "cars to the United States, KOR, implied"),
                near="newspaper" if near in PRESS else "ministry",
            )
    reading += sentence(
        " That is {each} of the cars that {home} exports and {each_of_all} of all its exports. "
        "{Others} passenger cars to the United States were {worth}: {of_cars} of its passenger "
        "cars and {of_all} of all its exports. Of all goods together the market took {whole} of "
        "{homes} exports",
        **said,
    )
    # Months by the customs table; a year of twelve needs no remark.
    if goods.loc[year, "periods"] < 12:
        name = "months of all goods to the United States summed"
        months = numbers_of(goods.attrs, year)(goods.loc[year, "periods"], "count", name)
        reading += sentence(" (in the {months} months that customs' table has)", months=months)
    reading += sentence(
        " and {goods} of {others}. Since {first} the market's part in {others} passenger cars was "
        "lowest in {low_year}, {low}, and highest in {high_year}, {high}.",
        **said,
    )
    bars = {}
    for ours, own, its, key in (
        ("cars, of all cars", of_cars, "passenger cars, of all of them", "of_cars"),
        ("cars, of all exports", of_all, "passenger cars, of all exports", "of_all"),
        ("all goods, of all exports", [whole], "all goods, of all exports", "goods"),
    ):
        before = own[0].value if len(own) > 1 else math.nan
        bars[f"{home}: {ours}"] = (own[-1].value, before, "home")
        bars[f"{other}: {its}"] = (shares[key].value, math.nan, "rival")
    columns = ["value", "value_before", "colour"]
    drawn = pd.DataFrame.from_dict(bars, orient="index", columns=columns).dropna(axis=1, how="all")
    drawn.attrs = all_sources(counts, goods, rival["goods"])
    limit = "Korea's cars are all finished cars by the ministry's list, Japan's passenger cars."
    return Finding(sentence(title, **said), reading, sentence(limit)), drawn
