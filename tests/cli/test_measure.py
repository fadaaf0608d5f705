"""``workbench measure``: memory, throughput and the shuffle test without a window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.wordorder import experiment, train_run
from workbench.core.plugins import Plugins
from workbench.core.runs.store import RunStore
from workbench.engine import memory_reach, throughput


@pytest.fixture(autouse=True)
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory_reach, "OUTPUTS", 2)
    monkeypatch.setattr(throughput, "TOKENS", 128)
    monkeypatch.setattr(throughput, "REPEATS", 1)


def test_memory(workbench: Command) -> None:
    done = workbench("measure", "memory")
    assert done.code == 0, done.err
    heading, *rows = done.out.splitlines()
    assert heading.split("  ")[0] == "network"
    assert heading.endswith("beyond 16")
    assert [row.split("  ")[0] for row in rows] == ["Recurrent network", "LSTM", "Transformer"]
    shares = [float(row.split()[-1].rstrip("%")) for row in rows]
    assert shares[2] > 10 > shares[1] > 0


def test_memory_as_json_on_another_dataset(workbench: Command) -> None:
    chosen = ("--dataset", "word-order", "--set", "sentences=100")
    found = workbench("measure", "memory", *chosen, "--json").last["networks"]
    assert [one["key"] for one in found] == ["rnn", "lstm", "gpt"]
    for one in found:
        assert len(one["influence"]) == len(one["relative"]) == memory_reach.PLACES
        assert one["relative"][0] == 1
        assert 0 <= one["beyond_16"] <= 1


@pytest.mark.slow
def test_memory_and_shuffle_of_a_run(workbench: Command, plugins: Plugins) -> None:
    run, _ = train_run(RunStore(), plugins, "bag-of-embeddings")
    done = workbench("measure", "memory", "--run", run.id, "--json")
    assert done.code == 0, done.err
    (found,) = done.last["networks"]
    assert found["name"] == "bag-of-embeddings"
    # Each token counts as much as any other in a mean of all.
    assert found["relative"] == pytest.approx([1.0] * memory_reach.PLACES, rel=1e-4)
    done = workbench("measure", "shuffle", run.id)
    assert done.code == 0, done.err
    assert "on 178 held-out texts" in done.out
    assert "uses order  no" in done.out
    found = workbench("measure", "shuffle", run.id, "--seed", "3", "--json").last
    assert (found["run"], found["measure"], found["n"]) == (run.id, "accuracy", 178)
    assert found["as_is"]["value"] == pytest.approx(0.5, abs=0.05)
    assert set(found["change"]) == {"value", "low", "high"}
    assert found["uses_order"] is False


def test_throughput(workbench: Command) -> None:
    done = workbench("measure", "throughput", "--longest", "100", "--device", "cpu")
    assert done.code == 0, done.err
    lines = done.out.splitlines()
    assert len(lines) == 6
    assert all("64 tokens" in line and "a second" in line for line in lines)
    found = workbench("measure", "throughput", "--longest", "128", "--device", "cpu", "--json").last
    assert {p["length"] for p in found["points"]} == {64, 128}
    assert {p["mode"] for p in found["points"]} == {"training", "reading"}
    assert all(p["low"] <= p["tokens_per_s"] <= p["high"] for p in found["points"])
    assert found["ended"] == []


def test_a_curve_that_ends_says_why(workbench: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throughput, "LIMIT_S", 0.0)
    done = workbench("measure", "throughput", "--longest", "64", "--device", "cpu")
    assert done.code == 0, done.err
    assert done.out.count("ends here: a step takes") == 6


def test_requests_that_make_no_sense(workbench: Command, home: Path) -> None:
    run = RunStore().create(experiment("lstm"))
    run.close()
    cases: list[tuple[tuple[str, ...], int, str]] = [
        (("memory", "--dataset", "nothing"), 2, "nothing"),
        (("memory", "--dataset", "digits"), 2, "pictures, not text"),
        (("memory", "--set", "tokenizer=words"), 2, "tokenizer"),
        (("memory", "--run", "nobody"), 2, "nobody"),
        (("memory", "--run", run.id, "--dataset", "digits"), 2, "learnt from"),
        (("memory", "--run", run.id), 1, "no weights"),
        (("shuffle", run.id), 1, "no model yet"),
        (("shuffle", "nobody"), 2, "nobody"),
        (("throughput", "--longest", "3"), 2, "longest"),
        (("throughput", "--device", "cuda:99"), 1, "no device"),
    ]
    for arguments, code, words in cases:
        done = workbench("measure", *arguments)
        assert done.code == code, (arguments, done.err)
        assert words in done.err
        assert "Traceback" not in done.err


@pytest.mark.slow
def test_measuring_order_loads_neither_torch_nor_qt(plugins: Plugins, home: Path) -> None:
    run, _ = train_run(RunStore(), plugins, "bag-of-embeddings")
    code = (
        "import sys\nfrom workbench.cli.main import main\n"
        f"try: main(['measure', 'shuffle', {run.id!r}])\n"
        "except SystemExit as end: assert not end.code\n"
        "assert 'onnxruntime' in sys.modules\n"
        "assert not {'torch', 'PySide6', 'shiboken6'} & set(sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
