"""How far a report is, on a terminal or in a log."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TextIO


@dataclass(frozen=True)
class Step:
    """How far a report is; `seconds` is set when the notebook is done."""

    notebook: str
    number: int
    count: int
    cells_done: int
    cells: int
    seconds: float | None = None


class Terminal:
    """Shows steps on a terminal: one moving line on a TTY, else a line a notebook."""

    WIDTH = 24

    def __init__(self, stream: TextIO | None = None) -> None:
        """Write to `stream`, by default the standard error."""
        self._stream = stream or sys.stderr
        self._clear = "\r\x1b[K" if self._stream.isatty() else ""

    def __call__(self, step: Step) -> None:
        """Show one step."""
        if step.seconds is not None:
            self._stream.write(f"{self._clear}{step.notebook} … {step.seconds:.1f} s\n")
        elif self._clear:
            share = (step.number - 1 + step.cells_done / max(step.cells, 1)) / step.count
            full = round(share * self.WIDTH)
            self._stream.write(
                f"{self._clear}{'━' * full}{'─' * (self.WIDTH - full)} "
                f"notebook {step.number} of {step.count}, {step.notebook}, "
                f"cell {step.cells_done} of {step.cells}"
            )
        self._stream.flush()

    def close(self) -> None:
        """Clear the moving line, so that what comes next starts a line of its own."""
        self._stream.write(self._clear)
        self._stream.flush()
