"""The window with text: the strip, the run bar, the views, the Data page; by mouse and keys."""

from __future__ import annotations

import threading
import wave
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.texts import labelled, read, running, with_texts, written
from tests.ui.training import started, state_of, stepped, stored_run, trained
from workbench import Dataset, ImageClassification, LanguageModelling, TextClassification
from workbench.core.contracts.contributions import Playground, View
from workbench.core.contracts.errors import DatasetError
from workbench.core.contracts.events import Finished, Sampled
from workbench.core.plugins import Plugins
from workbench.ui.datacache import KEPT
from workbench.ui.host import Host
from workbench.ui.pages.data import DataPage
from workbench.ui.pages.train import TrainPage
from workbench.ui.plots.pictures_preview import PicturesPreview
from workbench.ui.plots.text_dialog import TextDialog
from workbench.ui.plots.text_previews import RunningTextPreview, TextsPreview
from workbench.ui.state import SAMPLES_KEPT
from workbench.ui.strip import meaning
from workbench.ui.strip.run_bar import RunBar
from workbench.ui.strip.strip import ExperimentStrip

Preview = TypeVar("Preview")


@pytest.fixture
def host_plugins(plugins: Plugins) -> Plugins:
    return with_texts(plugins)


@pytest.fixture
def strip(qtbot: QtBot, host: Host) -> ExperimentStrip:
    widget = ExperimentStrip(host)
    qtbot.addWidget(widget)
    widget.resize(1100, 120)
    widget.show()
    widget._ask()
    return widget


def choose(strip: ExperimentStrip, kind: str, id: str, qtbot: QtBot) -> None:
    """With the keyboard, as far away as it is."""
    combo = strip.cards[kind].combo
    combo.setFocus()
    step = Qt.Key.Key_Down if combo.findData(id) > combo.currentIndex() else Qt.Key.Key_Up
    for _ in range(combo.count()):
        if combo.currentData() != id:
            qtbot.keyClick(combo, step)
    assert combo.currentData() == id


def parts(host: Host) -> tuple[str, str, str]:
    experiment = host.experiment
    return experiment.dataset.id, experiment.architecture.id, experiment.trainer.id


def picked(strip: ExperimentStrip, id: str) -> None:
    strip.cards["dataset"].chosen.emit(id)


# The strip


def test_text_brings_an_architecture_and_a_trainer_that_take_it(
    strip: ExperimentStrip, host: Host, qtbot: QtBot
) -> None:
    picked(strip, "tiny-texts")
    qtbot.waitUntil(
        lambda: not strip.resolved.problems and strip.resolved.task is not None, timeout=60_000
    )
    task = strip.resolved.task
    assert isinstance(task, TextClassification)
    for kind in ("architecture", "trainer"):
        assert getattr(strip.resolved, kind)().supports(task)
    assert strip.cards["dataset"].meaning.text() == "30 texts, 2 classes"
    assert strip.buttons.train.isEnabled()
    picked(strip, "tiny-corpus")
    qtbot.waitUntil(lambda: isinstance(strip.resolved.task, LanguageModelling), timeout=60_000)
    qtbot.waitUntil(lambda: not strip.resolved.problems, timeout=60_000)
    assert "tokens, vocabulary" in strip.cards["dataset"].meaning.text()


def test_what_fits_stays_and_what_was_used_before_comes_back(
    strip: ExperimentStrip, host: Host, qtbot: QtBot
) -> None:
    host.set_experiment(host.experiment.with_part("architecture", "cnn", {"hidden": 33}))
    picked(strip, "digits")
    assert parts(host) == ("digits", "cnn", "supervised")
    picked(strip, "tiny-texts")
    qtbot.waitUntil(lambda: isinstance(strip.resolved.task, TextClassification), timeout=60_000)
    qtbot.waitUntil(lambda: not strip.resolved.problems, timeout=60_000)
    picked(strip, "digits")
    assert parts(host) == ("digits", "cnn", "supervised")
    assert host.experiment.architecture.params == {"hidden": 33}
    assert host.experiment.trainer.params == {"epochs": 2}


