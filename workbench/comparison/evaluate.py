"""Evaluate: every answerer is asked the same rows; what is known already is not done again."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from workbench.comparison import fitted, held_out, lineage, plan, prompted, stored, trained
from workbench.comparison import predictions as said
from workbench.comparison.context import ComparisonContext, Train
from workbench.comparison.datasets import LoadedDatasets
from workbench.comparison.held_out import HeldOut
from workbench.comparison.jobs import Job, check_plugins, jobs, learns
from workbench.comparison.plan import Plan
from workbench.comparison.predictions import Predictions
from workbench.core import blame
from workbench.core.contracts.answerer import Answerer
from workbench.core.contracts.errors import Stopped, StorageError, UsageError, WorkbenchError
from workbench.core.contracts.events import Event, Progress
from workbench.core.control import Control
from workbench.core.leaks import Leak, leaks_or_reason
from workbench.core.measure import deciding
from workbench.core.plugins import Plugins
from workbench.core.runs.learnt import SplitBy
from workbench.core.runs.store import RunStore
from workbench.core.settings import Settings
from workbench.prompting.prompts.rows import labelled
from workbench.prompting.responses import Answers


@dataclass(frozen=True)
class JobBegun(Progress):
    """A job begins: ``done`` is its number in `jobs`, of ``total``."""


@dataclass(frozen=True)
class JobEnded(Event):
    """Job ``number`` took ``seconds``; ``None`` where its answers were there already."""

    number: int
    seconds: float | None


@dataclass(frozen=True)
class JobResult:
    """What came of a job: answers, or the reason why there are none."""

    job: Job
    predictions: Predictions | None
    problem: str = ""
    remedy: str = ""


@dataclass(frozen=True)
class Comparison:
    """A plan that was carried out.

    Attributes
    ----------
    left_out
        Training rows that say what a test row says; nobody learnt from them.
    data_digest
        SHA-256 of the dataset, both splits.
    remarks
        A sentence for each run that had learnt test rows, which nobody was asked.
    leaks
        What may give the answer away; nothing for a comparison from before.
    """

    plan: Plan
    held_out: HeldOut
    results: tuple[JobResult, ...]
    excluded: int
    data_digest: str
    remarks: tuple[str, ...] = ()
    leaks: tuple[Leak, ...] = ()

    @property
    def full(self) -> list[JobResult]:
        """The answerers as they are compared: with all labels, the first seed."""
        seen: dict[str, JobResult] = {}
        for result in self.results:
            if result.job.budget is None:
                seen.setdefault(result.job.name, result)
        return list(seen.values())


def evaluate(
    user_plan: Plan,
    plugins: Plugins,
    settings: Settings,
    store: RunStore,
    train: Train,
    emit: Callable[[Event], None],
    control: Control,
    into: Path | None = None,
    again: bool = False,
) -> Comparison:
    """Carry out a plan, or go on with it after a stop, a crash or a power cut.

    Parameters
    ----------
    into
        The comparison's folder; the user's own place if it is not given.
    again
        Time again what was timed on a busy machine; no network is trained again for that, and no
        service is asked.

    Raises
    ------
    Stopped
        When the user asked to end; what was done is kept.
    UnknownPlugin
        When the plan names a dataset, an answerer, an architecture or a trainer that does not
        exist; nothing was asked.
    UsageError, DatasetError, StorageError
        When nothing can be compared at all. What is wrong with one answerer is in its result.
    """
    # What was typed in a window or a shell is meant from where that was started.
    user_plan = plan.anchored_at(user_plan, Path.cwd(), plugins)
    check_plugins(user_plan, plugins)
    where = into or stored.folder(user_plan, plugins)
    if (where / stored.PLAN).exists() and not stored.is_of(where, user_plan, plugins):
        message = f"{where} holds another comparison, which would be overwritten."
        raise UsageError(message, "Choose another folder, or delete that one.")
    split_by = stored.split_by(where) or lineage.split_by(user_plan, store)
    stored.keep(user_plan, where, split_by)
    with stored.held(where):
        return _evaluate(
            user_plan, plugins, settings, store, train, emit, control, where, again, split_by
        )


def _evaluate(
    user_plan: Plan,
    plugins: Plugins,
    settings: Settings,
    store: RunStore,
    train: Train,
    emit: Callable[[Event], None],
    control: Control,
    where: Path,
    again: bool,
    split_by: SplitBy,
) -> Comparison:
    emit(Progress("Loading the rows"))
    datasets = LoadedDatasets(plugins, emit, control)
    data = labelled(datasets.load(user_plan.dataset, split_by))
    deciding(data.target, user_plan.metric)  # refused before anything is asked
    emit(Progress("Looking for what may give the answer away"))
    leaks, reason = leaks_or_reason(data, control.check)
    control.check()
    line = lineage.trace(user_plan, data, store, datasets.of_experiment)
    rows = held_out.hold_out(
        data, user_plan.rows, user_plan.seed, line.remaining, datasets.test_digest(data)
    )
    control.check()
    learn = held_out.learnable(data)
    control.check()
    # The user's own store: what was asked in a batch is not paid again here.
    with Answers() as answers:
        bench = ComparisonContext(
            user_plan,
            where,
            plugins,
            settings,
            store,
            train,
            answers,
            datasets,
            data,
            rows,
            learn,
            emit,
            control,
            line,
            split_by,
            again=again,
        )
        results = _carry_out_all(bench, jobs(user_plan, plugins, store, bool(data.classes)))
    named = _named_by_encoder(results, plugins)
    remarks = (*line.remarks, *filter(None, [reason]))
    return Comparison(user_plan, rows, named, learn.excluded, data.digest(), remarks, leaks)


def _named_by_encoder(results: Sequence[JobResult], plugins: Plugins) -> tuple[JobResult, ...]:
    """Answerers that go by their plugin's name say on which encoder's vectors they learnt."""
    known, names = plugins.of(Answerer), {result.job.name: "" for result in results}
    for result in results:
        job, encoder = result.job, result.predictions.facts.encoder if result.predictions else ""
        plugin = known.get(job.spec.id)
        if plugin is None or not encoder or names[job.name]:
            continue
        if job.name == plugin.name or job.name.startswith(f"{plugin.name} ("):
            short = ", ".join(each.rpartition("/")[2] for each in encoder.split(", "))
            names[job.name] = _another(plugin().called(short), [*names, *names.values()])
    return tuple(
        replace(each, job=replace(each.job, name=names[each.job.name] or each.job.name))
        for each in results
    )


def _another(name: str, used: Sequence[str]) -> str:
    """A name that nobody has yet."""
    found, number = name, 2
    while found in used:
        found, number = f"{name} ({number})", number + 1
    return found


def key_of(bench: ComparisonContext, job: Job) -> str:
    """What the answers of a job are known by; names and prices do not matter."""
    spec = job.spec.model_dump(mode="json", exclude={"name", "approach", "curve"})
    budget = None if job.budget is None else [job.budget, job.seed]
    facts = [bench.held_out.lock, bench.data.digest(), spec, budget, job.seed]
    return f"{job.spec.kind}-{plan.digest(facts)[:16]}"


def _carry_out_all(bench: ComparisonContext, all_jobs: list[Job]) -> list[JobResult]:
    results = []
    progress = stored.progress(bench.folder).of(bench.plan, len(all_jobs))
    stored.note_progress(bench.folder, progress)
    for number, job in enumerate(all_jobs):
        bench.control.check()
        bench.emit(JobBegun(job.title, number, len(all_jobs)))
        result = _known(bench, job)
        began, seconds = time.perf_counter(), None
        if result is None:
            result = _carried_out(bench, job)
            seconds = time.perf_counter() - began
        results.append(result)
        bench.emit(JobEnded(number, seconds))
        progress = progress.after(number + 1, job.title, seconds)
        stored.note_progress(bench.folder, progress)
    bench.control.check()
    bench.emit(JobBegun("Comparing", len(all_jobs), len(all_jobs)))
    return results


def _answers_file(bench: ComparisonContext, job: Job) -> Path:
    return bench.folder / "answers" / f"{key_of(bench, job)}.npz"


def _known(bench: ComparisonContext, job: Job) -> JobResult | None:
    """What came of a job before; ``None`` where it is to be done, or timed again."""
    known = said.load(_answers_file(bench, job))
    if known is None or len(known.predicted) != len(bench.held_out):
        return None
    known = _charged(known, job, bench.plugins)
    if bench.again and known.facts.latency_ms is not None and known.facts.busy:
        return None
    return JobResult(job, known)


def _carried_out(bench: ComparisonContext, job: Job) -> JobResult:
    key = key_of(bench, job)
    try:
        found = _predict(bench, job, key)
    except (Stopped, StorageError):
        raise
    except WorkbenchError as error:
        return JobResult(job, None, error.message, error.remedy)
    except BaseException as error:  # noqa: BLE001 - a plugin's fault must not take the others down
        blame.let_through(error)
        fault = blame.contained(error)
        return JobResult(job, None, fault.message, fault.remedy)
    said.save(found, _answers_file(bench, job))
    return JobResult(job, found)


def _charged(predictions: Predictions, job: Job, plugins: Plugins) -> Predictions:
    """Answers that were kept when the majority class was still charged for labels."""
    if job.spec.kind != "answerer" or learns(job.spec, plugins):
        return predictions
    return replace(predictions, facts=replace(predictions.facts, labels=0))


def _predict(bench: ComparisonContext, job: Job, key: str) -> Predictions:
    spec = job.spec
    if spec.kind == "experiment":
        return trained.trained(bench, spec, job.budget, job.seed, key)
    if spec.kind == "run":
        return trained.existing_run(bench, spec)
    if spec.kind == "prompt":
        return prompted.answers(bench, spec)
    return fitted.answers(bench, spec, job.budget, job.seed)
