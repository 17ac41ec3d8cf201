"""What a report says as a whole: the values its chapters share, and the sources behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from exportgap.render.presets import Value


def shared_values(chapters: Sequence[Mapping[str, Value]]) -> dict[str, Value]:
    """Return the parameters that have one value in every chapter that declares them."""
    return {name: values[0] for name, values in _by_name(chapters).items() if len(values) == 1}


def listing(chapters: Sequence[Mapping[str, Value]]) -> str:
    """Write every parameter with its value, or with each value it has in some chapter."""
    written = (
        f"{name} = {' or '.join(map(str, values))}" for name, values in _by_name(chapters).items()
    )
    return ", ".join(written) or "none"


def sources_by_table(
    sources: Sequence[Mapping[str, Any]], freshness: Sequence[Mapping[str, Any]]
) -> list[dict[str, Any]]:
    """Gather the sources of each table under its title, with what they share said once."""
    groups = []
    for table in freshness:
        own = [source for source in sources if source["table"] == table["table"]]
        if own:
            terms = "; ".join(sorted({source["licence"] for source in own}))
            days = sorted({source["retrieved"] for source in own})
            span = days[0] if len(days) == 1 else f"{days[0]} to {days[-1]}"
            shared = f"{terms}. Retrieved {span}."
            groups.append({"title": table["title"], "items": own, "shared": shared})
    return groups


def _by_name(chapters: Sequence[Mapping[str, Value]]) -> dict[str, list[Value]]:
    """Return by name the different values a parameter has, in the order of the chapters."""
    found: dict[str, list[Value]] = {}
    for chapter in chapters:
        for name, value in chapter.items():
            if value not in found.setdefault(name, []):
                found[name].append(value)
    return found
