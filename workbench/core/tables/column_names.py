"""Column names of a table that a dataset's settings name, for forms that list them."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from workbench.core.contracts.dataset import Loading
from workbench.core.tables.header import HeaderChoice
from workbench.core.tables.read_table import read

HEAD_ROWS = 20


class NamesTable(Protocol):
    """Settings of a dataset whose rows are in a table."""

    @property
    def path(self) -> Path | None: ...


def table_columns(params: NamesTable, loading: Loading) -> tuple[str, ...]:
    """Names of the columns of the table at ``params.path``, read from its first rows.

    Raises
    ------
    DatasetError
        When it cannot be read.
    """
    if params.path is None:
        return ()
    path = params.path.expanduser()
    if not path.is_absolute() and not path.exists():
        inside = (folder / path for folder in loading.folders)
        path = next((file for file in inside if file.is_file()), path)
    header: HeaderChoice = getattr(params, "header", "auto")
    return tuple(read(path, limit=HEAD_ROWS, header=header, bad_rows="skip").columns)
