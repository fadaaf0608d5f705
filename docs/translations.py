"""The window's translations: collect every text, say what is untranslated, compile.

``python -m docs.translations`` renews ``resources/translations/workbench_XX.ts`` from the sources
and from what the built-in parts say of themselves, and the ``.qm`` that the window reads. With
``--language fr`` it begins another language. The ``.ts`` is edited by hand or with Qt Linguist;
what is translated once is taken for the same text everywhere. Needs ``lupdate`` and ``lrelease``,
which come with PySide6.
"""

from __future__ import annotations

import argparse
import ast
import copy
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import PySide6

from workbench.comparison.table import APPROACHES
from workbench.core import metric_text
from workbench.core.contracts.contributions import Lesson
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.input_kind import InputKind
from workbench.core.contracts.params import Params, settings_of
from workbench.core.contracts.target_kind import TargetKind
from workbench.core.contracts.trainer import Trainer
from workbench.core.io import atomic
from workbench.core.plugins import discover
from workbench.prompting.icl.demonstrations import counted
from workbench.ui.help import documents
from workbench.ui.runs_model import COLUMNS
from workbench.ui.state import LIVE
from workbench.ui.strip.run_bar import RESUMABLE
from workbench.ui.strip.run_options import RunOptions
from workbench.ui.translation import ANYWHERE, CONTRIBUTIONS
from workbench.ui.window import PAGES

ROOT = Path(__file__).parents[1]
SOURCES = ("workbench/ui", "plugins")
REPORTING = ("workbench/core", "workbench/engine", "plugins")
FOLDER = ROOT / "resources" / "translations"
# Functions of modules without a class hand a text on to QCoreApplication.translate.
CALLS = ("tr", "_tr")
# What the engine says of a run that has gone to its end.
ALL_DONE = "all epochs are done"
# Shots that demonstrations ask with.
SHOT_COUNTS = range(11)
# Letters, of more than one word or sign: what is worth a translation.
_WORDS = re.compile(r"[^\W\d_]{2}")
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
_PLACEHOLDER = re.compile(r"\{[^{}]*\}|%n|%\d")
_TAG = re.compile(r"</?[a-z][^<>]*>")
_ACCELERATOR = re.compile(r"&(?=\w)(?!\w+;)")


def tool(name: str) -> Path | None:
    """Qt's ``lupdate`` or ``lrelease`` as PySide6 brings it; ``None`` where it does not."""
    folder = Path(PySide6.__file__).parent
    for path in (folder / name, folder / f"{name}.exe", folder / "Qt" / "libexec" / name):
        if path.is_file():
            return path
    return None


def in_calls() -> Iterator[str]:
    """Each literal that the sources hand to ``tr``, as Python reads them."""
    for path in _files():
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            function = node.func
            name = getattr(function, "attr", None) or getattr(function, "id", "")
            place = 0 if name in CALLS else 1 if name == "translate" else None
            if place is None or len(node.args) <= place:
                continue
            match node.args[place]:
                case ast.Constant(value=str(text)):
                    yield text


def reported() -> Iterator[str]:
    """Each literal that says what goes on in the background: ``report("Making blocks", …)``."""
    for path in sorted(path for folder in REPORTING for path in (ROOT / folder).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Attribute(attr="report") | ast.Name(id="report"), args=args):
                    if args and isinstance(args[0], ast.Constant):
                        yield str(args[0].value)


def contributed() -> Iterator[str]:
    """What parts, tables and `Params` classes say, which no call in the sources names."""
    plugins = discover(folder=None)
    for cls in plugins.every():
        yield from (cls.name, cls.about)
        yield from _of_settings(cls.Params)
        for model in cls.packaged_models:
            yield model.about
        if issubclass(cls, Dataset):
            yield from (cls.card.summary, cls.card.size, cls.card.source)
        if issubclass(cls, Trainer):
            yield from _counts(cls.Params)
        if issubclass(cls, Lesson):
            yield from (step.text for step in cls.steps)
        if issubclass(cls, InputKind):
            for noun in cls.noun:
                yield from (noun, noun.capitalize())
        if issubclass(cls, TargetKind):
            for metric in ("loss", *cls.directions):
                yield from (metric_text.title(metric), metric_text.heading(metric))
    yield from _of_settings(RunOptions)
    yield from APPROACHES.values()
    yield from (*LIVE, *RESUMABLE, "finished", ALL_DONE)
    yield from map(counted, SHOT_COUNTS)
    yield from reported()
    yield from (title for _, title, *_ in PAGES)
    yield from (column.title for column in COLUMNS)
    yield from (title for title, _ in documents.GROUPS)


def _counts(params: type[Params]) -> Iterator[str]:
    """What a card counts of a trainer: ``3 epochs``, ``1 epoch``."""
    counts = (s for s in settings_of(params) if s.kind == "int" and not s.advanced)
    if (first := next(counts, None)) is not None:
        things = first.title.lower()
        yield from (things, things.removesuffix("s"))


def _of_settings(params: type[Params]) -> Iterator[str]:
    for setting in settings_of(params):
        yield from (setting.title, setting.help, setting.unit, setting.blank)


def _files() -> list[Path]:
    return [path for folder in SOURCES for path in sorted((ROOT / folder).rglob("*.py"))]


def texts() -> dict[str, list[str]]:
    """Every text that is not in a call which lupdate understands, by its context."""
    parts = dict.fromkeys(text for text in contributed() if _WORDS.search(text))
    calls = dict.fromkeys(text for text in in_calls() if text.strip())
    return {CONTRIBUTIONS: sorted(parts), "calls": sorted(calls)}


