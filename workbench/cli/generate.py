"""The verb ``generate``: text that a language model goes on with, shown as it comes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workbench.cli.complete import models
from workbench.cli.ranges import range_of
from workbench.cli.session import json_option
from workbench.core.bounds import MAX_TOKENS, SEED, TEMPERATURE, TOP_K, TOP_P

if TYPE_CHECKING:
    from workbench.inference.generate import Generated


@click.command()
@click.argument("model", metavar="RUN_OR_MODEL", shell_complete=models)
@click.argument("prompt", metavar="PROMPT")
@click.option(
    "--max-tokens",
    default=100,
    show_default=True,
    type=range_of(MAX_TOKENS),
    help="How many tokens to write at most.",
)
@click.option(
    "--temperature",
    default=1.0,
    show_default=True,
    type=range_of(TEMPERATURE),
    help="Below 1 safer, above 1 wilder; 0 takes the likeliest token always.",
)
@click.option(
    "--top-k",
    default=None,
    type=range_of(TOP_K),
    help="Choose among this many of the likeliest tokens only.",
)
@click.option(
    "--top-p",
    default=1.0,
    show_default=True,
    type=range_of(TOP_P),
    help="Choose among the fewest tokens that together have this probability.",
)
@click.option(
    "--seed",
    default=0,
    show_default=True,
    type=range_of(SEED),
    help="Seed of the sampling.",
)
@click.option("--stop", default=None, metavar="TEXT", help="End before this appears.")
@json_option
def generate(model: str, prompt: str, as_json: bool, **choices: Any) -> None:
    """Continue PROMPT with a language model.

    RUN_OR_MODEL is a run's id, name or folder, or a model.onnx. The prompt and what follows it are
    written to stdout as they come. An empty prompt ("") begins a new line. The same seed gives the
    same text.
    """
    from workbench.cli.output import emit_json
    from workbench.inference import generate as writing
    from workbench.inference.runmodels import model_file
    from workbench.inference.textmodel import open_language_model

    writer = open_language_model(model_file(model))
    stream = writing.generate(writer, prompt, **choices)
    if as_json:
        tokens = list(stream)
        text = "".join(token.text for token in tokens)
        described = [_described(token, writer.tokenizer.token(token.token_id)) for token in tokens]
        emit_json({"model": str(writer.path), "prompt": prompt, "text": text, "tokens": described})
        return
    click.echo(prompt, nl=False)
    for token in stream:
        click.echo(token.text, nl=False)
    click.echo()


def _described(token: Generated, display_text: str) -> dict[str, Any]:
    return {
        "id": token.token_id,
        "token": display_text,
        "text": token.text,
        "probability": token.probability,
    }
