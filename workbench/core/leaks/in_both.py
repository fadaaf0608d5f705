"""Rows and groups that are in both splits."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence

import numpy as np

from workbench.core import row_identity
from workbench.core.leaks.leak import Column, Leak, LeakRows
from workbench.core.leaks.of_columns import share
from workbench.core.row_identity import Identities, normalised, text_key

# Real collections hold a few; from this part on they flatter.
PART, FEWEST = 0.01, 3
# Rows of a table may well be alike: they count where they are so many times as frequent in both
# splits as within the training split.
TIMES = 3.0
_NUMBER = re.compile(r"(?<!\w)\d+(?!\w)")
LETTERS = 20
FEWEST_WORDS = 3


def identities_of(rows: LeakRows) -> Identities:
    """What each row is known by, worked out where it is not there."""
    if rows.identities is not None:
        return rows.identities
    if rows.texts is not None and not rows.columns:
        return row_identity.of_texts(rows.texts)
    if rows.pictures is not None:
        return row_identity.of_pictures(rows.pictures)
    columns: dict[str, Column] = dict(rows.columns)
    if rows.texts is not None:
        columns["\0text"] = np.array([text_key(text) for text in rows.texts], object)
    return _of_columns(columns, len(rows))


def _of_columns(columns: Mapping[str, Column], n: int) -> Identities:
    values = [column.tolist() for column in columns.values()]
    if not values:
        return np.arange(n, dtype=np.uint64)
    digests = (
        hashlib.blake2b(
            "\0".join(map(str, row)).encode("utf-8", "surrogatepass"),
            digest_size=row_identity.BYTES,
        ).digest()
        for row in zip(*values, strict=True)
    )
    return np.frombuffer(b"".join(digests), "<u8").astype(np.uint64)


def rows_in_both(train: LeakRows, test: LeakRows) -> list[Leak]:
    """Test rows that training holds as well, up to spelling, or but for their digits."""
    learnt, asked = identities_of(train), identities_of(test)
    if not len(learnt) or not len(asked):
        return []
    same = np.isin(asked, learnt)
    alike = same.copy()
    if train.texts is not None and test.texts is not None:
        seen = set(map(_rough, train.texts))
        alike |= np.array([_is_prose(text) and _rough(text) in seen for text in test.texts], bool)
    n = len(asked)
    if train.columns:
        _, counts = np.unique(learnt, return_counts=True)
        within = float(counts[counts > 1].sum()) / len(learnt)
        if same.mean() < TIMES * within:
            return []
    leaks = []
    count, near = int(same.sum()), int((alike & ~same).sum())
    remedy = "Leave them out of the training split, or split the rows again."
    if count >= max(FEWEST, PART * n):
        sentence = (
            f"{count:,} of {n:,} test rows ({share(count / n)}) are in the training split, too: "
            "whoever learns them by heart is right."
        )
        where = "rows in both splits"
        leaks.append(Leak("rows", where, (), count / n, 0.0, n, sentence, remedy))
    if near >= max(FEWEST, PART * n):
        sentence = (
            f"{near:,} of {n:,} test texts ({share(near / n)}) differ from a training text in "
            "their numbers only."
        )
        where = "nearly the same rows in both splits"
        leaks.append(Leak("rows", where, (), near / n, 0.0, n, sentence, remedy))
    return leaks


def _rough(text: str) -> str:
    """A text without its numbers, for texts of one template; itself where little would remain."""
    rough = text_key(_NUMBER.sub(" ", normalised(text)))
    return rough if len(rough) >= LETTERS else text_key(text)


def _is_prose(text: str) -> bool:
    """Whether signs and digits are details; in a formula or a part number they say it all."""
    return len(text.split()) >= FEWEST_WORDS


def groups_in_both(train: LeakRows, test: LeakRows) -> list[Leak]:
    """Groups of which rows are in both splits."""
    if train.groups is None or test.groups is None:
        return []
    concerned = np.isin(test.groups, train.groups)
    count, n = int(concerned.sum()), len(test.groups)
    if not count:
        return []
    groups = len(np.intersect1d(train.groups, test.groups))
    sentence = (
        f"{groups:,} {'group has' if groups == 1 else 'groups have'} rows in both splits, among "
        f"them {count:,} of {n:,} test rows ({share(count / n)}): test figures say less about a "
        "new one."
    )
    remedy = "Split by group, so that rows that belong together stay in one split."
    return [Leak("groups", "groups in both splits", (), count / n, 0.0, n, sentence, remedy)]


def joined(train: Sequence[str] | None, test: Sequence[str] | None) -> list[str] | None:
    """Texts of both splits, one after the other; None where there are none."""
    return None if train is None or test is None else [*train, *test]
