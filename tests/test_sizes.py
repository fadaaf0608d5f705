"""The size yardstick: prints the distribution, fails only past 700 lines or an 80-line function.

Run ``pytest tests/test_sizes.py -s`` to read it.
"""

from __future__ import annotations

import ast
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDERS = ("workbench", "plugins", "tests", "benchmarks", "docs")
LONGEST_FILE = 700
LONGEST_FUNCTION = 80


def _sources() -> list[Path]:
    found = [path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py")]
    return sorted(path for path in found if path.stat().st_size)


def _functions(path: Path) -> list[tuple[int, str]]:
    """Lines of every function, each nested one counted by itself and not in its parent."""
    found = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno is not None
            where = f"{path.relative_to(ROOT)}:{node.lineno} {node.name}"
            found.append((node.end_lineno - node.lineno + 1, where))
    return found


def _share(sizes: list[int], limit: int) -> str:
    return f"{100 * sum(size <= limit for size in sizes) / len(sizes):.0f} %"


def _quantile(sizes: list[int], q: float) -> int:
    return sorted(sizes)[min(len(sizes) - 1, int(q * len(sizes)))]


def test_files_and_functions_stay_small() -> None:
    lines = {path: len(path.read_text("utf-8").splitlines()) for path in _sources()}
    functions = [found for path in lines for found in _functions(path)]
    ours = [n for path, n in lines.items() if path.relative_to(ROOT).parts[0] != "tests"]
    lengths = [n for n, _ in functions]
    report = (
        f"\n{len(ours)} files, {sum(ours)} lines outside tests ({sum(lines.values())} with them): "
        f"median {_quantile(ours, 0.5)}, p90 {_quantile(ours, 0.9)}, max {max(ours)}; "
        f"≤130: {_share(ours, 130)}, ≤400: {_share(ours, 400)}\n"
        f"{len(lengths)} functions: median {_quantile(lengths, 0.5)}, "
        f"p90 {_quantile(lengths, 0.9)}, max {max(lengths)}"
    )
    sys.stdout.write(report)
    long_files = {str(p.relative_to(ROOT)): n for p, n in lines.items() if n > LONGEST_FILE}
    assert not long_files
    assert not [f"{n} lines: {where}" for n, where in functions if n > LONGEST_FUNCTION]
