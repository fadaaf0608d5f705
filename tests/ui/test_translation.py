"""Every text goes through translation, German is complete, and a German window loses nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from tests.ui import tour
from tests.ui.texts_shown import shown_texts
from workbench.ui.window import MainWindow


class Pseudo(QTranslator):
    """Marks every text that it is asked for, and keeps it."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[str] = set()

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str:
        if context[:1] == "Q" and context[1:2].isupper():
            return ""
        self.asked.add(source)
        return f"⟦{source}⟧"

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def pseudo() -> Iterator[Pseudo]:
    translator = Pseudo()
    QCoreApplication.installTranslator(translator)
    yield translator
    QCoreApplication.removeTranslator(translator)


def test_no_text_bypasses_translation(pseudo: Pseudo, window: MainWindow) -> None:
    bare = {}
    for name, root in tour.whole(window):
        for where, text in shown_texts(root):
            if re.search(r"[^\W\d_]{2}", text) and "⟦" not in text:
                bare.setdefault(text, f"{name}: {where}")
    open("/tmp/lu/bare.txt", "w").write("\n".join(f"{w}\t{t!r}" for t, w in bare.items()))
    open("/tmp/lu/asked.txt", "w").write("\n".join(map(repr, sorted(pseudo.asked))))
    assert not bare
