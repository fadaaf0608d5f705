"""A provider that answers what a test says, and a small dataset of fruit and tools."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np

from workbench.core.contracts.provider import Capabilities, Piece, Provider, Request
from workbench.core.contracts.text import TextClasses, TextRows
from workbench.core.tokenizer import train

Reply = Callable[[Request], str | Exception]
FRUIT = ("apple", "pear", "plum", "cherry", "grape", "melon", "lemon", "fig")
TOOLS = ("hammer", "saw", "drill", "file", "wrench", "pliers", "chisel", "level")


def question(request: Request) -> str:
    """What a request asks last."""
    return request.prompt if request.prompt is not None else request.messages[-1].text


class Scripted(Provider):
    """Answers word by word what ``reply`` says; an exception is raised instead of words."""

    id, name, about = "scripted", "Scripted", "Says what it was told to say."

    def __init__(
        self,
        reply: Reply = lambda request: "yes",
        place: str = "",
        pause_s: float = 0.0,
        context: int | None = None,
        counts: bool = True,
        images: bool = False,
    ) -> None:
        super().__init__()
        self.reply = reply
        self.place = place
        self.pause_s = pause_s
        self.limit = context
        self.counts = counts
        self.images = images
        self.asked: list[str] = []
        self.together = self.most = 0
        self.mutex = threading.Lock()

    def models(self) -> list[str]:
        return ["word"]

    def capabilities(self, model: str) -> Capabilities:
        return Capabilities(chat=True, completion=True, streaming=True, images=self.images)

    def destination(self, model: str) -> str:
        return self.place

    def count_tokens(self, model: str, text: str) -> int | None:
        return len(text.split()) if self.counts else None

    def context(self, model: str) -> int | None:
        return self.limit

    def ask(self, request: Request) -> Iterator[Piece]:
        with self.mutex:
            self.asked.append(question(request))
            self.together += 1
            self.most = max(self.most, self.together)
        try:
            yield from self._pieces(request)
        finally:
            with self.mutex:
                self.together -= 1

    def _pieces(self, request: Request) -> Iterator[Piece]:
        said = self.reply(request)
        if isinstance(said, Exception):
            raise said
        words = said.split(" ")
        for n, word in enumerate(words):
            if self.pause_s:
                time.sleep(self.pause_s)
            yield Piece(word if n == 0 else f" {word}", logprob=-0.5)
        yield Piece("", None, len(question(request).split()), len(words), "stop")


def fruit_or_tool(request: Request) -> str:
    """The right answer to a row of `things`."""
    words = question(request).split("\n\n")[-1].split()
    return "fruit" if any(word in FRUIT for word in words) else "tool"


def things(**changes: Any) -> TextClasses:
    """Twelve texts to learn from and four to be asked about."""

    def rows(first: int, last: int) -> TextRows:
        texts = [f"a {word}" for word in (*FRUIT[first:last], *TOOLS[first:last])]
        return TextRows(tuple(texts), np.repeat(np.array([0, 1], np.int64), last - first))

    learn, test = changes.get("train", rows(0, 6)), changes.get("test", rows(6, 8))
    return TextClasses(learn, test, ("fruit", "tool"), train(learn.texts, "wordpiece", 100))
