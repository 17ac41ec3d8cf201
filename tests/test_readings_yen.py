"""Sentences on the yen, the constant rate, the goods, the overlap and the markets."""

# Published text has a true minus and apostrophe.
# ruff: noqa: RUF001

import pandas as pd
import pytest

import frames
from exportgap import readings
from exportgap.metrics import currency, drivers, gap, overlap, rates
from frames import year

ATTRS = {
    "series": ("JPN",),
    "names": ("Japan",),
    "unit": "USD billion",
    "currency": "USD",
    "rule": "monthly_mean",
    "as_of": "2026-11-23",
    "sources": ("Test office",),
    "source_names": ("TEST",),
    "labels": {},
}


def table(rows, start, freq="Y", **attrs):
    made = pd.DataFrame(rows, dtype=float)
    made.index = pd.period_range(start, periods=len(made), freq=freq)
    made.attrs = ATTRS | attrs
    return made


def numbers(text):
    return {record["name"]: record["value"] for record in text.numbers}


# -- the rate ------------------------------------------------------------------------------------


def rate_tables(yen, won, through=12):
    """Return years (whole), the newest to date and the cross, a rate a year up to 2025."""
    start = f"{2026 - len(yen)}-01"
    months = table(
        {"JPY": [v for v in yen for _ in range(12)], "KRW": [v for v in won for _ in range(12)]},
        start,
        "M",
        unit="units per US dollar, mean of the month",
    )
    months = months.iloc[: len(months) - 12 + through]
    cross = rates.cross_rate(months, "KRW", "JPY")
    whole = rates.rates_to_date(months[["JPY"]])
    return whole, rates.rates_to_date(months, through), rates.rates_to_date(cross, through)


@pytest.mark.parametrize(
    ("yen", "title", "text"),
    [
        (
            [120, 150, 100],
            "The yen was stronger from January to October 2025: 100.0 per dollar after 150.0",
            "A dollar cost 100.0 yen from January to October 2025 and 150.0 in the same months of "
            "the year before, 33.3 percent less: the yen was stronger. In the whole of 2024 it "
            "cost 150.0 after 120.0: a weaker yen than the year before.",
        ),
        (
            [150, 100, 125],
            "The yen was weaker from January to October 2025: 125.0 per dollar after 100.0",
            "25.0 percent more: the yen was weaker. In the whole of 2024 it cost 100.0 after "
            "150.0: a stronger yen than the year before.",
        ),
        # 100.04 and 100 are printed alike.
        (
            [100, 100, 100.04],
            "The yen was neither stronger nor weaker from January to October 2025",
            "and 100.0 in the same months of the year before, as much: the yen was neither "
            "stronger nor weaker. In the whole of 2024 it cost 100.0 after "
            "100.0: a yen no weaker than the year before.",
        ),
    ],
)
def test_a_rate_that_rises_is_a_weaker_yen(yen, title, text):
    found = readings.by_rate(*rate_tables(yen, [1000] * 3, 10))
    assert found.title.startswith(title)
    assert text in found.reading


def test_a_whole_year_is_said_once_and_set_against_its_history():
    found = readings.by_rate(*rate_tables([130, 100, 120], [1000, 1000, 900]))
    assert "In the whole of" not in found.reading
    # 130 is weaker than 120, 100 stronger; from 100 to 120 the dollar rises by 20
    assert "Of the 3 whole years from 2023 to 2025, one had a weaker yen than 2025: 2023." in (
        found.reading
    )
    assert (
        "The strongest was that of 2024, 100.0 per dollar: from there to 2025 the dollar became "
        "20.0 percent dearer." in found.reading
    )
    # 1000 to 900 won a dollar is 10 percent less; a yen from 10 won to 7.5, 25 percent less
    assert "The won gained against the dollar: a dollar cost 900.0 won, 10.0 percent less than" in (
        found.reading
    )
    assert "It gained against the yen: a yen cost 7.50 won, 25.0 percent less." in found.reading


