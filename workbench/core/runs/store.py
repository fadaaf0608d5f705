"""Runs: one folder each, and an index over them.

The folder is the truth (``experiment.toml``, ``run.json``, ``events.jsonl``,
``checkpoints/``, ``model.onnx``, …); the index (`workbench.core.runs.index`) is a
cache that is made again when it is lost. A run that claims to be going while
nobody holds its lock was interrupted. A folder whose facts cannot be read is listed as damaged,
with the reason, and takes no other run along.
"""

from __future__ import annotations

import contextlib
import difflib
import json
import secrets
import shutil
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import IO, Any

from workbench.core import paths
from workbench.core.contracts.errors import RunNotFound, StorageError
from workbench.core.contracts.events import Evaluated, Event, Failed, Finished, Started, Stepped
from workbench.core.experiment import Experiment, load
from workbench.core.io import atomic, file_lock
from workbench.core.runs import facts as run_facts
from workbench.core.runs import learnt
from workbench.core.runs import log as run_log
from workbench.core.runs.facts import DAMAGED, RUN_FILE
from workbench.core.runs.facts import RunInfo as RunInfo
from workbench.core.runs.index import RunIndex
from workbench.core.runs.snapshots import LIVE_WEIGHTS, snapshot_files

LIVE = ("starting", "running", "paused")
ENDED = ("finished", "stopped")
# The SHA-256 of the data that a run began with.
DATA_FILE = "data.sha256"
SPARK_POINTS = 40
# How often facts that change with every report are written down.
FACTS_S = 0.5
_LOCK_LOOK_S = 0.01


