"""Items: how large they are, what they add to growth, and by whose definition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from exportgap.prose import (
    Finding,
    Number,
    Sentence,
    choose,
    number,
    opening,
    period_words,
    possessive,
    ranges,
    sentence,
    span,
)

OFFICES = {"KCS10": "customs", "MTI": "the ministry", "MOF-PC": "Japan's customs", "HS": "HS"}
# The day of the next month on which a list of items is public, as the table dates it.
DUE = {"KCS10": 15, "MTI": 1, "MOF-PC": 20}


def area_words(attrs: Mapping[str, Any]) -> dict[str, str]:
    """Return the name of a frame's only area, and its possessive; capitalised keys begin."""
    name = attrs["names"][0]
    found = {"area": name, "areas": possessive(name)}
    return found | {opening(key): opening(text) for key, text in found.items()}


def item_words(attrs: Mapping[str, Any], item: str) -> dict[str, str]:
    """Return an item's words, `items`, and as a sentence begins, `Items`."""
    label = attrs["labels"].get(item, item)
    return {"items": label, "Items": opening(label)}


def holes(index: pd.PeriodIndex) -> list[pd.Period]:
    """Return the periods between the first and the last that an index lacks."""
    return list(pd.period_range(index.min(), index.max(), freq=index.freq).difference(index))


def _not_found(last: pd.Period, classification: str, attrs: Mapping[str, Any]) -> Sentence:
    """Name the months after the last one that were public by the date, and that no table has."""
    day = pd.Timestamp(attrs["as_of"])
    newest = pd.Period(day, "M") - (1 if day.day >= DUE.get(classification, 1) else 2)
    months = list(pd.period_range(last + 1, newest, freq="M"))
    if classification not in DUE or not months:
        return Sentence("")
    return sentence(" Later figures, for {months}, were not found.", months=ranges(months))


def sourced(*parts: Any) -> dict[str, Any]:
    """Return the attrs of the first part, with the areas and sources of all."""
    joined: dict[str, Any] = {
        name: tuple(dict.fromkeys(each for part in parts for each in part.attrs[name]))
        for name in ("series", "names", "sources", "source_names")
    }
    until = {key: value for part in parts for key, value in part.attrs["source_until"].items()}
    return {**parts[0].attrs, **joined, "source_until": until}


def grew(value: Number, by: str = "") -> Sentence:
    """Write "grew 1.2 percent", "fell …" or "changed by 0.0 percent"; `by` may come before it."""
    way = choose(value, f"grew {by}", f"fell {by}", "changed by ")
    return sentence("{way}{value:abs}", way=way, value=value)


def added(points: Number) -> Sentence:
    """Write "added 1.2 percentage points" or "took off …"."""
    way = choose(points, "added", "took off", "added")
    return sentence("{way} {points:abs}", way=way, points=points)


def left_out(table: pd.DataFrame, of: str = "") -> Sentence:
    """Name the months that the newest year of a comparison to date lacks, if any."""
    year = table.index[-1].year
    months = [
        pd.Period(f"{year}-{month:02d}", "M") for month in table.attrs["left_out"].get(year, [])
    ]
    if not months:
        return Sentence("")
    return sentence(
        " {Months}{of} {are} left out, for want of the items then or a year before.",
        Months=opening(ranges(months)),
        are="is" if len(months) == 1 else "are",
        of=of,
    )


def printed(frame: pd.DataFrame, item: str) -> Finding:
    """Read the newest month of an item as an office printed it.

    Args:
        frame: tidy rows of one classification, with the item's value, its growth where the office
            printed one, and TOTAL.
        item: the item.
    """
    attrs, months = frame.attrs, frame.set_index("TIME_PERIOD")
    own = months[months["ITEM"] == item]
    values = own.loc[own["MEASURE"] == "value", "VALUE"].sort_index()
    month = values.index[-1]
    office = OFFICES[frame["CLASSIFICATION"].iloc[0]]
    named = f"{item}, {office}"
    values_of: dict[str, Any] = {
        **area_words(attrs),
        **item_words(attrs, item),
        "office": office,
        "month": period_words(month),
        "value": number(values[month], attrs["unit"], f"{named}, {month}", month, attrs),
    }
    text = sentence("{Items} were {value:2} in {month} by the count of {office}", **values_of)
    growth = own.loc[own["MEASURE"] == "growth", "VALUE"]
    if month in growth.index:
        grown = number(
            growth[month], "percent", f"{named}, growth on the year, {month}", month, attrs
        )
        text += sentence(
            choose(
                grown,
                ", {grown:abs} more than a year before as it printed it",
                ", {grown:abs} less than a year before as it printed it",
                ", as much as a year before as it printed it",
            ),
            grown=grown,
        )
    whole = months[(months["ITEM"] == "TOTAL") & (months["MEASURE"] == "value")]["VALUE"]
    newer = _not_found(month, frame["CLASSIFICATION"].iloc[0], attrs)
    if month not in whole.index:
        title = sentence("{Items} were {value:2} in {month}", **values_of)
        return Finding(title, text + "." + newer, "A first print, revised later.")
    share = number(
        100 * values[month] / whole[month],
        "percent",
        f"{named}, share of exports, {month}",
        month,
        attrs,
    )
    total = number(whole[month], attrs["unit"], f"total exports, {office}, {month}", month, attrs)
    title = sentence("{Items} made {share} of {areas} exports in {month}", share=share, **values_of)
    text += sentence(
        "; all exports were {total:2}, so that {items} made {share} of them.",
        total=total,
        share=share,
        **values_of,
    )
    return Finding(title, text + newer, "A first print, revised later.")


