"""The drivers on the committed tables: identities in every month, and the figures in print."""

import numpy as np
import pandas as pd
import pytest

from exportgap import load, readings
from exportgap.metrics import drivers, prices, wide

ITEMS = "exports_by_item_monthly"
# Relative to the total: twelve digits of a double, nothing of economic size.
EXACT = 1e-9


def by_item(classification, as_of="latest", **how):
    """Return a classification's values by month, and their total."""
    frame = load.load_table(
        ITEMS, classification=classification, measure="value", as_of=as_of, **how
    )
    table = wide.across(frame)
    total = table.pop("TOTAL")
    return table, total


def korea(as_of="latest"):
    return by_item("KCS10", as_of)


def japan(as_of="latest", **how):
    """Return Japan's nine sections, which add up to the total."""
    items, total = by_item("MOF-PC", as_of, **how)
    return items[load.load_sections(ITEMS, "MOF-PC")], total


# -- contributions -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("side", "months"),
    [
        # September 2021 to August 2026 is 60 months: 3 have no items, 4 none a year before.
        (korea, 53),
        # 1989 to August 2026: 37 years and 8 months.
        (japan, 452),
        (lambda: japan(currency="JPY"), 452),
        (lambda: japan(rule="constant:2024"), 452),
    ],
)
def test_contributions_and_residual_are_the_totals_growth_in_every_month(side, months):
    items, total = side()
    table = drivers.contribution_to_growth(items, total)
    # Against a growth computed from the total alone, month by month.
    growth = 100 * (total / total.shift(12, freq="M") - 1)
    parts = table.drop(columns="total").sum(axis=1)
    assert len(table) == months
    assert (parts - growth.loc[table.index]).abs().max() < EXACT
    assert (table["total"] - growth.loc[table.index]).abs().max() < EXACT


@pytest.mark.parametrize("side", [korea, japan])
@pytest.mark.parametrize("through", range(1, 13))
def test_contributions_to_date_and_residual_are_the_totals_growth(side, through):
    items, total = side()
    table = drivers.contribution_to_date(items, total, through)
    left = table.attrs["left_out"]
    for year, row in table.iterrows():
        months = [month for month in range(1, through + 1) if month not in left.get(year.year, [])]
        then, now = (
            sum(total[pd.Period(f"{each}-{month:02d}", "M")] for month in months)
            for each in (year.year - 1, year.year)
        )
        assert row.drop("total").sum() == pytest.approx(100 * (now / then - 1), abs=EXACT)


def test_japans_sections_leave_no_residual_and_koreas_items_do():
    # The nine sections are all of Japan's exports; the ten items are 54 to 75 percent of Korea's.
    sections = drivers.contribution_to_growth(*japan())
    assert sections["residual"].abs().max() < 1e-6
    ten, total = korea()
    assert drivers.contribution_to_growth(ten, total)["residual"].abs().max() > 1
    part = (100 * ten.sum(axis=1, skipna=False) / total).dropna().round()
    assert (part.min(), part.max()) == (54, 75)


def test_contributions_by_hand():
    # October 2025 by customs, million dollars, from the table itself.
    rows = load.load_table(ITEMS, classification="KCS10", measure="value", as_of="2025-12-05")
    own = rows.set_index([rows["ITEM"], rows["TIME_PERIOD"].astype(str)])["OBS_VALUE"]
    then, now = own["semiconductors", "2024-10"], own["semiconductors", "2025-10"]
    by_hand = 100 * (now - then) / own["TOTAL", "2024-10"]
    table = drivers.contribution_to_growth(*korea("2025-12-05"))
    assert table.loc[pd.Period("2025-10", "M"), "semiconductors"] == pytest.approx(by_hand)
    assert round(by_hand, 1) == 5.6


@pytest.mark.parametrize("as_of", ["2024-12-31", "2025-12-05", "latest"])
def test_groups_sum_to_the_change_of_the_gap(as_of):
    pair = list(load.load_groups("KCS10"))
    sides = []
    for kind in ("KCS10", "MOF-PC"):
        items, total = by_item(kind, as_of)
        groups = {name: load.load_groups(kind)[name] for name in pair}
        sides.append(wide.group(items.assign(TOTAL=total), groups))
    last = min(side.dropna().index[-1] for side in sides)
    table = drivers.contribution_to_gap(*sides, last.year - 1, last.year, last.month)
    totals = [side["total"] for side in sides]
    lacking = table.attrs["left_out"]
    change = 0.0
    for month in range(1, last.month + 1):
        if month in lacking:
            continue
        now, then = (pd.Period(f"{year}-{month:02d}", "M") for year in (last.year, last.year - 1))
        change += (totals[1][now] - totals[0][now]) - (totals[1][then] - totals[0][then])
    assert table["value"].sum() == pytest.approx(change, abs=EXACT)
    assert table.attrs["change"] == pytest.approx(change, abs=EXACT)
    assert list(table.index) == [*pair, "other"]


# -- price and volume ----------------------------------------------------------------------------


def bank(item):
    """Return the Bank of Korea's value index and its price index in dollars."""
    frame = load.load_table("semiconductor_prices", classification="BOK", item=item)
    value, price = (
        wide.across(frame[frame["MEASURE"] == kind])[item] for kind in ("value", "price")
    )
    return value, prices.dollar_price(price, load.load_rates("KRW")["KRW"], 2020)


