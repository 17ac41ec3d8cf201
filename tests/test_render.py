"""Reports: what is refused before a kernel starts, what a page holds, what a failure leaves."""

import html.parser
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from exportgap import vocabulary
from exportgap.render import executed, overview, page, presets, publish
from exportgap.render import report as render
from exportgap.render.page import formula

PARAMETERS = """\
home = "KOR"  # the economy that catches up
rival = "JPN"  # the leader
as_of = "latest"  # what was public on this date
top = 5  # how many rows
share = 0.5  # a share, 0 to 1
deep = False  # the long version
"""
WIDE = (
    '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5">'
    '<style>*{stroke-linejoin: round}</style><defs><clipPath id="p1"><path d="M0 0"/></clipPath>'
    '</defs><g id="axes_1"><path clip-path="url(#p1)" fill="#C7412A" style="stroke: #144f7d"/>'
    '<rect fill="#123456"/></g></svg>'
)
NARROW = WIDE.replace("0 0 10 5", "0 0 4 5")
STDERR = {"output_type": "stream", "name": "stderr", "text": "a.py:1: UserWarning: old\n  old()\n"}
ALT = "Line chart: the gap & its history"


def markdown(source):
    return {"cell_type": "markdown", "metadata": {"tags": []}, "source": source}


def code(source, *tags, outputs=()):
    return {
        "cell_type": "code",
        "metadata": {"tags": list(tags)},
        "source": source,
        "execution_count": None,
        "outputs": list(outputs),
    }


def shown(data, metadata=None):
    return {"output_type": "display_data", "data": data, "metadata": metadata or {}}


def numbers(*items):
    return shown(
        {vocabulary.NUMBERS: [dict(zip(("name", "value"), i, strict=True)) for i in items]}
    )


def chart(alt=ALT):
    described = {"image/svg+xml": {"alt": alt}} if alt else {}
    return shown({"image/svg+xml": WIDE, vocabulary.NARROW: NARROW}, described)


class Desk:
    """A folder with notebooks and presets, and a render of them."""

    def __init__(self, root):
        self.notebooks, self.out = root / "notebooks", root / "build" / "reports"
        (self.notebooks / "presets").mkdir(parents=True)
        self.preset("story", "parameters: {as_of: 2025-12-05}")

    def preset(self, name, more=""):
        text = f"title: Who leads?\ndescription: A story in figures.\n{more}\n"
        (self.notebooks / "presets" / f"{name}.yaml").write_text(text)

    def notebook(self, name, *cells, title="The gap", parameters=PARAMETERS):
        head = [markdown(f"# {title}\n\nHow large is *it*?\n\nFor analysts.")]
        if parameters is not None:
            head.append(code(parameters, "parameters"))
        for number, cell in enumerate([*head, *cells]):
            cell["id"] = f"cell-{number}"
        kernel = {"name": "python3", "language": "python", "display_name": "Python"}
        content = {"nbformat": 4, "nbformat_minor": 5, "metadata": {"kernelspec": kernel}}
        content["cells"] = [*head, *cells]
        (self.notebooks / f"{name}.ipynb").write_text(json.dumps(content))

    def render(self, preset="story", progress=None, **overrides):
        return render.render_report(
            preset, overrides, notebooks=self.notebooks, out=self.out, progress=progress
        )

    def page(self, name, folder="story"):
        return (self.out / folder / f"{name}.html").read_text()

    def files(self, folder="story"):
        found = sorted((self.out / folder).rglob("*"))
        return {p.relative_to(self.out): p.read_bytes() for p in found if p.is_file()}


@pytest.fixture(scope="session")
def faces(tmp_path_factory):
    """Cut the typeface once for all tests."""
    from exportgap.render.page import font_css

    return font_css(tmp_path_factory.mktemp("faces"))


@pytest.fixture(autouse=True)
def surroundings(monkeypatch, faces):
    def freshness(as_of):
        row = {"table": "exports", "title": "Exports <by> month", "last_period": "2025-10"}
        return [{**row, "published": str(as_of), "rows": "1,234", "publisher": "Customs"}]

    source = {"table": "exports", "title": "Trade & statistics", "publisher": "Customs"}
    source |= {"series": "d41ma", "licence": "CC BY 4.0", "retrieved": "2025-12-01"}
    monkeypatch.setattr("exportgap.tables.freshness", freshness)
    monkeypatch.setattr("exportgap.tables.sources", lambda: [source])
    monkeypatch.setattr("exportgap.tables.known_by", lambda date: date)
    monkeypatch.setattr("exportgap.tables.package", lambda: {"version": "2025.12.4"})
    monkeypatch.setattr("exportgap.tables.check_parameters", vocabulary.check_parameters)
    monkeypatch.setattr("exportgap.render.report.font_css", lambda _: faces)


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path)


