"""Forms with categories down the side: bars, dots and the waterfall, each row with its value."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

import numpy as np
import pandas as pd

from exportgap.charts.chart import Caption, Chart
from exportgap.charts.frames import Floats, need, numbers
from exportgap.charts.labels import decimals_for, display, names_of, number, width_of
from exportgap.charts.palette import PALETTE, word_tone
from exportgap.charts.panel import Panel
from exportgap.charts.rows import bar, fit, half_bar, open_rows


def bars(
    table: pd.DataFrame,
    *,
    before: str = "",
    words: tuple[str, str] = ("", ""),
    **caption: Unpack[Caption],
) -> Chart:
    """Draw one number a category as a bar from zero, or as a dot on the range it may lie in.

    Args:
        table: index of category labels; `value`, or `low` and `high` with `value` where one is
            known; optional `emphasis` (bool: the others are grey), `value_before` (drawn as a
            hollow dot), `colour` (palette names).
        before: what the hollow dots are, for the key: "in 2019".
        words: what left and right of zero mean: ("← lower", "higher →").
        caption: title, subtitle, foot and alt text, as `Chart` takes them.

    Raises:
        ValueError: no rows, a category without value and range, a range upside down or with its
            value outside, or a colour that is not in the palette.
    """
    bold = [bool(flag) for flag in table.get("emphasis", [False] * len(table))]
    plain = ["gap" if flag or not any(bold) else "faint" for flag in bold]
    tones = [str(tone) for tone in table.get("colour", plain)]
    if not set(tones) <= set(PALETTE):
        raise ValueError(f"bars needs colours named in PALETTE, not {sorted(set(tones))}.")
    return _signed("bars", table, tones, before, words, stem=False, **caption)


def dots(table: pd.DataFrame, *, before: str = "", **caption: Unpack[Caption]) -> Chart:
    """Draw one signed gap a category as a dot on a stem from zero, in the colour of who leads.

    Args:
        table: index of category labels; `value` (rival minus home, billions); optional
            `emphasis` (bool), optional `value_before` (drawn as a hollow dot).
        before: what the hollow dots are, for the key: "as first published".
        caption: title, subtitle, foot and alt text, as `Chart` takes them.

    Raises:
        ValueError: no rows, or a `value` missing.
    """
    need(table, "dots", "value")
    tones = ["home" if value < 0 else "rival" for value in table["value"]]
    home, rival = (display(name) for name in names_of(table.attrs))
    words = (f"← {home} ahead", f"{rival} ahead →")
    return _signed("dots", table, tones, before, words, stem=True, **caption)


def _signed(
    form: str,
    table: pd.DataFrame,
    tones: Sequence[str],
    before: str,
    words: tuple[str, str],
    *,
    stem: bool,
    **caption: Unpack[Caption],
) -> Chart:
    ranged = "low" in table or "high" in table
    need(table, form, *(("low", "high") if ranged else ("value",)))
    unknown = np.full(len(table), np.nan)
    value, low, high, earlier = columns = [
        numbers(table[name]) if name in table else unknown
        for name in ("value", "low", "high", "value_before")
    ]
    names = [str(name) for name in table.index]
    known, spans = (~np.isnan(value)).tolist(), (~np.isnan(low + high)).tolist()
    lost = [name for name, *some in zip(names, known, spans, strict=True) if not any(some)]
    if lost:
        raise ValueError(f"{form} needs a value for each category; {lost} have none.")
    wrong = (low > high) | (value < low) | (value > high) | (np.isnan(low) != np.isnan(high))
    if wrong.any():
        raise ValueError(f"{form} needs low <= value <= high; see {names[int(wrong.argmax())]!r}.")
    bold = [bool(flag) for flag in table.get("emphasis", [False] * len(table))]
    points: Floats = np.column_stack(columns)
    least, most = float(np.nanmin(points, initial=0)), float(np.nanmax(points, initial=0))
    decimals = decimals_for(max(most, -least))
    signed = stem or least < 0 or any(words)
    if least == most:
        least, most = -1.0, 1.0
    backs = np.where(np.isnan(value), low + high, value) < 0
    edges = np.where(backs, np.nanmin(points, axis=1), np.nanmax(points, axis=1))

    def said(row: int) -> list[tuple[str, str, str]]:
        """Return the words of a row as (words, colour, weight), from left to right."""
        tone = "text" if tones[row] == "faint" else word_tone(tones[row])
        weight = "semibold" if bold[row] else "normal"
        worth, a, b = (number(each[row], decimals, signed=signed) for each in (value, low, high))
        between = (
            (f"{a} to {b}", "muted", "normal") if known[row] else (f"{a} to {b}", tone, weight)
        )
        # Beyond a ring the number would be taken for the ring's: both stand there.
        was = "" if np.isnan(earlier[row]) else f"({number(earlier[row], decimals, signed=signed)})"
        return (
            [(worth, tone, weight)] * known[row]
            + [(was, "muted", "normal")] * bool(was)
            + [between] * spans[row]
        )

    def draw(panel: Panel) -> None:
        form = panel.layout
        size = form.label
        dot = 3.6 * form.line
        rows = [said(row) for row in range(len(table))]
        air = 0.6 * dot + 6 if stem or ranged or not np.isnan(earlier).all() else 7.0
        reach = [
            (edge, air + sum(width_of(word, size, "semibold") + 8 for word, *_ in row), bool(back))
            for edge, row, back in zip(edges, rows, backs, strict=True)
        ]
        # Words stand over a side that holds something.
        sides = [
            (word, back)
            for word, back, used in zip(words, (True, False), (least < 0, most > 0), strict=True)
            if word and used
        ]
        reach += [(0.0, width_of(word, 0.94 * size) + 10, back) for word, back in sides]
        top = (2.0 * (ranged or bool(sides)) + 1.6 * bool(before)) * size
        heights = open_rows(panel, names, bold, fit(least, most, reach), top)
        zero = panel.at(0, 0)[0]
        for k, (y, tone) in enumerate(zip(heights, tones, strict=True)):
            x, was, a, b = (panel.at(end, 0)[0] for end in points[k, [0, 3, 1, 2]])
            if spans[k]:
                panel.stroke([(a, y), (b, y)], tone, form.line)
                for end in (a, b):
                    panel.stroke([(end, y - 2.2 * form.line), (end, y + 2.2 * form.line)], tone, 2)
            elif stem:
                panel.stroke([(zero, y), (x, y)], tone, form.line * (1.3 if bold[k] else 0.8))
            else:
                bar(panel, 0.0, value[k], y, tone)
            if not np.isnan(was):
                if known[k]:
                    near = x if stem or spans[k] else min(max(was, min(zero, x)), max(zero, x))
                    panel.stroke([(was, y), (near, y)], "faint", 1.2)
                # On a bar a ring in its own colour would not show.
                panel.marks([earlier[k]], [y], tone if stem else "ink", 0.8 * dot, hollow=True)
            if known[k] and (stem or spans[k]):
                panel.marks([value[k]], [y], tone, dot * (1.2 if bold[k] else 1))
            x, side = panel.at(edges[k], 0)[0], -1 if backs[k] else 1
            x += side * air
            for word, colour, weight in rows[k][::-1] if backs[k] else rows[k]:
                ha = "right" if backs[k] else "left"
                panel.text(x, y, word, colour=colour, weight=weight, ha=ha)
                x += side * (width_of(word, size, weight) + 8)
        for word, back in sides:
            x, ha = (zero - 8, "right") if back else (zero + 8, "left")
            panel.text(x, panel.top + 1.1 * size, word, size=0.94 * size, ha=ha)
        if ranged and not sides:
            panel.text(zero, panel.top + 1.1 * size, "0", size=0.94 * size, ha="center")
        if before:
            y = panel.top + (0.9 + 2.0 * (ranged or bool(sides))) * size
            panel.text(form.left + dot + 6, y, f"{before} (in brackets)", size=0.94 * size)
            spot = panel.ax.transData.inverted().transform((form.left + dot / 2, y))
            panel.marks(spot[:1], spot[1:], "muted" if stem else "ink", 0.8 * dot, hollow=True)

    return Chart(draw, **caption)


def waterfall(parts: pd.DataFrame, **caption: Unpack[Caption]) -> Chart:
    """Draw how changes lead from one total to the next, as bars from top to bottom.

    Args:
        parts: index of step labels; `value` (billions, signed) and `kind`: "total" (the level,
            a bar from zero) or "change" (a bar from where the one before ended).
        caption: title, subtitle, foot and alt text, as `Chart` takes them.

    Raises:
        ValueError: no rows, a value missing, another kind, the first row not a total, or a total
            that its changes miss by over 1 percent of the largest value.
    """
    need(parts, "waterfall", "value", "kind")
    if parts["value"].isna().any() or not set(parts["kind"]) <= {"total", "change"}:
        raise ValueError('waterfall needs a value in each row, and a kind "total" or "change".')
    values = parts["value"].to_numpy(dtype=float)
    total = [kind == "total" for kind in parts["kind"]]
    if not total[0]:
        raise ValueError("waterfall starts from a total: make the first row one.")
    spans: list[tuple[float, float]] = []
    level = 0.0
    for name, value, is_total in zip(parts.index, values, total, strict=True):
        if is_total and spans and abs(value - level) > 0.01 * np.abs(values).max():
            raise ValueError(
                f"waterfall: the steps lead to {level:g}, but {str(name)!r} says {value:g}."
            )
        spans.append((0.0, value) if is_total else (level, level + value))
        level = spans[-1][1]
    edges = np.array(spans)
    low, high = float(edges.min()), float(edges.max())
    decimals = decimals_for(float(np.abs(values).max()))
    # A level takes a sign only where a level can have either.
    both = min(value for value, level in zip(values, total, strict=True) if level) < 0
    marks = [
        number(value, decimals, signed=both or not level)
        for value, level in zip(values, total, strict=True)
    ]

    def draw(panel: Panel) -> None:
        form = panel.layout
        half = half_bar(panel)
        widths = [width_of(mark, form.label, "semibold") + 7 for mark in marks]
        # Labels stand beyond the end their bar moves to; each takes what its bar leaves.
        reach = [
            (end, width, value < 0)
            for (_, end), value, width in zip(spans, values, widths, strict=True)
        ]
        scale = fit(low, high if high > low else low + 1, reach)
        rows = open_rows(panel, [str(name) for name in parts.index], total, scale)
        zero = panel.at(0, 0)[0]
        previous: float | None = None
        for (a, b), value, y, mark, width, is_total in zip(
            spans, values, rows, marks, widths, total, strict=True
        ):
            colour = "gap" if is_total else "home" if value < 0 else "rival"
            bar(panel, a, b, y, colour)
            if previous is not None:
                at = panel.at(b if is_total else a, 0)[0]
                panel.stroke([(at, previous - half), (at, y + half)], "faint", 1.2)
            previous = y
            # A label that would stand across the zero line goes to the bar's other end.
            x = panel.at(b, 0)[0]
            back = value < 0
            if back and x - width < zero <= x:
                x, back = panel.at(a, 0)[0], False
            elif not back and x <= zero < x + width:
                x, back = panel.at(a, 0)[0], True
            panel.text(
                x + (-6 if back else 6),
                y,
                mark,
                colour=colour,
                weight="semibold",
                ha="right" if back else "left",
            )

    return Chart(draw, **caption)
