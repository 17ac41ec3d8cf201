"""What cars and their parts added to growth, and on what base they grew."""

from __future__ import annotations

from typing import Any

import pandas as pd

from exportgap.prose import (
    APOSTROPHE,
    Finding,
    Number,
    Sentence,
    choose,
    number,
    period_words,
    ranges,
    sentence,
)
from exportgap.readings.cars.words import by_statement, moved, to_date
from exportgap.readings.items import OFFICES


def mostly_compared(table: pd.DataFrame) -> pd.DataFrame:
    """Keep the years of a table to date of which at least half the months are compared."""
    through, lacking = table.attrs["through"], table.attrs["left_out"]
    return table[[2 * len(lacking.get(year, [])) <= through for year in table.index.year]]


def by_engine(added: pd.DataFrame, ministry: pd.DataFrame) -> Finding:
    """Read what cars and their parts added to growth, beside semiconductors.

    Args:
        added: contributions of customs' items to the growth of all exports, to date.
        ministry: the ministry's rows, for the months that customs' items leave out.
    """
    attrs = added.attrs
    said: dict[str, Any] = dict(to_date(added))
    stamp = said["stamp"]
    office = OFFICES[attrs["classification"]]
    both = (added["passenger_cars"] + added["auto_parts"]).rename("both")
    best = both.idxmax()

    def points(value: float, what: str, year: int) -> Number:
        through = attrs["through"]
        period = f"{year}-01..{year}-{through:02d}"
        name = f"contribution of {what}, {office}, {period}"
        return number(value, "percentage points", name, period, attrs)

    year = added.index[-1].year
    row, most = added.iloc[-1], added.loc[best]
    own = points(both.iloc[-1], "passenger_cars and auto_parts", year)
    total = number(
        row["total"], "percent", f"growth of all exports, {office}, {stamp}", stamp, attrs
    )
    said |= {
        "own": own,
        "total": total,
        "cars": points(row["passenger_cars"], "passenger_cars", year),
        "parts": points(row["auto_parts"], "auto_parts", year),
        "chips": points(row["semiconductors"], "semiconductors", year),
    }
    if own.seen() > 0 and total.seen() > 0:
        title = sentence(
            "Cars and parts gave {own:bare} of the {total:bare} percent of growth in {when}",
            **said,
        )
    else:
        title = sentence(
            "Cars and parts {way} export growth in {when}",
            way=sentence(
                choose(own, "added {own} to", "took {own:abs} off", "added nothing to"), own=own
            ),
            when=said["when"],
        )
    others = row.drop(["residual", "total"]).sort_values(ascending=False)
    reading = sentence(
        "{begin} Korea's exports {way} on {same}, by the count of customs. "
        "Semiconductors gave {chips:signed}, passenger cars {cars:signed bare}, car parts "
        "{parts:signed bare}. Of the {count:word} items of the list passenger cars rank "
        "{place:ordinal} by what they gave.",
        way=moved(total),
        count=number(len(others), "count", f"items listed by {office}, {stamp}", stamp, attrs),
        place=number(
            list(others.index).index("passenger_cars") + 1,
            "rank",
            f"passenger_cars, place by contribution, {office}, {stamp}",
            stamp,
            attrs,
        ),
        **{key: said[key] for key in ("begin", "same", "chips", "cars", "parts")},
    )
    if own.seen() <= 0:
        reading += " In these months cars were no second engine."
    elif total.seen() > 0:
        reading += sentence(
            " Cars and parts together made {part} of the growth.",
            part=number(
                100 * own.value / total.value,
                "percent",
                f"share of cars and parts in growth, {office}, {stamp}",
                stamp,
                attrs,
            ),
        )
    if len(added) > 1 and best == added.index[-1]:
        reading += sentence(
            " It is the most that they gave in these months of any year since {first}.",
            first=str(added.index[0]),
        )
    elif len(added) > 1:
        reading += sentence(
            " The most that cars and parts gave in these months since {first} was "
            "{high:signed bare}, in {best}, when semiconductors gave {chips:signed bare}.",
            first=str(added.index[0]),
            high=points(both[best], "passenger_cars and auto_parts", best.year),
            best=str(best),
            chips=points(most["semiconductors"], "semiconductors", best.year),
        )
    lacking = {
        each.year: [
            pd.Period(f"{each.year}-{month:02d}", "M")
            for month in attrs["left_out"].get(each.year, [])
        ]
        for each in added.index
    }
    months = [month for held in lacking.values() for month in held]
    if months:
        reading += sentence(
            " Not compared, for want of the items then or a year before: {months}.",
            months=ranges(months),
        )
    limit = "What adds to growth is not thereby its cause."
    return Finding(title, reading, _lacking(lacking[year], ministry) or limit)


