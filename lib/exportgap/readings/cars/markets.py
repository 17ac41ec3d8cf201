"""Where cars go: one market's share, who made up for whom, how far the markets are spread."""

from __future__ import annotations

from typing import Any

import pandas as pd

from exportgap.prose import (
    Finding,
    Number,
    Sentence,
    area_label,
    choose,
    date_words,
    number,
    opening,
    period_words,
    sentence,
)
from exportgap.readings.cars.words import moved, place
from exportgap.vocabulary import name_of


def market_shares(frame: pd.DataFrame) -> pd.DataFrame:
    """Return one market's share of Korea's cars in every year and month that a report gave both of.

    Args:
        frame: rows of `car_exports`, by year and by month.

    Returns:
        Rows the periods, years first; `value` (percent). The market is the United States, or where
        they are not known North America; where sources differ, the newest figure is taken.
        `attrs["market"]` is its code.
    """
    held = frame[(frame["ITEM"] == "automobiles") & (frame["MEASURE"] == "value")]
    known = set(held["COUNTERPART_AREA"])
    market = "USA" if "USA" in known else "NORTH_AMERICA"
    key = ["FREQ", "TIME_PERIOD"]
    held = held.sort_values([*key, "PUBLISHED", "SOURCE"])
    part, whole = (
        held[held["COUNTERPART_AREA"] == code].drop_duplicates(key, keep="last").set_index(key)
        for code in (market, "WLD")
    )
    both = (100 * part["VALUE"] / whole["VALUE"]).dropna().reset_index()
    rows = pd.DataFrame({"value": both["VALUE"].to_numpy()})
    rows["emphasis"] = (both["FREQ"] == "A").to_numpy()
    rows.index = pd.Index([period_words(pd.Period(text)) for text in both["TIME_PERIOD"]])
    rows.attrs = {**frame.attrs, "market": market, "periods": list(both["TIME_PERIOD"])}
    return rows


def by_market(rows: pd.DataFrame) -> Finding:
    """Read one market's share of Korea's cars: the years, and the newest, lowest, highest month.

    Args:
        rows: from `market_shares`.
    """
    attrs, code = rows.attrs, rows.attrs["market"]
    market = place(attrs, code)
    shares = [
        number(value, "percent", f"share of {code} in Korea's cars, {period}", period, attrs)
        for value, period in zip(rows["value"], attrs["periods"], strict=True)
    ]
    named = list(zip(rows.index, shares, strict=True))
    years = [each for each in named if len(each[1].period) == 4]
    months = [each for each in named if len(each[1].period) > 4]
    # A year says more than a month; two of them say how the share moved.
    shown = years[-2:] if len(years) > 1 else [*years, *months[-1:]]
    title = sentence(
        "{Market} took {share} of Korea's cars in {when}",
        Market=opening(market),
        share=shown[-1][1],
        when=shown[-1][0],
    )
    if len(shown) > 1:
        title += sentence(", {share:bare} in {when}", share=shown[0][1], when=shown[0][0])
    reading = title + "."
    if months:
        when, newest = months[-1]
        if len(months) > 1:
            low, high = (pick(months, key=lambda each: each[1].value) for pick in (min, max))
            reading += sentence(
                " In the {count:word} months for which a report gave both figures the share was "
                "lowest in {low_month}, {low}, and highest in {high_month}, {high:bare}",
                count=number(len(months), "count", f"months with a share of {code}", when, attrs),
                low=low[1],
                low_month=low[0],
                high=high[1],
                high_month=high[0],
            )
            if when not in (low[0], high[0]):
                reading += sentence(
                    "; in the newest, {when}, it was {newest:bare}", when=when, newest=newest
                )
            reading += "."
        else:
            reading += sentence(" One month is known, {when}: {newest}.", when=when, newest=newest)
    if code != "USA":
        reading += sentence(
            " The United States by themselves were not known by {date}.",
            date=date_words(attrs["as_of"]),
        )
    return Finding(title, reading, "Months that reports quoted are no series.")


def changes(made: pd.DataFrame) -> pd.DataFrame:
    """Return what each destination added to cars between two years, as labelled rows for bars.

    Args:
        made: from `in_year` by COUNTERPART_AREA, with `before`, WLD among the rows.
    """
    change = (made["value"] - made["before"]).sort_values()
    every = change.pop("WLD")
    labels = [opening(place(made.attrs, code)) for code in change.index]
    rows = pd.DataFrame(
        {"value": [*change, every - change.sum(), every]},
        index=pd.Index([*labels, "All other destinations", "All destinations"]),
    )
    rows["emphasis"] = rows.index == "All destinations"
    rows.attrs = made.attrs
    return rows


