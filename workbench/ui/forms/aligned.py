"""Aligned: several forms above one another, whose fields begin at one edge."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QFormLayout

SPACING_PX = 10


def align_labels(forms: Sequence[QFormLayout]) -> None:
    """Give the labels of all these forms the width of the widest."""
    role = QFormLayout.ItemRole.LabelRole
    items = [form.itemAt(row, role) for form in forms for row in range(form.rowCount())]
    labels = [label for item in items if item is not None and (label := item.widget())]
    widest = max(label.sizeHint().width() for label in labels)
    for label in labels:
        label.setMinimumWidth(widest)
    for form in forms:
        form.setHorizontalSpacing(SPACING_PX)
