"""Time to the first painted, usable window against ``python -c "import torch"``."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from benchmarks.processes import ROOT, own_home
from benchmarks.report import Options, Result, Row
from benchmarks.spread import in_turn, spread

HOW = """\
From the start of the process until the window has been painted and its event loop has come round
again (`workbench` with `WORKBENCH_EXIT_AFTER_PAINT=1`, offscreen), against the whole of
`python -c "import torch"`, in turn. One of each runs before, so that files are cached for both."""


def measure(options: Options) -> Result:
    """Measure pairs."""
    pairs = options.count(10, 2)
    with own_home():
        _window()
        _torch()
        found = in_turn(_window, _torch, pairs)
    ratios = [ours / torch for ours, torch in found]
    middle = sorted(ratios)[len(ratios) // 2]
    return Result(
        HOW,
        [
            Row("first usable window", spread([ours for ours, _ in found], "s")),
            Row("`import torch`", spread([torch for _, torch in found], "s")),
            Row("ratio", spread(ratios, "×"), "≤ 1", middle <= 1),
        ],
    )


def _window() -> float:
    """Seconds until the window says that it is there."""
    environment = {**os.environ, "WORKBENCH_EXIT_AFTER_PAINT": "1"}
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-m", "workbench"], cwd=ROOT, env=environment, stdout=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        line = process.stdout.readline()
        seconds = time.perf_counter() - began
        if process.wait() or not line:
            raise SystemExit("the window did not open")
    return seconds


def _torch() -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", "import torch"], cwd=ROOT, check=True)
    return time.perf_counter() - began
