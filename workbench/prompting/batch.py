"""Batch: many questions at once, nothing paid twice, nothing lost.

An answer is on disk before it counts as done. Whoever starts the same batch again, after a stop,
a crash or a power cut, asks only what has no answer yet; of what was on its way, at most one
question for each thread is asked again.
"""

from __future__ import annotations

import queue
import threading
import time
from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from workbench.core import blame
from workbench.core.contracts import errors
from workbench.core.contracts.answer import AnswerStream
from workbench.core.contracts.errors import UsageError, WorkbenchError
from workbench.core.contracts.events import Event, Progress
from workbench.core.contracts.model_source import stay_local
from workbench.core.contracts.provider import Provider, Request
from workbench.core.control import Control
from workbench.core.settings import Settings
from workbench.prompting import budget
from workbench.prompting.ask import ask, whole
from workbench.prompting.limits import CostLimit, RateLimit
from workbench.prompting.prices import Price
from workbench.prompting.responses import Answers, Response, keys_of

# Every other question would fail in the same way.
FATAL = (errors.WrongKey, errors.UnknownModel, errors.LocalOnly, UsageError, errors.StorageError)
# Seconds between looks at what the user wants.
LOOK_S = 0.05
# Seconds that a provider has to let go after a stop before it is left behind.
PATIENCE_S = 2.0


@dataclass(frozen=True)
class BatchPlan:
    """How a batch is asked.

    Attributes
    ----------
    concurrency
        Questions asked at the same time.
    per_minute
        Questions that may begin in a minute; ``None`` for as many as it takes.
    max_cost
        US dollars that this batch may cost; it stops before a question that could cost more.
    price
        What a question costs, where it is known.
    fresh
        Ask again what was answered before.
    failures_in_a_row
        After so many it gives up: the service is down, or wants no more.
    """

    concurrency: int = 4
    per_minute: float | None = None
    max_cost: float | None = None
    price: Price | None = None
    fresh: bool = False
    failures_in_a_row: int = 10


STOPPED = "it was stopped"


@dataclass(frozen=True)
class RowAnswered(Event):
    """Request ``index`` has its answer."""

    index: int
    reply: Response


@dataclass(frozen=True)
class RowUnanswered(Event):
    """Request ``index`` got no answer."""

    index: int
    message: str
    remedy: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of a batch, in the order of its requests whoever answered first.

    Attributes
    ----------
    replies
        ``None`` where there is no answer.
    failures
        Why there is none, by index; what was not asked at all is not among them.
    halted
        Why it ended early; empty when every question was asked. ``remedy`` says what to do.
    asked
        Questions that were asked now and answered; the rest was known, or the same question.
    spent
        US dollars that these cost; ``None`` when that is not known.
    seconds
        What it took, pauses included.
    """

    replies: tuple[Response | None, ...]
    failures: dict[int, RowUnanswered]
    halted: str = ""
    remedy: str = ""
    requested: int = 0
    spent: float | None = 0.0
    seconds: float = 0.0

    @property
    def stopped(self) -> bool:
        """Whether it ended early because the user asked for it."""
        return self.halted == STOPPED

    @property
    def summary(self) -> str:
        """What went wrong, in one sentence for each kind; empty when nothing did."""
        said = [f"It ended early: {self.halted.rstrip('.')}."] if self.halted else []
        kinds = Counter((missed.message, missed.remedy) for missed in self.failures.values())
        for (message, remedy), count in kinds.most_common():
            times = "1 question" if count == 1 else f"{count} questions"
            said.append(f"{times} got no answer: {message} {remedy}".rstrip())
        return "\n".join(said)


def _nothing(_: Event) -> None:
    """For events that nobody wants."""


def batch(
    requests: Sequence[Request],
    provider: Provider,
    settings: Settings,
    answers: Answers,
    plan: BatchPlan = BatchPlan(),
    emit: Callable[[Event], None] = _nothing,
    control: Control | None = None,
) -> Outcome:
    """Ask all requests, as many at a time as the plan says; what is known is not asked again.

    Parameters
    ----------
    emit
        Takes `Progress`, `RowAnswered` and `RowUnanswered`, in the caller's thread.
    control
        A pause holds back what has not begun. A stop lets what has begun end, and keeps it; one
        without ``keep`` closes it at once.

    Raises
    ------
    UsageError
        When a ceiling of cost is set, but the price is not known.
    LocalOnly
        When the questions would leave this machine, and none may.
    StorageError
        When answers cannot be kept: nothing more is asked then.
    """
    if plan.max_cost is not None and plan.price is None:
        message = "A ceiling of cost was set, but the price of this model is not known."
        raise UsageError(message, "Add it to prices.toml in the config folder, or set no ceiling.")
    for model in dict.fromkeys(request.model for request in requests):
        stay_local(provider, model, settings)
    work = _Batch(requests, provider, settings, answers, plan, emit, control or Control())
    return work.run()


def _message_and_remedy(error: Exception) -> tuple[str, str]:
    """Message and remedy; a fault of the provider's own has no remedy."""
    if isinstance(error, WorkbenchError):
        return error.message, error.remedy
    return f"{type(error).__name__}: {error}", ""


