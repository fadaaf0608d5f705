"""Every benchmark, one after the other, each in a process of its own: does it run at all?"""

from __future__ import annotations

import concurrent.futures
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.processes import ROOT

# How a benchmark ends that cannot run on this machine, and how it says why.
NOT_HERE, MISSING = 3, "not on this machine: "
# A hang is a failure as well. The slowest quick form takes a tenth of this on two quiet cores.
LONGEST_S = 600


@dataclass(frozen=True)
class Outcome:
    """How one benchmark ended, with the end of what it printed if that was not well."""

    name: str
    seconds: float
    fault: str = ""
    lacking: str = ""


def run(names: Sequence[str], at_once: int = 1) -> list[Outcome]:
    """Run the quick form of benchmarks, ``at_once`` side by side, and print each as it ends."""
    found = []
    with concurrent.futures.ThreadPoolExecutor(at_once) as pool:
        for waiting in concurrent.futures.as_completed([pool.submit(_one, n) for n in names]):
            outcome = waiting.result()
            found.append(outcome)
            mark = "FAILED" if outcome.fault else "passed over" if outcome.lacking else "runs"
            line = f"{outcome.name:<14} {mark:<11} {outcome.seconds:6.1f} s  {outcome.lacking}"
            print(line.rstrip(), flush=True)
            if outcome.fault:
                print(outcome.fault, flush=True)
    return found


def _one(name: str) -> Outcome:
    began = time.perf_counter()
    command = [sys.executable, "-m", "benchmarks", name, "--quick"]
    try:
        ended = subprocess.run(
            command,
            cwd=ROOT,
            timeout=LONGEST_S,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        printed = error.stdout or b""
        shown = printed.decode("utf-8", "replace") if isinstance(printed, bytes) else printed
        fault = f"{shown[-2000:]}\nnot done after {LONGEST_S} s"
        return Outcome(name, time.perf_counter() - began, fault)
    if ended.returncode == NOT_HERE:
        words = ended.stdout.rpartition(MISSING)[2].strip()
        return Outcome(name, time.perf_counter() - began, lacking=words.splitlines()[0])
    fault = f"{ended.stdout[-4000:]}\nended with {ended.returncode}" if ended.returncode else ""
    return Outcome(name, time.perf_counter() - began, fault)
