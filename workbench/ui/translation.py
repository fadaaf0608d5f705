"""The window's language: Qt's translators, and texts that come from elsewhere than the window.

English is the source and needs no file; every other language is
``resources/translations/workbench_XX.qm``, made by ``python -m docs.translations``.
"""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QObject, QTranslator

from workbench.core import paths
from workbench.core.contracts.params import Params, Setting, settings_of

ENGLISH, SYSTEM = "en", "system"
# The context of what parts say of themselves: names, one-line descriptions, settings.
CONTRIBUTIONS = "contributions"
# Where a compiled file keeps each text's translation, whoever asks for it.
ANYWHERE = "anywhere"
_PREFIX = "workbench_"
_LANGUAGE = "language"
# Languages in which nouns begin with a capital inside a sentence, too.
_CAPITAL_NOUNS = ("de", "lb")


class WindowTranslator(QTranslator):
    """Translates by the text, and by its context only where a text means two things.

    Qt looks a text up under the class that asks. A text that a function asks for on behalf of
    another widget, or that comes from a table, has no such class when the sources are scanned.
    """

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """Look a text up; ``None`` for what is not known, which is then shown as it is.

        An empty text would be shown instead of it. Qt's own texts, whose contexts are its classes,
        have a translator of their own.
        """
        found = super().translate(context, source, disambiguation, n)
        if not found and not _is_of_qt(context):
            found = super().translate(ANYWHERE, source, None, n)
        return found or None


def _is_of_qt(context: str) -> bool:
    return context[:1] == "Q" and context[1:2].isupper()


@functools.cache
def languages() -> dict[str, str]:
    """Codes of the languages there are, English first, and what each calls itself.

    They are looked up once a process, at its start.
    """
    folder = paths.resource("translations")
    codes = sorted(
        file.name.removeprefix(_PREFIX).removesuffix(".qm")
        for file in folder.iterdir()
        if file.name.startswith(_PREFIX) and file.name.endswith(".qm")
    )
    return {ENGLISH: "English"} | {code: _own_name(code) for code in codes}


def _own_name(code: str) -> str:
    name = QLocale(code).nativeLanguageName()
    return name[:1].upper() + name[1:]


def chosen(language: str) -> str:
    """The code of what a setting names; English for a language that there is no file of."""
    code = QLocale.system().name().partition("_")[0] if language == SYSTEM else language
    return code if code in languages() else ENGLISH


def install(language: str, parent: QObject) -> list[QTranslator]:
    """Translate everything that is made from now on; returns what was installed.

    Parameters
    ----------
    language
        A code such as ``"de"``, or ``"system"``.
    parent
        Owns the translators: the application.
    """
    code = chosen(language)
    if code == ENGLISH:
        return []
    qt, own = QTranslator(parent), WindowTranslator(parent)
    loaded = []
    if qt.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        loaded.append(qt)
    # An editable or an installed tree alike: resources are files.
    if own.load(str(Path(str(paths.resource("translations"))) / f"{_PREFIX}{code}.qm")):
        loaded.append(own)
    parent.setProperty(_LANGUAGE, code)
    for each in loaded:
        QCoreApplication.installTranslator(each)
    return loaded


def contributed(text: str) -> str:
    """What a part says of itself in the window's language: names, descriptions, metrics, nouns.

    A text that no file translates, such as one of a plugin from elsewhere, stays as it is.
    """
    return QCoreApplication.translate(CONTRIBUTIONS, text) if text else ""


def inside_sentence(text: str) -> str:
    """A heading as it is written inside a sentence: small, where the language writes nouns so."""
    app = QCoreApplication.instance()
    capitals = app is not None and app.property(_LANGUAGE) in _CAPITAL_NOUNS
    return text if capitals else text.lower()


def contributed_settings(params: type[Params]) -> tuple[Setting, ...]:
    """`settings_of`, with titles, help, units and what blank means in the window's language."""
    return tuple(
        replace(
            setting,
            title=contributed(setting.title),
            help=contributed(setting.help),
            unit=contributed(setting.unit),
            blank=contributed(setting.blank),
        )
        for setting in settings_of(params)
    )
