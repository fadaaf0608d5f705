"""Devices: which there are, which to take, and what precision they compute in."""

from __future__ import annotations

import errno
import platform
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import torch

from workbench.core import memory
from workbench.core.contracts.errors import ExperimentError
from workbench.engine.threads import Threads, candidates


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


def threads_for(
    flops_per_step: float,
    on: torch.device,
    number: int | None = None,
    chosen: Sequence[tuple[int, int]] = (),
) -> Threads:
    """Let the calling thread compute a small network alone, and try what pays for a larger one.

    Parameters
    ----------
    number
        The experiment's, if it gives one.
    chosen
        What was chosen before the run was interrupted.
    """
    if number is not None:
        return Threads((number,), flops_per_step)
    if flops_per_step < SMALL_STEP:
        return Threads((1,), flops_per_step)
    if on.type != "cpu":
        return Threads((_ALL_THREADS,), flops_per_step)
    return Threads(candidates(_ALL_THREADS), flops_per_step, chosen)


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


def free_memory(device: torch.device) -> int | None:
    """Bytes that a training on ``device`` can have now; ``None`` where that is unknown."""
    if device.type == "cuda":
        free, _ = torch.cuda.mem_get_info(device)
        # What torch's own cache holds without using it can be had again.
        return free + torch.cuda.memory_reserved(device) - torch.cuda.memory_allocated(device)
    return memory.available()


# What allocators say, each in its own words: torch on CPU, CUDA, cuBLAS and MPS, C++, onnxruntime
# and the system.
_NO_MEMORY = (
    "can't allocate memory",
    "cannot allocate memory",
    "out of memory",
    "std::bad_alloc",
    "bad allocation",
    "alloc_failed",
    "failed to allocate memory",
    "unable to allocate",
    "invalid buffer size",
    "could not create a memory",
    "storage size calculation overflowed",
)


def out_of_memory(error: BaseException) -> bool:
    """Whether torch or the system says that memory has run out."""
    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    if isinstance(error, OSError) and error.errno == errno.ENOMEM:
        return True
    text = str(error).lower()
    return isinstance(error, RuntimeError | OSError) and any(said in text for said in _NO_MEMORY)
