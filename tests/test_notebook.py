"""Notebooks: every block of docs/notebook.md runs, in order, without Qt; so does the example."""

from __future__ import annotations

import importlib.util
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "notebook.md"
EXAMPLE = ROOT / "examples" / "notebook.ipynb"
QT = {"PySide6", "shiboken6", "pyqtgraph", "superqt"}
NAMES = ("train", "resume", "load_run", "list_runs", "predict", "generate", "ask", "prompt")

needs_kernel = pytest.mark.skipif(
    not all(map(importlib.util.find_spec, ("nbclient", "ipykernel"))),
    reason="needs nbclient and ipykernel, which the extra dev brings",
)


def _blocks() -> list[str]:
    text = PAGE.read_text("utf-8")
    return re.findall(r"^```python\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def _python(code: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=cwd,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "WORKBENCH_MIRROR": "http://127.0.0.1:9"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.slow
def test_every_block_of_the_page_runs_in_order_and_loads_no_qt(tmp_path: Path) -> None:
    pytest.importorskip("pandas")
    blocks = _blocks()
    code = "\n".join(
        f"exec(compile({block!r}, 'notebook.md, block {n}', 'exec'))"
        for n, block in enumerate(blocks, 1)
    )
    code += "\nimport json, sys\n"
    code += "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    result = _python(code, tmp_path)
    assert result.returncode == 0, result.stderr
    lines = result.stdout.splitlines()
    assert not QT & set(json.loads(lines[-1]))
    assert "Did you mean epochs" in lines[-2]


def test_importing_the_functions_loads_no_qt_and_no_torch(tmp_path: Path) -> None:
    code = "import workbench, workbench.api, sys, json\n"
    code += "[getattr(workbench, name) for name in workbench.api.__all__ if name.islower()]\n"
    code += "print(json.dumps(sorted({name.split('.')[0] for name in sys.modules})))"
    result = _python(code, tmp_path)
    assert result.returncode == 0, result.stderr
    assert not (QT | {"torch", "IPython", "pandas"}) & set(json.loads(result.stdout))


def test_the_page_shows_every_function() -> None:
    code = "\n".join(_blocks())
    assert not [name for name in (*NAMES, "compare") if f"workbench.{name}(" not in code]


def test_every_function_says_what_it_takes_and_raises() -> None:
    import inspect

    import workbench
    from workbench import api

    for name in (*NAMES, "compare"):
        function = getattr(workbench, name)
        assert function is getattr(api, name)
        text = inspect.getdoc(function) or ""
        assert "Parameters\n----------" in text
        assert "Raises\n------" in text
        for parameter in inspect.signature(function).parameters:
            assert re.search(rf"\b{parameter}\b", text), f"{name}: {parameter}"


def test_the_example_was_not_committed_with_anybodys_outputs() -> None:
    cells = json.loads(EXAMPLE.read_text("utf-8"))["cells"]
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert code
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)


@needs_kernel
@pytest.mark.slow
def test_the_example_runs_from_top_to_bottom(tmp_path: Path) -> None:
    import nbformat
    from nbclient import NotebookClient

    notebook = nbformat.read(EXAMPLE, as_version=4)
    nbformat.validate(notebook)
    client = NotebookClient(
        notebook, timeout=240, kernel_name="python3", resources={"metadata": {"path": tmp_path}}
    )
    client.execute()
    shown = [
        output["data"].get("text/html", "")
        for cell in notebook.cells
        if cell.cell_type == "code"
        for output in cell.outputs
        if "data" in output
    ]
    assert any("<progress" in html and "value=" in html for html in shown)
    assert any("<svg" in html and "loss" in html for html in shown)
    assert any("Accuracy" in html for html in shown)


@needs_kernel
@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="kernels are interrupted as on Unix")
def test_the_stop_button_ends_a_training_in_good_order(tmp_path: Path) -> None:
    from jupyter_client.manager import start_new_kernel

    code = (
        "import workbench\n"
        "run = workbench.train(dataset='digits', architecture='softmax', epochs=10_000)\n"
        "(run.status, run.model_file is not None)"
    )
    manager, client = start_new_kernel(kernel_name="python3", cwd=str(tmp_path))
    try:
        client.execute(code)
        answer, is_interrupted = "", False
        while not answer:
            message = client.get_iopub_msg(timeout=240)
            content = message["content"]
            match message["msg_type"]:
                case "update_display_data" if not is_interrupted:
                    is_interrupted = "Training" in content["data"]["text/html"]
                    if is_interrupted:
                        manager.interrupt_kernel()
                case "execute_result":
                    answer = content["data"]["text/plain"]
                case "error":
                    pytest.fail("\n".join(content["traceback"]))
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    assert answer == "('stopped', True)"
