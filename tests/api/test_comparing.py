"""A comparison from Python: the plan in any form, the verdict in the notebook, Ctrl-C."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

import workbench
from workbench.api import comparing
from workbench.comparison import plan as plans
from workbench.core.contracts.errors import ParamsError, UsageError
from workbench.core.contracts.events import Event, Progress

PLAN: dict[str, Any] = {
    "name": "Digits <b>",
    "metric": "accuracy",
    "rows": 30,
    "dataset": {"id": "digits", "labels_per_class": 5},
    "answerer": [{"id": "majority"}, {"id": "pixels"}],
}


def test_a_comparison_gives_its_verdict_and_its_table(tmp_path: Path) -> None:
    result = workbench.compare(PLAN, folder=tmp_path / "kept")
    assert result.folder == tmp_path / "kept"
    assert {path.suffix for path in result.files.values()} == {".html", ".pdf", ".json"}
    assert all(path.is_file() for path in result.files.values())
    assert result.missing == {}
    assert [entry.job.spec.id for entry in result.report.table.entries] == ["pixels", "majority"]
    html = result._repr_html_()
    assert result.verdict.headline.split()[0] in html
    assert "<svg" in html
    assert "<script" not in html
    assert "Digits &lt;b&gt;" in result.to_html()
    pandas = pytest.importorskip("pandas")
    frame = result.to_pandas()
    assert isinstance(frame, pandas.DataFrame)
    assert (frame["accuracy_low"] <= frame["accuracy"]).all()
    # The answers are kept, whichever form the plan comes in.
    file = tmp_path / "plan.toml"
    file.write_text(plans.dumps(result.report.found.plan), "utf-8")
    again = workbench.compare(file, folder=tmp_path / "kept", margin=0.1)
    assert again.report.table.margin == 0.1
    assert [e.figures for e in again.report.table.entries] == [
        e.figures for e in result.report.table.entries
    ]


def test_impossible_changes_are_refused() -> None:
    with pytest.raises(UsageError, match="rows is 3"):
        workbench.compare(PLAN, rows=3)
    with pytest.raises(ParamsError, match="answerer"):
        workbench.compare({"name": "empty", "dataset": "digits"})


@pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as on Unix")
def test_ctrl_c_keeps_what_was_done(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    class Reporter:
        def __call__(self, event: Event) -> None:
            if isinstance(event, Progress) and "Pixels" in event.what:
                os.kill(os.getpid(), signal.SIGINT)

    @contextmanager
    def bar(_: bool) -> Iterator[Reporter]:
        yield Reporter()

    with monkeypatch.context() as patch:
        patch.setattr(comparing, "bar", bar)
        with pytest.raises(KeyboardInterrupt, match="call compare"):
            workbench.compare(PLAN, folder=tmp_path)
    assert len(list((tmp_path / "answers").glob("*.npz"))) == 1
    assert workbench.compare(PLAN, folder=tmp_path).missing == {}
