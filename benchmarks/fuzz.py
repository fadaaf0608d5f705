"""Fuzz: damaged files through every parser, each in a process that may die, hang or swell."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from benchmarks.fuzz_targets import Target, mutations, prepare, targets
from benchmarks.report import Options, Result, Row

HOW = """\
Sound files of every kind that the workbench reads, most of them written by itself, are damaged
(bits, bytes, lengths, cuts, copies, splices, and texts that give trouble), and each is read as a
user's file would be, in a child process. Sound is an error in words (`WorkbenchError`) or a
result; a fault is any other exception, an end of the process, more than 10 s, or more than 2 GB of
memory. What failed is kept in the folder that `WORKBENCH_FUZZ_KEEP` names."""

MUTATIONS, QUICK = 100_000, 1_100
SECONDS, BYTES = 10.0, 2 * 1024**3
SEED = 20_261_129


@dataclass
class Found:
    """What came of a target's mutations."""

    tried: int = 0
    refused: int = 0
    faults: list[str] = field(default_factory=list)
    slowest_s: float = 0.0
    peak: int = 0


def measure(options: Options) -> Result:
    """All targets, one after the other."""
    total = options.repeats or (QUICK if options.quick else MUTATIONS)
    keep = os.environ.get("WORKBENCH_FUZZ_KEEP")
    rows, faults = [], 0
    with _home() as folder:
        prepare(folder)
        every = [target for target in targets(folder) if target.seeds(folder)]
        weight = sum(target.weight for target in every)
        for target in every:
            count = max(20, round(total * target.weight / weight))
            found = _fuzz(target.name, folder, count, Path(keep) if keep else None)
            rows.append(_row(target, found))
            faults += len(found.faults)
            tried = f"{found.tried:,} tried, {len(found.faults)} faults"
            print(f"{target.name}: {tried}", file=sys.stderr, flush=True)
    rows.append(Row("all together", f"{faults} faults", "0 faults", faults == 0))
    return Result(HOW, rows)


def _row(target: Target, found: Found) -> Row:
    kinds = Counter(found.faults)
    said = "; ".join(f"{count} × {kind}" for kind, count in kinds.most_common(3))
    figure = (
        f"{found.tried:,} tried, {found.refused:,} refused in words, {len(found.faults)} faults"
        f"{f' ({said})' if said else ''}; slowest {found.slowest_s:.2f} s, "
        f"peak {found.peak / 1024**2:,.0f} MB"
    )
    return Row(target.name, figure, "no fault", not found.faults)


@contextmanager
def _home() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="workbench-fuzz-") as name:
        before = os.environ.get("WORKBENCH_HOME")
        os.environ["WORKBENCH_HOME"] = str(Path(name) / "home")
        try:
            folder = Path(name) / "seeds"
            folder.mkdir()
            yield folder
        finally:
            if before is None:
                del os.environ["WORKBENCH_HOME"]
            else:
                os.environ["WORKBENCH_HOME"] = before


def _fuzz(name: str, folder: Path, count: int, keep: Path | None) -> Found:
    """Let a child read them; a new one goes on after whatever ended the last."""
    found, start = Found(), 0
    while start < count:
        start = _child(name, folder, start, count, found, keep)
    return found


def _child(name: str, folder: Path, start: int, count: int, found: Found, keep: Path | None) -> int:
    words = [sys.executable, "-m", "benchmarks.fuzz", name, str(folder), str(start), str(count)]
    with tempfile.TemporaryFile() as errors:
        return _listen(words, name, folder, start, count, found, keep, errors)


