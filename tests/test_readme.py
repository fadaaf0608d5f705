"""What the README says is so: commands, files, code and figures."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from workbench.core.contracts.dataset import Dataset, ImageClasses
from workbench.core.plugins import discover

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "README.md").read_text("utf-8")
FENCES = re.findall(r"^```(\w+)\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/RESULTS.md")


def _blocks(language: str) -> list[str]:
    return [code for name, code in FENCES if name == language]


def test_the_first_screen_shows_the_window_and_the_two_commands() -> None:
    first = "\n".join(TEXT.splitlines()[:30])
    start, headless, tests = (block.strip() for block in _blocks("sh")[:3])
    assert start.endswith("pip install . && .venv/bin/workbench get-models && .venv/bin/workbench")
    assert headless.startswith(start)
    assert "pytest" in tests
    assert "docs/images/train-light.png" in first
    for command in (start, headless, tests):
        assert command in first


def _links() -> list[tuple[Path, str]]:
    pages = [ROOT / name for name in PAGES] + sorted((ROOT / "docs").glob("*.md"))
    found = []
    for page in pages:
        if page.exists():
            text = re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.M | re.S)
            found += [(page, target) for target in re.findall(r"\]\(([^)\s]+)\)", text)]
    return found


def test_links_lead_somewhere() -> None:
    dead = [
        f"{page.relative_to(ROOT)}: {target}"
        for page, target in _links()
        if not target.startswith(("http", "#", "mailto:"))
        and not (page.parent / target.split("#")[0]).exists()
    ]
    assert not dead


def test_the_fifteen_line_dataset_loads(tmp_path: Path) -> None:
    code, arrays = _blocks("python")
    assert sum(bool(line.strip()) for line in code.splitlines()) <= 15
    (tmp_path / "office_digits.py").write_text(code, "utf-8")
    subprocess.run((sys.executable, "-c", arrays), cwd=tmp_path, check=True)
    plugins = discover(folder=tmp_path, installed=False)
    assert [r.state for r in plugins.records if r.name == "office_digits"] == ["on"]
    data = plugins.get(Dataset, "office-digits")().load(None)
    assert isinstance(data, ImageClasses)
    assert len(data.train) == 80


def _verbs() -> list[str]:
    block = next(block for block in _blocks("sh") if "workbench doctor" in block)
    words = [line.split("#")[0].split() for line in block.strip().splitlines()]
    return [word[1] for word in words if len(word) > 1]


@pytest.mark.parametrize("verb", _verbs())
def test_every_verb_in_the_readme_is_there(verb: str) -> None:
    command = (sys.executable, "-m", "workbench", verb, "--help")
    result = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ)
    assert result.returncode == 0, result.stderr


def test_flags_in_the_readme_are_there() -> None:
    command = (sys.executable, "-m", "workbench", "run", "--help")
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    for flag in ("--set", "--device", "--json"):
        assert flag in text


def test_variables_in_the_readme_are_read() -> None:
    code = "".join(path.read_text("utf-8") for path in (ROOT / "workbench").rglob("*.py"))
    for name in set(re.findall(r"WORKBENCH_[A-Z_]+", TEXT)):
        # Those of keys are made of the provider's id.
        start = "WORKBENCH_KEY_"
        assert (f'"{start}' if name.startswith(start) else f'"{name}"') in code


def test_examples_are_experiments_that_can_be_trained() -> None:
    from workbench.core import experiment
    from workbench.core.resolve import resolve

    plugins = discover(installed=False)
    every = sorted((ROOT / "examples").glob("*.toml"))
    paths = [path for path in every if not path.stem.endswith(("-prompt", "-compare"))]
    assert {"digits.toml", "mnist.toml"} <= {path.name for path in paths}
    for path in paths:
        assert resolve(experiment.load(path), plugins).problems == ()


def test_examples_are_prompts_that_can_be_rendered() -> None:
    from workbench.prompting.prompts import files

    paths = sorted((ROOT / "examples").glob("*-prompt.toml"))
    assert {"spam-prompt.toml", "translate-prompt.toml"} <= {path.name for path in paths}
    for path in paths:
        assert files.load(path).description


def test_examples_are_comparisons_that_can_be_made() -> None:
    from workbench.comparison import plan
    from workbench.comparison.jobs import jobs
    from workbench.core.contracts.answerer import Answerer
    from workbench.core.resolve import resolve

    plugins = discover(installed=False)
    paths = sorted((ROOT / "examples").glob("*-compare.toml"))
    assert "spam-compare.toml" in {path.name for path in paths}
    for path in paths:
        found = plan.load(path)
        assert jobs(found, plugins)
        for spec in found.answerer:
            assert not spec.id or plugins.get(Answerer, spec.id)
            assert not spec.experiment or resolve(spec.experiment, plugins).problems == ()


def test_figures_come_from_the_results() -> None:
    """Every number with a unit of measurement in 'What it costs' is in RESULTS.md."""
    costs = TEXT.split("## What it costs")[1].split("\n## ")[0]
    figures = re.findall(r"\b\d[\d.,]*(?: ?(?:×|%|ms|s|MB))(?!\w)", costs)
    results = ROOT / "benchmarks" / "RESULTS.md"
    text = results.read_text("utf-8") if results.exists() else ""
    assert not [figure for figure in figures if figure not in text]


def test_the_benchmarks_in_the_readme_are_there() -> None:
    result = subprocess.run(
        (sys.executable, "-m", "benchmarks", "--help"),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    for path in (ROOT / "benchmarks").glob("[a-z]*.py"):
        if "def measure" in path.read_text("utf-8"):
            assert re.search(rf"^  {path.stem}\b", result.stdout, re.MULTILINE)
