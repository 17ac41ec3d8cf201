"""What `make check` holds of the data: each table to its card, and the sources to each other.

Also the files that are made from others: `data/README.md` from the data package and
`environment.yml` from `pyproject.toml`.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from exportgap import tables
from exportgap.load import load_exports, load_exports_annual
from exportgap.vocabulary import AREAS, CURRENCIES, area_of, name_of


def check_all(root: Path) -> Iterator[str]:
    """Check everything; yield a line for each thing that holds.

    Raises:
        ValueError: the first thing that does not, with the table, the row and what is allowed.
    """
    yield check_package()
    for resource in tables.package()["resources"]:
        frame = tables.read(resource["name"])
        tables.check(frame, resource["name"])
        check_codes(frame, resource)
        yield f"{resource['name']}: {len(frame):,} rows keep their card"
    yield check_grid()
    yield check_published()
    yield from check_joins()
    yield from check_against_years()
    yield check_second_conversion()
    yield from check_rates()
    for path, text in generated(root).items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            raise ValueError(
                f"{path.name} is not what it is made from: run exportgap check --write."
            )
        yield f"{path.relative_to(root)}: as generated"


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
    for column, known in (("REF_AREA", AREAS), ("CURRENCY", CURRENCIES)):
        strange = set(frame.get(column, [])) - set(known)
        if strange:
            raise ValueError(f"{name}, {column}: {strange.pop()!r} is not in the vocabulary.")
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
    for name in ("exports_monthly", "exports_annual", "exchange_rates_monthly"):
        frame = tables.read(name, ["TIME_PERIOD", "PUBLISHED"])
        freq = "Y" if name == "exports_annual" else "M"
        ends = pd.PeriodIndex(frame["TIME_PERIOD"], freq=freq).end_time.strftime("%Y-%m-%d")
        early = frame[(frame["PUBLISHED"] <= ends) | (frame["PUBLISHED"] > last)]
        if len(early):
            row = early.iloc[0]
            raise ValueError(
                f"{name}: {row['TIME_PERIOD']} was published on {row['PUBLISHED']}; allowed is "
                f"after its end and up to {last}."
            )
    return f"publication: after each period's end and by {last}"


def _apart(one: pd.Series[Any], other: pd.Series[Any]) -> pd.Series[Any]:
    """Return the difference of two series in percent of the second, where both are known."""
    apart: pd.Series[Any] = (100 * (one / other - 1)).dropna().abs()
    return apart


def _values(series: str) -> pd.Series[Any]:
    frame = load_exports(series)
    values: pd.Series[Any] = frame.set_index("TIME_PERIOD")["VALUE"]
    return values


def check_joins() -> Iterator[str]:
    """Hold both sources of a join to each other: equal before it, close on the overlap."""
    for join in tables.card("exports_monthly")["trade"]["joins"]:
        ours, second = _values(join["series"]), _values(join["overlap"])
        apart = _apart(ours, second)
        at = pd.Period(join["at"], freq="M")
        before, after = apart[apart.index < at], apart[apart.index >= at]
        if before.max() > 1e-9 or after.max() > join["tolerance_percent"]:
            raise ValueError(
                f"the join of {join['series']} at {at}: sources differ by {after.max():.3f} "
                f"percent in {after.idxmax()}; allowed are {join['tolerance_percent']}."
            )
        yield (
            f"{join['series']}: joined at {at}; {len(after)} common months differ by at most "
            f"{after.max():.2f} percent"
        )


def check_against_years() -> Iterator[str]:
    """Hold a series' twelve months, in dollars, to the World Bank's year."""
    for rule in tables.card("exports_monthly")["trade"]["checks"]:
        if rule["against"] != "exports_annual":
            continue
        months = _values(rule["series"])
        sums = months.groupby(pd.PeriodIndex(months.index).asfreq("Y")).agg(["sum", "size"])
        whole = sums.loc[sums["size"] == 12, "sum"]
        years = load_exports_annual(rule["series"]).set_index("TIME_PERIOD")["VALUE"]
        apart = _apart(whole, years)
        for year, difference in apart.items():
            exception = rule["exceptions"].get(str(year), (rule["tolerance_percent"],))
            if difference > exception[0]:
                raise ValueError(
                    f"{rule['series']} {year}: months and the World Bank's year differ by "
                    f"{difference:.3f} percent; allowed are {exception[0]}."
                )
        named = ", ".join(rule["exceptions"])
        rest = apart[~apart.index.astype(str).isin(list(rule["exceptions"]))]
        yield (
            f"{rule['series']}: {len(rest)} years agree with the World Bank within "
            f"{rest.max():.3f} percent; excepted {named}"
        )


def check_second_conversion() -> str:
    """Hold yen divided by the mean rate to the World Bank's own dollars, month by month."""
    rule = next(
        each
        for each in tables.card("exports_monthly")["trade"]["checks"]
        if each["against"] == "JPN.gem"
    )
    apart = _apart(_values("JPN"), _values("JPN.gem"))
    if apart.max() > rule["tolerance_percent"]:
        raise ValueError(
            f"JPN {apart.idxmax()}: our dollars and the World Bank's differ by {apart.max():.3f} "
            f"percent; allowed are {rule['tolerance_percent']}."
        )
    return (
        f"JPN: {len(apart)} months in dollars agree with JPN.gem within {apart.max():.2f} percent"
    )


