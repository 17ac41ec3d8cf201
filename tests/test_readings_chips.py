"""Sentences on chips: price or volume, weight, definitions, the rival, the cycle, the world."""

# Published text has a true minus and apostrophe.
# ruff: noqa: RUF001

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exportgap import load, readings
from exportgap.metrics import competitiveness, drivers, prices
from exportgap.metrics.wide import across
from frames import refusal

quick = settings(max_examples=60, deadline=None)
ATTRS = {
    "series": ("KOR",),
    "names": ("Korea",),
    "table": "semiconductor_prices",
    "currency": "USD",
    "unit": "USD billion",
    "rule": "monthly_mean",
    "as_of": "2025-12-05",
    "sources": ("Bank of Korea",),
    "source_names": ("BOK",),
    "source_until": {"Bank of Korea": "2025-10"},
    "provisional": ["2025-10"],
    "labels": {},
}
MONTHS = pd.period_range("2025-01", "2025-12", freq="M")


def month(text):
    return pd.Period(text, "M")


def split(*rows, start="2025-01"):
    """Return a split of growth into price and volume, both in percent, by month."""
    logs = np.log1p(np.array(rows, dtype=float) / 100)
    index = pd.period_range(start, periods=len(rows), freq="M")
    table = pd.DataFrame({"price": logs[:, 0], "volume": logs[:, 1]}, index=index)
    table.insert(0, "value", table["price"] + table["volume"])
    for name in ("value", "price", "volume"):
        table[f"{name}_percent"] = 100 * np.expm1(table[name])
    table.attrs = dict(ATTRS)
    return table


def read(table):
    return readings.by_price(table, prices.since(table))


UP_BY_PRICE, UP_BY_VOLUME, DOWN = (20.0, 5.0), (5.0, 20.0), (-20.0, 5.0)


# -- price or volume -----------------------------------------------------------------------------


def test_price_leads_for_some_months():
    found = read(split(DOWN, UP_BY_VOLUME, UP_BY_VOLUME, UP_BY_PRICE, UP_BY_PRICE))
    assert found.title == "Since April 2025 growth of chip exports is more price than volume"
    # 1.2 times 1.05 is 1.26.
    assert found.reading == (
        "By the Bank of Korea’s indices, its won prices turned into dollars, the value of chips "
        "grew 26.0 percent on the year in May 2025: price +20.0 percent, volume +5.0; the two "
        "multiply. Price has made more than half of it since April 2025. Of the three months to "
        "March 2025, none grew mostly by price, two mostly by volume and one did not grow."
    )


def test_price_leads_in_the_newest_month_alone():
    found = read(split(UP_BY_PRICE, UP_BY_VOLUME, UP_BY_PRICE))
    assert found.title == "In March 2025 growth of chip exports was more price than volume"
    assert found.reading.endswith(
        "Price made more than half of it. Of the two months to February 2025, one grew mostly by "
        "price and one mostly by volume."
    )


def test_where_price_led_from_the_first_month_there_is_nothing_before():
    found = read(split(UP_BY_PRICE, UP_BY_PRICE))
    assert found.title == "Since January 2025 growth of chip exports is more price than volume"
    assert found.reading.endswith("Price has made more than half of it since January 2025.")


def test_volume_leads():
    found = read(split(UP_BY_PRICE, UP_BY_VOLUME))
    assert found.title == "Growth of chip exports in February 2025 is more volume than price"
    assert found.reading.endswith(
        "Of the two months to February 2025, one grew mostly by price and one mostly by volume."
    )


@pytest.mark.parametrize(
    ("row", "title"),
    [
        (DOWN, "Chip exports fell 16.0 percent on the year in January 2025"),
        # 1.25 times 0.8 is 1: price leads a growth of nothing.
        ((25.0, -20.0), "Chip exports changed by 0.0 percent on the year in January 2025"),
        ((25.04, -20.0), "Chip exports changed by 0.0 percent on the year in January 2025"),
        # Both print as 3.0: neither is called more.
        ((3.04, 2.96), "Growth of chip exports in January 2025 is price and volume alike"),
        ((2.96, 3.04), "Growth of chip exports in January 2025 is price and volume alike"),
        ((3.06, 2.96), "In January 2025 growth of chip exports was more price than volume"),
        ((2.96, 3.06), "Growth of chip exports in January 2025 is more volume than price"),
        # Price rose by more than value: volume fell.
        ((30.0, -10.0), "In January 2025 growth of chip exports was more price than volume"),
    ],
)
def test_price_and_volume_are_compared_as_they_are_printed(row, title):
    found = read(split(row))
    assert found.title == title
    assert ("more than half" in found.reading) == ("more price" in title)


