"""Train: from an experiment to a run, read top to bottom.

``train`` is what a launcher calls; it never raises, but for the user's own Ctrl-C. The same
function serves the window, the command line and the tests; only ``emit`` differs.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import torch
from torch import nn

from workbench.core import blame, memory, pretrained, starting
from workbench.core.contracts.dataset import Data
from workbench.core.contracts.errors import (
    DatasetError,
    ModelFileError,
    OutOfMemory,
    Stopped,
    StorageError,
    WorkbenchError,
)
from workbench.core.contracts.events import (
    MEASURING,
    DataLoaded,
    Event,
    Failed,
    Finished,
    Progress,
    Started,
)
from workbench.core.contracts.hookspecs import KINDS
from workbench.core.contracts.task import Task
from workbench.core.contracts.trainer import CountsFlops, Learner, Setup
from workbench.core.control import Control
from workbench.core.experiment import PARTS, Experiment
from workbench.core.leaks import leaks_or_reason
from workbench.core.plugins import Plugins
from workbench.core.resolve import Resolved
from workbench.core.runs import learnt
from workbench.core.runs.learnt import SplitBy
from workbench.core.runs.store import Run, folder_gone
from workbench.core.tokenizer import Tokenizer
from workbench.engine import advice, artefacts, checkpoint, device, footprint
from workbench.engine.ancestors import Descent, before, descent
from workbench.engine.data_backends import backend
from workbench.engine.loop import Clock, Loop
from workbench.engine.plugin_events import PluginEvents
from workbench.engine.summary import summarise
from workbench.engine.threads import Threads
from workbench.inference import modelfile
from workbench.inference.ancestry import Load

Emit = Callable[[Event], None]


# What the user reads of a split's name.
_NAMES = {"test": "test", "val": "validation", "train": "training"}


class _MeasuringSkipped(Exception):
    """The user asked a second time: export without the figures that are missing."""


@dataclass(frozen=True)
class _Job:
    """What stays the same from the first line to the last."""

    run: Run
    plugins: Plugins
    emit: Emit
    control: Control
    clock: Clock
    report: PluginEvents
    load: Load | None = None

    def measuring(self, what: str) -> None:
        """Say what is measured from now on; empty for nothing any more."""
        self.report.measuring = what
        if what:
            self.emit(Progress(what))

    def check(self) -> None:
        """Wait while paused, which is no training time; raises `Stopped` when asked to end."""
        if self.control.asked:
            with self.clock.standing():
                self.control.check()


def train(
    run: Run,
    plugins: Plugins,
    emit: Emit,
    control: Control,
    *,
    resume: bool = False,
    load: Load | None = None,
) -> Finished | Failed:
    """Train a run's experiment to its end.

    Every event goes to the run's log and to ``emit``; the last is `Finished` or
    `Failed`, which is also returned. What the run has learnt up to its last
    checkpoint survives whatever happens.

    Parameters
    ----------
    resume
        Continue from the last checkpoint instead of starting again.
    load
        Hands out an experiment's data, for callers that have it loaded already.
    """

    def tell(event: Event) -> None:
        run.log(event)
        emit(event)

    job = _Job(run, plugins, tell, control, Clock(), PluginEvents(tell), load)
    end: Finished | Failed
    try:
        end = _train(job, resume)
    except Stopped:
        end = Finished("stopped", "stopped by the user")
        if run.gone:
            gone = folder_gone(run.path)
            end = Failed(gone.message, gone.remedy)
    except BaseException as error:
        if blame.is_interrupt(error):
            _end(run, tell, Finished("stopped", "interrupted by Ctrl-C"))
            raise
        known = folder_gone(run.path) if _was_deleted(run, error) else _explain(error, run, plugins)
        end = Failed(known.message, known.remedy, blame.details(error))
    _end(run, tell, end)
    return end


def _end(run: Run, tell: Emit, end: Finished | Failed) -> None:
    try:
        tell(end)
    finally:
        run.close()
        memory.give_back()


def _was_deleted(run: Run, error: BaseException) -> bool:
    """Whether the run's folder is gone, or going: what is written goes before the rest."""
    cause = error if isinstance(error, OSError) else error.__cause__
    if isinstance(cause, FileNotFoundError) and isinstance(cause.filename, str):
        return run.gone or run.path in Path(cause.filename).parents
    return run.gone


def _suspects(run: Run, plugins: Plugins) -> tuple[blame.FaultSource, ...]:
    """The plugins that take part, for a fault that shows itself in our own code."""
    try:
        parts = [(KINDS[kind][1], run.experiment.part(kind).id) for kind in PARTS]
    except WorkbenchError:
        return ()
    return tuple(plugins.source(base, id) for base, id in parts if id in plugins.of(base))


def _train(job: _Job, resume: bool) -> Finished:
    with learnt.noting_runs() as opened:
        return _trained(job, resume, opened)


