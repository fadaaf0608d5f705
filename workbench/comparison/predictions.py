"""Predictions: what an answerer answers for every row, and what that took; kept on disk."""

from __future__ import annotations

import dataclasses
import io
import json
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench.comparison.waiting import busy
from workbench.core.contracts.errors import StorageError
from workbench.core.contracts.target_kind import Answers, TargetKind
from workbench.core.io import atomic
from workbench.prompting.reasoning import has_marks

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Facts:
    """What is known of an answerer besides its answers.

    Attributes
    ----------
    labels
        Labelled rows that it learnt from, was shown as examples, or chose its examples from.
    fit_s
        Seconds that learning took; 0 for what was there before.
    latency_ms
        p50, p95 and p99 of single answers, in milliseconds.
    rows_per_s
        Many at once.
    size
        Bytes on disk; ``None`` when that is not known.
    memory
        Bytes of this machine's memory while it answers; ``None`` when that is not known. Python and
        the libraries are not counted. Of a trained model the peak of a process that only answers;
        of a local provider's process, what it holds with the model; of a plugin's answerer, what it
        keeps, and the weights of the encoder that it was lent.
    prompt_tokens, completion_tokens
        Of all rows, with the model that is asked or the encoder; ``None`` when not counted.
    price
        US dollars for all rows at the provider's prices; ``None`` when these are not known.
    fit_price
        US dollars that a service took for learning: for vectors of the training rows, say.
    price_source
        Where those prices are from, with their date.
    destination
        The host that rows were sent to; empty when they stayed on this machine.
    encoder
        Encoders that it was lent, as ``provider/model``.
    origin, licence
        What is known of the data that it was made from, and of its licence.
    trained_on
        Hash of the dataset that it learnt from here; empty for nothing.
    source
        Its run, or its prompt's version: where to find it again.
    retests
        For prompts: how often the same question in other words (``paraphrase``), with the labels
        in another order (``order``) or another seed (``seed``) got the same answer, 0…1.
    verbatim
        For prompts: test texts that the model was given half of, and those of them that it went
        on with nearly word for word; ``None`` where it was given none.
    waited
        Part of the time, 0…1, that what was timed waited for a core because others had it;
        ``None`` where that is not known. See `workbench.comparison.waiting`.
    """

    labels: int = 0
    fit_s: float = 0.0
    latency_ms: tuple[float, float, float] | None = None
    rows_per_s: float | None = None
    size: int | None = None
    memory: int | None = None
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    price: float | None = None
    price_source: str = ""
    destination: str = ""
    origin: str = ""
    licence: str = ""
    trained_on: str = ""
    source: str = ""
    retests: dict[str, float] = field(default_factory=dict)
    verbatim: tuple[int, int] | None = None
    fit_price: float | None = 0.0
    encoder: str = ""
    waited: float | None = None

    @property
    def busy(self) -> bool:
        """Whether it was timed on a busy machine."""
        return busy(self.waited)


@dataclass(frozen=True)
class Predictions:
    """Answers to the held-out rows, in their order.

    Attributes
    ----------
    predicted
        As the target has labels, ``(n, …)``: class indices int64, -1 for an answer outside the
        classes; numbers float64, where none could be read the training rows' median; 0 or 1 for
        each of several labels.
    kinds
        ``label``, ``off-label``, ``refusal``, ``empty``, ``reasoning`` (it thought and gave no
        answer) or ``failed`` (no answer came), each row.
    texts
        What a model wrote, each row; empty for what does not write.
    probabilities
        float32 ``(n, n_classes)``; ``None`` where none are told.
    """

    predicted: npt.NDArray[Any]
    kinds: tuple[str, ...]
    texts: tuple[str, ...] = ()
    probabilities: Floats | None = None
    facts: Facts = Facts()

    @classmethod
    def of(cls, answers: Answers, target: TargetKind, facts: Facts) -> Predictions:
        """What answers ``(n, n_outputs)`` predict: the likeliest classes, or the numbers."""
        predicted = target.predictions(answers)
        probabilities = answers.astype(np.float32, copy=False) if target.classes else None
        return cls(predicted, ("label",) * len(predicted), (), probabilities, facts)

    def share(self, *kinds: str) -> float:
        """Part of the rows with an answer of these kinds."""
        return sum(kind in kinds for kind in self.kinds) / len(self.kinds) if self.kinds else 0.0


def save(predictions: Predictions, path: Path) -> None:
    """Write answers, all of them or nothing.

    Raises
    ------
    StorageError
        When the folder cannot be written.
    """
    arrays: dict[str, Any] = {"predicted": predictions.predicted}
    if predictions.probabilities is not None:
        arrays["probabilities"] = predictions.probabilities
    words = {
        "kinds": predictions.kinds,
        "texts": predictions.texts,
        "facts": dataclasses.asdict(predictions.facts),
    }
    raw = json.dumps(words, ensure_ascii=False).encode("utf-8", "surrogatepass")
    arrays["words"] = np.frombuffer(raw, np.uint8)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with atomic.replacing(path) as aside, aside.open("wb") as file:
            np.savez_compressed(file, **arrays)
    except OSError as error:
        message = f"Cannot write {path}: {error.strerror or error}."
        raise StorageError(message, "Check the folder's permissions and free space.") from error


def load(path: Path) -> Predictions | None:
    """Read answers; ``None`` when there are none, or they are damaged and must be asked again."""
    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as file:
            words = json.loads(file["words"].tobytes().decode("utf-8", "surrogatepass"))
            probabilities = file["probabilities"] if "probabilities" in file.files else None
            predicted = file["predicted"]
            real = predicted.dtype.kind == "f"
            predicted = predicted.astype(np.float64 if real else np.int64)
        facts = words["facts"]
        if facts["latency_ms"] is not None:
            facts["latency_ms"] = tuple(facts["latency_ms"])
        if facts.get("verbatim") is not None:
            facts["verbatim"] = tuple(facts["verbatim"])
        kinds, texts = tuple(words["kinds"]), tuple(words["texts"])
        if len(kinds) != len(predicted):
            return None
        if any(map(has_marks, texts)):
            return None  # scored before reasoning was told apart from answers
        return Predictions(predicted, kinds, texts, probabilities, Facts(**facts))
    except (OSError, ValueError, KeyError, TypeError, zipfile.BadZipFile, EOFError):
        return None
