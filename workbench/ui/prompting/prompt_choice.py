"""PromptChoice: the prompt in the form, or one of those that are kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from workbench.core.contracts.errors import WorkbenchError
from workbench.prompting.prompts import files
from workbench.prompting.prompts.template import Prompt
from workbench.ui.notices import Notices


class PromptChoice(QComboBox):
    """Names of prompts; ``other`` is the one that was chosen, ``None`` for the form's own."""

    chosen = Signal()

    def __init__(self, notices: Notices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices = notices
        self.other: Prompt | None = None
        self.setAccessibleName(self.tr("Prompt of this column"))
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.setSizeAdjustPolicy(policy)
        self.setMinimumContentsLength(10)
        self._fill()
        self.activated.connect(self._picked)

    def showPopup(self) -> None:
        """Prompts may have been saved meanwhile."""
        self._fill()
        super().showPopup()

    def use_form(self) -> None:
        """Choose the prompt in the form."""
        self.setCurrentIndex(0)
        self._picked()

    def _fill(self) -> None:
        now = self.currentData()
        self.clear()
        self.addItem(self.tr("This prompt"), "")
        for path in files.saved():
            self.addItem(path.stem, str(path))
        for name in files.starters():
            self.addItem(self.tr("{name} (example)").format(name=name), f"starter:{name}")
        self.setCurrentIndex(max(0, self.findData(now)))

    def _picked(self) -> None:
        try:
            self.other = _read(str(self.currentData()))
        except WorkbenchError as error:
            self._notices.error(error)
            self.other = None
            self.setCurrentIndex(0)
        self.chosen.emit()


def _read(key: str) -> Prompt | None:
    if not key:
        return None
    if key.startswith("starter:"):
        return files.starter(key.removeprefix("starter:"))
    return files.load(Path(key))
