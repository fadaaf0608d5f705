"""The channel between a worker and whoever watches: nothing twice, nothing lost, nobody waits."""

from __future__ import annotations

import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from multiprocessing.connection import Client
from pathlib import Path

import numpy as np
import pytest

from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.events import Checkpointed, Event, Finished, Progress, Stepped
from workbench.core.control import Control
from workbench.core.experiment import Experiment
from workbench.core.runs.store import Run, RunStore
from workbench.core.work import address, channel, frames, requests
from workbench.core.work.channel import WorkChannel
from workbench.core.work.server import WorkServer

unix = pytest.mark.skipif(sys.platform == "win32", reason="sockets are files on Unix")


@pytest.fixture
def run(tmp_path: Path) -> Run:
    return RunStore(tmp_path / "runs").create(Experiment(name="watched"))


@pytest.fixture
def control() -> Control:
    return Control()


@pytest.fixture
def server(run: Run, control: Control) -> Iterator[WorkServer]:
    made = WorkServer(run, control)
    yield made
    made.close()
    run.close()


def until(condition: Callable[[], object]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.005)


class Watcher:
    """Collects what a run reports: its log, then what comes."""

    def __init__(self, run: Run) -> None:
        connected = channel.connect(run.path)
        assert connected is not None
        self.channel: WorkChannel = connected
        self.events: list[Event] = []
        self.thread = threading.Thread(target=self._collect, daemon=True)
        self.thread.start()

    def _collect(self) -> None:
        self.events += self.channel.logged()
        for event in self.channel.events():
            self.events.append(event)

    @property
    def steps(self) -> list[int]:
        return [event.first for event in self.events if isinstance(event, Stepped)]


def stepped(first: int) -> Stepped:
    number = np.full(1, 0.5, np.float32)
    return Stepped(first, number, number, 1.0, float(first), None)


def test_whoever_comes_late_has_every_event_once(run: Run, server: WorkServer) -> None:
    number = 4000
    go = threading.Event()

    def train() -> None:
        for step in range(number):
            event = stepped(step)
            run.log(event)
            server(event)
            if step == 20:
                go.set()
        end = Finished("finished", "done")
        run.log(end)
        server(end)

    training = threading.Thread(target=train)
    training.start()
    go.wait(30)
    watchers = [Watcher(run)]
    while training.is_alive() and len(watchers) < 5:
        watchers.append(Watcher(run))
        time.sleep(0.02)
    training.join()
    watchers.append(Watcher(run))
    for watcher in watchers:
        until(lambda watcher=watcher: len(watcher.steps) >= number)
        assert watcher.steps == list(range(number))
        until(lambda watcher=watcher: isinstance(watcher.events[-1], Finished))


def test_wishes_arrive(run: Run, server: WorkServer, control: Control) -> None:
    run.set_status("running")
    first, second = Watcher(run), Watcher(run)
    picture = np.arange(6, dtype=np.uint8).reshape(2, 3)
    first.channel.send("watch", on=True, scores=False)
    until(lambda: control.watched)
    assert not control.scores_watched
    second.channel.send("watch", on=False, scores=True)
    until(lambda: control.scores_watched)
    assert control.watched
    first.channel.send("pin", example=(picture, 3))
    until(lambda: control.pinned is not None)
    np.testing.assert_array_equal(control.pinned[0], picture)
    assert control.pinned[1] == 3
    assert isinstance(control.pinned, tuple)
    second.channel.send("pin", example="a text")
    until(lambda: control.pinned == "a text")
    first.channel.send("pause")
    until(lambda: second.channel.paused)
    assert control.paused
    assert run.info().status == "paused"
    second.channel.send("resume")
    until(lambda: not first.channel.paused)
    assert run.info().status == "running"
    first.channel.close()
    until(lambda: not control.watched)
    second.channel.send("stop")
    until(lambda: control.stopping)
    assert control.keep
    second.channel.send("discard")
    until(lambda: not control.keep)


@pytest.mark.parametrize("action", requests.ACTIONS)
def test_wishes_arrive_by_a_file(
    run: Run, server: WorkServer, control: Control, action: str
) -> None:
    if action == "resume":
        control.pause()
    requests.ask(run.path, action)
    until(lambda: not (run.path / requests.FILE).exists())
    expected = {
        "pause": lambda: control.paused,
        "resume": lambda: not control.paused,
        "stop": lambda: control.stopping and control.keep,
        "discard": lambda: control.stopping and not control.keep,
    }
    until(expected[action])


