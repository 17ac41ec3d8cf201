"""Sentences that read the tables of `metrics`: true for any pair, date, rule and sign.

Each function takes tables and returns a `Finding`: the title of a chart and the sentences that
read it. What can turn (who leads, whether a gap widened, how many months) is chosen from the
numbers as they are printed, so that a sentence never contradicts the figure in it.
"""

from exportgap.readings.automation import (
    births,
    both_ends,
    by_buyer,
    by_parts,
    made_and_sold,
    robots,
    since_peak,
)
from exportgap.readings.causes import by_cause, by_rule, by_trend, steps
from exportgap.readings.chips import (
    beside,
    by_cycle,
    by_price,
    by_rival,
    by_volume_index,
    by_weight,
    by_world,
    cycle,
    definitions,
    drives,
    weight_steps,
)
from exportgap.readings.competition import by_advantage, by_goods, by_overlap, by_section
from exportgap.readings.constant_rate import by_constant
from exportgap.readings.duties import (
    acts,
    by_announcement,
    by_duty,
    by_duty_gap,
    by_other_duties,
)
from exportgap.readings.exposure import all_sources, by_exposure
from exportgap.readings.items import (
    by_base,
    by_contribution,
    by_day,
    by_press,
    by_rest,
    by_share,
    contribution_bars,
    printed,
    side_by_side,
)
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
    standing,
)
from exportgap.readings.scope import scope
from exportgap.readings.shipments import by_destination, by_points
from exportgap.readings.tariff_effects import by_outcome, by_tariff, elasticities
from exportgap.readings.world_market import by_market, by_market_share
from exportgap.readings.yen import by_currency, by_invoicing, by_rate, by_volume_figure

__all__ = [
    "acts",
    "all_sources",
    "beside",
    "births",
    "both_ends",
    "by_advantage",
    "by_announcement",
    "by_base",
    "by_buyer",
    "by_cause",
    "by_constant",
    "by_contribution",
    "by_currency",
    "by_cycle",
    "by_day",
    "by_destination",
    "by_duty",
    "by_duty_gap",
    "by_exposure",
    "by_goods",
    "by_invoicing",
    "by_market",
    "by_market_share",
    "by_month",
    "by_other_duties",
    "by_outcome",
    "by_overlap",
    "by_parts",
    "by_points",
    "by_press",
    "by_price",
    "by_rank",
    "by_rate",
    "by_rest",
    "by_rival",
    "by_rule",
    "by_section",
    "by_share",
    "by_tariff",
    "by_trend",
    "by_volume_figure",
    "by_volume_index",
    "by_weight",
    "by_world",
    "by_year",
    "contribution_bars",
    "crossing",
    "cycle",
    "definitions",
    "drives",
    "elasticities",
    "lead",
    "least_of",
    "made_and_sold",
    "moved",
    "printed",
    "robots",
    "rolling",
    "same_point",
    "scope",
    "second_source",
    "side_by_side",
    "since_peak",
    "standing",
    "steps",
    "weight_steps",
]
