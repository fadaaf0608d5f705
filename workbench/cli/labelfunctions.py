"""Labelling rules on the command line: add one, remove one, let them speak."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.complete import labellings
from workbench.cli.session import Session, json_option, pass_session, plugin_option
from workbench.core.io.plain_text import one_line

if TYPE_CHECKING:
    from workbench.labelling.functions import Function
    from workbench.labelling.project import Project
    from workbench.labelling.votes import Applied

ENDING = "keeping the answers so far; apply it again to go on"


@click.command("add-function")
@click.argument("name", shell_complete=labellings)
@click.argument("function")
@click.option("--label", default="", help="What it says where it finds something.")
@click.option("--word", "words", multiple=True, help="A word or phrase to find; repeat it.")
@click.option("--pattern", default="", help="A regular expression to find.")
@click.option(
    "--otherwise", default="", metavar="LABEL", help="What it says where it finds nothing."
)
@click.option(
    "--prompt", default="", help="A prompt file, or one of yours: a model says the label."
)
@click.option("--model", default="", help="The model to ask, as provider/model.")
def add_function(name: str, function: str, prompt: str, **options: Any) -> None:
    """Add FUNCTION to a labelling: words, a pattern or a prompt that label many rows at once."""
    import pydantic

    from workbench.core.contracts.errors import ParamsError
    from workbench.core.contracts.params import problems_of
    from workbench.labelling import project as labellings_
    from workbench.labelling.functions import Function
    from workbench.prompting.prompts import files

    found = labellings_.find(name)
    prompt_votes = files.load(files.find(prompt)) if prompt else None
    try:
        made = Function.model_validate({"name": function, "prompt": prompt_votes, **options})
    except pydantic.ValidationError as error:
        raise ParamsError(problems_of(error)) from None
    others = tuple(each for each in found.head.function if each.name != made.name)
    found.with_head(function=(*others, made))
    click.echo(f"{made.name} is a function of {found.head.name}.")


@click.command("remove-function")
@click.argument("name", shell_complete=labellings)
@click.argument("function")
def remove_function(name: str, function: str) -> None:
    """Remove FUNCTION from a labelling."""
    from workbench.core.contracts.errors import UsageError
    from workbench.labelling import project as labellings_

    found = labellings_.find(name)
    others = tuple(each for each in found.head.function if each.name != function)
    if len(others) == len(found.head.function):
        message = f"{found.head.name!r} has no function {function!r}."
        there = ", ".join(each.name for each in found.head.function)
        raise UsageError(message, f"It has {there}." if there else "It has none.")
    found.with_head(function=others)


@click.command("apply")
@click.argument("name", shell_complete=labellings)
@click.option(
    "--sure",
    type=click.FloatRange(0.5, 1.0),
    default=0.9,
    show_default=True,
    help="Count rows of which the functions are as sure as that.",
)
@click.option(
    "--max-cost", type=click.FloatRange(0), help="Stop before prompts cost more US dollars."
)
@click.option("--local-only", is_flag=True, help="Refuse to send anything away from this machine.")
@plugin_option
@json_option
@pass_session
def apply(
    session: Session,
    name: str,
    sure: float,
    max_cost: float | None,
    local_only: bool,
    as_json: bool,
) -> None:
    """Let all functions speak, and estimate what rows are from all of them together."""
    from workbench.cli.output import emit_json
    from workbench.labelling import project as labellings_
    from workbench.labelling.agreement import consensus
    from workbench.labelling.votes import apply as apply_all

    found = labellings_.find(name)
    people = consensus(found.standing()).labels
    applied = apply_all(found, people)
    for function in applied.waiting:
        _ask(session, found, function, max_cost, local_only)
    applied = apply_all(found, people) if applied.waiting else applied
    labels = applied.labels(found.classes, sure)
    if as_json:
        emit_json(_table(applied, labels))
        return
    click.echo(_text(applied, labels, sure, len(found.items)))


def _ask(
    session: Session, project: Project, function: Function, max_cost: float | None, local: bool
) -> None:
    from workbench.cli.data import load_data
    from workbench.cli.progress import reporter
    from workbench.cli.signals import stoppable
    from workbench.core.contracts.dataset import Data, Dataset
    from workbench.core.contracts.errors import Stopped
    from workbench.core.contracts.events import Event, Progress
    from workbench.core.contracts.params import make
    from workbench.core.control import Control
    from workbench.labelling import prompt_votes

    def load(id: str) -> Data:
        cls = session.plugins.get(Dataset, id)
        return load_data(session.plugins, cls, make(cls.Params, {}, id))

    def emit(event: Event) -> None:
        if isinstance(event, Progress):
            report(event)

    settings = session.settings_for(local)
    report, control = reporter(sys.stderr, quiet=False), Control()
    try:
        with stoppable(control, ENDING):
            votes = prompt_votes.votes(
                function,
                project.items,
                project.classes,
                session.plugins,
                settings,
                load,
                emit,
                control,
                max_cost,
            )
    except Stopped:
        raise Stopped(
            "Stopped. The answers so far are kept; the same command goes on, and pays none twice."
        ) from None
    finally:
        report.close()
    project.keep_votes(function, votes)


def _table(applied: Applied, labels: dict[int, str]) -> dict[str, Any]:
    import dataclasses

    return {
        "functions": [dataclasses.asdict(each) for each in applied.judged],
        "silent": list(applied.silent),
        "balance": [] if applied.model is None else applied.model.balance.tolist(),
        "labels": {str(row): label for row, label in labels.items()},
    }


def _text(applied: Applied, labels: dict[int, str], sure: float, n: int) -> str:
    from workbench.cli.output import columns

    if not applied.judged:
        return "There are no functions yet. `workbench label add-function` makes one."
    rows = [
        (
            each.name,
            f"{each.coverage:.1%}",
            f"{each.overlaps:.1%}",
            f"{each.conflicts:.1%}",
            f"{each.right} of {each.checked}" if each.checked else "",
            "" if each.low is None else f"{each.low:.3f} … {each.high:.3f}",
            "" if each.estimated is None else f"{each.estimated:.3f}",
        )
        for each in applied.judged
    ]
    head = ("function", "speaks", "overlaps", "conflicts", "right", "95 %", "estimated")
    parts = [columns(head, rows), f"{len(labels):,} of {n:,} rows are at least {sure:.0%} sure."]
    if applied.silent:
        parts.append(f"No function and nobody ever says: {one_line(', '.join(applied.silent))}.")
    return "\n\n".join(parts)
