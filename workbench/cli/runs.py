"""The verb ``runs``: what the window's Runs page does, without a window."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.complete import runs as run_names
from workbench.cli.session import Session, json_option
from workbench.core.io.plain_text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.core.contracts.target_kind import TargetKind
    from workbench.core.runs.store import RunInfo

FIELDS: dict[str, Callable[[RunInfo], Any]] = {
    "created": lambda info: -info.created,
    "name": lambda info: info.name.casefold(),
    "status": lambda info: info.status,
    "seconds": lambda info: info.seconds,
    "parameters": lambda info: info.n_parameters,
}

run_argument = click.argument("run", metavar="RUN", shell_complete=run_names)


@click.group(invoke_without_command=True)
@click.option(
    "--sort",
    metavar="NAME",
    default="created",
    show_default=True,
    help="Best first by a metric such as test/accuracy, or created, name, status, seconds, "
    "parameters.",
)
@click.option("--all", "everything", is_flag=True, help="List the deleted runs too.")
@click.option("--tag", metavar="TAG", help="List only runs with this tag.")
@click.option(
    "--folder",
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The runs in DIR, made with `run --out DIR`.",
)
@json_option
@click.pass_context
def runs(
    context: click.Context,
    sort: str,
    everything: bool,
    tag: str | None,
    folder: Path | None,
    as_json: bool,
) -> None:
    """List runs, newest first, or do something with one of them.

    RUN is a run's id, the beginning of one, its name or its folder.
    """
    context.meta["folder"] = folder
    if context.invoked_subcommand is not None:
        return
    session = context.ensure_object(Session)
    store = session.store(folder)
    infos = store.list() + (store.list(deleted=True) if everything else [])
    infos = [info for info in infos if tag is None or tag in info.tags]
    infos = order(infos, sort, () if sort in FIELDS else _target_kinds(session))
    if as_json:
        from workbench.cli.output import emit_json

        emit_json([info.to_json() | {"path": str(info.path)} for info in infos])
    elif infos:
        click.echo(_table(infos))
        for info in infos:
            if info.status == "damaged":
                click.echo(f"{info.id}: {one_line(info.message)}", err=True)
    else:
        click.echo("There are no runs yet. `workbench run examples/digits.toml` makes one.")


def order(infos: list[RunInfo], by: str, kinds: Iterable[type[TargetKind]] = ()) -> list[RunInfo]:
    """Sort by a field or, best first, by a metric; runs without it come last.

    Parameters
    ----------
    kinds
        Targets that say of which metrics less is better, beside the built-in ones.

    Raises
    ------
    UsageError
        When no run has such a metric.
    """
    from workbench.core import metric_text
    from workbench.core.contracts.errors import UsageError

    if by in FIELDS:
        return sorted(infos, key=FIELDS[by])
    known = sorted({name for info in infos for name in info.metrics})
    if infos and by not in known:
        message = f"No run has a metric {by!r}."
        raise UsageError(message, f"There are: {', '.join([*FIELDS, *known])}.")
    sign = -metric_text.directions(kinds).get(by.rpartition("/")[2], 1)
    having = [info for info in infos if by in info.metrics]
    return sorted(having, key=lambda info: sign * info.metrics[by]) + [
        info for info in infos if by not in info.metrics
    ]


def _target_kinds(session: Session) -> tuple[type[TargetKind], ...]:
    from workbench.core.contracts.target_kind import TargetKind

    return tuple(session.plugins.of(TargetKind).values())


def _table(infos: list[RunInfo]) -> str:
    from workbench.cli.output import columns, duration, moment
    from workbench.core import metric_text

    def cells(info: RunInfo) -> list[object]:
        found = metric_text.of_run(info.metrics, "test") or metric_text.of_run(info.metrics, "val")
        shown = f"{metric_text.title(found[0])} {metric_text.text(*found)}" if found else ""
        what = f"{info.dataset} × {info.architecture}"
        status = f"{info.status}, deleted" if info.deleted else info.status
        rest = [moment(info.created), what, duration(info.seconds), shown, ", ".join(info.tags)]
        return [info.id, info.name, status, *rest]

    headings = ("run", "name", "status", "made", "what", "time", "result", "tags")
    return columns(headings, map(cells, infos))


def _find(context: click.Context, run: str) -> Any:
    return context.ensure_object(Session).run(run, context.meta.get("folder"))


@runs.command()
@run_argument
@json_option
@click.pass_context
def show(context: click.Context, run: str, as_json: bool) -> None:
    """Show everything known of RUN."""
    from workbench.cli.output import duration, emit_json, facts, figure, moment

    found = _find(context, run)
    info = found.info()
    if as_json:
        emit_json(
            info.to_json() | {"path": str(info.path), "experiment": found.experiment.to_table()}
        )
        return
    lines = {
        "run": info.id,
        "name": info.name,
        "status": info.status,
        "why": info.message,
        "made": moment(info.created),
        "time": duration(info.seconds),
        "what": f"{info.dataset} × {info.architecture} × {info.trainer}",
        "parameters": f"{info.n_parameters:,}",
        "tags": ", ".join(info.tags),
        "note": info.note,
        "folder": info.path,
        "model": found.model_file if found.model_file.is_file() else "none yet",
    }
    lines |= {name: figure(name, value) for name, value in sorted(info.metrics.items())}
    click.echo(facts(lines))


@runs.command()
@run_argument
@click.argument("name")
@click.pass_context
def rename(context: click.Context, run: str, name: str) -> None:
    """Call RUN by another NAME."""
    _find(context, run).change(name=name)


@runs.command()
@run_argument
@click.argument("tags", nargs=-1, metavar="[TAG]...")
@click.option("--remove", is_flag=True, help="Take these tags away instead of adding them.")
@click.pass_context
def tag(context: click.Context, run: str, tags: tuple[str, ...], remove: bool) -> None:
    """Add tags to RUN, or take them away; prints the tags it has then."""
    found = _find(context, run)
    has = found.info().tags
    kept = [t for t in has if t not in tags] if remove else [*has, *tags]
    found.change(tags=tuple(dict.fromkeys(kept)))
    click.echo(one_line(" ".join(found.info().tags)))


@runs.command()
@run_argument
@click.argument("text")
@click.pass_context
def note(context: click.Context, run: str, text: str) -> None:
    """Replace RUN's note by TEXT; an empty one removes it."""
    _find(context, run).change(note=text)


