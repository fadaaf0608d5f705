"""Loaded: the models in memory, shared by everybody who asks them."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch

from workbench import OutOfMemory, Stopped, release_memory
from workbench.engine import pick_device

from . import room
from .reading import load

_WAIT_S = 0.02


@dataclass(frozen=True)
class TransformersLoad:
    """A model, and how it is to be loaded."""

    folder: Path
    precision: str
    device: str
    context: int


@dataclass
class Loaded:
    """A model in memory; one question at a time holds ``busy``.

    ``ends`` are the ids that end an answer. While ``stopped`` is set, its layers raise `Stopped`
    instead of computing.
    """

    model: Any
    ends: tuple[int, ...]
    device: torch.device
    busy: threading.Lock = field(default_factory=threading.Lock)
    stopped: threading.Event = field(default_factory=threading.Event)


_models: dict[TransformersLoad, Loaded] = {}
_lock = threading.Lock()
# Held while one is loaded, so that two questions do not load a model twice.
_loading = threading.Lock()


@contextmanager
def borrowed(spec: TransformersLoad, stopped: threading.Event | None = None) -> Iterator[Loaded]:
    """A loaded model for one's own, until the end of the block.

    Parameters
    ----------
    stopped
        Set when nobody waits any more: then `Stopped` is raised, also in the block, where the
        model computes.

    Raises
    ------
    ModelFileError
        When it cannot be loaded.
    OutOfMemory
        When there is no room for it.
    """
    ended = stopped or threading.Event()
    _take(_loading, ended)
    try:
        found = _get_loaded(spec) or _load(spec)
    finally:
        _loading.release()
    _take(found.busy, ended)
    found.stopped = ended
    try:
        yield found
    finally:
        found.stopped = threading.Event()
        found.busy.release()


def _take(lock: threading.Lock, stopped: threading.Event) -> None:
    while not lock.acquire(timeout=_WAIT_S):
        if stopped.is_set():
            raise Stopped
    if stopped.is_set():
        lock.release()
        raise Stopped


def names() -> list[str]:
    """The models in memory."""
    with _lock:
        return [wanted.folder.name for wanted in _models]


def memory(spec: TransformersLoad) -> int | None:
    """Bytes of a loaded model's weights; ``None`` when it is not loaded, or on a graphics card."""
    found = _get_loaded(spec)
    if found is None or found.device.type != "cpu":
        return None
    # Weights that two layers share are there once.
    held = {t.data_ptr(): t.nbytes for t in (*found.model.parameters(), *found.model.buffers())}
    return sum(held.values())


def unload() -> None:
    """Free the models; who is being answered is answered to the end."""
    with _lock:
        _models.clear()
    release_memory()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


def _get_loaded(spec: TransformersLoad) -> Loaded | None:
    with _lock:
        return _models.get(spec)


def _load(spec: TransformersLoad) -> Loaded:
    place = pick_device(spec.device)
    try:
        _refuse_too_large(spec, place)
    except OutOfMemory:
        if not names():
            raise
        unload()
        _refuse_too_large(spec, place)
    model = load(spec.folder, spec.precision).to(place)
    found = Loaded(model, _ends(model), place)
    _stop_between_layers(found)
    with _lock:
        _models[spec] = found
    return found


def _refuse_too_large(spec: TransformersLoad, torch_device: torch.device) -> None:
    free = torch.cuda.mem_get_info(torch_device)[0] if torch_device.type == "cuda" else None
    room.refuse_too_large(spec.folder, spec.precision, spec.context, free)


def _stop_between_layers(loaded: Loaded) -> None:
    """Let an answer be stopped while a long prompt is read, not only between tokens."""

    def check(*_: Any) -> None:
        if loaded.stopped.is_set():
            raise Stopped

    for part in loaded.model.modules():
        if isinstance(part, torch.nn.ModuleList):
            for layer in part:
                layer.register_forward_pre_hook(check)


def _ends(model: Any) -> tuple[int, ...]:
    """The ids that end an answer; all other wishes of the model's author are dropped.

    A penalty or a sampler of its own would change what temperature and top-p mean here.
    """
    settings = getattr(model, "generation_config", None)
    if settings is None:
        return ()
    model.generation_config = type(settings)()
    ends = settings.eos_token_id
    return tuple(ends) if isinstance(ends, list) else () if ends is None else (int(ends),)
