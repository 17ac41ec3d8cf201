"""The code lists everything else speaks in: areas, currencies, flows, rules, dates.

Codes are the field's own: ISO 3166-1 alpha-3 for areas, ISO 4217 for currencies, SDMX for
flows, adjustment and status. Each `check_*` function returns the value in its canonical form
or raises one `ValueError` that says what was wrong and what is allowed.
"""

from __future__ import annotations

import datetime as dt
import difflib
import re
from collections.abc import Callable, Iterable, Mapping

# Each name as it stands in a sentence, with its article.
AREAS: dict[str, str] = {
    "ARE": "the United Arab Emirates",
    "AUS": "Australia",
    "BEL": "Belgium",
    "BRA": "Brazil",
    "CAN": "Canada",
    "CHE": "Switzerland",
    "CHN": "China",
    "DEU": "Germany",
    "EA20": "the euro area",
    "ESP": "Spain",
    "FRA": "France",
    "GBR": "the United Kingdom",
    "HKG": "Hong Kong",
    "IDN": "Indonesia",
    "IND": "India",
    "ITA": "Italy",
    "JPN": "Japan",
    "KOR": "Korea",
    "MEX": "Mexico",
    "MYS": "Malaysia",
    "NLD": "the Netherlands",
    "POL": "Poland",
    "RUS": "Russia",
    "SGP": "Singapore",
    "SWE": "Sweden",
    "THA": "Thailand",
    "TWN": "Taiwan",
    "USA": "the United States",
    "VNM": "Vietnam",
    "WLD": "the world",
}

CURRENCIES: dict[str, str] = {
    "AUD": "Australian dollars",
    "CAD": "Canadian dollars",
    "CHF": "Swiss francs",
    "EUR": "euros",
    "GBP": "pounds",
    "INR": "rupees",
    "JPY": "yen",
    "KRW": "won",
    "USD": "dollars",
}
REPORT_CURRENCIES = ("USD", "JPY", "KRW")

FLOWS = {"X": "exports", "M": "imports"}
ADJUSTMENTS = {"N": "not seasonally adjusted", "S": "seasonally adjusted"}
STATUSES = {
    "A": "normal",
    "B": "break",
    "E": "estimated",
    "F": "forecast",
    "P": "provisional",
}
# How a row's PUBLISHED is known.
PUBLISHED_BASES = {
    "release": "the source states the date",
    "calendar": "the rule of the publication calendar stands in for the date",
    "copy": "public by the date of the copy it was read from",
}

RULES = {
    "monthly_mean": "each month at its own mean rate",
    "period_mean": "the sum at the mean rate of the period's months",
    "spot:YYYY-MM-DD": "every month at the rate of one day",
    "constant:YYYY": "every month at the mean rate of one year",
}

# Media types by which a notebook hands the renderer what no page shows by itself.
NUMBERS = "application/vnd.exportgap.numbers+json"
TAKEAWAYS = "application/vnd.exportgap.takeaways+json"
NARROW = "application/vnd.exportgap.narrow"


def nearest(word: str, allowed: Iterable[str], names: Mapping[str, str] | None = None) -> str:
    """Return " Did you mean …?" for the closest allowed code or name, or an empty string."""
    by_word = {code.casefold(): code for code in allowed}
    for code, name in (names or {}).items():
        if code.casefold() in by_word:
            by_word.setdefault(name.removeprefix("the ").casefold(), code)
    found = difflib.get_close_matches(word.casefold(), by_word, n=1, cutoff=0.5)
    return f" Did you mean {by_word[found[0]]}?" if found else ""


def check_code(value: object, allowed: Iterable[str], what: str) -> str:
    """Return `value` if it is one of `allowed`; else refuse it with the nearest match."""
    codes = list(allowed)
    if isinstance(value, str) and value in codes:
        return value
    hint = nearest(str(value), codes, AREAS if what == "area" else None)
    raise ValueError(f"{value!r} is not a known {what}.{hint} Allowed: {', '.join(codes)}.")


def _date(value: object) -> dt.date | None:
    """Return the date of a text YYYY-MM-DD, None for any other, ISO's week dates included."""
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", str(value), flags=re.ASCII):
        return None
    try:
        return dt.date.fromisoformat(str(value))
    except ValueError:
        return None


def check_date(value: object, what: str = "date") -> dt.date:
    """Return an ISO date; refuse anything else."""
    date = _date(value)
    if date is None:
        raise ValueError(f"{value!r} is not a {what}: write YYYY-MM-DD.")
    return date


def check_as_of(value: object) -> dt.date:
    """Return the date `as_of` stands for: itself, or today for "latest"; never in the future."""
    today = dt.datetime.now(dt.UTC).date()
    if value == "latest":
        return today
    date = _date(value)
    if date is None:
        raise ValueError(f'as_of {value!r} is not a date: write YYYY-MM-DD, or "latest".')
    if date > today:
        raise ValueError(f'as_of {date} is in the future: write a date up to {today}, or "latest".')
    return date


def check_rule(value: object) -> tuple[str, str]:
    """Split a currency rule into its kind and its argument ("" where it has none)."""
    kind, colon, argument = str(value).partition(":")
    if kind in ("monthly_mean", "period_mean") and not colon:
        return kind, ""
    if kind == "spot" and argument:
        return kind, check_date(argument, "day for the rule spot").isoformat()
    if kind == "constant" and re.fullmatch(r"\d{4}", argument, re.ASCII):
        return kind, argument
    raise ValueError(
        f"{value!r} is not a currency rule.{nearest(kind, RULES)} Allowed: {', '.join(RULES)}."
    )


def area_of(series: str) -> str:
    """Return the area a series code names: the part before the first dot."""
    return series.partition(".")[0]


def name_of(series: str) -> str:
    """Return the area's name as it stands in a sentence."""
    return AREAS[area_of(series)]


def check_area(value: object) -> str:
    """Return an area code, or a series code ("CHN.first") whose area is known."""
    code = check_code(area_of(str(value)), AREAS, "area")
    if code == "WLD":
        raise ValueError("WLD is the sum of all economies: name one of them.")
    return str(value)


# What a notebook parameter of this name must mean; the renderer asks before a kernel starts.
PARAMETERS: dict[str, Callable[[object], object]] = {
    "home": check_area,
    "rival": check_area,
    "as_of": check_as_of,
    "rule": check_rule,
    "currency": lambda value: check_code(value, REPORT_CURRENCIES, "currency"),
}


def check_parameters(**values: object) -> None:
    """Refuse the first parameter whose value does not mean what its name says."""
    for name, value in values.items():
        if name in PARAMETERS:
            try:
                PARAMETERS[name](value)
            except ValueError as error:
                raise ValueError(f"{name}: {str(error).removeprefix(f'{name} ')}") from None
    home, rival = str(values.get("home", "")), str(values.get("rival", ""))
    if home and area_of(home) == area_of(rival):
        raise ValueError(f"home {home} and rival {rival} are one area: name two different areas.")
