"""``workbench plugins`` and ``workbench new-plugin``."""

from __future__ import annotations

import json
from pathlib import Path

import click

from workbench.cli.context import load_plugins
from workbench.core import settings
from workbench.core.errors import UnknownPlugin
from workbench.core.hookspecs import KINDS
from workbench.core.plugins import Record


@click.group(invoke_without_command=True)
@click.option("--json", "as_json", is_flag=True, help="One JSON object a plugin.")
@click.pass_context
def plugins(ctx: click.Context, as_json: bool) -> None:
    """List plugins: what they provide, their version, origin and state."""
    if ctx.invoked_subcommand is not None:
        return
    for record in load_plugins(ctx).records:
        if as_json:
            click.echo(json.dumps({**vars(record), "provides": [list(p) for p in record.provides]}))
            continue
        provides = ", ".join(f"{kind} {id}" for kind, id in record.provides)
        line = f"{record.name:16} {record.state:7} {record.version:8} {record.origin:10} {provides}"
        click.echo(f"{line} {record.note}".rstrip())


@plugins.command()
@click.argument("name")
@click.pass_context
def show(ctx: click.Context, name: str) -> None:
    """What a plugin provides, or the traceback of why it failed."""
    record = _record(ctx, name)
    click.echo(f"{record.name}  {record.state}  {record.version}  {record.origin}")
    for kind, id in record.provides:
        click.echo(f"  {kind}: {id}")
    if record.note:
        click.echo(record.note)
    if record.fault:
        click.echo(record.fault)


@plugins.command()
@click.argument("name")
@click.pass_context
def disable(ctx: click.Context, name: str) -> None:
    """Switch a plugin off, until it is enabled again."""
    _record(ctx, name)
    chosen = settings.load()
    chosen.blocked = sorted({*chosen.blocked, name})
    chosen.save()


@plugins.command()
@click.argument("name")
@click.pass_context
def enable(ctx: click.Context, name: str) -> None:
    """Switch a plugin on again."""
    _record(ctx, name)
    chosen = settings.load()
    chosen.blocked = [other for other in chosen.blocked if other != name]
    chosen.save()


def _record(ctx: click.Context, name: str) -> Record:
    records = {record.name: record for record in load_plugins(ctx).records}
    if name not in records:
        raise UnknownPlugin(f"There is no plugin {name!r}.", f"There are: {', '.join(records)}.")
    return records[name]


@click.command("new-plugin")
@click.argument("name")
@click.option("--kind", type=click.Choice(list(KINDS)), default="dataset", show_default=True)
@click.option("--to", "folder", type=click.Path(path_type=Path, file_okay=False), default=Path("."),
              help="Where to make the project's folder.")  # fmt: skip
def new_plugin(name: str, kind: str, folder: Path) -> None:
    """Write a plugin project: code, tests and packaging that work as they are."""
    from workbench.core.scaffold import write_project

    path = write_project(name, kind, folder)
    click.echo(f"Wrote {path}")
    click.echo(
        f"Try it:      workbench --plugin {path / 'src' / path.name.replace('-', '_')} plugins"
    )
    click.echo(f"Install it:  pip install -e {path}")
