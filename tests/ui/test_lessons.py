"""Lessons: each is in the Help menu, goes on where it was left, and is done when it is done."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.hosts import tiny_experiment
from tests.ui.training import add, hosting
from workbench.core.contracts.contributions import Lesson, LessonStep
from workbench.core.contracts.dataset import ImageClasses
from workbench.core.plugins import Plugins
from workbench.core.settings import Settings
from workbench.core.settings import load as load_settings
from workbench.ui.host import Host
from workbench.ui.lessons import LessonBar
from workbench.ui.window import MainWindow

FIRST, SECOND = "first-digit-reader", "second"


class Second(Lesson):
    id, name, about = SECOND, "Read & look", "A second one."
    order = 200
    steps = (
        LessonStep("Read this."),
        LessonStep("Open Data.", "page:data"),
        LessonStep("Open Data again.", "page:data"),
    )


@pytest.fixture
def host(plugins: Plugins, tiny_data: ImageClasses):
    add(plugins, "lesson", Second)
    with hosting(plugins, tiny_data) as host:
        yield host


@pytest.fixture
def window(qtbot: QtBot, host: Host) -> MainWindow:
    return opened(qtbot, host)


def opened(qtbot: QtBot, host: Host) -> MainWindow:
    window = MainWindow(host)
    qtbot.addWidget(window)
    return window


def bar(window: MainWindow) -> LessonBar:
    assert window._lesson is not None
    return window._lesson


def entries(window: MainWindow) -> list[str]:
    """What the Help menu says of lessons."""
    menu = next(a.menu() for a in window.menuBar().actions() if a.text() == "&Help")
    return [a.text() for a in menu.actions() if a.text().startswith("Lesson: ")]


def test_the_first_is_offered_and_ticks_itself_off(window: MainWindow, host: Host) -> None:
    assert bar(window).lesson.id == FIRST
    for moment in ("trained", "page:play", "drew", "page:runs"):
        host.moment.emit(moment)
    assert not bar(window).finished
    assert host.settings.lesson_done == []
    host.moment.emit("exported")
    assert bar(window).finished
    assert host.settings.lesson_done == [FIRST]
    assert entries(window)[0].endswith("✓")


def test_a_lesson_that_is_put_away_is_not_done_and_goes_on_later(
    qtbot: QtBot, window: MainWindow, host: Host
) -> None:
    host.moment.emit("trained")
    host.moment.emit("page:play")
    window.end_lesson()
    assert window._lesson is None
    assert host.settings.lesson_done == []
    assert "(2 of 5)" in entries(window)[0]
    # What happens meanwhile is not noticed.
    host.moment.emit("drew")
    window.actions_by_id[f"lesson-{FIRST}"].trigger()
    assert bar(window).n_done == 2
    assert "Draw a digit" in bar(window).text.text()
    # Who has put it away is asked for the second at the next start, and then for none.
    again = opened(qtbot, host)
    assert bar(again).lesson.id == SECOND
    again.end_lesson()
    assert opened(qtbot, host)._lesson is None


def test_the_second_is_read_with_next_and_counts_one_step_at_a_time(
    qtbot: QtBot, window: MainWindow, host: Host
) -> None:
    assert entries(window) == ["Lesson: Your first digit reader", "Lesson: Read && look"]
    window.actions_by_id[f"lesson-{SECOND}"].trigger()
    second = bar(window)
    assert second.next.text() == "Next"
    qtbot.mouseClick(second.next, Qt.MouseButton.LeftButton)
    assert second.next.text() == "Skip"
    host.moment.emit("page:data")
    assert second.n_done == 2
    assert host.settings.lesson_steps[SECOND] == 2
    host.moment.emit("page:data")
    assert host.settings.lesson_done == [SECOND]
    assert "✓" in entries(window)[1]
    assert "✓" not in entries(window)[0]
    # Opened once more it begins again, and stays done.
    window.actions_by_id[f"lesson-{SECOND}"].trigger()
    assert bar(window).n_done == 0
    assert host.settings.lesson_done == [SECOND]


def test_the_key_takes_the_first_that_is_not_done(window: MainWindow, host: Host) -> None:
    host.settings.lesson_done = [FIRST]
    window.actions_by_id["lesson"].trigger()
    assert bar(window).lesson.id == SECOND
    host.settings.lesson_done = [FIRST, SECOND]
    window.actions_by_id["lesson"].trigger()
    assert bar(window).lesson.id == FIRST


def test_progress_is_kept_in_the_settings_file() -> None:
    settings = Settings(lesson_done=[FIRST], lesson_steps={SECOND: 1}, lesson_closed=[SECOND])
    settings.save()
    read = load_settings()
    assert (read.lesson_done, read.lesson_steps, read.lesson_closed) == (
        [FIRST],
        {SECOND: 1},
        [SECOND],
    )


def test_a_lesson_that_lost_steps_is_left_at_its_last(window: MainWindow, host: Host) -> None:
    host.settings.lesson_steps = {SECOND: 7}
    window.start_lesson(Second)
    assert bar(window).n_done == 2
    assert not bar(window).finished


def test_a_faulty_lesson_is_named_and_the_next_is_offered(
    qtbot: QtBot, plugins: Plugins, tiny_data: ImageClasses
) -> None:
    class Faulty(Lesson):
        id, name, about, order = "faulty", "Faulty", "It has no steps.", 1
        steps = (3,)  # type: ignore[assignment]

    add(plugins, "lesson", Faulty)
    with hosting(plugins, tiny_data) as host:
        window = opened(qtbot, host)
        assert bar(window).lesson.id == FIRST
        assert any("int" in notice.message for notice in host.notices.shown)


def step_text(window: MainWindow) -> str:
    return bar(window).text.text()


def test_what_is_done_before_its_turn_counts_in_its_turn(
    qtbot: QtBot, window: MainWindow, host: Host
) -> None:
    """Who looks at Play while the network trains need not leave the page and come back."""
    window.show()
    qtbot.waitExposed(window)
    qtbot.mouseClick(window._buttons["play"], Qt.MouseButton.LeftButton)
    assert bar(window).n_done == 0
    host.select_run(host.jobs.train(host.experiment))
    qtbot.waitUntil(lambda: bool(host.run.run) and not host.run.live, timeout=200_000)
    assert host.run.status == "finished", host.run.error
    assert bar(window).n_done == 2
    assert "Draw a digit" in step_text(window)


def test_a_training_that_is_stopped_and_kept_is_one(
    qtbot: QtBot, window: MainWindow, host: Host
) -> None:
    host.set_experiment(tiny_experiment(epochs=10_000))
    host.select_run(host.jobs.train(host.experiment))
    qtbot.waitUntil(lambda: host.run.status == "running" and host.run.step > 0, timeout=200_000)
    host.jobs.stop(host.run.run)
    qtbot.waitUntil(lambda: not host.run.live, timeout=200_000)
    assert host.run.status == "stopped"
    assert bar(window).n_done == 1


def test_progress_outlives_a_window_that_is_killed(
    qtbot: QtBot, window: MainWindow, host: Host, plugins: Plugins, tiny_data: ImageClasses
) -> None:
    for moment in ("trained", "drew", "page:play", "exported"):
        host.moment.emit(moment)
    assert bar(window).n_done == 3
    # Nothing was closed: what the next start reads is what was written meanwhile.
    qtbot.waitUntil(
        lambda: load_settings().lesson_ahead.get(FIRST) == {"exported": 1}, timeout=60_000
    )
    read = load_settings()
    assert read.lesson_steps[FIRST] == 3
    host.settings.lesson_steps, host.settings.lesson_ahead = read.lesson_steps, read.lesson_ahead
    again = opened(qtbot, host)
    assert "Open Runs" in step_text(again)
    again.show()
    qtbot.waitExposed(again)
    qtbot.mouseClick(again._buttons["runs"], Qt.MouseButton.LeftButton)
    assert bar(again).finished
    qtbot.waitUntil(lambda: load_settings().lesson_done == [FIRST], timeout=60_000)


def test_who_has_trained_before_need_not_train_again(qtbot: QtBot, host: Host) -> None:
    host.select_run(host.jobs.train(tiny_experiment()))
    qtbot.waitUntil(lambda: bool(host.run.run) and not host.run.live, timeout=200_000)
    window = opened(qtbot, host)
    qtbot.waitUntil(lambda: bar(window).n_done == 1, timeout=60_000)
    assert "Open Play" in step_text(window)


def test_a_step_that_cannot_come_true_is_skipped(
    qtbot: QtBot, plugins: Plugins, tiny_data: ImageClasses
) -> None:
    class Stuck(Lesson):
        id, name, about, order = "stuck", "Stuck", "It waits for what nobody says.", 1
        steps = (LessonStep("Open the moon.", "page:moon"), LessonStep("Open Data.", "page:data"))

    add(plugins, "lesson", Stuck)
    with hosting(plugins, tiny_data) as host:
        window = opened(qtbot, host)
        window.show()
        qtbot.waitExposed(window)
        window._buttons["data"].setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(window._buttons["data"], Qt.Key.Key_Space)
        assert bar(window).n_done == 0
        bar(window).next.setFocus(Qt.FocusReason.TabFocusReason)
        qtbot.keyClick(bar(window).next, Qt.Key.Key_Space)
        # Data had been opened by then.
        assert bar(window).finished
        assert host.settings.lesson_done == ["stuck"]
