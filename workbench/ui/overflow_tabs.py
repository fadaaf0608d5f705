"""Tabs that are never cut: those for which there is no room are in a menu at their end."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, QTimer
from PySide6.QtGui import QAction, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QTabBar, QTabWidget, QToolButton, QWidget


class _WholeTabs(QTabBar):
    """A tab bar that asks for no more room than one tab, and is never scrolled."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUsesScrollButtons(False)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)

    def width_of(self, index: int) -> int:
        """Pixels that a tab takes, whether it is in sight or not."""
        return self.tabSizeHint(index).width()

    def minimumSizeHint(self) -> QSize:
        return QSize(60, super().minimumSizeHint().height())

    def minimumTabSizeHint(self, index: int) -> QSize:
        # The only tab in sight may still be wider than the room there is.
        return QSize(min(60, self.width_of(index)), super().minimumTabSizeHint(index).height())


class OverflowTabs(QTabWidget):
    """A tab widget whose tabs are in sight whole or in the *More* menu, in order.

    The chosen tab is always in sight. One that was taken from the menu stays there until another
    is taken.

    Parameters
    ----------
    more
        What a screen reader calls the menu.
    """

    def __init__(self, more: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bar = _WholeTabs()
        self.setTabBar(self._bar)
        self._hidden: set[int] = set()
        self._taken = -1
        self._arranging = False
        self.more = QToolButton()
        self.more.setText(self.tr("More"))
        self.more.setAccessibleName(more)
        self.more.setToolTip(more)
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        self.more.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more.setStyleSheet(
            "QToolButton { padding-right: 18px; } QToolButton::menu-indicator"
            " { subcontrol-origin: padding; subcontrol-position: center right; right: 4px; }"
        )
        self.menu = QMenu(self.more)
        self.menu.setAccessibleName(more)
        self.more.setMenu(self.menu)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.setCornerWidget(self.more, Qt.Corner.TopRightCorner)
        self.more.hide()
        self.currentChanged.connect(self._chosen)
        # Style sheet and fonts settle the widths of tabs only when they are shown.
        self._late = QTimer(self, singleShot=True, interval=0)
        self._late.timeout.connect(self._arrange)

    def is_offered(self, index: int) -> bool:
        """Whether a tab can be chosen at all, as a tab or in the menu."""
        return index not in self._hidden

    def fill_tab(self, index: int, widget: QWidget) -> None:
        """Put another widget into a tab, which stays what and where it is."""
        current, visible = self.currentIndex(), self.isTabVisible(index)
        text, tip, before = self.tabText(index), self.tabToolTip(index), self.widget(index)
        # Neither a change of the tab nor a loss of the keyboard is to be seen from outside.
        had_focus = self._bar.hasFocus()
        blocked = self.blockSignals(True)
        arranging, self._arranging = self._arranging, True
        self.removeTab(index)
        self.insertTab(index, widget, text)
        self.setTabToolTip(index, tip)
        self.setTabVisible(index, visible)
        super().setCurrentIndex(current)
        self._arranging = arranging
        self.blockSignals(blocked)
        if had_focus:
            self._bar.setFocus()
        if before is not None:
            before.deleteLater()

    def set_offered(self, index: int, offered: bool) -> None:
        """Offer a tab, or keep it out of the tabs and the menu."""
        if offered != self.is_offered(index):
            (self._hidden.discard if offered else self._hidden.add)(index)
            self._arrange()

    @property
    def in_menu(self) -> list[int]:
        """The tabs for which there is no room."""
        return [i for i in range(self.count()) if self.is_offered(i) and not self.isTabVisible(i)]

    def _offered(self) -> list[int]:
        return [index for index in range(self.count()) if self.is_offered(index)]

    def _fill_menu(self) -> None:
        self.menu.clear()
        for index in self.in_menu:
            action = QAction(self.tabText(index), self.menu)
            action.setToolTip(self.tabToolTip(index))
            action.triggered.connect(lambda _=False, i=index: self._take(i))
            self.menu.addAction(action)

    def _take(self, index: int) -> None:
        self.setCurrentIndex(index)
        # The menu gives the focus back to its button as it closes.
        QTimer.singleShot(0, self._bar, lambda: self._bar.setFocus(Qt.FocusReason.OtherFocusReason))

    def setCurrentIndex(self, index: int) -> None:
        """Choose a tab; one that was in the menu comes into sight."""
        if self.is_offered(index) and not self.isTabVisible(index):
            self._taken = index
            self.setTabVisible(index, True)
        super().setCurrentIndex(index)

    def setCurrentWidget(self, widget: QWidget) -> None:
        """As `setCurrentIndex`."""
        self.setCurrentIndex(self.indexOf(widget))

    def _chosen(self) -> None:
        if not self._arranging:
            self._arrange()

    def _arrange(self) -> None:
        """Show as many tabs as there is room for: the chosen one, the one taken, then in order."""
        if self._arranging or not self.count():
            return
        self._arranging = True
        try:
            shown = self._fitting()
            # Shown before others are hidden: Qt would leave a tab that it hides for its neighbour.
            for index in sorted(range(self.count()), key=lambda i: i not in shown):
                if self.isTabVisible(index) != (index in shown):
                    self.setTabVisible(index, index in shown)
            self.more.setVisible(bool(set(self._offered()) - shown))
        finally:
            self._arranging = False

    def _fitting(self) -> set[int]:
        offered = self._offered()
        room = self.width()
        if sum(map(self._bar.width_of, offered)) <= room:
            return set(offered)
        room -= self.more.sizeHint().width() + 8
        shown: set[int] = set()
        first = [i for i in (self.currentIndex(), self._taken) if i in offered]
        for index in dict.fromkeys([*first, *offered]):
            width = self._bar.width_of(index)
            if width > room and shown:
                if index in first:
                    continue
                break
            room -= width
            shown.add(index)
        return shown

    def tabInserted(self, index: int) -> None:
        super().tabInserted(index)
        self._late.start()

    def tabRemoved(self, index: int) -> None:
        super().tabRemoved(index)
        self._hidden = {i - (i > index) for i in self._hidden if i != index}
        self._taken = -1
        self._late.start()

    def setTabText(self, index: int, text: str) -> None:
        """Name a tab."""
        super().setTabText(index, text)
        self._late.start()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._late.start()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._late.start()
