"""What a change of duty may do to exports: exact and linear, a range, and diversion."""

import math

import pandas as pd
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from exportgap.metrics import partial_equilibrium as pe
from frames import close, refusal

RATE = st.floats(0, 60)
DEMAND = st.floats(-8, -0.1)
SUPPLY = st.floats(0.1, 50) | st.just(math.inf)
TRADE = st.floats(0.1, 500)

# -- the effect ----------------------------------------------------------------------------------


def test_with_infinite_supply_buyers_bear_the_duty_and_volume_falls():
    found = pe.tariff_effect(40.0, 0, 25, -2)
    # 1.25 ** -2 = 0.64
    assert found["volume"] == pytest.approx(-36.0, rel=1e-12)
    assert found["price_received"] == 0.0
    assert found["price_paid"] == pytest.approx(25.0, rel=1e-12)
    assert found["value"] == pytest.approx(-36.0, rel=1e-12)
    assert found["change"] == pytest.approx(-14.4, rel=1e-12)
    assert found["buyers"] == 100.0
    assert found["choked"] is False


def test_with_finite_supply_sellers_bear_a_part():
    found = pe.tariff_effect(100.0, 0, 21, -2, 2)
    # mu / (mu - eta) = 2 / 4: price received 1.21 ** -0.5 = 1 / 1.1, paid 1.1, volume 1.21 ** -1.
    assert found["buyers"] == 50.0
    assert found["price_received"] == pytest.approx(100 * (1 / 1.1 - 1), rel=1e-12)
    assert found["price_paid"] == pytest.approx(10.0, rel=1e-12)
    assert found["volume"] == pytest.approx(100 * (1 / 1.21 - 1), rel=1e-12)
    assert found["value"] == pytest.approx(100 * (1 / 1.331 - 1), rel=1e-12)


def test_the_linear_form_is_smarts():
    found = pe.tariff_effect(200.0, 2.5, 27.5, -2, 2, "linear")
    # M0 eta dt / (1 + t0) / (1 - eta / mu) = 200 * -2 * 0.25 / 1.025 / 2 = -48.78 at old prices
    creation = 200 * -2 * 0.25 / 1.025 / (1 - -2 / 2)
    assert found["volume"] == pytest.approx(100 * creation / 200, rel=1e-12)
    # Sellers give way by half of that: supply 2.
    assert found["price_received"] == pytest.approx(found["volume"] / 2, rel=1e-12)


def test_the_linear_form_loses_no_more_than_all():
    found = pe.tariff_effect(10.0, 0, 25, -5, math.inf, "linear")
    assert (found["volume"], found["change"], found["choked"]) == (-100.0, -10.0, True)
    assert str(found["price_received"]) == "0.0"
    assert pe.tariff_effect(10.0, 0, 15, -5, math.inf, "linear")["choked"] is False


@given(RATE, RATE, DEMAND, SUPPLY)
def test_demand_and_supply_both_hold_at_the_new_prices(t0, t1, demand, supply):
    found = pe.tariff_effect(1.0, t0, t1, demand, supply)
    volume, received, paid = (
        1 + found[name] / 100 for name in ("volume", "price_received", "price_paid")
    )
    assert close(volume, paid**demand)
    if math.isfinite(supply):
        assert close(math.log(volume), supply * math.log(received))
    assert close(paid / received, (100 + t1) / (100 + t0))
    assert close(1 + found["value"] / 100, volume * received)
    # The buyers' share is the part of the duty's change, in logs, that the price paid takes.
    wedge = math.log((100 + t1) / (100 + t0))
    assert close(math.log(paid), found["buyers"] / 100 * wedge)


@given(RATE, RATE, DEMAND, SUPPLY)
def test_a_duty_that_goes_comes_back(t0, t1, demand, supply):
    out = pe.tariff_effect(1.0, t0, t1, demand, supply)["value"] / 100
    back = pe.tariff_effect(1.0, t1, t0, demand, supply)["value"] / 100
    assert close((1 + out) * (1 + back), 1.0)


