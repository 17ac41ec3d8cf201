"""Notebook content into HTML that needs nothing from the network.

Markdown with formulas, tables, folded code and charts become self-contained fragments; the
templates under `templates/report` put them in place.
"""

from exportgap.render.page.drawing import colour_rules
from exportgap.render.page.faces import font_css
from exportgap.render.page.markup import (
    CSS_MARK,
    MissingAltError,
    Page,
    external_resources,
    strip_ansi,
)

__all__ = [
    "CSS_MARK",
    "MissingAltError",
    "Page",
    "colour_rules",
    "external_resources",
    "font_css",
    "strip_ansi",
]
