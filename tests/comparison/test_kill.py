"""A comparison that is killed goes on: nothing is trained or asked again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from workbench.core.runs import RunStore

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
LONG_S = 240


@pytest.fixture
def command(tmp_path: Path) -> list[str]:
    words = (("apple", "pear", "plum"), ("saw", "hammer", "drill"))
    rows = [
        f"number {n} is a {words[label][n % 3]},{('fruit', 'tool')[label]}"
        for n in range(80)
        for label in (0, 1)
    ]
    table = tmp_path / "fruit.csv"
    table.write_text("\n".join(["text,label", *rows]), "utf-8")
    (tmp_path / "logged_provider.py").write_text(PLUGIN, "utf-8")
    plan = tmp_path / "plan.toml"
    plan.write_text(PLAN.format(table=table.as_posix()), "utf-8")
    return [
        sys.executable, "-m", "workbench", "compare", str(plan), "--out", str(tmp_path / "out"),
        "--plugin", str(tmp_path / "logged_provider.py"), "--json",
    ]  # fmt: skip


def asked(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines() if path.exists() else []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
@pytest.mark.timeout(2 * LONG_S + 60)
def test_killed_and_started_again(command: list[str], tmp_path: Path) -> None:
    log = tmp_path / "asked.txt"
    environment = {**os.environ, "ASKED": str(log)}
    first = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    deadline = time.monotonic() + LONG_S
    while len(asked(log)) < 8 and first.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    first.send_signal(signal.SIGKILL)
    first.wait()
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
        "TF-IDF + logistic regression", "Bag", "Prompt",
    }  # fmt: skip
    assert [run.id for run in RunStore(tmp_path / "out" / "runs").list()] == [trained.id]
    twice = {prompt for prompt, count in Counter(asked(log)).items() if count > 1}
    assert twice <= set(before[-1:])  # it was on its way
    assert len(set(asked(log))) == found["dataset"]["rows"] == 32
