"""Model box: the runs whose model answers a kind of question; and a page for when there is none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.errors import WorkbenchError
from workbench.core.runs.store import RunInfo
from workbench.inference.runmodels import runs_for, runs_of_kind
from workbench.ui.background_jobs import BackgroundJob
from workbench.ui.host import Host
from workbench.ui.markup import escaped
from workbench.ui.state import RunState

RUNS_OFFERED = 30
_RUN, _NAME, _PATH = (Qt.ItemDataRole.UserRole + n for n in range(3))


class ModelBox(QComboBox):
    """Offers runs, newest first, and opens the chosen one's ``model.onnx`` in a thread.

    ``opened`` carries the model, or ``None`` when another is on its way; ``offered`` says how
    many runs there are, whenever it was looked.

    Parameters
    ----------
    key
        Names the asker among the host's tasks.
    tasks
        Of `workbench.inference.textmodel.TASKS`.
    make
        Opens a model file.
    inputs
        The id of an `InputKind`: only models for its rows are offered.
    """

    opened = Signal(object)
    offered = Signal(int)

    def __init__(
        self,
        host: Host,
        key: str,
        tasks: tuple[str, ...],
        make: Callable[[Path], Any],
        parent: QWidget | None = None,
        inputs: str = "",
    ) -> None:
        super().__init__(parent)
        self._host = host
        self._inputs = inputs
        self._key = key
        self._tasks = tasks
        self._make = make
        self.setMinimumContentsLength(14)
        self.currentIndexChanged.connect(lambda _: self._open())
        host.jobs.changed.connect(self._run_changed)
        host.jobs.renamed.connect(self._renamed)

    def minimumSizeHint(self) -> QSize:
        """However long the names of runs are."""
        return QSize(120, super().minimumSizeHint().height())

    def _run_changed(self, before: RunState, after: RunState) -> None:
        if before.live and not after.live and after.model:
            self.refresh()

    def _renamed(self, run_id: str, name: str) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Look for runs, in the background."""
        store, tasks, inputs = self._host.store, self._tasks, self._inputs

        def look(_: BackgroundJob) -> list[RunInfo]:
            return runs_of_kind(store, inputs) if inputs else runs_for(store, *tasks)

        self._host.background.start(
            f"{self._key}: runs",
            look,
            self._offer,
            self._failed,
            title=self.tr("Looking for models"),
        )

    def _offer(self, infos: list[RunInfo]) -> None:
        known = [self.itemData(i) for i in range(self.count())]
        texts = [f"{info.name} · {info.architecture}" for info in infos]
        if known != [info.path for info in infos]:
            self.blockSignals(True)
            self.clear()
            for text, info in zip(texts, infos, strict=True):
                self.addItem(text, info.path)
            self.blockSignals(False)
            self._open()
        for row, text in enumerate(texts):
            self.setItemText(row, text)
        self.offered.emit(len(infos))

    def _open(self) -> None:
        self.opened.emit(None)
        path, make = self.currentData(), self._make
        if path is not None:
            self._host.background.start(
                f"{self._key}: open",
                lambda _: make(path / "model.onnx"),
                self._opened,
                self._failed,
                title=self.tr("Opening a model"),
            )

    def _opened(self, model: Any) -> None:
        self.opened.emit(model)

    def _failed(self, error: WorkbenchError) -> None:
        self._host.notices.error(error)


