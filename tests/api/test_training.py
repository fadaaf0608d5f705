"""Training from Python: settings as keywords, plain results, Ctrl-C, and errors with remedies."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import workbench
from workbench import Experiment, UsageError
from workbench.api import RunResult, RunTable, training
from workbench.core import paths
from workbench.core.contracts.errors import ParamsError, RunNotFound, TrainingError
from workbench.core.contracts.events import Event, Stepped
from workbench.core.contracts.launcher import TrainingHandle
from workbench.core.control import Control

AddPlugin = Callable[[str, str], Path]
DATASET = """
import numpy as np
from workbench import Dataset, DatasetError, ImageClasses, Params, Split, hookimpl, param

class P(Params):
    epochs: int = param(1, "Epochs", "A name that the trainer has, too.", ge=1)
    broken: bool = param(False, "Broken", "Whether loading fails.")

class Stripes(Dataset):
    id, name, about = "stripes", "Stripes", "Two kinds of stripes."
    Params = P

    def load(self, params):
        if params.broken:
            raise DatasetError("The stripes are torn.", "Draw new ones.")
        x = np.zeros((60, 8, 8), np.uint8)
        x[::2, 2] = x[1::2, :, 2] = 255
        x[np.arange(60), 5, 5] = np.arange(60)
        y = np.arange(60) % 2
        return ImageClasses(Split(x[:40], y[:40]), Split(x[40:], y[40:]), ("across", "down"))

@hookimpl
def register_datasets():
    return [Stripes]
