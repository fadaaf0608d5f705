"""BatchDialog: one row of a batch with its whole prompt and its whole answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QSplitter, QVBoxLayout, QWidget

from workbench.prompting.prompts.requests import request_text
from workbench.prompting.responses import Response
from workbench.prompting.results import Results
from workbench.ui.long_text import LongText
from workbench.ui.plots.itemdialog import ItemDialog
from workbench.ui.prompting.picture_input import PicturePreview

SIDE = 120


@dataclass(frozen=True)
class _Item:
    """A row; its words are made when it is shown."""

    index: int
    title: str
    about: str = ""


class BatchDialog(ItemDialog):
    """The prompt above, the answer below; Page Up and Page Down step through the rows shown."""

    def __init__(
        self, results: Results, order: Sequence[int], index: int, parent: QWidget | None = None
    ) -> None:
        super().__init__(self._items_of(results, order), parent)
        self._results = results
        self.prompt = LongText()
        self.answer = LongText()
        if results.ready.prompt.draws:
            self.prompt.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.picture = PicturePreview(SIDE)
        self.said = QLabel(wordWrap=True)
        self.said.setTextFormat(Qt.TextFormat.PlainText)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._part(self.tr("Prompt"), self.prompt, self.picture))
        splitter.addWidget(self._part(self.tr("Answer"), self.answer))
        splitter.setSizes([300, 160])
        self.column.addWidget(splitter, 1)
        self.column.addWidget(self.said)
        self.low.addStretch(1)
        self.add_buttons()
        self.resize(640, 540)
        self.show_row(index)

    def _items_of(self, results: Results, order: Sequence[int]) -> list[_Item]:
        rows, words = results.asked, self.tr("Row {n} of the {split} split")
        return [
            _Item(index, words.format(n=rows[index].row.index, split=rows[index].row.split))
            for index in order
        ]

    def _part(self, name: str, box: QPlainTextEdit, beside: QWidget | None = None) -> QWidget:
        box.setReadOnly(True)
        box.setTabChangesFocus(True)
        label = QLabel(name)
        label.setProperty("role", "muted")
        label.setBuddy(box)
        box.setAccessibleName(name)
        row = QHBoxLayout()
        if beside is not None:
            row.addWidget(beside)
        row.addWidget(box, 1)
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(label)
        column.addLayout(row, 1)
        return part

    def show_item(self, item: _Item) -> None:
        results, index = self._results, item.index
        question, reply = results.asked[index], results.replies[index]
        self.prompt.setPlainText(request_text(question.request))
        self.picture.setVisible(bool(question.row.images))
        if question.row.images:
            self.picture.show_png(question.row.images[0])
        self.answer.setPlainText(self._answer(reply) if reply else "")
        self.said.setText(self._summary(index))

    def _answer(self, reply: Response) -> str:
        if not reply.reasoning:
            return reply.text
        answer = reply.text or self.tr("(no answer: the model only reasoned)")
        headings = (self.tr("Reasoning"), self.tr("Answer"))
        return f"{headings[0]}\n{reply.reasoning}\n\n{headings[1]}\n{answer}"

    def _summary(self, index: int) -> str:
        results = self._results
        truth = self.tr("True label: {label}").format(label=results.asked[index].row.label)
        reply, said, missed = (
            results.replies[index],
            results.said[index],
            results.failures.get(index),
        )
        if reply is None or said is None:
            words = f"{missed.message} {missed.remedy}".strip() if missed else ""
            return f"{truth}. {words or self.tr('Not asked yet.')}"
        label = self.tr("Label: {label}").format(label=said.label) if said.label else ""
        parts = [truth, label or self.tr("No label in this answer")]
        parts.append(self.tr("✓ right") if results.right(index) else self.tr("✗ wrong"))
        if reply.prompt_tokens is not None and reply.completion_tokens is not None:
            words = self.tr("{n:,} tokens in, {m:,} out")
            parts.append(words.format(n=reply.prompt_tokens, m=reply.completion_tokens))
        parts.append(f"{reply.seconds:.2f} s")
        if reply.finish == "length":
            parts.append(self.tr("cut at the most tokens allowed"))
        if reply.stored:
            parts.append(self.tr("from kept answers"))
        return " · ".join(parts)
