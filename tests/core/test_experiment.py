"""Experiments survive the trip to TOML and back, and say where they are wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.core import experiment as experiments
from workbench.core.contracts.errors import ParamsError, UsageError
from workbench.core.experiment import Experiment, Part

KEYS = st.from_regex(r"[a-z][a-z_]{0,10}", fullmatch=True).filter(lambda k: k != "id")
TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)
VALUES = st.one_of(st.integers(-(2**60), 2**60), st.booleans(), st.floats(allow_nan=False), TEXT)
PARTS = st.builds(Part, id=KEYS, params=st.dictionaries(KEYS, VALUES, max_size=4))
EXPERIMENTS = st.builds(
    Experiment,
    name=TEXT,
    seed=st.integers(0, 2**31 - 1),
    device=st.sampled_from(["auto", "cpu", "cuda", "cuda:3", "mps"]),
    precision=st.sampled_from(["fp32", "bf16"]),
    compile=st.booleans(),
    dataset=PARTS,
    architecture=PARTS,
    trainer=PARTS,
)


@given(EXPERIMENTS)
def test_toml_round_trip(experiment: Experiment) -> None:
    assert experiments.loads(experiment.to_toml()) == experiment


def test_bad_toml_names_the_line() -> None:
    with pytest.raises(UsageError, match="line 2"):
        experiments.loads("seed = 1\nname = =\n")


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("colour = 1", "colour"),
        ("seed = -1", "seed"),
        ("device = 'tpu'", "device"),
        ("[trainer]\nepochs = 1", "trainer.id"),
        ("dataset = 3", "dataset"),
    ],
)
def test_what_is_no_experiment_names_the_field(text: str, path: str) -> None:
    with pytest.raises(ParamsError) as caught:
        experiments.loads(text)
    assert path in dict(caught.value.problems)


def test_settings_merge_and_a_new_plugin_starts_anew() -> None:
    base = Experiment().with_part("trainer", "supervised", {"epochs": 3, "lr": 0.1})
    changed = base.with_settings({"trainer": {"epochs": 5}, "seed": 7})
    assert changed.trainer.params == {"epochs": 5, "lr": 0.1}
    assert changed.seed == 7
    other = base.with_settings({"trainer": {"id": "other", "x": 1}})
    assert other.trainer == Part(id="other", params={"x": 1})


def test_a_file_names_its_experiment(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text("seed = 4")
    assert experiments.load(tmp_path / "mine.toml").name == "mine"
    (tmp_path / "picture.toml").write_bytes(b"\xff\xfe\x00")
    for name in ("picture.toml", "nowhere.toml"):
        with pytest.raises(UsageError):
            experiments.load(tmp_path / name)


def test_a_setting_that_is_off_stays_off_where_its_default_is_on() -> None:
    from workbench.core.contracts.params import make
    from workbench.core.contracts.trainer import Trainer
    from workbench.core.plugins import discover

    cls = discover(installed=False).get(Trainer, "table-supervised")
    assert cls.Params().early_stopping is not None  # type: ignore[attr-defined]
    off = Experiment(name="x").with_part("trainer", cls.id, {"early_stopping": None})
    again = experiments.loads(off.to_toml())
    assert make(cls.Params, again.trainer.params, cls.id).early_stopping is None  # type: ignore[attr-defined]
