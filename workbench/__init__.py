"""Workbench: machine learning that people point at, click and draw on.

The names below are what a plugin author imports, and what a notebook uses
(`workbench.api`). They are resolved when first used, so ``import workbench`` costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from workbench.core import parse_lock, telemetry
from workbench.core.version import __version__ as __version__

telemetry.switch_off()
parse_lock.install()

_HOMES = {
    "AnswerStream": "workbench.core.contracts.answer",
    "Answerer": "workbench.core.contracts.answerer",
    "Architecture": "workbench.core.contracts.architecture",
    "Capabilities": "workbench.core.contracts.provider",
    "Card": "workbench.core.contracts.dataset",
    "Corpus": "workbench.core.contracts.text",
    "Dataset": "workbench.core.contracts.dataset",
    "DatasetError": "workbench.core.contracts.errors",
    "Experiment": "workbench.core.experiment",
    "Exporter": "workbench.core.contracts.contributions",
    "Fitted": "workbench.core.contracts.answerer",
    "ImageClasses": "workbench.core.contracts.dataset",
    "ImageClassification": "workbench.core.contracts.task",
    "LanguageLearner": "workbench.core.contracts.trainer",
    "LanguageModelling": "workbench.core.contracts.task",
    "Launcher": "workbench.core.contracts.contributions",
    "Learner": "workbench.core.contracts.trainer",
    "Lesson": "workbench.core.contracts.contributions",
    "LessonStep": "workbench.core.contracts.contributions",
    "Loading": "workbench.core.contracts.dataset",
    "Message": "workbench.core.contracts.provider",
    "Options": "workbench.core.contracts.provider",
    "Params": "workbench.core.contracts.params",
    "PictureLearner": "workbench.core.contracts.trainer",
    "Piece": "workbench.core.contracts.answer",
    "Playground": "workbench.core.contracts.contributions",
    "Preparation": "workbench.core.contracts.dataset",
    "Provider": "workbench.core.contracts.provider",
    "ProviderError": "workbench.core.contracts.errors",
    "Request": "workbench.core.contracts.provider",
    "Setup": "workbench.core.contracts.trainer",
    "Split": "workbench.core.contracts.dataset",
    "Task": "workbench.core.contracts.task",
    "TextClasses": "workbench.core.contracts.text",
    "TextClassification": "workbench.core.contracts.task",
    "TextRows": "workbench.core.contracts.text",
    "Tokenizer": "workbench.core.tokenizer",
    "Tools": "workbench.core.contracts.answerer",
    "Trainer": "workbench.core.contracts.trainer",
    "UsageError": "workbench.core.contracts.errors",
    "View": "workbench.core.contracts.contributions",
    "WorkbenchError": "workbench.core.contracts.errors",
    "ask": "workbench.api",
    "compare": "workbench.api",
    "generate": "workbench.api",
    "hookimpl": "workbench.core.contracts.hookspecs",
    "list_runs": "workbench.api",
    "load_run": "workbench.api",
    "param": "workbench.core.contracts.params",
    "predict": "workbench.api",
    "prompt": "workbench.api",
    "resume": "workbench.api",
    "train": "workbench.api",
}

if TYPE_CHECKING:
    from workbench.api import ask as ask
    from workbench.api import compare as compare
    from workbench.api import generate as generate
    from workbench.api import list_runs as list_runs
    from workbench.api import load_run as load_run
    from workbench.api import predict as predict
    from workbench.api import prompt as prompt
    from workbench.api import resume as resume
    from workbench.api import train as train
    from workbench.core.contracts.answer import AnswerStream as AnswerStream
    from workbench.core.contracts.answer import Piece as Piece
    from workbench.core.contracts.answerer import Answerer as Answerer
    from workbench.core.contracts.answerer import Fitted as Fitted
    from workbench.core.contracts.answerer import Tools as Tools
    from workbench.core.contracts.architecture import Architecture as Architecture
    from workbench.core.contracts.contributions import Exporter as Exporter
    from workbench.core.contracts.contributions import Launcher as Launcher
    from workbench.core.contracts.contributions import Lesson as Lesson
    from workbench.core.contracts.contributions import LessonStep as LessonStep
    from workbench.core.contracts.contributions import Playground as Playground
    from workbench.core.contracts.contributions import View as View
    from workbench.core.contracts.dataset import Card as Card
    from workbench.core.contracts.dataset import Dataset as Dataset
    from workbench.core.contracts.dataset import ImageClasses as ImageClasses
    from workbench.core.contracts.dataset import Loading as Loading
    from workbench.core.contracts.dataset import Preparation as Preparation
    from workbench.core.contracts.dataset import Split as Split
    from workbench.core.contracts.errors import DatasetError as DatasetError
    from workbench.core.contracts.errors import ProviderError as ProviderError
    from workbench.core.contracts.errors import UsageError as UsageError
    from workbench.core.contracts.errors import WorkbenchError as WorkbenchError
    from workbench.core.contracts.hookspecs import hookimpl as hookimpl
    from workbench.core.contracts.params import Params as Params
    from workbench.core.contracts.params import param as param
    from workbench.core.contracts.provider import Capabilities as Capabilities
    from workbench.core.contracts.provider import Message as Message
    from workbench.core.contracts.provider import Options as Options
    from workbench.core.contracts.provider import Provider as Provider
    from workbench.core.contracts.provider import Request as Request
    from workbench.core.contracts.task import ImageClassification as ImageClassification
    from workbench.core.contracts.task import LanguageModelling as LanguageModelling
    from workbench.core.contracts.task import Task as Task
    from workbench.core.contracts.task import TextClassification as TextClassification
    from workbench.core.contracts.text import Corpus as Corpus
    from workbench.core.contracts.text import TextClasses as TextClasses
    from workbench.core.contracts.text import TextRows as TextRows
    from workbench.core.contracts.trainer import LanguageLearner as LanguageLearner
    from workbench.core.contracts.trainer import Learner as Learner
    from workbench.core.contracts.trainer import PictureLearner as PictureLearner
    from workbench.core.contracts.trainer import Setup as Setup
    from workbench.core.contracts.trainer import Trainer as Trainer
    from workbench.core.experiment import Experiment as Experiment
    from workbench.core.tokenizer import Tokenizer as Tokenizer

__all__ = sorted([*_HOMES, "__version__"])


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        message = f"module {__name__!r} has no attribute {name!r}"
        raise AttributeError(message)
    value = getattr(importlib.import_module(_HOMES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
