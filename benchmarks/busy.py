"""Training beside other programs: as it was, as it is, and what would be a fair share.

`examples/digits.toml` is trained quietly, beside two and beside eight processes that compute
without end. *Before* is OpenMP's own spinning on all cores; *now* waits briefly and chooses the
number of threads by the time that steps take. They take turns in each pair, so that what else the
machine does falls on both.

A fair share is reckoned from quiet times: with k threads beside b busy processes on c cores a
training can have k / (k + b) of the machine, so T(k) · max(1, (k + b) / c) seconds; the better k
counts.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from benchmarks.processes import answer, own_home
from benchmarks.report import Options, Result, Row

EXPERIMENT = Path(__file__).parents[1] / "examples" / "digits.toml"
EPOCHS = 6
BUSY = (0, 2, 8)
FAIR, QUIET = 1.3, 1.03
_SPINNING = {"GOMP_SPINCOUNT": "300000", "KMP_BLOCKTIME": "200"}  # the libraries' own choices


def measure(options: Options) -> Result:
    """Time pairs at each level of business."""
    cores = os.cpu_count() or 1
    pairs, epochs = options.count(3, 1), 1 if options.quick else EPOCHS
    rows = []
    with own_home():
        quiet = {k: [_seconds(epochs, threads=k) for _ in range(pairs)] for k in {1, cores}}
        for n_busy in BUSY[:2] if options.quick else BUSY:
            with _busy(n_busy):
                before, now = _in_turn(pairs if n_busy < BUSY[-1] else max(1, pairs - 1), epochs)
            shares = (
                statistics.median(times) * max(1.0, (k + n_busy) / cores)
                for k, times in quiet.items()
            )
            rows.append(_row(n_busy, before, now, min(shares), options.quick))
    return Result(__doc__.partition("\n")[2], rows)


def _in_turn(pairs: int, epochs: int) -> tuple[list[float], list[float]]:
    """Seconds before and now, of so many pairs."""
    before: list[float] = []
    now: list[float] = []
    for turn in range(pairs):
        for old in (True, False) if turn % 2 else (False, True):
            if old:
                cores = os.cpu_count() or 1
                before.append(_seconds(epochs, threads=cores, environment=_SPINNING))
            else:
                now.append(_seconds(epochs))
    return before, now


def _row(n_busy: int, before: list[float], now: list[float], fair: float, quick: bool) -> Row:
    middle = statistics.median(now)
    held = middle <= FAIR * fair
    if not n_busy:
        held = held and middle <= QUIET * statistics.median(before)
    figure = (
        f"{_range(now)} s, before {_range(before)} s; {middle / fair:.2f} × fair ({fair:.2f} s)"
    )
    wanted = f"≤ {FAIR} × fair" + ("" if n_busy else f", ≤ {QUIET} × before")
    what = f"beside {n_busy} busy processes" if n_busy else "quiet"
    return Row(what, figure, wanted, None if quick else held)


def _range(seconds: list[float]) -> str:
    return f"{statistics.median(seconds):.2f} ({min(seconds):.2f} … {max(seconds):.2f})"


def _seconds(
    epochs: int, threads: int | None = None, environment: Mapping[str, str] | None = None
) -> float:
    """One training in a process of its own; only the training is timed."""
    settings = [f"trainer.epochs={epochs}", *([f"threads={threads}"] if threads else [])]
    flags = [part for setting in settings for part in ("--set", setting)]
    command = ("-m", "benchmarks.train_one", str(EXPERIMENT), *flags)
    return float(answer(*command, environment=environment)["seconds"])


@contextmanager
def _busy(n: int) -> Iterator[None]:
    """So many processes that compute without end, while the block runs."""
    code = "while True: pass"
    hogs = [subprocess.Popen([sys.executable, "-c", code]) for _ in range(n)]
    try:
        yield
    finally:
        for hog in hogs:
            hog.kill()
            hog.wait()
