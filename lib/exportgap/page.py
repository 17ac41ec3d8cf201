"""Notebook content into HTML that needs nothing from the network.

Markdown with formulas, tables, folded code and charts become self-contained fragments; the
templates under `templates/report` put them in place. Formulas and charts are kept aside behind a
mark and set in at the end, so that no HTML parser on the way rewrites an SVG.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Mapping, Sequence
from typing import Any

from exportgap import vocabulary

# One dollar sign is money far more often than mathematics. As in pandoc: no space inside the
# signs, no digit behind the closing one; and besides, an amount with a word ("$5 bn and US$")
# is never a formula.
INLINE_MATH = (
    r"(?<![\\$\w])\$(?![\s$])(?!\d[\d.,]*[ \xa0]?[A-Za-z]{2,})"
    r"(?P<inline_tex>(?:\\.|[^$\\])+?)(?<!\s)\$(?![\d$])"
)
INLINE_DISPLAY_MATH = r"\$\$(?P<display_tex>(?:\\.|[^$\\])+?)\$\$"
BLOCK_MATH = r"^ {0,3}\$\$(?P<block_tex>(?:\\[\s\S]|[^$\\])+?)\$\$[ \t]*(?:\n|$)"

# As the browser shows them; a table of numbers reads by its right edge.
NUMBER = re.compile(
    r"\s*(?:[+\-\u2212\u2013]?\s?[$€£¥₩]?\s?\d[\d,.\u2009\u202f ]*\s?(?:%|pp|bn|trn)?"
    r"|[\u2013\u2014]|NaN|n/a)\s*"
)
NUMBER_CLASS = ' class="num"'
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


@functools.cache
def formula(tex: str, display: bool) -> str:
    r"""Draw a formula as SVG in the colour of the text around it.

    Args:
        tex: The formula without its dollar signs.
        display: Whether it stands on a line of its own.

    Returns:
        An `<svg role="img">` whose label is the TeX; sizes are in em and the baseline is the
        text's. TeX that cannot be drawn comes back as code, readable as it was written.
    """
    import ziamath

    size = 20.0
    # The default draws each glyph once under an id of its own and refers to it: ids that
    # would collide between two formulas of one page.
    before, ziamath.config.svg2 = ziamath.config.svg2, False
    try:
        drawing = ziamath.Latex(tex, size=size, inline=not display)
        root = drawing.svgxml()
        image = drawing.svg()
    except Exception:  # noqa: BLE001 - the parser raises whatever it stumbles on
        return f"<code>{html.escape(tex)}</code>"
    finally:
        ziamath.config.svg2 = before
    view = [float(number) for number in root.attrib["viewBox"].split()]
    below = view[1] + view[3]
    style = f"width:{view[2] / size:.3f}em;height:{view[3] / size:.3f}em"
    if not display:
        style += f";vertical-align:{-below / size:.3f}em"
    head = (
        f'<svg class="formula" role="img" aria-label="{html.escape(tex.strip())}" '
        f'viewBox="{root.attrib["viewBox"]}" style="{style}" fill="currentColor">'
    )
    body = image[image.index(">") + 1 :]
    body = re.sub(r'(fill|stroke)="black"', r'\1="currentColor"', body)
    return head + body


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
        self._names = {value.casefold(): _css_name(name) for name, value in colours.items()}
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
        self._mathematics(parser)
        return parser

    def _mathematics(self, parser: Any) -> None:
        """Teach a Markdown parser `$…$` and `$$…$$`."""

        def token(group: str, kind: str) -> Any:
            def parse(_: Any, match: re.Match[str], state: Any) -> int:
                state.append_token({"type": kind, "raw": match[group]})
                return match.end()

            return parse

        parser.block.register("formula", BLOCK_MATH, token("block_tex", "formula"), before="list")
        parser.inline.register(
            "display", INLINE_DISPLAY_MATH, token("display_tex", "display"), before="link"
        )
        parser.inline.register("inline", INLINE_MATH, token("inline_tex", "inline"), before="link")
        parser.renderer.register(
            "formula",
            lambda _, tex: f'<div class="formulas">{self._keep(formula(tex, True))}</div>\n',
        )
        parser.renderer.register("display", lambda _, tex: self._keep(formula(tex, True)))
        parser.renderer.register("inline", lambda _, tex: self._keep(formula(tex, False)))

    def _heading(self, text: str, level: int) -> str:
        """Return a heading with an anchor; the page's one h1 is in its header."""
        level = max(level, 2)
        plain = html.unescape(re.sub(r"<[^>]+>", "", text))
        base = anchor = slug(KEPT_MARK.sub("", plain))
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
        fragment = re.sub(r"<style scoped>.*?</style>", "", fragment, flags=re.DOTALL)
        return re.sub(r"<table\b([^>]*)>(.*?)</table>", self._table, fragment, flags=re.DOTALL)

    def _table(self, match: re.Match[str]) -> str:
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
            return f"<{tag}{rest}{NUMBER_CLASS if number else ''}>"

        body = re.sub(
            r"(?P<row><tr\b[^>]*>)|<(?P<tag>t[dh])(?P<rest>(?:\s[^>]*)?)>(?=(?P<content>.*?)</t[dh]>)",
            cell,
            body,
            flags=re.DOTALL,
        )
        # pandas writes a hyphen for a minus.
        body = re.sub(r'(<td class="num">\s*)-(?=\d)', "\\1\N{MINUS SIGN}", body)
        label = html.escape(re.sub(r"<[^>]+>", "", self.headings[-1][1])) if self.headings else ""
        label = KEPT_MARK.sub("", label)
        return (
            f'<div class="table" role="region" tabindex="0" aria-label="Table: {label}">'
            f"<table{attributes}>{body}</table></div>"
        )

    # Charts

    def _chart(self, data: Mapping[str, Any], metadata: Mapping[str, Any]) -> str:
        """Return a figure with the wide and, where there is one, the narrow drawing."""
        alt = metadata.get("image/svg+xml", {}).get("alt")
        self._charts += 1
        wide = self._drawing(_joined(data["image/svg+xml"]), alt, f"c{self._charts}w-")
        if vocabulary.NARROW not in data:
            return f'<figure class="chart" role="group">{wide}</figure>'
        narrow = self._drawing(_joined(data[vocabulary.NARROW]), alt, f"c{self._charts}n-")
        return (
            '<figure class="chart" role="group">'
            f'<div class="wide">{wide}</div><div class="narrow">{narrow}</div></figure>'
        )

    def _described(self, alt: str | None) -> str:
        if not alt and self._strict:
            raise MissingAltError
        return alt or "A picture without a description"

    def _drawing(self, svg: str, alt: str | None, prefix: str) -> str:
        """Return an SVG fit to stand in a page beside others, in colours the page can change."""
        svg = svg[svg.index("<svg") :]
        svg = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", svg, flags=re.DOTALL)
        root = svg[: svg.index(">") + 1]
        labelled = re.search(r'\baria-label="[^"]+"', root)
        alt = alt if labelled else self._described(alt)
        extra = "" if re.search(r'\brole="', root) else ' role="img"'
        extra += "" if labelled else f' aria-label="{html.escape(alt or "")}"'
        # matplotlib styles `*`, which in a page would be every element of it.
        star = re.search(r"<style[^>]*>\s*\*\s*\{([^}]*)\}\s*</style>", svg)
        if star:
            svg = svg.replace(star[0], "")
            extra += f' style="{html.escape(star[1].strip())}"'
        svg = root[:-1] + extra + ">" + svg[len(root) :]
        # Ids are unique in a drawing, not in a page.
        ids = set(re.findall(r'\sid="([^"]+)"', svg))
        used = ids & set(re.findall(r'(?:href="#|url\(#)([^")]+)', svg))
        svg = re.sub(
            r'\sid="([^"]+)"', lambda m: f' id="{prefix}{m[1]}"' if m[1] in used else "", svg
        )
        svg = re.sub(r'(href="#|url\(#)([^")]+)', rf"\g<1>{prefix}\g<2>", svg)
        return self._keep(re.sub(r"<[a-zA-Z][^<>]*#[0-9a-fA-F]{6}[^<>]*>", self._recolour, svg))

    def _recolour(self, match: re.Match[str]) -> str:
        """Give the palette's colours in a tag their names, which dark mode redefines."""
        tag = match[0]
        moved = []

        # A presentation attribute takes no var(); a style does, and it comes first there because
        # a style already present outranks the attribute.
        def move(found: re.Match[str]) -> str:
            if found[2].casefold() not in self._names:
                return found[0]
            moved.append(f"{found[1]}: {found[2]}")
            return ""

        tag = re.sub(r'\s(fill|stroke|stop-color|color)="(#[0-9a-fA-F]{6})"', move, tag)
        if moved:
            if 'style="' in tag:
                tag = tag.replace('style="', f'style="{"; ".join(moved)}; ', 1)
            else:
                end = "/>" if tag.endswith("/>") else ">"
                tag = f'{tag.removesuffix(end)} style="{"; ".join(moved)}"{end}'

        def rename(style: re.Match[str]) -> str:
            return re.sub(r"#[0-9a-fA-F]{6}\b", self._variable, style[0])

        return re.sub(r'style="[^"]*"', rename, tag)

    def _variable(self, match: re.Match[str]) -> str:
        name = self._names.get(match[0].casefold())
        return f"var(--c-{name}, {match[0]})" if name else match[0]


def colour_rules(light: Mapping[str, str], dark: Mapping[str, str]) -> str:
    """Return the CSS that gives the charts' colours their light and their dark values."""

    def block(colours: Mapping[str, str]) -> str:
        return "".join(f"--c-{_css_name(name)}: {value}; " for name, value in colours.items())

    return (
        f":root {{ {block(light)}}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {block(dark)}}} }}\n"
    )


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


def external_resources(page: str) -> Sequence[str]:
    """Return what in a page would run a script or be fetched from the network."""
    return [match[0] for match in EXTERNAL.finditer(page)]


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


def _joined(text: str | Sequence[str]) -> str:
    return text if isinstance(text, str) else "".join(text)


def _plain(text: str | Sequence[str]) -> str:
    return html.escape(strip_ansi(_joined(text)).rstrip())


def _css_name(name: str) -> str:
    return re.sub(r"[^a-zA-Z0-9-]", "-", name)
