"""The verbs ``data`` and ``summary``: what is there to learn from, and what would learn."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.complete import datasets, settings
from workbench.cli.session import Session, json_option, pass_session, plugin_option
from workbench.cli.wanted import preset_option
from workbench.core.io.plain_text import one_line

if TYPE_CHECKING:
    from workbench.core.contracts.dataset import Data, Dataset
    from workbench.core.contracts.params import Params
    from workbench.core.plugins import Plugins
    from workbench.core.resolve import Resolved
    from workbench.engine.summary import NetworkSummary

set_option = click.option(
    "--set", "assignments", multiple=True, metavar="NAME=VALUE", help="Change one of its settings."
)


@click.group(invoke_without_command=True)
@click.pass_context
def data(context: click.Context) -> None:
    """List datasets, or show one."""
    if context.invoked_subcommand is None:
        context.invoke(list_datasets)


@data.command("list")
@plugin_option
@json_option
@click.pass_context
def list_datasets(context: click.Context, as_json: bool = False) -> None:
    """List the datasets there are."""
    from workbench.cli.output import columns, emit_json
    from workbench.core.contracts.dataset import Dataset

    session = context.ensure_object(Session)
    found = session.plugins.of(Dataset)
    if as_json:
        emit_json([_card(cls) for cls in found.values()])
        return
    click.echo(columns(("id", "name", "about"), [(k, c.name, c.about) for k, c in found.items()]))


@data.command()
@click.argument("dataset", metavar="ID", shell_complete=datasets)
@set_option
@click.option(
    "--load/--no-load",
    default=True,
    help="Load it to count its examples, downloading it if need be (the default), or do not.",
)
@plugin_option
@json_option
@pass_session
def show(
    session: Session, dataset: str, assignments: tuple[str, ...], load: bool, as_json: bool
) -> None:
    """Show a dataset: its card, its settings, its classes and how many examples each has.

    Of a table also which columns were taken, which rows were left out and why, labels that look
    alike and texts with several labels. And what may give the answer away: a column, a word or a
    pixel that alone predicts what nothing else does, sums, and rows in both splits.
    """
    from dataclasses import asdict

    from workbench.cli.output import columns, emit_json, facts, settings_table
    from workbench.core.contracts.dataset import Dataset
    from workbench.core.contracts.params import make, parse_assignments
    from workbench.core.leaks import leaks_of

    cls = session.plugins.get(Dataset, dataset)
    params = make(cls.Params, parse_assignments(assignments), dataset)
    card = _card(cls)
    loaded = load_data(session.plugins, cls, params) if load else None
    report = getattr(loaded, "report", None)
    leaks = leaks_of(loaded) if loaded else ()
    if as_json:
        told = {"report": report.as_json()} if report else {}
        found = {"leaks": [asdict(leak) | {"read": leak.read} for leak in leaks]} if loaded else {}
        notes = {"notes": list(loaded.notes)} if loaded and loaded.notes else {}
        emit_json(card | (_counts(loaded) if loaded else {}) | notes | told | found)
        return
    click.echo(facts(card))
    if table := settings_table(cls.Params):
        click.echo(f"\n{table}")
    if loaded:
        if loaded.notes:
            click.echo("\n" + "\n".join(map(one_line, loaded.notes)))
        if leaks:
            lines = [f"- {one_line(str(leak))}" for leak in leaks]
            click.echo("\n".join(["\nWhat may give the answer away:", *lines]))
        counts = _counts(loaded)
        names, rows = _table(counts)
        click.echo("\n" + columns((names, "train", "test"), rows))
        click.echo(f"\nsha256  {counts['sha256']}")


def _card(cls: type[Dataset]) -> dict[str, Any]:
    return {"id": cls.id, "name": cls.name, "about": cls.about, **vars(cls.card)}


def _counts(loaded: Data) -> dict[str, Any]:
    """How much there is in both splits, by class or label, or how numbers are spread."""
    import numpy as np

    from workbench.core.contracts.targets import Labels, Number

    target, noun = loaded.target, loaded.inputs.noun[1]
    splits: dict[str, Any] = {"train": loaded.train, "test": loaded.test}
    told = {"task": str(loaded.task), "classes": {}, "sha256": loaded.digest()}
    sizes = {name: len(split) for name, split in splits.items()}
    if any(isinstance(split, np.ndarray) for split in splits.values()):
        return told | {noun: sizes}  # one long row, without labels of its own
    labels = {name: split.y for name, split in splits.items()}
    if target.classes:
        counted = {n: np.bincount(y, minlength=len(target.classes)) for n, y in labels.items()}
        return told | {"classes": _by_name(target.classes, counted)}
    told |= {"rows": sizes, "noun": noun}
    if isinstance(target, Labels):
        return told | {"labels": _by_name(target.names, {n: y.sum(0) for n, y in labels.items()})}
    if isinstance(target, Number):
        spread = {name: _spread(y) for name, y in labels.items()}
        return told | {"number": {"quantity": target.quantity, "unit": target.unit, **spread}}
    return told


def _by_name(names: tuple[str, ...], counted: dict[str, Any]) -> dict[str, dict[str, int]]:
    return {
        name: {split: int(counts[index]) for split, counts in counted.items()}
        for index, name in enumerate(names)
    }


def _spread(y: Any) -> dict[str, float]:
    import numpy as np

    values = np.asarray(y, np.float64)
    figures: tuple[Any, ...] = (np.min, np.mean, np.median, np.std, np.max)
    return {figure.__name__.removeprefix("a"): float(figure(values)) for figure in figures}


def _table(counts: dict[str, Any]) -> tuple[str, list[tuple[object, ...]]]:
    """The same as rows of a table, and the heading of their names."""
    if counts["classes"]:
        return "class", [(name, *pair.values()) for name, pair in counts["classes"].items()]
    if "noun" not in counts:
        noun = next(name for name in counts if isinstance(counts[name], dict) and counts[name])
        return "", [(noun, *counts[noun].values())]
    rows: list[tuple[object, ...]] = [(counts["noun"], *counts["rows"].values())]
    rows += [(name, *pair.values()) for name, pair in counts.get("labels", {}).items()]
    if "number" in counts:
        number = counts["number"]
        unit = f" ({number['unit']})" if number["unit"] else ""
        for name in number["train"]:
            rows.append((f"{name}{unit}", *(f"{number[s][name]:.6g}" for s in ("train", "test"))))
    return counts.get("number", {}).get("quantity", ""), rows


def load_data(plugins: Plugins, cls: type[Dataset], params: Params) -> Data:
    """Load a dataset with its progress on stderr."""
    import sys

    from workbench.cli.progress import reporter
    from workbench.core import pretrained
    from workbench.core.contracts.events import Progress

    report = reporter(sys.stderr, quiet=not sys.stderr.isatty())
    try:
        loading = pretrained.loading(plugins, lambda *progress: report(Progress(*progress)))
        return pretrained.load_class(cls, params, loading)
    finally:
        report.close()


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="PART.NAME=VALUE",
    shell_complete=settings,
    help="Change a setting, such as architecture.width=32. May be repeated.",
)
@preset_option
@plugin_option
@json_option
@pass_session
def summary(
    session: Session, file: Path, assignments: tuple[str, ...], preset: str | None, as_json: bool
) -> None:
    """Show the network of the experiment in FILE: shapes, parameters, operations."""
    from workbench.cli.errors import show
    from workbench.cli.output import columns, emit_json
    from workbench.cli.wanted import experiment
    from workbench.core import memory, starting
    from workbench.engine.summary import describe

    wanted = experiment(file, session.plugins, assignments, preset)
    resolved = starting.trainable(wanted, session.plugins)
    data = None if resolved.task else _load(resolved, session.plugins)
    task = resolved.task or data.task  # type: ignore[union-attr]
    found = describe(starting.trainable(wanted, session.plugins, task), task, data)
    if as_json:
        totals = {"parameters": found.n_parameters, "flops": found.flops, **_memory(found)}
        emit_json({"task": str(task), "layers": [vars(layer) for layer in found.layers], **totals})
        return
    rows = [
        (
            layer.name,
            layer.kind,
            _shape(layer.output_shape),
            _count(layer.n_parameters),
            _count(layer.flops),
        )
        for layer in found.layers
    ]
    total = ("total", "", "", _count(found.n_parameters), _count(found.flops))
    headings = ("layer", "kind", "output", "parameters", "operations per example")
    click.echo(f"{task}\n\n{columns(headings, [*rows, total])}")
    if found.memory is not None:
        needed = memory.size(found.memory.total)
        click.echo(f"\nTraining takes about {needed} of memory ({found.memory.breakdown()}).")
    if found.problem is not None:
        show(found.problem.message, found.problem.remedy)


def _memory(network_summary: NetworkSummary) -> dict[str, Any]:
    if network_summary.memory is None:
        return {}
    needed = {"memory": network_summary.memory.total, "fits": network_summary.problem is None}
    return (
        needed
        if network_summary.problem is None
        else {**needed, "remedy": network_summary.problem.remedy}
    )


def _load(resolved: Resolved, plugins: Plugins) -> Data:
    assert resolved.dataset is not None
    assert resolved.dataset_params is not None
    return load_data(plugins, resolved.dataset, resolved.dataset_params)


def _shape(shape: tuple[int, ...]) -> str:
    return "×".join(map(str, shape))


def _count(number: int) -> str:
    return f"{number:,}" if number else ""
