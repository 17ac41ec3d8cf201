"""The page's typeface: Source Sans Pro, cut to the characters a report uses, as CSS.

The page embeds it, because a report must look the same without the network. Cutting four faces
costs a second of CPU, so the result is kept on disk.
"""

from __future__ import annotations

import base64
import contextlib
import hashlib
import importlib.metadata
import importlib.util
import io
import os
import tempfile
from pathlib import Path

# File, weight, style.
FACES = (
    ("SourceSansPro-Regular.ttf", 400, "normal"),
    ("SourceSansPro-It.ttf", 400, "italic"),
    ("SourceSansPro-Semibold.ttf", 600, "normal"),
    ("SourceSansPro-Bold.ttf", 700, "normal"),
)
# Latin with the accents of European names, punctuation and spaces, currencies, Greek capital
# delta, arrows, and the mathematical signs that stand in prose.
CHARACTERS = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *range(0x2002, 0x2028),
    *(0x202F, 0x2030, 0x2032, 0x2033, 0x20A9, 0x20AC, 0x2116, 0x2122, 0x0394, 0x03A3),
    *(0x2080, 0x2081, 0x2082, 0x2083, 0x2084, 0x2085, 0x2070, 0x2074, 0x2075, 0x207B),
    *range(0x2190, 0x2194),
    *(0x2196, 0x2197, 0x2198, 0x2199, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x221E),
    *(0x25B2, 0x25BC, 0x25CF, 0x25CB),
)
# Proportional figures for prose, tabular ones for tables.
FEATURES = ("ccmp", "kern", "liga", "lnum", "locl", "mark", "pnum", "sups", "tnum")


def font_css(cache: Path) -> str:
    """Return the `@font-face` rules with the faces in them.

    Args:
        cache: A folder for the cut faces; it is made, and may be deleted at any time.

    Returns:
        CSS with data addresses only, the same bytes for the same versions.
    """
    versions = [importlib.metadata.version(name) for name in ("font-source-sans-pro", "fonttools")]
    recipe = repr((FACES, CHARACTERS, FEATURES, versions)).encode()
    kept = cache / f"faces-{hashlib.sha256(recipe).hexdigest()[:12]}.css"
    with contextlib.suppress(FileNotFoundError):
        return kept.read_text(encoding="ascii")
    css = "".join(_rule(*face) for face in FACES)
    cache.mkdir(parents=True, exist_ok=True)
    # Two runs may cut at once: each writes aside, and the rename is whole or not at all.
    descriptor, aside = tempfile.mkstemp(dir=cache, suffix=".part")
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(css)
    Path(aside).replace(kept)
    return css


def _rule(file: str, weight: int, style: str) -> str:
    """Cut one face and return its `@font-face` rule."""
    from fontTools import subset  # type: ignore[import-untyped]

    package = importlib.util.find_spec("font_source_sans_pro")
    if package is None or package.origin is None:
        raise FileNotFoundError("the package font-source-sans-pro is not installed: make setup")
    options = subset.Options(flavor="woff", hinting=False, layout_features=list(FEATURES))
    buffer = io.BytesIO()
    with subset.load_font(str(Path(package.origin).parent / "files" / file), options) as font:
        # The moment of writing would otherwise be in the file.
        font.recalcTimestamp = False
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=CHARACTERS)
        cutter.subset(font)
        subset.save_font(font, buffer, options)
    data = base64.b64encode(buffer.getvalue()).decode("ascii")
    return (
        f'@font-face {{ font-family: "Source Sans Pro"; font-weight: {weight}; '
        f"font-style: {style}; font-display: swap; "
        f'src: url("data:font/woff;base64,{data}") format("woff"); }}\n'
    )
