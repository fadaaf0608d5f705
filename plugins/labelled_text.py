"""Datasets: texts with labels, from a table of one's own or from two known collections."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

import numpy as np

from workbench import (
    MOST_CLASSES,
    TABLE_SUFFIXES,
    Card,
    DataFile,
    DataQuestion,
    Dataset,
    DatasetError,
    Examples,
    FewLabelsParams,
    FilePreview,
    Labels,
    OptionalPath,
    Rows,
    SplitBy,
    Table,
    TableOptions,
    TableParams,
    TextClasses,
    TextRows,
    Texts,
    TokenizerKind,
    TokenizerParams,
    about_groups,
    choose_columns,
    choose_few_labels,
    column_numbers,
    examples,
    find_duplicates,
    find_leakage,
    group_identities,
    hookimpl,
    labels_of,
    param,
    preview_table,
    read_labelled_table,
    read_table,
    split_texts,
    table_columns,
    table_head,
    tokenizer_param,
    train_tokenizer,
    vocab_size_param,
)

# A column of more different values tells single rows apart rather than kinds of them.
MOST_VALUES = 50
# By so many rows it is seen whether a table is one of texts, and by so many words what a text is.
HEAD_ROWS, WORDS_OF_TEXT = 200, 3
# What a column of splits says. A validation split is cut from the training rows by the trainer.
TRAIN = frozenset({"train", "training", "validation", "valid", "val", "dev"})
TEST = frozenset({"test", "testing", "eval", "evaluation"})


SMS_FILE = "sms-spam/SMSSpamCollection"
BANKING_AT = (
    "https://raw.githubusercontent.com/PolyAI-LDN/task-specific-datasets/master/banking_data/"
)
BANKING_FILES = (
    DataFile(
        "banking77/train.csv",
        (f"{BANKING_AT}train.csv",),
        839_073,
        "b06e26ac675513959a63135f11b94ea7786ed02da65db93a5650d8838cbc664b",
    ),
    DataFile(
        "banking77/test.csv",
        (f"{BANKING_AT}test.csv",),
        239_961,
        "d12d6e3bc4c3103966ae786dc435913c0c563dfa328f5a3646d0e62cfeeb474d",
    ),
)


class WordParams(FewLabelsParams, TokenizerParams):
    tokenizer: TokenizerKind = tokenizer_param("wordpiece")
    vocab_size: int = vocab_size_param(2000)
    tokenizer_from: str = param(
        "",
        "Tokenizer of",
        "Use the tokenizer of this pretrained encoder, such as minilm; blank trains a new one.",
        blank="new",
    )


# Settings of the base that comes last are shown first.
class TextTableParams(WordParams, TableParams):
    test_part: float = param(0.2, "Test split", "Share of the rows for testing.", ge=0.01, le=0.9)
    seed: int = param(0, "Seed", "Which rows are for testing.", ge=0, advanced=True)
    group: str = param(
        "",
        "Rows that belong together",
        "The column that says whose row it is (author, customer, device): rows of one are never "
        "in both splits. Blank if rows are independent.",
        offers="columns",
        blank="independent rows",
    )
    split_column: str = param(
        "",
        "Split column",
        "The column with train or test in each row, for a published split; blank splits at random.",
        advanced=True,
        offers="columns",
        blank="random split",
    )
    test_path: OptionalPath = param(
        None,
        "Test table",
        "A second table with the test rows, for a published split; blank splits this one.",
        advanced=True,
        blank="split this table",
        suffixes=TABLE_SUFFIXES,
    )


class LabelledText(Dataset):
    """What all collections of labelled texts share: few labels, and a tokenizer."""

    def split(
        self,
        texts: Sequence[str],
        labels: Sequence[str],
        params: WordParams,
        test_part: float,
        seed: int,
        further: Mapping[str, Sequence[str]] | None = None,
        groups: Sequence[str] | None = None,
    ) -> TextClasses:
        """A dataset of rows; see `split_rows`."""
        by = self.loading.split_by
        learn, test, classes = split_rows(texts, labels, test_part, seed, further, by, groups)
        return self.cut(learn, test, classes, params)

    def cut(
        self, learn: TextRows, test: TextRows, classes: tuple[str, ...], params: WordParams
    ) -> TextClasses:
        """Keep so many labels, and take a pretrained tokenizer or learn one.

        It is learnt from the labelled training texts alone, as if the others were yet to come.
        """
        if params.labels_per_class is not None:
            rows = choose_few_labels(learn, params, self.loading.split_by)
            learn = learn.at(rows)
        if params.tokenizer_from:
            return TextClasses(learn, test, classes, self.loading.tokenizer(params.tokenizer_from))
        tokenizer = train_tokenizer(learn.texts, params.tokenizer, params.vocab_size)
        return TextClasses(learn, test, classes, tokenizer)


class TextTable(LabelledText):
    """The user's own table."""

    id, name = "text-table", "Texts from a CSV"
    section = "own"
    needs_path = True
    opens = TABLE_SUFFIXES
    about = "Texts with labels from your own CSV, TSV, JSON or Parquet file."
    Params = TextTableParams
    card = Card(
        summary=(
            "Texts in classes. Each text counts once, rows without text or label not at all; what "
            "was left out is listed. "
            "Further columns of few values or of numbers are kept: figures can be cut by them."
        ),
        size="as many rows as the table has",
        licence="that of your table",
        source="a table of your own",
    )

    @classmethod
    def suits(cls, path: Path) -> float:
        """Well where a column of the first rows holds sentences; hardly where none has texts."""
        try:
            table = read_table(path, limit=HEAD_ROWS, bad_rows="skip")
            texts = table.columns[choose_columns(table, "", "", path).text]
        except DataQuestion:
            return 0.4  # texts or labels may be in several columns
        except DatasetError:
            return 0.1
        words = sum(len(text.split()) for text in texts) / max(len(texts), 1)
        return 0.6 if words >= WORDS_OF_TEXT else 0.3

    def columns(self, params: TextTableParams) -> tuple[str, ...]:
        return table_columns(params, self.loading)

    def preview(self, params: TextTableParams) -> FilePreview | None:
        """The first rows; which column holds the texts and which the labels is a click away."""
        head = table_head(params, self.loading)
        if head is None or params.path is None:
            return None
        roles = {params.group: "group", params.split_column: "split"}
        try:
            found = choose_columns(head, params.text_column, params.label_column, params.path)
            roles |= {found.text: "text", found.label: "label"}
        except DatasetError:  # loading asks which ones they are
            roles |= {params.text_column: "text", params.label_column: "label"}
        settings = {
            "Use as text": "text_column",
            "Use as label": "label_column",
            "Rows that belong together": "group",
        }
        return preview_table(head, roles, settings)

    def load(self, params: TextTableParams) -> TextClasses | Examples:
        data = self._labelled(params)
        return with_several(data) if params.several_labels == "each" else data

    def _labelled(self, params: TextTableParams) -> TextClasses:
        if params.path is None:
            remedy = "Choose a CSV, TSV, JSON or Parquet file under Table (dataset.path)."
            raise DatasetError("No table has been chosen.", remedy)
        path = params.path.expanduser()
        self.loading.report(f"Reading {path.name}", 0, None)
        reading = params.options()
        if params.split_column or params.test_path is not None:
            return self._official(path, reading, params)
        found = read_labelled_table(path, reading, self.loading.split_by)
        self.loading.check()
        report = found.report
        further = {
            name: [values[row] for row in found.rows]
            for name, values in further_columns(
                found.table, report.text_column, report.label_column
            ).items()
        }
        groups = group_values(found.table, params.group, found.rows)
        data = self.split(
            found.texts, found.labels, params, params.test_part, params.seed, further, groups
        )
        return with_notes(replace(data, report=report), params.group, params.test_part)

    def _official(self, path: Path, reading: TableOptions, params: TextTableParams) -> TextClasses:
        """The split that the table brings: its test rows are all kept, each text once.

        Training rows whose text is among them are left out, as in `Banking77`.
        """
        by, column = self.loading.split_by, params.split_column
        if column and params.test_path is not None:
            remedy = "Leave one of split_column and test_path blank."
            raise DatasetError("The table's split is given twice.", remedy)
        if params.test_path is None:
            sides = [
                read_labelled_table(
                    path, reading, by, partial(rows_of_side, column=column, side=side)
                )
                for side in (TRAIN, TEST)
            ]
        else:
            learn = read_labelled_table(path, reading, by)
            same = replace(
                reading,
                text_column=reading.text_column or learn.report.text_column,
                label_column=reading.label_column or learn.report.label_column,
            )
            sides = [learn, read_labelled_table(params.test_path.expanduser(), same, by)]
        self.loading.check()
        learn, test = sides
        known = set(find_leakage(test.texts, learn.texts).rows)
        kept = [row for row in range(len(learn.texts)) if row not in known]
        if not kept:
            message = f"Every training row of {path} says what a test row says."
            raise DatasetError(message, "Check which rows are for testing.")
        classes = sorted_labels({*learn.labels, *test.labels})
        further = [
            further_columns(each.table, each.report.text_column, each.report.label_column)
            for each in sides
        ]
        shared = [name for name in further[0] if name in further[1] and name != column]
        rows = [[learn.rows[k] for k in kept], list(test.rows)]
        texts = [[learn.texts[k] for k in kept], test.texts]
        labels = [[learn.labels[k] for k in kept], test.labels]
        train_rows, test_rows = (
            grouped(
                replace(
                    text_rows(texts[k], labels[k], classes),
                    columns={n: tuple(further[k][n][row] for row in rows[k]) for n in shared},
                ),
                group_values(sides[k].table, params.group, rows[k]),
            )
            for k in (0, 1)
        )
        note = f"The split is the table's own: {len(kept):,} training and {len(test.texts):,} test"
        note += f" rows; {len(known):,} training rows say what a test row says and are left out."
        data = self.cut(train_rows, test_rows, classes, params)
        data = replace(data, report=replace(learn.report, notes=(*learn.report.notes, note)))
        return with_notes(data, params.group, None)


