"""Reading: a model from its folder, whatever its files hold; from safetensors alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import torch

from workbench import ModelFileError

from . import files, room
from .library import transformers

T = TypeVar("T")
_REMEDY = "Download the model again, or choose another."
# No code of a model's author is run, nothing is unpickled, and nobody is asked.
SAFE: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
_MOST_LAYERS, _LARGEST = 1000, 1 << 40
_COUNTS = ("num_hidden_layers", "n_layer", "n_layers")
# What a model may have beside what its file holds: a head that is not asked.
_SPARE = 10_000_000


def load(folder: Path, precision: str, attention: str | None = None) -> Any:
    """A folder's model, ready to be asked (in evaluation mode), on the CPU.

    Parameters
    ----------
    precision
        ``float32``, or ``stored``.
    attention
        The name of a function that transformers knows; ``None`` takes its quickest.

    Raises
    ------
    ModelFileError
        When a file is damaged, one is missing, or they do not fit each other.
    """
    _refuse_inflated(folder)
    options = {} if attention is None else {"attn_implementation": attention}
    dtype: Any = torch.float32 if precision == "float32" else "auto"
    model, told = _called(
        folder,
        lambda: _kind(folder).from_pretrained(
            str(folder),
            dtype=dtype,
            use_safetensors=True,
            output_loading_info=True,
            **SAFE,
            **options,
        ),
    )
    missing = [str(name) for name in told["missing_keys"] if "pooler" not in str(name)]
    wrong = sorted([*missing, *map(str, told["mismatched_keys"])])
    if wrong:
        message = f"The weights in {folder} lack {', '.join(wrong[:3])}, or have another size."
        raise ModelFileError(message, _REMEDY)
    return model.eval()


def skeleton(folder: Path) -> Any:
    """A folder's model without numbers: names and sizes of its weights.

    Raises
    ------
    ModelFileError
        When its ``config.json`` describes none.
    """
    _refuse_unreasonable(folder)
    config = _called(folder, lambda: transformers().AutoConfig.from_pretrained(str(folder), **SAFE))
    with torch.device("meta"):
        return _called(folder, lambda: _kind(folder).from_config(config, trust_remote_code=False))


def _kind(folder: Path) -> Any:
    library = transformers()
    writes = files.describe(folder).writes
    return library.AutoModelForCausalLM if writes else library.AutoModel


def _called(folder: Path, work: Callable[[], T]) -> T:
    try:
        return work()
    except Exception as error:
        reason = " ".join(str(error).split())[:300] or type(error).__name__
        message = f"transformers cannot load {folder}: {reason}"
        raise ModelFileError(message, _REMEDY) from error


def _refuse_unreasonable(folder: Path) -> None:
    config = files.read_json(folder / files.CONFIG)
    sizes = [value for value in config.values() if isinstance(value, int)]
    layers = [config[name] for name in _COUNTS if isinstance(config.get(name), int)]
    if any(abs(size) > _LARGEST for size in sizes) or any(n > _MOST_LAYERS for n in layers):
        message = f"{folder / files.CONFIG} has sizes that fit no model."
        raise ModelFileError(message, _REMEDY)


def _refuse_inflated(folder: Path) -> None:
    """Refuse a small file whose configuration asks for a giant: what is missing would be made."""
    wanted = sum(weight.numel() for weight in skeleton(folder).parameters())
    there = room.numbers(folder)
    if wanted > 2 * there + _SPARE:
        message = (
            f"{folder / files.CONFIG} describes {wanted:,} numbers, and its weights are {there:,}."
        )
        raise ModelFileError(message, _REMEDY)
