"""The verb ``work``: the worker that trains one run, for launchers and for queues.

What it loads and where it writes stands on its command line alone: nothing in the run's folder,
which may come from somebody else, names code or a place.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.session import Session, pass_session, plugin_option

if TYPE_CHECKING:
    from workbench.core.contracts.launcher import WorkOrder
    from workbench.core.runs.store import Run

# How long whoever started this process may keep the run's lock: until it is connected.
LOCK_S = 30.0
GIB = 1 << 30


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--resume", is_flag=True, help="Continue from the last checkpoint.")
@click.option("--device", metavar="DEVICE", default="", help="Train on another device.")
@click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="trainer.NAME=VALUE",
    help="With --resume, how long to train in all, such as trainer.epochs=20. May be repeated.",
)
@click.option(
    "--memory",
    metavar="GIB",
    type=click.FloatRange(min=0, min_open=True),
    help="End the training when it takes more than this beside torch (Linux).",
)
@click.option("--local-only", is_flag=True, help="Let nothing leave this machine.")
@plugin_option
@pass_session
def work(
    session: Session,
    folder: Path,
    resume: bool,
    device: str,
    assignments: tuple[str, ...],
    memory: float | None,
    local_only: bool,
) -> int:
    """Train the run in FOLDER, and serve whoever watches it.

    Launchers start this where a run is to be trained. It takes the run's lock, trains, and writes
    the run's log. A window that is opened meanwhile shows it and can pause and stop it, as can
    `workbench runs stop`. SIGTERM and Ctrl-C stop it and keep what was learnt.

    Plugins are the user's own and those of --plugin; nothing in FOLDER says what is loaded or
    written elsewhere, and FOLDER is refused when it holds links that lead out of it.
    """
    import faulthandler

    from workbench.cli.train import length_of
    from workbench.core.contracts.launcher import WorkOrder
    from workbench.core.io import local_only as network

    # A fault in compiled code says where it was, on the way out.
    faulthandler.enable(file=sys.__stderr__ or sys.stderr)
    path = folder.resolve()
    _refuse_strange(path)
    network.hold("command", local_only)
    click.get_current_context().call_on_close(lambda: network.hold("command", False))
    length = length_of(None, assignments)
    order = WorkOrder(path, (), session.safe, device, resume, length, local_only)
    run = session.run(str(path))
    return _trained(session, run, order, memory)


def _trained(session: Session, run: Run, order: WorkOrder, memory: float | None) -> int:
    from workbench.cli.errors import show
    from workbench.cli.signals import stoppable
    from workbench.core import memory as memory_of
    from workbench.core.contracts.errors import UsageError
    from workbench.core.contracts.events import Failed
    from workbench.core.control import Control
    from workbench.core.work import last_words
    from workbench.core.work.server import WorkServer
    from workbench.engine import work as engine_work
    from workbench.engine.start import load_engine

    control = Control()
    with stoppable(control):
        try:
            server = WorkServer(run, control)
        except OSError as error:
            message = f"Nobody can connect to this worker: {error}."
            raise UsageError(message, "Free the folder that it names.") from error
        end = None
        try:
            if not run.hold(LOCK_S):
                message = f"The run {run.id} is being trained by another process."
                raise UsageError(message, "Wait for its end, or stop it first.")
            _refuse_begun(run, order.resume)
            plugins = session.plugins
            if memory is not None:
                load_engine()  # what torch takes itself is not counted
                memory_of.limit(round(memory * GIB))
            end = engine_work.work(run, order, plugins, server, control)
        finally:
            # One that did not begin says so on its standard error, and has come to no end.
            server.close(farewell=end is not None)
    last_words.forget(run.path)
    if isinstance(end, Failed):
        show(end.message, end.remedy)
        return 1
    return 0


def _refuse_strange(folder: Path) -> None:
    """Refuse a folder that holds no run, or links: what is written would go elsewhere."""
    from workbench.core.contracts.errors import UsageError

    if not (folder / "experiment.toml").is_file():
        message = f"{folder} holds no run."
        raise UsageError(message, "`workbench run FILE` makes one and trains it.")
    links = [path for path in folder.rglob("*") if path.is_symlink()]
    if links:
        message = f"{links[0]} is a link: what is written there would go to another place."
        raise UsageError(message, "Put what it leads to into the run's folder.")


def _refuse_begun(run: Run, resume: bool) -> None:
    from workbench.core.contracts.errors import UsageError

    if not resume and run.info().status != "starting":
        message = f"The run {run.id} has begun before."
        raise UsageError(message, "Give --resume to go on with it.")
