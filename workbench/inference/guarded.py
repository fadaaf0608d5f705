"""Guarded: a model file from elsewhere, opened and asked in a process of its own.

The process has so much memory and so much time for each question, writes no file and holds no key;
what it answers is bounded as well. When it exceeds a limit or crashes, it ends, and the file is
refused in words. A question costs about half a millisecond more than in one's own process.
"""

from __future__ import annotations

import contextlib
import json
import os
import struct
import subprocess
import sys
import threading
import weakref
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import numpy as np
import numpy.typing as npt

from workbench.core import memory
from workbench.core.contracts.errors import ModelFileError
from workbench.core.secrets import without_keys

# Seconds to start Python and onnxruntime, which a busy machine does slowly; to open a file, and to
# answer once.
START_S, OPEN_S, ANSWER_S = 120.0, 10.0, 10.0
# A large file may take longer to open: so many bytes in a second.
_READ_PER_S = 20 << 20
# Bytes: what a graph may take beside its file, a multiple of that, and the most that it answers.
MEMORY, PER_FILE = 3 << 29, 4
MOST_ANSWERED = 1 << 29
_LOOK_S = 0.05
_HEAD = struct.Struct("<I")
_LONGEST_HEAD = 1 << 24
_REMEDY = (
    "It is from elsewhere and was asked with care; choose another file if you do not trust it."
)
# A folder that is not there: a graph must not bring in other files of this machine.
_NOWHERE = os.path.join(os.path.dirname(__file__), "no-folder-of-weights")


@dataclass(frozen=True)
class Value:
    """An input or output of a graph; ``shape`` has texts or ``None`` where a size is open."""

    name: str
    type: str
    shape: list[Any]


class GuardedSession:
    """A model file that another process answers for; safe to use from several threads.

    Raises
    ------
    ModelFileError
        When the file cannot be opened within the limits, and from `run`, when it cannot be asked
        within them; it says which.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        self._problem = ""
        self._process = subprocess.Popen(
            # -P: the folder one stands in is not to become one that modules are looked for in.
            [sys.executable, "-P", "-m", __name__],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            env=without_keys(os.environ) | {"ORT_DISABLE_TELEMETRY": "1"},
        )
        self.close = weakref.finalize(self, _end, self._process)
        size = path.stat().st_size
        self._memory = MEMORY + PER_FILE * size
        self._ask({}, (), START_S)
        order = {"open": os.fspath(path.absolute()), "memory": self._memory}
        told, _ = self._ask(order, (), OPEN_S + size / _READ_PER_S)
        self._inputs = [Value(*value) for value in told["inputs"]]
        self._outputs = [Value(*value) for value in told["outputs"]]

    def get_inputs(self) -> Sequence[Value]:
        """What the graph takes."""
        return self._inputs

    def get_outputs(self) -> Sequence[Value]:
        """What the graph gives."""
        return self._outputs

    def run(
        self, outputs: Sequence[str] | None, inputs: Mapping[str, npt.NDArray[Any]]
    ) -> list[npt.NDArray[Any]]:
        """Answers to ``inputs``; of all outputs, or of those that are named."""
        arrays = [np.ascontiguousarray(value) for value in inputs.values()]
        order = {"names": list(inputs), "outputs": outputs, "arrays": [_kind(a) for a in arrays]}
        return self._ask(order, arrays, ANSWER_S)[1]

    def _ask(
        self, order: dict[str, Any], arrays: Sequence[npt.NDArray[Any]], limit: float
    ) -> tuple[dict[str, Any], list[npt.NDArray[Any]]]:
        with self._lock:
            if self._problem:
                raise ModelFileError(f"{self._path} {self._problem}.", _REMEDY)
            answered = threading.Event()
            watch = threading.Thread(target=self._watch, args=(limit, answered), daemon=True)
            watch.start()
            stdin, stdout = self._process.stdin, self._process.stdout
            assert stdin is not None
            assert stdout is not None
            try:
                _send(stdin, order, arrays)
                told, found = _receive(stdout)
            # What comes from a process that has been taken over is not to be trusted either.
            except (OSError, EOFError, ValueError, TypeError, KeyError) as error:
                self.close()
                self._problem = self._problem or "ended the process that asked it"
                raise ModelFileError(f"{self._path} {self._problem}.", _REMEDY) from error
            finally:
                answered.set()
        if reason := told.get("problem"):
            raise ModelFileError(f"{self._path} {str(reason)[:300]}.", _REMEDY)
        return told, found

    def _watch(self, limit: float, answered: threading.Event) -> None:
        """End the process when its time is over, or it holds too much where it sets no limit."""
        waited, step = 0.0, min(_LOOK_S, limit)
        while not answered.wait(step):
            waited += step
            if waited >= limit:
                self._problem = f"gave no answer within {limit:.0f} seconds"
            elif (memory.resident(self._process.pid) or 0) > self._memory:
                self._problem = f"takes more than {self._memory / memory.GIB:.1f} GiB of memory"
            if self._problem:
                self._process.kill()
                return


def failed(path: Path, what: str, error: Exception) -> ModelFileError:
    """The error of a file that onnxruntime refuses or fails on, in one line."""
    return ModelFileError(f"{path} {what}: {_reason(error)}.", "Choose another model file.")


def _reason(error: Exception) -> str:
    text = (str(error).strip() or type(error).__name__).splitlines()[0]
    if "bad_alloc" in text or isinstance(error, MemoryError) or "allocate memory" in text:
        return "it takes more memory than it may have"
    return text.removesuffix(".")[:200]


def open_graph(content: bytes) -> Any:
    """An `onnxruntime.InferenceSession` of a graph that brings everything along itself."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.log_severity_level = 4
    # Weights in other files are looked for here, and nowhere else.
    options.add_session_config_entry(
        "session.model_external_initializers_file_folder_path", _NOWHERE
    )
    return onnxruntime.InferenceSession(content, options, providers=["CPUExecutionProvider"])


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):
                stream.close()
    process.wait()