def test_the_strongest_and_the_weakest_year_are_said_so():
    found = readings.by_rate(*rate_tables([130, 120, 100], [1000] * 3))
    assert "two had a weaker yen than 2025: 2023 to 2024." in found.reading
    assert "It was the strongest yen of any year since 2023." in found.reading
    # the won held against the dollar; a yen from 8.33 won to 10 is 20 percent more
    assert "won, as much as in the year before. It lost" in found.reading
    assert "It lost against the yen: a yen cost 10.00 won, 20.0 percent more." in found.reading
    weakest = readings.by_rate(*rate_tables([100, 120, 130], [1000] * 3))
    assert "none had a weaker yen than 2025." in weakest.reading


def test_a_rate_without_the_year_before_is_refused():
    whole, to_date, cross = rate_tables([100, 120], [1000, 1000])
    to_date = to_date.iloc[[-1]]
    to_date.attrs = whole.attrs
    assert "no year before it" in frames.refusal(readings.by_rate, whole, to_date, cross)


# -- growth by currency --------------------------------------------------------------------------


def by_currency(yen, per_dollar, through=12, **named):
    """Read Japan's exports of a value and a rate a year, the newest being 2025."""
    count = 12 * (len(yen) - 1) + through
    own = [value for value in yen for _ in range(12)][:count]
    rate = [value for value in per_dollar for _ in range(12)][:count]
    frame = frames.exports(
        own, own, start=f"{2026 - len(yen)}-01", units=("USD", "JPY"), rates=(1.0, rate), **named
    )
    japan = frame[frame["SERIES"] == "JPN"]
    japan.attrs = frame.attrs | {"series": ("JPN",), "names": ("Japan",)}
    return readings.by_currency(currency.growth_by_currency(japan, through))


def test_growth_in_both_currencies_and_the_terms_between():
    found, drawn = by_currency([1000, 1100], [100, 125])
    # +10 percent in yen; the rate 100/125 - 1 = -20; together -2; 1.1 * 0.8 = 0.88 in dollars
    assert (
        found.title
        == "Japan’s exports grew 10.0 percent in yen and fell 12.0 percent in dollars in 2025"
    )
    assert (
        "the exchange rate took off 20.0 percentage points, the cross term −2.0." in found.reading
    )
    assert "opposite signs" not in found.reading
    assert drawn.iloc[0].tolist() == pytest.approx([10, -20, -2, -12])
    assert drawn.attrs["provisional"] == []


def test_a_rate_that_helps_and_signs_that_agree():
    found, _ = by_currency([1000, 1100], [100, 80], 3, statuses=("A", "P"))
    assert found.title == (
        "Japan’s exports grew 10.0 percent in yen and 37.5 percent in dollars from January to "
        "March 2025"
    )
    assert "the exchange rate added 25.0 percentage points, the cross term +2.5." in found.reading
    assert _.attrs["provisional"] == ["2025"]


def test_the_strongest_year_is_the_base_of_the_long_view():
    found, _ = by_currency([900, 1000, 1100], [90, 80, 110])
    # 2024, at 80: yen +10; dollars 1000/80 = 12.5 to 1100/110 = 10 is -20
    assert (
        "Against 2024, when the yen was strongest in these comparisons, they are 10.0 percent "
        "higher in yen and 20.0 percent lower in dollars." in found.reading
    )
    assert "The two growth rates had opposite signs in one of the two years since 2024." in (
        found.reading
    )
    assert "Against" not in by_currency([900, 1000, 1100], [90, 80, 70])[0].reading
    # one rate throughout has no strongest year
    fixed = by_currency([900, 1000, 1100], [100, 100, 100])[0].reading
    assert "Against" not in fixed
    assert "opposite signs in none of the two years since 2024." in fixed


