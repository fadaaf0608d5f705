"""Pixels that give a class away, such as a stamp in a corner."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.core.leaks import judge, rest
from workbench.core.leaks.leak import Integers, Leak
from workbench.core.leaks.of_columns import ClassQuestion, share
from workbench.core.leaks.tables import predicted_classes

# Numbers that are looked at in all, and rows at least and at most.
MOST_VALUES, FEWEST_ROWS, MOST_ROWS = 10_000_000, 300, 3000
# Values of a picture's pixels; of a larger one squares are looked at, each as its mean.
MOST_PIXELS = 30_000
# Side of what a forest sees of the rest.
REST_SIDE = 28
MOST_SUSPECTS = 3
# Two pixels that agree on more rows are of one stamp.
SAME = 0.95


@dataclass(frozen=True)
class _Suspect:
    row: int
    column: int
    channel: int
    label: int | None
    explained: float


def pixel_leaks(
    pictures: npt.NDArray[np.uint8],
    question: ClassQuestion,
    folds: Integers,
    check: Callable[[], None] = lambda: None,
) -> list[Leak]:
    """Single pixels that say a row's class where the rest of the picture does not."""
    if not question.known:
        return []
    rows = _some(len(pictures), int(np.prod(pictures.shape[1:])))
    check()
    shown = pictures[rows]
    shown = shown if shown.ndim == 4 else shown[..., None]
    side = _square(shown.shape[1:])
    shown = _squares(shown, side)
    y, fold = question.y[rows], folds[rows]
    suspects = _suspects(shown, y, len(question.classes), fold, check)
    leaks: list[Leak] = []
    looked_at: list[tuple[_Suspect, Integers]] = []
    for each in suspects:
        if len(looked_at) == MOST_SUSPECTS:
            break
        if any(_near(each, other, shown) for other, _ in looked_at):
            continue
        check()
        codes = shown[:, each.row, each.column, each.channel].astype(np.int64)
        predicted = predicted_classes(codes, y, len(question.classes), fold)
        # Another end of the same stamp says the same.
        answer = predicted if each.label is None else (predicted == each.label).astype(np.int64)
        if any(
            each.label == other.label and np.mean(answer == said) > SAME
            for other, said in looked_at
        ):
            continue
        looked_at.append((each, answer))
        sure = [other for other in suspects if other.explained >= judge.SURELY]
        table = _rest_of(shown, [each, *sure])
        of_rest = rest.forest_classes(table, y, fold)
        right, rest_right = predicted == y, of_rest == y
        if each.label is not None:
            is_label = y == each.label
            right = (predicted == each.label) == is_label
            rest_right = (of_rest == each.label) == is_label
        if judge.beyond_the_rest(right, rest_right):
            leaks.append(_leak(each, right, y, question, side, shown.shape[3]))
    return leaks