@pytest.fixture
def no_kernel(monkeypatch):
    import papermill

    def started(*_, **__):
        raise AssertionError("a kernel was about to start")

    monkeypatch.setattr(papermill, "execute_notebook", started)


@pytest.fixture
def canned(monkeypatch):
    """Let a notebook "run" to the outputs it already holds, without a kernel."""
    import nbformat
    import papermill

    def run(path, _, **options):
        notebook = nbformat.read(path, as_version=4)
        for item in (notebook, *notebook.cells):
            item.metadata.papermill = {"status": "completed", "exception": None}
        options["on_notebook"](notebook)

    monkeypatch.setattr(papermill, "execute_notebook", run)


# Before a kernel starts


@pytest.mark.parametrize(
    ("preset", "overrides", "expected"),
    [
        ("storey", {}, r"'storey' is not a preset. Did you mean story\? Available: story"),
        (
            "story",
            {"rivl": "JPN"},
            r"'rivl' is not a parameter .* mean rival\? Allowed: home, rival",
        ),
        ("story", {"top": "abc"}, r"top: 'abc' is not a whole number, .* \(how many rows\)"),
        ("story", {"top": "1.5"}, "is not a whole number"),
        ("story", {"share": "much"}, "is not a number"),
        ("story", {"share": "nan"}, "is not a number"),
        ("story", {"deep": "1"}, "is not true or false"),
        ("story", {"home": "KRO"}, r"home: 'KRO' is not a known area. Did you mean KOR\?"),
        ("story", {"home": "JPN"}, "home JPN and rival JPN are one area"),
        ("story", {"as_of": "5.12.2025"}, "as_of: .* is not a date"),
    ],
)
def test_a_wrong_question_is_refused_before_a_kernel_starts(
    desk, no_kernel, preset, overrides, expected
):
    desk.notebook("01_gap")
    with pytest.raises(ValueError, match=re.compile(expected, re.DOTALL)):
        desk.render(preset, **overrides)
    assert not desk.out.exists()


def test_every_notebook_is_checked_before_the_first_runs(desk, no_kernel):
    desk.notebook("01_gap")
    desk.notebook("02_late", parameters='home = "KOR"  # home\nrival = "KOR"  # rival\n')
    with pytest.raises(ValueError, match="home KOR and rival KOR are one area"):
        desk.render()


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("paramters: {}", r"'paramters' is not a key of a preset. Did you mean parameters\?"),
        ("notebooks: [01_gpa]", r"'01_gpa' is not a notebook. Did you mean 01_gap\?"),
        ("notebooks: [01_gap, 01_gap]", "listed twice"),
        ("notebooks: []", "at least one"),
        ("parameters: {as_off: 2025-12-05}", r"mean as_of\?"),
        ("parameters: {top: yes}", "top: True is not a whole number"),
        ("notebooks: [", "is not YAML"),
    ],
)
def test_a_wrong_preset_is_refused(desk, no_kernel, more, expected):
    desk.notebook("01_gap")
    desk.preset("mine", more)
    with pytest.raises(ValueError, match=expected):
        desk.render("mine")


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (None, "has no cells tagged `parameters`"),
        ("top = 2 + 3  # rows", "gives top no plain default"),
        ("top = None  # rows", "gives top no plain default"),
        ("tops = [1]  # rows", "gives tops no plain default"),
        ("home = rival = 'KOR'  # both", "is not `name = literal"),
        ("import os  # no", "line 1 of the parameters cell is not"),
        ("top = 5", "line 1 of the parameters cell explains nothing"),
        ("top = 5  # rows\ntop = 6  # rows", "declares top a second time"),
        ("top = = 5  # rows", "is not Python"),
    ],
)
def test_a_wrong_parameters_cell_is_refused(desk, no_kernel, source, expected):
    desk.notebook("01_gap", parameters=source)
    desk.preset("plain")
    with pytest.raises(ValueError, match=expected):
        desk.render("plain")


def test_two_parameters_cells_are_refused(desk, no_kernel):
    desk.notebook("01_gap", code("top = 1  # rows", "parameters"))
    with pytest.raises(ValueError, match="has 2 cells tagged"):
        desk.render()


def test_parameters_are_read_as_written(desk):
    source = '# a line of its own\nhome: str = "K#R"  # with a # inside\ntop = -3  #: minus\n'
    desk.notebook("01_gap", parameters=source + 'long = (\n    "a"\n    "b"\n)  # two lines\n')
    found = presets.read_parameters(desk.notebooks / "01_gap.ipynb")
    assert [(p.name, p.default, p.help) for p in found] == [
        ("home", "K#R", "with a # inside"),
        ("top", -3, "minus"),
        ("long", "ab", "two lines"),
    ]


