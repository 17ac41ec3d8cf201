"""Formulas: which dollar signs are mathematics, and TeX drawn as SVG."""

from __future__ import annotations

import functools
import html
import re
import warnings
from collections.abc import Callable
from typing import Any

# One dollar sign is money far more often than mathematics. As in pandoc: no space inside the
# signs, no digit behind the closing one; and besides, an amount with a word ("$5 bn and US$")
# is never a formula.
INLINE_MATH = (
    r"(?<![\\$\w])\$(?![\s$])(?!\d[\d.,]*[ \xa0]?[A-Za-z]{2,})"
    r"(?P<inline_tex>(?:\\.|[^$\\])+?)(?<!\s)\$(?![\d$])"
)
INLINE_DISPLAY_MATH = r"\$\$(?P<display_tex>(?:\\.|[^$\\])+?)\$\$"
BLOCK_MATH = r"^ {0,3}\$\$(?P<block_tex>(?:\\[\s\S]|[^$\\])+?)\$\$[ \t]*(?:\n|$)"


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
    with warnings.catch_warnings():
        # The library reads its font in a way that is deprecated, once, at import.
        warnings.simplefilter("ignore", DeprecationWarning)
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


def teach(parser: Any, place: Callable[[str], str]) -> None:
    """Teach a mistune parser `$…$` and `$$…$$`.

    Args:
        parser: The Markdown parser.
        place: Takes a drawn formula and returns what stands for it in the text.
    """

    def token(group: str, kind: str) -> Any:
        def parse(_: Any, match: re.Match[str], state: Any) -> int:
            state.append_token({"type": kind, "raw": match[group]})
            return match.end()

        return parse

    def block(_: Any, tex: str) -> str:
        return f'<div class="formulas">{place(formula(tex, True))}</div>\n'

    parser.block.register("formula", BLOCK_MATH, token("block_tex", "formula"), before="list")
    parser.inline.register(
        "display", INLINE_DISPLAY_MATH, token("display_tex", "display"), before="link"
    )
    parser.inline.register("inline", INLINE_MATH, token("inline_tex", "inline"), before="link")
    parser.renderer.register("formula", block)
    parser.renderer.register("display", lambda _, tex: place(formula(tex, True)))
    parser.renderer.register("inline", lambda _, tex: place(formula(tex, False)))
