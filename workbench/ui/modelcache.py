"""ModelCache: which models every source offers, asked in the background, for whoever shows it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from workbench.core.contracts.errors import LocalOnly, WorkbenchError
from workbench.core.plugins import Plugins
from workbench.core.provider_models import Offer, offer
from workbench.core.settings import Settings
from workbench.core.survey import SourceClasses, sources
from workbench.ui.background_jobs import BackgroundJobs
from workbench.ui.translation import contributed


class ModelCache(QObject):
    """Keeps the last offers; ``changed`` tells of each as it comes.

    Each source is asked in a task of its own: a server that is slow holds up nobody else.
    """

    changed = Signal()

    def __init__(
        self,
        plugins: Plugins,
        background: BackgroundJobs,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._plugins = plugins
        self._background = background
        self._settings = settings
        self._offers: dict[str, Offer] = {}
        self.pending: set[str] = set()

    @property
    def sources(self) -> list[SourceClasses]:
        """All sources of models; whom the window would take first comes first."""
        return sorted(sources(self._plugins), key=lambda source: source.first.order)

    @property
    def offers(self) -> list[Offer]:
        """What has been answered: this machine's own first, then by the sources' order."""
        known = [self._offers[each.id] for each in self.sources if each.id in self._offers]
        return sorted(known, key=lambda found: bool(found.destination))

    @property
    def encoders(self) -> list[tuple[str, str]]:
        """What makes vectors, as encoder/model, each with its words."""
        return [
            (str(model), f"{model.name} · {found.name}")
            for found in self.offers
            for model in found.encoders
        ]

    def look(self) -> None:
        """Ask everybody, unless that was done before."""
        if not self._offers and not self.pending:
            self.refresh()

    def refresh(self, *ids: str) -> None:
        """Ask again: everybody, or the sources with these ids."""
        settings = self._settings.model_copy(deep=True)
        for source in self.sources:
            if not ids or source.id in ids:
                self.pending.add(source.id)
                self._ask(source, settings)
        self.changed.emit()

    def _ask(self, source: SourceClasses, settings: Settings) -> None:
        def failed(error: WorkbenchError) -> None:
            self._came(Offer(source.id, source.name, problem=error))

        key = f"models of {source.id}"
        title = self.tr("Asking {0} for its models").format(contributed(source.name))
        self._background.start(
            key, lambda _: offer(source, settings), self._came, failed, title=title
        )

    def _came(self, received: Offer) -> None:
        before = self._offers.get(received.id)
        known = before is not None and (before.models or before.encoders)
        if isinstance(received.problem, LocalOnly) and before is not None and known:
            received = before  # what is known of it can still be said
        self._offers[received.id] = received
        self.pending.discard(received.id)
        self.changed.emit()
