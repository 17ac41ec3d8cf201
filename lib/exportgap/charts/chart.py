"""The object every form returns: one figure in two layouts, with the words that describe it."""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypedDict
from xml.sax.saxutils import escape

from exportgap.charts.panel import Panel
from exportgap.charts.theme import NARROW, WIDE, Layout, theme
from exportgap.vocabulary import NARROW as NARROW_TYPE
from exportgap.vocabulary import NUMBERS

# matplotlib writes these into every SVG unless told not to.
_NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}


class Caption(TypedDict):
    """The words every figure carries: finding; measure, unit, period; sources; what it shows."""

    title: str
    subtitle: str
    foot: str
    alt: str


class Chart:
    """A figure with a finding as its title; shows itself in a notebook.

    Attributes:
        title: the finding, one sentence.
        subtitle: measure, unit, areas, period, adjustment.
        foot: sources and vintage.
        alt: what the figure shows, for who cannot see it.
    """

    def __init__(
        self, draw: Callable[[Panel], None], *, title: str, subtitle: str, foot: str, alt: str
    ) -> None:
        if not title.strip() or not alt.strip():
            raise ValueError("A chart needs a title that states its finding, and an alt text.")
        self.title, self.subtitle, self.foot, self.alt = title, subtitle, foot, alt
        self._draw = draw
        self._svg: dict[str, str] = {}

    def panel(self, *, narrow: bool = False) -> Panel:
        """Return the drawn panel, wide (960 px) or narrow (390 px); call it inside `theme`."""
        panel = Panel(NARROW if narrow else WIDE, self.title, self.subtitle, self.foot)
        self._draw(panel)
        return panel

    def svg(self, *, narrow: bool = False) -> str:
        """Return one layout as an `<svg>` element that can stand in an HTML page."""
        layout = NARROW if narrow else WIDE
        if layout.name not in self._svg:
            with theme():
                stream = io.StringIO()
                self.panel(narrow=narrow).figure.savefig(
                    stream, format="svg", dpi=72, metadata=_NO_METADATA, transparent=True
                )
            self._svg[layout.name] = _inline(stream.getvalue(), layout, self.alt)
        return self._svg[layout.name]

    def save(self, path: str | Path, *, narrow: bool = False) -> Path:
        """Write the figure to `path`, .svg or .png (on paper colour, two pixels to a px).

        Raises:
            ValueError: another suffix.
        """
        path = Path(path)
        if path.suffix == ".svg":
            path.write_text(self.svg(narrow=narrow), encoding="utf-8")
        elif path.suffix == ".png":
            from exportgap.charts.palette import PALETTE

            with theme():
                figure = self.panel(narrow=narrow).figure
                figure.set_frameon(True)
                figure.savefig(
                    path, dpi=144, facecolor=PALETTE["paper"], metadata={"Software": None}
                )
        else:
            raise ValueError(f"A chart is saved as .svg or .png, not as {path.name!r}.")
        return path

    def _repr_mimebundle_(
        self, include: object = None, exclude: object = None
    ) -> tuple[dict[str, Any], dict[str, Any]]:
        """Return both layouts, the alt text and the numbers its words carry."""
        data: dict[str, Any] = {
            "image/svg+xml": self.svg(),
            NARROW_TYPE: self.svg(narrow=True),
            "text/plain": str(self.alt),
        }
        carried = {
            number["name"]: number
            for words in (self.title, self.subtitle, self.alt)
            for number in getattr(words, "numbers", ())
        }
        if carried:
            data[NUMBERS] = list(carried.values())
        return data, {"image/svg+xml": {"alt": str(self.alt)}}


def _inline(text: str, layout: Layout, alt: str) -> str:
    """Turn matplotlib's SVG file into an element: described, small, its ids its own."""
    text = text[text.index("<svg") :]
    for noise in (r"<!--.*?-->", r"<metadata>.*?</metadata>", r"<defs>\s*<style.*?</defs>"):
        text = re.sub(noise, "", text, flags=re.DOTALL)
    # Two figures in one page may hold equal ids; a reference would then meet the wrong one.
    # No id starts with a hex digit: "#x…" is never taken for a colour.
    own = hashlib.sha256(f"{layout.name}{alt}{text}".encode()).hexdigest()[:10]
    used = dict.fromkeys(re.findall(r'(?:href="#|url\(#)([^")]+)', text))
    short = {old: f"x{own}-{rank}" for rank, old in enumerate(used)}
    text = re.sub(r' id="([^"]*)"', lambda m: f' id="{short[m[1]]}"' if m[1] in short else "", text)
    text = re.sub(r'(href="#|url\(#)([^")]+)', lambda m: m[1] + short[m[2]], text)
    found = re.search(r'viewBox="([^"]*)"', text)
    assert found is not None
    width, height = found[1].split()[2:]
    root = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'viewBox="{found[1]}" width="{float(width):g}" height="{float(height):g}" role="img" '
        f"aria-label={_quoted(alt)} "
        'stroke-linejoin="round" stroke-linecap="butt">'
    )
    return root + _compact(text[text.index(">") + 1 :])


def _quoted(words: str) -> str:
    return '"' + escape(" ".join(words.split()), {'"': "&quot;"}) + '"'


def _compact(text: str) -> str:
    """Halve the markup: two decimals, no blanks in paths, no groups that say nothing."""
    text = re.sub(
        r"(?<![\w.])(\d+)\.(\d{3,})",
        # Below one it may be a scale, which needs its digits.
        lambda m: f"{float(m[0]):.2f}".rstrip("0").rstrip(".") if m[1] != "0" else m[0],
        text,
    )
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" ?([MLQCzZ]) (?=[-\d\"MLQCzZ])", r"\1", text)
    silent: list[bool] = []

    def group(tag: re.Match[str]) -> str:
        if tag[0] == "</g>":
            return "" if silent.pop() else tag[0]
        silent.append(tag[0] == "<g>")
        return "" if silent[-1] else tag[0]

    text = re.sub(r"</?g(?: [^>]*)?>", group, text)
    text = re.sub(r">\s+<", "><", text).strip()
    return text.replace("<g/>", "")