def test_price_and_volume_make_the_value_in_every_month():
    value, price = bank("semiconductors")
    split = prices.split_by_index(value, price)
    assert len(split) > 300
    assert (split["price"] + split["volume"] - split["value"]).abs().max() < EXACT
    growth = value / value.shift(12, freq="M")
    made = (1 + split["price_percent"] / 100) * (1 + split["volume_percent"] / 100)
    assert (made / growth.loc[split.index] - 1).abs().max() < EXACT


def test_the_dollar_price_is_the_won_price_at_the_months_rate():
    # Its growth on the year, by hand: October 2025, won index over won a dollar.
    frame = load.load_table("semiconductor_prices", item="semiconductors", measure="price")
    won = frame.set_index(frame["TIME_PERIOD"].astype(str))["OBS_VALUE"]
    rates = load.load_rates("KRW")["KRW"]
    rate = {month: rates[pd.Period(month, "M")] for month in ("2024-10", "2025-10")}
    by_hand = (won["2025-10"] / rate["2025-10"]) / (won["2024-10"] / rate["2024-10"])
    split = prices.split_by_index(*bank("semiconductors"))
    found = split.loc[pd.Period("2025-10", "M"), "price_percent"]
    assert found == pytest.approx(100 * (by_hand - 1))
    assert round(found, 1) == 19.6


def weights():
    """Return value and weight of integrated circuits by kind and month."""
    frame = load.load_table("semiconductor_prices", classification="HS")
    memory = ["8542321010", "8542323000"]
    return [
        wide.with_rest(wide.across(frame[frame["MEASURE"] == kind]), "8542", memory)
        for kind in ("value", "weight")
    ]


def test_value_and_weight_are_known_in_the_same_months():
    worth, weight = (side.dropna() for side in weights())
    assert worth.index.equals(weight.index)


def test_unit_value_mix_and_weight_make_the_change_in_every_month():
    worth, weight = (side.dropna() for side in weights())
    compared = [month for month in worth.index if month - 12 in worth.index]
    assert len(compared) > 60
    for month in compared:
        sides = [side.loc[at] for at in (month - 12, month) for side in (worth, weight)]
        for mix in (True, False):
            split = prices.split_lmdi(*sides, mix)
            change = worth.loc[month] - worth.loc[month - 12]
            effects = split.drop(columns="change")
            assert np.allclose(effects.sum(axis=1), change, rtol=0, atol=EXACT)
            assert effects.to_numpy().sum() == pytest.approx(change.sum(), abs=EXACT)
        fisher = prices.split_fisher(*sides)
        ratio = worth.loc[month].sum() / worth.loc[month - 12].sum()
        assert fisher["fisher_price"] * fisher["fisher_quantity"] == pytest.approx(ratio)
        effects = fisher["price_effect"] + fisher["quantity_effect"]
        assert effects == pytest.approx(change.sum(), abs=EXACT)


# -- the figures in print ------------------------------------------------------------------------

PRINTED = {"semiconductors": (17.26, 38.6), "automobiles": (6.41, 13.7)}


@pytest.mark.parametrize("item", PRINTED)
def test_the_ministrys_november_2025_is_published_as_it_was_printed(item):
    value, growth = PRINTED[item]
    frame = load.load_table(ITEMS, classification="MTI", as_of="2025-12-05")
    found = readings.printed(frame, item).reading
    published = {each["name"]: each for each in found.numbers}
    common = {
        "period": "2025-11",
        "areas": ["KOR"],
        "rule": "monthly_mean",
        "as_of": "2025-12-05",
    }
    name = f"{item}, the ministry, 2025-11"
    # 17,260 million over a thousand is not 17.26 to the last bit.
    assert published[name]["value"] == pytest.approx(value, rel=1e-12)
    assert published[name] == {
        **common,
        "name": name,
        "value": published[name]["value"],
        "unit": "USD billion",
    }
    name = f"{item}, the ministry, growth on the year, 2025-11"
    assert published[name] == {**common, "name": name, "value": growth, "unit": "percent"}
    assert f"were {value:.2f} billion dollars in November 2025" in found
    assert f"{growth} percent more than a year before as it printed it" in found


def test_exports_of_november_2025_are_those_printed_with_the_items():
    frame = load.load_table(ITEMS, classification="MTI", as_of="2025-12-05")
    found = readings.printed(frame, "semiconductors").reading
    total = next(each for each in found.numbers if each["name"].startswith("total exports"))
    assert total["value"] == pytest.approx(61.04, rel=1e-12)
    monthly = load.load_exports("KOR", as_of="2025-12-05").set_index("TIME_PERIOD")["VALUE"]
    assert monthly[pd.Period("2025-11", "M")] == pytest.approx(total["value"], abs=0.01)


@pytest.mark.parametrize(
    ("as_of", "month", "value"),
    [
        ("2025-11-30", "2025-10", 15.73),
        ("2025-12-01", "2025-11", 17.26),
        # From October 2024 on the ministry's months were not found until March 2025.
        ("2024-12-31", "2024-09", 13.60),
    ],
)
def test_the_newest_month_printed_by_a_date_is_read(as_of, month, value):
    frame = load.load_table(ITEMS, classification="MTI", as_of=as_of)
    first = readings.printed(frame, "semiconductors").reading.numbers[0]
    assert (first["period"], round(first["value"], 2)) == (month, value)
