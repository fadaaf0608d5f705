"""ModelDownloads: which default models are on this computer, and the download of the others."""

from __future__ import annotations

from collections.abc import Collection
from functools import partial

from PySide6.QtCore import QObject, Signal

from workbench.core.contracts.errors import WorkbenchError
from workbench.core.contracts.model_source import ModelSource
from workbench.core.io.download import Report
from workbench.core.io.packaged_download import OfferedModel, download, offered
from workbench.core.plugins import Plugins
from workbench.ui.background_jobs import BackgroundJob, BackgroundJobs, StoppedByUser
from workbench.ui.modelcache import ModelCache

LOOK, GET = "default models: look", "default models: get"


class ModelDownloads(QObject):
    """One state that every card shows; ``changed`` tells of a new one, ``progressed`` of bytes.

    Attributes
    ----------
    offers
        The models that plugins offer.
    present
        Names of those that are on this computer; ``None`` until that was looked up.
    loading
        Names of those that are being downloaded.
    problem
        Why the last download ended; ``None`` after one that succeeded or was cancelled.
    stopped
        Whether the last one was cancelled; what came is kept.
    """

    changed = Signal()
    progressed = Signal(float, float)

    def __init__(
        self,
        plugins: Plugins,
        background: BackgroundJobs,
        models: ModelCache,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._background = background
        self._models = models
        self.offers: list[OfferedModel] = offered(plugins)
        self.present: frozenset[str] | None = None
        self.loading: tuple[str, ...] = ()
        self.problem: WorkbenchError | None = None
        self.stopped = False

    @property
    def missing(self) -> list[OfferedModel]:
        """Those that are known not to be here."""
        present = self.present
        return [] if present is None else [o for o in self.offers if o.model.name not in present]

    def look(self) -> None:
        """Look again which models are on this computer."""
        offers = self.offers
        self._background.start(
            LOOK, lambda _: _present(offers), self._looked, title=self.tr("Looking for models")
        )

    def start(self, names: Collection[str]) -> None:
        """Download the models with these names, one after the other."""
        offers = [offer for offer in self.offers if offer.model.name in names]
        if self.loading or not offers:
            return
        self.loading = tuple(offer.model.name for offer in offers)
        self.problem, self.stopped = None, False
        self._background.start(
            GET,
            partial(_download, offers),
            self._came,
            self._failed,
            self._progressed,
            title=self.tr("Downloading models"),
        )
        self.changed.emit()

    def cancel(self) -> None:
        """Stop the download; the next one goes on from there."""
        if self.loading:
            self._background.cancel(GET)
            self.stopped = True
            self._end()

    def _looked(self, present: frozenset[str]) -> None:
        self.present = present
        self.changed.emit()

    def _progressed(self, what: str, done: float, total: float | None) -> None:
        self.progressed.emit(done, total or 0.0)

    def _came(self, _: None) -> None:
        self._end()

    def _failed(self, error: WorkbenchError) -> None:
        if isinstance(error, StoppedByUser):
            self.stopped = True
        else:
            self.problem = error
        self._end()

    def _end(self) -> None:
        users = {
            cls.id
            for offer in self.offers
            if offer.model.name in self.loading
            for cls in offer.users
            if issubclass(cls, ModelSource)
        }
        self.loading = ()
        self.changed.emit()
        self.look()
        # While nobody has looked yet, whoever does finds them.
        if self._models.offers or self._models.pending:
            self._models.refresh(*users)


def _present(offers: list[OfferedModel]) -> frozenset[str]:
    models = [offer.model for offer in offers]
    return frozenset(m.name for m in models if m.find() is not None or m.is_installed())


def _download(offers: list[OfferedModel], job: BackgroundJob) -> None:
    total = float(sum(offer.model.n_bytes for offer in offers))
    before = 0.0
    for offer in offers:
        download(offer.model, _shifted(job.report, before, total), job.check)
        before += offer.model.n_bytes


def _shifted(report: Report, before: float, total: float) -> Report:
    """One model's progress as that of all of them."""
    return lambda what, done, _: report(what, before + done, total)
