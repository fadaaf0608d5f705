"""Last words: what is known of a training whose process ended without saying how.

The process's exit code, what it wrote to its standard error last, and the stack that Python's
faulthandler printed there; a plugin is named when its code stands in that stack.
"""

from __future__ import annotations

import contextlib
import re
import signal
from dataclasses import dataclass
from pathlib import Path

from workbench.core import blame
from workbench.core.contracts.events import Failed
from workbench.core.io.plain_text import one_line

# What a worker writes to its standard error; hidden, so that no packed run has it.
FILE = ".worker.log"
# Characters of it that are kept with the run.
_MOST = 16_000
_FATAL = re.compile(r"^Fatal Python error: (.+)$", re.M)
_CURRENT = re.compile(
    r"^Current thread 0x\w+.*\(most recent call first\):\n((?:  File .*\n?)+)", re.M
)
_FRAME = re.compile(r'^  File "(.+)", line (\d+|\?\?\?) in (.+)$', re.M)
_RESUME = "Resume goes on from the last checkpoint."
_MEANINGS = {
    "SIGKILL": "by somebody, or by the system because memory ran out",
    "SIGSEGV": "a fault in compiled code: it reached for memory that is not there",
    "SIGBUS": "a fault in compiled code, or a file that became shorter while it was read",
    "SIGABRT": "a library gave up",
    "SIGFPE": "a division by zero in compiled code",
    "SIGILL": "an instruction that this processor does not have",
    "SIGTERM": "by somebody",
    "SIGHUP": "by somebody",
    "SIGXCPU": "its time was used up",
}
# What Windows ends a process with, as an unsigned number.
_WINDOWS = {
    0xC0000005: "a fault in compiled code: it reached for memory that is not there",
    0xC00000FD: "its stack was full",
    0xC0000017: "memory ran out",
    0xC0000409: "a library gave up",
    0xC000013A: "by somebody",
}


@dataclass(frozen=True)
class _Frame:
    file: str
    line: str


def worker_log(folder: Path) -> Path:
    """The file in a run's folder that takes what its worker writes to standard error."""
    return folder / FILE


def forget(folder: Path) -> None:
    """Drop what a worker wrote: it ended in good order, or its words are in the run's log."""
    with contextlib.suppress(OSError):
        worker_log(folder).unlink(missing_ok=True)


def worker_failure(
    folder: Path, exit_code: int | None = None, out_of_memory: bool = False
) -> Failed:
    """The event that ends the log of a run whose worker died.

    Parameters
    ----------
    folder
        The run's, where `worker_log` is.
    exit_code
        Of its process, negative for a signal, as `subprocess` gives it; ``None`` where nobody could
        learn it.
    out_of_memory
        Whether the system ended a process for want of memory meanwhile.
    """
    stderr = _tail(worker_log(folder))
    culprit, place = _culprit(stderr)
    message = f"The training's process {_how(exit_code, stderr, out_of_memory)}"
    remedy = _RESUME
    if culprit is not None:
        where = f"{culprit.origin}, {place}"
        message += f"; it was in the plugin {one_line(culprit.name)} ({one_line(where)})"
        if culprit.third_party:
            remedy += f" {blame.remedy(culprit)}"
    elif out_of_memory:
        remedy += " A smaller batch size or network takes less memory."
    return Failed(message + ".", remedy, stderr[-_MOST:])


def _tail(path: Path) -> str:
    """The end of what a worker wrote; empty where there is nothing."""
    with contextlib.suppress(OSError), path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(max(0, size - 4 * _MOST))
        return file.read(4 * _MOST).decode("utf-8", "replace")
    return ""


def memory_kills() -> int:
    """How many processes the system has ended for want of memory since it started; Linux says."""
    with contextlib.suppress(OSError, ValueError):
        for line in Path("/proc/vmstat").read_text("ascii").splitlines():
            if line.startswith("oom_kill "):
                return int(line.split()[1])
    return 0


def _how(exit_code: int | None, stderr: str, out_of_memory: bool) -> str:
    if exit_code is None:
        fatal = _FATAL.search(stderr)
        return f"ended: {one_line(fatal[1])}" if fatal else "ended without saying how"
    if exit_code < 0:
        try:
            name = signal.Signals(-exit_code).name
        except ValueError:
            name = str(-exit_code)
        meaning = _MEANINGS.get(name, "")
        if name == "SIGKILL" and out_of_memory:
            meaning = "by the system, because memory ran out"
        return f"was ended by signal {name}" + (f" ({meaning})" if meaning else "")
    if exit_code in _WINDOWS:
        return f"ended with code 0x{exit_code:X} ({_WINDOWS[exit_code]})"
    lines = stderr.strip().splitlines()
    last = f": {one_line(lines[-1])[:300].rstrip('.')}" if lines and exit_code else ""
    return f"ended with code {exit_code}{last}"


def _culprit(stderr: str) -> tuple[blame.FaultSource | None, str]:
    """The plugin whose code was at work last, those of others first; and where in it."""
    stacks = _CURRENT.findall(stderr)
    frames = [_Frame(m[1], m[2]) for m in _FRAME.finditer(stacks[-1])] if stacks else []
    best: tuple[blame.FaultSource | None, str] = None, ""
    for frame in frames:  # the last call first
        source = blame.source_of_file(frame.file)
        if source is None or (best[0] is not None and not source.third_party):
            continue
        place = f"line {frame.line}"
        if frame.file != source.origin:
            place = f"{Path(frame.file).name} {place}"
        best = source, place
        if source.third_party:
            break
    return best
