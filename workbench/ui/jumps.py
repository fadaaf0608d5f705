"""Jumps: how the window brings on what the palette found, to the field and with the keyboard."""

from __future__ import annotations

import operator
from typing import Any, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QTabWidget, QWidget
from shiboken6 import isValid

from workbench.core.experiment import PARTS
from workbench.ui.host import Host


class Window(Protocol):
    """What a jump needs of the main window."""

    host: Host
    pages: dict[str, QWidget]

    @property
    def page_titles(self) -> dict[str, str]:
        """What the pages are called."""

    def show_page(self, name: str) -> None:
        """Show a page by name."""

    def open_manual(self, page: str = "", anchor: str = "") -> Any:
        """Show the manual at a heading."""


def _page(window: Window, name: str) -> Any:
    window.show_page(name)
    return window.pages[name]


def to_part(window: Window, kind: str, id: str) -> None:
    """Put a dataset, an architecture or a trainer into the experiment, on the Train page."""
    page = _page(window, "train")
    page.strip.choose(kind, id)


def to_setting(window: Window, kind: str, name: str) -> None:
    """Open the form of a part, or of ``run``, at one of its settings."""
    _page(window, "train").drawer.show_setting(kind if kind in PARTS else "run", name)


def to_control(window: Window, page: str, *paths: str) -> None:
    """Show a page, and give the keyboard to the first of these controls that is in sight there.

    Parameters
    ----------
    paths
        Attributes of the page, dotted, such as ``get_models.get``.
    """
    made = _page(window, page)
    controls = [operator.attrgetter(path)(made) for path in paths]
    for control in controls:
        if control.isVisibleTo(made) and control.isEnabled():
            to_widget(window, page, control)
            return


def to_widget(window: Window, page: str, control: QWidget) -> None:
    """Show a page and give the keyboard to something on it, if that is still there."""
    window.show_page(page)
    if not isValid(control):
        return
    above = control.parentWidget()
    while above is not None:
        if isinstance(above, QScrollArea):
            above.ensureWidgetVisible(control)
        above = above.parentWidget()
    inside = (control, *control.findChildren(QWidget))
    focusable = (each for each in inside if _takes_keys(each))
    next(focusable, control).setFocus(Qt.FocusReason.ShortcutFocusReason)


def _takes_keys(widget: QWidget) -> bool:
    reachable = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return reachable and widget.isEnabled() and widget.isVisible()


def to_playground(window: Window, id: str) -> None:
    """Bring a playground on."""
    page = _page(window, "play")
    _show_tab(page, page.playgrounds[id])
    page.playgrounds[id].setFocus()


def to_view(window: Window, id: str) -> None:
    """Bring a view of the Train page on."""
    page = _page(window, "train")
    for tabs in (page.main, page.side):
        for index in range(tabs.count()):
            frame = tabs.widget(index)
            if getattr(getattr(frame, "view", None), "id", "") == id:
                if not tabs.isTabVisible(index):
                    words = window.host.tr("The view {0} has nothing to show for this run.")
                    window.host.notices.info(words.format(frame.view.name))
                    return
                tabs.setCurrentIndex(index)
                tabs.setFocus()


def to_run(window: Window, id: str) -> None:
    """Show a run on the Train page."""
    window.host.select_run(id)
    window.show_page("train")


def to_comparison(window: Window, name: str) -> None:
    """Show a comparison."""
    page = _page(window, "compare")
    page.look(name)


def to_plugin(window: Window, name: str) -> None:
    """Show a plugin on the Plugins page."""
    _page(window, "plugins").show_plugin(name)


def to_manual(window: Window, page: str, anchor: str) -> None:
    """Show a heading of the manual."""
    window.open_manual(page, anchor)


def _show_tab(page: QWidget, widget: QWidget) -> None:
    for tabs in page.findChildren(QTabWidget):
        if tabs.indexOf(widget) >= 0:
            tabs.setCurrentWidget(widget)
