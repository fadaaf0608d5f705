"""Adding: which models a comparison on a dataset may have; no widgets."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from workbench.comparison.plan import Spec
from workbench.core.contracts.answerer import Answerer
from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.errors import WorkbenchError
from workbench.core.contracts.inputs import Texts
from workbench.core.contracts.task import Task
from workbench.core.contracts.task_contribution import supports
from workbench.core.contracts.trainer import Trainer
from workbench.core.experiment import Experiment, Part
from workbench.core.plugins import Plugins
from workbench.core.plural import plural
from workbench.core.provider_models import Offer, ProviderModel
from workbench.core.resolve import resolve
from workbench.core.runs.store import RunStore
from workbench.prompting.prompts import files
from workbench.prompting.prompts.template import Prompt
from workbench.ui.translation import contributed


@dataclass(frozen=True)
class Addition:
    """Something to add; ``about`` says what it is in a sentence."""

    name: str
    about: str
    spec: Spec


def plugins_of(plugins: Plugins, task: Task) -> list[Addition]:
    """Baselines, and what else plugins bring."""
    return [
        Addition(contributed(cls.name), contributed(cls.about), Spec(id=id, name=cls.name))
        for id, cls in plugins.of(Answerer).items()
        if supports(cls, task)
    ]


def runs_on(store: RunStore, dataset: str) -> list[Addition]:
    """Runs on a dataset that left a model, newest first. Reads files: ask in a thread."""
    return [
        Addition(info.name or info.id, info.id, Spec(run=info.id, name=info.name or info.id))
        for info in store.list()
        if info.dataset == dataset and (info.path / "model.onnx").is_file()
    ]


def experiments(plugins: Plugins, dataset: Part, task: Task) -> list[Addition]:
    """Every architecture that takes the task, with the first trainer that goes with it."""
    found = []
    for id, cls in plugins.of(Architecture).items():
        if not supports(cls, task):
            continue
        experiment = _trainable(plugins, dataset, id, task)
        if experiment is not None:
            spec = Spec(experiment=experiment, name=cls.name)
            found.append(Addition(contributed(cls.name), contributed(cls.about), spec))
    return found


def _trainable(plugins: Plugins, dataset: Part, architecture: str, task: Task) -> Experiment | None:
    cls = plugins.get(Architecture, architecture)
    pretrained = cls().starts_pretrained(cls.Params())
    # What starts from trained weights would forget them at the pace of fresh ones.
    trainers = sorted(plugins.of(Trainer).items(), key=lambda kv: kv[1].adapts != pretrained)
    for id, trainer in trainers:
        if not supports(trainer, task):
            continue
        made = Experiment(dataset=dataset, architecture=Part(id=architecture), trainer=Part(id=id))
        if resolve(made, plugins, task).trainable:
            return made
        mended = _with_its_tokenizer(plugins, made, task)
        if mended is not None:
            return mended
    return None


def _with_its_tokenizer(plugins: Plugins, experiment: Experiment, task: Task) -> Experiment | None:
    """The same with what would mend it, as the architecture itself says."""
    for problem in resolve(experiment, plugins, task).problems:
        if problem.fix:
            try:
                return experiment.with_settings(problem.fix)
            except WorkbenchError:
                return None
    return None


def prompts() -> list[Prompt]:
    """The user's prompts and those that ship; a file that is damaged is left out."""
    found = []
    for path in files.saved():
        try:
            found.append(files.load(path))
        except WorkbenchError:
            continue
    known = {prompt.name for prompt in found}
    shipped = [files.starter(name) for name in files.starters()]
    return found + [prompt for prompt in shipped if prompt.name not in known]


def prompt_for(prompt: Prompt, dataset: str, labels: tuple[str, ...], shots: int) -> Prompt:
    """A prompt for this dataset: its shots come from there, its labels are the classes."""
    fitted = prompt.with_shots(count=shots, dataset=dataset, choose="stratified")
    if prompt.labels and set(prompt.labels) != set(labels):
        fitted = fitted.model_copy(update={"labels": ()})
    return fitted


def plain_prompt(labels: tuple[str, ...], what: str, pictures: bool = False) -> Prompt:
    """A prompt for any dataset, made of its classes; pictures are drawn in characters."""
    example = "{picture}\nLabel: {label}" if pictures else "Text: {text}\nLabel: {label}"
    return Prompt(
        name=f"{what}-labels",
        description="Say which of these it is: {labels}.",
        example=example,
        form="completion",
        labels=labels,
        options={"max_tokens": 12, "stop": ["\n"]},  # type: ignore[arg-type]
    )


# Labelled examples in the prompt of the standard set.
USUAL_SHOTS = 4


def may_be_prompted(task: Task) -> bool:
    """Whether the standard set prompts a model on this task: texts that have classes."""
    return isinstance(task.inputs, Texts) and bool(task.target.classes)


def local_model(offers: Sequence[Offer]) -> ProviderModel | None:
    """The first model that answers on this computer: nothing is sent away or paid unasked."""
    models = (model for offer in offers for model in offer.models)
    return next((model for model in models if not model.destination), None)


def prompted(
    model: ProviderModel, prompts: Sequence[Prompt], dataset: str, labels: tuple[str, ...]
) -> Addition:
    """A model that is prompted, with the user's own prompt for this dataset where there is one."""
    own = (prompt for prompt in prompts if prompt.shots.dataset == dataset)
    chosen = next(own, plain_prompt(labels, dataset))
    prompt = prompt_for(chosen, dataset, labels, USUAL_SHOTS)
    name = f"{model.name}, {plural(USUAL_SHOTS, 'example')}"
    return Addition(name, str(model), Spec(prompt=prompt, model=str(model)))


def usual(plugins: Plugins, dataset: Part, task: Task) -> list[Addition]:
    """What hardly any comparison should do without: baselines, and the smallest network."""
    return plugins_of(plugins, task) + experiments(plugins, dataset, task)[:1]
