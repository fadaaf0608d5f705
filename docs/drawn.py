"""The figures of docs/text.md, drawn from what was measured."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
import numpy as np

from docs.measured import Found
from workbench.inference import positions

mpl.use("Agg")

from matplotlib import pyplot as plt

# The window's own colours on white.
BLUE, ORANGE, GREEN, GREY = "#2f5fe3", "#d9622b", "#12805c", "#5d6b7f"
COLORS = {"gpt": BLUE, "rnn": ORANGE, "lstm": GREEN}
NAMES = {"gpt": "transformer", "rnn": "recurrent", "lstm": "LSTM"}
STYLE = {
    "font.size": 9,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 10,
    "axes.titleweight": "bold",
    "savefig.dpi": 130,
    "figure.constrained_layout.use": True,
}


def draw(found: Found, folder: Path) -> None:
    """Write positions.png, memory.png and throughput.png."""
    folder.mkdir(parents=True, exist_ok=True)
    with mpl.rc_context(STYLE):  # type: ignore[arg-type]
        for name, make in (("positions", _positions), ("memory", _memory), ("throughput", _speed)):
            figure = make(found)
            # Without the date and version, the same figure is the same file.
            figure.savefig(folder / f"{name}.png", metadata={"Software": None})
            plt.close(figure)


def _positions(found: Found) -> Any:
    figure, grid = plt.subplot_mosaic(
        [["sinusoidal", "learned", "rotary"], ["accuracy", "accuracy", "accuracy"]],
        figsize=(8, 6),
        height_ratios=[1, 1.15],
    )
    for kind in ("sinusoidal", "learned", "rotary"):
        model = next(r.model for r in found.readers if r.name == f"transformer, {kind}")
        picture = positions.read(model).picture()
        limit = float(np.abs(picture).max())
        grid[kind].imshow(picture, cmap="RdBu", vmin=-limit, vmax=limit, aspect="auto")
        columns = "cosines, then sines" if kind == "rotary" else "number"
        grid[kind].set(title=kind, xlabel=columns, ylabel="place")
    axes = grid["accuracy"]
    names = list(dict.fromkeys(reader.name for reader in found.readers))
    for offset, part, color in ((-0.2, "as_is", BLUE), (0.2, "shuffled", ORANGE)):
        values = [
            [100 * getattr(r.test, part).value for r in found.readers if r.name == name]
            for name in names
        ]
        where = np.arange(len(names)) + offset
        label = "words in order" if part == "as_is" else "words shuffled"
        axes.bar(where, [np.mean(v) for v in values], 0.38, color=color, alpha=0.75, label=label)
        for x, dots in zip(where, values, strict=True):
            axes.plot([x] * len(dots), dots, "o", color="black", markersize=2.5)
    axes.axhline(50, color=GREY, linestyle="--", linewidth=0.8)
    axes.set(ylabel="test accuracy, %", ylim=(0, 105), title="Who chases whom?")
    axes.set_xticks(range(len(names)), [name.replace(", ", ",\n") for name in names])
    axes.legend(frameon=False, loc="lower center", bbox_to_anchor=(0.5, 1.08), ncol=2)
    return figure


def _memory(found: Found) -> Any:
    figure, both = plt.subplots(1, 2, figsize=(8, 3.4), sharey=True)
    for axes, trained in zip(both, (False, True), strict=True):
        for key in ("rnn", "lstm", "gpt"):
            rows = [
                m.memory.relative() for m in found.memories if (m.key, m.trained) == (key, trained)
            ]
            _band(axes, range(len(rows[0])), rows, key)
        title = f"after {found.how.steps:,} steps" if trained else "as built"
        axes.set(xlabel="tokens back", title=title, yscale="log", ylim=(1e-8, 5))
    both[0].set_ylabel("influence, newest token = 1")
    both[0].legend(frameon=False)
    return figure


def _band(axes: Any, x: Sequence[int], rows: list[Any], key: str) -> None:
    logs = np.log(np.maximum(rows, 1e-30))
    axes.plot(x, np.exp(logs.mean(0)), color=COLORS[key], label=NAMES[key])
    low, high = np.exp(logs.min(0)), np.exp(logs.max(0))
    axes.fill_between(x, low, high, color=COLORS[key], alpha=0.2, linewidth=0)


def _speed(found: Found) -> Any:
    figure, both = plt.subplots(1, 2, figsize=(8, 3.4), sharey=True)
    modes = (("training", "learning: forward and backward"), ("reading", "reading: forward alone"))
    for axes, (mode, title) in zip(both, modes, strict=True):
        for key in ("rnn", "lstm", "gpt"):
            mine = [p for p in found.speeds if (p.key, p.mode) == (key, mode)]
            x = [p.length for p in mine]
            label, color = NAMES[key], COLORS[key]
            axes.plot(x, [p.tokens_per_s for p in mine], "o-", color=color, label=label)
            low, high = [p.low for p in mine], [p.high for p in mine]
            axes.fill_between(x, low, high, color=color, alpha=0.2, linewidth=0)
        axes.set(xlabel="tokens in a text", title=title, xscale="log", yscale="log")
        axes.set_xticks(list(found.how.lengths), [str(n) for n in found.how.lengths])
        axes.minorticks_off()
    low, high = both[0].get_ylim()
    ticks = [d * 10**p for p in range(1, 9) for d in (1, 2, 5) if low <= d * 10**p <= high]
    both[0].set_yticks(ticks, [f"{tick:,}" for tick in ticks])
    both[0].set_ylabel("tokens per second")
    both[0].legend(frameon=False)
    return figure
