"""The table contract: `data/datapackage.json` says what a table is; this module holds it to that.

A table is a CSV in long form with one card in the data package: schema, units, key, sources,
licence, and a `trade` block (valuation, currency, classification, system, adjustment).
"""

from __future__ import annotations

import datetime as dt
import functools
import json
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from exportgap import vocabulary
from exportgap.vocabulary import AREAS, check_as_of, nearest

Card = dict[str, Any]


def data_dir() -> Path:
    """Return the folder of the tables: EXPORTGAP_DATA, or `data/` beside `lib/`."""
    named = os.environ.get("EXPORTGAP_DATA")
    return Path(named) if named else Path(__file__).resolve().parents[2] / "data"


@functools.cache
def _package(folder: Path, changed: tuple[int, int]) -> Card:
    package: Card = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    return package


def package() -> Card:
    """Return the data package's descriptor; raise `ValueError` where there is none."""
    path = data_dir() / "datapackage.json"
    if not path.is_file():
        raise ValueError(f"no data package at {path}: set EXPORTGAP_DATA to the folder of one.")
    return _package(data_dir(), stamp(path))


def card(table: str) -> Card:
    """Return one table's card; an unknown name is refused with the nearest match."""
    cards = {resource["name"]: resource for resource in package()["resources"]}
    if table not in cards:
        raise ValueError(
            f"{table!r} is not a table.{nearest(table, cards)} Allowed: {', '.join(cards)}."
        )
    found: Card = cards[table]
    return found


def series_cards(table: str = "exports_monthly") -> dict[str, Card]:
    """Return what the table's card says of each of its series."""
    found: dict[str, Card] = card(table)["trade"]["series"]
    return found


@functools.cache
def _read(
    path: Path, changed: tuple[int, int], columns: tuple[str, ...], numeric: frozenset[str]
) -> Any:
    kinds = {name: "float64" if name in numeric else "str" for name in columns}
    return pd.read_csv(path, usecols=list(columns), dtype=kinds, keep_default_na=False)


