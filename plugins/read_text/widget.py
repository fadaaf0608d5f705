"""The widget: a text on the left, models and the bars of their classes on the right."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from workbench import WorkbenchError
from workbench.inference import TEXT_CLASSES, runs_for
from workbench.ui import (
    BarChart,
    Host,
    ModelTicks,
    NoModel,
    UnknownTokens,
    add_plot_actions,
    answer_legend,
)

from .reader import OpenTextModel, TextReading, open_models, read

ASK_MS = 60


class ReadTextPlayground(QWidget):
    """Asks the ticked runs' models whenever typing rests for a moment."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._models: list[OpenTextModel] = []
        self._late = QTimer(self, singleShot=True, interval=ASK_MS)
        self._late.timeout.connect(self._ask)
        self.text = QPlainTextEdit()
        self.strangers = UnknownTokens()
        self.models = ModelTicks(
            host,
            "read-text",
            lambda: runs_for(host.store, TEXT_CLASSES),
            open_models,
            self._failed,
        )
        self.bars = BarChart(host.theme)
        add_plot_actions(host, self.bars)
        self.answer = QLabel()
        self.remark = QLabel()
        self.legend = QLabel(textFormat=Qt.TextFormat.RichText)
        self._reading = TextReading()
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._build())
        self._stack.addWidget(self._empty())
        self.text.textChanged.connect(self._late.start)
        self.models.opened.connect(self._opened)
        self.models.offered.connect(lambda n: self._stack.setCurrentIndex(0 if n else 1))
        host.theme.changed.connect(self._show_legend)
        self._show(TextReading())
        self.models.refresh()

    def _build(self) -> QWidget:
        page = QWidget()
        self.text.setPlaceholderText(self.tr("Type or paste a text…"))
        self.text.setAccessibleName(self.tr("Text to classify"))
        self.text.setTabChangesFocus(True)
        for label in (self.answer, self.remark, self.legend):
            label.setWordWrap(True)
        self.answer.setProperty("role", "title")
        self.answer.setAccessibleName(self.tr("Answer"))
        self.remark.setProperty("role", "muted")
        left, right = QVBoxLayout(), QVBoxLayout()
        right.setSpacing(6)
        left.addWidget(self.text, 1)
        left.addWidget(self.strangers)
        left.addWidget(self.remark)
        label = QLabel(self.tr("Models (tick to compare)"))
        label.setProperty("role", "muted")
        right.addWidget(self.answer)
        right.addWidget(self.legend)
        right.addWidget(self.bars, 1)
        right.addWidget(label)
        right.addWidget(self.models)
        row = QHBoxLayout(page)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(18)
        row.addLayout(left, 1)
        row.addLayout(right, 1)
        return page

    def _empty(self) -> NoModel:
        return NoModel(
            self.tr("No model that classifies text yet"),
            self.tr("Choose labelled text as dataset on the Train page, and train on it."),
            [(self.tr("Go to Train"), lambda: self._host.go_to("train"))],
        )

    def _opened(self, models: list[OpenTextModel]) -> None:
        self._models = models
        self._ask()

    def _failed(self, error: WorkbenchError) -> None:
        self._host.notices.error(error)

    def _ask(self) -> None:
        models, text = list(self._models), self.text.toPlainText()
        self._host.background.start(
            "read-text: ask",
            lambda _: read(models, text),
            self._show,
            self._failed,
            title=self.tr("Classifying the text"),
        )

    def _show(self, reading: TextReading) -> None:
        self._reading = reading
        self.bars.show_answers(reading.classes, list(reading.answers))
        self.strangers.show_unknown(reading.strangers)
        self.answer.setText(self._answer(reading))
        self._show_legend()
        said = []
        if reading.read is not None:
            words = self.tr("The model reads the first {0} characters.")
            said.append(words.format(f"{reading.read:,}"))
        if reading.excluded:
            words = self.tr("Not compared, because the classes are others: {0}.")
            said.append(words.format(", ".join(reading.excluded)))
        self.remark.setText(" ".join(said))
        self.remark.setVisible(bool(said))

    def _answer(self, reading: TextReading) -> str:
        if reading.answers:
            p = reading.answers[0][1]
            return f"{reading.classes[int(p.argmax())]} · {float(p.max()):.0%}"
        if not self._models:
            return self.tr("Tick a model")
        return self.tr("Type a text")

    def _show_legend(self) -> None:
        """Which colour is whose, where there are several."""
        names = [name for name, _ in self._reading.answers]
        self.legend.setText(answer_legend(names, self._host.theme.colors.series))
        self.legend.setVisible(len(names) > 1)
