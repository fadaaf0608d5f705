"""Data backends: what a training does that depends on what it learns from.

How it looks inside the network at work, what an evaluation says beside its figures, and what a run
leaves behind. Each class of data names its own (``backend``), so nothing else asks which it is.
"""

from __future__ import annotations

import copy
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from itertools import chain
from typing import Any, Generic, TypeVar, cast

import numpy as np
from torch import nn

from workbench.core import class_path
from workbench.core.contracts.dataset import Data, ImageClasses
from workbench.core.contracts.events import Event, Sampled
from workbench.core.contracts.examples import Examples
from workbench.core.contracts.network import ShowsAttention
from workbench.core.contracts.text import Corpus, TextClasses
from workbench.core.contracts.trainer import LanguageLearner, Learner, PictureLearner
from workbench.core.runs.store import Run
from workbench.engine import attended, export_attention, export_examples, export_text, probe
from workbench.engine.convert import save_rows
from workbench.engine.export import Exported, export
from workbench.engine.loop import Look, Loop, Remarks

ROWS_KEPT = 1000
# Real rows that an exported graph is compared with torch on.
ROWS_CHECKED = 256
D = TypeVar("D", bound=Data)


class DataBackend(ABC, Generic[D]):
    """What the engine does for one class of data.

    Attributes
    ----------
    noun
        What rows are called.
    model
        What the model file takes and gives.
    limits
        What the test figures do not say.
    """

    def __init__(self, data: D) -> None:
        self.data = data
        self.noun = data.inputs.noun[1]
        self.model = f"{self.noun} in, {data.target.name.lower()} out"
        self.limits = f"""\
The test figures hold for {self.noun} like those of the dataset and say nothing of others.
The network answers for all {self.noun}, also for those that are like none it has seen."""

    def look(self, learner: Learner, layers: Mapping[str, nn.Module]) -> Look:
        """How to look inside a network at work: the weights of every one, attention where it is."""
        looks = [*self.activations(learner, layers), _weights(learner)]
        if isinstance(learner.model, ShowsAttention):
            looks.append(self.attention(learner))

        def every(step: int, pinned: Any) -> Iterable[Event]:
            return chain.from_iterable(one(step, pinned) for one in looks)

        return every

    def activations(self, learner: Learner, layers: Mapping[str, nn.Module]) -> list[Look]:
        """How activations on one row are shown; not at all unless a subclass says it."""
        return []

    @abstractmethod
    def attention(self, learner: Learner) -> Look:
        """How attention on one row is shown."""

    def remarks(self, learner: Learner) -> Remarks:
        """What an evaluation says beside its figures."""
        return lambda step: ()

    @abstractmethod
    def export(
        self, run: Run, loop: Loop, network: nn.Module, provenance: Mapping[str, Any]
    ) -> float:
        """Write the model, and rows to check it on; returns the largest difference to torch."""

    def attention_export(
        self, loop: Loop, network: nn.Module, provenance: Mapping[str, Any]
    ) -> Callable[[Run], float] | None:
        """What writes ``attention.onnx``; ``None`` where there is no such file."""
        return None


def backend(data: Data) -> DataBackend[Any]:
    """What the engine does for these data."""
    made: DataBackend[Any] = class_path.load(data.backend)(data)
    return made


def _weights(learner: Learner) -> Look:
    return lambda step, pinned: (probe.weigh(learner.model, step),)


class ExampleBackend(DataBackend[Examples]):
    """Rows of any kind: the kinds say the rest."""

    def attention(self, learner: Learner) -> Look:
        """Between the places of a row that its kind names."""
        return attended.of_rows(self.data, learner.model)

    def export(
        self, run: Run, loop: Loop, network: nn.Module, provenance: Mapping[str, Any]
    ) -> float:
        """Raw rows in, answers out."""
        return export_examples.export(network, self.data, provenance, run.model_file)


class PictureBackend(DataBackend[ImageClasses]):
    """Pictures in classes."""

    def __init__(self, data: ImageClasses) -> None:
        super().__init__(data)
        self.model = "uint8 pixels in, probabilities out"
        self.limits = """\
The test figures hold for pictures like those of the dataset and say nothing of others. The network
answers with a class for every picture, even for one that shows none of them."""

    def activations(self, learner: Learner, layers: Mapping[str, nn.Module]) -> list[Look]:
        """Of every layer, on the pinned picture."""
        pictures = cast("PictureLearner", learner)
        return [lambda step, pinned: (probe.capture(pictures, layers, step, pinned),)]

    def attention(self, learner: Learner) -> Look:
        """Between a picture's patches."""
        return attended.of_pictures(cast("PictureLearner", learner))

    def export(
        self, run: Run, loop: Loop, network: nn.Module, provenance: Mapping[str, Any]
    ) -> float:
        """Pixels in, probabilities out; the layers' outputs in a second graph."""
        data = self.data
        rows, labels = data.test.x[:ROWS_KEPT], data.test.y[:ROWS_KEPT].astype(np.int64)
        parts = Exported(
            network=network,
            layers={name: network.get_submodule(name) for name in loop.layers},
            preprocessing=_preprocessing(loop),
            rows=np.ascontiguousarray(rows[:ROWS_CHECKED]),
            classes=data.classes,
            provenance=provenance,
            preparation=data.prepared_by,
        )
        difference = export(parts, run.model_file, run.layers_file)
        save_rows(run.path, rows, labels)
        return difference

    def attention_export(
        self, loop: Loop, network: nn.Module, provenance: Mapping[str, Any]
    ) -> Callable[[Run], float]:
        """Maps between patches."""
        preprocessing = _preprocessing(loop)
        return lambda run: export_attention.of_pictures(
            network, preprocessing, self.data, provenance, run.attention_file
        )


def _preprocessing(loop: Loop) -> nn.Module:
    learner = cast("PictureLearner", loop.learner)
    return copy.deepcopy(learner.preprocessing()).cpu()


T = TypeVar("T", TextClasses, Corpus)


class _TokenBackend(DataBackend[T]):
    """Texts as token ids."""

    def attention(self, learner: Learner) -> Look:
        """Between a text's tokens."""
        return attended.of_text(self.data, learner.model)

    def export(
        self, run: Run, loop: Loop, network: nn.Module, provenance: Mapping[str, Any]
    ) -> float:
        """Token ids in, the tokenizer inside."""
        return export_text.export(network, self.data, provenance, run.model_file)

    def attention_export(
        self, loop: Loop, network: nn.Module, provenance: Mapping[str, Any]
    ) -> Callable[[Run], float]:
        """Maps between tokens."""
        return lambda run: export_attention.of_text(
            network, self.data, provenance, run.attention_file
        )


class TextBackend(_TokenBackend[TextClasses]):
    """Texts in classes."""

    def __init__(self, data: TextClasses) -> None:
        super().__init__(data)
        self.model = "token ids in, probabilities out, tokenizer inside"
        self.limits = """\
The test figures hold for texts like those of the dataset and say nothing of others. The network
answers with a class for every text, even for one that belongs to none of them."""


class CorpusBackend(_TokenBackend[Corpus]):
    """Running text."""

    def __init__(self, data: Corpus) -> None:
        super().__init__(data)
        self.model = "token ids in, logits out, tokenizer inside"
        self.limits = """\
The model continues text in the manner of what it was trained on. It knows nothing else, and what it
writes is not true because it is fluent."""

    def remarks(self, learner: Learner) -> Remarks:
        """What the model writes."""
        language = cast("LanguageLearner", learner)

        def samples(step: int) -> Iterable[Event]:
            given, text = language.sample(step)
            return (Sampled(step, given, text),)

        return samples
