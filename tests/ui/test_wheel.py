"""The wheel scrolls what is behind a field and never changes one: every page, dialog and form."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QDate, QDateTime, QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QComboBox,
    QDateEdit,
    QDateTimeEdit,
    QDial,
    QDialog,
    QDoubleSpinBox,
    QFontComboBox,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QSlider,
    QSpinBox,
    QTabBar,
    QTabWidget,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot
from superqt import (
    QDoubleSlider,
    QLabeledDoubleSlider,
    QLabeledRangeSlider,
    QLabeledSlider,
    QLargeIntSpinBox,
    QRangeSlider,
    QSearchableComboBox,
)

from workbench.comparison.plan import Spec
from workbench.core.contracts.answerer import Answerer
from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.encoder import Encoder
from workbench.core.contracts.exporter import Exporter
from workbench.core.contracts.launcher import Launcher
from workbench.core.contracts.params import Params, settings_of
from workbench.core.contracts.provider import Provider
from workbench.core.contracts.trainer import Trainer
from workbench.core.plugins import Plugins
from workbench.core.survey import sources
from workbench.ui import guards, wheel
from workbench.ui.app import make_application
from workbench.ui.comparing.prompt_dialog import PromptDialog
from workbench.ui.comparing.settings_dialog import SettingsDialog
from workbench.ui.export_dialog import ExportDialog
from workbench.ui.forms.form import Form
from workbench.ui.host import Host
from workbench.ui.labelling.new_dialog import NewDialog
from workbench.ui.prompting.get_model import GetModelDialog
from workbench.ui.prompting.prices_dialog import PricesDialog
from workbench.ui.provider_dialog import ProviderDialog
from workbench.ui.theme import ThemeManager
from workbench.ui.window import PAGES, MainWindow

KINDS: tuple[type[Contribution], ...] = (
    Answerer,
    Architecture,
    Dataset,
    Exporter,
    Launcher,
    Encoder,
    Provider,
    Trainer,
)
NOTCH = 120


def fields(root: QWidget) -> list[QWidget]:
    """All widgets whose value Qt's own wheel would change, in sight or not."""
    kinds = (QAbstractSpinBox, QComboBox, QAbstractSlider, QTabBar)
    inside = [w for w in root.findChildren(QWidget) if isinstance(w, kinds)]
    found = [w for w in inside if not isinstance(w, QScrollBar)]
    for field in found:
        field.ensurePolished()  # Qt does so when it is unfolded
    return found


def value_of(field: QWidget) -> object:
    if isinstance(field, QTabBar | QComboBox):
        return field.currentIndex(), getattr(field, "currentText", str)()
    if isinstance(field, QAbstractSpinBox):
        return field.text()
    return field.value()  # type: ignore[attr-defined]


