"""Tables as pandas and Markdown write them, made readable."""

from __future__ import annotations

import html
import re

# As the browser shows them; a table of numbers reads by its right edge.
NUMBER = re.compile(
    r"\s*(?:[+\-\u2212\u2013]?\s?[$€£¥₩]?\s?\d[\d,.\u2009\u202f ]*\s?(?:%|pp|bn|trn)?"
    r"|[\u2013\u2014]|NaN|n/a)\s*"
)
NUMBER_CLASS = ' class="num"'
# A date broken at its hyphens is read twice.
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
DATE_CLASS = ' class="date"'


def readable(fragment: str, label: str) -> str:
    """Make every table of a fragment readable: numbers to the right, scrolling by itself.

    Args:
        fragment: HTML.
        label: What the tables are about, in words.

    Returns:
        The fragment, each table in a region that takes the keyboard's focus.
    """
    fragment = re.sub(r"<style scoped>.*?</style>", "", fragment, flags=re.DOTALL)
    start = (
        '<div class="table" role="region" tabindex="0" '
        f'aria-label="{html.escape(f"Table: {label}" if label else "Table")}">'
    )

    def wrapped(match: re.Match[str]) -> str:
        return f"{start}{_table(match)}</div>"

    return re.sub(r"<table\b([^>]*)>(.*?)</table>", wrapped, fragment, flags=re.DOTALL)


def _table(match: re.Match[str]) -> str:
    attributes = re.sub(r'\s(?:border|style)="[^"]*"', "", match[1])
    body = _one_head(match[2])
    numeric = _numeric_columns(body)
    column = -1

    def cell(found: re.Match[str]) -> str:
        nonlocal column
        if found["row"]:
            column = -1
            return re.sub(r'\sstyle="text-align: ?right;?"', "", found[0])
        column += 1
        tag, rest = found["tag"], found["rest"]
        content = re.sub(r"<[^>]+>", "", found["content"])
        own = tag == "td" and NUMBER.fullmatch(html.unescape(content))
        number = own if numeric is None else column in numeric
        date = tag == "td" and DATE.fullmatch(content.strip())
        return f"<{tag}{rest}{NUMBER_CLASS if number else DATE_CLASS if date else ''}>"

    body = re.sub(
        r"(?P<row><tr\b[^>]*>)|<(?P<tag>t[dh])(?P<rest>(?:\s[^>]*)?)>(?=(?P<content>.*?)</t[dh]>)",
        cell,
        body,
        flags=re.DOTALL,
    )
    # pandas writes a hyphen for a minus.
    body = re.sub(r'(<td class="num">\s*)-(?=\d)', "\\1\N{MINUS SIGN}", body)
    return f"<table{attributes}>{body}</table>"


def _one_head(body: str) -> str:
    """Join pandas' two header rows, the columns' names and the index's, where they fit in one."""
    rows = re.findall(r"<tr\b[^>]*>.*?</tr>", body.partition("</thead>")[0], flags=re.DOTALL)
    if len(rows) != 2 or re.search(r"\s(?:row|col)span=", rows[0] + rows[1]):
        return body
    names, index = (re.findall(r"<th\b[^>]*>(.*?)</th>", row, flags=re.DOTALL) for row in rows)
    if len(names) != len(index) or any(a and b for a, b in zip(names, index, strict=True)):
        return body
    joined = "".join(f"<th>{a or b}</th>" for a, b in zip(names, index, strict=True))
    return body.replace(rows[1], "", 1).replace(rows[0], f"<tr>{joined}</tr>", 1)


def _numeric_columns(body: str) -> set[int] | None:
    """Return the columns whose body cells are all numbers; None where cells span columns."""
    if re.search(r"\s(?:row|col)span=", body):
        return None
    columns: dict[int, bool] = {}
    for row in re.findall(r"<tr\b[^>]*>(.*?)</tr>", body, flags=re.DOTALL):
        cells = re.findall(r"<(t[dh])\b[^>]*>(.*?)</t[dh]>", row, flags=re.DOTALL)
        if any(tag == "td" for tag, _ in cells):
            for place, (tag, content) in enumerate(cells):
                text = html.unescape(re.sub(r"<[^>]+>", "", content)).strip()
                number = tag == "td" and (not text or NUMBER.fullmatch(text) is not None)
                columns[place] = columns.get(place, True) and number
    return {place for place, number in columns.items() if number}
