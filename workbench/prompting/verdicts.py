"""Verdicts: what a demonstration shows, in a sentence that its figures carry.

Two conditions have answered the same questions, so what counts is the questions on which they
differ: McNemar's test in its exact form (McNemar 1947), and an interval of the difference after
Agresti & Min 2005, "Simple improved confidence intervals for comparing matched proportions".
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from workbench.prompting.demonstrations import Result, Shown, counted
from workbench.prompting.lettertasks import CIPHER, NOTHING, TASKS, Pair, knowable
from workbench.prompting.scores import Share

Verdict = Literal["rises", "falls", "stays", "unclear"]
# What chance alone brings about less often than this is taken for no chance.
SIGNIFICANT = 0.05
# The 97.5th percentile of the normal distribution.
_Z = 1.959964
# A difference that certainly is smaller than this is called none.
SAME = 0.1
# From here on a task is done, and up to there it is not.
DONE, FAILED = 0.9, 0.1


@dataclass(frozen=True)
class Change:
    """How the answers to the same questions differ between two conditions.

    ``before`` and ``after`` are the accuracies over the questions that both have answered;
    ``gained`` of them only the second answered rightly, ``lost`` only the first.
    """

    before: Share
    after: Share
    gained: int
    lost: int

    @cached_property
    def p(self) -> float:
        """How often chance alone makes such a difference, or a larger one."""
        if not self.gained + self.lost:
            return 1.0
        from scipy.stats import binomtest

        return float(binomtest(self.gained, self.gained + self.lost, 0.5).pvalue)

    @property
    def interval(self) -> tuple[float, float]:
        """Where the difference of the accuracies lies, at 95 %."""
        n = self.before.total + 2
        gained, lost = self.gained + 0.5, self.lost + 0.5
        difference = (gained - lost) / n
        spread = _Z * math.sqrt(gained + lost - (gained - lost) ** 2 / n) / n
        return max(-1.0, difference - spread), min(1.0, difference + spread)

    @property
    def verdict(self) -> Verdict:
        """In a word; ``unclear`` when neither a difference nor its absence is shown."""
        if self.p < SIGNIFICANT:
            return "rises" if self.gained > self.lost else "falls"
        low, high = self.interval
        return "stays" if low > -SAME and high < SAME else "unclear"


def change(before: Result, after: Result) -> Change:
    """Compare two conditions over the questions that both have answered."""
    pairs = [
        (one.right, other.right)
        for one, other in zip(before.answers, after.answers, strict=True)
        if one is not None and other is not None
    ]
    first, second = (sum(pair[n] for pair in pairs) for n in (0, 1))
    gained = sum(right and not was for was, right in pairs)
    lost = sum(was and not right for was, right in pairs)
    return Change(Share(first, len(pairs)), Share(second, len(pairs)), gained, lost)


def sentences(shown: Shown) -> list[str]:
    """What was seen, a sentence each; empty without an answer."""
    if not any(result.accuracy.total for result in shown.results):
        return []
    how = {"words": _of_words, "labels": _of_labels, "tasks": _of_tasks}
    return list(how[shown.demonstration.kind](shown))


def percent(share: Share) -> str:
    """A share as people say it."""
    return f"{100 * share.value:.0f} %"


def with_interval(share: Share) -> str:
    """A share, and where it may lie."""
    low, high = share.interval
    return f"{percent(share)} ({100 * low:.0f} … {100 * high:.0f})"


def _unclear(found: Change) -> str:
    n = found.before.total
    return f"Of {n} questions {found.gained + found.lost} differ, {found.gained} for the better"


# Words


def _of_words(shown: Shown) -> Iterator[str]:
    ordered = sorted(shown.results, key=lambda result: result.condition.shots)
    first, last = ordered[0], ordered[-1]
    if first is last:
        yield f"With {first.condition.name} {with_interval(first.accuracy)} are right."
        return
    found = change(first, last)
    few, many = counted(first.condition.shots), counted(last.condition.shots)
    before, after = percent(found.before), percent(found.after)
    match found.verdict:
        case "rises":
            yield (
                f"With {many} accuracy rises from {before} ({few}) to {after}: the model takes "
                "from the examples what is wanted, and not one of its weights has changed."
            )
        case "falls":
            yield f"With {many} accuracy falls from {before} ({few}) to {after}: they mislead it."
        case "stays":
            knows = "it knows the task without them"
            why = knows if found.before.value > 0.5 else "it cannot do it"
            yield f"With {many} accuracy stays at {after} ({few}: {before}): {why}."
        case "unclear":
            yield (
                f"Cannot tell whether shots help: {before} with {few}, {after} with {many}. "
                f"{_unclear(found)}; that may be chance (p = {found.p:.2f})."
            )


# Labels


def _of_labels(shown: Shown) -> Iterator[str]:
    kinds = {result.condition.labels for result in shown.results if result.condition.shots}
    if "true" not in kinds:
        (only,) = shown.results
        yield f"Without shots {with_interval(only.accuracy)} are right."
        return
    shots = max(result.condition.shots for result in shown.results)
    true, chance = shown.result("true", shots), shown.demonstration.chance
    none = [result for result in shown.results if not result.condition.shots]
    if none:
        yield _of_shots(change(none[0], true), shots)
    guessing = true.accuracy.interval[0] <= chance
    for kind in ("flipped", "random"):
        if kind in kinds:
            yield _of_control(kind, change(true, shown.result(kind, shots)), guessing, chance)


def _of_shots(found: Change, shots: int) -> str:
    before, after, many = percent(found.before), percent(found.after), counted(shots)
    match found.verdict:
        case "rises":
            return f"{many.capitalize()} with true labels raise accuracy from {before} to {after}."
        case "falls":
            return f"{many.capitalize()} with true labels lower accuracy from {before} to {after}."
        case "stays":
            return f"With {many} and true labels accuracy stays at {after} (no shots: {before})."
    return f"Whether shots help cannot be told: {before} without, {after} with {many}."


def _of_control(kind: str, found: Change, guessing: bool, chance: float) -> str:
    true, spoilt = percent(found.before), percent(found.after)
    if found.verdict == "falls":
        below = found.after.interval[1] < chance
        how = (
            "it follows them even where they are wrong"
            if below and kind == "flipped"
            else ("the model reads the labels from the shots")
        )
        return f"With {kind} labels accuracy falls from {true} to {spoilt}: {how}."
    if guessing:
        return (
            f"With {kind} labels {spoilt}, with true ones {true}: what the labels do cannot be "
            f"told, since that may be guessing ({100 * chance:.0f} %)."
        )
    if found.verdict == "stays":
        return (
            f"With {kind} labels accuracy stays ({spoilt}, with true ones {true}): from the shots "
            "the model takes the task's form, not the labels."
        )
    if found.verdict == "rises":
        return f"With {kind} labels accuracy rises from {true} to {spoilt}, which nobody expects."
    return (
        f"With {kind} labels {spoilt}, with true ones {true}: it cannot be told whether the labels "
        f"count. {_unclear(found)} (p = {found.p:.2f})."
    )


# Letter tasks


def _of_tasks(shown: Shown) -> Iterator[str]:
    most = max(result.condition.shots for result in shown.results)
    absent = shown.demonstration.absent
    there = {
        task: result
        for task in TASKS
        if (result := shown.result(task=task, shots=most)).accuracy.total
    }
    rules = [task for task in there if task not in (absent, CIPHER)]
    done = [task for task in rules if there[task].accuracy.value >= DONE]
    words = []
    if done:
        words.append(f"completes {_listed(done)} ({_range([there[task] for task in done])})")
    if weak := [task for task in rules if task not in done]:
        words.append(f"does not master {_listed(weak)} ({_range([there[t] for t in weak])}) yet")
    if absent in there:
        words.append(_of_absent(absent, there[absent].accuracy))
    if words:
        yield f"With {counted(most)} the model {', and '.join(words)}."
    if CIPHER in there and absent != CIPHER:
        yield _of_cipher(shown, there[CIPHER])


def _of_absent(task: str, found: Share) -> str:
    if found.value <= FAILED:
        return f"fails on {task} ({percent(found)}), of which its text has no example"
    if found.value >= DONE:
        return f"even completes {task} ({percent(found)}), of which its text has no example"
    return f"gets {percent(found)} of {task}, of which its text has no example"


def _of_cipher(shown: Shown, last: Result) -> str:
    few = min(result.condition.shots for result in shown.results)
    found = change(shown.result(task=CIPHER, shots=few), last)
    known = Share(*_known(last))
    before, after, many = percent(found.before), percent(found.after), counted(last.condition.shots)
    text = f"What stands for what in a cipher only the shots say: {before} with {counted(few)}"
    text += f", {after} with {many}"
    if found.verdict == "rises":
        return f"{text}, where {percent(known)} can be known. That it learns in context."
    return f"{text}. So far it has not learnt to read that from them."


def _known(result: Result) -> tuple[int, int]:
    """Questions whose shots say all of the answer, and how many there are."""
    questions = result.condition.questions
    pairs = [[Pair(row.text, row.label) for row in (*q.shots, q.row)] for q in questions]
    return sum(map(knowable, pairs)), len(pairs)


def _range(results: Sequence[Result]) -> str:
    values = sorted(100 * result.accuracy.value for result in results)
    low, high = f"{values[0]:.0f}", f"{values[-1]:.0f}"
    return f"{low} %" if low == high else f"{low} … {high} %"


def _listed(words: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))


__all__ = ["NOTHING", "Change", "change", "percent", "sentences", "with_interval"]
