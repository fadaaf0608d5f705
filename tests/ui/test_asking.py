"""A question on its way, and the answer as it is shown: streamed, stopped, broken, coloured."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.prompting.scripted import Scripted
from workbench.core.contracts.answer import AnswerStream, Piece
from workbench.core.contracts.errors import BrokenAnswer, UsageError, WorkbenchError
from workbench.core.contracts.provider import Capabilities, Message, Options, Provider, Request
from workbench.core.provider_models import ProviderModel
from workbench.prompting.difference import Span
from workbench.prompting.prices import FREE, Price
from workbench.prompting.prompts.parse import Parsed
from workbench.prompting.responses import Response
from workbench.prompting.scored_response import ScoredResponse, tell
from workbench.testing.providers import EchoParams, EchoProvider
from workbench.ui.host import Host
from workbench.ui.prompting.answer_view import AnswerView
from workbench.ui.prompting.asking import PromptRunner

LEFT = Qt.MouseButton.LeftButton


class Gated(Provider):
    """Says one word, then nothing until the gate opens; notices no stop before that."""

    id, name = "gated", "Gated"

    def __init__(self, before: bool = False) -> None:
        super().__init__()
        self.gate = threading.Event()
        self.before = before
        self.waiting = threading.Event()
        self.ended = threading.Event()

    def models(self) -> list[str]:
        return ["slow"]

    def capabilities(self, model: str) -> Capabilities:
        return Capabilities(chat=True, streaming=True)

    def destination(self, model: str) -> str:
        return "api.example.com"

    def ask(self, request: Request) -> Iterator[Piece]:
        if self.before:
            self._wait()
            return iter(())

        def produce(emit: Any, stopped: threading.Event) -> None:
            emit(Piece("Well"))
            self._wait()
            self.ended.set()

        return AnswerStream(produce, self._wait)  # even its stop hangs

    def _wait(self) -> None:
        self.waiting.set()
        assert self.gate.wait(60)


@pytest.fixture
def asking(host: Host) -> Iterator[PromptRunner]:
    made = PromptRunner(host, "test")
    made.pieces = []
    made.replies = []
    made.errors = []
    made.grew.connect(made.pieces.extend)
    made.ended.connect(made.replies.append)
    made.failed.connect(made.errors.append)
    yield made
    made.deleteLater()


def request(text: str = "one two three", model: str = "echo", **options: Any) -> Request:
    return Request(model, (Message("user", text),), options=Options(**options))


def echo(**settings: Any) -> ProviderModel:
    return ProviderModel(EchoProvider(EchoParams(**settings)), "echo")


def test_pieces_come_then_the_whole(asking: PromptRunner, qtbot: QtBot) -> None:
    asking.start(echo(), lambda: request(logprobs=True))
    assert asking.running
    qtbot.waitUntil(lambda: bool(asking.replies), timeout=60_000)
    assert not asking.running
    assert [p.text for p in asking.pieces] == ["one", " two", " three", ""]
    (reply,) = asking.replies
    assert (reply.text, reply.finish, reply.completion_tokens) == ("one two three", "stop", 3)
    assert reply.tokens[0] == ("one", math.log(0.5))


def test_stop_is_seen_at_once_however_the_model_hangs(asking: PromptRunner, qtbot: QtBot) -> None:
    """The press itself ends it: no other event has to be waited for."""
    provider = Gated()
    asking.start(ProviderModel(provider, "slow"), lambda: request(model="slow"))
    qtbot.waitUntil(lambda: [p.text for p in asking.pieces] == ["Well"], timeout=60_000)
    assert provider.waiting.wait(60)
    asking.stop()
    assert not asking.running
    assert [(r.text, r.finish) for r in asking.replies] == [("Well", "")]
    assert not provider.ended.is_set()
    provider.gate.set()
    qtbot.waitUntil(provider.ended.is_set)
    QApplication.processEvents()
    assert len(asking.replies) == 1
    assert not asking.errors


def test_stop_before_the_model_has_taken_the_question(asking: PromptRunner, qtbot: QtBot) -> None:
    provider = Gated(before=True)
    asking.start(ProviderModel(provider, "slow"), lambda: request(model="slow"))
    qtbot.waitUntil(provider.waiting.is_set)
    asking.stop()
    assert [r.text for r in asking.replies] == [""]
    provider.gate.set()


def test_stop_while_the_question_is_made(asking: PromptRunner, qtbot: QtBot) -> None:
    gate, asked = threading.Event(), []
    provider = Scripted(lambda r: asked.append(r) or "yes")

    def make() -> Request:
        assert gate.wait(60)
        return request(model="word")

    asking.start(ProviderModel(provider, "word"), make)
    asking.stop()
    assert len(asking.replies) == 1
    gate.set()
    qtbot.waitUntil(
        lambda: not any(t.name == "task test" for t in threading.enumerate()), timeout=60_000
    )
    assert not asked, "a question that was stopped must not be asked"


def test_a_new_question_takes_the_place_of_the_old(asking: PromptRunner, qtbot: QtBot) -> None:
    provider = Gated()
    asking.start(ProviderModel(provider, "slow"), lambda: request(model="slow"))
    qtbot.waitUntil(provider.waiting.is_set)
    asking.start(echo(), lambda: request("new"))
    qtbot.waitUntil(lambda: bool(asking.replies), timeout=60_000)
    assert [r.text for r in asking.replies] == ["new"]
    provider.gate.set()


def test_what_goes_wrong_comes_after_the_pieces(asking: PromptRunner, qtbot: QtBot) -> None:
    class Breaks(Scripted):
        def ask(self, request: Request) -> Iterator[Piece]:
            yield Piece("so")
            raise BrokenAnswer("The line is dead.")

    asking.start(ProviderModel(Breaks(), "word"), lambda: request(model="word"))
    qtbot.waitUntil(lambda: bool(asking.errors), timeout=60_000)
    assert [p.text for p in asking.pieces] == ["so"]
    assert asking.errors[0].remedy
    assert not asking.running
    assert not asking.replies


def test_a_question_that_cannot_be_made_says_why(asking: PromptRunner, qtbot: QtBot) -> None:
    def make() -> Request:
        raise UsageError("No shots.", "Ask for fewer.")

    asking.start(echo(), make)
    qtbot.waitUntil(lambda: bool(asking.errors), timeout=60_000)
    assert asking.errors[0].message == "No shots."


def test_it_may_go_while_it_asks(host: Host, qtbot: QtBot) -> None:
    provider, asking = Gated(), PromptRunner(host, "gone")
    asking.start(ProviderModel(provider, "slow"), lambda: request(model="slow"))
    qtbot.waitUntil(provider.waiting.is_set)
    with qtbot.waitSignal(asking.destroyed):
        asking.deleteLater()
    provider.gate.set()
    qtbot.waitUntil(
        lambda: not any(t.name == "task gone" for t in threading.enumerate()), timeout=60_000
    )


def test_closing_the_window_does_not_wait_for_an_answer(host: Host, qtbot: QtBot) -> None:
    provider, asking = Gated(), PromptRunner(host, "closed")
    asking.start(ProviderModel(provider, "slow"), lambda: request(model="slow"))
    qtbot.waitUntil(provider.waiting.is_set)
    host.background.close()
    assert not any(t.name == "task closed" for t in threading.enumerate())
    provider.gate.set()


# The view


@pytest.fixture
def view(host: Host, qtbot: QtBot) -> AnswerView:
    made = AnswerView(host)
    qtbot.addWidget(made)
    made.resize(420, 400)
    made.show()
    return made


CHANCES = (("It", math.log(0.97)), (" is", math.log(0.6)), (" 🦉", math.log(0.02)))
REPLY = Response("It is 🦉", "stop", 31, 3, 0.25, 0.75, 3, CHANCES, asked_at=1.0)


def told(reply: Response = REPLY, **more: Any) -> ScoredResponse:
    return ScoredResponse(reply, "llama/m", **({"price": FREE, "cost": 0.0} | more))


def backgrounds(view: AnswerView) -> list[int]:
    """How strongly the place behind each sign is coloured."""
    cursor, found = view.text.textCursor(), []
    for place in range(len(view.text.toPlainText())):
        cursor.setPosition(place + 1)
        form = cursor.charFormat()
        has = form.background().style() != Qt.BrushStyle.NoBrush
        found.append(form.background().color().alpha() if has else 0)
    return found


def test_from_nothing_to_figures(view: AnswerView) -> None:
    assert view.state == "empty"
    assert view.panel.empty
    view.begin(echo())
    assert view.panel.placeholder.title.text() == "Loading echo…"
    view.grow([Piece("It")])
    assert view.state == "writing"
    assert not view.panel.empty
    view.grow([Piece(" is"), Piece(" 🦉")])
    view.end(told())
    assert view.text.toPlainText() == "It is 🦉"
    assert view.figures.text() == (
        "Finished · first token after 250 ms · 4 tokens/s · 31 in / 3 out · no cost"
    )
    assert "Stays on this machine" in view.badge.text()
    assert view.told is not None


def test_reasoning_is_shown_apart_from_the_answer(view: AnswerView, qtbot: QtBot) -> None:
    view.begin(echo())
    view.grow([Piece("<thi"), Piece("nk>It could be ")])
    view.grow([Piece("ham.")])
    assert view.panel.empty
    assert view.panel.placeholder.title.text() == "Reasoning…"
    assert view.reasoning.isVisible()
    assert not view.reasoning.text.isVisible()
    qtbot.mouseClick(view.reasoning.button, LEFT)
    assert view.reasoning.text.toPlainText() == "It could be ham."
    view.grow([Piece("</think>"), Piece("spam")])
    assert view.text.toPlainText() == "spam"
    reply = Response("spam", "stop", 3, 9, 0.1, 0.2, 5, reasoning="It could be ham.")
    view.end(told(reply, parsed=Parsed("spam", "label"), truth="spam"))
    assert (view.text.raw_text, view.reasoning.reasoning) == ("spam", "It could be ham.")
    assert "spam" in view.verdict.text()


def test_reasoning_that_the_prompt_began_leaves_the_answer(view: AnswerView) -> None:
    view.begin(echo())
    view.grow([Piece("It could be ham."), Piece("\n</think>\n\n"), Piece("spam")])
    assert view.text.raw_text.strip() == "spam"
    assert view.reasoning.reasoning.strip() == "It could be ham."


def test_an_answer_that_is_all_reasoning_says_what_to_do(view: AnswerView) -> None:
    view.begin(echo())
    view.grow([Piece("<think>It could be ham")])
    reply = Response("", "length", 3, 9, reasoning="It could be ham")
    view.end(told(reply, parsed=Parsed(None, "reasoning"), truth="spam"))
    assert view.panel.placeholder.title.text() == "The model only reasoned and gave no answer"
    assert "maximum of tokens" in view.verdict.text()
    view.begin(echo())
    assert not view.reasoning.isVisible()


def test_where_it_goes_is_said_from_the_start(view: AnswerView) -> None:
    view.begin(ProviderModel(Gated(), "slow"))
    assert view.panel.placeholder.title.text() == "Waiting for api.example.com…"
    assert "api.example.com" in view.badge.text()
    price = Price(1.0, 2.0, "2026-08-05", "a list")
    view.end(told(destination="api.example.com", price=price, cost=0.000037))
    assert "0.000037 US dollars (prices of 2026-08-05)" in view.figures.text()
    assert "a list" in view.figures.toolTip()
    view.end(told(destination="api.example.com", price=price, cost=2e-8))
    assert "< 0.000001 US dollars" in view.figures.text()
    view.end(told(destination="api.example.com", price=None, cost=None))
    assert "price not known" in view.figures.text()


@pytest.mark.parametrize(
    ("finish", "words"),
    [("length", "Cut at the most"), ("refused", "Cut by a filter"), ("", "Stopped")],
)
def test_why_it_ended(view: AnswerView, finish: Any, words: str) -> None:
    view.end(told(Response("half", finish, stored=True)))
    assert view.figures.text().startswith(words)
    assert "from kept answers" in view.figures.text()


def test_the_label_is_said_and_judged(view: AnswerView) -> None:
    def verdict(text: str, truth: str = "spam", labels: tuple[str, ...] = ("ham", "spam")) -> str:
        view.end(tell(Response(text, "stop"), "llama/m", "", labels, truth=truth))
        return view.verdict.text() if view.verdict.isVisible() else ""

    assert verdict("It is Spam!") == "Label: spam ✓ right"
    assert verdict("ham") == "Label: ham ✗ wrong: it is spam"
    assert verdict("ham", truth="") == "Label: ham"
    assert "refuses" in verdict("I'm sorry, I cannot.")
    assert "empty" in verdict(" ")
    assert verdict("maybe").startswith("No label in this answer. ✗")
    assert verdict("spam", labels=()) == ""


def test_tokens_are_coloured_by_their_chances(view: AnswerView, qtbot: QtBot) -> None:
    view.begin(echo())
    view.grow([Piece(text, chance) for text, chance in CHANCES])
    assert not any(backgrounds(view))
    assert not view.legend.isVisible()
    qtbot.mouseClick(view.colour, LEFT, pos=QPoint(8, view.colour.height() // 2))
    assert view.legend.isVisible()
    strengths = backgrounds(view)
    assert strengths[:2] == [0, 0]
    assert 0 < strengths[3] < strengths[6]
    view.grow([Piece("!", math.log(0.05))])
    assert backgrounds(view)[-1] > strengths[3]
    qtbot.keyClick(view.colour, Qt.Key.Key_Space)
    assert not any(backgrounds(view))


def test_a_token_is_told_by_keys_and_pointer(view: AnswerView, qtbot: QtBot) -> None:
    view.end(told())
    view.text.setFocus()
    qtbot.keyClick(view.text, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _ in range(3):
        qtbot.keyClick(view.text, Qt.Key.Key_Right)
    assert view.pointed.text() == "“␣is” was 60\N{NO-BREAK SPACE}% likely"
    qtbot.keyClick(view.text, Qt.Key.Key_End)
    assert not view.pointed.isVisible()
    # The owl is one sign of two units, and all of it is the token.
    assert view.text.about(5) == view.text.about(7) != ""
    assert view.text.about(8) == ""


def test_an_answer_without_chances_offers_no_colours(view: AnswerView) -> None:
    view.end(told(Response("plain", "stop")))
    assert not view.colour.isVisible()


def test_differences_are_underlined_in_signs_of_the_text(view: AnswerView) -> None:
    view.end(told(Response("🦉 a\rb\x00c 🦉d", "stop")))
    view.mark([Span(2, 5), Span(8, 10)])
    assert view.text.marked == ("a\rb", "🦉d")
    chosen = [mark.cursor.selectedText() for mark in view.text.extraSelections()]
    assert chosen == ["a b", "🦉d"]
    view.begin(echo())
    assert not view.text.extraSelections()


def test_half_signs_and_odd_ones_are_shown(view: AnswerView) -> None:
    view.end(told(Response("a\ud800b\ufdd0c\u2029d", "stop")))
    assert view.text.toPlainText() == "a�b�c\nd"


def test_an_error_keeps_what_came_and_can_be_tried_again(view: AnswerView, qtbot: QtBot) -> None:
    view.begin(echo())
    view.grow([Piece("So")])
    view.fail(WorkbenchError("The line is dead.", "Call an electrician."))
    assert view.trouble.isVisible()
    assert view.trouble.remedy.text() == "Call an electrician."
    assert view.text.toPlainText() == "So"
    with qtbot.waitSignal(view.again):
        qtbot.mouseClick(view.trouble.again, LEFT)
    view.begin(echo())
    assert not view.trouble.isVisible()


def test_copy(view: AnswerView, qtbot: QtBot) -> None:
    assert not view.copy.isVisible()
    view.end(told())
    qtbot.mouseClick(view.copy, LEFT)
    assert QGuiApplication.clipboard().text() == "It is 🦉"


def test_it_follows_the_end_unless_one_reads_above(view: AnswerView) -> None:
    view.begin(echo())
    bar = view.text.verticalScrollBar()
    view.grow([Piece("line\n") for _ in range(200)])
    assert bar.value() == bar.maximum() > 0
    bar.setValue(10)
    view.grow([Piece("line\n") for _ in range(50)])
    assert bar.value() == 10


def test_the_theme_changes_the_colours(view: AnswerView, host: Host) -> None:
    view.colour.setChecked(True)
    view.end(told())
    host.theme.set_mode("light")
    light = backgrounds(view)
    host.theme.set_mode("dark")
    assert backgrounds(view)[3] != light[3]


def test_parsed_is_part_of_what_is_told() -> None:
    found = tell(Response("spam", "stop", 1, 1), "x/y", "", ("spam", "ham"), truth="ham")
    assert found.parsed == Parsed("spam", "label")
    assert (found.right, found.cost, found.price) == (False, 0.0, FREE)
    assert tell(Response("spam", "stop"), "x/y", "nowhere.example").price is None