class Run:
    """One run's folder."""

    def __init__(self, path: Path, index: RunIndex) -> None:
        self.path = path
        self.id = path.name
        self._index = index
        self._log = run_log.RunLog(path / "events.jsonl")
        self._mutex = threading.RLock()
        self._facts = run_facts.read(path)
        self._gone = False
        self._written_at = 0.0
        self._alive: IO[bytes] | None = None

    @cached_property
    def experiment(self) -> Experiment:
        """What was asked for."""
        return load(self.path / "experiment.toml")

    def change_experiment(self, experiment: Experiment) -> None:
        """Keep another experiment for this run, before it goes on; see `engine.longer`.

        Raises
        ------
        StorageError
            When it cannot be written; the old one stays.
        """
        path = self.path / "experiment.toml"
        try:
            atomic.write_text(path, experiment.to_toml())
        except OSError as error:
            message = f"Cannot write {path}: {error.strerror or error}."
            raise StorageError(message, "Free some disk space.") from error
        self.__dict__.pop("experiment", None)  # what was read before

    @property
    def checkpoint_folder(self) -> Path:
        """Where the engine keeps checkpoints."""
        return self.path / "checkpoints"

    @property
    def snapshots(self) -> list[Path]:
        """Files with the weights after some of the evaluations, oldest first; the stem is the step.

        The first is of step 0, before anything was learnt.
        """
        return snapshot_files(self.checkpoint_folder)

    @property
    def live_weights(self) -> Path:
        """The weights as they are now, while a run trains and `Control.request_weights` asks."""
        return self.checkpoint_folder / LIVE_WEIGHTS

    @property
    def model_file(self) -> Path:
        """The exported model; it exists once a run has ended well."""
        return self.path / "model.onnx"

    @property
    def layers_file(self) -> Path:
        """The exported model with its layers as outputs."""
        return self.path / "layers.onnx"

    @property
    def attention_file(self) -> Path:
        """Where the tokens look, for a network that has attention."""
        return self.path / "attention.onnx"

    @property
    def problem(self) -> StorageError | None:
        """Why the log cannot be written, if it cannot."""
        return self._log.problem

    def info(self) -> RunInfo:
        """What is known of the run now."""
        with self._mutex:
            facts = self._facts if self._alive else run_facts.read(self.path)
            if facts.status in LIVE and not _locked(self.path):
                return replace(facts, status="interrupted")
            return facts

    @property
    def gone(self) -> bool:
        """Whether the folder was deleted or moved away."""
        return self._gone or not (self.path / "experiment.toml").exists()

    def log(self, event: Event) -> None:
        """Keep an event; never waits for the disk.

        Raises
        ------
        StorageError
            When the folder was deleted meanwhile, except for the event that ends the run. Nothing
            of the folder is made again.
        """
        if not self._gone:
            self._log.write(event)
        with self._mutex:
            if self._alive is None and not self._gone:
                self._take_lock()
            before = self._facts
            self._facts = _after(self._facts, event)
            urgent = before.status != self._facts.status or isinstance(event, Evaluated)
            if urgent or time.monotonic() - self._written_at > FACTS_S:
                # How far a training has come may be lost with the power; how it ended may not.
                self._write_facts(durable=urgent)
            if self._gone and not isinstance(event, Finished | Failed):
                raise folder_gone(self.path)

    def hold(self, timeout: float = 0.0) -> bool:
        """Take the run's lock for this process, so that nobody else trains it.

        Parameters
        ----------
        timeout
            Seconds to wait for another holder to let go.

        Returns
        -------
        bool
            Whether it is held now.
        """
        until = time.monotonic() + timeout
        while not self.held:
            with self._mutex:
                self._take_lock()
            if self.held or time.monotonic() >= until:
                break
            time.sleep(_LOCK_LOOK_S)
        return self.held

    @property
    def held(self) -> bool:
        """Whether this process holds the run's lock: it alone writes the run's facts then."""
        return self._alive is not None

    def release(self) -> None:
        """Let go of the lock and write nothing, for whoever takes the run over."""
        self._log.close()
        with self._mutex:
            if self._alive is not None:
                self._alive.close()
                self._alive = None

    def _take_lock(self) -> None:
        with contextlib.suppress(OSError):
            self._alive = file_lock.acquire(self.path / "lock")
        if self._alive is not None:
            # Somebody else may have trained it meanwhile.
            fresh = run_facts.read(self.path)
            self._facts = self._facts if fresh.status == DAMAGED else fresh

    def close(self) -> None:
        """Write what is left and let go of the run."""
        self._log.close()
        with self._mutex:
            self._write_facts()
        self.release()

    def flush(self) -> tuple[int, int]:
        """Write what of the log waits; as `RunLog.flush`."""
        return self._log.flush()

    def events(self, end: int | None = None) -> Iterator[Event]:
        """Replay the log, up to byte ``end`` of it if that is given."""
        return run_log.read(self._log.path, end)

    def data_digest(self) -> str:
        """SHA-256 of the data that the run began with; empty where it was not noted."""
        try:
            return (self.path / DATA_FILE).read_text("ascii").strip()[:64]
        except (OSError, ValueError):
            return ""

    def note_data(self, digest: str) -> None:
        """Keep the SHA-256 of the run's data; nothing of a deleted folder is made again."""
        if not self.gone:
            with contextlib.suppress(OSError):  # without it a resume is merely not checked
                atomic.write_text(self.path / DATA_FILE, f"{digest}\n")

    def truncate(self, step: int, due: bool = False) -> None:
        """Drop what was logged after ``step``, before the run goes on from there.

        ``due`` says that the evaluation after this step is still to be made.
        """
        run_log.truncate(self._log.path, step, due)

    def set_status(self, status: str) -> None:
        """Note a change that no event tells: ``paused``, ``running``."""
        self.change(status=status)

    def change(self, **facts: Any) -> None:
        """Change facts a user may change: ``name``, ``tags``, ``note``, ``deleted``."""
        with self._mutex:
            if self._alive is None:
                self._facts = run_facts.read(self.path)
                if self._facts.status == DAMAGED:
                    self._set_aside()
            self._facts = replace(self._facts, **facts)
            self._write_facts()

    def _set_aside(self) -> None:
        """Keep facts that cannot be read under another name, before new ones are written."""
        with contextlib.suppress(OSError):
            (self.path / RUN_FILE).replace(self.path / "run.damaged.json")
        self._facts = replace(self._facts, status="interrupted")

    def _write_facts(self, durable: bool = True) -> None:
        self._written_at = time.monotonic()
        if self._gone or self.gone:
            # Files written now would bring half of the folder back.
            self._gone = True
            self._log.drop()
            self._index.remove(self.path.name)
            return
        try:
            _write_json(self.path / RUN_FILE, self._facts.to_json(), durable)
            self._index.put(self.path.name, self._facts.to_json())
        except OSError as error:
            message = f"Cannot write {self.path / RUN_FILE}: {error.strerror or error}."
            self._log.problem = StorageError(message, "Free some disk space.")


