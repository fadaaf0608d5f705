"""Asking: one question on its way to a model; what comes is handed on at the pace of the eye."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from workbench.core.contracts.answer import AnswerStream, Piece
from workbench.core.contracts.errors import WorkbenchError
from workbench.core.contracts.provider import Request
from workbench.core.provider_models import ProviderModel
from workbench.core.settings import Settings
from workbench.prompting.ask import StreamedResponse, ask
from workbench.prompting.responses import Response
from workbench.ui.background_jobs import BackgroundJob
from workbench.ui.host import Host

# 30 times a second.
FOLLOW_MS = 33


class PromptRunner(QObject):
    """Asks in a task, one question at a time; another one takes its place.

    ``grew`` carries the pieces that have come since the last time, ``ended`` the whole `Response`,
    ``failed`` what went wrong, after the pieces before it.

    Parameters
    ----------
    key
        Unique among the host's tasks.
    """

    grew = Signal(list)
    ended = Signal(object)
    failed = Signal(object)

    def __init__(self, host: Host, key: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._key = key
        self._question: _Question | None = None
        self._follow = QTimer(self, interval=FOLLOW_MS)
        self._follow.timeout.connect(self._drain)
        tasks = host.background
        self.destroyed.connect(lambda: tasks.cancel(key))

    @property
    def running(self) -> bool:
        """Whether an answer is awaited or coming."""
        return self._question is not None

    def start(self, model: ProviderModel, make: Callable[[], Request]) -> None:
        """Ask; ``make`` runs in the task, since to choose shots and to count may take a while."""
        question = self._question = _Question(model, make, self._host.settings)
        self._follow.start()

        def done(reply: Response) -> None:
            if self._question is question:
                self._drain()
                self._over()
                self.ended.emit(reply)

        def failed(error: WorkbenchError) -> None:
            if self._question is question:
                self._drain()
                self._over()
                self.failed.emit(error)

        # Starting cancels the question before, if it is still on its way.
        self._host.background.start(
            self._key,
            question.work,
            done,
            failed,
            widget=self,
            title=self.tr("Asking {0}").format(model.name),
        )

    def stop(self) -> None:
        """End it now, whatever the model does; ``ended`` comes at once with what was read."""
        question = self._question
        if question is None:
            return
        self._host.background.cancel(self._key)
        self._drain()
        self._over()
        self.ended.emit(question.reading.reply())

    def _over(self) -> None:
        self._follow.stop()
        self._question = None

    def _drain(self) -> None:
        question, pieces = self._question, list[Piece]()
        while question is not None and question.pieces:
            pieces.append(question.pieces.popleft())
        if pieces:
            self.grew.emit(pieces)


class _Question:
    """What the task shares with the window's thread."""

    def __init__(
        self, model: ProviderModel, make: Callable[[], Request], settings: Settings
    ) -> None:
        self._model = model
        self._make = make
        self._settings = settings.model_copy(deep=True)
        self.reading = StreamedResponse()
        self.pieces = deque[Piece]()

    def work(self, task: BackgroundJob) -> Response:
        request = self._make()
        task.check()
        self.reading = StreamedResponse()

        def take(piece: Piece) -> None:
            task.check()
            self.reading.take(piece)
            self.pieces.append(piece)

        def opened(answer: AnswerStream) -> None:
            task.on_cancel(answer.close)

        return ask(self._model.provider, request, self._settings, take, opened)
