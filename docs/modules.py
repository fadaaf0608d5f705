"""The list of modules in docs/architecture.md, made from the modules' own first lines.

``python -m docs.modules`` writes it anew; `tests/test_layers.py` says when that is due.
"""

from __future__ import annotations

import ast
from pathlib import Path

ROOT = Path(__file__).parents[1]
MAP = ROOT / "docs" / "architecture.md"
HEADING = "## Every module\n"
INTRODUCTION = """
One line each, from the module's own docstring. `python -m docs.modules` writes this list anew;
`tests/test_layers.py` compares it with the tree.
"""
# Bottom up, as the layers are; what is not named follows in alphabetical order.
ORDER = ("workbench", "workbench/core", "workbench/inference", "workbench/engine", "workbench/cli")
WHOLE = ("plugins", "benchmarks")


def modules() -> dict[str, list[Path]]:
    """Every module that holds something, by the folder it is listed under."""
    found: dict[str, list[Path]] = {}
    for top in ("workbench", *WHOLE):
        for path in sorted((ROOT / top).rglob("*.py")):
            if path.stat().st_size:
                folder = top if top in WHOLE else path.parent.relative_to(ROOT).as_posix()
                found.setdefault(folder, []).append(path)
    rest = sorted(name for name in found if name not in (*ORDER, *WHOLE))
    return {name: found[name] for name in (*ORDER, *rest, *WHOLE) if name in found}


def first_line(path: Path) -> str:
    """What a module says it is for."""
    text = ast.get_docstring(ast.parse(path.read_text("utf-8"))) or ""
    return text.partition("\n")[0].replace("``", "`")


def listing() -> str:
    """The section, as it should stand."""
    parts = [HEADING, INTRODUCTION]
    for folder, paths in modules().items():
        parts.append(f"\n### {folder}/\n\n")
        parts += [f"- `{p.relative_to(ROOT).as_posix()}` {first_line(p)}\n" for p in paths]
    return "".join(parts)


def main() -> None:
    """Write it."""
    text = MAP.read_text("utf-8")
    MAP.write_text(text.partition(HEADING)[0] + listing(), "utf-8")


if __name__ == "__main__":
    main()