def read(table: str, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """Return a table's rows, codes and dates as text and only `number` fields as floats.

    The file is read once a process for each set of columns; the caller gets a copy.
    """
    fields = card(table)["schema"]["fields"]
    names = [field["name"] for field in fields]
    wanted = names if columns is None else [name for name in names if name in set(columns)]
    numeric = frozenset(field["name"] for field in fields if field["type"] == "number")
    path = data_dir() / card(table)["path"]
    changed = stamp(path)
    try:
        frame: pd.DataFrame = _read(path, changed, tuple(wanted), numeric & set(wanted))
    except ValueError:
        # A text among the numbers: the contract names its line and column.
        check(pd.read_csv(path, dtype="str", keep_default_na=False), table)
        raise
    return frame.copy()


def stamp(path: Path) -> tuple[int, int]:
    """Return what changes when a file is replaced, by an older one too: time and size."""
    if not path.is_file():
        raise ValueError(f"the table {path} is missing: restore it, or set EXPORTGAP_DATA.")
    facts = path.stat()
    return facts.st_mtime_ns, facts.st_size


def known_by(date: dt.date) -> dt.date:
    """Return the date up to which the tables can speak: `date`, at most their retrieval."""
    newest = max(s["retrieved"] for r in package()["resources"] for s in r["sources"])
    return min(date, dt.date.fromisoformat(newest))


_PATTERNS = {
    "yearmonth": r"\d{4}-(0[1-9]|1[0-2])",
    "year": r"\d{4}",
    "date": r"\d{4}-\d{2}-\d{2}",
    "integer": r"-?\d+",
    "string": r".*",
}


def check(frame: pd.DataFrame, table: str) -> None:
    """Refuse a frame that breaks its table's contract, naming the line and the column.

    Lines count as in the CSV: the header is line 1. Held: the columns and their order, the
    type and the constraints of each field, the primary key, and the sort order by that key.

    Raises:
        ValueError: the first breach found.
    """
    schema = card(table)["schema"]
    fields, key = schema["fields"], schema["primaryKey"]
    names = [field["name"] for field in fields]
    if list(frame.columns) != names:
        raise ValueError(f"{table}: columns are {list(frame.columns)}, the card wants {names}.")
    for field in fields:
        _check_field(frame[field["name"]].reset_index(drop=True), field, table)
    twice = frame.duplicated(key).to_numpy()
    if twice.any():
        line = int(twice.argmax())
        row = " ".join(str(frame[name].iloc[line]) for name in key)
        raise ValueError(f"{table}, line {line + 2}: a second row for the key {row}.")
    order = frame[key].reset_index(drop=True)
    late = order.index[order.sort_values(key).index != order.index]
    if len(late):
        raise ValueError(f"{table}, line {late[0] + 2}: rows are not sorted by {', '.join(key)}.")


def _check_field(column: pd.Series[Any], field: Card, table: str) -> None:
    """Hold one column to its field's type and constraints."""
    limits = field.get("constraints", {})
    least = limits.get("minimum")
    if field["type"] == "number":
        numbers = pd.to_numeric(column, errors="coerce")
        bad = ~numbers.between(float("-inf"), float("inf"), inclusive="neither")
        if least is not None:
            bad |= numbers < float(least)
        allowed = f"a number, at least {'any' if least is None else least}"
    else:
        pattern = re.compile(limits.get("pattern", _PATTERNS[field["type"]]), re.ASCII)
        texts = column.astype(str)
        bad = ~texts.map(lambda text: pattern.fullmatch(text) is not None)
        allowed = f"{field['type']} like {pattern.pattern}"
        if field["type"] == "date":
            bad |= pd.to_datetime(texts, format="%Y-%m-%d", errors="coerce").isna()
        if field["type"] in ("year", "integer") and least is not None:
            bad |= pd.to_numeric(texts, errors="coerce") < float(least)
            allowed = f"{field['type']}, at least {least}"
        if "enum" in limits:
            bad = ~texts.isin([str(code) for code in limits["enum"]])
            allowed = f"one of {', '.join(map(str, limits['enum']))}"
    if bad.any():
        line = int(bad.to_numpy().argmax())
        raise ValueError(
            f"{table}, line {line + 2}, {field['name']}: {column.iloc[line]!r} is not allowed; "
            f"write {allowed}."
        )


def check_series(code: str, *names: str) -> str:
    """Return a series code that one of the named tables holds, by default any that has series.

    Raises:
        ValueError: no such series there, with the nearest match or the table that has it.
    """
    every = ("exports_monthly", "exports_annual")
    wanted = names or every
    held = sorted({series for name in wanted for series in series_cards(name)})
    if code in held:
        return code
    if code in AREAS:
        also = [name for name in every if name not in wanted and code in series_cards(name)]
        raise ValueError(
            f"{' and '.join(wanted)} holds no series for {AREAS[code]} ({code})."
            + (f" It is in {also[0]}." if also else "")
        )
    raise ValueError(
        f"{code!r} is not a series of {' or '.join(wanted)}.{nearest(code, held, AREAS)} "
        f"Allowed: {', '.join(held)}."
    )


def check_rule(rule: str, as_of: str) -> None:
    """Refuse a rule whose rate was not public on the date: a day without one, an open year."""
    kind, argument = vocabulary.check_rule(rule)
    date = known_by(check_as_of(as_of)).isoformat()
    if kind == "constant":
        first = read("exchange_rates_monthly", ["TIME_PERIOD"])["TIME_PERIOD"].min()[:4]
        if not first <= argument < date[:4]:
            raise ValueError(
                f"rule {rule}: name a year from {first} on that was complete by {date} (as_of)."
            )
    if kind == "spot" and argument > date:
        raise ValueError(f"rule {rule}: that rate was not public by {date} (as_of).")
    if kind == "spot":
        days = read("exchange_rates_daily", ["TIME_PERIOD"])["TIME_PERIOD"]
        if not (days == argument).any():
            earlier = days[days < argument]
            before = f"; the last business day before is {earlier.max()}" if len(earlier) else ""
            raise ValueError(f"rule {rule}: no exchange rate on that day{before}.")


def check_parameters(**values: object) -> None:
    """Refuse the first parameter that does not mean what its name says, or that no table serves."""
    vocabulary.check_parameters(**values)
    package()
    for name in ("home", "rival"):
        if name in values:
            try:
                check_series(str(values[name]))
            except ValueError as error:
                raise ValueError(f"{name}: {error}") from None
    if "rule" in values:
        check_rule(str(values["rule"]), str(values.get("as_of", "latest")))


def freshness(as_of: dt.date) -> list[dict[str, str]]:
    """Return per table how new it is on a date: last period, its publication, rows, publishers."""
    rows = []
    for resource in package()["resources"]:
        # A concordance has no periods, so that nothing in it can grow old.
        if not _has(resource, "TIME_PERIOD"):
            continue
        dated = "PUBLISHED" if _has(resource, "PUBLISHED") else "TIME_PERIOD"
        frame = read(resource["name"], sorted({"TIME_PERIOD", dated}))
        frame = frame[frame[dated] <= as_of.isoformat()]
        rows.append(
            {
                "table": resource["name"],
                "title": resource["title"],
                "last_period": str(frame["TIME_PERIOD"].max()) if len(frame) else "none yet",
                "published": str(frame[dated].max()) if len(frame) else "none yet",
                "rows": f"{len(frame):,}",
                "publisher": "; ".join(dict.fromkeys(s["publisher"] for s in resource["sources"])),
            }
        )
    return rows


def _has(resource: Card, name: str) -> bool:
    return any(field["name"] == name for field in resource["schema"]["fields"])


def sources(tables: Sequence[str] | None = None) -> list[dict[str, str]]:
    """Return every source of the tables: table, title, publisher, series, licence, retrieval."""
    return [
        {
            "table": resource["name"],
            "name": source["name"],
            "title": source["title"],
            "publisher": source["publisher"],
            "series": source["series"],
            "via": source["via"],
            "licence": source["licence"],
            "retrieved": source["retrieved"],
            **({"path": source["path"]} if "path" in source else {}),
        }
        for resource in package()["resources"]
        if tables is None or resource["name"] in tables
        for source in resource["sources"]
    ]
