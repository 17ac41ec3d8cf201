"""Sizes of the two layouts and the house theme, set once and held only while drawing."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from exportgap.charts.labels import FACE, register_face
from exportgap.charts.palette import PALETTE

# matplotlib keeps its settings in one global table; two threads must not draw at once.
_LOCK = threading.RLock()


@dataclass(frozen=True)
class Layout:
    """Sizes of one layout in CSS px; text sizes are the height of the em."""

    name: str
    width: int
    plot: int  # height of the plot where the form does not set its own
    left: int  # least left margin; header and foot are flush with it
    pad: int  # at the outer edges
    title: float
    subtitle: float
    tick: float
    label: float
    foot: float
    line: float
    ticks: int  # most intervals on the value axis
    widest: int  # an end label wider than this is broken


WIDE = Layout("wide", 960, 385, 64, 16, 29, 18.5, 17, 17, 14.5, 2.8, 6, 195)
NARROW = Layout("narrow", 390, 330, 4, 4, 21, 15, 13, 13.5, 12, 2.2, 6, 92)


@contextlib.contextmanager
def theme() -> Iterator[None]:
    """Hold the house theme, and the lock, for as long as a figure is drawn."""
    import matplotlib as mpl
    import seaborn as sns

    ours: dict[Any, Any] = {
        **sns.axes_style("white"),
        "font.family": FACE,
        "text.parse_math": False,
        "axes.spines.left": False,
        "axes.spines.right": False,
        "axes.spines.top": False,
        "axes.edgecolor": PALETTE["faint"],
        "axes.linewidth": 1.2,
        "axes.axisbelow": True,
        "xtick.color": PALETTE["faint"],
        "xtick.labelcolor": PALETTE["muted"],
        "ytick.labelcolor": PALETTE["muted"],
        "grid.color": PALETTE["rule"],
        "grid.linewidth": 1.2,
        "path.simplify": False,
        "svg.fonttype": "path",
        "svg.hashsalt": "exportgap",
    }
    with _LOCK, mpl.rc_context(ours):
        register_face()
        yield
