"""The command line: `exportgap report`, `exportgap gap`, `exportgap check`."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]


def _parser() -> argparse.ArgumentParser:
    raw = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(
        prog="exportgap",
        formatter_class=raw,
        description="Official trade figures in, a story out: who leads in exports, and since when.",
        epilog="Begin with:\n  exportgap gap --year 2025 --through 10\n  exportgap report\n",
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    report = commands.add_parser(
        "report",
        formatter_class=raw,
        help="render a preset's notebooks into a report",
        description="Run the notebooks of a preset and write the report to build/reports/PRESET.\n"
        "Parameters are checked before anything runs; a failure leaves the last report standing.",
        epilog="Examples:\n"
        "  exportgap report                            the story, newest figures\n"
        "  exportgap report article                    as it looked on 5 December 2025\n"
        "  exportgap report story -p as_of=2024-12-31  on another date\n"
        "  exportgap report story -p home=DEU          another pair\n"
        "  exportgap report story --parameters         what can be set, and what it means\n",
    )
    report.add_argument("preset", nargs="?", default="story", metavar="PRESET")
    report.add_argument(
        "-p",
        action="append",
        default=[],
        metavar="name=value",
        dest="parameters",
        help="set a parameter; may be repeated",
    )
    report.add_argument("--parameters", action="store_true", dest="explain", help="list them")

    gap = commands.add_parser(
        "gap",
        formatter_class=raw,
        help="print the gap from January to a month of a year, and its rank among all years",
        description="Print both totals from January to a month, the gap (rival minus home), the\n"
        "ratio, and the gap's rank among the same months of all years (1 = smallest).",
        epilog="Examples:\n"
        "  exportgap gap --year 2025 --through 10\n"
        "  exportgap gap --year 2025 --rule spot:2026-01-22\n"
        "  exportgap gap --year 2024 --home ITA --rival KOR --json\n"
        "Rules: monthly_mean, period_mean, spot:YYYY-MM-DD, constant:YYYY.\n",
    )
    gap.add_argument("--year", type=int, required=True, help="calendar year")
    gap.add_argument("--through", type=int, default=12, metavar="MONTH", help="1 to 12 (12)")
    gap.add_argument("--as-of", default="latest", metavar="DATE", help='YYYY-MM-DD or "latest"')
    gap.add_argument("--rule", default="monthly_mean", help="currency rule (monthly_mean)")
    gap.add_argument("--home", default="KOR", metavar="CODE", help="area or series (KOR)")
    gap.add_argument("--rival", default="JPN", metavar="CODE", help="area or series (JPN)")
    gap.add_argument("--currency", default="USD", help="USD, JPY or KRW (USD)")
    gap.add_argument("--json", action="store_true", help="print JSON, values in billions")

    check = commands.add_parser(
        "check",
        help="validate the data package and hold the generated files",
        description="Validate every table against its card, cross-check the sources against each "
        "other, and compare data/README.md and environment.yml with what they are made from.",
    )
    check.add_argument("--write", action="store_true", help="write the generated files anew")
    return parser


def _report(arguments: argparse.Namespace) -> int:
    from exportgap import render
    from exportgap.render import presets

    notebooks, out = ROOT / "notebooks", ROOT / "build" / "reports"
    if arguments.explain:
        preset = presets.load_preset(arguments.preset, notebooks)
        for parameter in presets.preset_parameters(preset):
            print(f"{parameter.name} = {parameter.default!r}\n    {parameter.help}")
        return 0
    overrides: dict[str, str] = {}
    for text in arguments.parameters:
        name, equals, value = text.partition("=")
        if not equals:
            raise ValueError(f"-p {text}: write name=value, for example -p as_of=2025-12-05.")
        overrides[name.strip()] = value.strip()
    terminal = render.Terminal(sys.stderr)
    try:
        path = render.render_report(
            arguments.preset, overrides, notebooks=notebooks, out=out, progress=terminal
        )
    finally:
        terminal.close()
    print(path)
    return 0


def _gap(arguments: argparse.Namespace) -> int:
    import pandas as pd

    from exportgap import prose, readings, tables
    from exportgap.load import load_pair
    from exportgap.metrics.gap import gap_to_date, months_both_have

    year, through = arguments.year, arguments.through
    tables.check_parameters(
        home=arguments.home,
        rival=arguments.rival,
        as_of=arguments.as_of,
        rule=arguments.rule,
        currency=arguments.currency,
    )
    if not 1900 <= year <= 2100:
        raise ValueError(f"--year {year} is not a year of these tables: write one like 2025.")
    frame = load_pair(
        arguments.home,
        arguments.rival,
        as_of=arguments.as_of,
        rule=arguments.rule,
        currency=arguments.currency,
    )
    table = gap_to_date(frame, through)
    period = pd.Period(str(year), freq="Y")
    if period not in table.index:
        both = "they share no month of it"
        if frame.attrs["table"] == "exports_annual":
            both = "the annual table has not both"
        elif known := months_both_have(frame, year):
            both = f"both have {prose.span(known, year)}"
        raise ValueError(
            f"{arguments.home} and {arguments.rival} lack a month of {prose.span(through, year)} "
            f"as of {table.attrs['as_of']}: {both}. Years that have it: {table.index[0]} to "
            f"{table.index[-1]}."
        )
    row, least = table.loc[period], table["gap"].idxmin()
    result: dict[str, Any] = {
        "home": arguments.home,
        "rival": arguments.rival,
        "year": year,
        "through": through,
        "as_of": table.attrs["as_of"],
        "rule": table.attrs["rule"],
        "currency": arguments.currency,
        "home_exports": round(float(row["home"]), 3),
        "rival_exports": round(float(row["rival"]), 3),
        "gap": round(float(row["gap"]), 3),
        "ratio": round(float(row["ratio"]), 4),
        "rank": int(row["rank"]),
        "smallest_year": least.year,
        "smallest_gap": round(float(table.loc[least, "gap"]), 3),
        "years": len(table),
    }
    if arguments.json:
        print(json.dumps(result, indent=1))
        return 0
    said = prose.words(table.attrs)
    facts = prose.facts(table, period)
    width = max(len(said["home"]), len(said["rival"]))
    print(f"{prose.span(through, year)}, {said['rule']}")
    print(f"  {prose.label(said['home']):{width}}  {facts['home_exports']}")
    print(f"  {prose.label(said['rival']):{width}}  {facts['rival_exports']}")
    print(f"  {'gap':{width}}  {facts['gap']:signed}; ratio {facts['ratio']}")
    print(readings.same_point(table, period).reading.strip())
    print(f"Public by {said['as_of']}.")
    return 0


def _check(arguments: argparse.Namespace) -> int:
    from exportgap import check

    if arguments.write:
        for path in check.write_generated(ROOT):
            print(f"wrote {path}")
    for line in check.check_all(ROOT):
        print(line)
    return 0


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; a refusal is one sentence on stderr and exit code 1."""
    arguments = _parser().parse_args(argv)
    run = {"report": _report, "gap": _gap, "check": _check}[arguments.command]
    try:
        return run(arguments)
    except (ValueError, RuntimeError) as error:
        print(f"exportgap: {error}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        return 1


if __name__ == "__main__":
    sys.exit(main())
