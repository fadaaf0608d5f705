"""Rows: a batch's tokens in pairs, and what became of each. No Qt here."""

from __future__ import annotations

from dataclasses import dataclass

from workbench import (
    MASK_ID,
    Corpus,
    Data,
    DatasetError,
    Experiment,
    LabelledBatch,
    Plugins,
    Tokenizer,
    resolve,
    visible_token,
)

# Of a batch, so many rows are looked at.
ROWS = 8
HIDDEN, SWAPPED, KEPT, NEXT, SEEN = "hidden", "swapped", "kept", "next", "seen"


@dataclass(frozen=True)
class TokenTarget:
    """A token that is given, the one that is wanted there (empty for none), and its kind."""

    input_token: str
    target_token: str
    kind: str


@dataclass(frozen=True)
class BatchRows:
    """The first rows of a batch; ``is_masked`` says that tokens were hidden in it."""

    rows: tuple[tuple[TokenTarget, ...], ...]
    is_masked: bool


def rows_of(plugins: Plugins, experiment: Experiment, data: Data, number: int) -> BatchRows | None:
    """Batch ``number`` of an experiment; ``None`` where its trainer makes no labels.

    Raises
    ------
    WorkbenchError
        When the experiment cannot be trained on this data, with the reason.
    """
    if not isinstance(data, Corpus):
        return None
    resolved = resolve(experiment, plugins, data.task)
    for problem in resolved.problems:
        raise DatasetError(problem.message, problem.remedy)
    assert resolved.trainer is not None
    assert resolved.architecture_params is not None
    labels = resolved.trainer().labels(
        data, resolved.trainer_params, resolved.architecture_params, experiment.seed, number
    )
    return None if labels is None else paired(labels, Tokenizer.from_json(data.tokenizer))


def paired(labels: LabelledBatch, tokenizer: Tokenizer) -> BatchRows:
    """Put tokens and their targets side by side, as they are to be read."""
    is_masked = bool((labels.targets < 0).any())

    def pair(input_id: int, target_id: int) -> TokenTarget:
        if target_id < 0:
            return TokenTarget(visible_token(tokenizer.token(input_id)), "", SEEN)
        kind = NEXT
        if is_masked:
            kind = HIDDEN if input_id == MASK_ID else KEPT if input_id == target_id else SWAPPED
        return TokenTarget(
            visible_token(tokenizer.token(input_id)),
            visible_token(tokenizer.token(target_id)),
            kind,
        )

    both = zip(labels.inputs[:ROWS].tolist(), labels.targets[:ROWS].tolist(), strict=True)
    rows = tuple(tuple(map(pair, given, wanted)) for given, wanted in both)
    return BatchRows(rows, is_masked)
