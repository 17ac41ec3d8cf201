"""What the exchange rate does to the gap: rules side by side, break-even, the split."""

import math

import pandas as pd
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import frames
from exportgap import load
from exportgap.metrics import currency
from exportgap.metrics.gap import gap_to_date
from frames import close, refusal, worlds, year

quick = settings(max_examples=12, deadline=None)


def ruled(rule, rates, **named):
    """Return two months of Korea in dollars and Japan in yen, converted at the given rates."""
    named = {"units": ("USD", "JPY"), **named}
    return frames.exports([5, 5], [600, 900], rates=(1.0, rates), rule=rule, **named)


# -- the rules side by side ----------------------------------------------------------------------


def test_rules_stand_side_by_side_for_one_year():
    frame = [
        ruled("monthly_mean", [100.0, 150.0]),
        ruled("period_mean", [100.0, 150.0]),
        ruled("spot:2024-02-29", 150.0),
    ]
    table = currency.gap_by_rule(frame, 2024, 2)
    assert table.index.tolist() == ["monthly_mean", "period_mean", "spot:2024-02-29"]
    # 600 / 100 + 900 / 150 = 12; 1500 / 125 = 12; 1500 / 150 = 10
    assert table["rival"].tolist() == [12.0, 12.0, 10.0]
    assert table["gap"].tolist() == [2.0, 2.0, 0.0]
    assert table["ratio"].tolist() == pytest.approx([10 / 12, 10 / 12, 1.0], rel=1e-12)
    assert table.index.name == "rule"
    assert (table.attrs["year"], table.attrs["through"]) == (2024, 2)


def test_a_rules_row_is_what_the_gap_to_date_says():
    frame = ruled("monthly_mean", [100.0, 150.0])
    row = gap_to_date(frame, 2).loc[year(2024)]
    table = currency.gap_by_rule([frame], 2024, 2)
    for name in ("home", "rival", "gap", "ratio", "log_gap", "rank"):
        assert table.loc["monthly_mean", name] == row[name]


def test_rules_of_two_pairs_or_dates_are_not_compared():
    one = ruled("monthly_mean", 100.0)
    for other in (
        ruled("period_mean", 100.0, codes=("KOR", "USA")),
        ruled("period_mean", 100.0, codes=("JPN", "KOR")),
        ruled("period_mean", 100.0, as_of="2025-12-05"),
    ):
        assert refusal(currency.gap_by_rule, [one, other], 2024, 2).startswith(
            "rules are compared for one pair and one date, not ["
        )


@pytest.mark.parametrize("named", [{"currency": "KRW"}, {"flow": "M"}])
def test_rules_in_two_currencies_or_of_two_flows_are_not_compared(named):
    one, other = ruled("monthly_mean", 100.0), ruled("period_mean", 100.0, **named)
    assert next(iter(named.values())) in refusal(currency.gap_by_rule, [one, other], 2024, 2)


def test_one_rule_twice_is_refused():
    one, other = ruled("monthly_mean", 100.0), ruled("monthly_mean", 150.0)
    assert "monthly_mean" in refusal(currency.gap_by_rule, [one, other], 2024, 2)


def test_no_frame_is_refused():
    assert "rules are compared" in refusal(currency.gap_by_rule, [], 2024, 2)


def test_a_year_that_lacks_a_month_is_refused():
    long = frames.exports([1] * 14, [2] * 14, start="2023-01")
    assert refusal(currency.gap_by_rule, [long], 2024, 3) == (
        "2024 lacks a month of January to 3 on one side."
    )


# -- totals in the own currency ------------------------------------------------------------------


def test_own_totals_give_both_currencies_and_the_rate_between():
    table = currency.own_totals(ruled("monthly_mean", [100.0, 150.0]), 2024, 2)
    # Japan: 1500 billion yen, 6 + 6 = 12 billion dollars, 1500 / 12 = 125
    assert table.loc["rival"].to_dict() == {
        "own": 1500.0,
        "value": 12.0,
        "rate": 125.0,
        "unit": "JPY",
        "mean_rate": 125.0,
    }
    assert table.loc["home", ["own", "value", "rate", "unit"]].tolist() == [10, 10, 1, "USD"]


def test_the_rate_a_sum_implies_is_not_the_mean_rate():
    table = currency.own_totals(ruled("monthly_mean", [100.0, 300.0]), 2024, 2)
    # 600 / 100 + 900 / 300 = 9; 1500 / 9 = 166.7 yen, though the mean of 100 and 300 is 200
    assert table.loc["rival", "rate"] == pytest.approx(1500 / 9, rel=1e-12)
    assert table.loc["rival", "mean_rate"] == 200.0


