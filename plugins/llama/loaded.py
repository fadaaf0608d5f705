"""Loaded: the models in memory, shared by everybody who asks them."""

from __future__ import annotations

import atexit
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from workbench.core.errors import OutOfMemory

from . import files, room
from .gguf import Header
from .host import Host


@dataclass(frozen=True)
class Wanted:
    """A model, and how it is to be loaded."""

    path: Path
    context: int
    at_once: int
    threads: int


_hosts: dict[Wanted, Host] = {}
_users: dict[Wanted, int] = {}
_lock = threading.Lock()
# Held while one is loaded, so that two questions do not load a model twice.
_loading = threading.Lock()


def context(header: Header, wanted: int) -> int:
    """Tokens of prompt and answer: what is wanted, or what the model was trained for."""
    return min(wanted, header.context)


def threads(wanted: int) -> int:
    """Threads that compute: as many as wanted; of 0, all cores but the one for everything else."""
    return wanted or max(1, _cores() - 1)


@contextmanager
def borrowed(wanted: Wanted) -> Iterator[Host]:
    """A loaded model, which is not unloaded to make room while it is in use.

    Raises
    ------
    ModelFileError
        When it cannot be loaded.
    OutOfMemory
        When there is no room for it.
    """
    host = _host(wanted)
    try:
        yield host
    finally:
        with _lock:
            _users[wanted] -= 1


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


def memory(wanted: Wanted) -> int | None:
    """Bytes that a loaded model takes; ``None`` when it is not loaded, or that cannot be told."""
    with _lock:
        host = _hosts.get(wanted)
    return host.memory if host is not None and host.is_alive else None


def _host(wanted: Wanted) -> Host:
    if (host := _there(wanted)) is not None:
        return host
    with _loading:
        if (host := _there(wanted)) is not None:
            return host
        host = _load(wanted)
        with _lock:
            _hosts[wanted] = host
            _users[wanted] = _users.get(wanted, 0) + 1
        return host


def _there(wanted: Wanted) -> Host | None:
    with _lock:
        host = _hosts.get(wanted)
        if host is None or not host.is_alive:
            return None
        _users[wanted] = _users.get(wanted, 0) + 1
        return host


def _load(wanted: Wanted) -> Host:
    header = files.header(wanted.path)
    length = context(header, wanted.context)
    try:
        slots = room.slots(wanted.path.stem, header, length, wanted.at_once)
    except OutOfMemory:
        if not _unload_idle():
            raise
        slots = room.slots(wanted.path.stem, header, length, wanted.at_once)
    return Host(wanted.path, length, slots, threads(wanted.threads))


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
