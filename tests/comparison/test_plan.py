"""A comparison's file: read, refused with reasons, written so that it needs no other file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Literal

import pytest

from workbench import Answerer, Architecture, Params, param
from workbench.cli import wanted
from workbench.comparison import plan, stored
from workbench.comparison.jobs import jobs
from workbench.comparison.plan import Plan, Spec, read
from workbench.core.contracts.errors import ParamsError, UsageError
from workbench.core.experiment import Experiment, Part
from workbench.core.plugins import PluginRecord, discover
from workbench.core.runs.store import RunStore

PROMPT = 'name = "sort"\ndescription = "Is it one of {labels}?"\nexample = "{text}\\n{label}"\n'
EXPERIMENT = """
name = "net"
dataset = "sms-spam"
architecture = "text-transformer"
[trainer]
id = "text-supervised"
epochs = 2
"""
NAMED = "name = 'A'\nid = '"
PLAN = """
name = "spam"
dataset = "sms-spam"
rows = 100

[curve]
budgets = [25, 5, 5]

[[answerer]]
id = "tfidf"
settings = { C = 2.0 }

[[answerer]]
experiment = "net.toml"

[[answerer]]
prompt = "sort.toml"
model = "echo/echo"
shots = 4
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "sort.toml").write_text(PROMPT, "utf-8")
    (tmp_path / "net.toml").write_text(EXPERIMENT, "utf-8")
    return tmp_path


def loaded(folder: Path, text: str) -> plan.Plan:
    (folder / "plan.toml").write_text(text, "utf-8")
    return plan.load(folder / "plan.toml")


def test_what_it_names_lies_beside_it(folder: Path) -> None:
    found = loaded(folder, PLAN)
    assert [spec.kind for spec in found.answerer] == ["answerer", "experiment", "prompt"]
    assert found.curve.budgets == (5, 25)
    assert found.answerer[1].experiment is not None
    assert found.answerer[1].experiment.trainer.params == {"epochs": 2}
    assert found.answerer[2].prompt_with_shots.shots.count == 4


def test_as_text_it_needs_no_other_file(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    found = loaded(folder, PLAN)
    assert loaded(tmp_path_factory.mktemp("elsewhere"), plan.dumps(found)) == found


def test_names_and_prices_are_not_what_it_is(folder: Path) -> None:
    found = loaded(folder, PLAN)
    named = loaded(
        folder, PLAN.replace('"spam"\ndataset', '"other"\ndataset') + "[costs]\nlabel = 9.0\n"
    )
    fewer = loaded(folder, PLAN.replace("rows = 100", "rows = 99"))
    assert found.version == named.version != fewer.version


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (('id = "tfidf"', 'id = "tfidf"\nrun = "x"'), "exactly one of"),
        (('id = "tfidf"', 'name = "nobody"'), "exactly one of"),
        (('id = "tfidf"', 'id = "tfidf"\nshots = 3'), "belong to a prompt"),
        (("rows = 100", "rows = 3"), "greater than or equal to 10"),
        (("rows = 100", "metric = 2"), "metric"),
        (("budgets = [25, 5, 5]", "budgets = [0]"), "greater than 0"),
        (('id = "tfidf"', f"{NAMED}tfidf'\n[[answerer]]\n{NAMED}majority'"), "are called 'A'"),
    ],
)
def test_what_is_wrong_is_named(folder: Path, change: tuple[str, str], says: str) -> None:
    with pytest.raises(ParamsError) as caught:
        loaded(folder, PLAN.replace(*change).replace("settings = { C = 2.0 }\n", ""))
    assert says in str(caught.value)


def test_files_that_are_not_there(folder: Path) -> None:
    with pytest.raises(UsageError, match="Cannot read"):
        plan.load(folder / "missing.toml")
    with pytest.raises(UsageError, match="no prompt missing"):
        loaded(folder, PLAN.replace("sort.toml", "missing.toml"))
    with pytest.raises(UsageError, match="not valid TOML"):
        loaded(folder, "name = ")


