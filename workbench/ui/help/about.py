"""About: versions, licences, and the details to copy for a report."""

from __future__ import annotations

import platform

from PySide6 import __version__ as pyside_version
from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from workbench.core.version import __version__
from workbench.ui.help import licences, report
from workbench.ui.help.licences import Library
from workbench.ui.host import Host


class AboutDialog(QDialog):
    """What this is, what it is made of, and under which licences."""

    def __init__(self, host: Host, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._host = host
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About Workbench"))
        self.resize(680, 560)
        self.table = QTableWidget(0, 3)
        self.copy = QPushButton(self.tr("Copy details"))
        self._build()
        host.background.start(
            "about: libraries",
            lambda _: licences.libraries(),
            self._libraries_came,
            title=self.tr("Reading licences"),
        )

    def _build(self) -> None:
        logo = QLabel()
        theme = self._host.theme
        logo.setPixmap(theme.tinted("logo", theme.colors.accent).pixmap(48, 48))
        logo.setAccessibleName(self.tr("Logo"))
        name = QLabel(self.tr("Workbench {version}").format(version=__version__))
        name.setProperty("role", "title")
        versions = self.tr("Python {python} · Qt {qt} · Qt for Python {pyside}").format(
            python=platform.python_version(), qt=qVersion(), pyside=pyside_version
        )
        head, words = QHBoxLayout(), QVBoxLayout()
        words.addWidget(name)
        words.addWidget(self._muted(versions))
        head.addWidget(logo)
        head.addLayout(words, 1)
        licence = QLabel(
            self.tr("Workbench is free software under the MIT licence, without any warranty."),
            wordWrap=True,
        )
        qt = self._muted(
            self.tr(
                "It uses Qt and Qt for Python by The Qt Company and contributors under the GNU "
                "Lesser General Public License, version 3. They are separate libraries that pip "
                "installed; you may replace them with your own builds. Their source code is at "
                "https://code.qt.io."
            )
        )
        libraries = QLabel(self.tr("Libraries"))
        libraries.setProperty("role", "heading")
        self._build_table()
        self.copy.setToolTip(
            self.tr("Versions, system, plugins and the last error, without keys or names")
        )
        self.copy.clicked.connect(lambda: copy_details(self._host))
        close = QPushButton(self.tr("Close"))
        close.clicked.connect(self.close)
        close.setDefault(True)
        buttons = QHBoxLayout()
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 18, 20, 16)
        column.setSpacing(10)
        column.addLayout(head)
        column.addWidget(licence)
        column.addWidget(qt)
        column.addWidget(libraries)
        column.addWidget(self.table, 1)
        column.addLayout(buttons)

    def _muted(self, text: str) -> QLabel:
        label = QLabel(text, wordWrap=True)
        label.setProperty("role", "muted")
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def _build_table(self) -> None:
        table = self.table
        headings = [self.tr("Library"), self.tr("Version"), self.tr("Licence")]
        table.setHorizontalHeaderLabels(headings)
        table.setAccessibleName(self.tr("Libraries and their licences"))
        table.verticalHeader().hide()
        table.setShowGrid(False)
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)

    def _libraries_came(self, libraries: tuple[Library, ...]) -> None:
        self.table.setRowCount(len(libraries))
        for row, library in enumerate(libraries):
            licence = library.licence or self.tr("see its own page")
            for column, text in enumerate((library.name, library.version, licence)):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                self.table.setItem(row, column, item)


def copy_details(host: Host) -> None:
    """Put what a report needs on the clipboard; it is gathered in the background."""
    errors = [n for n in host.notices.shown if n.severity == "error"]
    last = errors[-1] if errors else None
    error = "\n".join(filter(None, (last.message, last.details))) if last is not None else ""
    settings = (
        ("Trains", host.jobs.launcher.id),
        ("Keeps data on this computer", host.settings.local_only),
        ("Settings file", host.settings.problem or "in order"),
    )

    def work(_: object) -> str:
        return report.details(host.plugins.records, error, _devices(), settings)

    def done(text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        host.notices.info(
            host.tr("Copied versions, system, plugins and the last error to the clipboard.")
        )

    host.background.start(
        "help: details", work, done, host.notices.error, title=host.tr("Collecting details")
    )


def _devices() -> list[str]:
    try:
        from workbench.engine.device import available

        return [f"{info.id} ({info.name})" for info in available()]
    except Exception as error:  # noqa: BLE001 - torch fails to load in many ways
        return [f"torch cannot be loaded: {error}"]
