"""The front door: help, version, errors, completion, and when the window is meant."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click
import pytest

from tests.cli.conftest import Command, start
from workbench import __version__
from workbench.cli.arguments import window_arguments
from workbench.cli.main import root
from workbench.cli.verbs import VERBS


def test_version_and_help(workbench: Command) -> None:
    assert workbench("--version").out.split()[-1] == __version__
    text = workbench("--help").out
    assert workbench("-h").out == text
    for verb in VERBS:
        assert f"  {verb.name} " in text


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: verb.name)
def test_every_verb_has_help(workbench: Command, verb: object) -> None:
    command = verb.load()  # type: ignore[attr-defined]
    done = workbench(verb.name, "--help")  # type: ignore[attr-defined]
    assert done.code == 0
    assert command.name == verb.name  # type: ignore[attr-defined]
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help, f"{command.name} {parameter.name}"


def test_help_imports_no_verb() -> None:
    code = (
        "import sys\nfrom workbench.cli.main import main\n"
        "try: main(['--help'])\nexcept SystemExit: pass\n"
        "heavy = {'torch', 'numpy', 'pydantic', 'pluggy', 'rich', 'workbench.cli.train'}\n"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_mistyped_verb(workbench: Command) -> None:
    done = workbench("exprot")
    assert done.code == 2
    assert "'export'" in done.err


def test_an_unexpected_error_is_one_line_and_the_traceback_on_request(
    workbench: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object, **options: object) -> None:
        raise RuntimeError("the sky fell")

    monkeypatch.setattr("workbench.core.plugins.discover", fail)
    done = workbench("plugins")
    assert done.code == 1
    assert "Error: RuntimeError: the sky fell" in done.err
    assert "WORKBENCH_DEBUG=1" in done.err
    assert "Traceback" not in done.err
    monkeypatch.setenv("WORKBENCH_DEBUG", "1")
    assert "Traceback" in workbench("plugins").err


@pytest.mark.parametrize("text", ["[", "local_only = 'perhaps'\n"])
def test_doubtful_settings_are_told_each_time_and_kept(
    workbench: Command, home: Path, text: str
) -> None:
    path = home / "config" / "settings.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, "utf-8")
    for verb in ("plugins", "runs", "runs"):
        done = workbench(verb)
        assert done.code == 0
        assert "nothing is sent to another machine" in done.err
        assert str(path) in done.err
    assert path.read_text("utf-8") == text


@pytest.mark.skipif(sys.platform == "win32", reason="pipes end otherwise there")
def test_a_reader_who_leaves(home: Path) -> None:
    running = start("plugins", "show", "supervised")
    assert running.stdout is not None
    assert running.stderr is not None
    running.stdout.close()
    running.wait(30)
    assert running.stderr.read() == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(workbench: Command, shell: str) -> None:
    done = workbench("completion", shell)
    assert done.code == 0
    assert "_WORKBENCH_COMPLETE" in done.out


def _completed(workbench: Command, monkeypatch: pytest.MonkeyPatch, line: str) -> list[str]:
    words = line.split(" ")
    monkeypatch.setenv("_WORKBENCH_COMPLETE", "bash_complete")
    monkeypatch.setenv("COMP_WORDS", line)
    monkeypatch.setenv("COMP_CWORD", str(len(words) - 1))
    return [item.partition(",")[2] for item in workbench().out.split()]


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("workbench ", "new-plugin"),
        ("workbench run x.toml --set trainer.ep", "trainer.epochs="),
        ("workbench run x.toml --de", "--device"),
        ("workbench data show fash", "fashion-mnist"),
        ("workbench plugins disable onn", "onnx"),
        ("workbench runs re", "restore"),
        ("workbench new-plugin x --kind tr", "trainer"),
    ],
)
def test_completion_offers(
    workbench: Command, monkeypatch: pytest.MonkeyPatch, line: str, wanted: str
) -> None:
    assert wanted in _completed(workbench, monkeypatch, line)


def test_when_the_window_is_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plugin = tmp_path / "p.py"
    plugin.touch()
    assert window_arguments([]) == []
    assert window_arguments(["--plugin", str(plugin)]) == [plugin]
    assert window_arguments([f"--plugin={plugin}", "--plugin", str(plugin)]) == [plugin, plugin]
    assert window_arguments(["run"]) is None
    assert window_arguments(["--plugin", str(plugin), "run"]) is None
    assert window_arguments(["--help"]) is None
    assert window_arguments(["--plugin"]) is None
    assert window_arguments(["--plugin", str(tmp_path / "nowhere.py")]) is None
    monkeypatch.setenv("_WORKBENCH_COMPLETE", "bash_complete")
    assert window_arguments([]) is None


def test_options_of_every_verb_follow_one_pattern() -> None:
    """The same option means the same everywhere: --json, --plugin, --set."""
    for verb in VERBS:
        for parameter in verb.load().params:
            if "--json" in parameter.opts:
                assert parameter.name == "as_json"
            if "--set" in parameter.opts:
                assert parameter.multiple
    assert [p.name for p in root.params if "--plugin" in p.opts] == ["files"]


@pytest.mark.slow
def test_help_brings_nothing_heavy() -> None:
    script = (
        "import contextlib, sys\n"
        "from workbench.cli.main import root\n"
        "with contextlib.suppress(SystemExit):\n"
        "    root(['--help'])\n"
        "print(*sys.modules, file=sys.stderr)\n"
    )
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    heavy = {"torch", "onnxruntime", "numpy", "PySide6", "scipy", "sklearn", "pydantic"}
    assert "Usage" in done.stdout
    assert not heavy & set(done.stderr.split())
