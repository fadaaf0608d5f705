"""Control, drawings, IDX and resolve."""

from __future__ import annotations

import gzip
import threading
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis.extra import numpy as hnp

from workbench.core.contracts.errors import DatasetError, Stopped
from workbench.core.contracts.input_kind import ArrayInputs
from workbench.core.contracts.targets import Number
from workbench.core.contracts.task import ImageClassification, Task
from workbench.core.control import Control
from workbench.core.experiment import Experiment
from workbench.core.io import drawings, idx
from workbench.core.plugins import Plugins
from workbench.core.resolve import resolve


def test_control_waits_goes_on_and_stops() -> None:
    control, passed = Control(), []
    control.check()
    control.pause()
    assert control.paused

    def job() -> None:
        control.check()
        passed.append(1)

    thread = threading.Thread(target=job)
    thread.start()
    thread.join(0.1)
    assert not passed
    control.resume()
    thread.join(5)
    assert passed
    control.pause()
    control.stop(keep=False)
    with pytest.raises(Stopped):
        control.check()
    assert not control.keep


def test_drawings_are_files_in_folders(home: Path) -> None:
    picture = np.arange(784, dtype=np.uint8).reshape(28, 28)
    path = drawings.add(picture, "7")
    drawings.add(picture, "3")
    assert drawings.count() == {"7": 1, "3": 1}
    np.testing.assert_array_equal(drawings.read(path), picture)
    (path.parent / "0.png").write_bytes(b"no picture")
    assert drawings.read(path.parent / "0.png") is None
    drawings.remove(path)
    drawings.remove(path)
    assert drawings.count() == {"3": 1, "7": 1}


@hypothesis_settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(hnp.arrays(np.uint8, hnp.array_shapes(max_dims=4, max_side=6, min_side=0)))
def test_idx_round_trip(tmp_path: Path, array: np.ndarray) -> None:
    for name in ("a", "a.gz"):
        idx.write(tmp_path / name, array)
        np.testing.assert_array_equal(idx.read(tmp_path / name), array)


GOOD = b"\0\0\x08\x01\0\0\0\x03abc"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        GOOD[:3],
        GOOD[:6],
        GOOD[:-1],
        GOOD + b"d",
        b"\0\0\x0d\x01\0\0\0\x03abc",
        b"\0\0\x08\x03\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff",
        gzip.compress(GOOD, mtime=0)[:-6],
        b"\x1f\x8bjunk",
        b"<html>sorry</html>",
    ],
)
def test_what_is_no_idx_is_refused(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "f").write_bytes(content)
    with pytest.raises(DatasetError) as caught:
        idx.read(tmp_path / "f")
    assert caught.value.remedy


def test_resolve_fills_in_what_is_known(plugins: Plugins) -> None:
    resolved = resolve(Experiment(), plugins)
    assert resolved.trainable
    assert isinstance(resolved.task, ImageClassification)
    assert resolved.trainer_params is not None


def test_resolve_names_every_problem_and_where(plugins: Plugins) -> None:
    experiment = (
        Experiment()
        .with_part("dataset", "nothing")
        .with_part("trainer", "supervised", {"epochs": 0, "colour": "red"})
    )
    problems = {p.where: p.message for p in resolve(experiment, plugins).problems}
    assert set(problems) == {"dataset", "trainer.epochs", "trainer.colour"}


def test_resolve_refuses_what_does_not_fit(plugins: Plugins) -> None:
    class Strange(Task):
        pass

    (problem,) = resolve(Experiment(), plugins, Strange()).problems
    assert (problem.where, "no known kind" in problem.message) == ("dataset", True)
    numbers = Task(inputs=ArrayInputs(shape=(2,)), target=Number())
    problems = resolve(Experiment(), plugins, numbers).problems
    assert {p.where for p in problems} == {"architecture", "trainer"}
