"""The verbs ``plugins`` and ``new-plugin``."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.complete import plugins as plugin_names
from workbench.cli.session import Session, json_option, pass_session, plugin_option

if TYPE_CHECKING:
    from workbench.core.plugins import PluginRecord, Plugins


# The kinds of `workbench.core.contracts.hookspecs`, spelt out so that --help need not import it.
NEW_KINDS = (
    "dataset",
    "input_kind",
    "target_kind",
    "architecture",
    "trainer",
    "playground",
    "provider",
    "encoder",
    "exporter",
    "launcher",
    "view",
    "answerer",
    "lesson",
)


@click.group(invoke_without_command=True)
@plugin_option
@json_option
@click.pass_context
def plugins(context: click.Context, as_json: bool) -> None:
    """List plugins: what they provide, where they come from, what failed."""
    if context.invoked_subcommand is not None:
        return
    records = context.ensure_object(Session).plugins.records
    if as_json:
        from workbench.cli.output import emit_json

        emit_json([_as_json(record) for record in records])
        return
    click.echo(_table(records))


def _as_json(record: PluginRecord) -> dict[str, Any]:
    provides = [{"kind": kind, "id": id} for kind, id in record.provides]
    return {**vars(record), "provides": provides}


def _table(records: list[PluginRecord]) -> str:
    from workbench.cli.output import columns

    rows = []
    for record in records:
        what = ", ".join(f"{kind} {id}" for kind, id in record.provides)
        if record.state == "broken":
            what = record.reason
        remark = f"{what} ({record.note})" if what and record.note else what or record.note
        rows.append((record.name, record.state, record.version, record.origin, remark))
    text = columns(("plugin", "state", "version", "origin", "provides"), rows)
    broken = [record.name for record in records if record.state == "broken"]
    if broken:
        text += f"\n\n`workbench plugins show {broken[0]}` says more."
    return text


@plugins.command()
@click.argument("name", shell_complete=plugin_names)
@pass_session
def show(session: Session, name: str) -> None:
    """Show one plugin: what it provides, or why it failed, with the traceback."""
    from workbench.cli.output import facts

    record = _find(session.plugins, name)
    about = {
        "plugin": record.name,
        "state": record.state,
        "version": record.version,
        "origin": record.origin,
        "remark": record.note,
    }
    click.echo(facts(about))
    for kind, id in record.provides:
        click.echo(f"\n{_contribution(session, kind, id)}")
    if record.fault:
        click.echo("\n" + record.fault.rstrip())


def _contribution(session: Session, kind: str, id: str) -> str:
    from workbench.cli.output import settings_table
    from workbench.core.contracts.hookspecs import KINDS

    cls = session.plugins.get(KINDS[kind][1], id)
    return f"{kind} {id}: {cls.name}\n{cls.about}\n{settings_table(cls.Params)}".rstrip()


@plugins.command()
@click.argument("name", shell_complete=plugin_names)
@pass_session
def enable(session: Session, name: str) -> None:
    """Use a plugin again, from now on; also one whose import ended or hung the workbench."""
    from workbench.core import import_guard

    record = _find(session.listed, name)
    import_guard.forgive(record.name)
    session.settings.blocked = [n for n in session.settings.blocked if n != record.name]
    session.settings.save()


@plugins.command()
@click.argument("name", shell_complete=plugin_names)
@pass_session
def disable(session: Session, name: str) -> None:
    """Do not use a plugin any more; `plugins enable` undoes that.

    The plugin itself is not loaded for this.
    """
    record = _find(session.listed, name)
    blocked = session.settings.blocked
    session.settings.blocked = list(dict.fromkeys([*blocked, record.name]))
    session.settings.save()


def _find(plugins: Plugins, name: str) -> PluginRecord:
    from workbench.core.contracts.errors import UsageError

    records = plugins.records
    for record in records:
        if record.name == name:
            return record
    owners = [r.name for r in records if any(id == name for _, id in r.provides)]
    close = owners or difflib.get_close_matches(name, [r.name for r in records], n=1)
    remedy = f"Did you mean {close[0]!r}?" if close else "`workbench plugins` lists them."
    raise UsageError(f"There is no plugin {name!r}.", remedy)


@click.command("new-plugin")
@click.argument("name")
@click.option(
    "--kind",
    type=click.Choice(NEW_KINDS),
    default="dataset",
    show_default=True,
    help="What the plugin adds.",
)
@click.option(
    "--to",
    "folder",
    metavar="DIR",
    default=".",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where to make the project's folder; here by default.",
)
@pass_session
def new_plugin(session: Session, name: str, kind: str, folder: Path) -> None:
    """Write a plugin project called NAME: working, installable and tested."""
    from workbench.core import scaffold

    taken = {record.name for record in session.plugins.records}
    taken |= {id for record in session.plugins.records for _, id in record.provides}
    project = scaffold.write_project(name, kind, folder, taken)
    package = project / "src" / project.name.replace("-", "_")
    click.echo(
        f"Wrote {project}\n\n"
        f"  try it      workbench --plugin {package} plugins\n"
        f"  test it     cd {project} && python -m pytest\n"
        f"  install it  pip install -e {project}\n\n"
        f"The code is in {package}; {project / 'README.md'} says more."
    )
