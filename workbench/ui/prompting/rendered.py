"""Rendered: what is sent for the present input, part by part, and whether it fits."""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from workbench.core.contracts.errors import WorkbenchError
from workbench.core.provider_models import ProviderModel
from workbench.prompting import budget as budgets
from workbench.prompting.budget import Budget
from workbench.prompting.prompts.parts import MessagePart, parts
from workbench.prompting.prompts.requests import request_text
from workbench.prompting.prompts.rows import Row
from workbench.prompting.prompts.shots import Pool, choose
from workbench.prompting.prompts.template import Prompt, render
from workbench.ui.background_jobs import BackgroundJob
from workbench.ui.host import Host
from workbench.ui.prompting.budget_bar import BudgetBar
from workbench.ui.prompting.fields import Remark
from workbench.ui.prompting.material import PromptMaterial
from workbench.ui.prompting.parts_view import PartsView

# Made again when typing rests for so long.
REST_MS = 250
_numbers = itertools.count()


@dataclass(frozen=True)
class _RenderRequest:
    prompt: Prompt
    row: Row
    pool: Pool | None
    labels: tuple[str, ...]
    model: ProviderModel | None


@dataclass(frozen=True)
class RenderedPrompt:
    """A rendered prompt; ``text`` is what is copied."""

    parts: tuple[MessagePart, ...]
    text: str
    budget: Budget | None


class Rendered(QWidget):
    """The prompt's parts, its tokens in the model's context, and what to leave out.

    ``shown`` carries a `RenderedPrompt` whenever another one is there; ``shots_wanted`` asks for so
    many shots that it fits.
    """

    shown = Signal(object)
    shots_wanted = Signal(int)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._key = f"rendered {next(_numbers)}"
        self._wanted: _RenderRequest | None = None
        self.now: RenderedPrompt | None = None
        self.view = PartsView(host.theme)
        self.bar = BudgetBar(host.theme)
        self.count = QLabel()
        self.advice = Remark()
        self.problem = Remark()
        self.copy = QPushButton(self.tr("Copy"))
        self.fewer = QPushButton()
        self.fewer.setAccessibleName(self.tr("Fewer shots"))
        self._late = QTimer(self, singleShot=True, interval=REST_MS)
        self._late.timeout.connect(self._make)
        self._build()

    def _build(self) -> None:
        self.count.setProperty("role", "muted")
        self.count.setWordWrap(True)
        self.copy.setAccessibleName(self.tr("Copy the prompt as it is sent"))
        self.copy.setToolTip(self.copy.accessibleName())
        self.copy.setEnabled(False)
        self.copy.clicked.connect(self._copy)
        self.fewer.clicked.connect(self._ask_fewer)
        self.fewer.setAccessibleName(self.tr("Show as many shots as fit"))
        self.fewer.hide()
        low = QHBoxLayout()
        low.addWidget(self.advice, 1)
        low.addWidget(self.fewer)
        row = QHBoxLayout()
        row.addWidget(self.count, 1)
        row.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(row)
        column.addWidget(self.bar)
        column.addLayout(low)
        column.addWidget(self.problem)
        column.addWidget(self.view, 1)

    def show_prompt(
        self, prompt: Prompt | None, row: Row, material: PromptMaterial, model: ProviderModel | None
    ) -> None:
        """Render ``prompt`` for ``row`` when the dataset is there and typing rests."""
        self._host.background.cancel(self._key)
        self._late.stop()
        self._wanted = None
        if prompt is None:
            self._say(self.tr("Correct the prompt first."))
        elif material.loading:
            self._say(self.tr("Loading the dataset…"))
        elif material.problem is not None:
            self._say(str(material.problem))
        else:
            self._wanted = _RenderRequest(prompt, row, material.pool, material.labels, model)
            self._late.start()

    def _make(self) -> None:
        wanted, local_only = self._wanted, self._host.settings.local_only
        if wanted is None:
            return

        def work(task: BackgroundJob) -> RenderedPrompt:
            return _render_prompt(wanted, local_only, task)

        self._host.background.start(
            self._key, work, self._came, self._failed, title=self.tr("Preparing the request")
        )

    def _came(self, rendered: RenderedPrompt) -> None:
        self.now = rendered
        self.problem.say("")
        self.view.setEnabled(True)
        self.view.show_parts(rendered.parts)
        self.copy.setEnabled(True)
        self.bar.show_budget(rendered.budget)
        self.count.setText(str(rendered.budget) if rendered.budget else "")
        self.advice.say(rendered.budget.advice if rendered.budget else "")
        fitting = rendered.budget.shots_that_fit if rendered.budget else None
        self.fewer.setVisible(fitting is not None)
        self.fewer.setText(self.tr("Show {n}").format(n=fitting))
        self.fewer.setToolTip(self.tr("Set the number of shots to what fits"))
        self.shown.emit(rendered)

    def _failed(self, error: WorkbenchError) -> None:
        self._say(str(error))

    def _say(self, message: str) -> None:
        """What stood there before is not this prompt."""
        self.now = None
        self.view.show_parts(())
        self.copy.setEnabled(False)
        self.bar.show_budget(None)
        self.count.setText("")
        self.advice.say("")
        self.fewer.hide()
        self.problem.say(message)

    def _ask_fewer(self) -> None:
        if self.now is not None and self.now.budget is not None:
            self.shots_wanted.emit(self.now.budget.shots_that_fit or 0)

    def _copy(self) -> None:
        if self.now is not None:
            QGuiApplication.clipboard().setText(self.now.text)


def _render_prompt(
    request: _RenderRequest, local_only: bool, task: BackgroundJob
) -> RenderedPrompt:
    """Choose the shots, render, and count; runs in a task."""
    prompt, row, labels, model = request.prompt, request.row, request.labels, request.model
    shots = choose(prompt, row, request.pool)
    task.check()
    made = parts(prompt, shots, row, labels)
    text = request_text(render(prompt, shots, row, labels=labels))
    task.check()
    # To count may ask a server, which nobody may while everything is to stay here.
    if model is None or (local_only and model.destination):
        return RenderedPrompt(made, text, None)
    size = budgets.plan(prompt, shots, row, model.provider, model.name, labels)
    return RenderedPrompt(made, text, size)
