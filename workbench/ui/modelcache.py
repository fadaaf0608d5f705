"""ModelCache: what every provider offers, asked in the background, for whoever shows it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from workbench.core.contracts.errors import LocalOnly, WorkbenchError
from workbench.core.contracts.provider import Provider
from workbench.core.plugins import Plugins
from workbench.core.provider_models import Offer, offer
from workbench.core.settings import Settings
from workbench.ui.background_jobs import BackgroundJobs


class ModelCache(QObject):
    """Keeps the last offers; ``changed`` tells of each as it comes.

    Each provider is asked in a task of its own: a server that is slow holds up nobody else.
    """

    changed = Signal()

    def __init__(
        self,
        plugins: Plugins,
        tasks: BackgroundJobs,
        settings: Settings,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._plugins = plugins
        self._tasks = tasks
        self._settings = settings
        self._offers: dict[str, Offer] = {}
        self.pending: set[str] = set()

    @property
    def providers(self) -> list[type[Provider]]:
        """All providers; whom the window would take first comes first."""
        return sorted(self._plugins.of(Provider).values(), key=lambda cls: cls.order)

    @property
    def offers(self) -> list[Offer]:
        """What has been answered: this machine's own first, then by the providers' order."""
        known = [self._offers[cls.id] for cls in self.providers if cls.id in self._offers]
        return sorted(known, key=lambda found: bool(found.destination))

    @property
    def encoders(self) -> list[tuple[str, str]]:
        """What makes vectors, as provider/model, each with its words."""
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
        """Ask again: everybody, or the providers with these ids."""
        settings = self._settings.model_copy(deep=True)
        for cls in self.providers:
            if not ids or cls.id in ids:
                self.pending.add(cls.id)
                self._ask(cls, settings)
        self.changed.emit()

    def _ask(self, cls: type[Provider], settings: Settings) -> None:
        def failed(error: WorkbenchError) -> None:
            self._came(Offer(cls.id, cls.name, problem=error))

        self._tasks.start(f"models of {cls.id}", lambda _: offer(cls, settings), self._came, failed)

    def _came(self, received: Offer) -> None:
        before = self._offers.get(received.id)
        if isinstance(received.problem, LocalOnly) and before is not None and before.models:
            received = before  # what is known of it can still be said
        self._offers[received.id] = received
        self.pending.discard(received.id)
        self.changed.emit()
