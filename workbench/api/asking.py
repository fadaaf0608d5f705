"""Asking: one question to a foundation model, or a prompt over the rows of a dataset."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import pydantic

from workbench.api import figures, session
from workbench.api.arguments import check_choice, check_number, check_path, check_text, refused
from workbench.api.progress import bar
from workbench.core import bounds, pretrained, provider_models
from workbench.core.contracts.dataset import Data
from workbench.core.contracts.errors import ParamsError, StorageError, UsageError
from workbench.core.contracts.events import Event, Progress
from workbench.core.contracts.params import problems_of
from workbench.core.contracts.provider import Provider
from workbench.core.control import Control
from workbench.core.experiment import Part
from workbench.core.plugins import Plugins
from workbench.core.settings import Settings
from workbench.prompting import budget, over_rows, prices, scores, single, table
from workbench.prompting.ask import ask as ask_once
from workbench.prompting.batch import BatchPlan
from workbench.prompting.measurement import BatchMeasurement
from workbench.prompting.prepare import Prepared, prepare
from workbench.prompting.prompts import files
from workbench.prompting.prompts.images import from_file
from workbench.prompting.prompts.questions import Question
from workbench.prompting.prompts.rows import Row
from workbench.prompting.prompts.template import Prompt

if TYPE_CHECKING:
    import pandas

ENDING = "waiting for answers already asked for"
SHOWN = 10


@dataclass(frozen=True)
class ModelAnswer:
    """One answer; ``str()`` gives its text.

    Attributes
    ----------
    text
        The answer, without what the model thought before it.
    model
        Who was asked, as ``provider/model``.
    label
        Which of the prompt's labels it names; ``None`` without labels, or when it names none.
    reasoning
        What the model thought; may be empty.
    finish
        Why it ended: ``stop``, ``length`` (cut at ``max_tokens``) or ``refused``.
    prompt_tokens, completion_tokens
        ``None`` where the provider did not count.
    seconds
        From the question to the end.
    cost
        US dollars; ``None`` where the price is not known.
    tokens
        Pieces of text with their log-probabilities, with ``logprobs=True`` and where the provider
        tells them.
    """

    text: str
    model: str
    label: str | None = None
    reasoning: str = field(default="", repr=False)
    finish: str = ""
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    seconds: float = 0.0
    cost: float | None = None
    tokens: tuple[tuple[str, float], ...] = field(default=(), repr=False)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, repr=False)
class PromptResult:
    """What a prompt over the rows of a dataset came to.

    Attributes
    ----------
    model
        Who was asked, as ``provider/model``.
    measurement
        Every figure: ``scores``, ``costs``, ``outcome``.
    questions
        Each row with the shots before it and the request made of both.
    """

    model: str
    measurement: BatchMeasurement
    questions: tuple[Question, ...]

    def __repr__(self) -> str:
        failed = len(self.measurement.outcome.failures)
        scores = self.measurement.scores
        figures = [f"{name}={value}" for name, value in scores.figures[:1]]
        found = f"n={scores.answered}, {(figures or [f'accuracy={self.accuracy:.3f}'])[0]}"
        return f"PromptResult(model={self.model!r}, {found}, failed={failed})"

    @property
    def accuracy(self) -> float:
        """Part of the answered rows that are right, 0…1; NaN where nothing was answered."""
        return self.measurement.scores.accuracy.value

    @property
    def accuracy_interval(self) -> tuple[float, float]:
        """Wilson's interval of it, at 95 %."""
        return self.measurement.scores.accuracy.interval

    @property
    def stopped(self) -> bool:
        """Whether it was interrupted; the figures are then of what was answered."""
        return self.measurement.outcome.stopped

    @property
    def problem(self) -> str:
        """What went wrong, a line for each kind; empty when nothing did."""
        return "" if self.stopped else self.measurement.outcome.summary

    def to_pandas(self) -> pandas.DataFrame:
        """A row for each question: split, row, text, truth, answer, label, right, tokens, cost …

        Raises
        ------
        UsageError
            When pandas is not installed.
        """
        rows = list(table.answer_rows(self.questions, self.measurement))
        return figures.frame_of({name: [row[name] for row in rows] for name in table.COLUMNS})

    def _repr_html_(self) -> str:
        found, costs = self.measurement.scores, self.measurement.costs
        low, high = self.accuracy_interval
        about = {
            "answers": f"{found.answered:,} of {found.rows:,}",
            **(
                dict(found.figures)
                or {
                    "accuracy": f"{self.accuracy:.3f} (95 %: {low:.3f} … {high:.3f})",
                    "macro-F1": f"{found.macro_f1:.4g}",
                }
            ),
            "off-label": f"{found.off_label.value:.1%}",
            "cost": "" if not costs.cost else f"{costs.cost:.4f} US dollars",
        }
        rows = [
            (row["text"] or row["row"], row["truth"], row["label"] or row["kind"], row["answer"])
            for row in table.answer_rows(self.questions[:SHOWN], self._first(SHOWN))
        ]
        return figures.framed(
            figures.heading(self.model),
            figures.facts(about if found.answered else {"answers": about["answers"]}),
            *([figures.paragraph(self.problem)] if self.problem else []),
            figures.table(("input", "truth", "label", "answer"), rows),
        )

    def _first(self, count: int) -> BatchMeasurement:
        from dataclasses import replace

        return replace(self.measurement, parsed=self.measurement.parsed[:count])


