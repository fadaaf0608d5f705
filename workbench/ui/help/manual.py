"""The manual: the documents in a window of their own, with contents, search and working links."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QByteArray, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QColor,
    QDesktopServices,
    QImage,
    QKeySequence,
    QResizeEvent,
    QShortcut,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTextBrowser,
    QTextEdit,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core.contracts.errors import WorkbenchError
from workbench.ui.colors import Colors
from workbench.ui.help import documents
from workbench.ui.help.documents import Heading, Page, SearchHit
from workbench.ui.host import Host

_TARGET = Qt.ItemDataRole.UserRole
SEARCH_AFTER_MS = 150
FIT_AFTER_MS = 150
_MARGIN = 18
# Headings of this level and above stand in the table of contents.
_DEEPEST = 2


class _ManualBrowser(QTextBrowser):
    """Shows one page; its pictures were read with it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.pictures: dict[str, bytes] = {}
        self.setOpenLinks(False)

    def loadResource(self, type: int, name: QUrl | str) -> object:
        """Give a picture that the page names."""
        path = name.toString() if isinstance(name, QUrl) else name
        if type == QTextDocument.ResourceType.ImageResource.value and path in self.pictures:
            return QImage.fromData(QByteArray(self.pictures[path]))
        return None


class Manual(QWidget):
    """The documents that ship with the workbench; nothing is fetched from the network."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._host = host
        self.setWindowTitle(self.tr("Manual"))
        self.setObjectName("manual")
        self.resize(1040, 760)
        # Page and anchor, as they were shown one after another.
        self._history: list[tuple[str, str]] = []
        self._place = -1
        self._shown: Page | None = None
        self._anchor = ""
        self._to_mark: list[str] = []
        # What stands for a document, or a heading of it, in the table of contents.
        self._items: dict[tuple[str, str], QTreeWidgetItem] = {}
        self.contents = QTreeWidget()
        self.search = QLineEdit(clearButtonEnabled=True)
        self.browser = _ManualBrowser()
        self.status = QLabel(wordWrap=True)
        self._search_soon = QTimer(self, singleShot=True, interval=SEARCH_AFTER_MS)
        self._fit_soon = QTimer(self, singleShot=True, interval=FIT_AFTER_MS)
        self._build()
        self._connect()
        host.background.start(
            "manual: contents",
            lambda _: documents.headings(),
            self._contents_came,
            self._failed,
            title=self.tr("Reading the manual"),
        )

    def _build(self) -> None:
        self.back, self.forward = QToolButton(), QToolButton()
        for button, icon, name, keys in (
            (self.back, "previous", self.tr("Back"), "Alt+Left"),
            (self.forward, "next", self.tr("Forward"), "Alt+Right"),
        ):
            button.setIcon(self._host.theme.icon(icon))
            button.setAccessibleName(name)
            button.setToolTip(f"{name} ({keys})")
            button.setShortcut(QKeySequence(keys))
            button.setEnabled(False)
        self.search.setPlaceholderText(self.tr("Search the manual"))
        self.search.setAccessibleName(self.tr("Search the manual"))
        self.next = QPushButton(self.tr("Next match"))
        self.next.setToolTip(self.tr("Next match on this page (F3)"))
        self.next.setShortcut(QKeySequence("F3"))
        self.next.hide()
        self.contents.setHeaderHidden(True)
        self.contents.setAccessibleName(self.tr("Contents"))
        self.contents.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.browser.setAccessibleName(self.tr("Page of the manual"))
        self.browser.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.browser.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.status.setProperty("role", "muted")
        self.status.hide()
        head = QHBoxLayout()
        head.addWidget(self.back)
        head.addWidget(self.forward)
        head.addWidget(self.search, 1)
        head.addWidget(self.next)
        split = QSplitter()
        split.setChildrenCollapsible(False)
        split.addWidget(self.contents)
        split.addWidget(self.browser)
        split.setStretchFactor(1, 1)
        split.setSizes([280, 760])
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.addLayout(head)
        column.addWidget(split, 1)
        column.addWidget(self.status)
        self.setMinimumSize(560, 400)

    def _connect(self) -> None:
        self.back.clicked.connect(lambda: self._step(-1))
        self.forward.clicked.connect(lambda: self._step(1))
        self.browser.anchorClicked.connect(lambda url: self.follow(url.toString()))
        self.browser.highlighted.connect(lambda url: self.browser.setToolTip(url.toString()))
        self.contents.itemActivated.connect(self._open_item)
        self.contents.itemClicked.connect(self._open_item)
        self.search.textChanged.connect(lambda _: self._search_soon.start())
        self.search.returnPressed.connect(self._open_first)
        self._search_soon.timeout.connect(self._search)
        self._fit_soon.timeout.connect(self._retint)
        self.next.clicked.connect(self.find_next)
        QShortcut(QKeySequence.StandardKey.Find, self, self._to_search)
        QShortcut(QKeySequence(Qt.Key.Key_Escape), self, self.close)
        self._host.theme.changed.connect(self._retint)

    # What is shown

    def open(self, page: str = documents.START, anchor: str = "") -> None:
        """Show a document at a heading; both as `documents.Heading` says them."""
        self._history[self._place + 1 :] = [(page, anchor)]
        self._place = len(self._history) - 1
        self._load(page, anchor)

    @property
    def is_open(self) -> bool:
        """Whether a document is shown, or on its way."""
        return bool(self._history)

    @property
    def page(self) -> str:
        """The document that is shown."""
        return self._shown.page if self._shown is not None else ""

    def follow(self, link: str) -> None:
        """Do what a click on a link does."""
        if QUrl(link).scheme():
            QDesktopServices.openUrl(QUrl(link))
            return
        page, anchor = documents.resolve(self.page, link)
        self._host.background.start(
            "manual: link",
            lambda _: page in documents.pages(),
            partial(self._follow, page, anchor),
            title=self.tr("Reading the manual"),
        )

    def _follow(self, page: str, anchor: str, there: bool) -> None:
        if there:
            self.open(page, anchor)
            return
        words = self.tr("{path} is part of the source code, not of the manual.")
        self._say(words.format(path=page))

    def _step(self, by: int) -> None:
        place = self._place + by
        if 0 <= place < len(self._history):
            self._place = place
            self._load(*self._history[place])

    def _load(self, page: str, anchor: str) -> None:
        self._anchor = anchor
        self._say("")
        self.back.setEnabled(self._place > 0)
        self.forward.setEnabled(self._place + 1 < len(self._history))
        if page == self.page:
            self._scroll()
            return
        self._host.background.start(
            "manual: page",
            lambda _: documents.rendered(page),
            self._show,
            self._failed,
            title=self.tr("Reading the manual"),
        )

    def _show(self, page: Page) -> None:
        self._shown = page
        self.setWindowTitle(self.tr("{title} – Manual").format(title=page.title))
        self.browser.pictures = page.pictures
        self.browser.document().setDefaultStyleSheet(_sheet(self._host.theme.colors))
        self.browser.setHtml(self._fitted(page.html))
        self.browser.document().setDocumentMargin(_MARGIN)
        self._scroll()
        self._mark()
        self._choose_in_contents()

    def _fitted(self, html: str) -> str:
        """The page with its pictures no wider than there is room."""
        room = self.browser.viewport().width() - 2 * _MARGIN - 16
        width = max(120, min(documents.WIDEST_PICTURE, room))
        return html.replace(f'width="{documents.WIDEST_PICTURE}"', f'width="{width}"')

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let pictures follow the room there is, once it no longer changes."""
        super().resizeEvent(event)
        if self._shown is not None and self._shown.pictures:
            self._fit_soon.start()

    def _scroll(self) -> None:
        if self._anchor:
            self.browser.scrollToAnchor(self._anchor)
        else:
            self.browser.verticalScrollBar().setValue(0)

    def _retint(self) -> None:
        if self._shown is not None:
            place = self.browser.verticalScrollBar().value()
            self._show(self._shown)
            self.browser.verticalScrollBar().setValue(place)
        self.back.setIcon(self._host.theme.icon("previous"))
        self.forward.setIcon(self._host.theme.icon("next"))

    def _say(self, text: str) -> None:
        self.status.setText(text)
        self.status.setVisible(bool(text))

    def _failed(self, error: WorkbenchError) -> None:
        self._say(f"{error.message} {error.remedy}")

    # Contents and search

    def _contents_came(self, headings: Sequence[Heading]) -> None:
        self.contents.clear()
        self._items = {}
        groups: dict[str, QTreeWidgetItem] = {}
        above: QTreeWidgetItem | None = None
        for heading in headings:
            if heading.level == 1:
                name = documents.group_of(heading.page)
                if name not in groups:
                    groups[name] = QTreeWidgetItem(self.contents, [self.tr(name)])
                    groups[name].setFlags(Qt.ItemFlag.ItemIsEnabled)
                    font = groups[name].font(0)
                    font.setBold(True)
                    groups[name].setFont(0, font)
                    groups[name].setExpanded(True)
                above = QTreeWidgetItem(groups[name], [heading.text])
                above.setData(0, _TARGET, heading)
                self._items[heading.page, ""] = above
            elif heading.level <= _DEEPEST and above is not None:
                item = QTreeWidgetItem(above, [heading.text])
                item.setData(0, _TARGET, heading)
                self._items[heading.page, heading.slug] = item
        self._choose_in_contents()

    def _choose_in_contents(self) -> None:
        """Mark what is shown in the table of contents, unless that holds results."""
        document = self._items.get((self.page, ""))
        if document is not None:
            for (_, slug), item in self._items.items():
                if not slug and item is not document:
                    item.setExpanded(False)
            document.setExpanded(True)
            self.contents.setCurrentItem(self._items.get((self.page, self._anchor), document))

    def _open_item(self, item: QTreeWidgetItem) -> None:
        heading: Heading | None = item.data(0, _TARGET)
        if heading is None:
            item.setExpanded(not item.isExpanded())
            return
        anchor = "" if heading.level == 1 and not self._to_mark else heading.slug
        if (heading.page, anchor) != (self.page, self._anchor):
            self.open(heading.page, anchor)

    def _to_search(self) -> None:
        self.search.setFocus()
        self.search.selectAll()

    def _search(self) -> None:
        text = self.search.text().strip()
        self._to_mark = text.split()
        self.next.setVisible(bool(text))
        if not text:
            self._mark()
            self._host.background.start(
                "manual: contents",
                lambda _: documents.headings(),
                self._contents_came,
                self._failed,
                title=self.tr("Reading the manual"),
            )
            return
        self._host.background.start(
            "manual: contents",
            lambda _: documents.search(text),
            self._results_came,
            self._failed,
            title=self.tr("Reading the manual"),
        )

    def _results_came(self, hits: Sequence[SearchHit]) -> None:
        self._items = {}
        self.contents.clear()
        for hit in hits:
            where = (
                hit.heading.text
                if hit.heading.level == 1
                else f"{hit.heading.document} › {hit.heading.text}"
            )
            item = QTreeWidgetItem(self.contents, [where])
            item.setData(0, _TARGET, hit.heading)
            item.setToolTip(0, hit.excerpt)
            excerpt = QTreeWidgetItem(item, [hit.excerpt])
            excerpt.setData(0, _TARGET, hit.heading)
            excerpt.setForeground(0, self.palette().placeholderText())
            excerpt.setToolTip(0, hit.excerpt)
            item.setExpanded(True)
        if not hits:
            words = self.tr("Nothing in the manual matches “{text}”.")
            QTreeWidgetItem(self.contents, [words.format(text=self.search.text().strip())])
        self._mark()

    def _open_first(self) -> None:
        """Enter in the search field opens the best result, then goes on to the next match."""
        first = self.contents.topLevelItem(0)
        if self._search_soon.isActive():
            self._search_soon.stop()
            self._search()
        elif first is not None and first.data(0, _TARGET) is not None:
            if self.page == first.data(0, _TARGET).page:
                self.find_next()
            else:
                self._open_item(first)

    def _mark(self) -> None:
        """Highlight what was searched on the page."""
        marks = []
        colors = self._host.theme.colors
        for word in self._to_mark:
            cursor = QTextCursor(self.browser.document())
            while not (cursor := self.browser.document().find(word, cursor)).isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = cursor
                mark.format.setBackground(QColor(colors.accent))
                mark.format.setForeground(QColor(colors.accent_text))
                marks.append(mark)
        self.browser.setExtraSelections(marks)

    @property
    def n_marked(self) -> int:
        """How often the page holds a word that was searched."""
        return len(self.browser.extraSelections())

    def find_next(self) -> None:
        """Go to the next match on the page, from the end to the beginning again."""
        word = self._to_mark[0] if self._to_mark else ""
        if word and not self.browser.find(word):
            self.browser.moveCursor(QTextCursor.MoveOperation.Start)
            if not self.browser.find(word):
                self._say(self.tr("No match on this page."))


def _sheet(colors: Colors) -> str:
    return f"""
        body, p, li, td, th {{ color: {colors.text}; font-size: 14px; line-height: 140%; }}
        h1 {{ font-size: 24px; margin-bottom: 10px; }}
        h2 {{ font-size: 19px; margin-top: 22px; margin-bottom: 6px; }}
        h3 {{ font-size: 16px; margin-top: 16px; margin-bottom: 4px; }}
        h4 {{ font-size: 14px; margin-top: 12px; margin-bottom: 2px; }}
        a {{ color: {colors.accent}; text-decoration: none; }}
        code {{ font-family: monospace; background-color: {colors.raised}; }}
        pre {{ font-family: monospace; font-size: 13px;
               white-space: pre-wrap; background-color: {colors.raised};
               margin-left: 8px; }}
        pre code {{ background-color: {colors.raised}; }}
        table {{ border-collapse: collapse; border-color: {colors.border};
                 border-style: solid; border-width: 1px; margin-top: 6px; margin-bottom: 10px; }}
        th {{ background-color: {colors.raised}; text-align: left; }}
        blockquote {{ color: {colors.muted}; }}
    """
