"""A comparison that is killed goes on: nothing is trained or asked again."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.comparison.killed import LONG_S, command_of, kill_when
from workbench.core.runs.store import RunStore

PLUGIN = """
import os, time
from workbench import Capabilities, Piece, Provider, hookimpl


class Logged(Provider):
    id, name, about = "logged", "Logged", "Writes down what it is asked."

    def models(self):
        return ["one"]

    def capabilities(self, model):
        return Capabilities(completion=True)

    def destination(self, model):
        return ""

    def ask(self, request):
        with open(os.environ["ASKED"], "a", encoding="utf-8") as file:
            file.write(repr(request.prompt) + "\\n")
        time.sleep(0.1)
        yield Piece("fruit", None, 5, 1, "stop")


@hookimpl
def register_providers():
    return [Logged]
"""
PLAN = """
name = "killed"
dataset = {{ id = "text-table", path = "{table}" }}
stability = 0
[[answerer]]
id = "tfidf"
[[answerer]]
name = "Bag"
[answerer.experiment]
architecture = "bag-of-embeddings"
trainer = {{ id = "text-supervised", epochs = 2 }}
[[answerer]]
name = "Prompt"
model = "logged/one"
prompt = {{ description = "Fruit or tool?", example = "{{text}}: {{label}}", form = "completion" }}
"""


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    return command_of(tmp_path, 80, PLUGIN, PLAN)


def asked(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines() if path.exists() else []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.timeout(2 * LONG_S + 60)
def test_killed_and_started_again(command: list[str], tmp_path: Path) -> None:
    log = tmp_path / "asked.txt"
    environment = {**os.environ, "ASKED": str(log)}
    kill_when(lambda: len(asked(log)) >= 8, command, environment)
    before = asked(log)
    (trained,) = RunStore(tmp_path / "out" / "runs").list()
    assert trained.status == "finished"
    assert 8 <= len(before) < 32

    done = subprocess.run(
        command, env=environment, capture_output=True, timeout=LONG_S, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    found = json.loads(done.stdout)
    assert {entry["name"] for entry in found["answerers"]} == {
        "TF-IDF + logistic regression",
        "Bag",
        "Prompt",
    }
    assert [run.id for run in RunStore(tmp_path / "out" / "runs").list()] == [trained.id]
    twice = {prompt for prompt, count in Counter(asked(log)).items() if count > 1}
    assert twice <= set(before[-1:])  # it was on its way
    assert len(set(asked(log))) == found["dataset"]["rows"] > len(before)
