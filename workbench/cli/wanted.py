"""Wanted: the experiment of a file, with what the command line changes in it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.complete import presets as preset_names

if TYPE_CHECKING:
    from workbench.core.experiment import Experiment
    from workbench.core.plugins import Plugins

preset_option = click.option(
    "--preset",
    metavar="NAME",
    shell_complete=preset_names,
    help="Give the architecture the sizes of one of its presets, such as small.",
)


def experiment(
    file: Path, plugins: Plugins, assignments: tuple[str, ...], preset: str | None, **chosen: Any
) -> Experiment:
    """Read ``file``, then take the preset, then the assignments and what else was chosen.

    Relative paths in the file are meant from its folder, those of the assignments from here.

    Raises
    ------
    UsageError
        When the file, a setting or the preset does not exist.
    """
    from workbench.core import adjusted
    from workbench.core.contracts import params

    tree = params.parse_assignments(assignments)
    tree |= {name: value for name, value in chosen.items() if value is not None}
    return adjusted.from_file(file, plugins, tree, preset)
