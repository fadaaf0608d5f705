"""``workbench plugins`` and ``new-plugin``."""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from workbench.cli.plugins import NEW_KINDS
from workbench.core.contracts.hookspecs import KINDS


def _record(workbench: Command, name: str, *arguments: str) -> dict[str, object]:
    listed = workbench(*arguments, "plugins", "--json").last
    return next(record for record in listed if record["name"] == name)


def test_the_list_names_id_kind_version_origin_and_state(workbench: Command) -> None:
    record = _record(workbench, "digits")
    assert record["provides"] == [{"kind": "dataset", "id": "digits"}]
    assert (record["origin"], record["state"]) == ("built in", "on")
    assert record["version"]
    line = next(x for x in workbench("plugins").out.splitlines() if x.startswith("digits "))
    for word in ("on", "built in", "dataset digits"):
        assert word in line


def test_off_and_on_last(workbench: Command) -> None:
    assert workbench("plugins", "disable", "mlp").code == 0
    assert _record(workbench, "mlp")["state"] == "off"
    done = workbench("summary", "examples/softmax.toml")
    assert done.code == 2
    assert workbench("plugins", "enable", "mlp").code == 0
    assert _record(workbench, "mlp")["state"] == "on"


def test_a_name_that_is_an_id_gets_a_hint(workbench: Command) -> None:
    done = workbench("plugins", "disable", "softmax")
    assert done.code == 2
    assert "'mlp'" in done.err


BROKEN = {
    "raises": "1 / 0",
    "exits": "raise SystemExit(3)",
    "syntax": "def",
    "signature": "from workbench import hookimpl\n@hookimpl\ndef register_datasets(x): return []",
    "rubbish": "from workbench import hookimpl\n@hookimpl\ndef register_datasets(): return [3]",
    "hook": "from workbench import hookimpl\n@hookimpl\ndef register_datasets(): return 1 / 0",
    "twin": "from workbench import Dataset, hookimpl\nclass D(Dataset):\n  id = name = 'digits'\n"
    "@hookimpl\ndef register_datasets(): return [D]",
}


@pytest.mark.parametrize("fault", BROKEN)
def test_a_broken_plugin_is_named_and_the_rest_goes_on(
    workbench: Command, home: Path, fault: str
) -> None:
    folder = home / "config" / "plugins"
    folder.mkdir(parents=True)
    (folder / "bad.py").write_text(BROKEN[fault], "utf-8")
    record = _record(workbench, "bad")
    assert record["state"] == "broken"
    shown = workbench("plugins", "show", "bad")
    assert shown.code == 0
    assert "Traceback" in shown.out
    assert "workbench plugins show bad" in workbench("plugins").out
    assert _record(workbench, "digits")["state"] == "on"
    assert workbench("data").code == 0
    (folder / "bad.py").unlink()


def test_a_broken_plugin_from_the_command_line_is_mentioned(
    workbench: Command, tmp_path: Path
) -> None:
    path = tmp_path / "bad.py"
    path.write_text("1 / 0", "utf-8")
    done = workbench("--plugin", path, "data")
    assert done.code == 0
    assert "bad.py failed to load: ZeroDivisionError" in done.err


def test_show_lists_the_settings(workbench: Command) -> None:
    text = workbench("plugins", "show", "supervised").out
    assert "trainer supervised" in text
    assert "Passes over the training data; " in text


def test_every_kind_can_be_made() -> None:
    assert list(NEW_KINDS) == list(KINDS)


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("json", "Python"),
        ("torch", "Python"),
        ("digits", "already"),
        ("softmax", "already"),
        ("9lives", "package"),
        ("a/b", "package"),
        ("../up", "package"),
        ("Ünder", "package"),
    ],
)
def test_names_that_cannot_be(workbench: Command, tmp_path: Path, name: str, word: str) -> None:
    done = workbench("new-plugin", name, "--to", tmp_path / "made")
    assert done.code == 2
    assert word in done.err
    assert not (tmp_path / "made").exists()


def test_an_existing_folder_is_left_alone(workbench: Command, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    done = workbench("new-plugin", "mine", "--to", tmp_path)
    assert done.code == 2
    assert not list((tmp_path / "mine").iterdir())


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_plugin_loads(workbench: Command, tmp_path: Path, kind: str) -> None:
    done = workbench("new-plugin", "My Own Thing", "--kind", kind, "--to", tmp_path)
    assert done.code == 0, done.err
    package = tmp_path / "my-own-thing" / "src" / "my_own_thing"
    assert str(package) in done.out
    record = _record(workbench, "my_own_thing", "--plugin", str(package))
    assert record["state"] == "on", record["fault"]
    # One of a kind of data brings rows of it, too.
    assert {"kind": kind, "id": "my-own-thing"} in record["provides"]


@pytest.mark.slow
def test_a_new_trainer_trains(workbench: Command, tmp_path: Path, tiny: Path) -> None:
    workbench("new-plugin", "plain", "--kind", "trainer", "--to", tmp_path)
    package = tmp_path / "plain" / "src" / "plain"
    done = workbench("run", tiny, "--plugin", package, "--set", "trainer.id=plain", "--json")
    assert done.code == 0, done.err
    assert done.last["metrics"]["test/accuracy"] > 0.5


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_a_new_plugin_installs_and_passes_its_own_tests(
    workbench: Command, process: Command, tmp_path: Path, kind: str
) -> None:
    workbench("new-plugin", "thing", "--kind", kind, "--to", tmp_path)
    project, site = tmp_path / "thing", tmp_path / "site"
    flags = ("--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--target", site)
    pip = (sys.executable, "-m", "pip", "--disable-pip-version-check", "install", *flags, ".")
    subprocess.run(pip, cwd=project, check=True)
    environment = {"PYTHONPATH": str(site)}
    listed = process("plugins", "--json", env=environment, cwd=tmp_path).last
    (record,) = [record for record in listed if record["name"] == "thing"]
    assert (record["state"], record["origin"], record["version"]) == ("on", "installed", "0.1.0")
    pytest_alone = (sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-W", "error")
    done = subprocess.run(
        pytest_alone,
        cwd=project,
        env=os.environ | {"OMP_NUM_THREADS": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_templates_are_formatted(workbench: Command, tmp_path: Path) -> None:
    if importlib.util.find_spec("ruff") is None:
        pytest.skip("needs ruff")
    for kind in KINDS:
        workbench("new-plugin", f"some {kind} thing", "--kind", kind, "--to", tmp_path)
    rules = ("--isolated", "--line-length", "100", "--target-version", "py311")
    for verb in (("format", "--check"), ("check", "--select", "E,F,I,B,UP")):
        command = (sys.executable, "-m", "ruff", *verb, *rules, str(tmp_path))
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_plugin_that_registers_nothing_is_listed_with_a_hint(
    workbench: Command, home: Path
) -> None:
    path = home / "config" / "plugins" / "bare.py"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("def register_datasets():\n    return []\n", "utf-8")
    line = next(row for row in workbench("plugins").out.splitlines() if row.startswith("bare"))
    assert line.endswith("registers nothing: is @hookimpl missing?")
