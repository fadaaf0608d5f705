"""A GPT trains in the real window, watched and unwatched in turn; prints one JSON line."""

from __future__ import annotations

import argparse
import json

from PySide6.QtWidgets import QTabWidget

from benchmarks.window import Bench
from workbench.core.contracts.events import AttentionMaps
from workbench.core.experiment import Experiment
from workbench.ui.strip.view_tabs import ViewFrame

WARM_UP_S, TURN_S, SETTLE_S = 4.0, 3.0, 0.5


def main() -> None:
    """Take turns, print the rates of every turn."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--turns", type=int, default=10)
    options = parser.parse_args()
    bench = Bench()
    run = bench.train(experiment())
    bench.wait(bench.training, 120)
    _show_attention(bench)
    bench.wait(lambda: bench.host.run.attended is not None, 60)
    bench.spin(WARM_UP_S)
    control = bench.host.jobs.control(run)
    assert control is not None
    found: dict[str, list[float]] = {"watched": [], "unwatched": [], "looks": []}
    for _ in range(options.turns):
        for watched in (True, False):
            control.watch(watched)
            bench.spin(SETTLE_S)
            rate, looks = _rate(bench)
            found["watched" if watched else "unwatched"].append(rate)
            if watched:
                found["looks"].append(looks)
    bench.close()
    print(json.dumps(found))


def experiment() -> Experiment:
    """A GPT on the text that is built in, never measured and never at its end."""
    settings = {"steps": 1_000_000, "evaluate_every": 1_000_000}
    return (
        Experiment(name="watched", device="cpu")
        .with_part("dataset", "text-files")
        .with_part("architecture", "gpt")
        .with_part("trainer", "language-model", settings)
    )


def _show_attention(bench: Bench) -> None:
    for tabs in bench.page("train").findChildren(QTabWidget):
        for index in range(tabs.count()):
            frame = tabs.widget(index)
            if isinstance(frame, ViewFrame) and frame.view.id == "attention":
                tabs.setCurrentIndex(index)


def _rate(bench: Bench) -> tuple[float, int]:
    """Steps per second by the engine's own clock, and how many looks inside were shown."""
    looks: set[int] = set()

    def changed(state: object) -> None:
        attended = getattr(state, "attended", None)
        if isinstance(attended, AttentionMaps):
            looks.add(attended.step)

    before = bench.host.run
    bench.host.run_changed.connect(changed)
    bench.spin(TURN_S)
    bench.host.run_changed.disconnect(changed)
    after = bench.host.run
    return (after.step - before.step) / (after.seconds - before.seconds), len(looks)


if __name__ == "__main__":
    main()
