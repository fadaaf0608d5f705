"""Ctrl-C and SIGTERM end every verb cleanly: how to go on, the customary code, and no fault."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import click
import pytest

from tests.comparison.killed import LONG_S, command_of
from workbench.cli import signals
from workbench.cli.errors import guarded
from workbench.core.contracts.errors import Stopped
from workbench.core.control import Control

unix = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as on Unix")
PLUGIN = """
import os, time
from workbench import Capabilities, Piece, Provider, hookimpl


class Slow(Provider):
    id, name, about = "slow", "Slow", "Takes its time."

    def models(self):
        return ["one"]

    def capabilities(self, model):
        return Capabilities(completion=True)

    def destination(self, model):
        return ""

    def ask(self, request):
        with open(os.environ["ASKED"], "a", encoding="utf-8") as file:
            file.write(".")
        time.sleep(0.1)
        yield Piece("fruit", None, 5, 1, "stop")


@hookimpl
def register_providers():
    return [Slow]
"""
PLAN = """
name = "stopped"
dataset = {{ id = "text-table", path = "{table}" }}
stability = 0
[[answerer]]
name = "Prompt"
model = "slow/one"
prompt = {{ description = "Fruit or tool?", example = "{{text}}: {{label}}", form = "completion" }}
"""


def test_a_stop_is_no_fault(capsys: pytest.CaptureFixture[str]) -> None:
    def work() -> None:
        raise Stopped("Stopped. The same command goes on.")

    with signals.terminable():
        assert guarded(work) == 130
    assert capsys.readouterr().err == "Stopped. The same command goes on.\n"

    def bare() -> None:
        raise Stopped

    assert guarded(bare) == 130
    assert capsys.readouterr().err == "Stopped.\n"


@unix
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_where_nobody_listens_a_verb_ends_in_order(
    number: signal.Signals, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    closed = []

    @click.command()
    def verb() -> None:
        try:
            os.kill(os.getpid(), number)
            time.sleep(LONG_S)
        finally:
            closed.append(True)

    before = signal.getsignal(signal.SIGTERM)
    with signals.terminable():
        assert guarded(lambda: verb.main([], standalone_mode=False)) == code
    assert signal.getsignal(signal.SIGTERM) is before
    assert closed
    assert capsys.readouterr().err.strip() == "Interrupted."


@unix
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_job_that_is_stopped_has_the_signals_code(number: signal.Signals, code: int) -> None:
    control = Control()

    def work() -> None:
        with signals.stoppable(control, "all is kept", keep=False) as stopper:
            os.kill(os.getpid(), number)
            while not stopper.asked:
                time.sleep(0.01)
            control.check()

    with signals.terminable():
        assert guarded(work) == code
    assert not control.keep


@unix
@pytest.mark.slow
@pytest.mark.timeout(2 * LONG_S + 60)
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_comparison_is_stopped_and_goes_on(
    tmp_path: Path, number: signal.Signals, code: int
) -> None:
    command, log = command_of(tmp_path, 60, PLUGIN, PLAN), tmp_path / "asked.txt"
    environment = {**os.environ, "ASKED": str(log)}
    running = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    deadline = time.monotonic() + LONG_S
    while not (log.exists() and len(log.read_text()) >= 4) and time.monotonic() < deadline:
        time.sleep(0.02)
    running.send_signal(number)
    _, said = running.communicate(timeout=LONG_S)
    assert running.returncode == code, said
    assert "go on with `workbench compare" in said
    assert "Error" not in said
    assert "report it" not in said

    done = subprocess.run(
        command, env=environment, capture_output=True, timeout=LONG_S, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    n_rows = json.loads(done.stdout)["dataset"]["rows"]
    assert len(log.read_text()) <= n_rows + 1  # one was on its way
