"""Runs beside each other: settings with their defaults, only what differs, and as CSV."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from workbench.core.experiment import Experiment
from workbench.core.plugins import Plugins
from workbench.core.runs.settings_table import settings_table, to_csv, write_csv
from workbench.core.runs.store import RunStore


def made(store: RunStore, name: str, metrics: dict[str, float], **trainer: object) -> str:
    experiment = Experiment(name=name).with_part("architecture", "mlp")
    experiment = experiment.with_part("trainer", "supervised", trainer)
    run = store.create(experiment)
    run.close()
    run.change(status="finished", metrics=metrics)
    return run.id


def test_defaults_are_filled_in_and_only_what_differs_is_left(home: Path, plugins: Plugins) -> None:
    store = RunStore()
    made(store, "a", {"test/accuracy": 0.9, "val/loss": 0.3, "seconds": 3.0}, batch_size=17)
    default = made(store, "b", {"test/accuracy": 0.8, "val/loss": float("nan")})
    table = settings_table(store.list(), plugins)
    values = dict(table.rows[[info.id for info, _ in table.rows].index(default)][1])
    assert isinstance(values["trainer.batch_size"], int)
    assert table.differing() == ("trainer.batch_size",)
    assert table.figures == ("test/accuracy", "val/loss", "seconds")
    assert "val/loss" not in values  # not a number
    assert {"seed", "architecture", "trainer.lr"} <= set(table.settings)
    assert "name" not in table.settings


def test_settings_of_another_architecture_differ_by_being_missing(
    home: Path, plugins: Plugins
) -> None:
    store = RunStore()
    made(store, "a", {})
    run = store.create(Experiment(name="c").with_part("architecture", "cnn"))
    run.close()
    run.change(status="finished")
    differing = settings_table(store.list(), plugins).differing()
    assert "architecture" in differing
    assert any(name.startswith("architecture.") for name in differing)


def test_csv_holds_what_is_shown(home: Path, plugins: Plugins, tmp_path: Path) -> None:
    store = RunStore()
    a = made(store, 'one, "two"', {"test/accuracy": 0.9}, epochs=17)
    b = made(store, "b", {}, epochs=4)
    table = settings_table(store.list(), plugins).of([b, a])
    rows = list(csv.reader(io.StringIO(to_csv(table, table.differing()))))
    assert rows == [
        ["run", "name", "status", "trainer.epochs", "test/accuracy"],
        [b, "b", "finished", "4", ""],
        [a, 'one, "two"', "finished", "17", "0.9"],
    ]
    write_csv(table, (), tmp_path / "runs.csv")
    assert (tmp_path / "runs.csv").read_text("utf-8") == to_csv(table, ())


def test_a_damaged_experiment_has_figures_alone(home: Path, plugins: Plugins) -> None:
    store = RunStore()
    id = made(store, "a", {"test/accuracy": 0.9})
    infos = store.list()
    (store.folder / id / "experiment.toml").write_text("seed = ", "utf-8")
    table = settings_table(infos, plugins)
    assert dict(table.rows[0][1]) == {"test/accuracy": 0.9}