@dataclass
class _Batch:
    requests: Sequence[Request]
    provider: Provider
    settings: Settings
    answers: Answers
    plan: BatchPlan
    emit: Callable[[Event], None]
    control: Control
    halted: str = ""
    remedy: str = ""
    fatal: WorkbenchError | None = None
    requested: int = 0
    in_a_row: int = 0
    replies: dict[int, Response] = field(default_factory=dict)
    failures: dict[int, RowUnanswered] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.began = time.perf_counter()
        self.places: dict[str, list[int]] = {}
        for index, key in enumerate(keys_of(self.provider, self.requests)):
            self.places.setdefault(key, []).append(index)
        self.waiting: deque[str] = deque()
        self.results: queue.SimpleQueue[tuple[str, Response | Exception | None]] = (
            queue.SimpleQueue()
        )
        self.ending = threading.Event()  # take no more questions
        self.dropping = threading.Event()  # nor wait for answers
        self.open: set[AnswerStream] = set()
        self.mutex = threading.Lock()
        self.pace = RateLimit(self.plan.per_minute)
        self.purse = CostLimit(self.plan.price, self.plan.max_cost)

    # --- in the caller's thread

    def run(self) -> Outcome:
        self._progress()
        stored = {} if self.plan.fresh else self.answers.find(self.places)
        for key, reply in stored.items():
            self._keep(key, reply)
        self.waiting.extend(key for key in self.places if key not in stored)
        count = min(max(1, self.plan.concurrency), len(self.waiting))
        threads = [
            threading.Thread(target=self._worker, name=f"ask {n}", daemon=True)
            for n in range(count)
        ]
        try:
            for thread in threads:
                thread.start()
            self._gather(count)
        finally:
            self._drop()
            for thread in threads:
                if thread.ident is not None:
                    thread.join(PATIENCE_S)
        if isinstance(self.fatal, errors.StorageError):
            raise self.fatal
        return self._outcome()

    def _gather(self, working: int) -> None:
        while working:
            if self.control.stopping:
                self._halt(STOPPED, "Run it again to go on.")
                if not self.control.keep:
                    self._drop()
            try:
                key, result = self.results.get(timeout=LOOK_S)
            except queue.Empty:
                continue
            if result is None:
                working -= 1
            elif isinstance(result, Response):
                self.requested += 1
                self._keep(key, result)
            else:
                self._miss(key, result)

    def _keep(self, key: str, reply: Response) -> None:
        for index in self.places[key]:
            self.replies[index] = reply
            self.emit(RowAnswered(index, reply))
        self._progress()

    def _miss(self, key: str, error: Exception) -> None:
        message, remedy = _message_and_remedy(error)
        for index in self.places[key]:
            self.failures[index] = RowUnanswered(index, message, remedy)
            self.emit(self.failures[index])
        self._progress()

    def _progress(self) -> None:
        done = len(self.replies) + len(self.failures)
        self.emit(Progress("Asking", done, len(self.requests)))

    def _outcome(self) -> Outcome:
        total = range(len(self.requests))
        return Outcome(
            tuple(self.replies.get(index) for index in total),
            dict(sorted(self.failures.items())),
            self.halted,
            self.remedy,
            self.requested,
            self.purse.spent,
            time.perf_counter() - self.began,
        )

    # --- in any thread

    def _halt(self, why: str, remedy: str = "") -> None:
        with self.mutex:
            if not self.halted:
                self.halted = why
                self.remedy = remedy
        self.ending.set()

    def _drop(self) -> None:
        self.ending.set()
        self.dropping.set()
        with self.mutex:
            still = list(self.open)
        for answer in still:
            answer.close()

    def _failed(self, error: Exception) -> None:
        """End it here, before the next question is taken, where asking on is of no use."""
        message, remedy = _message_and_remedy(error)
        with self.mutex:
            self.in_a_row += 1
            often = self.in_a_row >= self.plan.failures_in_a_row
            if isinstance(error, FATAL):
                self.fatal = self.fatal or error
        if isinstance(error, FATAL):
            self._halt(message, remedy)
        elif often:
            count = self.plan.failures_in_a_row
            self._halt(f"{count} questions in a row got no answer; the last: {message}")

    def _opened(self, answer: AnswerStream) -> None:
        with self.mutex:
            self.open.add(answer)
        if self.dropping.is_set():  # it was asked for just before
            answer.close()

    # --- in a worker's thread

    def _worker(self) -> None:
        try:
            while (key := self._next()) is not None:
                self._one(key)
        except BaseException as error:  # noqa: BLE001 - nobody else would hear of it
            known = blame.contained(error, self.provider)
            self._halt(known.message, known.remedy)
        finally:
            self.results.put(("", None))

    def _next(self) -> str | None:
        """The next question when its turn has come; ``None`` when there is none any more."""
        self._held_back()
        with self.mutex:
            if self.ending.is_set() or not self.waiting:
                return None
            key = self.waiting.popleft()
        self.ending.wait(self.pace.turn())
        self._held_back()
        while not self.ending.is_set():
            fits = self.purse.reserve(*self._estimate(key), LOOK_S)
            if fits:
                return key
            if fits is False:
                ceiling = f"{self.plan.max_cost:g} US dollars"
                self._halt(
                    f"the next question could cost more than is left of {ceiling}",
                    "Run it again with a higher ceiling to go on.",
                )
        return None

    def _held_back(self) -> None:
        while self.control.paused and not self.control.stopping:
            if self.ending.wait(LOOK_S):
                return

    def _estimate(self, key: str) -> tuple[int, int]:
        """Tokens of a question and its answer, at most; without asking a tokenizer."""
        request = self.requests[self.places[key][0]]
        if self.plan.max_cost is None:
            return 0, 0
        texts = [turn.text for turn in request.messages] or [request.prompt or ""]
        images = sum(len(turn.images) for turn in request.messages)
        around = budget.TOKENS_PER_TURN * len(texts) + budget.TOKENS_PER_IMAGE * images
        return sum(map(budget.estimate, texts)) + around, request.options.max_tokens

    def _one(self, key: str) -> None:
        request = self.requests[self.places[key][0]]
        used: tuple[int | None, int | None] = (0, 0)
        opened: list[AnswerStream] = []

        def on_open(answer: AnswerStream) -> None:
            opened.append(answer)
            self._opened(answer)

        try:
            reply = ask(self.provider, request, self.settings, on_open=on_open)
            used = (reply.prompt_tokens, reply.completion_tokens)
            if self.dropping.is_set() and not reply.finish:
                return  # half an answer, cut by the stop
            self.answers.put(key, self.provider.id, request.model, whole(reply))
            self.in_a_row = 0
            self.results.put((key, reply))
        except BaseException as error:  # noqa: BLE001 - a plugin may raise anything
            if not isinstance(error, Exception):
                error = blame.contained(error, self.provider)
            self._failed(error)
            self.results.put((key, error))
        finally:
            self.purse.settle(self._estimate(key), used)
            with self.mutex:
                self.open.difference_update(opened)