def test_a_dataset_by_keyboard_is_loaded_to_know_its_task(
    strip: ExperimentStrip, host: Host, qtbot: QtBot
) -> None:
    assert host.data.peek(host.experiment.dataset) is None
    choose(strip, "dataset", "tiny-corpus", qtbot)
    assert host.experiment.dataset.id == "tiny-corpus"
    # The keys went over other datasets, each of which is being loaded as well.
    qtbot.waitUntil(lambda: host.data.peek(host.experiment.dataset) is not None, timeout=60_000)
    qtbot.waitUntil(lambda: not strip.resolved.problems, timeout=60_000)
    assert "mlp" not in parts(host)


def test_datasets_that_were_passed_over_do_not_push_out_the_one_chosen(
    strip: ExperimentStrip, host: Host, qtbot: QtBot
) -> None:
    gate = threading.Event()
    passed = [_late(f"late-{i}", gate) for i in range(KEPT + 1)]
    for cls in passed:
        host.plugins._classes["dataset"][cls.id] = cls
    strip.refresh()
    for cls in passed:
        picked(strip, cls.id)
    picked(strip, "tiny-corpus")
    qtbot.waitUntil(lambda: isinstance(strip.resolved.task, LanguageModelling), timeout=60_000)
    came: list[object] = []
    host.data.loaded.connect(came.append)
    gate.set()
    qtbot.waitUntil(
        lambda: not any("late-" in t.name for t in threading.enumerate()), timeout=60_000
    )
    QApplication.processEvents()
    assert not came
    assert host.data.peek(host.experiment.dataset) is not None


def test_a_dataset_the_cache_let_go_of_is_loaded_again(
    strip: ExperimentStrip, host: Host, qtbot: QtBot
) -> None:
    picked(strip, "tiny-corpus")
    qtbot.waitUntil(lambda: isinstance(strip.resolved.task, LanguageModelling), timeout=60_000)
    host.data.forget()
    strip.refresh()
    assert strip.cards["dataset"].meaning.text() == "Loading…"
    qtbot.waitUntil(lambda: isinstance(strip.resolved.task, LanguageModelling), timeout=60_000)
    assert "tokens, vocabulary" in strip.cards["dataset"].meaning.text()


def _late(name: str, gate: threading.Event) -> type[Dataset]:
    """A dataset whose loading ends when the gate opens."""

    class Late(Dataset):
        id = name

        def load(self, params: object) -> object:
            gate.wait(30)
            return labelled()

    Late.name = name
    return Late


def test_data_that_cannot_be_had_is_told_in_its_card(
    strip: ExperimentStrip, host: Host, qtbot: QtBot
) -> None:
    class Gone(Dataset):
        id, name = "gone", "Gone"
        ready = False

        def load(self, params: object) -> object:
            if not type(self).ready:
                raise DatasetError("The file is away.", "Put it back.")
            return labelled()

    host.plugins._classes["dataset"]["gone"] = Gone
    strip.refresh()
    picked(strip, "gone")
    card = strip.cards["dataset"]
    qtbot.waitUntil(lambda: card.meaning.text() == "The file is away. Put it back.", timeout=60_000)
    assert card.meaning.property("role") == "error"
    assert card.meaning.toolTip() == card.meaning.text()
    strip.refresh()
    assert "away" in card.meaning.text()
    Gone.ready = True
    strip.hide()
    strip.show()
    qtbot.waitUntil(lambda: card.meaning.text() == "30 texts, 2 classes", timeout=60_000)


def test_views_are_those_of_the_kind_of_data(host: Host, qtbot: QtBot) -> None:
    page = TrainPage(host)
    qtbot.addWidget(page)
    page.resize(1100, 700)
    page.show()

    def offered() -> set[str]:
        tabs = ((t, i) for t in (page.main, page.side) for i in range(t.count()))
        return {t.widget(i).view.id for t, i in tabs if t.is_offered(i)}

    assert {"network", "cost", "confusion", "mistakes"} <= offered()
    assert "samples" not in offered()
    page.strip._shown_once = True
    picked(page.strip, "tiny-texts")
    qtbot.waitUntil(lambda: "network" not in offered(), timeout=60_000)
    assert {"confusion", "mistakes", "curves", "layers"} <= offered()
    picked(page.strip, "tiny-corpus")
    qtbot.waitUntil(lambda: "samples" in offered(), timeout=60_000)
    assert "histograms" in offered()
    assert not {"network", "cost", "confusion", "mistakes"} & offered()
    # A run that is looked at counts more than what would be trained next.
    run = text_run(host)
    host.select_run(run)
    picked(page.strip, "digits")
    qtbot.waitUntil(lambda: "mistakes" in offered() and "network" not in offered(), timeout=60_000)
    host.select_run("")
    qtbot.waitUntil(lambda: "network" in offered(), timeout=60_000)