def _trained(job: _Job, resume: bool, opened: list[Path]) -> Finished:
    """``opened`` are the folders of the runs that this one starts from, as they are opened."""
    run, control = job.run, job.control
    resolved = starting.trainable(run.experiment, job.plugins)
    split_by = learnt.split_by(run.path)
    torch_device = device.pick(run.experiment.device)
    found: footprint.Footprint | None = None
    if resolved.task is not None:
        # Before gigabytes of data are read for nothing.
        found = _refuse_too_large(resolved, resolved.task, torch_device)
    data = _load(job, resolved, split_by)
    _refuse_other_data(run, data, resume)
    free = device.free_memory(torch_device)
    if found is None or free is None or found.with_data(data).total > free:
        _refuse_too_large(resolved, data.task, torch_device, data)
    learner, layers = _set_up(job, resolved, data, torch_device)
    line = descent(data, split_by, before(run, opened, partial(_data_of, job), resume))
    learnt.save(line.learnt, run.path)
    if line.tested is not None:
        learner, layers = _set_up(job, resolved, line.data, torch_device)
    start = _resume_point(run, learner, torch_device) if resume else None
    threads = _threads(job, resolved, data, learner, torch_device, start)
    support = backend(data)
    loop = Loop(
        learner,
        layers,
        run.checkpoint_folder,
        torch_device,
        job.emit,
        control,
        start,
        look=support.look(learner, layers),
        remarks=support.remarks(learner),
        clock=job.clock,
        threads=threads,
        advise=advice.for_training(run.experiment, resolved.trainer_params),
        flush=run.flush,
    )
    job.report.step = lambda: loop.step
    unit = resolved.trainer.loss_unit if resolved.trainer else ""
    unit = data.target.loss_unit if unit is None else unit
    job.emit(_started(run, learner, layers, torch_device, loop.step, unit))
    status = "finished"
    try:
        reason = loop.run()
    except Stopped:
        if not control.keep:
            raise
        status, reason = "stopped", "stopped by the user"
    # A trainer may open other runs as late as in a step.
    earlier = before(run, opened, partial(_data_of, job), resume)
    learnt.save(line.learnt.and_of(*earlier), run.path)
    return _finish(job, loop, data, line, status, reason)


def _refuse_other_data(run: Run, data: Data, resume: bool) -> None:
    """Note which data a run learns; one that goes on must have them again.

    Weights go with the numbers that words had: from other data comes another vocabulary, often of
    the same size, and every word would mean another one.
    """
    digest = data.digest()
    if resume:
        before = run.data_digest() or _exported_digest(run)
        if before and before != digest:
            message = "The dataset has other rows, classes or words than when this run began."
            raise DatasetError(message, "Put the same file back, or train a new run on these rows.")
        if not before and _cut_by_wordpiece(data):
            message = "An earlier version began this run and cut its texts otherwise."
            raise DatasetError(message, "Train a new run with its settings.")
    run.note_data(digest)


def _exported_digest(run: Run) -> str:
    """What the run's model says of the data: runs from before did not note it themselves."""
    try:
        facts = modelfile.metadata(run.model_file)
        dataset = modelfile.provenance_in(facts, run.model_file).get("dataset")
    except ModelFileError:
        return ""
    return str(dataset.get("sha256", "")) if isinstance(dataset, dict) else ""


def _cut_by_wordpiece(data: Data) -> bool:
    """WordPiece vocabularies are learnt otherwise since runs note their data."""
    text = getattr(data, "tokenizer", "")
    return bool(text) and Tokenizer.from_json(text).kind == "wordpiece"


def _refuse_too_large(
    resolved: Resolved, task: Task, on: torch.device, data: Data | None = None
) -> footprint.Footprint | None:
    try:
        return footprint.refuse(resolved, task, on, data)
    except footprint.Unmeasured:
        return None  # what cannot be measured is told when it is built, in its own words


def _load(job: _Job, resolved: Resolved, split_by: SplitBy) -> Data:
    assert resolved.dataset is not None
    job.emit(Progress(f"Loading {resolved.dataset.name}"))
    job.control.check()
    data = _data_of(job, job.run.experiment, split_by)
    starting.trainable(job.run.experiment, job.plugins, data.task)
    job.emit(Progress("Looking for what may give the answer away"))
    leaks, reason = leaks_or_reason(data, job.check)
    found = [f"May give the answer away: {leak}" for leak in leaks if leak.read]
    if sentences := (*data.notes, *found, *filter(None, [reason])):
        job.emit(DataLoaded(sentences))
    return data


def _data_of(job: _Job, experiment: Experiment, split_by: SplitBy) -> Data:
    """The dataset of this run, or of another one."""
    if job.load is not None:
        return job.load(experiment, split_by)
    return pretrained.load(
        experiment.dataset,
        job.plugins,
        lambda what, done, total: job.emit(Progress(what, done, total)),
        job.check,
        split_by,
    )


