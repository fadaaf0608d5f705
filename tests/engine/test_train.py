"""A run from its first event to its files: determinism, stop, resume, and everything that fails."""

from __future__ import annotations

import dataclasses
import math
import shutil
import threading
from pathlib import Path

import numpy as np
import pytest
import safetensors.torch
import torch

from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.dataset import Dataset, ImageClasses, Split
from workbench.core.contracts.events import (
    MEASURING,
    Activations,
    Checkpointed,
    DataLoaded,
    Evaluated,
    Event,
    Failed,
    Finished,
    Progress,
    Started,
    Stepped,
    WeightHistograms,
)
from workbench.core.control import Control
from workbench.core.plugins import PluginRecord, Plugins
from workbench.core.runs import log as run_log
from workbench.core.runs.store import Run, RunStore
from workbench.engine import checkpoint, loop
from workbench.engine.train import train

from .conftest import TrainTiny, tiny_experiment


def losses(events: list[Event]) -> np.ndarray:
    return np.concatenate([e.loss for e in events if isinstance(e, Stepped)])


def weights(run: Run) -> dict[str, torch.Tensor]:
    tensors = safetensors.torch.load_file(run.checkpoint_folder / "last.safetensors")
    return {k: v for k, v in tensors.items() if k.startswith("state.model.")}


# Takes seconds rather than tenths of one.
DEEP = pytest.param("cnn-deep", marks=pytest.mark.slow)


@pytest.mark.parametrize("architecture", ["softmax", "mlp", "cnn", DEEP])
def test_every_architecture_learns_and_leaves_a_model(
    train_tiny: TrainTiny, architecture: str
) -> None:
    run, end, events = train_tiny(tiny_experiment(architecture, epochs=6))
    assert isinstance(end, Finished), end
    assert end.status == "finished"
    assert end.metrics["test/accuracy"] > 0.9
    assert run.model_file.is_file()
    assert run.layers_file.is_file()
    assert "test/accuracy" in (run.path / "card.md").read_text("utf-8")
    started = next(e for e in events if isinstance(e, Started))
    assert len(losses(events)) == started.total_steps == 6 * started.steps_per_epoch


@pytest.mark.slow
def test_same_seed_gives_the_same_curve(train_tiny: TrainTiny) -> None:
    settings = {"shift": 1.0, "rotate": 5.0, "elastic": 1.0, "averaging": "ema"}
    first = train_tiny(tiny_experiment("cnn-deep", seed=3, epochs=2, **settings))
    again = train_tiny(tiny_experiment("cnn-deep", seed=3, epochs=2, **settings))
    other = train_tiny(tiny_experiment("cnn-deep", seed=4, epochs=2, **settings))
    np.testing.assert_array_equal(losses(first[2]), losses(again[2]))
    assert not np.array_equal(losses(first[2]), losses(other[2]))


@pytest.mark.parametrize("architecture", ["mlp", DEEP])
@pytest.mark.parametrize("optimizer", [pytest.param("momentum", marks=pytest.mark.slow), "adamw"])
def test_stopped_and_resumed_ends_with_the_same_weights(
    train_tiny: TrainTiny, architecture: str, optimizer: str
) -> None:
    settings = {"optimizer": optimizer, "averaging": "ema", "shift": 1.0, "early_stopping": 50}
    experiment = tiny_experiment(architecture, epochs=5, **settings)
    whole, _, whole_events = train_tiny(experiment)
    control = Control()

    def stop_midway(event: Event) -> None:
        if isinstance(event, Evaluated) and event.step >= 18:
            control.stop(keep=False)

    run, end, _ = train_tiny(experiment, control, stop_midway)
    assert isinstance(end, Finished)
    assert end.status == "stopped"
    assert end.model == ""
    run, end, _ = train_tiny(experiment, run=run, resume=True)
    assert isinstance(end, Finished)
    assert end.status == "finished"
    for name, tensor in weights(whole).items():
        assert torch.equal(tensor, weights(run)[name]), name
    joined = [e for e in run.events() if isinstance(e, Stepped)]
    np.testing.assert_array_equal(losses(joined), losses(whole_events))


def test_stop_and_keep_measures_and_exports(train_tiny: TrainTiny) -> None:
    control = Control()

    def stop(event: Event) -> None:
        if isinstance(event, Evaluated):
            control.stop(keep=True)

    run, end, _ = train_tiny(tiny_experiment(epochs=1000), control, stop)
    assert isinstance(end, Finished)
    assert end.status == "stopped"
    assert end.model == str(run.model_file)
    assert "test/accuracy" in end.metrics


class _Watched(Control):
    """Counts how often the job asks, and says when it waits."""

    def __init__(self) -> None:
        super().__init__()
        self.checks = 0
        self.waits = threading.Event()

    def check(self) -> None:
        self.checks += 1
        if self.paused:
            self.waits.set()
        super().check()


