"""Rows of sounds on the Data page, and the playground: real files, real models, real clicks."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
import soundfile
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.training import stored_run
from workbench.core.contracts.examples import Rows, examples
from workbench.core.contracts.targets import Classes
from workbench.ui.host import Host
from workbench_plugins.series.kinds import Series, Sound

LEFT = Qt.MouseButton.LeftButton
RATE = 8000
# A model file from elsewhere is asked in a process of its own, which takes its time to start.
WAIT = 60_000


def tone(hz: float, n: int = 2000) -> np.ndarray:
    return (0.5 * np.sin(2 * np.pi * hz * np.arange(n) / RATE)).astype(np.float32)


def data(**more: Any) -> Any:
    rows = np.stack([tone(hz) for hz in (300, 310, 1500, 1510)])[..., None]
    y = np.array([0, 0, 1, 1])
    kind = Sound(length=2000, channels=("sound",), rate=8000.0, mels=20, **more)
    return examples(Rows(rows, y), Rows(rows[::-1], y[::-1]), kind, Classes(("low", "high")))


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model file that tells low from high: which half of the bands is the louder."""
    import torch

    from workbench.engine.export_examples import export

    class Halves(torch.nn.Module):
        def forward(self, x: torch.Tensor) -> torch.Tensor:
            mean = x.mean(1)
            return torch.stack([mean[:, :10].mean(1), mean[:, 10:].mean(1)], 1)

    path = tmp_path_factory.mktemp("model") / "model.onnx"
    export(Halves(), data(equalise=False), {"name": "halves"}, path)
    return path


