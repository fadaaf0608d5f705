"""Blank: what a field shows that holds no value."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from workbench.core.contracts.params import Setting


def meaning_of_blank(setting: Setting) -> str:
    """What an empty field shows in place of a value; nothing where it means nothing."""
    if setting.blank:
        return setting.blank
    return QCoreApplication.translate("Editor", "none") if setting.optional else ""
