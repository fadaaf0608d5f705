"""The import contracts hold, they bite, and importing a layer loads only what it may."""

from __future__ import annotations

import ast
import importlib
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
    "plugins import public names alone": (
        "workbench_plugins/digits/__init__.py",
        "from workbench.core.contracts.errors import UsageError",
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
# Each line breaks the contract of its name. Prompting stands beside the engine.
PROMPTING = "workbench/prompting/ask.py"
# So do the functions for notebooks beside window and command line.
API = "workbench/api/runs.py"
BESIDE = [
    (
        "plugins import public names alone",
        "workbench_plugins/supervised/steps.py",
        "import workbench.engine.train",
    ),
    (
        "plugins import public names alone",
        "workbench_plugins/prompt/widget.py",
        "from workbench.ui.prompting import columns",
    ),
    ("layers point one way", PROMPTING, "import workbench.engine.train"),
    ("layers point one way", PROMPTING, "import workbench.cli.output"),
    ("layers point one way", "workbench/engine/train.py", "import workbench.prompting.ask"),
    ("layers point one way", "workbench/inference/images.py", "import workbench.prompting.ask"),
    ("Qt lives in the window only", PROMPTING, "import PySide6"),
    ("torch stays out of core, inference, prompting and comparison", PROMPTING, "import torch"),
    ("nobody imports a plugin", PROMPTING, "import workbench_plugins.minilm"),
    ("layers point one way", PROMPTING, "import workbench.comparison.plan"),
    ("layers point one way", API, "import workbench.cli.output"),
    ("layers point one way", "workbench/comparison/trained.py", "import workbench.api.runs"),
    ("Qt lives in the window only", API, "import PySide6"),
    ("the window and the command line leave torch to the engine", API, "import torch"),
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


# What a plugin imports: the root and four packages, by the names that their stubs list.
PUBLIC = ("workbench", *(f"workbench.{n}" for n in ("engine", "inference", "testing", "ui")))
# How many imports of built-in plugins go past them (`ignore_imports`); it is only ever lowered.
EXCEPTIONS = 8


def _exceptions() -> set[tuple[str, str]]:
    import tomllib

    table = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    (contract,) = [c for c in table["tool"]["importlinter"]["contracts"] if c["id"] == "public"]
    return {tuple(line.split(" -> ")) for line in contract["ignore_imports"]}


def _not_public(code: str) -> list[str]:
    """Imports of ours that are none of a public name, those for type checking included."""
    strays = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            modules = [alias.name for alias in node.names]
            strays += [m for m in modules if m.split(".")[0] == "workbench" and m not in PUBLIC]
        elif isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "workbench":
            if node.level:
                continue
            module = str(node.module)
            names = importlib.import_module(module).__all__ if module in PUBLIC else ()
            strays += [f"{module}.{a.name}" for a in node.names if a.name not in names]
    return strays


def test_a_stray_import_is_noticed() -> None:
    assert not _not_public("import workbench.ui\nfrom workbench import Dataset, train_tokenizer")
    assert not _not_public("from .workbench import anything\nimport workbench_plugins.mlp")
    assert _not_public("import workbench.core.paths") == ["workbench.core.paths"]
    assert _not_public("from workbench import core") == ["workbench.core"]
    assert _not_public("from workbench.engine import train") == ["workbench.engine.train"]
    assert _not_public("from workbench.ui.host import Host") == ["workbench.ui.host.Host"]


def test_plugins_import_public_names_alone() -> None:
    folder, strays = ROOT / "plugins", set()
    for path in sorted(folder.rglob("*.py")):
        parts = path.relative_to(folder).with_suffix("").parts
        module = ".".join(("workbench_plugins", *parts)).removesuffix(".__init__")
        for name in _not_public(path.read_text("utf-8")):
            strays.add((module, _module_of(name)))
    assert strays == _exceptions()
    assert len(strays) <= EXCEPTIONS


def _module_of(name: str) -> str:
    """The module that a dotted name is, or that it is in."""
    try:
        return name if importlib.util.find_spec(name) else name.rpartition(".")[0]
    except ModuleNotFoundError:
        return name.rpartition(".")[0]


def _published() -> list[tuple[str, str]]:
    """Code that others copy: templates, examples, and the blocks of the documents."""
    code = []
    for path in sorted((ROOT / "resources" / "templates").glob("*.py.txt")):
        code.append((path.name, re.sub(r"@(\w+)@", r"\1", path.read_text("utf-8"))))
    for path in sorted((ROOT / "examples").glob("*.py")):
        code.append((path.name, path.read_text("utf-8")))
    for path in sorted((ROOT / "examples").glob("*.ipynb")):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
        code.append((path.name, "\n".join(sources)))
    pages = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md"))]
    for path in pages:
        blocks = re.findall(r"^```python\n(.*?)^```$", path.read_text("utf-8"), re.M | re.S)
        # A hook's signature stands alone; what is no whole statement imports nothing.
        code += [(path.name, block) for block in blocks if "import" in block]
    return code


def test_templates_examples_and_documents_use_public_names_alone() -> None:
    published = _published()
    assert {"README.md", "plugins.md", "dataset.py.txt"} <= {name for name, _ in published}
    strays = {name: found for name, code in published if (found := _not_public(code))}
    assert not strays


@pytest.mark.parametrize("package", PUBLIC)
def test_public_names_are_what_the_stub_says(package: str) -> None:
    """A type checker reads ``__all__`` in the stub, the interpreter its imports."""
    from workbench.core import public_names

    module = importlib.import_module(package)
    stub = Path(str(module.__file__)).with_suffix(".pyi")
    (listed,) = [
        ast.literal_eval(node.value)
        for node in ast.parse(stub.read_text("utf-8")).body
        if isinstance(node, ast.Assign)
    ]
    homes = public_names.homes(stub)
    assert sorted(listed) == module.__all__ == dir(module) == sorted(homes)
    for name, (home, attribute) in homes.items():
        assert getattr(module, name) is getattr(importlib.import_module(home), attribute)
    with pytest.raises(AttributeError, match="no_such_name"):
        module.no_such_name  # noqa: B018


def test_a_public_name_stands_for_one_thing() -> None:
    """In one package alone, and for none of its modules, which an import would put there."""
    named = [
        (name, package) for package in PUBLIC for name in importlib.import_module(package).__all__
    ]
    assert len(dict(named)) == len(named)
    for name, package in named:
        folder = ROOT / package.replace(".", "/")
        assert not (folder / name).exists(), f"{package}.{name}"
        assert not (folder / f"{name}.py").exists(), f"{package}.{name}"


def test_public_packages_load_nothing_before_a_name_is_used() -> None:
    found = loaded("\n".join(f"import {package}" for package in PUBLIC))
    assert not found & (HEAVY | {"numpy", "pydantic", "click", "rich", "httpx"})


def test_what_is_inside_does_not_come_through_the_front() -> None:
    """An import of a public name is one of its home that the contracts cannot see."""
    through = {}
    for path in sorted((ROOT / "workbench").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module in PUBLIC:
                names = importlib.import_module(node.module).__all__
                through[path] = [alias.name for alias in node.names if alias.name in names]
    assert not {path: names for path, names in through.items() if names}
