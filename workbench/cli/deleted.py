"""The verb ``deleted``: what the window's Deleted view does, without a window."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbench.cli.session import Session, json_option, pass_session
from workbench.core.io.plain_text import one_line

if TYPE_CHECKING:
    from workbench.core.deleted import Deleted

KINDS = ("run", "comparison", "labelling", "drawing")
kind_option = click.option("--kind", type=click.Choice(KINDS), help="Only these.")


@click.group(invoke_without_command=True)
@kind_option
@json_option
@click.pass_context
def deleted(context: click.Context, kind: str | None, as_json: bool) -> None:
    """List runs, comparisons, labellings and drawings that were deleted, latest first.

    They can be restored until they are emptied.
    """
    if context.invoked_subcommand is not None:
        return
    from workbench.cli.output import columns, emit_json, moment, size

    found = _all(context.ensure_object(Session), kind)
    if as_json:
        fields = ("kind", "id", "name", "deleted", "n_bytes")
        emit_json([{field: getattr(each, field) for field in fields} for each in found])
    elif found:
        rows = [
            (each.kind, each.id, one_line(each.name), moment(each.deleted), size(each.n_bytes))
            for each in found
        ]
        click.echo(columns(("kind", "id", "name", "deleted", "size"), rows))
    else:
        click.echo("Nothing was deleted.")


@deleted.command()
@click.argument("id", metavar="ID")
@pass_session
def restore(session: Session, id: str) -> None:
    """Bring back what has this ID, or the beginning of one, or this name."""
    from workbench.core import deleted as trashed

    store = session.store()
    found = trashed.find(id, store)
    trashed.restore(found, store)
    click.echo(f"Restored the {found.kind} {one_line(found.name)}.")


@deleted.command()
@click.argument("id", metavar="ID")
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@pass_session
def purge(session: Session, id: str, yes: bool) -> None:
    """Delete permanently what has this ID, or the beginning of one, or this name."""
    from workbench.core import deleted as trashed

    store = session.store()
    found = trashed.find(id, store)
    if not yes:
        click.confirm(f"Delete the {found.kind} {one_line(found.name)} permanently?", abort=True)
    trashed.purge(found, store)


@deleted.command()
@kind_option
@click.option("-y", "--yes", is_flag=True, help="Do not ask.")
@pass_session
def empty(session: Session, kind: str | None, yes: bool) -> None:
    """Delete everything permanently that was deleted."""
    from workbench.cli.output import size
    from workbench.core import deleted as trashed

    found = _all(session, kind)
    n_bytes = sum(each.n_bytes for each in found)
    if found and not yes:
        click.confirm(f"Delete {len(found)} permanently, {size(n_bytes)}?", abort=True)
    store = session.store()
    for each in found:
        trashed.purge(each, store)
    click.echo(f"Deleted {len(found)} permanently, {size(n_bytes)}.")


def _all(session: Session, kind: str | None) -> list[Deleted]:
    from workbench.core import deleted as trashed

    return [each for each in trashed.deleted(session.store()) if kind in (None, each.kind)]
