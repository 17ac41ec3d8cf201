"""Where cars go: one market's share, who made up for whom, how far the markets are spread."""

from __future__ import annotations

from typing import Any

import pandas as pd

from exportgap import prose
from exportgap.prose import Finding, Number, Sentence, numbers_of, opening, sentence
from exportgap.readings.cars.words import by_date, finding, moved, place
from exportgap.readings.items import joined
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
    market = "USA" if "USA" in set(held["COUNTERPART_AREA"]) else "NORTH_AMERICA"
    held = held.sort_values(["PUBLISHED", "SOURCE"])
    newest = held.groupby(["FREQ", "TIME_PERIOD", "COUNTERPART_AREA"])["VALUE"].last().unstack()
    both = (100 * newest[market] / newest["WLD"]).dropna()
    periods = both.index.get_level_values("TIME_PERIOD")
    rows = pd.DataFrame({"value": both.to_numpy()})
    rows["emphasis"] = both.index.get_level_values("FREQ") == "A"
    rows.index = pd.Index([prose.period_words(pd.Period(text)) for text in periods])
    rows.attrs = {**frame.attrs, "market": market, "periods": list(periods)}
    return rows


# The share of a market in whose cars, and where known before.
_TOOK = "{Market} took {share} of {whose} cars in {when}"
_EARLIER = ", {old:bare} in {before}"


def by_market(rows: pd.DataFrame) -> Finding:
    """Read `market_shares`: the years, and the newest, lowest and highest month."""
    attrs, code = rows.attrs, rows.attrs["market"]
    named, name = [], f"share of {code} in Korea's cars"
    for when, value, period in zip(rows.index, rows["value"], attrs["periods"], strict=True):
        named.append((when, numbers_of(attrs, period)(value, "percent", name)))
    years = int(rows["emphasis"].sum())
    months = named[years:]
    # A year says more than a month; two of them say how the share moved.
    *earlier, (when, share) = named[:years][-2:] if years > 1 else [*named[:years], *months[-1:]]
    said = {"Market": opening(place(attrs, code)), "share": share, "whose": "Korea's", "when": when}
    if earlier:
        said["before"], said["old"] = earlier[0]
    title, text = _TOOK + _EARLIER * len(earlier), "."
    if months:
        low, high = (pick(months, key=lambda each: each[1].value) for pick in (min, max))
        for key, (month, value) in (("newest", months[-1]), ("low", low), ("high", high)):
            said |= {key: value, f"{key}_month": month}
        name = f"months with a share of {code}"
        said["count"] = prose.number(len(months), "count", name, said["newest_month"], attrs)
    if len(months) == 1:
        text += " One month is known, {newest_month}: {newest}."
    elif months:
        text += (
            " In the {count:word} months for which a report gave both figures the share was lowest "
            "in {low_month}, {low}, and highest in {high_month}, {high:bare}"
        )
        if months[-1] not in (low, high):
            text += "; in the newest, {newest_month}, it was {newest:bare}"
        text += "."
    if code != "USA":
        text += " The United States by themselves were not known {by}."
    limit = "Months that reports quoted are no series."
    return finding(title, title + text, limit, by=by_date(attrs), **said)


def changes(made: pd.DataFrame) -> pd.DataFrame:
    """Return what each destination added to cars, WLD among them, as labelled rows for bars."""
    change = (made["value"] - made["before"]).sort_values()
    every = change.pop("WLD")
    labels = [opening(place(made.attrs, code)) for code in change.index]
    labels += ["All other destinations", "All destinations"]
    rows = pd.DataFrame({"value": [*change, every - change.sum(), every]}, index=pd.Index(labels))
    rows["emphasis"] = rows.index == "All destinations"
    rows.attrs = made.attrs
    return rows


def by_makeup(made: pd.DataFrame, frame: pd.DataFrame) -> Finding:
    """Read whether the rest of the world made up for the United States in `in_year`."""
    attrs, year = made.attrs, made.attrs["year"]
    if not {"USA", "WLD"} <= set(made.index):
        title = "Who made up for whom in a whole year was not known"
        text = "What each destination took in a whole year and in the one before was not known {by}"
        return finding(title, text + ".", by=by_date(attrs))
    change = made["value"] - made["before"]

    def billion(value: float, what: str) -> Number:
        return numbers_of(attrs, year)(value, attrs["unit"], f"Korea's cars, change{what}")

    us, every = change.pop("USA"), change.pop("WLD")
    lost, others = billion(us, " to USA"), billion(every - us, " to all but USA")
    said: dict[str, Any] = {"year": year, "lost": moved(lost), "others": moved(others)}
    title = "In {year} Korea's cars to the United States {lost}, elsewhere they {others}"
    if lost.seen() < 0 < others.seen():
        enough = prose.choose(billion(every, ""), "more than", "only in part", "just")
        title = f"In {{year}} other markets {enough} made up for the United States"
    text = "In {year} cars to the United States {lost}, cars to all other destinations {others}."
    reading = sentence(text, **said)
    if len(change):
        change = change.sort_values(ascending=False)
        change["unnamed destinations"] = every - us - change.sum()
        labels, parts = attrs["labels"] | {"unnamed destinations": "the rest"}, []
        for code, value in change.items():
            said |= {"to": place({"labels": labels}, code), "value": billion(value, f" to {code}")}
            parts.append(sentence("{to} {value:signed bare}", **said))
        reading += joined(" Among these, in billions: ", parts)
    limit = "Used cars are not told apart by destination."
    return Finding(sentence(title, **said), reading + _two_counts(made, frame), limit)


