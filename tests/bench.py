"""Times the report by three routes, CPU seconds of each with all its children: `make bench`.

`report`: our route, as the command line runs it. `commands`: papermill and nbconvert, one process
after another, as a shell script would. `floor`: the same cells in one plain process, without a
notebook, a kernel or a page. The routes take turns, so that a slow minute slows all three.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
RUNS = int(sys.argv[1]) if len(sys.argv) > 1 and sys.argv[1].isdigit() else 5


def run(*command: str | Path) -> None:
    """Run a command quietly; a failure ends the bench with what it printed."""
    environment = os.environ | {"PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, env=environment
    )
    if done.returncode:
        sys.exit(f"{command}: {done.stderr[-2000:]}")


def report() -> None:
    """Run our route."""
    run(BIN / "exportgap", "report", "story")


def commands() -> None:
    """Run papermill and nbconvert on each notebook."""
    with tempfile.TemporaryDirectory() as folder:
        for notebook in NOTEBOOKS:
            ran = Path(folder) / notebook.name
            run(BIN / "papermill", "--no-progress-bar", notebook, ran)
            run(BIN / "jupyter-nbconvert", "--to", "html", ran)


def floor() -> None:
    """Run the cells of all notebooks in one plain process."""
    run(sys.executable, __file__, "cells")


def cells() -> None:
    """Execute every code cell, drawing what a notebook would show, and write nothing."""
    import IPython.display
    from IPython.core.interactiveshell import InteractiveShell

    shown: list[object] = []

    def display(value: object, raw: bool = False) -> None:
        shown.append(value if raw else InteractiveShell.instance().display_formatter.format(value))

    IPython.display.display = display
    for notebook in NOTEBOOKS:
        space = {"display": display, "__name__": "__main__"}
        for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
            if cell["cell_type"] != "code":
                continue
            *body, last = _statements("".join(cell["source"]))
            exec("\n".join(body), space)
            try:
                value = eval(last, space)
            except SyntaxError:
                exec(last, space)
                continue
            if value is not None:
                display(value)
    if not shown:
        sys.exit("the cells showed nothing")


def _statements(source: str) -> list[str]:
    import ast

    return [ast.unparse(statement) for statement in ast.parse(source).body]


def main() -> None:
    """Time the routes in turns and print the medians and the ratios to the floor."""
    routes = {"report": report, "commands": commands, "floor": floor}
    cpu: dict[str, list[float]] = {name: [] for name in routes}
    wall: dict[str, list[float]] = {name: [] for name in routes}
    for number in range(RUNS + 1):
        for name, route in routes.items():
            before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
            route()
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            # The first round fills caches and is not counted.
            if number:
                spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
                cpu[name].append(spent)
                wall[name].append(time.perf_counter() - start)
    base = statistics.median(cpu["floor"])
    print(f"{len(NOTEBOOKS)} notebooks, medians of {RUNS} runs, taken in turns\n")
    print("| route | CPU s | range | wall s | CPU against the floor |")
    print("|---|---|---|---|---|")
    for name, values in cpu.items():
        middle = statistics.median(values)
        print(
            f"| {name} | {middle:.1f} | {min(values):.1f} to {max(values):.1f} "
            f"| {statistics.median(wall[name]):.1f} | {middle / base:.1f} |"
        )


if __name__ == "__main__":
    if sys.argv[1:] == ["cells"]:
        cells()
    else:
        main()
