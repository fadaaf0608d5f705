"""Row dialog: one row of any kind, large, and its neighbours in a list a key away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from workbench.ui.host import Host
from workbench.ui.plots.data_rows import RowItem
from workbench.ui.plots.itemdialog import ItemDialog
from workbench.ui.plots.row_view import RowView


class RowDialog(ItemDialog):
    """One of several rows."""

    def __init__(
        self, items: Sequence[RowItem], row: int, host: Host, parent: QWidget | None = None
    ) -> None:
        super().__init__(items, parent)
        self.view = RowView(host)
        self.column.addWidget(self.view, 1)
        self.low.addStretch(1)
        self.add_buttons()
        self.resize(620, 520)
        self.show_row(row)

    def show_item(self, item: RowItem) -> None:
        """Show the row."""
        self.view.show_row(item.kind, item.split.x, item.index)
