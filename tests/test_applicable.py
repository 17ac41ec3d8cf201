"""Which chapters of a preset have something to say for the pair and the date asked."""

import json
from pathlib import Path

import pytest

from exportgap.render import presets
from exportgap.render.presets import Preset, applicable
from frames import refusal

PAIR = {"pair": ["KOR", "JPN"]}


@pytest.fixture
def preset(tmp_path):
    """Return a function that makes a preset of notebooks with the limits given."""

    def make(**limits):
        paths = []
        for stem, limit in limits.items():
            path = tmp_path / f"{stem}.ipynb"
            metadata = {} if limit is None else {"exportgap": limit}
            path.write_text(json.dumps({"cells": [], "metadata": metadata}), encoding="utf-8")
            paths.append(path)
        return Preset("story", "Who leads?", "A story in figures.", tuple(paths), {})

    return make


def kept(preset, **values):
    """Return the names of the notebooks kept when every one is given the values."""
    found = applicable(preset, {path.stem: values for path in preset.notebooks})
    return [path.stem for path in found.notebooks]


def test_a_preset_without_limits_is_returned_as_it_is(preset):
    whole = preset(a=None, b={})
    assert applicable(whole, {"a": {"as_of": "2019-06-30"}, "b": {}}) is whole


@pytest.mark.parametrize(
    ("as_of", "names"),
    [
        ("2025-04-02", ["a"]),
        ("2025-04-03", ["a", "b"]),  # the day itself
        ("2026-01-01", ["a", "b"]),
        ("latest", ["a", "b"]),
    ],
)
def test_a_chapter_is_left_out_before_its_figures_begin(preset, as_of, names):
    assert kept(preset(a=None, b={"from": "2025-04-03"}), as_of=as_of) == names


def test_a_chapter_without_a_date_of_its_own_is_asked_today(preset):
    assert kept(preset(a=None, b={"from": "2025-04-03"})) == ["a", "b"]
    assert kept(preset(a=None, b={"from": "2999-01-01"})) == ["a"]


@pytest.mark.parametrize(
    ("home", "rival", "names"),
    [
        ("KOR", "JPN", ["a", "b"]),
        # Which of the two is called home does not change whom the chapter tells of.
        ("JPN", "KOR", ["a", "b"]),
        # A series is asked for its area.
        ("KOR.gem", "JPN", ["a", "b"]),
        ("KOR", "CHN", ["a"]),
        ("DEU", "FRA", ["a"]),
    ],
)
def test_a_chapter_of_one_pair_is_left_out_for_another(preset, home, rival, names):
    assert kept(preset(a=None, b=PAIR), home=home, rival=rival) == names


def test_the_pair_is_that_of_the_report_though_the_chapter_does_not_declare_it(preset):
    plan = preset(a=None, b=PAIR)
    values = {"a": {"home": "KOR", "rival": "TWN"}, "b": {"as_of": "latest"}}
    assert [path.stem for path in applicable(plan, values).notebooks] == ["a"]


def test_without_a_pair_asked_no_chapter_is_left_out_for_it(preset):
    assert kept(preset(a=None, b=PAIR), as_of="latest") == ["a", "b"]


def test_what_is_left_out_is_named_with_the_reason(preset):
    plan = preset(a=None, b=PAIR | {"from": "2025-04-03"}, c={"from": "2025-04-03"})
    values = {"home": "KOR", "rival": "CHN", "as_of": "2024-12-31"}
    found = applicable(plan, {path.stem: values for path in plan.notebooks})
    assert found.description == (
        "A story in figures. Left out: b (tells of Korea and Japan only), "
        "c (its figures begin on 2025-04-03)."
    )
    # Nothing else of the preset turns.
    assert (found.name, found.title, found.parameters) == (plan.name, plan.title, plan.parameters)
    assert plan.description == "A story in figures."


def test_a_report_without_any_chapter_is_refused(preset):
    plan = preset(b={"from": "2025-04-03"}, c=PAIR)
    values = {"home": "KOR", "rival": "CHN", "as_of": "2025-04-02"}
    text = refusal(applicable, plan, {path.stem: values for path in plan.notebooks})
    assert text == (
        "the preset story has no chapter for this: b (its figures begin on 2025-04-03), "
        "c (tells of Korea and Japan only)."
    )


NOTEBOOKS = Path(__file__).resolve().parents[1] / "notebooks"


@pytest.mark.parametrize(
    ("as_of", "left"),
    [
        ("2019-06-30", {"02", "03", "04", "05", "06"}),
        ("2024-12-31", {"05"}),
        ("2025-12-05", set()),
        ("latest", set()),
    ],
)
def test_the_story_leaves_out_what_was_not_yet_known(as_of, left):
    plan = presets.load_preset("story", NOTEBOOKS)
    values = presets.check_values(plan, {"as_of": as_of})
    found = applicable(plan, values)
    assert {path.stem[:2] for path in set(plan.notebooks) - set(found.notebooks)} == left
    assert ("Left out:" in found.description) == bool(left)
