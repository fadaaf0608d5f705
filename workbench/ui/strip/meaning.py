"""One line for each part of an experiment: what the choice means in numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QCoreApplication

from workbench.core import memory
from workbench.core.contracts.dataset import Data, Dataset
from workbench.core.contracts.params import Params, Setting, settings_of
from workbench.core.contracts.task import Task
from workbench.ui.translation import contributed

PIECES = 3


def _tr(text: str) -> str:
    return QCoreApplication.translate("meaning", text)


def of_dataset(cls: type[Dataset], task: Task | None, data: Data | None) -> str:
    """How many examples, of what: from the data if loaded, else from what its card says."""
    count = _count(cls.card.size) if data is None else _counted(data)
    if task is None:
        return count or contributed(cls.about)
    return ", ".join(filter(None, (count, _answers(task), _details(task)))) or contributed(
        cls.about
    )


def _answers(task: Task) -> str:
    """Into how many classes, of how many tokens, or what else the target says of itself."""
    target = task.target
    if target.classes:
        return _tr("{0} classes").format(len(target.classes))
    if target.per_token:
        return _tr("vocabulary {0}").format(f"{target.n_outputs:,}")
    said = str(target)
    wanted = said.removeprefix("to ")
    return said if wanted == said else _tr("predicts {0}").format(wanted)


def _details(task: Task) -> str:
    """What the input kind says beside the name of its rows, such as ``28×28`` or ``2 numbers``."""
    said, noun = str(task.inputs), task.inputs.noun[1]
    return said.removesuffix(noun).removeprefix(noun).strip().removeprefix("of ")


def _counted(data: Data) -> str:
    n, (one, several) = len(data.train) + len(data.test), data.inputs.noun
    return f"{amount(n)} {contributed(one if n == 1 else several)}"


def amount(n: int) -> str:
    """A number as short as it can be said, such as ``1.1 M``; exact below a million."""
    for size, unit in ((10**9, "G"), (10**6, "M")):
        if n >= size:
            return f"{n / size:.1f} {unit}"
    return f"{n:,}"


def _count(size: str) -> str:
    """A card's first clause; its two splits together where it names both."""
    clause = size.partition(", ")[0]
    splits = re.match(r"([\d,]+) training and ([\d,]+) test pictures", clause)
    if splits is None:
        return clause
    n = sum(int(number.replace(",", "")) for number in splits.groups())
    return _tr("{0} pictures").format(f"{n:,}")


def of_architecture(n_parameters: int, flops: int, needed: int | None = None) -> str:
    """Its size, what one example costs, and the bytes of memory that a training takes."""
    parts = [_tr("{0} parameters").format(f"{n_parameters:,}"), operations(flops)]
    if needed is not None:  # before what a small window has no room for
        parts.insert(1, _tr("{0} to train").format(memory.size(needed)))
    return " · ".join(parts)


def operations(flops: int) -> str:
    """Floating-point operations in words of the right size, such as ``1.2 MFLOP``."""
    for size, unit in ((10**12, "TFLOP"), (10**9, "GFLOP"), (10**6, "MFLOP"), (10**3, "kFLOP")):
        if flops >= size:
            return f"{flops / size:.3g} {unit}"
    return f"{flops} FLOP"


def of_trainer(params: Params) -> str:
    """Its first choices and its first count, such as ``Adam, one-cycle, 3 epochs``."""
    values: Mapping[str, Any] = params.model_dump(mode="json")
    settings = [s for s in settings_of(type(params)) if not s.advanced]
    chosen = [str(values[s.name]) for s in settings if s.kind == "choice"]
    chosen = [text for text in chosen if text not in ("none", "None")]
    first = [s for s in settings if s.kind == "int"][:1]
    counts = [_in_words(s, values[s.name]) for s in first]
    pieces = chosen[: PIECES - 1] + counts
    if not pieces:
        return ""
    pieces[0] = _named(pieces[0])
    return ", ".join(pieces)


def _in_words(setting: Setting, value: int | None) -> str:
    """``3 epochs``, or what a blank one means: ``epochs by the number of rows``."""
    things = setting.title.lower()
    if value is None:
        return f"{contributed(things)} {contributed(setting.blank)}"
    return _number_of(value, things)


def _number_of(n: int, things: str) -> str:
    """``1 epoch``, ``3 epochs``."""
    return f"{n:,} {contributed(things.removesuffix('s') if n == 1 else things)}"


def _named(word: str) -> str:
    """``adam`` is a name, ``sgd`` an abbreviation, ``adamw`` both."""
    if word == "adamw":
        return "AdamW"
    return word.upper() if not set(word) & set("aeiouy ") else word[:1].upper() + word[1:]
