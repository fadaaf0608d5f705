"""Row model: a model file for rows of any kind, opened once and asked often."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from workbench.core import blame
from workbench.core.contracts.errors import ModelFileError, UnknownPlugin
from workbench.core.contracts.input_kind import Arrays, InputKind
from workbench.core.contracts.target_kind import TargetKind
from workbench.core.plugins import Plugins
from workbench.inference.modelfile import (
    REMEDY,
    is_guarded,
    metadata,
    open_session,
    provenance_in,
)
from workbench.inference.textmodel import EXAMPLES

# What the output of such a file is called.
ANSWERS = "answers"
Kind = TypeVar("Kind", InputKind, TargetKind)


class RowModel:
    """Rows of a kind to answers; safe to use from several threads.

    ``inputs`` and ``target`` are the kinds that the file was trained for, as they were fitted;
    ``provenance`` is what it says of its origin, ``guarded`` tells that another process answers.

    Parameters
    ----------
    plugins
        Where the kinds are looked for.
    alone
        As for `modelfile.open_session`.

    Raises
    ------
    ModelFileError
        When the file is damaged, foreign or hostile, or its kinds are not known here.
    """

    def __init__(self, path: Path, plugins: Plugins, alone: bool = False) -> None:
        self.path = path
        facts = metadata(path)
        if facts.get("task") != EXAMPLES:
            raise ModelFileError(f"{path} is no model for rows of a kind.", REMEDY)
        self.inputs = _kind(facts, "inputs", InputKind, plugins, path)
        self.target = _kind(facts, "target", TargetKind, plugins, path)
        self.provenance: dict[str, Any] = provenance_in(facts, path)
        self._session = open_session(path, alone)
        self.guarded = is_guarded(self._session)
        self._takes = [each.name for each in self._session.get_inputs()]
        outputs = self._session.get_outputs()
        if len(outputs) != 1 or outputs[0].type != "tensor(float)":
            raise ModelFileError(f"{path} does not answer with numbers.", REMEDY)

    @property
    def classes(self) -> tuple[str, ...]:
        """Class names where an answer is one class; else empty."""
        return self.target.classes

    def predict(self, rows: Any) -> npt.NDArray[np.float32]:
        """Answers float32 ``(n, n_outputs)`` to rows, as the input kind holds them.

        Raises
        ------
        ModelFileError
            When the model fails on them, or answers with what is no answer.
        """
        try:
            raw = self.inputs.raw(rows)
        except BaseException as error:
            blame.let_through(error)
            raise blame.contained(error, type(self.inputs)) from error
        return self.predict_raw(raw)

    def predict_raw(self, raw: Arrays) -> npt.NDArray[np.float32]:
        """The same for arrays that `InputKind.raw` gave; raises as `predict` does."""
        missing = sorted(set(self._takes) - set(raw))
        if missing:
            message = f"{self.path} takes {', '.join(missing)}, which these rows have not."
            raise ModelFileError(message, REMEDY)
        n = len(next(iter(raw.values())))
        try:
            given = {name: np.ascontiguousarray(raw[name]) for name in self._takes}
            answers = self._session.run(None, given)[0]
        except ModelFileError:
            raise
        except Exception as error:
            reason = str(error).splitlines()[0][:200]
            message = f"{self.path} failed on these rows: {reason}"
            raise ModelFileError(message, REMEDY) from error
        wanted = (n, self.target.n_outputs)
        if answers.dtype != np.float32 or answers.shape != wanted or not np.isfinite(answers).all():
            message = f"{self.path} answers with {answers.dtype} {answers.shape}, not {wanted}"
            raise ModelFileError(f"{message} finite numbers.", REMEDY)
        return answers


def described(model: RowModel, rows: Any) -> list[dict[str, Any]]:
    """What a model answers to each row, as plain values.

    Each has ``prediction`` (a text), ``value`` (a number, or as JSON has labels) and, where answers
    are probabilities, ``probabilities`` by name.

    Raises
    ------
    ModelFileError
        As of `RowModel.predict`.
    """
    answers = model.predict(rows)
    target = model.target
    predictions = target.predictions(answers)
    sure = np.isfinite(target.confidence(answers))
    return [
        {
            "prediction": target.text(prediction),
            "value": prediction.tolist(),
            **(
                {"probabilities": dict(zip(target.names, map(float, answer), strict=True))}
                if is_sure
                else {}
            ),
        }
        for prediction, answer, is_sure in zip(predictions, answers, sure, strict=True)
    ]


def _kind(
    facts: Mapping[str, Any], name: str, base: type[Kind], plugins: Plugins, path: Path
) -> Kind:
    said = facts.get(name)
    id = said.get("kind") if isinstance(said, dict) else None
    spec = said.get("spec") if isinstance(said, dict) else None
    if not isinstance(id, str) or not isinstance(spec, dict):
        raise ModelFileError(f"{path} does not say what kind of {name} it is for.", REMEDY)
    try:
        cls = plugins.get(base, id)
    except UnknownPlugin as error:
        message = f"{path} is for {id[:80]!r}, a kind that no plugin here knows."
        raise ModelFileError(message, "Install the plugin that it was trained with.") from error
    try:
        return cls.from_spec(spec)
    except BaseException as error:
        blame.let_through(error)
        message = f"{path} has a damaged description of its {name}: {error}."
        raise ModelFileError(message, REMEDY) from error
