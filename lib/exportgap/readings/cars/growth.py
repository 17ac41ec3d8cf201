"""What cars and their parts added to growth, and on what base they grew."""

from __future__ import annotations

from typing import Any

import pandas as pd

from exportgap.prose import Finding, Number, Sentence, choose, numbers_of, ranges, sentence
from exportgap.readings.cars import words
from exportgap.readings.cars.words import finding, moved, of_year, to_date
from exportgap.readings.items import OFFICES, joined, sourced

_ITEMS = {"the ministry": "automobiles", "customs": "passenger_cars"}


def mostly_compared(table: pd.DataFrame) -> pd.DataFrame:
    """Keep the years of a table to date of which at least half the months are compared."""
    through, lacking = table.attrs["through"], table.attrs["left_out"]
    return table[[2 * len(lacking.get(year, [])) <= through for year in table.index.year]]


def by_engine(added: pd.DataFrame, ministry: pd.DataFrame) -> Finding:
    """Read what cars and parts added to growth, to date, from contributions by item."""
    last, both = added.index[-1], "passenger_cars and auto_parts"
    office, n = OFFICES[added.attrs["classification"]], of_year(added)
    items = added.iloc[-1].drop(["residual", "total"])
    added = added.assign(**{both: added["passenger_cars"] + added["auto_parts"]})
    best = added[both].idxmax()

    def points(what: str, year: pd.Period = last) -> Number:
        name, value = f"contribution of {what}, {office}", added.loc[year, what]
        return of_year(added, year)(value, "percentage points", name)

    own, total = points(both), added.loc[last, "total"]
    total = n(total, "percent", f"growth of all exports, {office}")
    said = to_date(added) | {"own": own, "total": total, "way": moved(total)}
    said |= {"chips": points("semiconductors"), "then": points("semiconductors", best)}
    said |= {"cars": points("passenger_cars"), "parts": points("auto_parts")}
    said |= {"first": added.index[0], "best": best, "high": points(both, best)}
    said["count"] = n(len(items), "count", f"items listed by {office}")
    place = (items > items["passenger_cars"]).sum() + 1
    said["place"] = n(place, "rank", f"passenger_cars, place by contribution, {office}")
    way = choose(own, "added {own} to", "took {own:abs} off", "added nothing to")
    title = f"Cars and parts {way} export growth in {{when}}"
    if own.seen() > 0 and total.seen() > 0:
        title = "Cars and parts gave {own:bare} of the {total:bare} percent of growth in {when}"
    text = (
        "{begin} Korea's exports {way} on {same}, by the count of customs. Semiconductors gave "
        "{chips:signed}, passenger cars {cars:signed bare}, car parts {parts:signed bare}. Of the "
        "{count:word} items of the list passenger cars rank {place:ordinal} by what they gave."
    )
    if own.seen() <= 0:
        text += " In these months cars were no second engine."
    elif total.seen() > 0:
        part = 100 * own.value / total.value
        said["part"] = n(part, "percent", f"share of cars and parts in growth, {office}")
        text += " Cars and parts together made {part} of the growth."
    if len(added) > 1 and best == last:
        text += " It is the most that they gave in these months of any year since {first}."
    elif len(added) > 1:
        text += (
            " The most that cars and parts gave in these months since {first} was "
            "{high:signed bare}, in {best}, when semiconductors gave {then:signed bare}."
        )
    if months := [month for each in added.index for month in words.missing(added, each.year)]:
        said["months"] = ranges(months)
        text += " Not compared, for want of the items then or a year before: {months}."
    limit = _lacking(words.missing(added, last.year), ministry)
    return finding(title, text, limit or "What adds to growth is not thereby its cause.", **said)


def by_apart(apart: pd.DataFrame) -> Finding:
    """Read what cars and parts added to growth without semiconductors, from contributions to it."""
    last, n = apart.iloc[-1], of_year(apart)
    name = f"growth without semiconductors, {OFFICES[apart.attrs['classification']]}"
    value = last["passenger_cars"] + last["auto_parts"]
    share = n(value, "percentage points", f"contribution of cars and parts to {name}")
    title = "Without chips exports {way}, of which cars and parts gave {share:signed bare}"
    text = (
        "In the same months exports without semiconductors {way}; cars and parts gave "
        "{share:signed} of that, ships and all other goods the rest."
    )
    limit = "What is left holds weak and strong goods together."
    return finding(title, text, limit, share=share, way=moved(n(last["total"], "percent", name)))


def _printed(ministry: pd.DataFrame) -> pd.Series[Any]:
    """Return the growth of automobiles that the ministry printed, by month, in percent."""
    rows = ministry[(ministry["ITEM"] == "automobiles") & (ministry["MEASURE"] == "growth")]
    return rows.set_index("TIME_PERIOD")["VALUE"].sort_index()


def _grown(values: pd.Series[Any], office: str, month: pd.Period, attrs: Any) -> Number:
    name = f"{_ITEMS[office]}, {office}, growth on the year"
    return numbers_of(attrs, month)(values[month], "percent", name)


def _lacking(months: list[pd.Period], ministry: pd.DataFrame) -> Sentence:
    """Say what growth the ministry printed for months that are left out; "" where none."""
    stated, parts = _printed(ministry), []
    for month in stated.index.intersection(months):
        own = _grown(stated, "the ministry", month, ministry.attrs)
        parts.append(sentence("{own:signed} in {month}", own=own, month=month))
    return joined("In what is left out the ministry had ", parts) if parts else Sentence("")


