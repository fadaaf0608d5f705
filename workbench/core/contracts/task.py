"""What goes into and comes out of a model.

A task is what a dataset offers and what an architecture and a trainer must be
able to take. It says nothing about files or weights.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Task:
    """Base of all tasks; ``isinstance`` tells the kinds apart."""


@dataclass(frozen=True)
class ImageClassification(Task):
    """Pictures in, one class out.

    A picture is ``uint8`` of shape ``(height, width)`` when ``channels`` is 1
    and ``(height, width, channels)`` otherwise. Models see ``float32``
    ``(batch, channels, height, width)`` and answer with logits of shape
    ``(batch, len(classes))``.
    """

    height: int
    width: int
    channels: int
    classes: tuple[str, ...]

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

    classes: tuple[str, ...]
    n_tokens: int
    tokenizer: str = field(default="", compare=False)

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

    n_tokens: int

    def __str__(self) -> str:
        return f"text of {self.n_tokens} tokens"