@pytest.mark.parametrize("content", ["", "{", "[]", '{"do": "dance"}', '{"do": []}', "null"])
def test_a_file_of_other_wishes_is_taken_away(tmp_path: Path, content: str) -> None:
    (tmp_path / requests.FILE).write_text(content)
    assert requests.take(tmp_path) == ""
    assert not (tmp_path / requests.FILE).exists()


def test_a_wish_from_before_is_not_for_this_training(run: Run, control: Control) -> None:
    requests.ask(run.path, "stop")
    server = WorkServer(run, control)
    assert not (run.path / requests.FILE).exists()
    server.close()
    run.close()
    assert not control.stopping


def test_malformed_wishes_end_the_connection_and_nothing_else(
    run: Run, server: WorkServer, control: Control
) -> None:
    for content in (b"", b"noise", frames.dumps({"do": "dance"}), frames.dumps({"do": "watch"})):
        connection = Client(address.of(run.path), authkey=address.key())
        connection.recv_bytes()
        connection.send_bytes(content)
        with pytest.raises((EOFError, OSError)):
            connection.recv_bytes()
        connection.close()
    assert not control.asked
    watcher = Watcher(run)
    server(Progress("still here"))
    until(lambda: watcher.events)


@unix
def test_nobody_without_the_key_and_no_other_user(run: Run, server: WorkServer) -> None:
    folder = address.folder()
    assert folder.stat().st_mode & 0o077 == 0
    assert (folder / "key").stat().st_mode & 0o077 == 0
    with pytest.raises(Exception, match="digest"):  # multiprocessing's AuthenticationError
        Client(address.of(run.path), authkey=b"another")
    # One who only knocks keeps nobody out.
    for _ in range(3):
        with socket.socket(socket.AF_UNIX) as knock:
            knock.connect(address.of(run.path))
    watcher = Watcher(run)
    server(Progress("still here"))
    until(lambda: watcher.events)


@unix
def test_a_folder_of_somebody_else_is_not_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = address.folder()
    monkeypatch.setattr("os.getuid", lambda: 12345)
    (tmp_path / "workbench-12345").mkdir(mode=0o777)
    monkeypatch.setattr(address, "Path", lambda text: tmp_path if text == "/tmp" else Path(text))
    with pytest.raises(PermissionError):
        address.folder()
    assert folder.is_dir()


def test_one_worker_a_run(run: Run, server: WorkServer) -> None:
    with pytest.raises(UsageError, match="another process"):
        WorkServer(run, Control())


def test_nobody_answers_for_a_run_without_a_worker(run: Run) -> None:
    assert channel.connect(run.path) is None


def test_a_reader_who_does_not_read_holds_nobody_up(run: Run, server: WorkServer) -> None:
    connection = Client(address.of(run.path), authkey=address.key())
    large = np.zeros(100_000, np.float32)
    for step in range(200):
        server(
            Stepped(step, large, large, 1.0, 1.0, None)
        )  # 800 kB each, far more than a pipe holds
        server(Progress(str(step)))
    watcher = Watcher(run)
    server(Checkpointed(7))
    until(lambda: watcher.events)
    connection.close()


def test_what_is_logged_but_not_yet_sent_comes_once(run: Run, server: WorkServer) -> None:
    """Whoever connects between the two has it from the log."""
    run.log(stepped(0))
    watcher = Watcher(run)
    until(lambda: watcher.steps == [0])
    server(stepped(0))
    run.log(stepped(1))
    server(stepped(1))
    until(lambda: 1 in watcher.steps)
    assert watcher.steps == [0, 1]


def test_the_end_is_said(run: Run, control: Control) -> None:
    server = WorkServer(run, control)
    watcher = Watcher(run)
    server(Finished("finished", "done"))
    server.close()
    watcher.thread.join(30)
    assert watcher.channel.ended
    assert isinstance(watcher.events[-1], Finished)
    run.close()


def test_an_abrupt_end_is_not_called_one(run: Run, control: Control) -> None:
    server = WorkServer(run, control)
    watcher = Watcher(run)
    server.close(farewell=False)
    watcher.thread.join(30)
    assert not watcher.channel.ended
    run.close()


def test_the_lock_passes_from_one_process_to_another(run: Run) -> None:
    """As from the window to its worker: another `Run` of the same folder stands for it."""
    other = RunStore(run.path.parent).get(run.path)
    assert run.held
    assert not other.hold()
    run.release()
    assert other.hold()
    other.set_status("running")
    other.close()
    assert run.hold()
    assert run.info().status == "running"  # what the other wrote is not overwritten
    run.set_status("paused")
    run.close()
