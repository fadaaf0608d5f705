"""Prompts opened, saved and restored; prices corrected; the prompt as it is sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetricsF, QGuiApplication
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QInputDialog, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.prompting import Far, Near, prompting
from workbench.core.provider_models import ProviderModel
from workbench.core.settings import Settings
from workbench.prompting import prices
from workbench.prompting.prompts import files
from workbench.prompting.prompts.images import png
from workbench.prompting.prompts.requests import request_text
from workbench.prompting.prompts.rows import Row
from workbench.prompting.prompts.template import Example, Prompt, Shots, render
from workbench.ui.host import Host
from workbench.ui.prompting.material import PromptMaterial
from workbench.ui.prompting.prices_dialog import PricesDialog
from workbench.ui.prompting.prompt_form import PromptForm
from workbench.ui.prompting.prompt_menu import STARTER, PromptMenu
from workbench.ui.prompting.rendered import Rendered
from workbench.ui.prompting.versions_dialog import VersionsDialog

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def host(qtbot: QtBot) -> Iterator[Host]:
    with prompting(Near) as made:
        yield made


def start(host: Host, qtbot: QtBot) -> tuple[PromptForm, PromptMenu]:
    """The form and its menu, as after a start."""
    form = PromptForm(host)
    menu = PromptMenu(host, form)
    for widget in (form, menu):
        qtbot.addWidget(widget)
        widget.show()
    return form, menu


def trigger(menu: PromptMenu, text: str) -> None:
    menu._fill()
    (action,) = [each for each in menu.menu.actions() if each.text() == text]
    action.trigger()


def describe(form: PromptForm, qtbot: QtBot, text: str) -> None:
    form.description.box.selectAll()
    qtbot.keyClicks(form.description.box, text)


# Opening and saving


def test_at_first_an_example_is_there(host: Host, qtbot: QtBot) -> None:
    form, menu = start(host, qtbot)
    assert form.prompt() == files.starter(STARTER)
    assert menu.name.text() == STARTER
    assert not menu.save_button.isEnabled()


def test_what_stands_is_there_after_a_restart(host: Host, qtbot: QtBot) -> None:
    form, menu = start(host, qtbot)
    describe(form, qtbot, "Something else")
    assert menu.name.text() == f"{STARTER} (not saved)"
    qtbot.waitUntil(lambda: files.remembered() == form.prompt(), timeout=60_000)
    again, other = start(host, qtbot)
    assert again.prompt() == form.prompt()
    assert other.name.text() == f"{STARTER} (not saved)"


def test_what_was_written_last_is_kept_when_the_window_closes(host: Host, qtbot: QtBot) -> None:
    form, menu = start(host, qtbot)
    describe(form, qtbot, "Last word")
    menu.close()
    assert files.remembered() == form.prompt()


def test_save_asks_for_a_name_once(host: Host, qtbot: QtBot) -> None:
    form, menu = start(host, qtbot)
    trigger(menu, "New")
    describe(form, qtbot, "First")
    qtbot.mouseClick(menu.save_button, LEFT)
    (dialog,) = menu.findChildren(QInputDialog)
    field = dialog.findChild(QLineEdit)
    assert field is not None
    qtbot.keyClicks(field, "My task")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert menu.name.text() == "My task"
    assert files.load(files.folder() / "my-task.toml") == form.prompt()
    describe(form, qtbot, "Second")
    qtbot.mouseClick(menu.save_button, LEFT)
    assert len(files.versions("My task")) == 2
    menu._fill()
    assert [each.text() for each in menu.own.actions()] == ["my-task"]


def test_a_version_is_restored(host: Host, qtbot: QtBot) -> None:
    form, menu = start(host, qtbot)
    first = form.prompt()
    assert first is not None
    files.save(first)
    describe(form, qtbot, "Worse")
    qtbot.mouseClick(menu.save_button, LEFT)
    trigger(menu, "Versions…")
    (dialog,) = menu.findChildren(VersionsDialog)
    assert dialog.list.count() == 2
    assert "Worse" in dialog.text.toPlainText()
    row = next(r for r in range(2) if first.version in dialog.list.item(r).text())
    dialog.list.setCurrentRow(row)
    qtbot.mouseClick(dialog.restore, LEFT)
    assert form.prompt() == first


def test_what_was_not_saved_can_be_taken_back(host: Host, qtbot: QtBot) -> None:
    form, menu = start(host, qtbot)
    describe(form, qtbot, "Precious")
    before = form.prompt()
    menu._fill()
    next(each for each in menu.examples.actions() if each.text() == "translate").trigger()
    assert menu.name.text() == "translate"
    notice = host.notices.shown[-1]
    assert STARTER in notice.message
    notice.actions[0][1]()
    assert form.prompt() == before
    assert menu.name.text() == f"{STARTER} (not saved)"


def test_a_file_is_opened_and_a_broken_one_is_explained(
    host: Host, qtbot: QtBot, tmp_path: Path
) -> None:
    _, menu = start(host, qtbot)
    good, bad = tmp_path / "mine.toml", tmp_path / "bad.toml"
    good.write_text('description = "Mine"', "utf-8")
    bad.write_text("description = 3", "utf-8")
    trigger(menu, "Open a file…")
    (dialog,) = menu.findChildren(QFileDialog)
    dialog.fileSelected.emit(str(good))
    dialog.reject()
    assert menu.name.text() == "mine"
    menu.open_path(bad)
    assert "description" in host.notices.shown[-1].message
    assert menu.name.text() == "mine"


def test_the_impossible_is_not_saved(host: Host, qtbot: QtBot) -> None:
    form, menu = start(host, qtbot)
    form.example.box.insertPlainText("{")
    menu.save()
    assert host.notices.shown[-1].severity == "warning"
    assert not files.saved()


# Prices


def test_prices_are_corrected_and_added(host: Host, qtbot: QtBot) -> None:
    dialog = PricesDialog(host)
    qtbot.addWidget(dialog)
    dialog.show()
    shipped = len(prices.shipped().entries)
    assert dialog.table.rowCount() == shipped
    assert dialog.entries() == []
    row = next(r for r in range(shipped) if dialog.table.item(r, 0).text() == "gpt-4o")
    dialog.table.item(row, 2).setText("1,5")
    qtbot.mouseClick(dialog.add, LEFT)
    save = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    qtbot.mouseClick(save, LEFT)
    assert "names no model" in dialog.problem.text()
    for column, text in enumerate(("mine", "host.example", "x", "2")):
        dialog.table.item(shipped, column).setText(text)
    qtbot.mouseClick(save, LEFT)
    assert "is no price" in dialog.problem.text()
    dialog.table.item(shipped, 2).setText("1")
    with qtbot.waitSignal(dialog.saved):
        qtbot.mouseClick(save, LEFT)
    known = prices.load()
    mine = known.find("host.example", "mine")
    assert mine is not None
    assert (mine.input, mine.output) == (1, 2)
    corrected = known.find("api.openai.com", "gpt-4o")
    assert corrected is not None
    assert corrected.input == 1.5
    assert len(prices.own().entries) == 2


def test_own_prices_are_removed_and_those_that_ship_stay(host: Host, qtbot: QtBot) -> None:
    prices.own_file().parent.mkdir(parents=True, exist_ok=True)
    table = 'model = "gpt-4o"\nhost = "api.openai.com"\ninput = 9\noutput = 9'
    prices.own_file().write_text(f'date = 2026-11-02\nsource = "a bill"\n[[price]]\n{table}\n')
    dialog = PricesDialog(host)
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.source.text() == "a bill"
    assert dialog.date.text() == "2026-11-02"
    dialog.table.selectRow(1)
    assert not dialog.remove.isEnabled()
    dialog.table.selectRow(0)
    qtbot.mouseClick(dialog.remove, LEFT)
    save = dialog.buttons.button(QDialogButtonBox.StandardButton.Save)
    qtbot.mouseClick(save, LEFT)
    found = prices.load().find("api.openai.com", "gpt-4o")
    assert found == prices.shipped().find("api.openai.com", "gpt-4o")


# As it is sent

GIVEN = tuple(Example(text=text, label=text.upper()) for text in ("one", "two", "three"))
COUNTING = Prompt(
    description="Say it louder:",
    example="{text} = {label}",
    shots=Shots(count=2, choose="given", given=GIVEN),
)


def seen(host: Host, qtbot: QtBot) -> Rendered:
    made = Rendered(host)
    qtbot.addWidget(made)
    made.resize(500, 400)
    made.show()
    return made


@pytest.mark.parametrize("form", ["chat", "completion"])
def test_every_part_is_named(host: Host, qtbot: QtBot, form: str) -> None:
    made, row = seen(host, qtbot), Row("four")
    prompt = COUNTING.model_copy(update={"form": form, "system": "Hello."})
    made.show_prompt(prompt, row, PromptMaterial(host), ProviderModel(Near(), "able"))
    with qtbot.waitSignal(made.shown):
        pass
    text = made.view.toPlainText()
    for word in ("System", "Description", "Shot 1", "Shot 2", "Input", "ONE", "four ="):
        assert word in text
    assert "Shot 3" not in text
    shots = [Row(each.text, each.label) for each in GIVEN[:2]]
    qtbot.mouseClick(made.copy, LEFT)
    assert QGuiApplication.clipboard().text() == request_text(render(prompt, shots, row))
    assert made.bar.isHidden() == (made.now is None or made.now.budget is None)
    assert "of 40 tokens" in made.count.text()


def test_what_does_not_fit_is_said_with_what_would(host: Host, qtbot: QtBot) -> None:
    made = seen(host, qtbot)
    options = {"max_tokens": 20}
    given = tuple(Example(text="so many words here", label="yes") for _ in range(6))
    prompt = Prompt.model_validate(
        {
            "example": "{text} {label}",
            "form": "completion",
            "options": options,
            "shots": {"count": 6, "choose": "given", "given": given},
        }
    )
    made.show_prompt(prompt, Row("and now"), PromptMaterial(host), ProviderModel(Near(), "able"))
    with qtbot.waitSignal(made.shown):
        pass
    assert made.advice.text() == "With 3 shots it fits."
    with qtbot.waitSignal(made.shots_wanted) as caught:
        qtbot.mouseClick(made.fewer, LEFT)
    assert caught.args == [3]
    made.show_prompt(prompt.with_shots(count=3), Row("and now"), PromptMaterial(host), None)
    with qtbot.waitSignal(made.shown):
        pass
    assert made.advice.isHidden()
    assert made.bar.isHidden()


def test_why_nothing_can_be_sent(host: Host, qtbot: QtBot) -> None:
    made, material = seen(host, qtbot), PromptMaterial(host)
    made.show_prompt(None, Row("x"), material, None)
    assert made.problem.text() == "Correct the prompt first."
    made.show_prompt(Prompt(example="{labels}"), Row("x"), material, None)
    qtbot.waitUntil(lambda: "there are none" in made.problem.text(), timeout=60_000)
    assert not made.copy.isEnabled()
    material.want(Prompt(), "nowhere")
    made.show_prompt(Prompt(), Row("x"), material, None)
    assert made.problem.text() == "Loading the dataset…"
    qtbot.waitUntil(lambda: material.problem is not None, timeout=60_000)
    made.show_prompt(Prompt(), Row("x"), material, None)
    assert "no dataset 'nowhere'" in made.problem.text()


def test_pictures_and_long_prompts(host: Host, qtbot: QtBot, tiny_data: object) -> None:
    made = seen(host, qtbot)
    image = png(tiny_data.test.x[0])  # type: ignore[attr-defined]
    many = tuple(Example(text=f"word {n}", label="a") for n in range(90))
    prompt = Prompt(shots=Shots(count=90, choose="given", given=many))
    made.show_prompt(prompt, Row("", images=(image,)), PromptMaterial(host), None)
    with qtbot.waitSignal(made.shown):
        pass
    text = made.view.toPlainText()
    assert "\ufffc" in text  # the picture
    assert "… 133 parts are not shown" in text
    assert "Shot 1" in text
    assert "Shot 90" in text


def test_a_drawing_is_shown_in_letters_of_one_width(
    host: Host, qtbot: QtBot, tiny_data: object
) -> None:
    made = seen(host, qtbot)
    image = png(tiny_data.test.x[3])  # type: ignore[attr-defined]
    widths = []
    for example in ("{picture}\n{label}", "{text}.....\n{label}"):
        prompt = Prompt(example=example, description="Which?", form="chat")
        made.show_prompt(prompt, Row("", images=(image,)), PromptMaterial(host), None)
        with qtbot.waitSignal(made.shown):
            pass
        cursor = made.view.document().find("....")
        assert not cursor.isNull()
        metrics = QFontMetricsF(cursor.charFormat().font())
        widths.append((metrics.horizontalAdvance("@"), metrics.horizontalAdvance(".")))
        assert ("\ufffc" in made.view.toPlainText()) == ("picture" not in example)
    assert widths[0][0] == widths[0][1]
    assert widths[1][0] != widths[1][1]


def test_who_is_elsewhere_is_not_asked_to_count(qtbot: QtBot) -> None:
    class Telltale(Far):
        def context(self, model: str) -> int | None:
            raise AssertionError("it was asked")

    with prompting(Telltale, settings=Settings(local_only=True)) as host:
        made = seen(host, qtbot)
        made.show_prompt(
            COUNTING, Row("x"), PromptMaterial(host), ProviderModel(Telltale(), "distant")
        )
        with qtbot.waitSignal(made.shown) as caught:
            pass
        assert caught.args[0].budget is None


def test_light_and_dark_differ(host: Host, qtbot: QtBot) -> None:
    made = seen(host, qtbot)
    made.show_prompt(COUNTING, Row("x"), PromptMaterial(host), ProviderModel(Near(), "able"))
    with qtbot.waitSignal(made.shown):
        pass
    host.theme.set_mode("light")
    light = made.view.toHtml()
    host.theme.set_mode("dark")
    assert made.view.toHtml() != light
    host.theme.set_mode("light")
    assert made.view.toHtml() == light