class SmsSpam(LabelledText):
    """Text messages: ham or spam."""

    id, name = "sms-spam", "SMS spam"
    section = "texts"
    files = (DataFile(SMS_FILE, size=477_907),)
    about = "5,131 different text messages, an eighth of them spam."
    Params = WordParams
    card = Card(
        summary="English text messages. Of 5,574 rows, 443 say a message again and are left out.",
        size="4,136 training and 995 test messages: 4,502 ham, 629 spam",
        licence="CC BY 4.0",
        source="UCI Machine Learning Repository, SMS Spam Collection v.1",
        citation="Almeida, Hidalgo, Yamakami (2011), Contributions to the study of SMS spam",
    )

    def load(self, params: WordParams) -> TextClasses:
        path = self.file(SMS_FILE)
        texts, labels = columns(path, "column2", "column1")
        self.loading.check()
        return self.split(texts, labels, params, 0.2, 0)


class Banking77(LabelledText):
    """A bank's customers ask; 77 things that they may want."""

    id, name = "banking77", "Banking questions"
    section = "texts"
    files = BANKING_FILES
    about = "13,083 questions to a bank in 77 intents."
    Params = WordParams
    card = Card(
        summary=(
            "Short English questions. The test split is the published one; training rows that "
            "say a text again (29) or whose text is in the test split (28) are left out."
        ),
        size="9,946 training and 3,080 test questions in 77 classes",
        licence="CC BY 4.0",
        source="https://github.com/PolyAI-LDN/task-specific-datasets (banking_data)",
        citation="Casanueva et al. (2020), Efficient intent detection with dual sentence encoders",
    )

    def load(self, params: WordParams) -> TextClasses:
        texts, labels = columns(self.file(BANKING_FILES[0].name), "text", "category")
        test_texts, test_labels = columns(self.file(BANKING_FILES[1].name), "text", "category")
        self.loading.check()
        known = set(find_leakage(test_texts, texts).rows)
        once = find_duplicates(texts, labels).retained.tolist()
        kept = [row for row in once if row not in known]
        classes = sorted_labels({*labels, *test_labels})
        learn = text_rows([texts[r] for r in kept], [labels[r] for r in kept], classes)
        test = text_rows(test_texts, test_labels, classes)
        return self.cut(learn, test, classes, params)


