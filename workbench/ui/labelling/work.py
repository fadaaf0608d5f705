"""Work: a labelling that is open, who labels it, and what is learnt of it in the background."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from workbench.core.contracts.errors import WorkbenchError
from workbench.encoders.cache import FEW_AT_ONCE
from workbench.encoders.pool import EncoderPool
from workbench.labelling.agreement import consensus
from workbench.labelling.annotations import Said, named
from workbench.labelling.order import BY_LEARNING, Order
from workbench.labelling.project import Project
from workbench.labelling.queue import queue
from workbench.labelling.session import LabellingSession
from workbench.labelling.suggestions import Suggestion, learners, suggest
from workbench.labelling.votes import Applied, apply
from workbench.ui.background_jobs import BackgroundJob
from workbench.ui.host import Host
from workbench.ui.labelling.syncing import LabelSync

# So many labels later it is learnt again.
EVERY = 10


class LabellingState(QObject):
    """``changed`` tells of labels and functions, ``moved`` that another row is in sight.

    ``learnt`` tells that a suggestion has come, ``applied`` that functions have spoken, and
    ``failed`` carries the error of either.
    """

    changed = Signal()
    moved = Signal()
    learnt = Signal()
    applied = Signal()
    failed = Signal(object)

    def __init__(
        self,
        host: Host,
        project: Project,
        labels: dict[str, dict[int, str]],
        by: str,
        how: Order,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.host = host
        self.project = project
        self.how = how
        self.walk = LabellingSession(project, by, labels, durable=False)
        self._sync = LabelSync(host.background, host.notices.error)
        self.suggestion: Suggestion | None = None
        self.functions: Applied | None = None
        self.learner = ""
        self.learning = False
        self.applying = False
        self.ordering = False
        self._since = EVERY
        self._turn = 0
        self.able = learners(host.plugins, project.items)
        self._lender = EncoderPool(host.plugins, host.settings, project.folder, FEW_AT_ONCE)

    @property
    def labels(self) -> dict[str, dict[int, str]]:
        """What everybody says who says something, as it is now; a copy."""
        return {by: dict(rows) for by, rows in self.walk.said.items() if rows}

    # Saying

    def say(self, label: str, seconds: float | None = None) -> None:
        """Keep a label of the row in sight and go on; the disk has it a moment later.

        Raises
        ------
        WorkbenchError
            When it cannot be kept; the row stays.
        """
        self.walk.say(label, seconds)
        self._sync.request(self.project)
        self._since += 1
        self.moved.emit()
        self.changed.emit()
        self.learn()

    def take_back(self) -> bool:
        """Take the last one back and show its row; whether there was one.

        Raises
        ------
        WorkbenchError
            When that cannot be kept.
        """
        if not self.walk.take_back():
            return False
        self._sync.request(self.project)
        self.moved.emit()
        self.changed.emit()
        return True

    def set_person(self, by: str) -> None:
        """Somebody else labels: with rows, labels and suggestions of their own."""
        said = {name: rows for name, rows in self.walk.said.items() if rows}
        self.walk = LabellingSession(self.project, by, said, durable=False)
        self._forget()
        self.order(self.how)
        self.changed.emit()

    def set_project(self, project: Project) -> None:
        """The labelling has other functions, or another question."""
        self.project = self.walk.project = project
        self.apply()
        self.changed.emit()

    def reload(self, labels: dict[str, dict[int, str]]) -> None:
        """Labels have come from elsewhere."""
        mine = self.walk.row
        self.walk = LabellingSession(self.project, self.walk.by, labels, durable=False)
        self.order(self.how, mine)
        self.apply()
        self.changed.emit()

    # In the background

    def catch_up(self) -> None:
        """Look whether another program has labelled meanwhile, unless it is being labelled here."""
        project, before = self.project, self.labels

        def on_loaded(labels: dict[str, dict[int, str]]) -> None:
            # What was said here since is in the file, but not in what was read of it.
            if labels != before and self.labels == before:
                self.reload(labels)

        self.host.background.start(
            "label: catch up",
            lambda _: project.standing(),
            self._alive(on_loaded),
            self._alive(self.failed.emit),
            title=self.tr("Reading labels"),
        )

    def order(self, how: Order, first: int | None = None) -> None:
        """Take rows in another order, from the next moment on; ``first`` before all."""
        self.how = how
        self.ordering = True
        walk, found = self.walk, self._queue_of(self.suggestion)

        def begun(rows: list[int]) -> None:
            if walk is self.walk and how == self.how:
                self.ordering = False
                walk.begin(rows, again=how == "doubtful")
                if first is not None and first not in walk.mine:
                    walk.prefer([first])
                self.moved.emit()
                self.learn()

        self.host.background.start(
            "label: order",
            lambda _: found(),
            self._alive(begun),
            self._alive(self.failed.emit),
            title=self.tr("Ordering rows"),
        )

    def prefer(self, rows: list[int]) -> None:
        """Have these rows looked at next."""
        self.walk.prefer(rows)
        self.moved.emit()

    def set_learner(self, id: str) -> None:
        """Learn in another way from now on."""
        self.learner = id
        self._forget()
        self.learn()

    def learn(self) -> None:
        """Learn from the labels so far, unless that is being done or there is hardly more."""
        if self.learning or self._since < EVERY or not self.able:
            return
        self.learning = True
        self._since = 0
        turn, project, learner = self._turn, self.project, self.learner
        labels, how, find = named(self.walk.mine), self.how, self._queue_of

        def work(task: BackgroundJob) -> tuple[Suggestion | None, list[int]]:
            tools = self._lender.tools(task.check)
            found = suggest(
                project.items, project.classes, labels, self.host.plugins, learner, tools
            )
            return found, find(found)() if found is not None else []

        def done(result: tuple[Suggestion | None, list[int]]) -> None:
            if turn != self._turn:
                return
            self.learning = False
            self.suggestion, rows = result
            if self.suggestion is None:
                # Each label may be what was missing; some may have come meanwhile.
                more = self._since > 0
                self._since = EVERY
                if more:
                    self.learn()
                return
            if how == self.how and how in BY_LEARNING:
                self._arrange(rows)
            self.learnt.emit()
            self.learn()

        def failed(error: WorkbenchError) -> None:
            if turn == self._turn:
                self.learning = False
                self.failed.emit(error)

        self.host.background.start(
            "label: learn",
            work,
            self._alive(done),
            self._alive(failed),
            title=self.tr("Learning from labels"),
        )

    def apply(self) -> None:
        """Let the functions speak of all rows."""
        if not self.project.head.function:
            self.functions = None
            self.applied.emit()
            return
        self.applying = True
        project, said = self.project, self.labels

        def done(result: Applied) -> None:
            self.applying = False
            self.functions = result
            if self.how == "disputed" or (self.how == "uncertain" and self.suggestion is None):
                self._reorder()
            self.applied.emit()

        def failed(error: WorkbenchError) -> None:
            self.applying = False
            self.failed.emit(error)

        self.host.background.start(
            "label: apply",
            lambda task: apply(project, consensus(said).labels, task.check),
            self._alive(done),
            self._alive(failed),
            title=self.tr("Applying rules"),
        )

    def _reorder(self) -> None:
        """Bring the rows to come into the order that is wanted now."""
        how, find = self.how, self._queue_of(self.suggestion)

        def done(rows: list[int]) -> None:
            if how == self.how:
                self._arrange(rows)

        self.host.background.start(
            "label: order", lambda _: find(), self._alive(done), title=self.tr("Ordering rows")
        )

    def _arrange(self, rows: list[int]) -> None:
        before = self.walk.row
        self.walk.arrange(rows)
        if before is None and self.walk.row is not None:
            self.moved.emit()

    def _queue_of(self, suggestion: Suggestion | None) -> Any:
        """What finds the rows to come, by what is known now; for a task."""
        project, how, by, said = self.project, self.how, self.walk.by, self.labels
        applied = self.functions
        return lambda: queue(project, how, by, said, suggestion, applied)

    def _forget(self) -> None:
        self._turn += 1
        self.suggestion = None
        self.learning = False
        self._since = EVERY
        self.learnt.emit()

    def _alive(self, call: Any) -> Any:
        """A result that is not taken once this labelling is closed."""
        from shiboken6 import isValid

        return lambda result: call(result) if isValid(self) else None


def missing(work: LabellingState) -> str:
    """What the order wanted lacks: ``labels``, a ``learner``, ``others``, or nothing."""
    people: Mapping[str, Said] = work.walk.said
    unknown = work.suggestion is None and (work.how == "doubtful" or work.functions is None)
    if work.how in BY_LEARNING and unknown:
        return "labels" if work.able else "learner"
    several = sum(bool(named(said)) for said in people.values()) > 1
    if work.how == "disputed" and work.functions is None and not several:
        return "others"
    return ""
