"""A batch that is killed goes on where it was: nothing kept is asked again, none is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
N = 60
CONCURRENCY = 8

# Notes each question and each answer in a file before going on, so that nothing hides.
JOB = """
import os, sys, time
from tests.prompting.scripted import Scripted, question
from workbench.core.contracts.provider import Request
from workbench.core.settings import Settings
from workbench.prompting.responses import Answers
from workbench.prompting.batch import BatchPlan, RowAnswered, batch

notes, pause, n, concurrency = sys.argv[1], float(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4])
log = os.open(notes, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

def reply(request):
    os.write(log, f"asked {question(request)}\\n".encode())
    time.sleep(pause)
    return "it is " + question(request)

def emit(event):
    if isinstance(event, RowAnswered):
        os.write(log, f"done {event.index} {event.reply.stored}\\n".encode())

requests = [Request("word", prompt=f"q{index}") for index in range(n)]
found = batch(requests, Scripted(reply), Settings(), Answers(), BatchPlan(concurrency), emit)
assert [r.text for r in found.replies] == [f"it is q{index}" for index in range(n)]
os.write(log, b"end\\n")
"""


def lines(notes: Path) -> list[str]:
    return notes.read_text("utf-8").splitlines() if notes.exists() else []


def start(notes: Path, pause: float) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", JOB, str(notes), str(pause), str(N), str(CONCURRENCY)]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("after", [3, 20, 45])
def test_killed_and_started_again(tmp_path: Path, home: Path, after: int) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    process = start(first, 0.02)
    deadline = time.monotonic() + 60
    while sum(line.startswith("done") for line in lines(first)) < after:
        assert process.poll() is None
        assert time.monotonic() < deadline
        time.sleep(0.001)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert "end" not in lines(first)
    assert start(second, 0.0).wait(60) == 0

    asked = Counter(line.split()[1] for line in lines(first) if line.startswith("asked"))
    again = Counter(line.split()[1] for line in lines(second) if line.startswith("asked"))
    done = {f"q{line.split()[1]}" for line in lines(first) if line.startswith("done")}
    assert max(asked.values()) == max(again.values()) == 1
    # What counted as done is known and not asked again; all of it is there in the end.
    assert not done & set(again)
    kept = [line for line in lines(second) if line.startswith("done") and line.endswith("True")]
    assert len(kept) + len(again) == N
    # Twice were asked at most those that were on their way when it was killed.
    assert len(set(asked) & set(again)) <= CONCURRENCY
    assert lines(second)[-1] == "end"
    assert set(asked) | set(again) == {f"q{n}" for n in range(N)}
