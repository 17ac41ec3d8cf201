"""Notebooks as chapters: what one announces, and once it ran, what it found and what is wrong."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from exportgap import vocabulary
from exportgap.render.page import strip_ansi
from exportgap.render.presets import Value

# Cells that are not for the reader, and cells of which only the output is.
DROPPED = {"parameters", "injected-parameters", "remove_cell", "exercise", "solution"}
FOLDED = {"hide_input", "remove_input"}
# Findings a chapter shows on the report's first page.
SHOWN_FINDINGS = 2

RULE_WORDS = {
    "monthly_mean": "each month at its own mean exchange rate",
    "period_mean": "the sum at the mean exchange rate of its months",
    "spot": "every month at the exchange rate of {}",
    "constant": "every month at the mean exchange rate of {}",
}


class DefectError(ValueError):
    """Something in a notebook's outputs that a report may not carry."""


@dataclass(frozen=True)
class Outline:
    """A chapter before it runs: what its first cell announces."""

    name: str
    title: str
    question: str

    @property
    def number(self) -> str:
        """The chapter's number, as its file name has it, or an empty string."""
        digits = re.match(r"\d+", self.name)
        return str(int(digits[0])) if digits else ""


@dataclass(frozen=True)
class Chapter:
    """A chapter after its run."""

    outline: Outline
    parameters: Mapping[str, Value]
    notebook: Any
    seconds: float
    findings: Sequence[str]
    numbers: Sequence[Mapping[str, Any]]


