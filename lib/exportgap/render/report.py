"""Reports: run a preset's notebooks and publish them as pages, whole or not at all.

The only module that knows papermill and nbconvert. One process: papermill runs a notebook in a
kernel of this interpreter, and one exporter, reused, makes the pages.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
import importlib.metadata
import json
import logging
import platform
import shutil
import sys
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any, NoReturn

from exportgap import vocabulary
from exportgap.render import executed, overview
from exportgap.render.executed import Chapter, DefectError
from exportgap.render.page import (
    CSS_MARK,
    MissingAltError,
    Page,
    colour_rules,
    external_resources,
    font_css,
)
from exportgap.render.presets import (
    Preset,
    Value,
    applicable,
    check_values,
    load_preset,
    title_for,
)
from exportgap.render.progress import Step, Terminal
from exportgap.render.publish import published

__all__ = ["ReportError", "Step", "Terminal", "render_report"]

TEMPLATES = Path(__file__).parent / "templates"


class ReportError(RuntimeError):
    """A report that could not be made; the message is one sentence for its user."""


def render_report(
    preset: str,
    overrides: Mapping[str, str] | None = None,
    *,
    notebooks: Path,
    out: Path,
    progress: Callable[[Step], None] | None = None,
) -> Path:
    """Run a preset's notebooks and publish their pages in `out/<preset>`.

    Args:
        preset: The preset's name.
        overrides: Parameters by name, as typed on a command line.
        notebooks: The folder of the notebooks, with `presets` in it.
        out: The folder of the reports.
        progress: Called as cells and notebooks are done; a `Terminal` shows it.

    Returns:
        The report's `index.html`.

    Raises:
        ValueError: Before anything runs, for an unknown preset or parameter, a value of the
            wrong type or meaning, or a notebook that declares its parameters wrongly.
        ReportError: When a notebook fails, its kernel dies, or its outputs hold a warning, a
            picture without alt text, two different numbers of one name, or something to be
            fetched from the network. The last good report then stands as it was, and what ran
            is kept in `out/<preset>.failed`.
    """
    plan = load_preset(preset, notebooks)
    values = check_values(plan, overrides or {})
    plan = applicable(plan, values)
    target = out / plan.name
    try:
        with _quiet_libraries(), published(target) as folder:
            _Report(plan, values, folder, target, progress or (lambda _: None)).make()
    except BlockingIOError:
        raise ReportError(f"another process is rendering {target}: wait for it") from None
    shutil.rmtree(_failed(target), ignore_errors=True)
    return target / "index.html"


class _Report:
    """One report in the making."""

    def __init__(
        self,
        preset: Preset,
        values: Mapping[str, Mapping[str, Value]],
        folder: Path,
        target: Path,
        progress: Callable[[Step], None],
    ) -> None:
        from exportgap import charts, tables

        self.preset = replace(preset, title=title_for(preset, values))
        self.values = values
        self.folder = folder
        self.target = target
        self.progress = progress
        self.palette = charts.PALETTE
        self.tables = tables
        self.outlines = [executed.outline(path) for path in preset.notebooks]
        self.awaited = 0
        self.started = dt.datetime.now(dt.UTC)
        # The reports' parent is generated too, and a cleaned build cuts the faces anew.
        faces = font_css(target.parent.parent / ".cache")
        css = (TEMPLATES / "report" / "report.css").read_text(encoding="utf-8")
        self.css = faces + colour_rules(charts.PALETTE, charts.DARK) + css
        self.exporter = _exporter()

    def make(self) -> None:
        """Run and write chapter by chapter, then the report's first page and its numbers."""
        as_of = self._as_of()
        freshness, sources = self.tables.freshness(as_of), self.tables.sources()
        (self.folder / "notebooks").mkdir()
        # Two kernels at a time: while one starts or draws, the other computes.
        with ThreadPoolExecutor(max_workers=2) as pool:
            try:
                runs = [pool.submit(self._run, place) for place in range(len(self.outlines))]
                chapters = [self._chapter(place, run) for place, run in enumerate(runs)]
            finally:
                pool.shutdown(wait=False, cancel_futures=True)
        numbers = [number for chapter in chapters for number in chapter.numbers]
        _write_json(self.folder / "numbers.json", numbers)
        page = Page(self.palette)
        template = self.exporter.environment.get_template("overview.html.j2")
        text = template.render(
            report=self.preset,
            as_of=executed.day(as_of),
            facts=self._facts(),
            chapters=chapters,
            freshness=freshness,
            sources=overview.sources_by_table(sources, freshness),
            sentence=page.inline_markdown,
            stamp=self._stamp(chapters),
        )
        text = page.finish(text).replace(CSS_MARK, self.css)
        (self.folder / "index.html").write_text(text, encoding="utf-8")

    def _as_of(self) -> dt.date:
        """Return the date the report as a whole is read at: the latest of its chapters'."""
        dates = [
            vocabulary.check_as_of(values["as_of"])
            for values in self.values.values()
            if "as_of" in values
        ]
        return self.tables.known_by(max(dates, default=self.started.date()))

    def _facts(self) -> list[str]:
        """Say in words what holds for every chapter that can be asked it."""
        shared = overview.shared_values(list(self.values.values()))
        return executed.in_words(shared, self.tables.known_by)

    def _tell(self, place: int, done: int, cells: int, seconds: float | None = None) -> None:
        """Report progress of the notebook that is waited for; the one after it runs unseen."""
        if place == self.awaited:
            name, count = self.preset.notebooks[place].stem, len(self.outlines)
            self.progress(Step(name, place + 1, count, done, cells, seconds))

    def _run(self, place: int) -> tuple[Any, str, float]:
        """Run one notebook; return it, what went wrong, and the seconds it took."""
        from jupyter_core.utils import ensure_event_loop

        path = self.preset.notebooks[place]
        start = time.monotonic()
        try:
            tell = functools.partial(self._tell, place)
            notebook, problem = _execute(path, self.values[path.stem], tell)
        finally:
            # Each thread has a loop of its own, which nobody else closes.
            ensure_event_loop().close()
        return notebook, problem, time.monotonic() - start

    def _chapter(self, place: int, run: Future[tuple[Any, str, float]]) -> Chapter:
        """Wait for one notebook and write its page, or give the report up."""
        path, outline = self.preset.notebooks[place], self.outlines[place]
        values = self.values[path.stem]
        self.awaited = place
        notebook, problem, seconds = run.result()
        chapter = Chapter(outline, values, notebook, seconds, (), ())
        problem = problem or executed.warning_in(notebook)
        try:
            if problem:
                raise DefectError(problem)
            chapter = Chapter(
                outline,
                values,
                notebook,
                seconds,
                executed.findings(notebook),
                executed.numbers(notebook, path.stem),
            )
            text = self._page(chapter, place)
            found = external_resources(text)
            if found:
                raise DefectError(f"would fetch or run something from outside: {found[0][:80]}")
        except MissingAltError:
            self._fail(chapter, place, "shows a picture without alt text")
        except DefectError as defect:
            self._fail(chapter, place, str(defect))
        self._write(self.folder, chapter, text)
        cells = sum(cell.cell_type == "code" for cell in notebook.cells)
        self._tell(place, cells, cells, seconds)
        return chapter

    def _fail(self, chapter: Chapter, place: int, problem: str) -> NoReturn:
        """Keep what ran of a notebook, with what is wrong with it, and give the report up."""
        kept = _failed(self.target)
        sentence = f"{chapter.outline.name} {problem}"
        with published(kept) as folder:
            (folder / "notebooks").mkdir()
            self._write(folder, chapter, self._page(chapter, place, sentence))
        page = kept / f"{chapter.outline.name}.html"
        if page.is_relative_to(Path.cwd()):
            page = page.relative_to(Path.cwd())
        raise ReportError(f"{sentence}. See {page}")

    def _write(self, folder: Path, chapter: Chapter, text: str) -> None:
        """Write a chapter's page and, beside it, the notebook as it ran."""
        name = chapter.outline.name
        _write_json(folder / "notebooks" / f"{name}.ipynb", chapter.notebook)
        (folder / f"{name}.html").write_text(text.replace(CSS_MARK, self.css), encoding="utf-8")

    def _page(self, chapter: Chapter, place: int, failed: str = "") -> str:
        """Return a chapter's page, still without its style."""
        page = Page(self.palette, strict=not failed)
        for name in ("markdown", "code", "output"):
            self.exporter.register_filter(f"page_{name}", getattr(page, name))
        shown = type(chapter.notebook)(chapter.notebook)
        shown["cells"] = executed.cells_for_reader(chapter.notebook)
        before, after = self.outlines[:place], self.outlines[place + 1 :]
        text, _ = self.exporter.from_notebook_node(
            shown,
            resources={
                "report": self.preset,
                "chapter": chapter.outline,
                "question": page.inline_markdown(chapter.outline.question),
                "facts": executed.in_words(chapter.parameters, self.tables.known_by),
                "previous": before[-1] if before and not failed else None,
                "next": after[0] if after and not failed else None,
                "failed": failed,
                "folded": executed.FOLDED,
                "stamp": self._stamp([chapter]),
            },
        )
        return page.finish(text)

    def _stamp(self, chapters: Sequence[Chapter]) -> dict[str, str]:
        """Return what a reader needs to make the same page again."""
        seconds = sum(chapter.seconds for chapter in chapters)
        return {
            "Rendered": f"{executed.day(self.started.date())}, {self.started:%H:%M} UTC",
            "Ran for": f"{seconds:.1f} s",
            "Preset": self.preset.name,
            "Parameters": overview.listing([chapter.parameters for chapter in chapters]),
            "Data": str(self.tables.package().get("version", "without a version")),
            "exportgap": importlib.metadata.version("exportgap"),
            "Python": platform.python_version(),
        }


