"""Processes whose network and home are watched: what they ask of other machines, what they leave.

Two watches at once. Python's own sockets are refused by an audit hook (``site/sitecustomize.py``,
which every child process loads too), anywhere; what a C library does past Python is seen by
``strace`` where that is installed.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
HOOK = Path(__file__).with_name("site")
STRACE = shutil.which("strace") if sys.platform == "linux" else None
_CALLS = "connect,sendto,sendmsg,sendmmsg"
_ADDRESS = re.compile(r'sin6?_port=htons\((\d+)\).*?"([0-9a-fA-F.:]+)"')
_LOOPBACK = re.compile(r"127\.|::1$|::ffff:127\.")
# A desktop's own; they are no way out of a process that is told not to use them.
_FROM_OUTSIDE = ("XDG_", "WORKBENCH_", "HF_", "HTTP", "http", "ALL_PROXY", "all_proxy", "NO_PROXY")


@dataclass(frozen=True)
class Seen:
    """What a watched process did.

    Attributes
    ----------
    contacts
        Machines that it wanted to reach, but this one.
    strangers
        Files below its home that lie in none of the workbench's folders.
    """

    code: int
    out: str
    err: str
    contacts: list[str]
    strangers: list[str]


def environment(home: Path) -> dict[str, str]:
    """A fresh home, and the hook; nothing that says where to keep things."""
    outside = {name: value for name, value in os.environ.items() if not _is_from_outside(name)}
    home.mkdir(parents=True, exist_ok=True)
    return outside | {
        "HOME": str(home),
        "PYTHONPATH": os.pathsep.join((str(HOOK), str(ROOT))),
        "WATCHED": str(home.with_name("contacts.txt")),
        "OMP_NUM_THREADS": "1",
        "QT_QPA_PLATFORM": "offscreen",
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring",
    }


def _is_from_outside(name: str) -> bool:
    return name.startswith(_FROM_OUTSIDE) or "TELEMETRY" in name or name == "DO_NOT_TRACK"


def watched(home: Path, command: Sequence[str], timeout: float = 300.0, **more: str) -> Seen:
    """Run Python with ``command`` as its arguments, and look."""
    trace = home.with_name("strace.txt")
    notes = home.with_name("contacts.txt")
    started = [sys.executable, *command]
    if STRACE:
        started = [STRACE, "-f", "-qq", "-e", f"trace={_CALLS}", "-o", str(trace), *started]
    done = subprocess.run(
        started,
        env=environment(home) | more,
        cwd=home.parent,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
    )
    contacts = notes.read_text("utf-8").splitlines() if notes.exists() else []
    if trace.exists():
        contacts += traced(trace.read_text("utf-8", "replace"))
    return Seen(done.returncode, done.stdout, done.stderr, contacts, strangers(home))


def traced(text: str) -> list[str]:
    """Addresses in what strace wrote, but this machine's."""
    return [
        f"strace: {host} port {port}"
        for port, host in _ADDRESS.findall(text)
        if not _LOOPBACK.match(host)
    ]


def strangers(home: Path) -> list[str]:
    """Files that are in none of the workbench's folders."""
    own = [home / folder for folder in (".local/share", ".config", ".cache")]
    return sorted(
        str(path.relative_to(home))
        for path in home.rglob("*")
        if not path.is_dir() and not any(path.is_relative_to(each / "workbench") for each in own)
    )