def ask(
    text: str = "",
    *,
    model: str = "",
    prompt: Prompt | Mapping[str, Any] | str | Path | None = None,
    image: str | Path | None = None,
    system: str = "",
    shots: int | None = None,
    form: Literal["chat", "completion"] | None = None,
    local_only: bool = False,
    **options: Any,
) -> ModelAnswer:
    """Ask a foundation model one question; question and answer are added to the history.

    Parameters
    ----------
    text
        The question; with a ``prompt``, the input that is put into its example.
    model
        ``provider/model``, or a provider alone; empty takes the prompt's, or any that can be
        asked, this machine's own first. ``workbench providers`` names them.
    prompt
        A prompt, its TOML file, what such a file holds as a mapping, or the name of a saved one.
    image
        A PNG or JPEG file that goes with the question, for models that see.
    system
        What the model is told before the question, where no ``prompt`` says it.
    shots
        How many examples to show before the input; the prompt says by default.
    form
        A conversation (``chat``) or a text to go on with (``completion``); without a prompt, what
        the model can.
    local_only
        Refuse to send anything away from this machine.
    **options
        ``temperature``, ``top_p``, ``seed``, ``max_tokens``, ``stop``, ``choices``,
        ``json_schema`` and ``logprobs``, as of `workbench.Options`.

    Raises
    ------
    UsageError
        When there is no such model, prompt or option, or nothing is asked.
    ProviderError
        When the model cannot be asked, or its answer broke off; `LocalOnly` when the question
        would leave this machine, and may not.
    """
    check_text("text", text)
    check_text("system", system)
    check_path("image", image, is_optional=True)
    if prompt is not None:
        _check_prompt(prompt)
    _check_question(model, shots, form)
    if not text and image is None:
        raise UsageError("Nothing is asked.", "Give a text, or an image.")
    with session.settings_for(local_only) as settings:
        plugins = session.plugins()
        chosen = _prompt(prompt, shots, form, options)
        if prompt is None:
            asked = _model(model, plugins, settings)
            model = str(asked)
            usual = "chat" if asked.can.chat else "completion"
            chosen = chosen.model_copy(update={"system": system, "form": form or usual})
        ready = _ready(chosen, plugins, settings, model, "", {}, lambda _: None)
        row = Row(text, images=() if image is None else (from_file(Path(image).expanduser()),))
        question, size = single.question(ready, row)
        budget.refuse(size)
        response = ask_once(ready.model.provider, question.request, ready.settings)
    try:
        single.keep(ready, row, response)
    except StorageError as error:
        warnings.warn(str(error), stacklevel=2)
    parser = ready.prompt.parser
    parsed = scores.parsed([response], ready.labels, parser)[0] if ready.labels else None
    return ModelAnswer(
        text=response.text,
        model=str(ready.model),
        label=parsed.label if parsed else None,
        reasoning=response.reasoning,
        finish=response.finish,
        prompt_tokens=response.prompt_tokens,
        completion_tokens=response.completion_tokens,
        seconds=response.seconds,
        cost=single.cost(response, ready.model),
        tokens=response.tokens,
    )


