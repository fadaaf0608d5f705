"""Columns that give the target away: a copy of it, or one that predicts it as nothing else does."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from workbench.core.leaks import judge, rest, tables
from workbench.core.leaks.leak import Column, Floats, Integers, Leak

# Suspects that are looked at closely, those of the largest part explained first.
MOST_SUSPECTS = 6
# Of a circumstance, which no model is meant to learn from, less is too much.
TELLING = 0.75


@dataclass(frozen=True)
class ClassQuestion:
    """Which class a row is of: ``y`` int64 ``(n,)``, and what it is called in sentences."""

    y: Integers
    classes: tuple[str, ...]
    name: str

    @property
    def known(self) -> bool:
        """Whether there are rows enough to say anything."""
        counts = np.bincount(self.y, minlength=2)
        return len(self.y) >= judge.FEWEST_ROWS and int(np.sum(counts > 0)) > 1


@dataclass(frozen=True)
class _ColumnSuspect:
    """A column, the class it tells from all others (None for all of them), and what it predicts."""

    name: str
    label: int | None
    explained: float
    predicted: Integers


def class_leaks(
    columns: Mapping[str, Column],
    question: ClassQuestion,
    folds: Integers,
    check: Callable[[], None] = lambda: None,
) -> list[Leak]:
    """Columns that give a row's class away."""
    if not question.known or not columns:
        return []
    coded = {name: tables.codes_of(column) for name, column in columns.items()}
    copies = [name for name in columns if is_copy(coded[name], question.y, len(columns))]
    leaks = [_copy(name, question, folds, coded[name]) for name in copies]
    others = [name for name in columns if name not in copies]
    suspects = _suspects({name: coded[name] for name in others}, columns, question, folds, check)
    sure = {each.name for each in suspects if each.explained >= judge.SURELY}
    for each in suspects[:MOST_SUSPECTS]:
        check()
        twins = {name for name in others if _alike(coded[name], coded[each.name])}
        left = [n for n in others if n != each.name and n not in twins | sure]
        if left and _beyond_the_rest(each, {n: columns[n] for n in left}, question, folds):
            leaks.append(_column(each, question))
    return leaks


def circumstance_leaks(
    circumstances: Mapping[str, Column],
    question: ClassQuestion,
    folds: Integers,
    remedy: str = "Make it alike in all classes, unless it is what the model should go by.",
) -> list[Leak]:
    """What comes along with a row and says its class: a length, a file's size."""
    leaks = []
    if not question.known:
        return []
    baseline = question.y == np.bincount(question.y).argmax()
    for name, column in circumstances.items():
        codes = tables.codes_of(column)
        predicted = tables.predicted_classes(codes, question.y, len(question.classes), folds)
        right = predicted == question.y
        part = tables.explained(float(np.sum(~right)), float(np.sum(~baseline)))
        if part < TELLING or not judge.beyond_chance(
            int(right.sum()), len(right), float(baseline.mean()), len(circumstances)
        ):
            continue
        score, base = float(right.mean()), float(baseline.mean())
        sentence = (
            f"{_capital(name)} alone predicts {question.name} in {share(score)} of "
            f"{len(right):,} held-out rows; the most frequent class is right in {share(base)}."
        )
        leaks.append(Leak("circumstance", name, (), score, base, len(right), sentence, remedy))
    return leaks


def is_copy(codes: Integers, y: Integers, looks: int = 1) -> bool:
    """Whether a column has a value of its own for each class, on nearly all rows, beyond chance."""
    from scipy.special import gammaln

    there = codes > 0
    if np.mean(there) < 0.9:
        return False
    pairs = np.unique(np.stack([codes[there], y[there]]), axis=1)
    values, classes = pairs
    if len(np.unique(values)) != len(values) or len(np.unique(classes)) != len(classes):
        return False
    counts = np.bincount(y[there])
    counts = counts[counts > 0]
    if len(counts) < 2 or len(counts) > len(y) / 2:
        return False
    # How often a shuffled column would do it.
    log_p = float(gammaln(counts + 1).sum() - gammaln(counts.sum() + 1) + gammaln(len(counts) + 1))
    return bool(log_p + np.log(looks) < np.log(judge.CHANCE))


def _alike(first: Integers, second: Integers) -> bool:
    """Whether two columns say the same of nearly all rows: neither counts against the other."""
    both = (first > 0) & (second > 0)
    if both.mean() < 0.5:
        return False
    one, other = first[both], second[both]
    pairs = len(np.unique(one * (int(other.max()) + 1) + other))
    if pairs <= 1.2 * max(len(np.unique(one)), len(np.unique(other))):
        return True
    if np.ptp(one) == 0 or np.ptp(other) == 0:
        return False
    return bool(abs(np.corrcoef(one, other)[0, 1]) > 0.999)


