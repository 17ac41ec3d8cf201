"""exportgap: is one economy overtaking another in exports, since when, why, and will it last?

The rooms, from the ground up:

- `vocabulary`: the code lists, and how a wrong code is refused
- `tables`: the table contract, read from `data/datapackage.json`
- `load`: offline loaders; they know the date (`as_of`) and the currency rule
- `metrics`: pure functions: the gap and its trend, growth and currency, what moved a total,
  price and volume, competitiveness, duties, working days
- `charts`, `prose`: a finding as a picture, and as a sentence that records its numbers
- `readings`: the sentences that read a table of metrics and can turn with its numbers
- `render`: notebooks into a report; `check`: what `make check` holds

The names below are what an analyst types; nothing is imported before one of them is used.
"""

from __future__ import annotations

import importlib
from typing import Any

_HOME = {
    "load_exports": "load",
    "load_exports_annual": "load",
    "load_rates": "load",
    "load_table": "load",
    "list_tables": "load",
    "gap_by_period": "metrics.gap",
    "gap_to_date": "metrics.gap",
    "gap_rolling": "metrics.gap",
    "gap_by_rule": "metrics.currency",
    "break_even_rate": "metrics.currency",
    "growth_on_year": "metrics.growth",
    "contribution_to_growth": "metrics.drivers",
    "contribution_to_gap": "metrics.drivers",
}
_ROOMS = ("charts", "load", "metrics", "prose", "readings", "tables", "vocabulary")
__all__ = [*_HOME, *_ROOMS]


def __getattr__(name: str) -> Any:
    """Import a name when it is first used."""
    if name in _HOME:
        return getattr(importlib.import_module(f"exportgap.{_HOME[name]}"), name)
    if name in _ROOMS:
        return importlib.import_module(f"exportgap.{name}")
    raise AttributeError(f"module 'exportgap' has no attribute {name!r}")


def __dir__() -> list[str]:
    """List the names that can be typed."""
    return sorted(__all__)