@pytest.fixture
def fake_device(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """What sounddevice offers, with a microphone that hears silence and then a high tone."""
    played: list[Any] = []

    def rec(n: int, rate: int, **_: Any) -> np.ndarray:
        spoken = np.zeros((n, 1), np.float32)
        moments = np.arange(n - n // 3) / rate
        spoken[n // 3 :, 0] = 0.3 * np.sin(2 * np.pi * 1500 * moments)
        return spoken

    device = SimpleNamespace(
        PortAudioError=type("PortAudioError", (Exception,), {}),
        play=lambda samples, rate: played.append((samples, rate)),
        query_devices=lambda kind: {"default_samplerate": 16_000.0},
        rec=rec,
        wait=lambda: None,
        stop=lambda: None,
        played=played,
    )
    monkeypatch.setitem(sys.modules, "sounddevice", device)
    return device


def preview(host: Host, qtbot: QtBot) -> Any:
    from workbench_plugins.series.widget import SeriesPreview

    widget = SeriesPreview(host)
    qtbot.addWidget(widget)
    widget.resize(800, 500)
    widget.show()
    return widget


def test_rows_are_listed_drawn_and_played(
    host: Host, qtbot: QtBot, fake_device: SimpleNamespace
) -> None:
    widget = preview(host, qtbot)
    shown = data()
    widget.show_rows(shown.inputs, shown.target, shown.test, np.array([1, 3]))
    assert [widget.list.item(k).text() for k in range(2)] == ["high · #1", "low · #3"]
    assert widget.title.text() == "high"
    assert "length: 0.25 s" in widget.facts.text()
    assert widget.plots.bands.isVisible()
    before = widget.plots.grab().toImage()
    item = widget.list.visualItemRect(widget.list.item(1)).center()
    qtbot.mouseClick(widget.list.viewport(), LEFT, pos=item)
    assert widget.title.text() == "low"
    assert widget.plots.grab().toImage() != before
    qtbot.mouseClick(widget.play, LEFT)
    qtbot.waitUntil(lambda: len(fake_device.played) == 1, timeout=WAIT)
    samples, rate = fake_device.played[0]
    assert rate == RATE
    np.testing.assert_array_equal(samples, shown.test.x[3, :, 0])


def test_a_series_without_sound(host: Host, qtbot: QtBot) -> None:
    widget = preview(host, qtbot)
    kind = Series(length=50, channels=("a", "b"))
    values = np.random.default_rng(0).normal(size=(4, 50, 2)).astype(np.float32)
    y = np.array([0, 1, 0, 1])
    shown = examples(Rows(values, y), Rows(values, y), kind, Classes(("x", "y")))
    widget.show_rows(shown.inputs, shown.target, shown.train, np.arange(4))
    assert not widget.plots.bands.isVisible()
    assert not widget.play.isVisible()
    assert widget.plots.wave.grab().toImage().width() > 100
    widget.show_rows(shown.inputs, shown.target, shown.train, np.arange(0))
    assert widget.list.count() == 0
    assert widget.title.text() == ""


@pytest.mark.parametrize(
    ("error", "words"), [(ImportError("no"), "pip install"), (OSError("no"), "libportaudio2")]
)
def test_the_button_says_what_is_missing(
    host: Host, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, error: Exception, words: str
) -> None:
    import builtins

    real = builtins.__import__

    def without(name: str, *more: Any) -> Any:
        if name == "sounddevice":
            raise error
        return real(name, *more)

    monkeypatch.setattr(builtins, "__import__", without)
    widget = preview(host, qtbot)
    shown = data()
    widget.show_rows(shown.inputs, shown.target, shown.test, np.array([0]))
    told: list[str] = []
    monkeypatch.setattr(host.notices, "warn", told.append)
    qtbot.mouseClick(widget.play, LEFT)
    assert words in told[0]


def playground(host: Host, qtbot: QtBot) -> Any:
    from workbench_plugins.series.widget import SoundPlayground

    widget = SoundPlayground(host)
    qtbot.addWidget(widget)
    widget.resize(900, 500)
    widget.show()
    return widget


def with_model(host: Host, model: Path) -> str:
    run = stored_run(host)
    (host.store.folder / run / "model.onnx").write_bytes(model.read_bytes())
    return run


def test_without_a_model_it_says_what_to_do(host: Host, qtbot: QtBot) -> None:
    widget = playground(host, qtbot)
    qtbot.waitUntil(lambda: widget._stack.currentIndex() == 1, timeout=WAIT)
    with qtbot.waitSignal(host.page_wanted):
        qtbot.mouseClick(widget._stack.currentWidget().buttons[0], LEFT)


def test_a_file_is_chosen_dropped_and_heard(
    host: Host, qtbot: QtBot, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_model(host, model)
    low, high = tmp_path / "low.wav", tmp_path / "high.flac"
    soundfile.write(low, tone(300), RATE)
    soundfile.write(high, np.stack([tone(1500, 44_100)] * 2, 1), RATE)
    widget = playground(host, qtbot)
    qtbot.waitUntil(lambda: len(widget._models) == 1, timeout=WAIT)
    assert widget.answer.text() == "Choose, drop or record a sound"
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(low), ""))
    qtbot.mouseClick(widget.choose, LEFT)
    qtbot.waitUntil(lambda: widget.answer.text().startswith("low · "), timeout=WAIT)
    assert widget.remark.text() == "low.wav"
    assert widget.play.isEnabled()
    assert ": low, " in widget.bars.accessibleDescription()
    files = QMimeData()
    files.setUrls([QUrl.fromLocalFile(str(high))])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    widget.dropEvent(QDropEvent(QPointF(5, 5), copy, files, LEFT, none))
    qtbot.waitUntil(lambda: widget.answer.text().startswith("high · "), timeout=WAIT)
    assert widget.plots.bands.isVisible()


def test_a_damaged_file_is_reported(
    host: Host, qtbot: QtBot, model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with_model(host, model)
    path = tmp_path / "a.wav"
    path.write_bytes(b"RIFF nothing")
    widget = playground(host, qtbot)
    qtbot.waitUntil(lambda: len(widget._models) == 1, timeout=WAIT)
    told: list[Any] = []
    monkeypatch.setattr(host.notices, "error", told.append)
    widget.hear(path)
    qtbot.waitUntil(lambda: bool(told), timeout=WAIT)
    assert "cannot be read as sound" in told[0].message


def test_what_is_spoken_is_heard_from_its_beginning(
    host: Host, qtbot: QtBot, model: Path, fake_device: SimpleNamespace
) -> None:
    with_model(host, model)
    widget = playground(host, qtbot)
    qtbot.waitUntil(lambda: len(widget._models) == 1, timeout=WAIT)
    qtbot.mouseClick(widget.microphone, LEFT)
    assert not widget.microphone.isEnabled()
    qtbot.waitUntil(lambda: widget.answer.text().startswith("high · "), timeout=WAIT)
    assert widget.microphone.isEnabled()
    row = widget._heard.row
    assert row is not None
    # Half a second was recorded of which a third was silence; little of it is left before the tone.
    assert np.abs(row[0, :, 0]).argmax() < 1000
    assert np.abs(row[0, :600, 0]).max() > 0.2


def test_several_models(host: Host, qtbot: QtBot, model: Path, tmp_path: Path) -> None:
    with_model(host, model)
    with_model(host, model)
    low = tmp_path / "low.wav"
    soundfile.write(low, tone(300), RATE)
    widget = playground(host, qtbot)
    qtbot.waitUntil(lambda: widget.models.count() == 2, timeout=WAIT)
    widget.models.setFocus()
    for row in range(2):
        widget.models.setCurrentRow(row)
        if widget.models.item(row).checkState() == Qt.CheckState.Unchecked:
            qtbot.keyClick(widget.models, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(widget._models) == 2, timeout=WAIT)
    widget.hear(low)
    qtbot.waitUntil(lambda: len(widget._heard.answers) == 2, timeout=WAIT)
    assert widget.legend.text().count("■") == 2
