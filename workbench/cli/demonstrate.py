"""The verb ``demonstrate``: in-context learning on words, on labels and on a run of one's own."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.complete import datasets
from workbench.cli.complete import runs as run_names
from workbench.cli.session import Session, json_option, pass_session, plugin_option
from workbench.core.io.plain_text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.core.provider_models import ProviderModel
    from workbench.core.settings import Settings
    from workbench.prompting.icl.demonstrations import (
        ConditionResult,
        Demonstration,
        DemonstrationPrompt,
        DemonstrationRun,
    )

ENDING = "waiting for answers already asked for"


def _counts(context: click.Context, parameter: click.Parameter, value: str) -> tuple[int, ...]:
    """Whole numbers with commas between: ``0,1,3``."""
    try:
        return tuple(int(part) for part in value.split(","))
    except ValueError:
        message = f"{value!r} is not a list of whole numbers, such as 0,1,3"
        raise click.BadParameter(message, context, parameter) from None


def _asking(command: Any) -> Any:
    """Options of every demonstration."""
    options = (
        click.option("--limit", type=click.IntRange(1), help="Ask at most this many questions."),
        click.option(
            "--seed",
            type=click.IntRange(0),
            default=0,
            show_default=True,
            help="Which examples and questions are drawn.",
        ),
        click.option("--fresh", is_flag=True, help="Ask again what was answered before."),
        click.option(
            "--render",
            is_flag=True,
            help="Print the first question as each condition asks it; ask no model.",
        ),
        plugin_option,
        json_option,
        pass_session,
    )
    for option in reversed(options):
        command = option(command)
    return command


def _of_a_model(command: Any) -> Any:
    options = (
        click.option("--model", metavar="PROVIDER/MODEL", help="The model to ask."),
        click.option(
            "--local-only", is_flag=True, help="Refuse to send anything away from this machine."
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.group()
def demonstrate() -> None:
    """Show what a model learns from the examples in its prompt.

    Each demonstration asks the same questions under several conditions, and says in a sentence
    what its figures show. Intervals are of 95 %; answers are kept, and nothing is asked twice.
    """


@demonstrate.command()
@click.option(
    "--shots",
    callback=_counts,
    default="0,1,3",
    show_default=True,
    metavar="N,N,…",
    help="How many examples to show.",
)
@_of_a_model
@_asking
def translate(session: Session, shots: tuple[int, ...], **options: Any) -> int:
    """Translate German words, with no, one and three examples.

    What is shown as an example is never asked. A word counts as right alone, whatever its case.
    """
    from workbench.prompting.icl.word_pairs import translation

    settings = _settings(session, options)
    model = _model(session, options["model"], settings)
    return _show(translation(model, shots, options["limit"], options["seed"]), settings, options)


@demonstrate.command()
@click.option(
    "--dataset",
    metavar="ID",
    shell_complete=datasets,
    help="Texts in classes; examples come from its training split. By default some that are built "
    "in.",
)
@click.option(
    "--shots",
    type=click.IntRange(1),
    default=8,
    show_default=True,
    help="How many examples to show.",
)
@_of_a_model
@_asking
def labels(session: Session, dataset: str | None, shots: int, **options: Any) -> int:
    """Show the same examples under true, flipped and random labels.

    Where accuracy falls with wrong labels, the model reads them from the examples; where it stays,
    it takes from them no more than what a question and an answer look like.
    """
    from workbench.cli.data import load_data
    from workbench.core.contracts.dataset import Dataset
    from workbench.core.contracts.params import make
    from workbench.prompting.icl.label_controls import LIMIT
    from workbench.prompting.icl.label_controls import labels as controls
    from workbench.prompting.prompts.rows import labelled, may_be_labelled

    settings = _settings(session, options)
    model = _model(session, options["model"], settings)
    plugins = session.plugins
    cls = plugins.get(Dataset, dataset) if dataset else plugins.first(Dataset, may_be_labelled)
    data = labelled(load_data(plugins, cls, make(cls.Params, {}, cls.id)))
    limit = options["limit"] or LIMIT
    return _show(controls(data, model, shots, limit, options["seed"]), settings, options)


@demonstrate.command()
@click.option(
    "--run",
    "name",
    metavar="RUN",
    shell_complete=run_names,
    help="A run on the dataset letter-tasks; the newest by default.",
)
@click.option(
    "--shots",
    callback=_counts,
    default="0,1,2,3,5",
    show_default=True,
    metavar="N,N,…",
    help="How many examples to show.",
)
@_asking
def tasks(session: Session, name: str | None, shots: tuple[int, ...], **options: Any) -> int:
    """Ask a transformer that was trained here about tasks its text had, and one it had not.

    The text names no task: which one it is, only the examples say. Train it first, with
    `workbench run examples/in-context.toml`.
    """
    from workbench.prompting.icl.letter_runs import chosen
    from workbench.prompting.icl.letter_shots import LIMIT
    from workbench.prompting.icl.letter_shots import tasks as letter_tasks

    run = session.run(name) if name else None
    model, absent = chosen(session.store(), session.plugins, session.settings, run)
    limit = options["limit"] or LIMIT
    return _show(
        letter_tasks(model, absent, shots, limit, options["seed"]), session.settings, options
    )


def _settings(session: Session, options: dict[str, Any]) -> Settings:
    return session.settings_for(options["local_only"])


def _model(session: Session, name: str | None, settings: Settings) -> ProviderModel:
    from workbench.core import provider_models
    from workbench.core.contracts.model_source import stay_local
    from workbench.core.contracts.provider import Provider

    known = session.plugins.of(Provider)
    model = (
        provider_models.find(name, known, settings)
        if name
        else provider_models.choose((), known, settings)
    )
    stay_local(model.provider, model.name, settings)
    return model


def _show(demonstration: Demonstration, settings: Settings, options: dict[str, Any]) -> int:
    from workbench.cli import prompted
    from workbench.cli.errors import show
    from workbench.cli.output import emit_json
    from workbench.cli.promptbatch import end_if_stopped

    if options["render"]:
        click.echo(_rendered(demonstration))
        return 0
    prompted.say_where(demonstration.model)
    shown = _run(demonstration, settings, options["fresh"])
    if shown.outcome.summary and not shown.outcome.stopped:
        show(shown.outcome.summary, shown.outcome.remedy)
    if options["as_json"]:
        emit_json(_table(shown))
    else:
        click.echo(_text(shown))
    end_if_stopped(shown.outcome)
    return 1 if shown.outcome.failures or shown.outcome.halted else 0


def _run(demonstration: Demonstration, settings: Settings, fresh: bool) -> DemonstrationRun:
    from workbench.cli.progress import reporter
    from workbench.cli.signals import stoppable
    from workbench.core.contracts.events import Event, Progress
    from workbench.core.control import Control
    from workbench.prompting.batch import BatchPlan
    from workbench.prompting.icl.demonstrations import run
    from workbench.prompting.responses import Answers

    report, control = reporter(sys.stderr, quiet=False), Control()

    def emit(event: Event) -> None:
        if isinstance(event, Progress):
            report(event)

    try:
        with Answers() as answers, stoppable(control, ENDING):
            return run(demonstration, settings, answers, BatchPlan(fresh=fresh), emit, control)
    finally:
        report.close()


def _rendered(demonstration: Demonstration) -> str:
    from workbench.prompting.prompts.requests import request_text

    parts = []
    for condition in demonstration.conditions:
        parts += [f"--- {condition.name}", request_text(condition.questions[0].request)]
    return "\n".join(parts)


def _table(completed: DemonstrationRun) -> dict[str, Any]:
    """The object that ``--json`` prints."""
    from workbench.prompting.icl.verdicts import sentences

    demonstration, outcome = completed.demonstration, completed.outcome
    return {
        "kind": demonstration.kind,
        "model": str(demonstration.model),
        "destination": demonstration.model.destination,
        "absent": demonstration.absent or None,
        "chance": demonstration.chance,
        "said": sentences(completed),
        "conditions": [_condition(result) for result in completed.results],
        "asked": outcome.requested,
        "failed": len(outcome.failures),
        "halted": outcome.halted,
        "seconds": outcome.seconds,
    }


def _condition(result: ConditionResult) -> dict[str, Any]:
    condition, found = result.condition, result.accuracy
    low, high = found.interval
    return {
        "name": condition.name,
        "shots": condition.shots,
        "labels": condition.labels,
        "task": condition.task or None,
        "accuracy": {
            "value": found.value,
            "low": low,
            "high": high,
            "count": found.count,
            "total": found.total,
        },
        "answers": [
            {"input": question.row.text, "label": question.row.label, **_answer(given)}
            for question, given in zip(condition.questions, result.answers, strict=True)
        ],
    }


def _answer(answer: DemonstrationPrompt | None) -> dict[str, Any]:
    if answer is None:
        return {"said": None, "right": None}
    return {"said": answer.answer, "right": answer.right}


def _text(completed: DemonstrationRun) -> str:
    from workbench.cli.output import columns
    from workbench.prompting.icl.verdicts import sentences, with_interval

    said = list(map(one_line, sentences(completed)))
    if completed.demonstration.kind == "tasks":
        table = _by_shots(completed.results)
    else:
        rows = [(r.condition.name, with_interval(r.accuracy)) for r in completed.results]
        table = columns(("condition", "right answers (95 %)"), rows)
    return "\n".join([table, "", *said]) if said else table


def _by_shots(results: Sequence[ConditionResult]) -> str:
    """A row for each task, a column for each number of shots."""
    from workbench.cli.output import columns
    from workbench.prompting.icl.verdicts import with_interval

    counts = list(dict.fromkeys(result.condition.shots for result in results))
    found = {(r.condition.task, r.condition.shots): with_interval(r.accuracy) for r in results}
    tasks = dict.fromkeys(result.condition.task for result in results)
    rows = [(task, *(found[task, count] for count in counts)) for task in tasks]
    return columns(("task", *(f"{count} shots" for count in counts)), rows)
