"""The verb ``deleted``: list, restore, purge, empty."""

from __future__ import annotations

import json

from tests.cli.conftest import Command
from workbench.core.experiment import Experiment
from workbench.core.runs.store import RunStore
from workbench.labelling import project
from workbench.labelling.items import Items


def test_what_was_deleted_is_listed_restored_and_emptied(workbench: Command) -> None:
    assert "Nothing was deleted." in workbench("deleted").out
    store = RunStore()
    run = store.create(Experiment(name="Mine"))
    run.close()
    run.change(status="finished")
    store.delete(run.id)
    made = project.create("Reviews", Items(("good", "bad")), ("a", "b"))
    said = workbench("label", "delete", "Reviews", "--yes")
    assert "workbench deleted restore" in said.out
    found = json.loads(workbench("deleted", "--json").out)
    assert {each["kind"] for each in found} == {"run", "labelling"}
    assert [
        each["kind"] for each in json.loads(workbench("deleted", "--kind", "run", "--json").out)
    ]
    assert workbench("deleted", "restore", "Reviews").code == 0
    assert made.folder.is_dir()
    assert workbench("deleted", "restore", run.id).code == 0
    assert [info.id for info in RunStore().list()] == [run.id]
    RunStore().delete(run.id)
    assert workbench("deleted", "purge", run.id, "--yes").code == 0
    assert not run.path.exists()
    workbench("label", "delete", "Reviews", "--yes")
    assert "Deleted 1 permanently" in workbench("deleted", "empty", "--yes").out
    assert json.loads(workbench("deleted", "--json").out) == []
    assert workbench("deleted", "restore", "Reviews").code == 2