def test_values_take_the_type_of_the_default_and_go_only_where_they_are_declared(desk):
    desk.notebook("01_gap")
    desk.notebook("02_other", parameters="top = 1.5  # rows as a share\n")
    plan = presets.load_preset("story", desk.notebooks)
    asked = {"top": "3", "share": "1", "deep": "True", "home": "DEU"}
    values = presets.check_values(plan, asked)
    assert values == {
        "01_gap": {
            **{"home": "DEU", "rival": "JPN", "as_of": "2025-12-05"},
            **{"top": 3, "share": 1.0, "deep": True},
        },
        "02_other": {"top": 3.0},
    }
    assert [type(values[name]["top"]) for name in values] == [int, float]


def test_a_presets_parameters_are_listed_with_its_own_defaults(desk):
    desk.notebook("01_gap")
    desk.notebook("02_other", parameters='kind = "a"  # which kind\ntop = 9  # rows\n')
    plan = presets.load_preset("story", desk.notebooks)
    listed = {p.name: (p.default, p.help) for p in presets.preset_parameters(plan)}
    assert listed["as_of"] == ("2025-12-05", "what was public on this date")
    assert listed["top"] == (5, "how many rows")
    assert listed["kind"] == ("a", "which kind")
    with pytest.raises(ValueError, match="Allowed: kind, top, home"):
        presets.check_values(plan, {"tpo": "1"})


# A report that works, with real kernels


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    """Render two notebooks once."""
    desk = Desk(tmp_path_factory.mktemp("desk"))
    desk.preset("story", "parameters: {as_of: 2025-12-05}")
    body = (
        "from IPython.display import display\nimport sys\n"
        f"display({{'text/markdown': f'Asked for **{{home}}** by {{sys.executable}}.',"
        f" {vocabulary.TAKEAWAYS!r}: [{{'text': f'{{home}} *leads* by $x$'}},"
        " {'text': 'two'}, {'text': 'three'}, {'text': 'four'}]}, raw=True)\n"
        f"display({{{vocabulary.NUMBERS!r}: [{{'name': 'top', 'value': top}}]}}, raw=True)"
    )
    desk.notebook("01_gap", markdown("## Who leads?"), code(body, "remove_input"))
    desk.notebook("02_cars", code("print(3 * 2)"), title="Cars", parameters="n = 1  # a number")
    steps = []
    with pytest.MonkeyPatch.context() as patch:
        # A kernel of the same name that the user installed must not be the one that runs.
        other = desk.notebooks.parent / "jupyter" / "kernels" / "python3"
        other.mkdir(parents=True)
        spec = {"argv": ["/bin/false"], "display_name": "x", "language": "python"}
        (other / "kernel.json").write_text(json.dumps(spec))
        patch.setenv("JUPYTER_PATH", str(other.parents[1]))
        patch.setattr("exportgap.tables.freshness", lambda _: [])
        patch.setattr("exportgap.tables.sources", list)
        patch.setattr("exportgap.tables.known_by", lambda date: date)
        patch.setattr("exportgap.tables.package", dict)
        patch.setattr("exportgap.tables.check_parameters", vocabulary.check_parameters)
        patch.setattr("exportgap.render.report.font_css", lambda _: "")
        desk.index = desk.render(progress=steps.append, home="DEU")
    desk.steps = steps
    return desk


def test_a_report_is_all_its_files_and_nothing_else(report):
    assert report.index == report.out / "story" / "index.html"
    names = [str(path) for path in report.files()]
    assert names == [
        *("story/01_gap.html", "story/02_cars.html", "story/index.html"),
        *("story/notebooks/01_gap.ipynb", "story/notebooks/02_cars.ipynb", "story/numbers.json"),
    ]
    visible = [p.name for p in report.out.iterdir() if not p.name.startswith(".")]
    assert visible == ["story"]
    assert not [p.name for p in report.out.iterdir() if p.name.endswith((".new", ".old"))]


def test_the_kernel_is_this_interpreter_and_hears_the_parameters(report):
    assert f"Asked for <strong>DEU</strong> by {sys.executable}." in report.page("01_gap")
    assert '<pre class="stream stdout">6</pre>' in report.page("02_cars")


def test_numbers_are_collected_with_their_notebook_first(report):
    found = json.loads((report.out / "story" / "numbers.json").read_text())
    assert found == [{"notebook": "01_gap", "name": "top", "value": 5}]
    assert next(iter(found[0])) == "notebook"


