"""Who gained shares of the world's trade, and to whom two economies sell."""

from __future__ import annotations

from typing import Any

import pandas as pd

from exportgap.prose import (
    Finding,
    Number,
    Sentence,
    area_label,
    choose,
    listing,
    numbers_of,
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
        effects: from `market_share_effects`; its areas are home and rival.

    Returns:
        The finding; rows by economy and start: `value` (the effect of shares), `colour`.
    """
    attrs, last = effects.attrs, effects.attrs["after"]
    starts, areas = (list(dict.fromkeys(effects.index.get_level_values(at))) for at in (0, 1))
    effects, span = effects.assign(change=effects.sum(axis=1)), {"first": starts[0], "last": last}

    def at(start: pd.Period, area: str, key: str = "competitiveness") -> Number:
        n = numbers_of(attrs, f"{start}..{last}")
        return n(effects.loc[(start, area), key], attrs["unit"], f"{area}, manufactures, {key}")

    text, turned, won = Sentence(""), [], []
    for area in areas:
        own, *later = (at(start, area) for start in starts)
        text += sentence(
            "From {first} to {last} {areas} exports of manufactures changed by {change:signed}: "
            "{growth:signed bare} at the pace of the world's trade, {product:signed bare} for "
            "their mix of goods, and {own:signed bare} by shares {way}. ",
            areas=possessive(name_of(area)),
            own=own,
            way=choose(own, "won", "lost", "held"),
            **{key: at(starts[0], area, key) for key in ("change", "growth", "product")},
            **span,
        )
        way = choose(own, "won", "lost", "moved by")
        won.append(sentence("{area} {way} {own:abs bare}", area=name_of(area), way=way, own=own))
        if later:
            since = [
                sentence("{own:signed bare} from {start}", own=each, start=start)
                for each, start in zip(later, starts[1:], strict=True)
            ]
            text += joined("The last is ", since) + " "
        if len({each.seen() > 0 for each in (own, *later)}) > 1:
            turned.append(name_of(area))
    if turned:
        depends = "For {areas} the sign depends on the year from which one counts."
        text += sentence(depends, areas=listing(turned))
    unit = unit_words(attrs["unit"]).strip()
    shares = won[0] + " and " + won[1]
    title = sentence(
        "By shares {shares} {unit} from {first} to {last}", shares=shares, unit=unit, **span
    )
    kept = [(start, area) for area in areas for start in starts]
    rows = effects.loc[kept, ["competitiveness"]].set_axis(["value"], axis=1)
    rows["colour"] = ["home" if area == areas[0] else "rival" for _, area in kept]
    rows.index = pd.Index([f"{area_label(area)}, from {start}" for start, area in kept])
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
    first, year = years[0], years[-1]
    order = home.loc[year, home.columns.intersection(rival.columns)].sort_values(ascending=False)
    homes, rivals = (possessive(name_of(table.attrs["series"][0])) for table in (home, rival))

    def at(table: pd.DataFrame, partner: str, when: pd.Period) -> Number:
        name = f"{table.attrs['series'][0]}, share of exports to {partner}"
        return numbers_of(table.attrs, when)(table.loc[when, partner], "percent", name)

    def took(table: pd.DataFrame, partner: str, areas: str) -> Sentence:
        now, then = at(table, partner, year), at(table, partner, first)
        way = choose(now.seen() - then.seen(), "up from", "down from", "as")
        since = ", {way} {then:bare} in {first}" if first != year else ""
        said: dict[str, Any] = {"now": now, "way": way, "then": then, "first": first}
        return sentence("{now} of {areas} exports" + since, areas=areas, **said)

    top, told = str(order.index[0]), "In {year} {partner} took {own}, and {other}. "
    if first == year:
        told = "{Partner} took {own}, and {other}, in {year}. "
    title = sentence(
        "{Partner} took {own} of {homes} exports and {other:bare} of {rivals} in {year}",
        Partner=opening(name_of(top)),
        own=at(home, top, year),
        homes=homes,
        other=at(rival, top, year),
        rivals=rivals,
        year=year,
    )
    text = Sentence("")
    for partner in map(str, order.index[:2]):
        text += sentence(
            told,
            Partner=opening(name_of(partner)),
            partner=name_of(partner),
            own=took(home, partner, homes),
            other=took(rival, partner, rivals),
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
            Homes=opening(homes),
            months=ranges(lacking),
        )
    rows = pd.DataFrame({"value": order, "value_before": rival.loc[year, order.index]})
    rows = rows.set_axis([area_label(str(code)) for code in rows.index]).assign(colour="home")
    rows.attrs = home.attrs | {
        name: tuple(dict.fromkeys((*home.attrs[name], *rival.attrs[name])))
        for name in ("series", "sources", "source_names")
    }
    limit = "Where goods land first: what Hong Kong and others send on is counted as theirs."
    return Finding(title, text, limit), rows
