"""Template: what a prompt is, and how it is rendered for one row.

A prompt = task description + shots + input. Its ``example`` is the template of one example:
``{text}`` and ``{label}`` are a row's, ``{labels}`` all that may be answered, ``{picture}`` is a
row's picture drawn in characters: a prompt that names it sends no picture, so that a model which
only reads can be asked. Of rows with columns each may be named, as in ``{age}``; ``{text}`` is all
of them. ``{instruction}`` says how to answer, as the dataset's target has it. Braces that are
meant as such are doubled. What a row holds is put in as it is: braces in data mean nothing.
"""

from __future__ import annotations

import difflib
import hashlib
import json
from collections.abc import Mapping, Sequence
from string import Formatter
from typing import Annotated, Any, Literal

import pydantic

from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.provider import Message, Options, Request
from workbench.core.row_identity import text_key
from workbench.prompting.prompts.ascii_images import drawn
from workbench.prompting.prompts.options import options_table, read_options
from workbench.prompting.prompts.parse import Parser
from workbench.prompting.prompts.rows import Row, same

VARIABLES = ("text", "label", "labels", "picture", "instruction")
_FROZEN = pydantic.ConfigDict(extra="forbid", frozen=True)


class Example(pydantic.BaseModel):
    """A shot that the user wrote."""

    model_config = _FROZEN

    text: str
    label: str


class Shots(pydantic.BaseModel):
    """Which examples a prompt shows.

    ``choose`` takes them ``given`` (from the list of that name), or from the training split of
    ``dataset``: at ``random``, ``stratified`` (each class in turn) or the ``nearest`` to the
    input, as the ``encoder`` (``provider/model``; empty takes one that is on this machine) sees
    it. ``labels`` are ``true``, or a control: ``flipped`` (each class under the next one's name)
    or ``random``.
    """

    model_config = _FROZEN

    count: int = pydantic.Field(default=0, ge=0, le=1000)
    choose: Literal["given", "random", "stratified", "nearest"] = "random"
    dataset: str = ""
    seed: int = pydantic.Field(default=0, ge=0, lt=2**31)
    labels: Literal["true", "flipped", "random"] = "true"
    encoder: str = ""
    given: tuple[Example, ...] = ()

    @property
    def searches(self) -> bool:
        """Whether they are chosen among all rows again for each question."""
        return self.count > 0 and self.choose == "nearest"

    @pydantic.model_validator(mode="after")
    def _enough(self) -> Shots:
        if self.choose == "given" and self.count > len(self.given):
            message = f"count is {self.count}, but {len(self.given)} are given"
            raise ValueError(message)
        return self


def _checked(variables: Sequence[str], columns: bool = False) -> pydantic.AfterValidator:
    def check(template: str) -> str:
        problem = _problem(template, variables, columns)
        if problem:
            raise ValueError(problem)
        return template

    return pydantic.AfterValidator(check)


Heading = Annotated[str, _checked(("labels", "instruction"))]


class Prompt(pydantic.BaseModel):
    """What a model is asked, before it is known about which row.

    Attributes
    ----------
    description
        What is to be done; it stands before the shots and may name ``{labels}`` and
        ``{instruction}``.
    example
        The template of one example. The input is the same up to ``{label}``. Pictures are sent
        beside it, unless it draws them with ``{picture}``.
    between
        Text between two examples in the completion form.
    labels
        All that may be answered; empty takes the dataset's classes. None where it is a number.
    constrained
        Hold the model to the labels, where the provider can.
    parser
        How an answer becomes a label; see `workbench.prompting.prompts.parse`.
    models
        What it is meant for, as ``provider/model``; the first that can be asked is taken.
    """

    model_config = _FROZEN

    name: str = ""
    description: Heading = ""
    system: Heading = ""
    example: Annotated[str, _checked(VARIABLES, columns=True)] = "{text}"
    between: str = "\n\n"
    form: Literal["chat", "completion"] = "chat"
    labels: tuple[str, ...] = ()
    constrained: bool = False
    parser: Parser = "first-label"
    models: tuple[str, ...] = ()
    shots: Shots = Shots()
    options: Annotated[
        Options, pydantic.BeforeValidator(read_options), pydantic.PlainSerializer(options_table)
    ] = Options()

    @pydantic.field_validator("example")
    @classmethod
    def _one_label(cls, example: str) -> str:
        if _names(example).count("label") > 1:
            raise ValueError("{label} may stand there once")
        return example

    def with_shots(self, **changes: Any) -> Prompt:
        """Return a copy with other settings of its shots.

        Raises
        ------
        UsageError
            When a setting is impossible.
        """
        try:
            shots = Shots.model_validate({**self.shots.model_dump(), **changes})
        except pydantic.ValidationError as error:
            said = error.errors()[0]["msg"].removeprefix("Value error, ")
            raise UsageError(f"These shots are impossible: {said}.", "Ask for fewer.") from None
        return self.model_copy(update={"shots": shots})

    @property
    def draws(self) -> bool:
        """Whether pictures are drawn in characters; none is sent then."""
        return "picture" in _names(self.example)

    @property
    def version(self) -> str:
        """Twelve hexadecimal digits of the content's SHA-256; the name is not part of it."""
        content = self.model_dump(mode="json", exclude={"name"})
        raw = json.dumps(content, sort_keys=True, ensure_ascii=False).encode()
        return hashlib.sha256(raw).hexdigest()[:12]


