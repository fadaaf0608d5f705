"""``workbench`` alone opens the window; with a verb it is the command line.

The one place that knows both shells.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

from workbench.cli.arguments import SAFE, window_arguments


def main() -> None:
    """Decide which shell to start."""
    files = window_arguments(sys.argv[1:])
    if files is None:
        from workbench.cli.main import command_line

        command_line()
    from workbench.cli.terminal import harmless_streams

    with harmless_streams():
        _window(files)


def _window(files: list[Path]) -> NoReturn:
    from workbench.cli.display import display_problem

    problem = display_problem()
    if problem:
        sys.stderr.write(problem)
        sys.exit(1)
    try:
        from workbench.ui.app import leave
        from workbench.ui.app import main as window
    except ImportError as error:
        from workbench.cli.display import library_problem

        sys.stderr.write(library_problem(error))
        sys.exit(1)
    leave(window(files, safe=SAFE in sys.argv[1:]))


if __name__ == "__main__":
    main()
