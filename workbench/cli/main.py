"""The command line's front door: global options, errors, exit codes.

Exit codes are 0 (all well), 1 (it failed), 2 (the request cannot be understood), 130 (Ctrl-C) and
143 (SIGTERM).
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from workbench.cli.session import Session, settings_file
from workbench.cli.verbs import LazyGroup
from workbench.core.version import __version__


@click.command(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Set WORKBENCH_DEBUG=1 for tracebacks, WORKBENCH_HOME to keep everything in one folder.",
)
@click.version_option(__version__, prog_name="workbench")
@click.option(
    "--plugin",
    "files",
    multiple=True,
    metavar="PATH",
    type=click.Path(exists=True, path_type=Path),
    help="Load this plugin too: a Python file or a package folder. May be repeated.",
)
@click.option(
    "--safe",
    is_flag=True,
    help="Load no plugins but those that are built in, when one of the others stands in the way.",
)
@click.pass_context
def root(context: click.Context, files: tuple[Path, ...], safe: bool) -> None:
    """Machine learning that you point at, click and draw on.

    Without a verb this opens the window; every verb works without a screen.
    """
    context.obj = Session(list(files), safe)
    # What a file that is in doubt costs is told by every verb, whatever it needs.
    if settings_file().exists() or settings_file().is_symlink():
        _ = context.obj.settings


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run a command and exit with its code."""
    from workbench.cli.errors import guarded
    from workbench.cli.signals import terminable
    from workbench.cli.terminal import harmless_streams

    with harmless_streams(), terminable():
        code = guarded(lambda: root.main(arguments, prog_name="workbench", standalone_mode=False))
    sys.exit(code)


def command_line() -> NoReturn:
    """Run what the process was started with."""
    main(sys.argv[1:])