def check_rates() -> Iterator[str]:
    """Hold the two sources of monthly rates to each other, and daily rates to their means."""
    monthly = tables.read("exchange_rates_monthly")
    wide = monthly.pivot(index=["CURRENCY", "TIME_PERIOD"], columns="SOURCE", values="OBS_VALUE")
    rule = tables.card("exchange_rates_monthly")["trade"]["checks"][0]
    one, other = (wide[name] for name in rule["overlap"])
    apart = 100 * (other / one - 1).dropna()
    mean = apart.groupby("CURRENCY").mean().abs().max()
    if apart.abs().max() > rule["tolerance_percent"] or mean > rule["mean_tolerance_percent"]:
        raise ValueError(
            f"exchange rates: the two sources differ by {apart.abs().max():.2f} percent in "
            f"{' '.join(apart.abs().idxmax())}, {mean:.3f} on average; allowed are "
            f"{rule['tolerance_percent']} and {rule['mean_tolerance_percent']}."
        )
    yield (
        f"exchange rates: {len(apart)} months of two sources differ by {mean:.3f} percent on "
        f"average, {apart.abs().max():.2f} at most"
    )
    daily = tables.read("exchange_rates_daily")
    days = daily.pivot(index="TIME_PERIOD", columns="CURRENCY", values="OBS_VALUE")
    limit = tables.card("exchange_rates_daily")["trade"]["checks"][0]["tolerance_percent"]
    worst = 0.0
    for currency in sorted(other.dropna().index.unique("CURRENCY")):
        cross = days[currency] / days["USD"]
        means = cross.groupby(cross.index.str[:7]).mean()
        worst = max(worst, float(_apart(means, other[currency]).max()))
    if worst > limit:
        raise ValueError(f"daily rates: their monthly mean differs by {worst:.6f} percent.")
    yield "exchange rates: daily rates have the monthly cross rates as their means"


def generated(root: Path) -> dict[Path, str]:
    """Return the files that are made from others, with their text."""
    return {
        tables.data_dir() / "README.md": catalogue(),
        root / "environment.yml": environment(root / "pyproject.toml"),
    }


def write_generated(root: Path) -> list[Path]:
    """Write the generated files anew."""
    for path, text in generated(root).items():
        aside = path.with_suffix(path.suffix + ".part")
        aside.write_text(text, encoding="utf-8")
        aside.replace(path)
    return list(generated(root))


def environment(project: Path) -> str:
    """Return a conda environment with the dependencies of `pyproject.toml`.

    Packages that no conda channel has are installed by pip inside it.
    """
    settings = tomllib.loads(project.read_text(encoding="utf-8"))["project"]
    pip_only = ("font-source-sans-pro", "ziamath", "frictionless")
    wanted = [*settings["dependencies"], *settings["optional-dependencies"]["dev"]]
    conda = sorted(line for line in wanted if not line.startswith(pip_only))
    pip = sorted(line for line in wanted if line.startswith(pip_only))
    lines = [
        "# Made from pyproject.toml by `exportgap check --write`; not solved by our tests.",
        "name: exportgap",
        "channels: [conda-forge]",
        "dependencies:",
        f'  - "python{settings["requires-python"]}"',
        *(f'  - "{line}"' for line in [*conda, "pip"]),
        "  - pip:",
        *(f'      - "{line}"' for line in pip),
        "      - --editable .",
    ]
    return "\n".join(lines) + "\n"


def catalogue() -> str:
    """Return the catalogue of the tables as Markdown, from the data package."""
    package = tables.package()
    parts = [
        "# The tables",
        "",
        "<!-- Made from datapackage.json by `exportgap check --write`. -->",
        "",
        package["description"],
        "",
        f"Version {package['version']}. Columns follow SDMX; codes are text. `PUBLISHED` is part "
        "of the key: a revision is a new row, the old one stays.",
    ]
    for resource in package["resources"]:
        parts += ["", *_table_card(resource)]
    return "\n".join(parts) + "\n"


def _table_card(resource: tables.Card) -> list[str]:
    trade, schema = resource["trade"], resource["schema"]
    frame = tables.read(resource["name"], ["TIME_PERIOD"])
    lines = [
        f"## {resource['name']}",
        "",
        f"{resource['title']}. {resource['description']}",
        "",
        f"{len(frame):,} rows, {frame['TIME_PERIOD'].min()} to {frame['TIME_PERIOD'].max()}; "
        f"key {', '.join(schema['primaryKey'])}.",
        "",
        "| column | type | what it is |",
        "|---|---|---|",
    ]
    for field in schema["fields"]:
        unit = f" ({field['unit']})" if "unit" in field else ""
        lines.append(f"| {field['name']} | {field['type']} | {field['description']}{unit} |")
    lines += ["", "| of trade | |", "|---|---|"]
    for key in ("valuation", "currency", "classification", "trade_system", "adjustment"):
        lines.append(f"| {key.replace('_', ' ')} | {trade[key]} |")
    if "series" in trade:
        lines += ["", "| series | what it is | public from |", "|---|---|---|"]
        for code, said in trade["series"].items():
            missing = f"; without {', '.join(said['missing'])}" if "missing" in said else ""
            imports = f"; imports {said['imports']}" if "imports" in said else ""
            text = f"{name_of(code).removeprefix('the ')}: {said['definition']}{missing}{imports}"
            lines.append(f"| {code} | {text} | {said['calendar']} |")
    if "left_out" in trade:
        lines += ["", "Left out: " + ". ".join(trade["left_out"]) + "."]
    lines += ["", "| source | publisher | title, series | read through | licence |"]
    lines.append("|---|---|---|---|---|")
    for source in resource["sources"]:
        lines.append(
            f"| {source['name']} | {source['publisher']} | {source['title']}; {source['series']} "
            f"| {source['via']} | {source['licence']} |"
        )
    return lines
