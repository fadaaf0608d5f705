"""NoModel: what to do while no model writes: download one, set up a server, or train one."""

from __future__ import annotations

import re
from collections.abc import Iterable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout

from workbench.core.provider_models import Offer
from workbench.ui.host import Host
from workbench.ui.prompting.get_models import GetModels
from workbench.ui.wrapped_label import WrappedLabel

# A remedy quotes what is to be typed into a terminal.
_COMMAND = re.compile(r"`([^`]+)`")


class NoModelCard(QFrame):
    """Offers the default models, says what else is missing, and the other ways to a model.

    ``setup`` is for the owner to connect: it opens the providers' settings.
    """

    def __init__(self, host: Host) -> None:
        super().__init__()
        self._host = host
        self.setProperty("role", "card")
        self.title = WrappedLabel(self.tr("No model yet"))
        self.title.setProperty("role", "heading")
        self.get_models = GetModels(host)
        self.get_models.get.setProperty("role", "primary")
        self.words = WrappedLabel()
        self.words.setProperty("role", "muted")
        self.command = QLineEdit(readOnly=True)
        self.command.setAccessibleName(self.tr("Command that installs a model"))
        self.copy = QPushButton(self.tr("Copy"))
        self.copy.setAccessibleName(self.tr("Copy the command"))
        self.copy.clicked.connect(self._copy)
        self.setup = QPushButton(self.tr("Set up a server…"))
        self.train = QPushButton(self.tr("Go to Train"))
        self.train.setToolTip(self.tr("A language model that you train here answers, too"))
        self.train.clicked.connect(lambda: host.go_to("train"))
        line = QHBoxLayout()
        line.addWidget(self.command, 1)
        line.addWidget(self.copy)
        ways = QHBoxLayout()
        ways.addWidget(self.setup)
        ways.addWidget(self.train)
        ways.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(self.title)
        column.addWidget(self.get_models)
        column.addWidget(self.words)
        column.addLayout(line)
        column.addLayout(ways)

    def show_offers(self, offers: Iterable[Offer], local_only: bool) -> None:
        """Show what the providers lack."""
        known = list(offers)
        command = next((found for each in known if (found := command_of(each))), "")
        self.command.setText(command)
        self.command.setCursorPosition(0)
        self.command.setVisible(bool(command))
        self.copy.setVisible(bool(command))
        words = self.tr("You can also set up a server, or train a language model of your own.")
        if command:
            words = self.tr("Type this command into a terminal, then look again.")
        if local_only and any(each.destination for each in known):
            words += " " + self.tr("Models on other machines are not asked: “Local only” is on.")
        self.words.setText(words)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.command.text())
        self.copy.setText(self.tr("Copied"))


def command_of(offer: Offer) -> str:
    """The command that sets up a provider of this machine; empty where it takes more than one."""
    if offer.problem is None or offer.destination:
        return ""
    quoted = _COMMAND.search(offer.problem.remedy)
    return quoted.group(1) if quoted and "install" in quoted.group(1) else ""
