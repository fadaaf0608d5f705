"""Sums: numbers that are worked out from each other, so that nothing is left to be learnt."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from workbench.core.leaks.judge import FEWEST_ROWS
from workbench.core.leaks.leak import Column, Floats, Leak
from workbench.core.leaks.of_columns import leave_out, share
from workbench.core.leaks.tables import is_numeric

# A row agrees with a sum up to so much of the target's spread: what rounding leaves.
NEAR = 0.005
# Logarithms agree with a product up to so much: a fifth of a per cent.
NEAR_FACTOR = 0.002
# So many of the rows agree.
AGREEING = 0.95
# So many values of a column are positive, or it is no factor.
MOSTLY = 0.98
MOST_ROWS, MOST_COLUMNS, MOST_TERMS, MOST_SUMS = 4000, 200, 12, 3


@dataclass(frozen=True)
class Combination:
    """``target = constant + Σ weight · column`` (or a product of powers) on most rows.

    Attributes
    ----------
    agreeing
        The part of ``rows`` rows, kept aside while the weights were fitted, that agree.
    """

    terms: tuple[tuple[str, float], ...]
    constant: float
    agreeing: float
    rows: int
    scale: Literal["sum", "product"] = "sum"


def sum_leaks(
    columns: Mapping[str, Column],
    y: Floats,
    name: str,
    check: Callable[[], None] = lambda: None,
) -> list[Leak]:
    """Columns of which the target can be added up, or that are a sum with the target in it."""
    numeric = {
        key: column.astype(np.float64) for key, column in columns.items() if is_numeric(column)
    }
    leaks: list[Leak] = []
    for _ in range(MOST_SUMS):
        check()
        combination = combination_of(numeric, y)
        if combination is None:
            break
        leak = _leak(combination, name)
        leaks.append(leak)
        numeric = {key: column for key, column in numeric.items() if key not in leak.columns}
    return leaks


def combination_of(columns: Mapping[str, Floats], y: Floats) -> Combination | None:
    """The shortest combination of columns that gives the target, of sums first; None of none."""
    rows, names = _complete(columns, y)
    if len(rows) < FEWEST_ROWS or not names:
        return None
    table, target = np.stack([columns[key][rows] for key in names], 1), y[rows]
    plain = _fitted(table, target, names, "sum")
    if plain is not None:
        return plain
    positive = np.flatnonzero((table > 0).mean(0) >= MOSTLY)
    above = (table[:, positive] > 0).all(1) & (target > 0)
    if len(positive) < 2 or above.sum() < max(FEWEST_ROWS, MOSTLY * MOSTLY * len(target)):
        return None
    logs = np.log(table[above][:, positive])
    product = _fitted(logs, np.log(target[above]), [names[k] for k in positive], "product")
    return product if product is not None and len(product.terms) > 1 else None


def _complete(columns: Mapping[str, Floats], y: Floats) -> tuple[npt.NDArray[np.int64], list[str]]:
    """Rows without a missing value, and the columns that leave enough of them."""
    finite = {key: np.isfinite(column) for key, column in columns.items()}
    names = [key for key in columns if finite[key].mean() > 0.5 and np.nanstd(columns[key]) > 0]
    names = sorted(names, key=lambda key: -int(finite[key].sum()))[:MOST_COLUMNS]
    names = [key for key in columns if key in set(names)]
    there = np.isfinite(y)
    while names and (there & np.all([finite[key] for key in names], 0)).sum() < len(y) / 4:
        names.remove(min(names, key=lambda key: int(finite[key].sum())))
    if not names:
        return np.zeros(0, np.int64), []
    rows = np.flatnonzero(there & np.all([finite[key] for key in names], 0))
    if len(rows) > MOST_ROWS:
        rows = np.sort(np.random.default_rng(2).permutation(rows)[:MOST_ROWS])
    return rows.astype(np.int64), names[: max(1, len(rows) // 6)]


def _fitted(
    table: Floats, y: Floats, names: Sequence[str], scale: Literal["sum", "product"]
) -> Combination | None:
    near = NEAR_FACTOR if scale == "product" else NEAR * _spread(y)
    if near <= 0:
        return None
    fit, aside = np.arange(len(y)) % 2 == 0, np.arange(len(y)) % 2 == 1
    # Of a target that is nearly always the same, the rest has to agree.
    values, counts = np.unique(y, return_counts=True)
    if counts.max() > len(y) / 2:
        aside &= y != values[counts.argmax()]
    if aside.sum() < FEWEST_ROWS / 3:
        return None
    centre, size = table.mean(0), table.std(0)
    size = np.where(size > 0, size, 1.0)
    scaled = (table - centre) / size

    def agreeing(kept: list[int]) -> tuple[float, Floats, float]:
        weights, constant = _trimmed(scaled[fit][:, kept], y[fit])
        error = np.abs(scaled[:, kept] @ weights + constant - y)
        return float(np.mean(error[aside] <= near)), weights, constant

    kept = list(range(len(names)))
    part, weights, constant = agreeing(kept)
    if part < AGREEING:
        return None
    # What adds less than rounding does goes at once, the others one by one as long as all agrees.
    small = [place for place, weight in zip(kept, weights, strict=True) if abs(weight) < near / 10]
    if small and len(small) < len(kept):
        fewer = [place for place in kept if place not in small]
        if (again := agreeing(fewer))[0] >= AGREEING:
            kept, (part, weights, constant) = fewer, again
    for place in [kept[k] for k in np.argsort(np.abs(weights), kind="stable")]:
        fewer = [other for other in kept if other != place]
        if fewer and (again := agreeing(fewer))[0] >= min(part, 1 - 1e-9) - 0.01:
            kept, (part, weights, constant) = fewer, again
    if len(kept) > MOST_TERMS:
        return None
    own = weights / size[kept]
    shift = float(constant - own @ centre[kept])
    # Whole numbers, and no constant, where rows agree as well: the rest is rounding.
    plain = np.where((np.abs(own - np.round(own)) < 0.02) & (np.round(own) != 0), own.round(), own)
    for simple, moved in ((plain, 0.0), (plain, shift), (own, 0.0)):
        error = np.abs(table[aside][:, kept] @ simple + moved - y[aside])
        if (again_part := float(np.mean(error <= near))) >= part - 0.01:
            own, shift, part = simple, moved, again_part
            break
    terms = tuple((names[place], float(weight)) for place, weight in zip(kept, own, strict=True))
    return Combination(terms, shift, part, int(aside.sum()), scale)


def _trimmed(table: Floats, y: Floats) -> tuple[Floats, float]:
    """Weights and constant of least squares, fitted again on the nine tenths that agree best.

    Concentration steps of least trimmed squares, Rousseeuw & Van Driessen 2006, "Computing LTS
    regression for large data sets", Data Mining and Knowledge Discovery 12, 29-45.
    """
    full = np.column_stack([table, np.ones(len(y))])
    rows = np.arange(len(y))
    for _ in range(3):
        solution = np.linalg.lstsq(full[rows], y[rows], rcond=None)[0]
        error = np.abs(full @ solution - y)
        rows = np.argsort(error, kind="stable")[: max(full.shape[1] + 1, int(0.9 * len(y)))]
    return solution[:-1].astype(np.float64), float(solution[-1])


def _spread(y: Floats) -> float:
    """A deviation that outliers do not stretch."""
    low, high = np.quantile(y, [0.25, 0.75])
    spread = float(high - low)
    return spread if spread > 0 else float(y.std())


def _leak(found: Combination, name: str) -> Leak:
    names = [term for term, _ in found.terms]
    where = f"in {share(found.agreeing)} of {found.rows:,} rows"
    ones = [abs(weight) == 1 for _, weight in found.terms]
    plus = [term for term, weight in found.terms if weight > 0]
    minus = [term for term, weight in found.terms if weight < 0]
    none = found.constant == 0
    added, adding = ("product", "times") if found.scale == "product" else ("sum", "plus")
    columns = tuple(names)
    if len(names) == 1:
        sentence = (
            f"The column “{names[0]}” is {name} in another unit or shifted by a constant, {where}."
        )
        return _made("copy", names[0], columns, found, sentence, leave_out(*names))
    if all(ones) and not minus and none:
        sentence = f"{_start(name)} is the {added} of these columns {where}: {_listed(names)}."
    elif all(ones) and len(plus) == 1 and none:
        total = plus[0]
        sentence = (
            f"The column “{total}” is a {added} that contains {name}: {where} it is {name} "
            f"{adding} {f' {adding} '.join(f'“{each}”' for each in minus)}."
        )
        return _made("sum", total, (total,), found, sentence, leave_out(total))
    else:
        sentence = (
            f"{_start(name)} can be worked out from other columns {where}: {_formula(found)}."
        )
    remedy = f"Leave at least one of {_listed(names)} out, or work {name} out without a model."
    return _made("sum", ", ".join(names), columns, found, sentence, remedy)


def _made(
    kind: Literal["copy", "sum"],
    where: str,
    columns: tuple[str, ...],
    found: Combination,
    sentence: str,
    remedy: str,
) -> Leak:
    return Leak(kind, where, columns, found.agreeing, 0.0, found.rows, sentence, remedy)


def _formula(found: Combination) -> str:
    if found.scale == "product":
        factors = [f"“{term}”^{weight:.3g}" for term, weight in found.terms]
        return " · ".join([f"{np.exp(found.constant):.3g}", *factors])
    parts = [f"{weight:+.4g}·“{term}”" for term, weight in found.terms]
    if found.constant:
        parts.append(f"{found.constant:+.4g}")
    return " ".join(parts).replace("-", "−").removeprefix("+")


def _listed(names: Sequence[str]) -> str:
    quoted = [f"“{name}”" for name in names]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"


def _start(text: str) -> str:
    return text[:1].upper() + text[1:]
