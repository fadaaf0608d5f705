"""Batches: every answer in its place, none asked twice, within ceilings, paused and stopped."""

from __future__ import annotations

import sqlite3
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.prompting.scripted import Scripted, question
from workbench.core.contracts.answer import Emit, Piece
from workbench.core.contracts.errors import (
    BrokenAnswer,
    LocalOnly,
    RateLimited,
    StorageError,
    UsageError,
    WrongKey,
)
from workbench.core.contracts.events import Event, Progress
from workbench.core.contracts.provider import AnswerStream, Message, Options, Request
from workbench.core.control import Control
from workbench.core.settings import Settings
from workbench.prompting.ask import ask, whole
from workbench.prompting.batch import BatchPlan, Outcome, RowAnswered, RowUnanswered, batch
from workbench.prompting.limits import CostLimit, RateLimit
from workbench.prompting.prices import Price
from workbench.prompting.responses import Answers, Response, default_file, key_of

PATIENCE_S = 20.0
PLAN = BatchPlan()
# A dollar for each token.
DOLLAR = Price(1_000_000, 1_000_000, "2026-11-01", "a test")


def asking(*texts: str, **options: Any) -> list[Request]:
    return [Request("word", prompt=text, options=Options(**options)) for text in texts]


def numbered(n: int) -> list[Request]:
    return asking(*[f"what is {index}" for index in range(n)])


def echo(request: Request) -> str:
    return f"it is {question(request).split()[-1]}"


@pytest.fixture
def answers(tmp_path: Path) -> Iterator[Answers]:
    with Answers(tmp_path / "answers.sqlite") as found:
        yield found


def run(
    requests: list[Request],
    provider: Scripted,
    answers: Answers,
    plan: BatchPlan = PLAN,
    emit: Callable[[Event], None] = lambda event: None,
    control: Control | None = None,
) -> Outcome:
    return batch(requests, provider, Settings(), answers, plan, emit, control)


def until(holds: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE_S
    while not holds():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.002)


# --- one question


def test_one_question() -> None:
    provider = Scripted(lambda _: "yes it is", pause_s=0.002)
    pieces: list[Piece] = []
    reply = ask(provider, asking("is it so")[0], Settings(), on_piece=pieces.append)
    assert (reply.text, reply.finish) == ("yes it is", "stop")
    assert (reply.prompt_tokens, reply.completion_tokens) == (3, 3)
    assert 0.002 <= reply.first_s < reply.seconds
    assert reply.tokens == (("yes", -0.5), (" it", -0.5), (" is", -0.5))
    assert [piece.text for piece in pieces] == ["yes", " it", " is", ""]
    assert (reply.pieces, reply.stored) == (3, False)


def test_half_an_answer_is_none() -> None:
    with pytest.raises(BrokenAnswer):
        whole(Response("half"))
    assert whole(Response("", "length"))
    assert whole(Response("", completion_tokens=0))


def test_what_may_not_leave_stays() -> None:
    provider = Scripted(place="example.org")
    with pytest.raises(LocalOnly):
        ask(provider, asking("a")[0], Settings(local_only=True))
    assert not provider.asked


# --- the answers on disk


def test_answers_outlive_the_program(tmp_path: Path) -> None:
    reply = Response("ja\ud800", "stop", 3, 1, 0.1, 0.2, 1, (("ja", -0.25),), 1.5)
    with Answers(tmp_path / "new" / "a.sqlite") as first:
        first.put("k", "scripted", "word", Response("no", "stop"))
        first.put("k", "scripted", "word", reply)
        assert len(first) == 1
    with Answers(tmp_path / "new" / "a.sqlite") as second:
        assert second.get("k") == Response(**{**vars(reply), "stored": True})
        assert second.get("other") is None
        many = {f"k{n}" for n in range(1200)} | {"k"}
        assert set(second.find(many)) == {"k"}


def test_where_the_users_answers_are(home: Path) -> None:
    with Answers() as found:
        assert found.path == default_file() == home / "data" / "answers.sqlite"


