"""The verb ``attention``: where each token of a text, or patch of a picture, looks."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbench.cli.complete import models
from workbench.cli.session import json_option

if TYPE_CHECKING:
    from workbench.inference.attention import AttentionModel, ExampleAttention, Floats

_MOST_LOOKED_AT = 3
_DIGITS = 4


@click.command()
@click.argument("model", metavar="RUN_OR_FILE", shell_complete=models)
@click.argument("example", metavar="TEXT_OR_IMAGE")
@click.option(
    "--layer",
    type=click.IntRange(1),
    default=None,
    help="A layer, from 1; the last one if left out.",
)
@click.option(
    "--head",
    type=click.IntRange(1),
    default=None,
    help="A head of it, from 1; the mean of all if left out.",
)
@json_option
def attention(model: str, example: str, layer: int | None, head: int | None, as_json: bool) -> None:
    """Say for each token of TEXT which three it looks at most.

    RUN_OR_FILE is a run's id, name or folder, an attention.onnx, or a model with its attention
    beside it. A model of pictures takes an IMAGE, and its tokens are patches, as row,column. With
    --json, maps is a list by layer, head, looking token and token looked at: of the chosen layer
    and head, or of all.
    """
    from workbench.cli.output import columns, emit_json

    looker = _model(model)
    _check("layer", layer, looker.n_layers)
    _check("head", head, looker.n_heads)
    found = _look(looker, example)
    if as_json:
        layers = _chosen(layer, found.n_layers)
        heads = _chosen(head, found.n_heads)
        maps = found.maps[layers][:, heads].astype(float).round(_DIGITS).tolist()
        counted = {"layers": [n + 1 for n in layers], "heads": [n + 1 for n in heads]}
        tokens = list(found.tokens)
        emit_json({"model": str(looker.path), "tokens": tokens, **counted, "maps": maps})
        return
    number = layer or found.n_layers
    heads = _chosen(head, found.n_heads)
    shown = found.maps[number - 1, heads].mean(0)
    whose = f"head {head}" if head else f"mean of {found.n_heads} heads"
    click.echo(f"Layer {number} of {found.n_layers}, {whose}\n")
    rows = [(token, *_most(found, row)) for token, row in zip(found.tokens, shown, strict=True)]
    click.echo(columns(("token", "looks at", "", ""), rows))


def _model(name: str) -> AttentionModel:
    from workbench.core.contracts.errors import UsageError
    from workbench.inference.attention import ATTENTION, AttentionModel
    from workbench.inference.runmodels import model_file
    from workbench.inference.textmodel import beside

    path = model_file(name)
    beside_it = beside(path, ATTENTION)
    is_attention = path.name.endswith(ATTENTION)
    if is_attention or beside_it.is_file():
        return AttentionModel(path if is_attention else beside_it)
    if path.is_file():
        message = f"{path} has no {beside_it.name} beside it that says where it looks."
        raise UsageError(message, "Choose a run with a transformer; an older one must be repeated.")
    return AttentionModel(path)


def _check(name: str, number: int | None, n: int) -> None:
    from workbench.core.contracts.errors import UsageError

    if number is not None and number > n:
        raise UsageError(f"There is no {name} {number}; there are {n}.", f"Choose 1 to {n}.")


def _look(looker: AttentionModel, example: str) -> ExampleAttention:
    if not looker.takes_pictures:
        return looker.look(example)
    from workbench.core.contracts.errors import DatasetError
    from workbench.inference import images

    path = Path(example)
    if not path.exists():
        message = f"There is no file {path}, and {looker.path} reads pictures, not text."
        raise DatasetError(message, "Give a PNG or JPEG file.")
    return looker.look_at(images.prepare(images.read(path), looker.shape, looker.preparation))


def _chosen(number: int | None, n: int) -> list[int]:
    return list(range(n)) if number is None else [number - 1]


def _most(attention_maps: ExampleAttention, row: Floats) -> list[str]:
    """The tokens that a row looks at most, with their places where the same token comes again."""
    best = [int(n) for n in (-row).argsort(kind="stable")[:_MOST_LOOKED_AT] if row[n] > 0]
    shown = [f"{_name(attention_maps, n)} {100 * row[n]:.0f} %" for n in best]
    return shown + [""] * (_MOST_LOOKED_AT - len(shown))


def _name(attention_maps: ExampleAttention, position: int) -> str:
    token = attention_maps.tokens[position]
    return token if attention_maps.tokens.count(token) == 1 else f"{token}@{position + 1}"
