"""A CSV of a million rows in the real window: how soon it shows, what it takes, who waits."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from benchmarks import million_file
from benchmarks.million_in_window import IDLE_S, TICK_MS
from benchmarks.processes import answer, own_home
from benchmarks.report import Options, Result, Row

QUICK_ROWS = 20_000
PREVIEW_S = 2.0
LONGEST_MS = 50.0
PHASES = ("idle", "preview", "load", "hash and leaks", "train", "afterwards")
HOW = f"""\
A file of {{rows:,}} rows and {{columns}} columns ({{size:.0f}} MB: 40 of numbers, 9 of categories,
a number to predict) is chosen on the Data page of the real (offscreen) window by clicks and keys;
its first rows are waited for from the last key on. It is loaded, hashed and searched for leaks,
used for training, and `table-mlp` learns one epoch of it in the window's process. All the while a
{TICK_MS} ms timer notes how much later than due the window's event loop comes round, beside
{IDLE_S:g} s of the same window before, which show what the machine does; and the processor time of
the window's thread between two ticks, which is its own work alone. Memory is that of the process,
looked at ten times a second."""


def measure(options: Options) -> Result:
    """Write the file, use it, say what it took."""
    rows = QUICK_ROWS if options.quick else million_file.ROWS
    with tempfile.TemporaryDirectory(prefix="workbench-million-") as folder, own_home():
        path = Path(folder) / "million.csv"
        million_file.write(path, rows)
        size = path.stat().st_size / 1e6
        found = answer("-m", "benchmarks.million_in_window", str(path))
    columns = million_file.NUMBERS + million_file.CATEGORIES + 1
    return Result(HOW.format(rows=rows, columns=columns, size=size), _rows(found))


def _rows(found: dict[str, Any]) -> list[Row]:
    preview = found["preview_s"]
    data = found["load_peak_mib"] - found["idle_mib"]
    whole = found["peak_mib"] - found["idle_mib"]
    trained = f"{found['status']}, {found['steps']:,} steps in {found['train_s']:.0f} s"
    rows = [
        Row("first rows shown", f"{preview:.2f} s", f"≤ {PREVIEW_S:g} s", preview <= PREVIEW_S),
        Row("loaded", f"{found['load_s']:.1f} s"),
        Row("memory of the window before", f"{found['idle_mib']:,.0f} MiB"),
        Row("more at most while loading", f"{data:,.0f} MiB"),
        Row("more at most in all", f"{whole:,.0f} MiB"),
        Row("trained", trained, "finished", found["status"] == "finished", always=True),
    ]
    for phase in PHASES:
        one = found[phase]
        late = (
            f"p50 {one['p50']:.1f}, p99 {one['p99']:.0f}, max {one['max']:.0f} ms, "
            f"{one['over_50']} over {LONGEST_MS:g} ms in {one['seconds']:.0f} s"
        )
        rows.append(Row(f"{phase}: loop late by", late))
        own = one["own"]
        goal = (f"≤ {LONGEST_MS:g} ms", own <= LONGEST_MS) if phase != "idle" else ("", None)
        rows.append(Row(f"{phase}: the window's own work at once", f"{own:.0f} ms", *goal))
    return rows
