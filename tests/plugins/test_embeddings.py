"""The embedding map: mouse, keys, search, analogies, projections, sources."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtWidgets import QDialogButtonBox
from pytestqt.qtbot import QtBot

from tests.inference import tinytext
from tests.ui import texts
from tests.ui.training import add, state_of, stepped
from workbench import Encoder, Params, param
from workbench.core.contracts.errors import ModelFileError
from workbench.core.contracts.events import Finished, Started
from workbench.core.experiment import Experiment
from workbench.core.plugins import Plugins
from workbench.core.tokenizer import Tokenizer
from workbench.ui.host import Host
from workbench.ui.plots.pointmap import PointMap
from workbench.ui.plots.points import PointLabels, directed, fitted, nearest, turned
from workbench.ui.provider_dialog import ProviderDialog

WORDS = {
    "man": (0, 0, 1),
    "king": (3, 0, 1),
    "woman": (0, 0, -1),
    "queen": (3, 0, -1),
    "prince": (2, 2, 1),
    "princess": (2, 2, -1),
    "apple": (-3, 1, 0),
    "pear": (-3, 2, 0),
}


class WordsParams(Params):
    missing: bool = param(False, "Missing", "Pretend not to be there.")


class Words(Encoder):
    id, name, about = "words", "Words", "Eight words."
    Params = WordsParams

    def models(self) -> list[str]:
        return ["eight"]

    def token_vectors(self, model: str) -> Any:
        if self.params.missing:
            raise ModelFileError("The words are not there.", "Install them.")
        return tuple(WORDS), np.array(list(WORDS.values()), np.float32)

    def embed(self, model: str, texts: Any) -> Any:
        return np.array([[len(text), text.count("e"), 1] for text in texts], np.float32)


@pytest.fixture
def host_plugins(plugins: Plugins) -> Plugins:
    add(plugins, "encoder", Words)
    return texts.with_texts(plugins)


@pytest.fixture
def view(qtbot: QtBot, host: Host) -> Any:
    from workbench_plugins.embeddings.widget import EmbeddingMap

    widget = EmbeddingMap(host)
    qtbot.addWidget(widget)
    widget.resize(900, 560)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def _run(host: Host, dataset: str) -> Any:
    """A finished run on tiny texts, whose model file has vectors of its tokens."""
    data = texts.labelled() if dataset == "tiny-texts" else texts.running()
    run = host.store.create(Experiment(name="r").with_part("dataset", dataset))
    run.close()
    tokens = Tokenizer.from_json(data.tokenizer)
    table = np.random.default_rng(0).normal(size=(tokens.size, tokens.size))
    model = tinytext.bigram(run.path / "model.onnx", table, tokens)
    end = Finished("finished", "all epochs are done", {}, str(model))
    return state_of(Started(run.id, "cpu", 9, 0, 10, 10, ()), stepped(0), end, run=run.id)


def _choose(box: Any, data: Any) -> None:
    """As a user does it: the signal comes too."""
    box.setCurrentIndex(box.findData(data))
    box.activated.emit(box.currentIndex())


def _loaded(view: Any) -> Callable[[], bool]:
    return lambda: view._cloud is not None and not view._panel.empty


@pytest.fixture
def words(view: Any, qtbot: QtBot) -> Any:
    """The view with the eight words on it."""
    _choose(view.source, "words")
    qtbot.waitUntil(_loaded(view))
    return view


def _press(map: PointMap, qtbot: QtBot, row: int) -> None:
    place = map.position_of(row).toPoint()
    qtbot.mouseClick(map.viewport(), Qt.MouseButton.LeftButton, pos=place)


def _listed(view: Any) -> list[str]:
    return [view.nearest.list.item(i).text() for i in range(view.nearest.list.count())]


def test_empty_says_what_to_do(view: Any) -> None:
    assert "Press Train" in view._panel.placeholder.text.text()
    assert not view.search.isEnabled()


def test_while_training_it_says_when_it_comes(view: Any, host: Host) -> None:
    view.show_run(state_of(Started("r", "cpu", 9, 0, 10, 10, ()), stepped(0)))
    assert "at the end" in view._panel.placeholder.title.text()
    view.show_run(state_of(Finished("failed", "out of memory", {}, "")))
    assert "left no model" in view._panel.placeholder.title.text()


def test_a_run_when_it_is_over(view: Any, host: Host, qtbot: QtBot) -> None:
    state = _run(host, "tiny-corpus")
    view.show_run(state)
    qtbot.waitUntil(_loaded(view))
    data = texts.running()
    tokens = Tokenizer.from_json(data.tokenizer)
    counts = np.bincount(data.train)
    assert view._cloud.names[0] == "␣"  # the most frequent character
    assert len(view._cloud.names) == (counts > 0).sum()
    assert not {"[PAD]", "[MASK]"} & set(view._cloud.names)
    assert f"{len(view._cloud.names)} tokens" in view.words.text()
    assert tokens.size > len(view._cloud.names)
    before = view._cloud
    view.show_run(state)
    assert view._cloud is before


def test_a_run_whose_data_is_gone(view: Any, host: Host, qtbot: QtBot) -> None:
    state = _run(host, "tiny-corpus")
    toml = host.store.folder / state.run / "experiment.toml"
    toml.write_text(toml.read_text("utf-8").replace("tiny-corpus", "gone"), "utf-8")
    view.show_run(state)
    qtbot.waitUntil(_loaded(view))
    assert view._cloud.names[:2] == ("⏎", "␣")  # by id: the characters in order


def test_texts_are_coloured_by_class(view: Any, host: Host, qtbot: QtBot) -> None:
    view.show_run(_run(host, "tiny-texts"))
    _choose(view.points, "texts")
    qtbot.waitUntil(lambda: view._cloud is not None and not view._cloud.is_tokens, timeout=60_000)
    assert "10 texts" in view.words.text()
    assert all(name in view.legend.text() for name in texts.CLASSES)
    brushes = {dots.opts["brush"].color().name() for _, dots in view.map._dots}
    assert brushes == set(host.theme.colors.series[:2])
    assert not view.nearest.analogy.isVisible()
    _press(view.map, qtbot, 0)
    assert "[ham]" in _listed(view)[0]
    view.search.setText("FREE prize")
    qtbot.keyClick(view.search, Qt.Key.Key_Return)
    first = view.map.current
    assert "free prize" in view._cloud.names[first]
    qtbot.keyClick(view.search, Qt.Key.Key_Return)
    assert view.map.current > first


def test_texts_of_an_encoder_need_a_run_with_classes(view: Any, host: Host, qtbot: QtBot) -> None:
    _choose(view.source, "words")
    _choose(view.points, "texts")
    assert "classifies text" in view._panel.placeholder.text.text()
    view.show_run(_run(host, "tiny-corpus"))
    qtbot.waitUntil(
        lambda: "no texts in classes" in view._panel.placeholder.title.text(), timeout=60_000
    )
    view.show_run(_run(host, "tiny-texts"))
    qtbot.waitUntil(_loaded(view))
    assert view._cloud.vectors.shape == (10, 3)


def test_a_run_on_pictures_has_no_tokens(view: Any, host: Host, qtbot: QtBot) -> None:
    from tests.inference.test_models_and_pictures import model

    run = host.store.create(host.experiment)
    run.close()
    path = model(run.path / "model.onnx")
    view.show_run(state_of(Finished("finished", "done", {}, str(path)), run=run.id))
    qtbot.waitUntil(lambda: "reads no text" in view._panel.placeholder.title.text(), timeout=60_000)


def test_a_click_lists_what_is_near(words: Any, qtbot: QtBot) -> None:
    for row in (0, 3):
        _press(words.map, qtbot, row)
        assert words.map.current == row
        name = tuple(WORDS)[row]
        assert name in words.nearest.heading.text()
        assert words.map.accessibleDescription() == name
    listed = _listed(words)
    assert len(listed) == len(WORDS) - 1
    assert listed[0].split() == ["0.80", "king"]
    cosines = [float(item.split()[0]) for item in listed]
    assert cosines == sorted(cosines, reverse=True)
    _press(words.map, qtbot, 3)
    item = words.nearest.list.item(0)
    place = words.nearest.list.visualItemRect(item).center()
    qtbot.mouseClick(words.nearest.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert words.map.accessibleDescription() == "king"


def test_arrow_keys_walk(words: Any, qtbot: QtBot) -> None:
    words.map.setFocus()
    qtbot.keyClick(words.map, Qt.Key.Key_Right)
    assert words.map.current == 0
    seen = {0}
    keys = Qt.Key.Key_Left, Qt.Key.Key_Up, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down
    for key in keys * 3:
        before = words.map.position_of(words.map.current)
        qtbot.keyClick(words.map, key)
        moved = words.map.position_of(words.map.current) - before
        along = {
            Qt.Key.Key_Left: -moved.x(),
            Qt.Key.Key_Right: moved.x(),
            Qt.Key.Key_Up: -moved.y(),
            Qt.Key.Key_Down: moved.y(),
        }[key]
        assert along >= 0
        seen.add(words.map.current)
    assert len(seen) > 3


def test_wheel_keys_zoom_and_home_shows_all(words: Any, qtbot: QtBot) -> None:
    whole = words.map._box.viewRect()
    qtbot.keyClick(words.map, Qt.Key.Key_Plus)
    qtbot.keyClick(words.map, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    near = words.map._box.viewRect()
    assert near.width() < whole.width()
    assert near.center().x() > whole.center().x()
    qtbot.keyClick(words.map, Qt.Key.Key_Home)
    assert words.map._box.viewRect().width() == pytest.approx(whole.width())


def test_search_finds_and_centres(words: Any, qtbot: QtBot) -> None:
    qtbot.keyClick(words.map, Qt.Key.Key_Plus)
    words.search.setFocus()
    qtbot.keyClicks(words.search, "Pea")
    qtbot.keyClick(words.search, Qt.Key.Key_Return)
    assert words.map.accessibleDescription() == "pear"
    middle = QPointF(words.map.viewport().rect().center())
    offset = words.map.position_of(words.map.current) - middle
    assert offset.manhattanLength() < 12
    words.search.setText("zebra")
    qtbot.keyClick(words.search, Qt.Key.Key_Return)
    assert "zebra" in words.words.text()
    assert words.map.accessibleDescription() == "pear"


def test_analogies(words: Any, qtbot: QtBot) -> None:
    qtbot.mouseClick(words.nearest.solve, Qt.MouseButton.LeftButton)
    assert "all three" in words.nearest.answer.text()
    for box, text in zip(words.nearest.words, ("man", "king", "woman"), strict=True):
        box.setFocus()
        qtbot.keyClicks(box, text)
    qtbot.keyClick(words.nearest.words[2], Qt.Key.Key_Return)
    assert words.nearest.answer.text().startswith("queen 0.74, then ")
    assert words.map.accessibleDescription() == "queen"
    words.nearest.words[0].setText("zebra")
    qtbot.mouseClick(words.nearest.solve, Qt.MouseButton.LeftButton)
    assert "zebra" in words.nearest.answer.text()


def test_three_dimensions_turn_with_mouse_and_keys(words: Any, qtbot: QtBot) -> None:
    _choose(words.depth, 3)
    assert words.map.is_deep
    assert "Drag to turn" in words.words.text()
    port, before = words.map.viewport(), words.map._flat.copy()
    middle = port.rect().center()
    qtbot.mousePress(port, Qt.MouseButton.LeftButton, pos=middle)
    for step in range(1, 6):
        qtbot.mouseMove(port, middle + QPoint(12 * step, 4 * step))
    qtbot.mouseRelease(port, Qt.MouseButton.LeftButton, pos=middle + QPoint(60, 20))
    turned_by_mouse = words.map._flat.copy()
    assert np.abs(turned_by_mouse - before).max() > 0.05
    assert words.map.current is None
    qtbot.keyClick(words.map, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert np.abs(words.map._flat - turned_by_mouse).max() > 0.05
    lengths = np.linalg.norm(words.map._points, axis=1)
    np.testing.assert_allclose(
        np.hypot(*words.map._flat.T) ** 2 + words.map._depth**2, lengths**2, atol=1e-4
    )
    _press(words.map, qtbot, 6)
    assert words.map.accessibleDescription() in ("apple", "pear")


def test_tsne_comes_from_the_background_and_is_kept(words: Any, qtbot: QtBot) -> None:
    _press(words.map, qtbot, 1)
    flat = words.map._points.copy()
    _choose(words.method, "tsne")
    assert words.cancel_button.isVisible()
    qtbot.waitUntil(lambda: ("tsne", 2) in words._maps, timeout=60_000)
    assert not words.cancel_button.isVisible()
    assert "far distances" in words.words.text()
    assert words.map.current == 1
    assert not np.allclose(words.map._points, flat, atol=0.05)
    _choose(words.method, "pca")
    np.testing.assert_allclose(words.map._points, flat, atol=1e-6)
    _choose(words.method, "tsne")
    assert not words.cancel_button.isVisible()


def test_tsne_is_cancelled(words: Any, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    import threading

    from workbench_plugins.embeddings import clouds

    go, ended = threading.Event(), threading.Event()

    def endless(cloud: Any, method: str, n: int, report: Any) -> Any:
        try:
            while not go.wait(0.01):
                report(0.5, cloud.flat.points[:, :n])
        finally:
            ended.set()

    monkeypatch.setattr(clouds, "spread", endless)
    _choose(words.method, "tsne")
    qtbot.waitUntil(lambda: words.progress.value() == 50, timeout=60_000)
    qtbot.mouseClick(words.cancel_button, Qt.MouseButton.LeftButton)
    assert words.method.currentData() == "pca"
    assert not words.cancel_button.isVisible()
    qtbot.waitUntil(ended.is_set)
    go.set()
    assert "spread" in words.words.text()


def test_a_provider_that_is_not_there_and_its_settings(
    words: Any, host: Host, qtbot: QtBot, home: Path
) -> None:
    def change(missing: bool) -> None:
        qtbot.mouseClick(words.settings_button, Qt.MouseButton.LeftButton)
        (dialog,) = words.findChildren(ProviderDialog)
        dialog.form.editor("missing").setChecked(missing)
        save = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
        with qtbot.waitSignal(dialog.saved):
            qtbot.mouseClick(save, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: not words.findChildren(ProviderDialog), timeout=60_000)

    change(True)
    qtbot.waitUntil(lambda: "not there" in words._panel.placeholder.title.text(), timeout=60_000)
    assert words._panel.placeholder.text.text() == "Install them."
    assert "missing = true" in (home / "config" / "settings.toml").read_text("utf-8")
    change(False)
    qtbot.waitUntil(_loaded(words))
    _choose(words.source, "")
    assert not words.settings_button.isVisible()


def test_a_narrow_panel_puts_what_is_near_below(words: Any) -> None:
    assert words._split.orientation() == Qt.Orientation.Horizontal
    words.resize(360, 500)
    assert words._split.orientation() == Qt.Orientation.Vertical


def test_geometry() -> None:
    points = fitted(np.array([[10.0, 0], [20, 4], [30, 0]]))
    np.testing.assert_allclose(points, [[-1, -0.2], [0, 0.2], [1, -0.2]], atol=1e-6)
    assert nearest(points, (0.9, 0), 0.5) == 2
    assert nearest(points, (0.5, -3), 0.5) is None
    assert directed(points, 0, (1, 0)) == 1
    assert directed(points, 1, (0, 1)) is None
    assert directed(points, 1, (0, -1)) in (0, 2)
    turn = np.eye(3, dtype=np.float32)
    for _ in range(1000):
        turn = turned(turn, 0.3, 0.2)
    np.testing.assert_allclose(turn @ turn.T, np.eye(3), atol=1e-5)
    to_the_right = turned(np.eye(3, dtype=np.float32), 0.1, 0) @ [0, 0, 1]
    assert to_the_right[0] > 0
    up = turned(np.eye(3, dtype=np.float32), 0, 0.1) @ [0, 0, 1]
    assert up[1] > 0


def test_names_do_not_lie_over_each_other() -> None:
    from PySide6.QtCore import QRectF

    labels = PointLabels(QRectF(0, 0, 300, 200))
    rng = np.random.default_rng(0)
    places = [QPointF(*place) for place in rng.uniform(0, (300, 200), (200, 2))]
    boxes = [box for place in places if (box := labels.put(place, 50, 14)) is not None]
    assert len(boxes) == len(labels) > 10
    for index, box in enumerate(boxes):
        assert QRectF(0, 0, 300, 200).contains(box)
        assert not any(box.intersects(other) for other in boxes[:index])
