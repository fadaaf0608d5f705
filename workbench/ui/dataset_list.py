"""Dataset list: *Your own…*, then every dataset under a heading, with what there is of it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPalette, QStandardItem
from PySide6.QtWidgets import QComboBox, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from workbench.core.contracts.data_file import DataFile, size_of
from workbench.core.contracts.dataset import Dataset
from workbench.ui.forms.eliding_combo import ACTION_ROLE, ChoicesModel
from workbench.ui.translation import contributed

# What the first item holds in place of a dataset's id, which cannot have a space.
OWN = "your own"
STATE_ROLE = Qt.ItemDataRole.UserRole + 1
SECTIONS = ("pictures", "texts", "tables", "series", "own", "")
GAP_PX = 24

States = Mapping[str, tuple[DataFile, ...]]


def _tr(text: str) -> str:
    return QCoreApplication.translate("DatasetList", text)


def heading(section: str) -> str:
    """What stands above the datasets of a section."""
    return {
        "pictures": _tr("Pictures"),
        "texts": _tr("Texts"),
        "tables": _tr("Tables"),
        "series": _tr("Sounds and series"),
        "own": _tr("Your own"),
    }.get(section, _tr("Others"))


def sorted_sections(
    classes: Mapping[str, type[Dataset]],
) -> list[tuple[str, list[type[Dataset]]]]:
    """Datasets by section, in the order of `SECTIONS`, and by name in each."""
    found = []
    for section in SECTIONS:
        inside = [cls for cls in classes.values() if _section(cls) == section]
        if inside:
            found.append((section, sorted(inside, key=lambda cls: contributed(cls.name).lower())))
    return found


def _section(cls: type[Dataset]) -> str:
    return cls.section if cls.section in SECTIONS else ""


def state_of(cls: type[Dataset], states: States) -> str:
    """What there is of a dataset, in a few words; nothing where it is not known yet."""
    if _section(cls) == "own":
        if cls.opens_folders and not cls.opens:
            return _tr("your folder")
        return _tr("your file") if cls.opens else ""
    if cls.id not in states:
        return ""
    absent = states[cls.id]
    if not absent:
        return _tr("on this computer") if cls.files else _tr("built in")
    if all(file.urls for file in absent):
        size = size_of(absent)
        return _tr("needs a download ({0})").format(size) if size else _tr("needs a download")
    return _tr("needs a file")


def fill(
    combo: QComboBox,
    classes: Mapping[str, type[Dataset]],
    current: str,
    states: States,
    missing_name: str = "",
) -> None:
    """List the datasets in a box, and choose one.

    Parameters
    ----------
    missing_name
        What stands for ``current`` where there is no such dataset.
    """
    rows: list[tuple[str, str | None, str]] = [(_tr("Your own…"), OWN, "")]
    for section, inside in sorted_sections(classes):
        rows.append((heading(section), None, ""))
        rows += [(contributed(cls.name), cls.id, state_of(cls, states)) for cls in inside]
    if current not in classes:
        rows.insert(0, (missing_name or current, current, ""))
    shown = [
        (combo.itemText(i), combo.itemData(i), combo.itemData(i, STATE_ROLE) or "")
        for i in range(combo.count())
    ]
    blocked = combo.blockSignals(True)
    if shown != rows:
        _refill(combo, rows, classes)
    combo.setCurrentIndex(combo.findData(current))
    combo.blockSignals(blocked)


def _refill(
    combo: QComboBox,
    rows: list[tuple[str, str | None, str]],
    classes: Mapping[str, type[Dataset]],
) -> None:
    model = ChoicesModel(combo)
    for text, id, state in rows:
        item = QStandardItem(text)
        item.setData(id, Qt.ItemDataRole.UserRole)
        item.setData(state, STATE_ROLE)
        item.setData(id == OWN, ACTION_ROLE)
        if id is None:
            item.setFlags(Qt.ItemFlag.NoItemFlags)
            font = item.font()
            font.setBold(True)
            item.setFont(font)
        elif id in classes:
            about = contributed(classes[id].about)
            item.setToolTip(about)
            item.setAccessibleText(f"{text}, {state}" if state else text)
            item.setAccessibleDescription(about)
        model.appendRow(item)
    combo.setModel(model)
    if not isinstance(combo.itemDelegate(), StateDelegate):
        combo.setItemDelegate(StateDelegate(combo))
    combo.view().setMinimumWidth(combo.view().sizeHintForColumn(0) + GAP_PX)
    combo.setMaxVisibleItems(len(rows))


class StateDelegate(QStyledItemDelegate):
    """Paints what there is of a dataset at the right of its name."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Room for both."""
        size = super().sizeHint(option, index)
        state = index.data(STATE_ROLE)
        wide = option.fontMetrics.horizontalAdvance(state) + GAP_PX if state else 0
        return QSize(size.width() + wide, max(size.height(), 24))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """The name as always, the state in a quieter colour."""
        super().paint(painter, option, index)
        state = index.data(STATE_ROLE)
        if not state:
            return
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        role = (
            QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.PlaceholderText
        )
        painter.save()
        painter.setPen(QGuiApplication.palette().color(role))
        box = option.rect.adjusted(0, 0, -8, 0)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, state)
        painter.restore()
