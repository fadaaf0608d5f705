"""One experiment through the engine, by itself, with the time of what matters.

Prints one JSON line: the test accuracy, and the seconds from the first piece of work
after the data has been read (it lies in memory as uint8) to the end of the evaluation on
the test split.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

from workbench.core import experiment
from workbench.core.contracts import params
from workbench.core.contracts.events import Evaluated, Event, Failed, Progress, Started
from workbench.core.control import Control
from workbench.core.plugins import discover
from workbench.core.runs.store import RunStore
from workbench.engine.train import train


class Stopwatch:
    """When the data was there, and when the test split had been measured."""

    def __init__(self) -> None:
        self.began = self.ended = 0.0
        self._started = False
        self.accuracy = 0.0

    def __call__(self, event: Event) -> None:
        """Take an event."""
        now = time.perf_counter()
        match event:
            case Progress() if not self._started:
                self.began = now  # the last one before training is "Preparing"
            case Started():
                self._started = True
            case Evaluated(split="test"):
                self.ended = now
                self.accuracy = event.metrics["test/accuracy"]


def main() -> None:
    """Train and print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("experiment", type=Path)
    parser.add_argument("--set", action="append", default=[], dest="settings")
    options = parser.parse_args()
    wanted = experiment.load(options.experiment)
    wanted = wanted.with_settings(params.parse_assignments(options.settings))
    run = RunStore().create(wanted)
    watch = Stopwatch()
    end = train(run, discover(installed=False), watch, Control())
    if isinstance(end, Failed):
        raise SystemExit(f"{end.message} {end.remedy}\n{end.traceback}")
    print(json.dumps({"seconds": watch.ended - watch.began, "accuracy": watch.accuracy}))


if __name__ == "__main__":
    main()
