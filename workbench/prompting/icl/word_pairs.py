"""Word pairs: German words in English, with no, one and a few shots before each."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from workbench.core import paths
from workbench.core.contracts.provider import Options
from workbench.core.provider_models import ProviderModel
from workbench.prompting.icl.demonstrations import (
    OR,
    Condition,
    Demonstration,
    counted,
    for_model,
    refuse_counts,
)
from workbench.prompting.prompts.questions import Question
from workbench.prompting.prompts.rows import Row
from workbench.prompting.prompts.template import Prompt, render

SHOTS = (0, 1, 3)
# Shots are drawn again for each fifth of the questions: no single draw decides.
DRAWS = 5
PROMPT = Prompt(
    name="translate",
    description="Translate German to English:",
    example="{text} = {label}",
    between="\n",
    options=Options(max_tokens=8, stop=("\n",)),
)


@dataclass(frozen=True)
class WordPairs:
    """The list that ships: what may be shown, and what is asked."""

    shots: tuple[Row, ...]
    questions: tuple[Row, ...]


def load() -> WordPairs:
    """Read the list."""
    table = tomllib.loads(paths.resource("german-english.toml").read_text("utf-8"))
    shots = tuple(Row(german, english) for german, english in table["shots"])
    asked = [
        Row(german, OR.join(english), index=index)
        for index, (german, *english) in enumerate(table["questions"])
    ]
    return WordPairs(shots, tuple(asked))


def translation(
    model: ProviderModel, shots: Sequence[int] = SHOTS, limit: int | None = None, seed: int = 0
) -> Demonstration:
    """Make the demonstration: each word is asked with each number of shots.

    With more shots, those of the fewer are there, too, and stay next to the question.

    Raises
    ------
    UsageError
        When more shots are wanted than there are.
    """
    pairs = load()
    refuse_counts(shots, len(pairs.shots))
    prompt = for_model(PROMPT, model)
    orders = [np.random.default_rng((seed, n)).permutation(len(pairs.shots)) for n in range(DRAWS)]
    asked = pairs.questions[:limit]
    conditions = []
    for count in dict.fromkeys(shots):
        questions = []
        for row in asked:
            drawn = orders[row.index % DRAWS][:count][::-1]
            chosen = tuple(pairs.shots[int(place)] for place in drawn)
            request = render(prompt, chosen, row, model=model.name)
            questions.append(Question(row, chosen, request))
        conditions.append(Condition(counted(count), tuple(questions), count))
    return Demonstration("words", model, tuple(conditions))
