"""BatchTable: the rows of a batch with their answers, filled as they come, filtered and sorted."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QKeyEvent, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from workbench.prompting.results import Results
from workbench.ui.column_header import align_headings
from workbench.ui.theme import ThemeManager

Index = QModelIndex | QPersistentModelIndex
ROOT = QModelIndex()
ROW, INPUT, TRUTH, ANSWER, LABEL, RIGHT, TIME = range(7)
# What is shown of a text; a double click has it whole.
SHOWN = 200
PICTURE = 28
FILTERS = ("all", "wrong", "off-label", "failed", "open")


class BatchModel(QAbstractTableModel):
    """Cells are made when they are looked at; order and filter are a list of indices."""

    def __init__(self, theme: ThemeManager, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.results: Results | None = None
        self.order: list[int] = []
        self._filter = "all"
        self._column = ROW
        self._descending = False
        self._thumbnail = lru_cache(maxsize=512)(_thumbnail)
        self.titles = (
            self.tr("Row"),
            self.tr("Input"),
            self.tr("Truth"),
            self.tr("Answer"),
            self.tr("Label"),
            self.tr("Right"),
            self.tr("Time"),
        )

    def show_results(self, results: Results | None) -> None:
        """Begin again with these."""
        self.beginResetModel()
        self.results = results
        self.order = self._ordered()
        self.endResetModel()

    def came(self) -> None:
        """Some answers are others now."""
        if self.order:
            last = self.index(len(self.order) - 1, TIME)
            self.dataChanged.emit(self.index(0, 0), last)

    def set_filter(self, name: str) -> None:
        """Show only some; a name of `FILTERS`."""
        self._filter = name
        self.rearrange()

    @property
    def follows(self) -> bool:
        """Whether the order or the filter depend on answers."""
        return self._filter != "all" or self._column > TRUTH

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column."""
        self._column = column if column >= 0 else ROW
        self._descending = order == Qt.SortOrder.DescendingOrder
        self.rearrange()

    def rearrange(self) -> None:
        """Filter and sort again; what is selected stays so while it is shown."""
        fresh = self._ordered()
        if fresh == self.order:
            return
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        which = [self.order[index.row()] for index in before]
        self.order = fresh
        wanted = set(which)
        place = {index: row for row, index in enumerate(fresh) if index in wanted}
        after = [
            self.index(place[index], old.column()) if index in place else QModelIndex()
            for index, old in zip(which, before, strict=True)
        ]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _ordered(self) -> list[int]:
        if self.results is None:
            return []
        shown = [index for index in range(len(self.results)) if self._passes(index)]
        if self._column != ROW or self._descending:
            shown.sort(key=self._key, reverse=self._descending)
        return shown

    def _passes(self, index: int) -> bool:
        results = self.results
        assert results is not None
        said = results.said[index]
        match self._filter:
            case "wrong":
                return results.right(index) is False
            case "off-label":
                return said is not None and said.label is None
            case "failed":
                return index in results.failures
            case "open":
                return said is None and index not in results.failures
        return True

    def _key(self, index: int) -> Any:
        results = self.results
        assert results is not None
        if self._column == ROW:
            return index
        if self._column == RIGHT:
            return {True: 0, False: 1, None: 2}[results.right(index)]
        if self._column == TIME:
            reply = results.replies[index]
            return reply.seconds if reply else -1.0
        reply = results.replies[index]
        if self._column == ANSWER and reply is not None:
            return reply.text[:SHOWN].casefold()
        return self._text(index, self._column).casefold()

    # What a cell says

    def rowCount(self, parent: Index = ROOT) -> int:
        """The rows that pass the filter."""
        return 0 if parent.isValid() else len(self.order)

    def columnCount(self, parent: Index = ROOT) -> int:
        """Seven."""
        return 0 if parent.isValid() else len(self.titles)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        """Headings."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.titles[section]
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        """Texts, thumbnails and colours."""
        if not index.isValid() or self.results is None:
            return None
        which, column = self.order[index.row()], index.column()
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return self._text(which, column)
            case Qt.ItemDataRole.DecorationRole if column == INPUT:
                images = self.results.asked[which].row.images
                return self._thumbnail(images[0]) if images else None
            case Qt.ItemDataRole.ForegroundRole:
                return self._color(which, column)
            case Qt.ItemDataRole.TextAlignmentRole if column in (ROW, TIME):
                return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            case Qt.ItemDataRole.ToolTipRole if which in self.results.failures:
                missed = self.results.failures[which]
                return f"{missed.message} {missed.remedy}".strip()
        return None

    def _text(self, which: int, column: int) -> str:
        assert self.results is not None
        row, reply = self.results.asked[which].row, self.results.replies[which]
        if column == ROW:
            return str(row.index)
        if column == INPUT:
            return _line(row.text)
        if column == TRUTH:
            return row.label
        if reply is None:
            missed = self.results.failures.get(which)
            return missed.message if missed and column == ANSWER else ""
        said = self.results.said[which]
        if column == ANSWER:
            return _line(reply.text)
        if column == LABEL:
            return (said.label or self._none(said.kind)) if said else ""
        if column == RIGHT:
            return "✓" if self.results.right(which) else "✗"
        return f"{reply.seconds:.2f} s"

    def _none(self, kind: str) -> str:
        return {
            "refusal": self.tr("(refuses)"),
            "empty": self.tr("(empty)"),
            "reasoning": self.tr("(reasoning only)"),
        }.get(kind, self.tr("(no label)"))

    def _color(self, which: int, column: int) -> QColor | None:
        assert self.results is not None
        colors = self._theme.colors
        if column == ANSWER and which in self.results.failures:
            return QColor(colors.bad)
        right = self.results.right(which)
        if column == RIGHT and right is not None:
            return QColor(colors.good if right else colors.bad)
        said = self.results.said[which]
        if column == ROW or (column == LABEL and said is not None and said.label is None):
            return QColor(colors.muted)
        return None


class BatchTable(QTableView):
    """A click or Enter opens a row: ``opened`` carries its place in the order shown."""

    opened = Signal(int)

    def __init__(self, theme: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        align_headings(self)
        self.rows = BatchModel(theme, self)
        self.setModel(self.rows)
        self.setAccessibleName(self.tr("Rows and answers"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setMinimumHeight(120)
        self.setIconSize(QSize(PICTURE, PICTURE))
        # Rows of one height: Qt asks no row how high it wants to be, ten thousand neither.
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(PICTURE + 2)
        self.setSortingEnabled(True)
        self.sortByColumn(ROW, Qt.SortOrder.AscendingOrder)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setMinimumSectionSize(48)
        for column, width in {ROW: 62, TRUTH: 72, LABEL: 76, RIGHT: 60, TIME: 66}.items():
            self.setColumnWidth(column, width)
        header.setSectionResizeMode(ANSWER, QHeaderView.ResizeMode.Stretch)
        self.show_pictures(False)
        self.clicked.connect(lambda index: self.opened.emit(index.row()))
        theme.changed.connect(self.rows.came)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.currentIndex().isValid():
                self.opened.emit(self.currentIndex().row())
            return
        super().keyPressEvent(event)

    def show_pictures(self, on: bool) -> None:
        """Pictures need less room than texts."""
        mode = QHeaderView.ResizeMode.Interactive if on else QHeaderView.ResizeMode.Stretch
        self.horizontalHeader().setSectionResizeMode(INPUT, mode)
        if on:
            self.setColumnWidth(INPUT, 64)


def _line(text: str) -> str:
    """The beginning of a text in one line."""
    return " ".join(text[:SHOWN].split())


def _thumbnail(picture: bytes) -> QPixmap:
    pixmap = QPixmap()
    pixmap.loadFromData(picture)
    return pixmap if pixmap.isNull() else pixmap.scaled(QSize(PICTURE, PICTURE))
