"""Settings dialog: what can be set of an answerer, be it a plugin or an experiment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from workbench.comparison.plan import Spec
from workbench.core.contracts.answerer import Answerer
from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.trainer import Trainer
from workbench.core.plugins import Plugins
from workbench.ui.forms.form import Form
from workbench.ui.host import Host
from workbench.ui.translation import contributed

ANSWERER = "answerer"
Part = tuple[str, type[Contribution], Mapping[str, Any]]


def parts(spec: Spec, plugins: Plugins) -> list[Part]:
    """What has settings: kind, plugin, and the values that differ from their defaults."""
    found: list[Part] = []
    if spec.kind == "answerer" and spec.id in plugins.of(Answerer):
        found.append((ANSWERER, plugins.of(Answerer)[spec.id], spec.settings))
    if spec.experiment is not None:
        kinds: tuple[tuple[str, Mapping[str, type[Contribution]]], ...] = (
            ("architecture", plugins.of(Architecture)),
            ("trainer", plugins.of(Trainer)),
        )
        for kind, known in kinds:
            part = spec.experiment.part(kind)
            if part.id in known:
                found.append((kind, known[part.id], part.params))
    return [part for part in found if part[1].Params.model_fields]


class SettingsDialog(QDialog):
    """``given`` carries the answerer with its new settings."""

    given = Signal(object)

    def __init__(self, host: Host, spec: Spec, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Settings of {0}").format(name))
        self.resize(560, 600)
        self._host = host
        self._spec = spec
        self.forms: dict[str, Form] = {}
        self._values: dict[str, dict[str, Any]] = {}
        inside = QWidget()
        inner = QVBoxLayout(inside)
        inner.setContentsMargins(4, 4, 12, 4)
        for kind, cls, values in parts(spec, host.plugins):
            heading = QLabel(contributed(cls.name))
            heading.setProperty("role", "heading")
            form = Form(cls.Params, values, host.theme)
            form.changed.connect(lambda found, kind=kind: self._changed(kind, found))
            self.forms[kind], self._values[kind] = form, dict(values)
            inner.addWidget(heading)
            inner.addWidget(form)
        host.models.changed.connect(self._offer_encoders)
        host.models.look()
        self._offer_encoders()
        inner.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(inside)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.ok = self.buttons.addButton(self.tr("Set"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(scroll, 1)
        column.addWidget(self.buttons)

    def _offer_encoders(self) -> None:
        local = ("", self.tr("An encoder on this machine"))
        for form in self.forms.values():
            form.offer("encoders", [local, *self._host.models.encoders])

    def _changed(self, kind: str, values: dict[str, Any]) -> None:
        self._values[kind] = values
        self.ok.setEnabled(not any(form.problems for form in self.forms.values()))

    def _accept(self) -> None:
        # A number that is still being typed counts.
        for box in self.findChildren(QAbstractSpinBox):
            box.interpretText()
        if not self.ok.isEnabled():
            return
        changes: dict[str, Any] = {}
        if ANSWERER in self._values:
            changes["settings"] = self._values[ANSWERER]
        experiment = self._spec.experiment
        for kind in ("architecture", "trainer"):
            if experiment is not None and kind in self._values:
                experiment = experiment.with_part(
                    kind, experiment.part(kind).id, self._values[kind]
                )
        if experiment is not None:
            changes["experiment"] = experiment
        self.given.emit(self._spec.model_copy(update=changes))
        self.accept()
