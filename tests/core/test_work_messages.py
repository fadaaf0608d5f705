"""Messages of a worker: what goes in comes out, and what is malformed is refused."""

from __future__ import annotations

import contextlib
import dataclasses
import json
import struct
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from workbench.core.contracts import events
from workbench.core.contracts.events import (
    Activations,
    AttentionMaps,
    Evaluated,
    Event,
    Progress,
    Stepped,
    WeightHistograms,
)
from workbench.core.work import frames

NUMBERS = st.one_of(
    hnp.boolean_dtypes(), hnp.integer_dtypes(), hnp.unsigned_integer_dtypes(), hnp.floating_dtypes()
).filter(lambda dtype: dtype.itemsize <= 8)
ARRAYS = hnp.arrays(NUMBERS, hnp.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4))
KEYS = st.text(max_size=8) | st.sampled_from(["__array__", "_" * 3 + "array__", "arrays", "body"])
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**70), 2**70)
    | st.floats()
    | st.text(max_size=20)
    | ARRAYS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)


def same(left: Any, right: Any) -> bool:
    """Equal to the last bit, NaN included, tuples as lists."""
    if isinstance(left, np.ndarray):
        return (
            isinstance(right, np.ndarray)
            and left.dtype == right.dtype
            and left.shape == right.shape
            and left.tobytes() == right.tobytes()
        )
    if isinstance(left, dict):
        return list(left) == list(right) and all(same(left[key], right[key]) for key in left)
    if isinstance(left, list | tuple):
        return len(left) == len(right) and all(map(same, left, right))
    if isinstance(left, float) and left != left:
        return isinstance(right, float) and right != right
    return type(left) is type(right) and left == right


@given(st.dictionaries(KEYS, VALUES, max_size=5))
def test_what_goes_in_comes_out(table: dict[str, Any]) -> None:
    assert same(table, frames.loads(frames.dumps(table)))


@given(st.dictionaries(KEYS, VALUES, max_size=3), st.data())
def test_what_is_damaged_is_refused_or_read_as_something(
    table: dict[str, Any], data: st.DataObject
) -> None:
    """Never anything but a table or `Malformed`, whatever the bytes are."""
    message = bytearray(frames.dumps(table))
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(message) - 1))
        message[at] = data.draw(st.integers(0, 255))
    cut = bytes(message)[: data.draw(st.integers(0, len(message)))]
    for content in (bytes(message), cut):
        with contextlib.suppress(frames.Malformed):
            assert isinstance(frames.loads(content), dict)


@given(st.binary(max_size=200))
def test_noise_is_refused(content: bytes) -> None:
    with pytest.raises(frames.Malformed):
        frames.loads(content)


def framed(header: Any, rest: bytes = b"") -> bytes:
    text = json.dumps(header).encode()
    return struct.pack("<I", len(text)) + text + rest


@pytest.mark.parametrize(
    ("message", "words"),
    [
        (b"\x00", "before its header"),
        (struct.pack("<I", 2**31) + b"{}", "longer than the message"),
        (framed([]), "cannot be used"),
        (framed({"arrays": [], "body": 3}), "no table"),
        (framed({"arrays": [["|O8", [1]]], "body": {}}, bytes(8)), "something else than numbers"),
        (framed({"arrays": [["<f4,<f4", [1]]], "body": {}}, bytes(8)), "else than numbers"),
        (framed({"arrays": [["<f4", [2**62, 2**62]]], "body": {}}), "impossible shape"),
        (framed({"arrays": [["<f4", [-1]]], "body": {}}), "impossible shape"),
        (framed({"arrays": [["<f4", [True]]], "body": {}}), "impossible shape"),
        (framed({"arrays": [["<f4", "ab"]], "body": {}}), "no shape"),
        (framed({"arrays": [["<f4", [2]]], "body": {}}, bytes(7)), "ends before its arrays"),
        (framed({"arrays": [["<f4", [2]]], "body": {}}, bytes(9)), "goes on after"),
        (framed({"arrays": [], "body": {"a": {"__array__": 0}}}), "does not hold"),
        (framed({"arrays": [], "body": {"a": {"__array__": -1}}}), "does not hold"),
        (framed({"arrays": [], "body": json.loads('{"a": ' * 300 + "1" + "}" * 300)}), ""),
        (struct.pack("<I", 200_000) + b"[" * 200_000, "cannot be used"),
    ],
)
def test_what_is_malformed_says_so(message: bytes, words: str) -> None:
    if not words:  # nested, but a table
        assert frames.loads(message)
        return
    with pytest.raises(frames.Malformed, match=words):
        frames.loads(message)


@pytest.mark.parametrize("value", [{"a": object()}, {"a": np.array(["x"])}, {1: 2}, {"a": b"x"}])
def test_what_cannot_be_sent_is_refused(value: Any) -> None:
    with pytest.raises(TypeError):
        frames.dumps(value)


FLOAT = np.linspace(0, 1, 6, dtype=np.float32)
EXAMPLES = [
    Progress("Reading", 3.0, None),
    Stepped(0, FLOAT, FLOAT, 900.0, 1.0, None),
    Evaluated(3, 0.5, 1.0, "val", {"val/loss": float("nan")}, np.eye(3, dtype=np.int64)),
    Activations(1, np.zeros((4, 4), np.uint8), None, {"a": FLOAT}, {"a": FLOAT}, FLOAT, None),
    WeightHistograms(1, {"weight/a": (np.arange(3), FLOAT)}),
    AttentionMaps(1, ("a", "ä"), np.zeros((2, 2, 2, 2), np.float16), True),
]


@pytest.mark.parametrize("event", EXAMPLES, ids=lambda event: type(event).__name__)
def test_events_travel(event: Event) -> None:
    back = frames.event_in(frames.loads(frames.event_message(event)))
    assert type(back) is type(event)
    for part in dataclasses.fields(event):
        assert same(getattr(event, part.name), getattr(back, part.name))


def test_every_event_has_fields_that_travel() -> None:
    """Whatever is added to the events is made of what a message can hold."""
    classes = [
        cls
        for cls in vars(events).values()
        if isinstance(cls, type) and issubclass(cls, Event) and cls is not Event
    ]
    assert len(classes) > 8
    for cls in classes:
        values = {part.name: _any_of(str(part.type)) for part in dataclasses.fields(cls)}
        back = frames.event_in(frames.loads(frames.event_message(cls(**values))))
        assert type(back) is cls


def _any_of(hint: str) -> Any:
    if hint.endswith("| None"):
        return None
    if hint.startswith("Mapping"):
        return {}
    if hint.startswith("tuple"):
        return ()
    return {"int": 3, "float": 0.5, "str": "x", "bool": True, "Array": FLOAT}[hint]
