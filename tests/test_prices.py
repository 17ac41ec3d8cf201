"""Price or volume: indices, unit values, the split of a value by index, LMDI and Fisher."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exportgap.metrics import prices
from frames import close, refusal

quick = settings(max_examples=40, deadline=None)
levels = st.floats(1e-3, 1e6)


def series(*values, start="2024", freq="Y", **attrs):
    """Return a series by period; None where it is missing."""
    index = pd.period_range(start, periods=len(values), freq=freq)
    found = pd.Series([*values], index=index, dtype=float)
    found.attrs = attrs
    return found


def goods(**values):
    return pd.Series(values, dtype=float)


# -- indices and unit values ---------------------------------------------------------------------


def test_an_index_is_rebased_on_the_mean_of_a_year():
    found = prices.rebase(series(*[10] * 6, *[30] * 6, 50, start="2024-01", freq="M"), 2024)
    assert (found.iloc[0], found.iloc[6], found.iloc[12]) == (50.0, 150.0, 250.0)  # mean 20
    assert found.attrs["unit"] == "index 2024=100"
    assert prices.rebase(series(4, 5), 2024).tolist() == [100.0, 125.0]


def test_an_incomplete_base_year_is_refused():
    short = series(*[1.0] * 11, start="2024-01", freq="M")
    assert refusal(prices.rebase, short, 2024) == (
        "the base year 2024 lacks 2024-12: choose a complete year."
    )
    assert "2024Q2" in refusal(prices.rebase, series(1, None, 1, 1, freq="Q"), 2024)
    assert "lacks 2023" in refusal(prices.rebase, series(1, 1), 2023)
    assert "not positive" in refusal(prices.rebase, series(0, 1), 2024)


def test_a_dearer_dollar_lowers_the_dollar_price():
    won = series(100, 120, 120, unit="index 2024=100", currency="KRW")
    rate = series(1000, 1000, 1200)
    found = prices.dollar_price(won, rate, 2024)
    assert found.tolist() == [100.0, 120.0, 100.0]  # 120 won at 1.2 times the rate
    assert found.attrs["currency"] == "USD"
    assert found.attrs["unit"] == "index 2024=100"
    assert found.attrs["left_out"] == []


def test_a_dollar_price_has_the_periods_that_both_have():
    found = prices.dollar_price(series(100, None, 120, 130), series(1, 1, 1), 2024)
    assert [str(period) for period in found.index] == ["2024", "2026"]
    assert found.attrs["left_out"] == ["2025", "2027"]


def test_a_dollar_price_refuses_what_it_cannot_convert():
    assert "rate is not positive in 2025" in refusal(
        prices.dollar_price, series(1, 1), series(1, 0), 2024
    )
    assert "share no period" in refusal(
        prices.dollar_price, series(1), series(1, start="2026"), 2024
    )
    assert "the same on every side" in refusal(
        prices.dollar_price, series(1), series(1, freq="M"), 2024
    )


def test_a_unit_value_is_money_for_one_unit():
    value = series(2, 3, currency="USD", unit="USD billion")
    weight = series(4e6, 5e6, unit="kg")
    found = prices.unit_value(value, weight)
    assert found.tolist() == [500.0, 600.0]  # 2,000 million dollars / 4 million kg
    assert found.attrs["unit"] == "USD per kg"
    assert prices.unit_value(value, weight, 1e6).tolist() == [0.5, 0.6]


def test_a_unit_value_without_a_quantity_is_refused():
    assert refusal(prices.unit_value, series(1, 1), series(1, 0)) == (
        "quantity is not positive in 2025: leave that period out."
    )


# -- value, price and volume on the year ---------------------------------------------------------


def test_growth_of_value_is_price_and_volume():
    split = prices.split_by_index(series(100, 150), series(100, 120))
    assert len(split) == 1
    # 1.5 = 1.2 x 1.25
    found = split.iloc[0]
    assert found[["value", "price", "volume"]].tolist() == pytest.approx(
        [math.log(1.5), math.log(1.2), math.log(1.25)], rel=1e-12
    )
    assert found[["value_percent", "price_percent", "volume_percent"]].tolist() == pytest.approx(
        [50.0, 20.0, 25.0], rel=1e-12
    )


@quick
@given(st.lists(st.tuples(*[st.floats(0.1, 1e3)] * 2), min_size=14, max_size=20))
def test_logs_add_and_percentages_multiply(rows):
    values, price = zip(*rows, strict=True)
    monthly = {"start": "2024-01", "freq": "M"}
    split = prices.split_by_index(series(*values, **monthly), series(*price, **monthly))
    assert close((split["price"] + split["volume"]).tolist(), split["value"].tolist())
    product = (1 + split["price_percent"] / 100) * (1 + split["volume_percent"] / 100)
    assert close(product.tolist(), (1 + split["value_percent"] / 100).tolist())
    quotient = np.array(values) / np.array(price)
    volume = 100 * (quotient[12:] / quotient[:-12] - 1)
    assert close(split["volume_percent"].tolist(), volume.tolist())


def test_a_value_in_one_currency_is_not_split_by_a_price_in_another():
    value, price = series(1, 2, currency="USD"), series(1, 2, currency="KRW")
    assert refusal(prices.split_by_index, value, price) == (
        "value is in USD, price in KRW: use dollar_price first."
    )
    assert not prices.split_by_index(value, prices.dollar_price(price, price, 2024)).empty
    # A table in dollars can hold an index in won: its unit says so.
    won = series(1, 2, currency="USD", unit="index 2020=100, KRW basis")
    assert "price in KRW" in refusal(prices.split_by_index, value, won)
    assert not prices.split_by_index(value, prices.dollar_price(won, won, 2024)).empty


def test_a_split_without_a_year_before_is_refused():
    assert "no period has value and price both" in refusal(
        prices.split_by_index, series(1), series(1)
    )
    assert "price is not positive" in refusal(prices.split_by_index, series(1, 1), series(1, -1))


def run(*pairs, months=None):
    """Return a split of (value, price) in consecutive months, or in those named."""
    if months is None:
        months = pd.period_range("2025-01", periods=len(pairs), freq="M").astype(str)
    index = pd.PeriodIndex(months, freq="M")
    return pd.DataFrame(pairs, index=index, columns=["value", "price"])


def test_price_leads_since_the_first_month_of_the_run_that_lasts():
    split = run((0.2, 0.15), (0.2, 0.1), (0.2, 0.11), (0.1, 0.3))
    assert prices.since(split) == pd.Period("2025-03", "M")  # a half is not more than a half
    assert prices.since(run((0.1, 0.2))) == pd.Period("2025-01", "M")


@pytest.mark.parametrize("newest", [(0.2, 0.05), (-0.2, -0.15), (-0.1, 0.2), (0.0, 0.1)])
def test_price_does_not_lead_where_growth_is_none_or_volume(newest):
    assert prices.since(run((0.2, 0.15), newest)) is None


def test_a_missing_month_breaks_the_run():
    split = run(*[(0.2, 0.15)] * 3, months=["2025-01", "2025-03", "2025-04"])
    assert prices.since(split) == pd.Period("2025-03", "M")


# -- LMDI ----------------------------------------------------------------------------------------


def test_one_good_is_split_by_the_logarithmic_mean():
    # 2 x 10 = 20 to 4 x 20 = 80: price and quantity both double, half of +60 each.
    table = prices.split_lmdi(goods(x=20), goods(x=10), goods(x=80), goods(x=20))
    assert table.loc["x"].tolist() == pytest.approx([30.0, 30.0, 60.0], rel=1e-12)
    # 1 x 8 to 2 x 8: L(16, 8) ln 2 = 8, all of it price.
    table = prices.split_lmdi(goods(x=8), goods(x=8), goods(x=16), goods(x=8))
    assert table.loc["x"].tolist() == pytest.approx([8.0, 0.0, 8.0], abs=1e-12)


def test_a_value_that_stays_can_hide_two_effects():
    # 1 x 4 = 4 to 4 x 1 = 4: L(4, 4) = 4, effects 4 ln 4 and -4 ln 4.
    table = prices.split_lmdi(goods(x=4), goods(x=4), goods(x=4), goods(x=1))
    assert table.loc["x"].tolist() == pytest.approx(
        [4 * math.log(4), -4 * math.log(4), 0.0], rel=1e-12
    )


def test_a_dearer_mix_is_neither_price_nor_volume():
    # Prices 1 and 3 stay; four pieces stay; one moves from the cheap to the dear good.
    table = prices.split_lmdi(
        goods(cheap=3, dear=3),
        goods(cheap=3, dear=1),
        goods(cheap=2, dear=6),
        goods(cheap=2, dear=2),
        mix=True,
    )
    assert list(table) == ["price", "mix", "volume", "change"]
    assert table.sum().tolist() == pytest.approx([0.0, 2.0, 0.0, 2.0], abs=1e-12)
    assert table.attrs["change"] == 2.0


def test_new_and_vanished_products_are_quantity_or_mix():
    before = goods(old=5, new=0, none=0), goods(old=5, new=0, none=0)
    after = goods(old=0, new=7, none=0), goods(old=0, new=2, none=0)
    table = prices.split_lmdi(*before, *after)
    assert table["price"].tolist() == [0.0, 0.0, 0.0]
    assert table["quantity"].tolist() == [-5.0, 7.0, 0.0]
    table = prices.split_lmdi(*before, *after, mix=True)
    assert table["mix"].tolist() == [-5.0, 7.0, 0.0]
    assert table["volume"].tolist() == [0.0, 0.0, 0.0]


def test_a_new_product_is_the_limit_of_small_values():
    effects = [
        prices.split_lmdi(goods(x=2 * d), goods(x=d), goods(x=9), goods(x=3)).loc["x"]
        for d in (1e-3, 1e-30, 1e-300)
    ]
    # price = L(9, 2d) ln(3 / 2) goes to 0 as 9 ln(3 / 2) / ln(9 / 2d)
    assert effects[0]["price"] > effects[1]["price"] > effects[2]["price"] > 0
    assert effects[2]["price"] == pytest.approx(9 * math.log(1.5) / math.log(4.5e300), rel=1e-9)
    assert effects[2]["quantity"] == pytest.approx(9, rel=1e-2)


parts = st.integers(1, 5).flatmap(
    lambda count: st.lists(st.lists(levels, min_size=count, max_size=count), min_size=4, max_size=4)
)


@quick
@given(parts)
def test_effects_sum_to_the_change_of_every_product(values):
    v0, q0, v1, q1 = (pd.Series(row) for row in values)
    change = float((v1 - v0).sum())
    scale = float((v0 + v1).sum())
    for mix in (False, True):
        table = prices.split_lmdi(v0, q0, v1, q1, mix=mix)
        effects = table.drop(columns="change").sum(axis=1)
        assert effects.to_numpy() == pytest.approx((v1 - v0).to_numpy(), abs=1e-12 * scale)
        assert effects.sum() == pytest.approx(change, abs=1e-12 * scale)
    # Reversed in time every effect changes its sign.
    back = prices.split_lmdi(v1, q1, v0, q0, mix=True)
    for name in ("price", "mix", "volume"):
        assert back[name].to_numpy() == pytest.approx(
            -table[name].to_numpy(), rel=1e-6, abs=1e-9 * scale
        )


def test_a_change_too_small_to_see_is_still_split():
    v0, v1 = goods(x=1.0), goods(x=np.nextafter(1.0, 2))
    table = prices.split_lmdi(v0, goods(x=1.0), v1, goods(x=2.0))
    assert table.loc["x", "quantity"] == pytest.approx(math.log(2), rel=1e-12)
    assert table.loc["x", "price"] == pytest.approx(-math.log(2), rel=1e-12)


# -- Fisher --------------------------------------------------------------------------------------


def test_indices_of_two_goods_by_hand():
    # a: 2 x 10 to 3 x 12; b: 5 x 4 to 4 x 5
    found = prices.split_fisher(
        goods(a=20, b=20), goods(a=10, b=4), goods(a=36, b=20), goods(a=12, b=5)
    )
    # p1q0 = 30 + 16 = 46, p0q1 = 24 + 25 = 49, p0q0 = 40, p1q1 = 56
    assert found["laspeyres_price"] == pytest.approx(46 / 40, rel=1e-12)
    assert found["paasche_price"] == pytest.approx(56 / 49, rel=1e-12)
    assert found["laspeyres_quantity"] == pytest.approx(49 / 40, rel=1e-12)
    assert found["paasche_quantity"] == pytest.approx(56 / 46, rel=1e-12)
    assert found["fisher_price"] == pytest.approx(math.sqrt(46 / 40 * 56 / 49), rel=1e-12)
    assert found["value"] == pytest.approx(56 / 40, rel=1e-12)
    # Bennet: a +1 x 11, b -1 x 4.5 = 6.5; a 2.5 x 2, b 4.5 x 1 = 9.5
    assert found["price_effect"] == pytest.approx(6.5, rel=1e-12)
    assert found["quantity_effect"] == pytest.approx(9.5, rel=1e-12)
    assert found["change"] == 16.0


@quick
@given(parts)
def test_fisher_makes_the_value_and_bennet_the_change(values):
    v0, q0, v1, q1 = (pd.Series(row) for row in values)
    found = prices.split_fisher(v0, q0, v1, q1)
    product = found["fisher_price"] * found["fisher_quantity"]
    assert product == pytest.approx(float(v1.sum() / v0.sum()), rel=1e-9)
    between = sorted([found["laspeyres_price"], found["paasche_price"]])
    assert between[0] * (1 - 1e-9) <= found["fisher_price"] <= between[1] * (1 + 1e-9)
    prices0, prices1 = v0 / q0, v1 / q1
    effect = float(((prices1 - prices0) * (q0 + q1) / 2).sum())
    size = float((prices0 * (q0 + q1)).sum() + (prices1 * (q0 + q1)).sum())
    assert found["price_effect"] == pytest.approx(effect, abs=1e-9 * size)
    both = found["price_effect"] + found["quantity_effect"]
    assert both == pytest.approx(found["change"], abs=1e-9 * size)


@pytest.mark.parametrize("split", [prices.split_lmdi, prices.split_fisher])
def test_products_without_a_unit_value_are_refused(split):
    one = goods(a=1, b=1)
    assert refusal(split, one, goods(a=1, b=0), one, one) == (
        "b has only one of value and quantity in the first period: no unit value."
    )
    assert "b has only one" in refusal(split, one, one, goods(a=1, b=0), one)
    lacks = "b lacks a value or quantity of 0 or more in one of the periods."
    assert refusal(split, one, one, one, goods(a=1)) == lacks
    assert refusal(split, one, one, goods(a=1, b=-1), one) == lacks
    assert refusal(split, one, one, goods(a=1, b=math.inf), one) == lacks
    twice = pd.Series([1.0, 1.0], ["a", "a"])
    assert refusal(split, twice, one, one, one) == "a occurs twice: add it up."
    none = pd.Series(dtype=float)
    assert "no item" in refusal(split, none, none, none, none)


def test_a_new_or_vanished_product_has_no_fisher_price():
    one, without = goods(a=1, b=1), goods(a=1, b=0)
    for values in ((without, without, one, one), (one, one, without, without)):
        assert refusal(prices.split_fisher, *values) == (
            "b is not traded in both periods: drop it or use split_lmdi."
        )


def test_there_is_no_mix_in_a_period_without_trade():
    one, none = goods(a=1), goods(a=0)
    assert "no quantity at all" in refusal(prices.split_lmdi, none, none, one, one, mix=True)
