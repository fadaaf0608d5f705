"""How long files and functions are: printed, not judged.

Run ``pytest tests/test_sizes.py -s`` to read it. A file is as long as its one reason to change.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("workbench", "plugins", "tests", "benchmarks", "docs")


def _quantile(sizes: list[int], q: float) -> int:
    return sorted(sizes)[min(len(sizes) - 1, int(q * len(sizes)))]


def test_the_distribution_is_printed() -> None:
    for folder in FOLDERS:
        texts = [path.read_text("utf-8") for path in (ROOT / folder).rglob("*.py")]
        files = [len(text.splitlines()) for text in texts if text]
        functions = [
            node.end_lineno - node.lineno + 1
            for text in texts
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef) and node.end_lineno
        ]
        assert files
        for what, sizes in (("files", files), ("functions", functions)):
            sys.stdout.write(
                f"{folder}: {len(sizes):,} {what}, {sum(sizes):,} lines; median "
                f"{_quantile(sizes, 0.5)}, p90 {_quantile(sizes, 0.9)}, longest {max(sizes)}\n"
            )