def test_a_damaged_file_is_set_aside(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    path.write_bytes(b"no database at all" * 100)
    with Answers(path) as found:
        assert found.damaged == tmp_path / "a.damaged"
        assert found.damaged.read_bytes().startswith(b"no database")
        found.put("k", "p", "m", Response("yes"))
        assert len(found) == 1


def test_damage_that_sqlite_cannot_put_into_words(tmp_path: Path) -> None:
    path = tmp_path / "a.sqlite"
    Answers(path).close()
    damaged = path.read_bytes().replace(b"CREATE TABLE", b"CREATE \xffABLE")
    path.write_bytes(damaged)
    with Answers(path) as found:
        assert found.damaged == tmp_path / "a.damaged"
        found.put("k", "p", "m", Response("yes"))
        assert len(found) == 1


def test_a_reply_of_another_version_is_not_known(tmp_path: Path) -> None:
    with Answers(tmp_path / "a.sqlite") as found:
        found.put("k", "p", "m", Response("yes"))
        with sqlite3.connect(found.path) as other:
            other.execute("UPDATE answers SET reply = '{\"words\": 3}'")
        assert found.get("k") is None


def test_answers_that_cannot_be_kept(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(StorageError):
        Answers(tmp_path / "file" / "a.sqlite")
    found = Answers(tmp_path / "a.sqlite")
    found.close()
    with pytest.raises(StorageError):
        found.put("k", "p", "m", Response("yes"))
    provider = Scripted()
    with pytest.raises(StorageError):
        run(numbered(3), provider, found)
    assert not provider.asked


def test_what_an_answer_is_known_by() -> None:
    one = Request("m", (Message("user", "a", (b"png",)),))
    provider, far = Scripted(), Scripted(place="example.org")
    keys = {
        key_of(far, one),
        key_of(provider, Request("n", one.messages)),
        key_of(provider, Request("m", (Message("user", "a", (b"pnh",)),))),
        key_of(provider, Request("m", (Message("user", "a"),))),
        key_of(provider, Request("m", (Message("system", "a", (b"png",)),))),
        key_of(provider, Request("m", prompt="a")),
        key_of(provider, Request("m", one.messages, options=Options(seed=1))),
        key_of(provider, Request("m", one.messages, options=Options(json_schema={"a": 1}))),
    }
    assert len(keys | {key_of(provider, one)}) == 9
    assert key_of(provider, one) == key_of(Scripted(), Request("m", (one.messages[0],)))


# --- batches


@given(n=st.integers(0, 30), concurrency=st.integers(1, 9))
@settings(max_examples=20)
def test_every_answer_is_in_its_place(
    tmp_path_factory: pytest.TempPathFactory, n: int, concurrency: int
) -> None:
    # Every third question says the one before it again.
    requests = [numbered(n)[index - (index % 3 == 2)] for index in range(n)]
    provider = Scripted(echo)
    seen: list[Event] = []
    with Answers(tmp_path_factory.mktemp("batch") / "a.sqlite") as answers:
        found = run(requests, provider, answers, BatchPlan(concurrency), seen.append)
    texts = [reply.text if reply else None for reply in found.replies]
    assert texts == [echo(request) for request in requests]
    assert sorted(provider.asked) == sorted({question(request) for request in requests})
    assert provider.most <= concurrency
    assert (found.failures, found.halted, found.summary) == ({}, "", "")
    assert found.requested == len(provider.asked)
    assert sorted(e.index for e in seen if isinstance(e, RowAnswered)) == list(range(n))
    done = [e.done for e in seen if isinstance(e, Progress)]
    assert done == sorted(done)
    assert done[0] == 0
    assert done[-1] == n


def test_they_are_asked_at_the_same_time(answers: Answers) -> None:
    meet = threading.Barrier(4)

    def reply(request: Request) -> str:
        meet.wait(PATIENCE_S)  # breaks unless four are here at once
        return "yes"

    found = run(numbered(8), Scripted(reply), answers, BatchPlan(concurrency=4))
    assert not found.failures


def test_what_is_known_is_not_asked_again(answers: Answers) -> None:
    first, second = Scripted(echo), Scripted(echo)
    run(numbered(5), first, answers)
    found = run(numbered(8), second, answers)
    assert sorted(second.asked) == [f"what is {n}" for n in range(5, 8)]
    assert [reply.stored for reply in found.replies if reply] == [True] * 5 + [False] * 3
    assert found.requested == 3
    third = Scripted(lambda _: "no")
    fresh = run(numbered(2), third, answers, BatchPlan(fresh=True))
    assert len(third.asked) == 2
    assert [reply.text for reply in fresh.replies if reply] == ["no", "no"]
    again = run(numbered(2), third, answers)
    assert [reply.text for reply in again.replies if reply] == ["no", "no"]
    assert len(third.asked) == 2


def test_failures_are_told_and_asked_again_the_next_time(answers: Answers) -> None:
    def reply(request: Request) -> str | Exception:
        number = int(question(request).split()[-1])
        if number % 3 == 0:
            return RateLimited("Too many.", "Wait.")
        return ZeroDivisionError("oops") if number == 4 else "yes"

    seen: list[Event] = []
    found = run(numbered(7), Scripted(reply), answers, emit=seen.append)
    assert sorted(found.failures) == [0, 3, 4, 6]
    assert [reply is None for reply in found.replies] == [n in found.failures for n in range(7)]
    assert found.summary.splitlines() == [
        "3 questions got no answer: Too many. Wait.",
        "1 question got no answer: ZeroDivisionError: oops",
    ]
    assert sorted(e.index for e in seen if isinstance(e, RowUnanswered)) == [0, 3, 4, 6]
    assert not found.halted
    later = Scripted(echo)
    assert None not in run(numbered(7), later, answers).replies
    assert len(later.asked) == 4


def test_an_answer_that_just_stops_is_not_kept(answers: Answers) -> None:
    class Cut(Scripted):
        def ask(self, request: Request) -> Iterator[Piece]:
            self.asked.append(question(request))
            yield Piece("half")

    found = run(numbered(1), Cut(), answers)
    assert "broke off" in found.failures[0].message
    assert len(answers) == 0


def test_a_wrong_key_ends_it_at_once(answers: Answers) -> None:
    provider = Scripted(lambda _: WrongKey("The key is wrong."))
    found = run(numbered(50), provider, answers, BatchPlan(concurrency=2))
    assert len(provider.asked) <= 2
    assert found.halted == "The key is wrong."
    assert "providers key" in found.remedy
    assert found.replies == (None,) * 50


def test_it_gives_up_when_nothing_gets_an_answer(answers: Answers) -> None:
    provider = Scripted(lambda _: RateLimited("Too many."))
    found = run(numbered(90), provider, answers, BatchPlan(concurrency=2, failures_in_a_row=6))
    assert 6 <= len(provider.asked) <= 7
    assert "6 questions in a row" in found.halted
    assert "It ended early" in found.summary


def test_nothing_is_sent_away_where_that_is_forbidden(answers: Answers) -> None:
    provider = Scripted(place="example.org")
    with pytest.raises(LocalOnly):
        batch(numbered(2), provider, Settings(local_only=True), answers)
    assert not provider.asked


# --- ceilings


def test_a_ceiling_of_cost_is_not_passed(answers: Answers) -> None:
    # Seven tokens at most are set aside for each (a question of ten letters is 3, its frame
    # 5, the answer 2), and 3 + 3 are used.
    requests = asking(*[f"what is {n:02}" for n in range(30)], max_tokens=2)
    provider = Scripted(echo)
    plan = BatchPlan(concurrency=4, max_cost=50, price=DOLLAR)
    found = run(requests, provider, answers, plan)
    assert found.spent is not None
    assert found.spent == 6 * len(provider.asked)
    # Another could have cost ten dollars.
    assert 50 - 10 < found.spent <= 50
    assert "more than is left of 50 US dollars" in found.halted
    rest = run(requests, provider, answers, BatchPlan(max_cost=1000, price=DOLLAR))
    assert None not in rest.replies
    assert len(provider.asked) == 30


def test_a_ceiling_needs_a_price(answers: Answers) -> None:
    with pytest.raises(UsageError, match="price of this model is not known"):
        run(numbered(1), Scripted(), answers, BatchPlan(max_cost=1))
    assert run(numbered(2), Scripted(), answers, BatchPlan()).spent is None


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), max_size=40), st.integers(0, 99))
def test_a_purse_is_never_overdrawn(costs: list[tuple[int, int]], ceiling: int) -> None:
    purse = CostLimit(DOLLAR, ceiling)
    waiting: list[tuple[int, int]] = []
    for used, more in costs:
        estimate = (used, more)
        verdict = purse.reserve(*estimate, wait_s=0)
        if verdict:
            waiting.append(estimate)
        elif verdict is None:
            assert waiting
            purse.settle(waiting[0], waiting.pop(0))
        assert purse.spent is not None
        assert purse.spent + sum(map(sum, waiting)) <= ceiling
    for estimate in waiting:
        purse.settle(estimate, (0, 0))
    assert purse.reserve(0, ceiling - int(purse.spent or 0), 0)


