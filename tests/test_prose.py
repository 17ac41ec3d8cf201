"""Numbers, dates and directions in words, and what a sentence refuses and records."""

# Published text has a true minus and apostrophe.
# ruff: noqa: RUF001

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportgap import load, prose
from exportgap.metrics import gap
from exportgap.vocabulary import AREAS, RULES
from frames import exports, refusal

ATTRS = {
    "series": ("KOR", "JPN"),
    "rule": "monthly_mean",
    "as_of": "2025-12-05",
    "unit": "USD billion",
    "currency": "USD",
}


def num(value, unit="USD billion", name="gap"):
    """Return a Number of a pair."""
    return prose.number(value, unit, name, "2025", ATTRS)


def q(text):
    return pd.Period(text, "Q")


def m(text):
    return pd.Period(text, "M")


def y(text):
    return pd.Period(text, "Y")


# -- numbers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "unit", "spec", "text"),
    [
        (29.612, "USD billion", "", "29.6 billion dollars"),
        (29.612, "USD billion", "2", "29.61 billion dollars"),
        (29.612, "USD billion", "bare", "29.6"),
        (29.612, "USD billion", "bare 0", "30"),
        (29.612, "USD billion", "signed", "+29.6 billion dollars"),
        (-29.612, "USD billion", "", "−29.6 billion dollars"),
        (-29.612, "USD billion", "abs", "29.6 billion dollars"),
        (-29.612, "USD billion", "abs 2", "29.61 billion dollars"),
        (-29.612, "USD billion", "signed bare", "−29.6"),
        (1234.56, "USD billion", "", "1,234.6 billion dollars"),
        (-1234567.0, "USD billion", "bare", "−1,234,567.0"),
        (0.0, "USD billion", "", "0.0 billion dollars"),
        (0.0, "USD billion", "signed", "0.0 billion dollars"),
        (-0.0, "USD billion", "bare", "0.0"),
        (-0.04, "USD billion", "bare", "0.0"),
        (0.04, "USD billion", "signed bare", "0.0"),
        (-0.04, "USD billion", "2 bare", "−0.04"),
        (0.96, "USD billion", "bare 0", "1"),
        # Yen and won are written in trillions.
        (5512.3, "JPY billion", "", "5.5 trillion yen"),
        (-5512.3, "JPY billion", "signed bare", "−5.5"),
        (1234567.0, "KRW billion", "", "1,234.6 trillion won"),
        # A ratio has two places, or is a percentage.
        (0.9514, "ratio", "", "0.95"),
        (0.9514, "ratio", "percent", "95.1 percent"),
        (0.9514, "ratio", "percent 0", "95 percent"),
        (-0.0001, "ratio", "percent bare", "0.0"),
        (2.44, "percent", "signed", "+2.4 percent"),
        (0.0499, "log points", "", "0.050 log points"),
        (16.0, "count", "", "16"),
        (2025.0, "year", "bare 0", "2,025"),
        (1.0, "months", "", "1 month"),
        (2.0, "months", "", "2 months"),
        (149.53, "JPY per USD", "", "149.5 yen per dollar"),
        (0.8512, "GBP per USD", "", "0.8512 pounds per dollar"),
        (9.61, "JPY per KRW", "", "9.6100 yen per won"),
        (1.234, "USD per EUR", "2", "1.23 dollars per euro"),
        (3.0, "index points", "", "3.0 index points"),
    ],
)
def test_a_number_is_written_as_asked(value, unit, spec, text):
    assert format(num(value, unit), spec) == text


