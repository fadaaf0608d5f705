"""Trained: models trained here, for this comparison or before it, answer the held-out rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from workbench.comparison import timing
from workbench.comparison.context import ComparisonContext
from workbench.comparison.held_out import refuse_other
from workbench.comparison.lineage import refuse_learnt
from workbench.comparison.plan import Spec
from workbench.comparison.predictions import Facts, Predictions
from workbench.comparison.waiting import Waiting
from workbench.core import starting
from workbench.core.contracts.answerer import Inputs
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.errors import Stopped, TrainingError, UsageError
from workbench.core.contracts.target_kind import Answers
from workbench.core.contracts.task import Task
from workbench.core.experiment import Experiment
from workbench.core.row_identity import union
from workbench.core.runs import learnt
from workbench.core.runs.learnt import Learnt
from workbench.core.runs.store import Run
from workbench.inference.ancestry import START, learnt_by
from workbench.inference.footprint import footprint
from workbench.inference.textmodel import EXAMPLES, PICTURES, task_of

Predict = Callable[[Inputs], Answers]


def trained(
    bench: ComparisonContext, spec: Spec, budget: int | None, seed: int, key: str
) -> Predictions:
    """An experiment is trained on ``budget`` labels of each class, or gone on with, and answers.

    Raises
    ------
    TrainingError
        When the training failed, with its reason.
    UsageError
        When its test split is not this comparison's.
    """
    assert spec.experiment is not None
    if start := spec.experiment.trainer.params.get(START):
        bench.lineage.check(str(start))
    experiment = on_budget(spec.experiment, bench, budget, seed, key)
    data = bench.load(experiment)
    who = spec.name or experiment.architecture.id
    refuse_other(data, bench.held_out, who, bench.datasets.test_digest(data))
    found = next((info for info in bench.runs.list() if info.name == key), None)
    run = bench.runs.get(found.id) if found else _created(bench, experiment, data.task)
    status = run.info().status
    if status != "finished" or not run.model_file.is_file():
        load = bench.datasets.of_experiment
        bench.train(run, bench.emit, bench.control, found is not None, load)
        bench.control.check()
    if run.model_file.is_file():
        kept = learnt_by(run, bench.datasets.of_experiment)
        refuse_learnt(kept, bench.held_out.identities, who)
    return answered(bench, run, len(data.train), timing.SINGLE if budget is None else 0)


def _created(bench: ComparisonContext, experiment: Experiment, task: Task) -> Run:
    run = starting.create_run(experiment, bench.plugins, bench.runs, task)
    # Its dataset is split as the comparison's is.
    learnt.save(Learnt(union([]), split_by=bench.split_by), run.path)
    return run


def on_budget(
    experiment: Experiment, bench: ComparisonContext, budget: int | None, seed: int, key: str
) -> Experiment:
    """The experiment on this comparison's dataset, on so many labels, named by what it is for."""
    cls = bench.plugins.get(Dataset, bench.plan.dataset.id)
    # How a text is cut into tokens is the experiment's business, which rows there are is not.
    own: Mapping[str, Any] = experiment.dataset.params
    there = own if experiment.dataset.id == cls.id else {}
    params = {**there, **bench.plan.dataset.params}
    if budget is not None:
        if "labels_per_class" not in cls.Params.model_fields:
            message = f"{cls.name} cannot be cut down to some labels of each class."
            raise UsageError(message, "Leave the budgets out of the plan.")
        params |= {"labels_per_class": budget, "label_seed": seed}
    made = experiment.with_part("dataset", cls.id, params)
    return made.model_copy(update={"name": key, "seed": seed})


def existing_run(bench: ComparisonContext, spec: Spec) -> Predictions:
    """A run that is there already answers.

    Raises
    ------
    UsageError
        When there is no such run, it has no model, or it has learnt too many of the test rows.
    """
    run = bench.store.get(spec.run)
    bench.lineage.check(spec.run)
    return answered(bench, run, bench.lineage.runs[spec.run].labels, timing.SINGLE)


def answered(bench: ComparisonContext, run: Run, labels: int, single: int) -> Predictions:
    """A run's exported model answers, through onnxruntime as anywhere else; ``single`` are timed.

    Raises
    ------
    TrainingError
        When there is no model, with the run's own reason.
    """
    info = run.info()
    if not run.model_file.is_file():
        if info.status == "stopped":
            raise Stopped
        reason = (info.message or f"it is {info.status}").rstrip(".")
        message = f"The run {run.id} has left no model: {reason}."
        raise TrainingError(message, f"See its log in {run.path}.")
    held_out = bench.held_out
    predict, names = _model(run, bench)
    if names != held_out.target.names:
        what = "knows other classes" if held_out.classes else "answers something else"
        message = f"The run {run.id} {what} than this dataset."
        raise UsageError(message, "Choose a run on this dataset.")
    waiting = Waiting()
    given, latency, rate = timing.answer(
        predict, held_out.inputs, held_out.kind.take, bench.control.check, single
    )
    waited = waiting.share()
    # A learning curve wants no memory, as it wants no latencies.
    memory = None
    if single:
        some = np.arange(min(timing.AT_ONCE, len(held_out)))
        asked = _raw(run, held_out.kind.take(held_out.inputs, some), bench)
        memory = footprint(run.model_file, asked, bench.control.check)
    experiment = run.experiment
    facts = Facts(
        labels=labels,
        fit_s=info.seconds,
        latency_ms=latency,
        rows_per_s=rate,
        size=run.model_file.stat().st_size,
        memory=memory,
        licence=bench.licence,
        origin=f"{experiment.architecture.id}, trained here on {experiment.dataset.id}",
        trained_on=bench.data.digest(),
        source=str(run.path),
        price=0.0,
        price_source="this machine",
        waited=waited,
    )
    return Predictions.of(given, held_out.target, facts)


def _model(run: Run, bench: ComparisonContext) -> tuple[Predict, tuple[str, ...]]:
    """What a run's model file answers to rows, and the names of its answers."""
    task = task_of(run.model_file)
    if task == EXAMPLES:
        from workbench.inference.row_model import RowModel

        rows = RowModel(run.model_file, bench.plugins)
        return rows.predict, rows.target.names
    if task == PICTURES:
        from workbench.inference.predictor import Predictor

        pictures = Predictor(run.model_file)
        return pictures.predict, pictures.classes
    from workbench.inference.textmodel import TextClassifier

    texts = TextClassifier(run.model_file)
    return texts.predict, texts.classes


def _raw(run: Run, inputs: Inputs, bench: ComparisonContext) -> Inputs:
    """Rows as a process that has no plugins takes them."""
    if task_of(run.model_file) != EXAMPLES:
        return inputs
    from workbench.inference.row_model import RowModel

    return RowModel(run.model_file, bench.plugins).inputs.raw(inputs)
