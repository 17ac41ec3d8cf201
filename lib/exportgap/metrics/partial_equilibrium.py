"""What a change of duty may do to exports: partial equilibrium in one market, a range of cases.

Duties are in percent of the value before duty; money is in any unit, before duty.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd

from exportgap.vocabulary import check_code


class Elasticity(NamedTuple):
    """A case: demand below zero, supply above it or infinite, and where the numbers are from."""

    name: str
    demand: float
    supply: float
    source: str


# None is an estimate for Korean or Japanese cars: the range is the message. Supply is infinite
# where prices before duty do not move, as Fajgelbaum et al. (2020) find for the duties of 2018.
_KITA = (
    "a round number near the Korea International Trade Association (2018): Korea's cars to the "
    "United States down 22.7 percent if all suppliers pay 25 percent"
)
_FIRMS = "Berthou and Fontagné (2015): exports of French firms outside the European Union"
_SHARED = "an assumption: demand as for firms, and exporters who cut their price"
_AREAS = "Simonovska and Waugh (2014): trade among 123 countries"
_GOODS = (
    "Fontagné, Guimbard and Orefice (2022, working paper 2019): the centre of the estimates for "
    "5,000 products"
)
ELASTICITIES = (
    Elasticity("all suppliers hit", -1.0, math.inf, _KITA),
    Elasticity("firms", -2.5, math.inf, _FIRMS),
    Elasticity("firms, price shared", -2.5, 2.0, _SHARED),
    Elasticity("countries", -4.0, math.inf, _AREAS),
    Elasticity("products", -5.0, math.inf, _GOODS),
)
# Demand and supply of constant elasticity, solved exactly; SMART's first-order change.
FORMS = ("constant_elasticity", "linear")


def _wedge(before: float, after: float) -> float:
    """Return how the duty moves the price paid where the price received stays."""
    if not (0 <= before < math.inf and 0 <= after < math.inf):
        raise ValueError(f"a duty is 0 percent or more: {before} and {after} are given.")
    return (100 + after) / (100 + before)


def tariff_effect(
    exports: float,
    t0: float,
    t1: float,
    demand: float,
    supply: float = math.inf,
    form: str = "constant_elasticity",
) -> dict[str, Any]:
    """Estimate what a change of duty does to exports to one market, other things equal.

    With T = (1 + t1) / (1 + t0), η the elasticity of import demand and μ that of export supply:
    demand q = a (p (1 + t))^η and supply q = b p^μ meet at p^(μ-η) = (a / b) (1 + t)^η, so that

    - price received p1/p0 = T^(η/(μ-η)), price paid T^(μ/(μ-η)), volume T^(ημ/(μ-η));
    - linear: dq/q = η (T - 1) / (1 - η/μ), SMART's trade creation, and dp/p = (dq/q) / μ: the
      slope at t0, which at duties of 25 percent falls deeper than the exact solution, but by no
      more than all: `choked` says that this bound binds.

    Value is volume times price received. η must hold what buyers shift to other suppliers if the
    duty is on one alone, and is smaller if all are hit. Incomes, exchange rates and production
    moved abroad stay out. Laird and Yeats (1986); Jammes and Olarreaga (2005).

    Args:
        exports: to the market, before duty, in any money.
        t0: duty before, percent.
        t1: duty after, percent.
        demand: η, below zero.
        supply: μ, above zero; infinite where the price received does not move.
        form: one of FORMS.

    Returns:
        volume, price_received, price_paid and value (changes in percent), change (of the value,
        in the money of `exports`), buyers (share of the duty's change that buyers bear, percent:
        100 μ/(μ-η)), choked.

    Raises:
        ValueError: exports not above zero, a duty below zero, an elasticity of the wrong sign, an
            unknown form.
    """
    check_code(form, FORMS, "form of demand and supply")
    if not 0 < exports < math.inf:
        raise ValueError(f"exports are above zero, not {exports}.")
    if not (-math.inf < demand < 0 < supply):
        raise ValueError(f"demand is below and supply above zero, not {demand} and {supply}.")
    wedge, buyers = _wedge(t0, t1), 1 / (1 - demand / supply)
    slope = demand * buyers * (wedge - 1)
    choked = form == "linear" and slope < -1
    if form == "linear":
        volume = max(slope, -1.0)
        # Adding zero turns the -0 of infinite supply into 0.
        price = volume / supply + 0.0
    else:
        volume = wedge ** (demand * buyers) - 1
        price = wedge ** (buyers - 1) - 1
    value = (1 + volume) * (1 + price) - 1
    return {
        "volume": 100 * volume,
        "price_received": 100 * price,
        "price_paid": 100 * ((1 + price) * wedge - 1),
        "value": 100 * value,
        "change": exports * value,
        "buyers": 100 * buyers,
        "choked": choked,
    }


def tariff_effect_range(
    exports: float,
    t0: float,
    t1: float,
    elasticities: Iterable[Elasticity] = ELASTICITIES,
    form: str = "constant_elasticity",
) -> pd.DataFrame:
    """Estimate a change of duty under several elasticities: the range stands for a point.

    Returns:
        Rows by name: demand, supply, source and what `tariff_effect` returns; attrs: t0, t1,
        exports, form.

    Raises:
        ValueError: no case, or one name twice; what `tariff_effect` refuses.
    """
    cases = list(elasticities)
    names = [case.name for case in cases]
    if not cases or len(set(names)) < len(names):
        raise ValueError(f"a range takes cases with a name each, not {names}.")
    rows = [
        {**case._asdict(), **tariff_effect(exports, t0, t1, case.demand, case.supply, form)}
        for case in cases
    ]
    table = pd.DataFrame(rows).set_index("name")
    table.attrs = {"measure": "tariff_effect", "exports": exports, "t0": t0, "t1": t1, "form": form}
    return table


def tariff_effect_mean(
    exports: float,
    t0: float,
    rates: pd.Series[Any],
    elasticities: Iterable[Elasticity] = ELASTICITIES,
) -> pd.DataFrame:
    """Estimate duties that change over time: the mean of the answers to each period's duty.

    Each further point of duty takes less off the value, so that the answer to the mean duty
    overstates the mean answer. Every period weighs the same, whatever is shipped in it.

    Args:
        exports: as `tariff_effect`, to the market over all periods.
        t0: duty before, percent.
        rates: duty of each period (a day, say), percent.
        elasticities: the cases.

    Returns:
        Rows by name: value (change in percent) and change (in money); attrs: t0, t1 (the mean
        duty), exports.

    Raises:
        ValueError: no period, or one without a duty; what `tariff_effect_range` refuses.
    """
    if rates.empty or rates.isna().any():
        raise ValueError("a mean takes a duty for every period, and at least one period.")
    cases = list(elasticities)
    answers = {rate: tariff_effect_range(exports, t0, rate, cases) for rate in set(rates)}
    shares = rates.value_counts(normalize=True)
    table = sum(shares[rate] * each[["value", "change"]] for rate, each in answers.items())
    table.attrs = {"t0": t0, "t1": float(rates.mean()), "exports": exports}
    return table


def diversion(
    home: float,
    rival: float,
    home_duty: tuple[float, float],
    rival_duty: tuple[float, float],
    substitution: float,
) -> float:
    """Estimate what buyers move to home from its rival where duties part the two, in money.

    Armington demand with the sum of the two held, dh + dr = 0, and d ln(h/r) = -s d ln(p_h/p_r)
    give dh = -s (P - 1) h r / (h + r), P being home's duty factor over the rival's; SMART's trade
    diversion (Jammes and Olarreaga 2005) with supply infinitely elastic. No more is moved than
    the loser sells. `home` and `rival` are imports before duty, duties percent before and after,
    `substitution` is s; above zero home gains.

    Raises:
        ValueError: trade or substitution not above zero, a duty below zero.
    """
    values = (home, rival, substitution)
    if not all(0 < value < math.inf for value in values):
        raise ValueError("{}, {} and {}: trade and substitution are above zero.".format(*values))
    relative = _wedge(*home_duty) / _wedge(*rival_duty)
    moved = -substitution * (relative - 1) * home * rival / (home + rival)
    return max(-home, min(rival, moved))
