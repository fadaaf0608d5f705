"""Label controls: the same shots under true, flipped and random labels.

After Min et al. 2022, "Rethinking the role of demonstrations: what makes in-context learning
work?", https://arxiv.org/abs/2202.12837, who found that random labels cost some models little,
and Wei et al. 2023, https://arxiv.org/abs/2303.03846, who found that large ones follow even
flipped labels.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from workbench.core.contracts.dataset import Data
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.provider import Options
from workbench.core.provider_models import ProviderModel
from workbench.prompting.icl.demonstrations import (
    Check,
    Condition,
    Demonstration,
    counted,
    for_model,
    refuse_counts,
)
from workbench.prompting.prompts.questions import questions
from workbench.prompting.prompts.rows import Labelled, Row, labelled, rows
from workbench.prompting.prompts.shots import Pool
from workbench.prompting.prompts.template import Prompt

SHOTS = 8
LIMIT = 60
# Shots are drawn again for each fifth of the questions: no single draw decides.
DRAWS = 5
MOST_SHOTS = 64
CONTROLS = {"true": "true labels", "flipped": "flipped labels", "random": "random labels"}
PROMPT = Prompt(
    name="labels",
    description="Label each text with one of: {labels}.",
    example="Text: {text}\nLabel: {label}",
    options=Options(max_tokens=16, stop=("\n",)),
    constrained=True,
)


def _nothing() -> None:
    """For work that nobody stops."""


def labels(
    data: Data,
    model: ProviderModel,
    shots: int = SHOTS,
    limit: int = LIMIT,
    seed: int = 0,
    check: Check = _nothing,
) -> Demonstration:
    """Make the demonstration: no shots, and the same ones under three kinds of labels.

    As many questions of each class are drawn from the test split, so that guessing is right in
    one of so many as there are classes. Where the provider can, answers are held to the labels.

    Raises
    ------
    UsageError
        When the dataset holds pictures or one long text, or too few texts.
    """
    data = labelled(data)
    drawn_rows = rows(data, "test", [0])
    if not data.classes or not drawn_rows[0].text:
        noun = data.inputs.noun[1]
        message = f"This shows texts in classes, and these rows are {noun}."
        raise UsageError(message, "Choose a dataset of texts in classes.")
    refuse_counts([shots], MOST_SHOTS)
    pool, asked = Pool(data), balanced(data, limit, seed)
    prompt = for_model(PROMPT, model)
    if prompt.form == "completion":
        # After "Label:" a word begins with its space; without it tokens would be unusual ones.
        held = tuple(f" {label}" for label in data.classes)
        prompt = prompt.model_copy(update={"options": replace(prompt.options, choices=held)})
    ways = [("no shots", 0, "true")] if shots else []
    ways += [(f"{counted(shots)}, {words}", shots, kind) for kind, words in CONTROLS.items()]
    conditions = []
    for name, count, kind in ways if shots else [("no shots", 0, "true")]:
        found = []
        for place, row in enumerate(asked):
            # One draw after the other: a model that has read the same shots just now is quicker.
            draw = seed * DRAWS + place * DRAWS // len(asked)
            drawn = prompt.with_shots(count=count, choose="stratified", seed=draw, labels=kind)
            found += questions(drawn, [row], pool, model.name, data.classes, check)
        conditions.append(Condition(name, tuple(found), count, kind))
    return Demonstration("labels", model, tuple(conditions), data.classes)


def balanced(data: Labelled, limit: int, seed: int) -> list[Row]:
    """Test rows, as many of each class as its smallest has or ``limit`` allows, in random order."""
    generator = np.random.default_rng(seed)
    y = data.test.y
    counts = [int((y == label).sum()) for label in range(len(data.classes))]
    each = max(1, min(*counts, limit // len(data.classes)))
    chosen: list[int] = []
    for label, count in enumerate(counts):
        there = np.flatnonzero(y == label)
        chosen += generator.choice(there, min(each, count), replace=False).tolist()
    order: Sequence[int] = generator.permutation(len(chosen)).tolist()
    return rows(data, "test", [chosen[place] for place in order][:limit])
