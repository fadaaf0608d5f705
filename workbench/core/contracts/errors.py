"""The errors a user can meet, each with a remedy.

::

    WorkbenchError
     ├─ UsageError              the request itself cannot be understood
     │   ├─ ParamsError         a setting has an impossible value
     │   ├─ UnknownPlugin       no plugin of that kind has this id
     │   └─ RunNotFound         no run has this id or path
     ├─ ExperimentError         dataset, architecture and trainer do not fit together
     ├─ DatasetError            data is missing, unreadable or not what it claims to be
     │   ├─ DownloadError       the network, the server or the disk failed
     │   ├─ MissingData         files that a dataset needs are not there
     │   └─ DataQuestion        data can be read in several ways, of which the user chooses one
     ├─ PluginError             a plugin raised where it was called
     ├─ TrainingError           training cannot go on
     │   ├─ NonFiniteLoss       the loss is NaN or infinite, or exploded
     │   └─ OutOfMemory         the device or the machine has no memory left
     ├─ StorageError            a run folder cannot be written or read
     ├─ ModelFileError          a model file is damaged, foreign or hostile
     │   └─ ParityError         an exported model does not give torch's answers
     └─ ProviderError           a foundation model cannot be asked, or its answer is no answer
         ├─ WrongKey            the service does not accept the key, or there is none
         ├─ UnknownModel        the provider has no model of this name
         ├─ ContextOverflow     the prompt is longer than the model reads
         ├─ RateLimited         the service wants fewer questions, or more money
         ├─ Refused             the service will not answer this
         ├─ BrokenAnswer        the answer broke off, never ended or cannot be read
         ├─ Unreachable         nobody answers, or not in time
         └─ LocalOnly           the question would leave this machine, and none may
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from workbench.core.contracts.data_file import DataFile, size_of


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


@dataclass(frozen=True)
class Choice:
    """One way to read data: ``settings`` of its dataset, and what a button for it says."""

    title: str
    settings: Mapping[str, Any]


class DataQuestion(DatasetError):
    """Data can be read in several ways, of which the user chooses one.

    Parameters
    ----------
    message, remedy
        As of every `WorkbenchError`.
    choices
        Settings of the dataset that answer it; the window shows each as a button.
    """

    def __init__(self, message: str, remedy: str = "", choices: tuple[Choice, ...] = ()) -> None:
        super().__init__(message, remedy)
        self.choices = choices


class MissingData(DatasetError):
    """Files that a dataset needs are not there.

    Parameters
    ----------
    files
        Those; the window offers to download them where they say from where, and to choose them.
    source
        Where a person can get them.
    folder
        Where they are looked for, or saved by a download.
    """

    def __init__(self, files: tuple[DataFile, ...], source: str = "", folder: str = "") -> None:
        self.files = files
        first = files[0]
        names = ", ".join(file.name for file in files)
        if not first.name:
            message = {"folder": "No folder chosen.", "either": "No file or folder chosen."}.get(
                first.picks, "No file chosen."
            )
        elif first.picks == "folder":
            message = f"Folder not found: {first.name}."
        else:
            message = (
                f"File not found: {names}." if len(files) == 1 else f"Files not found: {names}."
            )
        super().__init__(message, _how_to_get(files, source, folder))

    @property
    def can_be_downloaded(self) -> bool:
        """Whether all of them are offered somewhere."""
        return all(file.urls for file in self.files)


def _how_to_get(files: tuple[DataFile, ...], source: str, folder: str) -> str:
    first = files[0]
    if first.setting:
        return (
            f"Choose a {'folder' if first.picks == 'folder' else 'file'} (dataset.{first.setting})."
        )
    if len(files) == 1:
        as_file = f"save it as {folder}/{first.name}"
    else:
        parent = first.name.rpartition("/")[0]
        as_file = f"put them into {folder}/{parent}"
    if all(file.urls for file in files):
        size = f" ({size_of(files)})" if size_of(files) else ""
        return f"Download {', '.join(file.urls[0] for file in files)}{size} and {as_file}."
    them = "it" if len(files) == 1 else "them"
    return f"Get {them} from {source or 'the source'} and {as_file}."


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


class ProviderError(WorkbenchError):
    """A foundation model cannot be asked, or its answer is no answer.

    Each kind has a ``usual`` remedy, for where none is given.
    """

    usual = "Try again, or choose another model."

    def __init__(
        self, message: str, remedy: str = "", actions: tuple[tuple[str, str], ...] = ()
    ) -> None:
        super().__init__(message, remedy or self.usual, actions)


class WrongKey(ProviderError):
    """The service does not accept the key, or there is none."""

    usual = "Give the service's key in the settings, or with `workbench providers key`."


class UnknownModel(ProviderError):
    """The provider has no model of this name."""

    usual = "Choose one of its models; `workbench providers` names them."


class ContextOverflow(ProviderError):
    """The prompt is longer than the model reads."""

    usual = "Shorten the prompt, give fewer shots, or choose a model with a longer context."


class RateLimited(ProviderError):
    """The service wants fewer questions, or more money; ``retry_after`` is in seconds."""

    usual = "Wait, ask fewer at a time, or look into your account with the service."

    def __init__(self, message: str, remedy: str = "", retry_after: float | None = None) -> None:
        self.retry_after = retry_after
        wait = f"Wait {retry_after:.0f} s and try again." if retry_after else ""
        super().__init__(message, remedy or wait)


class Refused(ProviderError):
    """The service will not answer this."""

    usual = "Say it in other words, or ask another model."


class BrokenAnswer(ProviderError):
    """The answer broke off, never ended or cannot be read."""

    usual = "Ask again; if it stays so, look into the server's own log."


class Unreachable(ProviderError):
    """Nobody answers, or not in time."""

    usual = "Check that the server runs, its address in the settings, and the network."


class LocalOnly(ProviderError):
    """The question would leave this machine, and none may."""

    usual = "Choose a model on this machine, or allow other machines in the settings."


class Stopped(Exception):
    """Raised inside a job at the next safe point after the user asked it to stop."""
