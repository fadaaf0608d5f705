"""Footprint: how much memory a model file takes in a process that does nothing but answer."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.core import memory
from workbench.core.contracts.answerer import Inputs
from workbench.core.secrets import without_keys

_LOOK_S = 0.1


def footprint(path: Path, inputs: Inputs, check: Callable[[], None] = lambda: None) -> int | None:
    """Bytes that a fresh process takes to load a model file and answer the inputs, once.

    Counted is the most that the process holds meanwhile, less what it held just before it opened
    the file: the model, what onnxruntime makes of it, and what is computed between. Python and
    the libraries are not counted; they are loaded by then.

    Parameters
    ----------
    inputs
        Texts, pictures, or what `InputKind.raw` gives for rows of another kind.
    check
        Called a few times a second; what it raises ends the process.

    Returns
    -------
    int
        ``None`` when the model does not answer, or this system does not tell.
    """
    with tempfile.TemporaryFile() as file:
        file.write(_packed(inputs))
        file.seek(0)
        # -P: the folder one stands in is not to become a place that modules are looked for in.
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", __name__, str(path)],
            stdin=file,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            env=without_keys(os.environ),
        )
        with process:
            try:
                said = _waited(process, check)
            finally:
                process.kill()
    return int(said) if process.returncode == 0 and said.strip().isdigit() else None


def _waited(process: subprocess.Popen[bytes], check: Callable[[], None]) -> bytes:
    while True:
        check()
        try:
            return process.communicate(timeout=_LOOK_S)[0]
        except subprocess.TimeoutExpired:
            continue


def _packed(inputs: Inputs) -> bytes:
    if isinstance(inputs, Mapping):
        file = io.BytesIO()
        # As objects texts could not be read without unpickling.
        plain = {name: _plain(array) for name, array in inputs.items()}
        np.savez(file, allow_pickle=False, **plain)
        return file.getvalue()
    if isinstance(inputs, np.ndarray):
        file = io.BytesIO()
        np.save(file, inputs, allow_pickle=False)
        return file.getvalue()
    return json.dumps(list(inputs)).encode("ascii")


def _plain(array: npt.NDArray[Any]) -> npt.NDArray[Any]:
    return array.astype(str) if array.dtype.kind == "O" else array


def _unpacked(raw: bytes) -> Inputs:
    if raw.startswith(b"["):
        texts: list[str] = json.loads(raw)
        return texts
    found = np.load(io.BytesIO(raw), allow_pickle=False)
    if isinstance(found, np.ndarray):
        return found
    return {
        name: found[name].astype(object) if found[name].dtype.kind == "U" else found[name]
        for name in found.files
    }


def main() -> None:
    """Measure in this process, and print the number of bytes; nothing where it is not known."""
    # What is loaded here is not counted.
    import onnxruntime  # noqa: F401
    import tokenizers  # noqa: F401

    from workbench.inference.modelfile import open_session
    from workbench.inference.predictor import Predictor
    from workbench.inference.textmodel import TextClassifier

    inputs = _unpacked(sys.stdin.buffer.read())
    memory.forget_peak()
    before = memory.peak()
    if isinstance(inputs, dict):
        session = open_session(Path(sys.argv[1]), alone=True)
        session.run(None, {each.name: inputs[each.name] for each in session.get_inputs()})
    elif isinstance(inputs, np.ndarray):
        Predictor(Path(sys.argv[1]), alone=True).predict(inputs)
    else:
        TextClassifier(Path(sys.argv[1]), alone=True).predict(inputs)
    after = memory.peak()
    if before is not None and after is not None:
        sys.stdout.write(str(max(0, after - before)))


if __name__ == "__main__":
    main()
