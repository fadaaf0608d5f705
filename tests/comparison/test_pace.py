"""Pace: what is left of a comparison, from what its jobs took."""

from __future__ import annotations

from workbench.comparison.jobs import Job
from workbench.comparison.pace import Pace, Remaining
from workbench.comparison.plan import Plan, Spec
from workbench.comparison.stored import ComparisonProgress, note_progress, progress
from workbench.core.experiment import Part


class At:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


A, B = Spec(id="tfidf"), Spec(run="20260101-000000-abcd")
JOBS = [
    Job(A, "A", None, 0),
    Job(B, "B", None, 0),
    Job(A, "A", 5, 0),
    Job(A, "A", 5, 1),
    Job(A, "A", 25, 0),
]


def test_jobs_that_are_alike_take_as_long() -> None:
    at = At()
    pace = Pace(JOBS, now=at)
    assert pace.remaining() == Remaining(0.0, 5)
    pace.begin(0)
    at.seconds = 40.0
    pace.end(0, 40.0)
    pace.begin(1)
    # Of the other three only the same model with all labels is known.
    assert pace.remaining() == Remaining(120.0, 1)
    at.seconds = 50.0
    pace.end(1, 10.0)
    pace.begin(2)
    at.seconds = 53.0
    pace.end(2, 3.0)
    pace.begin(3)
    at.seconds = 54.0
    # The same number of labels is nearest; for 25 it is the mean of this model's.
    assert pace.remaining() == Remaining(2.0 + 21.5, 0)


def test_what_was_there_already_says_nothing_of_speed() -> None:
    at = At()
    pace = Pace(JOBS[2:4], now=at)
    pace.begin(0)
    pace.end(0, None)
    pace.begin(1)
    assert pace.remaining() == Remaining(0.0, 1)


def test_the_steps_of_a_training_say_how_long_it_takes() -> None:
    at = At()
    pace = Pace(JOBS[:1], now=at)
    pace.begin(0)
    pace.report("Training", 0, 1000)
    at.seconds = 4.0
    pace.report("Training", 200, 1000)
    assert pace.remaining() == Remaining(16.0, 0)


def test_times_of_an_earlier_part_are_kept(tmp_path) -> None:  # type: ignore[no-untyped-def]
    plan = Plan(name="P", dataset=Part(id="things"), answerer=(A,))
    far = ComparisonProgress().of(plan, 3).after(1, "A", 12.0).after(2, "B", None)
    note_progress(tmp_path, far)
    read = progress(tmp_path)
    assert read == far
    assert (read.done, read.total, read.seconds) == (2, 3, {"A": 12.0})
    assert read.of(plan, 3).done == 2
    # Another plan begins again, and what jobs took is still of use.
    other = read.of(plan.model_copy(update={"rows": 20}), 3)
    assert (other.done, other.seconds) == (0, {"A": 12.0})
    (tmp_path / "progress.json").write_text("{", "utf-8")
    assert progress(tmp_path) == ComparisonProgress()
    assert Pace(JOBS[:1], read.seconds).remaining() == Remaining(12.0, 0)
