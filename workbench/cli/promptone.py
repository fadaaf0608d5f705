"""One question to a foundation model: the answer is shown as it comes."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from workbench.cli import prompted
from workbench.cli.session import Session

if TYPE_CHECKING:
    from workbench.core.contracts.answer import Piece
    from workbench.prompting.budget import Budget
    from workbench.prompting.prepare import Prepared
    from workbench.prompting.prompts.parse import Parsed
    from workbench.prompting.prompts.questions import Question
    from workbench.prompting.prompts.rows import Row
    from workbench.prompting.responses import Response


REASONING_ONLY = "The model only reasoned and gave no answer. Raise max_tokens in the prompt."


def one(session: Session, file: str, options: dict[str, Any]) -> int:
    """Ask once."""
    from workbench.cli.output import emit_json
    from workbench.prompting import budget, single
    from workbench.prompting.ask import ask
    from workbench.prompting.prompts.requests import request_table

    ready = prompted.prepare(session, file, options)
    row = _row(options)
    model = ready.model
    question, size = single.question(ready, row)
    head = prompted.head(ready) | {"shown": [_shot(shot) for shot in question.shots]}
    if options["render"]:
        _show(question, size, head, options["as_json"])
        return 0
    budget.refuse(size)
    prompted.say_where(model)
    live = None if options["as_json"] else LiveAnswer()
    shown = live.show if live else _silent
    reply = ask(model.provider, question.request, ready.settings, on_piece=shown)
    _remember(ready, row, reply)
    if live is not None:
        live.end(reply)
        click.echo(_figures(reply, ready), err=True)
        return 0
    said = _parsed(reply, ready)
    request = {"request": request_table(question.request)}
    emit_json(head | request | {"budget": prompted.budget_table(size)} | _reply(reply, said, ready))
    return 0


def _remember(ready: Prepared, row: Row, reply: Response) -> None:
    """Add it to the history; an answer is worth printing even where it cannot be kept."""
    from workbench.cli.errors import show
    from workbench.core.contracts.errors import StorageError
    from workbench.prompting import single

    try:
        single.keep(ready, row, reply)
    except StorageError as error:
        show(error.message, error.remedy)


def _row(options: dict[str, Any]) -> Row:
    from workbench.core.contracts.errors import UsageError
    from workbench.prompting.prompts.images import from_file
    from workbench.prompting.prompts.rows import Row

    images = (from_file(options["image"]),) if options["image"] else ()
    text = options["text"]
    if text is None and not images:
        if sys.stdin.isatty():
            raise UsageError("There is no input.", "Give --input TEXT, or --dataset ID.")
        text = "-"
    if text == "-":
        with click.open_file("-", encoding="utf-8", errors="replace") as lines:
            text = lines.read().removesuffix("\n")
    return Row(text or "", images=images)


def _show(question: Question, size: Budget, head: dict[str, Any], as_json: bool) -> None:
    from workbench.cli.output import emit_json
    from workbench.prompting.prompts.requests import request_table, request_text

    if as_json:
        request = {"request": request_table(question.request)}
        emit_json(head | request | {"budget": prompted.budget_table(size)})
        return
    click.echo(request_text(question.request))
    click.echo(f"{size}. {size.advice}".strip(), err=True)


class LiveAnswer:
    """An answer as it comes: what the model thinks goes to stderr, the answer to stdout."""

    def __init__(self) -> None:
        from workbench.prompting.reasoning import Separator

        self._separator = Separator()
        self._in_reasoning = False
        self._answer = ""
        self._implied = 0

    def show(self, piece: Piece) -> None:
        """Show a piece, and what was held back before it."""
        self._show(self._separator.feed(piece))

    def end(self, reply: Response) -> None:
        """All of it has come; an answer that was printed before its end was known is put right."""
        self._show(self._separator.end())
        self._leave_reasoning()
        if self._implied or (reply.reasoning and self._answer.strip() != reply.text):
            click.echo()
            if reply.text:
                click.echo("What came before was reasoning. The answer:", err=True)
                click.echo(prompted.printable(reply.text), nl=False)
        click.echo()
        if reply.is_reasoning_only:
            click.echo(REASONING_ONLY, err=True)

    def _show(self, pieces: list[Piece]) -> None:
        self._implied += self._separator.implied > self._implied and bool(self._answer.strip())
        for piece in pieces:
            if piece.reasoning:
                if not self._in_reasoning and piece.text.strip():
                    click.echo("Reasoning:", err=True)
                    self._in_reasoning = True
                if self._in_reasoning:
                    click.echo(prompted.printable(piece.text), nl=False, err=True)
                continue
            text = piece.text if self._answer else piece.text.lstrip()
            if not text:
                continue
            self._leave_reasoning()
            self._answer += text
            click.echo(prompted.printable(text), nl=False)

    def _leave_reasoning(self) -> None:
        if self._in_reasoning:
            click.echo("\n", err=True)
        self._in_reasoning = False


def _silent(_: Piece) -> None:
    """The answer is printed when it is whole."""


def _shot(shot: Row) -> dict[str, Any]:
    return {"text": shot.text, "label": shot.label, "split": shot.split, "index": shot.index}


def _parsed(reply: Response, ready: Prepared) -> Parsed | None:
    from workbench.prompting.scores import parsed

    return parsed([reply], ready.labels, ready.prompt.parser)[0] if ready.labels else None


def _reply(reply: Response, parsed: Parsed | None, ready: Prepared) -> dict[str, Any]:
    from workbench.prompting import scores, single

    return {
        "answer": reply.text,
        "reasoning": reply.reasoning,
        "reasoning_tokens": reply.reasoning_tokens,
        "label": parsed.label if parsed else None,
        "kind": parsed.kind if parsed else None,
        "finish": reply.finish,
        "prompt_tokens": reply.prompt_tokens,
        "completion_tokens": reply.completion_tokens,
        "first_s": reply.first_s,
        "seconds": reply.seconds,
        "tokens_per_s": scores.tokens_per_s(reply),
        "cost": single.cost(reply, ready.model),
        "logprobs": [{"text": text, "logprob": value} for text, value in reply.tokens],
    }


def _figures(reply: Response, ready: Prepared) -> str:
    """What it took, in one line; what is not known is not said."""
    from workbench.prompting import scores, single

    first, whole = prompted.instant(reply.first_s), prompted.instant(reply.seconds)
    said = [f"first text after {first}", f"all after {whole}"]
    if reply.prompt_tokens is not None and reply.completion_tokens is not None:
        said.insert(0, f"{reply.prompt_tokens} + {reply.completion_tokens} tokens")
    if (speed := scores.tokens_per_s(reply)) is not None:
        said.append(f"{speed:.0f} tokens/s")
    if cost := single.cost(reply, ready.model):
        said.append(f"{cost:.6f} US dollars")
    if reply.finish == "length":
        said.append("cut at the most tokens allowed")
    if reply.finish == "refused":
        said.append("cut by a filter of the service")
    return ", ".join(said) + "."