def test_the_first_page_leads_with_a_finding_and_tells_each_chapters_question(report):
    text = report.page("index")
    assert "<h1>Who leads?</h1>" in text
    assert '<a href="01_gap.html">The gap</a>' in text
    assert "How large is <em>it</em>?" in text
    assert "DEU <em>leads</em> by <svg" in text
    assert "<li>two</li>" in text
    assert "<li>three</li>" not in text
    assert "Germany and Japan" in text
    assert "Figures public by 5 December 2025" in text


def test_chapters_link_to_each_other_and_to_the_notebook_as_it_ran(report):
    def links(text):
        parser = Fetches()
        parser.feed(text)
        return [(given["rel"], given["href"]) for _, given in parser.tags if "rel" in given]

    first, second = report.page("01_gap"), report.page("02_cars")
    assert links(first) == [("next", "02_cars.html")]
    assert links(second) == [("prev", "01_gap.html")]
    assert 'href="notebooks/01_gap.ipynb"' in first
    ran = json.loads((report.out / "story" / "notebooks" / "01_gap.ipynb").read_text())
    assert ran["metadata"]["papermill"]["exception"] is None
    assert ran["metadata"]["papermill"]["input_path"] == "01_gap.ipynb"
    assert str(report.notebooks) not in json.dumps(ran)


def test_the_executed_notebook_is_a_valid_notebook(report):
    import nbformat

    for path in (report.out / "story" / "notebooks").glob("*.ipynb"):
        nbformat.validate(nbformat.read(path, as_version=4))


def test_progress_tells_cells_and_then_seconds(report):
    done = [step for step in report.steps if step.seconds is not None]
    assert [(step.notebook, step.number, step.count) for step in done] == [
        ("01_gap", 1, 2),
        ("02_cars", 2, 2),
    ]
    # Parameters, injected parameters, the body.
    first = [(s.cells_done, s.cells) for s in report.steps if s.number == 1]
    assert first == [(0, 3), (1, 3), (2, 3), (3, 3), (3, 3)]


def test_it_works_without_an_activated_environment_and_says_nothing(tmp_path):
    desk = Desk(tmp_path)
    desk.notebook("01_gap", code("import sys\nprint(sys.executable)"))
    script = (
        "import sys, types\nfrom pathlib import Path\n"
        "tables = types.ModuleType('exportgap.tables')\n"
        "tables.freshness, tables.sources, tables.package = lambda _: [], list, dict\n"
        "tables.known_by = lambda date: date\n"
        "from exportgap import vocabulary\n"
        "tables.check_parameters = vocabulary.check_parameters\n"
        "sys.modules['exportgap.tables'] = tables\n"
        "import exportgap; exportgap.tables = tables\n"
        "from exportgap.render import report as render\n"
        f"root = Path({str(tmp_path)!r})\n"
        "render.render_report('story', notebooks=root / 'notebooks', out=root / 'build/reports')\n"
        "assert sys.modules['rfc3987_syntax'] is None\n"
    )
    home = {"HOME": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, "-c", script], env=home, cwd=tmp_path, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert sys.executable in desk.page("01_gap")
    assert list((tmp_path / "build" / ".cache").glob("faces-*.css"))


# Failures


@pytest.mark.parametrize(
    ("source", "error", "last"),
    [
        ("x = 1\nraise KeyError('\x1b[31mno such month\x1b[0m')", "KeyError: '", 4),
        ("import os\nos._exit(1)", "Kernel died", 4),
    ],
)
def test_a_failure_leaves_the_last_report_and_keeps_the_notebook_with_the_truth(
    tmp_path, source, error, last
):
    desk = Desk(tmp_path)
    (desk.out / "story").mkdir(parents=True)
    (desk.out / "story" / "index.html").write_text("the last good report")
    before = desk.files()
    desk.notebook(
        "01_gap",
        markdown("## Does it break?"),
        code(source, "remove_cell"),
        code("print('never')"),
    )
    desk.notebook("02_cars", code("1"))
    with pytest.raises(render.ReportError) as raised:
        desk.render()
    message = str(raised.value)
    kept = desk.out / "story.failed"
    assert message.startswith("01_gap failed under “Does it break?”: " + error)
    assert message.endswith(f"See {kept / '01_gap.html'}")
    assert "\n" not in message and "\x1b" not in message
    assert desk.files() == before
    assert sorted(p.name for p in kept.rglob("*.*")) == ["01_gap.html", "01_gap.ipynb"]
    ran = json.loads((kept / "notebooks" / "01_gap.ipynb").read_text())
    assert ran["metadata"]["papermill"]["exception"] is True
    states = [cell["metadata"]["papermill"]["status"] for cell in ran["cells"]]
    assert states == [*["completed"] * last, "failed", "pending"]
    assert ran["cells"][last]["source"] == source
    assert error in desk.page("01_gap", "story.failed")