def _some(n: int, size: int) -> Integers:
    count = min(n, max(FEWEST_ROWS, min(MOST_ROWS, MOST_VALUES // max(1, size))))
    return np.sort(np.random.default_rng(1).permutation(n)[:count])


def _square(shape: tuple[int, ...]) -> int:
    side = 1
    while (shape[0] // side) * (shape[1] // side) * shape[2] > MOST_PIXELS:
        side += 1
    return side


def _squares(shown: npt.NDArray[np.uint8], side: int) -> npt.NDArray[np.uint8]:
    """Pictures ``(n, H, W, C)`` with each square of ``side`` pixels as one, its mean."""
    if side == 1:
        return shown
    n, height, width, depth = shown.shape
    height, width = height // side * side, width // side * side
    total = np.zeros((n, height // side, width // side, depth), np.uint32)
    for row in range(side):
        for column in range(side):
            total += shown[:, row:height:side, column:width:side]
    means: npt.NDArray[np.uint8] = (total // side**2).astype(np.uint8)
    return means


def _suspects(
    shown: npt.NDArray[np.uint8],
    y: Integers,
    n_classes: int,
    folds: Integers,
    check: Callable[[], None],
) -> list[_Suspect]:
    """Pixels that alone explain nearly everything, or nearly all of one class, best first.

    By the upper and the lower half of a pixel's eight bits: a stamp of a grey for each class shows
    in the one, one that hides the class's number as a shade of black in the other.
    """
    n, _, width, depth = shown.shape
    flat = shown.reshape(n, -1)
    first = folds % 2 == 0
    truths = np.bincount(y, minlength=n_classes)
    usual = np.minimum(truths, n - truths).astype(np.float64)
    usual[usual < judge.FEWEST_OF_CLASS] = np.nan
    most = float(n - truths.max())
    step = max(1, 2_000_000 // (16 * n_classes))
    suspects: dict[tuple[int, int | None], float] = {}
    for begin in range(0, flat.shape[1], step):
        check()
        part = flat[:, begin : begin + step]
        for codes in (part >> 4, part & 15):
            errors, of_class = _errors(codes, y, n_classes, first)
            whole = 1 - errors / max(most, 1.0)
            for place in np.flatnonzero(whole >= judge.NEARLY):
                key = (begin + int(place), None)
                suspects[key] = max(float(whole[place]), suspects.get(key, 0.0))
            if n_classes == 2:
                continue
            parts = np.nan_to_num(1 - of_class / usual, nan=-np.inf)
            for place, label in np.argwhere(parts >= judge.NEARLY):
                own = (begin + int(place), int(label))
                suspects[own] = max(float(parts[place, label]), suspects.get(own, 0.0))
    ordered = sorted(suspects.items(), key=lambda item: (item[0][1] is not None, -item[1], item[0]))
    return [
        _Suspect(*_position(place, width, depth), label, explained)
        for (place, label), explained in ordered
    ]


def _position(place: int, width: int, depth: int) -> tuple[int, int, int]:
    row, rest_of = divmod(place, width * depth)
    return row, rest_of // depth, rest_of % depth


def _errors(
    codes: npt.NDArray[np.integer], y: Integers, n_classes: int, first: npt.NDArray[np.bool_]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Errors of each pixel alone, in all ``(pixels,)`` and for each class ``(pixels, classes)``.

    Each half of the rows is predicted by what is most frequent in the other.
    """
    n_pixels = codes.shape[1]
    halves = []
    for half in (first, ~first):
        index = codes[half].astype(np.int64) + 16 * np.arange(n_pixels)
        index = index * n_classes + y[half][:, None]
        counts = np.bincount(index.ravel(), minlength=n_pixels * 16 * n_classes)
        halves.append(counts.reshape(n_pixels, 16, n_classes))
    hits = np.zeros((n_pixels, n_classes))
    told = np.zeros((n_pixels, n_classes))
    for fitted, aside in (halves, halves[::-1]):
        best = fitted.argmax(-1)
        right = np.take_along_axis(aside, best[..., None], -1)[..., 0]
        place = np.arange(n_pixels)[:, None] * n_classes + best
        size = n_pixels * n_classes
        hits += np.bincount(place.ravel(), right.ravel(), size).reshape(n_pixels, n_classes)
        every = aside.sum(-1).ravel()
        told += np.bincount(place.ravel(), every, size).reshape(n_pixels, n_classes)
    truths = np.bincount(y, minlength=n_classes)
    return len(y) - hits.sum(1), truths + told - 2 * hits


def _near(first: _Suspect, second: _Suspect, shown: npt.NDArray[np.uint8]) -> bool:
    """Whether two are of one stamp: close, and about the same class."""
    reach = _reach(shown)
    close = abs(first.row - second.row) <= reach and abs(first.column - second.column) <= reach
    return close and (first.label == second.label or second.label is None)


def _reach(shown: npt.NDArray[np.uint8]) -> int:
    return max(2, int(shown.shape[1]) // 9)


def _rest_of(shown: npt.NDArray[np.uint8], suspects: list[_Suspect]) -> npt.NDArray[np.floating]:
    """The pictures without what is around suspects, coarse enough for a forest."""
    covered = shown.copy()
    reach = _reach(shown)
    for each in suspects:
        rows = slice(max(0, each.row - reach), each.row + reach + 1)
        columns = slice(max(0, each.column - reach), each.column + reach + 1)
        covered[:, rows, columns] = 0
    side = max(1, -(-max(shown.shape[1:3]) // REST_SIDE))
    small = _squares(covered, side) if min(shown.shape[1:3]) >= side else covered
    return small.reshape(len(small), -1).astype(np.float32)


def _leak(
    suspect: _Suspect,
    right: npt.NDArray[np.bool_],
    y: Integers,
    question: ClassQuestion,
    side: int,
    depth: int,
) -> Leak:
    n = len(y)
    row, column = suspect.row * side, suspect.column * side
    what = "pixel" if side == 1 else f"square of {side}×{side} pixels"
    channel = f", channel {suspect.channel}" if depth > 1 else ""
    where = f"the {what} in row {row}, column {column}{channel}"
    score = float(right.mean())
    if suspect.label is None:
        base = float(np.bincount(y).max() / n)
        told = question.name
    else:
        part = float(np.mean(y == suspect.label))
        base = max(part, 1 - part)
        told = f"whether {question.name} is “{question.classes[suspect.label]}”"
    sentence = (
        f"{where[:1].upper()}{where[1:]} alone predicts {told} in {share(score)} of {n:,} held-out "
        f"pictures; the most frequent answer is right in {share(base)}, and the rest of the "
        "picture comes nowhere near."
    )
    remedy = "Cut that place off or paint it over in all pictures, and look where it comes from."
    return Leak("pixel", where, (), score, base, n, sentence, remedy)
