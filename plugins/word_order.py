"""Dataset: sentences of which only the order of the words says who chases whom."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from workbench import (
    Card,
    Dataset,
    DatasetError,
    Params,
    TextClasses,
    TextRows,
    divide_rows,
    hookimpl,
    param,
    text_identities,
    train_tokenizer,
)

CLASSES = ("cat", "dog")
VERBS = (
    "chases",
    "sees",
    "hears",
    "follows",
    "greets",
    "finds",
    "teases",
    "watches",
    "calls",
    "meets",
    "wakes",
    "licks",
)
FILLERS = (
    "today",
    "again",
    "quietly",
    "often",
    "outside",
    "slowly",
    "gladly",
    "there",
    "soon",
    "alone",
    "upstairs",
    "yesterday",
    "softly",
    "indeed",
    "twice",
    "happily",
    "nearby",
    "still",
    "perhaps",
    "always",
    "downstairs",
    "suddenly",
    "boldly",
    "once",
)
# Before the sentence, around its verb, and behind it.
SLOTS = 4
TEST_PART = 0.2
CHECK_EVERY = 1000
# So many sentences in a row that were there already, and there are hardly any others.
PATIENCE = 200


class WordOrderParams(Params):
    sentences: int = param(
        4000,
        "Sentences",
        "How many are made; about a fifth of them is for testing.",
        log=True,
        ge=20,
        le=200_000,
    )
    fillers: int = param(
        6,
        "Filler words",
        "Words without meaning in each sentence, anywhere in it: more are harder to read past.",
        unit="words",
        ge=0,
        le=500,
    )
    seed: int = param(0, "Seed", "Another seed, other sentences.", ge=0, advanced=True)


class WordOrder(Dataset):
    """Who chases? Each sentence comes with its mirror, so counting words is of no use."""

    id, name = "word-order", "Word order"
    section = "texts"
    about = "“the cat chases the dog” or the other way round: only the order of words decides."
    Params = WordOrderParams
    card = Card(
        summary=(
            "Made-up English sentences of a cat and a dog; the class is the animal that does it, "
            "the first one. Each sentence is there with both animals swapped, in the same split, "
            "so a model that does not see order answers half of the test rightly."
        ),
        size="by default about 3,200 training and 800 test sentences, half of each class",
        licence="public domain",
        source="made by the workbench from a seed",
    )

    def load(self, params: WordOrderParams) -> TextClasses:
        n_pairs = params.sentences // 2
        generator = np.random.default_rng(params.seed)
        patterns: dict[str, None] = {}
        again = 0
        for number, pattern in enumerate(_patterns(generator, params.fillers)):
            if number % CHECK_EVERY == 0:
                self.loading.report("Making sentences", len(patterns), n_pairs)
                self.loading.check()
            again = again + 1 if pattern in patterns else 0
            patterns[pattern] = None
            if len(patterns) == n_pairs:
                break
            if again > PATIENCE:
                message = f"With {params.fillers} filler words there are few different sentences."
                remedy = f"Ask for more filler words, or for {2 * len(patterns)} sentences."
                raise DatasetError(message, remedy)
        learn, test = self._split(list(patterns), params.seed)
        # The vocabulary is known, so no word is cut and none is missing in a small split.
        tokenizer = train_tokenizer(
            [" ".join(["the", *CLASSES, *VERBS, *FILLERS])], "wordpiece", 2000
        )
        return TextClasses(_rows(learn, generator), _rows(test, generator), CLASSES, tokenizer)

    def _split(self, patterns: list[str], seed: int) -> tuple[list[str], list[str]]:
        """Patterns to learn and to test; more sentences move none of them across."""
        if self.loading.split_by == "place":
            n_test = max(1, round(TEST_PART * len(patterns)))
            return patterns[n_test:], patterns[:n_test]
        learn, test = divide_rows(text_identities(patterns), TEST_PART, seed)
        return [patterns[row] for row in learn.tolist()], [patterns[row] for row in test.tolist()]


def _patterns(generator: np.random.Generator, n_fillers: int) -> Iterator[str]:
    """Sentences without end, with places ``{0}`` and ``{1}`` for the two animals."""
    while True:
        verb = VERBS[generator.integers(len(VERBS))]
        slots: list[list[str]] = [[] for _ in range(SLOTS)]
        for _ in range(n_fillers):
            slots[generator.integers(SLOTS)].append(FILLERS[generator.integers(len(FILLERS))])
        before, first, second, behind = slots
        words = [*before, "the {0}", *first, verb, *second, "the {1}", *behind]
        yield " ".join(words)


def _rows(patterns: list[str], generator: np.random.Generator) -> TextRows:
    """Each pattern with the cat first and with the dog first, in random order."""
    cat, dog = CLASSES
    texts = [p.format(*pair) for p in patterns for pair in ((cat, dog), (dog, cat))]
    labels = np.tile(np.arange(2, dtype=np.int64), len(patterns))
    order = generator.permutation(len(texts))
    return TextRows(tuple(texts[row] for row in order), labels[order])


@hookimpl
def register_datasets() -> list[type[Dataset]]:
    return [WordOrder]