class ModelTicks(QListWidget):
    """Runs to tick, newest first, whose models are opened in a thread and asked side by side.

    ``opened`` carries what ``open_models`` made of the ticked ones; ``offered`` says how many runs
    there are, whenever it was looked. A run that has just ended is ticked alone.

    Parameters
    ----------
    key
        Names the asker among the host's tasks.
    list_runs
        The runs to offer; called in a thread.
    open_models
        Takes id, name and folder of each ticked run; called in a thread.
    failed
        Takes what either raised.
    """

    opened = Signal(object)
    offered = Signal(int)

    def __init__(
        self,
        host: Host,
        key: str,
        list_runs: Callable[[], list[RunInfo]],
        open_models: Callable[[list[tuple[str, str, Path]]], list[Any]],
        failed: Callable[[WorkbenchError], None],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._host, self._key = host, key
        self._list_runs, self._open_models, self._failed = list_runs, open_models, failed
        self.setAccessibleName(self.tr("Models to ask"))
        self.setMaximumHeight(104)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.itemChanged.connect(lambda _: self._open())
        host.jobs.changed.connect(self._run_changed)
        host.jobs.renamed.connect(self._renamed)

    def _run_changed(self, before: RunState, after: RunState) -> None:
        if before.live and not after.live and after.model:
            self.refresh()

    def _renamed(self, run_id: str, name: str) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Look for runs, in the background."""
        look = self._list_runs
        self._host.background.start(
            f"{self._key}: runs",
            lambda _: look(),
            self._offer,
            self._failed,
            title=self.tr("Looking for models"),
        )

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(row) for row in range(self.count())]

    def _ticked(self) -> list[QListWidgetItem]:
        return [item for item in self._items() if item.checkState() == Qt.CheckState.Checked]

    def _offer(self, infos: list[RunInfo]) -> None:
        known = {item.data(_RUN) for item in self._items()}
        ticked = {item.data(_RUN) for item in self._ticked()}
        if infos and infos[0].id not in known:
            ticked = {infos[0].id}  # what was trained last is what one wants to try
        self.blockSignals(True)
        self.clear()
        for info in infos[:RUNS_OFFERED]:
            accuracy = info.metrics.get("test/accuracy")
            text = info.name + (f" · {accuracy:.1%}" if accuracy is not None else "")
            item = QListWidgetItem(f"{text} · {info.architecture}")
            item.setToolTip(info.id)
            for role, value in ((_RUN, info.id), (_NAME, text), (_PATH, str(info.path))):
                item.setData(role, value)
            on = info.id in ticked
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.addItem(item)
        self.blockSignals(False)
        self.offered.emit(len(infos))
        self._open()

    def _open(self) -> None:
        chosen = [
            (item.data(_RUN), item.data(_NAME), Path(item.data(_PATH))) for item in self._ticked()
        ]
        make = self._open_models
        self._host.background.start(
            f"{self._key}: open",
            lambda _: make(chosen),
            self._opened,
            self._failed,
            title=self.tr("Opening a model"),
        )

    def _opened(self, models: list[Any]) -> None:
        self.opened.emit(models)


def answer_legend(names: Sequence[str], colors: Sequence[str]) -> str:
    """Which colour is whose, as markup."""
    entries = [
        f"<span style='color:{colors[index % len(colors)]}'>■</span> {escaped(name)}"
        for index, name in enumerate(names)
    ]
    return "&nbsp;&nbsp; ".join(entries)


class NoModel(QWidget):
    """What to do while no run has such a model: two sentences and buttons.

    Each of ``actions`` is a button's text and what it does; the first is the main one.
    """

    def __init__(
        self,
        title: str,
        message: str,
        actions: list[tuple[str, Callable[[], object]]],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        heading = QLabel(title, alignment=Qt.AlignmentFlag.AlignCenter)
        heading.setProperty("role", "title")
        text = QLabel(message, alignment=Qt.AlignmentFlag.AlignCenter)
        text.setProperty("role", "muted")
        text.setWordWrap(True)
        self.buttons = [self._button(*action) for action in actions]
        self.buttons[0].setProperty("role", "primary")
        row = QHBoxLayout()
        row.addStretch(1)
        for button in self.buttons:
            row.addWidget(button)
        row.addStretch(1)
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addStretch(1)
        column.addWidget(heading)
        column.addWidget(text)
        column.addLayout(row)
        column.addStretch(1)

    def _button(self, text: str, act: Callable[[], object]) -> QPushButton:
        button = QPushButton(text)
        button.clicked.connect(lambda: act())
        return button
