"""docs/tutorial.md builds what it says: its files are written and its commands run, in order."""

from __future__ import annotations

import ast
import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "tutorial.md").read_text("utf-8")
# They need a network, or would change the environment that the tests run in.
ELSEWHERE = ("pip install -e .", "python -m build")
PUBLIC = {f"workbench{room}" for room in ("", ".engine", ".inference", ".ui", ".testing")}
OTHERS = {"numpy", "torch", "PySide6", "shapes"}


@dataclass(frozen=True)
class Block:
    """A fenced block; ``path`` is the file that the line before names, ``adds`` to its end."""

    language: str
    code: str
    path: str = ""
    adds: bool = False


def _blocks(text: str) -> list[Block]:
    fence = re.compile(
        r"(?:^`(?P<path>[\w./]+)`(?P<adds> \(add\))?\n\n)?"
        r"^```(?P<language>\w+)\n(?P<code>.*?)^```$",
        re.MULTILINE | re.DOTALL,
    )
    return [
        Block(found["language"], found["code"], found["path"] or "", bool(found["adds"]))
        for found in fence.finditer(text)
    ]


BLOCKS = _blocks(TEXT)


def test_there_are_ten_steps() -> None:
    numbers = re.findall(r"^## (\d+)\. ", TEXT, re.MULTILINE)
    assert numbers == [str(n) for n in range(1, 11)]


def test_every_file_is_named() -> None:
    assert not [b for b in BLOCKS if b.language in ("python", "toml") and not b.path]


def test_it_uses_public_names_alone() -> None:
    for block in BLOCKS:
        if block.language != "python":
            continue
        for node in ast.walk(ast.parse(block.code)):
            if isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and not node.level:
                modules = [node.module or ""]
            else:
                continue
            for module in modules:
                assert module in PUBLIC or module.split(".")[0] in OTHERS, module


def _shell(tmp_path: Path) -> dict[str, str]:
    """Where ``workbench`` and ``python`` are ours, and the home is the test's."""
    tools = tmp_path / "bin"
    tools.mkdir()
    for name, module in (("workbench", "-m workbench "), ("python", "")):
        script = tools / name
        script.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} {module}"$@"\n', "utf-8")
        script.chmod(0o755)
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("WORKBENCH_", "XDG_"))}
    return {
        **kept,
        "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
        "HOME": str(tmp_path),
        "QT_QPA_PLATFORM": "offscreen",
        "WORKBENCH_EXIT_AFTER_PAINT": "1",
        "WORKBENCH_MIRROR": "http://127.0.0.1:9",
        "PYTEST_ADDOPTS": "-p no:cacheprovider -p no:randomly -p no:xdist",
        "PYTHONIOENCODING": "utf-8",
    }


@pytest.mark.slow
@pytest.mark.timeout(900)  # sixteen commands, each with an interpreter of its own
@pytest.mark.skipif(sys.platform != "linux", reason="the commands are for a shell on Linux")
def test_the_plugin_is_built_as_the_page_says(tmp_path: Path) -> None:
    environment, folder = _shell(tmp_path), tmp_path
    outputs: dict[str, str] = {}
    for block in BLOCKS:
        if block.path:
            path = folder / block.path
            path.parent.mkdir(parents=True, exist_ok=True)
            before = path.read_text("utf-8") if block.adds else ""
            path.write_text(f"{before}\n\n{block.code}" if before else block.code, "utf-8")
        for line in block.code.splitlines() if block.language == "sh" else ():
            if line.startswith("cd "):
                folder /= line.removeprefix("cd ")
            elif line not in ELSEWHERE:
                result = subprocess.run(
                    line,
                    shell=True,
                    cwd=folder,
                    env=environment,
                    capture_output=True,
                    text=True,
                    encoding="utf-8",
                    check=False,
                )
                assert result.returncode == 0, f"{line}\n{result.stdout}\n{result.stderr}"
                outputs[line] = result.stdout
    assert "view shapes-best" in outputs["workbench --plugin src/shapes plugins show shapes"]
    installed = outputs["workbench data show shapes"]
    assert all(name in installed for name in ("disc", "square", "cross"))
    assert "finished" in outputs["workbench --plugin src/shapes run shapes.toml"]
