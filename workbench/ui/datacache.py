"""DataCache: datasets loaded once, in the background, for whoever shows them."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

from PySide6.QtCore import QObject

from workbench.core.dataset import Dataset, ImageClasses, Loading
from workbench.core.errors import WorkbenchError
from workbench.core.experiment import Part
from workbench.core.params import make
from workbench.core.plugins import Plugins
from workbench.ui.tasks import Progress, Task, Tasks

KEPT = 3


class DataCache(QObject):
    """Keeps the last few datasets."""

    def __init__(self, plugins: Plugins, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._plugins, self._tasks = plugins, tasks
        self._kept: OrderedDict[str, ImageClasses] = OrderedDict()
        self._waiting: dict[
            str,
            list[tuple[Callable[[ImageClasses], None], Callable[[WorkbenchError], None] | None]],
        ] = {}

    def peek(self, part: Part) -> ImageClasses | None:
        """The data if it is loaded."""
        return self._kept.get(part.model_dump_json())

    def forget(self) -> None:
        """Drop everything, because files changed."""
        self._kept.clear()

    def request(
        self,
        part: Part,
        done: Callable[[ImageClasses], None],
        failed: Callable[[WorkbenchError], None] | None = None,
        progress: Progress | None = None,
    ) -> None:
        """Call ``done`` with the data, at once if it is loaded; several may wait for one load."""
        key = part.model_dump_json()
        if key in self._kept:
            self._kept.move_to_end(key)
            done(self._kept[key])
            return
        waiting = self._waiting.setdefault(key, [])
        waiting.append((done, failed))
        if len(waiting) == 1:
            self._tasks.start(
                f"data {key}",
                lambda task: self._load(part, task),
                lambda data: self._loaded(key, data),
                lambda error: self._failed(key, error),
                progress,
            )

    def cancel(self, part: Part) -> None:
        """Stop loading; nobody is called."""
        key = part.model_dump_json()
        self._waiting.pop(key, None)
        self._tasks.cancel(f"data {key}")

    def _load(self, part: Part, task: Task) -> ImageClasses:
        cls = self._plugins.get(Dataset, part.id)
        loading = Loading(report=task.report, check=task.check)
        return cls(loading).load(make(cls.Params, part.params, "dataset"))

    def _loaded(self, key: str, data: ImageClasses) -> None:
        self._kept[key] = data
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        for done, _ in self._waiting.pop(key, []):
            done(data)

    def _failed(self, key: str, error: WorkbenchError) -> None:
        for _, failed in self._waiting.pop(key, []):
            if failed is not None:
                failed(error)