@pytest.mark.parametrize(
    ("place", "text"),
    [
        (1, "first"),
        (2, "second"),
        (3, "third"),
        (9, "ninth"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (20, "20th"),
        (21, "21st"),
        (22, "22nd"),
        (23, "23rd"),
        (24, "24th"),
        (100, "100th"),
        (101, "101st"),
        (102, "102nd"),
        (111, "111th"),
        (112, "112th"),
        (113, "113th"),
        (121, "121st"),
        (1001, "1,001st"),
    ],
)
def test_places_are_words_first_and_figures_after(place, text):
    assert prose.ordinal(place) == text
    assert format(num(place, "rank"), "ordinal") == text


def test_the_tenth_place_is_written_as_ordinal_says():
    assert "then 10th" in prose.ordinal.__doc__
    assert prose.ordinal(10) == "10th"


@pytest.mark.parametrize(
    ("place", "smallest", "largest"),
    [
        (1, "smallest", "largest"),
        (2, "second smallest", "second largest"),
        (12, "12th smallest", "12th largest"),
        (21, "21st smallest", "21st largest"),
    ],
)
def test_an_extreme_is_named_by_its_place(place, smallest, largest):
    assert format(num(place, "rank"), "smallest") == smallest
    assert format(num(place, "rank"), "largest") == largest


def test_a_count_is_in_words_up_to_ten_and_in_figures_above():
    # Its docstring: "in words up to ten, in figures above".
    words = {0: "zero", 1: "one", 7: "seven", 10: "ten", 13: "13", 1000: "1,000"}
    for count, text in words.items():
        assert prose.in_words(count) == text
        assert format(num(count, "count"), "word") == text
    assert [prose.in_words(count) for count in (11, 12)] == ["11", "12"]


@pytest.mark.parametrize("spec", [".1f", "Abs", "loud", "1.5"])
def test_an_unknown_way_to_write_a_number_is_refused(spec):
    assert refusal(format, num(1.0), spec) == f"gap: {spec!r} is not a way to write a number."


@pytest.mark.parametrize("value", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_none_is_refused(value):
    assert "cannot be published" in refusal(format, num(value), "")


@given(st.floats(-1e9, 1e9), st.integers(0, 4))
def test_a_figure_reads_back_as_the_rounded_value(value, digits):
    text = prose.figure(value, digits)
    back = float(text.replace(",", "").replace(prose.MINUS, "-"))
    assert back == round(value, digits)
    assert "-" not in text
    assert (text[0] == prose.MINUS) == (back < 0)


def test_a_number_keeps_what_must_travel_with_it():
    assert num(29.6).record() == {
        "name": "gap",
        "value": 29.6,
        "unit": "USD billion",
        "period": "2025",
        "areas": ["KOR", "JPN"],
        "rule": "monthly_mean",
        "as_of": "2025-12-05",
    }
    assert float(num(29.6)) == 29.6


# -- periods, lists, directions ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("period", "text"),
    [
        (m("2025-10"), "October 2025"),
        (q("2025Q3"), "the third quarter of 2025"),
        (y("2025"), "2025"),
    ],
)
def test_periods_in_words(period, text):
    assert prose.period_words(period) == text


@pytest.mark.parametrize(
    ("through", "year", "text"),
    [
        (1, 2025, "January 2025"),
        (2, 2025, "January to February 2025"),
        (10, 2025, "January to October 2025"),
        (12, 2025, "2025"),
        (1, None, "January"),
        (10, None, "January to October"),
        (12, None, "the whole year"),
    ],
)
def test_a_span_runs_from_january(through, year, text):
    assert prose.span(through, year) == text


@pytest.mark.parametrize(
    ("items", "text"),
    [
        (["a"], "a"),
        (["a", "b"], "a and b"),
        (["a", "b", "c"], "a, b and c"),
        ([m("2024-05"), y("2025")], "May 2024 and 2025"),
    ],
)
def test_a_list_is_written_out(items, text):
    assert prose.listing(items) == text


def test_an_empty_list_has_no_words():
    for call in (prose.listing, prose.ranges):
        assert refusal(call, []) == "an empty list has no words; choose another sentence."


@pytest.mark.parametrize(
    ("periods", "text"),
    [
        ([m("2024-05")], "May 2024"),
        ([m("2024-05"), m("2024-06")], "May to June 2024"),
        (
            [m("2024-05"), m("2025-08"), m("2025-09"), m("2026-05")],
            "May 2024, August to September 2025 and May 2026",
        ),
        ([m("2024-12"), m("2025-01")], "December 2024 to January 2025"),
        ([m("2024-12"), m("2025-02")], "December 2024 and February 2025"),
        ([q("2025Q3"), q("2025Q4")], "the third to fourth quarter of 2025"),
        (
            [q("2024Q4"), q("2025Q1")],
            "the fourth quarter of 2024 to the first quarter of 2025",
        ),
        (
            [q("2024Q1"), q("2024Q3")],
            "the first quarter of 2024 and the third quarter of 2024",
        ),
        ([y("2019"), y("2020"), y("2021"), y("2024")], "2019 to 2021 and 2024"),
    ],
)
def test_neighbouring_periods_are_joined(periods, text):
    assert prose.ranges(periods) == text


@pytest.mark.parametrize(
    ("value", "chosen"),
    [
        (0.06, "above"),
        (0.04, "level"),
        (-0.04, "level"),
        (-0.06, "below"),
        (0.0, "level"),
        # A Number is seen with the decimals, and in the scale, that its unit is printed with.
        (num(0.04), "level"),
        (num(-0.06), "below"),
        (num(0.04, "ratio"), "above"),
        (num(0.004, "ratio"), "level"),
        (num(-0.6, "count"), "below"),
        (num(-0.4, "count"), "level"),
        (num(0.0006, "log points"), "above"),
        (num(-0.0004, "probability"), "level"),
        (num(49.0, "JPY billion"), "level"),
        (num(-51.0, "KRW billion"), "below"),
    ],
)
def test_words_are_chosen_by_what_is_printed(value, chosen):
    assert prose.choose(value, "above", "below", "level") == chosen


@given(st.floats(-10, 10))
def test_the_choice_never_contradicts_the_printed_sign(value):
    chosen = prose.choose(value, "above", "below", "level")
    text = prose.figure(value)
    expected = "below" if text.startswith(prose.MINUS) else "level" if text == "0.0" else "above"
    assert chosen == expected


def test_possessives_end_in_one_s():
    assert prose.possessive("Korea") == "Korea’s"
    assert prose.possessive("the United States") == "the United States’"
    assert prose.possessive("the Netherlands") == "the Netherlands’"


@pytest.mark.parametrize("name", AREAS.values())
def test_every_areas_label_has_no_article_and_a_capital(name):
    label = prose.label(name)
    assert not label.startswith("the ")
    assert label[0].isupper()
    assert prose.opening(name)[0].isupper()


def test_labels_and_openings():
    assert prose.area_label("USA") == "United States"
    assert prose.area_label("EA20") == "Euro area"
    assert prose.opening("the euro area") == "The euro area"
    assert prose.opening("") == ""


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("monthly_mean", "each month at its own mean rate"),
        ("period_mean", "the sum at the mean rate of the period’s months"),
        ("spot:2026-01-22", "every month at the rate of 22 January 2026"),
        ("constant:2024", "every month at the mean rate of 2024"),
        ("publisher", "converted by the publisher"),
        ("as each row says", "as each row says"),
    ],
)
def test_rules_in_words(rule, text):
    assert prose.rule_words(rule) == text


