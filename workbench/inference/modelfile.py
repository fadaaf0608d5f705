"""Model files: what one says of itself, and a session that is safe to ask, whoever wrote it.

A file that was written on this machine (`remember`) is opened in this process. Any other is opened
by a process of its own, whose time, memory and answers are bounded (`workbench.inference.guarded`).
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import math
import os
import stat
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO, Protocol

import numpy as np
import numpy.typing as npt

from workbench.core import paths
from workbench.core.contracts.errors import ModelFileError
from workbench.inference.guarded import GuardedSession, Value, failed, open_graph

LARGEST = 2 << 30  # protobuf's own limit
MOST_CLASSES, LONGEST_NAME = 1 << 16, 1000
# The values of one picture, and all that a file says of itself, in bytes.
MOST_VALUES, MOST_METADATA = 1 << 26, 1 << 26
REMEDY = "Choose a model.onnx that the workbench exported, or one with uint8 pictures as input."
_JSON = ("classes", "provenance", "layers", "context", "causal", "grid", "inputs", "target")
_TEXTS = ("task", "tokenizer", "tokenizer_kind", "preparation")
# Numbers of the fields in onnx.proto: of a model its graph and its metadata, of that key and value.
_GRAPH, _METADATA, _KEY, _VALUE = 7, 14, 1, 2
# What a quantised softmax may be off by.
_TOLERANCE, _SUM_TOLERANCE = 1e-3, 0.05
_VARINT, _EIGHT_BYTES, _LENGTH, _FOUR_BYTES = 0, 1, 2, 5


class ModelSession(Protocol):
    """What answers for a model file; as `onnxruntime.InferenceSession`, of which it may be one."""

    def get_inputs(self) -> Sequence[Value]: ...
    def get_outputs(self) -> Sequence[Value]: ...
    def run(
        self, outputs: Sequence[str] | None, inputs: Mapping[str, npt.NDArray[Any]]
    ) -> list[npt.NDArray[Any]]: ...


def open_session(path: Path, alone: bool = False) -> ModelSession:
    """Open a model file for one thread of the CPU.

    Parameters
    ----------
    alone
        Whether this process is there for this file only, and may be ended at any time: the file is
        opened here then, whoever wrote it.

    Raises
    ------
    ModelFileError
        When it is missing, too large, no ONNX model, or refers to other files.
    """
    with _opened(path) as file:
        if not alone and not _is_own(file):
            return GuardedSession(path)
        file.seek(0)
        content = file.read()
    try:
        session: ModelSession = open_graph(content)
    except Exception as error:
        raise failed(path, "is not a usable ONNX model", error) from error
    return session


def is_guarded(session: ModelSession) -> bool:
    """Whether a session's answers come from another process, and may take until its limit."""
    return isinstance(session, GuardedSession)


def _opened(path: Path) -> BinaryIO:
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    try:
        if not stat.S_ISREG(path.stat().st_mode):
            raise ModelFileError(f"{path} is no file.", "Choose a model.onnx.")
        file = os.fdopen(os.open(path, flags), "rb")
        if os.fstat(file.fileno()).st_size > LARGEST:
            file.close()
            raise ModelFileError(f"{path} is larger than any ONNX model.", REMEDY)
    except (OSError, ValueError) as error:
        message = f"Cannot read the model {path}: {getattr(error, 'strerror', None) or error}."
        raise ModelFileError(message, "Check the path.") from error
    return file


# --- which files are our own


def ledger() -> Path:
    """Where it is noted: SHA-256 and size of each model file, one a line."""
    return paths.data() / "own-models.txt"


def remember(content: bytes) -> None:
    """Note that a model file of this content was written here, so that it is opened without care.

    Raises nothing: where it cannot be noted, the file is only slower to open.
    """
    line = f"{hashlib.sha256(content).hexdigest()} {len(content)}\n"
    with contextlib.suppress(OSError):
        ledger().parent.mkdir(parents=True, exist_ok=True)
        with ledger().open("a", encoding="ascii") as file:
            file.write(line)


def _is_own(file: BinaryIO) -> bool:
    try:
        status = ledger().stat()
        own = _own(ledger(), status.st_mtime_ns, status.st_size)
    except OSError:
        return False
    size = os.fstat(file.fileno()).st_size
    # The size first: a large file of others need not be hashed.
    if not any(size == known for _, known in own):
        return False
    return (hashlib.file_digest(file, "sha256").hexdigest(), size) in own  # type: ignore[arg-type]


@lru_cache(2)
def _own(path: Path, changed: int, size: int) -> frozenset[tuple[str, int]]:  # noqa: ARG001
    lines = (line.split() for line in path.read_text("ascii", "replace").splitlines())
    pairs = (line for line in lines if len(line) == 2 and line[1].isascii() and line[1].isdigit())
    return frozenset((digest, int(length)) for digest, length in pairs)


# --- what a file says of itself


def metadata(path: Path) -> dict[str, Any]:
    """What a model file says of itself, by name: JSON parsed, plain texts as they are.

    The file is read for this alone; its graph is passed over.

    Raises
    ------
    ModelFileError
        When it cannot be read, or what it says is damaged.
    """
    facts = _properties(path)
    try:
        texts = {name: facts[key] for name in _TEXTS if (key := f"workbench.{name}") in facts}
        return texts | {
            name: json.loads(facts[key]) for name in _JSON if (key := f"workbench.{name}") in facts
        }
    except (ValueError, RecursionError) as error:
        message = f"{path} has damaged metadata: {error}."
        raise ModelFileError(message, REMEDY) from error


