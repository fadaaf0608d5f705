"""Tokens per second and loss of the character GPT against karpathy/nanoGPT."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path

from benchmarks.peers.nanogpt import Trained, prepare, train
from benchmarks.processes import ROOT, Missing, answer, own_home
from benchmarks.report import Options, Result, Row
from benchmarks.spread import in_turn, spread
from workbench.core.contracts.events import Stepped
from workbench.core.runs.store import RunStore

HOW = """\
`examples/shakespeare.toml` (4 layers, 4 heads, width 128, context 64, batches of 12, float32, not
compiled) through `workbench run`, against `train.py` of a checkout of karpathy/nanoGPT (named by
the environment variable NANOGPT) with the same configuration on the same text. Pairs run in turn,
each in a process of its own; tokens/s are of training alone, evaluations and the first steps left
out. Loss is that of both after the same number of steps, in nats per character, on the last tenth
of the text, which neither has trained on."""

TOKENS = 12 * 64
SKIPPED = 20


def measure(options: Options) -> Result:
    """Measure pairs of short trainings, and one pair of longer ones."""
    checkout = os.environ.get("NANOGPT", "")
    if not (Path(checkout) / "train.py").is_file():
        message = "Set NANOGPT to a checkout of https://github.com/karpathy/nanoGPT."
        raise Missing(message)
    pairs, steps, long = options.count(5, 1), 40 if options.quick else 400, 2000
    with own_home(), tempfile.TemporaryDirectory() as folder:
        peer = Path(folder) / "nanoGPT"
        shutil.copytree(checkout, peer, ignore=shutil.ignore_patterns(".git"))
        prepare(peer, _text())
        found = in_turn(lambda: _speed(_ours(steps)), lambda: _speed(train(peer, steps)), pairs)
        ours, theirs = (_ours(n := steps if options.quick else long), train(peer, n))
    ratios = [mine / other for mine, other in found]
    return Result(HOW, [*_speed_rows(found, ratios), *_loss_rows(ours, theirs, n)])


def _speed_rows(found: Sequence[tuple[float, float]], ratios: Sequence[float]) -> list[Row]:
    return [
        Row("ours", spread([mine for mine, _ in found], "tokens/s")),
        Row("nanoGPT", spread([other for _, other in found], "tokens/s")),
        Row("times faster", spread(ratios, "×"), "≥ 1.2", sorted(ratios)[len(ratios) // 2] >= 1.2),
    ]


def _loss_rows(ours: Trained, theirs: Trained, steps: int) -> list[Row]:
    return [
        Row(f"loss after {steps:,} steps, ours", f"{ours.loss:.3f} nats"),
        Row(f"loss after {steps:,} steps, nanoGPT", f"{theirs.loss:.3f} nats"),
    ]


def _text() -> Path:
    for folder in (os.environ.get("WORKBENCH_DATA", ""), "data"):
        path = Path(folder) / "tinyshakespeare" / "input.txt"
        if folder and path.is_file():
            return path
    raise SystemExit("Set WORKBENCH_DATA to a folder that holds tinyshakespeare/input.txt.")


def _ours(steps: int) -> Trained:
    settings = (f"trainer.steps={steps}", f"trainer.evaluate_every={steps}", "device=cpu")
    sets = [part for item in settings for part in ("--set", item)]
    example = str(ROOT / "examples" / "shakespeare.toml")
    found = answer("-m", "workbench", "run", example, "--json", *sets)
    reports = [e for e in RunStore().get(found["run"]).events() if isinstance(e, Stepped)]
    return Trained(_seconds(reports), found["metrics"]["test/loss"])


def _seconds(reports: Sequence[Stepped]) -> list[float]:
    """Seconds a step, of each step."""
    seconds, before = [], 0.0
    for report in reports:
        each = (report.seconds - before) / len(report.loss)
        seconds += [each] * len(report.loss)
        before = report.seconds
    return seconds


def _speed(trained: Trained) -> float:
    seconds = trained.seconds[SKIPPED:]
    return TOKENS * len(seconds) / sum(seconds)