def _after(facts: RunInfo, event: Event) -> RunInfo:
    """The facts after an event."""
    match event:
        case Started():
            return replace(
                facts, status="running", n_parameters=event.n_parameters, finished=None, message=""
            )
        case Stepped():
            return replace(facts, seconds=event.seconds)
        case Evaluated():
            spark = facts.spark
            if event.split == "val":
                spark = (*spark, event.metrics.get("val/loss", 0.0))[-SPARK_POINTS:]
            return replace(facts, metrics={**facts.metrics, **event.metrics}, spark=spark)
        case Finished():
            metrics = {**facts.metrics, **event.metrics}
            return replace(
                facts,
                status=event.status,
                metrics=metrics,
                finished=time.time(),
                message=event.reason,
            )
        case Failed():
            if facts.status in ENDED:
                # It was to go on, and did not begin: what it had learnt is there as before.
                return facts
            return replace(facts, status="failed", finished=time.time(), message=event.message)
    return facts


def folder_gone(path: Path) -> StorageError:
    """Why a run cannot go on whose folder was deleted."""
    message = f"The folder of the run, {path}, was deleted or moved while it trained."
    return StorageError(message, "Put it back and resume the run, or train again.")


def _locked(path: Path) -> bool:
    try:
        return file_lock.held(path / "lock")
    except OSError:
        return False  # who may not open the lock sees a run of somebody else's, or a broken one


def _is_run(path: Path) -> bool:
    try:
        return (path / "experiment.toml").is_file()
    except PermissionError:
        return path.is_dir()  # listed as damaged, so that it is not missed
    except OSError:
        return False


def _listed(table: object, path: Path) -> RunInfo:
    """Facts from the index; from the folder where the index has none that can be used."""
    try:
        found = run_facts.parse(table, path)
    except ValueError:
        return run_facts.read(path)
    # Somebody may have mended it since.
    return run_facts.read(path) if found.status == DAMAGED else found


def _write_json(path: Path, table: Mapping[str, Any], durable: bool = True) -> None:
    atomic.write_text(path, json.dumps(table, indent=1), durable=durable)


