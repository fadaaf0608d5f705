"""Exporter: a way for a model to leave, and what it is given of the run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol

from workbench.core.contracts.task import Task
from workbench.core.contracts.task_contribution import TaskContribution
from workbench.core.runs.store import Run

if TYPE_CHECKING:
    from torch import nn


class ExportContext(Protocol):
    """The run that is exported, and what can be had of it.

    Nothing is loaded before it is asked for; what was loaded is kept for the next question.
    """

    @property
    def run(self) -> Run:
        """The run: ``run.path`` is its folder, ``run.experiment`` what was trained."""
        ...

    @property
    def plugins(self) -> Any:
        """Every plugin there is, those of ``--plugin`` among them (`workbench.Plugins`)."""
        ...

    @property
    def task(self) -> Task:
        """What the model is for.

        Raises
        ------
        DatasetError
            When only the data can tell, and it cannot be loaded.
        """
        ...

    def network(self) -> nn.Module:
        """The network with the weights that the run ended with, on the CPU in evaluation mode.

        These are the averaged or best ones where its trainer kept them, as in ``model.onnx``; of a
        run that has not ended those of its last evaluation.

        Raises
        ------
        ExperimentError
            When the run has no weights yet, or its network cannot be built here.
        """
        ...

    def preprocessing(self) -> nn.Module | None:
        """What rows go through before the network, as a module; ``None`` for text.

        Of pictures it takes ``uint8`` and has their mean and scale, see `workbench.engine.Pixels`.
        Of rows of other kinds it is what `InputKind.preprocessing` gives, fitted.

        Raises
        ------
        ModelFileError
            When the run's checkpoint does not hold it.
        """
        ...

    def rows(self, n: int) -> Any:
        """The first ``n`` rows of the test split, fewer if there are no more.

        Returns
        -------
        Split, TextRows, Rows or ndarray
            As the dataset holds them, with their labels; of running text token ids int32 ``(n,)``.
            Pictures that the run keeps need no dataset.

        Raises
        ------
        DatasetError
            When the data cannot be loaded.
        """
        ...

    def report(self, text: str) -> None:
        """Say what is being done.

        Raises
        ------
        Stopped
            When the user asked to stop: call it between pieces of long work.
        """
        ...


class Exporter(TaskContribution):
    """A way for a model to leave the workbench."""

    suffix: ClassVar[str]

    def export(self, context: ExportContext, target: Path, params: Any) -> dict[str, float]:
        """Write the run's model to ``target``, and nothing when it fails.

        Returns figures worth showing, such as ``{"accuracy/fp32": 0.991}``.

        Raises
        ------
        ModelFileError
            When the run has no model yet; the remedy says what to do.
        ParityError
            When the written model does not answer as the trained one does.
        """
        raise NotImplementedError