@pytest.mark.parametrize(
    ("rows", "told"),
    [
        ([DOWN] * 12, "In none of the 12 months to December 2025 did the value grow."),
        (
            [UP_BY_VOLUME] * 12,
            "Of the 12 months to December 2025, none grew mostly by price and 12 mostly by volume.",
        ),
        (
            [*[DOWN] * 11, UP_BY_VOLUME],
            "Of the 12 months to December 2025, none grew mostly by price, one mostly by volume "
            "and 11 did not grow.",
        ),
        # Only twelve months are looked at.
        (
            [*[UP_BY_PRICE] * 5, *[DOWN] * 12],
            "In none of the 12 months to May 2026 did the value grow.",
        ),
    ],
)
def test_the_months_before_are_counted_and_add_up(rows, told):
    assert read(split(*rows)).reading.endswith(told)


rates = st.integers(-300, 300).map(lambda value: value / 8)


@quick
@given(st.lists(st.tuples(rates, rates), min_size=1, max_size=30))
def test_no_title_contradicts_price_and_volume_as_printed(rows):
    table = split(*rows)
    found = read(table)
    value, price, volume = (round(each["value"], 1) for each in found.reading.numbers[:3])
    if "more price" in found.title:
        assert value > 0
        assert price > volume
    elif "more volume" in found.title:
        assert value > 0
        assert price < volume
    elif "alike" in found.title:
        assert price == volume
    else:
        assert value <= 0


def test_the_banks_volume_index_is_set_beside():
    table = split(*[UP_BY_VOLUME] * 13, start="2024-12")
    index = pd.Series([100.0, *[0.0] * 11, 119.9], index=table.index)
    text = readings.by_volume_index(table, index)
    assert text == (
        "The bank’s own volume index moved +19.9 percent: it is made from the same value and "
        "prices, so that it checks the arithmetic and is no second witness."
    )


@pytest.mark.parametrize("hole", ["2024-12", "2025-12"])
def test_without_the_index_then_and_now_nothing_is_said(hole):
    table = split(*[UP_BY_VOLUME] * 13, start="2024-12")
    index = pd.Series(100.0, index=table.index)
    assert readings.by_volume_index(table, index.drop(month(hole))) == ""
    index[month(hole)] = math.nan
    assert readings.by_volume_index(table, index) == ""


# -- weight --------------------------------------------------------------------------------------

KINDS = ["8542321010", "8542323000", "rest"]


def effects(price, mix, volume):
    """Return effects by kind of circuits, all the mix and weight in the rest."""
    table = pd.DataFrame(
        {"price": price, "mix": [0.0, 0.0, mix], "volume": [0.0, 0.0, volume]}, index=KINDS
    )
    return table.assign(change=table.sum(axis=1))


def worth():
    table = pd.DataFrame(columns=KINDS, dtype=float)
    table.attrs = dict(ATTRS)
    return table


@pytest.mark.parametrize(
    ("price", "mix", "volume", "title"),
    [
        ([3.0, 1.0, 0.0], 2.0, 1.0, "higher unit values did most for chip exports in January to"),
        ([1.0, 0.0, 0.0], 2.0, 1.0, "a dearer mix did most for chip exports in January to"),
        ([-1.0, 0.0, 0.0], 2.0, 3.0, "more kilograms did most for chip exports in January to"),
        ([-3.0, 0.0, 0.0], 1.0, -1.0, "lower unit values took most from chip exports in January"),
        ([1.0, 0.0, 0.0], -5.0, 1.0, "a cheaper mix took most from chip exports in January to"),
        ([1.0, 0.0, 0.0], 1.0, -5.0, "fewer kilograms took most from chip exports in January to"),
        ([3.0, 0.0, 0.0], -1.0, -2.04, "chip exports of January to May 2025 did not change"),
    ],
)
def test_what_did_most_turns_with_the_sign_of_the_change(price, mix, volume, title):
    found = readings.by_weight(effects(price, mix, volume), worth(), 2025, 5)
    assert found.title.startswith(f"By customs’ weights {title}")


