"""Pictures preview: rows that have a look, as a gallery; one opens large."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from workbench.core.contracts.input_kind import InputKind
from workbench.core.contracts.target_kind import TargetKind
from workbench.ui.host import Host
from workbench.ui.plots.data_rows import RowsLike
from workbench.ui.plots.gallery import Gallery, GalleryItem, PictureDialog


class PicturesPreview(QWidget):
    """Shows each row's `InputKind.picture` with its label; rows without one are left out."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self.gallery = Gallery(self.tr("Pictures"))
        self.gallery.opened.connect(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.gallery)
        host.theme.changed.connect(self._recolor)
        self._recolor()

    def _recolor(self) -> None:
        self.gallery.set_colors(self._host.theme.colors)

    def show_rows(
        self, kind: InputKind, target: TargetKind, split: RowsLike, indices: npt.NDArray[np.int64]
    ) -> None:
        """Show rows of a split by their numbers."""
        items = []
        for row in indices.tolist():
            picture = kind.picture(split.x, row)
            if picture is not None:
                label = target.text(split.y[row])
                about = self.tr("Row {row}: {name}").format(row=row, name=label)
                items.append(GalleryItem(picture, label, str(row), about))
        self.gallery.set_items(items)

    def _open(self, row: int) -> None:
        PictureDialog(self.gallery.items, row, self._host, self).open()
