"""Checkpoints: everything a run needs to go on bit for bit, in one safetensors file.

Tensors are stored as tensors and facts as JSON in the header; nothing is ever
unpickled. A file is written aside and renamed, so a crash leaves the old one.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import safetensors
import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from workbench.core.contracts.errors import StorageError
from workbench.core.io import atomic
from workbench.core.runs.snapshots import LIVE_WEIGHTS, TRAJECTORY, snapshot_files

LAST = "last.safetensors"
# What the run's model was exported from: averaged or best weights where a trainer kept them.
DEPLOYED = "deployed.safetensors"
SNAPSHOTS_KEPT = 30
# All of them together; a large network keeps fewer.
SNAPSHOT_BYTES = 500_000_000
FORMAT = "workbench-checkpoint-1"


@dataclass(frozen=True)
class Checkpoint:
    """The state after ``step`` steps and ``seconds`` of training.

    ``due`` says that the evaluation after this step is still to be made. ``threads`` are the
    ``(step, number)`` of each choice of `workbench.engine.threads`.
    """

    step: int
    seconds: float
    tensors: Mapping[str, Tensor]
    facts: Mapping[str, Any]
    due: bool = False
    threads: tuple[tuple[int, int], ...] = ()


def save(folder: Path, checkpoint: Checkpoint, device: torch.device) -> None:
    """Write ``last.safetensors``, random generators included.

    Raises
    ------
    StorageError
        When the disk is full or the folder cannot be written; the previous file stays.
    """
    tensors = {f"state.{k}": v.detach() for k, v in checkpoint.tensors.items()}
    tensors["rng.cpu"] = torch.get_rng_state()
    if device.type == "cuda":
        tensors["rng.cuda"] = torch.cuda.get_rng_state(device)
    facts = {
        "step": checkpoint.step,
        "seconds": checkpoint.seconds,
        "due": checkpoint.due,
        "facts": checkpoint.facts,
        "threads": checkpoint.threads,
    }
    write(folder / LAST, tensors, {"format": FORMAT, "checkpoint": json.dumps(facts)})


def write(path: Path, tensors: Mapping[str, Tensor], metadata: Mapping[str, str]) -> None:
    """Write a safetensors file aside and rename it.

    Raises
    ------
    StorageError
        When it cannot be written.
    """
    try:
        # Its run's folder is not made: one that was deleted meanwhile is not to come back.
        path.parent.mkdir(exist_ok=True)
        plain = {k: v.detach().cpu().contiguous().clone() for k, v in tensors.items()}
        with atomic.replacing(path) as aside:
            save_file(plain, aside, dict(metadata))
    except (OSError, safetensors.SafetensorError) as error:
        message = f"Cannot write {path}: {error}."
        raise StorageError(
            message, "Free some disk space; the previous checkpoint is kept."
        ) from error


def load(folder: Path, device: torch.device) -> Checkpoint | None:
    """Read ``last.safetensors`` and put the random generators back; ``None`` if there is none.

    Raises
    ------
    StorageError
        When the file is damaged or not a checkpoint.
    """
    path = folder / LAST
    if not path.is_file():
        return None
    try:
        with safetensors.safe_open(path, framework="pt") as file:
            metadata = file.metadata() or {}
            if metadata.get("format") != FORMAT:
                message = f"format {metadata.get('format')!r}"
                raise ValueError(message)
            found = json.loads(metadata["checkpoint"])
            tensors = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118
        torch.set_rng_state(tensors["rng.cpu"])
        if "rng.cuda" in tensors and device.type == "cuda":
            torch.cuda.set_rng_state(tensors["rng.cuda"], device)
        state = {k.removeprefix("state."): v for k, v in tensors.items() if k.startswith("state.")}
        step, seconds, due = int(found["step"]), float(found["seconds"]), bool(found.get("due"))
        threads = tuple((int(at), int(number)) for at, number in found.get("threads", ()))
        return Checkpoint(step, seconds, state, found["facts"], due, threads)
    except (
        OSError,
        ValueError,
        TypeError,
        KeyError,
        RuntimeError,
        safetensors.SafetensorError,
    ) as error:
        message = f"{path} is damaged or not a checkpoint: {error}."
        raise StorageError(message, "Start the experiment again.") from error


def snapshot(folder: Path, model: nn.Module, step: int) -> None:
    """Keep the weights of this step for the path on the loss surface, at most `SNAPSHOTS_KEPT`.

    The first one is whole; of weights that do not learn (yet) the others say nothing.

    Raises
    ------
    StorageError
        When it cannot be written.
    """
    tensors = _learning(model) if step else model.state_dict()
    write(folder / TRAJECTORY / f"{step:08d}.safetensors", tensors, {"step": str(step)})
    kept = snapshot_files(folder)
    while len(kept) > 2 and (len(kept) > SNAPSHOTS_KEPT or _bytes(kept) > SNAPSHOT_BYTES):
        for path in kept[1:-1:2]:
            path.unlink(missing_ok=True)
        kept = snapshot_files(folder)


def live(folder: Path, model: nn.Module, step: int) -> None:
    """Write the weights of this step for whoever watches, in place of those before.

    Of weights that do not learn (yet) they say nothing; `live_weights` reads them.

    Raises
    ------
    StorageError
        When it cannot be written.
    """
    write(folder / LIVE_WEIGHTS, _learning(model), {"step": str(step)})


def live_weights(folder: Path) -> tuple[int, dict[str, Tensor]] | None:
    """Step and all weights of what `live` wrote last; ``None`` where nothing is there.

    Raises
    ------
    StorageError
        When a file is damaged.
    """
    path, first = folder / LIVE_WEIGHTS, snapshot_files(folder)[:1]
    if not first or not path.is_file():
        return None
    try:
        with safetensors.safe_open(path, framework="pt") as file:
            step = int((file.metadata() or {})["step"])
            found = {key: file.get_tensor(key) for key in file.keys()}  # noqa: SIM118
    except FileNotFoundError:
        return None  # the run has ended in this moment
    except (OSError, ValueError, KeyError, safetensors.SafetensorError) as error:
        raise StorageError(f"{path} is damaged: {error}.", "Wait for the next one.") from error
    return step, tensors(first[0]) | found


def forget_live(folder: Path) -> None:
    """Drop what `live` wrote."""
    with contextlib.suppress(OSError):
        (folder / LIVE_WEIGHTS).unlink(missing_ok=True)


def _learning(model: nn.Module) -> dict[str, Tensor]:
    still = {name for name, weight in model.named_parameters() if not weight.requires_grad}
    return {name: tensor for name, tensor in model.state_dict().items() if name not in still}


def _bytes(paths: list[Path]) -> int:
    return sum(path.stat().st_size for path in paths)


def weights(path: Path) -> dict[str, Tensor]:
    """All weights of a snapshot by name; those that it leaves out are the first one's.

    Raises
    ------
    StorageError
        When a file is damaged.
    """
    first = sorted(path.parent.glob("*.safetensors"))[0]
    return tensors(first) if path == first else tensors(first) | tensors(path)


def tensors(path: Path) -> dict[str, Tensor]:
    """Every tensor of a safetensors file by name.

    Raises
    ------
    StorageError
        When it is missing or damaged.
    """
    try:
        return load_file(path)
    except (OSError, ValueError, safetensors.SafetensorError) as error:
        raise StorageError(f"{path} is damaged: {error}.", "Train the run again.") from error


def forget_after(folder: Path, step: int) -> None:
    """Drop snapshots later than ``step``, before a run goes on from there."""
    for path in snapshot_files(folder):
        if int(path.stem) > step:
            path.unlink(missing_ok=True)
