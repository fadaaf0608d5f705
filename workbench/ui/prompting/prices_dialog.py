"""PricesDialog: what services ask for a million tokens, to be corrected by the user."""

from __future__ import annotations

import datetime

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDateEdit,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.errors import UsageError, WorkbenchError
from workbench.prompting import prices
from workbench.prompting.prices import PriceEntry, Prices
from workbench.ui.column_header import align_headings
from workbench.ui.host import Host
from workbench.ui.prompting.fields import Remark

# What ships, beside each of a row's own cells: None where the user wrote the row.
SHIPPED = Qt.ItemDataRole.UserRole
COLUMNS = 4


class PricesDialog(QDialog):
    """A table of prices; rows that are changed or added become the user's, with their date."""

    saved = Signal()

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Prices"))
        self._host = host
        self.table = QTableWidget(0, COLUMNS + 1)
        align_headings(self.table)
        self.date = QDateEdit()
        self.source = QLineEdit()
        self.add = QPushButton(self.tr("Add"))
        self.remove = QPushButton(self.tr("Remove"))
        self.problem = Remark()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Cancel | QDialogButtonBox.StandardButton.Save
        )
        self._build()
        self._fill()

    def _build(self) -> None:
        tr = self.tr
        about = QLabel(
            tr(
                "US dollars for a million tokens. Prices change: the service's own page is right. "
                "What you change here goes before what ships."
            ),
            wordWrap=True,
        )
        about.setProperty("role", "muted")
        heads = [tr("Model"), tr("Host"), tr("Input, $"), tr("Output, $"), tr("As of")]
        self.table.setHorizontalHeaderLabels(heads)
        self.table.setAccessibleName(tr("Prices by model"))
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(26)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.date.setDisplayFormat("yyyy-MM-dd")
        self.date.setAccessibleName(tr("Date of your prices"))
        self.source.setAccessibleName(tr("Source of your prices"))
        self.add.setAccessibleName(tr("Add a price"))
        self.remove.setAccessibleName(tr("Remove the chosen prices"))
        self.remove.setToolTip(tr("Your own prices; those that ship stay"))
        row = QHBoxLayout()
        row.addWidget(self.add)
        row.addWidget(self.remove)
        row.addStretch(1)
        form = QFormLayout()
        form.addRow(tr("Date of your prices"), self.date)
        form.addRow(tr("Source"), self.source)
        column = QVBoxLayout(self)
        for part in (about, self.table):
            column.addWidget(part)
        column.addLayout(row)
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)
        self.resize(680, 480)
        self.add.clicked.connect(self._add)
        self.remove.clicked.connect(self._remove)
        self.table.itemChanged.connect(lambda _: self.problem.say(""))
        self.table.itemSelectionChanged.connect(self._enable)
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)

    def _fill(self) -> None:
        try:
            own = prices.own()
        except UsageError as error:
            own = Prices()
            self.problem.say(str(error))
        for entry, _, _ in own.entries:
            self._append(entry, "", None)
        mine = {(entry.host, entry.model) for entry, _, _ in own.entries}
        for entry, date, source in prices.shipped().entries:
            if (entry.host, entry.model) not in mine:
                self._append(entry, date, entry)
                self._cell(self.table.rowCount() - 1, COLUMNS).setToolTip(source)
        self.date.setDate(QDate.currentDate())
        if own.entries:
            _, date, source = own.entries[0]
            self.date.setDate(QDate.fromString(date, Qt.DateFormat.ISODate))
            self.source.setText(source)
        self._enable()

    def _append(self, entry: PriceEntry, as_of: str, shipped: PriceEntry | None) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        texts = (entry.model, entry.host, _number(entry.input), _number(entry.output))
        for column, text in enumerate((*texts, as_of or self.tr("yours"))):
            item = QTableWidgetItem(text)
            if column in (2, 3):
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            if column == COLUMNS:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
            self.table.setItem(row, column, item)
        self._cell(row, 0).setData(SHIPPED, shipped)

    def _cell(self, row: int, column: int) -> QTableWidgetItem:
        item: QTableWidgetItem | None = self.table.item(row, column)
        return QTableWidgetItem() if item is None else item

    def _add(self) -> None:
        self._append(PriceEntry(model="", input=0, output=0), "", None)
        row = self.table.rowCount() - 1
        self.table.setCurrentCell(row, 0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.edit(self.table.model().index(row, 0))

    def _chosen(self) -> list[int]:
        """Chosen rows of the user's."""
        rows = sorted({index.row() for index in self.table.selectedIndexes()}, reverse=True)
        return [row for row in rows if self._cell(row, 0).data(SHIPPED) is None]

    def _remove(self) -> None:
        for row in self._chosen():
            self.table.removeRow(row)
        self._enable()

    def _enable(self) -> None:
        self.remove.setEnabled(bool(self._chosen()))

    def entries(self) -> list[PriceEntry]:
        """The user's prices, as the table has them.

        Raises
        ------
        UsageError
            Naming the row that holds no price.
        """
        found = []
        for row in range(self.table.rowCount()):
            model, host, *numbers = (self._cell(row, n).text().strip() for n in range(COLUMNS))
            shipped = self._cell(row, 0).data(SHIPPED)
            try:
                values = [float(number.replace(",", ".")) for number in numbers]
                entry = PriceEntry(model=model, host=host, input=values[0], output=values[1])
            except ValueError:  # pydantic's errors are ValueErrors, too
                message = f"Row {row + 1} ({model or 'without a model'}) is no price."
                raise UsageError(message, "Give numbers of at least 0.") from None
            if not model:
                raise UsageError(f"Row {row + 1} names no model.", "Give its name, or remove it.")
            if entry != shipped:
                found.append(entry)
        return found

    def _save(self) -> None:
        day = self.date.date()
        date = datetime.date(day.year(), day.month(), day.day())
        try:
            prices.save(self.entries(), date, self.source.text().strip() or self.tr("yourself"))
        except WorkbenchError as error:
            self.problem.say(str(error))
            return
        self.saved.emit()
        self.accept()


def _number(value: float) -> str:
    return f"{value:g}"