@runs.command()
@run_argument
@click.option("--for-good", is_flag=True, help="Remove the folder; nothing brings it back.")
@click.option("-y", "--yes", is_flag=True, help="Do not ask before removing for good.")
@click.pass_context
def delete(context: click.Context, run: str, for_good: bool, yes: bool) -> None:
    """Hide RUN; `runs restore` brings it back."""
    found = _find(context, run)
    store = context.ensure_object(Session).store(found.path.parent)
    if not for_good:
        store.delete(found.id)
        click.echo(f"`workbench runs restore {found.id}` brings it back.")
        return
    if not yes:
        click.confirm(f"Remove {found.path} for good?", abort=True)
    store.purge(found.id)


@runs.command()
@run_argument
@click.pass_context
def restore(context: click.Context, run: str) -> None:
    """Bring a deleted RUN back."""
    _find(context, run).change(deleted=False)


@runs.command()
@run_argument
@click.option("--at-once", is_flag=True, help="Measure and export nothing; the checkpoint stays.")
@click.pass_context
def stop(context: click.Context, run: str, at_once: bool) -> None:
    """Stop RUN, which another process trains, and keep what it has learnt."""
    _steer(context, run, "discard" if at_once else "stop")


@runs.command()
@run_argument
@click.pass_context
def pause(context: click.Context, run: str) -> None:
    """Let RUN wait, which another process trains; `runs unpause` lets it go on."""
    _steer(context, run, "pause")


@runs.command()
@run_argument
@click.pass_context
def unpause(context: click.Context, run: str) -> None:
    """Let a paused RUN go on."""
    _steer(context, run, "resume")


def _steer(context: click.Context, run: str, action: str) -> None:
    from workbench.core.work import requests

    requests.steer(_find(context, run), action)


@runs.command("open")
@run_argument
@click.pass_context
def open_folder(context: click.Context, run: str) -> None:
    """Open RUN's folder in the file manager, and print it."""
    from workbench.cli.display import HEADLESS, display_problem

    path = _find(context, run).path
    click.echo(str(path))
    if display_problem() != HEADLESS:
        click.launch(str(path))


@runs.command()
@run_argument
@click.pass_context
def duplicate(context: click.Context, run: str) -> None:
    """Print RUN's experiment as TOML, to be changed and run again."""
    click.echo(_find(context, run).experiment.to_toml(), nl=False)


@runs.command()
@run_argument
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="The file to write; by default the run's id with .run.zip, here.",
)
@json_option
@click.pass_context
def pack(context: click.Context, run: str, output: Path | None, as_json: bool) -> None:
    """Write RUN into one file that can be given to somebody else.

    Its model, figures, log and checkpoints are in it; paths of this machine are not, nor are files
    of data. `runs unpack` takes it in.
    """
    from workbench.cli.output import emit_json, size
    from workbench.core.runs import pack as run_pack

    found = _find(context, run)
    target = (output or Path(found.id + run_pack.SUFFIX)).expanduser()
    n_bytes = run_pack.pack(found, target)
    if as_json:
        emit_json({"run": found.id, "file": str(target), "bytes": n_bytes})
    else:
        click.echo(f"{target}, {size(n_bytes)}")


@runs.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--data",
    "data",
    multiple=True,
    metavar="PATH",
    type=click.Path(exists=True, path_type=Path),
    help="A data file of the run, or a folder that holds it. May be repeated.",
)
@json_option
@click.pass_context
def unpack(context: click.Context, file: Path, data: tuple[Path, ...], as_json: bool) -> None:
    """Take in a run from FILE, which `runs pack` wrote, and print its id.

    Its data files are looked for beside FILE, in the data folders, and where --data says; only one
    with the same content is taken.
    """
    from workbench.cli.output import emit_json
    from workbench.core.runs import pack as run_pack

    store = context.ensure_object(Session).store(context.meta.get("folder"))
    found = run_pack.unpack(file.expanduser(), store, data)
    if as_json:
        emit_json({"run": found.id, "path": str(found.path), "missing": list(found.missing)})
        return
    click.echo(found.id)
    for line in found.missing:
        click.echo(f"Missing: {one_line(line)}", err=True)
    if found.missing:
        click.echo("It opens and predicts; to resume it, unpack it with --data.", err=True)
