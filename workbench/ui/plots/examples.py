"""Examples: pictures in a gallery or rows in a list, whichever the data is made of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from workbench.core.tokenizer import Tokenizer
from workbench.ui.host import Host
from workbench.ui.plots.gallery import Gallery, GalleryItem, PictureDialog
from workbench.ui.plots.row_dialog import RowDialog
from workbench.ui.plots.text_dialog import TextDialog
from workbench.ui.plots.texts import TextItem, TextList


class ExampleGallery(QStackedWidget):
    """Shows one or the other; opening an example shows it large.

    Of a text that shows its tokens, of another row its values.
    """

    def __init__(self, host: Host, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._tokenizer: tuple[str, Tokenizer | None] = ("", None)
        self.gallery = Gallery(name)
        self.texts = TextList(name)
        self.addWidget(self.gallery)
        self.addWidget(self.texts)
        self.gallery.opened.connect(self._open_picture)
        self.texts.opened.connect(self._open_text)
        host.theme.changed.connect(self._recolor)
        self._recolor()

    def _recolor(self) -> None:
        self.gallery.set_colors(self._host.theme.colors)
        self.texts.set_colors(self._host.theme.colors)

    def set_items(self, items: Sequence[GalleryItem | TextItem], data: Any = None) -> None:
        """Show these; ``data`` is what they come from."""
        vocabulary = str(getattr(getattr(data, "inputs", None), "tokenizer", ""))
        if self._tokenizer[0] != vocabulary:
            self._tokenizer = (vocabulary, None)
        texts = [item for item in items if isinstance(item, TextItem)]
        if texts:
            self.texts.set_items(texts)
            self._show(self.texts)
        else:
            self.gallery.set_items([item for item in items if isinstance(item, GalleryItem)])
            self._show(self.gallery)

    def _show(self, widget: QWidget) -> None:
        self.setCurrentWidget(widget)
        self.setFocusProxy(widget)

    def _open_picture(self, row: int) -> None:
        PictureDialog(self.gallery.items, row, self._host, self).open()

    def _open_text(self, row: int) -> None:
        vocabulary, tokenizer = self._tokenizer
        if not vocabulary:
            rows = [item.row for item in self.texts.items]
            RowDialog(rows, row, self._host, self).open()
            return
        if tokenizer is None:
            tokenizer = Tokenizer.from_json(vocabulary)
            self._tokenizer = (vocabulary, tokenizer)
        TextDialog(self.texts.items, row, tokenizer, self._host.theme, self).open()
