"""What the exchange rate does to the gap: the rules side by side, the break-even, the split."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from exportgap.metrics.gap import gap_to_date, sides, total


def gap_by_rule(frames: Sequence[pd.DataFrame], year: int, through: int = 12) -> pd.DataFrame:
    """Compare the gap of January to `through` of a year under several currency rules.

    Args:
        frames: the same two series as of the same date, loaded once for each rule.
        year: the calendar year.
        through: last month of the sum.

    Returns:
        Indexed by rule: home, rival, gap, ratio, log_gap, rank (as `gap_to_date` gives them).

    Raises:
        ValueError: frames of different series or dates; a year that lacks those months.
    """
    same = ("series", "flow", "currency", "as_of")
    kinds = {tuple(frame.attrs.get(name) for name in same) for frame in frames}
    if len(kinds) != 1:
        raise ValueError(f"rules are compared for one pair and one date, not {sorted(kinds)}.")
    named = [frame.attrs["rule"] for frame in frames]
    if len(set(named)) < len(named):
        raise ValueError(f"a rule is named twice: {', '.join(named)}.")
    rows = {}
    for frame in frames:
        table = gap_to_date(frame, through)
        if year not in table.index.year:
            raise ValueError(f"{year} lacks a month of January to {through} on one side.")
        rows[frame.attrs["rule"]] = table.loc[pd.Period(str(year), freq="Y")]
    result = pd.DataFrame(rows).T
    result.index.name = "rule"
    names = frames[0].attrs["names"]
    result.attrs = {
        **frames[0].attrs,
        "measure": "by_rule",
        "year": year,
        "through": through,
        "home_name": names[0],
        "rival_name": names[1],
    }
    return result


def own_totals(frame: pd.DataFrame, year: int, through: int = 12) -> pd.DataFrame:
    """Sum each side of January to `through` of a year in its own currency and the report's.

    Returns:
        Rows home and rival; columns own (billions of its currency), value (billions of the
        report's), rate (own / value: the rate the sum implies), unit, mean_rate (of the months).

    Raises:
        ValueError: a side lacks one of the months, or changes its currency inside them.
    """
    parts = {}
    for name, side in zip(("home", "rival"), sides(frame), strict=True):
        part = side[(side.index.year == year) & (side.index.month <= through)]
        if len(part) != through:
            raise ValueError(f"{side['SERIES'].iloc[0]}: {year} lacks a month of 1 to {through}.")
        if part["UNIT_MEASURE"].nunique() > 1:
            raise ValueError(f"{side['SERIES'].iloc[0]} changes its currency in {year}.")
        parts[name] = part
    table = gap_to_date(frame, through)
    rows = {}
    for name, part in parts.items():
        own, unit = float(part["OBS_VALUE"].sum()) / 1000, part["UNIT_MEASURE"].iloc[0]
        value = float(table.loc[pd.Period(str(year), freq="Y"), name])
        rows[name] = {
            "own": own,
            "value": value,
            # Exactly one where nothing is converted, so that no rate term is left as noise.
            "rate": 1.0 if unit == frame.attrs["currency"] else own / value,
            "unit": unit,
            "mean_rate": float(part["RATE"].mean()),
        }
    result = pd.DataFrame(rows).T
    result.attrs = table.attrs
    return result


def break_even_rate(frame: pd.DataFrame, year: int, through: int = 12) -> dict[str, Any]:
    """Return the exchange rate at which the two sums of a year would have been equal.

    Formula: sum of one side in its own currency / sum of the other in its own. Quoted per dollar
    where one of the two is the dollar, else the way round that is above one.

    Args:
        frame: loaded under monthly_mean or period_mean: the actual rate is then the months' own.
        year: the calendar year.
        through: last month of the sum.

    Returns:
        rate (break-even), unit ("JPY per USD"), actual (the rate the sums imply under the rule),
        distance (percent from the actual rate to the break-even).

    Raises:
        ValueError: both sides are in one currency, so that no rate divides them; another rule.
    """
    rule = frame.attrs["rule"]
    if rule not in ("monthly_mean", "period_mean"):
        raise ValueError(f"rule {rule} has no actual rate to compare: load under monthly_mean.")
    totals = own_totals(frame, year, through)
    units = totals["unit"].to_dict()
    if units["home"] == units["rival"]:
        raise ValueError(f"both sides are in {units['home']}: no exchange rate divides them.")
    over, under = ("home", "rival") if units["rival"] == "USD" else ("rival", "home")
    rate = totals.loc[over, "own"] / totals.loc[under, "own"]
    if rate < 1 and "USD" not in units.values():
        over, under, rate = under, over, 1 / rate
    actual = totals.loc[over, "rate"] / totals.loc[under, "rate"]
    return {
        "rate": float(rate),
        "unit": f"{units[over]} per {units[under]}",
        "actual": float(actual),
        "distance": float(100 * (rate / actual - 1)),
    }


def split_change(frame: pd.DataFrame, before: int, after: int, through: int = 12) -> pd.DataFrame:
    """Split the change of the gap between two years into growth at home and abroad and the rate.

    With X = own / e for each side (own its sum in its own currency, e the rate the sum implies):
    dX = d(own) / e0 + own0 d(1/e) + d(own) d(1/e), the last being the cross term; and
    d ln X = d ln own - d ln e. The gap takes the rival's terms with plus, home's with minus.

    Returns:
        Rows `rival_own`, `rival_rate`, `rival_cross`, `home_own`, `home_rate`, `home_cross`;
        columns `value` (billions) and `log` (log points); sums are the change of the gap and of
        the log gap. A side printed in the report's currency has zero rate and cross terms.
        `attrs`: before, after, through, own_units, and the sums `change` and `log_change`.
    """
    first, last = (own_totals(frame, year, through) for year in (before, after))
    changed = first.index[first["unit"] != last["unit"]]
    if len(changed):
        code = frame.attrs["series"][0 if changed[0] == "home" else 1]
        raise ValueError(f"{code} changed its currency between {before} and {after}.")
    rows = {}
    for side, sign in (("rival", 1.0), ("home", -1.0)):
        o0, e0 = float(first.loc[side, "own"]), float(first.loc[side, "rate"])
        o1, e1 = float(last.loc[side, "own"]), float(last.loc[side, "rate"])
        rows[f"{side}_own"] = (sign * (o1 - o0) / e0, sign * np.log(o1 / o0))
        rows[f"{side}_rate"] = (sign * o0 * (1 / e1 - 1 / e0), -sign * np.log(e1 / e0))
        rows[f"{side}_cross"] = (sign * (o1 - o0) * (1 / e1 - 1 / e0), 0.0)
    table = pd.DataFrame(rows, index=["value", "log"]).T
    table.attrs = {
        **first.attrs,
        "measure": "split",
        "before": before,
        "after": after,
        "through": through,
        "own_units": first["unit"].to_dict(),
        "converted": frame.attrs.get("converted", (False, False)),
        "change": float(table["value"].sum()),
        "log_change": float(table["log"].sum()),
    }
    return table


def growth_by_currency(frame: pd.DataFrame, through: int = 12) -> pd.DataFrame:
    """Split the growth of one series on the year into its own currency's and the exchange rate's.

    With X = own / e, own the sum in the series' currency and e the rate the sum implies:
    X1/X0 = (own1/own0) (e0/e1), so that value = own + rate + own rate / 100 in percent, the last
    being the cross term, and value_log = own_log + rate_log without one.

    Args:
        frame: a loader's frame of one series, by month or year, converted from its own currency.
        through: last month of the sum, 1 to 12; each year is compared with the same months.

    Returns:
        Indexed by year (period[Y]): own, rate, cross and value (percent; rate above zero where the
        series' currency gained), own_log, rate_log and value_log (log points), own_total (billions
        of `attrs["own_unit"]`), value_total (billions of the report's), rate_level (the first per
        unit of the second), provisional (a month of either year is). Years that lack one of the
        months, or whose year before does, are absent.

    Raises:
        ValueError: more than one series, or a period twice; a change of currency, or none to the
            report's; exports of zero; a month outside 1 to 12; no two years in a row.
    """
    name = "SERIES" if "SERIES" in frame else "REF_AREA"
    codes = list(dict.fromkeys(frame[name]))
    if len(codes) != 1:
        raise ValueError(f"growth by currency is of one series, the frame holds {codes}.")
    code, twice = codes[0], frame["TIME_PERIOD"].duplicated()
    if twice.any():
        raise ValueError(f"{code}: {frame.loc[twice, 'TIME_PERIOD'].iloc[0]} occurs twice.")
    units = list(dict.fromkeys(frame["UNIT_MEASURE"]))
    if len(units) > 1 or units == [frame.attrs["currency"]]:
        raise ValueError(f"{code} is in {' and '.join(units)}: no one rate converts it.")
    side = frame.set_index("TIME_PERIOD")
    monthly = side.index.freqstr[0] == "M"
    if through not in range(1, 13) or not (monthly or through == 12):
        raise ValueError(f"through is a month, 1 to 12, and 12 for an annual frame, not {through}.")
    early = side[side.index.month <= through] if monthly else side
    if not (early["VALUE"] > 0).all():
        raise ValueError(f"{code}: exports of zero in {early.index[~(early['VALUE'] > 0)][0]}.")
    by = early.index.asfreq("Y")
    sums = total(early, by, frame.attrs["rule"])
    sums["provisional"] = (early["OBS_STATUS"] == "P").groupby(by).any()
    sums = sums[sums["count"] == (through if monthly else 1)]
    before = sums.set_axis(sums.index + 1)
    years = sums.index.intersection(before.index)
    if years.empty:
        raise ValueError(f"{code}: no two years in a row have months 1 to {through}.")
    now, then = sums.loc[years], before.loc[years]
    level, base = now["own"] / now["value"], then["own"] / then["value"]
    table = pd.DataFrame(
        {"own": 100 * (now["own"] / then["own"] - 1), "rate": 100 * (base / level - 1)}
    )
    table["cross"] = table["own"] * table["rate"] / 100
    table["value"] = 100 * (now["value"] / then["value"] - 1)
    table["own_log"] = np.log(now["own"] / then["own"])
    table["rate_log"] = np.log(base / level)
    table["value_log"] = np.log(now["value"] / then["value"])
    table["own_total"], table["value_total"], table["rate_level"] = now["own"], now["value"], level
    table["provisional"] = now["provisional"] | then["provisional"]
    table.attrs = {
        **frame.attrs,
        "measure": "growth_by_currency",
        "through": through,
        "own_unit": units[0],
    }
    return table