def _suspects(
    coded: Mapping[str, Integers],
    columns: Mapping[str, Column],
    question: ClassQuestion,
    folds: Integers,
    check: Callable[[], None],
) -> list[_ColumnSuspect]:
    """Columns that alone explain nearly everything, or nearly all of one class."""
    y, n_classes = question.y, len(question.classes)
    usual = np.full(len(y), np.bincount(y).argmax())
    suspects = []
    looks = max(1, len(coded)) * n_classes
    for name, codes in coded.items():
        check()
        predicted = tables.predicted_classes(codes, y, n_classes, folds)
        suspect = _strongest(name, predicted, y, usual, n_classes, looks)
        if suspect is None and tables.is_numeric(columns[name]):
            near = _strongest(name, predicted, y, usual, n_classes, looks, judge.NEARLY - 0.15)
            if near is not None:
                finer = tables.codes_of(columns[name], 16 * tables.BINS)
                predicted = tables.predicted_classes(finer, y, n_classes, folds)
                suspect = _strongest(name, predicted, y, usual, n_classes, looks)
        if suspect is not None:
            suspects.append(suspect)
    return sorted(suspects, key=lambda each: (each.label is not None, -each.explained))


def _strongest(
    name: str,
    predicted: Integers,
    y: Integers,
    usual: Integers,
    n_classes: int,
    looks: int,
    least: float = judge.NEARLY,
) -> _ColumnSuspect | None:
    right, base = predicted == y, usual == y
    part = tables.explained(float(np.sum(~right)), float(np.sum(~base)))
    if part >= least and judge.beyond_chance(int(right.sum()), len(y), float(base.mean()), looks):
        return _ColumnSuspect(name, None, part, predicted)
    if n_classes == 2:
        return None
    best: _ColumnSuspect | None = None
    truths = np.bincount(y, minlength=n_classes)
    told = np.bincount(predicted, minlength=n_classes)
    hits = np.bincount(y[right], minlength=n_classes)
    errors = truths + told - 2 * hits
    parts = 1 - errors / np.maximum(np.minimum(truths, len(y) - truths), 1)
    parts[np.minimum(truths, len(y) - truths) < judge.FEWEST_OF_CLASS] = -np.inf
    label = int(parts.argmax())
    share_of_class = float(truths[label]) / len(y)
    fine = judge.beyond_chance(int(hits[label]), int(told[label]), share_of_class, looks)
    if parts[label] >= least and fine:
        best = _ColumnSuspect(name, label, float(parts[label]), predicted)
    return best


def _beyond_the_rest(
    suspect: _ColumnSuspect, others: Mapping[str, Column], question: ClassQuestion, folds: Integers
) -> bool:
    rows = _some(len(question.y))
    names = list(others)[: rest.MOST_COLUMNS]
    table = rest.as_numbers({name: others[name][rows] for name in names})
    y, predicted = question.y[rows], suspect.predicted[rows]
    of_rest = rest.forest_classes(table, y, folds[rows])
    if suspect.label is None:
        return judge.beyond_the_rest(predicted == y, of_rest == y)
    is_label = y == suspect.label
    return judge.beyond_the_rest(
        (predicted == suspect.label) == is_label, (of_rest == suspect.label) == is_label
    )


def _some(n: int) -> Integers:
    if n <= rest.MOST_ROWS:
        return np.arange(n)
    return np.sort(np.random.default_rng(1).permutation(n)[: rest.MOST_ROWS])


def _copy(name: str, question: ClassQuestion, folds: Integers, codes: Integers) -> Leak:
    n_classes = len(question.classes)
    right = tables.predicted_classes(codes, question.y, n_classes, folds) == question.y
    base = float(np.bincount(question.y).max() / len(right))
    sentence = (
        f"The column “{name}” is {question.name} under another name: it has a value of its own for "
        "each class."
    )
    score = float(right.mean())
    return Leak("copy", name, (name,), score, base, len(right), sentence, leave_out(name))


def _column(suspect: _ColumnSuspect, question: ClassQuestion) -> Leak:
    y, n = question.y, len(question.y)
    if suspect.label is None:
        score, base = float(np.mean(suspect.predicted == y)), float(np.bincount(y).max() / n)
        told = f"{question.name} in {share(score)} of {n:,} held-out rows"
    else:
        is_label = y == suspect.label
        score = float(np.mean((suspect.predicted == suspect.label) == is_label))
        base = max(float(is_label.mean()), float(1 - is_label.mean()))
        label = question.classes[suspect.label]
        told = f"whether {question.name} is “{label}” in {share(score)} of {n:,} held-out rows"
    sentence = (
        f"The column “{suspect.name}” alone predicts {told}; the most frequent answer is right in "
        f"{share(base)}, and all other columns together come nowhere near."
    )
    name = suspect.name
    return Leak("column", name, (name,), score, base, n, sentence, leave_out(name))