def test_the_documented_file_is_one() -> None:
    root = Path(__file__).parents[2]
    text = (root / "docs" / "comparison.md").read_text("utf-8")
    table = tomllib.loads(text.split("```toml\n")[1].split("```")[0])
    found = plan.read(table, root / "examples")
    assert [spec.kind for spec in found.answerer] == ["answerer", "experiment", "run", "prompt"]


def adapted(**more: Any) -> dict[str, Any]:
    experiment = {
        "dataset": {"id": "sms-spam", "tokenizer_from": "minilm"},
        "architecture": {"id": "minilm-classifier"},
        "trainer": {"id": "text-fine-tune", "adapt": "last", "decay": 0.5, "unfreeze_every": 10},
    }
    table = {"name": "x", "dataset": "sms-spam", "curve": {"budgets": [5], "seeds": 2}}
    return table | {"answerer": [{"name": "Tuned", "experiment": experiment}]} | more


def test_what_is_adapted_is_measured_from_scratch_too() -> None:
    plugins = discover(installed=False)
    found = jobs(read(adapted(), Path()), plugins)
    assert {(job.name, job.approach) for job in found} == {
        ("Tuned", "adapt"),
        ("Tuned, from scratch", "own"),
    }
    assert len(found) == 2 * (1 + 2)
    fresh = next(job.spec.experiment for job in found if job.approach == "own")
    assert fresh is not None
    assert fresh.architecture.params == {"start": "fresh"}
    assert fresh.trainer.params == {"adapt": "full", "decay": 1.0, "from_run": ""}
    assert fresh.dataset.params == {"tokenizer_from": "minilm"}
    alone = jobs(read(adapted(scratch=False), Path()), plugins)
    assert {job.name for job in alone} == {"Tuned"}
    assert len(alone) == 3


class BorrowedParams(Params):
    weights: Literal["published", "none"] = param("published", "Weights", "Where from.")


class Borrowed(Architecture):
    """Somebody else's pretrained encoder, as a plugin of theirs would say it."""

    id, name, about = "borrowed", "Borrowed", "Weights from elsewhere."
    Params = BorrowedParams

    def starts_pretrained(self, params: Any) -> bool:
        return bool(params.weights == "published")

    def from_scratch(self, params: Any) -> dict[str, Any]:
        return {"weights": "none"}


class OnVectors(Answerer):
    id, name, about, approach = "on-vectors", "On vectors", "Stands on an encoder.", "adapt"


class Guess(Answerer):
    id, name, about, approach, learns = "guess", "Guess", "Knows nothing.", "baseline", False


def test_what_a_stranger_trained_before_counts_as_adapted() -> None:
    plugins = discover(installed=False)
    theirs = [("architecture", Borrowed), ("answerer", OnVectors), ("answerer", Guess)]
    plugins.add(PluginRecord("theirs", "file"), theirs)
    table = adapted()
    table["answerer"][0]["experiment"] = {
        "dataset": "sms-spam",
        "architecture": "borrowed",
        "trainer": "text-supervised",
    }
    table["answerer"] += [{"id": "on-vectors"}, {"id": "guess"}]
    found = jobs(read(table, Path()), plugins)
    assert {(job.name, job.approach) for job in found} == {
        ("Tuned", "adapt"),
        ("Tuned, from scratch", "own"),
        ("On vectors", "adapt"),
        ("Guess", "baseline"),
    }
    fresh = next(job.spec.experiment for job in found if job.approach == "own")
    assert fresh is not None
    assert fresh.architecture.params == {"weights": "none"}
    assert fresh.trainer.params == {}


def test_no_other_network_is_added_where_one_learns_from_nothing() -> None:
    own = {"architecture": "text-transformer", "trainer": "text-supervised", "dataset": "sms-spam"}
    table = adapted()
    table["answerer"].append({"name": "Own", "experiment": own})
    names = {job.name for job in jobs(read(table, Path()), discover(installed=False))}
    assert names == {"Tuned", "Own"}