def prompt(
    prompt: Prompt | Mapping[str, Any] | str | Path,
    dataset: str,
    *,
    model: str = "",
    split: Literal["test", "train"] = "test",
    limit: int | None = None,
    seed: int = 0,
    shots: int | None = None,
    form: Literal["chat", "completion"] | None = None,
    dataset_settings: Mapping[str, Any] | None = None,
    concurrency: int | None = None,
    per_minute: float | None = None,
    max_cost: float | None = None,
    fresh: bool = False,
    local_only: bool = False,
    progress: bool = True,
    **options: Any,
) -> PromptResult:
    """Put a prompt to the rows of a dataset, and compare the answers with their labels.

    Answers are kept as they come: what was stopped, or killed, goes on when it is called again,
    and no question is paid twice. Ctrl-C waits for the answers that are on their way and returns
    the figures so far.

    Parameters
    ----------
    prompt
        A prompt, its TOML file, what such a file holds as a mapping, or the name of a saved one.
    dataset
        Id of a dataset whose rows have labels; shots come from its training split.
    model
        As of `ask`.
    split, limit, seed
        Which rows: ``limit`` of the split drawn at random with this seed, or all.
    shots, form, **options
        As of `ask`.
    dataset_settings
        Settings of the dataset by name.
    concurrency
        Questions asked at the same time; by default what suits the model.
    per_minute
        Questions that may begin in a minute; ``None`` for as many as it takes.
    max_cost
        US dollars that this call may cost.
    fresh
        Ask again what was answered before.
    local_only
        Refuse to send anything away from this machine.
    progress
        Whether to show a bar.

    Raises
    ------
    UsageError
        When there is no such model, prompt, dataset or option, or they do not go together.
    DatasetError
        When the dataset cannot be loaded.
    ProviderError
        When no question fits the model, or would leave this machine and may not. Of single
        questions that got no answer, `PromptResult.problem` says why.
    """
    _check_prompt(prompt)
    _check_question(model, shots, form)
    check_text("dataset", dataset, "the id of a dataset", may_be_empty=False)
    check_choice("split", split, bounds.SPLITS)
    check_number("limit", limit, bounds.ROW_LIMIT, is_optional=True)
    check_number("seed", seed, bounds.SEED)
    check_number("concurrency", concurrency, bounds.CONCURRENCY, is_optional=True)
    check_number("per_minute", per_minute, bounds.PER_MINUTE, is_optional=True)
    check_number("max_cost", max_cost, bounds.MAX_COST, is_optional=True)
    if not isinstance(dataset_settings, Mapping | None):
        raise refused("dataset_settings", dataset_settings, "a mapping of settings by name")
    control = Control()
    with (
        session.settings_for(local_only) as settings,
        bar(progress) as shown,
        session.interruptible(control, ENDING),
    ):
        chosen = _prompt(prompt, shots, form, options)
        ready = _ready(
            chosen, session.plugins(), settings, model, dataset, dataset_settings or {}, shown
        )
        questions = over_rows.row_questions(ready, split, limit, seed)
        price = prices.load().find(ready.model.destination, ready.model.name)
        plan = BatchPlan(
            concurrency=ready.model.at_once if concurrency is None else concurrency,
            per_minute=per_minute,
            max_cost=max_cost,
            price=price,
            fresh=fresh,
        )

        def emit(event: Event) -> None:
            if isinstance(event, Progress):
                shown(event)

        measurement = over_rows.measured(ready, questions, plan, emit, control, warnings.warn)
    return PromptResult(str(ready.model), measurement, tuple(questions))


def _check_prompt(source: object) -> None:
    is_path = isinstance(source, str | Path) and source != ""
    if not (isinstance(source, Prompt) or is_path or (isinstance(source, Mapping) and source)):
        takes = "a Prompt, a mapping with an example, a TOML file or the name of a saved prompt"
        raise refused("prompt", source, takes)


def _check_question(model: object, shots: object, form: object) -> None:
    check_text("model", model, "a str such as 'provider/model'")
    check_number("shots", shots, bounds.SHOTS, is_optional=True)
    check_choice("form", form, bounds.FORMS, is_optional=True)


def _model(name: str, plugins: Plugins, settings: Settings) -> provider_models.ProviderModel:
    providers = plugins.of(Provider)
    if name:
        return provider_models.find(name, providers, settings)
    return provider_models.choose((), providers, settings)


def _prompt(
    source: Prompt | Mapping[str, Any] | str | Path | None,
    shots: int | None,
    form: str | None,
    options: Mapping[str, Any],
) -> Prompt:
    if source is None or isinstance(source, Mapping):
        chosen = _validated(source or {})
    elif isinstance(source, Prompt):
        chosen = source
    else:
        chosen = files.load(files.find(str(source)))
    if shots is not None:
        chosen = chosen.with_shots(count=shots)
    changes: dict[str, Any] = {"form": form} if form else {}
    if options:
        changes["options"] = {**vars(chosen.options), **options}
    return _validated({**dict(chosen), **changes}) if changes else chosen


def _validated(table: Mapping[str, Any]) -> Prompt:
    try:
        return Prompt.model_validate(dict(table))
    except pydantic.ValidationError as error:
        raise ParamsError(problems_of(error)) from None


def _ready(
    prompt: Prompt,
    plugins: Plugins,
    settings: Settings,
    model: str,
    dataset: str,
    dataset_settings: Mapping[str, Any],
    emit: Callable[[Event], None],
) -> Prepared:
    def load(id: str) -> Data:
        part = Part(id=id, params=dict(dataset_settings))
        return pretrained.load(part, plugins, lambda *done: emit(Progress(*done)))

    return prepare(prompt, plugins, settings, load, model, dataset, say=warnings.warn)
