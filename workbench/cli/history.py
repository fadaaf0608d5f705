"""The verb ``history``: what was asked and answered, in the window and on the command line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.session import json_option

if TYPE_CHECKING:
    from workbench.prompting.history import History, HistoryEntry

# How much of a text fits beside the others on a line.
_INPUT, _ANSWER = 36, 60


@click.command()
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@click.option("--starred", is_flag=True, help="List only questions with a star.")
@click.option(
    "--limit", type=click.IntRange(1), default=20, show_default=True, help="List at most this many."
)
@click.option("--show", type=int, metavar="ID", help="Show a question: its prompt and its answer.")
@click.option("--star", type=int, metavar="ID", help="Give a question a star.")
@click.option("--unstar", type=int, metavar="ID", help="Take a question's star away.")
@click.option("--forget", type=int, metavar="ID", help="Remove a question for good.")
@json_option
def history(words: tuple[str, ...], starred: bool, limit: int, as_json: bool, **act: Any) -> None:
    """List questions to foundation models, newest first; those that hold all WORDS.

    Each question that `workbench prompt --input` or the window asks is kept with its whole
    prompt. `workbench history --show ID` prints all of it; with --json its "toml" is the prompt
    file, to be asked again.
    """
    from workbench.cli.output import emit_json
    from workbench.prompting.history import History

    with History() as kept:
        if kept.damaged:
            click.echo(f"The history was damaged; it is set aside as {kept.damaged}.", err=True)
        if _act(kept, act):
            return
        if act["show"] is not None:
            entry = kept.get(act["show"])
            emit_json(table(entry)) if as_json else click.echo(_whole(entry))
            return
        found = kept.find(" ".join(words), starred, limit)
    if as_json:
        emit_json([table(entry) for entry in found])
    elif found:
        click.echo(_list(found))
    else:
        click.echo(_nothing(words, starred), err=True)


def _act(store: History, act: dict[str, Any]) -> bool:
    """Change what was asked to be changed; whether anything was."""
    changes: dict[str, Callable[[int], object]] = {
        "star": store.star,
        "unstar": lambda id: store.star(id, False),
        "forget": store.remove,
    }
    wanted = [name for name in changes if act[name] is not None]
    for name in wanted:
        changes[name](act[name])
    return bool(wanted)


def table(entry: HistoryEntry) -> dict[str, Any]:
    """A question for JSON; pictures as their number."""
    reply = entry.reply
    return {
        "id": entry.id,
        "asked_at": reply.asked_at,
        "starred": entry.starred,
        "model": entry.model,
        "destination": entry.destination,
        "prompt": {"name": entry.name, "version": entry.version},
        "toml": entry.toml,
        "input": {
            "text": entry.row.text,
            "images": entry.pictures,
            "label": entry.row.label,
            "split": entry.row.split,
            "index": entry.row.index,
        },
        "answer": reply.text,
        "reasoning": reply.reasoning,
        "finish": reply.finish,
        "prompt_tokens": reply.prompt_tokens,
        "completion_tokens": reply.completion_tokens,
        "first_s": reply.first_s,
        "seconds": reply.seconds,
        "cost": entry.cost,
        "logprobs": [{"text": text, "logprob": value} for text, value in reply.tokens],
    }


def _list(entries: list[HistoryEntry]) -> str:
    from workbench.cli.output import columns, moment

    def cells(entry: HistoryEntry) -> list[object]:
        star = "*" if entry.starred else ""
        asked = moment(entry.reply.asked_at)
        texts = [_line(_input(entry), _INPUT), _line(entry.reply.text, _ANSWER)]
        return [entry.id, star, asked, entry.model, entry.name, *texts]

    headings = ("id", "", "asked", "model", "prompt", "input", "answer")
    return columns(headings, map(cells, entries))


def _whole(entry: HistoryEntry) -> str:
    from workbench.cli.output import facts, moment
    from workbench.cli.prompted import printable

    place = entry.destination
    cost = "" if not entry.cost else f"{entry.cost:.6f} US dollars"
    head = {
        "question": f"{entry.id}{' *' if entry.starred else ''}",
        "asked": moment(entry.reply.asked_at),
        "model": f"{entry.model}, {f'sent to {place}' if place else 'on this machine'}",
        "prompt": f"{entry.name or 'without a name'}, version {entry.version}",
        "true label": entry.row.label,
        "ended by": entry.reply.finish or "being stopped",
        "cost": cost,
    }
    texts = {
        "Input": _input(entry),
        "Reasoning": entry.reply.reasoning,
        "Answer": entry.reply.text,
        "Prompt": entry.toml,
    }
    parts = [
        f"{name}\n{'-' * len(name)}\n{printable(text)}"
        for name, text in texts.items()
        if text or name != "Reasoning"
    ]
    return "\n\n".join([facts(head), *parts]).rstrip()


def _input(entry: HistoryEntry) -> str:
    count = entry.pictures
    pictures = f"({count} picture{'s' * (count > 1)})" if count else ""
    return f"{pictures} {entry.row.text}".strip()


def _line(text: str, length: int) -> str:
    from workbench.cli.prompted import printable

    flat = " ".join(printable(text).split())
    return flat if len(flat) <= length else f"{flat[: length - 1]}…"


def _nothing(terms: tuple[str, ...], starred: bool) -> str:
    if terms or starred:
        return "No question in the history is like that."
    return "No questions yet. `workbench prompt examples/spam-prompt.toml --input TEXT` asks."
