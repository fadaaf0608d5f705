"""The verb ``neighbours``: which words mean alike to a model, and what completes an analogy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workbench.cli.complete import models
from workbench.cli.session import Session, json_option, pass_session, plugin_option
from workbench.core.io.plain_text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.core.contracts.model_source import Floats

    Vocabulary = tuple[tuple[str, ...], Floats]


@click.command()
@click.argument("model", metavar="RUN_OR_MODEL", shell_complete=models)
@click.argument("word", metavar="[WORD]", required=False)
@click.option(
    "--analogy",
    nargs=3,
    metavar="A B C",
    default=None,
    help="Instead of WORD: A is to B as C is to what?",
)
@click.option(
    "-n", "count", default=10, show_default=True, type=click.IntRange(1), help="How many to name."
)
@click.option(
    "--set",
    "assignments",
    multiple=True,
    metavar="NAME=VALUE",
    help="Change one of the encoder's settings, such as folder=PATH.",
)
@plugin_option
@json_option
@pass_session
def neighbours(
    session: Session,
    model: str,
    word: str | None,
    analogy: tuple[str, str, str] | None,
    count: int,
    assignments: tuple[str, ...],
    as_json: bool,
) -> None:
    """Say which words are nearest to WORD in a model's eyes.

    RUN_OR_MODEL is a run on text (its id, name or folder), a model.onnx, or an encoder such
    as minilm. Words are compared by the cosine of their vectors: 1 is the same
    direction, 0 is nothing in common.
    """
    from workbench.cli.output import emit_json
    from workbench.core.contracts.errors import UsageError
    from workbench.inference import embeddings

    if (word is None) == (analogy is None):
        message = "Either a word or an analogy is looked for."
        raise UsageError(message, "Give a WORD, or --analogy A B C.")
    tokens, vectors = _vocabulary(session, model, assignments)
    words = [word] if word is not None else list(analogy or ())
    rows = [_row(tokens, each) for each in words]
    if analogy is None:
        found = embeddings.neighbours(vectors, rows[0], count)
    else:
        found = embeddings.analogy(vectors, rows[0], rows[1], rows[2], count)
    answers = [(tokens[row], float(cosine)) for row, cosine in zip(*found, strict=True)]
    if as_json:
        asked: dict[str, Any] = {"model": model}
        asked |= {"word": word} if analogy is None else {"analogy": words}
        emit_json(asked | {"neighbours": [{"token": t, "cosine": c} for t, c in answers]})
        return
    for token, cosine in answers:
        click.echo(f"{cosine:6.3f}  {one_line(token)}")


def _vocabulary(session: Session, name: str, assignments: tuple[str, ...]) -> Vocabulary:
    """What can be found in a model, without its special tokens."""
    from workbench.core.contracts.errors import UsageError
    from workbench.core.contracts.params import parse_assignments
    from workbench.core.special_tokens import SPECIAL
    from workbench.core.survey import shows_words, sources
    from workbench.inference import embeddings
    from workbench.inference.runmodels import model_file

    values = parse_assignments(assignments)
    source = next((each for each in sources(session.plugins) if each.id == name), None)
    if source is None:
        if values:
            raise UsageError(f"{name!r} is no encoder.", "Leave out --set.")
        tokens, vectors = embeddings.token_vectors(model_file(name))
        return tokens[len(SPECIAL) :], vectors[len(SPECIAL) :]
    saved = session.settings.providers
    shown = shows_words(source, {name: saved.get(name, {}) | values})
    return shown.token_vectors(next(iter(shown.models()), ""))


def _row(tokens: Sequence[str], word: str) -> int:
    from workbench.core.contracts.errors import UsageError
    from workbench.inference import embeddings

    row = embeddings.find(tokens, word)
    if row is None:
        raise UsageError(
            f"The model does not know {word!r} as one word.", "Try a more frequent word."
        )
    return row