def by_share(shares: pd.DataFrame, item: str) -> Finding:
    """Read an item's share of exports: now, a year before, its lowest and highest.

    Args:
        shares: wide table of percentages of the total, by month.
        item: its column.
    """
    attrs, column = shares.attrs, shares[item].dropna()
    last = column.index[-1]
    office = OFFICES.get(attrs.get("classification", ""), "")

    def at(month: pd.Period) -> Number:
        name = f"{item}, {office}, share of exports, {month}"
        return number(column[month], "percent", name, month, attrs)

    values: dict[str, Any] = {
        **area_words(attrs),
        **item_words(attrs, item),
        "office": office,
        "month": period_words(last),
        "now": at(last),
        "first": period_words(column.index[0]),
        "low": at(column.idxmin()),
        "low_month": period_words(column.idxmin()),
        "high": at(column.idxmax()),
        "high_month": period_words(column.idxmax()),
    }
    title = sentence("{Items} made {now} of {areas} exports in {month}", **values)
    if last - 12 in column.index:
        values["then"] = at(last - 12)
        # The share is compared as it is printed.
        more = values["now"].seen() - values["then"].seen()
        way = choose(more, "up from", "down from", "unchanged from")
        title += sentence(", {way} {then:bare} a year before", way=way, **values)
    reading = sentence(
        "By the count of {office} {items} made {now} of {areas} exports in {month}. Since {first} "
        "the lowest share was {low} in {low_month}, the highest {high} in {high_month}.",
        **values,
    )
    order = shares.loc[last].drop("TOTAL", errors="ignore").sort_values(ascending=False)
    place = number(list(order.index).index(item) + 1, "rank", f"{item}, place, {last}", last, attrs)
    count = number(len(order), "count", f"items listed by {office}, {last}", last, attrs)
    reading += sentence(
        " Of the {count:word} items that it lists they were the {place:largest}.",
        count=count,
        place=place,
    )
    lacking = holes(column.index)
    if lacking:
        reading += sentence(
            " No item was found for {months}; nothing is put in the place.", months=ranges(lacking)
        )
    reading += _not_found(last, attrs.get("classification", ""), attrs)
    return Finding(title, reading, "A share rises too when the rest shrinks.")


def by_contribution(table: pd.DataFrame, item: str) -> Finding:
    """Read what items added to the growth of January to a month, in its newest year.

    Args:
        table: from `contribution_to_date`.
        item: the item in question.
    """
    attrs, row = table.attrs, table.iloc[-1]
    year, through = table.index[-1].year, attrs["through"]
    when = span(through, year)
    stamp = f"{year}-01..{year}-{through:02d}"
    office = OFFICES.get(attrs.get("classification", ""), "")
    points = {
        code: number(
            value,
            "percent" if code == "total" else "percentage points",
            f"growth of all exports, {office}, {stamp}"
            if code == "total"
            else f"contribution of {code}, {office}, {stamp}",
            stamp,
            attrs,
        )
        for code, value in row.items()
    }
    rest = number(
        row["total"] - row[item],
        "percentage points",
        f"contribution of all but {item}, {office}, {stamp}",
        stamp,
        attrs,
    )
    said = {**area_words(attrs), **item_words(attrs, item), "when": when}
    own, total = points[item], points["total"]
    if total.seen() > 0 > rest.seen():
        title = sentence(
            "Without {items} {areas} exports of {when} were below the year before", **said
        )
    elif total.seen() > 0 and own.seen() > 0:
        title = sentence(
            "{Items} gave {own:bare} points of {areas} {total:bare} percent growth in {when}",
            own=own,
            total=total,
            **said,
        )
    else:
        title = sentence(
            "{Areas} exports {moved} in {when}, {but} {items} {added}",
            moved=choose(total, "grew", "fell", "stood still"),
            but="but" if own.seen() * total.seen() < 0 else "and",
            added=added(own),
            **said,
        )
    reading = sentence(
        "{When} {areas} exports {grew} on {same}. {Items} {added}, all other goods together "
        "{rest:signed bare}.",
        When=f"{'In' if through in (1, 12) else 'From'} {when}",
        grew=grew(total, "by "),
        same={12: "the year before", 1: "the same month of the year before"}.get(
            through, "the same months of the year before"
        ),
        added=added(own),
        rest=rest,
        **said,
    )
    others = row.drop([item, "total", "residual"]).sort_values()
    named = [
        code for code in [*others.index[::-1][:2], *others.index[:2][::-1]] if points[code].seen()
    ]
    parts = [
        sentence("{items} {value:signed bare}", value=points[code], **item_words(attrs, code))
        for code in dict.fromkeys(named)
    ]
    if parts:
        reading += joined(
            " Next, in percentage points: ",
            [
                *parts,
                sentence(
                    "goods in none of the items {value:signed bare}", value=points["residual"]
                ),
            ],
        )
    left = left_out(table)
    limit = "What adds to growth is not thereby its cause." + left
    return Finding(title, reading + left, limit)


