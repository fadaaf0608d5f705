"""Timed on a busy machine: measured, said, and measured again."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest

from tests.comparison import made
from workbench.comparison import waiting
from workbench.comparison.costs import cost
from workbench.comparison.plan import Costs
from workbench.comparison.predictions import Facts
from workbench.comparison.report import data as pages
from workbench.comparison.report import html
from workbench.comparison.waiting import Waiting


@pytest.fixture
def threads(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A process with a thread and a child process, as Linux shows them."""
    monkeypatch.setattr(waiting, "PROC", tmp_path)
    counted(tmp_path, "self", "10", 5_000, 1_000, children="77")
    counted(tmp_path, "77", "77", 100, 0)
    return tmp_path


def counted(
    proc: Path, process: str, thread: str, ran: int, waited: int, children: str = ""
) -> None:
    folder = proc / process / "task" / thread
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "schedstat").write_text(f"{ran} {waited} 3\n")
    (folder / "children").write_text(children)


def test_what_waited_is_counted_over_threads_and_children(threads: Path) -> None:
    meter = Waiting()
    counted(threads, "self", "10", 5_600, 1_100, children="77")
    counted(threads, "77", "77", 200, 100)
    counted(threads, "self", "11", 100, 0)  # a new thread
    assert meter.share() == pytest.approx(200 / (200 + 600 + 100 + 100))
    assert waiting.busy(meter.share())
    assert not waiting.busy(0.02)


def test_where_nothing_is_counted_nothing_is_said(tmp_path: Path, threads: Path) -> None:
    assert Waiting().share() is None
    assert not waiting.busy(None)
    assert not Facts().busy


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux counts it")
def test_this_process_is_counted() -> None:
    meter = Waiting()
    sum(range(2_000_000))
    share = meter.share()
    assert share is None or 0 <= share <= 1


def test_a_busy_machine_is_said_with_times_costs_and_what_to_do() -> None:
    base = made.comparison(60, budgets=(), missing=False)
    results = [
        replace(
            each,
            predictions=replace(
                each.predictions, facts=replace(each.predictions.facts, waited=0.45)
            ),
        )
        if each.predictions is not None and each.job.name == "MiniLM + head"
        else each
        for each in base.results
    ]
    page = pages.page(replace(base, results=tuple(results)))
    line = next(line for line in page.verdict.warnings if "busy machine" in line)
    assert line.startswith("Timed on a busy machine: MiniLM + head. Up to 45% of the time")
    assert "--time-again" in line
    text = html.render(page)
    assert "while the machine was busy, so too high" in text
    assert ", busy" in text


def test_costs_of_a_quiet_machine_say_nothing_of_it() -> None:
    quiet = cost(Facts(rows_per_s=2.0, waited=0.01), 10, Costs())
    assert "busy" not in quiet.how
    assert "busy" in cost(Facts(rows_per_s=2.0, waited=0.4), 10, Costs()).how
