"""Plugins: found in three places; one that breaks is named and the others go on."""

from __future__ import annotations

from pathlib import Path

import pytest

from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.errors import UnknownPlugin
from workbench.core.contracts.hookspecs import KINDS
from workbench.core.plugins import PluginRecord, Plugins, discover

HEAD = "from workbench import *\n"
CLS = "class X(Dataset):\n    id, name, about = 'x', 'X', 'An X.'\n"
HOOK = "@hookimpl\ndef register_datasets():\n    return "

BROKEN = {
    "syntax": ("def (", "SyntaxError"),
    "import_error": ("import no_such_module_at_all", "ModuleNotFoundError"),
    "exits": ("raise SystemExit(3)", "SystemExit"),
    "wrong_signature": (HEAD + "@hookimpl\ndef register_datasets(colour): return []", "colour"),
    "unknown_hook": (HEAD + "@hookimpl\ndef register_dataset(): return []", "register_dataset"),
    "raises": (HEAD + HOOK + "1 / 0", "ZeroDivisionError"),
    "junk": (HEAD + HOOK + "'digits'", "not a list"),
    "not_a_class": (HEAD + HOOK + "[3]", "not a subclass"),
    "other_kind": (
        HEAD + "class X(Trainer):\n    id = name = 'x'\n" + HOOK + "[X]",
        "not a subclass of Dataset",
    ),
    "no_id": (HEAD + "class X(Dataset): pass\n" + HOOK + "[X]", "has no id"),
    "duplicate": (
        HEAD + "class X(Dataset):\n    id = 'digits'\n    name = 'Mine'\n" + HOOK + "[X]",
        "both provide the dataset 'digits'",
    ),
    "bad_params": (
        HEAD + CLS + "    Params = dict\n" + HOOK + "[X]",
        "not a subclass of workbench.Params",
    ),
}


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / f"{name}.py"
    path.write_text(text)
    return path


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_plugin_is_named_and_the_others_go_on(tmp_path: Path, name: str) -> None:
    text, words = BROKEN[name]
    bad = write(tmp_path, name, text)
    good = write(tmp_path, "good", HEAD + CLS.replace("'x'", "'good'") + HOOK + "[X]")
    found = discover([bad, good], installed=False)
    record = next(r for r in found.records if r.name == name)
    assert record.state == "broken"
    assert words in record.fault
    assert record.origin == str(bad)
    assert "good" in found.of(Dataset)
    assert "x" not in found.of(Dataset)


@pytest.mark.parametrize("kind", KINDS)
def test_every_hook_is_called(tmp_path: Path, kind: str) -> None:
    """register_datasets, register_architectures, register_trainers, register_playgrounds,
    register_providers, register_exporters, register_launchers, register_views, register_lessons."""
    hook, base = KINDS[kind]
    text = (
        f"{HEAD}class X({base.__name__}):\n    id, name, about = 'mine', 'Mine', 'Mine.'\n"
        f"@hookimpl\ndef {hook}(): return [X]"
    )
    found = discover([write(tmp_path, "one", text)], installed=False)
    assert found.get(base, "mine").name == "Mine"
    assert found.owner(base, "mine") == "one"
    assert found.records[-1].provides == ((kind, "mine"),)


def test_a_folder_of_plugins_and_a_package(tmp_path: Path) -> None:
    write(tmp_path, "a", HEAD + CLS.replace("'x'", "'a'") + HOOK + "[X]")
    write(tmp_path, "_private", "raise RuntimeError")
    (tmp_path / "pack").mkdir()
    (tmp_path / "pack" / "inner.py").write_text(HEAD + CLS.replace("'x'", "'b'"))
    (tmp_path / "pack" / "__init__.py").write_text(HEAD + "from .inner import X\n" + HOOK + "[X]")
    (tmp_path / "notes.txt").write_text("not a plugin")
    found = discover(folder=tmp_path, installed=False)
    assert {"a", "b"} <= set(found.of(Dataset))
    assert all(record.state == "on" for record in found.records)


def test_switched_off_and_chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = discover(blocked=["digits"], installed=False)
    assert "digits" not in found.of(Dataset)
    assert next(r for r in found.records if r.name == "digits").state == "off"
    monkeypatch.setenv("WORKBENCH_PLUGINS", "digits,mnist")
    assert {r.name for r in discover(installed=False).records} == {"digits", "mnist"}


def test_a_slow_import_is_remarked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("workbench.core.plugins.SLOW_IMPORT_S", 0.0)
    found = discover([write(tmp_path, "slow", HEAD)], installed=False)
    assert "slow to import" in found.records[-1].note


def test_tracing_prints_every_call(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("WORKBENCH_TRACE_PLUGINS", "1")
    monkeypatch.setenv("WORKBENCH_PLUGINS", "digits")
    discover(installed=False)
    said = capsys.readouterr().err
    assert "hook register_datasets -> ['digits']" in said


def test_an_unknown_id_suggests_and_names_what_failed(plugins: Plugins) -> None:
    plugins.records.append(PluginRecord("poor", "here", state="broken"))
    with pytest.raises(UnknownPlugin) as caught:
        plugins.get(Dataset, "digts")
    assert "'digits'" in caught.value.remedy
    assert "poor" in caught.value.remedy


def test_a_file_without_hookimpl_has_a_remark(tmp_path: Path) -> None:
    bare = write(tmp_path, "bare", HEAD + CLS + "def register_datasets():\n    return [X]")
    marked = write(tmp_path, "marked", HEAD + CLS + HOOK + "[X]")
    found = {r.name: r for r in discover([bare, marked], installed=False).records}
    assert (found["bare"].state, found["bare"].provides) == ("on", ())
    # A busy machine adds that the import was slow.
    assert found["bare"].note.startswith("registers nothing: is @hookimpl missing?")
    assert "hookimpl" not in found["marked"].note