def test_one_month_is_compared_with_the_same_month():
    found, _ = by_currency([1000, 1100], [100, 100], 1)
    assert (
        "In January 2025 Japan’s exports were 1.1 trillion yen, 10.0 percent more than in the same "
        "month of the year before, and 11.0 billion dollars, 10.0 percent more. Of the growth in "
        "dollars the exchange rate added 0.0 percentage points." in found.reading
    )
    level, _ = by_currency([1000, 1000], [100, 100], 1)
    assert level.title.startswith("Japan’s exports moved 0.0 percent in yen and 0.0 percent in")
    assert "1.0 trillion yen, as much as in the same month of the year before" in level.reading


# -- volume and invoicing ------------------------------------------------------------------------


def fact(*rows):
    made = pd.DataFrame(rows, columns=["TIME_PERIOD", "ITEM", "VALUE"])
    made.attrs = ATTRS
    return made


@pytest.mark.parametrize(
    ("volume", "yen", "text"),
    [
        (-1.2, 3.6, "exports in yen grew 3.6 percent. One month is not a trend, but the two had "
         "opposite signs."),
        (1.0, 3.6, "One month is not a trend, but it shows that the two differ."),
        (3.6, 3.6, "One month is not a trend, but here the two agree."),
        (-1.0, -3.6, "exports in yen fell 3.6 percent. One month is not a trend, but it shows"),
    ],
)  # fmt: skip
def test_volume_stands_beside_growth_in_yen(volume, yen, text):
    growth = pd.Series([yen], index=pd.period_range("2025-10", periods=1, freq="M"))
    found = readings.by_volume_figure(fact(("2025-10", "TOTAL", volume)), growth, "2025-12-05")
    assert found.startswith("The one figure of volume in these tables is of October 2025: ")
    assert text in found


def test_what_was_not_known_is_said():
    assert readings.by_volume_figure(None, pd.Series(), "2024-12-31") == (
        "These tables hold no figure of Japan’s export volume public by 31 December 2024."
    )
    assert "public by 31 December 2024" in readings.by_invoicing(None, "2024-12-31")


def test_the_newest_year_of_settlement_is_read():
    rows = [("2023", "exports_invoiced_usd", 80.0), ("2023", "exports_invoiced_krw", 3.0)]
    rows += [("2024", "exports_invoiced_usd", 84.5), ("2024", "exports_invoiced_krw", 2.7)]
    found = readings.by_invoicing(fact(*rows), "2026-01-01")
    assert "84.5 percent were settled in dollars in 2024 and 2.7 percent in won." in found


# -- the constant rate ---------------------------------------------------------------------------


def by_constant(home, rival, per_dollar, base=100.0, before=2023):
    """Read the gap of whole years to 2025; the rival's yen at its own rate and at `base`."""
    own, yen, rate = ([v for v in side for _ in range(12)] for side in (home, rival, per_dollar))
    named = {"start": f"{2026 - len(home)}-01", "units": ("USD", "JPY")}
    actual = frames.exports(own, yen, rates=(1.0, rate), **named)
    held = frames.exports(own, yen, rates=(1.0, base), rule="constant:2024", **named)
    point, fixed = gap.gap_to_date(actual), gap.gap_to_date(held)
    split = currency.split_change(actual, before, 2025) if before < 2025 else None
    return readings.by_constant(point, fixed, split)


def test_a_lead_that_the_rate_makes_or_unmakes():
    # 2025: 12 * 1000 / 200 = 60 against 12 * 6 = 72; at 100 yen 120 against 72
    found, drawn = by_constant([5, 6], [1000, 1000], [100, 200], before=2024)
    assert found.title == (
        "At the rate of 2024 Japan would be ahead by 48.0 billion dollars in 2025; by the report’s "
        "rule Korea is ahead by 12.0 billion dollars"
    )
    assert (
        "The lead changed: the gap went from 60.0 to −12.0 billion dollars between 2024, when "
        in (found.reading)
    )
    assert "Korea would have been ahead in none of the two years since 2024." in found.reading
    assert drawn.iloc[-1].tolist() == pytest.approx([-12, 48])


