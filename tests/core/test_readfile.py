"""Files that anybody may have written are read in bounded time, size and depth."""

from __future__ import annotations

import os
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbench.comparison import plan
from workbench.core import experiment
from workbench.core.contracts.errors import UsageError, WorkbenchError
from workbench.core.contracts.params import parse_assignments
from workbench.core.io import read_file
from workbench.prompting import prices
from workbench.prompting.prompts import files as prompts

DEEP = {
    "arrays": "a = " + "[" * 100_000 + "]" * 100_000,
    "tables": "a = " + "{b=" * 50_000 + "1" + "}" * 50_000,
    "dotted": ".".join(["a"] * 200_000) + " = 1",
    "header": "[" + ".".join(["a"] * 200_000) + "]",
    "quoted": "'a' . " * 100_000 + "a = 1",
    "digits": "a = " + "9" * 100_000,
    "huge": "# " + "x" * (read_file.MOST_BYTES + 1),
    "below the recursion limit": "a = " + "[" * 200 + "]" * 200,
    "not utf-8": b"a = '\xff'",
}


@pytest.mark.parametrize("name", DEEP)
@pytest.mark.parametrize("load", [experiment.load, prompts.load, plan.load])
def test_deep_and_huge_toml_is_the_files_fault(tmp_path, name, load):
    text = DEEP[name]
    path = tmp_path / "x.toml"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    with pytest.raises(UsageError) as caught:
        load(path)
    assert str(path) in caught.value.message
    assert caught.value.remedy
    assert len(caught.value.message) < 400


def test_a_plan_with_a_deep_prices_file_and_a_deep_setting(home):
    prices.own_file().parent.mkdir(parents=True)
    prices.own_file().write_text(DEEP["arrays"])
    with pytest.raises(WorkbenchError):
        prices.own()
    assert parse_assignments(["trainer.epochs=" + "[" * 50_000])["trainer"]["epochs"][0] == "["


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("load", [experiment.load, prompts.load, plan.load])
def test_a_pipe_is_not_waited_for(tmp_path, load):
    os.mkfifo(tmp_path / "x.toml")
    with pytest.raises(UsageError, match="pipe"):
        load(tmp_path / "x.toml")


@given(st.text(alphabet="abc.=[]{}\"\n '1", max_size=200))
def test_toml_reads_as_it_does_elsewhere(text):
    try:
        expected = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        with pytest.raises(tomllib.TOMLDecodeError):
            read_file.parse_toml(text)
    else:
        assert read_file.parse_toml(text) == expected


@pytest.mark.parametrize(
    "text", ["[" * 100_000, '{"a":' * 100_000, "[" * 500 + "]" * 500, "9" * 10_000]
)
def test_deep_json_is_a_value_error(text):
    with pytest.raises(ValueError, match=r"deep|digit"):
        read_file.parse_json(text)