# papermill and nbconvert


def _prepare_imports() -> None:
    """Keep a grammar builder out of this process.

    jsonschema's format checks import rfc3987_syntax, which builds grammars for a second of CPU
    and which no Jupyter schema asks for (jsonschema #1428). None makes its import fail, which
    jsonschema takes for "not installed".
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]


@contextlib.contextmanager
def _quiet_libraries() -> Iterator[None]:
    """Keep the libraries' own warnings from the terminal; errors still come as exceptions."""
    logging.getLogger("papermill").addHandler(logging.NullHandler())
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _exporter() -> Any:
    """Return the exporter of the project's own template."""
    _prepare_imports()
    from nbconvert.exporters import HTMLExporter

    return HTMLExporter(extra_template_basedirs=[str(TEMPLATES)], template_name="report")


@functools.cache
def _engine() -> str:
    """Register papermill's engine with two additions, and return its name.

    It hands out the notebook while it runs: papermill keeps it to itself when a kernel dies.
    And its kernel is this interpreter, whatever kernels the user or the system has installed
    under the same name, and whether or not the environment is activated.
    """
    _prepare_imports()
    import zmq
    from jupyter_client.kernelspec import KernelSpecManager
    from jupyter_client.manager import AsyncKernelManager
    from papermill.engines import NBClientEngine, papermill_engines

    class ThisInterpreter(AsyncKernelManager):
        def __init__(self, **options: Any) -> None:
            # Without keys the kernel warns, rightly, that others on the machine can listen.
            keys = "auto" if zmq.has("curve") else "disabled"
            kernels = KernelSpecManager(kernel_dirs=[])
            super().__init__(kernel_spec_manager=kernels, transport_encryption=keys, **options)

    class ReportEngine(NBClientEngine):  # type: ignore[misc]
        @classmethod
        def execute_managed_notebook(
            cls, nb_man: Any, kernel_name: str, on_notebook: Callable[[Any], None], **options: Any
        ) -> None:
            on_notebook(nb_man.nb)
            super().execute_managed_notebook(
                nb_man, kernel_name, kernel_manager_class=ThisInterpreter, **options
            )

    papermill_engines.register("exportgap", ReportEngine)
    return "exportgap"


