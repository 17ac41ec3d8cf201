"""Each table alone: its card, its codes, its months, its dates."""

from __future__ import annotations

import datetime as dt
import functools

import pandas as pd

from exportgap import tables
from exportgap.vocabulary import AREAS, CURRENCIES, area_of

# Columns whose codes are in the vocabulary or have a label in the card.
CODED = ("REF_AREA", "COUNTERPART_AREA", "ITEM")


def check_package() -> str:
    """Validate the data package by the Frictionless standard."""
    from frictionless import Package

    report = Package(str(tables.data_dir() / "datapackage.json")).validate()
    if not report.valid:
        first = report.flatten(["title", "message"])[0]
        raise ValueError(f"datapackage.json: {first[0]}: {first[1]}")
    return f"datapackage.json: a valid data package of {len(tables.package()['resources'])} tables"


def check_codes(frame: pd.DataFrame, resource: tables.Card) -> None:
    """Hold codes to the vocabulary, series to the card, and sources to those described."""
    name = resource["name"]
    labels = resource["trade"].get("labels", {})
    for column, known in (("REF_AREA", AREAS), ("COUNTERPART_AREA", AREAS), ("ITEM", {})):
        if column in frame and (column != "ITEM" or labels):
            strange = set(frame[column]) - set(known) - set(labels)
            if strange:
                raise ValueError(
                    f"{name}, {column}: {strange.pop()!r} is in no vocabulary and has no label."
                )
    named = {code for column in CODED if column in frame for code in frame[column]}
    if set(labels) - named:
        raise ValueError(f"{name}: the label {(set(labels) - named).pop()!r} names no row.")
    strange = set(frame.get("CURRENCY", [])) - set(CURRENCIES)
    if strange:
        raise ValueError(f"{name}, CURRENCY: {strange.pop()!r} is not in the vocabulary.")
    if "SERIES" in frame:
        wrong = frame[frame["SERIES"].map(area_of) != frame["REF_AREA"]]
        if len(wrong):
            raise ValueError(f"{name}: series {wrong['SERIES'].iloc[0]} has another REF_AREA.")
        if set(frame["SERIES"]) != set(resource["trade"]["series"]):
            odd = set(frame["SERIES"]) ^ set(resource["trade"]["series"])
            raise ValueError(
                f"{name}: series {odd.pop()} is in the rows or in the card, not in both."
            )
        for column in ("UNIT_MEASURE", "ADJUSTMENT"):
            mixed = frame.groupby("SERIES")[column].nunique()
            if (mixed > 1).any():
                raise ValueError(f"{name}: {mixed.idxmax()} mixes values of {column}.")
    if "SOURCE" in frame:
        odd = set(frame["SOURCE"]) ^ {source["name"] for source in resource["sources"]}
        if odd:
            raise ValueError(f"{name}: source {odd.pop()} is used or described, not both.")


def check_grid() -> str:
    """Refuse a missing month that the card does not declare, and a declared one that is there."""
    frame = tables.read("exports_monthly", ["SERIES", "FLOW", "TIME_PERIOD"])
    cards = tables.series_cards()
    declared = 0
    for (series, flow), part in frame.groupby(["SERIES", "FLOW"]):
        months = pd.PeriodIndex(part["TIME_PERIOD"].unique(), freq="M")
        full = pd.period_range(months.min(), months.max(), freq="M")
        holes = [str(month) for month in full.difference(months)]
        missing = cards[str(series)].get("missing", [])
        if holes != missing:
            raise ValueError(
                f"exports_monthly: {series} {flow} lacks {holes}, its card declares {missing}."
            )
        declared += len(missing)
    return f"exports_monthly: no month is missing but the {declared} declared"


def check_published() -> str:
    """Refuse a figure published before its period ended, or after the tables were collected."""
    last = tables.known_by(dt.date.max).isoformat()
    count = 0
    for resource in tables.package()["resources"]:
        kinds = {field["name"]: field["type"] for field in resource["schema"]["fields"]}
        if "PUBLISHED" not in kinds:
            continue
        frame = tables.read(resource["name"])
        # A duty, and the announcement of one, is published before it applies or after.
        ends = [
            "" if kinds["TIME_PERIOD"] == "date" else _end(period, freq)
            for period, freq in zip(
                frame["TIME_PERIOD"], frame.get("FREQ", [""] * len(frame)), strict=True
            )
        ]
        early = frame[(frame["PUBLISHED"] <= ends) | (frame["PUBLISHED"] > last)]
        if len(early):
            row = early.iloc[0]
            raise ValueError(
                f"{resource['name']}: {row['TIME_PERIOD']} was published on {row['PUBLISHED']}; "
                f"allowed is after its end and up to {last}."
            )
        count += 1
    return f"publication: after each period's end and by {last}, in {count} tables"


@functools.cache
def _end(period: str, freq: str) -> str:
    """Return the last day of a period; of a day the one before, so that it can be its own."""
    last = period.partition("..")[2] or period
    if freq in ("D10", "D20"):
        return f"{last}-{freq[1:]}"
    if len(last) == 10:
        return (dt.date.fromisoformat(last) - dt.timedelta(days=1)).isoformat()
    return str(pd.Period(last, "Y" if len(last) == 4 else "M").end_time.date())


def check_groups() -> str:
    """Refuse a concordance with an unknown group or item, an item twice, or one inside another."""
    groups = tables.read("item_groups")
    odd = set(groups["GROUP"]) - set(tables.card("item_groups")["trade"]["groups"])
    if odd:
        raise ValueError(f"item_groups: the card has no words for the group {odd.pop()!r}.")
    held: set[tuple[str, str]] = set()
    for resource in tables.package()["resources"]:
        names = [field["name"] for field in resource["schema"]["fields"]]
        if resource["name"] == "item_groups" or "ITEM" not in names:
            continue
        frame = tables.read(resource["name"])
        kinds = frame.get("CLASSIFICATION", resource["trade"]["classification"])
        held |= set(frame.assign(kind=kinds)[["kind", "ITEM"]].itertuples(index=False, name=None))
    listed = list(zip(groups["CLASSIFICATION"], groups["ITEM"], strict=True))
    inside = tables.card("exports_by_item_monthly")["trade"]["inside"]
    for kind, item in listed:
        if (kind, item) not in held:
            raise ValueError(f"item_groups: no table has {item} of {kind}.")
        if listed.count((kind, item)) > 1:
            raise ValueError(f"item_groups: {item} stands in two groups.")
        whole = inside.get(kind, {}).get(item)
        while whole:
            if (kind, whole) in listed:
                raise ValueError(f"item_groups: {item} lies inside {whole}, so they do not add up.")
            whole = inside[kind].get(whole)
    return f"item_groups: {len(groups)} items, each known and in one group"