"""


def test_a_training_gives_plain_objects_back(trained: RunResult) -> None:
    assert (trained.status, trained.name) == ("finished", "small")
    assert trained.experiment.dataset.params == {"labels_per_class": 20}
    assert trained.model_file is not None
    loss = trained.curves["loss"]
    assert loss.steps.dtype == np.int64
    assert loss.steps.tolist() == list(range(len(loss)))
    assert np.isfinite(loss.values).all()
    assert trained.metrics["test/accuracy"] == trained.curves["test/accuracy"].values[-1]
    assert trained.confusion is not None
    assert trained.confusion.shape == (10, 10)
    right = trained.confusion.diagonal().sum() / trained.confusion.sum()
    assert right == pytest.approx(trained.metrics["test/accuracy"])


def test_a_run_shows_its_loss(trained: RunResult) -> None:
    html = trained._repr_html_()
    assert "<svg" in html
    assert "nats" in html
    assert "<script" not in html


def test_runs_are_readable_as_text(trained: RunResult) -> None:
    lines = str(trained).splitlines()
    assert lines[0] == f"small: finished ({trained.reason})"
    assert "digits × softmax × supervised, 7,850 parameters" in lines[2]
    assert f"test/accuracy {trained.metrics['test/accuracy']:.4g}" in lines[3]
    assert repr(trained) == f"RunResult({trained.id!r}, name='small', status='finished')"
    (info,) = runs = workbench.list_runs(trained.path.parent)
    head, row = str(runs).splitlines()
    assert head.split() == ["run", "name", "status", "trained", "begun", "test"]
    assert row.startswith(f"{trained.id}  small  finished  digits × softmax × supervised  ")
    many = str(RunTable((info,) * 23)).splitlines()
    assert (len(many), many[-1]) == (22, "and 3 more")
    assert "No runs yet" in str(RunTable(()))


def test_curves_as_a_frame(trained: RunResult) -> None:
    pytest.importorskip("pandas")
    frame = trained.to_pandas()
    assert frame.index.name == "step"
    np.testing.assert_allclose(frame["loss"].dropna(), trained.curves["loss"].values)


def test_without_pandas_the_error_says_what_to_do(
    trained: RunResult, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(UsageError, match="pip install pandas"):
        trained.to_pandas()


def test_a_run_leaves_as_weights(trained: RunResult, tmp_path: Path) -> None:
    figures = trained.export(tmp_path / "new" / "model.safetensors", "weights", rows=50)
    assert figures["rows"] == 50
    assert figures["difference"] < 1e-4
    about = json.loads((tmp_path / "new" / "config.json").read_text("utf-8"))
    assert about["run"] == trained.id
    trained.export(tmp_path / "model.onnx")
    assert (tmp_path / "model.onnx").stat().st_size == pytest.approx(
        Path(str(trained.model_file)).stat().st_size, rel=0.1
    )
    with pytest.raises(UsageError, match="no exporter"):
        trained.export(tmp_path / "x", "nothing")


def test_a_run_is_loaded_and_listed(trained: RunResult) -> None:
    folder = trained.path.parent
    for name in (trained.id, trained.id[:-1], "small", str(trained.path)):
        loaded = workbench.load_run(name, folder)
        assert loaded.id == trained.id
        np.testing.assert_array_equal(loaded.curves["loss"].values, trained.curves["loss"].values)
    runs = workbench.list_runs(folder)
    assert [info.id for info in runs] == [trained.id]
    assert trained.id in runs._repr_html_()
    assert "No runs yet" in workbench.list_runs()._repr_html_()
    with pytest.raises(RunNotFound, match="list_runs"):
        workbench.load_run("nobody")


def test_a_file_and_an_experiment_give_the_same_training(tmp_path: Path) -> None:
    settings = {"dataset": {"id": "digits", "labels_per_class": 5}, "architecture": "softmax"}
    file = tmp_path / "mine.toml"
    experiment = Experiment().with_settings(settings)
    file.write_text(experiment.to_toml(), "utf-8")
    made = [
        training._experiment(source, workbench.api.session.plugins(), {}, None, {"epochs": 2})
        for source in (file, str(file), experiment)
    ]
    assert {one.name for one in made} == {"mine", ""}
    assert all(one.model_copy(update={"name": ""}) == made[2] for one in made)
    assert made[0].trainer.params == {"epochs": 2}


def test_a_setting_that_two_parts_have_must_say_whose(add_plugin: AddPlugin) -> None:
    add_plugin("stripes", DATASET)
    with pytest.raises(UsageError, match="dataset__epochs or trainer__epochs"):
        workbench.train(dataset="stripes", epochs=2)
    tree = training._tree(
        Experiment().on_dataset("stripes"),
        workbench.api.session.plugins(),
        {"trainer__epochs": 2, "seed": 3, "broken": True},
    )
    assert tree == {"trainer": {"epochs": 2}, "seed": 3, "dataset": {"broken": True}}


@pytest.mark.parametrize(
    ("settings", "error", "says"),
    [
        ({"epoch": 2}, UsageError, "Did you mean epochs"),
        ({"learning_rate": 1}, UsageError, r"Did you mean lr\?"),
        ({"steps": 2}, UsageError, "Neither the dataset digits, the architecture cnn nor the tr"),
        ({"steps": 2}, UsageError, "It is a setting of the trainer .*language-model"),
        ({"model__width": 2}, UsageError, "Its parts are dataset, architecture, trainer"),
        ({"epochs": 0}, UsageError, "epochs: must be greater"),
        ({"dataset": "nowhere"}, UsageError, "nowhere"),
        ({"device": "toaster"}, ParamsError, "device"),
    ],
)
def test_what_is_wrong_is_refused_before_a_folder_is_made(
    settings: dict[str, Any], error: type[Exception], says: str
) -> None:
    with pytest.raises(error, match=says):
        workbench.train(**settings)
    assert len(workbench.list_runs()) == 0


def test_a_training_that_fails_is_an_error_and_a_run(add_plugin: AddPlugin) -> None:
    add_plugin("stripes", DATASET)
    with pytest.raises(TrainingError, match="The stripes are torn") as caught:
        workbench.train(dataset="stripes", architecture="cnn", trainer="supervised", broken=True)
    (info,) = workbench.list_runs()
    assert info.status == "failed"
    assert info.id in caught.value.__notes__[0]


@pytest.fixture
def interrupt_after(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Presses Ctrl-C so many times once a training has made its first steps."""

    def arrange(times: int) -> None:
        pressed = threading.Event()

        class Reporter:
            def __call__(self, event: Event) -> None:
                if isinstance(event, Stepped) and not pressed.is_set():
                    pressed.set()
                    for _ in range(times):
                        os.kill(os.getpid(), signal.SIGINT)
                        heard.wait(60)
                        heard.clear()

            def show(self) -> None:
                """Nothing is drawn."""

        heard = threading.Event()

        @contextmanager
        def bar(_: bool) -> Iterator[Reporter]:
            yield Reporter()

        stop = training.Control.stop
        stopped: list[Any] = []

        def noted(control: Any, keep: bool = True) -> None:
            stop(control, keep)
            stopped.append(control)
            # What the caller was asked is passed on to the training, whose control is another.
            if control is stopped[0]:
                heard.set()

        monkeypatch.setattr(training, "bar", bar)
        monkeypatch.setattr(training.Control, "stop", noted)

    return arrange


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as on Unix")
def test_ctrl_c_ends_in_good_order_and_the_run_goes_on(
    add_plugin: AddPlugin,
    interrupt_after: Callable[[int], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    add_plugin("stripes", DATASET)
    interrupt_after(1)
    said: list[str] = []
    monkeypatch.setattr(workbench.api.session, "_say", said.append)
    before = signal.getsignal(signal.SIGINT)
    stopped = workbench.train(dataset="stripes", architecture="softmax", trainer__epochs=300)
    assert signal.getsignal(signal.SIGINT) is before
    assert stopped.status == "stopped"
    assert stopped.model_file is not None
    assert training.ENDING in said[0]
    assert "test/accuracy" in stopped.metrics
    resumed = workbench.resume(stopped)
    assert resumed.status == "finished"
    assert len(resumed.curves["loss"]) == 300 > len(stopped.curves["loss"])


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as on Unix")
def test_ctrl_c_twice_ends_at_once_and_nothing_is_lost(
    add_plugin: AddPlugin, interrupt_after: Callable[[int], None]
) -> None:
    add_plugin("stripes", DATASET)
    interrupt_after(2)
    with pytest.raises(KeyboardInterrupt, match="resume"):
        workbench.train(dataset="stripes", architecture="softmax", trainer__epochs=10_000)
    (info,) = workbench.list_runs()
    assert info.status == "stopped"
    assert workbench.load_run(info.id).model_file is None


def test_a_finished_run_goes_on_for_longer(add_plugin: AddPlugin) -> None:
    add_plugin("stripes", DATASET)
    first = workbench.train(dataset="stripes", architecture="softmax", trainer__epochs=1)
    with pytest.raises(UsageError, match="epochs=N"):
        workbench.resume(first)
    with pytest.raises(UsageError, match=r"Did you mean epochs\?"):
        workbench.resume(first, epoch=9)
    longer = workbench.resume(first.name, epochs=3)
    assert longer.id == first.id
    assert len(longer.curves["loss"]) == 3 * len(first.curves["loss"])


def test_parts_that_nobody_chose_are_those_that_fit() -> None:
    plugins = workbench.api.session.plugins()
    sources: list[tuple[Any, dict[str, str]]] = [
        (None, {"dataset": "short-reviews"}),
        ({"dataset": "short-reviews"}, {}),
        (None, {"dataset": "short-reviews", "trainer": "text-supervised"}),
    ]
    for source, ids in sources:
        made = training._experiment(source, plugins, ids, None, {"epochs": 1})
        assert (made.architecture.id, made.trainer.id) == ("bag-of-embeddings", "text-supervised")
        assert made.trainer.params == {"epochs": 1}
    made = training._experiment(None, plugins, {"dataset": "digits"}, None, {})
    assert made == Experiment().on_dataset("digits")
    made = training._experiment(None, plugins, {"dataset": "letter-tasks"}, None, {})
    assert workbench.resolve(made, plugins).trainable


def test_a_part_that_was_chosen_and_does_not_fit_is_refused_with_those_that_do() -> None:
    with pytest.raises(workbench.ExperimentError, match=r"another architecture: cnn,.*softmax"):
        workbench.train(dataset="digits", architecture="gru")
    with pytest.raises(workbench.ExperimentError, match=r"another trainer: .*supervised"):
        workbench.train(dataset="digits", trainer="language-model")
    assert len(workbench.list_runs()) == 0


def test_data_that_cannot_be_loaded_to_choose_what_fits_leaves_no_run(
    add_plugin: AddPlugin,
) -> None:
    add_plugin("stripes", DATASET)
    with pytest.raises(workbench.DatasetError, match="The stripes are torn"):
        workbench.train(dataset="stripes", broken=True)
    assert len(workbench.list_runs()) == 0


def test_who_lists_makes_no_folder(tmp_path: Path) -> None:
    assert len(workbench.list_runs()) == 0
    assert not paths.runs().exists()
    missing = tmp_path / "missing"
    functions: list[Callable[[], object]] = [
        lambda: workbench.list_runs(missing),
        lambda: workbench.load_run("x", missing),
        lambda: workbench.resume("x", folder=missing),
        lambda: workbench.compare({"answerer": []}, runs=missing),
    ]
    for function in functions:
        with pytest.raises(UsageError, match="There is no folder"):
            function()
    assert not missing.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as on Unix")
def test_ctrl_c_before_the_first_step_promises_no_model(
    add_plugin: AddPlugin, monkeypatch: pytest.MonkeyPatch
) -> None:
    pressing = (
        "        import os, signal, sys\n"
        "        os.kill(os.getpid(), signal.SIGINT)\n"
        "        sys.modules['__main__'].stripes_heard.wait(60)\n"
    )
    code = DATASET.replace("        if params.broken", f"{pressing}        if params.broken")
    add_plugin("stripes", code)
    said: list[str] = []
    # The dataset waits until the wish to stop has come to the training, and not only been spoken.
    heard = threading.Event()
    monkeypatch.setitem(sys.modules["__main__"].__dict__, "stripes_heard", heard)
    stop = Control.stop

    def stopped(control: Control, keep: bool = True) -> None:
        stop(control, keep)
        if isinstance(control, TrainingHandle):
            heard.set()

    monkeypatch.setattr(Control, "stop", stopped)
    monkeypatch.setattr(workbench.api.session, "_say", said.append)
    run = workbench.train(dataset="stripes", architecture="softmax", trainer="supervised")
    assert training.NOT_BEGUN in said[0]
    assert (run.status, run.model_file) == ("stopped", None)