def test_the_part_of_the_rate_is_given_only_where_it_is_a_part():
    # log change: rate -ln(1.1), home -ln(1.2): both towards Korea
    part, _ = by_constant([5, 6], [1000, 1000], [100, 110], before=2024)
    # ln 1.1 / (ln 1.1 + ln 1.2) = 0.0953 / 0.2776 = 34 percent
    assert "The rate made 34 percent of the change." in part.reading
    whole, _ = by_constant([5, 5], [1000, 1100], [100, 125], before=2024)
    assert "The rate alone would have made the whole change." in whole.reading
    against, _ = by_constant([5, 8], [1000, 1000], [100, 90], before=2024)
    assert "The rate worked against the change." in against.reading
    level, _ = by_constant([5, 8], [1000, 1000], [100, 100], before=2024)
    assert "The rate" not in level.reading
    assert level.title.startswith(
        "At the rate of 2024 Japan would be ahead by 24.0 billion dollars"
    )
    assert level.title.endswith(" too")


def test_a_widest_gap_of_today_has_no_change_since():
    found, _ = by_constant([5, 5], [1000, 1100], [100, 80], before=2025)
    assert "when it was largest" not in found.reading
    # 12 * 1100 / 80 - 60 = 105; at 100 yen 72
    assert found.title == (
        "At the rate of 2024 Japan would be ahead by 72.0 billion dollars in 2025, not by 105.0"
    )


def test_level_sides_are_level():
    found, _ = by_constant([10, 10], [1000, 1000], [90, 100], before=2024)
    assert found.title == "At the rate of 2024 Korea and Japan would be level in 2025 too"


# -- goods ---------------------------------------------------------------------------------------

NAMES = {"chips": "chips", "cars": "cars", "other": "all other goods"}
POINT = [80.0, 100.0, 90.0]


def by_goods(home, rival, start="2024", freq="Y", through=12, point=POINT):
    """Read what moved the gap between 2024 and 2025, from columns of values."""
    korea = table(home, start, freq, series=("KOR",), names=("Korea",))
    japan = table(rival, start, freq)
    parts = drivers.contribution_to_gap(korea, japan, 2024, 2025, through)
    return readings.by_goods(parts, NAMES, table({"gap": point}, str(2026 - len(point))))


def test_the_largest_group_is_named_with_the_side_it_helped():
    found, rows = by_goods(
        {"chips": [10, 40], "cars": [10, 10], "total": [50, 80]},
        {"chips": [5, 5], "cars": [20, 25], "total": [100, 105]},
    )
    assert found.title == "Chips moved the gap of 2025 by 30.0 billion dollars towards Korea"
    # home +30, rival +5, gap -25; the largest is 30 of 25, no part of it
    assert (
        "changed by +30.0 and Japan’s by +5.0 billion dollars: the gap moved by 25.0 billion "
        in (found.reading)
    )
    assert "Percentages of the change are not given" in found.reading
    assert "In 2024 the totals had moved it by 20.0 billion dollars towards Japan." in found.reading
    assert rows["value"].tolist() == [-30, 0, 5]
    assert rows["colour"].tolist() == ["home", "rival", "rival"]
    assert rows.index.tolist() == ["Chips", "All other goods", "Cars"]
    assert rows.attrs["when"] == "2025"


def test_a_part_is_in_percent_where_it_is_one():
    found, _ = by_goods(
        {"chips": [10, 10], "cars": [10, 10], "total": [50, 50]},
        {"chips": [5, 8], "cars": [20, 21], "total": [100, 104]},
        point=[100.0, 90.0],
    )
    assert found.title == "Chips moved the gap of 2025 by 3.0 billion dollars towards Japan"
    assert "Of the change 75 percent is chips." in found.reading
    assert "the totals had moved" not in found.reading


