"""Demonstrations: the same questions under several conditions, and what their figures say."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.prompting.scripted import FRUIT, Scripted, question, things
from workbench.core import provider_models as find_models
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.events import Event
from workbench.core.contracts.provider import Provider, Request
from workbench.core.control import Control
from workbench.core.experiment import Experiment
from workbench.core.plugins import Plugins
from workbench.core.provider_models import ProviderModel
from workbench.core.runs.store import RunStore
from workbench.core.settings import Settings
from workbench.prompting.batch import BatchPlan, Outcome
from workbench.prompting.icl import (
    label_controls,
    letter_runs,
    letter_shots,
    letter_tasks,
    word_pairs,
)
from workbench.prompting.icl.demonstrations import (
    Answered,
    Condition,
    ConditionResult,
    Demonstration,
    DemonstrationPrompt,
    DemonstrationRun,
    judged,
    run,
)
from workbench.prompting.icl.letter_tasks import CIPHER, LETTERS, NOTHING, RULES, TASKS, block
from workbench.prompting.icl.verdicts import Change, change, sentences
from workbench.prompting.prompts.questions import Question
from workbench.prompting.prompts.rows import Row
from workbench.prompting.responses import Answers, Response
from workbench.prompting.scores import Share

LOCAL = Settings(local_only=True)
ENGLISH = {row.text: row.label.split("|")[0] for row in word_pairs.load().questions}


@pytest.fixture
def answers(tmp_path: Path) -> Iterator[Answers]:
    with Answers(tmp_path / "answers.sqlite") as made:
        yield made


def knows_with_shots(request: Request) -> str:
    """Translates once it has seen an example, in a way that graders often miss."""
    lines = question(request).splitlines()
    word = lines[-1].removesuffix(" =")
    return f"{word}, {word}" if len(lines) < 3 else f" The {ENGLISH[word].upper()}."


def reads_labels(request: Request) -> str:
    """Finds the shot of the same kind, and says what stands there; without shots, fruit."""
    *shots, asked = question(request).split("\n\n")[1:]
    is_fruit = asked.split()[2] in FRUIT
    for shot in shots:
        text, label = shot.removeprefix("Text: ").split("\nLabel: ")
        if (text.split()[1] in FRUIT) == is_fruit:
            return f" {label}"
    return " fruit"


def sees_form(request: Request) -> str:
    """Knows fruit from tools whatever the shots say."""
    return " fruit" if question(request).split("\n\n")[-1].split()[2] in FRUIT else " tool"


def many_things():
    """Sixteen different texts of each class to learn from, and thirty to be asked about."""
    from workbench.core.contracts.text import TextRows

    def rows(*marks: str) -> TextRows:
        texts = [f"a {word} {mark}" for mark in marks for word in things_words()]
        y = np.tile(np.repeat(np.array([0, 1], np.int64), 8), len(marks))
        return TextRows(tuple(texts), y)

    return things(train=rows("here", "there"), test=rows("now", "then", "soon", "later"))


def things_words() -> tuple[str, ...]:
    from tests.prompting.scripted import TOOLS

    return (*FRUIT, *TOOLS)


# Words


def test_words_never_asked_are_shown_and_fewer_shots_stay(answers: Answers) -> None:
    model = ProviderModel(Scripted(), "word")
    found = word_pairs.translation(model, (0, 1, 3))
    assert [c.name for c in found.conditions] == ["no shots", "1 shot", "3 shots"]
    rows = [[q.row for q in c.questions] for c in found.conditions]
    assert rows[0] == rows[1] == rows[2]
    assert len(rows[0]) == 80
    asked = {row.text for row in rows[0]}
    shown = {shot.text for c in found.conditions for q in c.questions for shot in q.shots}
    assert not asked & shown
    assert len(shown) > 3  # not always the same ones
    for one, three in zip(
        found.conditions[1].questions, found.conditions[2].questions, strict=True
    ):
        assert one.shots == three.shots[-1:]
    first = found.conditions[1].questions[0].request.prompt
    assert first is not None
    assert first.startswith("Translate German to English:\n")
    assert first.endswith("\nrot =")


def test_the_list_of_words_is_sound() -> None:
    pairs = word_pairs.load()
    german = [row.text for row in (*pairs.questions, *pairs.shots)]
    assert len(set(german)) == len(german) == 88
    assert pairs.questions[0] == Row("rot", "red", index=0)
    assert all(row.text and row.label for row in (*pairs.questions, *pairs.shots))


def test_shots_that_teach_raise_accuracy(answers: Answers) -> None:
    model = ProviderModel(Scripted(knows_with_shots), "word")
    events: list[Event] = []
    shown = run(word_pairs.translation(model), LOCAL, answers, emit=events.append)
    assert [result.accuracy.count for result in shown.results] == [0, 80, 80]
    (said,) = sentences(shown)
    assert "With 3 shots accuracy rises from 0 % (no shots) to 100 %" in said
    got = [event for event in events if isinstance(event, Answered)]
    assert len(got) == 240
    assert all(e.answer.right == (e.condition > 0) for e in got)
    # Asked once, known for ever.
    again = run(word_pairs.translation(model), LOCAL, answers)
    assert again.outcome.requested == 0
    assert [r.accuracy for r in again.results] == [r.accuracy for r in shown.results]


def test_a_stop_leaves_comparable_answers(answers: Answers) -> None:
    control = Control()
    count = 0

    def emit(event: Event) -> None:
        nonlocal count
        count += isinstance(event, Answered)
        if count == 30:
            control.stop()

    model = ProviderModel(Scripted(knows_with_shots, pause_s=0.001), "word")
    shown = run(
        word_pairs.translation(model), LOCAL, answers, BatchPlan(concurrency=1), emit, control
    )
    totals = [result.accuracy.total for result in shown.results]
    assert shown.outcome.halted
    assert 30 <= sum(totals) < 240
    assert max(totals) - min(totals) <= 1
    assert sentences(shown)


def test_words_are_right_whatever_their_dress() -> None:
    model = ProviderModel(Scripted(), "word")
    demonstration = word_pairs.translation(model, limit=1)
    row = Row("groß", "big|large")

    def right(text: str) -> bool:
        return judged(demonstration, row, Response(text)).right

    assert all(map(right, (" big", "Large.", "the big", "A LARGE", "“big”")))
    assert not any(map(right, ("", "bigger", "big dog", "groß", "a")))


@pytest.mark.parametrize("shots", [(-1,), (9,), ()])
def test_impossible_numbers_of_shots(shots: tuple[int, ...]) -> None:
    with pytest.raises(UsageError, match="between 0 and 8"):
        word_pairs.translation(ProviderModel(Scripted(), "word"), shots)


# Labels


def labels_shown(reply, answers: Answers) -> DemonstrationRun:
    model = ProviderModel(Scripted(reply), "word")
    return run(label_controls.labels(many_things(), model, 4), LOCAL, answers)


def test_conditions_share_questions_and_examples() -> None:
    found = label_controls.labels(many_things(), ProviderModel(Scripted(), "word"), 4)
    assert [(c.shots, c.labels) for c in found.conditions] == [
        (0, "true"),
        (4, "true"),
        (4, "flipped"),
        (4, "random"),
    ]
    none, true, flipped, random_ = (list(c.questions) for c in found.conditions)
    assert [q.row for q in none] == [q.row for q in true] == [q.row for q in flipped]
    assert all(q.row.split == "test" for q in none)
    labels = [q.row.label for q in none]
    assert labels.count("fruit") == labels.count("tool") == 30
    other = {"fruit": "tool", "tool": "fruit"}
    for a, b, c in zip(true, flipped, random_, strict=True):
        assert [s.text for s in a.shots] == [s.text for s in b.shots] == [s.text for s in c.shots]
        assert [other[s.label] for s in a.shots] == [s.label for s in b.shots]
        assert sorted(s.label for s in a.shots) == ["fruit", "fruit", "tool", "tool"]
    assert len({q.shots for q in true}) == label_controls.DRAWS
    assert none[0].request.options.choices == (" fruit", " tool")


def test_who_reads_labels_follows_wrong_ones(answers: Answers) -> None:
    shown = labels_shown(reads_labels, answers)
    assert shown.result("true", 4).accuracy.value == 1
    assert shown.result("flipped", 4).accuracy.value == 0
    said = " ".join(sentences(shown))
    assert "4 shots with true labels raise accuracy from 50 % to 100 %" in said
    assert "With flipped labels accuracy falls from 100 % to 0 %: it follows them even" in said


def test_who_sees_form_alone_stays(answers: Answers) -> None:
    said = " ".join(sentences(labels_shown(sees_form, answers)))
    assert "With flipped labels accuracy stays (100 %, with true ones 100 %)" in said
    assert "takes the task's form, not the labels" in said
    assert "With random labels accuracy stays" in said


def test_of_guessing_nothing_is_said(answers: Answers) -> None:
    said = " ".join(sentences(labels_shown(lambda request: " fruit", answers)))
    assert "cannot be told, since that may be guessing (50 %)" in said
    assert "stays (" not in said


def test_pictures_are_refused(tiny_data) -> None:
    with pytest.raises(UsageError, match="pictures"):
        label_controls.labels(tiny_data, ProviderModel(Scripted(), "word"))


# Letter tasks


@given(task=st.sampled_from(TASKS), seed=st.integers(0, 2**32), asks=st.booleans())
def test_a_block_is_of_one_task(task: str, seed: int, asks: bool) -> None:
    pairs = block(task, random.Random(seed), asks=asks)
    words = [pair.word for pair in pairs]
    assert len(set(words)) == len(pairs) == 6
    assert [letter_tasks.is_held_out(word) for word in words] == [False] * 5 + [asks]
    assert all(len(set(word)) == 3 and set(word) <= set(LETTERS) for word in words)
    if task in RULES:
        assert all(pair.answer == RULES[task](pair.word) for pair in pairs)
    else:
        # One letter stands for one, and no two for the same.
        table = {a: b for pair in pairs for a, b in zip(pair.word, pair.answer, strict=True)}
        assert all("".join(table[a] for a in pair.word) == pair.answer for pair in pairs)
        assert len(set(table.values())) == len(table) <= 5
    assert pairs == block(task, random.Random(seed), asks=asks)


def test_rules() -> None:
    made = {task: RULES[task]("jkl") for task in RULES}
    assert made == {"copy": "jkl", "next": "kla", "rotate": "klj", "reverse": "lkj"}


def test_letter_questions_begin_as_a_block_does() -> None:
    found = letter_shots.tasks(ProviderModel(Scripted(), "word"), "reverse", (0, 2), limit=3)
    assert len(found) == 5 * 2 * 3
    two = found.conditions[1]
    assert (two.task, two.shots, two.name) == ("copy", 2, "copy, 2 shots")
    asked = two.questions[0]
    shots = "".join(f"{shot.text}>{shot.label}\n" for shot in asked.shots)
    assert asked.request.prompt == f"\n\n{shots}{asked.row.text}>"
    assert letter_tasks.is_held_out(asked.row.text)


def applies_what_it_knows(request: Request) -> str:
    """The first rule but reverse that fits all shots, else the table that the shots make."""
    *shots, last = question(request).strip().splitlines()
    pairs = [shot.split(">") for shot in shots]
    word = last.removesuffix(">")
    for task, rule in RULES.items():
        if task != "reverse" and all(rule(a) == b for a, b in pairs):
            return rule(word)
    table = {a: b for one, other in pairs for a, b in zip(one, other, strict=True)}
    return "".join(table.get(letter, "?") for letter in word)


def test_what_a_transformer_learnt_is_said(answers: Answers) -> None:
    model = ProviderModel(Scripted(applies_what_it_knows), "word")
    shown = run(letter_shots.tasks(model, "reverse", (0, 1, 5)), LOCAL, answers)
    first, second = sentences(shown)
    assert "With 5 shots the model completes copy, next and rotate (100 %)" in first
    assert "fails on reverse" in first
    assert "of which its text has no example" in first
    assert second.startswith("What stands for what in a cipher only the shots say: 0 % with no")
    assert "That it learns in context" in second
    none, one, five = (shown.result(task=CIPHER, shots=n).accuracy.value for n in (0, 1, 5))
    assert none < one < five  # what no shot says nobody can know


def test_an_untrained_one_has_not_learnt(answers: Answers) -> None:
    model = ProviderModel(Scripted(lambda request: "???"), "word")
    said = sentences(run(letter_shots.tasks(model, "reverse", (0, 5)), LOCAL, answers))
    assert "does not master copy, next and rotate (0 %) yet" in said[0]
    assert "So far it has not learnt" in said[1]


def test_which_task_a_run_lacks() -> None:
    made = Experiment().with_part("dataset", "letter-tasks")
    assert letter_tasks.absent_in(made) == "reverse"
    without = made.with_part("dataset", "letter-tasks", {"absent": "copy"})
    assert letter_tasks.absent_in(without) == "copy"
    assert NOTHING not in TASKS
    with pytest.raises(UsageError, match="'digits'"):
        letter_tasks.absent_in(Experiment())


def test_without_a_run_it_says_how_to_train_one(plugins: Plugins) -> None:
    with pytest.raises(UsageError, match=r"letter tasks yet.*examples/in-context\.toml"):
        letter_runs.chosen(RunStore(), plugins, LOCAL)


def test_the_example_is_the_experiment_of_the_window() -> None:
    from workbench.core.experiment import load

    path = Path(__file__).parents[2] / "examples" / "in-context.toml"
    assert load(path) == letter_runs.experiment()


# Verdicts


def result(rights: list[bool | None]) -> ConditionResult:
    row = Question(Row("a", "b"), (), Request("m", prompt="a"))
    given = [
        None if right is None else DemonstrationPrompt(Response("x"), "x", right)
        for right in rights
    ]
    return ConditionResult(Condition("c", (row,) * len(rights)), tuple(given))


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=60))
def test_a_change_counts_the_questions_that_differ(pairs: list[tuple[bool, bool]]) -> None:
    found = change(result([a for a, _ in pairs]), result([b for _, b in pairs]))
    back = change(result([b for _, b in pairs]), result([a for a, _ in pairs]))
    assert found.after.count - found.before.count == found.gained - found.lost
    assert (found.gained, found.lost) == (back.lost, back.gained)
    assert found.p == back.p
    low, high = found.interval
    assert -1 <= low <= (found.gained - found.lost) / (len(pairs) + 2) <= high <= 1
    opposite = {"rises": "falls", "falls": "rises", "stays": "stays", "unclear": "unclear"}
    assert back.verdict == opposite[found.verdict]


@pytest.mark.parametrize(
    ("gained", "lost", "n", "verdict", "p"),
    [
        (6, 0, 40, "rises", 0.03125),
        (0, 6, 40, "falls", 0.03125),
        (5, 0, 40, "unclear", 0.0625),
        (1, 1, 60, "stays", 1.0),
        (0, 0, 60, "stays", 1.0),
        (0, 0, 3, "unclear", 1.0),
        (10, 10, 60, "unclear", 1.0),
    ],
)
def test_verdicts(gained: int, lost: int, n: int, verdict: str, p: float) -> None:
    found = Change(Share(20 if n > 20 else 1, n), Share(20, n), gained, lost)
    assert found.p == pytest.approx(p)
    assert found.verdict == verdict


def test_agresti_and_min() -> None:
    """Their table 1: approval of 1600 people twice, 150 lost and 86 gained."""
    found = Change(Share(944, 1600), Share(880, 1600), 86, 150)
    assert found.interval == pytest.approx((-0.0586, -0.0212), abs=5e-4)


def test_what_has_no_answer_counts_on_no_side() -> None:
    found = change(result([True, None, False, True]), result([False, True, True, None]))
    assert (found.before, found.after) == (Share(1, 2), Share(1, 2))
    assert (found.gained, found.lost) == (1, 1)


def test_without_answers_nothing_is_said() -> None:
    empty = result([None, None])
    model = ProviderModel(Scripted(), "word")
    demonstration = Demonstration("words", model, (empty.condition,))
    assert sentences(DemonstrationRun(demonstration, (empty,), Outcome((), {}))) == []


# A real model


@pytest.mark.slow
def test_shots_teach_a_real_model(plugins: Plugins, answers: Answers) -> None:
    try:
        model = find_models.choose(("llama",), plugins.of(Provider), LOCAL)
    except UsageError:
        pytest.skip("needs a foundation model on this machine")
    shown = run(word_pairs.translation(model, (0, 3)), LOCAL, answers)
    assert not shown.outcome.failures
    assert [result.accuracy.total for result in shown.results] == [80, 80]
    assert sentences(shown)
    (none, three) = shown.results
    assert three.accuracy.value >= none.accuracy.value


@pytest.mark.slow
def test_labels_of_a_real_model(plugins: Plugins, answers: Answers) -> None:
    try:
        model = find_models.choose(("llama",), plugins.of(Provider), LOCAL)
    except UsageError:
        pytest.skip("needs a foundation model on this machine")
    cls = plugins.get(Dataset, "short-reviews")
    shown = run(label_controls.labels(cls().load(cls.Params()), model, 4, 12), LOCAL, answers)
    assert not shown.outcome.failures
    # Held to the labels, it says nothing else.
    said = {given.answer for r in shown.results for given in r.answers if given}
    assert said <= {"positive", "negative"}
    assert len(sentences(shown)) == 3