# --- what goes through the pipes: the length of a JSON head, the head, and raw arrays


def _kind(array: npt.NDArray[Any]) -> list[Any]:
    return [array.dtype.str, list(array.shape)]


def _send(pipe: IO[bytes], head: dict[str, Any], arrays: Sequence[npt.NDArray[Any]]) -> None:
    content = json.dumps(head).encode("ascii")
    pipe.write(_HEAD.pack(len(content)) + content)
    for array in arrays:
        pipe.write(array.tobytes())
    pipe.flush()


def _receive(pipe: IO[bytes]) -> tuple[dict[str, Any], list[npt.NDArray[Any]]]:
    length = _HEAD.unpack(_exactly(pipe, _HEAD.size))[0]
    if length > _LONGEST_HEAD:
        raise ValueError("a head is too long")
    head = json.loads(_exactly(pipe, length))
    if not isinstance(head, dict):
        raise TypeError("a head is no table")
    arrays, room = [], MOST_ANSWERED
    for kind, shape in head.get("arrays", []):
        dtype = np.dtype(kind)
        if dtype.hasobject or dtype.itemsize == 0 or any(side < 0 for side in shape):
            raise ValueError("an array is none")
        n_bytes = dtype.itemsize
        for side in shape:
            n_bytes *= side
        room -= n_bytes
        if room < 0:
            raise ValueError("arrays are too large")
        arrays.append(np.frombuffer(_exactly(pipe, n_bytes), dtype).reshape(shape))
    return head, arrays


def _exactly(pipe: IO[bytes], n_bytes: int) -> bytes:
    content = pipe.read(n_bytes)
    if len(content) < n_bytes:
        raise EOFError
    return content


# --- the other process


def main() -> None:
    """Open the file that the first order names, and answer those that follow."""
    import onnxruntime  # noqa: F401 - what it takes itself is not counted against the limit

    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    # What a library prints must not get among the answers.
    stdout = os.fdopen(os.dup(stdout.fileno()), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    session: Any = None
    while True:
        try:
            order, arrays = _receive(stdin)
        except EOFError:
            return
        told: dict[str, Any] = {}
        found: list[npt.NDArray[Any]] = []
        try:
            if "open" in order:
                _limit(order["memory"])
                session = open_graph(Path(order["open"]).read_bytes())
                told = {"inputs": _values(session.get_inputs())}
                told["outputs"] = _values(session.get_outputs())
            elif order:
                given = dict(zip(order["names"], arrays, strict=True))
                found = _sound(session.run(order["outputs"], given))
        except Exception as error:  # noqa: BLE001 - told to the one who asks
            what = "is not a usable ONNX model" if "open" in order else "fails on this"
            told, found = {"problem": f"{what}: {_reason(error)}"}, []
        _send(stdout, told | {"arrays": [_kind(array) for array in found]}, found)


def _sound(arrays: list[Any]) -> list[npt.NDArray[Any]]:
    """Arrays of numbers, within the limit."""
    for array in arrays:
        if not isinstance(array, np.ndarray) or array.dtype.kind not in "fiub":
            raise TypeError("it answers with something else than numbers")
    if sum(array.nbytes for array in arrays) > MOST_ANSWERED:
        raise ValueError(f"it answers with more than {MOST_ANSWERED >> 20} MiB")
    return [np.ascontiguousarray(array).reshape(array.shape) for array in arrays]


def _values(values: Any) -> list[list[Any]]:
    return [[value.name, value.type, list(value.shape or [])] for value in values]


def _limit(most: int) -> None:
    """Let this process take so many bytes more, and write no file; where the system has that."""
    with contextlib.suppress(ImportError):
        import resource

        held = 0
        with contextlib.suppress(OSError, ValueError, IndexError):
            pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
            held = pages * resource.getpagesize()
        limits = [(resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)]
        if held:
            limits.append((resource.RLIMIT_AS, held + most))
        for kind, limit in limits:
            with contextlib.suppress(OSError, ValueError):
                resource.setrlimit(kind, (limit, limit))


if __name__ == "__main__":
    main()