def test_months_that_items_lack_are_named_beside_the_totals_change():
    months = 24
    home = {"chips": [1.0] * 12 + [2.0] * 12, "cars": [1.0] * months, "total": [9.0] * months}
    home["chips"][1] = None
    rival = {key: [9.0] * months if key == "total" else [1.0] * months for key in home}
    found, rows = by_goods(home, rival, "2024-01", "M", 3)
    assert "January to March 2025 without February 2025 changed by" in found.reading
    assert (
        "Korea’s items of February 2025 were not found in one of the two years; by the totals of "
        "every month the gap moved by 10.0 billion dollars towards Korea." in found.reading
    )
    assert rows.attrs["when"] == "January to March 2025 without February 2025"


def test_sections_and_the_rest_add_up_to_the_growth():
    growth = table(
        {"a": [3.0], "b": [-2.0], "c": [0.5], "d": [0.25], "residual": [0.0], "total": [1.75]},
        "2025", through=12, labels={"a": "machines", "b": "food"},
    )  # fmt: skip
    text = readings.by_section(growth)
    assert text.endswith("machines +3.0, food −2.0, c +0.5 and all the rest +0.2.")
    assert "of the +1.8 percent by which its exports of 2025 changed in dollars" in text
    assert sum(numbers(text).values()) == pytest.approx(2 * 1.75)


# -- overlap -------------------------------------------------------------------------------------


def groups(**rows):
    keys = [(year(name[3:]), name[:3]) for name in rows]
    index = pd.MultiIndex.from_tuples(keys, names=["TIME_PERIOD", "REF_AREA"])
    made = pd.DataFrame(list(rows.values()), index=index, columns=["chips", "steel"], dtype=float)
    made.attrs = ATTRS | {"series": ("KOR", "JPN"), "labels": {"chips": "chips"}}
    return made


def by_overlap(**rows):
    made = groups(**rows)
    pairs = [("KOR", "JPN"), ("KOR", "CHN"), ("JPN", "CHN")]
    return readings.by_overlap(overlap.similarity_by_period(made, pairs), overlap.mix(made))


def test_overlap_now_then_and_at_its_most():
    found, rows = by_overlap(
        KOR2000=[50, 50], JPN2000=[50, 50], KOR2010=[80, 20], JPN2010=[40, 60], CHN2010=[80, 20]
    )
    # 2000: the same mix, 100; 2010: 40 + 20 = 60; Korea and China 100, Japan and China 60
    assert found.title == (
        "Of a hundred dollars of manufactures Korea and Japan sold 60 in the same groups in 2010"
    )
    assert "in 2010, after 100.0 in 2000; the most was 100.0, in 2000." in found.reading
    assert "Korea and China had 100.0. Japan and China had 60.0." in found.reading
    assert "Not all of these can be compared before 2010" in found.reading
    assert (
        "Most apart were Korea’s and Japan’s shares of chips: 80.0 percent and 40.0 of all "
        "manufactures, after 50.0 and 50.0 in 2000." in found.reading
    )
    assert rows["value"].tolist() == pytest.approx([100, 60])
    assert rows["value_before"].isna().tolist() == [True, False]


def test_a_record_overlap_and_a_single_year():
    found, _ = by_overlap(
        KOR2000=[80, 20], JPN2000=[40, 60], CHN2000=[1, 1], KOR2010=[1, 1], JPN2010=[1, 1],
        CHN2010=[1, 1],
    )  # fmt: skip
    assert "after 60.0 in 2000; no printed year had more." in found.reading
    assert "can be compared before" not in found.reading
    single, _ = by_overlap(KOR2000=[80, 20], JPN2000=[40, 60], CHN2000=[1, 1])
    assert "after" not in single.reading


