"""Markets: who gained shares of the world's trade, and to whom two economies sell."""

from __future__ import annotations

import pandas as pd

from exportgap.prose import (
    Finding,
    Number,
    Sentence,
    area_label,
    choose,
    listing,
    number,
    opening,
    possessive,
    ranges,
    sentence,
    unit_words,
)
from exportgap.readings.items import joined
from exportgap.vocabulary import name_of


def by_market_share(effects: pd.DataFrame) -> tuple[Finding, pd.DataFrame]:
    """Read what the world's growth, the mix of goods and the shares gave, from every start.

    Args:
        effects: from `market_share_effects`; its first two areas are home and rival.

    Returns:
        The finding; rows by economy and start: `value` (the effect of shares), `colour`.
    """
    attrs, last = effects.attrs, effects.attrs["after"]
    starts = list(dict.fromkeys(effects.index.get_level_values("TIME_PERIOD")))
    areas = list(dict.fromkeys(effects.index.get_level_values("REF_AREA")))

    def at(start: pd.Period, area: str, key: str) -> Number:
        row, span_of = effects.loc[(start, area)], f"{start}..{last}"
        value = row.sum() if key == "change" else row[key]
        return number(
            value, attrs["unit"], f"{area}, manufactures, {key}, {span_of}", span_of, attrs
        )

    text, parts = sentence(""), []
    for area in areas:
        own = at(starts[0], area, "competitiveness")
        text += sentence(
            "From {first} to {last} {areas} exports of manufactures changed by {change:signed}: "
            "{growth:signed bare} at the pace of the world's trade, {product:signed bare} for "
            "their mix of goods, and {own:signed bare} by shares {way}. ",
            first=starts[0],
            last=last,
            areas=possessive(name_of(area)),
            own=own,
            way=choose(own, "won", "lost", "held"),
            **{key: at(starts[0], area, key) for key in ("change", "growth", "product")},
        )
        parts.append(
            sentence(
                "{area} {way} {own:abs bare}",
                area=name_of(area),
                way=choose(own, "won", "lost", "moved by"),
                own=own,
            )
        )
        later = [
            sentence(
                "{own:signed bare} from {start}",
                own=at(start, area, "competitiveness"),
                start=start,
            )
            for start in starts[1:]
        ]
        if later:
            text += joined(sentence("The last is "), later) + " "
    turned = [
        area
        for area in areas
        if len({at(start, area, "competitiveness").seen() > 0 for start in starts}) > 1
    ]
    if turned:
        text += sentence(
            "For {areas} the sign depends on the year from which one counts.",
            areas=listing([name_of(area) for area in turned]),
        )
    title = sentence(
        "By shares {parts} {unit} from {first} to {last}",
        parts=Sentence(" and ".join(parts), [each for part in parts for each in part.numbers]),
        unit=unit_words(attrs["unit"]).strip(),
        first=starts[0],
        last=last,
    )
    kept = [(start, area) for area in areas for start in starts]
    rows = effects.loc[kept, ["competitiveness"]].set_axis(["value"], axis=1)
    rows["colour"] = ["home" if area == areas[0] else "rival" for _, area in rows.index]
    rows.index = pd.Index([f"{area_label(area)}, from {start}" for start, area in rows.index])
    rows.attrs = attrs
    limit = "Shares hold prices, exchange rates, quality, markets and plants moved abroad alike."
    return Finding(title, text, limit), rows


def by_market(home: pd.DataFrame, rival: pd.DataFrame) -> tuple[Finding, pd.DataFrame]:
    """Read to whom two economies sell, in the newest year that both have.

    Args:
        home: from `share_by_year`, a column a partner.
        rival: the same of the other economy.

    Returns:
        The finding; rows for the partners of both, the largest of home first: `value`,
        `value_before` (rival), `colour`.
    """
    years = home.index.intersection(rival.index)
    year, first = years[-1], years[0]
    shared = home.columns.intersection(rival.columns)
    sides = {str(table.attrs["series"][0]): table for table in (home, rival)}
    one, two = sides

    def at(area: str, partner: str, when: pd.Period) -> Number:
        name = f"{area}, share of exports to {partner}, {when}"
        return number(sides[area].loc[when, partner], "percent", name, when, sides[area].attrs)

    order = home.loc[year, shared].sort_values(ascending=False)
    top = [str(code) for code in order.index[:2]]
    title = sentence(
        "{Partner} took {own} of {homes} exports and {other:bare} of {rivals} in {year}",
        Partner=opening(name_of(top[0])),
        own=at(one, top[0], year),
        homes=possessive(name_of(one)),
        other=at(two, top[0], year),
        rivals=possessive(name_of(two)),
        year=year,
    )
    text = sentence("")
    for partner in top:
        parts = []
        for area in sides:
            now, then = at(area, partner, year), at(area, partner, first)
            parts.append(
                sentence("{now} of {areas} exports", now=now, areas=possessive(name_of(area)))
                + (
                    sentence(
                        ", {way} {then:bare} in {first}",
                        way=choose(now.seen() - then.seen(), "up from", "down from", "as"),
                        then=then,
                        first=first,
                    )
                    if first != year
                    else ""
                )
            )
        text += sentence(
            "{Partner} took {own}, and {other}, in {year}. "
            if first == year
            else "In {year} {partner} took {own}, and {other}. ",
            Partner=opening(name_of(partner)),
            partner=name_of(partner),
            own=parts[0],
            other=parts[1],
            year=year,
        )
    lacking = [
        pd.Period(f"{each}-{month:02d}", "M")
        for each in dict.fromkeys((first.year, year.year))
        for month in home.attrs["left_out"].get(each, [])
    ]
    if lacking:
        text += sentence(
            "{Homes} shares leave out {months}: no figures by partner were found.",
            Homes=opening(possessive(name_of(one))),
            months=ranges(lacking),
        )
    rows = pd.DataFrame({"value": order, "value_before": rival.loc[year, order.index]})
    rows.index = pd.Index([area_label(str(code)) for code in rows.index])
    rows = rows.assign(colour="home")
    both = [table.attrs for table in sides.values()]
    rows.attrs = home.attrs | {
        name: tuple(dict.fromkeys(each for attrs in both for each in attrs[name]))
        for name in ("series", "sources", "source_names")
    }
    limit = "Where goods land first: what Hong Kong and others send on is counted as theirs."
    return Finding(title, text, limit), rows
