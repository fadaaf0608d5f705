"""Reasoning: what a model thinks before it answers, told apart from the answer.

Chat models write their reasoning in front of the answer, between marks that differ from maker to
maker (DeepSeek-R1 and Qwen3 ``<think>``, Magistral ``[THINK]``, Kimi ``◁think▷``, Command
``<|START_THINKING|>``, gpt-oss the channels of the Harmony format, Gemma ``<|channel>thought``).
The opening mark may be missing, because the chat template wrote it into the prompt; the closing
one, because the answer was cut. A label that is weighed in the reasoning is no answer.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import regex

from workbench.core.contracts.answer import Piece

# The words of which makers form a mark's name: <think>, <seed:think>, <inner_thoughts>, <思考>.
_NAMES = (
    r"(?:[a-z]{1,12}[:_-])?(?:think(?:ing)?|thoughts?|reason(?:ing)?|reflections?|scratch_?pad"
    r"|analysis|rationale|explanation|monologue|deliberation|plan(?:ning)?|chain_of_thought|cot"
    r"|思考|推理)(?:[_-](?:process|content|steps?))?"
)
_BRACKETED = r"(?-i:THINK(?:ING)?|THOUGHTS?|REASON(?:ING)?|ANALYSIS)"
_TOKENS = r"(?:think(?:ing)?|thoughts?|reason(?:ing)?)"
_OF = r"[_▁](?:of[_▁])?"
_OPEN = (
    rf"[<＜]\s{{0,4}}{_NAMES}(?:\s[^<>]{{0,60}})?[>＞]|&lt;{_NAMES}&gt;|\[{_BRACKETED}\]|◁think▷"
    rf"|<[|｜]?begin{_OF}{_TOKENS}[|｜]?>|<[|｜]{_TOKENS}(?:_(?:start|begin))?[|｜]>"
    r"|<\|(?:START_THINKING|inner_prefix)\|>|<\|channel>thought|<unused94>|\[unused16\]"
    r"|(?:<\|start\|>assistant)?<\|channel\|>(?:analysis|commentary)[^<]{0,60}"
    r"(?:<\|constrain\|>[^<]{0,20})?<\|message\|>"
)
_CLOSE = (
    rf"[<＜]\s{{0,4}}/\s{{0,4}}{_NAMES}\s{{0,4}}[>＞]|&lt;/{_NAMES}&gt;|\[/{_BRACKETED}\]|◁/think▷"
    rf"|<[|｜]?end{_OF}{_TOKENS}[|｜]?>|<[|｜](?:/{_TOKENS}|{_TOKENS}_end)[|｜]>"
    r"|<\|(?:END_THINKING|inner_suffix)\|>|<channel\|>|<unused95>|\[unused17\]"
    r"|(?:<\|end\|>)?<\|begin\|>assistant<\|content\|>"
    r"|(?:<\|end\|>)?(?:<\|start\|>assistant)?<\|channel\|>final[^<]{0,60}<\|message\|>"
)
_MARKS = regex.compile(f"(?P<open>{_OPEN})|(?P<close>{_CLOSE})", regex.IGNORECASE)
# No mark is longer; what may still become one is held back no further than this.
_LONGEST = 200
# What stands around an answer that comes after reasoning, and is not part of it.
_AROUND = regex.compile(
    r"<\|(?:return|end|im_end|(?:begin|end)_of_(?:solution|box)|START_RESPONSE|END_RESPONSE)\|>"
    r"|</?(?:answer|final_answer|response|output|solution)>",
    regex.IGNORECASE,
)
# Reasoning that is announced in words; only one that also ends in words is told apart.
_REASONING_WORDS = (
    r"(?:think(?:ing)?|reason(?:ing)?|(?:thought|reasoning) process|thoughts?|analysis|rationale"
    r"|explanation|chain of thought|step[- ]by[- ]step|gedanken|überlegung|begründung|réflexion"
    r"|raisonnement|razonamiento|pensamiento|ragionamento|raciocínio|思考(?:过程|過程)?|推理|推論"
    r"|分析|理由)"
)
_ANSWER_WORDS = (
    r"(?:(?:final |my )?(?:answer|label|response|conclusion|classification)|antwort|ergebnis"
    r"|réponse|respuesta|risposta|resposta|(?:最终|最終)?(?:答案|回答|结论|結論)|答え)"
)
# How models begin that think aloud, and the words after which comes what they think in the end.
_ALOUD = (
    r"(?:(?:okay|ok|hmm+|alright|well|so|first|now)\b[,.:!]?\s*)*(?:let['’]?s|let me|let us"
    r"|we (?:need|have|are asked|should|must)|i (?:need|have|should|must|think|will)"
    r"|to (?:determine|classify|decide|answer)|the (?:text|message|user|sentence|input|review))\b"
)
_HEADINGS = tuple(
    regex.compile(pattern, regex.IGNORECASE | regex.DOTALL)
    for pattern in (
        r"^\s*here(?: is|['’]s) my (?:thought process|reasoning)\s*:(?P<reasoning>.*?)"
        r"\n?here(?: is|['’]s) my (?:response|answer)\s*:(?P<answer>.*)$",
        rf"^\W{{0,6}}{_REASONING_WORDS}(?!\w)[^\S\n]*(?:\W{{0,4}}[:：]\**|[*#]{{0,4}}\n)"
        rf"(?P<reasoning>.*?)\n\W{{0,6}}{_ANSWER_WORDS}(?!\w)"
        r"[^\S\n]*(?:\W{0,4}[:：]\**|[*#]{0,4}\n)(?P<answer>.*)$",
        rf"^\s*{_ALOUD}(?P<reasoning>.*)(?:\n\W{{0,6}}{_ANSWER_WORDS}|\bfinal answer)(?!\w)"
        r"(?:\W{0,4}:\**|\s+is\b:?)(?P<answer>.*)$",
        r"^\s*thinking\.\.\.(?P<reasoning>.*?)\.\.\.done thinking\.(?P<answer>.*)$",
        r"^\s*\[(?P<name>think(?:ing)?|thoughts?|reasoning)\](?P<reasoning>.*?)\[/(?P=name)\]"
        r"(?P<answer>.*)$",
        r"^\s*```+\s*(?:think(?:ing)?|thoughts?|reasoning)[^\S\n]*\n(?P<reasoning>.*?)\n\s*```+"
        r"(?P<answer>.*)$",
        r"^\s*<details[^>]{0,80}>\s*<summary>[^<]{0,80}(?:think|thought|reason)[^<]{0,80}</summary>"
        r"(?P<reasoning>.*?)</details>(?P<answer>.*)$",
        # The Harmony format where its special tokens were left out of the text.
        r"^analysis(?=[A-Z])(?P<reasoning>.*?)assistant\s?final(?P<answer>.*)$",
        # What is put into a frame is the answer to the words around it.
        r"^(?P<reasoning>.*)\\boxed\{\s*(?:\\text\{)?(?P<answer>[^{}]+)\}.*$",
        r"^(?P<reasoning>.*)<(?:final_)?answer>(?P<answer>.+?)(?:</(?:final_)?answer>.*)?$",
    )
)
_BARE_ANALYSIS = regex.compile(r"^(?-i:analysis(?=[A-Z]))")


@dataclass(frozen=True)
class Separated:
    """An answer without its reasoning.

    Attributes
    ----------
    reasoning, answer
        Both without white space around them where the text had reasoning; ``answer`` is the
        text as it was where it had none.
    tokens
        Tokens of the answer with their log-probabilities, where those are known.
    is_open
        The reasoning had not ended when the text did.
    implied
        The reasoning ended without having begun: its beginning lies in the prompt.
    """

    reasoning: str
    answer: str
    tokens: tuple[tuple[str, float], ...] = ()
    is_open: bool = False
    implied: bool = False


class Separator:
    """Marks pieces as reasoning while they come, however the marks are cut into pieces.

    Attributes
    ----------
    is_open
        What comes next is reasoning.
    implied
        Reasoning ended that had not begun: *everything before was reasoning*, also what
        had been handed on as the answer. Counts how often that was so.
    """

    def __init__(self) -> None:
        self.is_open = False
        self.implied = 0
        self.seen = False
        self._held: list[Piece] = []

    def feed(self, piece: Piece) -> list[Piece]:
        """Take a piece and return what is known of it and of those held back before it."""
        if piece.reasoning:
            self.seen = True
            return [*self._flush(), piece]
        self._held.append(piece)
        return self._release(is_last=False)

    def end(self) -> list[Piece]:
        """What was held back, now that nothing more comes."""
        return self._release(is_last=True)

    def _release(self, is_last: bool) -> list[Piece]:
        """What can be told of the text that is held; what may yet become a mark stays."""
        text = "".join(piece.text for piece in self._held)
        spans: list[tuple[int, bool]] = []  # where each ends, and whether it is reasoning
        ends, mark_ends = len(text), set[int]()
        for match in _MARKS.finditer(text, partial=not is_last):
            if match.partial:
                ends = match.start() if len(text) - match.start() <= _LONGEST else len(text)
                break
            spans.append((match.start(), self.is_open))
            is_close = match["close"] is not None
            if is_close and not self.is_open:
                self.implied += 1
                spans = [(end, True) for end, _ in spans]
            spans.append((match.end(), True))
            mark_ends.add(len(spans) - 1)
            self.is_open = not is_close
            self.seen = True
        spans.append((ends, self.is_open))
        is_over = is_last or ends == len(text)
        known, self._held = _cut(self._held, spans, mark_ends, is_over)
        return known

    def _flush(self) -> list[Piece]:
        return self._release(is_last=True)


def _cut(
    pieces: Sequence[Piece], spans: Sequence[tuple[int, bool]], marks: set[int], is_over: bool
) -> tuple[list[Piece], list[Piece]]:
    """Cut pieces where spans end; marks are left out, and what lies behind all spans is held.

    A token that is cut keeps no probability: it belongs to neither side.
    """
    known: list[Piece] = []
    held: list[Piece] = []
    at, number = 0, 0
    for piece in pieces:
        start, end = at, at + len(piece.text)
        at = end
        if start == end:
            (known if is_over else held).append(piece)
            continue
        while start < end:
            while number < len(spans) and spans[number][0] <= start:
                number += 1
            stop = min(end, spans[number][0]) if number < len(spans) else end
            part = piece
            if stop - start < len(piece.text):
                offset = start - (end - len(piece.text))
                part = Piece(piece.text[offset : offset + stop - start])
            if number == len(spans):
                held.append(part)
            elif number not in marks:
                known.append(replace(part, reasoning=spans[number][1]))
            start = stop
    return known, held


def separate(pieces: Iterable[Piece]) -> Separated:
    """Tell the reasoning of a whole answer from the answer.

    Parameters
    ----------
    pieces
        The answer as it came; those that the provider marked as reasoning are taken for it.
    """
    pieces = list(pieces)
    # Most answers have no reasoning, and are not walked through piece by piece.
    is_marked = any(piece.reasoning for piece in pieces)
    if not is_marked and _MARKS.search("".join(piece.text for piece in pieces)) is None:
        return _by_heading(pieces)
    separator = Separator()
    marked: list[Piece] = []
    before = 0  # pieces that reasoning which ended unbegun makes reasoning
    for piece in pieces:
        implied = separator.implied
        known = separator.feed(piece)
        before = len(marked) if separator.implied > implied else before
        marked += known
    implied = separator.implied
    known = separator.end()
    before = len(marked) if separator.implied > implied else before
    marked += known
    marked[:before] = [replace(each, reasoning=True) for each in marked[:before]]
    reasoning = "".join(piece.text for piece in marked if piece.reasoning)
    answer = [piece for piece in marked if not piece.reasoning]
    text = _AROUND.sub("", "".join(piece.text for piece in answer)).strip()
    return Separated(
        reasoning.strip(), text, _tokens(answer), separator.is_open, bool(separator.implied)
    )


def separate_text(text: str, tokens: Sequence[tuple[str, float]] = ()) -> Separated:
    """Tell reasoning from answer in a text that was kept whole, with its tokens if they were."""
    if "".join(token for token, _ in tokens) == text:
        return separate([Piece(token, logprob) for token, logprob in tokens])
    return separate([Piece(text)])


def has_marks(text: str) -> bool:
    """Whether a text holds a mark of reasoning, and so is not an answer yet."""
    return _MARKS.search(text) is not None


def opens_reasoning(prompt: str) -> bool:
    """Whether a rendered prompt ends in the mark that begins reasoning.

    The answer to such a prompt goes on with the reasoning, and only ends it.
    """
    end = prompt[-2 * _LONGEST :].rstrip()
    marks = list(_MARKS.finditer(end))
    return bool(marks) and marks[-1]["open"] is not None and marks[-1].end() == len(end)


def _tokens(pieces: Sequence[Piece]) -> tuple[tuple[str, float], ...]:
    return tuple((piece.text, piece.logprob) for piece in pieces if piece.logprob is not None)


def _by_heading(pieces: Sequence[Piece]) -> Separated:
    text = "".join(piece.text for piece in pieces)
    for heading in _HEADINGS:
        if (match := heading.match(text)) is not None:
            return Separated(match["reasoning"].strip(), match["answer"].strip())
    if _BARE_ANALYSIS.match(text):
        return Separated(text.removeprefix("analysis").strip(), "", is_open=True)
    return Separated("", text, _tokens(pieces))
