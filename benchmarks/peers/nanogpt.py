"""karpathy/nanoGPT in a folder of its own: its text prepared, its train.py run, its log read."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

# The configuration that its README gives for a CPU, with everything that would shorten the text
# it is measured on left as it is.
SETTINGS = (
    "--device=cpu",
    "--compile=False",
    "--log_interval=1",
    "--block_size=64",
    "--batch_size=12",
    "--n_layer=4",
    "--n_head=4",
    "--n_embd=128",
    "--dropout=0.0",
)


@dataclass(frozen=True)
class Trained:
    """Seconds of each step, and the loss on held-out text in nats per character."""

    seconds: list[float] = field(repr=False)
    loss: float


def prepare(checkout: Path, text: Path) -> None:
    """Write what its ``data/shakespeare_char/prepare.py`` would, without its download."""
    characters = text.read_text("utf-8")
    known = sorted(set(characters))
    numbers = {character: number for number, character in enumerate(known)}
    ids = np.array([numbers[character] for character in characters], np.uint16)
    cut = int(0.9 * len(ids))
    folder = checkout / "data" / "shakespeare_char"
    ids[:cut].tofile(folder / "train.bin")
    ids[cut:].tofile(folder / "val.bin")
    # nanoGPT reads the vocabulary's size from a pickle; nothing of ours reads one.
    (folder / "meta.pkl").write_bytes(pickle.dumps({"vocab_size": len(known)}))


def train(checkout: Path, steps: int) -> Trained:
    """Let it train for so many steps and evaluate at the end."""
    ends = (f"--max_iters={steps}", f"--lr_decay_iters={steps}", f"--eval_interval={steps}")
    command = [sys.executable, "train.py", "config/train_shakespeare_char.py", *SETTINGS, *ends]
    result = subprocess.run(command, cwd=checkout, capture_output=True, text=True, check=False)
    if result.returncode:
        raise SystemExit(f"nanoGPT failed:\n{result.stderr[-2000:]}")
    seconds = [float(ms) / 1000 for ms in re.findall(r"iter \d+: .*time ([\d.]+)ms", result.stdout)]
    losses = re.findall(r"step \d+: .*val loss ([\d.]+)", result.stdout)
    # The last step's time holds the evaluation.
    return Trained(seconds[:-1], float(losses[-1]))