def test_a_side_that_lacks_a_month_has_no_total():
    frame = frames.exports([1, 1, 1, *[1] * 12], [2, 2, None, *[2] * 12], start="2023-01")
    assert refusal(currency.own_totals, frame, 2023, 3) == ("JPN: 2023 lacks a month of 1 to 3.")
    assert "lacks a month" in refusal(currency.own_totals, frame, 1999, 3)


def euro_switch():
    """Return a rival that prints yen in January 2024 and dollars afterwards."""
    frame = frames.exports([1, 1, 1, 1], [2, 2, 2, 2])
    first = (frame["SERIES"] == "JPN") & (frame["TIME_PERIOD"] == pd.Period("2024-01", "M"))
    frame.loc[first, "UNIT_MEASURE"] = "JPY"
    return frame


def test_a_side_that_changes_its_currency_inside_the_year_is_refused():
    text = refusal(currency.own_totals, euro_switch(), 2024, 2)
    assert text == "JPN changes its currency in 2024."


# -- break-even ----------------------------------------------------------------------------------


def test_the_break_even_rate_divides_one_own_total_by_the_other():
    found = currency.break_even_rate(ruled("monthly_mean", [100.0, 150.0]), 2024, 2)
    # 1500 billion yen / 10 billion dollars = 150 yen; it was 125; 150 / 125 = 1.2
    assert found["rate"] == 150.0
    assert found["unit"] == "JPY per USD"
    assert found["actual"] == 125.0
    assert found["distance"] == pytest.approx(20.0, rel=1e-12)


def test_the_rate_is_per_dollar_whichever_side_prints_dollars():
    turned = frames.exports(
        [600, 900], [5, 5], codes=("JPN", "KOR"), units=("JPY", "USD"), rates=([100.0, 150.0], 1.0)
    )
    found = currency.break_even_rate(turned, 2024, 2)
    assert (found["rate"], found["unit"], found["actual"]) == (150.0, "JPY per USD", 125.0)


@pytest.mark.parametrize("turned", [False, True])
def test_between_two_other_currencies_it_is_quoted_above_one(turned):
    pair = [[4, 6], [600, 900]], ("USA", "JPN"), ("GBP", "JPY"), (0.8, 120.0)
    if turned:
        pair = tuple(part[::-1] for part in pair)
    frame = frames.exports(*pair[0], codes=pair[1], units=pair[2], rates=pair[3])
    found = currency.break_even_rate(frame, 2024, 2)
    # 1500 yen / 10 pounds; actual 120 / 0.8
    assert (found["rate"], found["unit"]) == (150.0, "JPY per GBP")
    assert found["actual"] == pytest.approx(150.0, rel=1e-12)
    assert found["distance"] == pytest.approx(0.0, abs=1e-9)


def test_the_actual_rate_is_the_one_the_sums_imply_under_the_rule():
    even = currency.break_even_rate(ruled("period_mean", [100.0, 300.0]), 2024, 2)
    assert even["actual"] == pytest.approx(200.0, rel=1e-12)  # (100 + 300) / 2
    # Under monthly_mean the months weigh by their exports: 1500 / (600 / 100 + 900 / 300).
    monthly = currency.break_even_rate(ruled("monthly_mean", [100.0, 300.0]), 2024, 2)
    assert monthly["actual"] == pytest.approx(1500 / 9, rel=1e-12)


@pytest.mark.parametrize("rule", ["spot:2024-02-29", "constant:2023"])
def test_a_rule_with_one_rate_for_all_months_has_no_actual_rate(rule):
    assert refusal(currency.break_even_rate, ruled(rule, 140.0), 2024, 2) == (
        f"rule {rule} has no actual rate to compare: load under monthly_mean."
    )


def test_two_sides_in_one_currency_have_no_rate_between_them():
    frame = frames.exports([1, 1], [2, 2])
    assert refusal(currency.break_even_rate, frame, 2024, 2) == (
        "both sides are in USD: no exchange rate divides them."
    )


