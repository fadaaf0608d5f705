"""Results as Markdown: rows, the machine they were measured on, and a file to keep them in."""

from __future__ import annotations

import contextlib
import importlib.metadata
import os
import platform
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

RESULTS = Path(__file__).with_name("RESULTS.md")
HEAD = """\
# Results

Each section is the output of `python -m benchmarks NAME --save`, with the machine it ran on.
Ratios travel from machine to machine; times do not. Nothing here is asserted by a test.
"""
LIBRARIES = ("torch", "onnxruntime", "PySide6-Essentials", "pyqtgraph", "numpy")


@dataclass(frozen=True)
class Options:
    """How thoroughly to measure."""

    quick: bool = False
    repeats: int | None = None
    minutes: float | None = None

    def count(self, usual: int, quick: int) -> int:
        """How many pairs, kills or seeds."""
        return self.repeats or (quick if self.quick else usual)


@dataclass(frozen=True)
class Row:
    """One line: what was measured, the figure with its spread, and what was wanted.

    ``always`` marks a goal that depends on no speed and no number of repeats, such as that nothing
    is lost: the quick form fails without it as well.
    """

    what: str
    figure: str
    wanted: str = ""
    held: bool | None = None
    always: bool = False


@dataclass(frozen=True)
class Result:
    """What a benchmark found."""

    how: str
    rows: Sequence[Row]

    @property
    def held(self) -> bool:
        """Whether every wanted figure was reached."""
        return all(row.held is not False for row in self.rows)

    @property
    def sound(self) -> bool:
        """Whether every figure that depends on no speed was reached."""
        return all(row.held is not False for row in self.rows if row.always)


def machine() -> str:
    """The machine and the libraries, in one line."""
    cores = os.cpu_count()
    with contextlib.suppress(AttributeError):  # only Linux knows how many are ours
        cores = len(os.sched_getaffinity(0))
    versions = ", ".join(f"{name} {importlib.metadata.version(name)}" for name in LIBRARIES)
    system = f"{platform.system()} {platform.machine()}"
    return (
        f"{_processor()}, {cores} cores, {system}, Python {platform.python_version()}; {versions}"
    )


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text("utf-8")
    except OSError:
        return platform.processor() or platform.machine()
    found = re.search(r"^model name\s*:\s*(.+)$", text, re.MULTILINE)
    return found[1].strip() if found else platform.machine()


def markdown(name: str, result: Result, quick: bool, seconds: float) -> str:
    """Return a section for RESULTS.md."""
    lines = [f"## {name}", "", result.how.strip(), "", "| | measured | wanted |", "|---|---|---|"]
    for row in result.rows:
        mark = {True: " ✓", False: " ✗", None: ""}[row.held]
        lines.append(f"| {row.what} | {row.figure} | {row.wanted}{mark} |")
    date = time.strftime("%Y-%m-%d")
    note = "; **--quick: the figures mean nothing**" if quick else ""
    lines += ["", f"{date}, took {seconds:.0f} s{note}. {machine()}.", ""]
    return "\n".join(lines)


def save(name: str, section: str) -> Path:
    """Put a section into RESULTS.md in place of its last one."""
    text = RESULTS.read_text("utf-8") if RESULTS.exists() else HEAD
    old = re.compile(rf"^## {re.escape(name)}\n.*?(?=^## |\Z)", re.MULTILINE | re.DOTALL)
    fresh = section.rstrip() + "\n\n"
    text = old.sub(lambda _: fresh, text) if old.search(text) else f"{text.rstrip()}\n\n{fresh}"
    RESULTS.write_text(text.rstrip() + "\n", "utf-8")
    return RESULTS
