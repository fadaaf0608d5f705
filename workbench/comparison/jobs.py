"""Jobs: everything that a comparison does, answerer by answerer and number of labels."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.comparison.plan import Plan, Spec
from workbench.core.contracts.answerer import Answerer
from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.errors import WorkbenchError
from workbench.core.contracts.trainer import Trainer
from workbench.core.experiment import Experiment
from workbench.core.plugins import Plugins
from workbench.core.plural import plural
from workbench.core.runs.store import RunStore


@dataclass(frozen=True)
class Job:
    """An answerer with so many labels of each class (``None`` for all) and a seed.

    ``approach`` is ``baseline``, ``prompt``, ``adapt`` (of something pretrained) or ``own``.
    """

    spec: Spec
    name: str
    budget: int | None
    seed: int
    approach: str = "own"

    @property
    def title(self) -> str:
        """Its name, with how many labels it learns from."""
        if self.budget is None:
            return self.name
        return f"{self.name}, {plural(self.budget, 'label')} per class, seed {self.seed}"


def jobs(plan: Plan, plugins: Plugins, store: RunStore | None = None) -> list[Job]:
    """Everything to be done: first each answerer with all labels, then the learning curve.

    Runs go by their names where ``store`` knows them.
    """
    names = called(plan, plugins, store)
    full, curve = [], []
    for spec, name in zip(answerers(plan, plugins), names, strict=True):
        grows = learns(spec, plugins)
        way = spec.approach or approach(spec, plugins)
        seeds = plan.curve.seeds_of_all if grows else 1
        full += [Job(spec, name, None, plan.seed + n, way) for n in range(seeds)]
        if grows and spec.curve:
            curve += [
                Job(spec, name, budget, plan.seed + n, way)
                for budget in plan.curve.budgets
                for n in range(plan.curve.seeds)
            ]
    return full + curve


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
    """The same experiment with fresh weights, all of which learn at one rate."""
    assert spec.experiment is not None
    made = spec.experiment
    for kind, base, fresh in (
        ("architecture", Architecture, {"start": "fresh"}),
        ("trainer", Trainer, {"adapt": "full", "from_run": "", "decay": 1.0}),
    ):
        part = made.part(kind)
        fields = _fields(plugins.of(base), part.id)
        kept = {name: value for name, value in part.params.items() if name != "unfreeze_every"}
        params = kept | {name: value for name, value in fresh.items() if name in fields}
        made = made.with_part(kind, part.id, params)
    name = f"{spec.name or named(spec, plugins)}, from scratch"
    return spec.model_copy(update={"name": name, "experiment": made, "approach": ""})


def _fields(contributions: Mapping[str, type[Contribution]], id: str) -> Mapping[str, Any]:
    return contributions[id].Params.model_fields if id in contributions else {}


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
        return {"majority": "baseline", "encoder-head": "adapt"}.get(spec.id, "own")
    return "adapt" if spec.experiment and _starts_pretrained(spec.experiment, plugins) else "own"


def _starts_pretrained(experiment: Experiment, plugins: Plugins) -> bool:
    found: dict[str, Any] = {}
    for base, part in ((Architecture, experiment.architecture), (Trainer, experiment.trainer)):
        fields = _fields(plugins.of(base), part.id)
        found |= {name: field.default for name, field in fields.items()}
        found |= part.params if fields else {}
    return found.get("start") == "pretrained" or bool(found.get("from_run"))


def learns(spec: Spec, plugins: Plugins) -> bool:
    """Whether more labels can make it better, so that there is a learning curve."""
    if spec.kind == "experiment":
        return True
    known = plugins.of(Answerer)
    return spec.kind == "answerer" and spec.id in known and known[spec.id].learns
