"""Sentences that read the tables of `metrics`: true for any pair, date, rule and sign.

Each function takes tables and returns a `Finding`: the title of a chart and the sentences that
read it. What can turn (who leads, whether a gap widened, how many months) is chosen from the
numbers as they are printed, so that a sentence never contradicts the figure in it.
"""

from exportgap.readings.causes import by_cause, by_rule, by_trend, steps
from exportgap.readings.leads import (
    by_month,
    by_rank,
    by_year,
    crossing,
    lead,
    least_of,
    moved,
    rolling,
    same_point,
    second_source,
)
from exportgap.readings.scope import scope

__all__ = [
    "by_cause",
    "by_month",
    "by_rank",
    "by_rule",
    "by_trend",
    "by_year",
    "crossing",
    "lead",
    "least_of",
    "moved",
    "rolling",
    "same_point",
    "scope",
    "second_source",
    "steps",
]