def test_pause_and_stop_are_answered_by_the_next_step(train_tiny: TrainTiny) -> None:
    control, events = _Watched(), list[Event]()
    asked: list[int] = []

    def watch(event: Event) -> None:
        events.append(event)
        if isinstance(event, Stepped) and not asked:
            asked.append(control.checks)
            control.pause()

    thread = threading.Thread(
        target=train_tiny, args=(tiny_experiment("cnn", epochs=10_000), control, watch)
    )
    thread.start()
    assert control.waits.wait(120)
    assert control.checks <= asked[0] + 1
    n_taken = len(losses(events))
    control.stop(keep=False)
    thread.join(120)
    assert not thread.is_alive()
    # What was reported after it are the steps of before: none was taken.
    assert len(losses(events)) <= n_taken + 1
    assert isinstance(events[-1], Finished)


def test_a_pause_while_it_evaluates_keeps_the_steps_before_it_waits(
    train_tiny: TrainTiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "REPORT_S", math.inf)  # evaluations alone report steps
    control, events = _Watched(), list[Event]()

    def watch(event: Event) -> None:
        events.append(event)
        if isinstance(event, Stepped) and not control.asked and not control.waits.is_set():
            control.pause()

    thread = threading.Thread(target=train_tiny, args=(tiny_experiment(epochs=2), control, watch))
    thread.start()
    assert control.waits.wait(120)
    steps = len(losses(events))
    assert not any(isinstance(event, Evaluated) for event in events)
    assert events[-1] == Checkpointed(steps)
    control.resume()
    thread.join(120)
    # What was kept on the way does not know the evaluation, so it is kept again.
    assert events.count(Checkpointed(steps)) == 2
    assert isinstance(events[-1], Finished)


def test_exploding_loss_keeps_the_last_good_weights(train_tiny: TrainTiny) -> None:
    experiment = tiny_experiment("mlp", epochs=400, optimizer="sgd", lr=100.0, schedule="constant")
    run, end, _ = train_tiny(experiment)
    assert isinstance(end, Failed)
    assert "loss became" in end.message
    assert "learning rate" in end.remedy
    for name, tensor in weights(run).items():
        assert tensor.isfinite().all(), name
    assert run.info().status == "failed"


@pytest.mark.slow
def test_early_stopping_and_time_budget_end_a_run(train_tiny: TrainTiny) -> None:
    _, end, _ = train_tiny(tiny_experiment(epochs=10_000, time_budget=0.3))
    assert isinstance(end, Finished)
    assert "time budget" in end.reason
    experiment = tiny_experiment(
        "mlp", epochs=10_000, early_stopping=3, lr=0.05, schedule="constant"
    )
    _, end, events = train_tiny(experiment)
    assert isinstance(end, Finished)
    assert "validation loss" in end.reason
    best = min(
        e.metrics["val/loss"] for e in events if isinstance(e, Evaluated) and e.split == "val"
    )
    assert end.metrics["val/loss"] == pytest.approx(best, rel=1e-5)


class Faulty(Architecture):
    id, name, about = "faulty", "Faulty", "Raises."
    error: Exception = RuntimeError("no such thing")

    def build(self, task: object, params: object) -> torch.nn.Module:
        raise self.error


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (RuntimeError("odd"), "faulty (test)"),
        (MemoryError(), "not enough memory"),
        (
            RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried"),
            "not enough memory",
        ),
        (OSError(28, "No space left on device"), "could not be read or written"),
    ],
)
def test_what_a_plugin_raises_becomes_a_failed_event(
    train_tiny: TrainTiny, tiny_plugins: Plugins, error: Exception, words: str
) -> None:
    cls = type("Broken", (Faulty,), {"error": error})
    tiny_plugins.add(PluginRecord("faulty", "test"), [("architecture", cls)])
    _, end, events = train_tiny(tiny_experiment("faulty"))
    assert isinstance(end, Failed)
    assert words in end.message
    assert end.remedy
    assert "Traceback" in end.traceback
    assert events[-1] is end


