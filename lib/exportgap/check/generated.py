"""Files made from others: the catalogue of the tables, the environment for conda."""

from __future__ import annotations

import tomllib
from pathlib import Path

from exportgap import tables
from exportgap.vocabulary import name_of


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
    frame = tables.read(resource["name"])
    span = ""
    if "TIME_PERIOD" in frame:
        span = f", {frame['TIME_PERIOD'].min()} to {frame['TIME_PERIOD'].max()}"
    lines = [
        f"## {resource['name']}",
        "",
        f"{resource['title']}. {resource['description']}",
        "",
        f"{len(frame):,} rows{span}; key {', '.join(schema['primaryKey'])}.",
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
