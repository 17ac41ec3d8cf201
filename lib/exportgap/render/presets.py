"""Presets and parameters: what a report may be asked, checked before anything runs.

A preset is `presets/<name>.yaml` beside the notebooks. A parameter is declared once, in the
notebook's cell tagged `parameters`: a literal and, as its help, the comment behind it. Its type
is the type of that literal, its meaning is asked of `vocabulary`.
"""

from __future__ import annotations

import ast
import datetime as dt
import io
import json
import math
import tokenize
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from exportgap import vocabulary

Value = str | int | float | bool

KEYS = ("title", "description", "notebooks", "parameters")
KINDS = {str: "text", int: "a whole number", float: "a number", bool: "true or false"}


@dataclass(frozen=True)
class Preset:
    """A named report: its notebooks in order, and the values it gives their parameters."""

    name: str
    title: str
    description: str
    notebooks: tuple[Path, ...]
    parameters: Mapping[str, object]


@dataclass(frozen=True)
class Parameter:
    """A parameter as its notebook declares it; `default` carries the type."""

    name: str
    default: Value
    help: str


def preset_names(notebooks: Path) -> list[str]:
    """Return the names of the presets that stand beside the notebooks."""
    return sorted(path.stem for path in (notebooks / "presets").glob("*.yaml"))


def load_preset(name: str, notebooks: Path) -> Preset:
    """Read one preset and find its notebooks.

    Args:
        name: The preset's file name without `.yaml`.
        notebooks: The folder of the notebooks; presets are in its `presets`.

    Returns:
        The preset; without a list of its own it takes every notebook, in order.

    Raises:
        ValueError: For an unknown preset, key or notebook, each with what is allowed, and for
            a file that is not YAML of this shape.
    """
    import yaml  # type: ignore[import-untyped]

    names = preset_names(notebooks)
    if name not in names:
        raise ValueError(
            f"{name!r} is not a preset.{vocabulary.nearest(name, names)} "
            f"Available: {', '.join(names) or 'none'}."
        )
    path = notebooks / "presets" / f"{name}.yaml"
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise ValueError(f"{path} is not YAML: {' '.join(str(error).split())}.") from None
    if not isinstance(content, dict):
        raise ValueError(f"{path} is not a preset: write `title: …` and the like, a key a line.")
    for key in content:
        if key not in KEYS:
            raise ValueError(
                f"{path}: {key!r} is not a key of a preset.{vocabulary.nearest(str(key), KEYS)} "
                f"Allowed: {', '.join(KEYS)}."
            )
    for key in ("title", "description"):
        if not isinstance(content.get(key), str):
            raise ValueError(f"{path}: a preset needs a {key}, one sentence of text.")
    parameters = content.get("parameters") or {}
    if not isinstance(parameters, dict):
        raise ValueError(f"{path}: parameters is a list of `name: value`, a name a line.")
    found = {file.stem: file for file in sorted(notebooks.glob("*.ipynb"))}
    wanted = content.get("notebooks", list(found))
    if not isinstance(wanted, list) or not wanted:
        raise ValueError(f"{path}: notebooks is a list with at least one notebook.")
    for stem in wanted:
        if stem not in found:
            raise ValueError(
                f"{path}: {stem!r} is not a notebook.{vocabulary.nearest(str(stem), found)} "
                f"Available: {', '.join(found) or 'none'}."
            )
        if wanted.count(stem) > 1:
            raise ValueError(f"{path}: the notebook {stem} is listed twice.")
    return Preset(
        name=name,
        title=content["title"],
        description=content["description"],
        notebooks=tuple(found[stem] for stem in wanted),
        parameters={str(key): value for key, value in parameters.items()},
    )


def read_parameters(notebook: Path) -> list[Parameter]:
    """Read the parameters a notebook declares, without running it.

    Raises:
        ValueError: If the file is not a notebook, has not exactly one cell tagged
            `parameters`, or a line of that cell is not `name = literal  # help`.
    """
    try:
        cells = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
        sources = [
            "".join(cell["source"])
            for cell in cells
            if cell["cell_type"] == "code" and "parameters" in cell["metadata"].get("tags", [])
        ]
    except (json.JSONDecodeError, KeyError, TypeError):
        raise ValueError(f"{notebook} is not a notebook: it cannot be read as one.") from None
    if len(sources) != 1:
        raise ValueError(
            f"{notebook.stem} has {len(sources) or 'no'} cells tagged `parameters`: "
            "a notebook has exactly one."
        )
    return _declared(sources[0], notebook.stem)


def _declared(source: str, notebook: str) -> list[Parameter]:
    """Parse a parameters cell: literals only, one a line, each with its help behind it."""
    try:
        statements = ast.parse(source).body
        tokens = list(tokenize.generate_tokens(io.StringIO(source).readline))
    except (SyntaxError, tokenize.TokenError) as error:
        raise ValueError(f"{notebook}: the parameters cell is not Python: {error}.") from None
    comments = {
        token.start[0]: token.string.lstrip("#: ").strip()
        for token in tokens
        if token.type == tokenize.COMMENT
    }
    declared: dict[str, Parameter] = {}
    for statement in statements:
        where = f"{notebook}: line {statement.lineno} of the parameters cell"
        match statement:
            case ast.Assign(targets=[ast.Name(id=name)], value=expression):
                pass
            case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as expression):
                pass
            case _:
                raise ValueError(f"{where} is not `name = literal  # help`.")
        try:
            default = ast.literal_eval(expression)
        except ValueError:
            default = None
        # Not isinstance: a subclass cannot come out of a literal, and bool is an int.
        if type(default) not in KINDS:
            raise ValueError(
                f"{where} gives {name} no plain default: write text, a number, True or False."
            )
        if name in declared:
            raise ValueError(f"{where} declares {name} a second time.")
        # The comment stands behind the literal, whose last line differs in a broken string.
        text = comments.get(statement.end_lineno or statement.lineno, "")
        if not text:
            raise ValueError(f"{where} explains nothing: write what {name} is in a comment.")
        declared[name] = Parameter(name, default, text)
    return list(declared.values())


