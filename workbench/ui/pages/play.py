"""The Play page: every playground there is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from workbench.core.contracts.contributions import Playground
from workbench.ui.contained import make_widget
from workbench.ui.host import Host
from workbench.ui.overflow_tabs import OverflowTabs
from workbench.ui.translation import contributed


class PlayPage(QWidget):
    """One playground fills the page; several share it as tabs.

    Attributes
    ----------
    playgrounds
        Their widgets by id; each is made when it is first shown or asked for.
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
        self.playgrounds = Playgrounds(host, self.tabs)
        if len(self.playgrounds) == 1:
            self.tabs.tabBar().hide()
        layout.addWidget(self.tabs, 1)
        self.tabs.currentChanged.connect(self.playgrounds.make)
        self.playgrounds.make(self.tabs.currentIndex())
        host.playground_wanted.connect(self._open)

    def _open(self, id: str) -> None:
        """Bring a playground on, with the keyboard: the button that was pressed is out of sight."""
        self.show_playground(id)
        self.playgrounds[id].setFocus()

    def show_playground(self, id: str) -> None:
        """Bring a playground on."""
        self.tabs.setCurrentWidget(self.playgrounds[id])


class Playgrounds(Mapping[str, QWidget]):
    """The playgrounds as tabs: all at once would hold the window for as long as all take."""

    def __init__(self, host: Host, tabs: OverflowTabs) -> None:
        self._host = host
        self._tabs = tabs
        self._classes = host.plugins.of(Playground)
        self._ids = list(self._classes)
        self._made: dict[str, QWidget] = {}
        for cls in self._classes.values():
            index = tabs.addTab(QWidget(), contributed(cls.name))
            tabs.setTabToolTip(index, contributed(cls.about))

    def __getitem__(self, id: str) -> QWidget:
        if id not in self._classes:
            raise KeyError(id)
        self.make(self._ids.index(id))
        return self._made[id]

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def make(self, index: int) -> None:
        """Put the playground into its tab, if it is not there yet."""
        if not 0 <= index < len(self._ids) or self._ids[index] in self._made:
            return
        id = self._ids[index]
        widget = make_widget(getattr(self._classes[id], "widget", ""), self._host)
        self._made[id] = widget
        self._tabs.fill_tab(index, widget)
