"""What the tests of prompts in the window share: a host with providers and data that are known."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.prompting.scripted import things
from tests.ui.training import add
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.errors import ModelFileError, WorkbenchError
from workbench.core.contracts.params import Params, param
from workbench.core.contracts.provider import Capabilities, Provider
from workbench.core.contracts.text import Corpus, TextClasses
from workbench.core.plugins import Plugins
from workbench.core.runs.store import RunStore
from workbench.core.settings import Settings
from workbench.ui.app import make_application
from workbench.ui.host import Host


class Things(Dataset):
    """Fruit and tools; two training rows say what a test row says, when told to."""

    id, name, about = "things", "Things", "Fruit and tools."

    def load(self, params: Any) -> TextClasses:
        return things()


class Long(Dataset):
    id, name, about = "long", "One long text", "No rows."

    def load(self, params: Any) -> Corpus:
        raise NotImplementedError


class Missing(Dataset):
    id, name, about = "gone", "Gone", "Its file is not there."
    there = threading.Event()

    def load(self, params: Any) -> TextClasses:
        if not self.there.is_set():
            self.file("gone/rows.csv")
        return things()


class Near(Provider):
    """Two models on this machine: one does everything, one only goes on with a text."""

    id, name, about, order = "near", "Near", "On this machine.", 10
    formats = ("gguf",)
    asked = 0

    def models(self) -> list[str]:
        type(self).asked += 1
        return ["able", "plain"]

    def capabilities(self, model: str) -> Capabilities:
        able = model == "able"
        return Capabilities(
            chat=able, completion=True, streaming=True, logprobs=able, choices=able, schema=able
        )

    def destination(self, model: str) -> str:
        return ""

    def count_tokens(self, model: str, text: str) -> int | None:
        return len(text.split())

    def context(self, model: str) -> int | None:
        return 40


class FarParams(Params):
    url: str = param("https://far.example", "Address", "Where it is.")


class Far(Provider):
    """On another machine; answers when it may."""

    id, name, about, order = "far", "Far", "On another machine.", 5
    Params = FarParams
    params: FarParams
    go = threading.Event()
    asked = 0

    def models(self) -> list[str]:
        type(self).asked += 1
        assert self.go.wait(30)
        return ["distant"]

    def capabilities(self, model: str) -> Capabilities:
        return Capabilities(chat=True)

    def destination(self, model: str) -> str:
        return self.params.url.removeprefix("https://")

    def key_name(self) -> str:
        return f"far at {self.destination('')}" if self.params.url else ""


class Absent(Provider):
    """Not installed."""

    id, name, about, order = "absent", "Absent", "To be installed.", 1

    def models(self) -> list[str]:
        return []

    def destination(self, model: str) -> str:
        return ""

    def missing(self) -> WorkbenchError | None:
        return ModelFileError("Nothing is there.", "`pip install something` brings it.")


@contextmanager
def prompting(*providers: type[Provider], settings: Settings | None = None) -> Iterator[Host]:
    """A host with these providers alone, and a dataset ``things``."""
    make_application(["workbench"])
    plugins = Plugins()
    for dataset in (Things, Long, Missing):
        add(plugins, "dataset", dataset)
    for provider in providers:
        add(plugins, "provider", provider)
    Far.go.clear()
    Missing.there.clear()
    Near.asked = Far.asked = 0
    host = Host(plugins, RunStore(), settings or Settings())
    try:
        yield host
    finally:
        Far.go.set()
        host.close()