def test_no_more_than_so_many_have_a_turn_in_a_minute() -> None:
    now = 100.0
    pace = RateLimit(30, clock=lambda: now)
    assert [pace.turn() for _ in range(4)] == [0.0, 2.0, 4.0, 6.0]
    now = 103.0  # two have begun; the others wait for what is left
    assert pace.turn() == 5.0
    now = 200.0  # nobody asked for a while, which earns no crowd
    assert [pace.turn() for _ in range(3)] == [0.0, 2.0, 4.0]
    assert RateLimit(None, clock=lambda: now).turn() == 0.0


def test_a_batch_waits_for_its_turns(answers: Answers, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    turn = RateLimit.turn

    def noted(pace: RateLimit) -> float:
        seconds = turn(pace)
        waits.append(seconds)
        return seconds

    monkeypatch.setattr(RateLimit, "turn", noted)
    provider = Scripted(echo)
    found = run(numbered(6), provider, answers, BatchPlan(concurrency=6, per_minute=6000))
    assert None not in found.replies
    assert len(waits) == len(provider.asked) == 6
    # Each was given a turn a hundredth of a second after the one before, or asked later than that.
    assert min(waits) >= 0.0
    assert max(waits) <= 5 * 0.01 + 1e-6


# --- pause and stop


def test_a_pause_holds_back_what_has_not_begun(answers: Answers) -> None:
    control = Control()
    provider = Scripted(echo)

    def emit(event: Event) -> None:
        if isinstance(event, Progress) and event.done == 3:
            control.pause()

    found: list[Outcome] = []
    thread = threading.Thread(
        target=lambda: found.append(
            run(numbered(40), provider, answers, BatchPlan(concurrency=2), emit, control)
        )
    )
    thread.start()
    until(lambda: control.paused and provider.together == 0)
    before = len(provider.asked)
    assert before < 40
    thread.join(0.3)
    assert thread.is_alive()
    assert len(provider.asked) <= before + 2  # what was on its way through the gate
    control.resume()
    thread.join(PATIENCE_S)
    assert None not in found[0].replies
    assert len(provider.asked) == 40


def test_a_stop_keeps_what_has_begun(answers: Answers) -> None:
    control = Control()
    provider = Scripted(echo, pause_s=0.02)

    def emit(event: Event) -> None:
        if isinstance(event, RowAnswered):
            control.stop()

    found = run(numbered(40), provider, answers, BatchPlan(concurrency=4), emit, control)
    assert found.halted == "it was stopped"
    there = [reply for reply in found.replies if reply]
    assert len(there) == len(provider.asked) == len(answers) < 40
    later = Scripted(echo)
    assert None not in run(numbered(40), later, answers).replies
    assert Counter(provider.asked + later.asked).most_common(1)[0][1] == 1


def test_a_stop_at_once_waits_for_nobody(answers: Answers) -> None:
    control = Control()

    class Endless(Scripted):
        def ask(self, request: Request) -> AnswerStream:
            self.asked.append(question(request))

            def produce(emit: Emit, stopped: threading.Event) -> None:
                emit(Piece("I think"))
                stopped.wait(PATIENCE_S)

            return AnswerStream(produce)

    provider = Endless()

    def stop() -> None:
        until(lambda: len(provider.asked) == 3)
        control.stop(keep=False)

    threading.Thread(target=stop).start()
    found = run(numbered(9), provider, answers, BatchPlan(concurrency=3), control=control)
    assert found.replies == (None,) * 9
    assert not found.failures  # nothing went wrong with them
    assert len(answers) == 0  # half an answer is none


def test_a_listener_that_fails_leaves_nobody_asking(answers: Answers) -> None:
    provider = Scripted(echo, pause_s=0.01)

    def emit(event: Event) -> None:
        if isinstance(event, RowAnswered):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        run(numbered(40), provider, answers, emit=emit)
    until(lambda: provider.together == 0)
    assert len(provider.asked) < 40
