"""For notebooks and scripts: train, load, predict, generate, ask, prompt and compare, in Python.

The functions do what the verbs of the command line do, with the same engine, and give plain objects
back: dataclasses, numpy arrays, and DataFrames where pandas is installed. In Jupyter a running call
shows a bar, and a result shows itself as a table or a figure. No Qt is loaded. What goes wrong is a
`workbench.WorkbenchError` with a remedy. All names are in the root package as well::

    import workbench

    run = workbench.train(dataset="digits", architecture="mlp", epochs=3)
    workbench.predict(run, ["seven.png"]).labels
"""

from __future__ import annotations

from workbench.api.asking import ModelAnswer, PromptResult, ask, prompt
from workbench.api.comparing import ComparisonResult, compare
from workbench.api.models import (
    ClassProbabilities,
    GeneratedText,
    RowPredictions,
    generate,
    predict,
)
from workbench.api.runs import MetricCurve, RunResult, RunTable, list_runs, load_run
from workbench.api.session import load_plugins
from workbench.api.training import resume, train

__all__ = [
    "ClassProbabilities",
    "ComparisonResult",
    "GeneratedText",
    "MetricCurve",
    "ModelAnswer",
    "PromptResult",
    "RowPredictions",
    "RunResult",
    "RunTable",
    "ask",
    "compare",
    "generate",
    "list_runs",
    "load_plugins",
    "load_run",
    "predict",
    "prompt",
    "resume",
    "train",
]
