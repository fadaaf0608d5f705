"""ModelChoice: every model that writes, whoever provides it, and where it takes what is asked."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QMenu, QToolButton, QVBoxLayout, QWidget

from workbench.core.contracts.provider import Provider
from workbench.core.provider_models import Offer, ProviderModel
from workbench.ui.host import Host
from workbench.ui.prompting.badge import Badge
from workbench.ui.prompting.get_model import GetModelDialog
from workbench.ui.prompting.no_model import NoModelCard
from workbench.ui.provider_dialog import ProviderDialog
from workbench.ui.translation import contributed

MODEL = Qt.ItemDataRole.UserRole


class ModelChoice(QWidget):
    """A list that grows while providers answer, this machine's own models first.

    ``chosen`` carries the model when it becomes another one, or ``None`` while there is none.
    What was chosen last under ``key`` is chosen again at the next start.
    """

    chosen = Signal(object)

    def __init__(self, host: Host, key: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self._memory = f"model: {key}"
        self._wanted = host.settings.layout.get(self._memory, "")
        self.model: ProviderModel | None = None
        self.box = QComboBox()
        self.badge = Badge()
        self.nothing = NoModelCard(host)
        self.setup = QToolButton()
        self.again = QToolButton()
        self._items = QStandardItemModel(self)
        self._build()
        host.models.changed.connect(self._offered)
        host.local_only_changed.connect(self._offered)
        host.theme.changed.connect(self._recolor)
        host.theme.changed.connect(self._offered)
        self._offered()
        host.models.look()

    def _build(self) -> None:
        self.box.setModel(self._items)
        self.box.setAccessibleName(self.tr("Model"))
        self.box.setPlaceholderText(self.tr("No model yet"))
        self.box.setMinimumContentsLength(12)
        policy = QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        self.box.setSizeAdjustPolicy(policy)
        self.box.activated.connect(self._picked)
        self.setup.setAccessibleName(self.tr("Set up a provider of models…"))
        self.setup.setToolTip(self.setup.accessibleName())
        self.setup.setProperty("role", "menu")
        self.setup.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self.setup)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.setup.setMenu(self._menu)
        self.again.setAccessibleName(self.tr("Look again for models"))
        self.again.setToolTip(self.again.accessibleName())
        self.again.clicked.connect(self.refresh)
        self.nothing.setup.clicked.connect(self.setup.showMenu)
        self.nothing.hide()
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.box, 1)
        row.addWidget(self.setup)
        row.addWidget(self.again)
        self._below = QHBoxLayout()
        self._below.addWidget(self.badge)
        self._below.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addLayout(self._below)
        column.addWidget(self.nothing)
        self._recolor()

    def choose(self, name: str) -> None:
        """Choose ``provider/model``; one that is not listed yet is chosen when it comes."""
        self._wanted = name
        self._remember()
        self._select()

    def put_beside(self, widget: QWidget) -> None:
        """Show a widget at the right of the badge."""
        self._below.addWidget(widget)

    def refresh(self) -> None:
        """Ask all providers again."""
        self._host.models.refresh()

    # The list

    def _offered(self, *_: object) -> None:
        """Write the list again from what is known."""
        offers, local_only = self._host.models.offers, self._host.settings.local_only
        self._items.clear()
        for found in offers:
            if found.models:
                self._items.appendRow(_heading(contributed(found.name)))
            for model in found.models:
                self._items.appendRow(self._item(model, found, local_only))
        self._widen()
        waiting = bool(self._host.models.pending)
        looking, none = self.tr("Looking for models…"), self.tr("No model yet")
        self.box.setPlaceholderText(looking if waiting else none)
        self.again.setEnabled(not waiting)
        self._select()
        self.nothing.setVisible(self.model is None and not waiting)
        if self.nothing.isVisibleTo(self):
            self.nothing.show_offers(offers, local_only)

    def _item(self, model: ProviderModel, offer: Offer, local_only: bool) -> QStandardItem:
        item = QStandardItem(model.name)
        item.setData(model, MODEL)
        place = model.destination
        where = self.tr("Goes to {host}").format(host=place) if place else ""
        tip = [
            f"{model.name} · {contributed(offer.name)}",
            where or self.tr("Stays on this machine"),
        ]
        if place and local_only:
            item.setEnabled(False)
            item.setForeground(QColor(self._host.theme.colors.muted))
            item.setText(self.tr("{model} (not asked: local only)").format(model=model.name))
            tip.append(self.tr("“Local only” is on: nothing may leave this machine."))
        item.setToolTip("\n".join(tip))
        item.setData(", ".join(tip), Qt.ItemDataRole.AccessibleTextRole)
        return item

    def _widen(self) -> None:
        """Names are longer than the box: the list shows them whole."""
        view = self.box.view()
        view.setMinimumWidth(min(560, max(view.sizeHintForColumn(0) + 30, 200)))

    def _models(self) -> dict[str, int]:
        """Rows of the models that may be asked, by name."""
        found = {}
        for row in range(self._items.rowCount()):
            item = self._items.item(row)
            if item.isEnabled() and item.data(MODEL) is not None:
                found[str(item.data(MODEL))] = row
        return found

    def _select(self) -> None:
        there = self._models()
        provider = self._wanted.partition("/")[0]
        row = there.get(self._wanted, -1)
        if row < 0 and provider not in self._host.models.pending:
            row = next(iter(there.values()), -1)
        self.box.setCurrentIndex(row)
        self._take(self._items.item(row).data(MODEL) if row >= 0 else None)

    def _take(self, model: ProviderModel | None) -> None:
        before = self.model
        self.model = model
        self.badge.show_destination(model.destination if model else None)
        self.box.setToolTip(str(model) if model else "")
        if _identity(before) != _identity(model):
            self.chosen.emit(model)

    def _picked(self, row: int) -> None:
        model = self._items.item(row).data(MODEL)
        self._wanted = str(model)
        self._remember()
        self._take(model)

    def _remember(self) -> None:
        layout = self._host.settings.layout
        self._host.settings.layout = {**layout, self._memory: self._wanted}

    # Setting up

    def _fill_menu(self) -> None:
        self._menu.clear()
        offers = {found.id: found for found in self._host.models.offers}
        for source in self._host.models.sources:
            if (cls := source.provider) is not None:
                action = self._menu.addAction(
                    f"{contributed(cls.name)} — {self._state(offers.get(cls.id))}"
                )
                action.triggered.connect(partial(self._set_up, cls))
        self._menu.addSeparator()
        self._menu.addAction(self.tr("Get a model…")).triggered.connect(self._get_model)

    def _state(self, offer: Offer | None) -> str:
        if offer is None:
            return self.tr("is being asked")
        if offer.models:
            one, many = self.tr("1 model"), self.tr("{n} models").format(n=len(offer.models))
            return one if len(offer.models) == 1 else many
        return offer.problem.message if offer.problem else self.tr("no model")

    def _set_up(self, cls: type[Provider], *_: object) -> None:
        dialog = ProviderDialog(self._host, cls, self)
        dialog.saved.connect(partial(self._host.models.refresh, cls.id))
        dialog.open()

    def _get_model(self) -> None:
        dialog = GetModelDialog(self._host, self)
        dialog.got.connect(self._got)
        dialog.open()

    def _got(self, name: str) -> None:
        """A model has come: its provider is asked again, and it is chosen when it is listed."""
        self._host.models.refresh(name.partition("/")[0])
        self.choose(name)

    def _recolor(self) -> None:
        self.setup.setIcon(self._host.theme.icon("settings"))
        self.again.setIcon(self._host.theme.icon("refresh"))


def _heading(name: str) -> QStandardItem:
    item = QStandardItem(name)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    font = item.font()
    font.setBold(True)
    item.setFont(font)
    return item


def _identity(model: ProviderModel | None) -> Any:
    """What makes a model another one for whoever asks it."""
    return model and (str(model), model.destination, model.provider.params)
