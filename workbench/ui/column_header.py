"""Column header: a table's headings, each aligned as the cells below it are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QStyleOptionHeader, QTableView

ARROW_ROOM = "\u2003\u2002"
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


class ColumnHeader(QHeaderView):
    """Numbers stand at the right, and so does what they are called; words at the left."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self.setDefaultAlignment(LEFT)
        self.setSectionsClickable(True)
        # Where whole rows are chosen, every heading would become bold, and too wide.
        self.setHighlightSections(False)

    def alignment_of(self, section: int) -> Qt.AlignmentFlag:
        """How a column's cells are aligned, by its first row; left without one."""
        model = self.model()
        if model is None or not model.rowCount():
            return LEFT
        said = model.index(0, section).data(Qt.ItemDataRole.TextAlignmentRole)
        return LEFT if said is None else Qt.AlignmentFlag(said)

    def initStyleOptionForIndex(self, option: QStyleOptionHeader, section: int) -> None:
        """Align a heading."""
        super().initStyleOptionForIndex(option, section)
        alignment = self.alignment_of(section)
        option.textAlignment = alignment
        is_sorted = self.isSortIndicatorShown() and self.sortIndicatorSection() == section
        if is_sorted and alignment & Qt.AlignmentFlag.AlignRight:
            # The arrow stands at the right, too, and would lie on the last letters.
            option.text += ARROW_ROOM


def align_headings(*tables: QTableView) -> None:
    """Give tables headings that are aligned as their cells; before anything else of theirs."""
    for table in tables:
        table.setHorizontalHeader(ColumnHeader(table))
