"""What the shell offers after Tab: runs, plugins, datasets, settings."""

from __future__ import annotations

from typing import Any

import click
from click.shell_completion import CompletionItem

from workbench.cli.session import Session


def _session(context: click.Context) -> Session:
    return context.find_object(Session) or Session()


def runs(context: click.Context, parameter: Any, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001 - click's signature
    """Ids and names of runs."""
    from workbench.cli.output import figures

    found = _session(context).store().list()
    items = [CompletionItem(i.id, help=f"{i.name} {i.status} {figures(i.metrics)}") for i in found]
    return [item for item in items if item.value.startswith(incomplete)]


def models(context: click.Context, parameter: Any, incomplete: str) -> list[CompletionItem]:
    """Runs, and model files."""
    files = [CompletionItem(incomplete, type="file")]
    return runs(context, parameter, incomplete) + files


def plugins(context: click.Context, parameter: Any, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001 - click's signature
    """Names of plugins."""
    records = _session(context).listed.records
    return [
        CompletionItem(record.name, help=record.state)
        for record in records
        if record.name.startswith(incomplete)
    ]


def datasets(context: click.Context, parameter: Any, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001 - click's signature
    """Ids of datasets."""
    from workbench.core.contracts.dataset import Dataset

    found = _session(context).plugins.of(Dataset)
    return [CompletionItem(k, help=c.name) for k, c in found.items() if k.startswith(incomplete)]


def labellings(context: click.Context, parameter: Any, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001 - click's signature
    """Names of labellings."""
    from workbench.labelling.project import projects

    found = [CompletionItem(stored.name, help=str(stored.folder)) for stored in projects()]
    return [item for item in found if item.value.startswith(incomplete)]


def presets(context: click.Context, parameter: Any, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001 - click's signature
    """Presets of every architecture."""
    from workbench.core.contracts.architecture import Architecture

    found = _session(context).plugins.of(Architecture).values()
    items = [CompletionItem(name, help=cls.name) for cls in found for name in cls.presets]
    return [item for item in items if item.value.startswith(incomplete)]


def settings(context: click.Context, parameter: Any, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001 - click's signature
    """Settings of the default experiment's parts, as ``part.name=default``."""
    from workbench.core.contracts.hookspecs import KINDS
    from workbench.core.contracts.params import settings_of
    from workbench.core.experiment import PARTS, Experiment

    plugins, items = _session(context).plugins, []
    for kind in PARTS:
        known = plugins.of(KINDS[kind][1])
        part = known.get(Experiment().part(kind).id)
        items.append(CompletionItem(f"{kind}.id=", help="one of " + ", ".join(known)))
        for setting in settings_of(part.Params) if part else ():
            items.append(CompletionItem(f"{kind}.{setting.name}=", help=setting.title))
    return [item for item in items if item.value.startswith(incomplete)]
