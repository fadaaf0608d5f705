"""Plan: what is compared, on which rows, at which prices; a TOML file.

::

    name = "spam"
    metric = "macro_f1"
    margin = 0.02

    [dataset]
    id = "sms-spam"

    [curve]
    budgets = [5, 25, 100]
    seeds = 3

    [[answerer]]
    id = "tfidf"

    [[answerer]]
    name = "Small transformer"
    experiment = "transformer.toml"

    [[answerer]]
    prompt = "spam-prompt.toml"
    model = "llama/SmolLM2-135M-Instruct"
    shots = 4
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

import pydantic
import tomli_w

from workbench.core.contracts.answerer import Answerer
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.errors import ParamsError, UsageError
from workbench.core.contracts.params import problems_of
from workbench.core.experiment import Experiment, Part, from_table, without_null
from workbench.core.experiment import load as load_experiment
from workbench.core.io import anchored, read_file
from workbench.core.measure import DEFAULT
from workbench.core.plugins import Plugins
from workbench.prompting.prompts import files as prompts
from workbench.prompting.prompts.template import Prompt

_FROZEN = pydantic.ConfigDict(extra="forbid", frozen=True)
Kind = Literal["answerer", "experiment", "run", "prompt"]


class Spec(pydantic.BaseModel):
    """One answerer: exactly one of ``id`` (of a plugin), ``experiment``, ``run`` and ``prompt``.

    Attributes
    ----------
    settings
        Of the plugin that ``id`` names.
    experiment
        Is trained for this comparison, on its dataset.
    run
        A run that is there already, by id or name.
    model
        Whom the prompt is put to, as ``provider/model``; empty takes the first that can be asked.
    shots
        How many examples it is shown; ``None`` leaves that to the prompt.
    curve
        Whether it is measured at the curve's numbers of labels too, if it learns.
    approach
        Under which way it is counted; empty finds out.
    """

    model_config = _FROZEN

    name: str = ""
    id: str = ""
    settings: dict[str, Any] = {}
    experiment: Experiment | None = None
    run: str = ""
    prompt: Prompt | None = None
    model: str = ""
    shots: int | None = pydantic.Field(default=None, ge=0, le=1000)
    curve: bool = True
    approach: Literal["", "baseline", "prompt", "adapt", "own"] = ""

    @pydantic.model_validator(mode="after")
    def _one(self) -> Spec:
        given = [self.id, self.experiment, self.run, self.prompt]
        if sum(bool(each) for each in given) != 1:
            raise ValueError("needs exactly one of id, experiment, run and prompt")
        if not self.prompt and (self.model or self.shots is not None):
            raise ValueError("model and shots belong to a prompt")
        if not self.id and self.settings:
            raise ValueError("settings belong to an id")
        return self

    @property
    def kind(self) -> Kind:
        """Which of the four it is."""
        if self.experiment is not None:
            return "experiment"
        if self.prompt is not None:
            return "prompt"
        return "run" if self.run else "answerer"

    @property
    def searches(self) -> bool:
        """Whether it is a prompt that chooses its shots among all labels, row by row."""
        return self.prompt is not None and self.prompt_with_shots.shots.searches

    @property
    def prompt_with_shots(self) -> Prompt:
        """The prompt with the number of shots that is wanted.

        Raises
        ------
        UsageError
            When so many are not there.
        """
        assert self.prompt is not None
        return self.prompt if self.shots is None else self.prompt.with_shots(count=self.shots)


class LearningCurvePlan(pydantic.BaseModel):
    """At which numbers of labels per class own models are measured, besides all of them.

    Each is learnt with ``seeds`` seeds, from all labels with ``seeds_of_all``.
    """

    model_config = _FROZEN

    budgets: tuple[pydantic.PositiveInt, ...] = ()
    seeds: int = pydantic.Field(default=3, ge=1, le=100)
    seeds_of_all: int = pydantic.Field(default=1, ge=1, le=100)

    @pydantic.field_validator("budgets")
    @classmethod
    def _rising(cls, budgets: tuple[int, ...]) -> tuple[int, ...]:
        return tuple(sorted(set(budgets)))


class Costs(pydantic.BaseModel):
    """In US dollars; what a model of one's own costs is time on a machine, and labels.

    Attributes
    ----------
    machine_hour
        An hour of a machine such as this one.
    label
        One label by a person.
    volume
        Answers that are wanted in a month.
    """

    model_config = _FROZEN

    machine_hour: float = pydantic.Field(default=0.10, ge=0)
    label: float = pydantic.Field(default=0.05, ge=0)
    volume: int = pydantic.Field(default=100_000, ge=1)


class Plan(pydantic.BaseModel):
    """A comparison.

    Attributes
    ----------
    metric
        What decides, one of the target's: ``accuracy`` or ``macro_f1`` of classes, ``mae``,
        ``rmse`` or ``r2`` of numbers; others stand beside it. Left out it is ``macro_f1`` of
        classes, and what the target decides by of everything else.
    margin
        How far below the best is still as good, in the metric: 0.02 are two points. Of errors a
        part of the smallest: 0.02 are two per cent.
    rows
        How many rows of the test split are asked, drawn at random; ``None`` for all.
    scratch
        Add the same network from fresh weights where only pretrained ones are trained.
    stability
        On how many of them prompts are asked again in other words and orders.
    """

    model_config = _FROZEN

    name: str = pydantic.Field(min_length=1)
    question: str = ""
    metric: str = pydantic.Field(default=DEFAULT, max_length=100)
    margin: float = pydantic.Field(default=0.02, ge=0, le=0.5)
    dataset: Part
    rows: int | None = pydantic.Field(default=None, ge=10)
    stability: int = pydantic.Field(default=50, ge=0)
    scratch: bool = True
    seed: int = pydantic.Field(default=0, ge=0, lt=2**31)
    curve: LearningCurvePlan = LearningCurvePlan()
    costs: Costs = Costs()
    answerer: tuple[Spec, ...] = pydantic.Field(min_length=1)

    @pydantic.model_validator(mode="after")
    def _distinct(self) -> Plan:
        named = [spec.name for spec in self.answerer if spec.name]
        twice = {name for name in named if named.count(name) > 1}
        if twice:
            message = f"two models are called {sorted(twice)[0]!r}"
            raise ValueError(message)
        return self

    @property
    def version(self) -> str:
        """Twelve hexadecimal digits of the content's SHA-256, without name, margin and prices."""
        without = {"name", "question", "costs", "margin"}
        return digest(self.model_dump(mode="json", exclude=without))[:12]


