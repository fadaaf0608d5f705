"""Data that is not there: said before a training, downloaded or chosen in place; and one's own."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui.hosts import settle
from tests.ui.training import add
from workbench import DataFile, Dataset, ImageClasses, ImageClassification, Task
from workbench.core import paths
from workbench.core.contracts.errors import MissingData
from workbench.core.experiment import Part
from workbench.ui import dataset_list
from workbench.ui.host import Host
from workbench.ui.own_data import OwnDataDialog
from workbench.ui.pages.data import DataPage
from workbench.ui.pages.train import TrainPage

CASES = Path(__file__).parents[1] / "cases"
CONTENT = b"a few bars" * 120_000
LONG = 60_000


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    """Where the file is offered, on this machine."""
    folder = tmp_path / "served"
    folder.mkdir()
    (folder / "bars.bin").write_bytes(CONTENT)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/bars.bin"
    server.shutdown()
    thread.join()


def add_bars(host: Host, data: ImageClasses, url: str = "") -> type[Dataset]:
    """A dataset that needs a file, whose task is known without it."""

    class Bars(Dataset):
        id, name, about = "bars", "Bars", "A few bars."
        section = "pictures"
        files = (
            DataFile(
                "bars/bars.bin",
                (url,) if url else (),
                len(CONTENT),
                hashlib.sha256(CONTENT).hexdigest(),
            ),
        )

        def task(self, params: Any) -> Task:
            return ImageClassification(28, 28, 1, data.classes)

        def load(self, params: Any) -> ImageClasses:
            assert self.file("bars/bars.bin").read_bytes() == CONTENT
            return data

    add(host.plugins, "dataset", Bars)
    return Bars


@pytest.fixture
def page(qtbot: QtBot, host: Host) -> DataPage:
    made = DataPage(host)
    qtbot.addWidget(made)
    made.resize(1024, 700)
    return made


@pytest.fixture
def train(qtbot: QtBot, host: Host) -> TrainPage:
    made = TrainPage(host)
    qtbot.addWidget(made)
    made.resize(1024, 700)
    made.show()
    return made


def choose(qtbot: QtBot, combo: QComboBox, id: str) -> None:
    """Choose in the open list, with keys."""
    combo.showPopup()
    view = combo.view()
    qtbot.waitUntil(view.isVisible, timeout=LONG)
    qtbot.keyClick(view, Qt.Key.Key_Home)
    rows = [row for row in range(combo.count()) if combo.itemData(row) is not None]
    # Headings are passed over.
    for _ in range(rows.index(combo.findData(id))):
        qtbot.keyClick(view, Qt.Key.Key_Down)
    qtbot.keyClick(view, Qt.Key.Key_Return)


def drop_on(widget: Any, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    event = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    widget.dropEvent(event)


def test_the_data_page_downloads_in_place(
    qtbot: QtBot, host: Host, page: DataPage, tiny_data: ImageClasses, address: str
) -> None:
    add_bars(host, tiny_data, address)
    page.show()
    settle(qtbot)
    choose(qtbot, page.choice, "bars")
    qtbot.waitUntil(lambda: page.missing.isVisible(), timeout=LONG)
    assert page._words.text() == "File not found: bars/bars.bin."
    assert page.missing.download.text() == "Download (1.2 MB)"
    assert page.missing.choose.text() == "Choose a file…"
    qtbot.mouseClick(page.missing.download, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page._data is not None, timeout=LONG)
    assert (paths.downloads() / "bars/bars.bin").read_bytes() == CONTENT
    assert page.missing.isHidden()
    assert page.filter.isVisible()
    settle(qtbot)
    index = page.choice.findData("bars")
    assert page.choice.itemData(index, dataset_list.STATE_ROLE) == "on this computer"


def test_a_file_that_one_has_is_taken_in_and_another_is_not(
    qtbot: QtBot, host: Host, page: DataPage, tiny_data: ImageClasses, tmp_path: Path
) -> None:
    add_bars(host, tiny_data)
    page.show()
    settle(qtbot)
    choose(qtbot, page.choice, "bars")
    qtbot.waitUntil(lambda: page.missing.isVisible(), timeout=LONG)
    assert page.missing.download.isHidden()
    for content, is_right in ((b"something else", False), (CONTENT, True)):
        file = tmp_path / "mine.bin"
        file.write_bytes(content)
        qtbot.mouseClick(page.missing.choose, Qt.MouseButton.LeftButton)
        dialog = page.findChildren(QFileDialog)[-1]
        dialog.filesSelected.emit([str(file)])
        dialog.reject()
        settle(qtbot)
        assert (paths.downloads() / "bars/bars.bin").is_file() == is_right
    qtbot.waitUntil(lambda: page._data is not None, timeout=LONG)


def test_train_says_what_is_missing_and_makes_no_run(
    qtbot: QtBot, host: Host, train: TrainPage, tiny_data: ImageClasses, address: str
) -> None:
    add_bars(host, tiny_data, address)
    host.set_experiment(host.experiment.on_dataset("bars"))
    # At once, before anything has been looked at in the background.
    host.training_start.start()
    assert host.store.list() == []
    card = train.strip.cards["dataset"]
    qtbot.waitUntil(lambda: card.get.isVisible(), timeout=LONG)
    assert not train.strip.buttons.train.isEnabled()
    assert "File not found: bars/bars.bin." in train.strip.buttons.train.toolTip()
    assert "File not found: bars/bars.bin." in card.meaning.toolTip()
    actions = card.get.menu().actions()
    assert [action.text() for action in actions] == ["Download (1.2 MB)", "Choose a file…"]
    actions[0].trigger()
    qtbot.waitUntil(lambda: train.strip.buttons.train.isEnabled(), timeout=LONG)
    assert not card.get.isVisible()
    assert host.store.list() == []


def test_a_table_that_was_not_chosen_is_asked_for(
    qtbot: QtBot, host: Host, train: TrainPage
) -> None:
    settle(qtbot)
    card = train.strip.cards["dataset"]
    choose(qtbot, card.combo, "text-table")
    assert host.experiment.dataset.id == "text-table"
    qtbot.waitUntil(lambda: card.get.isVisible(), timeout=LONG)
    assert "No file chosen." in card.meaning.text()
    assert not train.strip.buttons.train.isEnabled()
    card.get.menu().actions()[-1].trigger()
    dialog = card.findChildren(QFileDialog)[-1]
    assert "*.csv" in dialog.nameFilters()[0]
    dialog.fileSelected.emit(str(CASES / "feedback.csv"))
    dialog.reject()
    qtbot.waitUntil(lambda: train.strip.buttons.train.isEnabled(), timeout=LONG)
    assert host.experiment.dataset.params == {"path": str(CASES / "feedback.csv")}
    # A path that leads nowhere is named.
    host.set_experiment(
        host.experiment.with_part("dataset", "text-table", {"path": "/no/such.csv"})
    )
    qtbot.waitUntil(lambda: card.get.isVisible(), timeout=LONG)
    assert "File not found: /no/such.csv." in card.meaning.toolTip()


def test_what_cannot_be_read_is_not_trained_on(
    qtbot: QtBot, host: Host, train: TrainPage, tmp_path: Path
) -> None:
    damaged = tmp_path / "numbers.csv"
    damaged.write_text("a,b\n1,2\n3,4\n", "utf-8")
    host.set_experiment(
        host.experiment.on_dataset("text-table").with_part(
            "dataset", "text-table", {"path": str(damaged)}
        )
    )
    qtbot.waitUntil(lambda: not train.strip.buttons.train.isEnabled(), timeout=LONG)
    host.training_start.start()
    assert host.store.list() == []


def test_the_list_has_headings_states_and_an_order(
    qtbot: QtBot, host: Host, page: DataPage, train: TrainPage, tiny_data: ImageClasses
) -> None:
    add_bars(host, tiny_data, "http://127.0.0.1:9/bars.bin")
    page.show()
    settle(qtbot)
    host.data.look_at_all()
    settle(qtbot)
    train.strip.refresh()
    for combo in (page.choice, train.strip.cards["dataset"].combo):
        rows = [
            (combo.itemText(row), combo.itemData(row), combo.itemData(row, dataset_list.STATE_ROLE))
            for row in range(combo.count())
        ]
        headings = [text for text, id, _ in rows if id is None]
        assert headings == [
            "Pictures",
            "Texts",
            "Tables",
            "Sounds and series",
            "Your own",
            "Others",
        ]
        assert rows[0][0] == "Your own…"
        assert ("Bars", "bars", "needs a download (1.2 MB)") in rows
        assert ("Handwritten digits", "digits", "built in") in rows
        assert ("Texts from a CSV", "text-table", "your file") in rows
        assert ("Recordings in a folder", "sound-folder", "your folder") in rows
        first, last = (rows.index(next(r for r in rows if r[0] == h)) for h in ("Texts", "Tables"))
        names = [text for text, _, _ in rows[first + 1 : last]]
        assert names == sorted(names, key=str.lower)
        heading = combo.findText("Texts")
        assert not combo.model().flags(combo.model().index(heading, 0)) & Qt.ItemFlag.ItemIsEnabled


def test_keys_in_the_closed_box_choose_datasets_and_never_open_the_dialog(
    qtbot: QtBot, host: Host, page: DataPage, train: TrainPage
) -> None:
    """Whoever steps through the datasets passes *Your own…*; Enter in the open list opens it."""
    page.show()
    settle(qtbot)
    for combo, owner in ((page.choice, page), (train.strip.cards["dataset"].combo, train)):
        ids = [combo.itemData(row) for row in range(combo.count())]
        datasets = [id for id in ids if id not in (None, dataset_list.OWN)]
        qtbot.keyClick(combo, Qt.Key.Key_End)
        assert combo.currentData() == datasets[-1]
        for key in (Qt.Key.Key_Home, Qt.Key.Key_Up, Qt.Key.Key_PageUp):
            qtbot.keyClick(combo, key)
            assert combo.currentData() == datasets[0]
        qtbot.keyClick(combo, Qt.Key.Key_Down)
        assert combo.currentData() == datasets[1]
        # Letters search; a space would open the list.
        qtbot.keyClicks(combo, "your")
        assert combo.currentData() != dataset_list.OWN
        settle(qtbot)
        assert not owner.findChildren(OwnDataDialog)
        assert not combo.view().isVisible()
        before = combo.currentData()
        qtbot.keyClick(combo, Qt.Key.Key_F4)
        qtbot.waitUntil(combo.view().isVisible, timeout=LONG)
        qtbot.keyClick(combo.view(), Qt.Key.Key_Home)
        qtbot.keyClick(combo.view(), Qt.Key.Key_Return)
        (dialog,) = owner.findChildren(OwnDataDialog)
        assert combo.currentData() == before
        dialog.reject()
        settle(qtbot)


@pytest.mark.parametrize(
    ("name", "content", "id"),
    [
        ("feedback.csv", (CASES / "feedback.csv").read_text("utf-8"), "text-table"),
        ("houses.csv", (CASES / "houses.csv").read_text("utf-8"), "row-table"),
        ("story.txt", "Once upon a time there was a test. " * 30, "text-files"),
    ],
)
def test_your_own_opens_any_file_with_the_dataset_that_fits(
    qtbot: QtBot, host: Host, train: TrainPage, tmp_path: Path, name: str, content: str, id: str
) -> None:
    file = tmp_path / name
    file.write_text(content, "utf-8")
    settle(qtbot)
    card = train.strip.cards["dataset"]
    choose(qtbot, card.combo, dataset_list.OWN)
    dialogs = train.findChildren(OwnDataDialog)
    assert len(dialogs) == 1
    # The choice is what it was until something is picked.
    assert card.combo.currentData() == "tiny"
    qtbot.mouseClick(dialogs[0].file, Qt.MouseButton.LeftButton)
    files = dialogs[0].findChildren(QFileDialog)[-1]
    files.fileSelected.emit(str(file))
    qtbot.waitUntil(lambda: host.experiment.dataset.id == id, timeout=LONG)
    assert host.experiment.dataset.params["path"] == str(file)
    assert card.combo.currentData() == id
    settle(qtbot)


def test_a_folder_of_sounds_is_dropped_and_its_names_are_read(
    qtbot: QtBot, host: Host, page: DataPage, tmp_path: Path
) -> None:
    soundfile = pytest.importorskip("soundfile")
    folder = tmp_path / "spoken"
    folder.mkdir()
    import numpy as np

    noise = np.random.default_rng(0)
    for number in range(24):
        wave = noise.normal(0, 0.1, 2000).astype(np.float32)
        soundfile.write(folder / f"{'yes' if number % 2 else 'no'}_anna_{number}.wav", wave, 8000)
    page.show()
    settle(qtbot)
    choose(qtbot, page.choice, dataset_list.OWN)
    (dialog,) = page.findChildren(OwnDataDialog)
    drop_on(dialog, folder)
    qtbot.waitUntil(
        lambda: page._data is not None and page._part.id == "sound-folder", timeout=LONG
    )
    assert page._data is not None
    assert page._data.target.classes == ("no", "yes")
    assert page.choice.currentData() == "sound-folder"


def test_a_file_nobody_opens_is_refused_in_words(
    qtbot: QtBot, host: Host, train: TrainPage, tmp_path: Path
) -> None:
    file = tmp_path / "song.xyz"
    file.write_text("?", "utf-8")
    said: list[str] = []
    host.notices.posted.connect(lambda notice: said.append(notice.message))
    drop_on(train.strip.cards["dataset"], file)
    qtbot.waitUntil(lambda: bool(said), timeout=LONG)
    assert said == ["No dataset opens song.xyz."]
    assert host.experiment.dataset.id == "tiny"


def test_columns_of_the_file_are_offered_in_the_drawer_and_on_the_page(
    qtbot: QtBot, host: Host, page: DataPage, train: TrainPage
) -> None:
    part = Part(id="row-table", params={"path": str(CASES / "houses.csv")})
    header = (CASES / "houses.csv").read_text("utf-8").splitlines()[0].split(",")
    page.show()
    page._open(part)
    settle(qtbot)
    host.set_experiment(host.experiment.on_dataset("row-table"))
    host.set_experiment(host.experiment.with_part("dataset", "row-table", part.params))
    qtbot.mouseClick(train.strip.cards["dataset"].settings, Qt.MouseButton.LeftButton)
    settle(qtbot)
    assert page.form is not None
    assert train.drawer.form is not None
    for form in (page.form, train.drawer.form):
        target: Any = form.editor("target")
        assert [target.itemText(row) for row in range(target.count())] == header
    target = train.drawer.form.editor("target")
    target.setFocus()
    qtbot.keyClick(target, Qt.Key.Key_Down)
    assert host.experiment.dataset.params["target"] == header[0]
    ignore: Any = train.drawer.form.editor("ignore")
    ignore.menu.popup(ignore.choose.mapToGlobal(QPoint(0, 0)))
    QTest.keyClick(ignore.menu, Qt.Key.Key_Down)
    QTest.keyClick(ignore.menu, Qt.Key.Key_Return)
    assert host.experiment.dataset.params["ignore"] == header[0]
    settle(qtbot)


def test_the_error_of_a_missing_file_says_where_to_get_it() -> None:
    file = DataFile("a/b.txt", ("https://example.org/b.txt",), 1_115_394)
    error = MissingData((file,), "Example", "/data")
    assert error.message == "File not found: a/b.txt."
    assert (
        error.remedy == "Download https://example.org/b.txt (1.1 MB) and save it as /data/a/b.txt."
    )
    other = MissingData((DataFile("a/b.txt"), DataFile("a/c.txt")), "Example", "/data")
    assert other.message == "Files not found: a/b.txt, a/c.txt."
    assert other.remedy == "Get them from Example and put them into /data/a."
    assert not other.can_be_downloaded
