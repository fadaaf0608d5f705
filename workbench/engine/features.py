"""Features: what a network's head is given, computed once and kept.

Rows of text are kept in a file in the cache folder too, so that another run with the same frozen
weights (other labels, another seed) need not compute them again.
"""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from workbench.core import paths
from workbench.core.contracts.errors import ExperimentError
from workbench.core.io.sqlite_errors import DATABASE_ERRORS
from workbench.core.special_tokens import PAD_ID
from workbench.engine.batches import Resident

AT_ONCE = 64
FILE = "features.sqlite"
# The cache begins again beyond this.
MOST_BYTES = 500_000_000
_PER_QUESTION = 500

Rows = npt.NDArray[np.int64]


def digest(tensors: Mapping[str, Tensor]) -> str:
    """SHA-256 of named tensors."""
    sha = hashlib.sha256()
    for name in sorted(tensors):
        plain = tensors[name].detach().cpu().contiguous()
        sha.update(f"{name} {tuple(plain.shape)} {plain.dtype}".encode())
        sha.update(plain.view(torch.uint8).numpy().data if plain.dim() else str(plain).encode())
    return sha.hexdigest()


def head_inputs(network: nn.Module, head: str, x: Tensor) -> Tensor:
    """What the module ``head`` is given when the network reads ``x``, in evaluation mode.

    Raises
    ------
    ExperimentError
        When the network does not end in this module.
    """
    seen: list[Tensor] = []
    module = network.get_submodule(head)
    handle = module.register_forward_pre_hook(lambda _, inputs: seen.append(inputs[0]))
    was_training = network.training
    network.eval()
    try:
        with torch.no_grad():
            answer = network(x)
            if len(seen) != 1 or not torch.allclose(module(seen[0]), answer, atol=1e-5):
                message = f"{type(network).__name__} does something behind its head {head}."
                raise ExperimentError(message, "Adapt its last layers instead of the head alone.")
    finally:
        handle.remove()
        network.train(was_training)
    return seen[0]


def of_rows(
    part: Resident, compute: Callable[[Tensor], Tensor], check: Callable[[], None]
) -> Resident:
    """The same rows with features float32 ``(n, width)`` in place of their inputs."""
    found: list[Tensor] = []
    for start in range(0, len(part), AT_ONCE):
        check()
        found.append(compute(part.x[start : start + AT_ONCE]))
    return Resident(torch.cat(found) if found else part.x[:0].float(), part.y, part.rows)


def of_texts(
    part: Resident, compute: Callable[[Tensor], Tensor], check: Callable[[], None], weights: str
) -> Resident:
    """The same for texts, ids int64 ``(n, time)``; what the cache knows is not computed.

    Parameters
    ----------
    weights
        `digest` of everything that the features depend on beside the text.
    """
    ids = part.x.cpu().numpy()
    lengths = (ids != PAD_ID).sum(1)
    keys = [_key(weights, row[:n]) for row, n in zip(ids, lengths, strict=True)]
    known = _cached(keys)
    # Those of a length together, so that little is padded.
    missing = [r for r in np.argsort(lengths, kind="stable").tolist() if keys[r] not in known]
    for start in range(0, len(missing), AT_ONCE):
        check()
        rows = missing[start : start + AT_ONCE]
        longest = max(1, int(lengths[rows].max()))
        vectors = compute(part.x[rows, :longest]).float().cpu().numpy()
        fresh = {keys[row]: vector for row, vector in zip(rows, vectors, strict=True)}
        _keep(fresh)
        known |= fresh
    if not keys:
        return Resident(part.x[:0].float(), part.y, part.rows)
    table = torch.from_numpy(np.stack([known[key] for key in keys])).to(part.x.device)
    return Resident(table, part.y, part.rows)


def _key(weights: str, ids: Rows) -> bytes:
    return hashlib.sha256(weights.encode() + ids.tobytes()).digest()


def _cached(keys: Iterable[bytes]) -> dict[bytes, npt.NDArray[np.float32]]:
    wanted, found = list(dict.fromkeys(keys)), {}
    with contextlib.suppress(*DATABASE_ERRORS, OSError), _open() as table:
        for start in range(0, len(wanted), _PER_QUESTION):
            some = wanted[start : start + _PER_QUESTION]
            marks = ",".join("?" * len(some))
            asked = f"SELECT key, vector FROM features WHERE key IN ({marks})"
            for key, vector in table.execute(asked, some):
                found[key] = np.frombuffer(vector, np.float32).copy()
    return found


def _keep(fresh: Mapping[bytes, npt.NDArray[np.float32]]) -> None:
    # The cache only saves time: where it cannot be written, all goes on.
    with contextlib.suppress(*DATABASE_ERRORS, OSError), _open() as table:
        rows = [(key, vector.astype(np.float32).tobytes()) for key, vector in fresh.items()]
        table.executemany("INSERT OR IGNORE INTO features VALUES (?, ?)", rows)


@contextlib.contextmanager
def _open() -> Iterator[sqlite3.Connection]:
    path: Path = paths.cache() / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.is_file() and path.stat().st_size > MOST_BYTES:
        path.unlink()
    connection = sqlite3.connect(path, timeout=20)
    try:
        with connection:
            connection.execute(
                "CREATE TABLE IF NOT EXISTS features (key BLOB PRIMARY KEY, vector BLOB)"
            )
            yield connection
    finally:
        connection.close()