def by_apart(apart: pd.DataFrame) -> Finding:
    """Read what cars and their parts added to the growth of exports without semiconductors.

    Args:
        apart: contributions to that growth, to date.
    """
    attrs, last = apart.attrs, apart.iloc[-1]
    said = to_date(apart)
    name = f"growth without semiconductors, {OFFICES[attrs['classification']]}, {said['stamp']}"
    rest = number(last["total"], "percent", name, said["stamp"], attrs)
    share = number(
        last["passenger_cars"] + last["auto_parts"],
        "percentage points",
        f"contribution of cars and parts to {name}",
        said["stamp"],
        attrs,
    )
    title = sentence(
        "Without chips exports {way}, of which cars and parts gave {share:signed bare}",
        way=moved(rest),
        share=share,
    )
    reading = sentence(
        "{begin} exports without semiconductors {way}; cars and parts gave {share:signed} of that, "
        "ships and all other goods the rest.",
        begin=said["begin"],
        way=moved(rest),
        share=share,
    )
    return Finding(title, reading, "What is left holds weak and strong goods together.")


def printed_growth(ministry: pd.DataFrame) -> pd.Series[Any]:
    """Return the growth of automobiles that the ministry printed, by month, in percent."""
    rows = ministry[(ministry["ITEM"] == "automobiles") & (ministry["MEASURE"] == "growth")]
    return rows.set_index("TIME_PERIOD")["VALUE"].sort_index()


def _grown(value: float, office: str, month: pd.Period, attrs: Any) -> Number:
    item = {"the ministry": "automobiles", "customs": "passenger_cars"}[office]
    name = f"{item}, {office}, growth on the year, {month}"
    return number(value, "percent", name, month, attrs)


def _lacking(months: list[pd.Period], ministry: pd.DataFrame) -> Sentence:
    """Name the newest year's months that are left out, with the growth the ministry printed."""
    text, stated = Sentence(""), printed_growth(ministry)
    for at, month in enumerate(months):
        text += (", " if at < len(months) - 1 else " and ") if at else "It leaves out "
        text += period_words(month)
        if month in stated.index:
            own = _grown(stated[month], "the ministry", month, ministry.attrs)
            text += sentence(", when the ministry had {own:signed}", own=own)
    return text + "." if months else text


def growths(ministry: pd.DataFrame, customs: pd.Series[Any], effect: pd.DataFrame) -> pd.DataFrame:
    """Set customs' growth, its mean over two years and the ministry's printed growth side by side.

    Args:
        ministry: the ministry's rows, with the growth of automobiles that it printed.
        customs: growth of customs' passenger cars, by month.
        effect: the same series from `base_effect`.
    """
    table = pd.DataFrame(
        {
            "customs": customs,
            "two_year": effect["two_year"],
            "ministry": printed_growth(ministry),
        }
    ).sort_index()
    table.attrs = {
        **effect.attrs,
        "sources": tuple(dict.fromkeys((*effect.attrs["sources"], *ministry.attrs["sources"]))),
        "provisional": [],
    }
    return table


def by_low_base(table: pd.DataFrame) -> Finding:
    """Read the newest growth of cars beside the growth of the year before that it stands on.

    Args:
        table: from `growths`, by month.
    """
    attrs = table.attrs
    known = {"the ministry": table["ministry"].dropna(), "customs": table["customs"].dropna()}
    # The newest month is read, and of two the ministry's print, which is the one in the news.
    office = max(known, key=lambda each: known[each].index[-1])
    month = known[office].index[-1]
    own, before = _grown(known[office][month], office, month, attrs), month - 12
    said: dict[str, Any] = {"own": own, "month": period_words(month), "office": office}
    said["before"] = period_words(before)
    reading = sentence("{month} had {own:signed} on the year by the count of {office}.", **said)
    other = next((each for each in (office, *known) if before in known[each].index), None)
    if other is None:
        title = sentence("Cars had {own:signed} on the year in {month}", **said)
        reading += sentence(" The growth of {before}, on which it stands, is not known.", **said)
    else:
        said |= {"base": _grown(known[other][before], other, before, attrs), "other": other}
        title = sentence(
            "Growth of {own:signed} in {month} stands on {base:signed bare} a year before", **said
        )
        reading += sentence(
            " The base was {kind}: {before} had {base:signed} by the count of {other}.",
            kind=choose(said["base"], "high", "low", "level"),
            **said,
        )
    means = table["two_year"].dropna()
    newest = means.index[-1]
    if (office, month) != ("customs", newest):
        reading += sentence(
            " By customs passenger cars of {newest} {way} on the year.",
            newest=period_words(newest),
            way=moved(_grown(known["customs"][newest], "customs", newest, attrs)),
        )
    reading += sentence(
        " Over two years customs' growth is {two:signed} a year.",
        two=number(
            means[newest],
            "percent",
            f"passenger_cars, customs, growth a year over two years, {newest}",
            newest,
            attrs,
        ),
    )
    recent = table.loc[means.index[-24:]]
    if len(recent) > 1:
        reading += _made_up(recent)
    limit = "Days worked differ between months; no figure here allows for it."
    return Finding(title, reading, limit)


