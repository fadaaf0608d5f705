"""A key that is planted is found nowhere: not in files, output, logs, tracebacks or crash reports.

The server that it is given to does its worst: it says the key again in every kind of reply.
"""

from __future__ import annotations

import io
import json
import logging
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import keyring
import pytest

from tests.cli.conftest import Command, start
from tests.cli.test_prompt import PLUGIN
from tests.cli.test_providers import Ring
from tests.plugins.faultyserver import FaultyServer, running
from tests.plugins.keyteller import CASES, KEY, WAYS, found, models, written
from workbench.core import secrets, settings
from workbench.core.settings import Settings
from workbench_plugins.openai_http import asking, catalogue, line

PROMPT = """
description = "Say what it is: {labels}."
example = "Thing: {text}\\nKind: {label}"
models = ["openai-http/m"]
[shots]
dataset = "things"
count = 1
"""


@pytest.fixture
def server() -> Iterator[FaultyServer]:
    with running(WAYS["500"]) as made:
        made.listing = models
        yield made


@pytest.fixture(autouse=True)
def place(
    home: Path, server: FaultyServer, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[str], None]]:
    """A home that is set up for the server; the key is put where the test says."""
    plugins = home / "config" / "plugins"
    plugins.mkdir(parents=True)
    (plugins / "sage.py").write_text(PLUGIN, "utf-8")
    Settings(providers={"openai-http": {"url": server.url, "tries": 2}}).save()
    monkeypatch.setattr(asking, "_FIRST_WAIT_S", 0.01)
    monkeypatch.setenv("WORKBENCH_DEBUG", "1")
    ring = Ring()
    monkeypatch.setattr(keyring, "get_keyring", lambda: ring)
    for name in ("get", "set", "delete"):
        monkeypatch.setattr(keyring, f"{name}_password", getattr(ring, f"{name}_password"))

    def put(where: str) -> None:
        if where == "variable":
            monkeypatch.setenv(secrets.variable("openai-http"), KEY)
        if where == "memory":
            monkeypatch.setattr(secrets, "lasting", lambda: False)
            secrets.put(f"openai-http at {server.url.split('/')[2]}", KEY)

    yield put
    line.close_all()
    catalogue._known.clear()
    asking._dropped.clear()
    secrets._memory.clear()


def _everything(command: Command, folder: Path) -> list[str]:
    """Every verb that meets the provider, with every file it writes."""
    prompt = folder / "things.toml"
    prompt.write_text(PROMPT, "utf-8")
    csv, jsonl = folder / "a.csv", folder / "a.jsonl"
    rows = ("--dataset", "things", "--limit", "3")
    said = []
    for verb in (
        ("providers",),
        ("providers", "--json"),
        ("doctor",),
        ("doctor", "--json"),
        ("prompt", prompt, "--input", "a fig"),
        ("prompt", prompt, "--input", "a fig", "--json"),
        ("prompt", prompt, *rows, "--csv", csv),
        ("prompt", prompt, *rows, "--jsonl", jsonl),
        ("prompt", prompt, *rows, "--json", "--fresh"),
        ("prompt", prompt, *rows, "--render"),
        ("history", "--json"),
        ("plugins", "--json"),
        ("runs", "--json"),
    ):
        result = command(*verb)
        assert "no such command" not in result.err.lower(), verb
        said += [result.out, result.err]
    return said


@pytest.mark.parametrize("way", CASES)
def test_whatever_the_server_says(
    way: str,
    server: FaultyServer,
    place: Callable[[str], None],
    workbench: Command,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    server.behaviour = WAYS[way]
    place("variable")
    said = _everything(workbench, tmp_path)
    headers = [headers.get("Authorization") for _, headers, _ in server.seen]
    assert len(headers) > 4
    assert set(headers) == {f"Bearer {KEY}"}
    assert (tmp_path / "a.csv").exists()
    assert len(written(tmp_path)) > 4
    assert not found([*said, *written(tmp_path)])
    assert any(record.name.startswith("openai") for record in caplog.records)
    assert not found([record.getMessage() for record in caplog.records])
    assert not found([str(record.exc_info) for record in caplog.records])


@pytest.mark.slow
@pytest.mark.parametrize("where", ["keyring", "memory"])
def test_wherever_the_key_is(
    where: str,
    server: FaultyServer,
    place: Callable[[str], None],
    workbench: Command,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    server.behaviour = WAYS["401"]
    place(where)
    said = []
    if where == "keyring":
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(f"{KEY}\n".encode())))
        result = workbench("providers", "key", "openai-http")
        assert result.code == 0, result.err
        said += [result.out, result.err]
    said += _everything(workbench, tmp_path)
    assert {h["Authorization"] for _, h, _ in server.seen} == {f"Bearer {KEY}"}
    assert not found([*said, *written(tmp_path)])
    assert not found([repr(settings.load())])


@pytest.mark.parametrize("key", ["sk-gehört-nicht", "sk-two\nlines", "sk-\x00"])
def test_what_cannot_be_a_key_is_said_and_not_shown(
    key: str, server: FaultyServer, workbench: Command, tmp_path: Path
) -> None:
    keyring.set_password("workbench", f"openai-http at {server.url.split('/')[2]}", key)
    (tmp_path / "p.toml").write_text('models = ["openai-http/m"]\n', "utf-8")
    result = workbench("prompt", tmp_path / "p.toml", "--model", "openai-http/m", "--input", "a")
    assert result.code == 1
    assert "characters that no key has" in result.err
    assert key not in result.err
    assert server.seen == []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGABRT to send")
def test_a_crash_report_does_not_tell_it(
    server: FaultyServer, place: Callable[[str], None], tmp_path: Path
) -> None:
    """Killed while it waits for an answer, with everything turned on that writes reports."""
    server.behaviour = lambda handler, _: handler.server.over.wait(60)  # type: ignore[assignment]
    place("variable")
    (tmp_path / "things.toml").write_text(PROMPT, "utf-8")
    loud = {"PYTHONFAULTHANDLER": "1", "OPENAI_LOG": "debug", "PYTHONDEVMODE": "1"}
    process = start("prompt", tmp_path / "things.toml", "--input", "a fig", env=loud)
    while not server.questions:
        assert process.poll() is None, process.stderr
        time.sleep(0.01)
    process.send_signal(signal.SIGABRT)
    out, err = process.communicate(timeout=60)
    assert "Fatal Python error: Aborted" in err
    assert "openai" in err  # its log, and its frames
    assert server.seen[-1][1]["Authorization"] == f"Bearer {KEY}"
    assert not found([out, err, *written(tmp_path)])


def test_the_search_itself_finds_what_iswritten(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"\xff" + json.dumps({"key": KEY}).encode())
    assert found(written(tmp_path))
