"""File columns: the settings of a form that name columns list those of the file that was chosen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject

from workbench.core import blame
from workbench.core.contracts.dataset import Dataset, FilePreview
from workbench.core.contracts.params import COLUMNS, make, settings_of
from workbench.core.pretrained import loading as make_loading
from workbench.ui.background_jobs import BackgroundJob
from workbench.ui.forms.form import Form
from workbench.ui.host import Host

# Settings that say which file it is and how it is read, where a dataset has them.
ABOUT_FILE = ("path", "header", "sheet")


class FileColumns(QObject):
    """Reads the names in the background whenever another file is chosen in ``form``.

    Parameters
    ----------
    previewed
        Called with the first rows of the file, or None, when they are wanted as well.
    """

    def __init__(
        self,
        host: Host,
        cls: type[Dataset],
        form: Form,
        values: Mapping[str, Any],
        previewed: Callable[[FilePreview | None], None] | None = None,
    ) -> None:
        super().__init__(form)
        self._host = host
        self._cls = cls
        self._form = form
        self._previewed = previewed
        self._read: dict[str, Any] | None = None
        offers = {setting.offers for setting in settings_of(cls.Params)}
        if COLUMNS in offers or previewed is not None:
            form.changed.connect(self.ask)
            self.ask(values)

    def ask(self, values: Mapping[str, Any]) -> None:
        """Read them again where the file is another one now."""
        about = {name: values[name] for name in ABOUT_FILE if name in values}
        # A preview shows what the other settings make of the columns.
        asked = about if self._previewed is None else dict(values)
        if asked == self._read:
            return
        self._read = asked
        cls, plugins = self._cls, self._host.plugins
        wants_preview = self._previewed is not None

        def look(_: BackgroundJob) -> tuple[tuple[str, ...], FilePreview | None]:
            try:
                dataset = cls(make_loading(plugins))
                columns = dataset.columns(make(cls.Params, about, cls.id))
            except BaseException as error:  # noqa: BLE001 - loading says what is wrong
                blame.let_through(error)
                columns = ()
            preview = None
            if wants_preview:
                try:
                    preview = dataset.preview(make(cls.Params, values, cls.id))
                except BaseException as error:  # noqa: BLE001 - loading says what is wrong
                    blame.let_through(error)
            return columns, preview

        key = f"columns {'drawer' if wants_preview else 'page'}"
        self._host.background.start(key, look, self._show, title=self.tr("Reading the columns"))

    def _show(self, found: tuple[tuple[str, ...], FilePreview | None]) -> None:
        columns, preview = found
        self._form.offer(COLUMNS, [(name, name) for name in columns])
        if self._previewed is not None:
            self._previewed(preview)
