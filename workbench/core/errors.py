"""The errors a user can meet, each with a remedy.

::

    WorkbenchError
     ├─ UsageError              the request itself cannot be understood
     │   ├─ ParamsError         a setting has an impossible value
     │   ├─ UnknownPlugin       no plugin of that kind has this id
     │   └─ RunNotFound         no run has this id or path
     ├─ ExperimentError         dataset, architecture and trainer do not fit together
     ├─ DatasetError            data is missing, unreadable or not what it claims to be
     │   └─ DownloadError       the network, the server or the disk failed
     ├─ PluginError             a plugin raised where it was called
     ├─ TrainingError           training cannot go on
     │   ├─ NonFiniteLoss       the loss is NaN or infinite, or exploded
     │   └─ OutOfMemory         the device or the machine has no memory left
     ├─ StorageError            a run folder cannot be written or read
     └─ ModelFileError          a model file is damaged, foreign or hostile
         └─ ParityError         an exported model does not give torch's answers
"""

from __future__ import annotations


class WorkbenchError(Exception):
    """What went wrong, and what the user can do about it.

    Parameters
    ----------
    message
        One sentence: what happened, naming the thing it happened to.
    remedy
        One sentence: what to do now. Empty when there is nothing to do.
    actions
        ``(label, command id)`` pairs; the window shows each as a button.
    """

    exit_code = 1

    def __init__(
        self, message: str, remedy: str = "", actions: tuple[tuple[str, str], ...] = ()
    ) -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy
        self.actions = actions

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class UsageError(WorkbenchError):
    """The request itself cannot be understood."""

    exit_code = 2


class ParamsError(UsageError):
    """A setting has an impossible value.

    ``problems`` holds ``(path, message)`` pairs, such as
    ``("trainer.epochs", "must be at least 1")``.
    """

    def __init__(self, problems: tuple[tuple[str, str], ...]) -> None:
        self.problems = problems
        text = "; ".join(f"{path}: {message}" for path, message in problems)
        super().__init__(text, "Correct the setting and try again.")


class UnknownPlugin(UsageError):
    """No plugin of that kind has this id."""


class RunNotFound(UsageError):
    """No run has this id or path."""


class ExperimentError(WorkbenchError):
    """Dataset, architecture and trainer do not fit together."""


class DatasetError(WorkbenchError):
    """Data is missing, unreadable or not what it claims to be."""


class DownloadError(DatasetError):
    """The network, the server or the disk failed."""


class PluginError(WorkbenchError):
    """A plugin raised where it was called."""


class TrainingError(WorkbenchError):
    """Training cannot go on."""


class NonFiniteLoss(TrainingError):
    """The loss is NaN or infinite, or exploded."""


class OutOfMemory(TrainingError):
    """The device or the machine has no memory left."""


class StorageError(WorkbenchError):
    """A run folder cannot be written or read."""


class ModelFileError(WorkbenchError):
    """A model file is damaged, foreign or hostile."""


class ParityError(ModelFileError):
    """An exported model does not give torch's answers."""


class Stopped(Exception):
    """Raised inside a job at the next safe point after the user asked it to stop."""