def _made_up(recent: pd.DataFrame) -> Sentence:
    """Count the months whose growth only made up for a loss of the year before."""
    attrs, stamp = recent.attrs, f"{recent.index[0]}..{recent.index[-1]}"
    hollow = recent[(recent["customs"].round(1) > 0) & (recent["two_year"].round(1) <= 0)]
    count, n = (
        number(len(rows), "count", f"passenger_cars, customs, {what}, {stamp}", stamp, attrs)
        for rows, what in (
            (hollow, "months whose growth only made up for a loss"),
            (recent, "months compared over two years"),
        )
    )
    return sentence(
        " In {count} of the {n:word} newest months that can be compared growth was positive and "
        "only made up for a loss of the year before.",
        count=sentence("{count:word}", count=count) if count.value else "none",
        n=n,
    )


def by_days(early: pd.DataFrame | None, monthly: pd.Series[Any]) -> Sentence:
    """Say in which part of the newest month its change on the year arose; "" where not known.

    Args:
        early: customs' counts of the first ten and twenty days, by month and FREQ, or None.
        monthly: the same item over the whole months.
    """
    if early is None:
        return Sentence("")
    attrs, whole = early.attrs, monthly.dropna()
    month = whole.index[-1]
    counts = early.pivot(index="TIME_PERIOD", columns="FREQ", values="VALUE").assign(M=whole)
    pair = [each for each in (month - 12, month) if each in counts.index]
    if len(pair) < 2 or counts.loc[pair].isna().any(axis=None):
        return Sentence("")
    change = counts.loc[month] - counts.loc[month - 12]
    parts = {
        "first": (change["D10"], "the first ten days"),
        "second": (change["D20"] - change["D10"], "the next ten days"),
        "third": (change["M"] - change["D20"], "the rest of the month"),
    }
    values = {
        key: number(
            value, attrs["unit"], f"passenger_cars, change in {words}, {month}", month, attrs
        )
        for key, (value, words) in parts.items()
    }
    every = number(change["M"], attrs["unit"], f"passenger_cars, change, {month}", month, attrs)
    return sentence(
        " Customs' early counts say when: of the change of {every:signed 2} against {before}, "
        "{first:signed bare 2} arose in the first ten days, {second:signed bare 2} in the next ten "
        "and {third:signed bare 2} in the rest of the month.",
        every=every,
        before=period_words(month - 12),
        **values,
    )


def by_parts(home: pd.DataFrame, rival: pd.DataFrame, stated: pd.DataFrame | None) -> Finding:
    """Read the growth of car parts on both sides, to date.

    Args:
        home: from `growth_without` to date, Korea's car parts by customs.
        rival: the same of Japan's parts of motor vehicles, in dollars.
        stated: growth that the ministry stated, rows of `indicators`; None where unknown.
    """
    ours_in, own_in = to_date(home), to_date(rival)
    stamp, other = ours_in["stamp"], own_in["stamp"]
    ours = number(
        home["item"].iloc[-1],
        "percent",
        f"Korea's car parts, customs, growth, {stamp}",
        stamp,
        home.attrs,
    )
    own = number(
        rival["item"].iloc[-1],
        "percent",
        f"Japan's parts of motor vehicles, growth in dollars, {other}",
        other,
        rival.attrs,
    )
    alike = stamp == other
    title = sentence(
        "Car parts in {when}: Korea {ours:signed}, Japan {own:signed bare}"
        if alike
        else "Car parts: Korea {ours:signed} in {when}, Japan {own:signed bare} in {theirs}",
        theirs=own_in["when"],
        ours=ours,
        own=own,
        **ours_in,
    )
    reading = sentence(
        "{begin} Korea's car parts {way} on {same}, by the count of customs. Japan's parts of "
        "motor vehicles {other} in dollars{theirs}.",
        way=moved(ours),
        other=moved(own),
        theirs="" if alike else f" in {own_in['when']}",
        **ours_in,
    )
    reading += by_statement(stated, "auto_parts")
    return Finding(title, reading, "Parts made in plants abroad are in neither figure.")


def beside(home: pd.Series[Any], rival: pd.Series[Any]) -> pd.DataFrame:
    """Set Korea's car parts beside Japan's parts of motor vehicles, over Korea's months."""
    table = pd.DataFrame(
        {
            f"Korea{APOSTROPHE}s car parts": home,
            f"Japan{APOSTROPHE}s parts of motor vehicles": rival,
        }
    ).loc[home.index[0] : home.last_valid_index()]
    both = {
        name: tuple(dict.fromkeys((*home.attrs[name], *rival.attrs[name])))
        for name in ("sources", "source_names", "series", "names")
    }
    until = {**home.attrs["source_until"], **rival.attrs["source_until"]}
    table.attrs = {**home.attrs, **both, "source_until": until, "provisional": []}
    return table
