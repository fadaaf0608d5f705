"""Functions: rules that label many rows at once, each of them perhaps wrong.

A labelling function says one label where its words or its pattern are found, and nothing
elsewhere; or it is a prompt, and a foundation model says the label. After Ratner et al. (2017),
Snorkel: rapid training data creation with weak supervision.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import numpy as np
import numpy.typing as npt
import pydantic
import regex

from workbench.core.contracts.errors import UsageError
from workbench.core.words import WITHOUT_SPACES
from workbench.labelling.items import Items
from workbench.prompting.prompts.template import Prompt

Votes = npt.NDArray[np.int64]
ABSTAINED = -1
# Seconds for one text: a pattern that takes longer would never end.
PATIENCE_S = 1.0


class Function(pydantic.BaseModel):
    """A labelling function: exactly one of ``words``, ``pattern`` and ``prompt``.

    Attributes
    ----------
    label
        What it says; empty for a prompt, which says which.
    words
        Found as whole words, in small or large letters.
    pattern
        A regular expression as Python's (the ``regex`` package), searched in small and large
        letters alike.
    otherwise
        What it says where nothing is found; empty to say nothing.
    model
        Whom the prompt is put to, as ``provider/model``; empty takes the first that can be asked.
    """

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)

    name: str = pydantic.Field(min_length=1, max_length=80)
    label: str = ""
    words: tuple[str, ...] = ()
    pattern: str = ""
    otherwise: str = ""
    prompt: Prompt | None = None
    model: str = ""

    @pydantic.field_validator("words")
    @classmethod
    def _some(cls, values: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(word.strip() for word in values if word.strip())

    @pydantic.field_validator("pattern")
    @classmethod
    def _is_pattern(cls, pattern: str) -> str:
        try:
            regex.compile(pattern)
        except regex.error as error:
            message = f"is no regular expression: {error}"
            raise ValueError(message) from None
        return pattern

    @pydantic.model_validator(mode="after")
    def _one(self) -> Function:
        if sum(map(bool, (self.words, self.pattern, self.prompt))) != 1:
            raise ValueError("needs exactly one of words, pattern and prompt")
        if self.prompt is None and not self.label:
            raise ValueError("needs a label to say")
        if self.prompt is not None and (self.label or self.otherwise):
            raise ValueError("a prompt says which label, so it takes none")
        if self.model and self.prompt is None:
            raise ValueError("model belongs to a prompt")
        return self

    @property
    def kind(self) -> str:
        """``words``, ``pattern`` or ``prompt``."""
        if self.prompt is not None:
            return "prompt"
        return "words" if self.words else "pattern"

    @property
    def version(self) -> str:
        """Sixteen hexadecimal digits of the content's SHA-256, without its name."""
        text = self.model_dump_json(exclude={"name"})
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def refuse_unknown(function: Function, classes: Sequence[str]) -> None:
    """Refuse a function that says what is no class.

    Raises
    ------
    UsageError
        Naming the label.
    """
    for label in filter(None, (function.label, function.otherwise)):
        if label not in classes:
            message = f"The function {function.name!r} says {label!r}, which is no label here."
            raise UsageError(message, f"Let it say one of {', '.join(classes)}.")


def votes(
    function: Function,
    items: Items,
    classes: Sequence[str],
    check: Callable[[], None] = lambda: None,
) -> Votes:
    """What a function of words or of a pattern says, int64 ``(n,)``; -1 where it says nothing.

    Raises
    ------
    UsageError
        When rows are pictures, it says what is no class, or takes too long for a text.
    """
    if items.kind != "text":
        message = f"The function {function.name!r} reads text, and these rows are pictures."
        raise UsageError(message, "Use a prompt to a model that sees.")
    refuse_unknown(function, classes)
    found = compiled(function)
    yes = classes.index(function.label)
    no = classes.index(function.otherwise) if function.otherwise else ABSTAINED
    said = np.empty(len(items), np.int64)
    for row, text in enumerate(items.texts):
        if row % 256 == 0:
            check()
        said[row] = yes if _search(found, text, function.name) else no
    return said


def compiled(function: Function) -> regex.Pattern[str]:
    """The expression that a function of words or of a pattern searches."""
    if function.pattern:
        return regex.compile(function.pattern, regex.IGNORECASE)
    either = "|".join(map(_whole, sorted(function.words, key=len, reverse=True)))
    return regex.compile(either, regex.IGNORECASE)


def _whole(word: str) -> str:
    """A word that is no part of another one; "£5" and "!!!" begin or end where words do not.

    Nor do words of scripts that put no spaces between them.
    """
    before = r"\b" if regex.match(r"\w", word) and not WITHOUT_SPACES.match(word) else ""
    last = regex.findall(r"\X", word)[-1:]
    after = r"\b" if regex.search(r"\w$", word) and not WITHOUT_SPACES.match(*last) else ""
    return f"{before}{regex.escape(word)}{after}"


def _search(pattern: regex.Pattern[str], text: str, name: str) -> bool:
    try:
        # Concurrent: the window goes on meanwhile.
        return pattern.search(text, timeout=PATIENCE_S, concurrent=True) is not None
    except TimeoutError:
        message = f"The pattern of {name!r} takes more than {PATIENCE_S:g} s for one text."
        raise UsageError(message, "Avoid repeats within repeats, such as (a+)+.") from None
