"""The Data page's preview: a molecule a line, and its mass."""

from typing import Any

from PySide6.QtWidgets import QListWidget


class Formulas(QListWidget):
    def __init__(self, host: Any) -> None:
        super().__init__(accessibleName="Molecules")

    def show_rows(self, kind: Any, target: Any, split: Any, indices: Any) -> None:
        self.clear()
        self.addItems([f"{split.x[i]}   {target.text(split.y[i])}" for i in indices.tolist()])