def joined(head: str, parts: Sequence[Sentence]) -> Sentence:
    """Write a head and its parts as one sentence: "a, b and c."."""
    text = head if isinstance(head, Sentence) else Sentence(head)
    for at, part in enumerate(parts):
        text += ("" if at == 0 else " and " if at == len(parts) - 1 else ", ") + part
    return text + "."


def contribution_bars(table: pd.DataFrame, emphasis: Sequence[str] = ()) -> pd.DataFrame:
    """Return the newest year's contributions as labelled rows for bars, the largest first."""
    attrs, row = table.attrs, table.iloc[-1]
    order = row.drop(["residual", "total"]).sort_values(ascending=False)
    rows = pd.DataFrame({"value": pd.concat([order, row[["residual"]]])})
    rows["emphasis"] = rows.index.isin(list(emphasis))
    labels = attrs["labels"] | {"residual": "goods in none of the items"}
    rows.index = pd.Index([opening(labels[code]) for code in rows.index])
    rows.attrs = attrs
    return rows


def by_rest(growth: pd.DataFrame) -> Finding:
    """Read growth with and without an item, month by month.

    Args:
        growth: from `growth_without`, by month.
    """
    attrs, item = growth.attrs, growth.attrs["item"]
    last, row = growth.index[-1], growth.iloc[-1]
    office = OFFICES.get(attrs.get("classification", ""), "")
    total, rest, own = (
        number(row[key], "percent", f"growth on the year, {name}, {office}, {last}", last, attrs)
        for key, name in (("total", "all goods"), ("without", f"all but {item}"), ("item", item))
    )
    recent = growth.iloc[-12:]
    fell = recent[(recent["without"].round(1) < 0)]
    hid = fell[fell["total"].round(1) > 0]
    count = {
        name: number(
            len(rows), "count", f"{name}, {recent.index[0]}..{last}, {item}, {office}", last, attrs
        )
        for name, rows in (
            ("months compared", recent),
            ("months in which the rest fell", fell),
            ("months in which the rest fell and all grew", hid),
        )
    }
    said = {**area_words(attrs), **item_words(attrs, item), "month": period_words(last)}
    title = sentence("Without {items} {areas} exports {grew} in {month}", grew=grew(rest), **said)
    reading = sentence(
        "In {month} all exports {grew} on the year: {items} {own:signed}, all other goods "
        "{rest:signed bare}. ",
        grew=grew(total, "by "),
        own=own,
        rest=rest,
        **said,
    )
    n, months, hidden = count.values()
    if months.value == 0:
        reading += sentence(
            "The other goods fell in none of the {n:word} newest months that can be compared.", n=n
        )
    else:
        reading += sentence(
            "The other goods fell in {months:word} of the {n:word} newest months that can be "
            "compared; {hidden}.",
            n=n,
            months=months,
            hidden=_hidden(hidden, months),
        )
    return Finding(title, reading, "The rest holds weak and strong goods together.")


def _hidden(hidden: Number, months: Number) -> Sentence:
    """Say in how many of the months in which the rest fell all exports grew."""
    if months.value == 1:
        return Sentence(f"all exports {'grew nevertheless' if hidden.value else 'did not grow'}")
    if hidden.value in (0, months.value):
        which = "each" if hidden.value else "none"
        return Sentence(f"all exports grew nevertheless in {which} of them")
    return sentence("all exports grew nevertheless in {hidden:word} of them", hidden=hidden)


