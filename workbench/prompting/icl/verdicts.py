"""Verdicts: what a demonstration shows, in a sentence that its figures carry.

Two conditions have answered the same questions, so what counts is the questions on which they
differ: McNemar's test in its exact form (McNemar 1947), and an interval of the difference after
Agresti & Min 2005, "Simple improved confidence intervals for comparing matched proportions".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from workbench.core.statistics import agresti_min, mcnemar
from workbench.prompting.icl.demonstrations import ConditionResult, DemonstrationRun, counted
from workbench.prompting.icl.letter_tasks import CIPHER, NOTHING, TASKS, WordPair, knowable
from workbench.prompting.scores import Share

Verdict = Literal["rises", "falls", "stays", "unclear"]
# What chance alone brings about less often than this is taken for no chance.
SIGNIFICANT = 0.05
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
        return mcnemar(self.gained, self.lost)

    @property
    def interval(self) -> tuple[float, float]:
        """Where the difference of the accuracies lies, at 95 %."""
        return agresti_min(self.gained, self.lost, self.before.total)

    @property
    def verdict(self) -> Verdict:
        """In a word; ``unclear`` when neither a difference nor its absence is shown."""
        if self.p < SIGNIFICANT:
            return "rises" if self.gained > self.lost else "falls"
        low, high = self.interval
        return "stays" if low > -SAME and high < SAME else "unclear"


def change(before: ConditionResult, after: ConditionResult) -> Change:
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


def sentences(completed: DemonstrationRun) -> list[str]:
    """What was seen, a sentence each; empty without an answer."""
    if not any(result.accuracy.total for result in completed.results):
        return []
    how = {"words": _of_word_pairs, "labels": _of_labels, "tasks": _of_tasks}
    return list(how[completed.demonstration.kind](completed))


def percent(share: Share) -> str:
    """A share as people say it."""
    return f"{100 * share.value:.0f} %"


def with_interval(share: Share) -> str:
    """A share, and where it may lie."""
    low, high = share.interval
    return f"{percent(share)} ({100 * low:.0f} … {100 * high:.0f})"


def _unclear(delta: Change) -> str:
    n = delta.before.total
    return f"Of {n} questions {delta.gained + delta.lost} differ, {delta.gained} for the better"


# Words


def _of_word_pairs(completed: DemonstrationRun) -> Iterator[str]:
    ordered = sorted(completed.results, key=lambda result: result.condition.shots)
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


def _of_labels(completed: DemonstrationRun) -> Iterator[str]:
    kinds = {result.condition.labels for result in completed.results if result.condition.shots}
    if "true" not in kinds:
        (only,) = completed.results
        yield f"Without shots {with_interval(only.accuracy)} are right."
        return
    shots = max(result.condition.shots for result in completed.results)
    true, chance = completed.result("true", shots), completed.demonstration.chance
    none = [result for result in completed.results if not result.condition.shots]
    if none:
        yield _of_shots(change(none[0], true), shots)
    guessing = true.accuracy.interval[0] <= chance
    for kind in ("flipped", "random"):
        if kind in kinds:
            yield _of_control(kind, change(true, completed.result(kind, shots)), guessing, chance)


def _of_shots(delta: Change, shots: int) -> str:
    before, after, many = percent(delta.before), percent(delta.after), counted(shots)
    match delta.verdict:
        case "rises":
            return f"{many.capitalize()} with true labels raise accuracy from {before} to {after}."
        case "falls":
            return f"{many.capitalize()} with true labels lower accuracy from {before} to {after}."
        case "stays":
            return f"With {many} and true labels accuracy stays at {after} (no shots: {before})."
    return f"Whether shots help cannot be told: {before} without, {after} with {many}."


def _of_control(kind: str, delta: Change, guessing: bool, chance: float) -> str:
    true, spoilt = percent(delta.before), percent(delta.after)
    if delta.verdict == "falls":
        below = delta.after.interval[1] < chance
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
    if delta.verdict == "stays":
        return (
            f"With {kind} labels accuracy stays ({spoilt}, with true ones {true}): from the shots "
            "the model takes the task's form, not the labels."
        )
    if delta.verdict == "rises":
        return f"With {kind} labels accuracy rises from {true} to {spoilt}, which nobody expects."
    return (
        f"With {kind} labels {spoilt}, with true ones {true}: it cannot be told whether the labels "
        f"count. {_unclear(delta)} (p = {delta.p:.2f})."
    )


# Letter tasks


def _of_tasks(completed: DemonstrationRun) -> Iterator[str]:
    most = max(result.condition.shots for result in completed.results)
    absent = completed.demonstration.absent
    there = {
        task: result
        for task in TASKS
        if (result := completed.result(task=task, shots=most)).accuracy.total
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
        yield _of_cipher(completed, there[CIPHER])


def _of_absent(task: str, share: Share) -> str:
    if share.value <= FAILED:
        return f"fails on {task} ({percent(share)}), of which its text has no example"
    if share.value >= DONE:
        return f"even completes {task} ({percent(share)}), of which its text has no example"
    return f"gets {percent(share)} of {task}, of which its text has no example"


def _of_cipher(completed: DemonstrationRun, last: ConditionResult) -> str:
    few = min(result.condition.shots for result in completed.results)
    found = change(completed.result(task=CIPHER, shots=few), last)
    known = Share(*_count_knowable(last))
    before, after, many = percent(found.before), percent(found.after), counted(last.condition.shots)
    text = f"What stands for what in a cipher only the shots say: {before} with {counted(few)}"
    text += f", {after} with {many}"
    if found.verdict == "rises":
        return f"{text}, where {percent(known)} can be known. That it learns in context."
    return f"{text}. So far it has not learnt to read that from them."


def _count_knowable(result: ConditionResult) -> tuple[int, int]:
    """Questions whose shots say all of the answer, and how many there are."""
    questions = result.condition.questions
    pairs = [[WordPair(row.text, row.label) for row in (*q.shots, q.row)] for q in questions]
    return sum(map(knowable, pairs)), len(pairs)


def _range(results: Sequence[ConditionResult]) -> str:
    values = sorted(100 * result.accuracy.value for result in results)
    low, high = f"{values[0]:.0f}", f"{values[-1]:.0f}"
    return f"{low} %" if low == high else f"{low} … {high} %"


def _listed(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


__all__ = ["NOTHING", "Change", "change", "percent", "sentences", "with_interval"]
