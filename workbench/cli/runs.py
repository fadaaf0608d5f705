"""``workbench runs``: the list, and what can be done to its entries."""

from __future__ import annotations

import json
import time
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from workbench.core.runs import RunInfo, RunStore


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.option("--sort", help="Sort by a metric, such as test/accuracy, best first.")
@click.option("--deleted", is_flag=True, help="List the deleted runs instead.")
@click.pass_context
def runs(ctx: click.Context, as_json: bool, sort: str | None, deleted: bool) -> None:
    """List runs, newest first."""
    if ctx.invoked_subcommand is not None:
        return
    infos = RunStore().list(deleted)
    if sort:
        sign = 1 if sort.endswith("loss") else -1
        infos.sort(key=lambda i: sign * i.metrics.get(sort, sign * float("inf")))
    if as_json:
        for info in infos:
            click.echo(json.dumps(_row(info)))
        return
    if not infos:
        click.echo("No runs yet. Start with: workbench run examples/digits.toml")
        return
    _print(infos)


def _row(info: RunInfo) -> dict[str, Any]:
    return info.to_json() | {"path": str(info.path)}


def _print(infos: list[RunInfo]) -> None:
    table = Table(box=None, pad_edge=False)
    for title in (
        "run",
        "name",
        "status",
        "dataset",
        "architecture",
        "test acc.",
        "seconds",
        "tags",
    ):
        table.add_column(title, overflow="fold")
    for info in infos:
        accuracy = info.metrics.get("test/accuracy")
        table.add_row(
            info.id,
            info.name,
            info.status,
            info.dataset,
            info.architecture,
            "" if accuracy is None else f"{accuracy:.2%}",
            f"{info.seconds:.1f}",
            " ".join(info.tags),
        )
    Console(highlight=False).print(table)


@runs.command()
@click.argument("run")
def show(run: str) -> None:
    """Everything known of a run."""
    info = RunStore().get(run).info()
    click.echo(f"{info.id}  {info.name}  {info.status}  {info.path}")
    click.echo(time.strftime("created %Y-%m-%d %H:%M:%S", time.localtime(info.created)))
    for name, value in sorted(info.metrics.items()):
        click.echo(f"  {name:20} {value:.5g}")
    if info.message:
        click.echo(info.message)
    if info.note:
        click.echo(info.note)


@runs.command()
@click.argument("run")
@click.argument("name")
def rename(run: str, name: str) -> None:
    """Give a run another name."""
    RunStore().rename(run, name)


@runs.command()
@click.argument("run")
@click.argument("tags", nargs=-1)
def tag(run: str, tags: tuple[str, ...]) -> None:
    """Replace a run's tags; none removes them."""
    RunStore().tag(run, tags)


@runs.command()
@click.argument("run")
@click.argument("text")
def note(run: str, text: str) -> None:
    """Replace a run's note."""
    RunStore().note(run, text)


@runs.command()
@click.argument("run")
@click.option("--for-good", is_flag=True, help="Remove the folder; nothing brings it back.")
def delete(run: str, for_good: bool) -> None:
    """Hide a run; `restore` brings it back."""
    store = RunStore()
    (store.purge if for_good else store.delete)(run)


@runs.command()
@click.argument("run")
def restore(run: str) -> None:
    """Bring a deleted run back."""
    RunStore().restore(run)


@runs.command()
@click.argument("run")
def duplicate(run: str) -> None:
    """Print a run's experiment as TOML, to change and run again."""
    click.echo(RunStore().get(run).experiment.to_toml(), nl=False)
