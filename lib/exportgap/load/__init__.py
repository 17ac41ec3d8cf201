"""Offline loaders: what was public on a date, in one currency, by a stated rule.

A loader picks for every period the newest row published by `as_of`, attaches the exchange rate
the rule asks for, and says in `attrs` what it did, so that a chart and a sentence can name it.
"""

from exportgap.load.drivers import (
    has_table,
    load_group_names,
    load_groups,
    load_sections,
    load_table,
)
from exportgap.load.origin import list_sources, list_tables
from exportgap.load.rates import load_rates
from exportgap.load.totals import (
    BASE_YEAR,
    has_monthly,
    load_exports,
    load_exports_annual,
    load_pair,
    load_years,
    usual_rules,
)

__all__ = [
    "BASE_YEAR",
    "has_monthly",
    "has_table",
    "list_sources",
    "list_tables",
    "load_exports",
    "load_exports_annual",
    "load_group_names",
    "load_groups",
    "load_pair",
    "load_rates",
    "load_sections",
    "load_table",
    "load_years",
    "usual_rules",
]