def _properties(path: Path) -> dict[str, str]:
    with _opened(path) as file:
        size = os.fstat(file.fileno()).st_size
        try:
            found: dict[str, str] = {}
            room = MOST_METADATA
            has_graph = False
            for number, start, length in _fields(file, size):
                has_graph = has_graph or number == _GRAPH
                if number != _METADATA:
                    continue
                room -= length
                if room < 0:
                    message = f"{path} says more of itself than {MOST_METADATA >> 20} MiB."
                    raise ModelFileError(message, REMEDY)
                file.seek(start)
                key, value = _pair(file.read(length))
                found[key] = value
            if not has_graph:
                raise ValueError("it has no graph")
            return found
        except (ValueError, OSError) as error:
            message = f"{path} is not a usable ONNX model: {error}."
            raise ModelFileError(message, REMEDY) from error


def _pair(content: bytes) -> tuple[str, str]:
    parts = {_KEY: "", _VALUE: ""}
    for number, start, length in _fields(io.BytesIO(content), len(content)):
        if number in parts:
            parts[number] = content[start : start + length].decode("utf-8")
    return parts[_KEY], parts[_VALUE]


def _fields(file: BinaryIO, end: int) -> Iterator[tuple[int, int, int]]:
    """Number, start and length of each field with a length; ``file`` may be moved between.

    See https://protobuf.dev/programming-guides/encoding.
    """
    at = 0
    while at < end:
        file.seek(at)
        tag, at = _varint(file, at)
        kind = tag & 7
        if kind == _VARINT:
            _, at = _varint(file, at)
        elif kind in (_EIGHT_BYTES, _FOUR_BYTES):
            at += 8 if kind == _EIGHT_BYTES else 4
        elif kind == _LENGTH:
            length, at = _varint(file, at)
            if at + length > end:
                raise ValueError("it is cut off")
            yield tag >> 3, at, length
            at += length
        else:
            raise ValueError("it is damaged, or of another kind")
    if at != end:
        raise ValueError("it is cut off")


def _varint(file: BinaryIO, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        byte = file.read(1)
        if not byte:
            raise ValueError("it is cut off")
        at += 1
        value |= (byte[0] & 127) << shift
        if byte[0] < 128:
            return value, at
    raise ValueError("it is damaged, or of another kind")


def classes_in(facts: Mapping[str, Any], path: Path, n_classes: int | None) -> tuple[str, ...]:
    """The class names of a model file; numbers where it names none and their count is known.

    Raises
    ------
    ModelFileError
        When there are none, too many, or others than ``n_classes``; when two are alike.
    """
    names = facts.get("classes")
    if names is None and n_classes is not None and 0 < n_classes <= MOST_CLASSES:
        names = [str(i) for i in range(n_classes)]
    if not isinstance(names, list) or not names or len(names) != (n_classes or len(names)):
        raise ModelFileError(f"{path} does not say which classes it knows.", REMEDY)
    if len(names) > MOST_CLASSES:
        message = f"{path} names {len(names):,} classes, which is too many."
        raise ModelFileError(message, REMEDY)
    if not all(isinstance(name, str | int) and len(str(name)) <= LONGEST_NAME for name in names):
        raise ModelFileError(f"{path} has class names that are none.", REMEDY)
    found = tuple(str(name) for name in names)
    if len(set(found)) < len(found):
        raise ModelFileError(f"{path} has two classes of one name.", REMEDY)
    return found


def provenance_in(facts: Mapping[str, Any], path: Path) -> dict[str, Any]:
    """What a model's file says of its origin.

    Raises
    ------
    ModelFileError
        When that is no table.
    """
    provenance = facts.get("provenance", {})
    if not isinstance(provenance, dict):
        raise ModelFileError(f"{path} has a damaged provenance.", REMEDY)
    return provenance


def picture_shape(shape: Sequence[Any], path: Path) -> tuple[int, ...]:
    """``(height, width[, channels])`` of an input ``(batch, height, width[, channels])``.

    Raises
    ------
    ModelFileError
        When a size is left open, or more than pictures have.
    """
    sides = tuple(shape[1:])
    if not all(isinstance(side, int) and side > 0 for side in sides):
        raise ModelFileError(f"{path} leaves the size of its pictures open: {list(shape)}.", REMEDY)
    if math.prod(sides) > MOST_VALUES:
        size = "×".join(f"{side:,}" for side in sides)
        message = f"{path} takes pictures of {size} values, which is too many."
        raise ModelFileError(message, REMEDY)
    return sides


def answer_problem(answers: Any, shape: tuple[int, ...]) -> str:
    """What is wrong with an answer that is to be probabilities; empty where nothing is.

    They are float32 of this shape, within 0…1, and the last axis sums to 1.
    """
    if not isinstance(answers, np.ndarray) or answers.dtype != np.float32:
        return "answers with something else than probabilities"
    if answers.shape != shape:
        return f"answers with {answers.shape}, not {shape}"
    if not np.isfinite(answers).all():
        return "answers with numbers that are not finite"
    low, high = float(answers.min(initial=0)), float(answers.max(initial=0))
    sums = answers.sum(-1, dtype=np.float64)
    if low < -_TOLERANCE or high > 1 + _TOLERANCE or np.any(np.abs(sums - 1) > _SUM_TOLERANCE):
        return f"answers with numbers from {low:.3g} to {high:.3g} that are no probabilities"
    return ""