def test_every_rule_of_the_vocabulary_has_words_of_its_own():
    written = {
        prose.rule_words(rule.replace("YYYY-MM-DD", "2026-01-22").replace("YYYY", "2024"))
        for rule in RULES
    }
    assert len(written) == len(RULES)
    assert not any("_" in text or ":" in text for text in written)


def test_dates_in_words():
    assert prose.date_words("2025-12-05") == "5 December 2025"


# -- sentences -----------------------------------------------------------------------------------


def test_a_sentence_records_every_number_it_prints():
    text = prose.sentence(
        "{who}'s gap was {gap} in {when}, the {rank:smallest}.",
        who="Korea",
        gap=num(29.6),
        when=m("2025-10"),
        rank=num(2, "rank", "rank"),
    )
    assert text == "Korea’s gap was 29.6 billion dollars in October 2025, the second smallest."
    assert [record["name"] for record in text.numbers] == ["gap", "rank"]
    assert [record["value"] for record in text.numbers] == [29.6, 2.0]


def test_values_that_are_not_used_are_not_recorded():
    assert prose.sentence("{a:bare}.", a=num(1), b=num(2)).numbers == (num(1).record(),)


@pytest.mark.parametrize("template", ["In 2025 {gap}.", "{gap} of 12", "1{gap}", "{gap} x²"])
def test_a_digit_typed_into_a_sentence_is_refused(template):
    assert refusal(prose.sentence, template, gap=num(1)).startswith(
        "a number is typed into a sentence: "
    )