@given(RATE, RATE, DEMAND, SUPPLY)
def test_the_linear_form_never_says_more_trade_than_the_exact_one(t0, t1, demand, supply):
    linear = pe.tariff_effect(1.0, t0, t1, demand, supply, "linear")["volume"]
    exact = pe.tariff_effect(1.0, t0, t1, demand, supply)["volume"]
    assert linear <= exact + 1e-9


@given(DEMAND, st.floats(0.1, 50))
def test_both_forms_agree_on_a_small_change(demand, supply):
    linear = pe.tariff_effect(1.0, 15, 15.001, demand, supply, "linear")
    exact = pe.tariff_effect(1.0, 15, 15.001, demand, supply)
    for name in ("volume", "price_received", "price_paid", "value"):
        assert linear[name] == pytest.approx(exact[name], rel=1e-3, abs=1e-6)


@given(RATE, DEMAND, SUPPLY, st.sampled_from(list(pe.FORMS)))
def test_a_duty_that_stays_changes_nothing(rate, demand, supply, form):
    found = pe.tariff_effect(1.0, rate, rate, demand, supply, form)
    for name in ("volume", "price_received", "price_paid", "value", "change"):
        assert found[name] == 0.0


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ((0, 0, 25, -2), "exports are above zero, not 0."),
        ((math.nan, 0, 25, -2), "exports are above zero, not nan."),
        ((1, -1, 25, -2), "a duty is 0 percent or more: -1 and 25 are given."),
        ((1, 0, math.nan, -2), "a duty is 0 percent or more: 0 and nan are given."),
        ((1, 0, 25, 2), "demand is below and supply above zero, not 2 and inf."),
        ((1, 0, 25, -2, 0), "demand is below and supply above zero, not -2 and 0."),
        ((1, 0, 25, -2, -1), "demand is below and supply above zero, not -2 and -1."),
        ((1, 0, 25, -math.inf), "demand is below and supply above zero, not -inf and inf."),
    ],
)
def test_what_has_no_effect_to_estimate_is_refused(values, text):
    assert refusal(pe.tariff_effect, *values) == text


def test_an_unknown_form_is_refused():
    assert refusal(pe.tariff_effect, 1, 0, 25, -2, 2, "log") == (
        "'log' is not a known form of demand and supply. Allowed: constant_elasticity, linear."
    )


def test_the_range_is_a_row_for_each_case_with_its_source():
    table = pe.tariff_effect_range(40.0, 0, 25)
    assert table.index.tolist() == [case.name for case in pe.ELASTICITIES]
    # 1 / 1.25 = 0.8; 1.25 ** -4 = 0.4096
    assert table.loc["all suppliers hit", "value"] == pytest.approx(-20.0, rel=1e-12)
    assert table.loc["countries", "change"] == pytest.approx(-40 * (1 - 0.4096), rel=1e-12)
    assert table["source"].str.contains(r"\(\d{4}|an assumption").all()
    assert table.attrs["t1"] == 25
    linear = pe.tariff_effect_range(40.0, 0, 25, form="linear")
    assert linear.loc["all suppliers hit", "value"] == -25.0
    assert linear.loc[["countries", "products"], "value"].tolist() == [-100.0, -100.0]


def test_a_range_takes_other_cases():
    mine = [pe.Elasticity("mine", -3.0, 1.0, "an assumption")]
    table = pe.tariff_effect_range(1.0, 0, 25, mine)
    # -3 / (1 + 3): buyers bear a quarter, volume 1.25 ** -0.75
    assert table.loc["mine", "buyers"] == 25.0
    assert table.loc["mine", "volume"] == pytest.approx(100 * (1.25**-0.75 - 1), rel=1e-12)


@pytest.mark.parametrize("cases", [[], [pe.ELASTICITIES[0], pe.ELASTICITIES[0]]])
def test_a_range_of_nothing_or_of_one_name_twice_is_refused(cases):
    assert "a range takes cases with a name each" in refusal(
        pe.tariff_effect_range, 1.0, 0, 25, cases
    )


