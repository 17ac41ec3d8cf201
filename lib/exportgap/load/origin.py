"""Where figures come from: what a loaded frame must name, and the lists for a reader."""

from __future__ import annotations

from typing import Any

import pandas as pd

from exportgap import tables
from exportgap.load.rates import load_rates
from exportgap.vocabulary import ADJUSTMENTS, CURRENCIES, check_as_of, name_of


def as_known(frame: pd.DataFrame, key: list[str], date: str) -> pd.DataFrame:
    """Keep for each key the newest row published by the date."""
    public = frame[frame["PUBLISHED"] <= date]
    return public.sort_values([*key, "PUBLISHED"]).drop_duplicates(key, keep="last")


def list_sources(*frames: pd.DataFrame | None) -> pd.DataFrame:
    """Return the sources that loaded frames draw on, rates included, as a table for a reader."""
    used = {
        (table, name)
        for frame in frames
        if frame is not None
        for name in frame.attrs["source_names"]
        for table in (frame.attrs["table"], "exchange_rates_monthly", "exchange_rates_daily")
    }
    found = [each for each in tables.sources() if (each["table"], each["name"]) in used]
    columns = {"publisher": "Publisher", "title": "Title", "series": "Series"}
    columns |= {"licence": "Licence", "retrieved": "Retrieved"}
    return pd.DataFrame(found)[list(columns)].rename(columns=columns).drop_duplicates()


def list_tables(as_of: str = "latest") -> pd.DataFrame:
    """Return every table with its newest period and publication on a date."""
    rows = pd.DataFrame(tables.freshness(tables.known_by(check_as_of(as_of))))
    columns = {"table": "Table", "title": "What it holds", "rows": "Rows"}
    columns |= {"last_period": "Newest period", "published": "Published"}
    return rows[list(columns)].rename(columns=columns)


def origin_of(
    series: tuple[str, ...], table: str, frame: pd.DataFrame, currency: str, rule: str, date: str
) -> dict[str, Any]:
    """Return what a chart's foot and a sentence need to name."""
    # A chart's foot names an office in short: without its ministry, its abbreviation.
    held = {
        source["name"]: source.get("short")
        or source["publisher"].partition(",")[0].partition(" (")[0]
        for source in tables.card(table)["sources"]
    }
    used = list(dict.fromkeys(frame["SOURCE"]))
    short = {name: held[name] for name in used}
    publishers = list(short.values())
    until = frame["TIME_PERIOD"].astype(str).groupby(frame["SOURCE"].map(short)).max()
    foreign = (set(frame["UNIT_MEASURE"]) & set(CURRENCIES)) - {currency}
    joins: dict[str, str] = {}
    if foreign and rule.startswith("spot"):
        for source in tables.card("exchange_rates_daily")["sources"]:
            publishers.append(source["publisher"])
            used.append(source["name"])
    elif foreign:
        rates = load_rates(*sorted((foreign | {currency}) - {"USD"}), as_of=date).attrs
        # The second source gives the newest months only, and not the year of a constant rate.
        last = rule.partition(":")[2] or str(frame["TIME_PERIOD"].max())
        joins = {code: at for code, at in rates["joins"].items() if at[: len(last)] <= last}
        count = 2 if joins else 1
        publishers += rates["sources"][:count]
        used += rates["source_names"][:count]
    trade = tables.card(table)["trade"]
    cards, labels = trade.get("series", {}), trade.get("labels", {})
    return {
        "series": series,
        "names": tuple(labels.get(code) or name_of(code) for code in series),
        "table": table,
        "currency": currency,
        "unit": f"{currency} billion",
        "rule": rule,
        "as_of": date,
        "sources": tuple(dict.fromkeys(publishers)),
        "source_names": tuple(used),
        "source_until": until.to_dict(),
        "adjustment": ADJUSTMENTS[frame["ADJUSTMENT"].iloc[0] if "ADJUSTMENT" in frame else "N"],
        "converted": tuple("converted_from" in cards.get(code, {}) for code in series),
        "rate_joins": joins,
    }
