"""Metrics: which one decides, which way is better, and how they are written."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

import pytest

from workbench.cli.runs import order
from workbench.core import metric_text
from workbench.core.contracts.target_kind import TargetKind
from workbench.core.contracts.targets import Classes, Labels, NextToken, Number
from workbench.core.runs.facts import RunInfo


class Ranking(TargetKind):
    id, name, about = "ranking", "A ranking", "Rows in an order."
    decides = "swaps"
    directions = MappingProxyType({"swaps": -1, "ndcg": 1, "loss": -1})
    shares = ("ndcg",)


@pytest.mark.parametrize("kind", [Classes, Labels, Number, NextToken])
def test_the_deciding_metric_is_found_from_the_names_alone(kind: type[TargetKind]) -> None:
    names = [f"{split}/{name}" for split in ("val", "test") for name in kind.directions]
    assert metric_text.deciding([*names, "seconds"]) == kind.decides


def test_a_plugins_target_decides_where_it_is_known() -> None:
    names = ["test/loss", "test/ndcg", "test/swaps"]
    assert metric_text.deciding(names, [Ranking]) == "swaps"
    assert metric_text.directions([Ranking])["swaps"] == -1
    assert metric_text.is_share("test/ndcg", [Ranking])
    assert not metric_text.is_share("test/ndcg")
    assert metric_text.deciding([]) == ""


def test_metrics_are_written_as_their_target_says() -> None:
    assert metric_text.text("test/accuracy", 0.9) == "90.00 %"
    assert metric_text.text("test/mae", 2.5) == "2.5"
    assert metric_text.text("test/mae", 2.5, Number(unit="EUR")) == "2.5 EUR"
    assert metric_text.text("r2", 0.25, Number(unit="EUR")) == "0.25"
    assert metric_text.heading("mae", "EUR") == "MAE (EUR)"
    assert metric_text.heading("val/macro_f1") == "Macro-F1"
    assert metric_text.heading("swap_count") == "Swap count"


def test_runs_are_sorted_best_first_by_any_metric() -> None:
    def info(id: str, **metrics: float) -> RunInfo:
        return RunInfo(id, Path(id), metrics={f"test/{k}": v for k, v in metrics.items()})

    numbers = [info("far", mae=3.0, r2=0.1), info("none"), info("near", mae=1.0, r2=0.9)]
    assert [i.id for i in order(numbers, "test/mae")] == ["near", "far", "none"]
    assert [i.id for i in order(numbers, "test/r2")] == ["near", "far", "none"]
    ranked = [info("many", swaps=9.0), info("few", swaps=1.0)]
    assert [i.id for i in order(ranked, "test/swaps", [Ranking])] == ["few", "many"]
