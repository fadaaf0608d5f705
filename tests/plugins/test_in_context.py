"""The playground of in-context learning: by mouse and keys, a model says what it is told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.inference import tinytext
from tests.prompting.scripted import Scripted, question
from tests.ui.training import add, hosting
from workbench.core.contracts.dataset import ImageClasses
from workbench.core.contracts.errors import BrokenAnswer
from workbench.core.contracts.provider import Provider, Request
from workbench.core.plugins import Plugins, discover
from workbench.prompting.icl import letter_runs
from workbench.prompting.icl.letter_tasks import LETTERS
from workbench.prompting.icl.word_pairs import load
from workbench.ui.host import Host

LEFT = Qt.MouseButton.LeftButton
ENGLISH = {row.text: row.label.split("|")[0] for row in load().questions}


def reply(request: Request) -> str | Exception:
    lines = question(request).splitlines()
    if lines[0].startswith("Translate"):
        return ENGLISH[lines[-1].removesuffix(" =")] if len(lines) > 2 else "what?"
    return " positive"


class Told(Scripted):
    """Says what the test tells it to."""

    id, name = "told", "Told"
    how: Any = staticmethod(reply)
    pause = 0.0

    def __init__(self, params: Any = None) -> None:
        super().__init__(lambda request: type(self).how(request), pause_s=type(self).pause)


@pytest.fixture
def bare() -> Plugins:
    """Without any provider."""
    providers = {record.name for record in discover(installed=False).records} & {
        "llama",
        "openai_http",
        "hf_transformers",
        "minilm",
    }
    return discover(installed=False, blocked=sorted(providers))


@pytest.fixture
def alone(qtbot: QtBot, bare: Plugins, tiny_data: ImageClasses) -> Iterator[Host]:
    """A host with no model but one's own runs."""
    with hosting(bare, tiny_data) as made:
        yield made


@pytest.fixture
def host_plugins(bare: Plugins, monkeypatch: pytest.MonkeyPatch) -> Plugins:
    monkeypatch.setattr(Told, "how", staticmethod(reply))
    monkeypatch.setattr(Told, "pause", 0.0)
    add(bare, "provider", Told)
    return bare


def playground(host: Host, qtbot: QtBot):
    from workbench_plugins.in_context.widget import InContextPlayground

    widget = InContextPlayground(host)
    qtbot.addWidget(widget)
    widget.resize(940, 540)
    widget.show()
    return widget


@pytest.fixture
def widget(host: Host, qtbot: QtBot):
    made = playground(host, qtbot)
    qtbot.waitUntil(lambda: made.translate.demonstration is not None, timeout=60_000)
    return made


def finish(part, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: part.shown is not None and not part.asking.running, timeout=60_000)


def test_prompts_stand_side_by_side_before_anything_is_asked(widget) -> None:
    part = widget.translate
    none, one, three = part.prompts.texts
    assert none == "Translate German to English:\nrot ="
    assert len(one.splitlines()) == 3
    assert len(three.splitlines()) == 5
    assert three.endswith(one.splitlines()[-2] + "\nrot =")
    assert part.answers.item(0, 0).text() == "rot"
    assert part.answers.item(0, 1).text() == "red"
    assert part.answers.item(0, 2) is None
    assert part.run_button.isEnabled()


def test_one_button_shows_it(widget, qtbot: QtBot) -> None:
    part = widget.translate
    qtbot.mouseClick(part.run_button, LEFT)
    finish(part, qtbot)
    assert part.answers.item(0, 2).text() == "✗ what?"
    assert part.answers.item(0, 3).text() == "✓ red"
    assert part.answers.item(79, 4).text().startswith("✓ ")
    assert "rises from 0 % (no shots) to 100 %" in part.said.text()
    described = part.bars.accessibleDescription()
    assert described == "no shots: 0 %; 1 shot: 100 %; 3 shots: 100 %"
    assert part.status.text() == "240 answers."
    assert part.run_button.text() == "Run"


