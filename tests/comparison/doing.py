"""What carries out comparisons in tests: a small dataset, a scripted provider, real trainings."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, ClassVar

import numpy as np

from tests.prompting.scripted import FRUIT, TOOLS, Scripted
from workbench.comparison.evaluate import Comparison, evaluate
from workbench.comparison.plan import Plan
from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.dataset import Card, Dataset
from workbench.core.contracts.events import Event, Started
from workbench.core.contracts.provider import Capabilities, Piece, Provider, Request
from workbench.core.contracts.text import TextClasses, TextRows
from workbench.core.control import Control
from workbench.core.few_labels import FewLabelsParams, with_few
from workbench.core.plugins import PluginRecord, Plugins
from workbench.core.runs.store import Run, RunStore
from workbench.core.settings import Settings
from workbench.core.tokenizer import train as train_tokenizer
from workbench.inference.ancestry import Load


def things() -> TextClasses:
    """48 texts to learn from and 24 to be asked about; which word it is decides the class."""

    def rows(first: int, last: int) -> TextRows:
        texts, y = [], []
        for number in range(first, last):
            for label, words in enumerate((FRUIT, TOOLS)):
                texts.append(f"number {number} is a {words[number % 8]}")
                y.append(label)
        return TextRows(tuple(texts), np.array(y, np.int64))

    learn = rows(0, 24)
    return TextClasses(
        learn, rows(24, 36), ("fruit", "tool"), train_tokenizer(learn.texts, "wordpiece", 100)
    )


class Things(Dataset):
    """Fruit and tools."""

    id, name, about = "things", "Things", "Fruit and tools."
    Params = FewLabelsParams
    card = Card(summary="Fruit and tools.", licence="none", source="made up")

    def load(self, params: FewLabelsParams) -> TextClasses:
        return with_few(things(), params)


class Told(Provider):
    """Hands everything to the `Scripted` of the test."""

    id, name, about = "scripted", "Scripted", "Says what it was told to say."
    told: ClassVar[Scripted]

    def models(self) -> list[str]:
        return self.told.models()

    def capabilities(self, model: str) -> Capabilities:
        return self.told.capabilities(model)

    def destination(self, model: str) -> str:
        return self.told.destination(model)

    def ask(self, request: Request) -> Iterator[Piece]:
        return self.told.ask(request)


class Doer:
    """Carries out plans in a folder; ``interrupt`` stops the next training when it begins."""

    def __init__(self, plugins: Plugins, folder: Path) -> None:
        self.plugins = plugins
        self.folder = folder
        self.provider = Scripted()
        self.control = Control()
        self.settings = Settings()
        self.interrupt = False
        self.resumed: list[bool] = []
        Told.told = self.provider
        kinds: list[tuple[str, type[Contribution]]] = [("dataset", Things), ("provider", Told)]
        plugins.add(PluginRecord("tests", "file"), kinds)

    def evaluate(self, plan: Plan, again: bool = False) -> Comparison:
        """Carry out a plan."""
        return evaluate(
            plan,
            self.plugins,
            self.settings,
            RunStore(),
            self._train,
            _nothing,
            self.control,
            self.folder,
            again,
        )

    def _train(
        self,
        run: Run,
        emit: Callable[[Event], None],
        control: Control,
        resume: bool,
        load: Load,
    ) -> None:
        from workbench.engine.train import train

        self.resumed.append(resume)

        def tell(event: Event) -> None:
            if self.interrupt and isinstance(event, Started):
                control.stop(keep=False)
            emit(event)

        train(run, self.plugins, tell, control, resume=resume, load=load)


def _nothing(_: Any) -> None:
    """For events nobody wants."""