def with_several(data: TextClasses) -> Examples:
    """Rows with any number of labels, of classes that are `labels_of` several."""
    sets = [labels_of(name) for name in data.classes]
    names = sorted_labels({label for labels in sets for label in labels})
    if not names:
        raise DatasetError("No row has a label.", "Choose another label_column.")
    target = Labels(names)
    y = target.indicators(sets)
    train, test = (Rows(s.texts, y[s.y], s.groups) for s in (data.train, data.test))
    return examples(train, test, Texts(data.tokenizer), target, data.notes)


def rows_of_side(table: Table, column: str, side: frozenset[str]) -> list[int]:
    """Numbers of the rows of which a column says ``TRAIN`` or ``TEST``.

    Raises
    ------
    DatasetError
        When there is no such column, it says something else, or nothing is on that side.
    """
    if column not in table.columns:
        there = f"The table has the columns {', '.join(table.columns)}."
        raise DatasetError(f"The table has no column {column!r}.", there)
    said = [value.strip().lower() for value in table.columns[column]]
    strange = sorted({value for value in said if value not in TRAIN | TEST})
    if strange:
        message = f"The column {column!r} says {strange[0]!r} of a row, which is no split."
        remedy = "It is to say train or test (or validation, which is learnt from) of every row."
        raise DatasetError(message, remedy)
    rows = [row for row, value in enumerate(said) if value in side]
    if not rows:
        which = "testing" if side is TEST else "training"
        remedy = "Choose another column, or leave split_column blank."
        raise DatasetError(f"The column {column!r} has no row for {which}.", remedy)
    return rows