def by_makeup(made: pd.DataFrame, frame: pd.DataFrame) -> Finding:
    """Read whether the rest of the world made up for the United States.

    Args:
        made: from `in_year` by COUNTERPART_AREA, with `before`; may be empty.
        frame: rows of `car_exports` by year, every source.
    """
    attrs, year = made.attrs, made.attrs["year"]
    if not {"USA", "WLD"} <= set(made.index):
        known = date_words(attrs["as_of"])
        return Finding(
            sentence("Who made up for whom in a whole year was not known"),
            sentence(
                "What each destination took in a whole year and in the one before was not known by "
                "{known}.",
                known=known,
            ),
        )
    change = made["value"] - made["before"]

    def billion(value: float, what: str) -> Number:
        return number(value, attrs["unit"], f"Korea's cars, {what}, {year}", year, attrs)

    lost, every = billion(change["USA"], "change to USA"), billion(change["WLD"], "change")
    others = billion(change["WLD"] - change["USA"], "change to all but USA")
    if lost.seen() < 0 < others.seen():
        title = sentence(
            "In {year} other markets {enough} made up for the United States",
            year=year,
            enough=choose(every, "more than", "only in part", "just"),
        )
    else:
        title = sentence(
            "In {year} Korea's cars to the United States {lost}, elsewhere they {others}",
            year=year,
            lost=moved(lost),
            others=moved(others),
        )
    parts = [
        sentence(
            "{place} {value:signed bare}",
            place=place(attrs, code),
            value=billion(change[code], f"change to {code}"),
        )
        for code in change.drop(["USA", "WLD"]).sort_values(ascending=False).index
    ]
    reading = sentence(
        "In {year} cars to the United States {lost}, cars to all other destinations {others}.",
        year=year,
        lost=moved(lost),
        others=moved(others),
    )
    if parts:
        reading += sentence(" Among these, in billions: ")
        for at, part in enumerate(parts):
            reading += (", " if at else "") + part
        rest = change["WLD"] - change.drop("WLD").sum()
        reading += sentence(
            " and the rest {rest:signed bare}.",
            rest=billion(rest, "change to unnamed destinations"),
        )
    reading += _two_counts(made, frame)
    return Finding(title, reading, "Used cars are not told apart by destination.")


def _two_counts(made: pd.DataFrame, frame: pd.DataFrame) -> Sentence:
    """Say where two figures of the United States a year before are in print, and which fits."""
    attrs, earlier = made.attrs, str(int(made.attrs["year"]) - 1)
    rows = frame[
        (frame["COUNTERPART_AREA"] == "USA")
        & (frame["MEASURE"] == "value")
        & (frame["TIME_PERIOD"] == earlier)
    ]
    printed = sorted(set(rows["VALUE"]))
    if len(printed) != 2:
        return Sentence("")
    low, high = (
        number(
            value, attrs["unit"], f"Korea's cars to USA, {which} print, {earlier}", earlier, attrs
        )
        for value, which in zip(printed, ("lower", "higher"), strict=True)
    )
    before = made.loc["USA", "before"]
    fits = min((low, high), key=lambda each: abs(each.value - before))
    return sentence(
        " Two figures of the United States for {year} are in print, {low:bare} and {high}; the "
        "growth that the ministry printed a year later, {growth:signed}, fits {fits:bare}.",
        year=earlier,
        low=low,
        high=high,
        growth=number(
            made.loc["USA", "growth"],
            "percent",
            f"Korea's cars to USA, growth, {attrs['year']}",
            attrs["year"],
            attrs,
        ),
        fits=fits,
    )


def by_partner(shares: pd.DataFrame, values: pd.DataFrame, spread: pd.Series[Any]) -> Finding:
    """Read where Japan's cars go: the first market's share and value, and the concentration.

    Args:
        shares: wide table of destinations in percent of the world, by year.
        values: the same in billions.
        spread: the Herfindahl-Hirschman index of the destinations listed, in points, by year.
    """
    attrs, year = shares.attrs, shares.index[-1]
    first, code = shares.index[0], str(shares.iloc[-1].idxmax())
    column = shares[code]
    market = name_of(code)

    def at(when: pd.Period) -> Number:
        name = f"share of {code} in Japan's passenger cars, {when}"
        return number(column[when], "percent", name, when, attrs)

    low, high = column.idxmin(), column.idxmax()
    title = sentence(
        "{Market} took {now} of Japan's passenger cars in {year}",
        Market=opening(market),
        now=at(year),
        year=str(year),
    )
    reading = title
    if len(column) > 1:
        value, before = values[code].iloc[-1], values[code].iloc[-2]
        name = f"Japan's passenger cars to {code}, {{}}{year}"
        reading += sentence(
            ", {value}, which is {growth:signed} on the year; in {before} they took {then:bare}",
            value=number(value, values.attrs["unit"], name.format(""), year, attrs),
            growth=number(
                100 * (value / before - 1), "percent", name.format("growth, "), year, attrs
            ),
            then=at(year - 1),
            before=str(year - 1),
        )
        title += sentence(", {then:bare} in {before}", then=at(year - 1), before=str(year - 1))
    reading += sentence(
        ". Since {first} the share was highest in {high_year}, {high}, and lowest in {low_year}, "
        "{low:bare}.",
        first=str(first),
        high=at(high),
        high_year=str(high),
        low=at(low),
        low_year=str(low),
    )
    listed = len(shares.columns)
    hhi = {
        key: number(
            spread[when], "points", f"concentration of Japan's passenger cars, {when}", when, attrs
        )
        for key, when in (("hhi", year), ("hhi_first", first))
    }
    count = number(listed, "count", f"destinations of Japan's passenger cars, {year}", year, attrs)
    total = number(
        shares.iloc[-1].sum(),
        "percent",
        f"their share of Japan's passenger cars, {year}",
        year,
        attrs,
    )
    even = number(10_000 / listed, "points", f"even concentration of {listed}", year, attrs)
    reading += sentence(
        " The {count:word} destinations with a figure for every year took {total} together. Among "
        "them the Herfindahl index is {hhi:0}, {hhi_first:bare 0} in {first}; if all took alike it "
        "would be {even:bare 0}.",
        count=count,
        total=total,
        even=even,
        first=str(first),
        **hhi,
    )
    return Finding(
        title, reading, "A destination is where customs saw the cars go, not where they are driven."
    )


def largest(shares: pd.DataFrame, count: int) -> pd.DataFrame:
    """Return the columns with the largest newest shares under the names of their areas."""
    columns = list(shares.iloc[-1].sort_values(ascending=False).index[:count])
    return shares[columns].rename(columns=area_label)
