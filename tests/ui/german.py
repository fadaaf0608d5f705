"""The window in German."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication

from workbench.ui import translation


@contextmanager
def in_language(code: str) -> Iterator[None]:
    """What is made meanwhile is in this language."""
    app = QApplication.instance()
    assert app is not None
    installed = translation.install(code, app)
    try:
        yield
    finally:
        for each in installed:
            app.removeTranslator(each)
        app.setProperty("language", None)
