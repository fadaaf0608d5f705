"""What the tests of text share: a few labelled texts, a running text, and plugins for them."""

from __future__ import annotations

from typing import Any

import numpy as np

from tests.ui.training import add
from workbench import (
    Architecture,
    Corpus,
    Dataset,
    LanguageModelling,
    Task,
    TextClasses,
    TextClassification,
    TextRows,
    Trainer,
)
from workbench.core.contracts.events import Evaluated, Sampled
from workbench.core.plugins import Plugins
from workbench.core.tokenizer import Tokenizer, train

CLASSES = ("ham", "spam")
TEXT = "To be, or not to be, that is the question.\nWhether 'tis nobler in the mind.\n" * 60


def labelled() -> TextClasses:
    """20 + 10 texts; every second one is spam."""

    def rows(n: int, kind: str) -> TextRows:
        said = ("see you at home tonight", "win a free prize now")
        texts = tuple(f"{kind} {i}: {said[i % 2]}" for i in range(n))
        return TextRows(texts, np.arange(n, dtype=np.int64) % 2)

    learn = rows(20, "train")
    return TextClasses(learn, rows(10, "test"), CLASSES, train(learn.texts, "wordpiece", 300))


def running() -> Corpus:
    """A few thousand characters, one a token."""
    text = train([TEXT], "char", 300)
    ids = Tokenizer.from_json(text).encode(TEXT)
    return Corpus(ids[:-500], ids[-500:], text)


def with_texts(plugins: Plugins) -> Plugins:
    """Datasets ``tiny-texts`` and ``tiny-corpus`` that know their task only once loaded,
    and what can be trained on them."""

    class Texts(Dataset):
        id, name, about = "tiny-texts", "Tiny texts", "Ham and spam."

        def load(self, params: Any) -> TextClasses:
            return labelled()

    class Running(Dataset):
        id, name, about = "tiny-corpus", "Tiny corpus", "A soliloquy."

        def load(self, params: Any) -> Corpus:
            return running()

    class Bag(Architecture):
        id, name, about = "tiny-bag", "Tiny bag", "Counts words."

        def supports(self, task: Task) -> bool:
            return isinstance(task, TextClassification)

    class Writer(Architecture):
        id, name, about = "tiny-gpt", "Tiny GPT", "Writes."

        def supports(self, task: Task) -> bool:
            return isinstance(task, LanguageModelling)

    class Reader(Trainer):
        id, name, about = "tiny-reading", "Tiny reading", "Reads."

        def supports(self, task: Task) -> bool:
            return isinstance(task, TextClassification)

    class Writing(Trainer):
        id, name, about = "tiny-writing", "Tiny writing", "Learns to write."

        def supports(self, task: Task) -> bool:
            return isinstance(task, LanguageModelling)

    for kind, cls in (
        ("dataset", Texts),
        ("dataset", Running),
        ("architecture", Bag),
        ("architecture", Writer),
        ("trainer", Reader),
        ("trainer", Writing),
    ):
        add(plugins, kind, cls)
    return plugins


def read(step: int, split: str = "test") -> Evaluated:
    """Ten texts were read; the hams in rows 2 and 4 were taken for spam."""
    confusion = np.array([[3, 2], [0, 5]])
    return Evaluated(
        step,
        step / 10,
        step / 10,
        split,
        {f"{split}/loss": 0.4, f"{split}/accuracy": 0.8},
        confusion,
        np.array([2, 4]),
        np.array([1, 1]),
        np.array([0.97, 0.71], np.float32),
    )


def written(step: int, text: str = " or not") -> list[Any]:
    """A language model was measured and wrote something."""
    metrics = {"val/loss": 1.523, "val/perplexity": 4.586, "val/bits_per_byte": 2.2}
    return [Evaluated(step, step / 10, step / 10, "val", metrics), Sampled(step, "To be,", text)]
