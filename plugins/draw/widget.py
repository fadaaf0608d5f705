"""The drawing playground's widget."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeySequence, QShortcut, QShowEvent
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
    Dataset,
    DatasetError,
    ImageClassification,
    RunInfo,
    Task,
    WorkbenchError,
    add_drawing,
    count_drawings,
    remove_drawing,
)
from workbench.inference import prepare_picture, read_weights, runs_in_training
from workbench.ui import (
    BackgroundJob,
    BarChart,
    DrawingPad,
    Host,
    MomentSlider,
    NetworkView,
    PixelView,
    RunState,
    add_plot_actions,
)

from .reader import (
    OpenPictureModel,
    PictureModel,
    PictureReading,
    SnapshotModel,
    open_model,
    read,
    reads_pictures,
)

RUNS_OFFERED = 30
FILM_MS = 33
# How often a network that is learning is asked again while nothing is drawn.
FOLLOW_MS = 500
DRAWINGS = "draw: drawings"
OWN_DRAWINGS = "own-drawings"
Check = Callable[[], None]
_RUN, _NAME, _TEXT, _LIVE = (Qt.ItemDataRole.UserRole + n for n in range(4))


@dataclass(frozen=True)
class _LoadedModels:
    """The ticked runs, opened; weights and kept steps are of the first."""

    models: list[PictureModel]
    weights: dict[str, np.ndarray]
    steps: list[int]


@dataclass(frozen=True)
class _Kept:
    """A drawing that was kept: as what, at which stroke, and how many there are now."""

    path: Path
    digit: str
    strokes: int
    count: int


class DrawPlayground(QWidget):
    """Pad, picture, answer, bars, network; and the row that says what it really was.

    A run that is training is offered beside those that have ended: it is asked with the weights
    that it has now, again and again. The slider asks the first run with those of before.

    ``read_took`` carries the milliseconds from a stroke to its answer (before painting).
    """

    read_took = Signal(float)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._models: list[PictureModel] = []
        self._weights: dict[str, np.ndarray] = {}
        # The first run's network for its snapshots, once somebody has gone back to one.
        self._before: SnapshotModel | None = None
        self._seen_training: set[str] = set()
        self._reading = PictureReading(None)
        self._last_kept: Path | None = None
        self._asking = self._changed_meanwhile = False
        # The bars answer every stroke at once; the network follows at the pace of a film.
        self._film = QTimer(self, singleShot=True, interval=FILM_MS)
        self._film.timeout.connect(self._show_network)
        self._following = QTimer(self, interval=FOLLOW_MS)
        self._following.timeout.connect(self._follow)
        self.pad = DrawingPad(host.theme, host.notices, host.background)
        self.bars = BarChart(host.theme)
        add_plot_actions(host, self.bars)
        self.seen = PixelView()
        self.network = NetworkView(host.theme)
        add_plot_actions(host, self.seen, self.network)
        self.network.setMinimumHeight(150)
        self.models = QListWidget()
        self.moments = MomentSlider()
        # It comes with a training's first snapshot: the pad above must not move under the pen.
        policy = self.moments.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.moments.setSizePolicy(policy)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._build())
        self._stack.addWidget(self._empty())
        self.pad.changed.connect(self._read)
        host.theme.changed.connect(self._show_colors)
        self.moments.changed.connect(self._go_back)
        host.jobs.changed.connect(self._run_changed)
        host.jobs.renamed.connect(self._renamed)
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
        column.addWidget(self.moments)
        return column

    def _answer_column(self) -> QVBoxLayout:
        column = QVBoxLayout()
        label = QLabel(self.tr("The network sees"))
        label.setProperty("role", "muted")
        self.seen.setAccessibleName(self.tr("The picture the network sees"))
        self.seen.setFixedSize(112, 112)
        self.seen.set_colors(self._host.theme.colors)
        self.answer = QLabel("", alignment=Qt.AlignmentFlag.AlignCenter)
        self.answer.setProperty("role", "digit")
        self.answer.setMinimumHeight(76)
        self.answer.setAccessibleName(self.tr("Answer"))
        self.sureness = QLabel("", alignment=Qt.AlignmentFlag.AlignCenter)
        self.sureness.setProperty("role", "muted")
        self.moment = QLabel(self.tr("and reads"))
        self.moment.setProperty("role", "muted")
        self.moment.setAccessibleName(self.tr("When the network said so"))
        column.addWidget(label)
        column.addWidget(self.seen)
        column.addWidget(self.moment, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.answer, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self.sureness, 0, Qt.AlignmentFlag.AlignHCenter)
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
            shortcut.setWhatsThis(self.tr("Keep the drawing as a {digit}").format(digit=digit))
            shortcut.activated.connect(lambda d=digit: self.keep(d))
        row.addStretch(1)
        self.own = QPushButton(self.tr("Train on my drawings"))
        self.own.clicked.connect(self._train_on_own)
        row.addWidget(self.own)
        self._show_naming()
        return row

    def _empty(self) -> QWidget:
        empty = QWidget()
        self._empty_title = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._empty_title.setProperty("role", "title")
        self._empty_words = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._empty_words.setProperty("role", "muted")
        self._go_to_train = QPushButton(self.tr("Go to Train"))
        self._go_to_train.setProperty("role", "primary")
        self._go_to_train.clicked.connect(lambda: self._host.go_to("train"))
        column = QVBoxLayout(empty)
        column.addStretch(1)
        column.addWidget(self._empty_title)
        column.addWidget(self._empty_words)
        column.addWidget(self._go_to_train, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(1)
        self._say_why_empty(self._host.run)
        return empty

    def _say_why_empty(self, state: RunState) -> None:
        is_starting = state.status == "starting"
        self._empty_title.setText(
            self.tr("Getting ready…") if is_starting else self.tr("No trained network yet")
        )
        self._empty_words.setText(
            self.tr("You can draw as soon as the network has learnt its first steps.")
            if is_starting
            else self.tr(
                "Train one first; it takes a few seconds. You can draw while it is learning."
            )
        )
        self._go_to_train.setVisible(not is_starting)

    def _renamed(self, run_id: str, name: str) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Look for runs that can be asked, in the background."""
        store, plugins = self._host.store, self._host.plugins

        def look(_: object) -> tuple[list[RunInfo], set[str]]:
            training = runs_in_training(store, plugins, _sorts_pictures)
            live = {info.id for info in training}
            ready = [i for i in store.list() if i.id in live or reads_pictures(i.path)]
            return ready, live

        self._host.background.start(
            "draw: runs",
            look,
            self._offer,
            self._host.notices.error,
            title=self.tr("Looking for models"),
        )

    def _offer(self, listed: tuple[list[RunInfo], set[str]]) -> None:
        infos, live = listed
        known = {item.data(_RUN) for item in self._items()}
        ticked = {item.data(_RUN) for item in self._items() if _is_ticked(item)}
        newest = infos[0].id if infos else ""
        if newest and newest not in known:
            ticked = {newest}  # what was trained last is what one wants to try
        elif begun := live - self._live:
            ticked = {next(info.id for info in infos if info.id in begun)}
        self.models.blockSignals(True)
        self.models.clear()
        for info in infos[:RUNS_OFFERED]:
            accuracy = info.metrics.get("test/accuracy")
            is_live = info.id in live
            text = info.name + (f" · {accuracy:.1%}" if accuracy is not None else "")
            text = f"{text} · {info.architecture}"
            item = QListWidgetItem(self.tr("{run} · learning").format(run=text) if is_live else "")
            if not is_live:
                item.setText(f"{text} · {info.id[:15]}")
            for role, value in ((_RUN, info.id), (_NAME, info.name), (_TEXT, text)):
                item.setData(role, value)
            item.setData(_LIVE, is_live)
            item.setToolTip(info.id)
            item.setCheckState(
                Qt.CheckState.Checked if info.id in ticked else Qt.CheckState.Unchecked
            )
            self.models.addItem(item)
        self.models.blockSignals(False)
        self._stack.setCurrentIndex(0 if infos else 1)
        self._open()

    def _items(self) -> list[QListWidgetItem]:
        return [self.models.item(row) for row in range(self.models.count())]

    @property
    def _live(self) -> set[str]:
        """The runs in the list that are training."""
        return {item.data(_RUN) for item in self._items() if item.data(_LIVE)}

    def _open(self) -> None:
        ticked = [item for item in self._items() if _is_ticked(item)]
        chosen = [(item.data(_RUN), item.data(_NAME), item.data(_LIVE)) for item in ticked]
        store, plugins = self._host.store, self._host.plugins
        known = {m.run: m for m in self._models if isinstance(m, SnapshotModel)}

        def opened(run_id: str, name: str, live: bool, check: Check) -> PictureModel:
            run = store.get(run_id)
            if not live:
                return open_model(run_id, name, run.path)
            if run_id in known:
                return replace(known[run_id], name=name)
            from workbench.engine import SnapshotNetwork

            return SnapshotModel(run_id, name, SnapshotNetwork(run, plugins, check=check))

        def work(job: BackgroundJob) -> _LoadedModels:
            models = [opened(*each, job.check) for each in chosen]
            if not chosen:
                return _LoadedModels([], {}, [])
            first, _, live = chosen[0]
            run = store.get(first)
            steps = [int(path.stem) for path in run.snapshots]
            if live:
                return _LoadedModels(models, {}, steps)
            # The last one is the model itself, or what it was chosen or averaged from.
            return _LoadedModels(models, read_weights(run.layers_file), steps[:-1])

        self._host.background.start(
            "draw: open", work, self._opened, self._unreadable, title=self.tr("Opening a model")
        )

    def _opened(self, loaded: _LoadedModels) -> None:
        self._models, self._weights = loaded.models, loaded.weights
        # What is being read by the models from before is of no interest any more.
        self._host.background.cancel("draw: read")
        self._asking = self._changed_meanwhile = False
        first = self._models[0] if self._models else None
        if first is None or self._before is None or self._before.run != first.run:
            self._before = None
        if isinstance(first, SnapshotModel):
            self._before = first
        self.moments.set_run(self._host.jobs.state(first.run) if first else RunState())
        self.moments.set_steps(loaded.steps)
        self.moments.setVisible(bool(loaded.steps))
        self._show_colors()
        self._follow_while_seen()
        self._read()

    def _show_colors(self) -> None:
        """Beside each network that is compared stands the colour of its bars."""
        runs = [model.run for model in self._models]
        series = self._host.theme.colors.series
        self.models.blockSignals(True)
        for item in self._items():
            compared = len(runs) > 1 and item.data(_RUN) in runs
            color = series[runs.index(item.data(_RUN)) % len(series)] if compared else ""
            item.setData(Qt.ItemDataRole.DecorationRole, QColor(color) if color else None)
        self.models.blockSignals(False)

    def _unreadable(self, error: WorkbenchError) -> None:
        self._models = []
        self._host.notices.error(error)

    def _run_changed(self, before: RunState, after: RunState) -> None:
        if before.status != after.status:
            self._say_why_empty(after)
        if before.live and not after.live:
            self._seen_training.discard(after.run)
            self.refresh()
            if after.model:
                self._host.moment.emit("model")
        elif after.live and after.step > 0 and after.run not in self._seen_training:
            # Its first weights are on the disk by now.
            self._seen_training.add(after.run)
            self.refresh()
        if self._models and after.run == self._models[0].run:
            self.moments.set_run(after)
            if after.live and before.evaluations is not after.evaluations:
                self._list_steps(after.run)
        self._say_epoch(after)

    def _say_epoch(self, state: RunState) -> None:
        """How far a run in the list has come."""
        for item in self._items():
            if item.data(_RUN) == state.run and item.data(_LIVE) and self.isVisible():
                words = self.tr("{run} · learning, epoch {epoch}")
                self.models.blockSignals(True)
                item.setText(words.format(run=item.data(_TEXT), epoch=f"{state.epoch:.1f}"))
                self.models.blockSignals(False)

    def _list_steps(self, run_id: str) -> None:
        """See which snapshots there are by now."""
        store = self._host.store

        def look(_: object) -> tuple[str, list[int]]:
            return run_id, [int(path.stem) for path in store.get(run_id).snapshots]

        self._host.background.start(
            "draw: steps", look, self._listed, title=self.tr("Looking for snapshots")
        )

    def _listed(self, listed: tuple[str, list[int]]) -> None:
        run_id, steps = listed
        if self._models and self._models[0].run == run_id and run_id in self._live:
            self.moments.set_steps(steps)
            self.moments.setVisible(True)

    def _follow_while_seen(self) -> None:
        if self.isVisible() and any(model.run in self._live for model in self._models):
            self._following.start()
        else:
            self._following.stop()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._follow_while_seen()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._follow_while_seen()

    def _follow(self) -> None:
        """Ask the network that is learning again, and for the weights that it has then."""
        for model in self._models:
            if model.run in self._live and (handle := self._host.jobs.control(model.run)):
                handle.request_weights()
        if not self.pad.strokes.empty and not self._asking:
            self._read()

    def _go_back(self, step: int | None) -> None:
        """Ask the first run as it was after ``step``; its network is built when first needed."""
        first = self._models[0] if self._models else None
        if first is None:
            return
        if step is None or self._before is not None:
            self._read()
            return
        store, plugins = self._host.store, self._host.plugins

        def work(job: BackgroundJob) -> SnapshotModel:
            from workbench.engine import SnapshotNetwork

            known = first.predictor if isinstance(first, OpenPictureModel) else None
            network = SnapshotNetwork(store.get(first.run), plugins, known, job.check)
            return SnapshotModel(first.run, first.name, network)

        _say(self.moment, self.tr("Opening…"))
        self._host.background.start(
            "draw: before",
            work,
            self._came_before,
            self._not_before,
            title=self.tr("Reading with a snapshot"),
        )

    def _came_before(self, model: SnapshotModel) -> None:
        if self._models and self._models[0].run == model.run:
            self._before = model
            self._read()

    def _not_before(self, error: WorkbenchError) -> None:
        """What cannot be built here has no past; it is still there as it ended."""
        _say(self.moment, self.tr("and reads"))
        self._before = None
        self.moments.set_steps([])
        self._host.notices.error(error)

    def _asked(self) -> list[PictureModel]:
        """The models to ask: the first as it was at the chosen moment."""
        step = self.moments.step
        if step is None or self._before is None or not self._models:
            return self._models
        return [replace(self._before, step=step), *self._models[1:]]

    def _set_pen(self, value: int) -> None:
        self.pad.pen_width = value / 100

    def _read(self) -> None:
        """Read the drawing: a millisecond for each model, so it happens right here.

        A model from elsewhere may take longer, or never answer, and a snapshot is for torch: those
        are asked in a task, one drawing after another.
        """
        began = time.perf_counter()
        if self.pad.strokes.empty:
            self._show(PictureReading(None))
            return
        models = self._asked()
        if any(model.slow for model in models):
            self._read_aside(models)
            return
        try:
            self._show(read(self.pad.strokes.subject, models))
        except WorkbenchError as error:
            self._host.notices.error(error)
            return
        if self._models:
            self._host.moment.emit("drew")
        self.read_took.emit((time.perf_counter() - began) * 1000)

    def _read_aside(self, models: list[PictureModel]) -> None:
        if self._asking:
            self._changed_meanwhile = True
            return
        self._asking = True
        subject, number = self.pad.strokes.subject.copy(), self.pad.strokes.number

        def work(_: object) -> tuple[PictureReading, int]:
            return read(subject, models), number

        self._host.background.start(
            "draw: read",
            work,
            self._read_done,
            self._read_failed,
            title=self.tr("Reading the drawing"),
        )

    def _read_done(self, done: tuple[PictureReading, int]) -> None:
        reading, number = done
        if not self.pad.strokes.empty:
            self._show(reading, number)
            self._host.moment.emit("drew")
        self._answered()

    def _read_failed(self, error: WorkbenchError) -> None:
        if self.moments.step is None:
            self._host.notices.error(error)
            self._following.stop()  # it would say the same twice a second
        else:
            self._not_before(error)
        self._answered()

    def _answered(self) -> None:
        self._asking = False
        if self._changed_meanwhile:
            self._changed_meanwhile = False
            self._read()

    def _show(self, reading: PictureReading, number: int | None = None) -> None:
        """Show what was read of the drawing with this number; of the present one without it."""
        self._reading = reading
        classes = self._models[0].classes if self._models else tuple("0123456789")
        self.seen.set_picture(reading.picture)
        number = self.pad.strokes.number if number is None else number
        self.bars.show_answers(classes, list(reading.answers), number)
        if reading.picture is None or reading.first is None:
            self._say_answer("")
            _say(self.sureness, "")
            _say(self.moment, self.tr("and reads"))
            self.network.clear()
            return
        probabilities = reading.first.probabilities
        best = int(probabilities.argmax())
        self._say_answer(classes[best])
        sure = self.tr("{p} sure").format(p=f"{float(probabilities[best]):.0%}")
        if reading.excluded:
            names = ", ".join(reading.excluded)
            sure += "\n" + self.tr("Other classes, not asked: {names}").format(names=names)
        _say(self.sureness, sure)
        step = reading.first.step
        words = self.tr("and reads at {moment}")
        now = self.tr("and reads") if step is None else words.format(moment=self._moment(step))
        _say(self.moment, now)
        if not self._film.isActive():
            self._film.start()

    def _moment(self, step: int) -> str:
        return self.moments.moment(step)

    def _show_network(self) -> None:
        reading = self._reading
        first = reading.first
        if reading.picture is None or first is None or not first.activations or not self._models:
            return
        weights = self._weights if first.weights is None else first.weights
        self.network.show_network(
            reading.picture,
            first.activations,
            weights,
            first.probabilities,
            self._models[0].classes,
        )

    def _say_answer(self, text: str) -> None:
        _say(self.answer, text)
        # The name stands for the text to a screen reader, which would never say it.
        self.answer.setAccessibleDescription(text)

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

        self._host.background.enqueue(
            DRAWINGS, add, self._on_kept, self._host.notices.error, title=self.tr("Saving drawings")
        )

    def _on_kept(self, kept: _Kept) -> None:
        self._last_kept = kept.path
        self._host.data.forget()
        words = self.tr("Saved as a {digit}. You have {n} drawings.")
        if kept.count == 1:
            words = self.tr("Saved as a {digit}. It is your first drawing.")
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

        self._host.background.enqueue(
            DRAWINGS,
            remove,
            self._on_removed,
            self._host.notices.error,
            title=self.tr("Saving drawings"),
        )

    def _on_removed(self, n: int) -> None:
        self._host.data.forget()
        self._show_count(n)

    def _show_naming(self) -> None:
        self._host.background.enqueue(
            DRAWINGS, lambda _: _count(), self._show_count, title=self.tr("Saving drawings")
        )

    def _show_count(self, n: int) -> None:
        one, many = self.tr("Train on my drawing"), self.tr("Train on my {n} drawings")
        self.own.setText(one if n == 1 else many.format(n=n))
        self.own.setVisible(n > 0)

    def _train_on_own(self) -> None:
        cls = self._host.plugins.of(Dataset).get(OWN_DRAWINGS)
        settings = cls.recommended if cls is not None else {}
        experiment = self._host.experiment.with_part("dataset", OWN_DRAWINGS, settings)
        self._host.set_experiment(experiment.model_copy(update={"name": ""}))
        self._host.go_to("train")


def _is_ticked(item: QListWidgetItem) -> bool:
    return item.checkState() == Qt.CheckState.Checked


def _say(label: QLabel, text: str) -> None:
    """Set a label's text; it may grow, but a text that fits lays nothing out anew.

    Otherwise the whole window would be laid out and painted at each move of the pen.
    """
    label.setText(text)
    size = label.sizeHint().expandedTo(label.minimumSize())
    if size != label.minimumSize() or size != label.maximumSize():
        label.setFixedSize(size)


def _sorts_pictures(task: Task) -> bool:
    return isinstance(task, ImageClassification)


def _count() -> int:
    """How many drawings the user has."""
    return sum(count_drawings().values())
