"""``label go`` and ``label rows``: the rows to come, one after the other in a terminal."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.complete import labellings
from workbench.cli.session import Session, json_option, pass_session, plugin_option
from workbench.core.io.plain_text import one_line
from workbench.core.plural import plural

if TYPE_CHECKING:
    from workbench.encoders.pool import EncoderPool
    from workbench.labelling.project import Project
    from workbench.labelling.session import LabellingSession
    from workbench.labelling.suggestions import Suggestion

HELP = "A number or the beginning of a label; Enter leaves the row, u undoes, q quits."
# Rows between two times of learning from the labels.
EVERY = 10
order_option = click.option(
    "--order",
    type=click.Choice(("given", "random", "uncertain", "disputed", "doubtful")),
    default="random",
    show_default=True,
    help="Which rows come first.",
)
by_option = click.option("--by", default="", help="The labeller's name; by default your user name.")
learner_option = click.option(
    "--learner", default="", metavar="ID", help="What learns from the labels, such as tfidf."
)


@click.command("rows")
@click.argument("name", shell_complete=labellings)
@order_option
@by_option
@learner_option
@click.option("--limit", type=click.IntRange(1), default=20, show_default=True)
@plugin_option
@json_option
@pass_session
def rows(
    session: Session, name: str, order: str, by: str, learner: str, limit: int, as_json: bool
) -> None:
    """List the rows that come next."""
    from workbench.cli.output import columns, emit_json
    from workbench.encoders.cache import FEW_AT_ONCE
    from workbench.encoders.pool import EncoderPool
    from workbench.labelling import annotations as marks
    from workbench.labelling import project as labellings_
    from workbench.labelling.session import LabellingSession

    found = labellings_.find(name)
    lender = EncoderPool(session.plugins, session.settings, found.folder, FEW_AT_ONCE)
    walk = LabellingSession(found, by or marks.me(), found.standing())
    suggestion, queue = _arranged(session, lender, walk, order, learner, True)
    table = [_row(found, row, suggestion) for row in queue[:limit]]
    if as_json:
        emit_json(table)
        return
    lines = [
        (r["row"], r["suggestion"], f"{r['probability']}", r["text"].partition("\n")[0])
        for r in table
    ]
    click.echo(columns(("row", "perhaps", "probability", "text"), lines))


def _row(project: Project, row: int, suggestion: Suggestion | None) -> dict[str, Any]:
    guess, sure = suggestion.of(row, project.classes) if suggestion else ("", 0.0)
    return {
        "row": row,
        "text": _render_row(project, row),
        "suggestion": guess,
        "probability": round(sure, 4) if guess else "",
    }


@click.command("go")
@click.argument("name", shell_complete=labellings)
@order_option
@by_option
@learner_option
@click.option("--suggest", is_flag=True, help="Tell what was learnt from the labels so far.")
@plugin_option
@pass_session
def go(session: Session, name: str, order: str, by: str, learner: str, suggest: bool) -> None:
    """Ask row by row what it is; what was said is kept at once."""
    from workbench.encoders.cache import FEW_AT_ONCE
    from workbench.encoders.pool import EncoderPool
    from workbench.labelling import annotations as marks
    from workbench.labelling import project as labellings_
    from workbench.labelling.order import BY_FUNCTIONS, BY_LEARNING
    from workbench.labelling.session import LabellingSession

    found = labellings_.find(name)
    who = marks.person(by or marks.me())
    options = "  ".join(f"{n} {one_line(label)}" for n, label in enumerate(found.classes, 1))
    click.echo(f"{found.head.question or found.head.name}\n{HELP}\n{options}\n", err=True)
    lender = EncoderPool(session.plugins, session.settings, found.folder, FEW_AT_ONCE)
    walk = LabellingSession(found, who, found.standing())
    suggestion, queue = _arranged(session, lender, walk, order, learner, suggest)
    walk.begin(queue, again=order == "doubtful")
    moves = suggest or order in (*BY_LEARNING, *BY_FUNCTIONS)
    labels: list[bool] = []  # of each row that something was said of: not left without one
    while (row := walk.row) is not None:
        hint = f"  [{' '.join(map(str, _hint(found, row, suggestion)))}]" if suggest else ""
        number = f"{row}: " if found.items.kind == "text" else ""
        click.echo(f"{number}{_render_row(found, row)}{hint}")
        answer, seconds = _ask_label(found.classes)
        if answer == "q":
            break
        if answer == "u":
            if walk.take_back() and labels:
                labels.pop()
            continue
        walk.say(answer, seconds)
        labels.append(bool(answer))
        if answer and sum(labels) % EVERY == 0 and moves:
            suggestion, queue = _arranged(session, lender, walk, order, learner, suggest)
            walk.arrange(queue)
    rows = plural(walk.remaining, "row is", "rows are")
    left = f"{rows} left." if walk.remaining else "Nothing is left to label."
    click.echo(f"{plural(sum(labels), 'label')}. {left}", err=True)


def _ask_label(classes: Sequence[str]) -> tuple[str, float]:
    """A label, empty for leaving the row, ``u`` or ``q``; and how long it took."""
    began = time.monotonic()
    while True:
        try:
            typed = click.prompt("", default="", show_default=False, prompt_suffix="> ").strip()
        except click.Abort:
            return "q", 0.0
        label = meant(typed, classes)
        if label is not None:
            return label, round(time.monotonic() - began, 2)
        click.echo(f"{typed!r} is no label, or the beginning of several. {HELP}", err=True)


def meant(typed: str, classes: Sequence[str]) -> str | None:
    """The label that was typed: itself, its number or its beginning; ``None`` if that is unclear.

    A label that is called like a number, ``u`` or ``q`` comes before these.
    """
    if typed in classes or not typed:
        return typed
    same = [label for label in classes if label.casefold() == typed.casefold()]
    if len(same) == 1:
        return same[0]
    if typed in ("u", "q"):
        return typed
    if typed.isdecimal() and 1 <= int(typed) <= len(classes):
        return classes[int(typed) - 1]
    begins = [label for label in classes if label.casefold().startswith(typed.casefold())]
    return begins[0] if len(begins) == 1 else None


def _hint(project: Project, row: int, suggestion: Suggestion | None) -> tuple[str, ...]:
    if suggestion is None:
        return ("nothing learnt yet",)
    guess, sure = suggestion.of(row, project.classes)
    return (guess, f"{sure:.0%}")


def _arranged(
    session: Session,
    lender: EncoderPool,
    walk: LabellingSession,
    order: str,
    learner: str,
    suggesting: bool,
) -> tuple[Suggestion | None, list[int]]:
    """What was learnt from the labels so far, where it is needed, and the rows to come."""
    from workbench.labelling.agreement import consensus
    from workbench.labelling.order import BY_FUNCTIONS, BY_LEARNING, ORDERS
    from workbench.labelling.queue import queue
    from workbench.labelling.suggestions import suggest
    from workbench.labelling.votes import apply

    project, said = walk.project, walk.said
    people = consensus(said).labels
    learning, asking = suggesting or order in BY_LEARNING, order in BY_FUNCTIONS
    suggestion = (
        suggest(project.items, project.classes, people, session.plugins, learner, lender.tools())
        if learning
        else None
    )
    applied = apply(project, people) if asking and project.head.function else None
    how = next(each for each in ORDERS if each == order)
    return suggestion, queue(project, how, walk.by, said, suggestion, applied)


def _render_row(project: Project, row: int) -> str:
    from workbench.cli.prompted import printable

    if project.items.kind == "text":
        return printable(project.items.texts[row])
    from workbench.prompting.prompts.ascii_images import characters

    assert project.items.pictures is not None
    return f"picture {row}\n{characters(project.items.pictures[row])}"
