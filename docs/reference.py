"""The parts of the documents that are made from the code.

``python -m docs.reference`` renews docs/command-line.md, docs/settings.md and the hooks in
docs/plugins.md; ``tests/test_docs.py`` fails while they differ from the code.
"""

from __future__ import annotations

import inspect
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import click

from workbench.cli.main import root
from workbench.cli.output import default
from workbench.cli.verbs import VERBS
from workbench.core.contracts import hookspecs, network
from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.hookspecs import KINDS
from workbench.core.contracts.model_source import ModelSource
from workbench.core.contracts.params import Setting, settings_of
from workbench.core.contracts.trainer import LanguageLearner, Learner, PictureLearner
from workbench.core.contracts.training_part import TrainingPart
from workbench.core.plugins import discover

DOCS = Path(__file__).parent
WIDTH = 96
BEGIN, END = "<!-- made by docs.reference: begin -->\n", "<!-- made by docs.reference: end -->"

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
  stops at once, and `resume` goes on from there.

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


def hooks() -> str:
    """The hooks of docs/plugins.md: each with its signature, and the methods of its kind."""
    parts = []
    for kind, (hook, base) in KINDS.items():
        spec = getattr(hookspecs, hook)
        parts.append(
            f"### {kind}\n\n{_sentence(base)}\n\n"
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
                f"#### ModelSource\n\n{_sentence(ModelSource)} {shared}\n\n{_members(ModelSource)}"
            )
        if kind == "trainer":
            parts += [
                f"#### {cls.__name__}\n\n{_sentence(cls)}\n\n{_members(cls)}"
                for cls in (Learner, PictureLearner, LanguageLearner)
            ]
    return "\n".join(parts)


def _members(cls: type) -> str:
    """A class's own attributes and methods, each with its first sentence."""
    names = [name for name in _annotations(cls) if name not in _annotations(Contribution)]
    lines = [f"- `{name}: {_annotations(cls)[name]}`" for name in names]
    for name, member in vars(cls).items():
        if inspect.isfunction(member) and not name.startswith("_"):
            lines.append(f"- `{_signature(member)}`  \n  {_sentence(member)}")
    return "\n".join(lines) + "\n"


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


def plugins(text: str) -> str:
    """Text of docs/plugins.md with its hooks renewed."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{hooks()}\n{END}{after}"


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
