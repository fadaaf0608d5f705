"""Getting a model in the window: looked up, chosen, downloaded, stopped, resumed and refused."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.core.hubserver import KEY, Hub, serving
from tests.ui.prompting import Near, prompting
from workbench.core import memory, secrets
from workbench.core.settings import Settings
from workbench.ui.host import Host
from workbench.ui.prompting import get_model
from workbench.ui.prompting.get_model import VARIANT, GetModelDialog
from workbench.ui.prompting.model_choice import ModelChoice

LEFT = Qt.MouseButton.LeftButton
WAIT_MS = 30_000
NAME = "owner/tiny-GGUF"
FILES = {
    "tiny-Q4_K_M.gguf": random.Random(1).randbytes(200_000),
    "tiny-Q8_0.gguf": random.Random(2).randbytes(400_000),
}


@pytest.fixture
def host(qtbot: QtBot) -> Iterator[Host]:
    with prompting(Near) as made:
        yield made


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test writes into the system's keyring."""
    monkeypatch.setattr(secrets, "lasting", lambda: False)
    monkeypatch.setattr(secrets, "_memory", {})


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch, home: Path) -> Iterator[Hub]:
    for name in ("HF_TOKEN", "HF_HUB_OFFLINE", "WORKBENCH_KEY_HUGGINGFACE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HF_HOME", str(home / "hf"))
    with serving() as made:
        monkeypatch.setenv("HF_ENDPOINT", made.address)
        made.repos[NAME] = dict(FILES)
        yield made


@pytest.fixture
def dialog(host: Host, server: Hub, qtbot: QtBot) -> GetModelDialog:
    made = GetModelDialog(host)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.open()
    return made


def look(dialog: GetModelDialog, qtbot: QtBot, name: str = NAME) -> None:
    edit = dialog.repo.lineEdit()
    assert edit is not None
    edit.clear()
    qtbot.keyClicks(edit, name)
    qtbot.keyClick(edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not dialog._busy, timeout=WAIT_MS)


def download(dialog: GetModelDialog, qtbot: QtBot) -> None:
    qtbot.mouseClick(dialog.get, LEFT)


def ended(dialog: GetModelDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog._busy, timeout=WAIT_MS)


def names(dialog: GetModelDialog) -> list[str]:
    items = [dialog.list.topLevelItem(row) for row in range(dialog.list.topLevelItemCount())]
    return [item.text(0) for item in items if item is not None]


def test_nothing_looked_up_yet_says_what_to_do(dialog: GetModelDialog) -> None:
    assert dialog.hint.isVisible()
    assert "look up" in dialog.hint.text()
    assert not dialog.get.isEnabled()
    assert not dialog.stop.isVisible()
    assert not dialog.row.isVisible()
    assert dialog.repo.count() > 3


def test_models_are_listed_and_the_best_one_proposed(dialog: GetModelDialog, qtbot: QtBot) -> None:
    look(dialog, qtbot)
    assert names(dialog) == ["tiny-Q4_K_M.gguf", "tiny-Q8_0.gguf"]
    item = dialog.list.currentItem()
    assert item is not None
    assert (item.text(0), item.text(1), item.text(3)) == ("tiny-Q8_0.gguf", "400 kB", "yes")
    assert dialog.get.isEnabled()


def test_a_file_that_is_named_is_proposed(dialog: GetModelDialog, qtbot: QtBot) -> None:
    look(dialog, qtbot, f"{NAME}:q4_k_m")
    item = dialog.list.currentItem()
    assert item is not None
    assert item.data(0, VARIANT).precision == "Q4_K_M"


def test_it_is_downloaded_with_progress_and_told(
    dialog: GetModelDialog, home: Path, server: Hub, qtbot: QtBot
) -> None:
    look(dialog, qtbot)
    server.hold_after = 150_000
    with qtbot.waitSignal(dialog.got, timeout=WAIT_MS) as got:
        download(dialog, qtbot)
        qtbot.waitUntil(lambda: dialog.row.bar.value() > 0, timeout=WAIT_MS)
        assert "of 400 kB" in dialog.row.words.text()
        assert dialog.stop.isVisible()
        assert not dialog.get.isVisible()
        server.hold.set()
    assert got.args == ["near/tiny-Q8_0"]
    path = home / "data" / "hub" / NAME / "tiny-Q8_0.gguf"
    assert path.read_bytes() == FILES["tiny-Q8_0.gguf"]
    assert "verified" in dialog.row.words.text()
    assert dialog.row.bar.value() == dialog.row.bar.maximum()


