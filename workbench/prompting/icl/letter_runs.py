"""Letter runs: which transformers trained here know letter tasks, and what their text left out."""

from __future__ import annotations

from collections.abc import Iterator

from workbench.core.contracts.errors import UsageError
from workbench.core.contracts.model_source import set_up
from workbench.core.contracts.provider import Provider
from workbench.core.experiment import Experiment
from workbench.core.plugins import Plugins
from workbench.core.provider_models import ProviderModel
from workbench.core.runs.store import Run, RunInfo, RunStore
from workbench.core.settings import Settings
from workbench.prompting.icl.letter_tasks import DATASET, absent_in

PROVIDER = "own-runs"
REMEDY = "Train one: `workbench run examples/in-context.toml`."

# What examples/in-context.toml holds.
EXPERIMENT = (
    Experiment(name="in-context")
    .with_part("dataset", DATASET)
    .with_part(
        "architecture", "gpt", {"n_layers": 2, "d_model": 64, "context": 64, "positions": "rotary"}
    )
    .with_part(
        "trainer",
        "language-model",
        {"steps": 8000, "batch_size": 16, "lr": 0.0015, "evaluate_every": 1000},
    )
)


def runs_on(store: RunStore) -> Iterator[RunInfo]:
    """Runs on letter tasks that have left a model, newest first."""
    for info in store.list():
        if info.dataset == DATASET and (info.path / "model.onnx").is_file():
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
    known = plugins.of(Provider)
    if PROVIDER not in known:
        message = "The plugin that asks your own runs is switched off."
        raise UsageError(message, "Switch own_runs on under Plugins.")
    name = run.id if run.path.parent == RunStore().folder else str(run.path)
    return ProviderModel(set_up(known[PROVIDER], settings.providers), name), absent
