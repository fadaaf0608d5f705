"""The palette (Ctrl+K): type a few letters of anything there is, press Enter."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from workbench.ui.palette_entries import Entry, Group, PaletteIndex, browse, search

_TO_LIST = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
ENTRY = Qt.ItemDataRole.UserRole
_DETAIL = Qt.ItemDataRole.UserRole + 1
_MARGIN = 10


class Palette(QDialog):
    """Finds an entry of the index by its letters."""

    def __init__(self, index: PaletteIndex, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Command palette"))
        self._index = index
        self._entries = index.entries()
        words = self.tr("Search actions, data, runs, settings, manual…")
        self.field = QLineEdit(placeholderText=words)
        self.field.setAccessibleName(self.tr("Search everything"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Results"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setItemDelegate(_EntryDelegate(self.list))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        keys = QLabel(self.tr("↑ ↓  choose     Enter  open     Esc  close"))
        keys.setProperty("role", "muted")
        layout = QVBoxLayout(self)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        layout.addWidget(keys)
        self.resize(min(640, parent.width() - 40), min(520, parent.height() - 100))
        corner = parent.mapToGlobal(parent.rect().topLeft())
        self.move(corner.x() + (parent.width() - self.width()) // 2, corner.y() + 70)
        self.field.textChanged.connect(self._fill)
        self.field.installEventFilter(self)
        self.list.itemClicked.connect(lambda _: self._run())
        self.list.currentItemChanged.connect(self._read_out)
        index.changed.connect(self._renew)
        self._fill("")
        self.field.setFocus()
        index.refresh()

    def _renew(self) -> None:
        """What lies on disk has come: show it, and keep to what was chosen."""
        chosen = self.entry
        self._entries = self._index.entries()
        self._fill(self.field.text())
        for row in range(self.list.count()):
            entry = self.list.item(row).data(ENTRY)
            if chosen is not None and entry is not None and entry.id == chosen.id:
                self.list.setCurrentRow(row)

    def _fill(self, text: str) -> None:
        recent = self._index.recent
        groups = (
            search(self._entries, recent, text)
            if text.strip()
            else browse(self._entries, recent, self.tr("Recent"))
        )
        self.list.clear()
        for group in groups:
            self._add_group(group)
        if not groups:
            self._add_heading(self.tr("Nothing matches “{text}”.").format(text=text.strip()), "")
        self._choose_first()

    def _add_group(self, group: Group) -> None:
        shown = len(group.entries)
        more = self.tr("{shown} of {n}").format(shown=shown, n=group.n_matching)
        self._add_heading(group.title, more if shown < group.n_matching else "")
        for entry in group.entries:
            item = QListWidgetItem(entry.title)
            item.setData(ENTRY, entry)
            item.setData(_DETAIL, entry.detail)
            spoken = ", ".join(filter(None, (entry.title, entry.group, entry.detail)))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.list.addItem(item)

    def _add_heading(self, text: str, detail: str) -> None:
        item = QListWidgetItem(text)
        item.setData(_DETAIL, detail)
        item.setFlags(Qt.ItemFlag.NoItemFlags)  # keys pass over it
        self.list.addItem(item)

    def _choose_first(self) -> None:
        for row in range(self.list.count()):
            if self.list.item(row).data(ENTRY) is not None:
                self.list.setCurrentRow(row)
                self.list.scrollToTop()
                return

    @property
    def entry(self) -> Entry | None:
        """What Enter would open."""
        item = self.list.currentItem()
        chosen: Entry | None = item.data(ENTRY) if item is not None else None
        return chosen

    def _read_out(self) -> None:
        """Tell a screen reader what is chosen, since the keyboard stays in the field."""
        item = self.list.currentItem()
        role = Qt.ItemDataRole.AccessibleTextRole
        self.field.setAccessibleDescription(str(item.data(role) or "") if item is not None else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrow keys move the list while the field keeps the letters."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _TO_LIST:
                self.list.event(event)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._run()
                return True
        return super().eventFilter(watched, event)

    def _run(self) -> None:
        entry = self.entry
        if entry is not None:
            self.close()
            self._index.use(entry)


class _EntryDelegate(QStyledItemDelegate):
    """Headings in small letters; entries with their detail at the right."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        heading = index.data(ENTRY) is None
        return QSize(120, option.fontMetrics.height() + (12 if heading else 10))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        self.initStyleOption(option, index)
        heading = index.data(ENTRY) is None
        state: QStyle.StateFlag = option.state
        chosen = bool(state & QStyle.StateFlag.State_Selected) and not heading
        palette = option.palette
        rect: QRect = option.rect
        # The widget's own is made half transparent by its style sheet.
        muted = QGuiApplication.palette().placeholderText().color()
        painter.save()
        if chosen:
            painter.fillRect(rect, palette.highlight())
            muted = palette.highlightedText().color()
        font = option.font
        if heading:
            font.setPixelSize(11)
            font.setBold(True)
        painter.setFont(font)
        metrics = painter.fontMetrics()
        inside = rect.adjusted(_MARGIN, 0, -_MARGIN, 0)
        if heading:
            inside.setTop(inside.top() + 4)
        detail = str(index.data(_DETAIL) or "")
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(muted)
        elide = Qt.TextElideMode.ElideRight
        detail = metrics.elidedText(detail, elide, inside.width() // 2)
        painter.drawText(inside, right, detail)
        if not heading:
            painter.setPen((palette.highlightedText() if chosen else palette.text()).color())
        room = inside.adjusted(0, 0, -metrics.horizontalAdvance(detail) - 16, 0)
        title = metrics.elidedText(str(index.data()), elide, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        painter.restore()