def test_a_failure_under_the_current_folder_is_named_from_there(desk, canned, monkeypatch):
    monkeypatch.chdir(desk.out.parents[1])
    desk.notebook("01_gap", code("f()", outputs=[STDERR]))
    with pytest.raises(render.ReportError, match=r"See build/reports/story.failed/01_gap.html$"):
        desk.render()


def test_a_success_removes_the_failure_and_replaces_the_report(desk, canned):
    for folder in ("story.failed", "story"):
        (desk.out / folder).mkdir(parents=True)
        (desk.out / folder / "stale.html").write_text("x")
    desk.notebook("01_gap")
    desk.render()
    assert not (desk.out / "story.failed").exists()
    assert not (desk.out / "story" / "stale.html").exists()


EXIT = {"output_type": "error", "ename": "SystemExit", "evalue": "0", "traceback": []}


@pytest.mark.parametrize(
    ("outputs", "expected"),
    [
        ([EXIT], "failed under “Why?”: SystemExit: 0"),
        ([STDERR], "printed a warning under “Why?”: "),
        ([chart(alt=None)], "shows a picture without alt text"),
        ([shown({"image/png": "iVBORw0K"})], "shows a picture without alt text"),
        ([numbers(("gap", 1.5)), numbers(("gap", 1.6))], "numbers named gap: value 1.5 and 1.6"),
        ([numbers(("gap", float("inf")))], "hands over inf as the number gap"),
        ([shown({"text/html": "<img src='data:,x'>"})], "shows a picture without alt text"),
        ([shown({"text/html": "<img alt='a' src=b.png>"})], "something from outside: <img"),
        ([shown({"text/html": "<script>f()</script>"})], "something from outside: <script"),
        ([shown({"text/html": "<p style='background: url(//x/y)'>"})], "something from outside"),
    ],
)
def test_a_defect_in_the_outputs_is_a_failure(desk, canned, outputs, expected):
    desk.notebook("01_gap", markdown("## Why?"), code("f()", outputs=outputs))
    with pytest.raises(render.ReportError, match=re.escape(expected)):
        desk.render()
    assert not (desk.out / "story").exists()
    assert (desk.out / "story.failed" / "01_gap.html").exists()


def test_the_same_number_twice_is_one_number(desk, canned):
    outputs = [numbers(("gap", 1.5)), numbers(("gap", 1.5), ("rank", 2))]
    desk.notebook("01_gap", code("f()", outputs=outputs))
    desk.notebook("02_cars", code("f()", outputs=[numbers(("gap", 7))]))
    desk.render()
    found = json.loads((desk.out / "story" / "numbers.json").read_text())
    assert [(n["notebook"], n["name"], n["value"]) for n in found] == [
        ("01_gap", "gap", 1.5),
        ("01_gap", "rank", 2),
        ("02_cars", "gap", 7),
    ]


def test_a_run_killed_between_its_renames_is_repaired_by_the_next(desk, no_kernel):
    # What such a run leaves: the former report renamed away, the new one not yet in place.
    desk.notebook("01_gap")
    for folder, text in ((".story.old", "former"), (".story.new", "half")):
        (desk.out / folder).mkdir(parents=True)
        (desk.out / folder / "index.html").write_text(text)
    with pytest.raises(AssertionError, match="about to start"):
        desk.render()
    assert (desk.out / "story" / "index.html").read_text() == "former"
    assert [p.name for p in desk.out.iterdir() if p.is_dir()] == ["story"]


def test_a_rename_that_fails_puts_the_former_folder_back(tmp_path, monkeypatch):
    target = tmp_path / "story"
    target.mkdir()
    (target / "a").write_text("former")
    rename = Path.rename

    def refuse(self, to):
        if self.name == ".story.new":
            raise OSError("disk")
        return rename(self, to)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="disk"), publish.published(target) as folder:
        (folder / "a").write_text("new")
    assert (target / "a").read_text() == "former"


@pytest.mark.skipif(sys.platform == "win32", reason="no lock there")
def test_two_renders_of_one_report_do_not_mix(desk, no_kernel):
    desk.notebook("01_gap")
    with (
        publish.published(desk.out / "story"),
        pytest.raises(render.ReportError, match="another process is rendering"),
    ):
        desk.render()


# The page


