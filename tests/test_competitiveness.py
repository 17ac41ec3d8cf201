"""Shares, concentration, comparative advantage, similarity, intra-industry trade, market shares."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import braycurtis

from exportgap.metrics import competitiveness as strength
from frames import close, refusal

quick = settings(max_examples=40, deadline=None)
amounts = st.floats(1e-3, 1e6)

# chips 40 and cars 60 of a world of 100
TWO = pd.DataFrame({"chips": [30.0, 10.0], "cars": [20.0, 40.0]}, index=["KOR", "JPN"])


def grids(count=1, rows=(2, 5), columns=(2, 5)):
    """Draw tables of one shape, every cell above zero."""

    def fill(shape):
        row = st.lists(amounts, min_size=shape[1], max_size=shape[1])
        table = st.lists(row, min_size=shape[0], max_size=shape[0]).map(pd.DataFrame)
        return st.lists(table, min_size=count, max_size=count)

    return st.tuples(st.integers(*rows), st.integers(*columns)).flatmap(fill)


def goods(*values, names="abcdef"):
    return pd.Series(values, index=list(names[: len(values)]), dtype=float)


# -- shares and concentration --------------------------------------------------------------------


def test_shares_of_the_world_are_percentages_by_product():
    table = strength.share(TWO)
    assert table["chips"].tolist() == [75.0, 25.0]
    assert table.loc["KOR", "cars"] == pytest.approx(100 / 3, rel=1e-12)
    assert close(table.sum().tolist(), [100.0, 100.0])


@pytest.mark.parametrize(
    ("scaling", "expected"),
    [
        ("points", 2600.0),  # the Department of Justice's example: 900 + 900 + 400 + 400
        ("fraction", 0.26),
        ("normalised", 0.01 / 0.75),
        ("unctad", (math.sqrt(0.26) - 0.5) / 0.5),
    ],
)
def test_three_scalings_of_concentration(scaling, expected):
    found = strength.concentration(goods(30, 30, 20, 20), scaling)
    assert found == pytest.approx(expected, rel=1e-12)


def test_the_scaling_that_is_not_named_is_the_fraction_and_empty_lines_count():
    assert strength.concentration(goods(1, 1)) == 0.5
    assert strength.concentration(goods(1, 1, 0)) == 0.5
    assert strength.concentration(goods(1, 1, 0), "normalised") == pytest.approx(0.25, rel=1e-12)


@quick
@given(st.lists(amounts, min_size=2, max_size=9))
def test_concentration_runs_from_equal_shares_to_one_line(values):
    for scaling in strength.SCALINGS:
        top = 10_000 if scaling == "points" else 1
        even = strength.concentration(pd.Series([1.0] * len(values)), scaling)
        alone = strength.concentration(pd.Series([1.0, *[0.0] * (len(values) - 1)]), scaling)
        assert even == pytest.approx(
            top / len(values) if scaling in ("fraction", "points") else 0, abs=1e-9
        )
        assert alone == pytest.approx(top, rel=1e-12)
        assert even - 1e-9 <= strength.concentration(pd.Series(values), scaling) <= alone + 1e-9


def test_concentration_refuses_what_it_cannot_scale():
    assert "percent" in refusal(strength.concentration, goods(1, 1), "percent")
    assert "nothing to concentrate" in refusal(strength.concentration, goods(0, 0))
    assert "b is missing or below zero" in refusal(strength.concentration, goods(1, math.nan))
    assert strength.concentration(goods(5)) == 1.0
    for scaling in ("normalised", "unctad"):
        assert "two lines or more" in refusal(strength.concentration, goods(5), scaling)


# -- comparative advantage -----------------------------------------------------------------------


def test_advantage_is_the_share_at_home_over_the_share_in_the_world():
    # Korea: chips .6 over .4, cars .4 over .6; Japan: .2 over .4, .8 over .6
    assert strength.rca(TWO).to_numpy().ravel().tolist() == pytest.approx(
        [1.5, 2 / 3, 0.5, 4 / 3], rel=1e-12
    )
    assert strength.rsca(TWO).to_numpy().ravel().tolist() == pytest.approx(
        [0.2, -0.2, -1 / 3, 1 / 7], rel=1e-12
    )
    assert strength.additive_rca(TWO).to_numpy().ravel().tolist() == pytest.approx(
        [0.2, -0.2, -0.2, 0.2], rel=1e-12
    )


def test_advantage_over_the_others_leaves_the_economy_out_of_the_world():
    # Korea against Japan: .6 over .2, .4 over .8
    assert strength.rca(TWO, include_self=False).to_numpy().ravel().tolist() == pytest.approx(
        [3.0, 0.5, 1 / 3, 2.0], rel=1e-12
    )
    assert strength.rsca(TWO, include_self=False).loc["KOR", "chips"] == pytest.approx(0.5)


def test_no_exports_of_a_product_are_no_advantage_at_all():
    table = pd.DataFrame({"a": [0.0, 1.0], "b": [1.0, 1.0]})
    assert strength.rca(table).iloc[0, 0] == 0.0
    assert strength.rsca(table).iloc[0, 0] == -1.0


@quick
@given(grids())
def test_advantages_even_out(tables):
    table = tables[0]
    own, world = table.sum(axis=1), table.sum()
    ratio, added = strength.rca(table), strength.additive_rca(table)
    # Weighted by the world's shares they are 1; the additive form sums to nothing both ways.
    assert close((ratio * world / world.sum()).sum(axis=1).tolist(), [1.0] * len(table))
    assert added.sum(axis=1).abs().max() < 1e-12
    assert added.mul(own, axis=0).sum().abs().max() < 1e-12 * own.sum()
    assert ((ratio > 1) == (strength.rsca(table) > 0)).all(axis=None)
    assert close(strength.share(table).sum().tolist(), [100.0] * table.shape[1])


@pytest.mark.parametrize(
    "measure", [strength.share, strength.rca, strength.rsca, strength.additive_rca]
)
def test_tables_without_an_answer_are_refused(measure):
    zero = TWO.assign(chips=0.0)
    assert refusal(measure, zero) == "chips has no world trade: correct it or leave it out."
    idle = TWO.copy()
    idle.loc["KOR"] = 0.0
    assert "KOR has no exports" in refusal(measure, idle)
    for bad in (math.nan, -1.0, math.inf):
        holed = TWO.copy()
        holed.loc["JPN", "cars"] = bad
        assert refusal(measure, holed) == (
            "JPN, cars is missing or below zero: correct it or leave it out."
        )
    assert "KOR is there twice" in refusal(measure, pd.concat([TWO, TWO.iloc[:1]]))
    assert "holds WLD" in refusal(measure, TWO.rename(index={"JPN": "WLD"}))


def test_a_product_of_one_economy_alone_has_no_others_to_compare_with():
    alone = TWO.copy()
    alone.loc["JPN", "chips"] = 0.0
    assert strength.rca(alone).loc["KOR", "chips"] > 1
    assert "KOR, chips is exported by nobody else" in refusal(
        strength.rca, alone, include_self=False
    )


# -- similarity and intra-industry trade ---------------------------------------------------------


def test_similarity_is_the_overlap_of_two_mixes():
    # .6 and .4 against .2 and .8: .2 + .4
    assert strength.similarity(TWO.loc["KOR"], TWO.loc["JPN"]) == pytest.approx(60.0, rel=1e-12)
    assert strength.similarity(goods(1, 0), goods(0, 5)) == 0.0


@quick
@given(grids(rows=(2, 2)))
def test_similarity_is_what_bray_and_curtis_leave_apart(tables):
    x, y = tables[0].iloc[0], tables[0].iloc[1]
    found = strength.similarity(x, y)
    apart = braycurtis(x / x.sum(), y / y.sum())
    assert found == pytest.approx(100 * (1 - apart), abs=1e-9)
    assert found == pytest.approx(strength.similarity(y[::-1], x), abs=1e-9)
    assert strength.similarity(x, 3 * x) == pytest.approx(100, abs=1e-9)


def test_intra_industry_trade_by_product_and_of_all():
    products, together = strength.grubel_lloyd(goods(30, 20), goods(10, 20))
    assert products.tolist() == [0.5, 1.0]  # 1 - 20 / 40, 1 - 0 / 40
    assert together == 0.75  # 1 - 20 / 80


@quick
@given(grids(rows=(2, 2)))
def test_all_products_together_are_the_mean_weighted_by_trade(tables):
    x, m = tables[0].iloc[0], tables[0].iloc[1]
    products, together = strength.grubel_lloyd(x, m)
    weights = (x + m) / (x + m).sum()
    assert together == pytest.approx(float((weights * products).sum()), abs=1e-9)
    assert together == pytest.approx(1 - braycurtis(x, m), abs=1e-9)
    assert products.between(0, 1).all()


@pytest.mark.parametrize("measure", [strength.similarity, strength.grubel_lloyd])
def test_two_sides_need_the_same_products(measure):
    assert "b is there twice, or not on every side" in refusal(measure, goods(1, 1), goods(1))
    assert "b is missing or below zero" in refusal(measure, goods(1, 1), goods(1, -1))


def test_sides_without_trade_are_refused():
    assert "the second economy has no exports" in refusal(
        strength.similarity, goods(1, 1), goods(0, 0)
    )
    assert "b is not traded" in refusal(strength.grubel_lloyd, goods(1, 0), goods(1, 0))


# -- constant market shares ----------------------------------------------------------------------


def cells(a, b):
    """Return products a and b in markets u and v."""
    return pd.DataFrame([a, b], index=["a", "b"], columns=["u", "v"], dtype=float)


# The world grows by .2: a by .3, b by .1; u by .45, v by -.05; cells by .5, .1, .4, -.2.
WORLD = cells((100, 100), (100, 100)), cells((150, 110), (140, 80))
OWN = cells((20, 10), (0, 10)), cells((33, 10), (2, 8))


def test_effects_by_hand_with_products_first():
    found = strength.constant_market_share(*OWN, *WORLD)
    # growth .2 x 40 = 8; product .1 x 30 - .1 x 10 = 2; cells 10 + 1 - 2 = 9, of which products
    # make 10: market -1; 40 became 53: competitiveness 13 - 9 = 4
    assert list(found.index) == ["growth", "product", "market", "competitiveness"]
    assert found.tolist() == pytest.approx([8.0, 2.0, -1.0, 4.0], rel=1e-12)
    assert (found.attrs["start"], found.attrs["change"]) == (40.0, 13.0)


def test_effects_by_hand_with_markets_first():
    found = strength.constant_market_share(*OWN, *WORLD, order="market")
    # market .25 x 20 - .25 x 20 = 0; markets make .45 x 20 - .05 x 20 = 8 of 9: product 1
    assert list(found.index) == ["growth", "market", "product", "competitiveness"]
    assert found.tolist() == pytest.approx([8.0, 0.0, 1.0, 4.0], abs=1e-12)


def test_one_dimension_has_three_effects():
    sums = [table.sum(axis=1) for table in (*OWN, *WORLD)]
    found = strength.constant_market_share(*sums)
    assert list(found.index) == ["growth", "product", "competitiveness"]
    assert found.tolist() == pytest.approx([8.0, 2.0, 3.0], rel=1e-12)  # 13 - 10
    sums = [table.sum() for table in (*OWN, *WORLD)]
    found = strength.constant_market_share(*sums, order="market")
    assert list(found.index) == ["growth", "market", "competitiveness"]
    assert found.tolist() == pytest.approx([8.0, 0.0, 5.0], abs=1e-12)  # 13 - 8


@quick
@given(grids(4))
def test_effects_sum_to_the_change_in_both_orders(tables):
    x0, x1, w0, w1 = tables
    change = float(x1.to_numpy().sum() - x0.to_numpy().sum())
    first, second = (
        strength.constant_market_share(x0, x1, w0, w1, order=order) for order in strength.ORDERS
    )
    size = float(first.abs().sum() + second.abs().sum())
    assert first.sum() == pytest.approx(change, abs=1e-9 * size)
    assert second.sum() == pytest.approx(change, abs=1e-9 * size)
    assert first["growth"] == second["growth"]
    # Transposed, products are markets: the other order.
    turned = strength.constant_market_share(x0.T, x1.T, w0.T, w1.T)
    assert turned["product"] == pytest.approx(second["market"], abs=1e-9 * size)
    # Competitiveness is what the shares of the cells gained, at the new size of the world.
    gained = float(((x1 / w1 - x0 / w0) * w1).to_numpy().sum())
    assert first["competitiveness"] == pytest.approx(gained, abs=1e-9 * size)


@quick
@given(grids(3))
def test_kept_shares_are_no_competitiveness(tables):
    own, world, grown = tables
    after = own / world * grown
    found = strength.constant_market_share(own, after, world, grown)
    size = float((own + after).to_numpy().sum())
    assert found["competitiveness"] == pytest.approx(0, abs=1e-9 * size)


def test_a_market_nobody_served_at_first_is_won_by_competitiveness():
    own = cells((20, 0), (0, 10)), cells((20, 7), (0, 10))
    world = cells((100, 0), (100, 100)), cells((100, 50), (100, 100))
    found = strength.constant_market_share(*own, *world)
    assert found["competitiveness"] == pytest.approx(7.0, rel=1e-12)
    assert found.sum() == pytest.approx(7.0, rel=1e-12)


def test_labels_in_another_order_are_the_same_table():
    x0, x1 = OWN
    turned = strength.constant_market_share(x0, x1.loc[["b", "a"], ["v", "u"]], *WORLD)
    assert close(turned.tolist(), strength.constant_market_share(*OWN, *WORLD).tolist())


def test_market_shares_refuse_what_does_not_match():
    split = strength.constant_market_share
    gone = cells((0, 100), (100, 100))
    said = "a, u is exported without any world trade: correct it or leave it out."
    assert refusal(split, *OWN, gone, WORLD[1]) == said
    assert refusal(split, *OWN, WORLD[0], gone) == said
    assert "country" in refusal(split, *OWN, *WORLD, order="country")
    renamed = WORLD[1].rename(columns={"v": "z"})
    assert "not on every side" in refusal(split, *OWN, WORLD[0], renamed)
    assert "beside a series" in refusal(split, *OWN, WORLD[0], WORLD[1]["u"])
    for bad in (math.nan, -1.0):
        holed = OWN[0].copy()
        holed.loc["b", "u"] = bad
        assert "b, u is missing or below zero" in refusal(split, holed, OWN[1], *WORLD)
    assert np.isfinite(split(*OWN, *WORLD)).all()