def test_the_effects_are_told_with_the_kind_that_moved_most():
    # Of the unit values the fall of multi-chip memory is the largest.
    found = readings.by_weight(effects([3.0, -4.0, 0.5], 2.0, 1.0), worth(), 2025, 12)
    assert found.reading.startswith(
        "Integrated circuits by customs’ weights: exports of 2025 changed by +2.5 billion dollars "
        "on the year before, of which unit values −0.5, the mix of kinds +2.0 and weight +1.0 "
        "(shares by logarithmic means, so that they add up). The largest unit-value term, −4.0, "
        "is that of multi-chip memory."
    )


def test_the_steps_lead_from_one_years_value_to_the_next():
    steps = readings.weight_steps(effects([3.0, -4.0, 0.5], 2.0, 1.0), 10.0, worth(), 2025, 5)
    assert list(steps.index) == [
        "January to May 2024",
        "Unit values",
        "Mix of kinds",
        "Weight",
        "January to May 2025",
    ]
    assert list(steps["value"]) == [10.0, -0.5, 2.0, 1.0, 12.5]
    assert list(steps["kind"]) == ["total", "change", "change", "change", "total"]
    assert steps["value"].iloc[:4].sum() == steps["value"].iloc[4]


# -- definitions and drives ----------------------------------------------------------------------


def series(*values, start="2025-01", **attrs):
    index = pd.period_range(start, periods=len(values), freq="M")
    found = pd.Series(values, index=index, dtype=float)
    found.attrs = ATTRS | attrs
    return found


def test_definitions_stand_under_their_words_with_all_their_sources():
    table = readings.definitions(
        series(9.9, sources=("Ministry",), source_names=("MOTIE",)),
        series(10.0, 11.0, sources=("Customs",), source_names=("KCS",)),
        series(8.0, 8.5, sources=("Customs",), source_names=("KCS-items",)),
    )
    assert list(table) == [
        "the ministry’s item (first print)",
        "customs’ item",
        "integrated circuits by HS",
    ]
    assert table.iloc[0].tolist() == [9.9, 10.0, 8.0]
    assert np.isnan(table.iloc[1, 0])
    assert set(table.attrs["sources"]) == {"Customs", "Ministry"}
    assert set(table.attrs["source_names"]) == {"KCS", "KCS-items", "MOTIE"}


@pytest.mark.parametrize(
    ("values", "told"),
    [
        (
            [2.0, *[1.0] * 11, 3.0],
            "They were 3.00 billion dollars in January 2026, +50.0 percent on",
        ),
        (
            [2.0, *[1.0] * 11, 1.0],
            "They were 1.00 billion dollars in January 2026, −50.0 percent on",
        ),
        ([3.0], "They were 3.00 billion dollars in January 2025; what is left without chips above"),
        # The newest month known, not the newest of the table.
        ([3.0, math.nan], "They were 3.00 billion dollars in January 2025; what is left without"),
    ],
)
def test_drives_are_told_with_their_growth_where_it_is_known(values, told):
    listed = series(*values).to_frame("8523511000")
    listed.attrs = dict(ATTRS)
    text = readings.drives(listed)
    assert told in text
    assert text.endswith("what is left without chips above holds them.")


# -- the rival -----------------------------------------------------------------------------------


def added(name, total, year=2025, through=5, left=None, **points):
    """Return contributions to date of one or more years, the newest last."""
    rows = {key: np.atleast_1d(value) for key, value in {**points, "total": total}.items()}
    size = len(rows["total"])
    index = pd.period_range(end=str(year), periods=size, freq="Y")
    table = pd.DataFrame(rows, index=index, dtype=float)
    table.attrs = ATTRS | {"names": (name,), "through": through, "left_out": left or {}}
    return table


def rivals(chips=0.4, machines=0.1, growth=4.4, **how):
    return added("Japan", growth, semiconductors_etc=chips, semiconductor_machinery=machines, **how)


