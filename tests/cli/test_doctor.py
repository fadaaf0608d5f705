"""``workbench doctor``: what is there, what is missing, and the remedy."""

from __future__ import annotations

import importlib.metadata
import sys
from collections import namedtuple
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from workbench.cli import display, findings
from workbench.cli.findings import fits

Usage = namedtuple("Usage", "total used free")


def _findings(workbench: Command) -> dict[str, dict[str, str]]:
    return {finding["name"]: finding for finding in workbench("doctor", "--json").last["findings"]}


def test_a_healthy_machine(workbench: Command, home: Path) -> None:
    found = _findings(workbench)
    for name in (
        "workbench",
        "Python",
        "platform",
        "torch",
        "PySide6-Essentials",
        "onnxruntime",
        "cpu",
        "runs",
        "downloads",
        "settings",
        "plugins",
        "display",
    ):
        assert name in found
    assert str(home) in found["runs"]["value"]
    assert found["torch"]["value"] == importlib.metadata.version("torch")
    text = workbench("doctor").out
    assert "System" in text
    assert str(home / "config" / "plugins") in text


def test_a_missing_library_is_named_with_its_remedy(
    workbench: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.metadata, "requires", lambda name: ["nosuchthing>=1.0,<2"])
    done = workbench("doctor")
    assert done.code == 1
    assert "! nosuchthing" in done.out
    assert 'pip install "nosuchthing>=1.0,<2"' in done.out
    assert "1 thing is missing" in done.out


def test_a_library_of_the_wrong_version(
    workbench: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.metadata, "requires", lambda name: ["click<1", "x; extra=='y'"])
    found = _findings(workbench)
    assert found["click"]["state"] == "missing"
    assert "x" not in found


def test_folders_that_cannot_be_used(
    workbench: Command, home: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("WORKBENCH_DATA", str(tmp_path / "nowhere"))
    monkeypatch.setattr(findings.os, "access", lambda path, mode: False)
    found = _findings(workbench)
    assert found["runs"]["state"] == "missing"
    assert "WORKBENCH_HOME" in found["runs"]["remedy"]
    assert found["WORKBENCH_DATA"]["state"] == "missing"


def test_little_space_is_a_note(workbench: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings.shutil, "disk_usage", lambda path: Usage(10, 5, 5_000_000))
    found = _findings(workbench)
    assert found["runs"]["state"] == "note"
    assert "5.0 MB" in found["runs"]["value"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asked on Linux only")
def test_missing_system_libraries(workbench: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(display, "_loads", lambda name: name != "libEGL.so.1")
    found = _findings(workbench)["system libraries"]
    assert found["state"] == "missing"
    assert "libegl1" in found["remedy"]


def test_a_broken_plugin_is_a_note(workbench: Command, home: Path) -> None:
    folder = home / "config" / "plugins"
    folder.mkdir(parents=True)
    (folder / "bad.py").write_text("1 / 0", "utf-8")
    found = _findings(workbench)["bad"]
    assert "ZeroDivisionError" in found["value"]
    assert "workbench plugins show bad" in found["remedy"]


def test_a_provider_that_raises_is_a_note(workbench: Command, home: Path) -> None:
    folder = home / "config" / "plugins"
    folder.mkdir(parents=True)
    (folder / "ghost.py").write_text(
        "from workbench import Provider, hookimpl\n"
        "class Ghost(Provider):\n"
        "    id, name, about = 'ghost', 'Ghost', 'Never there.'\n"
        "    def models(self): raise OSError('nobody home')\n"
        "@hookimpl\ndef register_providers(): return [Ghost]\n",
        "utf-8",
    )
    found = _findings(workbench)["ghost"]
    assert found["state"] == "note"
    assert "nobody home" in found["value"]


@pytest.mark.parametrize(
    ("version", "bounds", "holds"),
    [
        ("2.13.0+cpu", ">=2.9,<2.14", True),
        ("2.14.0", ">=2.9,<2.14", False),
        ("6.11.0", ">=6.8,<6.12,!=6.11.0,!=6.11.1", False),
        ("6.11.3", ">=6.8,<6.12,!=6.11.0,!=6.11.1", True),
        ("8.5.1", ">=8.2,<9", True),
        ("2.0", ">=2.0.0", True),
        ("1.0", "", True),
    ],
)
def test_versions(version: str, bounds: str, holds: bool) -> None:
    assert fits(version, bounds) is holds