def test_answers_to_changing_duties_are_averaged_not_the_duties():
    mild, hard = pe.Elasticity("one", -1.0, math.inf, "-"), pe.Elasticity("two", -2.0, 2.0, "-")
    found = pe.tariff_effect_mean(40.0, 0.0, pd.Series([0.0, 0.0, 21.0, 25.0]), [mild, hard])
    # 1 / 1.21 = -17.355 and 1 / 1.25 = -20 percent, each a quarter of the time: -9.34.
    assert found.loc["one", "value"] == pytest.approx(100 * (1 / 1.21 + 1 / 1.25 - 2) / 4)
    # Value falls with T^-1.5 there: 1.21 to the -1.5 is 1 / 1.331.
    assert found.loc["two", "value"] == pytest.approx(100 * (1 / 1.331 + 1.25**-1.5 - 2) / 4)
    assert found.loc["one", "change"] == pytest.approx(0.4 * found.loc["one", "value"])
    assert found.attrs == {"t0": 0.0, "t1": 11.5, "exports": 40.0}


@given(st.lists(RATE, min_size=1, max_size=6), RATE)
def test_the_mean_answer_is_no_lower_than_the_answer_to_the_mean(rates, before):
    found = pe.tariff_effect_mean(1.0, before, pd.Series(rates))
    at_mean = pe.tariff_effect_range(1.0, before, found.attrs["t1"])
    assert (found["value"] >= at_mean["value"] - 1e-9).all()


@pytest.mark.parametrize("rates", [[], [15.0, math.nan]])
def test_a_mean_over_no_duty_is_refused(rates):
    assert refusal(pe.tariff_effect_mean, 1.0, 0.0, pd.Series(rates, dtype=float)) == (
        "a mean takes a duty for every period, and at least one period."
    )


# -- diversion -----------------------------------------------------------------------------------


def test_buyers_turn_to_the_rival_whose_duty_is_lower():
    # 27.5 to 15 for the rival, 25 kept at home: P = 1 / (1.15 / 1.275) = 1.1087.
    moved = pe.diversion(35.0, 40.0, (25, 25), (27.5, 15), 2)
    assert moved == pytest.approx(-2 * (1.275 / 1.15 - 1) * 35 * 40 / 75, rel=1e-12)


def test_no_more_is_moved_than_the_loser_sells():
    assert pe.diversion(5.0, 100.0, (0, 60), (0, 0), 30) == -5.0
    assert pe.diversion(100.0, 5.0, (0, 0), (0, 60), 30) == 5.0


@given(TRADE, TRADE, RATE, RATE, st.floats(0.1, 10))
def test_a_duty_that_hits_both_alike_diverts_nothing(home, rival, before, after, substitution):
    moved = pe.diversion(home, rival, (before, after), (before, after), substitution)
    assert moved == pytest.approx(0.0, abs=1e-9)


@given(TRADE, TRADE, RATE, RATE, st.floats(0.1, 10))
def test_who_pays_more_loses_and_within_bounds(home, rival, before, after, substitution):
    assume(abs(after - before) > 1e-6)
    moved = pe.diversion(home, rival, (before, after), (10, 10), substitution)
    assert (moved < 0) == (after > before)
    assert -home <= moved <= rival


@pytest.mark.parametrize("values", [(0, 1, 2), (1, 0, 2), (1, 1, 0), (math.nan, 1, 2)])
def test_trade_and_substitution_are_above_zero(values):
    home, rival, substitution = values
    text = refusal(pe.diversion, home, rival, (0, 25), (0, 25), substitution)
    assert text == f"{home}, {rival} and {substitution}: trade and substitution are above zero."


def test_a_duty_below_zero_diverts_nothing_it_is_refused():
    assert "a duty is 0 percent or more" in refusal(pe.diversion, 1, 1, (0, -5), (0, 0), 2)