@quick
@given(worlds(years=1), st.integers(1, 12))
def test_at_the_break_even_rate_the_gap_is_zero(frame, through):
    even = currency.break_even_rate(frame, 2024, through)
    for rule in ("period_mean", "monthly_mean"):
        moved = frame.copy()
        rival = moved["SERIES"] == "JPN"
        moved.loc[rival, "RATE"] = even["rate"]
        moved["VALUE"] = moved["OBS_VALUE"] / 1000 / moved["RATE"]
        moved.attrs = frame.attrs | {"rule": rule}
        row = gap_to_date(moved, through).loc[year(2024)]
        assert row["gap"] == pytest.approx(0, abs=1e-9 * row["home"])


@quick
@given(worlds(years=1))
def test_the_distance_brings_the_actual_rate_to_the_break_even(frame):
    even = currency.break_even_rate(frame, 2024)
    assert close(even["actual"] * (1 + even["distance"] / 100), even["rate"])
    # Japan leads exactly where the yen would have had to be cheaper.
    gap = gap_to_date(frame, 12)["gap"].iloc[0]
    assume(abs(gap) > 1e-6)
    assert (gap > 0) == (even["distance"] > 0)


# -- the split -----------------------------------------------------------------------------------


def test_a_change_splits_into_growth_rate_and_both_together():
    frame = frames.exports(
        [10, *[0.5] * 11, 12],
        [1000, *[50] * 11, 1500],
        units=("USD", "JPY"),
        rates=(1.0, [100.0, *[100.0] * 11, 125.0]),
    )
    table = currency.split_change(frame, 2024, 2025, 1)
    # Japan: 1000 / 100 = 10, 1500 / 125 = 12. Own: 500 / 100 = 5.
    # Rate: 1000 * (1 / 125 - 1 / 100) = 8 - 10 = -2. Both: 500 * (0.008 - 0.010) = -1.
    # Korea: 10 to 12, taken with minus.
    assert table["value"].to_dict() == pytest.approx(
        {
            "rival_own": 5.0,
            "rival_rate": -2.0,
            "rival_cross": -1.0,
            "home_own": -2.0,
            "home_rate": 0.0,
            "home_cross": 0.0,
        },
        abs=1e-12,
    )
    assert table["log"].to_dict() == pytest.approx(
        {
            "rival_own": math.log(1.5),
            "rival_rate": -math.log(1.25),
            "rival_cross": 0.0,
            "home_own": -math.log(1.2),
            "home_rate": 0.0,
            "home_cross": 0.0,
        },
        abs=1e-12,
    )
    # 5 - 2 - 1 - 2 = 0: from 10 - 10 to 12 - 12.
    assert table.attrs["change"] == pytest.approx(0.0, abs=1e-12)
    assert table.attrs["own_units"] == {"home": "USD", "rival": "JPY"}
    assert (table.attrs["before"], table.attrs["after"], table.attrs["through"]) == (2024, 2025, 1)


@quick
@given(worlds(), st.integers(1, 12))
def test_the_terms_sum_to_the_change_in_dollars_and_in_logs(frame, through):
    table = currency.split_change(frame, 2024, 2025, through)
    to_date = gap_to_date(frame, through)
    before, after = to_date.loc[year(2024)], to_date.loc[year(2025)]
    size = to_date[["home", "rival"]].to_numpy().max()
    rounding = 1e-10 * size * max(1.0, size)
    assert table["value"].sum() == pytest.approx(after["gap"] - before["gap"], abs=rounding)
    assert table.attrs["change"] == table["value"].sum()
    change = after["log_gap"] - before["log_gap"]
    assert table["log"].sum() == pytest.approx(change, abs=1e-9)
    assert table.attrs["log_change"] == table["log"].sum()


@quick
@given(worlds(), st.integers(1, 12))
def test_a_side_in_the_reports_currency_owes_nothing_to_a_rate(frame, through):
    table = currency.split_change(frame, 2024, 2025, through)
    assert table.loc[["home_rate", "home_cross"]].to_numpy().tolist() == [[0.0, 0.0], [0.0, 0.0]]


@quick
@given(worlds(), st.integers(1, 12))
def test_swapping_the_sides_turns_every_sign_of_the_split(frame, through):
    turned = pd.concat([frame[frame["SERIES"] == code] for code in ("JPN", "KOR")])
    turned.attrs = frame.attrs | {"series": ("JPN", "KOR"), "names": ("Japan", "Korea")}
    table = currency.split_change(frame, 2024, 2025, through)
    back = currency.split_change(turned, 2024, 2025, through)
    for term in ("own", "rate", "cross"):
        for one, other in (("home", "rival"), ("rival", "home")):
            assert close(
                back.loc[f"{one}_{term}"].tolist(), (-table.loc[f"{other}_{term}"]).tolist()
            )