def test_stopped_and_resumed_where_it_stood(
    dialog: GetModelDialog, home: Path, server: Hub, qtbot: QtBot
) -> None:
    look(dialog, qtbot)
    server.hold_after = 150_000
    download(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog.row.bar.value() > 0, timeout=WAIT_MS)
    qtbot.mouseClick(dialog.stop, LEFT)
    assert dialog.get.text() == "Resume"
    assert "kept" in dialog.row.words.text()
    part = home / "data" / "hub" / NAME / "tiny-Q8_0.gguf.part"
    assert part.stat().st_size > 0
    server.hold.set()
    # The lock of the one that was stopped is let go within a moment.
    lock = part.with_name(".lock")
    qtbot.waitUntil(lambda: not get_model_is_held(lock), timeout=WAIT_MS)
    with qtbot.waitSignal(dialog.got, timeout=WAIT_MS):
        download(dialog, qtbot)
    assert part.with_suffix("").read_bytes() == FILES["tiny-Q8_0.gguf"]
    assert [asked for _, asked, _ in server.asked if asked]
    assert dialog.get.text() == "Download"


def get_model_is_held(lock: Path) -> bool:
    from workbench.core.io import file_lock

    return file_lock.held(lock)


def test_closing_stops_it(dialog: GetModelDialog, home: Path, server: Hub, qtbot: QtBot) -> None:
    look(dialog, qtbot)
    server.hold_after = 150_000
    download(dialog, qtbot)
    qtbot.waitUntil(lambda: dialog.row.bar.value() > 0, timeout=WAIT_MS)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    lock = home / "data" / "hub" / NAME / ".lock"
    qtbot.waitUntil(lambda: not get_model_is_held(lock), timeout=WAIT_MS)
    server.hold.set()
    assert not (lock.parent / "tiny-Q8_0.gguf").exists()


def test_a_wrong_file_is_said_and_can_be_tried_again(
    dialog: GetModelDialog, server: Hub, qtbot: QtBot
) -> None:
    look(dialog, qtbot)
    server.wrong = {"tiny-Q8_0.gguf"}
    download(dialog, qtbot)
    ended(dialog, qtbot)
    assert "not the expected one" in dialog.problem.text()
    assert dialog.get.text() == "Resume"
    server.wrong = set()
    with qtbot.waitSignal(dialog.got, timeout=WAIT_MS):
        download(dialog, qtbot)
    assert not dialog.problem.isVisible()


def test_an_unknown_one_and_one_without_models(
    dialog: GetModelDialog, server: Hub, qtbot: QtBot
) -> None:
    look(dialog, qtbot, "owner/nothing")
    assert "no model owner/nothing" in dialog.problem.text()
    assert names(dialog) == []
    server.repos["owner/empty"] = {"README.md": b"x"}
    look(dialog, qtbot, "owner/empty")
    assert "no model in GGUF" in dialog.hint.text()
    assert not dialog.get.isEnabled()


def test_what_does_not_fit_is_said_and_can_be_had(
    dialog: GetModelDialog, server: Hub, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(get_model, "available", lambda: 1 << 20)
    look(dialog, qtbot)
    assert "No model of owner/tiny-GGUF fits into memory" in dialog.problem.text()
    assert not dialog.get.isEnabled()
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    assert dialog.get.isEnabled()
    assert "of memory" in dialog.note.text()
    assert memory.available() != 1 << 20


def test_a_gated_one_asks_for_a_key_and_shows_it_nowhere(
    dialog: GetModelDialog, host: Host, server: Hub, qtbot: QtBot
) -> None:
    server.gated = {NAME}
    look(dialog, qtbot)
    assert "who downloads it" in dialog.problem.text()
    assert dialog.key.isVisible()
    qtbot.keyClicks(dialog.key, KEY)
    assert KEY not in dialog.key.displayText()
    qtbot.keyClick(dialog.key, Qt.Key.Key_Return)
    ended(dialog, qtbot)
    assert names(dialog) == ["tiny-Q4_K_M.gguf", "tiny-Q8_0.gguf"]
    assert not dialog.key.isVisible()
    assert dialog.key.text() == ""
    assert secrets.get("huggingface") == KEY
    assert KEY not in host.settings.model_dump_json()


def test_local_only_asks_nobody(host: Host, server: Hub, qtbot: QtBot) -> None:
    host.settings.local_only = True
    made = GetModelDialog(host)
    qtbot.addWidget(made)
    made.show()
    look(made, qtbot)
    assert "is not asked" in made.problem.text()
    assert server.asked == []
    assert Settings().local_only is False


def test_the_menu_of_the_models_opens_it_and_what_came_is_chosen(
    host: Host, server: Hub, qtbot: QtBot
) -> None:
    choice = ModelChoice(host, "test")
    qtbot.addWidget(choice)
    choice.show()
    choice._fill_menu()
    menu = choice.setup.menu()
    assert isinstance(menu, QMenu)
    action = next(action for action in menu.actions() if action.text() == "Get a model…")
    action.trigger()
    dialog = choice.findChild(GetModelDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: choice.model is not None, timeout=WAIT_MS)
    asked = Near.asked
    dialog.got.emit("near/plain")
    qtbot.waitUntil(lambda: str(choice.model) == "near/plain", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: Near.asked > asked, timeout=WAIT_MS)
    dialog.reject()
