"""Sources held to each other: joins, parts and wholes, months and years, rates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pandas as pd

from exportgap import tables
from exportgap.load import load_exports, load_exports_annual, load_table


def _apart(one: pd.Series[Any], other: pd.Series[Any]) -> pd.Series[Any]:
    """Return the difference of two series in percent of the second, where both are known."""
    apart: pd.Series[Any] = (100 * (one / other - 1)).dropna().abs()
    return apart


def _values(series: str) -> pd.Series[Any]:
    frame = load_exports(series)
    values: pd.Series[Any] = frame.set_index("TIME_PERIOD")["VALUE"]
    return values


def _newest(frame: pd.DataFrame, key: list[str]) -> pd.DataFrame:
    """Keep the newest print of each key."""
    return frame.sort_values("PUBLISHED").drop_duplicates(key, keep="last")


def check_parts() -> Iterator[str]:
    """Hold parts to their whole in every period, where a card says that they are all of it."""
    for resource in tables.package()["resources"]:
        for rule in resource["trade"].get("parts", []):
            frame = tables.read(resource["name"])
            for column, code in rule["where"].items():
                frame = frame[frame[column] == code]
            newest = _newest(frame, [rule["column"], "TIME_PERIOD"])
            wide = newest.pivot(index="TIME_PERIOD", columns=rule["column"], values="OBS_VALUE")
            wide = wide.reindex(columns=[*rule["parts"], rule["whole"]])
            holes = wide.index[wide.isna().any(axis=1)]
            if len(holes):
                lacks = wide.columns[wide.loc[holes[0]].isna()][0]
                raise ValueError(
                    f"{resource['name']} {holes[0]}: {lacks} is missing, which its whole needs."
                )
            apart = _apart(wide[rule["parts"]].sum(axis=1), wide[rule["whole"]])
            if apart.max() > rule["tolerance_percent"]:
                raise ValueError(
                    f"{resource['name']} {apart.idxmax()}: the parts miss {rule['whole']} by "
                    f"{apart.max():.4f} percent; allowed are {rule['tolerance_percent']}."
                )
            yield (
                f"{resource['name']}: {len(rule['parts'])} parts sum to {rule['whole']} in "
                f"{len(apart)} periods, within {apart.max():.4f} percent"
            )


def check_item_totals() -> str:
    """Hold the totals printed with the items to the totals of `exports_monthly`."""
    said = []
    for rule in tables.card("exports_by_item_monthly")["trade"]["checks"]:
        kind = rule["classification"]
        items = load_table(
            "exports_by_item_monthly", classification=kind, item="TOTAL", measure="value"
        )
        printed, whole = items.set_index("TIME_PERIOD")["VALUE"], _values(rule["series"])
        alone = printed.index.difference(whole.index)
        if len(alone):
            raise ValueError(
                f"exports_by_item_monthly {kind} {alone[0]}: {rule['series']} has no such month."
            )
        apart = _apart(printed, whole)
        if apart.max() > rule["tolerance_percent"]:
            raise ValueError(
                f"exports_by_item_monthly {kind} {apart.idxmax()}: its total and that of "
                f"{rule['series']} differ by {apart.max():.3f} percent; allowed are "
                f"{rule['tolerance_percent']}."
            )
        said.append(f"{kind} {apart.max():.2f} percent in {len(apart)} months")
    return f"totals printed with items agree with the totals of exports: {', '.join(said)}"


def check_partner_years() -> Iterator[str]:
    """Hold the year of a good, to the world, to its twelve months in the table by month."""
    table = "exports_by_partner_item_annual"
    for rule in tables.card(table)["trade"]["checks"]:
        years, months = tables.read(table), tables.read(rule["against"])
        years = years[years["COUNTERPART_AREA"] == rule["partner"]]
        kept = (months["CLASSIFICATION"] == rule["classification"]) & (months["MEASURE"] == "value")
        months = _newest(months[kept], ["ITEM", "TIME_PERIOD"])
        year = months["TIME_PERIOD"].str[:4]
        sums = months.groupby(["ITEM", year])["OBS_VALUE"].agg(["sum", "size"])
        whole = sums.loc[sums["size"] == 12, "sum"]
        years = years[years["ITEM"].isin(months["ITEM"])]
        known = _newest(years, ["ITEM", "TIME_PERIOD"]).set_index(["ITEM", "TIME_PERIOD"])
        alone = known.index.difference(whole.index)
        if len(alone):
            raise ValueError(
                f"{table} {' '.join(alone[0])}: {rule['against']} lacks a month of it."
            )
        apart = _apart(whole, known["OBS_VALUE"])
        if apart.max() > rule["tolerance_percent"]:
            raise ValueError(
                f"{table} {' '.join(apart.idxmax())}: the year and its twelve months differ by "
                f"{apart.max():.4f} percent; allowed are {rule['tolerance_percent']}."
            )
        yield (
            f"{table}: {len(apart)} years of {known.index.unique('ITEM').size} goods are their "
            f"twelve months, within {apart.max():.4f} percent"
        )


def check_joins() -> Iterator[str]:
    """Hold both sources of a join to each other: equal before it, close on the overlap."""
    for join in tables.card("exports_monthly")["trade"]["joins"]:
        ours, second = _values(join["series"]), _values(join["overlap"])
        apart = _apart(ours, second)
        at = pd.Period(join["at"], freq="M")
        before, after = apart[apart.index < at], apart[apart.index >= at]
        if before.max() > 1e-9 or after.max() > join["tolerance_percent"]:
            raise ValueError(
                f"the join of {join['series']} at {at}: sources differ by {after.max():.3f} "
                f"percent in {after.idxmax()}; allowed are {join['tolerance_percent']}."
            )
        yield (
            f"{join['series']}: joined at {at}; {len(after)} common months differ by at most "
            f"{after.max():.2f} percent"
        )


def check_against_years() -> Iterator[str]:
    """Hold a series' twelve months, in dollars, to the World Bank's year."""
    for rule in tables.card("exports_monthly")["trade"]["checks"]:
        if rule["against"] != "exports_annual":
            continue
        months = _values(rule["series"])
        sums = months.groupby(pd.PeriodIndex(months.index).asfreq("Y")).agg(["sum", "size"])
        whole = sums.loc[sums["size"] == 12, "sum"]
        years = load_exports_annual(rule["series"]).set_index("TIME_PERIOD")["VALUE"]
        apart = _apart(whole, years)
        for year, difference in apart.items():
            exception = rule["exceptions"].get(str(year), (rule["tolerance_percent"],))
            if difference > exception[0]:
                raise ValueError(
                    f"{rule['series']} {year}: months and the World Bank's year differ by "
                    f"{difference:.3f} percent; allowed are {exception[0]}."
                )
        named = ", ".join(rule["exceptions"])
        rest = apart[~apart.index.astype(str).isin(list(rule["exceptions"]))]
        yield (
            f"{rule['series']}: {len(rest)} years agree with the World Bank within "
            f"{rest.max():.3f} percent; excepted {named}"
        )


def check_second_conversion() -> str:
    """Hold yen divided by the mean rate to the World Bank's own dollars, month by month."""
    rule = next(
        each
        for each in tables.card("exports_monthly")["trade"]["checks"]
        if each["against"] == "JPN.gem"
    )
    apart = _apart(_values("JPN"), _values("JPN.gem"))
    if apart.max() > rule["tolerance_percent"]:
        raise ValueError(
            f"JPN {apart.idxmax()}: our dollars and the World Bank's differ by {apart.max():.3f} "
            f"percent; allowed are {rule['tolerance_percent']}."
        )
    return (
        f"JPN: {len(apart)} months in dollars agree with JPN.gem within {apart.max():.2f} percent"
    )


