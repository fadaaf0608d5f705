"""Plot actions: a plot is saved or copied, and shown whole again, by menu, button or key."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import ClassVar, Protocol, runtime_checkable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import (
    QAction,
    QColor,
    QGuiApplication,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QToolButton, QWidget

from workbench.core.contracts.errors import UsageError
from workbench.core.io import atomic
from workbench.ui.host import Host
from workbench.ui.plots import plot_picture, plot_table
from workbench.ui.plots.plot_table import PlotTable

SAVE_KEY = "Ctrl+Shift+S"
BUTTON_PX, ICON_PX = 24, 16


class SavablePlot(Protocol):
    """A widget that shows numbers, and can tell them."""

    def plot_table(self) -> PlotTable:
        """The numbers, whole: also what is out of sight or drawn thinner."""
        ...


@runtime_checkable
class Zoomable(Protocol):
    """A plot that may show a part of what it has."""

    def fit(self) -> None:
        """Show all of it."""
        ...


def add_plot_actions(host: Host, *plots: QWidget, picture: bool = True) -> None:
    """Let the user save these plots.

    Each gets a context menu, a button in its upper right corner while it is pointed at or has the
    focus, and Ctrl+Shift+S. Plots that the keyboard could not reach so far can be reached now.

    Parameters
    ----------
    host
        Files are written in its background; what fails becomes a notice.
    plots
        Each a `SavablePlot`: it has ``plot_table() -> PlotTable``. One that also has ``fit()`` can
        be reset; ``plot_legend()`` gives ``(colour, name)`` pairs for the saved picture.
    picture
        Whether it can be saved as a picture, too; a table of figures is not.
    """
    for plot in plots:
        PlotActions(host, plot, picture)


def plot_actions(plot: QWidget) -> PlotActions | None:
    """What `add_plot_actions` gave a plot."""
    return plot.findChild(PlotActions, options=Qt.FindChildOption.FindDirectChildrenOnly)


class PlotActions(QObject):
    """The actions of one plot, which is its parent."""

    # Where the last plot was saved, whichever it was: the next one is offered there.
    last_folder: ClassVar[Path | None] = None

    def __init__(self, host: Host, plot: QWidget, picture: bool = True) -> None:
        super().__init__(plot)
        self._host = host
        self._plot = plot
        self._frame: _FocusFrame | None = None
        if plot.focusPolicy() == Qt.FocusPolicy.NoFocus:
            plot.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._frame = _FocusFrame(host, plot)
        self._suffixes = (".png", ".svg", ".csv") if picture else (".csv",)
        self._add(self.tr("Save plot…") if picture else self.tr("Save table…"), SAVE_KEY, self.ask)
        if picture:
            self._add(self.tr("Save as PNG…"), "", partial(self.ask, ".png"))
            self._add(self.tr("Save as SVG…"), "", partial(self.ask, ".svg"))
            self._add(self.tr("Save data as CSV…"), "", partial(self.ask, ".csv"))
            self._add(self.tr("Copy picture"), "", self.copy_picture)
        if isinstance(plot, Zoomable):
            separator = QAction(plot)
            separator.setSeparator(True)
            plot.addAction(separator)
            self._add(self.tr("Reset view"), "Home", plot.fit)
        plot.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        self.button = self._make_button()
        self._name_button()
        plot.installEventFilter(self)
        self.button.installEventFilter(self)
        host.theme.changed.connect(self._recolor)
        self._recolor()

    def _add(self, text: str, keys: str, call: Callable[[], object]) -> None:
        action = QAction(text, self._plot)
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _=False: call())
        self._plot.addAction(action)

    def _make_button(self) -> QToolButton:
        button = QToolButton(self._plot)
        button.setObjectName("plotActions")
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setToolTip(self.tr("Save or copy ({0})").format(SAVE_KEY))
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.setFixedSize(BUTTON_PX, BUTTON_PX)
        menu = QMenu(button)
        menu.addActions(self._plot.actions())
        button.setMenu(menu)
        button.hide()
        return button

    def _recolor(self) -> None:
        colors = self._host.theme.colors
        self.button.setIcon(self._host.theme.icon("export"))
        self.button.setStyleSheet(
            f"QToolButton#plotActions {{ background: {colors.raised}; padding: 0px;"
            f" border: 1px solid {colors.border}; border-radius: 4px; }}"
            f"QToolButton#plotActions:focus {{ border-color: {colors.accent}; }}"
            "QToolButton#plotActions::menu-indicator { image: none; }"
        )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Show the button while the plot, or the button, is pointed at or has the focus."""
        match event.type():
            case QEvent.Type.Enter | QEvent.Type.FocusIn:
                self._show_button()
            case QEvent.Type.Leave if watched is self._plot:
                self._hide_button(pointed=False)
            case QEvent.Type.FocusOut:
                self._hide_button(pointed=self._plot.underMouse())
            case QEvent.Type.Resize if watched is self._plot:
                self._place_button()
        return False

    def _name_button(self) -> None:
        """After its plot, which may show something else by now."""
        name = self._plot.accessibleName() or self.tr("plot")
        self.button.setAccessibleName(self.tr("Save: {0}").format(name))

    def _show_button(self) -> None:
        self._name_button()
        self._place_button()
        self.button.show()
        self.button.raise_()

    def _hide_button(self, pointed: bool) -> None:
        focus = QApplication.focusWidget()
        focused = focus is not None and (focus is self._plot or focus is self.button)
        opened = self.button.menu().isVisible()
        if not pointed and not focused and not opened:
            self.button.hide()

    def _place_button(self) -> None:
        self.button.move(self._plot.width() - BUTTON_PX - 3, 3)

    @property
    def name(self) -> str:
        """What a file of it is called, without its ending."""
        text = self._plot.accessibleName() or self.tr("plot")
        return re.sub(r"[^\w.()-]+", "-", text).strip("-.")[:80].lower() or "plot"

    def ask(self, suffix: str = "") -> None:
        """Ask for a file; its ending decides what is written."""
        filters = {
            ".png": self.tr("Picture (*.png)"),
            ".svg": self.tr("Vector picture (*.svg)"),
            ".csv": self.tr("Data as CSV (*.csv)"),
        }
        first = suffix or self._suffixes[0]
        folder = PlotActions.last_folder or Path.home()
        dialog = QFileDialog(self._plot, self.tr("Save plot"), str(folder))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilters([filters[each] for each in self._suffixes])
        dialog.selectNameFilter(filters[first])
        dialog.setDefaultSuffix(first[1:])
        dialog.selectFile(self.name + first)
        by_filter = {text: each[1:] for each, text in filters.items()}
        dialog.filterSelected.connect(lambda text: dialog.setDefaultSuffix(by_filter[text]))
        dialog.fileSelected.connect(lambda path: self.save(Path(path)))
        dialog.open()

    def save(self, path: Path) -> None:
        """Write a file in the background: PNG, SVG or CSV, by its ending."""
        PlotActions.last_folder = path.parent
        try:
            write = self._writer(path)
        except UsageError as error:
            self._host.notices.error(error)
            return
        words = self.tr("Saved {0}.").format(path)
        self._host.background.start(
            f"save {path}",
            lambda _: write(),
            lambda _: self._host.notices.info(words),
            self._host.notices.error,
            title=self.tr("Saving {0}").format(path.name),
        )

    def _writer(self, path: Path) -> Callable[[], None]:
        """What writes the plot as it is now; of the widget it needs nothing any more."""
        plot, colors = self._plot, self._host.theme.colors
        match path.suffix.lower():
            case ".csv":
                table = _table(plot)
                return lambda: plot_table.write_csv(table, path)
            case ".svg" if ".svg" in self._suffixes:
                content = plot_picture.plot_svg(plot, colors)
                return lambda: _write_bytes(path, content)
            case ".png" if ".png" in self._suffixes:
                image = plot_picture.plot_image(plot, colors)
                return lambda: _write_bytes(path, plot_picture.png_bytes(image))
        endings = ", ".join(self._suffixes)
        raise UsageError(
            self.tr("Cannot save {0}: the ending is unknown.").format(path.name),
            self.tr("Use one of: {0}.").format(endings),
        )

    def copy_picture(self) -> None:
        """Put the picture on the clipboard."""
        colors = self._host.theme.colors
        QGuiApplication.clipboard().setImage(plot_picture.plot_image(self._plot, colors))
        self._host.notices.info(self.tr("Picture copied."))


def _table(plot: SavablePlot | QWidget) -> PlotTable:
    table: PlotTable = plot.plot_table()  # type: ignore[union-attr]
    if not len(table):
        raise UsageError(
            QCoreApplication.translate("PlotActions", "There is nothing in this plot yet."),
            QCoreApplication.translate("PlotActions", "Save it once it shows something."),
        )
    return table


def _write_bytes(path: Path, content: bytes) -> None:
    with plot_table.storage_errors(path):
        atomic.write_bytes(path, content)


class _FocusFrame(QWidget):
    """A frame around a plot that shows no focus of its own."""

    def __init__(self, host: Host, plot: QWidget) -> None:
        super().__init__(plot)
        self._host = host
        self._plot = plot
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        plot.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        match event.type():
            case QEvent.Type.FocusIn:
                self.resize(self._plot.size())
                self.show()
                self.raise_()
            case QEvent.Type.FocusOut:
                self.hide()
            case QEvent.Type.Resize:
                self.resize(self._plot.size())
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(QColor(self._host.theme.colors.accent), 2))
        painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()
