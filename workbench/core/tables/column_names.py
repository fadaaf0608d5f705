"""First rows of a table that a dataset's settings name: its columns' names, and a preview."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from workbench.core.contracts.dataset import FilePreview, Loading, PreviewColumn
from workbench.core.contracts.errors import Choice
from workbench.core.tables.header import HeaderChoice
from workbench.core.tables.read_table import Table, read

HEAD_ROWS = 20


class NamesTable(Protocol):
    """Settings of a dataset whose rows are in a table."""

    @property
    def path(self) -> Path | None: ...


def table_head(params: NamesTable, loading: Loading) -> Table | None:
    """The first rows of the table at ``params.path``; ``None`` where none is named.

    Raises
    ------
    DatasetError
        When it cannot be read.
    """
    if params.path is None:
        return None
    path = params.path.expanduser()
    if not path.is_absolute() and not path.exists():
        inside = (folder / path for folder in loading.folders)
        path = next((file for file in inside if file.is_file()), path)
    header: HeaderChoice = getattr(params, "header", "auto")
    return read(path, limit=HEAD_ROWS, header=header, bad_rows="skip")


def table_columns(params: NamesTable, loading: Loading) -> tuple[str, ...]:
    """Names of the columns of the table at ``params.path``, read from its first rows.

    Raises
    ------
    DatasetError
        When it cannot be read.
    """
    head = table_head(params, loading)
    return () if head is None else tuple(head.columns)


def preview_table(
    head: Table, roles: Mapping[str, str], settings: Mapping[str, str]
) -> FilePreview:
    """The first rows as the Data page shows them, and what each column may be instead.

    Parameters
    ----------
    roles
        What columns are taken for, by name; the others are not used.
    settings
        Which setting of the dataset makes a column something else, by the title of that choice.
    """
    # A setting that names no column is blank, and so may be the name of a column.
    roles = {name: role for name, role in roles.items() if name}
    return FilePreview(
        tuple(
            PreviewColumn(
                name,
                roles.get(name, "not used"),
                values,
                is_used=name in roles,
                choices=tuple(
                    Choice(title, {setting: name}) for title, setting in settings.items()
                ),
            )
            for name, values in head.columns.items()
        )
    )
