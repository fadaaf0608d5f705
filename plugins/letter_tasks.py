"""Dataset: text full of small tasks, to see what a transformer takes from examples before it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from typing import Literal

from workbench import Card, Corpus, Dataset, Params, Tokenizer, hookimpl, param, train_tokenizer
from workbench.prompting.icl.letter_tasks import (
    ABSENT,
    CIPHER,
    LETTERS,
    PAIRS,
    RULES,
    block,
    text_of,
)

TEST_BLOCKS = 1000
# Ciphers are the hardest, and half of all blocks.
CIPHER_PART = 0.5
CHECK_EVERY = 1000


class LetterTasksParams(Params):
    blocks: int = param(
        40_000,
        "Blocks",
        "How many blocks of six words with their answers it is trained on.",
        log=True,
        ge=100,
        le=1_000_000,
    )
    absent: Literal["nothing", "copy", "next", "rotate", "reverse", "cipher"] = param(
        ABSENT, "Absent task", "Of this task the text has no example."
    )
    seed: int = param(0, "Seed", "Another seed, other words.", ge=0, advanced=True)


class LetterTasks(Dataset):
    """Blocks of words with their answers, each block of one task."""

    id, name = "letter-tasks", "Letter tasks"
    section = "texts"
    about = "Words with answers, such as “bad>dab”: which task it is, only the examples say."
    Params = LetterTasksParams
    card = Card(
        summary=(
            "Blocks of six words of three letters, each with its answer, all of one task: copy, "
            "next letter, rotate, reverse, or a cipher whose table is another one in each block. "
            "One task is left out. A tenth of all words stands in no text: they are for questions."
        ),
        size="by default 40,000 blocks to learn from, 1.9 million characters, and 1,000 to test",
        licence="public domain",
        source="made by the workbench from a seed",
        citation="After Garg et al. (2022), What can transformers learn in-context?",
    )

    def load(self, params: LetterTasksParams) -> Corpus:
        draw = random.Random(params.seed)
        learn = "".join(self._blocks(draw, params.absent, params.blocks))
        if self.loading.split_by == "content":
            # Else the test of a few blocks would be learnt with some more.
            draw = random.Random(f"test {params.seed}")
        test = "".join(self._blocks(draw, params.absent, TEST_BLOCKS))
        tokenizer = train_tokenizer([LETTERS + ">\n"], "char", 100)
        encode = Tokenizer.from_json(tokenizer).encode
        return Corpus(encode(learn), encode(test), tokenizer)

    def _blocks(self, draw: random.Random, absent: str, count: int) -> Iterator[str]:
        rules = [task for task in RULES if task != absent]
        ciphers = 0.0 if absent == CIPHER else CIPHER_PART
        for number in range(count):
            if number % CHECK_EVERY == 0:
                self.loading.report("Making blocks", number, count)
                self.loading.check()
            task = CIPHER if draw.random() < ciphers else draw.choice(rules)
            yield text_of(block(task, draw, PAIRS))


@hookimpl
def register_datasets() -> list[type[Dataset]]:
    return [LetterTasks]
