"""Stored: the comparisons that were made here, each in a folder of its own.

``comparison.toml`` is the plan as it was last carried out, ``split.txt`` says how its dataset is
split, by content or by place as once; ``answers/`` is what was said,
``runs/`` what was trained for it, ``verdict.*`` the pages.
"""

from __future__ import annotations

import itertools
import shutil
from dataclasses import dataclass
from pathlib import Path

from workbench.comparison import plan
from workbench.comparison.plan import Plan
from workbench.core import paths
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.errors import ParamsError, StorageError, WorkbenchError
from workbench.core.contracts.params import make
from workbench.core.experiment import Part
from workbench.core.io import anchored, atomic
from workbench.core.plugins import Plugins
from workbench.core.runs.learnt import SplitBy
from workbench.prompting.prompts.files import slug

PLAN, SPLIT = "comparison.toml", "split.txt"
KINDS = ("html", "pdf", "json")


@dataclass(frozen=True)
class StoredComparison:
    """A comparison on disk; ``plan`` is ``None`` where its file is damaged, with the reason."""

    folder: Path
    plan: Plan | None
    changed: float
    problem: str = ""

    @property
    def name(self) -> str:
        """What it is called."""
        return self.plan.name if self.plan else self.folder.name

    def page(self, kind: str) -> Path | None:
        """The verdict as ``html``, ``pdf`` or ``json``, if it was written."""
        path = verdict_file(self.folder, kind)
        return path if path.is_file() else None


def root_folder() -> Path:
    """Where comparisons are kept."""
    return paths.data() / "comparisons"


def folder(user_plan: Plan, plugins: Plugins | None = None) -> Path:
    """Where a comparison is kept: one of the same name and dataset goes on where it was.

    Another one whose name makes the same folder gets a folder of its own, with a number.

    Parameters
    ----------
    plugins
        Know which settings are paths, meant from the current folder, and which are the defaults;
        without them settings are compared as they are written.
    """
    base = slug(user_plan.name)
    for number in itertools.count(1):
        where = root_folder() / (base if number == 1 else f"{base}-{number}")
        if not (where / PLAN).exists() or is_of(where, user_plan, plugins):
            return where
    raise AssertionError  # the numbers never end


def is_of(where: Path, user_plan: Plan, plugins: Plugins | None = None) -> bool:
    """Whether a folder holds the comparison of this name on this dataset; a damaged one is not."""
    try:
        kept = plan.load(where / PLAN)
    except WorkbenchError:
        return False
    same = _dataset(kept.dataset, plugins) == _dataset(user_plan.dataset, plugins)
    return kept.name == user_plan.name and same


def _dataset(part: Part, plugins: Plugins | None) -> str:
    """What a dataset's id and settings are known by, however they were written."""
    cls = plugins.of(Dataset).get(part.id) if plugins is not None else None
    if cls is None or plugins is None:
        return plan.digest(part.model_dump(mode="json"))
    try:
        anchored_part = anchored.part(part, Dataset, plugins, Path.cwd())
        return plan.digest(
            [part.id, make(cls.Params, anchored_part.params).model_dump(mode="json")]
        )
    except ParamsError:
        return plan.digest(part.model_dump(mode="json"))


def verdict_file(where: Path, kind: str) -> Path:
    """Where its verdict is written, as one of `KINDS`."""
    return where / f"verdict.{kind}"


def split_by(where: Path) -> SplitBy | None:
    """How a comparison's dataset is split; ``None`` for one that has not begun."""
    try:
        return "place" if (where / SPLIT).read_text("ascii").strip() == "place" else "content"
    except (OSError, ValueError):
        # One from before has no such file.
        return "place" if any((where / "answers").glob("*.npz")) else None


def keep(user_plan: Plan, where: Path, split_by: SplitBy = "content") -> None:
    """Write a plan into its folder, and how its dataset is split.

    Raises
    ------
    StorageError
        When the folder cannot be written.
    """
    try:
        where.mkdir(parents=True, exist_ok=True)
        atomic.write_text(where / PLAN, plan.dumps(user_plan))
        atomic.write_text(where / SPLIT, f"{split_by}\n")
    except OSError as error:
        message = f"Cannot write to {where}: {error.strerror or error}."
        raise StorageError(message, "Check the folder's permissions and free space.") from error


def comparisons(within: Path | None = None) -> list[StoredComparison]:
    """Every comparison that was begun, latest first."""
    found = []
    for path in (within or root_folder()).glob(f"*/{PLAN}"):
        try:
            read, problem = plan.load(path), ""
        except WorkbenchError as error:
            read, problem = None, error.message
        found.append(StoredComparison(path.parent, read, path.stat().st_mtime, problem))
    return sorted(found, key=lambda each: -each.changed)


def delete(saved: StoredComparison) -> None:
    """Delete a comparison with its answers and runs.

    Raises
    ------
    StorageError
        When it cannot be deleted.
    """
    try:
        shutil.rmtree(saved.folder)
    except OSError as error:
        message = f"Cannot delete {saved.folder}: {error.strerror or error}."
        raise StorageError(message, "Close what has its files open.") from error
