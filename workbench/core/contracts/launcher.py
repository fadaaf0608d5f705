"""Launcher: where a training happens, the order that it gets, and the handle that comes back.

A run is a folder. A launcher is given its folder and what else a worker must know as a `WorkOrder`,
has it trained (in a thread, a process, on another machine, after a queue) and returns a
`TrainingHandle` at once.
"""

from __future__ import annotations

import abc
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.events import Event, Failed
from workbench.core.control import Control

# What `WorkOrder.length` may hold: what a table of TOML and a command line can say.
Scalar = bool | int | float | str


@dataclass(frozen=True)
class WorkOrder:
    """What a worker must know to train a run; it holds no secret.

    An order never is a file: ``workbench work`` takes it from its command line alone, so that no
    folder or archive that somebody was sent can name code to load or a place to write to.

    Attributes
    ----------
    run
        The run's folder; absolute.
    plugins
        Plugin files and package folders to load beside those that every start finds; absolute.
    safe
        Load no plugins of others.
    device
        What to train on, as ``Experiment.device``; empty for what the experiment says.
    resume
        Continue from the last checkpoint.
    length
        How long to train in all where that changes, such as ``{"epochs": 20}``.
    local_only
        Whether nothing may leave this machine, whatever the worker's own settings say.
    """

    run: Path
    plugins: tuple[Path, ...] = ()
    safe: bool = False
    device: str = ""
    resume: bool = False
    length: Mapping[str, Scalar] = field(default_factory=dict)
    local_only: bool = False

    def arguments(self) -> tuple[str, ...]:
        """The command line behind ``python -m workbench`` that trains it."""
        options = ["--safe"] if self.safe else []
        options += ["work", str(self.run)]
        for path in self.plugins:
            options += ["--plugin", str(path)]
        options += ["--resume"] if self.resume else []
        options += ["--device", self.device] if self.device else []
        options += ["--local-only"] if self.local_only else []
        for name, value in self.length.items():
            options += ["--set", f"trainer.{name}={json.dumps(value)}"]
        return tuple(options)

    def to_json(self) -> dict[str, Any]:
        """A table for launchers that hand it on by themselves."""
        table = {**vars(self), "run": str(self.run), "length": dict(self.length)}
        return table | {"plugins": [str(path) for path in self.plugins]}

    @classmethod
    def from_json(cls, table: object) -> WorkOrder:
        """Read what `to_json` gave. Whoever reads one trusts its writer as they trust code.

        Raises
        ------
        UsageError
            When a field is missing, is unknown or has another type.
        """
        fields = cls.__dataclass_fields__
        if not isinstance(table, Mapping) or set(table) != set(fields):
            message = "This is no work order: its fields are not those of one."
            raise UsageError(message, f"It has {', '.join(fields)}.")
        for name, value in table.items():
            if not _FITS[name](value):
                message = f"This is no work order: {name} is {str(value)[:80]!r}."
                raise UsageError(message, "Write it with WorkOrder.to_json.")
        paths = tuple(Path(path) for path in table["plugins"])
        return cls(**{**table, "run": Path(table["run"]), "plugins": paths})


def _is_path(value: object) -> bool:
    return isinstance(value, str) and "\0" not in value and Path(value).is_absolute()


def _is_length(value: object) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(name, str) and name.isidentifier() and isinstance(number, Scalar)
        for name, number in value.items()
    )


_FITS: dict[str, Callable[[Any], bool]] = {
    "run": _is_path,
    "plugins": lambda value: isinstance(value, list) and all(map(_is_path, value)),
    "safe": lambda value: isinstance(value, bool),
    "device": lambda value: (
        (isinstance(value, str) and value.replace(":", "").isalnum()) or value == ""
    ),
    "resume": lambda value: isinstance(value, bool),
    "length": _is_length,
    "local_only": lambda value: isinstance(value, bool),
}


class TrainingHandle(abc.ABC):
    """A training that was launched, from the outside; every method returns at once but `wait`.

    What it reports comes through `LaunchContext.emit`.

    Attributes
    ----------
    survives
        Whether it goes on when this process ends.
    paused, watched, scores_watched, pinned
        What was asked of it last.
    """

    survives: ClassVar[bool] = False
    watched: bool = False
    scores_watched: bool = False
    pinned: Any = None

    @property
    @abc.abstractmethod
    def alive(self) -> bool:
        """Whether it still goes on; once it does not, all its events have been emitted."""

    @property
    @abc.abstractmethod
    def paused(self) -> bool:
        """Whether it is asked to wait."""

    @abc.abstractmethod
    def wait(self, timeout: float) -> None:
        """Wait until it has ended, or for ``timeout`` seconds."""

    @abc.abstractmethod
    def pause(self) -> None:
        """Let it wait at its next step."""

    @abc.abstractmethod
    def resume(self) -> None:
        """Let it go on."""

    @abc.abstractmethod
    def stop(self, keep: bool = True) -> None:
        """End it; ``keep`` measures and exports first what it has learnt.

        A second time, with ``keep``, it skips the measuring that goes on, and exports.
        """

    @abc.abstractmethod
    def watch(self, watched: bool, scores: bool = False) -> None:
        """Say what is in sight, as `Control.watch`."""

    @abc.abstractmethod
    def pin(self, example: Any) -> None:
        """Choose the example that is looked at: a picture, a text, a tuple of these and numbers,
        or ``None`` for the default.
        """

    def request_weights(self) -> None:  # noqa: B027 - evaluations write them, if nothing else does
        """Ask for the weights as they are now, as `Control.request_weights`."""

    def leave(self) -> None:  # noqa: B027 - what does not survive has nothing to leave
        """Let go of one that survives: nothing is emitted any more, and it goes on."""


@dataclass(frozen=True)
class LaunchContext:
    """What a launcher may do with the process that asks it.

    Attributes
    ----------
    folder
        The run's folder.
    emit
        Takes the training's events, from any thread, in order.
    train
        Trains here: in the calling thread and to the end, obeying a `Control`. It emits and never
        raises. Only a launcher of this process calls it; torch is loaded then.
    release
        Lets go of the run's lock, so that a worker elsewhere can take it. Until then nobody can
        begin.
    fail
        Writes the last words of a training that ended without any into the run's log, and emits
        them. Nothing happens where the log has an end.
    """

    folder: Path
    emit: Callable[[Event], None]
    train: Callable[[Control], None]
    release: Callable[[], None]
    fail: Callable[[Failed], None]


class Launcher(Contribution):
    """A place where training happens.

    Attributes
    ----------
    in_process
        Whether it trains in the process that asks. What does not needs no torch there.
    """

    in_process: ClassVar[bool] = False

    def launch(self, order: WorkOrder, context: LaunchContext, params: Any) -> TrainingHandle:
        """Have a run trained, and return at once.

        Raises
        ------
        WorkbenchError
            When it cannot be begun here, with a remedy.
        """
        raise NotImplementedError

    def attach(self, context: LaunchContext) -> TrainingHandle | None:
        """Take up a training that goes on elsewhere, as after its window was closed.

        What the run's log holds is emitted before this returns, and then what comes.

        Returns
        -------
        TrainingHandle or None
            ``None``, the default, for one that this launcher cannot reach.
        """
        return None