def _set_up(
    job: _Job, resolved: Resolved, data: Data, on: torch.device
) -> tuple[Learner, dict[str, nn.Module]]:
    assert resolved.architecture is not None
    assert resolved.trainer is not None
    experiment = job.run.experiment
    job.emit(Progress("Preparing"))
    torch.manual_seed(experiment.seed)
    architecture = resolved.architecture()
    model = architecture.build(data.task, resolved.architecture_params)
    # Channels last makes convolutions about 1.5 times as fast on a CPU; others do not notice.
    model = model.to(on, memory_format=torch.channels_last)  # type: ignore[call-overload]
    setup = Setup(
        data=data,
        model=model,
        device=on,
        autocast=device.autocast_dtype(experiment.precision, on),
        compile=experiment.compile,
        seed=experiment.seed,
        split_by=learnt.split_by(job.run.path),
        check=job.check,
        emit=job.report,
    )
    learner = resolved.trainer().learner(setup, resolved.trainer_params)
    return learner, architecture.layers(model)


def _threads(
    job: _Job,
    resolved: Resolved,
    data: Data,
    learner: Learner,
    on: torch.device,
    start: checkpoint.Checkpoint | None,
) -> Threads:
    # A step costs three passes: forward, and twice as much backward.
    # Described in any case: a network of the wrong shape is refused here, whoever counts.
    described = summarise(resolved, data.task).flops
    flops = (learner.flops if isinstance(learner, CountsFlops) else 0) or described
    chosen = start.threads if start else ()
    return device.threads_for(
        3.0 * flops * learner.batch_size, on, job.run.experiment.threads, chosen
    )


def _resume_point(run: Run, learner: Learner, on: torch.device) -> checkpoint.Checkpoint | None:
    """Put the last checkpoint's state back and forget what was logged after it."""
    found = checkpoint.load(run.checkpoint_folder, on)
    if found is not None:
        learner.load_state(found.tensors, found.facts)
        checkpoint.forget_after(run.checkpoint_folder, found.step)
    run.truncate(found.step if found else 0, found is not None and found.due)
    return found


def _started(
    run: Run, learner: Learner, layers: dict[str, nn.Module], on: torch.device, step: int, unit: str
) -> Started:
    return Started(
        run=run.id,
        device=device.describe(on),
        n_parameters=sum(p.numel() for p in learner.model.parameters()),
        step=step,
        steps_per_epoch=learner.steps_per_epoch,
        total_steps=learner.total_steps,
        layers=tuple(layers),
        loss_unit=unit,
    )


def _finish(job: _Job, loop: Loop, data: Data, line: Descent, status: str, reason: str) -> Finished:
    """Measure and export; a stop meanwhile skips what is left to be measured."""
    control = job.control
    stopping = control.stopping

    def refuse_discarded() -> None:
        if control.stopping and not control.keep:
            raise Stopped

    def check() -> None:
        refuse_discarded()
        if control.skipping or (control.stopping and not stopping):
            raise _MeasuringSkipped

    loop.learner.finish()
    metrics: dict[str, float] = {}
    remarks = [reason]
    # The figures that count come first: who skips the rest has them.
    splits = dict.fromkeys(("test", *loop.learner.splits()))
    try:
        for number, split in enumerate(splits, 1):
            name = _NAMES.get(split, split)
            job.measuring(f"{MEASURING} {name} split ({number} of {len(splits)})")
            found = loop.measure(split, check)
            if split == "test":
                found = line.measured(found)
                job.emit(found)
                remarks.append(line.remark)
            metrics |= found.metrics
    except _MeasuringSkipped:
        remarks.append("measuring was skipped")
    job.measuring("")
    refuse_discarded()
    job.emit(Progress("Exporting the model"))
    metrics["seconds"] = loop.clock.seconds
    model = artefacts.write(job.run, loop, data, metrics, refuse_discarded)
    return Finished(status, "; ".join(filter(None, remarks)), metrics, str(model))


def _explain(error: BaseException, run: Run, plugins: Plugins) -> WorkbenchError:
    """Say in words what an exception from torch, the system or a plugin means."""
    if isinstance(error, WorkbenchError):
        return error
    text = f"{type(error).__name__}: {error}".strip(": ")
    if isinstance(error, Exception) and device.out_of_memory(error):
        message = f"There is not enough memory for this experiment ({text.splitlines()[0][:200]})."
        return OutOfMemory(message, _smaller(run))
    if isinstance(error, OSError):
        return StorageError(f"A file could not be read or written: {error}.", "Check the disk.")
    return blame.contained(error, *_suspects(run, plugins))


def _smaller(run: Run) -> str:
    """What to change when memory ran out although it was reckoned to be enough."""
    batch = run.experiment.trainer.params.get("batch_size")
    if isinstance(batch, int) and batch > 1:
        return f"Set the batch size to {max(1, batch // 2):,}, or choose a smaller network."
    return "Choose a smaller batch size, network or dataset limit, or another device."
