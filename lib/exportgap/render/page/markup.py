"""One page in the making: Markdown, code and outputs into HTML.

Formulas and charts are kept aside behind a mark and set in at the very end, so that no HTML
parser on the way rewrites an SVG.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any

from exportgap import vocabulary
from exportgap.render.page.drawing import fit, labelled
from exportgap.render.page.formula import formula, teach
from exportgap.render.page.table import readable

ANSI = re.compile(r"\x1b\[[0-9;]*[A-Za-z]")
# What a browser runs, or fetches by itself: everything but a link to follow must be in the page.
EXTERNAL = re.compile(
    r"<(?:script|iframe|object|embed|link|base)\b[^>]*"
    r"|<(?!a\b)[^>]*\s(?:src|srcset|poster|data|(?:xlink:)?href)\s*=\s*[\"']?(?!data:|#|[\"'])[^>]*"
    r"|url\(\s*[\"']?\s*(?:https?:)?//[^)]*|@import\s+(?:url|[\"'])[^;]*",
    re.IGNORECASE,
)
# Set in at the very end. No keyboard types these characters, so no text can hold a mark.
CSS_MARK, CONTENTS_MARK = "\ue000css\ue001", "\ue000contents\ue001"
KEPT_MARK = re.compile("\ue000(\\d+)\ue001")


class MissingAltError(ValueError):
    """A picture without the sentence a reader who cannot see it needs."""


def slug(text: str) -> str:
    """Return an anchor for a heading."""
    return re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-") or "section"


def strip_ansi(text: str) -> str:
    """Return a terminal's text without its colours."""
    return ANSI.sub("", text)


