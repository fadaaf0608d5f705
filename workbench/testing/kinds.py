"""The contracts of input and target kinds, on rows that a dataset loads."""

from __future__ import annotations

import dataclasses
import importlib.util
import json
from typing import Any

import numpy as np

from workbench.core import class_path
from workbench.core.contracts.examples import Examples
from workbench.core.contracts.input_kind import InputKind
from workbench.core.contracts.target_kind import TargetKind
from workbench.testing.conventions import authors_code, check_contribution, expect

FEW = 7


def check_input_kind(cls: type[InputKind]) -> None:
    """It is a frozen dataclass, and what it names exists; `check_examples` looks at rows."""
    check_contribution(cls)
    _check_class(cls)
    if cls.preview:
        _check_named(cls.id, "preview", cls.preview, is_light=True)
    if cls.augmentation:
        _check_named(cls.id, "augmentation", cls.augmentation)
    for ending in cls.files:
        expect(ending.startswith("."), f"{cls.id}: files has {ending!r}, not an ending like '.wav'")
    fits = len(cls.noun) == 2 and all(isinstance(word, str) and word for word in cls.noun)
    expect(fits, f"{cls.id}: noun is {cls.noun!r}, not one row's name and several rows'")


def check_target_kind(cls: type[TargetKind]) -> None:
    """It is a frozen dataclass, what it names exists, and it says which metric decides."""
    check_contribution(cls)
    _check_class(cls)
    if cls.loss is TargetKind.loss and not cls.per_token:
        _check_named(cls.id, "loss_module", cls.loss_module)
    decided = cls.decides in cls.directions
    expect(decided, f"{cls.id}: decides is {cls.decides!r}, which directions has not")
    signs = set(cls.directions.values())
    expect(signs <= {1, -1}, f"{cls.id}: directions are {sorted(signs)}, not 1 or -1")


def check_examples(data: Examples, name: str) -> None:
    """Both kinds do with these rows what they promise.

    Parameters
    ----------
    name
        Whose data they are, for errors.
    """
    with authors_code(type(data.inputs)):
        _check_rows(data, name)
    with authors_code(type(data.target)):
        _check_target(data, name)


def _check_class(cls: type[Any]) -> None:
    frozen = dataclasses.is_dataclass(cls) and cls.__dataclass_params__.frozen  # type: ignore[attr-defined]
    expect(frozen, f"{cls.id}: mark it with @dataclass(frozen=True)")
    _check_named(cls.id, "module", cls.module)


def _check_named(id: str, attribute: str, path: str, is_light: bool = False) -> None:
    module, colon, name = path.partition(":")
    expect(bool(colon and name), f"{id}: {attribute} is {path!r}, not 'package.module:Class'")
    if is_light:
        found = importlib.util.find_spec(module) is not None
    else:
        try:
            found = class_path.load(path) is not None
        except (ImportError, AttributeError):
            found = False
    expect(found, f"{id}: {attribute} names {path!r}, which there is not")


def _check_rows(data: Examples, name: str) -> None:
    import torch

    from workbench.engine.network_inputs import as_tuple, example_inputs, prepared

    kind, rows = data.inputs, data.train.x
    few = kind.take(rows, np.arange(min(FEW, len(data.train))))
    n = len(few)
    identities = kind.identities(few)
    fits = identities.shape == (n,) and identities.dtype == np.uint64
    expect(fits, f"{name}: identities() gives {identities.dtype} {identities.shape}")
    again = type(kind).from_spec(json.loads(json.dumps(dict(kind.spec()))))
    expect(again == kind, f"{name}: from_spec() does not give back what spec() says, as JSON")
    whole = kind.encode(few)
    one = kind.encode(kind.take(few, np.arange(1)))
    for key, values in whole.items():
        expect(len(values) == n, f"{name}: encode() gives {len(values)} {key!r} for {n} rows")
        expect(values.dtype.kind in "fiub", f"{name}: encode() gives {key!r} as {values.dtype}")
        if not kind.axes().get(key):
            same = np.array_equal(values[:1], one[key], equal_nan=values.dtype.kind == "f")
            expect(same, f"{name}: encode() gives a row another {key!r} among other rows")
    expect(len(kind.raw(few)) > 0, f"{name}: raw() gives nothing for the model file to take")
    cpu = torch.device("cpu")
    inputs = prepared(whole, kind.preprocessing(), cpu)
    finite = all(bool(tensor.float().isfinite().all()) for tensor in as_tuple(inputs))
    expect(finite, f"{name}: preprocessing() gives numbers that are not finite")
    made_up = example_inputs(data.task, n)
    if not kind.axes():
        shapes = [tuple(t.shape) for t in made_up], [tuple(t.shape) for t in inputs]
        expect(
            shapes[0] == shapes[1], f"{name}: example() has shapes {shapes[0]}, rows {shapes[1]}"
        )
    text = kind.text(few, 0)
    expect(isinstance(text, str) and text, f"{name}: text() gives {text!r} for a row")
    cells = kind.cells(few, 0)
    strings = all(isinstance(k, str) and isinstance(v, str) for k, v in cells.items())
    expect(strings, f"{name}: cells() gives {cells!r}, not texts by name")
    picture = kind.picture(few, 0)
    fits = picture is None or (picture.dtype == np.uint8 and picture.ndim in (2, 3))
    expect(fits, f"{name}: picture() gives no uint8 (height, width[, 3])")


def _check_target(data: Examples, name: str) -> None:
    import torch

    target = data.target
    again = type(target).from_spec(json.loads(json.dumps(dict(target.spec()))))
    expect(again == target, f"{name}: from_spec() does not give back what spec() says, as JSON")
    y = data.train.y[:FEW]
    expect(len(target.names) == target.n_outputs, f"{name}: names are not as many as outputs")
    labels = torch.from_numpy(np.ascontiguousarray(y, np.float64 if y.dtype.kind == "f" else "i8"))
    outputs = torch.zeros(len(y), target.n_outputs, requires_grad=True)
    loss = target.loss()(outputs, labels, 0.0)
    fits = loss.dim() == 0 and bool(loss.isfinite())
    expect(fits, f"{name}: the loss of outputs that are 0 is {loss!r}, not one finite number")
    loss.backward()
    expect(outputs.grad is not None, f"{name}: no gradient comes from the loss")
    answers = target.activation()(outputs.detach()).numpy()
    shape = (len(y), target.n_outputs)
    expect(answers.shape == shape, f"{name}: answers are {answers.shape}, not {shape}")
    predicted = target.predictions(answers)
    expect(predicted.shape == y.shape, f"{name}: predictions are {predicted.shape}, not {y.shape}")
    metrics = target.metrics(y, y)
    strangers = set(metrics) - set(target.directions)
    expect(not strangers, f"{name}: metrics() gives {sorted(strangers)}, which directions has not")
    scores = target.row_scores(y, y)
    expect(scores.shape == (len(y),), f"{name}: row_scores() gives {scores.shape}")
    worse = target.row_scores(predicted, y)
    expect(bool((worse <= scores).all()), f"{name}: a guess scores more than the truth")
    text = target.text(y[0])
    expect(isinstance(text, str) and text, f"{name}: text() gives {text!r} for a label")
