"""Overview: how often each label was given, and the labelled rows to look at again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QLabel,
    QListView,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from workbench.labelling.agreement import disagreed
from workbench.labelling.annotations import SKIPPED
from workbench.labelling.session import LabellingSession
from workbench.ui.host import Host
from workbench.ui.labelling.labelled_rows import LabelledRows
from workbench.ui.plots.plot_actions import add_plot_actions
from workbench.ui.plots.plot_table import PlotTable
from workbench.ui.theme import ThemeManager

ROW, BAR, MOST_HEIGHT = 18, 46, 190


class ClassCounts(QWidget):
    """One bar a class, the number behind it."""

    def __init__(self, theme: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._classes: Sequence[str] = ()
        self.counts: list[int] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Labels given so far"))
        theme.changed.connect(self.update)

    def show_counts(self, classes: Sequence[str], counts: list[int]) -> None:
        """Counts of each class."""
        if len(classes) != len(self._classes):
            self.updateGeometry()
        self._classes = classes
        self.counts = counts
        pairs = zip(classes, counts, strict=True)
        self.setAccessibleDescription(", ".join(f"{name}: {n}" for name, n in pairs))
        self.update()

    def sizeHint(self) -> QSize:
        """A row for each class."""
        return QSize(120, ROW * max(1, len(self._classes)))

    def minimumSizeHint(self) -> QSize:
        """All rows, always."""
        return self.sizeHint()

    def plot_table(self) -> PlotTable:
        """A row a class."""
        if not self.counts:
            return PlotTable({})
        return PlotTable({self.tr("Class"): list(self._classes), self.tr("Labels"): self.counts})

    def paintEvent(self, event: QPaintEvent) -> None:
        """Name, bar, number."""
        if not self.counts:
            return
        painter, colors = QPainter(self), self._theme.colors
        metrics, most = painter.fontMetrics(), max(1, *self.counts)
        number = metrics.horizontalAdvance(f"{most:,}") + 10
        names = max(30, self.width() - BAR - number)
        middle = Qt.AlignmentFlag.AlignVCenter
        first, last = event.rect().top() // ROW, event.rect().bottom() // ROW
        for place in range(max(0, first), min(len(self.counts), last + 1)):
            top, count = place * ROW, self.counts[place]
            painter.setPen(QColor(colors.text if count else colors.muted))
            name = metrics.elidedText(self._classes[place], Qt.TextElideMode.ElideMiddle, names - 6)
            painter.drawText(QRectF(0, top, names - 6, ROW), middle, name)
            painter.fillRect(QRectF(names, top + 5, BAR, ROW - 10), QColor(colors.raised))
            box = QRectF(names, top + 5, BAR * count / most, ROW - 10)
            painter.fillRect(box, QColor(colors.accent))
            painter.setPen(QColor(colors.muted))
            box = QRectF(self.width() - number, top, number - 4, ROW)
            painter.drawText(box, middle | Qt.AlignmentFlag.AlignRight, f"{count:,}")


class OverviewPane(QWidget):
    """``opened`` carries a labelled row to be looked at again."""

    opened = Signal(int)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.counts = ClassCounts(host.theme)
        add_plot_actions(host, self.counts)
        self.far = QLabel(wordWrap=True)
        self.filter = QComboBox()
        self.rows = LabelledRows()
        self._walk: LabellingSession | None = None
        self._build()
        self.filter.activated.connect(lambda _: self._show_rows())
        self.rows.opened.connect(self.opened)

    def _build(self) -> None:
        self.far.setProperty("role", "muted")
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.counts.setObjectName("scrolled")
        scroll.setWidget(self.counts)
        self.counts_place = scroll
        self.filter.setAccessibleName(self.tr("Which labelled rows are listed"))
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.filter.setSizeAdjustPolicy(policy)
        self.rows.setAccessibleName(self.tr("Labelled rows; Enter opens one to label it again"))
        self.rows.setToolTip(self.tr("Click a row to label it again"))
        self.rows.setSelectionMode(QListView.SelectionMode.SingleSelection)
        heading = QLabel(self.tr("Review"))
        heading.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.far)
        column.addWidget(scroll, 2)
        column.addWidget(heading)
        column.addWidget(self.filter)
        column.addWidget(self.rows, 3)

    def show_classes(self, classes: Sequence[str]) -> None:
        """Another labelling was opened."""
        self.filter.clear()
        self.filter.addItem(self.tr("All labelled"), ("all", ""))
        self.filter.addItem(self.tr("Disputed"), ("disputed", ""))
        self.filter.addItem(self.tr("Skipped"), ("label", SKIPPED))
        for name in classes:
            self.filter.addItem(name, ("label", name))
        whole = ROW * len(classes) + 2
        self.counts_place.setMaximumHeight(whole)
        self.counts_place.setMinimumHeight(min(whole, MOST_HEIGHT))

    def show_walk(self, walk: LabellingSession) -> None:
        """What is said by now."""
        self._walk = walk
        found = Counter(walk.mine.values())
        classes = walk.project.classes
        self.counts.show_counts(classes, [found[name] for name in classes])
        disputed = len(disagreed(walk.said)) if walk.others else 0
        words = self.tr("{0:,} labelled · {1:,} skipped").format(walk.labelled, walk.skipped)
        if walk.others:
            words += " · " + self.tr("{0:,} disputed").format(disputed)
        self.far.setText(words)
        self._show_rows()

    def _show_rows(self) -> None:
        walk = self._walk
        if walk is None:
            return
        kind, label = self.filter.currentData() or ("all", "")
        rows = list(walk.mine.items())[::-1]
        if kind == "disputed":
            disputed = set(disagreed(walk.said))
            rows = [(row, said) for row, said in rows if row in disputed]
        elif kind == "label":
            rows = [(row, said) for row, said in rows if said == label]
        self.rows.show_rows(walk.project.items, rows)
