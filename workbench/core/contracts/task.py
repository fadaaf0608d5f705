"""What goes into and comes out of a model.

A task is what a dataset offers and what an architecture and a trainer must be
able to take. It says nothing about files or weights.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from workbench.core.contracts.input_kind import InputKind
from workbench.core.contracts.inputs import Pictures, RunningText, Texts
from workbench.core.contracts.target_kind import TargetKind
from workbench.core.contracts.targets import Classes, NextToken


@dataclass(frozen=True)
class Task:
    """Rows of one kind in, a target of one kind out.

    A network for it takes what the input kind's `InputKind.preprocessing` gives and answers with
    float32 ``(batch, target.n_outputs)``. The tasks below are this one for kinds that have
    trainers and architectures of their own.

    Attributes
    ----------
    inputs
        The kind of rows, fitted.
    target
        The kind of answers, fitted.
    """

    inputs: InputKind = field(default_factory=InputKind, kw_only=True)
    target: TargetKind = field(default_factory=TargetKind, kw_only=True)

    @property
    def is_known(self) -> bool:
        """Whether it says what goes in and what comes out."""
        return type(self.inputs) is not InputKind and type(self.target) is not TargetKind

    def __str__(self) -> str:
        return f"{self.inputs} {self.target}".strip()


@dataclass(frozen=True)
class ImageClassification(Task):
    """Pictures in, one class out.

    A picture is ``uint8`` of shape ``(height, width)`` when ``channels`` is 1
    and ``(height, width, channels)`` otherwise. Models see ``float32``
    ``(batch, channels, height, width)`` and answer with logits of shape
    ``(batch, len(classes))``.
    """

    inputs: Pictures = field(init=False, repr=False, compare=False)
    target: Classes = field(init=False, repr=False, compare=False)
    height: int
    width: int
    channels: int
    classes: tuple[str, ...]

    def __post_init__(self) -> None:
        object.__setattr__(self, "inputs", Pictures(self.height, self.width, self.channels))
        object.__setattr__(self, "target", Classes(self.classes))

    @property
    def n_classes(self) -> int:
        """Number of classes, which is the number of logits."""
        return len(self.classes)

    def __str__(self) -> str:
        depth = "" if self.channels == 1 else f"×{self.channels}"
        return f"{self.height}×{self.width}{depth} pictures in {self.n_classes} classes"


@dataclass(frozen=True)
class TextClassification(Task):
    """Texts in, one class out.

    Models see token ids, ``int64`` ``(batch, time)``, padded at the end with 0 and all below
    ``n_tokens``; they answer with logits ``float32`` of shape ``(batch, len(classes))``.
    ``tokenizer`` is the SHA-256 of the ``tokenizer.json`` that cuts the texts, where it is known:
    a pretrained network understands the ids of its own alone.
    """

    inputs: Texts = field(init=False, repr=False, compare=False)
    target: Classes = field(init=False, repr=False, compare=False)
    classes: tuple[str, ...]
    n_tokens: int
    tokenizer: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "inputs", Texts())
        object.__setattr__(self, "target", Classes(self.classes))

    @property
    def n_classes(self) -> int:
        """Number of classes, which is the number of logits."""
        return len(self.classes)

    def __str__(self) -> str:
        return f"text in {self.n_classes} classes"


@dataclass(frozen=True)
class LanguageModelling(Task):
    """Text in, at each place the next token out.

    Models see token ids, ``int64`` ``(batch, time)``, all below ``n_tokens``; they answer with
    logits ``float32`` of shape ``(batch, time, n_tokens)``.
    """

    inputs: RunningText = field(init=False, repr=False, compare=False)
    target: NextToken = field(init=False, repr=False, compare=False)
    n_tokens: int

    def __post_init__(self) -> None:
        object.__setattr__(self, "inputs", RunningText())
        object.__setattr__(self, "target", NextToken(self.n_tokens))

    def __str__(self) -> str:
        return f"text of {self.n_tokens} tokens"


def text_sizes(task: Task) -> tuple[int, int] | None:
    """How many tokens and outputs a network of whole texts has for a task; ``None`` if it is none.

    It takes token ids int64 ``(batch, time)``, padded at the end with 0, and answers with float32
    ``(batch, outputs)``: classes, several labels or a number.
    """
    if isinstance(task, TextClassification):
        return task.n_tokens, task.n_classes
    if not isinstance(task.inputs, Texts) or not task.is_known or task.target.per_token:
        return None
    return task.inputs.n_tokens, task.target.n_outputs
