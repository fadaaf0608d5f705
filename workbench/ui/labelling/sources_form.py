"""Sources form: which rows are to be labelled: of a dataset, a file or a folder of pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.dataset import Data, Dataset
from workbench.core.contracts.errors import WorkbenchError
from workbench.core.experiment import Part
from workbench.core.tables import read_table
from workbench.labelling import sources
from workbench.labelling.items import Items
from workbench.prompting.prompts.rows import labelled, may_be_labelled
from workbench.ui.forms.spin import SpinBox
from workbench.ui.host import Host
from workbench.ui.prompting.fields import Remark

LOOK_ROWS, MOST, FEW = 100_000, 10_000_000, 500
# Of more, nobody could tell them apart.
MOST_KNOWN = 200


@dataclass(frozen=True)
class SourceChoice:
    """What makes the rows (in a task), and where they are from."""

    make: Callable[[], Items]
    origin: str
    licence: str = ""
    test_of: str = ""


class SourceForm(QWidget):
    """``found`` carries labels that come with the rows, ``said`` what is done or wrong."""

    found = Signal(tuple)
    said = Signal(str, bool)

    def selection(self) -> SourceChoice | None:
        """What was chosen; ``None`` while something is missing."""
        raise NotImplementedError

    def begin(self) -> None:
        """It is shown: say what is known."""

    def row(self, name: str, widget: QWidget, about: str = "") -> QWidget:
        """Give a field its name."""
        widget.setAccessibleName(name)
        widget.setToolTip(about)
        return widget


class FromDataset(SourceForm):
    """Rows of a dataset, drawn at random."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._data: Data | None = None
        self._part = Part(id="")
        self.choice = QComboBox()
        self.split = QComboBox()
        self.count = SpinBox()
        self.seed = SpinBox()
        self.warning = Remark("error")
        tr, form = self.tr, QFormLayout(self)
        self.form = form
        form.setContentsMargins(0, 0, 0, 0)
        for id, cls in host.plugins.of(Dataset).items():
            if may_be_labelled(cls):
                self.choice.addItem(cls.name, id)
        self.choice.setCurrentIndex(max(0, self.choice.findData(host.experiment.dataset.id)))
        self.split.addItem(tr("Training rows"), "train")
        self.split.addItem(tr("Test rows"), "test")
        self.count.setRange(1, MOST)
        self.count.setValue(FEW)
        self.seed.setRange(0, 2**31 - 1)
        form.addRow(tr("Dataset"), self.row(tr("Dataset"), self.choice))
        form.addRow(tr("Rows"), self.row(tr("Which rows"), self.split))
        form.addRow("", self.warning)
        form.addRow(tr("How many"), self.row(tr("How many"), self.count, tr("Drawn at random")))
        form.addRow(tr("Seed"), self.row(tr("Seed"), self.seed, tr("The same draws the same rows")))
        self.choice.currentIndexChanged.connect(lambda _: self.begin())
        self.split.currentIndexChanged.connect(lambda _: self._warn())

    def begin(self) -> None:
        """Load it, for its classes."""
        self._host.data.cancel(self._part, self._loaded)
        self._data, self._part = None, self._selected_part()
        self.said.emit(self.tr("Loading {0}…").format(self.choice.currentText()), False)
        self._host.data.request(self._part, self._loaded, self._failed, self._progress)
        self._warn()

    def end(self) -> None:
        """Wait for no dataset any more."""
        self._host.data.cancel(self._part, self._loaded)

    def _selected_part(self) -> Part:
        id = self.choice.currentData()
        now = self._host.experiment.dataset
        return Part(id=id, params=now.params if now.id == id else {})

    def _progress(self, what: str, done: float, total: float | None) -> None:
        far = f" ({done / total:.0%})" if total else ""
        self.said.emit(f"{what}…{far}", False)

    def _loaded(self, data: Data) -> None:
        try:
            rows = labelled(data)
        except WorkbenchError as error:
            self._failed(error)
            return
        self._data = data
        self.said.emit("", False)
        self.found.emit(tuple(rows.classes))

    def _failed(self, error: WorkbenchError) -> None:
        self.said.emit(f"{error.message} {error.remedy}", True)

    def _warn(self) -> None:
        test = self.split.currentData() == "test"
        self.warning.say(
            self.tr(
                "These are for testing: what learns from their labels cannot be tested on them."
            )
            if test
            else ""
        )

    def selection(self) -> SourceChoice | None:
        """The rows that were drawn."""
        if self._data is None:
            return None
        data, split = labelled(self._data), str(self.split.currentData())
        count, seed = self.count.value(), self.seed.value()
        cls = self._host.plugins.get(Dataset, self._part.id)
        test = split == "test"
        words = self.tr("Test rows of {0}") if test else self.tr("Training rows of {0}")
        return SourceChoice(
            lambda: sources.of_dataset(data, split, count, seed),
            words.format(cls.name),
            cls.card.licence,
            cls.name if test else "",
        )


