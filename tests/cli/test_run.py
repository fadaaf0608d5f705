"""``workbench run`` and ``resume``: training, told to people and to programs."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Command, start
from workbench.cli import wanted
from workbench.core.plugins import discover
from workbench.core.runs.store import RunStore

unix = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as on Unix")


def test_the_last_line_of_json_is_one_object(workbench: Command, tiny: Path) -> None:
    done = workbench("run", tiny, "--json")
    assert done.code == 0
    assert len(done.out.strip().splitlines()) == 1
    run = done.last
    assert run["status"] == "finished"
    assert {"test/accuracy", "val/loss", "test/loss"} <= set(run["metrics"])
    assert Path(run["model"]) == Path(run["path"]) / "model.onnx"
    assert Path(run["model"]).is_file()
    assert run["seconds"] > 0
    assert RunStore().get(run["run"]).info().status == "finished"
    assert "epoch 3" in done.err


def test_a_pipe_gets_plain_lines(workbench: Command, tiny: Path) -> None:
    done = workbench("run", tiny)
    assert done.code == 0
    assert "\x1b" not in done.out
    lines = done.out.splitlines()
    # Which rows are kept aside is by their content, so that the steps of an epoch may vary.
    assert any(re.match(r"epoch 2  step 1[6-9]  train loss", line) for line in lines)
    assert any(line.startswith("model") and line.endswith("model.onnx") for line in lines)


@pytest.mark.slow
def test_quiet_tells_the_end_only(workbench: Command, tiny: Path) -> None:
    done = workbench("run", tiny, "--quiet", "--json")
    assert done.err == ""
    assert done.last["status"] == "finished"


def test_settings_name_seed_device_and_place_are_taken(
    workbench: Command, tiny: Path, tmp_path: Path
) -> None:
    done = workbench(
        "run",
        tiny,
        "--set",
        "trainer.epochs=1",
        "--set",
        "architecture.id=mlp",
        "--set",
        "architecture.width=7",
        "--name",
        "other",
        "--seed",
        "5",
        "--device",
        "cpu",
        "--out",
        tmp_path / "elsewhere",
        "--quiet",
        "--json",
    )
    assert done.code == 0, done.err
    path = Path(done.last["path"])
    assert path.parent == tmp_path / "elsewhere"
    experiment = RunStore(tmp_path / "elsewhere").get(path.name).experiment
    assert experiment.name == "other"
    assert (experiment.seed, experiment.device) == (5, "cpu")
    assert experiment.trainer.params["epochs"] == 1
    assert experiment.architecture.params == {"width": 7}
    shown = workbench("runs", "--folder", tmp_path / "elsewhere", "--json").last
    assert [run["id"] for run in shown] == [path.name]


SIZED = """
[dataset]
id = "text-files"
[architecture]
id = "gpt"
dropout = 0.3
[trainer]
id = "language-model"
"""


@pytest.mark.slow
def test_a_preset_becomes_numbers_which_settings_change(workbench: Command, tmp_path: Path) -> None:
    file = tmp_path / "sized.toml"
    file.write_text(SIZED, "utf-8")

    def parameters(*arguments: str) -> int:
        done = workbench("summary", file, "--json", *arguments)
        assert done.code == 0, done.err
        return int(done.last["parameters"])

    nano, small = parameters("--preset", "nano"), parameters("--preset", "SMALL")
    assert nano == parameters()
    assert small > 10 * nano
    assert parameters("--preset", "small", "--set", "architecture.n_layers=1") < small / 4
    file.write_text(SIZED.replace('"gpt"', '"lstm"'), "utf-8")
    done = workbench("summary", file, "--preset", "small")
    assert done.code == 2
    assert "no preset 'small'" in done.err
    chosen = wanted.experiment(
        file, discover(installed=False), ("architecture.id=gpt",), "gpt2-small"
    )
    assert "d_model = 768" in chosen.to_toml()
    assert "preset" not in chosen.to_toml()


@pytest.mark.slow
def test_the_same_seed_gives_the_same_figures(workbench: Command, tiny: Path) -> None:
    first, second = (workbench("run", tiny, "-q", "--json").last["metrics"] for _ in range(2))
    times = {"seconds"}
    assert {k: v for k, v in first.items() if k not in times} == {
        k: v for k, v in second.items() if k not in times
    }


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["run", "nowhere.toml"], ["nowhere.toml", "Check the path"]),
        (["run", "TINY", "--set", "trainer.epochz=3"], ["trainer.epochz", "no such setting"]),
        (["run", "TINY", "--set", "trainer.epochs=0"], ["trainer.epochs", "greater than"]),
        (["run", "TINY", "--set", "trainer.epochs=1", "--set", "x"], ["'x'", "part.name=value"]),
        (["run", "TINY", "--set", "dataset.id=nope"], ["no dataset 'nope'", "bars"]),
        (["run", "TINY", "--seed", "many"], ["--seed"]),
        (["run", "TINY", "--launcher", "moon"], ["no launcher 'moon'", "local-thread"]),
        (["run"], ["Missing argument"]),
        (["resume", "nothing"], ["no run 'nothing'"]),
    ],
)
def test_a_request_that_makes_no_sense_ends_with_2(
    workbench: Command, tiny: Path, arguments: list[str], words: list[str]
) -> None:
    done = workbench(*[str(tiny) if a == "TINY" else a for a in arguments])
    assert done.code == 2
    for word in words:
        assert word in done.err
    assert "Traceback" not in done.err
    assert RunStore().list() == []


def test_parts_that_do_not_fit_end_with_1_before_anything_is_made(
    workbench: Command, tiny: Path
) -> None:
    done = workbench(
        "run",
        tiny,
        "--set",
        "dataset.id=digits",
        "--set",
        "architecture.id=cnn",
        "--set",
        "architecture.kernels='40'",
    )
    assert done.code == 1
    assert "architecture" in done.err
    assert RunStore().list() == []


def test_a_training_that_fails_says_why(workbench: Command, tiny: Path, bars: Path) -> None:
    bars.with_name("bars.npz").unlink()
    done = workbench("run", tiny, "--json")
    assert done.code == 1
    assert "bars.npz" in done.err
    assert "What to do:" in done.err
    assert done.last["status"] == "failed"
    assert "bars.npz" in done.last["error"]
    assert done.last["model"] == ""


@pytest.mark.slow
def test_a_plugin_named_on_the_command_line(workbench: Command, tiny: Path, tmp_path: Path) -> None:
    code = tiny.parent / "home" / "config" / "plugins" / "bars.py"
    code = code.rename(tmp_path / "loose.py")
    (tmp_path / "home/config/plugins/bars.npz").rename(tmp_path / "bars.npz")
    assert workbench("run", tiny, "-q").code == 2
    assert workbench("run", tiny, "-q", "--plugin", code).code == 0
    assert workbench("--plugin", code, "run", tiny, "-q").code == 0


def _wait_for(running: Any, text: str, stream: Any) -> None:
    for line in stream:
        if text in line:
            return
    raise AssertionError(f"it ended with {running.wait()} before it said {text!r}")


@unix
@pytest.mark.slow
def test_the_first_signal_stops_and_keeps(long: Path) -> None:
    running = start("run", long, "--json")
    _wait_for(running, "epoch 2", running.stderr)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert running.returncode == 0, err
    ended = json.loads(out)
    assert ended["status"] == "stopped"
    assert Path(ended["model"]).is_file()
    assert "test/accuracy" in ended["metrics"]


@unix
@pytest.mark.slow
def test_the_second_signal_stops_at_once_and_resume_goes_on(long: Path) -> None:
    running = start("run", long, "--json")
    _wait_for(running, "epoch 2", running.stderr)
    running.send_signal(signal.SIGTERM)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    ended = json.loads(out)
    assert ended["status"] == "stopped"
    # The signals may come so close together, or so far apart, that the model is there already.
    if not ended["model"]:
        assert running.returncode == 1
        assert f"workbench resume {ended['run']}" in err
    again = start("resume", ended["run"])
    _wait_for(again, "going on after step", again.stdout)
    again.send_signal(signal.SIGINT)
    out, err = again.communicate(timeout=60)
    assert again.returncode == 0, err
    assert Path(RunStore().get(ended["run"]).model_file).is_file()


def test_a_finished_run_is_not_resumed(workbench: Command, trained: dict[str, Any]) -> None:
    done = workbench("resume", trained["run"])
    assert done.code == 2
    assert "is finished" in done.err
    assert "--epochs" in done.err
    fewer = workbench("resume", trained["run"], "--set", "trainer.lr=0.1")
    assert fewer.code == 2
    assert "cannot change trainer.lr" in fewer.err
    other = workbench("resume", trained["run"], "--set", "seed=3")
    assert other.code == 2
    assert "cannot change seed" in other.err


@unix
@pytest.mark.slow
def test_a_reader_who_leaves_does_not_end_the_training(tiny: Path) -> None:
    running = start("run", tiny)
    assert running.stdout is not None
    running.stdout.readline()
    running.stdout.close()
    running.wait(60)
    assert running.stderr is not None
    assert "Traceback" not in running.stderr.read()
    assert RunStore().list()[0].status == "finished"


def _read_all(terminal: int) -> str:
    pieces = []
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:  # how Linux says that the other end is closed
            break
        if not piece:
            break
        pieces.append(piece)
    return b"".join(pieces).decode("utf-8", "replace")


@unix
@pytest.mark.slow
def test_a_terminal_gets_a_bar(tiny: Path) -> None:
    pty = pytest.importorskip("pty")
    ours, its = pty.openpty()
    command = [sys.executable, "-m", "workbench", "run", str(tiny)]
    environment = os.environ | {"TERM": "xterm", "COLUMNS": "120"}
    with subprocess.Popen(command, stdout=its, stderr=subprocess.PIPE, env=environment) as running:
        os.close(its)
        text = _read_all(ours)
        assert running.wait(60) == 0
    os.close(ours)
    assert "━" in text
    assert "epoch 3" in text
    assert "model.onnx" in text


@pytest.mark.slow
def test_running_loads_no_qt(tiny: Path) -> None:
    code = (
        "import sys\nfrom workbench.cli.main import main\n"
        f"try: main(['run', {str(tiny)!r}, '-q'])\nexcept SystemExit as end: assert not end.code\n"
        "assert 'torch' in sys.modules\n"
        "assert not {'PySide6', 'shiboken6', 'pyqtgraph', 'superqt'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_a_run_that_is_named_and_not_there_is_refused_before_the_start(
    workbench: Command, tiny: Path
) -> None:
    settings = ("--set", "trainer.id=fine-tune", "--set", "trainer.from_run=nobody")
    done = workbench("run", tiny, *settings)
    assert done.code == 2
    assert "trainer.from_run: " in done.err
    assert "nobody" in done.err
    assert not RunStore().list()
