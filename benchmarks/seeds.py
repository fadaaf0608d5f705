"""Test accuracy over seeds: the tuned network after two epochs, and the classic MLP."""

from __future__ import annotations

from statistics import mean

from benchmarks.processes import MNIST, ROOT, answer, own_home
from benchmarks.report import Options, Result, Row

HOW = """\
Full MNIST, test accuracy after training with seeds 0, 1, 2, …; `examples/mnist.toml` is two
epochs of the small tuned network with pen digits beside MNIST's,
`examples/mnist-mlp.toml` the classic 784-16-16-10."""

MLP = ROOT / "examples" / "mnist-mlp.toml"


def measure(options: Options) -> Result:
    """Measure every seed."""
    seeds = range(options.count(5, 2))
    with own_home():
        rows = [
            row
            for path, each, average in ((MNIST, 0.989, 0.990), (MLP, 0.94, None))
            for row in _rows(path, seeds, each, average, options.quick)
        ]
    return Result(HOW, rows)


def _rows(path: object, seeds: range, each: float, average: float | None, quick: bool) -> list[Row]:
    limit = ("--set", "dataset.limit=2000") if quick else ()
    found, seconds = [], []
    for seed in seeds:
        settings = ("--set", f"seed={seed}", "--set", "device=cpu", *limit)
        result = answer("-m", "benchmarks.train_one", str(path), *settings)
        found.append(result["accuracy"])
        seconds.append(result["seconds"])
    name = getattr(path, "name", path)
    listed = ", ".join(f"{value:.2%}" for value in found)
    rows = [
        Row(
            f"{name}: worst seed",
            f"{min(found):.2%} ({listed})",
            f"≥ {each:.1%}",
            min(found) >= each,
        )
    ]
    if average is not None:
        held = mean(found) >= average
        rows.append(Row(f"{name}: mean", f"{mean(found):.2%}", f"≥ {average:.1%}", held))
    rows.append(Row(f"{name}: seconds", f"{mean(seconds):.1f} s on average"))
    return rows
