"""What of a page is cut: children beyond what can be seen or scrolled to, and buttons too narrow.

``python -m tests.ui.scaled`` goes through every page of a real window of 1440×900 logical pixels
and prints what is cut as JSON, with the scale that Qt used: ``QT_SCALE_FACTOR=2`` doubles it.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QWidget,
)

# Pixels that rounding to whole ones may cost.
_SLACK = 2


def cut(page: QWidget) -> Iterator[str]:
    """Name every visible child of a page of which a part can neither be seen nor scrolled to."""
    for widget in page.findChildren(QWidget):
        if not widget.isVisible() or widget.window() is not page.window():
            continue
        if _belongs_to_qt(widget):
            continue
        area = _scrolls(widget, page)
        frame = page if area is None else area.widget()
        seen = QRect(widget.mapTo(frame, QPoint(0, 0)), widget.size())
        inside = frame.rect().adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK)
        if widget is not frame and not inside.contains(seen) and not seen.isEmpty():
            yield f"{_named(widget)} at {seen.getRect()} reaches beyond {frame.rect().getRect()}"
        above = widget.parentWidget()
        if _too_narrow(widget):
            wanted = widget.minimumSizeHint().width()
            yield f"{_named(widget)} is {widget.width()} wide and needs {wanted}"
        if (
            above is not None
            and not above.rect()
            .adjusted(-_SLACK, -_SLACK, _SLACK, _SLACK)
            .contains(widget.geometry())
            and not isinstance(above.parentWidget(), QAbstractScrollArea)
        ):
            yield f"{_named(widget)} at {widget.geometry().getRect()} is cut by {_named(above)}"


def _belongs_to_qt(widget: QWidget) -> bool:
    """Parts of Qt's own controls, such as the buttons that scroll tabs."""
    above = widget.parentWidget()
    while above is not None:
        inside = isinstance(above, QAbstractScrollArea) and not isinstance(above, QScrollArea)
        if inside or type(above).__name__ in ("QTabBar", "QComboBox", "QSpinBox", "QDoubleSpinBox"):
            return True
        above = above.parentWidget()
    return widget.objectName().startswith("qt_")


def _scrolls(widget: QWidget, page: QWidget) -> QScrollArea | None:
    """The area that scrolls to a widget; ``None`` where none does."""
    above = widget.parentWidget()
    while above is not None and above is not page:
        if isinstance(above, QScrollArea):
            inside = above.widget()
            if inside is not None and (inside is widget or inside.isAncestorOf(widget)):
                return above
        above = above.parentWidget()
    return None


def _too_narrow(widget: QWidget) -> bool:
    ignored = widget.sizePolicy().horizontalPolicy() == QSizePolicy.Policy.Ignored
    if isinstance(widget, QPushButton) or (isinstance(widget, QLabel) and not widget.wordWrap()):
        text = widget.text()
        if not text or ignored or widget.maximumWidth() < 10_000:
            return False
        return widget.width() + _SLACK < widget.minimumSizeHint().width()
    return isinstance(widget, QAbstractButton) and widget.width() < 8


def _named(widget: QWidget) -> str:
    text = getattr(widget, "text", None)
    words = widget.accessibleName() or (str(text())[:40] if callable(text) else "")
    return f"{type(widget).__name__} “{words}”"


def main() -> None:
    """Write ``{"scale": …, "cut": {page: […]}}`` to the standard output."""
    from tests.ui import tour
    from workbench.core.plugins import discover
    from workbench.ui.app import make_application, make_host
    from workbench.ui.window import MainWindow

    with tempfile.TemporaryDirectory() as home:
        os.environ["WORKBENCH_HOME"] = home
        app = make_application(["workbench"])
        app.setQuitOnLastWindowClosed(False)
        host = make_host(plugins=discover(installed=False))
        window = MainWindow(host)
        window.resize(1440, 900)
        window.show()
        window.end_lesson()
        tour.settle()
        found: dict[str, list[str]] = {}
        for stops in (tour.pages(window), tour.playgrounds(window)):
            for name, _ in stops:
                if (window.width(), window.height()) != (1440, 900):
                    found.setdefault(name, []).append(f"the window is {window.size()}")
                faults = list(dict.fromkeys(cut(window.centralWidget())))
                if faults:
                    found.setdefault(name, []).extend(faults)
                if len(sys.argv) > 1:
                    folder = Path(sys.argv[1])
                    folder.mkdir(parents=True, exist_ok=True)
                    window.grab().save(str(folder / f"{name.replace(': ', '-')}.png"))
        scale = window.devicePixelRatioF()
        window.close()
        QApplication.processEvents()
    sys.stdout.write(json.dumps({"scale": scale, "cut": found}) + "\n")
    sys.stdout.flush()
    os._exit(0)  # what still loads in a thread is not waited for


if __name__ == "__main__":
    main()
