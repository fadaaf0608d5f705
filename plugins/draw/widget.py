"""The drawing playground's widget."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSizePolicy,
    QSlider,
    QSplitter,
    QStackedLayout,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench import (
    DatasetError,
    Part,
    RunInfo,
    WorkbenchError,
    add_drawing,
    count_drawings,
    remove_drawing,
)
from workbench.inference import prepare_picture, read_weights
from workbench.ui import BarChart, DrawingPad, Host, NetworkView, PixelView, RunState

from .reader import OpenPictureModel, PictureReading, open_model, read, reads_pictures

RUNS_OFFERED = 30
FILM_MS = 33
DRAWINGS = "draw: drawings"


@dataclass(frozen=True)
class _Kept:
    """A drawing that was kept: as what, at which stroke, and how many there are now."""

    path: Path
    digit: str
    strokes: int
    count: int


class DrawPlayground(QWidget):
    """Pad, picture, answer, bars, network; and the row that says what it really was.

    ``read_took`` carries the milliseconds from a stroke to its answer (before painting).
    """

    read_took = Signal(float)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._models: list[OpenPictureModel] = []
        self._weights: dict[str, np.ndarray] = {}
        self._weights_of = ""
        self._reading = PictureReading(None)
        self._last_kept: Path | None = None
        self._asking = self._changed_meanwhile = False
        # The bars answer every stroke at once; the network follows at the pace of a film.
        self._film = QTimer(self, singleShot=True, interval=FILM_MS)
        self._film.timeout.connect(self._show_network)
        self.pad = DrawingPad(host.theme, host.notices, host.background)
        self.bars = BarChart(host.theme)
        self.seen = PixelView()
        self.network = NetworkView(host.theme)
        self.network.setMinimumHeight(150)
        self.models = QListWidget()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._build())
        self._stack.addWidget(self._empty())
        self.pad.changed.connect(self._read)
        host.jobs.changed.connect(self._run_changed)
        self.refresh()

    def _build(self) -> QWidget:
        page = QWidget()
        top = QWidget()
        row = QHBoxLayout(top)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(18)
        row.addLayout(self._pad_column(), 4)
        row.addLayout(self._answer_column(), 2)
        row.addLayout(self._bars_column(), 5)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(top)
        splitter.addWidget(self.network)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 2)
        splitter.setChildrenCollapsible(False)
        column = QVBoxLayout(page)
        column.setContentsMargins(12, 10, 12, 8)
        column.addWidget(splitter, 1)
        column.addLayout(self._naming_row())
        return page

    def _pad_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.addWidget(self.pad, 1)
        row = QHBoxLayout()
        for icon, name, action in (
            ("undo", self.tr("Undo stroke"), self.pad.undo),
            ("redo", self.tr("Redo stroke"), self.pad.redo),
            ("copy", self.tr("Paste a picture"), self.pad.paste),
        ):
            button = QToolButton()
            button.setIcon(self._host.theme.icon(icon))
            button.setAccessibleName(name)
            button.setToolTip(name)
            button.clicked.connect(action)
            self._host.theme.changed.connect(
                lambda b=button, i=icon: b.setIcon(self._host.theme.icon(i))
            )
            row.addWidget(button)
        width = QSlider(Qt.Orientation.Horizontal, minimum=2, maximum=16, value=8)
        width.setMinimumWidth(50)
        width.setAccessibleName(self.tr("Pen width"))
        width.setToolTip(self.tr("Pen width"))
        width.valueChanged.connect(self._set_pen)
        row.addWidget(width, 1)
        self.clear_button = QPushButton(self.tr("Clear"))
        self.clear_button.clicked.connect(self.pad.clear)
        row.addWidget(self.clear_button)
        column.addLayout(row)
        return column

    def _answer_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        label = QLabel(self.tr("The network sees"))
        label.setProperty("role", "muted")
        self.seen.setAccessibleName(self.tr("The picture the network sees"))
        self.seen.setFixedSize(112, 112)
        self.seen.set_colors(self._host.theme.colors)
        says = QLabel(self.tr("and reads"))
        says.setProperty("role", "muted")
        self.answer = QLabel("", alignment=Qt.AlignmentFlag.AlignCenter)
        self.answer.setProperty("role", "digit")
        self.answer.setMinimumHeight(76)
        self.answer.setAccessibleName(self.tr("Answer"))
        self.sureness = QLabel("", alignment=Qt.AlignmentFlag.AlignCenter)
        self.sureness.setProperty("role", "muted")
        column.addWidget(label)
        column.addWidget(self.seen)
        column.addWidget(says)
        column.addWidget(self.answer)
        column.addWidget(self.sureness)
        column.addStretch(1)
        return column

    def _bars_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        label = QLabel(self.tr("Networks (tick to compare)"))
        label.setProperty("role", "muted")
        self.models.setAccessibleName(self.tr("Networks to ask"))
        self.models.setMaximumHeight(84)
        self.models.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.models.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.models.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
        self.models.itemChanged.connect(lambda _: self._open())
        column.addWidget(self.bars, 1)
        column.addWidget(label)
        column.addWidget(self.models)
        return column

    def _naming_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        self.naming = QLabel(self.tr("Wrong? Choose what it was:"))
        row.addWidget(self.naming)
        self._name_buttons: list[QToolButton] = []
        for digit in "0123456789":
            button = QToolButton(text=digit)
            button.setAccessibleName(self.tr("It was a {digit}").format(digit=digit))
            button.clicked.connect(lambda _=False, d=digit: self.keep(d))
            row.addWidget(button)
            self._name_buttons.append(button)
            shortcut = QShortcut(QKeySequence(digit), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda d=digit: self.keep(d))
        row.addStretch(1)
        self.own = QPushButton(self.tr("Train on my drawings"))
        self.own.clicked.connect(self._train_on_own)
        row.addWidget(self.own)
        self._show_naming()
        return row

    def _empty(self) -> QWidget:
        empty = QWidget()
        title = QLabel(self.tr("No trained network yet"), alignment=Qt.AlignmentFlag.AlignCenter)
        title.setProperty("role", "title")
        words = QLabel(
            self.tr("Train one first; it takes a few seconds. Then draw, and watch it read."),
            alignment=Qt.AlignmentFlag.AlignCenter,
        )
        words.setProperty("role", "muted")
        button = QPushButton(self.tr("Go to Train"))
        button.setProperty("role", "primary")
        button.clicked.connect(lambda: self._host.go_to("train"))
        column = QVBoxLayout(empty)
        column.addStretch(1)
        column.addWidget(title)
        column.addWidget(words)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)
        return empty

    def refresh(self) -> None:
        """Look for runs with a model, in the background."""
        self._host.background.start(
            "draw: runs",
            lambda task: [i for i in self._host.store.list() if reads_pictures(i.path)],
            self._offer,
            self._host.notices.error,
        )

    def _offer(self, infos: list[RunInfo]) -> None:
        known = {self._item(i).data(Qt.ItemDataRole.UserRole) for i in range(self.models.count())}
        ticked = {m.run for m in self._models}
        newest = infos[0].id if infos else ""
        if newest and newest not in known:
            ticked = {newest}  # what was trained last is what one wants to try
        self.models.blockSignals(True)
        self.models.clear()
        for info in infos[:RUNS_OFFERED]:
            accuracy = info.metrics.get("test/accuracy")
            text = info.name + (f" · {accuracy:.1%}" if accuracy is not None else "")
            item = QListWidgetItem(f"{text} · {info.architecture} · {info.id[:15]}")
            item.setData(Qt.ItemDataRole.UserRole, info.id)
            item.setData(Qt.ItemDataRole.UserRole + 1, info.name)
            item.setCheckState(
                Qt.CheckState.Checked if info.id in ticked else Qt.CheckState.Unchecked
            )
            self.models.addItem(item)
        self.models.blockSignals(False)
        self._stack.setCurrentIndex(0 if infos else 1)
        self._open()

    def _item(self, row: int) -> QListWidgetItem:
        return self.models.item(row)

    def _open(self) -> None:
        items = [self._item(i) for i in range(self.models.count())]
        wanted = [
            (i.data(Qt.ItemDataRole.UserRole), i.data(Qt.ItemDataRole.UserRole + 1))
            for i in items
            if i.checkState() == Qt.CheckState.Checked
        ]
        folder = self._host.store.folder

        def work(_: object) -> tuple[list[OpenPictureModel], dict[str, np.ndarray]]:
            opened = [open_model(run, name, folder / run) for run, name in wanted]
            first = read_weights(folder / wanted[0][0] / "layers.onnx") if wanted else {}
            return opened, first

        self._host.background.start("draw: open", work, self._opened, self._unreadable)

    def _opened(self, loaded: tuple[list[OpenPictureModel], dict[str, np.ndarray]]) -> None:
        self._models, self._weights = loaded
        self._read()

    def _unreadable(self, error: WorkbenchError) -> None:
        self._models = []
        self._host.notices.error(error)

    def _run_changed(self, before: RunState, after: RunState) -> None:
        if before.live and not after.live and after.model:
            self.refresh()
            self._host.moment.emit("model")

    def _set_pen(self, value: int) -> None:
        self.pad.pen_width = value / 100

    def _read(self) -> None:
        """Read the drawing: a millisecond for each model, so it happens right here.

        A model from elsewhere may take longer, or never answer: it is asked in a task, one drawing
        after another.
        """
        began = time.perf_counter()
        if self.pad.strokes.empty:
            self._show(PictureReading(None))
            return
        if any(model.guarded for model in self._models):
            self._read_aside()
            return
        try:
            self._show(read(self.pad.strokes.subject, self._models))
        except WorkbenchError as error:
            self._host.notices.error(error)
            return
        if self._models:
            self._host.moment.emit("drew")
        self.read_took.emit((time.perf_counter() - began) * 1000)

    def _read_aside(self) -> None:
        if self._asking:
            self._changed_meanwhile = True
            return
        self._asking = True
        subject, models = self.pad.strokes.subject.copy(), self._models
        self._host.background.start(
            "draw: read", lambda _: read(subject, models), self._read_done, self._read_failed
        )

    def _read_done(self, reading: PictureReading) -> None:
        if not self.pad.strokes.empty:
            self._show(reading)
            self._host.moment.emit("drew")
        self._answered()

    def _read_failed(self, error: WorkbenchError) -> None:
        self._host.notices.error(error)
        self._answered()

    def _answered(self) -> None:
        self._asking = False
        if self._changed_meanwhile:
            self._changed_meanwhile = False
            self._read()

    def _show(self, reading: PictureReading) -> None:
        self._reading = reading
        classes = self._models[0].predictor.classes if self._models else tuple("0123456789")
        self.seen.set_picture(reading.picture)
        number = self.pad.strokes.number
        self.bars.show_answers(classes, list(reading.answers), number)
        if reading.picture is None or not reading.answers:
            self.answer.setText("")
            self.sureness.setText("")
            self.network.clear()
            return
        probabilities = reading.answers[0][1]
        best = int(probabilities.argmax())
        self.answer.setText(classes[best])
        sure = self.tr("{p} sure").format(p=f"{float(probabilities[best]):.0%}")
        if reading.excluded:
            names = ", ".join(reading.excluded)
            sure += "\n" + self.tr("Other classes, not asked: {names}").format(names=names)
        self.sureness.setText(sure)
        if not self._film.isActive():
            self._film.start()

    def _show_network(self) -> None:
        reading = self._reading
        if reading.picture is not None and reading.activations:
            probabilities = reading.answers[0][1]
            classes = self._models[0].predictor.classes
            self.network.show_network(
                reading.picture, reading.activations, self._weights, probabilities, classes
            )

    def keep(self, digit: str) -> None:
        """Keep the drawing as a ``digit`` in the user's own dataset."""
        try:
            # As a row of digits, whatever the model sees that is asked at the moment.
            picture = prepare_picture(self.pad.strokes.subject, (28, 28), "ink")
        except DatasetError:
            self._host.notices.info(self.tr("Draw something first."))
            return
        strokes = self.pad.strokes.number

        def add(_: object) -> _Kept:
            return _Kept(add_drawing(picture, digit), digit, strokes, _count())

        self._host.background.enqueue(DRAWINGS, add, self._on_kept, self._host.notices.error)

    def _on_kept(self, kept: _Kept) -> None:
        self._last_kept = kept.path
        self._host.data.forget()
        words = self.tr("Saved as a {digit}. You have {n} drawings.")
        self._host.notices.info(
            words.format(digit=kept.digit, n=kept.count), (self.tr("Undo"), self._forget_last)
        )
        if self.pad.strokes.number == kept.strokes:  # else the next one is being drawn
            self.pad.clear()
        self._show_count(kept.count)

    def _forget_last(self) -> None:
        if (path := self._last_kept) is None:
            return
        self._last_kept = None

        def remove(_: object) -> int:
            remove_drawing(path)
            return _count()

        self._host.background.enqueue(DRAWINGS, remove, self._on_removed, self._host.notices.error)

    def _on_removed(self, n: int) -> None:
        self._host.data.forget()
        self._show_count(n)

    def _show_naming(self) -> None:
        self._host.background.enqueue(DRAWINGS, lambda _: _count(), self._show_count)

    def _show_count(self, n: int) -> None:
        self.own.setText(self.tr("Train on my {n} drawings").format(n=n))
        self.own.setVisible(n > 0)

    def _train_on_own(self) -> None:
        experiment = self._host.experiment.model_copy(
            update={"dataset": Part(id="own-drawings"), "name": "my drawings"}
        )
        self._host.set_experiment(experiment)
        self._host.go_to("train")


def _count() -> int:
    """How many drawings the user has."""
    return sum(count_drawings().values())
