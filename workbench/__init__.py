"""Workbench: machine learning that people point at, click and draw on.

The names below are what a plugin author imports. They are resolved when first
used, so ``import workbench`` costs next to nothing.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from workbench.core import parselock, telemetry

telemetry.switch_off()
parselock.install()

__version__ = "0.1.0"

_HOMES = {
    "AnswerStream": "workbench.core.answer",
    "Answerer": "workbench.core.answerer",
    "Architecture": "workbench.core.architecture",
    "Capabilities": "workbench.core.provider",
    "Card": "workbench.core.dataset",
    "Corpus": "workbench.core.text",
    "Dataset": "workbench.core.dataset",
    "DatasetError": "workbench.core.errors",
    "Experiment": "workbench.core.experiment",
    "Exporter": "workbench.core.contributions",
    "Fitted": "workbench.core.answerer",
    "ImageClasses": "workbench.core.dataset",
    "ImageClassification": "workbench.core.task",
    "LanguageLearner": "workbench.core.trainer",
    "LanguageModelling": "workbench.core.task",
    "Launcher": "workbench.core.contributions",
    "Learner": "workbench.core.trainer",
    "Lesson": "workbench.core.contributions",
    "LessonStep": "workbench.core.contributions",
    "Loading": "workbench.core.dataset",
    "Message": "workbench.core.provider",
    "Options": "workbench.core.provider",
    "Params": "workbench.core.params",
    "PictureLearner": "workbench.core.trainer",
    "Piece": "workbench.core.answer",
    "Playground": "workbench.core.contributions",
    "Preparation": "workbench.core.dataset",
    "Provider": "workbench.core.provider",
    "ProviderError": "workbench.core.errors",
    "Request": "workbench.core.provider",
    "Setup": "workbench.core.trainer",
    "Split": "workbench.core.dataset",
    "Task": "workbench.core.task",
    "TextClasses": "workbench.core.text",
    "TextClassification": "workbench.core.task",
    "TextRows": "workbench.core.text",
    "Tokenizer": "workbench.core.tokenizer",
    "Tools": "workbench.core.answerer",
    "Trainer": "workbench.core.trainer",
    "UsageError": "workbench.core.errors",
    "View": "workbench.core.contributions",
    "WorkbenchError": "workbench.core.errors",
    "hookimpl": "workbench.core.hookspecs",
    "param": "workbench.core.params",
}

if TYPE_CHECKING:
    from workbench.core.answer import AnswerStream as AnswerStream
    from workbench.core.answer import Piece as Piece
    from workbench.core.answerer import Answerer as Answerer
    from workbench.core.answerer import Fitted as Fitted
    from workbench.core.answerer import Tools as Tools
    from workbench.core.architecture import Architecture as Architecture
    from workbench.core.contributions import Exporter as Exporter
    from workbench.core.contributions import Launcher as Launcher
    from workbench.core.contributions import Lesson as Lesson
    from workbench.core.contributions import LessonStep as LessonStep
    from workbench.core.contributions import Playground as Playground
    from workbench.core.contributions import View as View
    from workbench.core.dataset import Card as Card
    from workbench.core.dataset import Dataset as Dataset
    from workbench.core.dataset import ImageClasses as ImageClasses
    from workbench.core.dataset import Loading as Loading
    from workbench.core.dataset import Preparation as Preparation
    from workbench.core.dataset import Split as Split
    from workbench.core.errors import DatasetError as DatasetError
    from workbench.core.errors import ProviderError as ProviderError
    from workbench.core.errors import UsageError as UsageError
    from workbench.core.errors import WorkbenchError as WorkbenchError
    from workbench.core.experiment import Experiment as Experiment
    from workbench.core.hookspecs import hookimpl as hookimpl
    from workbench.core.params import Params as Params
    from workbench.core.params import param as param
    from workbench.core.provider import Capabilities as Capabilities
    from workbench.core.provider import Message as Message
    from workbench.core.provider import Options as Options
    from workbench.core.provider import Provider as Provider
    from workbench.core.provider import Request as Request
    from workbench.core.task import ImageClassification as ImageClassification
    from workbench.core.task import LanguageModelling as LanguageModelling
    from workbench.core.task import Task as Task
    from workbench.core.task import TextClassification as TextClassification
    from workbench.core.text import Corpus as Corpus
    from workbench.core.text import TextClasses as TextClasses
    from workbench.core.text import TextRows as TextRows
    from workbench.core.tokenizer import Tokenizer as Tokenizer
    from workbench.core.trainer import LanguageLearner as LanguageLearner
    from workbench.core.trainer import Learner as Learner
    from workbench.core.trainer import PictureLearner as PictureLearner
    from workbench.core.trainer import Setup as Setup
    from workbench.core.trainer import Trainer as Trainer

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
