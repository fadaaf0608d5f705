"""What a model thinks is shown apart and never read as its answer, however it marks it."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.prompting.scripted import Scripted, things
from tests.prompting.test_results import prepared, run
from workbench.cli.promptone import LiveAnswer
from workbench.core.contracts.answer import Piece
from workbench.core.contracts.provider import Message, Request
from workbench.core.settings import Settings
from workbench.prompting import responses, scores
from workbench.prompting.ask import ask
from workbench.prompting.prompts.parse import PARSERS, parse
from workbench.prompting.prompts.questions import questions
from workbench.prompting.prompts.rows import rows
from workbench.prompting.reasoning import has_marks, opens_reasoning, separate, separate_text
from workbench.prompting.responses import Answers, Response
from workbench.prompting.results import Results

LABELS = ("ham", "spam")
HELLO = (Message("user", "Spam?"),)
MARKED = (
    "<think>Could be ham. Or ham?</think> spam",
    "<think>\nham\n</think>\n\nspam",
    "<thinking>ham</thinking><answer>spam</answer>",
    "<reasoning>ham</reasoning> Label: spam",
    "< think >ham</ think >spam",
    '<think type="deep">ham</think>spam',
    "<seed:think>ham</seed:think>spam",
    "<THINK>ham</THINK>spam",
    "&lt;think&gt;ham&lt;/think&gt; spam",
    "[THINK]ham[/THINK]spam",
    "◁think▷ham◁/think▷spam",
    "<|begin_of_thought|>ham<|end_of_thought|><|begin_of_solution|>spam<|end_of_solution|>",
    "<|START_THINKING|>ham<|END_THINKING|><|START_RESPONSE|>spam<|END_RESPONSE|>",
    "<|channel>thought\nham<channel|>spam",
    "<unused94>thought\nham<unused95>spam",
    "<|channel|>analysis<|message|>ham?<|end|><|start|>assistant<|channel|>final<|message|>spam",
    "<think>I see <think> in the question. ham</think>spam",
    "<think>ham</think>\n<think>ham again</think>\nspam",
    # The prompt began it.
    "The text speaks of ham. So ham?\n</think>\n\nspam",
    "ham [/THINK] spam",
    "<rationale>ham</rationale>spam",
    "<inner_thoughts>ham</inner_thoughts>spam",
    "<thought_process>ham</thought_process>spam",
    "<internal_monologue>ham</internal_monologue>spam",
    "<longcat_think>ham</longcat_think>spam",
    "<思考>ham</思考>spam",
    "＜think＞ham＜/think＞spam",
    "[REASONING]ham[/REASONING]spam",
    "<｜begin▁of▁thinking｜>ham<｜end▁of▁thinking｜>spam",
    "<|thinking_start|>ham<|thinking_end|>spam",
    "<|inner_prefix|>ham<|inner_suffix|>spam",
    "<|think|>ham<|end|><|begin|>assistant<|content|>spam<|end|>",
    "[unused16]ham[unused17]spam",
    "First ham</think> no, ham</think>spam",
)
OPEN = (
    "<think>It looks like ham, and",
    "<think>",
    "[THINK]ham",
    "<|channel|>analysis<|message|>The text is ham",
    "analysisThe text is ham",
)
SPOKEN = (
    "Reasoning: it might be ham.\nAnswer: spam",
    "**Thinking:** ham at first.\n\n**Final answer:** spam",
    "Here is my thought process: ham, I think. Here is my response: spam",
    "Thinking...\nham?\n...done thinking.\n\nspam",
    "analysisThe text is ham.assistantfinalspam",
    "### Reasoning\nham maybe\n\n### Answer\nspam",
    "Gedanken: ham\nAntwort: spam",
    "思考：ham\n答案：spam",
    "Let's think step by step. It may be ham. Final answer: spam",
    "Okay, let me think. ham?\n\nAnswer: spam",
    "[think]ham[/think]spam",
    "```thinking\nham\n```\nspam",
    '<details type="reasoning"><summary>Thought for 3 s</summary>\n> ham\n</details>\nspam',
    "It may be ham, but \\boxed{\\text{spam}}",
    "I think of ham ... <answer>spam</answer>",
)


def reply_of(text: str, finish: str = "stop") -> Response:
    separated = separate_text(text)
    return Response(
        separated.answer, finish, reasoning=separated.reasoning, implied=separated.implied
    )


@pytest.mark.parametrize("text", [*MARKED, *SPOKEN])
def test_the_answer_is_read_and_the_reasoning_is_not(text: str) -> None:
    reply = reply_of(text)
    assert "ham" in reply.reasoning
    assert "ham" not in reply.text
    for how in PARSERS:
        if how != "json" and (how == "first-label" or reply.text == "spam"):
            assert scores.parsed_reply(reply, LABELS, how).label == "spam", how


@pytest.mark.parametrize("text", OPEN)
def test_an_answer_that_is_all_reasoning_says_so(text: str) -> None:
    reply = reply_of(text, "length")
    assert reply.text == ""
    if reply.reasoning:
        assert scores.parsed_reply(reply, LABELS, "first-label").kind == "reasoning"


@pytest.mark.parametrize(
    "text",
    [
        "spam",
        "",
        " spam \n",
        "It is <b>spam</b>, since 3 < 4.",
        "Analysis: spam",
        "<thi",
        "[x] spam",
    ],
)
def test_an_answer_without_reasoning_stays_as_it_is(text: str) -> None:
    separated = separate_text(text)
    assert (separated.answer, separated.reasoning, separated.is_open) == (text, "", False)


@given(st.sampled_from([*MARKED, *OPEN, *SPOKEN, "spam", "a < b"]), st.data())
def test_how_it_is_cut_into_pieces_does_not_matter(text: str, data: st.DataObject) -> None:
    cuts = data.draw(st.lists(st.integers(0, len(text)), max_size=8).map(sorted))
    bounds = [0, *cuts, len(text)]
    pieces = [Piece(text[a:b], -1.0) for a, b in itertools.pairwise(bounds)]
    cut = separate([*pieces, Piece("", None, 3, 4, "stop")])
    whole = separate([Piece(text)])
    assert (cut.answer, cut.reasoning) == (whole.answer, whole.reasoning)
    assert (cut.is_open, cut.implied) == (whole.is_open, whole.implied)


@given(st.text("<>/[]think◁▷| \nham", max_size=60))
def test_any_text_is_separated_and_nothing_but_marks_is_lost(text: str) -> None:
    separated = separate_text(text)
    if not has_marks(text):
        assert separated.answer + separated.reasoning == text or separated.reasoning


def test_a_provider_that_tells_it_apart() -> None:
    pieces = [Piece("ham?", reasoning=True), Piece("sp", -0.1), Piece("am", -0.2), Piece("")]
    separated = separate(pieces)
    assert (separated.reasoning, separated.answer) == ("ham?", "spam")
    assert separated.tokens == (("sp", -0.1), ("am", -0.2))


def test_only_tokens_of_the_answer_keep_their_probabilities() -> None:
    tokens = [Piece(t, -1.0) for t in ("<think>", "ham", "</think>", "\n\n", "sp", "am")]
    assert [token for token, _ in separate(tokens).tokens] == ["\n\n", "sp", "am"]


def test_the_whole_way_from_a_model_that_thinks() -> None:
    provider = Scripted(lambda request: "<think> It could be ham. </think> spam")
    reply = ask(provider, Request("word", HELLO), Settings())
    assert (reply.text, reply.reasoning) == ("spam", "It could be ham.")
    assert parse(reply.text, LABELS).label == "spam"


def test_answers_kept_by_an_earlier_version_are_told_apart_when_read() -> None:
    table = {
        "text": "<think>ham</think> spam",
        "finish": "stop",
        "prompt_tokens": 3,
        "completion_tokens": 9,
        "first_s": 0.1,
        "seconds": 0.2,
        "pieces": 2,
        "tokens": [["<think>", -0.1], ["ham", -0.2], ["</think>", -0.1], [" spam", -0.3]],
        "asked_at": 1.0,
    }
    reply = responses.read(json.dumps(table))
    assert reply is not None
    assert (reply.text, reply.reasoning, reply.tokens) == ("spam", "ham", ((" spam", -0.3),))
    assert responses.read(responses.written(reply)) == reply


def test_hidden_reasoning_that_took_all_tokens_is_no_empty_answer() -> None:
    reply = Response("", "length", 5, 16, reasoning_tokens=16)
    assert scores.parsed_reply(reply, LABELS, "first-label").kind == "reasoning"


def test_reasoning_that_the_prompt_began_is_known_from_the_other_answers() -> None:
    cut = Response("It might be ham, because", "length")
    ended = reply_of("Not ham, no.</think> spam")
    alone = scores.parsed([cut], LABELS, "first-label")
    both = scores.parsed([cut, ended], LABELS, "first-label")
    assert [said.label for said in alone] == ["ham"]
    assert [(said.label, said.kind) for said in both] == [(None, "reasoning"), ("spam", "label")]


def test_figures_while_answers_come_know_it_as_well(home: Path) -> None:
    data = things()
    texts = ["I weigh fruit", "fruit? no</think> tool", "tool", "tool"]

    class Cut(Scripted):
        def _pieces(self, request: Request):  # type: ignore[no-untyped-def]
            text = texts[len(self.asked) - 1]
            yield Piece(text)
            yield Piece("", None, 1, 4, "length" if text == texts[0] else "stop")

    ready = prepared(Cut())
    asked = questions(ready.prompt, rows(data, "test"), ready.pool, "word", ready.labels)
    results = Results(ready, asked, None)
    with Answers() as kept:
        run(results, kept)
    kinds = [said.kind for said in results.said if said is not None]
    assert sorted(kinds) == ["label", "label", "label", "reasoning"]
    assert results.scores.reasoning_only.count == results.scores.off_label.count == 1
    assert results.scores == results.measured().scores


@pytest.mark.parametrize(
    ("prompt", "opens"),
    [
        ("<|im_start|>assistant\n<think>\n", True),
        ("<|im_start|>assistant\n<think>\n\n</think>\n\n", False),
        ("<|im_start|>assistant\n", False),
        ("What does <think> mean? <|im_end|>", False),
    ],
)
def test_a_chat_template_that_begins_the_reasoning(prompt: str, opens: bool) -> None:
    assert opens_reasoning(prompt) is opens


@pytest.mark.parametrize("text", ["<think>ham?</think>\n\nspam", "ham?\n</think>\nspam", "spam"])
def test_a_terminal_shows_reasoning_beside_the_answer(
    text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    live = LiveAnswer()
    for start in range(0, len(text), 3):
        live.show(Piece(text[start : start + 3]))
    live.end(reply_of(text))
    out, err = capsys.readouterr()
    assert out.split()[-1] == "spam"
    assert "think>" not in out + err
    if text.startswith("<"):
        assert (out.strip(), "ham?" in err) == ("spam", True)
