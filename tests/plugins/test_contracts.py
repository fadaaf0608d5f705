"""Every built-in plugin keeps the contract that authors are asked to keep."""

from __future__ import annotations

from typing import Any

import pytest

from workbench import testing
from workbench.core.contracts.hookspecs import KINDS
from workbench.core.plugins import discover

FOUND = discover(installed=False)
BUILT_IN = [
    pytest.param(kind, cls, id=f"{kind}-{id}")
    for kind, (_, base) in KINDS.items()
    for id, cls in FOUND.of(base).items()
]
# What these load is not there on every machine: a download, or what the user drew or labelled.
NEED_DATA = {
    "mnist",
    "fashion-mnist",
    "own-drawings",
    "own-labels",
    "text-table",
    "row-table",
    "sms-spam",
    "banking77",
    "tiny-shakespeare",
    "cifar10-subset",
    "sound-folder",
    "series-table",
}
# Its weights are those of a package, and it takes no texts but those cut by its tokenizer:
# tests/plugins/test_fine_tune.py checks it.
# A teacher is another run: tests/plugins/test_distillation.py has one.
NEED_WEIGHTS = {"minilm-classifier", "distillation"}
# Rows for what takes neither pictures nor texts, by a part of its id.
DATA = {"series": "wave-shapes"}


def datasets(id: str) -> list[Any]:
    """What an architecture is checked on beside what everybody knows."""
    from workbench.core.contracts.dataset import Dataset

    found = [FOUND.get(Dataset, data) for part, data in DATA.items() if part in id]
    return [cls().load(cls.Params()) for cls in found]


# They take rows of a plugin's kind alone: tests/plugins/test_tables.py checks them on such rows.
NEED_ROWS = {"table-linear", "table-mlp", "ft-transformer", "table-supervised"}


@pytest.mark.parametrize(("kind", "cls"), BUILT_IN)
def test_contract(kind: str, cls: Any, qapp: object) -> None:
    if cls.id in NEED_DATA | NEED_WEIGHTS | NEED_ROWS:
        testing.check_contribution(cls)
    elif kind == "architecture":
        testing.check_architecture(cls, export=False, datasets=datasets(cls.id))
    else:
        testing.check(kind, cls)


@pytest.mark.slow
@pytest.mark.parametrize(("kind", "cls"), [p for p in BUILT_IN if p.values[0] == "architecture"])
def test_architectures_can_be_exported(kind: str, cls: Any) -> None:
    if cls.id in NEED_ROWS:
        pytest.skip("see tests/plugins/test_tables.py")
    if cls.id in NEED_WEIGHTS:
        pytest.skip("needs its weights, see tests/plugins/test_fine_tune.py")
    testing.check_architecture(cls, datasets=datasets(cls.id))


@pytest.mark.slow
@pytest.mark.parametrize(
    "id",
    ["mnist", "fashion-mnist", "sms-spam", "banking77", "tiny-shakespeare", "cifar10-subset"],
)
def test_datasets_from_files(id: str, shared_data: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = id.replace("tiny-shakespeare", "tinyshakespeare")
    if not (shared_data / folder).is_dir():
        pytest.skip(f"needs {shared_data / folder}")
    monkeypatch.setenv("WORKBENCH_DATA", str(shared_data))
    from workbench.core.contracts.dataset import Dataset

    testing.check_dataset(FOUND.get(Dataset, id))


def test_own_drawings_with_drawings(home: Any, tiny_data: Any) -> None:
    from workbench.core.contracts.dataset import Dataset
    from workbench.core.io import drawings

    for row in range(10):
        drawings.add(tiny_data.train.x[row], str(tiny_data.train.y[row]))
    testing.check_dataset(FOUND.get(Dataset, "own-drawings"))


def test_own_labels_with_labels(home: Any) -> None:
    from tests.labelling.made import labelling, say
    from workbench.core.contracts.dataset import Dataset

    say(labelling(), range(20))
    testing.check_dataset(FOUND.get(Dataset, "own-labels"))


def test_every_built_in_is_light() -> None:
    names = [f"workbench_plugins.{record.name}" for record in FOUND.records]
    testing.check_light(*names)


def test_everything_loads_and_every_kind_is_there() -> None:
    assert [(r.name, r.fault) for r in FOUND.records if r.state != "on"] == []
    assert {kind for kind in KINDS if FOUND.of(KINDS[kind][1])} >= set(KINDS)


def test_ids_that_examples_and_documents_name() -> None:
    ids = {
        "dataset": {"digits", "mnist", "fashion-mnist", "own-drawings"},
        "architecture": {"softmax", "mlp", "cnn"},
        "trainer": {"supervised"},
        "launcher": {"local-process", "local-thread"},
        "exporter": {"onnx", "weights"},
    }
    for kind, wanted in ids.items():
        assert wanted <= set(FOUND.of(KINDS[kind][1])), kind