def growths(ministry: pd.DataFrame, customs: pd.Series[Any], effect: pd.DataFrame) -> pd.DataFrame:
    """Set customs' growth, from `base_effect` too, beside the ministry's printed growth."""
    sides = {"customs": customs, "two_year": effect["two_year"]}
    table = pd.DataFrame(sides | {"ministry": _printed(ministry)}).sort_index()
    table.attrs = sourced(effect, ministry) | {"provisional": []}
    return table


def by_low_base(table: pd.DataFrame) -> Finding:
    """Read the newest growth of cars, from `growths`, beside the growth that it stands on."""
    attrs, means = table.attrs, table["two_year"].dropna()
    known = {"the ministry": table["ministry"].dropna(), "customs": table["customs"].dropna()}
    # The newest month is read, and of two the ministry's print, which is the one in the news.
    office = max(known, key=lambda each: known[each].index[-1])
    month, newest = known[office].index[-1], means.index[-1]
    before, name = month - 12, "passenger_cars, customs, growth a year over two years"
    other = next((each for each in (office, *known) if before in known[each].index), None)
    said = {"month": month, "office": office, "before": before, "other": other, "newest": newest}
    said["mean"] = numbers_of(attrs, newest)(means[newest], "percent", name)
    said["own"] = _grown(known[office], office, month, attrs)
    title = "Cars had {own:signed} on the year in {month}"
    text = "{month} had {own:signed} on the year by the count of {office}."
    if other is None:
        text += " The growth of {before}, on which it stands, is not known."
    else:
        base = _grown(known[other], other, before, attrs)
        said |= {"base": base, "kind": choose(base, "high", "low", "level")}
        title = "Growth of {own:signed} in {month} stands on {base:signed bare} a year before"
        text += " The base was {kind}: {before} had {base:signed} by the count of {other}."
    if (office, month) != ("customs", newest):
        said["way"] = moved(_grown(known["customs"], "customs", newest, attrs))
        text += " By customs passenger cars of {newest} {way} on the year."
    text += " Over two years customs' growth is {mean:signed} a year."
    recent = table.loc[means.index[-24:]].round(1)
    if len(recent) > 1:
        # Growth that only made up for a loss of the year before.
        hollow = (recent["customs"] > 0) & (recent["two_year"] <= 0)
        n = numbers_of(attrs, f"{recent.index[0]}..{recent.index[-1]}")
        name = "passenger_cars, customs, months"
        said["few"] = n(hollow.sum(), "count", f"{name} whose growth only made up for a loss")
        said["n"] = n(len(recent), "count", f"{name} compared over two years")
        text += (" In {few:word}" if hollow.any() else " In none") + (
            " of the {n:word} newest months that can be compared growth was positive and only made "
            "up for a loss of the year before."
        )
    limit = "Days worked differ between months; no figure here allows for it."
    return finding(title, text, limit, **said)


def by_days(early: pd.DataFrame | None, monthly: pd.Series[Any]) -> Sentence:
    """Say in which part of the newest month its change on the year arose; "" if not known."""
    if early is None:
        return Sentence("")
    whole = monthly.dropna()
    month, unit = whole.index[-1], early.attrs["unit"]
    counts = early.pivot(index="TIME_PERIOD", columns="FREQ", values="VALUE").assign(M=whole)
    change = counts.reindex([month - 12, month]).diff().iloc[-1]
    if change.isna().any():
        return Sentence("")
    n, name = numbers_of(early.attrs, month), "passenger_cars, change"
    text = (
        " Customs' early counts say when: of the change of {every:signed 2} against {before}, "
        "{first:signed bare 2} arose in the first ten days, {second:signed bare 2} in the next ten "
        "and {third:signed bare 2} in the rest of the month."
    )
    said = {"every": n(change["M"], unit, name), "before": month - 12}
    said["first"] = n(change["D10"], unit, f"{name} in the first ten days")
    said["second"] = n(change["D20"] - change["D10"], unit, f"{name} in the next ten days")
    said["third"] = n(change["M"] - change["D20"], unit, f"{name} in the rest of the month")
    return sentence(text, **said)


def by_parts(home: pd.DataFrame, rival: pd.DataFrame, stated: pd.DataFrame | None) -> Finding:
    """Read the growth of car parts of both sides to date, from `growth_without`."""
    name = "Korea's car parts, customs, growth"
    ours = of_year(home)(home["item"].iloc[-1], "percent", name)
    name = "Japan's parts of motor vehicles, growth in dollars"
    own = of_year(rival)(rival["item"].iloc[-1], "percent", name)
    said = to_date(home) | {"ours": ours, "own": own, "theirs": to_date(rival)["when"]}
    said |= {"way": moved(ours), "other": moved(own)}
    title = "Car parts: Korea {ours:signed} in {when}, Japan {own:signed bare} in {theirs}"
    text = (
        "{begin} Korea's car parts {way} on {same}, by the count of customs. Japan's parts of "
        "motor vehicles {other} in dollars"
    )
    if said["when"] == said["theirs"]:
        title = "Car parts in {when}: Korea {ours:signed}, Japan {own:signed bare}"
    else:
        text += " in {theirs}"
    reading = sentence(text + ".", **said) + words.by_statement(stated, "auto_parts")
    limit = "Parts made in plants abroad are in neither figure."
    return Finding(sentence(title, **said), reading, limit)


def beside(home: pd.Series[Any], rival: pd.Series[Any]) -> pd.DataFrame:
    """Set Korea's car parts beside Japan's parts of motor vehicles, over Korea's months."""
    named = [sentence(name) for name in ("Korea's car parts", "Japan's parts of motor vehicles")]
    table = pd.DataFrame(dict(zip(named, (home, rival), strict=True)))
    table = table.loc[home.index[0] : home.last_valid_index()]
    table.attrs = sourced(home, rival) | {"provisional": []}
    return table
