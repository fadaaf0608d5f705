"""The Play page: every playground there is."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QTabWidget, QVBoxLayout, QWidget

from workbench.core.contracts.contributions import Playground
from workbench.ui.contained import make_widget
from workbench.ui.host import Host


class PlayPage(QWidget):
    """One playground fills the page; several share it as tabs."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        title = QLabel(self.tr("Play"))
        title.setProperty("role", "title")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 14, 16, 14)
        layout.addWidget(title)
        self.playgrounds = {
            id: make_widget(getattr(cls, "widget", ""), host)
            for id, cls in host.plugins.of(Playground).items()
        }
        if len(self.playgrounds) == 1:
            (widget,) = self.playgrounds.values()
            layout.addWidget(widget, 1)
            return
        tabs = QTabWidget()
        for id, cls in host.plugins.of(Playground).items():
            tabs.addTab(self.playgrounds[id], cls.name)
        layout.addWidget(tabs, 1)