TABLED = """
name = "own"
dataset = { id = "text-table", path = "data/rows.csv" }
[[answerer]]
experiment = "deeper/net.toml"
[[answerer]]
id = "majority"
"""
OWN = """
dataset = { id = "text-table", path = "../data/rows.csv" }
architecture = "text-transformer"
trainer = "text-supervised"
"""


def test_paths_in_a_file_are_meant_from_its_folder(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The table was looked for in the working directory, all other files beside the plan."""
    (folder / "deeper").mkdir()
    (folder / "deeper" / "net.toml").write_text(OWN, "utf-8")
    (folder / "plan.toml").write_text(TABLED, "utf-8")
    monkeypatch.chdir(tmp_path_factory.mktemp("elsewhere"))
    plugins = discover()
    found = plan.load(folder / "plan.toml", plugins)
    there = str(folder / "data" / "rows.csv")
    assert found.dataset.params == {"path": there}
    assert found.answerer[0].experiment is not None
    assert found.answerer[0].experiment.dataset.params == {"path": there}
    # Named from another folder by a relative path, too.
    monkeypatch.chdir(folder.parent)
    assert plan.load(Path(folder.name) / "plan.toml", plugins) == found
    stored.keep(found, folder / "kept")
    monkeypatch.chdir(folder)
    assert plan.load(folder / "kept" / stored.PLAN) == found


def test_an_experiments_paths_are_meant_from_its_folder_and_assignments_from_here(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "own.toml").write_text(OWN.replace("../", ""), "utf-8")
    (folder / "here").mkdir()
    monkeypatch.chdir(folder / "here")
    plugins = discover()
    found = wanted.experiment(folder / "own.toml", plugins, (), None)
    assert found.dataset.params["path"] == str(folder / "data" / "rows.csv")
    given = wanted.experiment(folder / "own.toml", plugins, ("dataset.path=x.csv",), None)
    assert given.dataset.params["path"] == str(folder / "here" / "x.csv")


def test_paths_that_are_not_beside_a_file_are_looked_for_in_the_data_folders(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The examples name tables/titanic.csv and spoken-digits, wherever they were put."""
    elsewhere = tmp_path_factory.mktemp("data")
    (elsewhere / "tables").mkdir()
    (elsewhere / "tables" / "x.csv").write_text("text,label\n", "utf-8")
    monkeypatch.setenv("WORKBENCH_DATA", str(elsewhere))
    text = OWN.replace("../data/rows.csv", "tables/x.csv")
    (folder / "own.toml").write_text(text, "utf-8")
    (folder / "plan.toml").write_text(
        TABLED.replace("data/rows.csv", "tables/x.csv").replace("deeper/net", "own"), "utf-8"
    )
    plugins, lying = discover(), str(elsewhere / "tables" / "x.csv")
    assert plan.load(folder / "plan.toml", plugins).dataset.params == {"path": lying}
    assert wanted.experiment(folder / "own.toml", plugins, (), None).dataset.params["path"] == lying
    assigned = wanted.experiment(folder / "own.toml", plugins, ("dataset.path=tables/x.csv",), None)
    assert assigned.dataset.params["path"] == lying
    # What lies beside the file comes first.
    (folder / "tables").mkdir()
    (folder / "tables" / "x.csv").write_text("text,label\n", "utf-8")
    beside = plan.load(folder / "plan.toml", plugins)
    assert beside.dataset.params == {"path": str(folder / "tables" / "x.csv")}


def test_an_existing_run_goes_by_its_name(tmp_path: Path) -> None:
    store, plugins = RunStore(tmp_path), discover()
    run = store.create(Experiment(name="My best"))
    nameless = Plan(name="x", dataset=Part(id="digits"), answerer=(Spec(run=run.id),))
    assert [job.name for job in jobs(nameless, plugins, store)] == ["My best"]
    assert [job.name for job in jobs(nameless, plugins)] == [run.id]
    gone = nameless.model_copy(update={"answerer": (Spec(run="gone"),)})
    assert [job.name for job in jobs(gone, plugins, store)] == ["gone"]