@pytest.mark.parametrize(
    ("ours", "chips", "growth", "title", "moved"),
    [
        (3.4, 0.4, 4.4, "+3.4 points to Korea’s growth in January to May 2025, +0.4", "grew 4.4"),
        (
            -6.8,
            -0.7,
            -5.1,
            "−6.8 points to Korea’s growth in January to May 2025, −0.7",
            "fell 5.1",
        ),
        (1.3, -0.2, 0.3, "+1.3 points to Korea’s growth in January to May 2025, −0.2", "grew 0.3"),
        (
            0.04,
            -0.04,
            -0.04,
            "0.0 points to Korea’s growth in January to May 2025, 0.0",
            "changed by 0.0",
        ),
    ],
)
def test_what_chips_added_on_both_sides_keeps_its_signs(ours, chips, growth, title, moved):
    found = readings.by_rival(
        added("Korea", 1.0, semiconductors=ours), rivals(chips, growth=growth)
    )
    assert found.title == f"Chips contributed {title} to Japan’s"
    assert found.reading.startswith(
        f"From January to May 2025 Japan’s exports in dollars {moved} percent on the year before."
    )


def test_the_rivals_sentence_names_parts_and_machines():
    found = readings.by_rival(
        added("Korea", 1.0, semiconductors=3.4, through=12), rivals(through=12)
    )
    assert found.reading == (
        "In 2025 Japan’s exports in dollars grew 4.4 percent on the year before. Chips and other "
        "electronic parts contributed +0.4 percentage points, the machines that make chips +0.1; "
        "chips contributed +3.4 to Korea’s growth. Japan’s list counts other electronic parts with "
        "its chips, and Korea’s customs print no item for machines."
    )


def test_both_sides_are_read_in_one_year():
    # Korea has January 2026 already, Japan ends with 2025: the year of both is 2025.
    home = added("Korea", [9.0, 1.0], year=2026, semiconductors=[3.4, 99.0])
    found = readings.by_rival(home, rivals())
    assert "+3.4 points to Korea’s growth in January to May 2025, +0.4" in found.title
    ahead = rivals([0.4, 99.0], [0.1, 99.0], [4.4, 99.0], year=2026)
    assert readings.by_rival(added("Korea", 1.0, semiconductors=3.4), ahead).title == found.title


def test_both_sides_are_read_over_the_same_months():
    home = added("Korea", 1.0, semiconductors=3.4, through=6)
    assert refusal(readings.by_rival, home, rivals()) == (
        "both sides are compared over the same months: give one `through`."
    )


def test_months_that_home_lacks_are_named_in_the_reading_and_the_takeaway():
    home = added("Korea", 1.0, semiconductors=3.4, left={2025: [3], 2026: [1]})
    found = readings.by_rival(home, rivals())
    told = " March 2025 of Korea is left out, for want of the items then or a year before."
    assert found.reading.endswith(told)
    assert found.takeaway.endswith(told)


def test_chips_of_both_stand_over_homes_months():
    table = readings.beside(
        series(10.0, 11.0, start="2025-02"),
        pd.DataFrame(
            {"semiconductors_etc": [3.0, 4.0, 5.0], "semiconductor_machinery": [1.0, 2.0, 3.0]},
            index=pd.period_range("2025-01", periods=3, freq="M"),
        ).pipe(lambda frame: frame.__finalize__(series(0.0, names=("Japan",), series=("JPN",)))),
    )
    assert list(table) == ["Korea’s chips", "Japan’s chips", "Japan’s chip machines"]
    assert table.index.equals(pd.period_range("2025-02", "2025-03", freq="M"))
    assert table.to_numpy().tolist() == [[10.0, 4.0, 2.0], [11.0, 5.0, 3.0]]
    assert table.attrs["names"] == ("Korea", "Japan")
    assert table.attrs["series"] == ("KOR", "JPN")


# -- the world -----------------------------------------------------------------------------------


def paths(exports, billings):
    table = pd.DataFrame({"exports": exports, "billings": billings}, dtype=float)
    table.index = pd.period_range("2025-01", periods=len(table), freq="M")
    table.attrs = dict(ATTRS)
    return table


