"""Who may import whom, read from the syntax trees."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

LIB = Path(__file__).resolve().parents[1] / "lib" / "exportgap"
FILES = sorted(LIB.rglob("*.py"))
NETWORK = {
    *("requests", "urllib.request", "urllib3", "http.client", "http.server", "socket"),
    *("ssl", "ftplib", "smtplib", "aiohttp", "httpx", "pandas_datareader", "websockets"),
}
READING = {
    *("read_text", "read_bytes", "read_csv", "read_json", "read_excel", "read_parquet"),
    *("read_table", "loadtxt", "genfromtxt", "urlopen", "load_exports", "load_rates"),
}


def name_of(path):
    """Return a module's dotted name without the package's: "metrics.gap", "" for the package."""
    parts = path.relative_to(LIB).with_suffix("").parts
    return ".".join(part for part in parts if part != "__init__")


def tree_of(path):
    return ast.parse(path.read_text(encoding="utf-8"), filename=str(path))


def imports(path):
    """Return every module a file imports, wherever in the file, fully spelt."""
    found = set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import"
            for alias in node.names:
                both = f"{node.module}.{alias.name}"
                # `from exportgap import prose` names a module, `from exportgap.prose import say`
                # what is in one.
                whole = LIB.parent.joinpath(*both.split("."))
                module = whole.with_suffix(".py").is_file() or whole.is_dir()
                found.add(both if module or f"{both}" in NETWORK else node.module)
    return found


def own(path):
    """Return which rooms of the package a file imports: "tables", "metrics.gap"."""
    prefix = "exportgap."
    return {name.removeprefix(prefix) for name in imports(path) if name.startswith(prefix)}


def rooms(path):
    """Return only the first part of each: "tables", "metrics"."""
    return {name.split(".")[0] for name in own(path)}


def within(room):
    """Return the files of a room, one file or a folder."""
    folder = LIB / room
    return sorted(folder.rglob("*.py")) if folder.is_dir() else [LIB / f"{room}.py"]


ALLOWED = {
    "vocabulary": set(),
    "tables": {"vocabulary"},
    "load": {"load", "tables", "vocabulary"},
    "metrics": {"metrics", "vocabulary"},
    "prose": {"prose", "vocabulary"},
    "readings": {"prose", "readings", "vocabulary"},
    "charts": {"charts", "vocabulary"},
    "check": {"check", "load", "tables", "vocabulary"},
}


@pytest.mark.parametrize("room", ALLOWED)
def test_a_room_imports_only_what_stands_before_it(room):
    for path in within(room):
        assert rooms(path) <= ALLOWED[room], path


def test_the_renderer_knows_no_metric_no_loader_and_no_reading():
    for path in within("render"):
        assert not rooms(path) & {"metrics", "load", "readings", "prose", "check"}, path


def test_every_room_of_the_package_is_under_a_rule():
    found = {name_of(path).split(".")[0] for path in FILES}
    assert found == {*ALLOWED, "render", "__main__", ""}


def test_nothing_imports_the_command_line_or_a_notebook():
    for path in FILES:
        assert "__main__" not in rooms(path)
        assert not any("notebooks" in name or "nbimporter" in name for name in imports(path))


def test_metrics_draw_nothing():
    for path in within("metrics"):
        found = {name.split(".")[0] for name in imports(path)}
        assert not found & {"matplotlib", "seaborn", "plotly", "IPython"}, path


@pytest.mark.parametrize("room", ["metrics", "charts", "prose", "readings", "vocabulary"])
def test_rooms_that_take_frames_read_no_data(room):
    for path in within(room):
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Call):
                called = getattr(node.func, "attr", getattr(node.func, "id", ""))
                assert called not in READING, f"{path}:{node.lineno} {called}"
                assert getattr(node.func, "id", "") != "open", f"{path}:{node.lineno} open"


def test_no_module_touches_the_network():
    for path in FILES:
        assert not imports(path) & NETWORK, path
        assert not {name.split(".")[0] for name in imports(path)} & NETWORK, path


def test_nothing_is_imported_by_a_star():
    for path in FILES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ImportFrom):
                assert all(alias.name != "*" for alias in node.names), path


def test_no_rooms_import_each_other_in_a_circle():
    graph = {name_of(path): own(path) for path in FILES}
    done, open_ = set(), []

    def visit(name):
        assert name not in open_, [*open_, name]
        if name in graph and name not in done:
            open_.append(name)
            for other in sorted(graph[name]):
                visit(other)
            done.add(open_.pop())

    for name in graph:
        visit(name)


def loaded(statement):
    """Return the heavy libraries in memory after a statement."""
    code = (
        f"import sys; {statement}; heavy = {{'pandas', 'numpy', 'matplotlib', 'seaborn', "
        "'statsmodels', 'IPython', 'papermill', 'nbconvert', 'yaml'}; "
        "print(*sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("statement", "allowed"),
    [
        ("import exportgap", set()),
        ("import exportgap.vocabulary", set()),
        ("import exportgap.__main__", set()),
        ("import exportgap.charts", {"numpy", "pandas"}),
        ("import exportgap.load, exportgap.readings", {"numpy", "pandas"}),
        (
            "import exportgap.metrics.trend, exportgap.metrics.currency",
            {"numpy", "pandas"},
        ),
    ],
)
def test_an_import_costs_no_library_before_it_is_needed(statement, allowed):
    assert loaded(statement) <= allowed


def test_nothing_happens_at_import_but_definitions():
    quiet = (
        *(ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Assign, ast.AnnAssign),
        *(ast.If, ast.AugAssign),
    )
    for path in FILES:
        for node in tree_of(path).body:
            docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
            assert docstring or isinstance(node, quiet), f"{path}:{node.lineno}"


@pytest.mark.parametrize("path", FILES, ids=name_of)
def test_every_module_and_public_name_says_what_it_is(path):
    tree = tree_of(path)
    assert ast.get_docstring(tree)
    for node in tree.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            assert ast.get_docstring(node), node.name


@pytest.mark.parametrize("path", [p for p in FILES if "metrics" in p.parts], ids=name_of)
def test_no_metric_repairs_in_silence(path):
    source = path.read_text(encoding="utf-8")
    for word in (r"\.fillna\(", r"\.ffill\(", r"\.bfill\(", r"\.interpolate\(", r"except\b"):
        assert not re.search(word, source), word
    assert 'keep="first"' not in source
