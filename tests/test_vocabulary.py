"""Code lists: what is accepted, and the one sentence that refuses the rest."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exportgap import vocabulary


def refusal(call, *values, **named):
    """Return the sentence with which a call refuses its values."""
    with pytest.raises(ValueError) as caught:
        call(*values, **named)
    text = str(caught.value)
    assert "\n" not in text
    assert text.endswith(".")
    return text


def today():
    return dt.datetime.now(dt.UTC).date()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("KRO", "KOR"),
        ("kor", "KOR"),
        ("JAP", "JPN"),
        ("ITL", "ITA"),
        ("Korea", "KOR"),
        ("korea", "KOR"),
        ("Japan", "JPN"),
        ("Germny", "DEU"),
        ("United States", "USA"),
        ("Netherlands", "NLD"),
        ("euro area", "EA20"),
    ],
)
def test_an_unknown_area_is_refused_with_the_code_probably_meant(typed, meant):
    text = refusal(vocabulary.check_area, typed)
    assert text.startswith(f"{typed!r} is not a known area. Did you mean {meant}? Allowed: ARE, ")


def test_an_area_unlike_any_is_refused_without_a_guess():
    text = refusal(vocabulary.check_area, "zzzzzzzz")
    assert text == f"'zzzzzzzz' is not a known area. Allowed: {', '.join(vocabulary.AREAS)}."


@pytest.mark.parametrize("typed", ["", " KOR", "KOR ", "TTO", None, 410])
def test_what_is_no_area_code_is_refused(typed):
    assert " is not a known area." in refusal(vocabulary.check_area, typed)


@pytest.mark.parametrize("code", ["KOR", "JPN", "EA20", "CHN.first", "TWN.headline"])
def test_area_and_series_codes_are_returned_as_they_are(code):
    assert vocabulary.check_area(code) == code


def test_a_series_code_names_its_area():
    assert vocabulary.area_of("CHN.first") == "CHN"
    assert vocabulary.name_of("CHN.first") == "China"
    assert vocabulary.name_of("USA") == "the United States"


def test_names_are_suggested_only_for_codes_that_are_allowed():
    names = {"KOR": "Korea", "JPN": "Japan"}
    assert vocabulary.nearest("korea", ["KOR", "JPN"], names) == " Did you mean KOR?"
    assert vocabulary.nearest("japan", ["KOR"], names) == ""


def test_a_code_is_refused_in_one_sentence_that_lists_what_is_allowed():
    assert refusal(vocabulary.check_code, "x", vocabulary.FLOWS, "flow") == (
        "'x' is not a known flow. Did you mean X? Allowed: X, M."
    )
    assert refusal(vocabulary.check_code, "EUR", vocabulary.REPORT_CURRENCIES, "currency") == (
        "'EUR' is not a known currency. Allowed: USD, JPY, KRW."
    )


@pytest.mark.parametrize(
    ("rule", "parts"),
    [
        ("monthly_mean", ("monthly_mean", "")),
        ("period_mean", ("period_mean", "")),
        ("spot:2026-01-22", ("spot", "2026-01-22")),
        ("constant:2024", ("constant", "2024")),
    ],
)
def test_a_rule_is_split_into_kind_and_argument(rule, parts):
    assert vocabulary.check_rule(rule) == parts


@pytest.mark.parametrize(
    "rule",
    [
        "spot",
        "spot:",
        "constant",
        "constant:",
        "constant:24",
        "constant:2024-01",
        "monthly",
        "monthly_mean:2024",
        "Monthly_mean",
        "",
        None,
    ],
)
def test_what_is_no_rule_is_refused_with_the_four_forms(rule):
    text = refusal(vocabulary.check_rule, rule)
    assert text.startswith(f"{rule!r} is not a currency rule.")
    assert text.endswith("Allowed: monthly_mean, period_mean, spot:YYYY-MM-DD, constant:YYYY.")


@pytest.mark.parametrize("rule", ["monthly_mean:", "period_mean:"])
def test_a_rule_with_an_empty_argument_is_refused(rule):
    # Downstream, the rule's text is compared as it stands: "period_mean:" would not be known.
    assert "is not a currency rule" in refusal(vocabulary.check_rule, rule)


def test_a_misspelt_rule_is_refused_with_the_nearest():
    text = refusal(vocabulary.check_rule, "monthly_men")
    assert text.startswith("'monthly_men' is not a currency rule. Did you mean monthly_mean?")


@pytest.mark.parametrize("day", ["2026-1-1", "2026-02-30", "22.1.2026", "soon"])
def test_a_spot_rule_without_a_day_is_refused(day):
    text = refusal(vocabulary.check_rule, f"spot:{day}")
    assert text == f"'{day}' is not a day for the rule spot: write YYYY-MM-DD."


def test_a_date_is_returned_as_a_date():
    assert vocabulary.check_date("2025-12-05") == dt.date(2025, 12, 5)
    assert vocabulary.check_date(dt.date(2025, 12, 5)) == dt.date(2025, 12, 5)


NO_DATES = ["2025-13-01", "2025-02-29", "2025-12", "12/05/2025", "yesterday", "", None, True]
OTHER_FORMS = ["20250101", "2025-W01-1", "2025W011", 20250101]


@pytest.mark.parametrize("value", NO_DATES)
def test_nonsense_is_no_date(value):
    assert refusal(vocabulary.check_date, value) == f"{value!r} is not a date: write YYYY-MM-DD."
    assert refusal(vocabulary.check_as_of, value) == (
        f'as_of {value!r} is not a date: write YYYY-MM-DD, or "latest".'
    )


@pytest.mark.parametrize("value", OTHER_FORMS)
def test_a_date_in_another_form_than_the_one_allowed_is_refused(value):
    assert "write YYYY-MM-DD" in refusal(vocabulary.check_date, value)
    assert "write YYYY-MM-DD" in refusal(vocabulary.check_as_of, value)


def test_latest_is_today_and_today_is_allowed():
    assert vocabulary.check_as_of("latest") == today()
    assert vocabulary.check_as_of(today().isoformat()) == today()


def test_a_future_date_is_refused_with_the_last_one_allowed():
    tomorrow = today() + dt.timedelta(days=1)
    assert refusal(vocabulary.check_as_of, tomorrow.isoformat()) == (
        f'as_of {tomorrow} is in the future: write a date up to {today()}, or "latest".'
    )
    assert "is in the future" in refusal(vocabulary.check_as_of, "2999-01-01")


@given(st.dates(min_value=dt.date(1900, 1, 1), max_value=dt.date(2026, 11, 23)))
def test_every_past_date_is_its_own_as_of(date):
    assert vocabulary.check_as_of(date.isoformat()) == date


@given(st.text())
def test_any_text_is_an_area_or_refused_with_a_sentence(text):
    try:
        assert vocabulary.check_area(text) == text
        assert vocabulary.area_of(text) in vocabulary.AREAS
    except ValueError as error:
        assert str(error).startswith(f"{vocabulary.area_of(text)!r} is not a known area.")


def test_good_parameters_pass_and_unknown_names_are_left_to_the_renderer():
    vocabulary.check_parameters(
        home="KOR",
        rival="CHN.first",
        as_of="2025-12-05",
        rule="spot:2025-11-28",
        currency="KRW",
        top=5,
    )


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("home", "Korea", "home: 'Korea' is not a known area. Did you mean KOR?"),
        ("rival", "ITL", "rival: 'ITL' is not a known area. Did you mean ITA?"),
        ("as_of", "soon", "as_of: 'soon' is not a date: write YYYY-MM-DD, or \"latest\"."),
        ("rule", "spot", "rule: 'spot' is not a currency rule."),
        ("currency", "usd", "currency: 'usd' is not a known currency. Did you mean USD?"),
    ],
)
def test_a_wrong_parameter_is_refused_by_its_name(name, value, reason):
    assert refusal(vocabulary.check_parameters, **{name: value}).startswith(reason)


def test_one_area_twice_is_no_pair():
    assert refusal(vocabulary.check_parameters, home="KOR", rival="KOR") == (
        "home KOR and rival KOR are one area: name two different areas."
    )


def test_two_series_of_one_area_are_no_pair():
    assert refusal(vocabulary.check_parameters, home="JPN", rival="JPN.gem") == (
        "home JPN and rival JPN.gem are one area: name two different areas."
    )


def test_the_world_is_no_side_of_a_pair():
    assert refusal(vocabulary.check_area, "WLD") == (
        "WLD is the sum of all economies: name one of them."
    )


def test_a_single_side_is_no_error():
    vocabulary.check_parameters(home="JPN")
    vocabulary.check_parameters()


def test_every_code_has_a_name_and_the_currencies_of_a_report_are_known():
    assert all(name == name.strip() and name for name in vocabulary.AREAS.values())
    assert len(set(vocabulary.AREAS.values())) == len(vocabulary.AREAS)
    assert set(vocabulary.REPORT_CURRENCIES) <= set(vocabulary.CURRENCIES)
