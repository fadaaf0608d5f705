"""Work: the one way in which a run is trained, by whichever launcher.

The window, the command line and notebooks make a work order and `begin`; the worker that it
reaches, here or in another process, calls `work`. Importing this module is light.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from workbench.core import blame
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.events import Event, Failed, Finished
from workbench.core.contracts.launcher import LaunchContext, Launcher, TrainingHandle, WorkOrder
from workbench.core.contracts.params import make
from workbench.core.control import Control
from workbench.core.io import local_only
from workbench.core.plugins import Plugins
from workbench.core.runs import facts as run_facts
from workbench.core.runs import longer
from workbench.core.runs.store import LIVE, Run
from workbench.core.work import last_words
from workbench.engine.start import load_engine
from workbench.inference.ancestry import Load

Emit = Callable[[Event], None]
# How long the end of another process is waited for, which may hold the run's lock a moment longer;
# and for one that only looks whether somebody holds it.
LOCK_S, LOOK_S = 5.0, 0.25


def order_for(
    run: Run, plugins: Plugins, resume: bool = False, length: Mapping[str, Any] | None = None
) -> WorkOrder:
    """What a worker must know to train ``run`` as this process would."""
    return WorkOrder(
        run.path.resolve(),
        plugins=plugins.files,
        safe=plugins.safe,
        resume=resume,
        length=dict(length or {}),
        local_only=local_only.holds(),
    )


def work(
    run: Run,
    order: WorkOrder,
    plugins: Plugins,
    emit: Emit,
    control: Control,
    load: Load | None = None,
) -> Finished | Failed:
    """Train a run in this thread and to its end; only the user's own Ctrl-C is raised.

    Every event goes to the run's log and to ``emit``; the last is `Finished` or `Failed`, which is
    also returned.

    Parameters
    ----------
    load
        Hands out an experiment's data, for callers that have it loaded already.
    """
    try:
        _change(run, order, plugins)
        engine = load_engine()
    except BaseException as error:  # noqa: BLE001 - nobody else would hear of it
        blame.let_through(error)
        known = blame.contained(error)
        failed = Failed(known.message, known.remedy, blame.details(error))
        _log_end(run, failed, emit)
        return failed
    return engine(run, plugins, emit, control, resume=order.resume, load=load)


def _change(run: Run, order: WorkOrder, plugins: Plugins) -> None:
    """Keep in the run's folder what the order changes of its experiment."""
    experiment = run.experiment
    if order.length:
        experiment = longer.changed(run, plugins, order.length)
    if order.device:
        experiment = experiment.with_settings({"device": order.device})
    if experiment != run.experiment:
        run.change_experiment(experiment)


def training(plugins: Plugins) -> Callable[..., None]:
    """What trains a comparison's experiments, in its own thread: it lends them what it loaded."""

    def train(run: Run, emit: Emit, control: Control, resume: bool, load: Load) -> None:
        work(run, order_for(run, plugins, resume), plugins, emit, control, load)

    return train


def begin(
    launcher: type[Launcher],
    run: Run,
    order: WorkOrder,
    plugins: Plugins,
    emit: Emit,
    settings: Mapping[str, Any] | None = None,
) -> TrainingHandle:
    """Hand a run to a launcher, and return the handle of its training.

    Parameters
    ----------
    settings
        The launcher's own, by name.

    Raises
    ------
    UsageError
        When another process trains the run, or a setting is impossible.
    WorkbenchError
        When the launcher refuses or fails; it names the plugin.
    """
    if not run.hold(LOOK_S):
        message = f"The run {run.id} is being trained by another process."
        raise UsageError(message, "Wait for its end, or stop it first.")
    last_words.forget(run.path)
    context = _context(run, emit, order, plugins)
    try:
        _change(run, order, plugins)  # here as well: this process may have read it already
        handle: Any = launcher().launch(
            order, context, make(launcher.Params, settings or {}, launcher.id)
        )
        if not isinstance(handle, TrainingHandle):
            message = f"launch() returned {handle!r} instead of a TrainingHandle"
            raise TypeError(message)
    except BaseException as error:
        run.release()
        blame.let_through(error)
        raise blame.contained(error, launcher) from error
    return handle


def attach(launchers: Iterable[type[Launcher]], run: Run, emit: Emit) -> TrainingHandle | None:
    """Take up the training of a run that goes on in another process.

    Returns
    -------
    TrainingHandle or None
        ``None`` where no launcher can reach it. What its log holds has been emitted.
    """
    context = _context(run, emit)
    for launcher in launchers:
        try:
            handle = launcher().attach(context)
        except BaseException as error:  # noqa: BLE001 - a plugin's fault must not hide the run
            blame.let_through(error)
            continue
        if isinstance(handle, TrainingHandle):
            return handle
    return None


def note_death(run: Run) -> None:
    """Write the last words of a worker that died while nobody watched into its run's log.

    Nothing happens where it still lives, or ended in good order.
    """
    if run.held or not last_words.worker_log(run.path).is_file() or not run.hold():
        return
    if run_facts.read(run.path).status in LIVE:
        _log_end(run, last_words.worker_failure(run.path), _nothing)
        last_words.forget(run.path)
    else:
        run.release()


def _nothing(_: Event) -> None:
    """Nobody watches."""


def _context(
    run: Run, emit: Emit, order: WorkOrder | None = None, plugins: Plugins | None = None
) -> LaunchContext:
    has_ended = False

    def emitted(event: Event) -> None:
        nonlocal has_ended
        has_ended = isinstance(event, Finished | Failed)
        emit(event)

    def train(control: Control) -> None:
        if order is None or plugins is None:
            message = "attach() takes up what goes on elsewhere, and trains nothing itself"
            raise RuntimeError(message)
        work(run, order, plugins, emitted, control)

    def fail(failed: Failed) -> None:
        if has_ended:
            return
        # Of several who watch it, one writes the end.
        if run.hold(LOCK_S) and (order is not None or run_facts.read(run.path).status in LIVE):
            _log_end(run, failed, emitted)
        else:
            run.release()
            emitted(failed)
        last_words.forget(run.path)

    return LaunchContext(run.path, emitted, train, run.release, fail)


def _log_end(run: Run, failed: Failed, emit: Emit) -> None:
    try:
        run.log(failed)
    finally:
        run.close()
        emit(failed)


def follow(
    handle: TrainingHandle, control: Control, tick_s: float, tick: Callable[[], None] = lambda: None
) -> None:
    """Wait for a training's end, and pass on what is asked of ``control`` meanwhile.

    Parameters
    ----------
    control
        What Ctrl-C asks before and while there is a handle.
    tick
        Called every ``tick_s`` seconds.
    """
    asked: tuple[bool, bool] | None = None
    while handle.alive:
        handle.wait(tick_s)
        wanted = (control.keep, control.skipping)
        if control.stopping and wanted != asked:
            if control.skipping and asked is None:
                handle.stop(True)  # both came since the last look
            asked = wanted
            handle.stop(control.keep)
        tick()