def preset_parameters(preset: Preset) -> list[Parameter]:
    """List the parameters a preset can be asked, with the default the preset gives them.

    A parameter that several notebooks declare is listed once, as the first of them has it.

    Raises:
        ValueError: If a notebook declares its parameters wrongly, or the preset names one that
            no notebook declares, or gives one a value of the wrong type or meaning.
    """
    values = check_values(preset, {})
    listed: dict[str, Parameter] = {}
    for notebook in preset.notebooks:
        for parameter in read_parameters(notebook):
            value = values[notebook.stem][parameter.name]
            listed.setdefault(parameter.name, Parameter(parameter.name, value, parameter.help))
    return list(listed.values())


def check_values(preset: Preset, overrides: Mapping[str, str]) -> dict[str, dict[str, Value]]:
    """Settle every parameter of every notebook, or refuse before anything runs.

    Args:
        preset: The preset, whose values stand above the notebooks' defaults.
        overrides: What the user asked for, as text; it stands above both.

    Returns:
        By notebook, the value of each parameter that the notebook declares.

    Raises:
        ValueError: For a parameter no notebook declares (with the nearest match and the list),
            a value of the wrong type, or a value that does not mean what its name says.
    """
    from exportgap import tables

    declared = {path.stem: read_parameters(path) for path in preset.notebooks}
    known = {item.name: item for items in reversed(declared.values()) for item in items}
    asked: dict[str, object] = {**preset.parameters, **overrides}
    for name in asked:
        if name not in known:
            raise ValueError(
                f"{name!r} is not a parameter of the preset {preset.name}."
                f"{vocabulary.nearest(name, known)} Allowed: {', '.join(known) or 'none'}; "
                f"exportgap report {preset.name} --parameters says what each means."
            )
    values: dict[str, dict[str, Value]] = {}
    for stem, items in declared.items():
        values[stem] = {
            item.name: _typed(asked[item.name], item) if item.name in asked else item.default
            for item in items
        }
        tables.check_parameters(**values[stem])
    return values


def applicable(preset: Preset, values: Mapping[str, Mapping[str, Value]]) -> Preset:
    """Return the preset without the notebooks that have nothing to say for these values.

    A notebook that tells of one pair only, or whose figures begin late, says so in its metadata:
    `exportgap: {pair: [KOR, JPN], from: "2025-04-03"}`. The description then names what was left
    out, and why.

    Raises:
        ValueError: If no notebook is left.
    """
    settled = {name: value for each in values.values() for name, value in each.items()}
    asked = {
        vocabulary.area_of(str(settled[name])) for name in ("home", "rival") if name in settled
    }
    kept: list[Path] = []
    left: list[str] = []
    for path in preset.notebooks:
        limits = (
            json.loads(path.read_text(encoding="utf-8")).get("metadata", {}).get("exportgap", {})
        )
        pair, first = set(limits.get("pair", [])), str(limits.get("from", ""))
        date = vocabulary.check_as_of(values[path.stem].get("as_of", "latest")).isoformat()
        if pair and asked and pair != asked:
            names = " and ".join(vocabulary.name_of(area) for area in limits["pair"])
            left.append(f"{path.stem} (tells of {names} only)")
        elif date < first:
            left.append(f"{path.stem} (its figures begin on {first})")
        else:
            kept.append(path)
    if not left:
        return preset
    if not kept:
        raise ValueError(f"the preset {preset.name} has no chapter for this: {', '.join(left)}.")
    description = f"{preset.description} Left out: {', '.join(left)}."
    return replace(preset, notebooks=tuple(kept), description=description)


def title_for(preset: Preset, values: Mapping[str, Mapping[str, Value]]) -> str:
    """Return the preset's title with {home} and {rival} as the names of the areas compared."""
    settled = {name: value for each in values.values() for name, value in each.items()}
    title = preset.title
    for name in ("home", "rival"):
        if name in settled:
            title = title.replace(f"{{{name}}}", vocabulary.name_of(str(settled[name])))
    return title


def _typed(value: object, parameter: Parameter) -> Value:
    """Return the value in the type of the parameter's default, or refuse it."""
    kind = type(parameter.default)
    # YAML reads 2025-12-01 as a date; a notebook is handed plain text.
    given = value.isoformat() if isinstance(value, dt.date) else value
    if kind is str and isinstance(given, str):
        return given
    if kind is bool:
        truth = given if isinstance(given, bool) else str(given).strip().casefold()
        if truth in (True, "true"):
            return True
        if truth in (False, "false"):
            return False
    elif kind is not str and isinstance(given, str | int | float) and not isinstance(given, bool):
        try:
            number = int(str(given)) if kind is int else float(given)
        except ValueError:
            number = math.nan
        if math.isfinite(number):
            return number
    raise ValueError(
        f"{parameter.name}: {value!r} is not {KINDS[kind]}, "
        f"as its default {parameter.default!r} is ({parameter.help})."
    )
