"""What growth in yen is not: volume; and in which currencies exports are settled."""

from __future__ import annotations

from typing import Any

import pandas as pd

from exportgap.prose import Sentence, choose, date_words, number, sentence


def by_volume_figure(volume: pd.DataFrame | None, growth: pd.Series[Any], as_of: str) -> Sentence:
    """Set the newest single figure of volume beside the month's growth in yen.

    Args:
        volume: rows of volume_growth by month, None where none was public.
        growth: growth on the year in yen, by month.
        as_of: ISO date, for where there is none.
    """
    if volume is None:
        return sentence(
            "These tables hold no figure of Japan's export volume public by {as_of}.",
            as_of=date_words(as_of),
        )
    row = volume.sort_values("TIME_PERIOD").iloc[-1]
    month, attrs = pd.Period(row["TIME_PERIOD"], "M"), volume.attrs
    index = number(row["VALUE"], "percent", f"JPN, export volume, growth, {month}", month, attrs)
    yen = number(growth[month], "percent", f"JPN, exports in yen, growth, {month}", month, attrs)
    held = "The one figure" if len(volume) == 1 else "The newest figure"
    return sentence(
        "{held} of volume in these tables is of {month}: {index:signed} on the year, while "
        "exports in yen {verb} {yen:abs}. One month is not a trend, but {verdict}.",
        held=held,
        month=month,
        index=index,
        yen=yen,
        verb=choose(yen, "grew", "fell", "moved"),
        verdict="the two had opposite signs"
        if index.seen() * yen.seen() < 0
        else "it shows that the two differ"
        if index.seen() != yen.seen()
        else "here the two agree",
    )


def by_invoicing(shares: pd.DataFrame | None, as_of: str) -> Sentence:
    """Read in which currencies exports are settled, and what that means for a weak won.

    Args:
        shares: rows of exports_invoiced_usd and exports_invoiced_krw, None where none was public.
        as_of: ISO date, for where there is none.
    """
    if shares is None:
        return sentence(
            "In which currencies Korea's exports are settled no figure public by {as_of} says "
            "here.",
            as_of=date_words(as_of),
        )
    year = max(shares["TIME_PERIOD"])
    row = shares[shares["TIME_PERIOD"] == year].set_index("ITEM")["VALUE"]
    dollars, won = (
        number(
            row[f"exports_invoiced_{code}"],
            "percent",
            f"KOR, exports settled in {code.upper()}, {year}",
            year,
            shares.attrs,
        )
        for code in ("usd", "krw")
    )
    return sentence(
        "Of Korea's exports {dollars} were settled in dollars in {year} and {won} in won. A dollar "
        "price does not fall with the won, so a weak won by itself neither raises nor lowers these "
        "dollars; it raises the won that the exporter receives.",
        dollars=dollars,
        year=str(year),
        won=won,
    )
