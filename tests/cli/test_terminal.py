"""Nothing that files, models and people bring along reaches the terminal as a control character."""

from __future__ import annotations

import csv
import io
import json
import logging
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.cli.conftest import Command
from workbench.cli.progress import Bar, ProgressLines
from workbench.cli.terminal import Harmless, harmless_streams
from workbench.core.contracts.events import Evaluated, Progress
from workbench.core.experiment import Experiment
from workbench.core.runs.store import RunStore
from workbench.labelling import exchange, project
from workbench.labelling.items import Items

CASES = Path(__file__).parents[1] / "cases"
EVIL = "\x1b[2J\x9b31m\u202e\r\nError: forged [red]x[/red]\x07"


def assert_harmless(text: str) -> None:
    assert not [c for c in text if c != "\n" and not c.isprintable()]


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    noise = np.random.default_rng(0).integers(0, 255, (28, 28))
    Image.fromarray(noise.astype(np.uint8)).save(tmp_path / "x.png")
    return tmp_path / "x.png"


def test_class_names_of_a_model_forge_no_line(workbench: Command, picture: Path) -> None:
    done = workbench("predict", CASES / "ansi.onnx", picture, "--top", "10")
    assert done.code == 0
    assert_harmless(done.out + done.err)
    assert len(done.out.splitlines()) == 1
    assert "\\e[2J\\e[31mPWN" in done.out
    assert "[bold red]x[/]" in done.out
    told = workbench("predict", CASES / "ansi.onnx", picture, "--json")
    assert_harmless(told.out)
    names = json.loads(told.out)["predictions"][0]["probabilities"]
    assert "\x1b[2J\x1b[31mPWN" in names
    assert "\n\nfake: 100 %" in names


def test_names_of_runs_and_files(workbench: Command, tmp_path: Path) -> None:
    run = RunStore().create(Experiment(name=EVIL))
    run.change(tags=(EVIL,), note=EVIL)
    run.close()
    for arguments in (
        ["runs"],
        ["runs", "show", run.id],
        ["runs", "--json"],
        ["runs", "tag", run.id],
    ):
        done = workbench(*arguments)
        assert done.code == 0
        assert_harmless(done.out + done.err)
        assert not any(line.startswith("Error") for line in done.out.splitlines())
    done = workbench("predict", f"{EVIL}.onnx", "x")
    assert done.code
    assert_harmless(done.err)
    assert sum(line.startswith("Error") for line in done.err.splitlines()) == 1


def test_the_progress_bar_takes_no_orders() -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    def told(evil: str) -> str:
        screen = Screen()
        bar = Bar(screen)
        bar(Progress(evil, 1, 2))
        bar(Evaluated(1, 0.5, 1.0, "val", {f"val/{evil}": 0.5}))
        bar.close()
        return screen.getvalue()

    found = told("\x1b[2J\x9b\x07[red]x[/red]")
    assert "\x1b[2J" not in found.replace("\x1b[2K", "")
    assert "\x9b" not in found
    assert "\x07" not in found
    assert "[red]x[/red]" in found


def test_progress_lines_of_a_pipe() -> None:
    stream = io.StringIO()
    report = ProgressLines(stream)
    report(Progress(EVIL))
    report.close()
    assert_harmless(stream.getvalue())
    assert len(stream.getvalue().splitlines()) == 1


def test_everything_written_passes_the_border(capfd: pytest.CaptureFixture[str]) -> None:
    handler = logging.StreamHandler()
    with harmless_streams():
        print(EVIL)  # noqa: T201 - as a library might
        print(EVIL, file=sys.stderr)  # noqa: T201
        handler.setStream(sys.stderr)
        handler.emit(logging.LogRecord("x", logging.ERROR, "x", 1, EVIL, None, None))
    said = capfd.readouterr()
    assert_harmless(said.out + said.err)
    assert said.out.count("\n") == 2


def test_a_line_break_in_two_pieces_is_one() -> None:
    stream = io.StringIO()
    harmless = Harmless(stream)
    for piece in ("a\r", "\nb\r", "c\n"):
        harmless.write(piece)
    assert stream.getvalue() == "a\nb\\rc\n"


@pytest.mark.parametrize("ending", [".csv", ".jsonl"])
def test_labels_come_back_and_no_cell_is_a_formula(tmp_path: Path, ending: str) -> None:
    classes = ["=cmd|' /C calc'!A0", "+1+1", "-x", "@a", "'=quoted", "ham"]
    texts = tuple(f"{label} text" for label in classes)
    first = project.create("first", Items(texts, None, ()), classes)
    (tmp_path / "given.jsonl").write_text(
        "".join(
            json.dumps({"row": str(n), "label": label}) + "\n" for n, label in enumerate(classes)
        )
    )
    exchange.take_in(first, tmp_path / "given.jsonl", "ada")
    path = tmp_path / f"out{ending}"
    exchange.write(first, path)
    if ending == ".csv":
        with path.open(newline="", encoding="utf-8") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        assert not [cell for cell in cells if cell.startswith(tuple("=+-@\t"))]
    second = project.create("second", Items(texts, None, ()), classes)
    taken = exchange.take_in(second, path, "bob")
    assert (taken.labels, taken.elsewhere) == (len(classes), 0)
    assert list(second.standing()["bob"]) == list(first.standing()["ada"])
