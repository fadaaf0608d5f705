"""Agreement tab: whether people who label mean the same, and where they do not."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QInputDialog,
    QLabel,
    QLineEdit,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.errors import UsageError
from workbench.core.tables import read_table
from workbench.labelling import exchange
from workbench.labelling.agreement import Kappa
from workbench.labelling.annotations import named, person
from workbench.labelling.overview import SOURCE
from workbench.ui.column_header import RIGHT, align_headings
from workbench.ui.forms.eliding_combo import ElidingComboBox
from workbench.ui.host import Host
from workbench.ui.labelling.agreed import Agreed, agreed, confusion
from workbench.ui.labelling.work import LabellingState
from workbench.ui.plots.rowlist import RowList

ROW = Qt.ItemDataRole.UserRole
LISTED, SHOWN = 500, 80


class AgreementTab(QWidget):
    """``wanted`` carries rows that are to be looked at next."""

    wanted = Signal(list)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._work: LabellingState | None = None
        self.found: Agreed | None = None
        tr = self.tr
        self.kappas = _table(
            tr("Agreement between labellers"),
            [
                tr("Who"),
                tr("Rows in common"),
                tr("Agreement"),
                tr("Kappa"),
                tr("95 % interval"),
                "",
            ],
        )
        self.people = QLabel(wordWrap=True)
        self.confusion = _table(tr("What two people said"), [])
        self.one = ElidingComboBox()
        self.other = ElidingComboBox()
        self.disputed = RowList(tr("No disagreements yet"))
        self.open = QPushButton(tr("Review these"))
        self.take = QPushButton(tr("Import labels…"))
        self.write = QPushButton(tr("Export labels…"))
        self._build()
        self._connect()

    def _build(self) -> None:
        tr = self.tr
        self.people.setTextFormat(Qt.TextFormat.PlainText)
        self.disputed.setAccessibleName(tr("Rows on which people differ; Enter opens one"))
        self.disputed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.take.setToolTip(
            tr("Another person's labels: a table with the columns label, and text or row")
        )
        self.write.setToolTip(tr("All rows with their labels, as CSV or JSON lines"))
        top = QHBoxLayout()
        top.addWidget(self.people, 1)
        top.addWidget(self.take)
        top.addWidget(self.write)
        choice = QHBoxLayout()
        for box, name in ((self.one, tr("Person in the rows")), (self.other, tr("In the columns"))):
            box.setAccessibleName(name)
            box.setToolTip(name)
            choice.addWidget(box, 1)
        left, right = QWidget(), QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 4, 0)
        column.addWidget(_muted(tr("What two people said: rows × columns")))
        column.addLayout(choice)
        column.addWidget(self.confusion, 1)
        row = QHBoxLayout()
        row.addWidget(_muted(tr("Rows on which people differ")), 1)
        row.addWidget(self.open)
        column = QVBoxLayout(right)
        column.setContentsMargins(4, 0, 0, 0)
        column.addLayout(row)
        column.addWidget(self.disputed, 1)
        lower = QSplitter()
        lower.setChildrenCollapsible(False)
        lower.addWidget(left)
        lower.addWidget(right)
        lower.setSizes([400, 400])
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.kappas)
        split.addWidget(lower)
        split.setSizes([190, 340])
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.addLayout(top)
        column.addWidget(split, 1)

    def _connect(self) -> None:
        for box in (self.one, self.other):
            box.activated.connect(lambda _: self._show_confusion())
        self.disputed.itemActivated.connect(lambda item: self.wanted.emit([item.data(ROW)]))
        self.open.clicked.connect(self._open_all)
        self.take.clicked.connect(self._ask_source)
        self.write.clicked.connect(self._ask_target)

    def show_work(self, work: LabellingState) -> None:
        """Another labelling was opened."""
        self._work = work
        self.found = None
        self.people.setText("")
        for table in (self.kappas, self.confusion):
            table.setRowCount(0)
        for widget in (self.disputed, self.one, self.other):
            widget.clear()
        work.changed.connect(self._changed)
        self._changed()

    def showEvent(self, event: QShowEvent) -> None:
        """Work out what has changed since it was seen last."""
        super().showEvent(event)
        self._look()

    def _changed(self) -> None:
        if self.isVisible():
            self._look()

    def _look(self) -> None:
        work = self._work
        if work is None:
            return
        said, known = work.labels, work.project.items.source_labels
        self._host.background.start(
            "label: agreement",
            lambda _: agreed(said, known),
            self._show,
            self._host.notices.error,
            title=self.tr("Computing agreement"),
        )

    # Showing

    def _show(self, agreement: Agreed) -> None:
        self.found = agreement
        parts = [
            self.tr("{0}: {1:,} labelled").format(p.name, p.labelled)
            + (self.tr(", {0:,} skipped").format(p.skipped) if p.skipped else "")
            for p in agreement.people
        ]
        nobody = self.tr("No labels yet.")
        one = self.tr(
            "A second person labels the same rows under their own name; then agreement "
            "is shown here."
        )
        words = "  ·  ".join(parts) if parts else nobody
        self.people.setText(words if len(parts) > 1 or not parts else f"{words}. {one}")
        self._show_kappas(agreement)
        self._fill_people(agreement)
        self._show_confusion()
        self._show_disputed(agreement)

    def _show_kappas(self, agreement: Agreed) -> None:
        self.kappas.setRowCount(len(agreement.kappas))
        for row, kappa in enumerate(agreement.kappas):
            for column, text in enumerate(self._cells(kappa)):
                item = QTableWidgetItem(text)
                if 0 < column < 5:
                    item.setTextAlignment(RIGHT)
                self.kappas.setItem(row, column, item)

    def _cells(self, kappa: Kappa) -> list[str]:
        several = len(kappa.people) > 2
        who = " · ".join(self._called(name) for name in kappa.people)
        value = "–" if kappa.value is None else f"{kappa.value:.2f}"
        interval = "" if kappa.low is None else f"{kappa.low:.2f} – {kappa.high:.2f}"
        words = f"{kappa.interpretation} (Fleiss)" if several else kappa.interpretation
        return [who, f"{kappa.rows:,}", f"{kappa.agreed:.0%}", value, interval, words]

    def _called(self, name: str) -> str:
        return self.tr("labels from the source") if name == SOURCE else name

    def _fill_people(self, agreement: Agreed) -> None:
        names = [*agreement.labels]
        for place, box in enumerate((self.one, self.other)):
            before = box.currentData()
            box.clear()
            for name in names:
                box.addItem(self._called(name), name)
            kept = box.findData(before) if before else -1
            box.setCurrentIndex(kept if kept >= 0 else min(place, box.count() - 1))

    def _show_confusion(self) -> None:
        found, one, other = self.found, self.one.currentData(), self.other.currentData()
        if found is None or self._work is None or not one or one == other:
            self.confusion.setRowCount(0)
            self.confusion.setColumnCount(0)
            return
        counts = confusion(found.labels[one], found.labels[other])
        seen = {label for pair in counts for label in pair}
        names = [c for c in self._work.project.classes if c in seen]
        names += sorted(seen - set(names))
        self.confusion.setRowCount(len(names))
        self.confusion.setColumnCount(len(names))
        self.confusion.setHorizontalHeaderLabels(names)
        self.confusion.setVerticalHeaderLabels(names)
        for row, said in enumerate(names):
            for column, heard in enumerate(names):
                n = counts[said, heard]
                item = QTableWidgetItem(f"{n:,}" if n else "·")
                item.setTextAlignment(Qt.AlignmentFlag.AlignCenter)
                font = item.font()
                font.setBold(bool(n) and row != column)
                item.setFont(font)
                self.confusion.setItem(row, column, item)

    def _show_disputed(self, agreement: Agreed) -> None:
        self.disputed.clear()
        work = self._work
        if work is None:
            return
        people = {by: named(rows) for by, rows in agreement.labels.items()}
        for row in agreement.disputed[:LISTED]:
            said = ", ".join(
                f"{by}: {rows[row]}" for by, rows in people.items() if row in rows and by != SOURCE
            )
            text = self.tr("Picture {0}").format(row)
            if work.project.items.texts:
                text = " ".join(work.project.items.texts[row][:400].split())[:SHOWN]
            item = QListWidgetItem(f"{said}   {text}")
            item.setData(ROW, row)
            item.setToolTip(said)
            self.disputed.addItem(item)
        self.open.setEnabled(bool(agreement.disputed))

    def _open_all(self) -> None:
        if self.found is not None:
            chosen = [item.data(ROW) for item in self.disputed.selectedItems()]
            self.wanted.emit(chosen or list(self.found.disputed))

    # Files

    def _ask_source(self) -> None:
        dialog = QFileDialog(self, self.tr("Import labels"), str(Path.home()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._begin_import)
        dialog.open()

    def _begin_import(self, path: str) -> None:
        """A file with votes, or a column of names, says whose they are; of others it is asked."""

        def done(columns: dict[str, tuple[str, ...]]) -> None:
            if {"votes", "by"} & {name.lower() for name in columns}:
                self.take_in(Path(path), "")
            else:
                self._ask_whose(path)

        self._host.background.start(
            "label: look into a table",
            lambda _: read_table.read(Path(path), 1).columns,
            done,
            self._host.notices.error,
            title=self.tr("Reading a table"),
        )

    def _ask_whose(self, path: str) -> None:
        dialog = QInputDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Import labels"))
        dialog.setLabelText(self.tr("Whose labels are these?"))
        dialog.setTextEchoMode(QLineEdit.EchoMode.Normal)
        dialog.setTextValue(Path(path).stem)
        dialog.textValueSelected.connect(lambda name: self.take_in(Path(path), name))
        dialog.open()

    def take_in(self, path: Path, name: str) -> None:
        """Import labels: those of a person, or without a name everybody's votes."""
        work = self._work
        if work is None:
            return
        try:
            by = person(name) if name else ""
        except UsageError as error:
            self._host.notices.error(error)
            return
        project = work.project

        def take(_: object) -> tuple[exchange.Imported, dict[str, dict[int, str]]]:
            found = exchange.take_in(project, path, by)
            return found, project.standing()

        def done(result: tuple[exchange.Imported, dict[str, dict[int, str]]]) -> None:
            found, said = result
            people = ", ".join(found.people)
            one, many = self.tr("1 label by {1} imported"), self.tr("{0:,} labels by {1} imported")
            words = (one if found.labels == 1 else many).format(found.labels, people)
            if found.elsewhere:
                words += self.tr("; {0:,} are for rows that are not here").format(found.elsewhere)
            self._host.notices.info(f"{words}.")
            if self._work is work:
                work.reload(said)

        self._host.background.start(
            "label: take in",
            take,
            done,
            self._host.notices.error,
            title=self.tr("Importing labels"),
            stoppable=False,
        )

    def _ask_target(self) -> None:
        if self._work is None:
            return
        name = f"{self._work.project.folder.name}.csv"
        dialog = QFileDialog(self, self.tr("Export labels"), str(Path.home() / name))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.selectFile(name)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda path: self.write_to(Path(path)))
        dialog.open()

    def write_to(self, path: Path) -> None:
        """Write all rows with their labels, and what functions say together."""
        work = self._work
        if work is None:
            return
        project, functions = work.project, work.functions
        one, many = self.tr("Wrote 1 row to {1}."), self.tr("Wrote {0:,} rows to {1}.")
        self._host.background.start(
            f"label: write {path}",
            lambda _: exchange.write(project, path, functions),
            lambda n: self._host.notices.info((one if n == 1 else many).format(n, path)),
            self._host.notices.error,
            title=self.tr("Exporting labels"),
        )


def _table(name: str, heads: list[str]) -> QTableWidget:
    table = QTableWidget(0, len(heads))
    align_headings(table)
    table.setAccessibleName(name)
    table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().setDefaultSectionSize(26)
    header = table.horizontalHeader()
    header.setHighlightSections(False)
    if heads:
        table.setHorizontalHeaderLabels(heads)
        item = table.horizontalHeaderItem(0)
        if item is not None:
            item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        table.verticalHeader().hide()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setStretchLastSection(True)
    else:
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.verticalHeader().setHighlightSections(False)
    return table


def _muted(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "muted")
    return label
