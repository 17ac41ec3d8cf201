"""The gates of every notebook: thin, readable, without outputs or typed numbers."""

import ast
import json
import re
import tokenize
from io import StringIO
from pathlib import Path

import pytest

from exportgap import tables, vocabulary

FOLDER = Path(__file__).resolve().parents[1] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
TAGS = {"parameters", "remove_cell", "hide_input"}
FORBIDDEN = ["read_csv", "requests", "savefig", "rcParams", "sys.path", "!pip", "%pip", "urllib"]


def cells(path, kind=None):
    """Return the cells of a notebook, each with its source as one text."""
    found = json.loads(path.read_text(encoding="utf-8"))["cells"]
    made = [cell | {"source": "".join(cell["source"])} for cell in found]
    return [cell for cell in made if kind in (None, cell["cell_type"])]


def tagged(path, tag):
    return [cell for cell in cells(path) if tag in cell["metadata"].get("tags", [])]


def code_lines(source):
    """Return the lines that are neither blank nor only a comment."""
    lines = (line.strip() for line in source.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def prose_of(source):
    """Return a Markdown text without code, formulas, tables and the addresses of links."""
    text = re.sub(r"```.*?```", "", source, flags=re.S)
    text = re.sub(r"\$\$.*?\$\$", "", text, flags=re.S)
    text = re.sub(r"`[^`]*`|\$[^$\n]*\$", "", text)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    return "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("|"))


def parameters(path):
    """Return name, value and trailing comment of each parameter."""
    source = tagged(path, "parameters")[0]["source"]
    comments = {
        token.start[0]: token.string
        for token in tokenize.generate_tokens(StringIO(source).readline)
        if token.type == tokenize.COMMENT
    }
    return [
        (node.targets[0].id, ast.literal_eval(node.value), comments.get(node.end_lineno, ""))
        for node in ast.parse(source).body
    ]


every_notebook = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def test_there_are_notebooks_and_they_are_numbered_in_order():
    assert [path.name[:2] for path in NOTEBOOKS] == [f"{at:02d}" for at in range(len(NOTEBOOKS))]
    assert NOTEBOOKS[0].name == "00_start_here.ipynb"


@every_notebook
def test_no_output_and_no_execution_count_is_committed(path):
    for cell in cells(path, "code"):
        assert cell["outputs"] == []
        assert cell["execution_count"] is None


@every_notebook
def test_it_begins_with_its_title_and_a_question(path):
    first = cells(path)[0]
    assert first["cell_type"] == "markdown"
    title, _, rest = first["source"].partition("\n")
    assert re.match(r"# [A-Z]", title)
    assert "?" in rest
    others = [cell["source"] for cell in cells(path, "markdown")[1:]]
    assert not any(re.search(r"^# ", source, flags=re.M) for source in others)


@every_notebook
def test_one_cell_of_parameters_stands_before_all_code(path):
    assert len(tagged(path, "parameters")) == 1
    assert cells(path, "code")[0]["metadata"]["tags"] == ["parameters"]


@every_notebook
def test_parameters_are_few_literals_each_with_its_help(path):
    source = tagged(path, "parameters")[0]["source"]
    nodes = ast.parse(source).body
    assert 1 <= len(nodes) <= 7
    for node in nodes:
        assert isinstance(node, ast.Assign)
        assert len(node.targets) == 1
        assert isinstance(node.targets[0], ast.Name)
    for name, value, comment in parameters(path):
        assert isinstance(value, (str, int, float, bool)), name
        assert re.match(r"#  ?\S.{7,}", comment), name
        assert not str(value).startswith(("/", "./", "../")), name


@every_notebook
def test_the_defaults_mean_what_their_names_say_and_are_checked_at_once(path):
    values = {name: value for name, value, _ in parameters(path)}
    vocabulary.check_parameters(**values)
    second = cells(path, "code")[1]
    assert second["metadata"]["tags"] == ["remove_cell"]
    calls = [node for node in ast.walk(ast.parse(second["source"])) if isinstance(node, ast.Call)]
    checks = [call for call in calls if getattr(call.func, "id", "") == "check_parameters"]
    assert len(checks) == 1
    passed = {word.arg: word.value.id for word in checks[0].keywords}
    known = [name for name in values if name in vocabulary.PARAMETERS]
    assert passed == {name: name for name in known}


@every_notebook
def test_a_parameter_is_never_assigned_again(path):
    names = {name for name, _, _ in parameters(path)}
    for cell in cells(path, "code")[1:]:
        for node in ast.walk(ast.parse(cell["source"])):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                assert node.id not in names


@every_notebook
def test_every_cell_parses_and_defines_no_function_or_class(path):
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)
    for cell in cells(path, "code"):
        for node in ast.walk(ast.parse(cell["source"])):
            assert not isinstance(node, kinds), ast.unparse(node)
            if isinstance(node, (ast.Assign, ast.AnnAssign, ast.NamedExpr)):
                assert not isinstance(node.value, ast.Lambda), ast.unparse(node)


