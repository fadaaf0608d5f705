"""The manual: every document and picture, working links, contents and search, without a network."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication, QTreeWidgetItem
from pytestqt.qtbot import QtBot

from tests.ui.hosts import settle
from workbench.ui.help import documents
from workbench.ui.help.manual import Manual
from workbench.ui.host import Host
from workbench.ui.window import MainWindow

ROOT = Path(__file__).parents[2]
LONG = 60_000
LINK = re.compile(r'<a href="([^"]+)"')


def shown(manual: Manual, qtbot: QtBot, page: str) -> None:
    qtbot.waitUntil(lambda: manual.page == page, timeout=LONG)
    settle(qtbot)


def item(manual: Manual, text: str) -> QTreeWidgetItem:
    (found,) = manual.contents.findItems(
        text, Qt.MatchFlag.MatchExactly | Qt.MatchFlag.MatchRecursive
    )
    return found


def click(manual: Manual, qtbot: QtBot, entry: QTreeWidgetItem) -> None:
    manual.contents.scrollToItem(entry)
    place = manual.contents.visualItemRect(entry).center()
    qtbot.mouseClick(manual.contents.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_every_document_is_in_it() -> None:
    there = {f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")}
    assert there < set(documents.pages())
    assert {"README.md", "CHANGELOG.md", "benchmarks/RESULTS.md"} < set(documents.pages())
    ungrouped = [page for page in documents.pages() if documents.group_of(page) == documents.OTHERS]
    assert ungrouped == []


@pytest.mark.parametrize("page", documents.pages())
def test_links_and_pictures_lead_somewhere(page: str) -> None:
    made = documents.rendered(page)
    slugs = {(h.page, h.slug) for h in documents.headings()}
    for link in LINK.findall(made.html):
        if link.startswith("http"):
            continue
        target, anchor = documents.resolve(page, link)
        assert (ROOT / target).exists(), f"{page}: {link}"
        if anchor and target in documents.pages():
            assert (target, anchor) in slugs, f"{page}: {link}"
    for picture in re.findall(r'<img src="([^"]+)"', made.html):
        assert made.pictures[picture][:4] == b"\x89PNG"


def test_headings_have_the_anchors_that_links_use() -> None:
    assert documents.slugs_of(["How it is measured", "`RunState`", "A & B", "A & B"]) == [
        "how-it-is-measured",
        "runstate",
        "a--b",
        "a--b-1",
    ]
    html = documents.rendered("docs/comparison.md").html
    assert '<a name="how-it-is-measured">' in html
    assert "<!--" not in documents.rendered("docs/plugins.md").html


def test_search_finds_headings_first_and_needs_every_word() -> None:
    hits = documents.search("learning rate")
    assert hits
    for hit in hits:
        text = f"{hit.heading.text} {hit.heading.body}".casefold()
        assert "learning" in text
        assert "rate" in text
    assert documents.search("runstate")[0].heading.slug == "runstate"
    assert documents.search("qqqzzz") == []


def test_f1_opens_it_at_the_start(window: MainWindow, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.keyClick(window, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: window.findChild(Manual, "manual") is not None, timeout=LONG)
    manual = window.findChild(Manual, "manual")
    assert manual is not None
    shown(manual, qtbot, "README.md")
    assert manual.browser.document().resource(2, QUrl("docs/images/train-light.png")) is not None
    qtbot.keyClick(manual, Qt.Key.Key_Escape)
    assert not manual.isVisible()


def test_contents_links_and_the_way_back(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toString()))
    manual = window.open_manual()
    shown(manual, qtbot, "README.md")
    click(manual, qtbot, item(manual, "Labelling"))
    shown(manual, qtbot, "docs/labelling.md")
    chosen = manual.contents.currentItem()
    assert chosen is not None
    assert chosen.text(0) == "Labelling"
    manual.browser.anchorClicked.emit(QUrl("statistics.md#rows-that-belong-together"))
    shown(manual, qtbot, "docs/statistics.md")
    assert manual.browser.verticalScrollBar().value() > 0
    qtbot.mouseClick(manual.back, Qt.MouseButton.LeftButton)
    shown(manual, qtbot, "docs/labelling.md")
    assert manual.forward.isEnabled()
    qtbot.mouseClick(manual.forward, Qt.MouseButton.LeftButton)
    shown(manual, qtbot, "docs/statistics.md")
    manual.follow("https://example.org/x")
    assert opened == ["https://example.org/x"]
    manual.follow("../tests/ui/test_manual.py")
    settle(qtbot)
    assert "source code" in manual.status.text()
    assert manual.page == "docs/statistics.md"
    manual.close()


def test_search_in_the_window_by_keys(window: MainWindow, qtbot: QtBot) -> None:
    manual = window.open_manual("docs/text.md")
    shown(manual, qtbot, "docs/text.md")
    qtbot.keyClick(manual, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(manual.search, "exact McNemar")
    qtbot.waitUntil(
        lambda: (
            manual.contents.topLevelItemCount() > 0
            and "›" in manual.contents.topLevelItem(0).text(0)
        ),  # type: ignore[union-attr]
        timeout=LONG,
    )
    qtbot.keyClick(manual.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: manual.page != "docs/text.md", timeout=LONG)
    settle(qtbot)
    assert manual.n_marked > 0
    manual.find_next()
    assert manual.browser.textCursor().selectedText().casefold() == "exact"
    manual.search.clear()
    qtbot.waitUntil(lambda: manual.n_marked == 0, timeout=LONG)
    settle(qtbot)
    assert item(manual, "Labelling") is not None
    manual.close()


def test_pictures_fit_a_narrow_window(window: MainWindow, host: Host, qtbot: QtBot) -> None:
    manual = window.open_manual("README.md")
    shown(manual, qtbot, "README.md")
    manual.resize(640, 480)
    browser = manual.browser

    def widths() -> list[int]:
        return [int(width) for width in re.findall(r'<img [^>]*width="(\d+)"', browser.toHtml())]

    qtbot.waitUntil(lambda: max(widths()) <= browser.viewport().width(), timeout=LONG)
    manual.resize(1200, 700)
    qtbot.waitUntil(lambda: max(widths()) == documents.WIDEST_PICTURE, timeout=LONG)
    manual.close()


def test_it_follows_the_theme(window: MainWindow, host: Host, qtbot: QtBot) -> None:
    manual = window.open_manual("docs/text.md")
    shown(manual, qtbot, "docs/text.md")
    for mode, light in (("light", True), ("dark", False)):
        host.theme.set_mode(mode)
        QApplication.processEvents()
        image = manual.browser.viewport().grab().toImage()
        corner = QPoint(image.width() - 6, 6)
        assert (image.pixelColor(corner).lightness() > 128) == light
    manual.close()