def _execute(
    path: Path, values: Mapping[str, Value], tell: Callable[[int, int], None]
) -> tuple[Any, str]:
    """Run one notebook.

    Returns:
        The notebook as far as it ran, and what went wrong or an empty string.
    """
    engine = _engine()
    import papermill
    from papermill.exceptions import PapermillExecutionError

    running: list[Any] = []
    started = [0]
    cells = done = 0

    def on_notebook(notebook: Any) -> None:
        nonlocal cells
        running.append(notebook)
        cells = sum(cell.cell_type == "code" for cell in notebook.cells)
        tell(0, cells)

    def on_cell_start(cell: Any, cell_index: int) -> None:
        started.append(cell_index)

    def on_cell_executed(**_: Any) -> None:
        nonlocal done
        done += 1
        tell(done, cells)

    problem = ""
    try:
        papermill.execute_notebook(
            # papermill fills in braces in a path.
            str(path).replace("{", "{{").replace("}", "}}"),
            None,
            parameters=dict(values),
            engine_name=engine,
            kernel_name="python3",
            language="python",
            # The notebook is written once, by us: papermill would write it twice a cell.
            request_save_on_cell_execute=False,
            progress_bar=False,
            # A polite end interrupts the kernel first, which now and then it complains about.
            shutdown_kernel="immediate",
            on_notebook=on_notebook,
            on_cell_start=on_cell_start,
            on_cell_executed=on_cell_executed,
        )
    except PapermillExecutionError:
        # papermill adds cells that announce the error; the page has its own way.
        (notebook,) = running
        notebook["cells"] = [
            cell
            for cell in notebook.cells
            if "papermill-error-cell-tag" not in cell.metadata.get("tags", [])
        ]
    except (RuntimeError, TimeoutError) as error:
        if not running:
            raise ReportError(f"{path.stem} could not be started: {error}") from error
        where = executed.under(running[0], started[-1])
        problem = f"failed{where}: {' '.join(str(error).split())}"
    (notebook,) = running
    # Also without an exception: papermill takes a cell that calls exit() for a good end.
    problem = problem or executed.error_in(notebook)
    if problem:
        executed.mark_failed(notebook, started[-1])
    # The machine's folders are nobody's business.
    notebook.metadata.papermill.update(input_path=path.name, output_path=path.name)
    return notebook, problem


# Files


def _failed(target: Path) -> Path:
    return target.with_name(f"{target.name}.failed")


def _write_json(path: Path, content: Any) -> None:
    text = json.dumps(content, indent=1, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
