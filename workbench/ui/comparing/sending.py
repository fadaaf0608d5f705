"""Sending: rows of a comparison become a labelling, with what they are known to be."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from workbench.comparison.report.data import Report
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.errors import UsageError, WorkbenchError
from workbench.labelling import project as labellings
from workbench.labelling import sources
from workbench.labelling.project import Project
from workbench.ui.host import Host
from workbench.ui.prompting.fields import Remark

KEY = "compare: send"


def labelling_of(page: Report, rows: list[int], name: str, dataset: str, licence: str) -> Project:
    """Make a labelling of held-out rows of ``dataset``, whose known labels ride along.

    Raises
    ------
    WorkbenchError
        When there is one of this name, or it cannot be written.
    """
    held_out, plan = page.found.held_out, page.found.plan
    if not held_out.classes:
        message = "These rows have no classes to be labelled with."
        raise UsageError(message, "Send rows of a comparison of classes.")
    chosen = held_out.kind.take(held_out.inputs, np.array(rows, np.int64))
    known = [held_out.classes[int(held_out.truth[row])] for row in rows]
    items = sources.of_inputs(held_out.kind, chosen, known)
    return labellings.create(
        name,
        items,
        held_out.classes,
        plan.question,
        f"Test rows of {dataset}",
        licence,
        test_of=dataset,
    )


class SendDialog(QDialog):
    """Asks what to call it and says what may not be done with it; ``made`` carries its folder."""

    made = Signal(Path)

    def __init__(
        self, host: Host, page: Report, rows: list[int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._host = host
        self._page = page
        self._rows = rows
        self.setWindowTitle(self.tr("Send rows to labelling"))
        self.setMinimumWidth(440)
        self.name = QLineEdit()
        self.problem = Remark("error")
        self.name.setAccessibleName(self.tr("Name"))
        self.name.setText(self._free_name())
        cls = host.plugins.of(Dataset).get(page.found.plan.dataset.id)
        self._dataset = cls.name if cls is not None else page.found.plan.dataset.id
        self._licence = cls.card.licence if cls is not None else ""
        words = self.tr(
            "{0:,} rows on which the models differ become a labelling. They are test rows of "
            "{1}: nothing may learn from their labels and then be tested or compared on them. "
            "Their present labels come along, to compare with yours."
        ).format(len(rows), self._dataset)
        about = QLabel(words, wordWrap=True)
        form = QFormLayout()
        form.addRow(self.tr("Name"), self.name)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        accept = QDialogButtonBox.ButtonRole.AcceptRole
        self.ok = self.buttons.addButton(self.tr("Label them"), accept)
        self.buttons.accepted.connect(self._make)
        self.buttons.rejected.connect(self.reject)
        self.finished.connect(lambda _: self.deleteLater())
        column = QVBoxLayout(self)
        column.setSpacing(10)
        column.addWidget(about)
        column.addLayout(form)
        column.addWidget(self.problem)
        column.addWidget(self.buttons)

    def _free_name(self) -> str:
        wanted = self.tr("{0}, disputed").format(self._page.found.plan.name)[:70]
        taken = {stored.name for stored in labellings.projects()}
        name, number = wanted, 2
        while name in taken:
            name, number = f"{wanted} {number}", number + 1
        return name

    def _make(self) -> None:
        page, rows, name = self._page, self._rows, self.name.text().strip()
        self.ok.setEnabled(False)
        self._host.background.start(
            KEY,
            lambda _: labelling_of(page, rows, name, self._dataset, self._licence),
            self._on_created,
            self._failed,
            title=self.tr("Making a labelling"),
        )

    def _on_created(self, project: Project) -> None:
        self.made.emit(project.folder)
        self.accept()

    def _failed(self, error: WorkbenchError) -> None:
        self.ok.setEnabled(True)
        self.problem.say(f"{error.message} {error.remedy}")