def test_views_and_the_pad_say_what_they_can_show(plugins: Plugins) -> None:
    text, corpus = TextClassification(("a", "b"), 9), LanguageModelling(9)
    picture = ImageClassification(28, 28, 1, ("a", "b"))
    views = plugins.of(View)
    assert [views["samples"]().supports(t) for t in (picture, text, corpus)] == [0, 0, 1]
    for id in ("confusion", "mistakes"):
        assert [views[id]().supports(t) for t in (picture, text, corpus)] == [1, 1, 0]
    for cls in (views["network"], views["cost"], plugins.of(Playground)["draw"]):
        assert [cls().supports(t) for t in (picture, text, corpus)] == [1, 0, 0]


@pytest.mark.parametrize(
    ("n", "text"), [(999_999, "999,999"), (1_115_394, "1.1 M"), (2_300_000_000, "2.3 G")]
)
def test_amounts(n: int, text: str) -> None:
    assert meaning.amount(n) == text


# The run


def test_the_bar_tells_loss_and_perplexity_of_a_language_model(qtbot: QtBot, host: Host) -> None:
    bar = RunBar(host.theme)
    qtbot.addWidget(bar)
    began = replace(started(), loss_unit="nats")
    bar.show_run(state_of(began, stepped(0), *written(10)))
    assert "validation loss 1.523 nats · perplexity 4.586" in bar.text
    bar.show_run(state_of(began, stepped(0), *written(10), Finished("finished", "done")))
    assert "done · validation loss 1.523 nats · perplexity 4.586" in bar.text
    # A loss that is counted in nothing has no unit.
    bar.show_run(state_of(started(), stepped(0), *written(10)))
    assert "validation loss 1.523 · perplexity 4.586" in bar.text


def test_the_second_plot_is_accuracy_or_perplexity(qtbot: QtBot, host: Host) -> None:
    from workbench_plugins.curves.widget import CurvesWidget

    view = CurvesWidget(host)
    qtbot.addWidget(view)
    view.resize(800, 500)
    view.show()
    view.show_run(state_of(started(), stepped(0), *written(10), *written(20)))
    assert view.accuracy.accessibleName() == view._second_heading.text() == "Perplexity"
    (line,) = view.accuracy.lines.values()
    assert list(line.y) == [4.586, 4.586]
    view.show_run(trained())
    assert view._second_heading.text() == "Accuracy"
    assert all(line.y.max() <= 1 for line in view.accuracy.lines.values())


def test_samples_come_newest_first_and_are_bounded(qtbot: QtBot, host: Host) -> None:
    from workbench_plugins.samples.widget import SamplesWidget

    view = SamplesWidget(host)
    qtbot.addWidget(view)
    view.resize(320, 400)
    view.show()
    assert "Press Train" in view._panel.placeholder.text.text()
    events = [e for step in range(10, 610, 10) for e in written(step, f" <b>{step}</b>\nor  not")]
    state = state_of(started(), *events)
    assert len(state.samples) == SAMPLES_KEPT
    view.show_run(state)
    said = view.text.toPlainText()
    assert said.index("Step 600") < said.index("Step 590")
    assert "To be, <b>600</b>" in said
    assert "epoch 60.0" in said
    view.show_run(state_of(started()))
    assert view._panel.empty


def test_samples_may_be_pictures_and_sounds(qtbot: QtBot, host: Host, tmp_path: Path) -> None:
    from workbench_plugins.samples import widget as samples

    view = samples.SamplesWidget(host)
    qtbot.addWidget(view)
    view.resize(320, 600)
    view.show()
    picture = np.zeros((28, 28, 3), np.uint8)
    picture[:, :, 0] = 255
    sound = np.sin(np.linspace(0, 600, 4000)).astype(np.float32)
    view.show_run(
        state_of(
            started(),
            Sampled(10, "a red square", picture=picture),
            Sampled(20, sound=sound, rate=8000),
        )
    )
    assert "a red square" in view.text.toPlainText()
    assert "0.50 s · 8,000 Hz" in view.text.toPlainText()
    colors = {view.grab().toImage().pixelColor(60, y).name() for y in range(0, 600, 2)}
    assert "#ff0000" in colors
    samples.write_wave(tmp_path / "x.wav", sound, 8000)
    with wave.open(str(tmp_path / "x.wav")) as file:
        assert (file.getframerate(), file.getnframes(), file.getnchannels()) == (8000, 4000, 1)
        read = np.frombuffer(file.readframes(4000), "<i2") / 32767
    np.testing.assert_allclose(read, sound, atol=1e-4)