def collect(ts: Path) -> None:
    """Renew a ``.ts`` from the sources; translations stay, what is not used any more goes.

    Raises
    ------
    RuntimeError
        When lupdate is missing or fails.
    """
    by_context = texts()
    translated = {s: t for s, t in (pairs(ts) if ts.is_file() else []) if t}
    _run("lupdate", "-no-obsolete", "-locations", "none", *_files(), "-ts", ts)
    tree = ET.parse(ts)
    known = {message.findtext("source") for message in tree.iter("message")}
    root = tree.getroot()
    for context in [c for c in root.iter("context") if c.findtext("name") in by_context]:
        root.remove(context)
    by_context["calls"] = [text for text in by_context["calls"] if text not in known]
    for name, sources in by_context.items():
        context = ET.SubElement(root, "context")
        ET.SubElement(context, "name").text = name
        for source in sources:
            message = ET.SubElement(context, "message")
            ET.SubElement(message, "source").text = source
            ET.SubElement(message, "translation").set("type", "unfinished")
    _fill(root, translated)
    _write(root, ts)


def _fill(root: ET.Element, translated: dict[str, str]) -> None:
    """Where a text has no translation, take that of the same text elsewhere."""
    for message in root.iter("message"):
        translation = message.find("translation")
        assert translation is not None
        text = translation.text or translated.get(message.findtext("source") or "")
        if text:
            translation.text = text
            translation.attrib.pop("type", None)


def _write(root: ET.Element, ts: Path) -> None:
    ET.indent(root, " ")
    ts.write_text(_HEAD + ET.tostring(root, "unicode") + "\n", encoding="utf-8", newline="\n")


def compile_file(ts: Path) -> None:
    """Make the ``.qm``: each text once for everybody, and again where its context says otherwise.

    Raises
    ------
    RuntimeError
        When lrelease is missing or fails.
    """
    root = ET.parse(ts).getroot()
    anywhere: dict[str, str] = {}
    compiled = ET.Element("TS", root.attrib)
    common = ET.SubElement(compiled, "context")
    ET.SubElement(common, "name").text = ANYWHERE
    for context in root.iter("context"):
        own = ET.Element("context")
        ET.SubElement(own, "name").text = context.findtext("name")
        for message in context.iter("message"):
            source = message.findtext("source") or ""
            translation = message.findtext("translation") or ""
            if not translation:
                continue
            if source not in anywhere:
                anywhere[source] = translation
                common.append(copy.deepcopy(message))
            elif anywhere[source] != translation:
                own.append(copy.deepcopy(message))
        if own.find("message") is not None:
            compiled.append(own)
    with tempfile.TemporaryDirectory() as folder:
        merged = Path(folder) / ts.name
        _write(compiled, merged)
        _run("lrelease", "-silent", merged, "-qm", merged.with_suffix(".qm"))
        # A window that is open has the file mapped: it keeps the old one.
        atomic.write_bytes(ts.with_suffix(".qm"), merged.with_suffix(".qm").read_bytes())


def _run(name: str, *arguments: str | Path) -> None:
    path = tool(name)
    if path is None:
        message = f"PySide6 brings no {name} here: pip install PySide6-Essentials"
        raise RuntimeError(message)
    command = [str(part) for part in (path, *arguments)]
    result = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if result.returncode:
        message = f"{name} failed: {result.stderr or result.stdout}"
        raise RuntimeError(message)


def messages(ts: Path) -> list[tuple[str, str, str]]:
    """``(context, text, translation)`` of each message; empty where it is untranslated."""
    return [
        (
            context.findtext("name") or "",
            m.findtext("source") or "",
            m.findtext("translation") or "",
        )
        for context in ET.parse(ts).iter("context")
        for m in context.iter("message")
    ]


def pairs(ts: Path) -> list[tuple[str, str]]:
    """Each text and its translation; the same text once or more."""
    return [(source, translation) for _, source, translation in messages(ts)]


def faults(source: str, translation: str) -> list[str]:
    """What a translation lacks or has too much: placeholders, tags, a key to press, its end."""
    found = []
    for what, pattern in (("placeholders", _PLACEHOLDER), ("tags", _TAG)):
        if sorted(pattern.findall(source)) != sorted(pattern.findall(translation)):
            found.append(f"other {what}")
    if len(_ACCELERATOR.findall(source)) != len(_ACCELERATOR.findall(translation)):
        found.append("another number of &")
    for end in ("…", ":", "\n", " "):
        if source.endswith(end) != translation.endswith(end):
            found.append(f"ends otherwise: {end!r}")
    if source.startswith((" ", "\n")) != translation.startswith((" ", "\n")):
        found.append("begins otherwise")
    return found


def main(arguments: list[str] | None = None) -> int:
    """Renew all, or begin a language; returns how many texts are untranslated, 1 at most."""
    parser = argparse.ArgumentParser(prog="python -m docs.translations", description=__doc__)
    parser.add_argument("--language", help="begin this one, such as fr")
    chosen = parser.parse_args(arguments)
    FOLDER.mkdir(exist_ok=True)
    files = sorted(FOLDER.glob("workbench_*.ts"))
    if chosen.language:
        files = [FOLDER / f"workbench_{chosen.language}.ts"]
    missing = 0
    for ts in files:
        collect(ts)
        compile_file(ts)
        found = dict(pairs(ts))
        open_texts = [source for source, translation in found.items() if not translation]
        missing += len(open_texts)
        print(f"{ts.name}: {len(found)} texts, {len(open_texts)} untranslated")  # noqa: T201
        for source in open_texts:
            print(f"  {source!r}")  # noqa: T201
    return min(missing, 1)


if __name__ == "__main__":
    sys.exit(main())
