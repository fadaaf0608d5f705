"""Jobs: everything that a comparison does, answerer by answerer and number of labels."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from workbench.comparison.plan import Plan, Spec
from workbench.core.contracts.answerer import Answerer
from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.errors import ParamsError, WorkbenchError
from workbench.core.contracts.params import Params, make
from workbench.core.contracts.trainer import Trainer
from workbench.core.contracts.training_part import TrainingPart
from workbench.core.experiment import Experiment
from workbench.core.plugins import Plugins
from workbench.core.plural import plural
from workbench.core.runs.store import RunStore


@dataclass(frozen=True)
class Job:
    """An answerer with so many labels (``None`` for all) and a seed.

    ``per_class`` says whether so many of each class, or in all.
    ``approach`` is ``baseline``, ``prompt``, ``adapt`` (of something pretrained) or ``own``.
    """

    spec: Spec
    name: str
    budget: int | None
    seed: int
    approach: str = "own"
    per_class: bool = True

    @property
    def title(self) -> str:
        """Its name, with how many labels it learns from."""
        if self.budget is None:
            return self.name
        each = " per class" if self.per_class else ""
        return f"{self.name}, {plural(self.budget, 'label')}{each}, seed {self.seed}"


def jobs(
    plan: Plan, plugins: Plugins, store: RunStore | None = None, per_class: bool = True
) -> list[Job]:
    """Everything to be done: first each answerer with all labels, then the learning curve.

    Runs go by their names where ``store`` knows them; ``per_class`` as of `Job`.
    """
    names = called(plan, plugins, store)
    full, curve = [], []
    for spec, name in zip(answerers(plan, plugins), names, strict=True):
        grows = learns(spec, plugins)
        way = spec.approach or approach(spec, plugins)
        seeds = plan.curve.seeds_of_all if grows else 1
        full += [Job(spec, name, None, plan.seed + n, way, per_class) for n in range(seeds)]
        if grows and spec.curve:
            curve += [
                Job(spec, name, budget, plan.seed + n, way, per_class)
                for budget in plan.curve.budgets
                for n in range(plan.curve.seeds)
            ]
    return full + curve


def check_plugins(plan: Plan, plugins: Plugins) -> None:
    """Refuse a plan that names what does not exist, before anything is asked.

    The dataset of an experiment may be any: it is trained on the comparison's.

    Raises
    ------
    UnknownPlugin
        Naming what is near.
    """
    plugins.get(Dataset, plan.dataset.id)
    for spec in plan.answerer:
        if spec.id:
            plugins.get(Answerer, spec.id)
        if spec.experiment is not None:
            plugins.get(Architecture, spec.experiment.architecture.id)
            plugins.get(Trainer, spec.experiment.trainer.id)


def answerers(plan: Plan, plugins: Plugins) -> tuple[Spec, ...]:
    """The plan's answerers, and for a model that starts pretrained the same from scratch.

    It is added where the plan trains something pretrained and nothing from fresh weights.
    """
    trained = [spec for spec in plan.answerer if spec.experiment is not None]
    adapted = [spec for spec in trained if approach(spec, plugins) == "adapt"]
    if not plan.scratch or not adapted or len(adapted) < len(trained):
        return plan.answerer
    return (*plan.answerer, _from_scratch(adapted[0], plugins))


def _from_scratch(spec: Spec, plugins: Plugins) -> Spec:
    """The same experiment with fresh weights, as its architecture and its trainer say."""
    assert spec.experiment is not None
    made = spec.experiment
    for kind, part, fresh in (
        (kind, made.part(kind), cls().from_scratch(params))
        for kind, cls, params in _training_parts(made, plugins)
    ):
        merged = {**part.params, **fresh}
        params = {name: value for name, value in merged.items() if value is not None}
        made = made.with_part(kind, part.id, params)
    name = f"{spec.name or named(spec, plugins)}, from scratch"
    return spec.model_copy(update={"name": name, "experiment": made, "approach": ""})


def _training_parts(
    experiment: Experiment, plugins: Plugins
) -> Iterator[tuple[str, type[TrainingPart], Params]]:
    """The architecture and the trainer with their settings, as far as there are such."""
    bases: dict[str, type[TrainingPart]] = {"architecture": Architecture, "trainer": Trainer}
    for kind, base in bases.items():
        part = experiment.part(kind)
        cls = plugins.of(base).get(part.id)
        if cls is None:
            continue
        try:
            yield kind, cls, make(cls.Params, part.params, kind)
        except ParamsError:
            continue  # what cannot be trained is refused with its reason when it is


def called(plan: Plan, plugins: Plugins, store: RunStore | None = None) -> list[str]:
    """A name for each answerer, no two alike."""
    names: list[str] = []
    for spec in answerers(plan, plugins):
        name = spec.name or named(spec, plugins, store)
        same = sum(each == name or each.startswith(f"{name} (") for each in names)
        names.append(f"{name} ({same + 1})" if same else name)
    return names


def named(spec: Spec, plugins: Plugins, store: RunStore | None = None) -> str:
    """What an answerer is called when its plan does not say."""
    if spec.kind == "prompt":
        assert spec.prompt is not None
        count = spec.prompt.shots.count if spec.shots is None else spec.shots
        name = spec.model.rpartition("/")[2] or spec.prompt.name or "Prompt"
        return f"{name}, {plural(count, 'shot')}"
    if spec.experiment is not None:
        return spec.experiment.name or spec.experiment.architecture.id
    if spec.run:
        return _run_name(spec.run, store)
    known = plugins.of(Answerer)
    return known[spec.id].name if spec.id in known else spec.id


def _run_name(run: str, store: RunStore | None) -> str:
    """A run's own name; what the plan has where there is none, or no such run."""
    try:
        found = None if store is None else store.get(run)
    except WorkbenchError:
        found = None
    return run if found is None else found.info().name or found.id


def approach(spec: Spec, plugins: Plugins) -> str:
    """Which way an answerer is; a network that starts from another one's weights is adapted."""
    if spec.kind == "prompt":
        return "prompt"
    if spec.kind == "answerer":
        known = plugins.of(Answerer)
        return known[spec.id].approach if spec.id in known else "own"
    return "adapt" if spec.experiment and _starts_pretrained(spec.experiment, plugins) else "own"


def _starts_pretrained(experiment: Experiment, plugins: Plugins) -> bool:
    parts = _training_parts(experiment, plugins)
    return any(cls().starts_pretrained(params) for _, cls, params in parts)


def learns(spec: Spec, plugins: Plugins) -> bool:
    """Whether more labels can make it better, so that there is a learning curve."""
    if spec.kind == "experiment":
        return True
    known = plugins.of(Answerer)
    return spec.kind == "answerer" and spec.id in known and known[spec.id].learns
