"""What a picture run's network answers, or answered after any evaluation whose weights are kept."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from workbench.core import pretrained
from workbench.core.contracts.dataset import ImageClasses, Preparation
from workbench.core.contracts.errors import ExperimentError
from workbench.core.contracts.events import Array
from workbench.core.contracts.task import ImageClassification
from workbench.core.plugins import Plugins
from workbench.core.resolve import resolve
from workbench.core.runs import learnt
from workbench.core.runs.store import Run
from workbench.engine import checkpoint
from workbench.engine.batches import Pixels, pixel_statistics
from workbench.engine.probe import numbers, recorded, weights_of
from workbench.engine.rebuild import built
from workbench.engine.transfer import pixels_in
from workbench.inference.images import prepare
from workbench.inference.predictor import Predictor


@dataclass(frozen=True)
class SnapshotAnswer:
    """What a network says of one picture.

    Attributes
    ----------
    step
        After how many steps it said so.
    probabilities
        float32 ``(n_classes,)``.
    activations
        The layers' outputs by name, in order, without a batch axis.
    weights
        Of linear layers ``(out, in)`` and convolutions ``(out, in, kh, kw)``, by name.
    """

    step: int
    probabilities: Array
    activations: Mapping[str, Array]
    weights: Mapping[str, Array]


class SnapshotNetwork:
    """A picture run's network, which answers with the weights of any of its snapshots.

    It computes on the CPU and in one thread, so that a training beside it keeps the others. Not
    for several threads at once.

    Parameters
    ----------
    predictor
        The run's model file; without it, as while a run trains, its dataset is loaded to know the
        classes.
    check
        Raises `Stopped` when nobody waits any more.

    Raises
    ------
    ExperimentError
        When the run has kept no weights yet, is not for pictures in classes, or cannot be built.
    """

    def __init__(
        self,
        run: Run,
        plugins: Plugins,
        predictor: Predictor | None = None,
        check: Callable[[], None] = lambda: None,
    ) -> None:
        self.run = run
        self.step = -1
        if not run.snapshots:
            message = f"The run {run.id} has kept no weights yet."
            raise ExperimentError(message, "Wait until its training has begun.")
        statistics = pixels_in(run)
        data = None
        if predictor is None or statistics is None:
            data = _data(run, plugins, check)
        self.classes: tuple[str, ...] = predictor.classes if predictor else data.classes  # type: ignore[union-attr]
        self.shape: tuple[int, ...] = predictor.shape if predictor else data.train.x.shape[1:]  # type: ignore[union-attr]
        self.preparation: Preparation = (
            predictor.preparation if predictor else data.prepared_by  # type: ignore[union-attr]
        )
        if statistics is None:
            assert data is not None
            self._pixels = Pixels(*pixel_statistics(data.train.x, check))
        else:
            self._pixels = Pixels.of(*statistics)
        height, width, *channels = self.shape
        task = ImageClassification(height, width, channels[0] if channels else 1, self.classes)
        self._network = built(run, plugins, task, checkpoint.weights(run.snapshots[-1]))
        architecture = resolve(run.experiment, plugins, task).architecture
        assert architecture is not None
        self._layers = architecture().layers(self._network)

    def prepare(self, subject: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
        """A drawing or picture made ready, uint8 ``shape``; see `inference.images.prepare`.

        Raises
        ------
        DatasetError
            When it is empty.
        """
        return prepare(subject, self.shape, self.preparation)

    def load(self, step: int | None = None) -> None:
        """Take the weights of a snapshot; ``None`` for the newest that there are.

        Raises
        ------
        StorageError
            When a file is damaged or gone.
        """
        if step is None:
            newest = int(self.run.snapshots[-1].stem)
            live = checkpoint.live_weights(self.run.checkpoint_folder)
            if live is not None and live[0] >= newest:
                self._take(*live)
                return
            step = newest
        if step != self.step:
            path = next((p for p in self.run.snapshots if int(p.stem) == step), None)
            if path is None:
                # Snapshots are thinned out while a run trains: the nearest says much the same.
                path = min(self.run.snapshots, key=lambda p: abs(int(p.stem) - step))
            self._take(int(path.stem), checkpoint.weights(path))

    def _take(self, step: int, weights: Mapping[str, Tensor]) -> None:
        self._network.load_state_dict(dict(weights))
        self.step = step

    def read(self, picture: npt.NDArray[np.uint8]) -> SnapshotAnswer:
        """Ask about one picture uint8 ``shape``."""
        with _one_thread(), torch.inference_mode(), recorded(self._layers) as outputs:
            logits = self._network(self._pixels(torch.from_numpy(picture.copy())[None])).float()
            probabilities = logits.softmax(1)[0]
        return SnapshotAnswer(
            self.step,
            numbers(probabilities),
            {name: numbers(outputs[name][0]) for name in self._layers if name in outputs},
            weights_of(self._layers),
        )


def _data(run: Run, plugins: Plugins, check: Callable[[], None]) -> ImageClasses:
    resolved = resolve(run.experiment, plugins)
    if resolved.dataset is None or resolved.dataset_params is None:
        raise ExperimentError(resolved.problems[0].message, resolved.problems[0].remedy)
    loading = pretrained.loading(plugins, check=check, split_by=learnt.split_by(run.path))
    data = pretrained.load_class(resolved.dataset, resolved.dataset_params, loading)
    if not isinstance(data, ImageClasses):
        message = f"The run {run.id} does not sort pictures into classes."
        raise ExperimentError(message, "Choose another run.")
    return data


@contextmanager
def _one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
