"""A plugin for the pictures of the window's states: what takes its time, and what fails.

A dataset that is loading, a trainer and a model that break off half-way; see `docs.states`.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

from workbench import (
    Capabilities,
    Dataset,
    ImageClassification,
    LearnerParams,
    Params,
    Piece,
    Provider,
    Request,
    Trainer,
    Unreachable,
    hookimpl,
)

PACE_S = 0.1
N_MB = 170.0
ANSWER = (
    "The sky is blue because the gases of the air scatter short waves of light far more than long "
    "ones. Blue light reaches the eye from every direction, red light comes straight through. "
) * 40


class SlowPictures(Dataset):
    """Loads until it is cancelled."""

    id, name = "slow-pictures", "Pictures from a slow server"
    about = "Photographs of ten kinds of things, fetched from far away."
    order = 900

    def task(self, params: Params | None) -> ImageClassification:
        return ImageClassification(32, 32, 3, tuple("0123456789"))

    def load(self, params: Params) -> Any:
        done = 21.0
        while True:
            self.loading.check()
            self.loading.report("Downloading", 1e6 * done, 1e6 * N_MB)
            done = min(done + 0.01, N_MB)
            time.sleep(PACE_S)


class FailingTrainer(Trainer):
    """Raises what its author did not think of, after some steps."""

    id, name = "failing", "Trainer with a fault"
    about = "Fails after a few steps."
    order = 900
    Params = LearnerParams

    def learner(self, setup: Any, params: Any) -> Any:
        from workbench.engine import BaseLearner

        class FailingLearner(BaseLearner):
            n_batches = 0

            def loss(self, batch: Any) -> Any:
                self.n_batches += 1
                if self.n_batches > 40:
                    weights: dict[str, float] = {}
                    return weights["temperature"]
                return super().loss(batch)

        return FailingLearner(setup, params)


class SlowProvider(Provider):
    """One model that writes for as long as one likes, and one whose server goes away."""

    id, name, about = "slow", "A slow server", "Answers a word at a time."
    order = 900

    def models(self) -> list[str]:
        return ["patient-1b", "unreachable-7b"]

    def capabilities(self, model: str) -> Capabilities:
        return Capabilities(chat=True, completion=True, streaming=True)

    def destination(self, model: str) -> str:
        return "" if model == "patient-1b" else "models.example.com"

    def ask(self, request: Request) -> Iterator[Piece]:
        if request.model != "patient-1b":
            yield Piece("The sky is")
            message = "models.example.com does not answer."
            raise Unreachable(message, "Check that the server is running, then ask again.")
        words = ANSWER.split()[: request.options.max_tokens]
        for word in words:
            yield Piece(f"{word} ")
            time.sleep(PACE_S)
        yield Piece("", None, 20, len(words), "length")


@hookimpl
def register_datasets() -> list[type[Dataset]]:
    return [SlowPictures]


@hookimpl
def register_trainers() -> list[type[Trainer]]:
    return [FailingTrainer]


@hookimpl
def register_providers() -> list[type[Provider]]:
    return [SlowProvider]
