"""The panel: which example is looked at on top, the grid of all heads, and one head large."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from workbench import (
    AttentionMaps,
    Data,
    ImageClasses,
    ImageClassification,
    LanguageModelling,
    ModelFileError,
    Task,
    TextClassification,
    WorkbenchError,
)
from workbench.inference import (
    ATTENTION_FILE,
    AttentionModel,
    ExampleAttention,
    attention_rollout,
    mean_of_heads,
)
from workbench.ui import (
    AttentionGrid,
    HeadTabs,
    Host,
    Panel,
    Picture,
    RunData,
    RunState,
    add_plot_actions,
    contributed,
    data_split,
    while_alive,
)

from .sources import AttentionSource, Report, sources

# The grid's part of the width and the head's.
EVEN = (400, 600)
OPENING, ASKING, FINDING = "attention: open", "attention: ask", "attention: sources"


@dataclass(frozen=True)
class DisplayedMaps:
    """What is shown: maps ``(n_layers, n_heads, time, time)``, of what, and how it was found.

    ``attention`` has the queries, keys and values, ``None`` while a network trains; ``words``
    say where the example comes from.
    """

    maps: npt.NDArray[Any]
    tokens: tuple[str, ...]
    causal: bool
    attention: ExampleAttention | None = None
    picture: Picture | None = None
    caption: str = ""


class AttentionPanel(QWidget):
    """Shows a run's maps while it is live, and asks its ``attention.onnx`` when it is over."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._rundata = RunData(host, "attention")
        self._state = RunState()
        self._first_weighed = -1
        self._look: DisplayedMaps | None = None
        self._shown: AttentionMaps | None = None
        self._model: AttentionModel | None = None
        self._opened: object = None
        self._task: Task | None = None
        self._data: Data | None = None
        self._row = 0
        self._sizes: dict[bool, list[int]] = {}
        self._for_steps = False
        self._provided: list[AttentionSource] = []
        self._maps: npt.NDArray[Any] = np.zeros((0, 0, 0, 0), np.float32)
        self._make_controls()
        self.grid = AttentionGrid()
        self.head = HeadTabs()
        head = self.head
        add_plot_actions(host, self.grid, head.map, head.arcs.sentence, head.patches)
        add_plot_actions(host, head.steps.table)
        self.words = QLabel()
        self._arrange()
        self._connect()
        self._recolor()
        self.show_run(RunState())

    # Parts

    def _make_controls(self) -> None:
        self.text = QLineEdit(self.tr("I swam across the river to reach the other bank"))
        self.text.setAccessibleName(self.tr("Sentence that is looked at"))
        self.text.setToolTip(self.tr("Press Enter to look at this sentence"))
        self.text.setCursorPosition(0)
        self._applied = self.text.text()
        self.what = QComboBox()
        self.source = QComboBox()
        self.what.setAccessibleName(self.tr("What to show"))
        for name, id, about in (
            (self.tr("All heads"), "heads", self.tr("Every head of every layer")),
            (self.tr("Mean of heads"), "mean", self.tr("What a layer's heads do on average")),
            (
                self.tr("Rollout"),
                "rollout",
                self.tr("From which input each token's vector comes, all layers below included"),
            ),
        ):
            self.what.addItem(name, id)
            self.what.setItemData(self.what.count() - 1, about, Qt.ItemDataRole.ToolTipRole)
        self.source.setAccessibleName(self.tr("Whose attention to show"))
        self.source.addItem(self.tr("This run"))
        narrow = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.source.setSizeAdjustPolicy(narrow)
        self.source.setMinimumContentsLength(14)
        self.before = self._button("previous", self.tr("Previous example"))
        self.after = self._button("next", self.tr("Next example"))
        self.example = QLabel()
        self.example.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def _button(self, icon: str, name: str) -> QToolButton:
        button = QToolButton()
        button.setAccessibleName(name)
        button.setToolTip(name)
        button.setProperty("icon-name", icon)
        return button

    def _arrange(self) -> None:
        row = QHBoxLayout()
        row.addWidget(self.source)
        row.addWidget(self.text, 1)
        row.addWidget(self.example, 1)
        row.addWidget(self.before)
        row.addWidget(self.after)
        row.addWidget(self.what)
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setMinimumSize(110, 90)
        scroll.setWidget(self.grid)
        self.grid.setObjectName("scrolled")
        self._scroll = scroll
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(scroll, 1)
        column.addWidget(self.words)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(left)
        self.splitter.addWidget(self.head)
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setSizes(list(EVEN))
        self.splitter.setHandleWidth(12)
        self.splitter.setChildrenCollapsible(False)
        self.panel = Panel(self.splitter)
        whole = QVBoxLayout(self)
        whole.addLayout(row)
        whole.addWidget(self.panel, 1)
        self._offer_controls()

    def _connect(self) -> None:
        self.text.returnPressed.connect(self._apply)
        self.before.clicked.connect(lambda: self._turn(-1))
        self.after.clicked.connect(lambda: self._turn(1))
        self.what.currentIndexChanged.connect(lambda _: self._show_maps())
        self.source.currentIndexChanged.connect(lambda _: self._source_changed())
        self.grid.current_changed.connect(self._head_changed)
        self.grid.chosen.connect(lambda *_: self.head.take_focus())
        self.head.currentChanged.connect(lambda _: self._share_room())
        self._host.theme.changed.connect(self._recolor)

    def _share_room(self) -> None:
        """Steps need more room than maps; what the user has dragged comes back."""
        steps = self.head.steps_visible
        if steps == self._for_steps:
            return
        sizes = self.splitter.sizes()
        self._sizes[self._for_steps], self._for_steps = sizes, steps
        total = sum(sizes)
        least = min(self.grid.size_for(24).width(), int(0.4 * total))
        self.splitter.setSizes(self._sizes.get(steps) or [least, total - least])

    def _recolor(self) -> None:
        self.grid.set_colors(self._host.theme.colors)
        self.head.set_colors(self._host.theme.colors)
        for button in (self.before, self.after):
            button.setIcon(self._host.theme.icon(button.property("icon-name")))

    def _offer_controls(self) -> None:
        """A line for a sentence, or buttons to go through a dataset's pictures or other rows."""
        rows = self._rows()
        self.text.setVisible(not rows)
        for part in (self.before, self.after, self.example):
            part.setVisible(rows)
        # Rows of a kind leave no file that could be asked about others when the run is over.
        answers = self._model is not None or self._state.live
        for button in (self.before, self.after):
            button.setEnabled(self._data is not None and answers and not self.panel.empty)
        self.what.setEnabled(not self.panel.empty)
        self.example.setEnabled(not self.panel.empty)
        self.source.setVisible(self.source.count() > 1)

    def _rows(self) -> bool:
        """Whether a dataset's rows are gone through, and no sentence is typed."""
        typed = isinstance(self._task, TextClassification | LanguageModelling)
        return self._provider() is None and self._task is not None and not typed

    # What to look at

    def show_run(self, state: RunState) -> None:
        """Take the newest maps of a live run, or open those of one that is over."""
        if state.run != self._state.run:
            self._task = None
            self._data = None
            self._row = 0
            self._first_weighed = -1
            self._shown = self._opened = None
            if state.run:
                self._rundata.request_task(state.run, self._task_came)
        self._state = state
        if self._provider() is None:
            self._follow()

    def _follow(self) -> None:
        state = self._state
        if state.live:
            self._opened = None
            self._model = None
            self._pin()
        if not state.live and state.model:
            self._open_run()
        elif state.attended is None:
            self._say(*self._nothing())
        elif state.attended is not self._shown:
            self._show_attended(state.attended)

    def _show_attended(self, attended: AttentionMaps) -> None:
        self._shown = attended
        captured = self._state.captured
        same = captured is not None and captured.step == attended.step
        words = self.tr("Step {0}").format(f"{attended.step:,}")
        picture = captured.picture if captured is not None and same else None
        self._look = DisplayedMaps(
            attended.maps, attended.tokens, attended.causal, picture=picture, caption=words
        )
        self._show_maps()

    def _task_came(self, task: Task) -> None:
        self._task = task
        self._offer_controls()
        if self._rows():
            self._rundata.request(self._state.run, self._data_came, self._failed)
        self._pin()

    def _data_came(self, data: Data) -> None:
        if not data.target.per_token and not isinstance(self._task, TextClassification):
            self._data = data
            self._name_example()
            self._offer_controls()
            if self._model is not None and self._model.takes_pictures:
                self._ask()

    def _pin(self) -> None:
        """Have a live run look at the sentence; of other rows it chooses the first itself."""
        control = self._host.control
        known = isinstance(self._task, TextClassification | LanguageModelling)
        wanted = self._applied or None
        if control is not None and known and self._state.live and control.pinned != wanted:
            control.pin(wanted)

    def _apply(self) -> None:
        self._applied = self.text.text()
        if self._provider() is None and self._state.live:
            self._pin()
        else:
            self._ask()

    def _turn(self, by: int) -> None:
        """Choose another picture, or another row."""
        data = self._data
        if data is None:
            return
        self._row = (self._row + by) % len(data.test)
        control = self._host.control
        if control is not None and self._state.live:
            if isinstance(data, ImageClasses):
                control.pin((data.test.x[self._row], int(data.test.y[self._row])))
            else:
                control.pin(self._row)
            self._name_example()
        else:
            self._ask()

    def _name_example(self) -> None:
        if self._data is not None:
            label = self._data.target.text(data_split(self._data, "test").y[self._row])
            words = self.tr("Test {0} {1}: {2}")
            self.example.setText(
                words.format(contributed(self._data.inputs.noun[0]), self._row + 1, label)
            )

    # Models

    def _provider(self) -> AttentionSource | None:
        """The chosen source, ``None`` for the run itself."""
        place = self.source.currentIndex() - 1
        return self._provided[place] if 0 <= place < len(self._provided) else None

    def _source_changed(self) -> None:
        self._host.background.cancel(ASKING)
        self._opened = self._shown = self._model = None
        self._offer_controls()
        provider = self._provider()
        if provider is None:
            self._host.background.cancel(OPENING)
            self._follow()
        else:
            self._say(self.tr("Opening {0}…").format(contributed(provider.name)))
            self._open(provider.make)

    def _open_run(self) -> None:
        key = (self._state.run, self._state.model)
        if key != self._opened:
            self._opened = key
            file = Path(self._state.model).parent / ATTENTION_FILE
            self._open(lambda report: file)

    def _open(self, make: Any) -> None:
        """Open a model in the background; none is told of a run that left no maps."""
        self._model = None
        progress = while_alive(self._progress)

        def work(task: Any) -> AttentionModel | None:
            report: Report = lambda words: task.post(lambda: progress(words))  # noqa: E731
            path = make(report)
            return AttentionModel(path) if path.is_file() else None

        self._host.background.start(
            OPENING, work, self._model_came, self._failed, title=self.tr("Opening a model")
        )

    def _progress(self, message: str) -> None:
        provider = self._provider()
        self._say(
            self.tr("Opening {0}…").format(contributed(provider.name) if provider else ""), message
        )

    def _model_came(self, model: AttentionModel | None) -> None:
        self._model = model
        if model is None and self._provider() is None and self._state.attended is not None:
            self._show_attended(self._state.attended)  # what it sent last while it trained
        elif model is None:
            self._say(*self._none())
        else:
            self._ask()

    def _ask(self) -> None:
        """Ask the opened model about the sentence, or the picture."""
        model, text, row, data = self._model, self._applied, self._row, self._data
        if model is None:
            return
        if model.takes_pictures and data is None:
            return  # asked again when the data has come

        def work(_: object) -> DisplayedMaps:
            if not isinstance(data, ImageClasses) or not model.takes_pictures:
                found, picture = model.look(text), None
            else:
                picture = data.test.x[row]
                found = model.look_at(picture)
            return DisplayedMaps(found.maps, found.tokens, found.causal, found, picture)

        self._host.background.start(
            ASKING, work, self._answered, self._failed, title=self.tr("Computing attention")
        )

    def _answered(self, look: DisplayedMaps) -> None:
        self._name_example()
        self._look = replace(look, caption=self._shortened(len(look.tokens)))
        self._show_maps()

    def _shortened(self, time: int) -> str:
        """What must be said of a text that was too long."""
        model = self._model
        if model is None or model.takes_pictures or time < model.context:
            return ""
        return self.tr("The first {0} tokens").format(time)

    def _failed(self, error: WorkbenchError) -> None:
        """A bad sentence leaves what is shown; a bad file leaves nothing."""
        if isinstance(error, ModelFileError) or self._look is None or self.panel.empty:
            self._say(error.message, error.remedy)
        else:
            self.words.setText(f"{error.message} {error.remedy}")

    def showEvent(self, event: QShowEvent) -> None:
        """Providers may have been set up since."""
        super().showEvent(event)
        host = self._host
        host.background.start(
            FINDING,
            lambda _: sources(host.plugins, host.settings),
            self._sources_came,
            title=self.tr("Looking for models"),
        )

    def _sources_came(self, provided: list[AttentionSource]) -> None:
        before, chosen = [s.name for s in self._provided], self._provider()
        self._provided = provided
        names = [source.name for source in provided]
        if names == before:
            return
        self.source.blockSignals(True)
        while self.source.count() > 1:
            self.source.removeItem(1)
        self.source.addItems(names)
        for place in range(1, self.source.count()):
            about = self.tr("A pretrained model, which needs no run")
            self.source.setItemData(place, about, Qt.ItemDataRole.ToolTipRole)
        kept = chosen is not None and chosen.name in names
        self.source.setCurrentIndex(1 + names.index(chosen.name) if kept and chosen else 0)
        self.source.blockSignals(False)
        self._offer_controls()
        if chosen is not None and not kept:
            self._source_changed()

    # What is shown

    def _show_maps(self) -> None:
        look = self._look
        if look is None:
            return
        what, name = self.what.currentData(), self.what.currentText()
        if what == "mean":
            self._maps = mean_of_heads(look.maps)[:, None]
            column = name
        elif what == "rollout":
            self._maps = attention_rollout(look.maps)[:, None]
            column = name
        else:
            self._maps = look.maps
            column = ""
        self.grid.set_maps(self._maps, column)
        self.head.show_picture(look.picture)
        self._show_head()
        if self.panel.empty:
            self.panel.show_content()
            self._offer_controls()

    def _head_changed(self, layer: int, head: int) -> None:
        middle = self.grid.cell_rect(layer, head).center()
        self._scroll.ensureVisible(middle.x(), middle.y(), 40, 40)
        self._show_head()

    def _show_head(self) -> None:
        look = self._look
        if look is None:
            return
        layer, head = self.grid.current
        self.head.show_map(self._maps[layer, head], look.tokens, look.causal)
        named = self.grid.describe(layer, head)
        self.words.setText(f"{look.caption} · {named}" if look.caption else named)
        if self.what.currentData() != "heads":
            self.head.say_steps(
                self.tr("One head at a time"),
                self.tr("Choose “All heads” to see how a single head comes to its map."),
            )
        elif (
            look.attention is None
            and self._rows()
            and not isinstance(self._task, ImageClassification)
        ):
            self.head.say_steps(
                self.tr("Maps only"),
                self.tr("Of this kind of rows the maps are shown, not how a head comes to them."),
            )
        elif look.attention is None:
            self.head.say_steps(
                self.tr("Step by step after training"),
                self.tr(
                    "While it trains only the maps are sent. When the run is over, its queries,"
                    " keys and values are shown here."
                ),
            )
        else:
            self.head.show_steps(look.attention, layer, head)

    def _say(self, title: str, text: str = "") -> None:
        self._look = None
        self.panel.say(title, text)
        self._offer_controls()

    def _none(self) -> tuple[str, str]:
        if self._rows() and not isinstance(self._task, ImageClassification):
            return self.tr("Attention of such rows is shown while they are learnt"), self.tr(
                "Open this view and train a transformer: each head's map comes a few seconds into "
                "training."
            )
        return self.tr("This run has no attention to show"), self.tr(
            "Choose a transformer as the architecture and press Train: its tokens look at each "
            "other."
        )

    def _nothing(self) -> tuple[str, str]:
        state = self._state
        if not state.run:
            return self.tr("Where does each token look?"), self.tr(
                "Choose a transformer as the architecture and press Train."
            )
        if not state.status:
            return self.tr("Reading the run…"), ""
        if not state.live:
            return self.tr("This run left no model"), self.tr(
                "It ended before its model was written. Resume it, or train again."
            )
        # A look inside tells of weights first; where a second one comes without maps, none will.
        if state.weighed is not None:
            if self._first_weighed < 0:
                self._first_weighed = state.weighed.step
            if state.weighed.step > self._first_weighed:
                return self._none()
        return self.tr("Nothing to see yet"), self.tr("Appears a few seconds into training.")
