"""Room: whether a model fits into the memory that is free, before anything is loaded."""

from __future__ import annotations

from workbench import available_memory, too_large_for_memory

from .gguf import ModelHeader

GIB = 1 << 30
# What llama.cpp keeps beside weights and context, and its process.
_BESIDE = 200 << 20
_PER_NUMBER = 2  # keys and values are float16


def needed(header: ModelHeader, context: int, at_once: int) -> int:
    """Bytes for the weights, ``at_once`` contexts and what is computed between, a rough guess."""
    kept = header.kv_width * _PER_NUMBER * context * at_once
    return header.n_bytes + kept + _BESIDE


def slots(name: str, header: ModelHeader, context: int, at_once: int) -> int:
    """How many questions can be answered at once: as many as wanted, or as there is memory for.

    Raises
    ------
    OutOfMemory
        With the sizes, when there is not enough for one.
    """
    free = available_memory()
    if free is None:
        return at_once
    while at_once > 1 and needed(header, context, at_once) > free:
        at_once //= 2
    if (wanted := needed(header, context, at_once)) > free:
        parts = f"{header.n_bytes / GIB:.1f} GiB of weights and a context of {context} tokens"
        remedy = "Choose a smaller model or context, or close other programs."
        raise too_large_for_memory(name, wanted, free, parts, remedy)
    return at_once