def render(
    prompt: Prompt,
    shots: Sequence[Row],
    row: Row,
    *,
    model: str = "",
    labels: Sequence[str] = (),
    instruction: str = "",
) -> Request:
    """Make the request that asks ``model`` about ``row``.

    Parameters
    ----------
    shots
        In the order in which they are shown; the last stands next to the input.
    labels
        What may be answered where the prompt does not say.
    instruction
        How to answer, as `TargetKind.instruction` says it.

    Raises
    ------
    UsageError
        When a shot comes from a test split or is the test row itself, when labels, an instruction
        or a column is named but there are none, when pictures meet the completion form, or when
        ``{picture}`` meets a text.
    """
    _refuse_leaks(prompt, shots, row)
    _refuse_texts(prompt, shots, row)
    allowed = prompt.labels or tuple(labels)
    options = prompt.options
    if prompt.constrained and allowed and not options.choices:
        options = _with_choices(options, allowed)
    said = FilledPrompt(prompt, ", ".join(allowed), bool(allowed), instruction)
    if prompt.form == "completion":
        return Request(model, prompt=_text(said, shots, row), options=options)
    return Request(model, messages=_messages(said, shots, row), options=options)


class FilledPrompt:
    """A prompt's parts, filled in.

    Raises
    ------
    UsageError
        When labels or an instruction are named but there are none.
    """

    def __init__(
        self, prompt: Prompt, labels: str, has_labels: bool, instruction: str = ""
    ) -> None:
        used = (prompt.description, prompt.system, prompt.example)
        if not has_labels and any("labels" in _names(part) for part in used):
            message = "The prompt names {labels}, but there are none."
            remedy = "List them in the prompt (labels = […]), or name a dataset."
            if instruction:
                remedy = "Write {instruction} instead: it says how to answer."
            raise UsageError(message, remedy)
        if not instruction and any("instruction" in _names(part) for part in used):
            message = "The prompt names {instruction}, but no dataset says how to answer."
            raise UsageError(message, "Name a dataset, or write out how to answer.")
        self._values_of_all = {"labels": labels, "instruction": instruction}
        self.draws = prompt.draws
        self._before, self._after = _halves(prompt.example)
        self.between = prompt.between
        self.description = _fill(prompt.description, self._values_of_all)
        self.system = _fill(prompt.system, self._values_of_all)

    def question(self, row: Row) -> str:
        """An example up to its answer."""
        # A space before the answer would be a token of its own, which few models have seen there.
        return _fill(self._before.rstrip(" \t"), self._values(row))

    def answer(self, row: Row) -> str:
        """An example from its answer on."""
        return row.label + _fill(self._after, self._values(row))

    def whole(self, row: Row) -> str:
        """An example with its answer."""
        return _fill(self._before, self._values(row)) + self.answer(row)

    def images(self, row: Row) -> tuple[bytes, ...]:
        """The pictures that are sent beside an example."""
        return () if self.draws else row.images

    def _values(self, row: Row) -> dict[str, str]:
        picture = _drawing(row) if self.draws else ""
        own = {"text": row.text, "picture": picture}
        # A column may be called as a variable is: then the variable is meant.
        return {**dict(row.cells), **own, **self._values_of_all}


def _text(filled: FilledPrompt, shots: Sequence[Row], row: Row) -> str:
    if any(filled.images(each) for each in (row, *shots)):
        message = "A text to go on with cannot hold pictures."
        remedy = 'Set form = "chat" in the prompt, or draw them in characters with {picture}.'
        raise UsageError(message, remedy)
    head = [text for text in (filled.system, filled.description) if text]
    return filled.between.join([*head, *map(filled.whole, shots), filled.question(row)])