@pytest.mark.parametrize(
    ("exports", "billings", "same", "told"),
    [
        ([5.0, 5.0], [5.0, 7.0], 2, "World billings grew 7.0 percent on the year in February "
         "2025, Korea’s chip exports +5.0 percent."),
        ([5.0, -5.0], [5.0, -7.0], 2, "World billings fell 7.0 percent on the year in February "
         "2025, Korea’s chip exports −5.0 percent."),
        ([5.0, 5.0], [5.0, -7.0], 1, "World billings fell 7.0 percent on the year in February "
         "2025, Korea’s chip exports +5.0 percent."),
        ([5.0, 5.0], [-5.0, 0.0], 0, "World billings changed by 0.0 percent on the year in "
         "February 2025, Korea’s chip exports +5.0 percent."),
    ],
)  # fmt: skip
def test_months_of_one_direction_are_counted(exports, billings, same, told):
    found = readings.by_cycle(paths(exports, billings))
    assert found.title == (
        f"Korea’s chip exports and world billings grew or fell together in {same} of 2 months"
    )
    assert found.reading.startswith(
        f"{told} Since January 2025 both grew or both fell in {same} of 2 months."
    )


def test_the_cycle_ends_with_the_last_month_that_both_have():
    table = readings.cycle(
        series(1.0, 2.0, 3.0),
        series(5.0, 6.0),
        series(0.0, sources=("WSTS",), source_names=("WSTS",), source_until={"WSTS": "2025-02"}),
    )
    assert table.index.equals(pd.period_range("2025-01", "2025-02", freq="M"))
    assert table.attrs["sources"] == ("Bank of Korea", "WSTS")
    assert table.attrs["source_until"] == {"Bank of Korea": "2025-10", "WSTS": "2025-02"}


def world(korea, china):
    table = pd.DataFrame({"KOR": korea, "CHN": china}, dtype=float)
    table.index = pd.period_range(end="2021", periods=len(table), freq="Y")
    table.attrs = dict(ATTRS)
    return table


@pytest.mark.parametrize(
    ("korea", "china", "told"),
    [
        (
            [27.8, 25.7],
            [11.1, 28.1],
            "fell from 27.8 to 25.7 percent, China’s rose from 11.1 to 28.1",
        ),
        (
            [20.0, 30.0],
            [28.0, 11.0],
            "rose from 20.0 to 30.0 percent, China’s fell from 28.0 to 11.0",
        ),
        ([20.04, 19.96], [5.0, 5.0], "stayed at 20.0 percent, China’s stayed at 5.0 percent."),
    ],
)
def test_shares_of_the_worlds_memory_turn_as_printed(korea, china, told):
    goods = pd.Series({"854231": 10.0, "854232": 30.0})
    # One way for processors, three to one for memory: 1 - 20/40 and 1 - (10 + 20)/50.
    two_way = competitiveness.grubel_lloyd(goods, pd.Series({"854231": 0.0, "854232": 10.0}))
    found = readings.by_world(world(korea, china), two_way)
    assert told in found.reading
    assert found.reading.startswith("From 2020 to 2021 Korea’s share of the world’s exports of mem")
    assert "is 0.40 over all integrated circuits and 0.50 for memory" in found.reading
    assert found.title == (
        f"Korea sold {korea[-1]:.1f} percent of the world’s exports of memory in 2021"
    )


# -- on the committed tables ---------------------------------------------------------------------


@pytest.mark.parametrize("as_of", ["2026-02-16", "2026-02-20"])
def test_a_year_that_only_korea_has_begun_is_not_japans(as_of):
    # Customs' January 2026 is public on 15 February, Japan's on the 20th.
    def wide(kind):
        frame = load.load_table(
            "exports_by_item_monthly", classification=kind, measure="value", as_of=as_of
        )
        return across(frame)

    home, rival = wide("KCS10"), wide("MOF-PC")
    last = min(home["semiconductors"].last_valid_index(), rival.index[-1])
    parts = ["semiconductors_etc", "semiconductor_machinery"]
    found = readings.by_rival(
        drivers.contribution_to_date(home[["semiconductors"]], home["TOTAL"], last.month),
        drivers.contribution_to_date(rival[parts], rival["TOTAL"], last.month),
    )
    period = {"2026-02-16": "in 2025,", "2026-02-20": "in January 2026,"}[as_of]
    assert period in found.title