def digest(content: Any) -> str:
    """SHA-256 of JSON, in hexadecimal digits."""
    raw = json.dumps(content, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(raw.encode("utf-8", "surrogatepass")).hexdigest()


def load(path: Path, plugins: Plugins | None = None) -> Plan:
    """Read a plan; experiments and prompts that it names are files beside it, or the user's own.

    Parameters
    ----------
    plugins
        Know which settings are paths: relative ones are meant from the file's folder, as all else
        that it names. What was kept has absolute ones, and needs no plugins.

    Raises
    ------
    UsageError
        When a file is missing or not TOML.
    ParamsError
        Naming every field that is wrong.
    """
    try:
        table = read_file.parse_toml(read_file.read_text(path))
    except OSError as error:
        message = f"Cannot read {path}: {error.strerror or error}."
        raise UsageError(message, "Check the path; examples/ holds comparisons.") from None
    except ValueError as error:  # TOML and UTF-8
        raise UsageError(f"{path} is not valid TOML: {error}.", "Correct that line.") from None
    return read(table, path.parent, plugins)


def read(table: dict[str, Any], beside: Path, plugins: Plugins | None = None) -> Plan:
    """Make a plan of a TOML table.

    Raises
    ------
    UsageError, ParamsError
        As `load` does.
    """
    table = dict(table)
    dataset = table.get("dataset")
    if isinstance(dataset, str):
        dataset = {"id": dataset}
    if isinstance(dataset, dict) and "params" not in dataset:
        rest = {key: value for key, value in dataset.items() if key != "id"}
        table["dataset"] = {"id": dataset.get("id", ""), "params": rest}
    specs = table.get("answerer", ())
    if isinstance(specs, list | tuple):
        table["answerer"] = [
            _spec(spec, beside, plugins) if isinstance(spec, dict) else spec for spec in specs
        ]
    try:
        found = Plan.model_validate(table)
    except pydantic.ValidationError as error:
        raise ParamsError(problems_of(error)) from None
    return found if plugins is None else anchored_at(found, beside, plugins)


def changed(plan: Plan, changes: Mapping[str, Any]) -> Plan:
    """A plan with other values in some fields.

    Raises
    ------
    ParamsError
        When a value is impossible.
    """
    try:
        return Plan.model_validate({**dict(plan), **changes})
    except pydantic.ValidationError as error:
        raise ParamsError(problems_of(error)) from None


def anchored_at(plan: Plan, folder: Path, plugins: Plugins) -> Plan:
    """A plan whose relative paths are meant from a folder, with absolute ones."""
    return plan.model_copy(
        update={
            "dataset": anchored.part(plan.dataset, Dataset, plugins, folder),
            "answerer": tuple(_anchored(spec, folder, plugins) for spec in plan.answerer),
        }
    )


def _anchored(spec: Spec, beside: Path, plugins: Plugins) -> Spec:
    """An answerer whose paths are meant from the folder ``beside``."""
    made: dict[str, Any] = {}
    if spec.experiment is not None:
        made["experiment"] = anchored.experiment(spec.experiment, plugins, beside)
    if spec.settings and (cls := plugins.of(Answerer).get(spec.id)) is not None:
        made["settings"] = anchored.settings(spec.settings, cls.Params, beside)
    # A run is named by its id, its name, or its folder.
    folder = Path(anchored.absolute(spec.run, beside))
    if spec.run and (folder / "experiment.toml").is_file():
        made["run"] = str(folder)
    return spec.model_copy(update=made)


def dumps(plan: Plan) -> str:
    """The plan as TOML text that needs no other file; `load` reads it back to an equal one."""
    table = plan.model_dump(mode="json", exclude_defaults=True)
    table["dataset"] = {"id": plan.dataset.id, **plan.dataset.params}
    for spec, written in zip(plan.answerer, table["answerer"], strict=True):
        if spec.experiment is not None:
            written["experiment"] = without_null(spec.experiment.to_table())
    return tomli_w.dumps(_plain(table))


def _spec(table: Any, beside: Path, plugins: Plugins | None) -> Any:
    if not isinstance(table, dict):
        return table
    found = dict(table)
    experiment, prompt = found.get("experiment"), found.get("prompt")
    if isinstance(experiment, str):
        path = beside / Path(experiment).expanduser()
        found["experiment"] = load_experiment(path)
        if plugins is not None:
            found["experiment"] = anchored.experiment(found["experiment"], plugins, path.parent)
    elif isinstance(experiment, dict):
        found["experiment"] = from_table(experiment)
    if isinstance(prompt, str):
        there = beside / Path(prompt).expanduser()
        found["prompt"] = prompts.load(there if there.is_file() else prompts.find(prompt))
    return found


def _plain(value: Any) -> Any:
    """Without what TOML has no word for."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items() if each is not None}
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value
