"""HistoryPanel: what was asked, to be searched, starred, read again and asked again."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.errors import WorkbenchError
from workbench.prompting.history import LIMIT, History, HistoryEntry
from workbench.prompting.scored_response import ScoredResponse, tell
from workbench.ui.host import Host
from workbench.ui.plots.placeholder import Panel
from workbench.ui.prompting.answer_view import AnswerView
from workbench.ui.prompting.column import AnsweredPrompt

# Looked for again when typing rests for so long.
REST_MS = 200
ENTRY = Qt.ItemDataRole.UserRole
_numbers = itertools.count()


class HistoryPanel(QWidget):
    """Reads and writes the history in tasks; ``restored`` carries an `AnsweredPrompt` to go on."""

    restored = Signal(object)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self.search = QLineEdit()
        self.starred = QCheckBox(self.tr("Starred only"))
        self.list = QListWidget()
        self.view = AnswerView(host)
        self.about = QLabel(wordWrap=True)
        self.restore = QPushButton(self.tr("Use again"))
        self.star = QPushButton()
        self.forget = QPushButton(self.tr("Forget"))
        self.undo = QPushButton(self.tr("Undo"))
        self._removed: list[tuple[Any, ...]] = []
        self.panel = Panel(self._content())
        self._late = QTimer(self, singleShot=True, interval=REST_MS)
        self._late.timeout.connect(self.refresh)
        self._connect()
        self.panel.say(self.tr("No questions yet"), self.tr("What you ask is kept here."))
        self._show(None)

    # How it is laid out

    def _content(self) -> QWidget:
        self.search.setPlaceholderText(self.tr("Search prompts, inputs, models and answers"))
        self.search.setAccessibleName(self.tr("Search the history"))
        self.search.setClearButtonEnabled(True)
        for button in self.search.findChildren(QToolButton):
            button.setAccessibleName(self.tr("Clear the search"))
        self.list.setAccessibleName(self.tr("Questions, the newest first"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumWidth(180)
        self.list.setSpacing(2)
        self.about.setTextFormat(Qt.TextFormat.PlainText)
        self.restore.setProperty("role", "primary")
        self.restore.setToolTip(self.tr("Restore prompt, input and model (Return)"))
        self.star.setToolTip(self.tr("Key S"))
        self.forget.setToolTip(self.tr("Remove it from the history (Delete)"))
        self.undo.setToolTip(self.tr("Bring back what was removed last (Ctrl+Z)"))
        self.undo.setEnabled(False)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.search)
        column.addWidget(self.starred)
        column.addWidget(self.list, 1)
        splitter = QSplitter()
        splitter.setChildrenCollapsible(False)
        splitter.setHandleWidth(10)
        splitter.addWidget(left)
        splitter.addWidget(self._detail())
        splitter.setSizes([400, 500])
        return splitter

    def _detail(self) -> QWidget:
        row = QHBoxLayout()
        for button in (self.restore, self.star, self.forget, self.undo):
            row.addWidget(button)
        row.addStretch(1)
        right = QWidget()
        column = QVBoxLayout(right)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.about)
        column.addWidget(self.view, 1)
        column.addLayout(row)
        right.setMinimumWidth(240)
        return right

    def _connect(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(10, 8, 10, 8)
        outer.addWidget(self.panel)
        self.search.textChanged.connect(lambda _: self._late.start())
        self.starred.toggled.connect(lambda _: self.refresh())
        self.list.currentItemChanged.connect(lambda item, _: self._show(item))
        self.list.itemActivated.connect(lambda _: self._restore())
        self.restore.clicked.connect(self._restore)
        self.star.clicked.connect(self._star)
        self.forget.clicked.connect(self._forget)
        self.undo.clicked.connect(self._undo)
        for keys, act, words in (
            ("S", self._star, self.tr("Star an answer in the history")),
            ("Delete", self._forget, self.tr("Delete an answer from the history")),
            ("Ctrl+Z", self._undo, self.tr("Bring back what was removed last")),
        ):
            shortcut = QShortcut(QKeySequence(keys), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.setWhatsThis(words)
            shortcut.activated.connect(act)

    # What is in it

    def add(self, exchange: AnsweredPrompt) -> None:
        """Keep a question and its answer."""
        told, row = exchange.answer, exchange.row

        def work(history: History) -> None:
            history.add(exchange.prompt, row, told.model, told.destination, told.reply, told.cost)

        self._change(work)

    def refresh(self) -> None:
        """Look again, in a task."""
        words, starred = self.search.text(), self.starred.isChecked()

        def work(_: object) -> tuple[list[HistoryEntry], int]:
            with History() as history:
                return history.find(words, starred, LIMIT), len(history)

        self._host.background.start(
            "prompt: history", work, self._fill, self._failed, title=self.tr("Reading the history")
        )

    def _change(self, work: Callable[[History], object]) -> None:
        """Change the history; each change is a task of its own, so that none is dropped."""

        def act(_: object) -> None:
            with History() as history:
                work(history)

        key = f"prompt: history {next(_numbers)}"
        self._host.background.start(
            key, act, self._changed, self._failed, title=self.tr("Changing the history")
        )

    def _changed(self, _: object) -> None:
        self.undo.setEnabled(bool(self._removed))
        self.refresh()

    def _failed(self, error: WorkbenchError) -> None:
        self._host.notices.error(error)

    def _fill(self, result: tuple[list[HistoryEntry], int]) -> None:
        entries, n = result
        now = self.entry.id if self.entry else -1
        self.list.blockSignals(True)
        self.list.clear()
        for entry in entries:
            self.list.addItem(self._item(entry))
        places = [place for place, entry in enumerate(entries) if entry.id == now]
        self.list.setCurrentRow(places[0] if places else 0)
        self.list.blockSignals(False)
        self._show(self.list.currentItem())
        if n:
            self.panel.show_content()
        else:
            words = self.tr("What you ask is kept here.")
            self.panel.say(self.tr("No questions yet"), words)

    def _item(self, entry: HistoryEntry) -> QListWidgetItem:
        star = "★ " if entry.starred else ""
        name = entry.name or self.tr("Unnamed")
        first = f"{star}{_line(_input(entry, self.tr('picture')))}"
        second = f"{name} · {entry.model.partition('/')[2]} · {moment(entry.reply.asked_at)}"
        item = QListWidgetItem(f"{first}\n{second}")
        item.setData(ENTRY, entry)
        item.setToolTip(_line(entry.reply.text, 300))
        return item

    @property
    def entry(self) -> HistoryEntry | None:
        """The question that is shown."""
        item = self.list.currentItem()
        found: HistoryEntry | None = item.data(ENTRY) if item is not None else None
        return found

    def _show(self, item: QListWidgetItem | None) -> None:
        entry = item.data(ENTRY) if item is not None else None
        for button in (self.restore, self.star, self.forget):
            button.setEnabled(entry is not None)
        starred = entry is not None and entry.starred
        self.star.setText(self.tr("Remove the star") if starred else self.tr("Star"))
        if entry is None:
            self.about.setText("")
            self.view.clear(self.tr("No matching questions"), self.tr("Try a shorter search."))
            return
        truth = self.tr("True label: {label}").format(label=entry.row.label)
        said = [_line(_input(entry, self.tr("picture")), 400), truth if entry.row.label else ""]
        self.about.setText("\n".join(filter(None, said)))
        self.view.clear()
        self.view.end(answer_of(entry))

    # What is done with one

    def _star(self) -> None:
        if (entry := self.entry) is not None:
            id, on = entry.id, not entry.starred
            self._change(lambda history: history.star(id, on))

    def _forget(self) -> None:
        if (entry := self.entry) is not None:
            id = entry.id
            self._change(lambda history: self._removed.append(history.remove(id)))

    def _undo(self) -> None:
        if self._removed:
            removed = self._removed.pop()
            self._change(lambda history: history.put_back(removed))

    def _restore(self) -> None:
        if (entry := self.entry) is not None:
            id = entry.id

            def work(_: object) -> AnsweredPrompt:
                with History() as history:
                    whole = history.get(id)
                return AnsweredPrompt(whole.prompt(), whole.row, answer_of(whole))

            self._host.background.start(
                "prompt: restore",
                work,
                self._on_loaded,
                self._failed,
                title=self.tr("Opening a prompt"),
            )

    def _on_loaded(self, exchange: AnsweredPrompt) -> None:
        self.restored.emit(exchange)


def answer_of(entry: HistoryEntry) -> ScoredResponse:
    """An answer of the history with what is said of it, at what it cost then."""
    try:
        prompt = entry.prompt()
        labels, parser = prompt.labels, prompt.parser
    except WorkbenchError:
        labels, parser = (), "first-label"
    told = tell(entry.reply, entry.model, entry.destination, labels, parser, entry.row.label)
    return replace(told, cost=entry.cost)


def moment(unix: float) -> str:
    """A point in time, local: the hour of today, the day of others."""
    then, now = time.localtime(unix), time.localtime()
    return time.strftime("%H:%M" if then[:3] == now[:3] else "%Y-%m-%d %H:%M", then)


def _input(entry: HistoryEntry, picture: str) -> str:
    return f"{f'[{picture}] ' * entry.pictures}{entry.row.text}".strip()


def _line(text: str, length: int = 80) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= length else f"{flat[: length - 1]}…"
