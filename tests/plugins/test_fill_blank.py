"""The playground that fills blanks: by mouse and keys, and what text becomes of it."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.inference import tinytext
from tests.ui.training import stored_run
from workbench.core.plugins import Plugins
from workbench.core.resolve import resolve
from workbench.core.special_tokens import MASK, MASK_ID
from workbench.ui.host import Host
from workbench_plugins.fill_blank.blanks import hide, put_in, units

LEFT = Qt.MouseButton.LeftButton
TEXT = "the cat sat on the mat. "


def playground(host: Host, qtbot: QtBot):
    from workbench_plugins.fill_blank.widget import FillBlankPlayground

    widget = FillBlankPlayground(host)
    qtbot.addWidget(widget)
    widget.resize(900, 500)
    widget.show()
    return widget


def with_model(host: Host, kind: str, best: str) -> None:
    """A model that puts the token of ``best`` into every blank."""
    tokens = tinytext.tokenizer(kind, TEXT * 20)
    table = np.zeros((tokens.size, tokens.size))
    table[MASK_ID, tokens.encode(best)[-1]] = 5
    table[MASK_ID, 1] = 4  # the unknown token is no answer
    path = host.store.folder / stored_run(host) / "model.onnx"
    tinytext.bigram(path, table, tokens, task="masked-token", context=32)


@pytest.fixture
def filler(host: Host, qtbot: QtBot):
    with_model(host, "wordpiece", "cat")
    widget = playground(host, qtbot)
    qtbot.waitUntil(lambda: widget._model is not None, timeout=60_000)
    return widget


def test_a_click_hides_a_word_and_a_bar_puts_one_in(filler, qtbot: QtBot) -> None:
    qtbot.keyClicks(filler.text, "the mat sat.")
    assert [chip.text for chip in filler.chips.items] == ["the", "mat", "sat", "."]
    assert "Nothing is hidden" in filler._said.text()
    qtbot.mouseClick(filler.chips, LEFT, pos=filler.chips.box(1).center())
    assert filler.text.toPlainText() == f"the {MASK} sat."
    qtbot.waitUntil(lambda: ": cat, " in filler.bars.accessibleDescription(), timeout=60_000)
    assert "[UNK]" not in filler._filling.tokens
    row = filler._filling.tokens.index("cat")
    qtbot.mouseClick(filler.bars, LEFT, pos=filler.bars.row_rect(row).center().toPoint())
    assert filler.text.toPlainText() == "the cat sat."
    qtbot.waitUntil(lambda: "Nothing is hidden" in filler._said.text(), timeout=60_000)


def test_with_the_keyboard_alone(filler, qtbot: QtBot) -> None:
    filler.text.setFocus()
    qtbot.keyClicks(filler.text, "the cat sat")
    filler.hide_button.setFocus()
    qtbot.keyClick(filler.hide_button, Qt.Key.Key_Space)
    assert filler.text.toPlainText() == f"the cat {MASK}"
    filler.chips.setFocus()
    qtbot.keyClick(filler.chips, Qt.Key.Key_Home)
    qtbot.keyClick(filler.chips, Qt.Key.Key_Return)
    assert filler.text.toPlainText() == f"{MASK} cat {MASK}"
    qtbot.waitUntil(lambda: filler._said.text().startswith("For blank 1 of 2"), timeout=60_000)
    qtbot.keyClick(filler.chips, Qt.Key.Key_End)
    qtbot.keyClick(filler.chips, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: filler._said.text().startswith("For blank 2 of 2"), timeout=60_000)
    filler.bars.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(filler.bars, Qt.Key.Key_Return)
    assert filler.text.toPlainText() == f"{MASK} cat cat"
    filler.text.setFocus()
    qtbot.keyClick(filler.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert filler.text.toPlainText() == f"{MASK} cat {MASK}"


def test_a_blank_can_be_typed_and_strangers_are_named(filler, qtbot: QtBot) -> None:
    qtbot.keyClicks(filler.text, f"the {MASK} ")
    filler.text.insertPlainText("ω")  # QTest knows no such key
    qtbot.waitUntil(lambda: ": cat, " in filler.bars.accessibleDescription(), timeout=60_000)
    qtbot.waitUntil(
        lambda: "know: ω; it reads it as unknown" in filler.strangers.text(), timeout=60_000
    )


def test_where_a_character_is_a_token_a_letter_is_hidden(host: Host, qtbot: QtBot) -> None:
    with_model(host, "char", "e")
    widget = playground(host, qtbot)
    qtbot.waitUntil(lambda: widget._model is not None, timeout=60_000)
    assert widget.hide_button.text() == "Hide letter"
    qtbot.keyClicks(widget.text, "tha")
    qtbot.mouseClick(widget.hide_button, LEFT)
    assert widget.text.toPlainText() == f"th{MASK}"
    qtbot.waitUntil(lambda: ": e, " in widget.bars.accessibleDescription(), timeout=60_000)
    qtbot.mouseClick(widget.bars, LEFT, pos=widget.bars.row_rect(0).center().toPoint())
    assert widget.text.toPlainText() == "the"


def test_without_a_model_one_click_sets_the_experiment_so(
    host: Host, plugins: Plugins, qtbot: QtBot
) -> None:
    widget = playground(host, qtbot)
    qtbot.waitUntil(lambda: widget._stack.currentIndex() == 1, timeout=60_000)
    with qtbot.waitSignal(host.page_wanted):
        qtbot.mouseClick(widget._empty.buttons[0], LEFT)
    experiment = host.experiment
    assert experiment.dataset.id == "text-files"
    from workbench.core.contracts.dataset import Dataset

    data = plugins.get(Dataset, "text-files")
    task = data().load(data.Params()).task
    assert resolve(experiment, plugins, task).trainable
    assert experiment.trainer.params["objective"] == "masked"
    assert experiment.architecture.params["causal"] is False


@pytest.mark.parametrize(
    ("kind", "text", "token", "wanted"),
    [
        ("bpe", f"on {MASK} mat", " the", "on the mat"),
        ("bpe", f"on{MASK} mat", " the", "on the mat"),
        ("bpe", f"{MASK} mat", " the", "the mat"),
        ("bpe", f"c{MASK} mat", "at", "cat mat"),
        ("wordpiece", f"c {MASK} sat", "##at", "cat sat"),
        ("wordpiece", f"a {MASK} sat", "cat", "a cat sat"),
        ("char", f"c{MASK}t", "a", "cat"),
    ],
)
def test_tokens_are_put_in_as_they_read(kind: str, text: str, token: str, wanted: str) -> None:
    assert put_in(text, 0, token, kind) == wanted


@pytest.mark.parametrize("kind", ["char", "bpe", "wordpiece"])
def test_units_lie_where_they_say_and_hide_themselves(kind: str) -> None:
    text = f"don't {MASK} über\n1.5 {MASK}"
    found = units(text, kind)
    assert all(text[unit.start : unit.end] == unit.text for unit in found)
    assert sum(unit.is_hidden for unit in found) == 2
    assert hide(text, found[0]).count(MASK) == 3
