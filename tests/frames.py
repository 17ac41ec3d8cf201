"""Tiny frames as the loaders return them, tiny data packages, and the words tests share."""

import csv
import datetime as dt
import json
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import strategies as st

DATA = Path(__file__).resolve().parents[1] / "data"
TOTALS = ("exports_monthly", "exports_annual", "exchange_rates_monthly", "exchange_rates_daily")
DRIVERS = (
    *("exports_by_item_monthly", "exports_by_partner_monthly", "exports_by_partner_item_annual"),
    *("car_exports", "early_exports", "semiconductor_prices", "semiconductor_billings"),
    *("world_chips", "manufactures_by_group", "petrochemicals_monthly", "tariffs", "indicators"),
)
TABLES = (*TOTALS, *DRIVERS)
NAMES = {"KOR": "Korea", "JPN": "Japan", "USA": "the United States", "CHN.first": "China"}


def _side(code, values, start, freq, unit, rate, adjustment, status, flow, currency):
    rows = []
    for step, own in enumerate(values):
        if own is None:
            continue
        period = pd.Period(start, freq) + step
        each = rate[step] if isinstance(rate, (list, tuple)) else rate
        rows.append(
            {
                "SERIES": code,
                "REF_AREA": code.partition(".")[0],
                "FLOW": flow,
                "TIME_PERIOD": period,
                "PUBLISHED": (period + 1).start_time.date().isoformat(),
                "OBS_VALUE": 1000.0 * own,
                "UNIT_MEASURE": unit,
                "UNIT_MULT": "6",
                "ADJUSTMENT": adjustment,
                "OBS_STATUS": status,
                "SOURCE": "TEST",
                "PUBLISHED_BASIS": "calendar",
                "RATE": float(each),
                "CURRENCY": currency,
                "VALUE": own / each,
            }
        )
    return rows


def exports(
    home,
    rival,
    *,
    start="2024-01",
    freq="M",
    codes=("KOR", "JPN"),
    units=("USD", "USD"),
    rates=(1.0, 1.0),
    adjustments=("N", "N"),
    statuses=("A", "A"),
    currency="USD",
    rule="monthly_mean",
    as_of="2026-11-23",
    flow="X",
):
    """Return two series in billions of their own currency as `load_exports` would give them.

    None in a list is a period the series lacks; a rate is one number or one for each period.
    """
    rows = [
        row
        for side in zip(codes, (home, rival), units, rates, adjustments, statuses, strict=True)
        for row in _side(side[0], side[1], start, freq, *side[2:], flow, currency)
    ]
    frame = pd.DataFrame(rows)
    text = [name for name in frame if name not in ("TIME_PERIOD", "OBS_VALUE", "RATE", "VALUE")]
    frame[text] = frame[text].astype("str")
    frame.attrs = {
        "series": tuple(codes),
        "names": tuple(NAMES[code] for code in codes),
        "table": "exports_monthly" if freq == "M" else "exports_annual",
        "currency": currency,
        "unit": f"{currency} billion",
        "rule": rule,
        "as_of": as_of,
        "sources": ("Test office",),
        "source_names": ("TEST",),
        "adjustment": {"N": "not seasonally adjusted", "S": "seasonally adjusted"}[adjustments[0]],
        "flow": flow,
        "converted": (False, False),
        "rate_joins": {},
        "source_until": {},
    }
    return frame


MONTHLY = "SERIES,FLOW,TIME_PERIOD,PUBLISHED,OBS_VALUE,UNIT_MEASURE,OBS_STATUS,SOURCE"
RATES = "CURRENCY,TIME_PERIOD,SOURCE,PUBLISHED,OBS_VALUE"
DAILY = "CURRENCY,TIME_PERIOD,OBS_VALUE"
ANNUAL = "REF_AREA,TIME_PERIOD,PUBLISHED,OBS_VALUE"
_REST = {
    "UNIT_MEASURE": "USD",
    "UNIT_MULT": "6",
    "ADJUSTMENT": "N",
    "OBS_STATUS": "A",
    "SOURCE": "WDI",
    "PUBLISHED_BASIS": "calendar",
}


def write_table(folder, table, header, lines):
    """Write a few rows of a table, each a line of words in the order of the header."""
    card = next(r for r in _package()["resources"] if r["name"] == table)
    names = [field["name"] for field in card["schema"]["fields"]]
    with (folder / card["path"]).open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, names, lineterminator="\n")
        out.writeheader()
        for line in lines:
            row = dict(zip(header.split(","), line.split(), strict=True))
            area = {"REF_AREA": row.get("SERIES", "").partition(".")[0]}
            filled = {**_REST, **area, **row}
            out.writerow({name: filled[name] for name in names})


def _package():
    return json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))


def write_package(folder, *, monthly=(), rates=(), daily=(), annual=()):
    """Write a data package of a few rows, each a line of words in the order of its header."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "datapackage.json").write_text(json.dumps(_package()), encoding="utf-8")
    write_table(folder, "exports_monthly", MONTHLY, monthly)
    write_table(folder, "exchange_rates_monthly", RATES, rates)
    write_table(folder, "exchange_rates_daily", DAILY, daily)
    write_table(folder, "exports_annual", ANNUAL, annual)
    return folder


def poison(folder, date, *, later=True, factor=3):
    """Multiply every value that became public after a date (or by it) in every table."""
    day = dt.date.fromisoformat(date).isoformat()
    for table in TABLES:
        path = folder / f"{table}.csv"
        frame = pd.read_csv(path, dtype="str", keep_default_na=False)
        known = frame["PUBLISHED" if "PUBLISHED" in frame else "TIME_PERIOD"]
        hit = known > day if later else known <= day
        values = frame.loc[hit, "OBS_VALUE"].astype("float64") * factor
        frame.loc[hit, "OBS_VALUE"] = values.map(repr)
        frame.to_csv(path, index=False, lineterminator="\n")


def year(value):
    return pd.Period(str(value), "Y")


def refusal(call, *values, **named):
    """Return the sentence with which a call refuses its values."""
    with pytest.raises(ValueError) as caught:
        call(*values, **named)
    return str(caught.value)


@st.composite
def worlds(draw, years=2, rule=None):
    """Draw a frame of full years: home in dollars, rival in yen with a rate for each month."""
    count = 12 * years
    values = st.lists(st.floats(1, 1000), min_size=count, max_size=count)
    home, rival, rates = draw(values), draw(values), draw(values)
    return exports(
        home,
        rival,
        units=("USD", "JPY"),
        rates=(1.0, rates),
        rule=rule or draw(st.sampled_from(["monthly_mean", "period_mean"])),
    )


def close(first, second):
    """Say whether two numbers, lists or series agree to rounding."""
    return first == pytest.approx(second, rel=1e-9, abs=1e-9)
