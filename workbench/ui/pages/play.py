"""The Play page: every playground there is."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from workbench.core.contracts.contributions import Playground
from workbench.ui.contained import make_widget
from workbench.ui.host import Host
from workbench.ui.overflow_tabs import OverflowTabs


class PlayPage(QWidget):
    """One playground fills the page; several share it as tabs.

    Attributes
    ----------
    playgrounds
        Their widgets by id.
    """

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(self.tr("Play"))
        title.setProperty("role", "title")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.addWidget(title)
        self.tabs = OverflowTabs(self.tr("More playgrounds"))
        self.tabs.setAccessibleName(self.tr("Playgrounds"))
        self.playgrounds: dict[str, QWidget] = {}
        for id, cls in host.plugins.of(Playground).items():
            self.playgrounds[id] = make_widget(getattr(cls, "widget", ""), host)
            index = self.tabs.addTab(self.playgrounds[id], cls.name)
            self.tabs.setTabToolTip(index, cls.about)
        if len(self.playgrounds) == 1:
            self.tabs.tabBar().hide()
        layout.addWidget(self.tabs, 1)
        host.playground_wanted.connect(self._open)

    def _open(self, id: str) -> None:
        """Bring a playground on, with the keyboard: the button that was pressed is out of sight."""
        self.show_playground(id)
        self.playgrounds[id].setFocus()

    def show_playground(self, id: str) -> None:
        """Bring a playground on."""
        self.tabs.setCurrentWidget(self.playgrounds[id])
