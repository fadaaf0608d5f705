"""``workbench data`` and ``workbench summary``."""

from __future__ import annotations

import json
from pathlib import Path

import click
import numpy as np

from workbench.cli.context import load_plugins
from workbench.core import experiment as experiments
from workbench.core import params
from workbench.core.dataset import Dataset, Loading
from workbench.core.resolve import resolve


@click.group()
def data() -> None:
    """Say what datasets there are and what is in them."""


@data.command("list")
@click.pass_context
def list_(ctx: click.Context) -> None:
    """Every dataset, in a line each."""
    for id, cls in load_plugins(ctx).of(Dataset).items():
        click.echo(f"{id:16} {cls.about}")


@data.command()
@click.argument("id")
@click.option("--set", "assignments", multiple=True, metavar="NAME=VALUE", help="Change a setting.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def show(ctx: click.Context, id: str, assignments: tuple[str, ...], as_json: bool) -> None:
    """A dataset's card, and what it holds once loaded."""
    cls = load_plugins(ctx).get(Dataset, id)
    loaded = cls(Loading()).load(params.make(cls.Params, params.parse_assignments(assignments)))
    counts = {
        split: np.bincount(getattr(loaded, split).y, minlength=len(loaded.classes)).tolist()
        for split in ("train", "test")
    }
    facts = {
        "id": id,
        "name": cls.name,
        **vars(cls.card),
        "task": str(loaded.task),
        "classes": list(loaded.classes),
        "counts": counts,
        "sha256": loaded.digest(),
    }
    if as_json:
        click.echo(json.dumps(facts))
        return
    for key in ("name", "summary", "size", "licence", "source", "citation", "task", "sha256"):
        click.echo(f"{key:9} {facts[key]}")
    for index, name in enumerate(loaded.classes):
        click.echo(f"  {name:14} {counts['train'][index]:7,} + {counts['test'][index]:,}")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--set", "assignments", multiple=True, metavar="PART.NAME=VALUE",
              help="Change a setting.")  # fmt: skip
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
@click.pass_context
def summary(ctx: click.Context, file: Path, assignments: tuple[str, ...], as_json: bool) -> None:
    """Show the layers of the network in FILE: shapes, parameters, operations."""
    plugins = load_plugins(ctx)
    experiment = experiments.load(file).with_settings(params.parse_assignments(assignments))
    resolved = resolve(experiment, plugins)
    task = resolved.task
    if task is None and resolved.dataset is not None:
        task = resolved.dataset(Loading()).load(resolved.dataset_params).task
        resolved = resolve(experiment, plugins, task)
    from workbench.core.errors import ExperimentError
    from workbench.engine.summary import summarise

    if resolved.problems or task is None:
        problem = resolved.problems[0]
        raise ExperimentError(problem.message, problem.remedy)
    found = summarise(resolved, task)
    if as_json:
        layers = [vars(layer) for layer in found.layers]
        facts = {"layers": layers, "n_parameters": found.n_parameters, "flops": found.flops}
        click.echo(json.dumps(facts))
        return
    for layer in found.layers:
        shape = "×".join(map(str, layer.output_shape))
        line = f"{layer.name:12} {layer.kind:14} {shape:>14} {layer.n_parameters:>10,}"
        click.echo(f"{line} {layer.flops:>14,}")
    click.echo(f"{'total':12} {'':14} {'':>14} {found.n_parameters:>10,} {found.flops:>14,}")