def _messages(filled: FilledPrompt, shots: Sequence[Row], row: Row) -> tuple[Message, ...]:
    turns = [Message("system", filled.system)] if filled.system else []
    head = filled.description + filled.between if filled.description else ""
    for shot in shots:
        turns.append(Message("user", head + filled.question(shot), filled.images(shot)))
        turns.append(Message("assistant", filled.answer(shot)))
        head = ""
    turns.append(Message("user", head + filled.question(row), filled.images(row)))
    return tuple(turns)


def alike(prompt: Prompt, one: Row, other: Row) -> bool:
    """Whether two rows ask the same, as this prompt shows them: a drawing blurs what differs."""
    if not prompt.draws:
        return same(one, other)
    return _drawing(one) == _drawing(other) and text_key(one.text) == text_key(other.text)


def _drawing(row: Row) -> str:
    return "\n\n".join(map(drawn, row.images))


def _refuse_texts(prompt: Prompt, shots: Sequence[Row], row: Row) -> None:
    if not prompt.draws:
        return
    if not row.images:
        message = "The example draws {picture}, but what is asked about has none."
        raise UsageError(message, "Ask about a picture, or write {text} into the example.")
    if not all(shot.images for shot in shots):
        message = "The example draws {picture}, but a shot has none."
        raise UsageError(message, "Take shots from a dataset of pictures.")


def _refuse_leaks(prompt: Prompt, shots: Sequence[Row], row: Row) -> None:
    for shot in shots:
        if shot.split == "test":
            message = f"Row {shot.index} of the test split cannot be a shot."
            raise UsageError(message, "Take shots from the training split.")
        if row.split == "test" and alike(prompt, shot, row):
            message = f"A shot is the same as row {row.index} of the test split, which is asked."
            raise UsageError(message, "Leave that shot out: it gives the answer away.")


def _with_choices(options: Options, labels: tuple[str, ...]) -> Options:
    from dataclasses import replace

    return replace(options, choices=labels)


def _parts(template: str) -> list[tuple[str, str | None]]:
    """Literal texts, each with the variable after it, or ``None``.

    Raises
    ------
    ValueError
        When a brace is not closed, or more than a name stands in braces.
    """
    found = []
    for text, name, form, conversion in Formatter().parse(template):
        if form or conversion:
            message = f"{{{name}}} may hold nothing but the name"
            raise ValueError(message)
        found.append((text, name))
    return found


def _names(template: str) -> list[str]:
    return [name for _, name in _parts(template) if name is not None]


def _problem(template: str, variables: Sequence[str], columns: bool) -> str:
    there = " and ".join(f"{{{name}}}" for name in variables)
    try:
        strangers = [name for name in _names(template) if name not in variables]
        if columns:
            strangers = [name for name in strangers if not _may_be_column(name)]
    except ValueError as error:
        return f"{error}; a brace that is meant as such is doubled, as in {{{{ and }}}}"
    if not strangers:
        return ""
    if strangers[0] in VARIABLES:
        return f"{{{strangers[0]}}} belongs into the example; here may stand {there}"
    return f"there is no variable {{{strangers[0]}}}; there are {there}"


def _may_be_column(name: str) -> bool:
    """Whether a name may be a column's; which ones there are is known with the rows.

    What looks like a misspelt variable, or like a piece of one, is none.
    """
    bare = name.partition(".")[0].partition("[")[0]
    return bool(bare) and bare == name.strip() and not _near_variable(name)


def _near_variable(name: str) -> bool:
    return bool(difflib.get_close_matches(name, VARIABLES, 1, cutoff=0.8))


def _halves(example: str) -> tuple[str, str]:
    """What stands before ``{label}`` and after it, as templates; without one it is at the end."""
    halves, here = ["", ""], 0
    for text, name in _parts(example):
        halves[here] += text.replace("{", "{{").replace("}", "}}")
        if name == "label":
            here = 1
        elif name is not None:
            halves[here] += f"{{{name}}}"
    return halves[0], halves[1]


def refuse_columns(template: str, columns: Sequence[str]) -> None:
    """Refuse an example that names a column which rows have not.

    Raises
    ------
    UsageError
        With the columns that there are.
    """
    absent = [name for name in _names(template) if name not in (*VARIABLES, *columns)]
    if absent:
        message = f"The example names {{{absent[0]}}}, which these rows have not."
        remedy = f"Their columns are {', '.join(columns)}." if columns else "Write {text}."
        raise UsageError(message, remedy)


def _fill(template: str, values: Mapping[str, str]) -> str:
    refuse_columns(template, [name for name in values if name not in VARIABLES])
    return "".join(text + ("" if name is None else values[name]) for text, name in _parts(template))
