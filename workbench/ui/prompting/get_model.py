"""GetModelDialog: a model from the Hugging Face Hub, looked up, chosen by what fits, downloaded."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFrame,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core import secrets
from workbench.core.contracts.errors import OutOfMemory, UsageError, WorkbenchError, WrongKey
from workbench.core.contracts.provider import Provider
from workbench.core.io import hub
from workbench.core.io.hub import Repo
from workbench.core.io.hub_download import download, lacking, model_id, runner
from workbench.core.io.hub_models import Variant, choose, variants
from workbench.core.memory import available
from workbench.core.settings import Settings
from workbench.ui.background_jobs import BackgroundJob
from workbench.ui.host import Host
from workbench.ui.prompting.download_row import DownloadRow, size
from workbench.ui.prompting.fields import Remark

LOOK, GET = "get model: look", "get model: download"
ROW_PX = 26
VARIANT = Qt.ItemDataRole.UserRole


@dataclass(frozen=True)
class FoundFile:
    """What a repository holds, how much memory is free, and which model is proposed."""

    repo: Repo
    variants: tuple[Variant, ...]
    free: int | None
    proposed: Variant | None


class GetModelDialog(QDialog):
    """``got`` carries ``provider/model`` when a model has come; closing stops a download.

    What was stopped goes on where it stood, also after the next start.
    """

    got = Signal(str)

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Get a model"))
        self.resize(660, 460)
        self._host = host
        self._found: FoundFile | None = None
        # The key of the task that is going on, and what broke off or was stopped.
        self._busy = ""
        self._broken: Variant | None = None
        self.repo = QComboBox()
        self.look = QPushButton(self.tr("Look up"))
        self.list = QTreeWidget()
        self.hint = QLabel()
        self.problem = Remark()
        self.note = Remark("muted")
        self.key, self.keep = QLineEdit(), QPushButton(self.tr("Keep the key"))
        self.row = DownloadRow()
        self.get = QPushButton(self.tr("Download"))
        self.stop = QPushButton(self.tr("Stop"))
        self.close_button = QPushButton(self.tr("Close"))
        self._build()
        self._show_state()

    # How it looks

    def _build(self) -> None:
        about = QLabel(
            self.tr(
                "Models come from the Hugging Face Hub ({host}) and stay on this machine: asking "
                "them sends nothing."
            ).format(host=hub.host()),
            wordWrap=True,
        )
        about.setProperty("role", "muted")
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(10)
        column.addWidget(about)
        column.addLayout(self._repo_row())
        column.addWidget(self._models(), 1)
        column.addWidget(self.note)
        column.addWidget(self.problem)
        column.addWidget(self._key_row())
        column.addWidget(self.row)
        column.addLayout(self._buttons())
        self.setTabOrder(self.repo, self.look)
        self.setTabOrder(self.look, self.list)

    def _repo_row(self) -> QHBoxLayout:
        tr = self.tr
        self.repo.setEditable(True)
        self.repo.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        for name, about in hub.SUGGESTED:
            self.repo.addItem(name)
            tip = f"{name}: {about}"
            self.repo.setItemData(self.repo.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)
        self.repo.setAccessibleName(tr("Repository"))
        self.repo.setToolTip(tr("owner/name on the Hub, or its address; small ones are listed"))
        edit = self.repo.lineEdit()
        assert edit is not None
        edit.setAccessibleName(tr("Repository"))
        edit.setPlaceholderText(tr("owner/name"))
        edit.returnPressed.connect(self._look)
        self.repo.activated.connect(lambda _: self._look())
        self.look.clicked.connect(self._look)
        label = QLabel(tr("Repository"))
        label.setBuddy(self.repo)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.repo, 1)
        row.addWidget(self.look)
        return row

    def _models(self) -> QStackedWidget:
        tr = self.tr
        self.list.setHeaderLabels([tr("Model"), tr("Download"), tr("Memory"), tr("Fits")])
        self.list.setRootIsDecorated(False)
        self.list.setAccessibleName(tr("Models in the repository"))
        self.list.setUniformRowHeights(True)
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.currentItemChanged.connect(lambda *_: self._show_state())
        self.list.itemActivated.connect(lambda *_: self._get())
        self.hint.setProperty("role", "muted")
        self.hint.setWordWrap(True)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._card(self.hint))
        self._stack.addWidget(self.list)
        return self._stack

    def _card(self, inside: QWidget) -> QFrame:
        card = QFrame()
        card.setProperty("role", "card")
        column = QVBoxLayout(card)
        column.addWidget(inside)
        return card

    def _key_row(self) -> QWidget:
        tr = self.tr
        self._keys = QWidget()
        self.key.setEchoMode(QLineEdit.EchoMode.Password)
        self.key.setPlaceholderText(tr("Your key of the Hub"))
        self.key.setAccessibleName(tr("Your key of the Hub"))
        self.key.returnPressed.connect(self._keep)
        self.keep.clicked.connect(self._keep)
        row = QHBoxLayout(self._keys)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.key, 1)
        row.addWidget(self.keep)
        self._keys.hide()
        return self._keys

    def _buttons(self) -> QHBoxLayout:
        self.get.setProperty("role", "primary")
        for button in (self.look, self.get, self.stop, self.close_button, self.keep):
            # Return belongs to the field that it is pressed in.
            button.setAutoDefault(False)
        self.get.clicked.connect(self._get)
        self.stop.clicked.connect(self._stop)
        self.close_button.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.close_button)
        row.addWidget(self.stop)
        row.addWidget(self.get)
        return row

    def _show_state(self, busy: str = "") -> None:
        """What can be done now; ``busy`` is the key of what is going on."""
        self._busy = busy
        variant, loading = self._chosen(), busy == GET
        self.repo.setEnabled(not loading)
        self.list.setEnabled(not loading)
        self.look.setEnabled(not busy)
        resumes = variant is not None and variant == self._broken
        self.get.setText(self.tr("Resume") if resumes else self.tr("Download"))
        self.get.setVisible(not loading)
        self.get.setEnabled(variant is not None and not busy)
        self.stop.setVisible(loading)
        self._stack.setCurrentIndex(1 if self._found and self._found.variants else 0)
        self.note.say("" if busy else self._warning(variant))
        if busy == LOOK:
            self.hint.setText(self.tr("Looking…"))
        elif self._found is None:
            words = self.tr("Choose a repository, or write owner/name, and look up its models.")
            self.hint.setText(words)
        if not busy and self._found is None:
            self.row.hide()

    def _warning(self, variant: Variant | None) -> str:
        if variant is None or self._found is None or variant.fits(self._found.free):
            return ""
        free = size(self._found.free or 0)
        words = self.tr("It takes about {memory} of memory, and {free} are free now.")
        return words.format(memory=size(variant.memory), free=free)

    def _chosen(self) -> Variant | None:
        item = self.list.currentItem()
        return None if item is None else item.data(0, VARIANT)

    # Looking up

    def _look(self, *_: object, key: str = "") -> None:
        text, settings = self.repo.currentText(), self._host.settings
        if self._busy or not text.strip():
            return
        self._clear()
        self._show_state(LOOK)
        forgets = self.tr("This system has no keyring: the key is forgotten with the window.")
        warn = self._host.notices.warn

        def work(_: BackgroundJob) -> tuple[FoundFile, str]:
            if key and not secrets.put(hub.key_name(), key):
                warn(forgets)
            return _looked_up(text, settings)

        self._host.background.start(
            LOOK,
            work,
            self._looked,
            self._failed,
            widget=self,
            title=self.tr("Looking up a model"),
        )

    def _clear(self) -> None:
        self._found = None
        self.list.clear()
        self.problem.say("")
        self._keys.hide()
        self.row.hide()

    def _looked(self, answer: tuple[FoundFile, str]) -> None:
        found, told = self._found, _ = answer
        for variant in found.variants:
            item = self._item(variant, found)
            self.list.addTopLevelItem(item)
            if variant is found.proposed:
                self.list.setCurrentItem(item)
        self.problem.say(told)
        if not found.variants:
            self.hint.setText(told)
            self.problem.say("")
        self._show_state()
        if found.proposed is not None:
            # A list takes its first row when it is entered; where nothing fits, none is meant.
            self.list.setFocus()

    def _item(self, variant: Variant, result: FoundFile) -> QTreeWidgetItem:
        fits = self.tr("yes") if variant.fits(result.free) else self.tr("no")
        name = variant.name
        if variant.kind == "safetensors":
            name = self.tr("safetensors, for transformers")
        cells = [name, size(variant.n_bytes), size(variant.memory), fits]
        item = QTreeWidgetItem(cells)
        middle = Qt.AlignmentFlag.AlignVCenter
        for column in (1, 2):
            item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | middle)
        item.setTextAlignment(3, Qt.AlignmentFlag.AlignHCenter | middle)
        item.setSizeHint(0, QSize(0, ROW_PX))
        item.setToolTip(0, "\n".join(file.path for file in variant.files[:20]))
        item.setData(0, VARIANT, variant)
        return item

    # Downloading

    def _get(self) -> None:
        found, variant, settings = self._found, self._chosen(), self._host.settings
        if self._busy or found is None or variant is None:
            return
        known = self._host.plugins.of(Provider)
        self.problem.say("")
        self.row.begin(variant.n_bytes)
        self.row.show()
        self._show_state(GET)

        def work(task: BackgroundJob) -> tuple[str, WorkbenchError | None]:
            download(found.repo, variant, settings, task.report, task.check)
            cls = runner(variant, known)
            return model_id(found.repo, variant, cls), lacking(variant, cls, settings)

        self._host.background.start(
            GET,
            work,
            self._came,
            self._failed,
            self._progress,
            title=self.tr("Downloading a model"),
        )
        self.stop.setFocus()

    def _progress(self, what: str, done: float, total: float | None) -> None:
        if self._busy == GET:
            self.row.show_progress(done, total or 0)

    def _stop(self) -> None:
        self._host.background.cancel(GET)
        self.row.end(self.tr("Stopped; what has come is kept."))
        self._broken = self._chosen()
        self._show_state()
        self.get.setFocus()

    def _came(self, answer: tuple[str, WorkbenchError | None]) -> None:
        name, missing = answer
        self.row.bar.setValue(self.row.bar.maximum())
        self.row.end(self.tr("{name} is there, and verified.").format(name=name))
        self._broken = None
        self._show_state()
        if missing is not None:
            self.note.say(str(missing))
        self.close_button.setFocus()
        self.got.emit(name)

    def _failed(self, error: WorkbenchError) -> None:
        was = self._busy
        self._busy = ""
        self.problem.say(str(error))
        self._keys.setVisible(isinstance(error, WrongKey))
        if was == GET:
            self._broken = self._chosen()
            self.row.end(self.tr("It broke off; what has come is kept."))
        self._show_state()
        if isinstance(error, WrongKey):
            self.key.setFocus()

    def _keep(self) -> None:
        """Keep the key, and look again."""
        given = self.key.text().strip()
        self.key.clear()
        if given:
            self._look(key=given)

    def done(self, result: int) -> None:
        """Close; what is going on is stopped."""
        for key in (LOOK, GET):
            if self._busy == key:
                self._host.background.cancel(key)
        super().done(result)


def _looked_up(text: str, settings: Settings) -> tuple[FoundFile, str]:
    """What is found under a name, and what is wrong with it."""
    name, wanted = hub.parse(text)
    repo, free = hub.look(name, settings), available()
    there = variants(repo)
    try:
        return FoundFile(repo, there, free, choose(there, wanted, free, name)), ""
    except (OutOfMemory, UsageError) as error:
        return FoundFile(repo, there, free, None), str(error)
