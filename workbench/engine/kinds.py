"""Kinds of data: what the engine shows of a training depends on what it learns from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, cast

from torch import nn

from workbench.core.dataset import Data, ImageClasses
from workbench.core.events import Event, Sampled
from workbench.core.text import Corpus
from workbench.core.trainer import LanguageLearner, Learner, PictureLearner
from workbench.engine import probe
from workbench.engine.loop import Look, Remarks


def look(data: Data, learner: Learner, layers: Mapping[str, nn.Module]) -> Look | None:
    """How to look inside a network at work; ``None`` where there is no picture to look at."""
    if not isinstance(data, ImageClasses):
        return None
    pictures = cast("PictureLearner", learner)

    def capture(step: int, pinned: Any) -> Event:
        return probe.capture(pictures, layers, step, pinned)

    return capture


def remarks(data: Data, learner: Learner) -> Remarks:
    """What an evaluation says beside its figures: of a language model, what it writes."""
    if not isinstance(data, Corpus):
        return lambda step: ()
    language = cast("LanguageLearner", learner)

    def samples(step: int) -> Iterable[Event]:
        given, text = language.sample(step)
        return (Sampled(step, given, text),)

    return samples