def columns(path: Path, text: str, label: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Texts and labels of a file; an empty column name is found out.

    Raises
    ------
    DatasetError
        When the file is no table, or has no such columns.
    """
    table = read_table(path)
    found = choose_columns(table, text, label, path)
    return table.columns[found.text], table.columns[found.label]


def further_columns(table: Table, text: str, label: str) -> dict[str, tuple[str, ...]]:
    """The other columns that kinds of rows can be told apart by: of few values, or of numbers."""
    few = min(MOST_VALUES, len(table) // 2)
    return {
        name: values
        for name, values in table.columns.items()
        if name not in ("", text, label)
        and (2 <= len(set(values)) <= few or _measures(column_numbers(values)))
    }


def _measures(numbers: Sequence[float] | None) -> bool:
    """Whether these are numbers of something, and do not merely count the rows."""
    return numbers is not None and len(set(np.diff(numbers).tolist())) > 1


def split_rows(
    texts: Sequence[str],
    labels: Sequence[str],
    test_part: float,
    seed: int,
    further: Mapping[str, Sequence[str]] | None = None,
    split_by: SplitBy = "content",
    groups: Sequence[str] | None = None,
) -> tuple[TextRows, TextRows, tuple[str, ...]]:
    """Training rows, test rows and classes: blank ones and duplicates out, then split.

    Of what says the same the first row stays, with its ``further`` columns and its group.
    ``split_by`` is as in `workbench.split_texts`; rows of one of ``groups`` stay in one split.

    Raises
    ------
    DatasetError
        When fewer than two classes remain, or so many that they are no classes.
    """
    filled = [r for r in range(len(texts)) if texts[r].strip() and labels[r].strip()]
    said = [texts[r] for r in filled], [labels[r].strip() for r in filled]
    rows = [filled[k] for k in find_duplicates(*said, split_by).retained.tolist()]
    columns = {name: tuple(values[r] for r in rows) for name, values in (further or {}).items()}
    texts, labels = [texts[r] for r in rows], [labels[r].strip() for r in rows]
    classes = sorted_labels(set(labels))
    if not 2 <= len(classes) <= MOST_CLASSES or max(Counter(labels).values()) < 2:
        message = f"The labels are of {len(classes)} kinds in {len(labels)} different texts."
        remedy = f"Choose a column with 2 to {MOST_CLASSES} labels, each on several rows."
        raise DatasetError(message, remedy)
    every = replace(text_rows(texts, labels, classes), columns=columns)
    every = grouped(every, groups and [groups[r] for r in rows])
    learn, test = split_texts(every.identities, every.y, test_part, seed, split_by, every.groups)
    return every.at(learn), every.at(test), classes


def group_values(table: Table, column: str, rows: Sequence[int]) -> list[str] | None:
    """What a column says of each of these rows; None where none is named.

    Raises
    ------
    DatasetError
        When there is no such column.
    """
    if not column:
        return None
    if column not in table.columns:
        there = f"The table has the columns {', '.join(table.columns)}."
        raise DatasetError(
            f"The table has no column {column!r} of rows that belong together.", there
        )
    return [table.columns[column][row] for row in rows]


def grouped(rows: TextRows, values: Sequence[str] | None) -> TextRows:
    """The same rows, and which of them belong together."""
    return (
        rows if values is None else replace(rows, groups=group_identities(values, rows.identities))
    )


def with_notes(data: TextClasses, column: str, test_part: float | None) -> TextClasses:
    """With what is to be known of a split by a column, in its report."""
    train, test, report = data.train.groups, data.test.groups, data.report
    if train is None or test is None or report is None:
        return data
    notes = about_groups(train, test, column, test_part)
    return replace(data, report=replace(report, notes=(*report.notes, *notes)))


def sorted_labels(labels: set[str]) -> tuple[str, ...]:
    """Labels in order: 2 before 10 when all are whole numbers."""
    return tuple(sorted(labels, key=int if all(map(_is_int, labels)) else None))


def _is_int(label: str) -> bool:
    # "01" and "1" are different labels, and int() cannot tell them apart.
    return label.isascii() and label.removeprefix("-").isdigit() and str(int(label)) == label


def text_rows(texts: Sequence[str], labels: Sequence[str], classes: Sequence[str]) -> TextRows:
    """Texts with the numbers of their labels."""
    number = {label: index for index, label in enumerate(classes)}
    return TextRows(tuple(texts), np.array([number[label] for label in labels], np.int64))


@hookimpl
def register_datasets() -> list[type[Dataset]]:
    return [TextTable, SmsSpam, Banking77]