def by_day(worked: pd.DataFrame) -> Sentence:
    """Read growth of all exports per working day beside growth of the month.

    Args:
        worked: from `per_working_day`.
    """
    attrs, month, row = worked.attrs, worked.index[-1], worked.iloc[-1]
    if month - 12 not in worked.index:
        raise ValueError(f"{month - 12} is not in the table: no growth per working day.")
    days, then = (
        number(worked.loc[at, "days"], "days", f"working days, {at}", at, attrs)
        for at in (month, month - 12)
    )
    name = f"growth on the year per working day, {month}"
    return sentence(
        "Per working day all exports {grew}: the month had {days:1} by customs' count, "
        "{then:1 bare} a year before.",
        grew=grew(number(row["per_day_growth"], "percent", name, month, attrs)),
        days=days,
        then=then,
    )


def by_press(facts: pd.DataFrame, item: str) -> Sentence:
    """Quote a growth rate that was printed for several months together.

    Args:
        facts: rows of the table of single facts, one of them the item's growth.
        item: its code.
    """
    attrs, row = facts.attrs, facts[facts["ITEM"] == item].iloc[-1]
    first, _, last = row["TIME_PERIOD"].partition("..")
    end = pd.Period(last or first, "M")
    name = f"{item}, growth as printed, {row['TIME_PERIOD']}"
    return sentence(
        "The press printed {growth:signed} for {items} in {when}, from the ministry's list.",
        growth=number(row["VALUE"], "percent", name, row["TIME_PERIOD"], attrs),
        items=attrs["labels"][item],
        when=span(end.month, end.year) if last else period_words(end),
    )


def by_base(effect: pd.DataFrame, item: str) -> Sentence:
    """Say whether the newest growth stands on a low or a high year before.

    Args:
        effect: from `base_effect`.
        item: the item in question.
    """
    attrs, last, row = effect.attrs, effect.index[-1], effect.iloc[-1]
    office = OFFICES.get(attrs.get("classification", ""), "")
    named = f"{item}, {office}, {last}"
    base = number(row["base_growth"], "percent", f"growth a year before, {named}", last, attrs)
    # A base that had grown is not thereby high: it may stand below the years before it.
    return sentence(
        choose(
            base,
            "In {before} {items} had already grown by {base:abs} on the year. ",
            "The base was low: in {before} {items} had fallen by {base:abs} on the year. ",
            "In {before} {items} had not changed on the year. ",
        )
        + "Over the two years to {last} the growth is {mean:signed} a year.",
        before=period_words((last.asfreq("M") - 12).asfreq(last.freq)),
        last=period_words(last),
        base=base,
        mean=number(
            row["two_year"], "percent", f"growth a year over two years, {named}", last, attrs
        ),
        **item_words(attrs, item),
    )


def side_by_side(table: pd.DataFrame, what: str) -> tuple[Finding, pd.DataFrame]:
    """Read one good by several definitions, in the newest month that has most of them.

    Args:
        table: wide, a column a definition, its name its words; months that lack one are NaN.
        what: the good, as it begins a sentence ("Chips").

    Returns:
        The finding, and the month's values as labelled rows for bars, the largest first.
    """
    attrs, known = table.attrs, table.notna().sum(axis=1)
    if known.max() < 2:
        raise ValueError(f"{what}: no month has two definitions to set side by side.")
    month = known.index[known == known.max()][-1]
    row = table.loc[month].dropna().sort_values(ascending=False)
    values = [
        number(value, attrs["unit"], f"{what}, {name}, {month}", month, attrs)
        for name, value in row.items()
    ]
    apart = number(
        100 * (row.iloc[0] / row.iloc[-1] - 1),
        "percent",
        f"{what}, largest over smallest, {month}",
        month,
        attrs,
    )
    title = sentence(
        "{what} of {month} are {high:bare} or {low}: it depends on the list"
        if values[0].seen() > values[-1].seen()
        else "{what} of {month} are {low} by every list",
        what=what,
        month=period_words(month),
        high=values[0],
        low=values[-1],
    )
    parts = [
        sentence("{name} {value:2 bare}", name=str(name), value=value)
        for name, value in zip(row.index, values, strict=True)
    ]
    newest = month == table.dropna(how="all").index[-1]
    reading = joined(
        sentence(
            "In {month}{newest}, in {unit}: ",
            month=period_words(month),
            newest="" if newest else ", the newest month with as many of them",
            unit=_unit(attrs),
        ),
        parts,
    )
    reading += sentence(
        " The largest is {apart} above the smallest. {Nor} is wrong and {nor} is spliced to "
        "another.",
        apart=apart,
        nor="neither" if len(row) == 2 else "none",
        Nor="Neither" if len(row) == 2 else "None",
    )
    rows = pd.DataFrame({"value": row.to_numpy()}, index=[opening(str(name)) for name in row.index])
    rows.attrs = attrs
    limit = "What the wider lists hold is not published in full."
    return Finding(title, reading, limit), rows


def _unit(attrs: Mapping[str, Any]) -> str:
    return "billion dollars" if attrs["unit"] == "USD billion" else str(attrs["unit"])
