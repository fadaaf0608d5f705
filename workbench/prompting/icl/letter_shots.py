"""Letter shots: a run is asked about letter tasks, of which its text had all but one."""

from __future__ import annotations

import random
from collections.abc import Sequence

from workbench.core.contracts.provider import Options
from workbench.core.provider_models import ProviderModel
from workbench.prompting.icl.demonstrations import Condition, Demonstration, counted, refuse_counts
from workbench.prompting.icl.letter_tasks import PAIRS, TASKS, WORD, WordPair, block
from workbench.prompting.prompts.questions import Question
from workbench.prompting.prompts.rows import Row
from workbench.prompting.prompts.template import Prompt, render

SHOTS = (0, 1, 2, 3, 5)
LIMIT = 50
# As a block begins in the training text: behind an empty line.
PROMPT = Prompt(
    name="letter tasks",
    description="\n",
    example="{text}>{label}",
    between="\n",
    form="completion",
    parser="exact",
    options=Options(max_tokens=WORD + 1, stop=("\n",)),
)


def tasks(
    model: ProviderModel,
    absent: str,
    shots: Sequence[int] = SHOTS,
    limit: int = LIMIT,
    seed: int = 0,
) -> Demonstration:
    """Make the demonstration: every task with every number of shots.

    The words that are asked stand in no training text. With more shots, those of the fewer are
    there, too, next to the question.

    Raises
    ------
    UsageError
        When more shots are wanted than a block has.
    """
    refuse_counts(shots, PAIRS - 1)
    conditions = []
    for task in TASKS:
        blocks = [block(task, random.Random(f"{seed} {task} {n}"), asks=True) for n in range(limit)]
        for count in dict.fromkeys(shots):
            asked = [_question(pairs, count, n, model) for n, pairs in enumerate(blocks)]
            name = f"{task}, {counted(count)}"
            conditions.append(Condition(name, tuple(asked), count, task=task))
    return Demonstration("tasks", model, tuple(conditions), absent=absent)


def _question(pairs: list[WordPair], count: int, number: int, model: ProviderModel) -> Question:
    *before, last = pairs
    shots = tuple(Row(pair.word, pair.answer) for pair in before[len(before) - count :])
    row = Row(last.word, last.answer, index=number)
    return Question(row, shots, render(PROMPT, shots, row, model=model.name))
