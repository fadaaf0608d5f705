"""The import contracts hold, they bite, and importing a layer loads only what it may."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"

# What none of the light layers may pull in, by the name it has in sys.modules.
QT = {"PySide6", "shiboken6", "pyqtgraph", "superqt"}
HEAVY = QT | {"torch", "onnxruntime", "onnx", "onnxscript", "pandas", "matplotlib", "sklearn"}
HEAVY |= {"scipy", "mlxtend", "keyring", "openai", "httpx2", "xllamacpp"}

needs_linter = pytest.mark.skipif(
    importlib.util.find_spec("importlinter") is None, reason="needs import-linter"
)


def run(code: str, cwd: Path = ROOT, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python code by itself."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=cwd,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def loaded(code: str) -> set[str]:
    """Top-level modules that are there after ``code``."""
    tail = "import sys, json; print(json.dumps(sorted({m.split('.')[0] for m in sys.modules})))"
    result = run(f"{code}\n{tail}")
    assert result.returncode == 0, result.stderr
    return set(json.loads(result.stdout.splitlines()[-1]))


@needs_linter
def test_the_contracts_hold() -> None:
    result = run(LINT, PYTHONIOENCODING="utf-8")
    assert result.returncode == 0, result.stdout + result.stderr


BREACHES = {
    "layers point one way": (
        "workbench/core/contracts/task.py",
        "import workbench.inference.predictor",
    ),
    "Qt lives in the window only": ("workbench/engine/train.py", "import PySide6"),
    "a plugin's Qt sits in its widget modules": (
        "workbench_plugins/local_thread.py",
        "import pyqtgraph",
    ),
    "torch stays out of core, inference, prompting and comparison": (
        "workbench/inference/predictor.py",
        "import torch",
    ),
    "the window and the command line leave torch to the engine": (
        "workbench/cli/main.py",
        "import torch",
    ),
    "onnxruntime stays out of core": ("workbench/core/contracts/task.py", "import onnxruntime"),
    "nobody imports a plugin": ("workbench/engine/train.py", "import workbench_plugins.mlp"),
    "pages do not know each other": (
        "workbench/ui/pages/train.py",
        "import workbench.ui.pages.runs",
    ),
}
# Prompting stands beside the engine; each line breaks the contract of its name.
PROMPTING = "workbench/prompting/ask.py"
BESIDE = [
    ("layers point one way", PROMPTING, "import workbench.engine.train"),
    ("layers point one way", PROMPTING, "import workbench.cli.output"),
    ("layers point one way", "workbench/engine/train.py", "import workbench.prompting.ask"),
    ("layers point one way", "workbench/inference/images.py", "import workbench.prompting.ask"),
    ("Qt lives in the window only", PROMPTING, "import PySide6"),
    ("torch stays out of core, inference, prompting and comparison", PROMPTING, "import torch"),
    ("nobody imports a plugin", PROMPTING, "import workbench_plugins.minilm"),
    ("layers point one way", PROMPTING, "import workbench.comparison.plan"),
    (
        "torch stays out of core, inference, prompting and comparison",
        "workbench/comparison/trained.py",
        "import workbench.engine.train",
    ),
]


@needs_linter
@pytest.mark.slow
@pytest.mark.parametrize(
    ("contract", "name", "line"), [*((c, *BREACHES[c]) for c in BREACHES), *BESIDE]
)
def test_each_contract_bites(contract: str, name: str, line: str, tmp_path: Path) -> None:
    """A contract that cannot be broken holds nothing."""
    no_caches = shutil.ignore_patterns("__pycache__")
    shutil.copytree(ROOT / "workbench", tmp_path / "workbench", ignore=no_caches)
    shutil.copytree(ROOT / "plugins", tmp_path / "workbench_plugins", ignore=no_caches)
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    with (tmp_path / name).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    result = run(LINT, cwd=tmp_path, PYTHONPATH=str(tmp_path), PYTHONIOENCODING="utf-8")
    assert result.returncode == 1
    verdicts = [line for line in result.stdout.splitlines() if " BROKEN" in line]
    assert any(line.startswith(contract) for line in verdicts), result.stdout


def test_every_contract_has_a_breach() -> None:
    import tomllib

    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert {c["name"] for c in table["tool"]["importlinter"]["contracts"]} == set(BREACHES)


@needs_linter
def test_no_imports_go_in_a_circle() -> None:
    """Those for type checking and those inside functions included.

    A plugin's heavy modules may know its light top, which imports them when it is called.
    """
    import graphlib

    import grimp

    graph = grimp.build_graph("workbench", cache_dir=None)
    imports = {name: graph.find_modules_directly_imported_by(name) for name in graph.modules}
    # A cycle is part of the error's message.
    graphlib.TopologicalSorter(imports).prepare()


# What may make a thread on the window's side: the one way to do it, and what torch's first import
# takes before anybody has asked for anything.
THREADS = {"workbench/ui/background_jobs.py", "workbench/ui/app.py"}


def test_widgets_start_work_in_one_way() -> None:
    paths = [*(ROOT / "workbench/ui").rglob("*.py"), *(ROOT / "plugins").rglob("widget.py")]
    made = {
        path.relative_to(ROOT).as_posix()
        for path in paths
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and re.search(r"\b(Thread|ThreadPoolExecutor|QThread\w*)$", ast.unparse(node.func))
    }
    assert made == THREADS


def test_a_host_is_called_so() -> None:
    """Nobody takes the window's parts for anything: what is wrong is seen by the type checker."""
    paths = [*(ROOT / "workbench").rglob("*.py"), *(ROOT / "plugins").rglob("*.py")]
    untyped = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in paths
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.arg)
        and node.arg == "host"
        and (node.annotation is None or ast.unparse(node.annotation) in ("Any", "object"))
    ]
    assert not untyped