def test_a_year_that_lacks_a_month_cannot_be_split():
    frame = frames.exports([1] * 14, [2] * 14, start="2023-01")
    assert refusal(currency.split_change, frame, 2023, 2024, 3) == (
        "KOR: 2024 lacks a month of 1 to 3."
    )


def test_a_side_that_changed_its_currency_between_the_years_is_refused():
    frame = frames.exports([1] * 13, [2] * 13)
    first = (frame["SERIES"] == "JPN") & (frame["TIME_PERIOD"] < pd.Period("2025-01", "M"))
    frame.loc[first, "UNIT_MEASURE"] = "JPY"
    assert "JPN" in refusal(currency.split_change, frame, 2024, 2025, 1)


def test_the_split_of_the_real_pair_is_exact():
    pair = load.load_exports("KOR", "JPN", as_of="2025-12-05")
    table = currency.split_change(pair, 2024, 2025, 10)
    to_date = gap_to_date(pair, 10)["gap"]
    assert table["value"].sum() == pytest.approx(
        to_date[year(2025)] - to_date[year(2024)], abs=1e-9
    )
    assert table.loc["home_rate", "value"] == 0.0


# -- growth of one series ------------------------------------------------------------------------


def yen(values, rates, **named):
    """Return Japan alone, in billions of yen by month from January 2024."""
    frame = frames.exports(
        [1] * len(values), values, units=("USD", "JPY"), rates=(1.0, rates), **named
    )
    return frame[frame["SERIES"] == "JPN"]


def test_growth_splits_into_the_currencys_own_and_the_rates():
    table = currency.growth_by_currency(
        yen([1000, *[50] * 11, 1500], [100.0, *[100.0] * 11, 125.0]), 1
    )
    row = table.loc[year(2025)]
    # Own 1500 / 1000 = +50; rate 100 / 125 = -20; both 50 * -20 / 100 = -10; dollars 10 to 12.
    expected = {"own": 50.0, "rate": -20.0, "cross": -10.0, "value": 20.0}
    assert row[list(expected)].to_dict() == pytest.approx(expected, rel=1e-12)
    assert row["own_log"] == pytest.approx(math.log(1.5), rel=1e-12)
    assert row["rate_log"] == pytest.approx(-math.log(1.25), rel=1e-12)
    assert row["value_log"] == pytest.approx(math.log(1.2), rel=1e-12)
    assert (row["own_total"], row["value_total"], row["rate_level"]) == (1500.0, 12.0, 125.0)
    assert table.index.tolist() == [year(2025)]
    named = {"measure": "growth_by_currency", "through": 1, "own_unit": "JPY"}
    assert {name: table.attrs[name] for name in named} == named


def test_a_dearer_yen_adds_to_growth_in_dollars():
    table = currency.growth_by_currency(yen([100] * 24, [150.0] * 12 + [120.0] * 12))
    assert table.loc[year(2025), ["own", "rate"]].tolist() == pytest.approx([0.0, 25.0], abs=1e-9)


def test_the_rate_is_the_one_the_sum_implies_under_the_rule():
    rates = [100.0, *[100.0] * 11, 100.0, 300.0]
    values = [600, 600, *[1] * 10, 600, 900]
    monthly = currency.growth_by_currency(yen(values, rates), 2)
    # 600 / 100 + 900 / 300 = 9 billion dollars; the mean of the rates is 200.
    assert monthly.loc[year(2025), "rate_level"] == pytest.approx(1500 / 9, rel=1e-12)
    period = currency.growth_by_currency(yen(values, rates, rule="period_mean"), 2)
    assert period.loc[year(2025), "rate_level"] == pytest.approx(200.0, rel=1e-12)


def test_years_without_a_month_or_without_the_year_before_are_absent():
    values = [10] * 12 + [10, None, *[10] * 10] + [10] * 26
    table = currency.growth_by_currency(yen(values, 100.0), 3)
    # 2025 lacks February, 2026 its year before; of 2028 there are two months only.
    assert table.index.tolist() == [year(2027)]


def test_a_year_is_provisional_with_the_one_it_is_compared_with():
    frame = yen([10] * 36, 100.0)
    frame.loc[frame["TIME_PERIOD"] == pd.Period("2024-12", "M"), "OBS_STATUS"] = "P"
    assert currency.growth_by_currency(frame)["provisional"].tolist() == [True, False]
    assert currency.growth_by_currency(frame, 11)["provisional"].tolist() == [False, False]


