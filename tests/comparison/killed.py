"""A comparison in a process of its own, which is killed in the middle."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

LONG_S = 240
WORDS = (("apple", "pear", "plum"), ("saw", "hammer", "drill"))


def command_of(folder: Path, n: int, plugin: str, plan: str) -> list[str]:
    """What compares on ``n`` rows of each of two classes; ``plan`` names their ``{table}``."""
    rows = [
        f"number {number} is a {WORDS[label][number % 3]},{('fruit', 'tool')[label]}"
        for number in range(n)
        for label in (0, 1)
    ]
    table = folder / "fruit.csv"
    table.write_text("\n".join(["text,label", *rows]), "utf-8")
    (folder / "logged_plugin.py").write_text(plugin, "utf-8")
    path = folder / "plan.toml"
    path.write_text(plan.format(table=table.as_posix()), "utf-8")
    return [
        sys.executable,
        "-m",
        "workbench",
        "compare",
        str(path),
        "--out",
        str(folder / "out"),
        "--plugin",
        str(folder / "logged_plugin.py"),
        "--json",
    ]


def kill_when(
    enough: Callable[[], bool], command: list[str], environment: Mapping[str, str]
) -> None:
    """Start it, and end it with SIGKILL as soon as that much has been done."""
    running = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + LONG_S
    while not enough() and running.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    running.send_signal(signal.SIGKILL)
    running.wait()