def leave_out(*names: str) -> str:
    """What to do about columns."""
    listed = " and ".join(f"“{name}”" for name in names)
    what = "it is" if len(names) == 1 else "they are"
    return f"Leave {listed} out, unless {what} known before the answer is."


def share(part: float) -> str:
    """A part in per cent, never 100 % of less than all."""
    text = f"{part:.1%}"
    return text.replace("100.0%", "100%" if part == 1 else "more than 99.9%")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


# --- numbers


def number_leaks(
    columns: Mapping[str, Column],
    y: Floats,
    name: str,
    folds: Integers,
    without: Sequence[str] = (),
    check: Callable[[], None] = lambda: None,
) -> list[Leak]:
    """Columns that give a number away; ``without`` are those that are named already."""
    if len(y) < judge.FEWEST_ROWS or np.ptp(y) == 0:
        return []
    ranks = _ranks(y)
    coded = {key: tables.codes_of(column) for key, column in columns.items() if key not in without}
    parts = {}
    for key, codes in coded.items():
        check()
        part = _error_explained(ranks, tables.predicted_means(codes, ranks, folds))
        if part >= judge.NEARLY - 0.2:
            parts[key] = part
    suspects = []
    for key in sorted(parts, key=lambda key: -parts[key])[:MOST_SUSPECTS]:
        check()
        predicted = _closest(columns[key], coded[key], y, folds)
        part = _error_explained(y, predicted)
        if part >= judge.NEARLY:
            suspects.append((key, part, predicted))
    sure = {key for key, part, _ in suspects if part >= judge.SURELY}
    leaks = []
    rows = _some(len(y))
    for key, part, predicted in suspects:
        check()
        twins = {other for other in coded if _alike(coded[other], coded[key])}
        left = [n for n in coded if n != key and n not in twins | sure][: rest.MOST_COLUMNS]
        if not left:
            continue
        table = rest.as_numbers({n: columns[n][rows] for n in left})
        of_rest = rest.forest_numbers(table, y[rows], folds[rows])
        if not judge.closer_than_the_rest(
            np.abs(predicted[rows] - y[rows]), np.abs(of_rest - y[rows])
        ):
            continue
        rest_part = _error_explained(y[rows], of_rest)
        sentence = (
            f"The column “{key}” alone explains {share(part)} of the error in {name} on {len(y):,} "
            f"held-out rows; all other columns together explain {share(max(0.0, rest_part))}."
        )
        leaks.append(Leak("column", key, (key,), part, 0.0, len(y), sentence, leave_out(key)))
    return leaks


def _ranks(y: Floats) -> Floats:
    from scipy.stats import rankdata

    return np.asarray(rankdata(y), np.float64)


def _error_explained(y: Floats, predicted: Floats) -> float:
    """D² of the absolute error: what is left of that of the median."""
    usual = float(np.abs(y - np.median(y)).sum())
    return tables.explained(float(np.abs(y - predicted).sum()), usual)


def _closest(column: Column, codes: Integers, y: Floats, folds: Integers) -> Floats:
    """What one column predicts at best: by its values, by a line, a rising or falling curve."""
    every = [tables.predicted_means(codes, y, folds)]
    if tables.is_numeric(column):
        values = column.astype(np.float64)
        there = np.isfinite(values)
        values = np.where(there, values, np.median(values[there]))
        every.append(tables.predicted_means(tables.codes_of(values, 16 * tables.BINS), y, folds))
        every += [_fitted(values, y, folds, shape) for shape in ("line", "monotone")]
    return min(every, key=lambda predicted: float(np.abs(y - predicted).sum()))


def _fitted(values: Floats, y: Floats, folds: Integers, shape: str) -> Floats:
    from sklearn.isotonic import IsotonicRegression

    predicted = np.empty(len(y))
    for fold in range(tables.FOLDS):
        aside, rows = folds == fold, folds != fold
        if shape == "line":
            if not np.ptp(values[rows]):
                predicted[aside] = np.median(y[rows])
                continue
            slope, constant = np.polyfit(values[rows], y[rows], 1)
            predicted[aside] = slope * values[aside] + constant
        else:
            curve = IsotonicRegression(increasing="auto", out_of_bounds="clip")
            predicted[aside] = curve.fit(values[rows], y[rows]).predict(values[aside])
    return predicted
