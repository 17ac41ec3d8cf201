"""Sentences about cars: what a figure covers, what they added, their number, where they go."""

from exportgap.readings.cars.growth import (
    beside,
    by_apart,
    by_days,
    by_engine,
    by_low_base,
    by_parts,
    growths,
    mostly_compared,
)
from exportgap.readings.cars.kinds import (
    by_eco_month,
    by_excess,
    by_kind,
    in_year,
    kind_bars,
    lists,
)
from exportgap.readings.cars.markets import (
    by_makeup,
    by_market,
    by_partner,
    changes,
    largest,
    market_shares,
)
from exportgap.readings.cars.numbers import by_number, by_unit_value
from exportgap.readings.cars.words import STATED, by_statement

__all__ = [
    "STATED",
    "beside",
    "by_apart",
    "by_days",
    "by_eco_month",
    "by_engine",
    "by_excess",
    "by_kind",
    "by_low_base",
    "by_makeup",
    "by_market",
    "by_number",
    "by_partner",
    "by_parts",
    "by_statement",
    "by_unit_value",
    "changes",
    "growths",
    "in_year",
    "kind_bars",
    "largest",
    "lists",
    "market_shares",
    "mostly_compared",
]
