"""Forty faulty plugins in the terminal: each is named, and nobody is locked out."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from pathlib import Path

import pytest

from tests import faulty_plugins
from tests.cli.conftest import Command, start
from workbench.core import import_guard
from workbench.core.contracts.dataset import Dataset
from workbench.core.plugins import discover
from workbench.core.runs.store import RunStore


def _bad(listed: list[dict[str, str]]) -> dict[str, str]:
    return next(record for record in listed if record["name"] == "bad")


@pytest.mark.parametrize("name", faulty_plugins.IMPORT)
def test_a_plugin_that_fails_to_load_is_named(workbench: Command, home: Path, name: str) -> None:
    faulty = faulty_plugins.IMPORT[name]
    faulty_plugins.write(home / "config" / "plugins", faulty)
    found = discover(folder=home / "config" / "plugins", installed=False)
    record = next(r for r in found.records if r.name == "bad")
    assert record.state == "broken"
    assert faulty.words in record.fault
    assert "\n" not in record.reason
    assert "digits" in found.of(Dataset)
    assert list(import_guard.folder().iterdir()) == []
    assert workbench("plugins", "disable", "bad").code == 0
    assert _bad(workbench("plugins", "--json").last)["state"] == "off"


def test_what_raises_is_named_with_its_file(workbench: Command, home: Path) -> None:
    path = faulty_plugins.write(home / "config" / "plugins", faulty_plugins.IMPORT["exits"])
    assert workbench("data").code == 0
    shown = workbench("plugins", "show", "bad").out
    assert str(path) in shown
    assert "SystemExit: 3" in shown


FATAL = [
    pytest.param(name, marks=() if name == "os._exit" else pytest.mark.slow)
    for name in ("os._exit", "segmentation fault", "abort")
]


@pytest.mark.slow
@pytest.mark.parametrize("name", FATAL)
def test_a_plugin_that_ends_the_program_locks_nobody_out(
    workbench: Command, process: Command, home: Path, name: str
) -> None:
    folder = home / "config" / "plugins"
    path = faulty_plugins.write(folder, faulty_plugins.FATAL[name])
    assert process("--safe", "data").code == 0
    assert workbench("plugins", "disable", "bad").code == 0
    assert workbench("plugins", "enable", "bad").code == 0
    assert process("data").code not in (0, 1, 2) or name == "os._exit"
    # From now on it is a suspect, in every verb.
    assert workbench("data").code == 0
    record = _bad(workbench("plugins", "--json").last)
    assert record["state"] == "broken"
    assert "ended" in record["fault"]
    assert "workbench plugins enable bad" in record["fault"]
    assert "The workbench ended" in workbench("plugins").out
    assert workbench("plugins", "disable", "bad").code == 0
    assert _bad(workbench("plugins", "--json").last)["state"] == "off"
    # Switched on again it is tried again, as it is when it was changed.
    assert workbench("plugins", "enable", "bad").code == 0
    assert process("data").code not in (0, 1, 2) or name == "os._exit"
    path.write_text("# mended", "utf-8")
    assert _bad(workbench("plugins", "--json").last)["state"] == "on"


@pytest.mark.slow
def test_the_doctor_meets_a_plugin_that_ends_the_program(process: Command, home: Path) -> None:
    faulty_plugins.write(home / "config" / "plugins", faulty_plugins.FATAL["segmentation fault"])
    done = process("doctor")
    assert "bad" in done.out
    assert "The workbench ended" in done.out


@pytest.mark.skipif(os.name == "nt", reason="needs signals")
@pytest.mark.parametrize("name", ["hangs", "spins"])
def test_an_import_that_hangs_is_given_up(
    home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.setattr(import_guard, "LIMIT_S", 0.4)
    monkeypatch.setattr(import_guard, "NOTICE_S", 0.1)
    folder = home / "config" / "plugins"
    path = faulty_plugins.write(folder, faulty_plugins.FATAL[name])
    record = discover(folder=folder, installed=False).records[-1]
    assert (record.name, record.state) == ("bad", "broken")
    assert "given up" in record.reason
    said = capfd.readouterr().err
    assert f"The plugin bad ({path}) is still being imported" in said
    assert "--safe" in said
    again = discover(folder=folder, installed=False).records[-1]
    assert "so it is skipped" in again.reason
    assert import_guard.forgive("bad")
    assert not import_guard.suspected("bad", str(path), "")


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="needs signals")
def test_ctrl_c_names_the_plugin_that_hangs(home: Path) -> None:
    path = faulty_plugins.write(home / "config" / "plugins", faulty_plugins.FATAL["hangs"])
    running = start("data")
    markers = home / "cache" / "importing"
    deadline = time.monotonic() + 60
    while not list(markers.glob("*.json")) and time.monotonic() < deadline:
        time.sleep(0.05)
    time.sleep(import_guard.HANGS_S + 0.5)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert running.returncode == 130
    assert f"The plugin bad ({path}) was being imported." in err
    assert "plugins enable bad" in err


@pytest.mark.slow
@pytest.mark.parametrize("name", faulty_plugins.TRAINING)
def test_a_training_ends_in_words_and_the_next_one_trains(
    workbench: Command, home: Path, tiny: Path, name: str
) -> None:
    faulty = faulty_plugins.TRAINING[name]
    path = faulty_plugins.write(home / "config" / "plugins", faulty)
    record = _bad(workbench("plugins", "--json").last)
    assert record["state"] == "on", record["fault"]
    kind = record["provides"][0]["kind"]  # type: ignore[index]
    done = workbench("run", tiny, "--set", f"{kind}.id=bad")
    assert done.code in (1, 2)
    assert faulty.words in done.err, done.err
    if name != "step has no memory":
        assert "The plugin bad" in done.err or "bad" in done.err
        assert str(path) in done.err or kind == "architecture"
    assert "Traceback" not in done.err
    good = workbench("run", tiny)
    assert good.code == 0, good.err
    assert {info.status for info in RunStore().list()} <= {"failed", "finished"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
@pytest.mark.parametrize(
    ("line", "note"),
    [
        ("sys.stdout.close()", "closed stdout"),
        ("os.close(1); os.close(2)", "closed stdout and stderr"),
        ("os.fork()", ""),
    ],
)
def test_output_that_a_plugin_closed_is_opened_again_and_a_copy_ends(
    process: Command, home: Path, line: str, note: str
) -> None:
    folder = home / "config" / "plugins"
    folder.mkdir(parents=True)
    (folder / "bad.py").write_text(f"import os, sys\n{line}\n", "utf-8")
    result = process("plugins", "--json")
    assert result.code == 0
    # One list: the copy of the program wrote none.
    assert result.out.count('"bad"') == 1
    assert _bad(result.last)["note"].startswith(note)


def test_markers_of_the_living_are_no_suspects(home: Path) -> None:
    with import_guard.guarding("a", "/a.py", "1"):
        assert import_guard.suspected("a", "/a.py", "1") == ""
    assert import_guard.suspected("a", "/a.py", "1") == ""
    with (
        contextlib.suppress(KeyboardInterrupt),
        import_guard.guarding("a", "/a.py", "1") as guarded,
    ):
        guarded.suspect = True
        raise KeyboardInterrupt
    assert import_guard.suspected("a", "/a.py", "1")
    assert import_guard.suspected("a", "/a.py", "2") == ""
