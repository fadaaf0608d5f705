"""Room: whether a model fits into the memory that is free, before anything is loaded."""

from __future__ import annotations

import math
from pathlib import Path

from workbench import ModelFileError, available_memory, too_large_for_memory

from . import files

GIB = 1 << 30
# What is computed between, and what transformers itself takes.
_BESIDE = 300 << 20
_FLOAT32 = 4
# How configurations call layers, heads and their widths; the first that is there counts.
_LAYERS = ("num_hidden_layers", "n_layer", "n_layers")
_WIDTH = ("hidden_size", "n_embd", "dim")
_HEADS = ("num_attention_heads", "n_head", "n_heads")


def numbers(folder: Path) -> int:
    """How many numbers all weights of a model are.

    Raises
    ------
    ModelFileError
        When a file of weights is damaged.
    """
    import safetensors

    count = 0
    for path in files.weights(folder):
        try:
            with safetensors.safe_open(path, framework="numpy") as file:
                names = file.keys()
                count += sum(math.prod(file.get_slice(name).get_shape()) for name in names)
        except (OSError, safetensors.SafetensorError) as error:
            message = f"{path} is no file of weights, or damaged: {error}."
            raise ModelFileError(message, "Download the model again.") from error
    return count


def refuse_too_large(
    folder: Path, precision: str, context: int, free: int | None = None, copies: int = 1
) -> None:
    """Refuse a model for which there is no room.

    Parameters
    ----------
    free
        Bytes that are free on the device; ``None`` for the machine's memory.
    copies
        How often the weights will be there.

    Raises
    ------
    OutOfMemory
        With the sizes.
    ModelFileError
        When a file of weights is damaged.
    """
    free = available_memory() if free is None else free
    weights = numbers(folder) * _FLOAT32
    if precision != "float32":
        weights = sum(path.stat().st_size for path in files.weights(folder))
    weights *= copies
    needed = weights + _kv_cache_bytes(files.read_json(folder / files.CONFIG), context) + _BESIDE
    if free is None or needed <= free:
        return
    parts = f"{weights / GIB:.1f} GiB of weights and a context of {context} tokens"
    remedy = "Choose a smaller model or context, or close other programs."
    if precision == "float32":
        remedy = f"{remedy} Precision as stored takes less for most models."
    raise too_large_for_memory(folder.name, needed, free, parts, remedy)


def _kv_cache_bytes(config: dict[str, object], context: int) -> int:
    """Bytes for keys and values of all layers."""

    def first(names: tuple[str, ...], default: int) -> int:
        found = [config[name] for name in names if isinstance(config.get(name), int)]
        return min(max(int(str(found[0])), 0), 1 << 20) if found else default

    layers, width, heads = first(_LAYERS, 0), first(_WIDTH, 0), max(1, first(_HEADS, 1))
    few = first(("num_key_value_heads",), heads)
    per_head = first(("head_dim",), width // heads)
    return 2 * layers * few * per_head * context * _FLOAT32