@pytest.mark.parametrize("value", [29.6, 3, True, None, [num(1)]])
def test_what_is_neither_number_nor_words_is_refused(value):
    assert refusal(prose.sentence, "{gap}.", gap=value) == (
        f"{{gap}} is {value!r}: pass a Number or words."
    )


@pytest.mark.parametrize("template", ["{gap}", "{gap:abs}", "{}"])
def test_a_missing_field_is_refused(template):
    with pytest.raises(KeyError):
        prose.sentence(template, rank=num(1, "rank"))


def test_a_missing_number_cannot_be_published():
    assert refusal(prose.sentence, "{gap}.", gap=num(float("nan"))) == (
        "a missing number cannot be published; leave the sentence out."
    )


def test_numbers_travel_through_joins_from_either_side():
    one, two = prose.sentence("{a:bare}", a=num(1)), prose.sentence("{a:bare}", a=num(2))
    for text in (one + two, one + " and " + two, one + (" and " + two)):
        assert isinstance(text, prose.Sentence)
        assert [record["value"] for record in text.numbers] == [1.0, 2.0]
    assert [record["value"] for record in ("so " + one + ".").numbers] == [1.0]
    growing = one
    growing += two
    assert len(growing.numbers) == 2


def test_numbers_travel_through_nested_sentences_in_order():
    inner = prose.sentence("{a:bare}", a=num(1))
    outer = prose.sentence("{b:bare}, {inner}, {c:bare}", inner=inner, b=num(2), c=num(3))
    assert outer == "2.0, 1.0, 3.0"
    assert [record["value"] for record in outer.numbers] == [2.0, 1.0, 3.0]


def test_a_nested_sentence_twice_is_recorded_twice():
    inner = prose.sentence("{a:bare}", a=num(1))
    assert len(prose.sentence("{inner} {inner}", inner=inner).numbers) == 2


# -- facts, words, captions ----------------------------------------------------------------------


def years():
    return gap.gap_by_period(exports([50, 60], [70, 90], start="2024", freq="Y"), "Y")


def to_date(through):
    return gap.gap_to_date(exports([5] * 24, [6] * 24), through)


def test_a_row_becomes_named_numbers_with_their_units():
    found = prose.facts(years(), y("2025"))
    assert f"{found['home_exports']}, {found['rival_exports']}, {found['gap']}" == (
        "60.0 billion dollars, 90.0 billion dollars, 30.0 billion dollars"
    )
    assert f"{found['ratio']}" == "0.67"
    assert found["log_gap"].unit == "log points"
    assert found["gap"].name == "gap, year, 2025"
    assert found["gap"].areas == ("KOR", "JPN")
    assert "provisional" not in found
    assert "home" not in found


