"""Table settings: what a dataset asks of the user when its rows are in a table."""

from __future__ import annotations

from workbench.core.contracts.params import COLUMNS, OptionalPath, Params, param
from workbench.core.tables.columns import SeveralLabels
from workbench.core.tables.header import HeaderChoice
from workbench.core.tables.labelled_table import TableOptions
from workbench.core.tables.load_report import Contradictory
from workbench.core.tables.read_table import SUFFIXES, BadRows


class TableParams(Params):
    """Which table, and how it is read."""

    path: OptionalPath = param(
        None,
        "Table",
        "A CSV, TSV, JSON or Parquet file.",
        blank="no file chosen",
        suffixes=SUFFIXES,
    )
    text_column: str = param(
        "",
        "Text column",
        "The column with the texts; blank detects it.",
        offers=COLUMNS,
        blank="automatic",
    )
    label_column: str = param(
        "",
        "Label column",
        "The column with the labels; blank detects it.",
        offers=COLUMNS,
        blank="automatic",
    )
    header: HeaderChoice = param(
        "auto", "Header", "Whether the first row names the columns; auto decides by content."
    )
    bad_rows: BadRows = param(
        "refuse",
        "Unreadable rows",
        "Refuse the table, or skip rows of another length or with broken quotes and list them.",
    )
    join_labels: bool = param(
        False,
        "Join look-alike labels",
        "Treat spellings of one label, such as Spam and SPAM, as one class.",
    )
    several_labels: SeveralLabels = param(
        "ask",
        "Several labels",
        "For rows with more than one label: learn each label by itself, take the first, drop the "
        "row, or keep them together as one.",
        advanced=True,
    )
    contradictions: Contradictory = param(
        "first",
        "Contradictions",
        "For a text with different labels: keep the first, the majority, or drop all its rows.",
        advanced=True,
    )

    def options(self) -> TableOptions:
        """The same for `workbench.core.tables.labelled_table.read`."""
        return TableOptions(
            self.text_column,
            self.label_column,
            self.header,
            self.bad_rows,
            self.several_labels,
            self.join_labels,
            self.contradictions,
        )
