"""Load report on the Data page: what was read of a table, and buttons that change how."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.errors import Choice
from workbench.core.tables.load_report import LoadReport


class ChoiceButtons(QWidget):
    """A button for each way to read the data; ``chosen`` carries its settings."""

    chosen = Signal(dict)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.buttons: list[QPushButton] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addStretch(1)

    def show_choices(self, choices: Sequence[Choice]) -> None:
        """Take these instead of those before."""
        for button in self.buttons:
            self._row.removeWidget(button)
            button.deleteLater()
        self.buttons = []
        for choice in choices:
            button = QPushButton(choice.title.replace("&", "&&"))
            settings = ", ".join(f"{name} = {value}" for name, value in choice.settings.items())
            button.setToolTip(settings)
            button.clicked.connect(partial(self.chosen.emit, dict(choice.settings)))
            self._row.insertWidget(self._row.count() - 1, button)
            self.buttons.append(button)
        self.setVisible(bool(choices))


class LoadReportCard(QFrame):
    """The report in sentences, and what can be done about it.

    ``chosen`` carries settings that read the data in another way, ``used`` says that it is to be
    trained on.
    """

    chosen = Signal(dict)
    used = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._report: LoadReport | None = None
        self.amounts, self.taken, self.doubts = self._line(), self._line(), self._line()
        self.amounts.setProperty("role", "heading")
        self.taken.setProperty("role", "muted")
        self.choices = ChoiceButtons()
        self.choices.chosen.connect(self.chosen)
        self.details = QPushButton(self.tr("Details…"))
        self.details.clicked.connect(self._show_details)
        self.use = QPushButton(self.tr("Use for training"))
        self.use.setToolTip(self.tr("Train on this table, read in this way"))
        self.use.clicked.connect(self.used)
        head = QHBoxLayout()
        head.addWidget(self.amounts, 1)
        for button in (self.details, self.use):
            head.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.addLayout(head)
        for widget in (self.taken, self.doubts, self.choices):
            column.addWidget(widget)
        self.hide()

    def _line(self) -> QLabel:
        line = QLabel(wordWrap=True)
        # Names of labels and columns are shown as they are, never as markup.
        line.setTextFormat(Qt.TextFormat.PlainText)
        line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return line

    def show_report(self, report: LoadReport | None) -> None:
        """Show another report, or none."""
        self._report = report
        if report is not None:
            amounts, taken, *others = report.sentences(settings=False)
            self.amounts.setText(amounts)
            self.taken.setText(taken)
            self.doubts.setText("\n".join(others))
            self.doubts.setVisible(bool(others))
            self.choices.show_choices(report.choices())
            self.details.setVisible(bool(report.details()))
        self.setVisible(report is not None)

    def _show_details(self) -> None:
        if self._report is None:
            return
        dialog = QDialog(self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(self.tr("Rows of {0}").format(self._report.file))
        text = QPlainTextEdit("\n".join(self._report.details()))
        text.setReadOnly(True)
        text.setAccessibleName(self.tr("Rows left out and contradictions"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(dialog.reject)
        column = QVBoxLayout(dialog)
        column.addWidget(text)
        column.addWidget(buttons)
        dialog.resize(640, 420)
        dialog.open()