@pytest.mark.parametrize(
    ("through", "period", "when"),
    [
        (10, "January to October 2025", "from January to October 2025"),
        (1, "January 2025", "in January 2025"),
        (12, "2025", "in 2025"),
    ],
)
def test_a_total_to_date_says_its_months(through, period, when):
    found = prose.facts(to_date(through), y("2025"))
    assert (found["period"], found["when"]) == (period, when)
    assert found["When"] == when[0].upper() + when[1:]
    assert found["rank"].unit == "rank"
    assert found["gap"].period == f"2025-01..2025-{through:02d}"


def test_a_prefix_keeps_two_rows_apart():
    both = prose.facts(years(), y("2024"), "old_") | prose.facts(years(), y("2025"))
    assert (both["old_gap"].value, both["gap"].value) == (20.0, 30.0)
    assert (both["old_period"], both["period"]) == ("2024", "2025")
    assert both["old_When"] == "In 2024"


def test_a_pairs_words_begin_a_sentence_where_capitalised():
    said = prose.words(ATTRS | {"series": ("USA", "CHN.first")})
    assert (said["home"], said["Home"]) == ("the United States", "The United States")
    assert (said["homes"], said["Homes"]) == ("the United States’", "The United States’")
    assert (said["rival"], said["Rivals"]) == ("China", "China’s")
    assert said["unit"] == "billion US dollars"
    assert said["as_of"] == "5 December 2025"
    yen = prose.words(ATTRS | {"unit": "JPY billion", "currency": "JPY"})
    assert yen["unit"] == "billion yen"


def test_a_caption_carries_finding_unit_source_and_date():
    table = gap.gap_by_period(exports([5, 5], [6, 6], statuses=("A", "P")))
    finding = prose.Finding(prose.sentence("A title"), prose.sentence("A reading."))
    assert prose.caption(table, finding, "Goods exports by month") == {
        "title": "A title",
        "subtitle": "Goods exports by month, billion US dollars, each month at its own mean rate, "
        "not seasonally adjusted",
        "foot": "Sources: Test office. Public by 23 November 2026; hollow: provisional.",
        "alt": "A title. A reading.",
    }


def test_a_caption_of_a_table_without_provisional_periods_marks_none():
    finding = prose.Finding(prose.sentence("A title"), prose.sentence("A reading."))
    caption = prose.caption(years(), finding, "Rank", "")
    assert caption["subtitle"] == "Rank"
    assert caption["foot"] == "Sources: Test office. Public by 23 November 2026."


def test_a_caption_of_adjusted_series_does_not_call_them_unadjusted():
    table = gap.gap_by_period(exports([5, 5], [6, 6], adjustments=("S", "S")))
    finding = prose.Finding(prose.sentence("A title"), prose.sentence("A reading."))
    subtitle = prose.caption(table, finding, "Goods exports by month")["subtitle"]
    assert subtitle == (
        "Goods exports by month, billion US dollars, each month at its own mean rate, seasonally "
        "adjusted"
    )


def test_a_title_and_its_alternative_text_keep_their_numbers():
    title = prose.sentence("The gap is {gap}", gap=num(29.6))
    finding = prose.Finding(title, prose.sentence("It was {gap}.", gap=num(20)))
    alt = prose.caption(years(), finding, "Gap")["alt"]
    assert [record["value"] for record in alt.numbers] == [29.6, 20.0]


def test_a_foot_names_no_source_that_ended_before_the_chart_begins():
    table = load.load_exports("KOR", as_of="2025-12-05")[["TIME_PERIOD", "VALUE"]]
    table = table.set_index("TIME_PERIOD")
    table.attrs = load.load_exports("KOR", "JPN", as_of="2025-12-05").attrs
    finding = prose.Finding(prose.sentence("a"), prose.sentence("b"))
    whole = prose.caption(table, finding, "c")["foot"]
    recent = prose.caption(table.loc["2000":], finding, "c")["foot"]
    assert whole.startswith("Sources: World Bank, Bank of Korea, ")
    assert recent.startswith("Sources: Bank of Korea, ")
    assert recent == whole.replace("World Bank, ", "")