@pytest.mark.parametrize(
    ("korea", "japan", "text"),
    [
        ([2, 0.5], [1.5, 0.2], "both had an advantage in one group: chips. Korea was strongest"),
        (
            [2, 0.5],
            [0.5, 1.5],
            "both had an advantage in none of the groups. Korea was strongest in chips",
        ),
        ([2, 0.5], [0.5, 1.5], "(Japan 0.50); it alone was strong in: chips. Japan was strongest"),
        # 1.004 prints as 1.00, which is no advantage
        ([2, 1.004], [1.5, 1.5], "both had an advantage in one group: chips."),
    ],
)
def test_advantages_of_both_and_of_one(korea, japan, text):
    ratio = pd.DataFrame([korea, japan], index=["KOR", "JPN"], columns=["chips", "steel"])
    ratio.attrs = ATTRS
    symmetric = (ratio - 1) / (ratio + 1)
    found, rows = readings.by_advantage(ratio, symmetric, "KOR", "JPN", year(2018))
    assert text in found.reading
    assert rows["value"].is_monotonic_decreasing


# -- shares and markets --------------------------------------------------------------------------


def by_share_of_world(**rows):
    return readings.by_market_share(overlap.market_share_effects(groups(**rows), ["KOR", "JPN"]))


def test_shares_won_and_lost_from_every_start():
    rows = {f"WLD{each}": [100, 100] for each in (2000, 2010, 2018)}
    rows |= {"KOR2000": [10, 10], "KOR2010": [30, 10], "KOR2018": [20, 10]}
    rows |= {"JPN2000": [40, 10], "JPN2010": [30, 10], "JPN2018": [20, 10]}
    found, drawn = by_share_of_world(**rows)
    # the world stands still: all is shares, Korea +10 then -10, Japan -20 then -10
    assert (
        found.title
        == "By shares Korea won 10.0 and Japan lost 20.0 billion dollars from 2000 to 2018"
    )
    assert "+10.0 by shares won. The last is −10.0 from 2010." in found.reading
    assert "−20.0 by shares lost. The last is −10.0 from 2010." in found.reading
    assert found.reading.endswith("For Korea the sign depends on the year from which one counts.")
    assert drawn["value"].tolist() == pytest.approx([10, -10, -20, -10])
    assert drawn.index.tolist()[::3] == ["Korea, from 2000", "Japan, from 2010"]


def test_one_start_has_no_other_sign():
    rows = {f"WLD{each}": [100, 100] for each in (2010, 2018)}
    found, _ = by_share_of_world(
        **rows, KOR2010=[9, 1], KOR2018=[9, 1], JPN2010=[5, 5], JPN2018=[6, 5]
    )
    assert found.title.startswith("By shares Korea moved by 0.0 and Japan won 1.0 billion dollars")
    assert "The last is" not in found.reading
    assert "the sign depends" not in found.reading


def shares(code, start="2021", left=None, **columns):
    return table(columns, start, series=(code,), left_out=left or {}, unit="percent")


def test_markets_are_compared_from_the_first_year_of_both():
    korea = shares("KOR", CHN=[25.0, 18.4], USA=[14.8, 17.3], EU=[9.9, 30.0], left={2021: [6]})
    japan = shares("JPN", "2020", CHN=[22.0, 17.0, 17.0], USA=[18.0, 17.8, 18.5])
    found, rows = readings.by_market(korea, japan)
    assert found.title == "China took 18.4 percent of Korea’s exports and 17.0 of Japan’s in 2022"
    assert (
        "In 2022 China took 18.4 percent of Korea’s exports, down from 25.0 in 2021, and 17.0 "
        "percent of Japan’s exports, as 17.0 in 2021." in found.reading
    )
    assert "17.3 percent of Korea’s exports, up from 14.8 in 2021" in found.reading
    assert "leave out June 2021: no figures by partner were found." in found.reading
    # the Union is no partner of both
    assert rows.index.tolist() == ["China", "United States"]
    assert rows.attrs["series"] == ("KOR", "JPN")


def test_one_common_year_has_no_change():
    found, _ = readings.by_market(
        shares("KOR", USA=[20.0], CHN=[10.0]), shares("JPN", USA=[18.0], CHN=[9.0])
    )
    assert found.reading == (
        "The United States took 20.0 percent of Korea’s exports, and 18.0 percent of Japan’s "
        "exports, in 2021. China took 10.0 percent of Korea’s exports, and 9.0 percent of Japan’s "
        "exports, in 2021. "
    )
