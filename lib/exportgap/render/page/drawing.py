"""Charts as SVG, fit to stand beside others in a page that can turn dark."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

HEX = r"#[0-9a-fA-F]{6}"


def labelled(svg: str) -> bool:
    """Return whether a drawing says itself what it shows."""
    return re.search(r'<svg\b[^>]*\saria-label="[^"]+"', svg) is not None


def fit(svg: str, prefix: str, alt: str, palette: Mapping[str, str]) -> str:
    """Return a drawing fit to stand in a page beside others.

    Args:
        svg: An SVG file or element.
        prefix: What no other drawing of the page puts before its ids.
        alt: What it shows; a label of its own outranks it.
        palette: Name to "#rrggbb"; these colours become `var(--c-name, #rrggbb)`.

    Returns:
        The `<svg>` element.
    """
    svg = svg[svg.index("<svg") :]
    svg = re.sub(r"<metadata>.*?</metadata>|<!--.*?-->", "", svg, flags=re.DOTALL)
    root = svg[: svg.index(">") + 1]
    extra = "" if re.search(r'\srole="', root) else ' role="img"'
    extra += "" if labelled(root) else f' aria-label="{html.escape(alt)}"'
    # matplotlib styles `*`, which in a page would be every element of it.
    star = re.search(r"<style[^>]*>\s*\*\s*\{([^}]*)\}\s*</style>", svg)
    if star:
        svg = svg.replace(star[0], "")
        extra += f' style="{html.escape(star[1].strip())}"'
    svg = root[:-1] + extra + ">" + svg[len(root) :]
    # Ids are unique in a drawing, not in a page.
    used = set(re.findall(r'(?:href="#|url\(#)([^")]+)', svg))
    svg = re.sub(r'\sid="([^"]+)"', lambda m: f' id="{prefix}{m[1]}"' if m[1] in used else "", svg)
    svg = re.sub(r'(href="#|url\(#)([^")]+)', rf"\g<1>{prefix}\g<2>", svg)
    names = {value.casefold(): name for name, value in palette.items()}
    return re.sub(rf"<[a-zA-Z][^<>]*{HEX}[^<>]*>", lambda tag: _recoloured(tag[0], names), svg)


def _recoloured(tag: str, names: Mapping[str, str]) -> str:
    """Give the palette's colours in a tag their names, which dark mode redefines."""
    moved: list[str] = []

    def move(found: re.Match[str]) -> str:
        if found[2].casefold() not in names:
            return found[0]
        moved.append(f"{found[1]}: {found[2]}")
        return ""

    def named(found: re.Match[str]) -> str:
        name = names.get(found[0].casefold())
        return f"var({_variable(name)}, {found[0]})" if name else found[0]

    # A presentation attribute takes no var(), a style does. There the moved colours come first,
    # because a style already present outranks an attribute.
    tag = re.sub(rf'\s(fill|stroke|stop-color|color)="({HEX})"', move, tag)
    if moved and 'style="' in tag:
        tag = tag.replace('style="', f'style="{"; ".join(moved)}; ', 1)
    elif moved:
        end = "/>" if tag.endswith("/>") else ">"
        tag = f'{tag.removesuffix(end)} style="{"; ".join(moved)}"{end}'
    return re.sub(r'style="[^"]*"', lambda style: re.sub(rf"{HEX}\b", named, style[0]), tag)


def colour_rules(light: Mapping[str, str], dark: Mapping[str, str]) -> str:
    """Return the CSS that gives the charts' colours their light and their dark values."""

    def block(colours: Mapping[str, str]) -> str:
        return "".join(f"{_variable(name)}: {value}; " for name, value in colours.items())

    return (
        f":root {{ {block(light)}}}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {block(dark)}}} }}\n"
    )


def _variable(name: str) -> str:
    return f"--c-{re.sub(r'[^a-zA-Z0-9-]', '-', name)}"
