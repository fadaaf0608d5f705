"""Arguments of the Python API: what a function does not take is refused in words that name it."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import workbench
from workbench import UsageError
from workbench.api import RunResult
from workbench.api.arguments import refused
from workbench.cli.ranges import range_of
from workbench.core import bounds
from workbench.core.bounds import Bounds

PICTURE = np.zeros((28, 28), np.uint8)
PROMPT = {"example": "{text} {label}"}
OVER = (PROMPT, "short-reviews")


@pytest.mark.parametrize(
    ("function", "arguments", "options", "says"),
    [
        ("train", (7,), {}, "experiment is 7"),
        ("train", ("",), {}, "experiment is empty"),
        ("train", (), {"dataset": ""}, "dataset is empty"),
        ("train", (), {"dataset": 3}, "dataset is 3"),
        ("train", (), {"launcher": 3}, "launcher is 3"),
        ("train", (), {"folder": 3}, "folder is 3"),
        ("train", (), {"epochs": True}, "epochs is True; it takes a whole number"),
        ("train", (), {"trainer__epochs": True}, "epochs is True; it takes a whole number"),
        ("train", (), {"seed": True}, "seed is True; it takes a whole number"),
        ("train", (), {"epochs": 1, "trainer__epochs": 2}, "epochs is given twice"),
        ("resume", (None,), {}, "run is None"),
        ("load_run", (None,), {}, "run is None"),
        ("load_run", ("",), {}, "run is empty"),
        ("load_run", ("x", 3), {}, "folder is 3"),
        ("list_runs", (3,), {}, "folder is 3"),
        ("predict", (None, PICTURE), {}, "model is None"),
        ("predict", ("x", None), {}, "inputs is None"),
        ("predict", ("x", {"a": 1}), {}, "inputs is of the type dict"),
        ("predict", ("x", [[0.0, 1.0]]), {}, r"inputs\[0\] is of the type list"),
        ("generate", (None,), {}, "model is None"),
        ("generate", ("x", 3), {}, "prompt is 3"),
        ("generate", ("x", "y"), {"seed": "a"}, "seed is 'a'"),
        ("generate", ("x", "y"), {"max_tokens": 1.5}, "max_tokens is 1.5"),
        ("generate", ("x", "y"), {"top_k": 0}, "top_k is 0"),
        ("generate", ("x", "y"), {"temperature": "hot"}, "temperature is 'hot'"),
        ("generate", ("x", "y"), {"stop": 3}, "stop is 3"),
        ("generate", ("x", "y"), {"stop": ["a", 3]}, "stop is of the type list"),
        ("compare", (None,), {}, "plan is None"),
        ("compare", ([],), {}, "plan is empty"),
        ("compare", ({},), {}, "answerer"),
        ("compare", ("x.toml",), {"rows": 3}, "rows is 3"),
        ("compare", ("x.toml",), {"margin": "a"}, "margin is 'a'"),
        ("ask", (3,), {}, "text is 3"),
        ("ask", (None,), {}, "text is None"),
        ("ask", ("x",), {"model": 3}, "model is 3"),
        ("ask", ("x",), {"prompt": 3}, "prompt is 3"),
        ("ask", ("x",), {"image": 3}, "image is 3"),
        ("ask", ("x",), {"form": "song"}, "form is 'song'; it takes 'chat' or 'completion'"),
        ("prompt", (None, "short-reviews"), {}, "prompt is None"),
        ("prompt", ({}, "short-reviews"), {}, "prompt is empty"),
        ("prompt", (PROMPT, ""), {}, "dataset is empty"),
        ("prompt", OVER, {"split": "val"}, "split is 'val'; it takes 'test' or 'train'"),
        ("prompt", OVER, {"limit": 0}, "limit is 0; it takes a whole number of at least 1"),
        ("prompt", OVER, {"limit": -1}, "limit is -1"),
        ("prompt", OVER, {"limit": "x"}, "limit is 'x'"),
        ("prompt", OVER, {"seed": -1}, "seed is -1"),
        ("prompt", OVER, {"shots": -1}, "shots is -1"),
        ("prompt", OVER, {"concurrency": 0}, "concurrency is 0"),
        ("prompt", OVER, {"concurrency": 257}, "at most 256"),
        ("prompt", OVER, {"per_minute": 0}, "per_minute is 0; it takes a number above 0"),
        ("prompt", OVER, {"max_cost": -1}, "max_cost is -1"),
        ("prompt", OVER, {"max_cost": float("nan")}, "max_cost is nan"),
        ("prompt", OVER, {"dataset_settings": 3}, "dataset_settings is 3"),
    ],
)
def test_what_a_function_does_not_take_is_refused(
    function: str, arguments: tuple[Any, ...], options: dict[str, Any], says: str
) -> None:
    with pytest.raises(UsageError, match=says):
        getattr(workbench, function)(*arguments, **options)
    assert len(workbench.list_runs()) == 0


def test_a_run_is_no_plan(trained: RunResult) -> None:
    with pytest.raises(UsageError, match="plan is of the type RunResult"):
        workbench.compare(trained)  # type: ignore[arg-type]


def test_a_listed_run_stands_for_the_run(trained: RunResult) -> None:
    (info,) = workbench.list_runs(trained.path.parent)
    for run in (info, trained):
        assert workbench.load_run(run).id == trained.id
        with pytest.raises(UsageError, match="is finished"):
            workbench.resume(run)
        with pytest.raises(UsageError, match="does not write text"):
            workbench.generate(run)
    expected = workbench.predict(trained, PICTURE)
    np.testing.assert_array_equal(
        workbench.predict(info, PICTURE).probabilities, expected.probabilities
    )


def test_an_experiment_may_be_a_mapping() -> None:
    run = workbench.train(
        {
            "dataset": {"id": "digits", "labels_per_class": 5},
            "architecture": "softmax",
            "trainer": {"id": "supervised", "epochs": 1},
        }
    )
    assert run.experiment.dataset.params == {"labels_per_class": 5}
    assert run.status == "finished"


@pytest.mark.parametrize(
    ("limits", "good", "bad"),
    [
        (bounds.CONCURRENCY, (1, 256, np.int64(3)), (0, 257, 1.0, True, "1", None)),
        (bounds.PER_MINUTE, (0.5, 3, np.float32(1)), (0, -1, float("nan"), True, None)),
        (bounds.TOP_P, (1, 0.2), (0, 1.1)),
    ],
)
def test_bounds(limits: Bounds, good: tuple[object, ...], bad: tuple[object, ...]) -> None:
    assert all(value in limits for value in good)
    assert not any(value in limits for value in bad)


def test_the_command_line_takes_the_same_numbers() -> None:
    for limits in (value for value in vars(bounds).values() if isinstance(value, Bounds)):
        kind = range_of(limits)
        assert (kind.min, kind.max, kind.min_open) == (limits.low, limits.high, limits.is_low_open)


def test_a_long_value_is_named_by_its_type() -> None:
    assert "rows is of the type ndarray; it takes" in str(refused("rows", PICTURE, "a number"))
