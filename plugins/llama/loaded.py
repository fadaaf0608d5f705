"""Loaded: the models in memory, shared by everybody who asks them."""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workbench import OutOfMemory

from . import files, room
from .gguf import ModelHeader
from .host import ModelProcess


@dataclass(frozen=True)
class LlamaLoad:
    """A model, and how it is to be loaded."""

    path: Path
    context: int
    at_once: int
    threads: int


_hosts: dict[LlamaLoad, ModelProcess] = {}
_users: dict[LlamaLoad, int] = {}
_lock = threading.Lock()
# Held while one is loaded, so that two questions do not load a model twice.
_loading = threading.Lock()


def context(header: ModelHeader, requested: int) -> int:
    """Tokens of prompt and answer: what is wanted, or what the model was trained for."""
    return min(requested, header.context)


def threads(requested: int) -> int:
    """Threads that compute: as many as wanted; of 0, all cores but the one for everything else."""
    return requested or max(1, _cores() - 1)


@contextmanager
def borrowed(spec: LlamaLoad) -> Iterator[ModelProcess]:
    """A loaded model, which is not unloaded to make room while it is in use.

    Raises
    ------
    ModelFileError
        When it cannot be loaded.
    OutOfMemory
        When there is no room for it.
    """
    host = _host(spec)
    try:
        yield host
    finally:
        with _lock:
            _users[spec] -= 1


def unload() -> None:
    """End every process that holds a model; who is being answered is told."""
    with _lock:
        hosts = list(_hosts.values())
        _hosts.clear()
    for host in hosts:
        host.close()


def names() -> list[str]:
    """The models in memory."""
    with _lock:
        return [wanted.path.stem for wanted, host in _hosts.items() if host.is_alive]


def memory(spec: LlamaLoad) -> int | None:
    """Bytes that a loaded model takes; ``None`` when it is not loaded, or that cannot be told."""
    with _lock:
        host = _hosts.get(spec)
    return host.memory if host is not None and host.is_alive else None


def _host(spec: LlamaLoad) -> ModelProcess:
    if (host := _running_host(spec)) is not None:
        return host
    with _loading:
        if (host := _running_host(spec)) is not None:
            return host
        host = _load(spec)
        with _lock:
            _hosts[spec] = host
            _users[spec] = _users.get(spec, 0) + 1
        return host


def _running_host(spec: LlamaLoad) -> ModelProcess | None:
    with _lock:
        host = _hosts.get(spec)
        if host is None or not host.is_alive:
            return None
        _users[spec] = _users.get(spec, 0) + 1
        return host


def _load(spec: LlamaLoad) -> ModelProcess:
    header = files.header(spec.path)
    length = context(header, spec.context)
    try:
        slots = room.slots(spec.path.stem, header, length, spec.at_once)
    except OutOfMemory:
        if not _unload_idle():
            raise
        slots = room.slots(spec.path.stem, header, length, spec.at_once)
    return ModelProcess(spec.path, length, slots, threads(spec.threads))


def _unload_idle() -> bool:
    with _lock:
        idle = [_hosts.pop(wanted) for wanted in list(_hosts) if not _users.get(wanted)]
    for host in idle:
        host.close()
    return bool(idle)


def _cores() -> int:
    try:
        return len(os.sched_getaffinity(0))
    except AttributeError:  # only Linux knows
        return os.cpu_count() or 1


atexit.register(unload)
