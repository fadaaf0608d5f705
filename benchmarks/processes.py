"""Measuring in processes of their own, so that one measurement leaves nothing to the next."""

from __future__ import annotations

import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
MNIST = ROOT / "examples" / "mnist.toml"


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
    SystemExit
        When it fails, with its errors.
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
        message = f"{' '.join(arguments)} ended with {result.returncode}:\n{result.stdout[-2000:]}"
        raise SystemExit(message + result.stderr[-4000:])
    return result.stdout


def answer(*arguments: str, environment: Mapping[str, str] | None = None) -> dict[str, Any]:
    """The JSON object on the last line that ``python …`` prints."""
    lines = python(*arguments, environment=environment).strip().splitlines()
    found: dict[str, Any] = json.loads(lines[-1])
    return found
