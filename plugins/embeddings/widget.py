"""The map with its choices above, and what is near to the chosen point beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench import (
    Data,
    SourceClasses,
    UsageError,
    WorkbenchError,
    set_up_source,
    settings_of,
    shows_words,
)
from workbench.inference import analogy, find_token, nearest_neighbours, projection_methods
from workbench.ui import (
    BackgroundJob,
    Host,
    NearestList,
    Panel,
    PointMap,
    ProviderDialog,
    RunData,
    RunState,
    add_plot_actions,
    color_of_class,
    escaped,
)

from . import clouds
from .clouds import Cloud

N_NEAR, N_ANSWERS = 10, 3
LOAD, SPREAD = "embeddings: load", "embeddings: map"
TOKENS, TEXTS = "tokens", "texts"
# Narrower than this, what is near goes below the map.
NARROW = 520
# What a load depends on: source, kind of points, run, and whether that is over.
Key = tuple[str, str, str, str, str]


class EmbeddingMap(QWidget):
    """Shows a run when it is over, or a pretrained encoder at any time."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._data = RunData(host, "embeddings")
        self._state = RunState()
        self._shown: Key | None = None
        self._cloud: Cloud | None = None
        self._maps: dict[tuple[str, int], Any] = {}
        self._near: list[int] = []
        self.map = PointMap(host.theme)
        add_plot_actions(host, self.map)
        self.nearest = NearestList()
        self.source = QComboBox()
        self.points = QComboBox()
        self.method = QComboBox()
        self.depth = QComboBox()
        self.search = QLineEdit()
        self.words = QLabel()
        self.legend = QLabel()
        self.settings_button = QPushButton(self.tr("Settings…"))
        self.progress = QProgressBar()
        self.cancel_button = QPushButton(self.tr("Cancel"))
        self._split = QSplitter()
        self._panel = Panel(self._content())
        self._fill_choices()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.addLayout(self._choices())
        column.addWidget(self._panel, 1)
        self._connect()
        self.show_run(RunState())

    def _choices(self) -> QVBoxLayout:
        upper, lower = QHBoxLayout(), QHBoxLayout()
        upper.addWidget(self.source, 3)
        upper.addWidget(self.points, 2)
        upper.addWidget(self.settings_button)
        lower.addWidget(self.method, 2)
        lower.addWidget(self.depth, 1)
        lower.addWidget(self.search, 3)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addLayout(upper)
        column.addLayout(lower)
        return column

    def _fill_choices(self) -> None:
        self.source.addItem(self.tr("This run"), "")
        for source in self._host.models.sources:
            classes = [cls for cls in (source.encoder, source.provider) if cls is not None]
            if any(cls.has_token_vectors() for cls in classes):
                self.source.addItem(source.name, source.id)
        self.points.addItem(self.tr("Tokens"), TOKENS)
        self.points.addItem(self.tr("Test texts"), TEXTS)
        names = {"pca": self.tr("PCA"), "tsne": self.tr("t-SNE"), "umap": self.tr("UMAP")}
        for method in projection_methods():
            self.method.addItem(names[method], method)
        for dimensions in (2, 3):
            self.depth.addItem(self.tr("{0}-D").format(dimensions), dimensions)
        for box, name in (
            (self.source, self.tr("Whose vectors")),
            (self.points, self.tr("What the points are")),
            (self.method, self.tr("Projection")),
            (self.depth, self.tr("Dimensions")),
        ):
            box.setAccessibleName(name)
            box.setToolTip(name)
            box.setSizeAdjustPolicy(
                QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
            )
            box.setMinimumContentsLength(4)
        self.search.setPlaceholderText(self.tr("Find…"))
        self.search.setAccessibleName(self.tr("Find a point"))
        self.search.setClearButtonEnabled(True)
        for button in self.search.findChildren(QToolButton):
            button.setAccessibleName(self.tr("Clear the search"))

    def _content(self) -> QWidget:
        self._split.addWidget(self.map)
        self._split.addWidget(self.nearest)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 1)
        self._split.setSizes([640, 270])
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(8)
        self.legend.setTextFormat(Qt.TextFormat.RichText)
        for label in (self.words, self.legend):
            label.setWordWrap(True)
        self.words.setProperty("role", "muted")
        self.progress.setTextVisible(False)
        self.progress.setMaximum(100)
        self.progress.setAccessibleName(self.tr("Progress of the map"))
        low = QHBoxLayout()
        low.addWidget(self.words, 1)
        low.addWidget(self.progress)
        low.addWidget(self.cancel_button)
        pane = QWidget()
        column = QVBoxLayout(pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._split, 1)
        column.addWidget(self.legend)
        column.addLayout(low)
        self._busy(False)
        return pane

    def _connect(self) -> None:
        self.source.activated.connect(lambda _: self._refresh())
        self.points.activated.connect(lambda _: self._refresh())
        self.method.activated.connect(lambda _: self._project())
        self.depth.activated.connect(lambda _: self._project())
        self.search.returnPressed.connect(self._find)
        self.settings_button.clicked.connect(self._ask_settings)
        self.cancel_button.clicked.connect(self._cancel)
        self.map.chosen.connect(self._choose)
        self.nearest.opened.connect(lambda place: self._choose(self._near[place], centre=True))
        self.nearest.asked.connect(self._solve)
        self._host.theme.changed.connect(self._write_legend)

    def show_run(self, state: RunState) -> None:
        """Read the run's vectors once it is over."""
        self._state = state
        self._refresh()

    def _key(self) -> Key:
        source, points = str(self.source.currentData()), str(self.points.currentData())
        state = self._state
        if source and points == TOKENS:
            return source, points, "", "", ""
        return source, points, state.run, "live" if state.live else state.status, state.model

    def _refresh(self) -> None:
        """Load again if what is shown depends on something else now."""
        key = self._key()
        if key == self._shown:
            return
        self._shown = key
        self._cloud = None
        for task in (LOAD, SPREAD):
            self._host.background.cancel(task)
        chosen = self._source()
        self.settings_button.setVisible(bool(chosen and settings_of(chosen.first.Params)))
        self._enable()
        source, points, run, _, _ = key
        if not source and not self._state.model:
            self._panel.say(*self._nothing())
        elif points == TEXTS and not run:
            self._panel.say(
                self.tr("Whose texts?"), self.tr("Choose or train a run that classifies text.")
            )
        else:
            self._panel.say(self.tr("Reading the vectors…"))
            if source and points == TOKENS:
                self._load(None)
            else:
                self._data.request(run, self._data_came, self._data_failed)

    def _source(self) -> SourceClasses | None:
        id = self.source.currentData()
        return next((each for each in self._host.models.sources if each.id == id), None)

    def _nothing(self) -> tuple[str, str]:
        if not self._state.status:
            return self.tr("What will lie close together?"), self.tr(
                "Press Train: when the run is over, its tokens become points on a map here."
            )
        if self._state.live:
            return self.tr("The map comes at the end"), self.tr(
                "When the run is over, its vectors are read from its model."
            )
        return self.tr("This run left no model"), self.tr("Resume it, or choose another run.")

    def _data_came(self, data: Data) -> None:
        if self._shown == self._key() and self._cloud is None:
            self._load(data)

    def _data_failed(self, error: WorkbenchError) -> None:
        if self.points.currentData() == TOKENS:
            self._data_came(None)  # type: ignore[arg-type]
        else:
            self._failed(error)

    def _load(self, data: Data | None) -> None:
        _, points, _, _, model = self._key()
        source, settings = self._source(), self._host.settings.providers

        def work(task: BackgroundJob) -> Cloud:
            if source is None:
                path = Path(model)
                if points == TOKENS:
                    return clouds.tokens_of_run(path, data)
                return clouds.texts_of_run(path, data)
            if points == TOKENS:
                return clouds.vocabulary_of(shows_words(source, settings))
            if source.encoder is None:
                message = f"{source.name} has no model that encodes text."
                raise UsageError(message, "Choose tokens, or an encoder.")
            encoder = set_up_source(source.encoder, settings)

            def report(what: str, done: float, total: float | None) -> None:
                task.check()
                task.report(what, done, total)

            return clouds.texts_of(encoder, data, report)

        self._host.background.start(
            LOAD,
            work,
            self._loaded,
            self._failed,
            self._show_progress,
            title=self.tr("Computing embeddings"),
        )

    def _show_progress(self, what: str, done: float, total: float | None) -> None:
        self._panel.say(f"{what}: {done:,.0f} / {total or 0:,.0f}")

    def _failed(self, error: WorkbenchError) -> None:
        self._panel.say(error.message, error.remedy)

    def _loaded(self, cloud: Cloud) -> None:
        self._cloud = cloud
        self._maps = {}
        if not cloud.names:
            self._panel.say(self.tr("There are no points"), self.tr("Choose other points."))
            return
        self.nearest.clear()
        self.nearest.analogy.setVisible(cloud.is_tokens)
        self._panel.show_content()
        self.map.show_points(cloud.flat.points[:, :2], cloud.names, cloud.groups, cloud.is_tokens)
        self.map.setAccessibleName(
            self.tr("Map of tokens") if cloud.is_tokens else self.tr("Map of texts")
        )
        self._write_legend()
        self._enable()
        self._project()

    def _enable(self) -> None:
        for control in (self.method, self.depth, self.search):
            control.setEnabled(self._cloud is not None)

    def _project(self) -> None:
        """Put the points where the chosen projection has them, at once or when it is done."""
        self._host.background.cancel(SPREAD)
        self._busy(False)
        cloud = self._cloud
        if cloud is None:
            return
        method, n = str(self.method.currentData()), int(self.depth.currentData())
        made = self._maps.get((method, n))
        self._move(cloud.flat.points[:, :n] if made is None else made)
        if method == "pca" or made is not None:
            self._say(method, n)
            return

        def work(task: BackgroundJob) -> Any:
            def report(share: float, points: Any) -> None:
                task.check()
                task.report("", share, 1.0)
                task.post(lambda: self._step(share, points))

            return clouds.spread(cloud, method, n, report)

        self._busy(True)
        self.words.setText(self.tr("Arranging {0} points…").format(f"{len(cloud.names):,}"))
        self._host.background.start(
            SPREAD,
            work,
            lambda points: self._spread(method, n, points),
            self._not_spread,
            title=self.tr("Arranging points"),
        )

    def _step(self, share: float, points: Any) -> None:
        self.progress.setValue(round(100 * share))
        if share:
            self._move(points)

    def _spread(self, method: str, n: int, points: Any) -> None:
        self._maps[method, n] = points
        self._busy(False)
        self._move(points)
        self._say(method, n)

    def _not_spread(self, error: WorkbenchError) -> None:
        self._cancel()
        self.words.setText(f"{error.message} {error.remedy}")

    def _cancel(self) -> None:
        """Back to the projection that takes no time."""
        self.method.setCurrentIndex(0)
        self._project()
        self.method.setFocus()

    def _busy(self, on: bool) -> None:
        self.progress.setValue(0)
        self.progress.setVisible(on)
        self.cancel_button.setVisible(on)

    def _move(self, points: Any) -> None:
        row = self.map.current
        self.map.move_points(np.asarray(points, np.float32))
        if row is not None:
            self.map.choose(row, self._near)

    def _say(self, method: str, n: int) -> None:
        cloud = self._cloud
        assert cloud is not None
        count = f"{len(cloud.names):,}"
        kind = self.tr("{0} tokens") if cloud.is_tokens else self.tr("{0} texts")
        how = self.tr("Neighbours stay together; far distances mean little.")
        if method == "pca" and cloud.flat.explained is not None:
            share = f"{100 * float(cloud.flat.explained[:n].sum()):.0f}"
            how = self.tr("These axes hold {0} % of the spread.").format(share)
        hint = self.tr("Drag to turn.") if n == 3 else ""
        self.words.setText(f"{kind.format(count)}. {how} {hint}".strip())

    def _write_legend(self) -> None:
        cloud = self._cloud
        self.legend.setVisible(cloud is not None and cloud.groups is not None)
        if cloud is None or cloud.groups is None:
            return
        colors = self._host.theme.colors
        counts = np.bincount(cloud.groups, minlength=len(cloud.classes))
        named = color_of_class(colors, np.argsort(-counts, kind="stable").tolist())
        parts = [(cloud.classes[label], color) for label, color in named.items() if counts[label]]
        if int((counts > 0).sum()) > len(parts):
            parts.append((self.tr("others"), colors.muted))
        self.legend.setText(
            "   ".join(
                f"<span style='color:{color}'>●</span>&nbsp;{escaped(name)}"
                for name, color in parts
            )
        )

    def _choose(self, row: int, centre: bool = False) -> None:
        cloud = self._cloud
        if cloud is None:
            return
        rows, cosines = nearest_neighbours(cloud.vectors, row, N_NEAR)
        self._near = rows.tolist()
        self.map.choose(row, self._near, centre)
        found = [(self._name(near), float(c)) for near, c in zip(self._near, cosines, strict=True)]
        self.nearest.show_neighbors(cloud.names[row], found)

    def _name(self, row: int) -> str:
        cloud = self._cloud
        assert cloud is not None
        if cloud.groups is None:
            return cloud.names[row]
        return f"[{cloud.classes[int(cloud.groups[row])]}] {cloud.names[row]}"

    def _find(self) -> None:
        """Choose what the search names; of texts, the next one that holds it."""
        text, cloud = self.search.text(), self._cloud
        if cloud is None or not text.strip():
            return
        row = find_token(cloud.names, text, beginning=True)
        if not cloud.is_tokens:
            row = _holding(cloud.names, text, self.map.current)
        if row is None:
            self.words.setText(self.tr("There is no point {0}.").format(f"“{text}”"))
        else:
            self._choose(row, centre=True)

    def _solve(self, *terms: str) -> None:
        cloud = self._cloud
        if cloud is None:
            return
        rows = [find_token(cloud.names, word) for word in terms]
        for word, row in zip(terms, rows, strict=True):
            if row is None:
                self.nearest.say(self.tr("{0} is no point here.").format(f"“{word}”"))
                return
        a, b, c = (row for row in rows if row is not None)
        found, cosines = analogy(cloud.vectors, a, b, c, N_ANSWERS)
        names = [cloud.names[row] for row in found]
        if not names:
            self.nearest.say(self.tr("There are too few points."))
            return
        self.nearest.show_answer(list(zip(names, map(float, cosines), strict=True)))
        self._choose(int(found[0]), centre=True)

    def _ask_settings(self) -> None:
        source = self._source()
        if source is not None:
            dialog = ProviderDialog(self._host, source.first, self)
            dialog.saved.connect(self._settings_changed)
            dialog.open()

    def _settings_changed(self) -> None:
        self._shown = None
        self._refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow panel, what is near goes below the map."""
        super().resizeEvent(event)
        narrow = self.width() < NARROW
        way = Qt.Orientation.Vertical if narrow else Qt.Orientation.Horizontal
        if self._split.orientation() != way:
            self._split.setOrientation(way)
        self.setMinimumHeight(470 if narrow else 330)


def _holding(names: tuple[str, ...], text: str, after: int | None) -> int | None:
    """The next text behind ``after``, and around the end, that holds ``text``."""
    wanted, start = text.strip().lower(), 0 if after is None else after + 1
    rows = [*range(start, len(names)), *range(start)]
    return next((row for row in rows if wanted in names[row].lower()), None)