class Fetches(html.parser.HTMLParser):
    """Collects whatever a browser would load or run, and the pictures' alternatives."""

    def __init__(self):
        super().__init__()
        self.found, self.alts, self.tags, self.css = [], [], [], ""

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags.append((tag, given))
        if tag in ("script", "iframe", "object", "embed", "link"):
            self.found.append(tag)
        for name in ("src", "srcset", "poster", "href", "xlink:href"):
            value = given.get(name) or ""
            if tag != "a" and value and not value.startswith(("data:", "#")):
                self.found.append(value)
        if tag == "img":
            self.alts.append(given.get("alt"))
        if tag == "svg":
            self.alts.append(given.get("aria-label") if given.get("role") == "img" else None)

    def handle_data(self, data):
        if self.tags and self.tags[-1][0] == "style":
            self.css += data


@pytest.fixture
def rich(desk, canned):
    png = shown({"image/png": "iVBORw0K"}, {"image/png": {"alt": "a map"}})
    table = shown(
        {
            "text/html": '<div><style scoped>.x{}</style><table border="1" class="dataframe">'
            '<thead><tr style="text-align: right;"><th></th><th>Economy</th><th>Change</th></tr>'
            "<tr><th>year</th><th></th><th></th></tr></thead><tbody>"
            "<tr><th>2024</th><td>Korea</td><td>-1.25</td></tr>"
            "<tr><th>2025</th><td>Japan &lt;b&gt;</td><td>1,300 %</td></tr></tbody></table></div>"
        }
    )
    desk.notebook(
        "01_gap",
        markdown("# A second title\n\n## Why $x^2$?\n\n## Why\n\nCosts $5 bn.\n\n$$\na\n= b\n$$"),
        code("x = '<b>'", "hide_input", outputs=[chart(), png, table]),
        code("hidden", "remove_cell"),
        title="Hostile <script>alert(1)</script> & co",
        parameters=PARAMETERS + 'note = "x"  # a note\n',
    )
    desk.render(note='"><script src="https://evil.example/x.js"></script>')
    return desk


def test_a_page_fetches_nothing_runs_nothing_and_describes_every_picture(rich):
    for name in ("01_gap", "index"):
        parser = Fetches()
        parser.feed(rich.page(name))
        assert parser.found == []
        assert all(parser.alts)
        assert "@font-face" in parser.css
        assert re.findall(r"url\(\s*[\"']?(?!data:|[\"'])", parser.css) == []
        assert "@import" not in parser.css
    parser.feed(rich.page("01_gap"))
    assert parser.alts.count(ALT) == 2
    assert "a map" in parser.alts


def test_the_fetch_check_can_fail():
    parser = Fetches()
    parser.feed(
        '<link rel="x" href="a.css"><img src="https://x/y.png"><svg><use href="//z"/></svg>'
    )
    assert parser.found == ["link", "a.css", "https://x/y.png", "//z"]
    assert parser.alts == [None, None]


def test_titles_and_parameters_are_text_not_html(rich):
    for name in ("01_gap", "index"):
        text = rich.page(name)
        assert "<script" not in text
        assert "Hostile &lt;script&gt;alert(1)&lt;/script&gt; &amp; co" in text
        assert 'note = "&gt;&lt;script' in text.replace("&#34;", '"').replace("&quot;", '"')
    assert rich.page("index").count("Exports &lt;by&gt; month") == 2
    assert "Trade &amp; statistics" in rich.page("index")


def test_the_stamp_says_what_made_the_page(rich):
    for name in ("01_gap", "index"):
        stamp = re.search(r'<dl class="stamp">(.*?)</dl>', rich.page(name), re.DOTALL)[1]
        said = dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", stamp))
        assert said["Data"] == "2025.12.4"
        assert said["Preset"] == "story"
        assert said["Python"] == ".".join(map(str, sys.version_info[:3]))
        assert said["Parameters"].startswith("home = KOR, rival = JPN, as_of = 2025-12-05, top = 5")
        assert re.fullmatch(r"\d+ \w+ 20\d\d, \d\d:\d\d UTC", said["Rendered"])


def test_a_page_from_old_tables_does_not_claim_to_know_what_came_since(desk, canned, monkeypatch):
    import datetime as dt

    asked = []
    monkeypatch.setattr("exportgap.tables.known_by", lambda date: min(date, dt.date(2025, 3, 4)))
    monkeypatch.setattr("exportgap.tables.freshness", lambda date: asked.append(date) or [])
    desk.notebook("01_gap")
    desk.render()
    assert asked == [dt.date(2025, 3, 4)]
    for name in ("01_gap", "index"):
        assert "Figures public by 4 March 2025" in desk.page(name)


