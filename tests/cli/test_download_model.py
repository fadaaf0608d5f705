"""The verb ``download-model``, against a Hub on loopback and in processes that are killed."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Command, start
from tests.core.hubserver import KEY, Hub, serving

NAME = "owner/tiny-GGUF"
FILES = {
    "README.md": b"# Tiny",
    "tiny-Q4_K_M.gguf": random.Random(1).randbytes(200_000),
    "tiny-Q8_0.gguf": random.Random(2).randbytes(400_000),
}


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, home: Path) -> Iterator[Hub]:
    for name in ("HF_TOKEN", "HF_HUB_OFFLINE", "WORKBENCH_KEY_HUGGINGFACE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HF_HOME", str(home / "hf"))
    with serving() as made:
        monkeypatch.setenv("HF_ENDPOINT", made.address)
        made.repos[NAME] = dict(FILES)
        yield made


def test_models_are_listed_with_sizes(workbench: Command, server: Hub) -> None:
    said = workbench("download-model", NAME, "--list")
    assert said.code == 0
    lines = said.out.splitlines()
    assert lines[0].split() == ["model", "precision", "download", "memory", "fits"]
    assert lines[1].split()[:4] == ["tiny-Q4_K_M.gguf", "Q4_K_M", "200.0", "kB"]
    told = workbench("download-model", NAME, "--list", "--json").last
    assert [each["model"] for each in told] == ["tiny-Q4_K_M.gguf", "tiny-Q8_0.gguf"]
    assert server.paths("resolve") == []


def test_one_is_chosen_and_found_by_its_provider(
    workbench: Command, server: Hub, home: Path
) -> None:
    said = workbench("download-model", NAME, "--json")
    assert said.code == 0
    path = Path(said.last["path"])
    assert path.read_bytes() == FILES["tiny-Q8_0.gguf"]
    assert path.is_relative_to(home / "data")
    assert said.last["ask"] == "llama/tiny-Q8_0"
    from workbench_plugins.llama import files

    assert files.models(None)["tiny-Q8_0"] == path


def test_another_one_by_its_precision(workbench: Command, server: Hub) -> None:
    said = workbench("download-model", f"{server.address}/{NAME}", "Q4_K_M")
    assert said.code == 0
    assert "tiny-Q4_K_M.gguf" in said.out
    assert "--model llama/tiny-Q4_K_M" in said.out


def test_killed_and_gone_on_with(workbench: Command, server: Hub, home: Path) -> None:
    server.hold_after = 150_000
    part = home / "data" / "hub" / NAME / "tiny-Q8_0.gguf.part"
    running = start("download-model", NAME, "Q8_0")
    while not (part.exists() and part.stat().st_size):
        assert running.poll() is None, running.communicate()
        time.sleep(0.01)
    os.kill(running.pid, signal.SIGKILL)
    running.communicate()
    had = part.stat().st_size
    assert 0 < had < 400_000
    server.hold.set()
    assert workbench("download-model", NAME, "Q8_0").code == 0
    assert (part.with_suffix("")).read_bytes() == FILES["tiny-Q8_0.gguf"]
    assert [r for _, r, _ in server.asked if r][-1] == f"bytes={had}-"


def test_errors_say_what_to_do(workbench: Command, server: Hub) -> None:
    for arguments, code, words in (
        (("owner/nothing",), 1, "no model owner/nothing"),
        (("nothing",), 2, "names no repository"),
        ((NAME, "Q6_K"), 2, "Q4_K_M, Q8_0"),
        ((NAME, "--local-only"), 1, "is not asked"),
    ):
        said = workbench("download-model", *arguments)
        assert said.code == code, said.err
        assert words in said.err
        assert "What to do:" in said.err


def test_a_gated_model_and_a_key_that_is_never_shown(
    workbench: Command, server: Hub, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.gated = {NAME}
    said = workbench("download-model", NAME)
    assert said.code == 1
    assert "download-model --key" in said.err
    monkeypatch.setenv("WORKBENCH_KEY_HUGGINGFACE", KEY)
    done = workbench("download-model", NAME)
    assert done.code == 0
    assert KEY not in done.out + done.err
    written = [path for path in home.rglob("*") if path.is_file()]
    assert written
    assert not [path for path in written if KEY.encode() in path.read_bytes()]


def test_without_a_repository_some_are_named(workbench: Command) -> None:
    said = workbench("download-model")
    assert said.code == 0
    assert "SmolLM2" in said.out
