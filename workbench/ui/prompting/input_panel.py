"""InputPanel: what is asked about: a text, a row of a dataset, or a picture."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from workbench.prompting.prompts.rows import Row
from workbench.ui.host import Host
from workbench.ui.prompting.fields import Remark, TextBox, choice, show_value
from workbench.ui.prompting.material import PromptMaterial
from workbench.ui.prompting.picture_input import PictureInput
from workbench.ui.prompting.row_input import RowInput

KINDS = ("text", "row", "picture")


class InputPanel(QWidget):
    """One of three kinds of input; ``changed`` at every change of it."""

    changed = Signal()

    def __init__(self, host: Host, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # What was asked before and is taken up again, until something of it is changed.
        self._again: Row | None = None
        self.kind = choice(self.tr("Kind of input"), self._kinds(), self._kind_changed)
        self.text = TextBox(self.tr("Input"), 2)
        self.origin = Remark("muted")
        self.rows = RowInput(host)
        self.picture = PictureInput(host, key)
        self.stack = QStackedWidget()
        self._build()

    def _build(self) -> None:
        label = QLabel(self.tr("Input"))
        label.setProperty("role", "heading")
        label.setBuddy(self.kind)
        self.kind.setMinimumContentsLength(12)
        self.text.setPlaceholderText(self.tr("Type what the prompt is asked about"))
        head = QHBoxLayout()
        head.addWidget(label)
        head.addWidget(self.kind)
        head.addStretch(1)
        page = QWidget()
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.text, 1)
        inner.addWidget(self.origin)
        self._pages = (page, self.rows, self.picture)
        for widget in self._pages:
            self.stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(head)
        column.addWidget(self.stack, 1)
        self.text.edited.connect(self._edited)
        self.rows.changed.connect(self.changed)
        self.picture.changed.connect(self._edited)
        self._arrange()

    def _kinds(self) -> list[tuple[str, str, str]]:
        tr = self.tr
        return [
            ("text", tr("Text"), tr("A text of your own")),
            ("row", tr("Row of a dataset"), tr("Its true label is known")),
            ("picture", tr("Picture"), tr("A drawing or a file, for models that see")),
        ]

    @property
    def dataset(self) -> str | None:
        """The dataset whose row is asked about; ``None`` for an input of the user's own."""
        return str(self.rows.dataset.currentData()) if self._kind == "row" else None

    @property
    def _kind(self) -> str:
        return str(self.kind.currentData())

    def row(self) -> Row | None:
        """The input; ``None`` while there is none."""
        if self._kind == "row":
            return self.rows.row
        if self._again is not None:
            return self._again
        if self._kind == "text":
            return Row(self.text.text()) if self.text.text().strip() else None
        picture = self.picture.picture()
        return Row(self.picture.line.text(), images=(picture,)) if picture else None

    def set_row(self, row: Row) -> None:
        """Take an input up again, with all that is known of it."""
        self._set_kind("picture" if row.images else "text")
        self.blockSignals(True)
        if row.images:
            self.picture.line.setText(row.text)
            self.picture.show_png(row.images[0])
        else:
            self.text.set_text(row.text)
        self.blockSignals(False)
        self._again = row
        self._say_origin()
        self.changed.emit()

    def set_text(self, text: str) -> None:
        """Ask about a text."""
        self.set_row(Row(text))

    def show_material(self, material: PromptMaterial) -> None:
        """A dataset has come, or gone."""
        self.rows.show_material(material)

    def why_none(self) -> str:
        """What to do where there is no input."""
        if self._kind == "row":
            return self.rows.remark.text() or self.tr("Choose a row.")
        if self._kind == "picture":
            return self.tr("Draw something first, or open a picture.")
        return self.tr("Type an input first.")

    def _set_kind(self, kind: str) -> None:
        show_value(self.kind, kind)
        self._arrange()

    def _kind_changed(self) -> None:
        self._again = None
        self._arrange()
        self.changed.emit()

    def _arrange(self) -> None:
        """Only the page that is shown takes room."""
        self.stack.setCurrentIndex(KINDS.index(self._kind))
        for place, page in enumerate(self._pages):
            policy = page.sizePolicy()
            shown = place == self.stack.currentIndex()
            policy.setVerticalPolicy(policy.Policy.Preferred if shown else policy.Policy.Ignored)
            page.setSizePolicy(policy)
        self._say_origin()

    def _edited(self) -> None:
        self._again = None
        self._say_origin()
        self.changed.emit()

    def _say_origin(self) -> None:
        row, words = self._again, ""
        if row is not None and row.split:
            words = self.tr("Row {n} of the {split} split, true label: {label}")
            words = words.format(n=row.index, split=row.split, label=row.label)
        self.origin.say(words)