def _listen(
    words: list[str],
    name: str,
    folder: Path,
    start: int,
    count: int,
    found: Found,
    keep: Path | None,
    errors: IO[bytes],
) -> int:
    child = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=errors)
    assert child.stdout is not None
    at, begun = start, start > 0
    pending = b""
    try:
        while True:
            # To start and to load libraries may take longer on a busy machine.
            ready, _, _ = select.select([child.stdout], [], [], SECONDS if begun else 120.0)
            if not ready:
                _fault(found, name, folder, at, "takes more than 10 s", keep)
                return at + 1
            chunk = os.read(child.stdout.fileno(), 65536)
            if not chunk:
                child.wait()
                break
            *lines, pending = (pending + chunk).split(b"\n")
            for line in lines:
                at, begun = _take(json.loads(line), found, name, folder, keep), True
    finally:
        child.kill()
        child.wait()
    if not begun:
        errors.seek(0)
        raise RuntimeError(f"{name} cannot be fuzzed: {errors.read().decode()[-2000:]}")
    if at < count and child.returncode != 0:
        _fault(found, name, folder, at, f"the process ended with {child.returncode}", keep)
        return at + 1
    return max(at, start + 1)


def _take(said: dict[str, object], found: Found, name: str, folder: Path, keep: Path | None) -> int:
    number = int(str(said["number"]))
    found.tried += 1
    found.refused += said["outcome"] == "refused"
    found.slowest_s = max(found.slowest_s, float(str(said["seconds"])))
    found.peak = max(found.peak, int(str(said["peak"])))
    if said["outcome"] == "fault":
        found.tried -= 1
        _fault(found, name, folder, number, str(said["what"]), keep)
    return number + 1


def _fault(
    found: Found, name: str, folder: Path, number: int, what: str, keep: Path | None
) -> None:
    found.tried += 1
    found.faults.append(what)
    if keep is not None:
        keep.mkdir(parents=True, exist_ok=True)
        target = next(target for target in targets(folder) if target.name == name)
        file = keep / f"{name.replace(' ', '-')}-{number}{target.suffix}"
        file.write_bytes(_mutation(target, folder, number))
        with (keep / "faults.txt").open("a") as log:
            log.write(f"{file.name}\t{what}\n")


def _mutation(target: Target, folder: Path, number: int) -> bytes:
    return next(mutations(target.seeds(folder), SEED + number))


# --- in the child


def _work(name: str, folder: Path, start: int, count: int) -> int:
    from workbench.core.contracts.errors import WorkbenchError

    out = os.fdopen(os.dup(1), "w", buffering=1)
    os.dup2(2, 1)  # what a library prints is none of the parent's
    target = next(target for target in targets(folder) if target.name == name)
    seeds = target.seeds(folder)
    before = 0
    with tempfile.TemporaryDirectory(prefix="workbench-fuzz-") as place:
        path = Path(place) / f"file{target.suffix}"
        inside = Path(place) / "folder"
        inside.mkdir()
        path.write_bytes(seeds[0])
        target.read(path, inside)  # a sound file must be read, and brings the libraries
        for number in range(start, count):
            path.write_bytes(next(mutations(seeds, SEED + number)))
            outcome, what = "read", ""
            began = time.perf_counter()
            try:
                target.read(path, inside)
            except WorkbenchError:
                outcome = "refused"
            except BaseException as error:  # noqa: BLE001  whatever it is, it is a fault
                outcome, what = "fault", _where(error)
            seconds = time.perf_counter() - began
            peak = _peak()
            if peak > BYTES and not before:
                outcome, what = "fault", "takes more than 2 GB"
            said = {"number": number, "outcome": outcome, "what": what}
            out.write(json.dumps(said | {"seconds": seconds, "peak": peak}) + "\n")
            if peak > BYTES:
                return 0
    return 0


def _peak() -> int:
    """Bytes of memory this process ever held; what it was forked from does not count."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM"))


def _where(error: BaseException) -> str:
    last = traceback.extract_tb(error.__traceback__)[-1]
    words = " ".join(str(error).split())[:80]
    return f"{type(error).__name__}: {words} ({Path(last.filename).name}:{last.lineno})"


if __name__ == "__main__":
    sys.exit(_work(sys.argv[1], Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])))