class Page:
    """One page in the making: its fragments, its headings, the pictures set aside."""

    def __init__(self, colours: Mapping[str, str], *, strict: bool = True) -> None:
        """Start a page.

        Args:
            colours: The charts' palette, name to "#rrggbb" as it is drawn.
            strict: Refuse a picture without alt text; the page of a failed notebook does not.
        """
        self._strict = strict
        self.headings: list[tuple[str, str]] = []
        self._colours = colours
        self._anchors: set[str] = set()
        self._aside: list[str] = []
        self._charts = 0
        self._markdown = {escape: self._parser(escape) for escape in (False, True)}

    # Fragments

    def markdown(self, source: str) -> str:
        """Return a Markdown cell as HTML; its own HTML stands, its author is the analyst."""
        return self._finished(str(self._markdown[False](source)))

    def computed_markdown(self, source: str) -> str:
        """Return computed Markdown as HTML; HTML in it is text: it may carry a parameter."""
        return self._finished(str(self._markdown[True](source)))

    def inline_markdown(self, source: str) -> str:
        """Return one computed sentence as HTML without a paragraph around it."""
        found = self.computed_markdown(source).strip()
        return found.removeprefix("<p>").removesuffix("</p>")

    def code(self, source: str) -> str:
        """Return Python with its syntax marked."""
        from pygments import highlight  # type: ignore[import-untyped]
        from pygments.formatters import HtmlFormatter  # type: ignore[import-untyped]
        from pygments.lexers import PythonLexer  # type: ignore[import-untyped]

        marked = highlight(source, PythonLexer(), HtmlFormatter(nowrap=True))
        return f'<pre class="code" tabindex="0"><code>{marked.rstrip()}</code></pre>'

    def output(self, output: Mapping[str, Any]) -> str:
        """Return one output of a code cell as HTML; an output for machines only is empty.

        Raises:
            MissingAltError: For a picture without alt text.
        """
        kind = output["output_type"]
        if kind == "stream":
            return f'<pre class="stream {output["name"]}">{_plain(output["text"])}</pre>'
        if kind == "error":
            lines = strip_ansi("\n".join(output["traceback"]))
            return f'<pre class="stream error" tabindex="0">{html.escape(lines)}</pre>'
        data: Mapping[str, Any] = output["data"]
        metadata = output.get("metadata", {})
        if "image/svg+xml" in data:
            return self._chart(data, metadata)
        for picture in ("image/png", "image/jpeg"):
            if picture in data:
                alt = metadata.get(picture, {}).get("alt") or metadata.get("alt")
                alt = self._described(alt)
                content = _joined(data[picture]).replace("\n", "")
                source = f"data:{picture};base64,{content}"
                return (
                    f'<figure class="chart"><img alt="{html.escape(alt)}" src="{source}"/></figure>'
                )
        if "text/html" in data:
            return f'<div class="result">{self._finished(_joined(data["text/html"]))}</div>'
        if "text/markdown" in data:
            return self.computed_markdown(_joined(data["text/markdown"]))
        if "text/latex" in data:
            tex = _joined(data["text/latex"]).strip().strip("$")
            return f'<div class="formulas">{self._keep(formula(tex, True))}</div>'
        if "text/plain" in data:
            return f'<pre class="stream">{_plain(data["text/plain"])}</pre>'
        return ""

    def contents(self) -> str:
        """Return the list of the page's headings seen so far."""
        items = "".join(
            f'<li><a href="#{anchor}">{text}</a></li>' for anchor, text in self.headings
        )
        return f"<ol>{items}</ol>" if items else ""

    def finish(self, page: str) -> str:
        """Set the list of headings and the pictures kept aside into the finished page."""
        page = page.replace(CONTENTS_MARK, self.contents())
        return KEPT_MARK.sub(lambda mark: self._aside[int(mark[1])], page)

    # Markdown

    def _parser(self, escape: bool) -> Any:
        import mistune

        class Renderer(mistune.HTMLRenderer):
            def heading(_, text: str, level: int, **__: Any) -> str:  # noqa: N805
                return self._heading(text, level)

        parser = mistune.create_markdown(
            renderer=Renderer(escape=escape), plugins=["table", "strikethrough", "footnotes"]
        )
        teach(parser, self._keep)
        return parser

    def _heading(self, text: str, level: int) -> str:
        """Return a heading with an anchor; the page's one h1 is in its header."""
        level = max(level, 2)
        base = anchor = slug(KEPT_MARK.sub("", _text(text)))
        count = 1
        while anchor in self._anchors:
            count += 1
            anchor = f"{base}-{count}"
        self._anchors.add(anchor)
        if level == 2:
            self.headings.append((anchor, re.sub(r"</?a\b[^>]*>", "", text)))
        return f'<h{level} id="{anchor}">{text}</h{level}>\n'

    def _keep(self, fragment: str) -> str:
        self._aside.append(fragment)
        return f"\ue000{len(self._aside) - 1}\ue001"

    # Tables

    def _finished(self, fragment: str) -> str:
        """Hold a fragment's pictures to their alt text, and make its tables readable."""
        if re.search(r"<img\b(?![^>]*\salt=)", fragment):
            self._described(None)
        if "<table" not in fragment:
            return fragment
        heading = self.headings[-1][1] if self.headings else ""
        return readable(fragment, KEPT_MARK.sub("", _text(heading)))

    # Charts

    def _chart(self, data: Mapping[str, Any], metadata: Mapping[str, Any]) -> str:
        """Return a figure with the wide and, where there is one, the narrow drawing."""
        alt = metadata.get("image/svg+xml", {}).get("alt")
        self._charts += 1
        drawn = []
        for kind, place in (("image/svg+xml", "wide"), (vocabulary.NARROW, "narrow")):
            if kind in data:
                svg = _joined(data[kind])
                said = alt or ("" if labelled(svg) else self._described(alt))
                kept = self._keep(fit(svg, f"c{self._charts}{place[0]}-", said, self._colours))
                drawn.append((place, kept))
        if len(drawn) == 1:
            return f'<figure class="chart" role="group">{drawn[0][1]}</figure>'
        both = "".join(f'<div class="{place}">{kept}</div>' for place, kept in drawn)
        return f'<figure class="chart" role="group">{both}</figure>'

    def _described(self, alt: str | None) -> str:
        if not alt and self._strict:
            raise MissingAltError
        return alt or "A picture without a description"


def external_resources(page: str) -> Sequence[str]:
    """Return what in a page would run a script or be fetched from the network."""
    return [match[0] for match in EXTERNAL.finditer(page)]


def _text(fragment: str) -> str:
    """Return what a fragment of HTML says, without its tags."""
    return html.unescape(re.sub(r"<[^>]+>", "", fragment))


def _joined(text: str | Sequence[str]) -> str:
    return text if isinstance(text, str) else "".join(text)


def _plain(text: str | Sequence[str]) -> str:
    return html.escape(strip_ansi(_joined(text)).rstrip())
