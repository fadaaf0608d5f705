"""Items: the rows of a labelling, texts or pictures, before anybody has said what they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.answerer import Inputs
from workbench.core.contracts.dataset import Split
from workbench.core.contracts.errors import DatasetError
from workbench.core.contracts.text import TextRows
from workbench.prompting.prompts.images import png
from workbench.prompting.prompts.rows import Row

Pictures = npt.NDArray[np.uint8]
Rows = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Items:
    """Rows of one kind.

    Attributes
    ----------
    texts
        One for each row, or none where rows are pictures.
    pictures
        ``uint8`` ``(n, height, width)`` or ``(n, height, width, 3)``.
    known
        Labels that came with the rows, for comparison with those that people give; empty where
        there is none.
    files
        The picture file of each row, an absolute path, so that people see it as it is; empty
        without. It may have gone: ``pictures`` are what is learnt from.

    Raises
    ------
    DatasetError
        When there are no rows, or parts of different length.
    """

    texts: tuple[str, ...] = ()
    pictures: Pictures | None = None
    source_labels: tuple[str, ...] = ()
    files: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not len(self):
            message = "There are no rows to label."
            raise DatasetError(message, "Choose a source that has rows with something in them.")
        if self.texts and self.pictures is not None:
            raise DatasetError("Rows are texts or pictures, not both.", "Choose one of them.")
        if len(self.source_labels) not in (0, len(self)):
            message = f"There are {len(self)} rows, but {len(self.source_labels)} known labels."
            raise DatasetError(message, "Give one for each row, empty where it is not known.")

        if len(self.files) not in (0, len(self)):
            message = f"There are {len(self)} rows, but {len(self.files)} picture files."
            raise DatasetError(message, "Give one for each row, or none.")

    def __len__(self) -> int:
        return len(self.texts) if self.pictures is None else len(self.pictures)

    @property
    def kind(self) -> str:
        """``text`` or ``pictures``."""
        return "text" if self.pictures is None else "pictures"

    @property
    def inputs(self) -> Inputs:
        """All rows as a model takes them."""
        return self.texts if self.pictures is None else self.pictures

    def at(self, rows: Sequence[int]) -> Inputs:
        """Some rows as a model takes them."""
        if self.pictures is not None:
            return self.pictures[np.asarray(rows, np.int64)]
        return tuple(self.texts[row] for row in rows)

    def row(self, index: int) -> Row:
        """One row as a prompt takes it; its known label stays aside."""
        if self.pictures is not None:
            return Row("", "", (png(self.pictures[index]),), "", index)
        return Row(self.texts[index], "", (), "", index)

    def labelled(self, rows: Sequence[int], y: Rows) -> TextRows | Split:
        """Some rows with class indices, to learn from."""
        found = self.at(rows)
        return TextRows(found, y) if isinstance(found, tuple) else Split(found, y)
