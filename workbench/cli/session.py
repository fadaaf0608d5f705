"""Session: what the verbs of one command share, made when first asked for.

Imports are inside the functions, so that ``--help`` and completion stay quick.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.core.io.plain_text import one_line

if TYPE_CHECKING:
    from workbench.core.plugins import Plugins
    from workbench.core.runs.store import Run, RunStore
    from workbench.core.settings import Settings


@dataclass
class Session:
    """Settings, plugins and runs.

    ``files`` are loose plugins named on the command line; ``safe`` leaves the plugins of others
    alone.
    """

    files: list[Path] = field(default_factory=list)
    safe: bool = False

    @cached_property
    def settings(self) -> Settings:
        """What the user chose; a file that cannot be read is mentioned."""
        from workbench.core import settings

        found = settings.load()
        if found.problem:
            click.echo(found.problem, err=True)
        return found

    def settings_for(self, local_only: bool) -> Settings:
        """The settings; with ``local_only``, nothing leaves this machine until the command ends."""
        if not local_only:
            return self.settings
        from workbench.core.io import local_only as localonly

        localonly.hold("command", True)
        click.get_current_context().call_on_close(lambda: localonly.hold("command", False))
        return self.settings.model_copy(update={"local_only": True})

    @cached_property
    def plugins(self) -> Plugins:
        """Every plugin there is, found once."""
        found = self._discover(self.safe)
        named = {str(path) for path in self.files}
        for record in found.records:
            if record.state == "broken" and record.origin in named:
                text = f"The plugin {one_line(record.origin)} failed to load: {record.reason}"
                click.echo(text, err=True)
        return found

    @cached_property
    def listed(self) -> Plugins:
        """Every plugin by name, of which only those that are built in were imported."""
        return self._discover(safe=True)

    def _discover(self, safe: bool) -> Plugins:
        from workbench.core import paths
        from workbench.core.plugins import discover

        # A worker is told what its launcher had loaded, which may stand in the settings as well.
        loose: dict[Path, Path] = {}
        for path in (*self.files, *self.settings.plugin_paths):
            loose.setdefault(path.expanduser().absolute(), path)
        return discover(
            loose.values(), folder=paths.plugins(), blocked=self.settings.blocked, safe=safe
        )

    def store(self, folder: Path | None = None) -> RunStore:
        """The runs in ``folder``, or the user's."""
        from workbench.core.runs.store import RunStore

        return RunStore(folder)

    def run(self, name: str, folder: Path | None = None) -> Run:
        """Find a run by id, the beginning of one, name or folder.

        Raises
        ------
        RunNotFound
            Naming close matches.
        """
        from workbench.core.runs.store import find_run

        return find_run(name, folder)


def settings_file() -> Path:
    """Where the settings are."""
    from workbench.core import paths

    return paths.config() / "settings.toml"


pass_session = click.make_pass_decorator(Session)


def _more_files(context: click.Context, _: Any, paths: tuple[Path, ...]) -> None:
    context.ensure_object(Session).files.extend(paths)


plugin_option = click.option(
    "--plugin",
    multiple=True,
    metavar="PATH",
    expose_value=False,
    is_eager=True,
    callback=_more_files,
    type=click.Path(exists=True, path_type=Path),
    help="Load this plugin too: a Python file or a package folder.",
)

json_option = click.option(
    "--json", "as_json", is_flag=True, help="Print JSON for programs instead of text for people."
)