def test_full_disk_fails_with_a_remedy_and_keeps_the_old_checkpoint(
    train_tiny: TrainTiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[Path] = []
    real = checkpoint.save_file

    def fill_up(tensors: object, path: Path, metadata: object) -> None:
        if len(written) > 3:
            raise OSError(28, "No space left on device")
        written.append(Path(path))
        real(tensors, path, metadata)

    monkeypatch.setattr(checkpoint, "save_file", fill_up)
    run, end, _ = train_tiny(tiny_experiment())
    assert isinstance(end, Failed)
    assert "disk space" in end.remedy
    assert checkpoint.load(run.checkpoint_folder, torch.device("cpu")) is not None


def test_damaged_checkpoint_is_refused(train_tiny: TrainTiny) -> None:
    run, _, _ = train_tiny(tiny_experiment())
    (run.checkpoint_folder / "last.safetensors").write_bytes(b"\x80\x04pickle me" * 100)
    _, end, _ = train_tiny(run.experiment, run=run, resume=True)
    assert isinstance(end, Failed)
    assert "damaged" in end.message


@pytest.mark.slow
def test_watching_changes_nothing_and_captures_the_pinned_example(
    train_tiny: TrainTiny, tiny_data: object
) -> None:
    blind = train_tiny(tiny_experiment("cnn-deep", epochs=2))
    control = Control()
    control.watch(True)
    picture = np.full((28, 28), 7, np.uint8)
    control.pin(picture)
    seen = train_tiny(tiny_experiment("cnn-deep", epochs=2), control)
    np.testing.assert_array_equal(losses(blind[2]), losses(seen[2]))
    captured = [e for e in seen[2] if isinstance(e, Activations)]
    assert captured
    np.testing.assert_array_equal(captured[-1].picture, picture)
    assert captured[-1].probabilities.sum() == pytest.approx(1, abs=1e-4)
    assert captured[-1].activations["conv1"].shape == (32, 28, 28)
    weighed = [e for e in seen[2] if isinstance(e, WeightHistograms)]
    assert {"weight/conv1", "gradient/output"} <= set(weighed[-1].histograms)
    assert not any(isinstance(e, Activations | WeightHistograms) for e in seen[0].events())


@pytest.mark.slow
def test_no_validation_split_still_trains(train_tiny: TrainTiny) -> None:
    _, end, _ = train_tiny(tiny_experiment(validation=0.0))
    assert isinstance(end, Finished)
    assert "val/loss" not in end.metrics


@pytest.mark.slow
def test_runs_are_listed_with_their_figures(train_tiny: TrainTiny, store: RunStore) -> None:
    run, end, _ = train_tiny(tiny_experiment())
    assert isinstance(end, Finished)
    info = next(i for i in RunStore(store.folder).list() if i.id == run.id)
    assert info.status == "finished"
    assert info.metrics["test/accuracy"] == pytest.approx(end.metrics["test/accuracy"])


@pytest.mark.slow
@pytest.mark.parametrize("when", ["starting", "training", "exporting"])
def test_a_folder_deleted_meanwhile_ends_the_run_and_stays_deleted(
    train_tiny: TrainTiny, store: RunStore, when: str
) -> None:
    run = store.create(tiny_experiment(epochs=200 if when == "training" else 2))

    def emit(event: Event) -> None:
        begun = {
            "starting": isinstance(event, Progress),
            "training": isinstance(event, Stepped),
            "exporting": isinstance(event, Progress) and "Exporting" in event.what,
        }
        if begun[when]:
            shutil.rmtree(run.path, ignore_errors=True)

    _, end, _ = train_tiny(tiny_experiment(), emit=emit, run=run)
    assert isinstance(end, Failed)
    assert "deleted or moved" in end.message
    assert end.remedy
    assert not run.path.exists()
    assert store.list() == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", [SystemExit, KeyboardInterrupt, GeneratorExit, RecursionError])
def test_whatever_a_step_raises_ends_the_run(
    train_tiny: TrainTiny, store: RunStore, kind: type[BaseException]
) -> None:
    def emit(event: Event) -> None:
        if isinstance(event, Stepped):
            raise kind

    run, end, _ = train_tiny(tiny_experiment(), emit=emit)
    assert isinstance(end, Failed)
    assert kind.__name__ in end.message
    assert run.info().status == "failed"
    _, again, _ = train_tiny(tiny_experiment())
    assert isinstance(again, Finished)


@pytest.mark.slow
def test_a_run_does_not_go_on_with_other_data_and_stays_finished(
    tiny_plugins: Plugins, store: RunStore, tiny_data: ImageClasses, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = store.create(tiny_experiment(epochs=1))
    assert isinstance(train(run, tiny_plugins, lambda _: None, Control()), Finished)
    run.change_experiment(tiny_experiment(epochs=2))
    changed = dataclasses.replace(
        tiny_data, train=Split(tiny_data.train.x[::-1].copy(), tiny_data.train.y[::-1].copy())
    )
    cls = tiny_plugins.get(Dataset, "tiny")
    with monkeypatch.context() as patched:
        patched.setattr(cls, "load", lambda *_: changed)
        again = store.get(run.id)
        end = train(again, tiny_plugins, lambda _: None, Control(), resume=True)
    assert isinstance(end, Failed)
    assert "other rows" in end.message
    assert store.get(run.id).info().status == "finished"
    end = train(store.get(run.id), tiny_plugins, lambda _: None, Control(), resume=True)
    assert isinstance(end, Finished)


def test_a_checkpoint_is_never_ahead_of_the_log(
    train_tiny: TrainTiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who is killed right after one has every step before it in the log."""
    behind: list[int] = []
    save = checkpoint.save

    def saved(folder: Path, state: checkpoint.Checkpoint, device: torch.device) -> None:
        save(folder, state, device)
        steps = [e for e in run_log.read(folder.parent / "events.jsonl") if isinstance(e, Stepped)]
        logged = max((event.first + len(event.loss) for event in steps), default=0)
        behind.append(state.step - logged)

    monkeypatch.setattr(checkpoint, "save", saved)
    monkeypatch.setattr(run_log, "FLUSH_S", 1000.0)
    _, end, _ = train_tiny(tiny_experiment())
    assert isinstance(end, Finished)
    assert len(behind) > 2
    assert not any(behind)


def test_what_gives_the_answer_away_is_named_before_the_first_step(
    plugins: Plugins, store: RunStore, tiny_data: ImageClasses
) -> None:
    random = np.random.default_rng(0)

    def stamped(split: Split) -> Split:
        x = random.integers(0, 255, split.x.shape).astype(np.uint8)
        x[:, 27, 0] = 20 * split.y
        return Split(x, split.y)

    data = ImageClasses(stamped(tiny_data.train), stamped(tiny_data.test), tiny_data.classes)

    class Stamped(Dataset):
        id, name, about = "tiny", "Stamped", "Noise, and a corner that says the class."

        def load(self, params: object) -> ImageClasses:
            return data

    plugins.add(PluginRecord("stamped", "test"), [("dataset", Stamped)])
    run, events = store.create(tiny_experiment("softmax", epochs=1)), list[Event]()
    assert isinstance(train(run, plugins, events.append, Control()), Finished)
    kinds = [type(event) for event in events]
    assert kinds.index(DataLoaded) < kinds.index(Started)
    (loaded,) = (event for event in events if isinstance(event, DataLoaded))
    (sentence,) = loaded.sentences
    assert sentence.startswith("May give the answer away: The pixel in row 27, column 0")
    assert "row 27, column 0" in (run.path / "events.jsonl").read_text("utf-8")


def test_a_search_that_fails_is_told_and_stops_no_training(
    train_tiny: TrainTiny, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise ValueError("no such rows")

    monkeypatch.setattr("workbench.core.leaks.of_data.leaks_of", broken)
    _, end, events = train_tiny(tiny_experiment("softmax", epochs=1))
    assert isinstance(end, Finished)
    (loaded,) = (event for event in events if isinstance(event, DataLoaded))
    assert "no such rows" in loaded.sentences[-1]


def test_measuring_after_a_stop_is_skipped_by_a_second_one(train_tiny: TrainTiny) -> None:
    control = Control()

    def stop(event: Event) -> None:
        if isinstance(event, Evaluated) and event.split == "val":
            control.stop(keep=True)
        if isinstance(event, Progress) and event.what.startswith(MEASURING):
            control.stop(keep=True)

    run, end, events = train_tiny(tiny_experiment(epochs=1000), control, stop)
    assert isinstance(end, Finished)
    assert (end.status, end.model) == ("stopped", str(run.model_file))
    assert run.model_file.is_file()
    assert end.reason == "stopped by the user; measuring was skipped"
    assert "test/accuracy" not in end.metrics
    # Nothing is measured any more, and the export is still told.
    assert [e.what for e in events if isinstance(e, Progress)][-1] == "Exporting the model"


def test_a_stop_while_a_finished_training_is_measured_skips_the_rest(train_tiny: TrainTiny) -> None:
    control = Control()

    def stop(event: Event) -> None:
        if isinstance(event, Evaluated) and event.split == "test":
            control.stop(keep=True)

    run, end, _ = train_tiny(tiny_experiment(epochs=1), control, stop)
    assert isinstance(end, Finished)
    assert end.status == "finished"
    assert end.reason.endswith("measuring was skipped")
    assert "test/accuracy" in end.metrics
    assert run.model_file.is_file()


def test_how_far_measuring_is_comes_with_the_split_it_measures(train_tiny: TrainTiny) -> None:
    _, _, events = train_tiny(tiny_experiment(epochs=1))
    told = [e for e in events if isinstance(e, Progress) and e.what.startswith(MEASURING)]
    assert [e.what for e in told if not e.total] == [
        "Measuring on the test split (1 of 3)",
        "Measuring on the training split (2 of 3)",
        "Measuring on the validation split (3 of 3)",
    ]
    assert any(e.total for e in told)