def outline(path: Path) -> Outline:
    """Read a notebook's title and question; a notebook without a title goes by its name."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    first = next((cell for cell in cells if cell["cell_type"] == "markdown"), None)
    title, question, _ = split_title("".join(first["source"]) if first else "")
    fallback = re.sub(r"^\d+_", "", path.stem).replace("_", " ").capitalize()
    return Outline(path.stem, title or fallback, question)


def split_title(source: str) -> tuple[str, str, str]:
    """Split a notebook's first cell into its title, its question and what follows.

    Returns:
        The text of the first `#` heading, the first paragraph after it, and the remainder; the
        first two are empty strings where they are missing.
    """
    found = re.match(r"\s*#[ \t]+(?P<title>[^\n]+?)[ \t#]*(?:\n|$)(?P<rest>.*)", source, re.DOTALL)
    if not found:
        return "", "", source
    paragraphs = re.split(r"\n\s*\n", found["rest"].strip(), maxsplit=1)
    question = "" if re.match(r"[#|>]|\$\$|[-*+]\s", paragraphs[0]) else paragraphs[0]
    rest = found["rest"] if not question else "".join(paragraphs[1:])
    return found["title"], " ".join(question.split()), rest


def in_words(
    values: Mapping[str, Value], known_by: Callable[[dt.date], dt.date] = lambda date: date
) -> list[str]:
    """Say in words what the well-known parameters ask for.

    Args:
        values: Parameters by name; names without a common meaning are left out.
        known_by: The last date the data can speak of, given the one that is asked for: a page
            made from old tables must not claim to know what was public since.
    """
    words = []
    if "home" in values and "rival" in values:
        pair = [vocabulary.name_of(str(values[name])) for name in ("home", "rival")]
        words.append(" and ".join(pair))
    if "as_of" in values:
        words.append(f"figures public by {day(known_by(vocabulary.check_as_of(values['as_of'])))}")
    if "currency" in values:
        words.append(f"in {vocabulary.CURRENCIES[str(values['currency'])]}")
    if "rule" in values:
        kind, argument = vocabulary.check_rule(values["rule"])
        if kind == "spot":
            argument = day(vocabulary.check_date(argument))
        words.append(RULE_WORDS[kind].format(argument))
    return [word[0].upper() + word[1:] for word in words]


def day(date: dt.date) -> str:
    """Return a date as it stands in a sentence: 3 December 2025."""
    return f"{date.day} {date:%B %Y}"


def findings(notebook: Any) -> list[str]:
    """Return the first computed takeaways, as Markdown."""
    found = [
        str(item["text"])
        for content in _carried(notebook, vocabulary.TAKEAWAYS)
        for item in content
    ]
    return found[:SHOWN_FINDINGS]


def numbers(notebook: Any, name: str) -> list[dict[str, Any]]:
    """Collect the numbers a notebook hands over, each with the notebook's name first.

    Raises:
        DefectError: If two of one name differ, one has no name, or one is not finite.
    """
    found: dict[str, dict[str, Any]] = {}
    for content in _carried(notebook, vocabulary.NUMBERS):
        for item in content:
            if "name" not in item:
                raise DefectError(f"hands over a number without a name: {item}")
            value = item.get("value")
            if isinstance(value, float) and not math.isfinite(value):
                raise DefectError(f"hands over {value} as the number {item['name']}")
            entry = {"notebook": name, **item}
            first = found.setdefault(item["name"], entry)
            if first != entry:
                key = next(key for key in first | entry if first.get(key) != entry.get(key))
                raise DefectError(
                    f"hands over two different numbers named {item['name']}: "
                    f"{key} {first.get(key)} and {entry.get(key)}"
                )
    return list(found.values())


def _carried(notebook: Any, kind: str) -> list[list[Mapping[str, Any]]]:
    """Return what the outputs carry under one media type; a single item counts as a list."""
    carried = [
        output["data"][kind]
        for cell in notebook.cells
        for output in cell.get("outputs", [])
        if kind in output.get("data", {})
    ]
    return [content if isinstance(content, list) else [content] for content in carried]


def warning_in(notebook: Any) -> str:
    """Say where a notebook wrote to the standard error, or return an empty string."""
    for index, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            if output["output_type"] == "stream" and output["name"] == "stderr":
                return f"printed a warning{under(notebook, index)}: {_one_line(output['text'])}"
    return ""


def error_in(notebook: Any) -> str:
    """Say where a notebook raised an error and which, or return an empty string."""
    for index, cell in enumerate(notebook.cells):
        for output in cell.get("outputs", []):
            if output["output_type"] == "error":
                last = _one_line(output["traceback"][-1] if output["traceback"] else "")
                name = output["ename"]
                if not last.startswith(name):
                    last = f"{name}: {last or _one_line(output['evalue'])}"
                # Our own refusals are sentences: the class before them says nothing more.
                said = last.removeprefix("ValueError: ").rstrip(".")
                return f"failed{under(notebook, index)}: {said}"
    return ""


def under(notebook: Any, index: int) -> str:
    """Say under which heading a cell stands."""
    for cell in reversed(notebook.cells[: index + 1]):
        headings = re.findall(r"^#{1,6}[ \t]+(.+?)[ \t#]*$", cell.source, re.MULTILINE)
        if cell.cell_type == "markdown" and headings:
            return f" under “{headings[-1]}”"
    return f" in cell {index + 1}"


def mark_failed(notebook: Any, index: int) -> None:
    """Write the truth about a failure into the notebook's metadata.

    When a kernel dies papermill leaves every cell "completed" and no exception anywhere.
    """
    notebook.metadata.papermill["exception"] = True
    for place, cell in enumerate(notebook.cells):
        if place == index:
            cell.metadata.papermill.update(exception=True, status="failed")
        elif place > index:
            cell.metadata.papermill.update(exception=None, status="pending", duration=None)


def cells_for_reader(notebook: Any) -> list[Any]:
    """Return the cells a page shows; one with an error or a warning is always shown.

    The first Markdown cell comes without its title and question, which the page's head has.
    """
    shown = []
    head = True
    for cell in notebook.cells:
        kinds = {output.get("name", output["output_type"]) for output in cell.get("outputs", [])}
        if DROPPED & set(cell.metadata.get("tags", [])) and not kinds & {"error", "stderr"}:
            continue
        if head and cell.cell_type == "markdown":
            head = False
            cell = type(cell)(cell, source=split_title(cell.source)[2])
        if cell.source.strip():
            shown.append(cell)
    return shown


def _one_line(text: str | Sequence[str]) -> str:
    """Return the last line of a text that says anything, without the terminal's colours."""
    joined = text if isinstance(text, str) else "".join(text)
    lines = [line.strip() for line in strip_ansi(joined).splitlines() if line.strip()]
    return lines[-1] if lines else ""
