"""Every text goes through translation, and every language that ships is complete."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtWidgets import QAbstractButton, QDialogButtonBox, QLabel
from pytestqt.qtbot import QtBot

from docs import translations
from tests.ui import tour
from tests.ui.german import in_language
from tests.ui.reach import cut_off
from tests.ui.test_reach import NAMES, SIZES, dialogs, settle
from tests.ui.texts_shown import shown_texts
from workbench.core import settings
from workbench.core.experiment import Experiment
from workbench.core.plugins import Plugins
from workbench.ui import translation
from workbench.ui.host import Host
from workbench.ui.pages.settings import SettingsPage
from workbench.ui.translation import contributed, inside_sentence
from workbench.ui.window import MainWindow

FILES = sorted(translations.FOLDER.glob("workbench_*.ts"))
NEEDS_LUPDATE = pytest.mark.skipif(
    translations.tool("lupdate") is None, reason="PySide6 brings no lupdate here"
)
WORDS = re.compile(r"[^\W\d_]{2}")
# pyqtgraph asks for texts of its own, in menus that the workbench does not show.
OF_PYQTGRAPH = {"Form", "GraphicsScene", "PlotItem", "ViewBox"}
# The tests' own dataset.
OF_TESTS = {"A few bars.", "Tiny digits"}
# What is the same in every language: (where it stands, what it is), and why.
SAME: tuple[tuple[str, str], ...] = (
    # Names of programs, models, plugins' modules, of runs and their parts' ids.
    (r"", r"Workbench|Python|Qt for Python|English|Deutsch"),
    (r"", r"SmolLM2-135M-Instruct\S*|llama/SmolLM2\S*|all-MiniLM-L6-v2"),
    (r"^plugins: QLabel text", r"[a-z_]+"),
    (r"", r"(tiny · [\d.]+% · mlp · )?\d{8}-[\da-f-]+|tiny|mlp|question"),
    (r"^palette: ", r"[a-z_]+"),
    # Fields of a template, paths and hashes, keys, figures with their units.
    (r"", r"\{\w+\}|/.*|(SHA-256 )?[0-9a-f]{16,}…?"),
    (
        r"",
        r"[,(]* ?((Ctrl|Alt|Shift)\+)*(\S|Return|Enter|Home|Del|Esc|Backspace|Left|Right|F\d)\)?",
    ),
    (r"", r"·? *[\d.,]+ (k|M|G)?FLOP|.* \d\.\d s · cpu|cpu · seed \d+"),
    # Values of settings, which are written so in files and on the command line.
    (r"ChoiceEditor|QElidingLabel", r"[\w-]+|Adam, one-cycle, \d+"),
    # Questions and answers; licences and libraries; the manual, which is in English.
    (r"AnswersTable cell|^about: QTableWidget cell", r".*"),
    (r"^palette: QListWidget cell", r"(In Python|[A-Z][a-z]*( [a-z]+)+)(, , Workbench)?"),
    # Qt's own, in English here.
    (r"", r"OK|Cancel|Undo"),
    # What core says with values in it: a leak, a missing file.
    (r"^data: QLabel text", r"•  The pixel in row .*"),
    (r"Remark text", r"File not found: .*"),
)
MARKED = re.compile("⟦[^⟦⟧]*⟧")
# An elided text has lost its end.
ELIDED = re.compile("⟦[^⟧]*…$")
TAGS = re.compile(r"<[^>]*>|&\w+;")


def bare_words(where: str, text: str) -> str:
    """What of a text carries no mark and needs one."""
    text = TAGS.sub("", ELIDED.sub("", text))
    while (less := MARKED.sub("", text)) != text:
        text = less
    text = text.strip(" ·,:()\n")
    same = any(re.search(a, where) and re.fullmatch(b, text, re.S) for a, b in SAME)
    return "" if same or not WORDS.search(text) else text


class Pseudo(QTranslator):
    """Marks every text that it is asked for, and keeps it."""

    def __init__(self) -> None:
        super().__init__()
        self.asked: set[tuple[str, str]] = set()

    def translate(
        self, context: str, source: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        if context[:1] == "Q" and context[1:2].isupper():
            return None
        self.asked.add((context, source))
        return f"⟦{source}⟧"

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def pseudo() -> Iterator[Pseudo]:
    translator = Pseudo()
    QCoreApplication.installTranslator(translator)
    yield translator
    QCoreApplication.removeTranslator(translator)


@pytest.mark.slow
def test_no_text_bypasses_translation(pseudo: Pseudo, window: MainWindow) -> None:
    bare: dict[str, str] = {}
    for name, root in tour.whole(window):
        for where, text in shown_texts(root):
            if words := bare_words(f"{name}: {where}", text):
                bare.setdefault(words, f"{name}: {where}")
    assert not bare
    known = {source for ts in FILES for source, _ in translations.pairs(ts)}
    ours = {source for context, source in pseudo.asked if context not in OF_PYQTGRAPH}
    unknown = {source for source in ours - known if len(source) > 1} - OF_TESTS
    assert not unknown


def test_the_check_of_marks_bites() -> None:
    assert bare_words("data: QLabel text", "⟦Rows⟧ of ⟦⟦Digits⟧ page⟧") == "of"
    assert bare_words("train: QPushButton text", "Train") == "Train"
    assert bare_words("train: QPushButton text", "⟦Train⟧ (Ctrl+Return)") == ""


def test_what_is_asked_for_is_collected() -> None:
    """Every literal in a call, and what parts say, is in each catalogue."""
    by_context = translations.texts()
    sources = set(by_context["calls"]) | set(by_context[translation.CONTRIBUTIONS])
    assert len(sources) > 2000
    for ts in FILES:
        missing = sources - {source for source, _ in translations.pairs(ts)}
        assert not missing, f"run python -m docs.translations: {sorted(missing)}"


@NEEDS_LUPDATE
@pytest.mark.parametrize("ts", FILES, ids=lambda ts: ts.stem)
def test_the_catalogue_is_as_the_script_would_make_it(ts: Path, tmp_path: Path) -> None:
    copied = Path(shutil.copy(ts, tmp_path))
    translations.collect(copied)
    now, then = dict(translations.pairs(copied)), dict(translations.pairs(ts))
    renew = "run python -m docs.translations"
    assert not now.keys() - then.keys(), renew
    assert not then.keys() - now.keys(), f"texts that are gone: {renew}"


@pytest.mark.parametrize("ts", FILES, ids=lambda ts: ts.stem)
def test_every_text_is_translated_with_its_placeholders(ts: Path) -> None:
    pairs = translations.pairs(ts)
    untranslated = sorted({source for source, text in pairs if not text})
    assert not untranslated, f"translate them in {ts.name}: {untranslated}"
    wrong = {
        (source, text): faults
        for source, text in pairs
        if (faults := translations.faults(source, text))
    }
    assert not wrong


def test_the_check_of_placeholders_bites() -> None:
    faults = translations.faults
    assert faults("{0} of {1}", "{0} von {1}") == []
    assert faults("{0} of {1}", "{0} von") == ["other placeholders"]
    assert faults("%n row(s)", "Zeilen") == ["other placeholders"]
    assert faults("<b>Now</b>", "Jetzt") == ["other tags"]
    assert faults("&Run", "Lauf") == ["another number of &"]
    assert faults("Save as…", "Speichern") == ["ends otherwise: '…'"]
    assert faults(" of {0}", "von {0}") == ["begins otherwise"]


@pytest.mark.parametrize("ts", FILES, ids=lambda ts: ts.stem)
def test_the_compiled_file_says_what_the_catalogue_says(qtbot: QtBot, ts: Path) -> None:
    """A text is found under its own class, and by itself where a class is not known."""
    with in_language(ts.stem.removeprefix("workbench_")):
        for context, source, text in translations.messages(ts):
            assert QCoreApplication.translate(context, source) == text
        assert QCoreApplication.translate("ofNobody", "Cancel") != "Cancel"
        assert contributed("a text of a plugin from elsewhere") == (
            "a text of a plugin from elsewhere"
        )
    assert contributed("Small convolutional network") == "Small convolutional network"


def test_a_class_that_inherits_asks_for_what_its_base_says(qtbot: QtBot) -> None:
    class Label(QLabel):
        def say(self) -> None:
            self.setText(self.tr("Training"))

    class Derived(Label):
        pass

    with in_language("de"):
        label = Derived()
        qtbot.addWidget(label)
        label.say()
        assert inside_sentence("Zeilen") == "Zeilen"
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        qtbot.addWidget(buttons)
        assert buttons.buttons()[0].text() == "Abbrechen"  # Qt's own
    assert label.text() == "Training"
    assert inside_sentence("Rows") == "rows"


def test_a_language_that_is_not_there_is_english() -> None:
    assert {"en", "de"} <= translation.languages().keys()
    assert translation.languages()["de"] == "Deutsch"
    assert translation.chosen("xx") == "en"
    assert translation.chosen("de") == "de"
    assert translation.chosen("system") in translation.languages()


def test_a_language_is_chosen_and_the_restart_offered(qtbot: QtBot, host: Host) -> None:
    page = SettingsPage(host)
    qtbot.addWidget(page)
    assert page.language.currentData() == "en"
    assert page.restart.isHidden()
    page.language.setCurrentIndex(page.language.findData("de"))
    assert host.settings.language == settings.load().language == "de"
    assert not page.restart.isHidden()
    assert not page.restart_note.isHidden()
    with qtbot.waitSignal(host.restart_wanted):
        page.restart.click()
    page.language.setCurrentIndex(page.language.findData("en"))
    assert page.restart.isHidden()


@pytest.fixture
def german(qtbot: QtBot) -> Iterator[None]:
    with in_language("de"):
        yield


# A word of each page.
GERMAN = {
    "train": "Datensatz",
    "data": "Klassen: Training + Test",
    "label": "Neues Labeling…",
    "play": "Ziffer zeichnen",
    "compare": "Neuer Vergleich",
    "runs": "Läufe filtern",
    "plugins": "Plugins durchsuchen",
    "settings": "Sprache",
}


def test_german_pages_hide_nothing(german: None, qtbot: QtBot, window: MainWindow) -> None:
    """`german` comes before `window`, whose texts are translated when they are made."""
    for name in NAMES:
        for size in SIZES:
            window.resize(*size)
            window.show_page(name)
            settle(qtbot)
            assert window.width() <= size[0], name
            assert cut_off(window) == [], name
        assert any(GERMAN[name] in text for _, text in shown_texts(window)), name


def test_german_settings_hide_nothing(
    german: None, qtbot: QtBot, window: MainWindow, host: Host
) -> None:
    window.resize(*SIZES[-1])
    host.set_experiment(Experiment().with_part("dataset", "digits"))
    page: Any = window.pages["train"]
    for kind in ("dataset", "architecture", "trainer", "run"):
        page.drawer.toggle(kind)
        settle(qtbot)
        assert cut_off(window) == [], kind
        for button in page.drawer.drawer.findChildren(QAbstractButton):
            if button.text() == "Mehr Einstellungen":
                button.click()
        settle(qtbot)
        assert cut_off(window) == [], kind


def test_german_dialogs_hide_nothing(
    german: None, qtbot: QtBot, host: Host, plugins: Plugins
) -> None:
    for dialog in dialogs(host, plugins):
        qtbot.addWidget(dialog)
        dialog.show()
        settle(qtbot)
        assert dialog.width() <= SIZES[-1][0], dialog.windowTitle()
        assert dialog.height() <= SIZES[-1][1], dialog.windowTitle()
        assert cut_off(dialog) == [], dialog.windowTitle()
        dialog.close()