def test_an_annual_frame_is_compared_by_year():
    frame = yen([1000, 1200], [100.0, 150.0], freq="Y", start="2024")
    row = currency.growth_by_currency(frame).loc[year(2025)]
    # 10 to 8 billion dollars: +20 percent in yen.
    assert row[["own", "value"]].tolist() == pytest.approx([20.0, -20.0], rel=1e-12)
    assert "12 for an annual frame" in refusal(currency.growth_by_currency, frame, 6)


def test_a_frame_of_driver_rows_needs_no_series_column():
    frame = yen([10] * 24, 100.0)
    plain = frame.drop(columns=["SERIES"])
    plain.attrs = frame.attrs
    found, same = currency.growth_by_currency(plain), currency.growth_by_currency(frame)
    pd.testing.assert_frame_equal(found, same)


@quick
@given(worlds(years=3), st.integers(1, 12))
def test_the_terms_of_growth_sum_to_growth_in_the_reports_currency(frame, through):
    table = currency.growth_by_currency(frame[frame["SERIES"] == "JPN"], through)
    assert len(table) == 2
    size = 1 + table[["own", "rate", "cross"]].abs().to_numpy().max()
    sums = table["own"] + table["rate"] + table["cross"]
    assert sums.tolist() == pytest.approx(table["value"].tolist(), rel=1e-9, abs=1e-11 * size)
    logs = table["own_log"] + table["rate_log"]
    assert close(logs.tolist(), table["value_log"].tolist())
    to_date = gap_to_date(frame, through)["rival"]
    assert close(table["value_total"].tolist(), to_date.loc[table.index].tolist())


@quick
@given(worlds(years=2))
def test_growth_by_currency_agrees_with_the_split_of_the_gap(frame):
    row = currency.growth_by_currency(frame[frame["SERIES"] == "JPN"]).loc[year(2025)]
    split = currency.split_change(frame, 2024, 2025)
    base = gap_to_date(frame, 12).loc[year(2024), "rival"]
    for term in ("own", "rate", "cross"):
        assert split.loc[f"rival_{term}", "value"] == pytest.approx(
            row[term] * base / 100, rel=1e-8, abs=1e-8 * (1 + base)
        )


def test_growth_by_currency_is_of_one_series_each_month_once():
    pair = frames.exports([1] * 24, [2] * 24, units=("USD", "JPY"))
    assert refusal(currency.growth_by_currency, pair) == (
        "growth by currency is of one series, the frame holds ['KOR', 'JPN']."
    )
    one = yen([10] * 24, 100.0)
    twice = pd.concat([one, one.tail(1)], ignore_index=True)
    assert refusal(currency.growth_by_currency, twice) == "JPN: 2025-12 occurs twice."


def test_growth_in_the_reports_own_currency_has_no_rate():
    pair = frames.exports([1] * 24, [2] * 24)
    assert refusal(currency.growth_by_currency, pair[pair["SERIES"] == "KOR"]) == (
        "KOR is in USD: no one rate converts it."
    )
    switched = euro_switch()
    assert refusal(currency.growth_by_currency, switched[switched["SERIES"] == "JPN"]) == (
        "JPN is in JPY and USD: no one rate converts it."
    )


def test_growth_from_zero_is_refused():
    assert refusal(currency.growth_by_currency, yen([0, *[10] * 23], 100.0)) == (
        "JPN: exports of zero in 2024-01."
    )


@pytest.mark.parametrize("through", [0, 13])
def test_a_month_outside_the_year_is_refused_for_growth(through):
    assert refusal(currency.growth_by_currency, yen([10] * 24, 100.0), through).startswith(
        "through is a month, 1 to 12"
    )


def test_growth_needs_two_years_in_a_row():
    assert refusal(currency.growth_by_currency, yen([10] * 13, 100.0), 2) == (
        "JPN: no two years in a row have months 1 to 2."
    )


def test_the_yens_year_against_the_year_before_in_the_right_direction():
    frame = load.load_exports("JPN", as_of="2025-12-05")
    table = currency.growth_by_currency(frame, 10)
    # January to October: the yen was dearer in 2025 than in 2024, cheaper in 2024 than in 2023.
    assert table.loc[year(2025), "rate"] > 0 > table.loc[year(2024), "rate"]