def test_a_view_is_offered_for_what_a_run_holds(host: Host, qtbot: QtBot) -> None:
    """A trainer on labelled pictures may draw some itself."""
    from workbench.ui.strip.view_tabs import ViewTabs

    tabs = ViewTabs(host, "side")
    qtbot.addWidget(tabs)
    index = next(i for i in range(tabs.count()) if tabs.widget(i).view.id == "samples")
    tabs.offer(ImageClassification(28, 28, 1, ("a", "b")))
    tabs.show_run(state_of(started()))
    assert not tabs.is_offered(index)
    tabs.show_run(state_of(started(), Sampled(1, picture=np.zeros((4, 4), np.uint8))))
    assert tabs.is_offered(index)
    tabs.show_run(state_of(started("other"), run="other"))
    assert not tabs.is_offered(index)


def test_a_resumed_run_forgets_what_it_wrote_later() -> None:
    from dataclasses import replace

    state = state_of(started(), *written(10), *written(20), replace(started(), step=10))
    assert [sample.step for sample in state.samples] == [10]


def text_run(host: Host) -> str:
    host.set_experiment(host.experiment.with_part("dataset", "tiny-texts"))
    return stored_run(host)


def opened() -> TextDialog:
    return next(w for w in QApplication.topLevelWidgets() if isinstance(w, TextDialog))


def test_mistakes_are_texts_and_open_with_their_tokens(qtbot: QtBot, host: Host) -> None:
    from workbench_plugins.mistakes.widget import MistakesWidget

    view = MistakesWidget(host)
    qtbot.addWidget(view)
    view.resize(420, 400)
    view.show()
    run = text_run(host)
    view.show_run(state_of(started(run), read(10), run=run))
    qtbot.waitUntil(lambda: len(view.texts.items) == 2, timeout=60_000)
    first = view.texts.items[0]
    assert (first.title, first.detail) == ("ham → spam", "97 %")
    assert first.text == "test 2: see you at home tonight"
    view.examples.setFocus()
    qtbot.keyClick(view.texts, Qt.Key.Key_Down)
    qtbot.keyClick(view.texts, Qt.Key.Key_Return)
    dialog = opened()
    assert dialog.row == 1
    assert dialog.text.toPlainText() == "test 4: see you at home tonight"
    assert {"see", "you", "at", "home"} <= {p.text for p in dialog.tokens.chips.pieces}
    qtbot.keyClick(dialog, Qt.Key.Key_PageUp)
    assert dialog.row == 0
    dialog.close()


