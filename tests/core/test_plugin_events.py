"""Events of plugins: bounds, the log and back, a run that is resumed, what a view finds."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from workbench.core.contracts.events import (
    Custom,
    Evaluated,
    Event,
    Sampled,
    Started,
    Stepped,
)
from workbench.core.experiment import Experiment
from workbench.core.runs import event_json, pack
from workbench.core.runs import log as run_log
from workbench.core.runs.store import RunStore
from workbench.ui.state import RunState, apply


def noise(step: int, scale: float = 0.5) -> Custom:
    array = np.arange(6, dtype=np.float32).reshape(2, 3) / 7
    return Custom("my-plugin/noise", {"scale": scale}, {"map": array}, {"note": "é <b>"}, step)


def state_of(*events: Event) -> RunState:
    state = RunState()
    for event in events:
        state = apply(state, event)
    return state


def test_an_event_comes_back_from_its_line_as_it_was() -> None:
    sent = noise(7)
    back = event_json.parse(event_json.dump(sent))
    assert isinstance(back, Custom)
    assert (back.name, back.values, back.facts, back.step) == (
        sent.name,
        {"scale": 0.5},
        {"note": "é <b>"},
        7,
    )
    assert back.arrays["map"].dtype == np.float32
    np.testing.assert_array_equal(back.arrays["map"], sent.arrays["map"])
    picture = np.arange(48, dtype=np.uint8).reshape(4, 4, 3)
    sound = np.linspace(-1, 1, 9, dtype=np.float32)
    sample = event_json.parse(event_json.dump(Sampled(3, "a", "b", picture, sound, 8000)))
    assert isinstance(sample, Sampled)
    assert sample.picture is not None
    assert sample.sound is not None
    np.testing.assert_array_equal(sample.picture, picture)
    np.testing.assert_array_equal(sample.sound, sound)
    assert (sample.given, sample.text, sample.rate) == ("a", "b", 8000)


def test_a_sample_of_an_earlier_version_is_read() -> None:
    line = '{"event": "Sampled", "step": 10, "given": "To be,", "text": " or not"}'
    assert event_json.parse(line) == Sampled(10, "To be,", " or not")


def test_what_a_training_changes_later_stays_as_it_was_reported() -> None:
    array = np.zeros(3)
    event = Custom("a", arrays={"x": array})
    array[:] = 9
    assert event.arrays["x"].tolist() == [0, 0, 0]
    with pytest.raises(ValueError, match="read-only"):
        event.arrays["x"][0] = 1


@pytest.mark.parametrize(
    ("make", "error", "message"),
    [
        (lambda: Custom("big", arrays={"x": np.zeros(200_000)}), ValueError, "1,600,000 bytes"),
        (lambda: Custom("long", facts={"x": "a" * 70_000}), ValueError, "70,000 letters"),
        (lambda: Custom("words", arrays={"x": np.array(["a"])}), TypeError, "x of words"),
        (lambda: Custom("list", arrays={"x": [1]}), TypeError, "list"),  # type: ignore[dict-item]
        (lambda: Custom("no spaces"), ValueError, "cannot name"),
        (lambda: Custom(""), ValueError, "cannot name"),
        (lambda: Custom("a", {"__array__": 1.0}), ValueError, "cannot name"),
        (lambda: Sampled(picture=np.zeros((4, 4))), ValueError, "uint8"),
        (lambda: Sampled(picture=np.zeros((4, 4, 2), np.uint8)), ValueError, "uint8"),
        (lambda: Sampled(sound=np.zeros(4, np.float32)), ValueError, "rate"),
        (lambda: Sampled(sound=np.zeros(4), rate=1), ValueError, "float32"),
    ],
)
def test_what_does_not_fit_is_refused_in_words(make, error, message: str) -> None:
    with pytest.raises(error, match=message):
        make()


def test_a_line_that_names_what_it_may_not_is_skipped() -> None:
    table = json.loads(event_json.dump(noise(1)))
    assert event_json.parse(json.dumps(table)) is not None
    for change in ({"name": "no spaces"}, {"values": {"x": "y"}}, {"step": 1.5}, {"more": 1}):
        assert event_json.parse(json.dumps(table | change)) is None
    assert event_json.parse('{"event": "OfNextYear", "step": 3}') is None


def test_the_last_of_a_name_and_the_course_of_its_values() -> None:
    state = state_of(noise(1, 0.5), noise(5, 0.25), Custom("other", {"a": 1.0}, step=5))
    assert state.custom["my-plugin/noise"].step == 5
    series = state.series["my-plugin/noise/scale"]
    assert (series.x.tolist(), series.y.tolist()) == ([1, 5], [0.5, 0.25])
    assert set(state.custom) == {"my-plugin/noise", "other"}
    # The same step, measured again, counts once.
    assert len(apply(state, noise(5, 0.1)).series["my-plugin/noise/scale"]) == 2


def test_a_run_that_goes_back_forgets_what_was_reported_later() -> None:
    state = state_of(noise(1), noise(5), noise(9), Started("r", "cpu", 1, 5, 10, 20))
    assert "my-plugin/noise" not in state.custom  # it was of step 9
    assert state.series["my-plugin/noise/scale"].x.tolist() == [1, 5]


def test_the_log_keeps_them_and_drops_what_came_behind_a_checkpoint(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    log = run_log.RunLog(path)
    steps = np.ones(4, np.float32)
    unlogged = Custom("live", {"a": 1.0}, step=1, keep=False)
    for event in (noise(1), unlogged, Stepped(0, steps, steps, 1.0, 1.0, None), noise(4), noise(6)):
        log.write(event)
    log.write(Sampled(6, "", "x"))
    log.close()
    path.write_text(path.read_text() + '{"event": "OfNextYear", "x": [1]}\n')
    assert [e.step for e in run_log.read(path) if isinstance(e, Custom)] == [1, 4, 6]
    run_log.truncate(path, 4)
    assert [e.step for e in run_log.read(path) if isinstance(e, Custom)] == [1, 4]
    assert not [e for e in run_log.read(path) if isinstance(e, Sampled)]


def test_scores_of_the_test_split_are_logged_others_and_huge_ones_are_not(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    log = run_log.RunLog(path)

    def scored(split: str, n: int) -> Evaluated:
        scores = np.full((n, 2), 0.5, np.float32)
        truth = np.zeros(n, np.int64)
        return Evaluated(1, 0.1, 1.0, split, {}, scores=scores, truth=truth)

    for event in (scored("val", 5), scored("test", 5), scored("test", 60_000)):
        log.write(event)
    log.close()
    read = [event for event in run_log.read(path) if isinstance(event, Evaluated)]
    assert [e.scores is not None for e in read] == [False, True, False]
    assert [e.truth is not None for e in read] == [False, True, False]


def test_they_travel_in_a_packed_run(tmp_path: Path) -> None:
    store = RunStore(tmp_path / "runs")
    run = store.create(Experiment(name="with reports"))
    run.log(Started(run.id, "cpu", 1, 0, 10, 20))
    run.log(noise(3))
    run.close()
    run.set_status("finished")
    pack.pack(run, tmp_path / "x.run.zip")
    other = RunStore(tmp_path / "elsewhere")
    unpacked = pack.unpack(tmp_path / "x.run.zip", other)
    (back,) = [e for e in other.get(unpacked.id).events() if isinstance(e, Custom)]
    np.testing.assert_array_equal(back.arrays["map"], noise(3).arrays["map"])
