"""Table: every answer of a batch as CSV for spreadsheets, or JSON lines for programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Any

from workbench.core.contracts.errors import StorageError
from workbench.core.io import atomic, plain_text
from workbench.prompting.measurement import BatchMeasurement
from workbench.prompting.prompts.questions import Question

COLUMNS = (
    "split",
    "row",
    "text",
    "truth",
    "answer",
    "label",
    "kind",
    "right",
    "finish",
    "prompt_tokens",
    "completion_tokens",
    "first_s",
    "seconds",
    "cost",
    "error",
    "reasoning",
)


def write_csv(path: Path, questions: Sequence[Question], measured: BatchMeasurement) -> None:
    """Write a CSV file, all of it or nothing.

    A text that a spreadsheet would run as a formula is written with an apostrophe before it, as
    OWASP advises (https://owasp.org/www-community/attacks/CSV_Injection). JSON lines hold it as
    it is.

    Raises
    ------
    StorageError
        When the file cannot be written.
    """

    def write(file: IO[str]) -> None:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for row in answer_rows(questions, measured):
            writer.writerow({name: plain_text.cell(value) for name, value in row.items()})

    _write(path, write)


def write_jsonl(path: Path, questions: Sequence[Question], measured: BatchMeasurement) -> None:
    """Write one JSON object a line, all of them or nothing.

    Raises
    ------
    StorageError
        When the file cannot be written.
    """

    def write(file: IO[str]) -> None:
        for row in answer_rows(questions, measured):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")

    _write(path, write)


def answer_rows(
    questions: Sequence[Question], measured: BatchMeasurement
) -> Iterator[dict[str, Any]]:
    """A mapping of `COLUMNS` for each question, in their order."""
    outcome, price = measured.outcome, measured.price
    for index, (question, said) in enumerate(zip(questions, measured.parsed, strict=True)):
        reply, missed = outcome.replies[index], outcome.failures.get(index)
        row = question.row
        table: dict[str, Any] = dict.fromkeys(COLUMNS)
        table |= {"split": row.split, "row": row.index, "text": row.text, "truth": row.label}
        if reply is None:
            yield table | {"error": missed.message if missed else "not asked"}
            continue
        yield table | {
            "answer": reply.text,
            "label": said.label,
            "kind": said.kind,
            # A number is near or far, never right.
            "right": None if isinstance(said.value, float) else said.label == row.label,
            "finish": reply.finish,
            "prompt_tokens": reply.prompt_tokens,
            "completion_tokens": reply.completion_tokens,
            "first_s": round(reply.first_s, 4),
            "seconds": round(reply.seconds, 4),
            "cost": price.cost(reply.prompt_tokens, reply.completion_tokens) if price else None,
            "reasoning": reply.reasoning,
        }


def _write(path: Path, write: Callable[[IO[str]], None]) -> None:
    try:
        with (
            atomic.replacing(path) as aside,
            aside.open("w", encoding="utf-8", errors="replace", newline="") as file,
        ):
            write(file)
    except OSError as error:
        message = f"Cannot write {path}: {error.strerror or error}."
        raise StorageError(message, "Check the folder's permissions and free space.") from error
