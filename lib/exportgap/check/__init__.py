"""What `make check` holds of the data: each table to its card, and the sources to each other.

Also the files that are made from others: `data/README.md` from the data package and
`environment.yml` from `pyproject.toml`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from exportgap import tables
from exportgap.check.agreement import (
    check_against_years,
    check_item_totals,
    check_joins,
    check_partner_years,
    check_parts,
    check_rates,
    check_second_conversion,
)
from exportgap.check.contract import (
    check_codes,
    check_grid,
    check_groups,
    check_package,
    check_published,
)
from exportgap.check.generated import catalogue, environment, generated, write_generated

__all__ = ["catalogue", "check_all", "check_codes", "environment", "generated", "write_generated"]


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
    yield from check_parts()
    yield check_item_totals()
    yield from check_partner_years()
    yield check_groups()
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