def turn(widget: QWidget, notches: int) -> None:
    """Turn the wheel over a widget, as the system reports it to the application."""
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle,
        QPointF(widget.mapToGlobal(middle.toPoint())),
        QPoint(),
        QPoint(0, NOTCH * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(widget, event)


def turned(root: QWidget) -> list[QWidget]:
    """Turn the wheel up and down over every field, focused and not; the fields it was."""
    found = fields(root)
    for field in found:
        before = value_of(field)
        for target in (field, *field.findChildren(QLineEdit), *field.findChildren(QAbstractSlider)):
            for notches in (2, -1):
                turn(target, notches)
                assert value_of(field) == before, f"{field} changed at {notches} notches"
        field.setFocus(Qt.FocusReason.MouseFocusReason)
        turn(field, -2)
        assert value_of(field) == before, f"{field} changed while it had the focus"
    return found


@pytest.fixture
def area(qtbot: QtBot) -> QScrollArea:
    """A page that can be scrolled, in an application as `workbench` makes it."""
    make_application(["workbench"])
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.resize(400, 200)
    inside = QWidget()
    column = QVBoxLayout(inside)
    filler = QWidget()
    filler.setMinimumHeight(2000)
    column.addWidget(filler)
    made.setWidget(inside)
    qtbot.addWidget(made)
    return made


def put_in(area: QScrollArea, widget: QWidget) -> QWidget:
    column = area.widget().layout()
    assert isinstance(column, QVBoxLayout)
    column.insertWidget(0, widget)
    area.show()
    return widget


def _spin(cls: type[Any], low: Any, high: Any, value: Any) -> QWidget:
    box: QWidget = cls()
    box.setRange(low, high)  # type: ignore[attr-defined]
    box.setValue(value)  # type: ignore[attr-defined]
    return box


def _combo(cls: type[QComboBox]) -> QWidget:
    box = cls()
    box.addItems([str(n) for n in range(20)])
    box.setCurrentIndex(10)
    return box


def _date(cls: type[QDateTimeEdit]) -> QWidget:
    box = cls()
    box.setDateTime(QDateTime(QDate(2020, 5, 5).startOfDay()))
    return box


def _tabs(cls: type[Any]) -> QWidget:
    made: QWidget = cls()
    for n in range(20):
        made.addTab(*((QWidget(), str(n)) if cls is QTabWidget else (str(n),)))  # type: ignore[attr-defined]
    made.setCurrentIndex(10)  # type: ignore[attr-defined]
    return made


WIDGETS = {
    "spin box": lambda: _spin(QSpinBox, 0, 100, 50),
    "double spin box": lambda: _spin(QDoubleSpinBox, 0, 100, 50),
    "large spin box": lambda: _spin(QLargeIntSpinBox, 0, 10**12, 10**10),
    "combo box": lambda: _combo(QComboBox),
    "searchable combo box": lambda: _combo(QSearchableComboBox),
    "font combo box": lambda: QFontComboBox(),
    "date": lambda: _date(QDateEdit),
    "date and time": lambda: _date(QDateTimeEdit),
    "time": lambda: _date(QTimeEdit),
    "slider": lambda: _spin(QSlider, 0, 100, 50),
    "dial": lambda: _spin(QDial, 0, 100, 50),
    "double slider": lambda: _spin(QDoubleSlider, 0, 100, 50),
    "labelled slider": lambda: _spin(QLabeledSlider, 0, 100, 50),
    "labelled double slider": lambda: _spin(QLabeledDoubleSlider, 0, 100, 50),
    "range slider": lambda: _spin(QRangeSlider, 0, 100, (20, 80)),
    "labelled range slider": lambda: _spin(QLabeledRangeSlider, 0, 100, (20, 80)),
    "tab bar": lambda: _tabs(QTabBar),
    "tabs": lambda: _tabs(QTabWidget),
}


@pytest.mark.parametrize("name", WIDGETS)
def test_the_wheel_scrolls_behind_every_kind_of_field(area: QScrollArea, name: str) -> None:
    widget = put_in(area, WIDGETS[name]())
    if name == "labelled range slider":
        widget.show()
    bar = area.verticalScrollBar()
    inside = [w for w in (widget, *fields(widget)) if wheel.is_field(w)]
    assert inside
    for field in inside:
        before = value_of(field)
        for has_focus in (False, True):
            if has_focus:
                field.setFocus(Qt.FocusReason.MouseFocusReason)
            bar.setValue(100)
            turn(field, -1)
            assert value_of(field) == before
            assert bar.value() > 100, "the page was not scrolled down"
            turn(field, 2)
            assert value_of(field) == before
            assert bar.value() < 100, "the page was not scrolled up"


def test_a_calendar_keeps_its_date(area: QScrollArea) -> None:
    calendar = put_in(area, QCalendarWidget())
    assert isinstance(calendar, QCalendarWidget)
    before = calendar.selectedDate()
    for child in (calendar, *calendar.findChildren(QWidget)):
        turn(child, -1)
    assert calendar.selectedDate() == before


def test_scroll_bars_still_scroll(area: QScrollArea) -> None:
    put_in(area, QLineEdit())
    turn(area.verticalScrollBar(), -1)
    assert area.verticalScrollBar().value() > 0


def test_the_open_list_of_a_combo_box_still_scrolls(area: QScrollArea) -> None:
    box = put_in(area, QComboBox())
    assert isinstance(box, QComboBox)
    box.addItems([str(n) for n in range(200)])
    box.setMaxVisibleItems(5)
    box.showPopup()
    view = box.view()
    turn(view.viewport(), -1)
    assert box.currentIndex() == 0
    assert view.verticalScrollBar().value() > 0
    box.hidePopup()


def test_the_keyboard_stays_where_it_is(area: QScrollArea, qtbot: QtBot) -> None:
    """Qt lets the wheel give the focus to a spin box, which would take what is typed next."""
    line, box = QLineEdit(), QSpinBox()
    put_in(area, box)
    put_in(area, line)
    with qtbot.waitActive(area):
        area.activateWindow()
    line.setFocus()
    qtbot.waitUntil(line.hasFocus)
    handle = area.windowHandle()
    assert handle is not None
    where = box.mapTo(area, box.rect().center())
    QTest.wheelEvent(handle, QPointF(where), QPoint(0, -NOTCH))
    QApplication.processEvents()
    assert line.hasFocus()
    assert box.value() == 0
    assert area.verticalScrollBar().value() > 0


def test_one_guard_for_the_application(qtbot: QtBot) -> None:
    app = make_application(["workbench"])
    make_application(["workbench"])
    guards.install(app)
    assert len(app.findChildren(guards.GuardedStyle)) == 1


def everything(plugins: Plugins) -> list[type[Params]]:
    found = [cls.Params for kind in KINDS for cls in plugins.of(kind).values()]
    return [params for params in found if settings_of(params)]


def test_every_form_keeps_its_values(area: QScrollArea, plugins: Plugins) -> None:
    theme, seen = ThemeManager("light"), 0
    params = everything(plugins)
    assert len(params) > 15
    for cls in params:
        form = Form(cls, {}, theme)
        changes: list[object] = []
        form.changed.connect(changes.append)
        put_in(area, form)
        for field in fields(form):
            area.verticalScrollBar().setValue(500)
            turn(field, -1)
            # What stands behind may be a list of its own, but none is in a form.
            assert area.verticalScrollBar().value() > 500, f"{cls.__qualname__}: did not scroll"
        seen += len(turned(form))
        assert changes == [], cls.__qualname__
        form.setParent(None)  # type: ignore[call-overload]
        form.deleteLater()
    assert seen > 60


def visited(window: MainWindow, qtbot: QtBot, name: str) -> QWidget:
    """A page with every tab of it opened once, so that all fields are there."""
    window.show_page(name)
    page: QWidget = window.pages[name]
    for _ in range(2):  # a tab may bring tabs
        for bar in page.findChildren(QTabBar):
            for index in range(bar.count()):
                bar.setCurrentIndex(index)
                QApplication.sendPostedEvents(None, QEvent.Type.MetaCall)
                QApplication.processEvents()
    return page


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, *_ in PAGES])
def test_every_page_keeps_its_values(
    window: MainWindow, host: Host, qtbot: QtBot, name: str
) -> None:
    page = visited(window, qtbot, name)
    experiment, settings = host.experiment, host.settings.model_dump()
    found = turned(page)
    QApplication.processEvents()
    assert host.experiment == experiment
    assert host.settings.model_dump() == settings
    assert len(found) >= {"train": 3, "data": 1, "play": 10, "compare": 1, "settings": 1}.get(
        name, 0
    )


def dialogs(host: Host) -> list[QDialog]:
    """The window's dialogs that have fields."""
    plugins = host.plugins
    experiment = host.experiment.with_part("architecture", "cnn").on_dataset("digits")
    task = host.plugins.of(Dataset)["digits"]().task(None)
    return [
        ExportDialog(list(plugins.of(Exporter).values()), host.theme),
        GetModelDialog(host),
        NewDialog(host),
        PricesDialog(host),
        PromptDialog(host, "digits", task, ("a", "b")),
        SettingsDialog(host, Spec(experiment=experiment), "CNN"),
        *(ProviderDialog(host, source.first) for source in sources(plugins)),
        *(SettingsDialog(host, Spec(id=id), id) for id in plugins.of(Answerer)),
    ]


def test_every_dialog_keeps_its_values(host: Host, qtbot: QtBot) -> None:
    seen = 0
    for dialog in dialogs(host):
        qtbot.addWidget(dialog)
        dialog.show()
        seen += len(turned(dialog))
        dialog.close()
    assert seen > 20
