"""What the drawer holds: the form of one part of the experiment, or of the run options."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QObject

from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.errors import ParamsError, UnknownPlugin
from workbench.core.contracts.hookspecs import KINDS
from workbench.core.contracts.launcher import Launcher
from workbench.core.contracts.params import RUNS, Setting
from workbench.core.experiment import PARTS, Experiment
from workbench.core.runs.facts import RunInfo
from workbench.core.runs.named_runs import run_choices, run_settings
from workbench.ui.forms.file_columns import FileColumns
from workbench.ui.forms.form import Form
from workbench.ui.forms.preset_chooser import PresetChooser
from workbench.ui.host import Host
from workbench.ui.plots.head_table import HeadTable
from workbench.ui.strip import run_options
from workbench.ui.strip.drawer import Drawer
from workbench.ui.strip.launcher_chooser import LauncherChooser


class SettingsDrawer(QObject):
    """Opens forms in a `Drawer` and writes what they say into the host's experiment."""

    def __init__(self, host: Host, drawer: Drawer) -> None:
        super().__init__(drawer)
        self._host = host
        self.drawer = drawer
        self.showing = ""
        self._plugin = ""
        self._devices: tuple[str, ...] = ("cpu",)
        self.form: Form | None = None
        self.presets: PresetChooser | None = None
        self.launchers: LauncherChooser | None = None
        self._runs: list[RunInfo] = []
        self.columns: FileColumns | None = None
        drawer.closed.connect(self._closed)
        host.experiment_changed.connect(self._experiment_changed)

    def toggle(self, what: str) -> None:
        """Open the form of ``dataset``, ``architecture``, ``trainer`` or ``run``, or close it."""
        if self.showing == what:
            self.drawer.close_drawer()
        elif what in PARTS:
            self._open_part(what)
        else:
            self._open_options()

    def show_setting(self, what: str, name: str) -> None:
        """Open the form of a part or of ``run`` and give the keyboard to one of its settings."""
        if self.showing != what:
            self.toggle(what)
        if self.form is not None:
            self.form.reveal(name)

    def _closed(self) -> None:
        self.showing = ""

    def _open_part(self, kind: str) -> None:
        part = self._host.experiment.part(kind)
        try:
            cls = self._host.plugins.get(KINDS[kind][1], part.id)
        except UnknownPlugin as error:
            self._host.notices.error(error)
            return
        form = Form(cls.Params, part.params, self._host.theme)

        def change(values: dict[str, Any]) -> None:
            self._change(self._host.experiment.with_part(kind, cls.id, values))

        form.changed.connect(change)
        self.showing = kind
        self._plugin = part.id
        self._open(cls.name, cls.about, form)
        if issubclass(cls, Dataset):
            self._add_columns(cls, form, part.params)
        if run_settings(cls.Params):
            self._host.background.start(
                "runs to name",
                lambda _: self._host.store.list(),
                self._runs_came,
                title=self.tr("Looking for runs"),
            )
        if issubclass(cls, Architecture) and cls.presets:
            self.presets = PresetChooser(cls)
            self.presets.set_values(part.params)
            self.presets.chosen.connect(change)
            form.put_on_top(self.presets)

    def _add_columns(self, cls: type[Dataset], form: Form, values: Mapping[str, Any]) -> None:
        """List a table's columns in the settings that name them, and show its first rows."""
        if "path" not in cls.Params.model_fields:
            return
        head = HeadTable()
        head.use.hide()
        head.chosen.connect(
            lambda settings: self._change(
                self._host.experiment.with_part("dataset", cls.id, {**form.values(), **settings})
            )
        )
        form.put_below("path", head)
        self.columns = FileColumns(self._host, cls, form, values, head.show_preview)

    def _runs_came(self, runs: list[RunInfo]) -> None:
        self._runs = runs
        self._offer_runs()

    def _offer_runs(self) -> None:
        """List the runs that fit, in every setting that names one."""
        if self.form is None:
            return
        none = ("", self.tr("No run"))

        def choices(setting: Setting) -> list[tuple[str, str]]:
            return [none, *run_choices(setting, self._host.experiment, self._runs)]

        self.form.offer(RUNS, choices)

    def _open_options(self) -> None:
        # The devices are known once torch is there; until then what the experiment says is kept.
        self._host.background.start(
            "devices", _devices, self._devices_came, title=self.tr("Looking for devices")
        )
        self._show_options()

    def _show_options(self) -> None:
        experiment = self._host.experiment
        devices = tuple(d for d in (*self._devices, experiment.device) if d != "auto")
        cls = run_options.options_class(tuple(dict.fromkeys(devices)))
        form = Form(cls, run_options.values_of(experiment), self._host.theme)
        form.changed.connect(self._options_changed)
        self.showing = "run"
        self._plugin = ""
        self._open(self.tr("Run options"), "", form)
        if len(self._host.plugins.of(Launcher)) > 1:
            self.launchers = LauncherChooser(self._host)
            form.put_on_top(self.launchers)

    def _devices_came(self, devices: tuple[str, ...]) -> None:
        if devices != self._devices:
            self._devices = devices
            if self.showing == "run":
                self._show_options()

    def _open(self, title: str, about: str, form: Form) -> None:
        self.form = form
        self.columns = None
        self.presets = None
        self.launchers = None
        self.drawer.open_with(title, about, form)

    def _options_changed(self, values: dict[str, Any]) -> None:
        try:
            self._change(run_options.with_options(self._host.experiment, values))
        except ParamsError:
            return  # the form shows the problem beside its field

    def _change(self, experiment: Experiment) -> None:
        self._host.set_experiment(experiment)

    def _experiment_changed(self, experiment: Experiment) -> None:
        """Another plugin was chosen, or the experiment came from elsewhere: show its settings."""
        if self.showing in PARTS:
            part = experiment.part(self.showing)
            if part.id != self._plugin:
                self._open_part(self.showing)
            elif self.form is not None:
                if self.form.values() != dict(part.params):
                    self.form.set_values(part.params)
                    if self.columns is not None:
                        self.columns.ask(part.params)
                # Other parts of the experiment may have changed, and with them what fits.
                self._offer_runs()
                if self.presets is not None:
                    self.presets.set_values(part.params)


def _devices(_: Any) -> tuple[str, ...]:
    from workbench.engine.device import available

    return tuple(info.id for info in available())
