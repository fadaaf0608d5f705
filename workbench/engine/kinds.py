"""Kinds of data: what the engine shows of a training depends on what it learns from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any, cast

from torch import nn

from workbench.core.contracts.dataset import Data, ImageClasses
from workbench.core.contracts.events import Event, Sampled
from workbench.core.contracts.examples import Examples
from workbench.core.contracts.network import ShowsAttention
from workbench.core.contracts.text import Corpus
from workbench.core.contracts.trainer import LanguageLearner, Learner, PictureLearner
from workbench.engine import attended, probe
from workbench.engine.loop import Look, Remarks


def look(data: Data, learner: Learner, layers: Mapping[str, nn.Module]) -> Look:
    """How to look inside a network at work.

    Weights of every network, activations on a picture, and attention where there is some.
    """
    looks: list[Look] = [lambda step, pinned: (probe.weigh(learner.model, step),)]
    has_maps = isinstance(learner.model, ShowsAttention)
    if isinstance(data, ImageClasses):
        pictures = cast("PictureLearner", learner)
        looks.insert(0, lambda step, pinned: (probe.capture(pictures, layers, step, pinned),))
        looks += [attended.of_pictures(pictures)] if has_maps else []
    elif has_maps:
        of = attended.of_rows if isinstance(data, Examples) else attended.of_text
        looks.append(of(data, learner.model))  # type: ignore[arg-type]

    def every(step: int, pinned: Any) -> Iterable[Event]:
        return chain.from_iterable(one(step, pinned) for one in looks)

    return every


def remarks(data: Data, learner: Learner) -> Remarks:
    """What an evaluation says beside its figures: of a language model, what it writes."""
    if not isinstance(data, Corpus):
        return lambda step: ()
    language = cast("LanguageLearner", learner)

    def samples(step: int) -> Iterable[Event]:
        given, text = language.sample(step)
        return (Sampled(step, given, text),)

    return samples