def test_a_page_has_one_h1_landmarks_and_anchors_for_its_contents(rich):
    parser = Fetches()
    parser.feed(rich.page("01_gap"))
    tags = [tag for tag, _ in parser.tags]
    assert tags.count("h1") == 1
    assert {"main", "nav", "header", "footer"} <= set(tags)
    assert ("html", {"lang": "en"}) in parser.tags
    assert any(given.get("name") == "viewport" for _, given in parser.tags)
    ids = [given["id"] for _, given in parser.tags if "id" in given]
    assert len(ids) == len(set(ids))
    links = {
        given["href"][1:] for tag, given in parser.tags if (given.get("href") or "")[:1] == "#"
    }
    assert {"a-second-title", "why", "why-2", "content"} <= links <= set(ids) | {"c1w-p1", "c1n-p1"}


def test_code_is_folded_or_dropped_by_its_tag(rich):
    text = rich.page("01_gap")
    folded = re.search(r'<details class="folded"><summary>Code</summary>(.*?)</details>', text)
    assert "&lt;b&gt;" in folded[1]
    assert "hidden" not in re.sub(r"<style>.*?</style>", "", text, flags=re.DOTALL)
    assert "what was public on this date" not in text


def test_charts_come_wide_and_narrow_in_colours_the_page_can_change(rich):
    text = rich.page("01_gap")
    wide = re.search(r'<div class="wide">(<svg.*?</svg>)</div>', text)[1]
    assert re.search(r'<div class="narrow"><svg[^>]*viewBox="0 0 4 5"', text)
    assert 'style="fill: var(--c-home, #C7412A); stroke: var(--c-rival, #144f7d)"' in wide
    assert '<rect fill="#123456"/>' in wide
    assert 'clipPath id="c1w-p1"' in wide
    assert 'clip-path="url(#c1w-p1)"' in wide
    assert "<style>*" not in text and 'style="stroke-linejoin: round"' in wide
    assert "--c-home: #c7412a;" in text


def test_tables_align_their_numbers_and_scroll_by_themselves(rich):
    text = rich.page("01_gap")
    table = re.search(r'<div [^>]*class="table"[^>]*>(<table.*?</table>)', text, re.DOTALL)
    assert 'tabindex="0"' in table[0]
    assert '<th>year</th><th>Economy</th><th class="num">Change</th>' in table[1]
    assert '<td class="num">\N{MINUS SIGN}1.25</td>' in table[1]
    assert '<td class="num">1,300 %</td>' in table[1]
    assert "<td>Japan &lt;b&gt;</td>" in table[1]
    assert "border=" not in table[1] and "scoped" not in text


@pytest.mark.parametrize(
    "source",
    [
        "It cost $5 bn, then $6.5 bn.",
        "US$5 bn and US$6 bn",
        "From $5 bn (US$ 6 bn at the time).",
        "from $ 5 to $ 6",
        "for $5-$6 a kilo",
        r"\$x\$",
        "$20,000 and USD$30,000",
        "`$x$`",
    ],
)
def test_money_is_not_mathematics(source):
    sheet = page.Page({})
    text = sheet.finish(sheet.markdown(source))
    assert "<svg" not in text
    assert text.count("$") == source.count("$")


@pytest.mark.parametrize(
    ("source", "label"),
    [
        ("a gap of $G_t = 5$ now", "G_t = 5"),
        ("$x$", "x"),
        ("cost $5 and $x$ is a formula", "x"),
        ("$$\nx\n= y\n$$", "x\n= y"),
        ("in a line $$x<y$$ too", "x&lt;y"),
        (r"$2 \times 3$", r"2 \times 3"),
    ],
)
def test_formulas_are_drawn_in_the_colour_of_the_text(source, label):
    sheet = page.Page({})
    text = sheet.finish(sheet.markdown(source))
    drawn = re.search(r'<svg class="formula" role="img" aria-label="([^"]*)"', text)
    assert drawn[1] == label
    assert 'fill="currentColor"' in text and "black" not in text
    assert text.count("$") == source.count("$5")


def test_an_undrawable_formula_stays_readable():
    assert formula.formula(r"\frac{1", False) == r"<code>\frac{1</code>"


def test_computed_markdown_carries_no_html():
    sheet = page.Page({})
    assert "<b>" not in sheet.computed_markdown("a <b>bold</b> *claim*")
    assert "<em>claim</em>" in sheet.computed_markdown("a <b>bold</b> *claim*")
    assert "<b>" in sheet.markdown("a <b>bold</b> claim")


