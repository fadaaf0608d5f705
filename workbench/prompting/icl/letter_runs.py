"""Letter runs: which transformers trained here know letter tasks, and what their text left out."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.model_source import set_up
from workbench.core.contracts.provider import Provider
from workbench.core.experiment import Experiment, shipped
from workbench.core.plugins import Plugins
from workbench.core.provider_models import ProviderModel
from workbench.core.runs.store import Run, RunInfo, RunStore
from workbench.core.settings import Settings
from workbench.prompting.icl.letter_tasks import absent_in

REMEDY = "Train one: `workbench run examples/in-context.toml`."


def experiment() -> Experiment:
    """What `examples/in-context.toml` holds: a small transformer on letter tasks."""
    return shipped("in_context")


def runs_on(store: RunStore) -> Iterator[RunInfo]:
    """Runs on letter tasks that have left a model, newest first."""
    dataset = experiment().dataset.id
    for info in store.list():
        if info.dataset == dataset and (info.path / "model.onnx").is_file():
            yield info


def chosen(
    store: RunStore, plugins: Plugins, settings: Settings, run: Run | None = None
) -> tuple[ProviderModel, str]:
    """A run as a model to be asked, and the task that its text left out.

    Parameters
    ----------
    run
        ``None`` takes the newest.

    Raises
    ------
    UsageError
        When there is none, or it learnt from something else.
    """
    if run is None:
        info = next(runs_on(store), None)
        if info is None:
            raise UsageError("No run has learnt from letter tasks yet.", REMEDY)
        run = store.get(info.id)
    absent = absent_in(run.experiment)
    if not run.model_file.is_file():
        raise UsageError(f"The run {run.id} has left no model.", "Let it train to its end.")
    providers = [cls for cls in plugins.of(Provider).values() if cls.answers_runs]
    if not providers:
        message = "The plugin that asks your own runs is switched off."
        raise UsageError(message, "Switch own_runs on under Plugins.")
    name = run.id if run.path.parent == RunStore().folder else str(run.path)
    return ProviderModel(set_up(providers[0], settings.providers), name), absent
