"""Devices: which there are, which to take, and what precision they compute in."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch

from workbench.core.errors import ExperimentError


@dataclass(frozen=True)
class DeviceInfo:
    """A device by its torch name (``cuda:0``) and by what people call it."""

    id: str
    name: str


def available() -> list[DeviceInfo]:
    """Every device training can run on, fastest kind first."""
    found = [
        DeviceInfo(f"cuda:{index}", torch.cuda.get_device_name(index))
        for index in range(torch.cuda.device_count())
    ]
    if torch.backends.mps.is_available():
        found.append(DeviceInfo("mps", "Apple GPU"))
    threads = torch.get_num_threads()
    found.append(DeviceInfo("cpu", f"{platform.machine()} processor, {threads} threads"))
    return found


def pick(name: str) -> torch.device:
    """Turn an experiment's ``device`` into a torch device.

    Raises
    ------
    ExperimentError
        When that device is not on this machine.
    """
    ids = [info.id for info in available()]
    if name == "auto":
        return torch.device(ids[0])
    if name in ids or (name == "cuda" and "cuda:0" in ids):
        return torch.device(name)
    message = f"This machine has no device {name!r}; it has {', '.join(ids)}."
    raise ExperimentError(message, "Choose one of these, or 'auto'.")


def autocast_dtype(precision: str, device: torch.device) -> torch.dtype | None:
    """The dtype of autocast regions, or ``None`` for plain float32.

    Raises
    ------
    ExperimentError
        When the device cannot compute in that precision.
    """
    if precision == "fp32":
        return None
    if device.type == "cuda" and not torch.cuda.is_bf16_supported():
        message = f"{torch.cuda.get_device_name(device)} cannot compute in bf16."
        raise ExperimentError(message, "Choose fp32.")
    return torch.bfloat16


# Multiplications and additions of a step below which a second thread costs more than it brings.
SMALL_STEP = 3e7
_ALL_THREADS = torch.get_num_threads()


def use_threads(flops_per_step: float) -> None:
    """Let the calling thread compute a small network alone, and a larger one on all cores."""
    torch.set_num_threads(1 if flops_per_step < SMALL_STEP else _ALL_THREADS)


@contextmanager
def all_threads() -> Iterator[None]:
    """All cores for a large piece of work inside a training of small steps."""
    before = torch.get_num_threads()
    torch.set_num_threads(_ALL_THREADS)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def describe(device: torch.device) -> str:
    """What people call the device."""
    for info in available():
        if info.id.startswith(device.type) and (device.index is None or str(device) == info.id):
            return info.name if device.type != "cpu" else "cpu"
    return str(device)


def out_of_memory(error: BaseException) -> bool:
    """Whether torch or the system says that memory has run out."""
    known = isinstance(error, torch.OutOfMemoryError | MemoryError)
    return known or "can't allocate memory" in str(error).lower()