def test_the_root_package_loads_nothing_heavy() -> None:
    found = loaded("import workbench")
    assert not found & (HEAVY | {"numpy", "pydantic", "click", "rich", "httpx"})


def test_finding_the_built_in_plugins_loads_nothing_heavy() -> None:
    found = loaded("from workbench.core.plugins import discover; discover(installed=False)")
    assert not found & HEAVY


def test_every_built_in_plugin_registers() -> None:
    from workbench.core.plugins import discover

    faults = {r.name: r.fault for r in discover(installed=False).records if r.state != "on"}
    assert not faults


def test_the_command_line_loads_no_window_and_no_torch() -> None:
    assert not loaded("import workbench.cli.main") & HEAVY


def test_the_command_line_runs_without_loading_qt() -> None:
    code = "from workbench.cli.main import main\ntry: main(['plugins', '--json'])\n"
    code += "except SystemExit as end: assert not end.code, end.code"
    assert not loaded(code) & (QT | {"torch"})


def test_inference_loads_no_torch_and_no_qt() -> None:
    modules = [p.stem for p in (ROOT / "workbench" / "inference").glob("[a-z]*.py")]
    code = "".join(f"import workbench.inference.{name}\n" for name in modules)
    assert modules
    assert not loaded(code) & (QT | {"torch"})


def test_prompting_loads_no_torch_no_qt_and_nothing_heavy_at_import() -> None:
    modules = [p.stem for p in (ROOT / "workbench" / "prompting").glob("[a-z]*.py")]
    code = "".join(f"import workbench.prompting.{name}\n" for name in modules)
    assert modules
    assert not loaded(code) & HEAVY


def test_the_engine_loads_no_qt() -> None:
    assert not loaded("import workbench.engine.train") & QT


def test_the_window_loads_no_torch() -> None:
    assert "torch" not in loaded("import workbench.ui.app, workbench.ui.window")


@pytest.mark.parametrize("name", ["workbench.ui.state", "workbench.ui.drawing.strokes"])
def test_what_the_window_knows_needs_no_qt(name: str) -> None:
    assert not loaded(f"import {name}") & (QT | {"torch"})


def test_the_map_names_every_folder() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    inits = (ROOT / "workbench").rglob("__init__.py")
    folders = {path.parent.relative_to(ROOT).as_posix() for path in inits} - {"workbench"}
    assert not sorted(folder for folder in folders if f"| `{folder}/` |" not in text)


def test_every_module_says_what_it_is_for() -> None:
    modules = [p for top in ("workbench", "plugins") for p in (ROOT / top).rglob("*.py")]
    silent = [p for p in modules if p.stat().st_size and not _docstring(p)]
    assert not silent


def _docstring(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""


def test_paths_in_the_map_exist() -> None:
    text = (ROOT / "docs" / "architecture.md").read_text("utf-8")
    paths = re.findall(r"`((?:workbench|plugins|resources|tests|docs)/[\w./*]+)`", text)
    assert not [path for path in paths if not list(ROOT.glob(path))]
