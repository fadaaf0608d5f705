"""What verbs share: the plugins as the user has them."""

from __future__ import annotations

from pathlib import Path

import click

from workbench.core import paths, settings
from workbench.core.plugins import Plugins, discover


def load_plugins(ctx: click.Context) -> Plugins:
    """Discover once: built in, installed, the user's folder, ``--plugin``, less what is off."""
    chosen = settings.load()
    if chosen.problem:
        click.echo(f"Warning: {chosen.problem}", err=True)
    root: tuple[Path, ...] = ctx.find_root().obj or ()
    found = discover([*root, *chosen.plugin_paths], folder=paths.plugins(), blocked=chosen.blocked)
    for record in found.records:
        if record.state == "broken":
            reason = record.fault.strip().splitlines()[-1]
            click.echo(f"Warning: the plugin {record.name} failed to load: {reason}", err=True)
    return found