def test_a_cell_of_the_matrix_lists_its_texts(qtbot: QtBot, host: Host) -> None:
    from workbench_plugins.confusion.widget import ConfusionWidget

    view = ConfusionWidget(host)
    qtbot.addWidget(view)
    view.resize(420, 460)
    view.show()
    run = text_run(host)
    view.show_run(state_of(started(run), read(10), run=run))
    qtbot.waitUntil(lambda: view._data is not None, timeout=60_000)
    view.matrix.setFocus()
    view.open_cell(0, 1)
    assert [item.detail for item in view.cell.texts.items] == ["97 %", "71 %"]
    place = view.cell.texts.visualRect(view.cell.texts.model().index(1, 0)).center()
    qtbot.mouseClick(view.cell.texts.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert opened().row == 1
    opened().close()
    view.open_cell(1, 1)
    assert len(view.cell.texts.items) == 5
    assert all("free prize" in item.text for item in view.cell.texts.items)


# The Data page


@pytest.fixture
def page(qtbot: QtBot, host: Host) -> DataPage:
    made = DataPage(host)
    qtbot.addWidget(made)
    made.resize(1024, 700)
    made.show()
    return made


def preview(page: DataPage, qtbot: QtBot, kind: type[Preview]) -> Preview:
    """What shows the rows, once they are shown."""
    qtbot.waitUntil(lambda: isinstance(page.preview, kind), timeout=60_000)
    found = page.preview
    assert isinstance(found, kind)
    return found


def test_labelled_texts_are_rows_with_tokens(page: DataPage, qtbot: QtBot) -> None:
    page.choice.setCurrentIndex(page.choice.findData("tiny-texts"))
    pane = preview(page, qtbot, TextsPreview)
    chips = pane.tokens.chips
    qtbot.waitUntil(lambda: bool(chips.pieces), timeout=60_000)
    assert len(pane.list.items) == 20
    assert pane.list.items[1].title == "spam"
    assert "ham: 10 + 5" in page.balance.accessibleDescription()
    pane.list.setFocus()
    qtbot.keyClick(pane.list, Qt.Key.Key_Down)
    assert "prize" in " ".join(p.text for p in chips.pieces)
    qtbot.keyClick(page.filter.of_class, Qt.Key.Key_Down)
    assert {item.title for item in pane.list.items} == {"ham"}
    qtbot.keyClick(page.filter.split_box, Qt.Key.Key_Down)
    assert len(pane.list.items) == 5
    assert page.filter._where.text() == "1 to 5 of 5"


def test_chips_are_walked_by_keyboard_and_mouse(page: DataPage, qtbot: QtBot) -> None:
    page.choice.setCurrentIndex(page.choice.findData("tiny-texts"))
    tokens = preview(page, qtbot, TextsPreview).tokens
    qtbot.waitUntil(lambda: bool(tokens.chips.pieces), timeout=60_000)
    tokens.chips.setFocus()
    qtbot.keyClick(tokens.chips, Qt.Key.Key_Right)
    piece = tokens.chips.pieces[0]
    assert f"number {piece.id}," in tokens.said.text()
    assert "Token 1 of" in tokens.said.text()
    qtbot.keyClick(tokens.chips, Qt.Key.Key_End)
    assert tokens.chips.current == len(tokens.chips.pieces) - 1
    place = tokens.chips.box(1).center()
    qtbot.mouseClick(tokens.chips, Qt.MouseButton.LeftButton, pos=place)
    assert tokens.chips.current == 1


def test_running_text_is_read_in_pages(page: DataPage, qtbot: QtBot) -> None:
    page.choice.setCurrentIndex(page.choice.findData("tiny-corpus"))
    pane, data = preview(page, qtbot, RunningTextPreview), running()
    qtbot.waitUntil(lambda: bool(pane.text.toPlainText()), timeout=60_000)
    assert pane.text.toPlainText().startswith("To be, or not to be")
    assert not page.balance.isVisible()
    assert page.filter.of_class.isHidden()
    assert f"Test: {len(data.test):,}" in page._amounts.text()
    assert "".join(p.text for p in pane.tokens.chips.pieces).startswith("To be")
    qtbot.mouseClick(page.filter.after, Qt.MouseButton.LeftButton)
    assert page.filter._where.text().startswith("tokens 2,001 to 4,000 of")
    pane.text.setFocus()
    for _ in range(3):
        qtbot.keyClick(pane.text, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.waitUntil(lambda: len(pane.tokens.chips.pieces) == 3, timeout=60_000)
    page.filter.split_box.setFocus()
    qtbot.keyClick(page.filter.split_box, Qt.Key.Key_Down)
    assert page.filter._where.text() == "tokens 1 to 500 of 500"


def test_pictures_come_back_after_text(page: DataPage, qtbot: QtBot) -> None:
    page.choice.setCurrentIndex(page.choice.findData("tiny-texts"))
    preview(page, qtbot, TextsPreview)
    page.choice.setCurrentIndex(page.choice.findData("tiny"))
    assert len(preview(page, qtbot, PicturesPreview).gallery.items) == 200


def test_leaving_the_page_to_another_dataset_does_not_take_the_strip_its_data(
    page: DataPage, strip: ExperimentStrip, host: Host, qtbot: QtBot
) -> None:
    page.choice.setCurrentIndex(page.choice.findData("tiny-texts"))
    picked(strip, "tiny-texts")
    page.choice.setCurrentIndex(page.choice.findData("tiny-corpus"))
    qtbot.waitUntil(lambda: isinstance(strip.resolved.task, TextClassification), timeout=60_000)
