"""Names of contracts: how many are words that could mean anything, and which classes share one.

The workbench names no plugin: what is taken where nobody chooses, plugins and resources say.

Run ``pytest tests/test_names.py -s`` to read the list.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import workbench
import workbench.engine
import workbench.inference
import workbench.testing
import workbench.ui
from workbench.core.contracts.hookspecs import KINDS
from workbench.core.plugins import discover

ROOT = Path(__file__).parents[1]
PUBLIC = (
    workbench,
    workbench.engine,
    workbench.inference,
    workbench.testing,
    workbench.ui,
)
# Past participles and the like, which say that something happened and not what a value is.
VAGUE = frozenset(
    "found said told wanted words place places known there each made asked lent shown given kept "
    "taken left".split()
)
# What an id may look like.
ID = re.compile(r"[\w.-]+")
PER_THOUSAND = 10
SHARED_CLASSES = 5
# Ids of built-in plugins that are ordinary words too, and what they stand for in workbench/.
ORDINARY = {
    "attention": "the verb `workbench attention`",
    "cost": "what a prompt costs, in JSON and tables",
    "curves": "learning curves, in a report's JSON",
    "digits": "a filter of the report's template: digits of a number",
    "draw": "a filter of the report's template",
    "labels": "the labels of rows, in JSON, settings and files",
    "layers": "a network's layers, in JSON and a model file's metadata",
    "majority": "which of contradictory labels a table keeps",
    "mistakes": "an evaluation's wrong rows, by the name of the event's field",
    "network": "a heading, and how a setting begins that is about the internet",
    "openai": "the name of a package, in a report",
    "pixels": "the name of a model file's input",
    "prompt": "a prompt, in JSON, plans and settings",
    "series": "curves of a report's chart, and lines of a plot",
    "sound": "what a sample of an event is: text, picture or sound",
    "weights": "a network's weights, in JSON and in what memory a training takes",
}


def _names(node: ast.AST) -> Iterator[str]:
    """A class and its annotated fields, a function and its arguments."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        yield node.name
        arguments = node.args
        yield from (a.arg for a in arguments.posonlyargs + arguments.args)
        yield from (a.arg for a in arguments.kwonlyargs)
    elif isinstance(node, ast.ClassDef):
        yield node.name
        for field in node.body:
            if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                yield field.target.id


def _parts(name: str) -> set[str]:
    return set(re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower().strip("_").split("_"))


@dataclass(frozen=True)
class Source:
    """What a file of ours names, each with its line: contracts, classes, and words in quotes.

    Trees of all files would be a million objects, which every collection of garbage went through.
    """

    names: tuple[str, ...]
    classes: tuple[tuple[str, int], ...]
    quoted: tuple[tuple[str, int], ...]


@cache
def _sources() -> dict[Path, Source]:
    paths = [path for folder in ("workbench", "plugins") for path in (ROOT / folder).rglob("*.py")]
    return {path: _source(ast.parse(path.read_text("utf-8"))) for path in sorted(paths)}


def _source(tree: ast.Module) -> Source:
    names, classes, quoted = [], [], []
    for node in ast.walk(tree):
        names += _names(node)
        if isinstance(node, ast.ClassDef):
            classes.append((node.name, node.lineno))
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and ID.fullmatch(node.value)
        ):
            quoted.append((node.value, node.lineno))
    return Source(tuple(names), tuple(classes), tuple(quoted))


def test_names_say_what_a_value_is() -> None:
    n_names, vague = 0, []
    for path, source in _sources().items():
        for name in source.names:
            n_names += 1
            if _parts(name) & VAGUE:
                vague.append(f"{path.relative_to(ROOT)}: {name}")
    rate = 1000 * len(vague) / n_names
    sys.stdout.write("\n".join([*vague, f"{rate:.1f} of 1,000 names say little"]) + "\n")
    assert rate <= PER_THOUSAND


def test_no_class_name_stands_for_two_things() -> None:
    homes = defaultdict(list)
    for path, source in _sources().items():
        for name, line in source.classes:
            homes[name].append(f"{path.relative_to(ROOT)}:{line}")
    shared = {name: places for name, places in homes.items() if len(places) > 1}
    assert not shared.keys() & {name for package in PUBLIC for name in package.__all__}
    assert len(shared) <= SHARED_CLASSES, shared


def test_no_plugins_id_stands_in_the_workbench() -> None:
    plugins = discover(installed=False)
    # Kinds that data of the workbench itself has are its own, though a plugin registers them.
    ids = {
        id
        for _, base in KINDS.values()
        for id, cls in plugins.of(base).items()
        if not cls.__module__.startswith("workbench.")
    }
    used, named = set(), []
    assert all(ID.fullmatch(id) for id in ids)
    for path, source in _sources().items():
        if not path.is_relative_to(ROOT / "workbench"):
            continue
        for word, line in source.quoted:
            if word not in ids:
                continue
            used.add(word)
            if word not in ORDINARY:
                named.append(f"{path.relative_to(ROOT)}:{line}: {word}")
    assert not named
    assert set(ORDINARY) <= used, "a word that is no longer used needs no exception"