class _FromPath(SourceForm):
    """A path that is typed or chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.path = QLineEdit()
        self.browse = QPushButton(self.tr("Browse…"))
        self.path.setAccessibleName(self.tr("Path"))
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.path, 1)
        row.addWidget(self.browse)
        self.form = QFormLayout()
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.addRow(self.tr("Path"), row)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(self.form)
        column.addStretch(1)
        self.browse.clicked.connect(self._browse)
        self.path.editingFinished.connect(self.begin)

    folder = False

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Rows to label"), str(Path.home()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        kind = QFileDialog.FileMode
        dialog.setFileMode(kind.Directory if self.folder else kind.ExistingFile)
        dialog.fileSelected.connect(self.set_path)
        dialog.open()

    def set_path(self, path: str) -> None:
        """Take this one."""
        self.path.setText(path)
        self.begin()


class FromFile(_FromPath):
    """Texts: a column of a table, or the lines of a file."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._read = ""
        self.text = QComboBox()
        self.label = QComboBox()
        tr = self.tr
        self.form.addRow(tr("Texts"), self.row(tr("Column of texts"), self.text))
        self.form.addRow(
            tr("Known labels"),
            self.row(
                tr("Column of known labels"),
                self.label,
                tr("To compare yours with; it may be left out"),
            ),
        )
        self.header = QComboBox()
        self.skip = QCheckBox(tr("Skip rows that cannot be read"))
        for words, choice in ((tr("Automatic"), "auto"), (tr("Yes"), "yes"), (tr("No"), "no")):
            self.header.addItem(words, choice)
        self.form.addRow(
            tr("Header"),
            self.row(tr("Header"), self.header, tr("Whether the first row names the columns")),
        )
        self.form.addRow("", self.skip)
        self.header.currentIndexChanged.connect(lambda _: self._read_again())
        self.skip.toggled.connect(lambda _: self._read_again())
        self.text.setEnabled(False)
        self.label.setEnabled(False)
        self.label.currentIndexChanged.connect(lambda _: self._tell_labels())
        self._labels: dict[str, tuple[str, ...]] = {}

    @property
    def is_table(self) -> bool:
        """Whether it has columns."""
        return Path(self.path.text().strip()).suffix.lower() in read_table.SUFFIXES

    def begin(self) -> None:
        """Look which columns a table has."""
        path = self.path.text().strip()
        if path == self._read or not path:
            return
        self._read = path
        self._fill({})
        if not self.is_table:
            self.said.emit("", False)
            return
        self.said.emit(self.tr("Reading its columns…"), False)
        header, bad_rows = self.header.currentData(), self._bad_rows
        self._host.background.start(
            "label: columns",
            lambda _: read_table.read(Path(path), LOOK_ROWS, header, bad_rows),
            self._on_table_read,
            self._failed,
            title=self.tr("Reading the columns"),
        )

    @property
    def _bad_rows(self) -> read_table.BadRows:
        return "skip" if self.skip.isChecked() else "refuse"

    def _read_again(self) -> None:
        self._read = ""
        self.begin()

    def _failed(self, error: WorkbenchError) -> None:
        self._read = ""
        self.said.emit(f"{error.message} {error.remedy}", True)

    def _on_table_read(self, table: read_table.Table) -> None:
        self._fill(table.columns)
        header = table.header
        if header.reason:
            words = (
                self.tr("The first row is a header: {0}.")
                if header.present
                else self.tr("There is no header: {0}.")
            )
            self.said.emit(words.format(header.reason), False)

    def _fill(self, columns: dict[str, tuple[str, ...]]) -> None:
        self._labels = {
            name: found
            for name, values in columns.items()
            if 1 < len(found := tuple(dict.fromkeys(filter(None, values)))) <= MOST_KNOWN
        }
        self.text.clear()
        self.label.blockSignals(True)
        self.label.clear()
        for box, none in ((self.text, self.tr("Automatic")), (self.label, self.tr("None"))):
            box.addItem(none, "")
            for name in columns:
                box.addItem(name, name)
            box.setEnabled(bool(columns))
        self.label.blockSignals(False)
        if columns:
            self.said.emit("", False)

    def _tell_labels(self) -> None:
        if found := self._labels.get(self.label.currentData() or ""):
            self.found.emit(tuple(sorted(found)))

    def selection(self) -> SourceChoice | None:
        """The texts."""
        path = self.path.text().strip()
        if not path:
            return None
        text = self.text.currentData() or ""
        label = self.label.currentData() or ""
        header, bad_rows = self.header.currentData(), self._bad_rows

        def make() -> Items:
            return sources.read_file(Path(path), text, label, header, bad_rows).items

        return SourceChoice(make, Path(path).name)


class FromFolder(_FromPath):
    """Pictures of a folder and those below it."""

    folder = True

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self.side = SpinBox()
        self.colour = QCheckBox(self.tr("In colour"))
        self.side.setRange(8, 512)
        self.side.setValue(64)
        self.side.setSuffix(self.tr(" pixels"))
        self.colour.setChecked(True)
        about = self.tr("Pictures are fitted into squares of this side")
        self.form.addRow(self.tr("Side"), self.row(self.tr("Side"), self.side, about))
        self.form.addRow("", self.colour)

    def begin(self) -> None:
        """Names of folders are labels, where pictures lie in several."""
        folder = Path(self.path.text().strip())
        if not self.path.text().strip():
            return

        def names(_: object) -> tuple[str, ...]:
            return tuple(sorted(p.name for p in folder.iterdir() if p.is_dir()))[:MOST_KNOWN]

        self._host.background.start(
            "label: columns",
            names,
            self._on_folders_listed,
            lambda _: None,
            title=self.tr("Reading the columns"),
        )

    def _on_folders_listed(self, names: tuple[str, ...]) -> None:
        if len(names) > 1:
            self.found.emit(names)

    def selection(self) -> SourceChoice | None:
        """The pictures."""
        path = self.path.text().strip()
        if not path:
            return None
        side, colour = self.side.value(), self.colour.isChecked()
        return SourceChoice(lambda: sources.of_folder(Path(path), side, colour), Path(path).name)
