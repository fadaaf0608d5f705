"""Parts that nobody chose: the command line's file without an architecture."""

from __future__ import annotations

from pathlib import Path

from workbench.core import adjusted
from workbench.core.plugins import discover


def test_a_file_without_an_architecture_takes_one_that_fits(tmp_path: Path) -> None:
    plugins = discover(installed=False)
    file = tmp_path / "reviews.toml"
    file.write_text('dataset = "short-reviews"\n', "utf-8")
    found = adjusted.from_file(file, plugins, {"trainer": {"epochs": 2}})
    assert (found.architecture.id, found.trainer.id) == ("bag-of-embeddings", "text-supervised")
    assert found.trainer.params == {"epochs": 2}
    # What the settings choose stays, fitting or not: training it is refused.
    kept = adjusted.from_file(
        file, plugins, {"architecture": {"id": "cnn"}, "trainer": "supervised"}
    )
    assert (kept.architecture.id, kept.trainer.id) == ("cnn", "supervised")
    other = adjusted.from_file(file, plugins, {"dataset": {"id": "digits"}})
    assert (other.architecture.id, other.trainer.id) == ("cnn", "supervised")
