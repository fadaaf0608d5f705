"""The English that users see: one word for each thing, and nothing that reads as translated."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("workbench", "plugins")
# What is avoided, and what is said instead.
AVOIDED = {
    r"\banswerers?\b": "model",
    r"\btak(?:e|es|ing) (?:it |the last label |this )?back\b": "undo",
    r"\bby keys\b": "with the keyboard",
    r"\bwho answers\b": "models to compare",
    r"\bwho labels\b": "labeller",
    r"\bfore(?:tell|told)\b": "predict",
    r"\bcrunched\b": "computed, or nothing",
    r"\banew\b": "again",
    r"\bon their way\b": "asked for, or running",
    r"\bgo(?:es)? for good\b": "are deleted permanently",
    r"\bfound (?:by itself|as)\b": "automatic; words",
    r"\blabels? (?:that came|which came) along\b": "labels from the source",
    r"\b(?:validation|test) part\b": "split",
    r"\bsilenced\b": "dropped",
    r"\bnobody (?:differs|answers|has labelled)\b": "no …",
    r"\bsurest\b": "most confident",
    r"\bpause or go on\b": "Pause / Resume",
    r"\btrain(?:ing)? (?:on )?so many\b": "this many",
    r"\bnumbers that stand for\b": "size of … vector",
    r"\brunning text as dataset\b": "text as dataset",
}
# Names of plans and plugins, which are files' words and documented as such.
NAMED = re.compile(
    r"\[\[answerer\]\]|an? answerer'?s? id|answerer\.|[\w|-]*\|[\w|\s-]*answerer[\w|\s-]*"
)
# What authors of plugins read, and words of other languages or programs.
PASSED_OVER = {"workbench/testing", "workbench/core/tables/header.py"}


def _docstrings(tree: ast.AST) -> set[int]:
    """Constants that stand alone: docstrings, of attributes too."""
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def _text(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = (v.value if isinstance(v, ast.Constant) else "{}" for v in node.values)
        return "".join(map(str, parts))
    return None


@lru_cache(1)
def every_string() -> tuple[tuple[str, str], ...]:
    """Each with the place where it stands."""
    return tuple(
        (f"{path.relative_to(ROOT)}:{line}", text)
        for path in files()
        for line, text in strings_of(path)
    )


def strings_of(path: Path) -> Iterator[tuple[int, str]]:
    """Texts of several words, or of one that begins with a capital letter, that code may show."""
    tree = ast.parse(path.read_text("utf-8"))
    hidden = _docstrings(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            hidden |= {id(part) for part in ast.walk(node) if part is not node}
    for node in ast.walk(tree):
        text = None if id(node) in hidden else _text(node)
        if text and (" " in text.strip() or text.strip()[:1].isupper()):
            yield getattr(node, "lineno", 0), text


def files() -> list[Path]:
    every = [path for folder in FOLDERS for path in sorted((ROOT / folder).rglob("*.py"))]
    return [
        path
        for path in every
        if not any(path.relative_to(ROOT).as_posix().startswith(p) for p in PASSED_OVER)
    ]


def test_there_are_strings_to_read() -> None:
    assert len(every_string()) > 3000


@pytest.mark.parametrize("avoided", AVOIDED)
def test_the_vocabulary_holds(avoided: str) -> None:
    pattern = re.compile(avoided, re.IGNORECASE)
    found = [
        f"{place}: {text!r}"
        for place, text in every_string()
        if pattern.search(NAMED.sub("", text))
    ]
    assert not found, f"say “{AVOIDED[avoided]}”: " + "\n".join(found)


def test_command_help_holds_it_as_well() -> None:
    """The help of a verb is its function's docstring."""
    from click import Context, Group

    from workbench.cli.main import root

    def every(command: Group, name: str) -> Iterator[tuple[str, str]]:
        context = Context(command)
        for verb in command.list_commands(context):
            inner = command.get_command(context, verb)
            assert inner is not None
            yield f"{name} {verb}", inner.get_help(Context(inner))
            if isinstance(inner, Group):
                yield from every(inner, f"{name} {verb}")

    for name, text in every(root, "workbench"):
        for avoided, instead in AVOIDED.items():
            shown = re.search(avoided, NAMED.sub("", text), re.IGNORECASE)
            assert not shown, f"{name} says {shown and shown.group()!r}: say “{instead}”"
