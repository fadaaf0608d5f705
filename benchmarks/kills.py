"""Kills: ``kill -9`` at random moments of ``workbench run``: what is lost, how resume ends."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file

from benchmarks.processes import ROOT, own_home, python
from benchmarks.report import Options, Result, Row
from benchmarks.spread import spread
from workbench.core.contracts.events import Evaluated, Stepped
from workbench.core.runs.store import Run, RunStore

HOW = """\
`workbench run` is killed with SIGKILL at a moment drawn evenly from its training; a second file,
written with `os.write` as each event is logged, says what had been logged by then. The run is then
resumed to its end and its weights are compared bit by bit with those of a run left alone."""

WITNESS = Path(__file__).with_name("witness.py")
EXPERIMENT = """
name = "kill me"
device = "cpu"
threads = 1
[dataset]
id = "digits"
[architecture]
id = "{architecture}"
[trainer]
id = "supervised"
epochs = {epochs}
batch_size = 32
shift = 1.0
averaging = "ema"
"""


@dataclass(frozen=True)
class Logged:
    """One event as the witness saw it."""

    time: float
    event: str
    steps: int | None


@dataclass(frozen=True)
class Trial:
    """What one kill showed.

    ``lost_s`` is the age, at the kill, of the oldest event that the log lacks; 0 if none.
    """

    after_s: float
    listed: bool
    lost_s: float
    gapless: bool
    same: bool


def measure(options: Options) -> Result:
    """Kill, look, resume, compare."""
    count = options.count(20, 2)
    with own_home() as home:
        trials = kill_often(home, count, epochs=6 if options.quick else 8)
    lost = [trial.lost_s for trial in trials]
    listed = sum(trial.listed for trial in trials)
    gapless = sum(trial.gapless for trial in trials)
    same = sum(trial.same for trial in trials)
    return Result(
        HOW,
        [
            Row("killed after", spread([t.after_s for t in trials], "s of training")),
            Row(
                "listed as interrupted", f"{listed} of {count}", "all", listed == count, always=True
            ),
            Row(
                "oldest logged event that was lost", spread(lost, "s old"), "≤ 1 s", max(lost) <= 1
            ),
            Row(
                "curve complete after resume",
                f"{gapless} of {count}",
                "all",
                gapless == count,
                always=True,
            ),
            Row(
                "same final weights, bit by bit",
                f"{same} of {count}",
                "all",
                same == count,
                always=True,
            ),
        ],
    )


def kill_often(
    home: Path, count: int, epochs: int, architecture: str = "cnn", seed: int = 0
) -> list[Trial]:
    """Run once undisturbed, then ``count`` times with a kill; ``home`` is WORKBENCH_HOME."""
    toml = home / "experiment.toml"
    toml.write_text(EXPERIMENT.format(epochs=epochs, architecture=architecture), "utf-8")
    witness = home / "undisturbed.jsonl"
    _start(toml, witness).wait()
    seen = logged(witness)
    length = seen[-1].time - _started(seen)
    wanted = _weights(RunStore().list()[0].path)
    moments = random.Random(seed)
    return [
        _trial(toml, home / f"witness-{number}.jsonl", moments.uniform(0, length), wanted)
        for number in range(count)
    ]


def logged(witness: Path) -> list[Logged]:
    """What the witness wrote, without a torn last line."""
    lines = witness.read_text("utf-8").split("\n")[:-1] if witness.exists() else []
    return [Logged(**json.loads(line)) for line in lines]


def _started(seen: Sequence[Logged]) -> float:
    return next((entry.time for entry in seen if entry.event == "Started"), 0.0)


def _start(toml: Path, witness: Path) -> subprocess.Popen[bytes]:
    command = (sys.executable, "-m", "workbench", "--plugin", str(WITNESS), "run", str(toml))
    environment = {**os.environ, "WORKBENCH_WITNESS": str(witness)}
    quiet = subprocess.DEVNULL
    return subprocess.Popen(command, cwd=ROOT, env=environment, stdout=quiet, stderr=quiet)


def _trial(toml: Path, witness: Path, after: float, wanted: dict[str, np.ndarray]) -> Trial:
    process = _start(toml, witness)
    try:
        while not (began := _started(logged(witness))):
            if process.poll() is not None:
                raise SystemExit("workbench run ended before it began to train")
            time.sleep(0.01)
        time.sleep(max(0.0, began + after - time.time()))
    finally:
        killed_at = time.time()
        process.kill()
        process.wait()
    store = RunStore()
    info = store.list()[0]
    run = store.get(info.id)
    lost = _lost(run, logged(witness), killed_at)
    # A kill that comes after the last event has nothing left to interrupt.
    over = any(entry.event == "Finished" for entry in logged(witness))
    if not over:
        python("-m", "workbench", "resume", info.id)
    return Trial(
        after_s=after,
        listed=info.status == ("finished" if over else "interrupted"),
        lost_s=lost,
        gapless=_gapless(store.get(info.id)),
        same=_same(_weights(info.path), wanted),
    )


def _lost(run: Run, seen: Sequence[Logged], killed_at: float) -> float:
    """Age at the kill of the oldest witnessed event that the run's log lacks."""
    there = list(run.events())
    steps = max((e.first + len(e.loss) for e in there if isinstance(e, Stepped)), default=0)
    evaluations = sum(isinstance(event, Evaluated) for event in there)
    missing = [entry.time for entry in seen if entry.steps is not None and entry.steps > steps]
    evaluated = [entry.time for entry in seen if entry.event == "Evaluated"]
    missing += evaluated[evaluations:]
    return killed_at - min(missing) if missing else 0.0


def _gapless(run: Run) -> bool:
    """Whether the log holds every step once, in order."""
    firsts = [event for event in run.events() if isinstance(event, Stepped)]
    numbers = [event.first + i for event in firsts for i in range(len(event.loss))]
    return numbers == list(range(len(numbers))) and bool(numbers)


def _weights(run: Path) -> dict[str, np.ndarray]:
    tensors = load_file(run / "checkpoints" / "last.safetensors")
    return {name: value for name, value in tensors.items() if name.startswith("state.")}


def _same(ours: dict[str, np.ndarray], wanted: dict[str, np.ndarray]) -> bool:
    return ours.keys() == wanted.keys() and all(
        np.array_equal(ours[name], wanted[name]) for name in wanted
    )
