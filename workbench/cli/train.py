"""The verbs ``run`` and ``resume``: the engine's training, told on the terminal."""

from __future__ import annotations

import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.complete import runs as run_names
from workbench.cli.complete import settings
from workbench.cli.session import Session, json_option, pass_session, plugin_option
from workbench.cli.wanted import preset_option

if TYPE_CHECKING:
    from workbench.core.contracts.events import Failed, Finished
    from workbench.core.contracts.launcher import Launcher, WorkOrder
    from workbench.core.runs.store import Run

# Windows delivers Ctrl-C only between waits.
WAIT_S = 0.2


@dataclass(frozen=True)
class Telling:
    """How a training is told: ``as_json`` leaves stdout to one object."""

    as_json: bool
    quiet: bool


launcher_option = click.option(
    "--launcher", help="Where training happens, by id; by default the first in order."
)
quiet_option = click.option("-q", "--quiet", is_flag=True, help="Report the end only.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="PART.NAME=VALUE",
    shell_complete=settings,
    help="Change a setting, such as trainer.epochs=3. May be repeated.",
)
@preset_option
@click.option("--device", metavar="DEVICE", help="auto, cpu, cuda, cuda:N or mps.")
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Make the run's folder in DIR instead of the user's runs.",
)
@click.option("--name", help="What to call the run.")
@click.option("--seed", type=int, help="The seed of every random number.")
@launcher_option
@plugin_option
@json_option
@quiet_option
@pass_session
def run(
    session: Session,
    file: Path,
    assignments: tuple[str, ...],
    preset: str | None,
    device: str | None,
    out: Path | None,
    name: str | None,
    seed: int | None,
    launcher: str | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Train the experiment in FILE, a TOML file such as examples/digits.toml.

    Ctrl-C stops the training and keeps what was learnt; a second Ctrl-C skips measuring, a third
    stops at once. With --json the last line on stdout is one object and progress goes to stderr.
    """
    from workbench.cli import wanted
    from workbench.engine import start
    from workbench.engine.work import order_for

    chosen = {"device": device, "name": name, "seed": seed}
    experiment = wanted.experiment(file, session.plugins, assignments, preset, **chosen)
    chosen_launcher = _launcher(session, launcher)
    created = start.new_run(
        experiment, session.plugins, session.store(out), chosen_launcher.in_process
    )
    order = order_for(created, session.plugins)
    return train(session, created, order, chosen_launcher, Telling(as_json, quiet))


@click.command()
@click.argument("run", metavar="RUN", shell_complete=run_names)
@click.option(
    "--out",
    metavar="DIR",
    type=click.Path(file_okay=False, path_type=Path),
    help="Where the run is, if it was made with --out.",
)
@click.option(
    "--epochs",
    type=click.IntRange(1),
    metavar="N",
    help="Train for this many epochs in all, also a run that is finished.",
)
@click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="trainer.NAME=VALUE",
    help="Change how long it is trained, such as trainer.steps=4000. May be repeated.",
)
@launcher_option
@plugin_option
@json_option
@quiet_option
@pass_session
def resume(
    session: Session,
    run: str,
    out: Path | None,
    epochs: int | None,
    assignments: tuple[str, ...],
    launcher: str | None,
    as_json: bool,
    quiet: bool,
) -> int:
    """Go on with RUN after a stop, a crash or a power cut, or for more epochs.

    RUN is a run's id, the beginning of one, its name or its folder. On the same machine the
    result is the same, bit for bit, as if it had never been interrupted. A finished run goes on
    with --epochs or --set: from its last weights, with the learning rate that the longer schedule
    has there.
    """
    from workbench.engine import start
    from workbench.engine.work import order_for

    resumed = session.run(run, out)
    chosen = _launcher(session, launcher)
    length = length_of(epochs, assignments)
    start.check_resume(resumed, session.plugins, length, chosen.in_process)
    order = order_for(resumed, session.plugins, resume=True, length=length)
    return train(session, resumed, order, chosen, Telling(as_json, quiet))


def length_of(epochs: int | None, assignments: tuple[str, ...]) -> dict[str, Any]:
    """What ``--epochs`` and ``--set`` say of how long to train.

    Raises
    ------
    UsageError
        When ``--set`` names something else than the trainer's settings.
    """
    from workbench.core.contracts.errors import UsageError
    from workbench.core.contracts.params import parse_assignments

    tree = parse_assignments(assignments)
    settings = tree.pop("trainer", {})
    if tree or not isinstance(settings, dict):
        message = f"A run that has begun cannot change {next(iter(tree), 'trainer')}."
        raise UsageError(message, "Give how long it is trained, such as trainer.epochs=20.")
    return settings if epochs is None else {**settings, "epochs": epochs}


def train(
    session: Session, run: Run, order: WorkOrder, launcher: type[Launcher], telling: Telling
) -> int:
    """Have ``run`` trained, tell it, and return the exit code."""
    from workbench.cli.progress import reporter
    from workbench.cli.signals import stoppable
    from workbench.core.contracts.events import Event, Failed, Finished
    from workbench.core.control import Control
    from workbench.engine import work

    report = reporter(sys.stderr if telling.as_json else sys.stdout, telling.quiet)
    control = Control()
    ends: list[Finished | Failed] = []
    began = time.perf_counter()

    def emit(event: Event) -> None:
        if isinstance(event, Finished | Failed):
            ends.append(event)
        report(event)

    settings = session.settings.launchers.get(launcher.id, {})
    try:
        with stoppable(control):
            handle = work.begin(launcher, run, order, session.plugins, emit, settings)
            work.follow(handle, control, WAIT_S)
    finally:
        report.close()
    return _tell_end(run, ends[-1:], time.perf_counter() - began, telling)


def _launcher(session: Session, id: str | None) -> type[Launcher]:
    from workbench.core import starting

    return starting.launcher(session.plugins, id or "")


def _tell_end(run: Run, ends: list[Finished | Failed], seconds: float, telling: Telling) -> int:
    from workbench.cli.errors import debugging, show
    from workbench.cli.output import emit_json
    from workbench.core.contracts.errors import TrainingError
    from workbench.core.contracts.events import Failed

    if not ends:
        message = f"The training of {run.id} ended without saying how."
        raise TrainingError(message, "The traceback above names the place.")
    end = ends[0]
    if run.problem is not None:
        show(run.problem.message, run.problem.remedy)
    if isinstance(end, Failed):
        show(end.message, end.remedy)
        if debugging():
            sys.stderr.write(end.traceback)
    elif not end.model:
        sys.stderr.write(f"`workbench resume {run.id}` goes on from the last checkpoint.\n")
    result = _result(run, end, seconds)
    if telling.as_json:
        emit_json(result)
    else:
        click.echo(_result_text(result))
    return 0 if result["model"] else 1


def _result(run: Run, end: Finished | Failed, seconds: float) -> dict[str, Any]:
    """The object that ``--json`` prints."""
    from workbench.core.contracts.events import Failed

    facts: dict[str, Any] = {
        "run": run.id,
        "path": str(run.path),
        "status": "failed" if isinstance(end, Failed) else end.status,
        "metrics": dict(run.info().metrics),
        "why": "" if isinstance(end, Failed) else end.reason,
        "model": "" if isinstance(end, Failed) else end.model,
        "seconds": round(seconds, 3),
    }
    if isinstance(end, Failed):
        facts |= {"error": end.message, "remedy": end.remedy}
    return facts


def _result_text(result: dict[str, Any]) -> str:
    from workbench.cli import output

    metrics = {k: v for k, v in result["metrics"].items() if k.startswith(("test/", "val/"))}
    return output.facts(
        {
            "run": result["run"],
            "status": result["status"],
            "why": result["why"],
            "time": output.duration(result["seconds"]),
            "metrics": output.figures(metrics),
            "model": result["model"],
            "folder": result["path"],
        }
    )