def check_rates() -> Iterator[str]:
    """Hold the two sources of monthly rates to each other, and daily rates to their means."""
    monthly = tables.read("exchange_rates_monthly")
    wide = monthly.pivot(index=["CURRENCY", "TIME_PERIOD"], columns="SOURCE", values="OBS_VALUE")
    rule = tables.card("exchange_rates_monthly")["trade"]["checks"][0]
    one, other = (wide[name] for name in rule["overlap"])
    apart = 100 * (other / one - 1).dropna()
    mean = apart.groupby("CURRENCY").mean().abs().max()
    if apart.abs().max() > rule["tolerance_percent"] or mean > rule["mean_tolerance_percent"]:
        raise ValueError(
            f"exchange rates: the two sources differ by {apart.abs().max():.2f} percent in "
            f"{' '.join(apart.abs().idxmax())}, {mean:.3f} on average; allowed are "
            f"{rule['tolerance_percent']} and {rule['mean_tolerance_percent']}."
        )
    yield (
        f"exchange rates: {len(apart)} months of two sources differ by {mean:.3f} percent on "
        f"average, {apart.abs().max():.2f} at most"
    )
    daily = tables.read("exchange_rates_daily")
    days = daily.pivot(index="TIME_PERIOD", columns="CURRENCY", values="OBS_VALUE")
    limit = tables.card("exchange_rates_daily")["trade"]["checks"][0]["tolerance_percent"]
    worst = 0.0
    for currency in sorted(other.dropna().index.unique("CURRENCY")):
        cross = days[currency] / days["USD"]
        means = cross.groupby(cross.index.str[:7]).mean()
        worst = max(worst, float(_apart(means, other[currency]).max()))
    if worst > limit:
        raise ValueError(f"daily rates: their monthly mean differs by {worst:.6f} percent.")
    yield "exchange rates: daily rates have the monthly cross rates as their means"
