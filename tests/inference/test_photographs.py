"""A digit on photographed paper is read as well as one drawn: light, pencil, lines and shadow."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from tests.handwriting import pictures
from tests.photographs import KINDS, drawing, photograph
from workbench.cli.main import main
from workbench.core import experiment as experiments
from workbench.core.contracts.events import Finished
from workbench.core.control import Control
from workbench.core.plugins import Plugins
from workbench.core.runs.store import RunStore
from workbench.engine.train import train
from workbench.inference import images
from workbench.inference.paper import ink_on_paper, otsu
from workbench.inference.predictor import Predictor
from workbench.ui.background_jobs import BackgroundJobs
from workbench.ui.drawing.pad import DrawingPad
from workbench.ui.notices import Notices
from workbench.ui.theme import ThemeManager

ROW = (28, 28)


@pytest.fixture(scope="module")
def digits() -> tuple[np.ndarray, np.ndarray]:
    """Twenty real digits, two of each."""
    x, y = pictures()
    rows = np.concatenate([np.flatnonzero(y == label)[[3, 300]] for label in range(10)])
    return x[rows], y[rows]


def likeness(a: np.ndarray, b: np.ndarray) -> float:
    return float(np.corrcoef(a.ravel(), b.ravel())[0, 1])


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_left_is_the_ink(kind: str, digits: tuple[np.ndarray, np.ndarray]) -> None:
    alike = []
    for seed, digit in enumerate(digits[0][::3]):
        seen = images.prepare(photograph(digit, kind, seed), ROW, "ink")
        alike.append(likeness(seen, images.prepare(drawing(digit, seed), ROW, "ink")))
    assert np.median(alike) > 0.93
    assert np.mean(np.array(alike) > 0.7) >= 0.8


def test_chalk_on_a_board_in_uneven_light(digits: tuple[np.ndarray, np.ndarray]) -> None:
    digit = digits[0][4]
    seen = photograph(digit, "gradient", 0)
    board = seen.copy()
    board[..., :3] = 255 - seen[..., :3]
    wanted = images.prepare(drawing(digit, 0), ROW, "ink")
    assert likeness(images.prepare(board, ROW, "ink"), wanted) > 0.9


def test_even_paper_is_treated_as_it_was(digits: tuple[np.ndarray, np.ndarray]) -> None:
    """Dark ink on paper of one brightness: nothing but a stretch, at the picture's own size."""
    ink = drawing(digits[0][0], 0)
    paper = np.full((*ink.shape, 4), 255, np.uint8)
    paper[..., :3] = (240 - ink * (200 / 255)).astype(np.uint8)[..., None]
    found = images.ink(paper)
    assert found.shape == ink.shape
    assert np.abs(found.astype(int) - ink).max() <= 3


def test_paper_without_ink_is_empty() -> None:
    """A third less light at one side, noise, and nothing written."""
    light = np.linspace(230, 153, 300)[None] * np.ones((240, 1))
    noisy = light + np.random.default_rng(0).normal(0, 3, light.shape)
    assert not ink_on_paper(noisy.astype(np.float32)).any()


def test_otsu_stands_between_two_classes() -> None:
    random = np.random.default_rng(0)
    low, high = random.normal(0.1, 0.03, 9000), random.normal(0.6, 0.05, 1000)
    threshold = otsu(np.concatenate([low, high]).astype(np.float32))
    # Any threshold in the gap divides them alike; none may cut into either.
    assert 0.17 < threshold < 0.5


def test_the_pad_sees_what_prepare_sees(
    qtbot: QtBot, tmp_path: Path, digits: tuple[np.ndarray, np.ndarray]
) -> None:
    path = tmp_path / "photo.png"
    Image.fromarray(photograph(digits[0][6], "shadow", 2)).save(path)
    pad = DrawingPad(ThemeManager("light"), Notices(), BackgroundJobs())
    qtbot.addWidget(pad)
    pad.load(path)
    qtbot.waitUntil(lambda: not pad.strokes.empty, timeout=60_000)
    from_file = images.prepare(images.read(path), ROW, "ink")
    np.testing.assert_array_equal(images.prepare(pad.strokes.subject, ROW, "ink"), from_file)


@pytest.mark.slow
def test_a_trained_network_reads_photographs_of_every_kind(
    plugins: Plugins,
    tmp_path: Path,
    digits: tuple[np.ndarray, np.ndarray],
    capsys: pytest.CaptureFixture[str],
) -> None:
    run = RunStore().create(experiments.load(Path(__file__).parents[2] / "examples/digits.toml"))
    end = train(run, plugins, lambda event: None, Control())
    assert isinstance(end, Finished), end
    model = Predictor(run.model_file)
    read = {}
    for kind in KINDS:
        hits = []
        for seed, (digit, label) in enumerate(zip(*digits, strict=True)):
            row = model.prepare(photograph(digit, kind, seed))
            hits.append(int(model.predict(row[None])[0].argmax()) == label)
        read[kind] = np.mean(hits)
    assert min(read.values()) >= 0.9, read
    path = tmp_path / "photo.png"
    Image.fromarray(photograph(digits[0][6], "squares", 2)).save(path)
    row = model.prepare(images.read(path))
    with pytest.raises(SystemExit) as ended:
        main(["predict", str(run.model_file), str(path), "--json"])
    assert not ended.value.code
    answers = json.loads(capsys.readouterr().out.strip().splitlines()[-1])["predictions"]
    assert answers[0]["class"] == str(int(model.predict(row[None])[0].argmax()))
