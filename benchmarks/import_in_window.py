"""Import torch behind a fresh window and note how late its event loop is; one JSON line."""

from __future__ import annotations

import json

import numpy as np

from benchmarks.window import Bench, Ticks
from workbench.ui.app import warm_up


def main() -> None:
    """Import, watch, print."""
    bench = Bench()
    ticks = Ticks()
    ticks.start()
    thread = warm_up()
    bench.wait(lambda: not thread.is_alive(), 120)
    late = ticks.stop()
    found = dict(zip(("p50", "p99", "max"), np.percentile(late, [50, 99, 100]), strict=True))
    bench.close()
    print(json.dumps(found))


if __name__ == "__main__":
    main()
