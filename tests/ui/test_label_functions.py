"""The tab of labelling functions: written with a preview, kept, weighed, asked of a model."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.comparison import doing
from tests.prompting.scripted import question
from tests.ui.labelling import GLAD, LEFT, ME, of_pictures, of_reviews, shown, until
from workbench.core.contracts.errors import Unreachable
from workbench.core.contracts.provider import Request
from workbench.core.plugins import Plugins
from workbench.labelling.functions import Function
from workbench.ui.host import Host
from workbench.ui.labelling.functions_tab import FunctionsTab
from workbench.ui.pages.label import LabelPage

Key = Qt.Key
GOOD = Function(name="good", label="glad", words=("good", "fine"))
BAD = Function(name="bad", label="sad", words=("bad", "awful"), otherwise="glad")


def glad_or_sad(request: Request) -> str:
    """The right answer to a row of `reviews`."""
    asked = question(request)
    return "glad" if any(f"was {word}." in asked for word in GLAD) else "sad"


@pytest.fixture
def doer(plugins: Plugins, tmp_path) -> doing.Doer:  # type: ignore[no-untyped-def]
    made = doing.Doer(plugins, tmp_path)
    made.provider.reply = glad_or_sad
    return made


@pytest.fixture
def host_plugins(doer: doing.Doer) -> Plugins:
    return doer.plugins


def tab_of(page: LabelPage, qtbot: QtBot) -> FunctionsTab:
    page.tabs.setCurrentWidget(page.functions)
    until(qtbot, lambda: page.work is not None and not page.work.applying)
    return page.functions


def test_a_function_is_tried_while_it_is_typed(host: Host, qtbot: QtBot) -> None:
    project = of_reviews()
    with shown(host, qtbot) as page:
        tab = tab_of(page, qtbot)
        form = tab.form
        qtbot.keyClicks(form.looks, "good")
        until(qtbot, lambda: "5 of 40" in form.hits.text())
        assert form.examples.text().count("<p>") == 3
        assert "&nbsp;good&nbsp;</b>" in form.examples.text()
        qtbot.keyClicks(form.looks, ", fine")
        until(qtbot, lambda: "10 of 40" in form.hits.text())
        qtbot.keyClick(form.looks, Key.Key_Return)
        kept = project.__class__(project.folder, page.work.project.head, project.items)  # type: ignore[union-attr]
        assert [f.words for f in kept.head.function] == [("good", "fine")]
        assert tab.table.rowCount() == 1
        until(qtbot, lambda: tab.table.item(0, 2).text() == "25.0%")  # type: ignore[union-attr]
        # The next one is begun at once.
        assert form.looks.text() == ""
        assert tab.table.selected_row == -1


def test_what_is_no_pattern_is_said(host: Host, qtbot: QtBot) -> None:
    of_reviews()
    with shown(host, qtbot) as page:
        form = tab_of(page, qtbot).form
        form.kind.setCurrentIndex(form.kind.findData("pattern"))
        qtbot.keyClicks(form.looks, "(good")
        until(qtbot, lambda: "no regular expression" in form.problem.text())
        assert form.hits.text() == ""
        qtbot.keyClicks(form.looks, "|bad)")
        until(qtbot, lambda: "10 of 40" in form.hits.text())
        assert not form.problem.isVisible()
        assert form.function() == Function(name="(good|bad)", label="glad", pattern="(good|bad)")


def test_markup_in_rows_is_shown_as_it_is(host: Host, qtbot: QtBot) -> None:
    from workbench.labelling import project as labellings
    from workbench.labelling.items import Items

    labellings.create("Marked", Items(("<img src=x> &amp; word", "other")), ("a", "b"))
    with shown(host, qtbot) as page:
        form = tab_of(page, qtbot).form
        qtbot.keyClicks(form.looks, "word")
        until(qtbot, lambda: "1 of 2" in form.hits.text())
        assert "&lt;img src=x&gt; &amp;amp; " in form.examples.text()


def test_functions_are_weighed_together(host: Host, qtbot: QtBot) -> None:
    project = of_reviews(functions=(GOOD, BAD))
    for number in range(8):
        project.mark(number, ("glad", "sad")[number % 2], ME)
    with shown(host, qtbot) as page:
        tab = tab_of(page, qtbot)
        cells = [tab.table.item(1, column).text() for column in range(7)]  # type: ignore[union-attr]
        assert cells[:2] == ["bad", "sad"]
        assert cells[2] == "100.0%"
        # It takes dull and cold soups for good ones.
        assert cells[5].startswith("6 of 8")
        together = tab.together
        assert "2 rules cover 40 of 40 rows" in together.covered.text()
        together.slider.setValue(50)
        assert "40 rows" in together.sure.text()
        first = together._rows[0]
        assert first not in page.work.walk.mine  # type: ignore[union-attr]
        qtbot.mouseClick(together.label, LEFT)
        assert page.tabs.currentWidget() is page.label
        assert page.work.walk.row == first  # type: ignore[union-attr]


def test_a_silent_class_is_warned_about(host: Host, qtbot: QtBot) -> None:
    of_reviews(functions=(GOOD,))
    with shown(host, qtbot) as page:
        together = tab_of(page, qtbot).together
        assert "No function ever says sad" in together.silent.text()
        assert together.silent.isVisible()


def test_a_function_is_changed_and_deleted(host: Host, qtbot: QtBot) -> None:
    project = of_reviews(functions=(GOOD, BAD))
    with shown(host, qtbot) as page:
        tab = tab_of(page, qtbot)
        cell = tab.table.visualItemRect(tab.table.item(0, 0))
        qtbot.mouseClick(tab.table.viewport(), LEFT, pos=cell.center())
        assert tab.form.looks.text() == "good, fine"
        qtbot.keyClicks(tab.form.looks, ", great")
        qtbot.mouseClick(tab.form.keep, LEFT)
        work = page.work
        assert work is not None
        assert work.project.head.function[0].words == ("good", "fine", "great")
        qtbot.mouseClick(tab.delete, LEFT)
        assert [f.name for f in work.project.head.function] == ["bad"]
        # A rule that was added since stays, and a notice since takes nothing away.
        assert tab.keep(Function(name="new", label="glad", words=("great",)))
        host.notices.info("Something else.")
        qtbot.mouseClick(tab.undo, LEFT)
        assert [f.name for f in work.project.head.function] == ["good", "bad", "new"]
        assert not tab.undo.isEnabled()
        assert project.folder == work.project.folder


def test_two_of_one_name_are_refused(host: Host, qtbot: QtBot) -> None:
    of_reviews(functions=(GOOD,))
    with shown(host, qtbot) as page:
        tab = tab_of(page, qtbot)
        qtbot.keyClicks(tab.form.looks, "cold")
        qtbot.keyClicks(tab.form.name, "good")
        qtbot.mouseClick(tab.form.keep, LEFT)
        assert "same name" in tab.form.problem.text()
        assert tab.table.rowCount() == 1


def prompt_form(page: LabelPage, qtbot: QtBot) -> FunctionsTab:
    tab = tab_of(page, qtbot)
    tab.form.kind.setCurrentIndex(tab.form.kind.findData("prompt"))
    until(qtbot, lambda: tab.form.prompt.models.model is not None)
    tab.form.prompt.models.choose("scripted/word")
    return tab


def test_a_prompt_is_asked_on_a_button(host: Host, doer: doing.Doer, qtbot: QtBot) -> None:
    of_reviews()
    with shown(host, qtbot) as page:
        tab = prompt_form(page, qtbot)
        part = tab.form.prompt
        until(qtbot, lambda: "40 rows" in part.forecast.text())
        assert "costs nothing" in part.forecast.text()
        assert part.models.badge.isVisible()
        assert doer.provider.asked == []
        qtbot.mouseClick(part.apply, LEFT)
        until(qtbot, lambda: not part.asking.running)
        assert len(doer.provider.asked) == 40
        until(qtbot, lambda: tab.table.item(0, 2).text() == "100.0%")  # type: ignore[union-attr]
        # It is not asked about the same rows again.
        qtbot.mouseClick(part.apply, LEFT)
        until(qtbot, lambda: not part.asking.running)
        assert len(doer.provider.asked) == 40


def test_a_prompt_is_stopped_and_gone_on_with(host: Host, doer: doing.Doer, qtbot: QtBot) -> None:
    of_reviews()
    doer.provider.pause_s = 0.05
    with shown(host, qtbot) as page:
        tab = prompt_form(page, qtbot)
        part = tab.form.prompt
        qtbot.mouseClick(part.apply, LEFT)
        until(qtbot, lambda: len(doer.provider.asked) > 2)
        qtbot.mouseClick(part.pause, LEFT)
        assert part.asking.paused
        qtbot.mouseClick(part.pause, LEFT)
        qtbot.mouseClick(part.stop, LEFT)
        until(qtbot, lambda: not part.asking.running)
        assert "Stopped" in part.forecast.text()
        assert len(doer.provider.asked) < 40
        assert tab.table.item(0, 2).text() == "not asked yet"  # type: ignore[union-attr]
        doer.provider.pause_s = 0
        qtbot.mouseClick(part.apply, LEFT)
        until(qtbot, lambda: not part.asking.running)
        assert len(set(doer.provider.asked)) == 40
        until(qtbot, lambda: tab.table.item(0, 2).text() == "100.0%")  # type: ignore[union-attr]


def test_a_model_that_does_not_answer_is_said(host: Host, doer: doing.Doer, qtbot: QtBot) -> None:
    of_reviews()
    doer.provider.reply = lambda _: Unreachable("Nobody is there.", "Start it.")
    with shown(host, qtbot) as page:
        part = prompt_form(page, qtbot).form.prompt
        qtbot.mouseClick(part.apply, LEFT)
        until(qtbot, lambda: not part.asking.running)
        until(qtbot, lambda: "Nobody is there" in part.problem.text())
        assert not part.bar.isVisible()


def test_pictures_take_prompts(host: Host, qtbot: QtBot) -> None:
    of_pictures()
    with shown(host, qtbot) as page:
        form = tab_of(page, qtbot).form
        assert form.kind.currentData() == "prompt"
        form.kind.setCurrentIndex(form.kind.findData("words"))
        qtbot.keyClicks(form.looks, "left")
        until(qtbot, lambda: "rows are pictures" in form.problem.text())