def _two_counts(made: pd.DataFrame, frame: pd.DataFrame) -> Sentence:
    """Say where two figures of the United States a year before are in print, and which fits."""
    attrs, year, us = made.attrs, made.attrs["year"], made.loc["USA"]
    rows = frame[(frame["COUNTERPART_AREA"] == "USA") & (frame["MEASURE"] == "value")]
    earlier = str(int(year) - 1)
    printed = sorted(set(rows.loc[rows["TIME_PERIOD"] == earlier, "VALUE"]))
    if len(printed) != 2:
        return Sentence("")
    n, name = numbers_of(attrs, earlier), "Korea's cars to USA"
    low, high = (
        n(value, attrs["unit"], f"{name}, {which} print")
        for value, which in zip(printed, ("lower", "higher"), strict=True)
    )
    growth = numbers_of(attrs, year)(us["growth"], "percent", f"{name}, growth")
    fits = min((low, high), key=lambda each: abs(each.value - us["before"]))
    text = (
        " Two figures of the United States for {year} are in print, {low:bare} and {high}; the "
        "growth that the ministry printed a year later, {growth:signed}, fits {fits:bare}."
    )
    return sentence(text, year=earlier, low=low, high=high, growth=growth, fits=fits)


def by_partner(shares: pd.DataFrame, values: pd.DataFrame, spread: pd.Series[Any]) -> Finding:
    """Read Japan's first market, its share and value, and the Herfindahl index of all."""
    attrs, first, year = shares.attrs, shares.index[0], shares.index[-1]
    newest, listed, cars = shares.iloc[-1], len(shares.columns), "Japan's passenger cars"
    code, n = str(newest.idxmax()), numbers_of(attrs, year)
    column = shares[code]

    def at(when: pd.Period) -> Number:
        return numbers_of(attrs, when)(column[when], "percent", f"share of {code} in {cars}")

    low, high, name = column.idxmin(), column.idxmax(), f"concentration of {cars}"
    said = {"Market": opening(name_of(code)), "share": at(year), "whose": "Japan's passenger"}
    said |= {"when": year, "first": first, "low_year": low, "high_year": high}
    said |= {"low": at(low), "high": at(high), "hhi": n(spread[year], "points", name)}
    said["hhi_first"] = numbers_of(attrs, first)(spread[first], "points", name)
    said["count"] = n(listed, "count", f"destinations of {cars}")
    said["total"] = n(newest.sum(), "percent", f"their share of {cars}")
    even, name = 10_000 / listed, f"even concentration of {listed}"
    said["even"] = prose.number(even, "points", name, year, attrs)
    title = text = _TOOK
    if len(column) > 1:
        value, growth = values[code].iloc[-1], 100 * values[code].pct_change().iloc[-1]
        said |= {"before": year - 1, "old": at(year - 1)}
        said["value"] = n(value, values.attrs["unit"], f"{cars} to {code}")
        said["growth"] = n(growth, "percent", f"{cars} to {code}, growth")
        title += _EARLIER
        text += ", {value}, which is {growth:signed} on the year; in {before} they took {old:bare}"
    text += (
        ". Since {first} the share was highest in {high_year}, {high}, and lowest in {low_year}, "
        "{low:bare}. The {count:word} destinations with a figure for every year took {total} "
        "together. Among them the Herfindahl index is {hhi:0}, {hhi_first:bare 0} in {first}; if "
        "all took alike it would be {even:bare 0}."
    )
    limit = "A destination is where customs saw the cars go, not where they are driven."
    return finding(title, text, limit, **said)


def largest(shares: pd.DataFrame, count: int) -> pd.DataFrame:
    """Return the columns with the largest newest shares under the names of their areas."""
    columns = list(shares.iloc[-1].sort_values(ascending=False).index[:count])
    return shares[columns].rename(columns=prose.area_label)