def test_the_typeface_is_cut_once_and_the_same_each_time(tmp_path, monkeypatch, faces):
    from exportgap.render.page import faces as module

    monkeypatch.setattr(module, "FACES", module.FACES[:1])
    first = module.font_css(tmp_path / "a")
    assert first == module.font_css(tmp_path / "b")
    assert first.startswith("@font-face") and first.split("}\n")[0] in faces
    monkeypatch.setattr(module, "_rule", None)
    assert module.font_css(tmp_path / "a") == first
    assert len(list((tmp_path / "a").iterdir())) == 1


def test_a_terminal_shows_one_moving_line_and_a_log_plain_lines():
    import io

    running = render.Step("01_gap", 1, 2, 3, 6)
    done = render.Step("01_gap", 1, 2, 6, 6, 3.24)
    log = io.StringIO()
    for step in (running, done):
        render.Terminal(log)(step)
    assert log.getvalue() == "01_gap … 3.2 s\n"
    screen = io.StringIO()
    screen.isatty = lambda: True
    for step in (running, done):
        render.Terminal(screen)(step)
    assert "notebook 1 of 2, 01_gap, cell 3 of 6" in screen.getvalue()
    assert screen.getvalue().endswith("\r\x1b[K01_gap … 3.2 s\n")


@pytest.mark.parametrize(
    ("traceback", "said"),
    [
        (
            ["  Cell In[1]\n    f(\n", "\x1b[31mSyntaxError\x1b[0m: '(' was never closed\n"],
            "'(' was",
        ),
        (["SyntaxError: two lines\nof a message"], "of a message"),
        ([], "'(' was never closed (1.py, line 1)"),
    ],
)
def test_an_error_is_told_by_its_last_line(traceback, said):
    from nbformat import v4

    error = v4.new_output("error", ename="SyntaxError", traceback=traceback)
    error.evalue = "'(' was never closed (1.py, line 1)"
    cells = [v4.new_markdown_cell("# One\n\n## Two ##"), v4.new_code_cell("f(", outputs=[error])]
    told = executed.error_in(v4.new_notebook(cells=cells))
    assert told.startswith(f"failed under “Two”: SyntaxError: {said}")
    assert executed.error_in(v4.new_notebook(cells=cells[:1])) == ""


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("# A gap #\n\nHow\nlarge?\n\nFor all.\n", ("A gap", "How large?", "For all.")),
        ("# A gap", ("A gap", "", "")),
        ("# A gap\n\n## At once\n", ("A gap", "", "\n## At once\n")),
        ("# A gap\n\n**Is** it?", ("A gap", "**Is** it?", "")),
        ("# A gap\n\n- a list", ("A gap", "", "\n- a list")),
        ("No title", ("", "", "No title")),
    ],
)
def test_the_first_cell_is_split_into_title_question_and_rest(source, expected):
    assert executed.split_title(source) == expected


def test_a_report_says_what_its_chapters_share_and_lists_where_they_differ():
    chapters = [{"home": "KOR", "top": 5}, {"home": "KOR", "top": 9, "deep": True}, {}]
    assert overview.shared_values(chapters) == {"home": "KOR", "deep": True}
    assert overview.listing(chapters) == "home = KOR, top = 5 or 9, deep = True"
    assert overview.listing([{}]) == "none"


def test_sources_stand_under_their_table_with_their_terms_said_once():
    tables = [{"table": "b", "title": "B"}, {"table": "a", "title": "A"}, {"table": "c"}]
    sources = [
        {"table": table, "licence": licence, "retrieved": day}
        for table, licence, day in [
            ("a", "CC BY 4.0", "2026-01-02"),
            ("a", "CC BY 4.0", "2025-12-01"),
            ("b", "open", "2026-01-02"),
        ]
    ]
    groups = overview.sources_by_table(sources, tables)
    assert [(g["title"], len(g["items"]), g["shared"]) for g in groups] == [
        ("B", 1, "open. Retrieved 2026-01-02."),
        ("A", 2, "CC BY 4.0. Retrieved 2025-12-01 to 2026-01-02."),
    ]


def test_a_table_is_named_by_the_heading_above_it():
    sheet = page.Page({})
    text = sheet.markdown("## Chips & *cars* $x$\n\n| a | b |\n|---|---|\n| x | 1 |")
    assert 'aria-label="Table: Chips &amp; cars "' in text


def test_parameters_are_told_in_words():

    said = executed.in_words(
        {"home": "KOR", "rival": "CHN", "rule": "spot:2025-12-05", "currency": "JPY", "top": 3}
    )
    assert said == [
        "Korea and China",
        "In yen",
        "Every month at the exchange rate of 5 December 2025",
    ]
    assert executed.in_words({"as_of": "2025-03-01"}) == ["Figures public by 1 March 2025"]