def test_again_nothing_is_asked_twice(widget, qtbot: QtBot) -> None:
    part = widget.translate
    for said in ("240 answers.", "240 answers, 240 of them known from before."):
        part.shown = None
        qtbot.mouseClick(part.run_button, LEFT)
        finish(part, qtbot)
        assert part.status.text() == said


def test_keys_run_and_stop(widget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    part = widget.translate
    monkeypatch.setattr(part.models.model.provider, "pause_s", 0.05)
    part.answers.setFocus()
    qtbot.keyClick(part.answers, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert part.asking.running
    assert part.run_button.text() == "Stop"
    qtbot.waitUntil(lambda: part.answers.item(1, 2) is not None, timeout=60_000)
    qtbot.keyClick(part.answers, Qt.Key.Key_Escape)
    finish(part, qtbot)
    assert "stopped" in part.status.text()
    answered = sum(result.accuracy.total for result in part.results())
    assert 0 < answered < 240
    assert part.run_button.text() == "Run"
    # What there is stays, and the rest comes.
    monkeypatch.setattr(part.models.model.provider, "pause_s", 0.0)
    part.shown = None
    qtbot.mouseClick(part.run_button, LEFT)
    finish(part, qtbot)
    assert sum(result.accuracy.total for result in part.results()) == 240


def test_what_goes_wrong_is_said(widget, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Told, "how", staticmethod(lambda request: BrokenAnswer("It broke off.")))
    part = widget.translate
    qtbot.mouseClick(part.run_button, LEFT)
    finish(part, qtbot)
    assert "It broke off." in part.status.text()
    assert part.said.text() == ""
    assert part.bars.accessibleDescription() == "no shots: –; 1 shot: –; 3 shots: –"


def test_labels_of_a_built_in_dataset(widget, qtbot: QtBot) -> None:
    qtbot.mouseClick(widget.choices.button(1), LEFT)
    part = widget.labels
    qtbot.waitUntil(lambda: part.demonstration is not None, timeout=60_000)
    assert part.isVisible()
    assert part.datasets.currentData() == "short-reviews"
    ids = {part.datasets.itemData(row) for row in range(part.datasets.count())}
    assert {"sms-spam", "word-order"} <= ids
    assert not {"digits", "mnist", "text-files", "letter-tasks"} & ids
    part.shots.setValue(2)
    qtbot.waitUntil(lambda: part.demonstration is not None, timeout=60_000)
    none, true, flipped, _ = part.prompts.texts
    swapped = true.replace("positive", "?").replace("negative", "positive").replace("?", "negative")
    head = "Label each text with one of: negative, positive."
    assert none.startswith(head)
    assert flipped.removeprefix(head) == swapped.removeprefix(
        "Label each text with one of: positive, negative."
    )
    qtbot.mouseClick(part.run_button, LEFT)
    finish(part, qtbot)
    assert "may be guessing (50 %)" in part.said.text()
    assert part.guess.text() == "Guessing is right in 50 %."
    assert part.bars.accessibleDescription().startswith("no shots: 50 %; true labels: 50 %")


def test_another_choice_ends_what_is_asked(widget, qtbot: QtBot) -> None:
    qtbot.mouseClick(widget.choices.button(1), LEFT)
    part = widget.labels
    qtbot.waitUntil(lambda: part.demonstration is not None, timeout=60_000)
    before, provider = part.demonstration, part.models.model.provider
    provider.pause_s = 0.05
    qtbot.mouseClick(part.run_button, LEFT)
    qtbot.waitUntil(
        lambda: any(given for r in part.results() for given in r.answers), timeout=60_000
    )
    part.shots.setValue(3)
    assert not part.asking.running
    qtbot.waitUntil(lambda: part.demonstration not in (None, before), timeout=60_000)
    assert part.run_button.text() == "Run"
    assert not any(given for r in part.results() for given in r.answers)
    provider.pause_s = 0.0
    qtbot.mouseClick(part.run_button, LEFT)
    finish(part, qtbot)
    assert part.shown.demonstration is part.demonstration
    assert sum(r.accuracy.total for r in part.results()) == 240


def test_a_dataset_that_is_not_there_is_said(widget, qtbot: QtBot) -> None:
    part = widget.labels
    part.datasets.setCurrentIndex(part.datasets.findData("sms-spam"))
    qtbot.waitUntil(
        lambda: part.panel.empty and "File not found" in part.panel.placeholder.title.text()
    )
    assert not part.run_button.isEnabled()


def test_without_a_model_it_says_so(alone: Host, qtbot: QtBot) -> None:
    widget = playground(alone, qtbot)
    part = widget.translate
    qtbot.waitUntil(lambda: part.models.nothing.isVisible(), timeout=60_000)
    assert part.panel.empty
    assert part.panel.placeholder.title.text() == "No model is chosen yet"
    assert not part.run_button.isEnabled()


def test_without_a_run_a_button_sets_one_up(alone: Host, qtbot: QtBot) -> None:
    widget = playground(alone, qtbot)
    part = widget.tasks
    qtbot.mouseClick(widget.choices.button(2), LEFT)
    qtbot.waitUntil(lambda: part.panel.currentWidget() is part.nothing, timeout=60_000)
    with qtbot.waitSignal(alone.page_wanted) as caught:
        qtbot.mouseClick(part.nothing.buttons[0], LEFT)
    assert caught.args == ["train"]
    assert alone.experiment == letter_runs.experiment()


@pytest.mark.slow
def test_a_run_is_asked_about_every_task(alone: Host, qtbot: QtBot) -> None:
    """A model that goes round in the alphabet, whatever it is shown."""
    run = alone.store.create(letter_runs.experiment())
    run.close()
    tokens = tinytext.tokenizer(text=LETTERS + ">\n")
    tinytext.cycle(run.model_file, tokens, LETTERS + ">\n", context=64)
    widget = playground(alone, qtbot)
    part = widget.tasks
    qtbot.mouseClick(widget.choices.button(2), LEFT)
    qtbot.waitUntil(lambda: part.demonstration is not None, timeout=60_000)
    assert len(part.prompts.texts) == 5
    assert ">" in part.prompts.texts[0]
    part.task.setCurrentIndex(part.task.findData("reverse"))
    last = part.prompts.texts[4].splitlines()
    assert all(line[:3] == line[4:][::-1] for line in last[:-1])
    assert "reverse (absent)" in part.legend.text()
    small = part.demonstration.conditions
    assert len(small) == 25
    qtbot.mouseClick(part.run_button, LEFT)
    finish(part, qtbot)
    assert "does not master copy, next and rotate" in part.said.text()
    assert "of which its text has no example" in part.said.text()
    assert set(part.plot.lines) == {"copy", "next", "rotate", "reverse", "cipher"}
    assert all(len(line.x) == 5 for line in part.plot.lines.values())
    assert "reverse, 5 shots: 0 %" in part.plot.accessibleDescription()


def test_it_may_be_closed_while_it_asks(host: Host, qtbot: QtBot) -> None:
    made = playground(host, qtbot)
    part = made.translate
    qtbot.waitUntil(lambda: part.demonstration is not None, timeout=60_000)
    provider = part.models.model.provider
    provider.pause_s = 0.05
    qtbot.mouseClick(part.run_button, LEFT)
    qtbot.waitUntil(lambda: bool(provider.asked), timeout=60_000)
    made.close()
    made.deleteLater()
    qtbot.waitUntil(lambda: provider.together == 0, timeout=60_000)
    asked = len(provider.asked)
    assert asked < 240


def test_providers_are_the_hosts(host: Host) -> None:
    assert "told" in host.plugins.of(Provider)