@every_notebook
def test_cells_and_notebook_are_short(path):
    for cell in cells(path, "code"):
        assert len(code_lines(cell["source"])) <= 15, cell["source"]
    assert sum(len(code_lines(cell["source"])) for cell in cells(path, "code")) <= 120


@every_notebook
def test_nothing_is_read_drawn_or_installed_by_hand(path):
    for cell in cells(path, "code"):
        for word in FORBIDDEN:
            assert word not in cell["source"], word
        assert not re.search(r"^\s*[!%]", cell["source"], flags=re.M)


@every_notebook
def test_only_exportgap_is_imported_and_only_once(path):
    for at, cell in enumerate(cells(path, "code")):
        for node in ast.walk(ast.parse(cell["source"])):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom):
                names = [node.module]
                assert node.level == 0
                assert all(alias.name != "*" for alias in node.names)
            else:
                continue
            assert all(name.split(".")[0] == "exportgap" for name in names), names
            assert at == 1, "imports stand in the cell after the parameters"


@every_notebook
def test_every_imported_name_is_used(path):
    sources = [cell["source"] for cell in cells(path, "code")]
    imported = {
        alias.asname or alias.name
        for node in ast.walk(ast.parse(sources[1]))
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
    }
    used = {
        node.id
        for source in sources
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.Name)
    }
    assert imported <= used


@every_notebook
def test_takeaways_and_sources_close_the_notebook_in_this_order(path):
    headings = [
        line
        for cell in cells(path, "markdown")
        for line in cell["source"].splitlines()
        if line.startswith("## ")
    ]
    assert headings[-2:] == ["## Takeaways", "## Sources"]
    assert all("?" in heading for heading in headings[:-2]), headings


@every_notebook
def test_no_number_is_typed_into_prose(path):
    for cell in cells(path, "markdown"):
        typed = re.search(r".*\d.*", prose_of(cell["source"]))
        assert typed is None, typed.group()


def codes():
    """Return the codes of the tables, which may hold digits: KCS10, a heading of the HS."""
    found = set()
    for resource in tables.package()["resources"]:
        frame = tables.read(resource["name"])
        for column in {"CLASSIFICATION", "ITEM"} & set(frame):
            found |= set(frame[column])
    return found


@every_notebook
def test_no_number_is_typed_into_a_text_that_code_publishes(path):
    known = codes()
    for cell in cells(path, "code")[1:]:
        for node in ast.walk(ast.parse(cell["source"])):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                if node.value in known:
                    continue
                assert not re.search(r"\d", re.sub(r"\{[^}]*\}", "", node.value)), node.value


@every_notebook
def test_cells_carry_only_known_tags_and_no_other_metadata(path):
    for cell in cells(path):
        assert set(cell["metadata"]) <= {"tags"}
        assert set(cell["metadata"].get("tags", [])) <= TAGS
        assert cell["cell_type"] in {"code", "markdown"}
        assert cell["source"].strip()


@every_notebook
def test_cell_names_are_unique_and_the_kernel_is_the_common_one(path):
    notebook = json.loads(path.read_text(encoding="utf-8"))
    names = [cell["id"] for cell in notebook["cells"]]
    assert len(set(names)) == len(names)
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    assert (notebook["nbformat"], notebook["nbformat_minor"]) >= (4, 5)


@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("In `2025` and $x_1$", "In  and "),
        ("$$a_1\n= 2$$ so", " so"),
        ("| 1 | 2 |\nrest", "rest"),
        ("[text](https://x.y/2025)", "[text]"),
        ("Korea sold 12", "Korea sold 12"),
        ("$5 and 7 dollars", "$5 and 7 dollars"),
    ],
)
def test_code_formulas_tables_and_addresses_are_no_prose(source, left):
    assert prose_of(source) == left