class RunStore:
    """Every run in a folder; safe to use from several threads and processes."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or paths.runs()
        self._open: dict[str, Run] = {}
        self._mutex = threading.Lock()
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            message = f"Cannot make the folder {self.folder}: {error.strerror or error}."
            raise StorageError(message, "Set WORKBENCH_HOME to a folder you can write.") from error
        self._index = RunIndex(self.folder / "index.sqlite")

    def create(self, experiment: Experiment) -> Run:
        """Make a run's folder and list it as ``starting``.

        Raises
        ------
        StorageError
            When the folder cannot be written.
        """
        now = time.time()
        id = time.strftime("%Y%m%d-%H%M%S-", time.localtime(now)) + secrets.token_hex(2)
        path = self.folder / id
        try:
            path.mkdir()
            atomic.write_text(path / "experiment.toml", experiment.to_toml())
            facts = RunInfo(
                id,
                path,
                name=experiment.run_name,
                created=now,
                dataset=experiment.dataset.id,
                architecture=experiment.architecture.id,
                trainer=experiment.trainer.id,
            )
            _write_json(path / RUN_FILE, facts.to_json())
        except OSError as error:
            message = f"Cannot write {path}: {error.strerror or error}."
            raise StorageError(message, "Free some disk space, or check permissions.") from error
        run = self._run(path)
        run._alive = file_lock.acquire(path / "lock")
        self._index.put(id, facts.to_json())
        return run

    def list(self, deleted: bool = False) -> list[RunInfo]:
        """Every run, newest first; the deleted ones instead if asked for."""
        folders = self._folders()
        known = self._index.all()
        if set(known) != set(folders):
            known = self._reindex(folders)
        infos = [_listed(known.get(id), path) for id, path in folders.items()]
        infos = [self._run(i.path).info() if i.status in LIVE else i for i in infos]
        return sorted(
            (i for i in infos if i.deleted == deleted),
            key=lambda i: (i.created, i.id),
            reverse=True,
        )

    def _folders(self) -> dict[str, Path]:
        try:
            entries = list(self.folder.iterdir())
        except OSError as error:
            message = f"Cannot read the folder {self.folder}: {error.strerror or error}."
            raise StorageError(message, "Check the folder, or set WORKBENCH_HOME.") from error
        return {path.name: path for path in entries if _is_run(path)}

    def rebuild(self) -> None:
        """Make the index again from the folders."""
        self._index.clear()
        self.list()

    def _reindex(self, folders: Mapping[str, Path]) -> dict[str, dict[str, Any]]:
        fresh = {id: run_facts.read(path).to_json() for id, path in folders.items()}
        self._index.replace(fresh)
        return fresh

    def get(self, id_or_path: str | Path) -> Run:
        """Find a run by id, by the beginning of one, by name, or by its folder.

        Who does it while another run is trained starts from it (`workbench.core.runs.learnt`).

        Raises
        ------
        RunNotFound
            Naming close matches, or all that fit when there are several.
        """
        run = self._find(id_or_path)
        learnt.note_run(run.path)
        return run

    def _find(self, id_or_path: str | Path) -> Run:
        text = str(id_or_path)
        if (self.folder / text / "experiment.toml").is_file():
            return self._run(self.folder / text)
        if (Path(text) / "experiment.toml").is_file():
            path = Path(text).resolve()
            return (
                self._run(path) if path.parent == self.folder.resolve() else Run(path, self._index)
            )
        infos = self.list() + self.list(deleted=True)
        fit = [i for i in infos if i.id.startswith(text)] or [i for i in infos if i.name == text]
        if len(fit) == 1 and text:
            return self._run(fit[0].path)
        names = (
            [i.id for i in fit] if text and fit else [i.id for i in infos] + [i.name for i in infos]
        )
        close = (
            [i.id for i in fit][:5] if fit and text else difflib.get_close_matches(text, names, 3)
        )
        several = (
            f"{len(fit)} runs are called {text!r}" if fit and text else f"There is no run {text!r}"
        )
        lists = "`workbench runs` lists them; in Python, workbench.list_runs()."
        remedy = f"Did you mean {', '.join(close)}?" if close else lists
        raise RunNotFound(several + ".", remedy)

    def _run(self, path: Path) -> Run:
        # One object a run in this process: it holds the lock and the log's thread.
        with self._mutex:
            if path.name not in self._open:
                self._open[path.name] = Run(path, self._index)
            return self._open[path.name]

    def rename(self, id: str, name: str) -> None:
        """Change what people call the run."""
        self.get(id).change(name=name)

    def tag(self, id: str, tags: tuple[str, ...]) -> None:
        """Replace the run's tags."""
        self.get(id).change(tags=tuple(dict.fromkeys(tags)))

    def note(self, id: str, text: str) -> None:
        """Replace the run's note."""
        self.get(id).change(note=text)

    def delete(self, id: str) -> None:
        """Hide the run; `restore` brings it back, `purge` ends it.

        Raises
        ------
        StorageError
            When the run is still going.
        """
        run = self.get(id)
        if run.info().status in LIVE:
            raise StorageError(f"The run {run.id} is still going.", "Stop it first.")
        run.change(deleted=True)

    def restore(self, id: str) -> None:
        """Bring a deleted run back."""
        self.get(id).change(deleted=False)

    def purge(self, id: str) -> None:
        """Remove a run's folder for good."""
        run = self.get(id)
        if run.info().status in LIVE:
            raise StorageError(f"The run {run.id} is still going.", "Stop it first.")
        shutil.rmtree(run.path)
        self._index.remove(run.id)
        self._open.pop(run.id, None)


def find_run(name: str | Path, folder: Path | None = None) -> Run:
    """Find a run by id, the beginning of one, its name, or its folder wherever that lies.

    Parameters
    ----------
    folder
        Where to look; the user's runs if it is not given.

    Raises
    ------
    RunNotFound
        Naming close matches.
    """
    path = Path(name).expanduser()
    parent = path.resolve().parent
    if (path / "experiment.toml").is_file() and (parent / "index.sqlite").is_file():
        # A store of its own: its index is to follow what happens.
        return RunStore(parent).get(path.resolve().name)
    return RunStore(folder).get(path if path.is_dir() else name)
