"""Stored: the comparisons that were made here, each in a folder of its own.

``comparison.toml`` is the plan as it was last carried out, ``split.txt`` says how its dataset is
split, by content or by place as once; ``answers/`` is what was said,
``runs/`` what was trained for it, ``verdict.*`` the pages; ``progress.json`` how far it is. Who
carries it out holds ``lock``.
"""

from __future__ import annotations

import contextlib
import itertools
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from workbench.comparison import plan
from workbench.comparison.plan import Plan
from workbench.core import paths
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.errors import ParamsError, StorageError, UsageError, WorkbenchError
from workbench.core.contracts.params import make
from workbench.core.experiment import Part
from workbench.core.io import anchored, atomic, file_lock, read_file, trash
from workbench.core.io.trash import DeletedItem
from workbench.core.plugins import Plugins
from workbench.core.runs.learnt import SplitBy
from workbench.prompting.prompts.files import slug

PLAN, SPLIT = "comparison.toml", "split.txt"
PROGRESS, LOCK = "progress.json", "lock"
KINDS = ("html", "pdf", "json")


@dataclass(frozen=True)
class StoredComparison:
    """A comparison on disk; ``plan`` is ``None`` where its file is damaged, with the reason.

    ``done`` of ``total`` jobs have their answers; ``running`` says that somebody is at it.
    """

    folder: Path
    plan: Plan | None
    changed: float
    problem: str = ""
    done: int = 0
    total: int = 0
    running: bool = False

    @property
    def name(self) -> str:
        """What it is called."""
        return self.plan.name if self.plan else self.folder.name

    @property
    def finished(self) -> bool:
        """Whether there is a verdict of all that the plan names."""
        return self.page("json") is not None and self.done == self.total

    def page(self, kind: str) -> Path | None:
        """The verdict as ``html``, ``pdf`` or ``json``, if it was written."""
        path = verdict_file(self.folder, kind)
        return path if path.is_file() else None


@dataclass(frozen=True)
class ComparisonProgress:
    """How far a comparison is.

    Attributes
    ----------
    done, total
        Jobs that have their answers, and all.
    plan
        Hash of the plan that this is of.
    seconds
        What each job took, by its title.
    """

    done: int = 0
    total: int = 0
    plan: str = ""
    seconds: Mapping[str, float] = field(default_factory=dict)

    def of(self, user_plan: Plan, total: int) -> ComparisonProgress:
        """The progress of a plan that is begun, or gone on with."""
        digest = plan.digest(plan.dumps(user_plan))
        same = (digest, total) == (self.plan, self.total)
        return replace(self, done=self.done if same else 0, total=total, plan=digest)

    def after(self, done: int, title: str, seconds: float | None) -> ComparisonProgress:
        """The progress after job number ``done``, which took ``seconds`` unless it was known."""
        times = self.seconds if seconds is None else {**self.seconds, title: round(seconds, 3)}
        return replace(self, done=max(self.done, done), seconds=times)


def progress(where: Path) -> ComparisonProgress:
    """How far a comparison is; nothing where that was not noted."""
    try:
        table = read_file.parse_json(read_file.read_text(where / PROGRESS))
        return ComparisonProgress(
            int(table["done"]),
            int(table["total"]),
            str(table["plan"]),
            {str(title): float(seconds) for title, seconds in table["seconds"].items()},
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return ComparisonProgress()


def note_progress(where: Path, far: ComparisonProgress) -> None:
    """Keep how far a comparison is; without it, it is merely not shown."""
    with contextlib.suppress(OSError):
        atomic.write_text(where / PROGRESS, json.dumps(vars(far)), durable=False)


@contextlib.contextmanager
def held(where: Path) -> Iterator[None]:
    """Hold a comparison inside the block, so that nobody else carries it out.

    Raises
    ------
    UsageError
        When somebody is at it.
    """
    lock = file_lock.acquire(where / LOCK)
    if lock is None:
        message = f"The comparison in {where} is going on in another window or command."
        raise UsageError(message, "Wait for its end, or stop it there.")
    try:
        yield
    finally:
        lock.close()


def root_folder() -> Path:
    """Where comparisons are kept."""
    return paths.comparisons()


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
        far = progress(path.parent)
        try:
            running = file_lock.held(path.parent / LOCK)
        except OSError:
            running = False  # of somebody else's
        changed = path.stat().st_mtime
        found.append(
            StoredComparison(path.parent, read, changed, problem, far.done, far.total, running)
        )
    return sorted(found, key=lambda each: -each.changed)


def delete(saved: StoredComparison) -> DeletedItem:
    """Delete a comparison with its answers and runs; `trash.restore` brings it back.

    Raises
    ------
    UsageError
        When it is going on.
    StorageError
        When it cannot be deleted.
    """
    if saved.folder.is_dir():
        with held(saved.folder):
            pass
    return trash.put(saved.folder, saved.folder.parent, saved.name)
