"""Names, labels and answers are shown letter by letter: no label, tooltip or box renders them."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QMessageBox,
    QTabBar,
    QTextEdit,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from workbench.ui.app import make_application
from workbench.ui.host import Host
from workbench.ui.markup import escaped
from workbench.ui.notices import Notices
from workbench.ui.window import PAGES, MainWindow

ROOT = Path(__file__).parents[2]
EVIL = '<b>x</b><img src="file:///etc/hostname"><a href=x>'
ANY_TAG = re.compile(r"</?(a|b|br|div|font|h[1-6]|hr|i|img|li|p|pre|small|span|td|tr|u|ul)\b[^>]*>")


def renders(label: QLabel) -> bool:
    """Whether a label would draw tags that others wrote."""
    if label.textFormat() == Qt.TextFormat.PlainText:
        return False
    return label.textFormat() != Qt.TextFormat.RichText or "<img" in label.text()


def test_what_is_escaped_reads_as_it_was(qtbot: QtBot) -> None:
    page = QTextEdit()
    qtbot.addWidget(page)
    page.setHtml(f"<p><b>{escaped(EVIL)}</b></p>")
    assert page.toPlainText() == EVIL
    assert escaped("a\nb & 'c'") == "a<br>b &amp; &#x27;c&#x27;"


def test_labels_boxes_and_tooltips_are_plain(qtbot: QtBot) -> None:
    make_application(["workbench"])
    label, rich = QLabel(EVIL), QLabel("<b>ours</b>")
    rich.setTextFormat(Qt.TextFormat.RichText)
    box = QMessageBox()
    box.setText(EVIL)
    box.setInformativeText(EVIL)
    for widget in (label, rich, box):
        qtbot.addWidget(widget)
        widget.show()
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert rich.textFormat() == Qt.TextFormat.RichText
    inside = box.findChildren(QLabel)
    assert sum(part.text() == EVIL for part in inside) == 2
    assert not any(renders(part) for part in inside)
    box.close()
    QToolTip.showText(QPoint(10, 10), EVIL, label)
    tips = [w for w in QApplication.topLevelWidgets() if w.inherits("QTipLabel")]
    assert tips
    assert all(isinstance(tip, QLabel) and not renders(tip) for tip in tips)
    QToolTip.hideText()


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name, *_ in PAGES])
def test_no_label_of_a_page_renders_a_name(
    window: MainWindow, host: Host, qtbot: QtBot, name: str
) -> None:
    host.set_experiment(host.experiment.model_copy(update={"name": EVIL}))
    host.notices.warn(EVIL, EVIL)
    window.show_page(name)
    page: QWidget = window.pages[name]
    for bar in page.findChildren(QTabBar):
        for index in range(bar.count()):
            bar.setCurrentIndex(index)
            QApplication.processEvents()
    shown = [label for label in window.findChildren(QLabel) if label.isVisible()]
    assert shown
    assert [label.text() for label in shown if renders(label)] == []


def test_the_notice_bar_shows_tags_as_letters(qtbot: QtBot) -> None:
    from workbench.ui.notice_bar import NoticeBar

    make_application(["workbench"])
    notices = Notices()
    bar = NoticeBar(notices)
    qtbot.addWidget(bar)
    notices.warn(EVIL, EVIL)
    (words,) = (label for label in bar.findChildren(QLabel) if "x" in label.text())
    assert words.textFormat() == Qt.TextFormat.RichText
    assert ANY_TAG.sub("", words.text()).count("&lt;img") == 2


# What stands between our own tags without being a text of others: colours, and markup made before.
OURS = {
    *("c", "color", "colors", "mark", "marks", "muted", "series", "dot", "line", "given", "tail"),
    *("times", "heading", "escaped"),
}


def _is_safe(value: ast.expr, spec: ast.expr | None) -> bool:
    if isinstance(value, ast.Call):
        called = value.func
        if isinstance(called, ast.Attribute):
            return called.attr == "_color"
        return isinstance(called, ast.Name) and called.id in {"escaped", "_safe"}
    if spec is not None or isinstance(value, ast.Constant):
        return True  # a number with its format
    while isinstance(value, ast.Attribute | ast.Subscript):
        value = value.value
    return isinstance(value, ast.Name) and value.id in OURS


def _unescaped(path: Path) -> list[str]:
    """Values put between tags without being escaped."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(node, ast.JoinedStr):
            continue
        ours = "".join(str(p.value) for p in node.values if isinstance(p, ast.Constant))
        if not ANY_TAG.search(ours):
            continue
        found += [
            f"{path.name}:{node.lineno}: {ast.unparse(part.value)}"
            for part in node.values
            if isinstance(part, ast.FormattedValue) and not _is_safe(part.value, part.format_spec)
        ]
    return found


def test_nothing_unescaped_stands_between_tags() -> None:
    sources = [*(ROOT / "workbench" / "ui").rglob("*.py"), *(ROOT / "plugins").rglob("*.py")]
    assert len(sources) > 100
    assert [line for path in sources for line in _unescaped(path)] == []


def test_an_unescaped_value_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "page.py"
    file.write_text('a = f"<b>{name}</b>"\nb = f"<b>{escaped(name)}: {x:.2f}</b>"\n')
    assert _unescaped(file) == ["page.py:1: name"]


def test_sentences_with_markup_are_shown_by_labels_that_read_it() -> None:
    """A label that does not say so shows the tags themselves: nothing of a user's is markup."""
    root = Path(__file__).parents[2]
    sources = [*root.glob("workbench/ui/**/*.py"), *root.glob("plugins/**/*.py")]
    texts = {path: path.read_text("utf-8") for path in sources}
    marked = {path for path, text in texts.items() if re.search(r'^\s+"[^"]*<b>', text, re.M)}
    assert len(marked) >= 2
    assert [str(path) for path in marked if "RichText" not in texts[path]] == []
