"""Front: the part of a model file that turns named raw columns into arrays of numbers and codes.

It has ONNX operators alone, so that whoever opens the file gives columns by name, texts for
categories, and gets the answers of training.
"""

from __future__ import annotations

import numpy as np
import onnx
from onnx import TensorProto, compose, helper, numpy_helper

from .columns import MISSING, Column
from .kind import CATEGORIES, FIRST_CODE, MISSING_CODE, NUMBERS, OTHER, TableRows, input_name

_BATCH = "batch"
# Of LabelEncoder, which takes any texts.
_ML_DOMAIN, _ML_VERSION = "ai.onnx.ml", 3


def add_front(graph: onnx.ModelProto, kind: TableRows) -> onnx.ModelProto:
    """The graph with a node for each column before it.

    Inputs are called as the columns, ``(batch,)`` each: float, or string where an empty one, or one
    of the usual words for it, is missing. What no training row had is another value.
    """
    prefix = _prefix(kind)
    inner = _renamed(graph, prefix)
    nodes: list[onnx.NodeProto] = []
    inputs: list[onnx.ValueInfoProto] = []
    axis = f"{prefix}axis"
    for name, columns in ((NUMBERS, kind.numbers), (CATEGORIES, kind.categories)):
        parts = []
        for at, column in enumerate(columns):
            raw = input_name(column)
            kind_of = TensorProto.FLOAT if column.is_number else TensorProto.STRING
            inputs.append(helper.make_tensor_value_info(raw, kind_of, [_BATCH]))
            codes = raw
            if column.is_category:
                codes = f"{prefix}{name}.code{at}"
                nodes.append(_encoder(column, raw, codes))
            parts.append(f"{prefix}{name}.column{at}")
            nodes.append(helper.make_node("Unsqueeze", [codes, axis], [parts[-1]]))
        if columns:
            nodes.append(helper.make_node("Concat", parts, [f"{prefix}{name}"], axis=1))
    old = list(inner.graph.node)
    del inner.graph.node[:]
    inner.graph.node.extend([*nodes, *old])
    del inner.graph.input[:]
    inner.graph.input.extend(inputs)
    inner.graph.initializer.append(numpy_helper.from_array(np.array([1], np.int64), axis))
    inner.opset_import.append(helper.make_opsetid(_ML_DOMAIN, _ML_VERSION))
    onnx.checker.check_model(inner)
    return inner


def _encoder(column: Column, raw: str, codes: str) -> onnx.NodeProto:
    spellings = column.spellings()
    known = {
        spelling: code
        for code, value in enumerate(column.values, FIRST_CODE)
        for spelling in spellings[value]
    }
    words = {word for form in MISSING for word in (form, form.upper(), form.title())}
    table = dict.fromkeys(sorted(words | {"NaN"}), MISSING_CODE) | known
    return helper.make_node(
        "LabelEncoder",
        [raw],
        [codes],
        domain=_ML_DOMAIN,
        keys_strings=list(table),
        values_int64s=list(table.values()),
        default_int64=OTHER,
    )


def _prefix(kind: TableRows) -> str:
    """What no column's name begins with."""
    prefix = "network/"
    while any(column.name.startswith(prefix) for column in kind.columns):
        prefix = f"_{prefix}"
    return prefix


def _renamed(graph: onnx.ModelProto, prefix: str) -> onnx.ModelProto:
    """The graph with a prefix before all names but those of its outputs."""
    outputs = {value.name for value in graph.graph.output}
    renamed = compose.add_prefix(graph, prefix, rename_outputs=False)
    for value in renamed.graph.output:
        if value.name not in outputs:  # it is the output of a node that was renamed
            raise ValueError(f"the output {value.name!r} was renamed")
    return renamed
