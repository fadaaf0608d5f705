"""The verb ``label``: people say what rows are; functions and what was learnt help."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.complete import datasets, labellings
from workbench.cli.labelfunctions import add_function, apply, remove_function
from workbench.cli.labelgo import by_option, go, rows
from workbench.cli.session import Session, json_option, pass_session, plugin_option
from workbench.core.io.plain_text import one_line
from workbench.core.plural import plural

if TYPE_CHECKING:
    from workbench.labelling.items import Items
    from workbench.labelling.overview import Overview
    from workbench.labelling.project import Project

header_option = click.option(
    "--header",
    type=click.Choice(("auto", "yes", "no")),
    default="auto",
    show_default=True,
    help="Whether the table's first row names its columns.",
)
bad_rows_option = click.option(
    "--bad-rows",
    type=click.Choice(("refuse", "skip")),
    default="refuse",
    show_default=True,
    help="What to do with rows of a table that cannot be read.",
)
name_argument = click.argument("name", shell_complete=labellings)


@click.group(invoke_without_command=True)
@click.pass_context
def label(context: click.Context) -> None:
    """Say what rows are: make a labelling, label its rows, learn from them.

    `workbench label new NAME --dataset sms-spam` begins, `workbench label go NAME` asks row by row.
    What was labelled is the dataset own-labels: `workbench run FILE --set dataset.id=own-labels`.
    """
    if context.invoked_subcommand is None:
        context.invoke(list_labellings)


@label.command("list")
@json_option
def list_labellings(as_json: bool = False) -> None:
    """List the labellings there are."""
    from workbench.cli.output import columns, emit_json, moment
    from workbench.labelling import project as stored

    found = stored.projects()
    if as_json:
        emit_json(
            [
                {
                    "name": s.name,
                    "folder": str(s.folder),
                    "changed": s.changed,
                    "problem": s.problem,
                }
                for s in found
            ]
        )
    elif found:
        rows = [(s.name, moment(s.changed), s.problem or str(s.folder)) for s in found]
        click.echo(columns(("name", "changed", "where"), rows))
    else:
        click.echo(
            "Nothing is being labelled. `workbench label new NAME --dataset ID` begins.", err=True
        )


@label.command()
@click.argument("name")
@click.option(
    "--dataset",
    default="",
    metavar="ID",
    shell_complete=datasets,
    help="Take the rows of a dataset.",
)
@click.option("--split", type=click.Choice(("train", "test")), default="train", show_default=True)
@click.option(
    "--file",
    "table",
    type=click.Path(path_type=Path),
    help="Take the texts of a table, or the lines of a text file.",
)
@click.option("--text-column", default="", help="The table's column of texts.")
@click.option("--label-column", default="", help="The table's column of labels known already.")
@header_option
@bad_rows_option
@click.option("--pictures", type=click.Path(path_type=Path), help="Take a folder of pictures.")
@click.option(
    "--side",
    type=click.IntRange(8, 1024),
    default=32,
    show_default=True,
    help="Fit pictures into squares of this many pixels.",
)
@click.option("--grey", is_flag=True, help="Take pictures without their colours.")
@click.option(
    "--limit", type=click.IntRange(1), help="Take this many rows of a dataset, at random."
)
@click.option("--seed", type=click.IntRange(0), default=0, help="Which rows these are.")
@click.option(
    "--class",
    "classes",
    multiple=True,
    metavar="LABEL",
    help="A label that may be given; repeat it. Left out: those known.",
)
@click.option("--question", default="", help="What is asked about each row.")
@plugin_option
@json_option
@pass_session
def new(session: Session, /, name: str, as_json: bool, **options: Any) -> None:
    """Begin a labelling called NAME with rows of a dataset, a file or a folder of pictures."""
    from workbench.cli.output import emit_json
    from workbench.core.contracts.dataset import Dataset
    from workbench.core.contracts.errors import UsageError
    from workbench.labelling import project as labellings_

    items, origin, licence, known = _source(session, options)
    classes = (
        options["classes"] or known or sorted({label for label in items.source_labels if label})
    )
    if len(classes) < 2:
        message = f"A labelling needs two labels, and {len(classes) or 'none'} is known."
        raise UsageError(message, "Name them: --class ham --class spam.")
    from_test = bool(options["dataset"]) and options["split"] == "test"
    dataset = session.plugins.get(Dataset, options["dataset"]).name if from_test else ""
    made = labellings_.create(
        name,
        items,
        classes,
        options["question"],
        origin,
        licence,
        test_of=dataset,
    )
    if from_test:
        click.echo("These are test rows: what learns from them cannot be tested on them.", err=True)
    if as_json:
        emit_json(
            {
                "name": made.head.name,
                "folder": str(made.folder),
                "rows": len(items),
                "classes": list(made.classes),
            }
        )
        return
    labels = one_line(", ".join(made.classes))
    click.echo(f"{one_line(made.head.name)}: {plural(len(items), 'row')} to label as {labels}.")
    click.echo(f"workbench label go {name!r} asks row by row.", err=True)


def _source(session: Session, options: dict[str, Any]) -> tuple[Items, str, str, tuple[str, ...]]:
    """Rows, where they are from, their licence, and the classes that are known with them."""
    from workbench.core.contracts.errors import UsageError
    from workbench.labelling import sources

    named = [key for key in ("dataset", "table", "pictures") if options[key]]
    if len(named) != 1:
        message = "A labelling takes its rows from exactly one place."
        raise UsageError(message, "Give one of --dataset, --file and --pictures.")
    if options["table"]:
        path = options["table"]
        columns = options["text_column"], options["label_column"]
        found = sources.read_file(path, *columns, options["header"], options["bad_rows"])
        for sentence in found.sentences:
            click.echo(sentence, err=True)
        return found.items, f"the file {path.name}", "", ()
    if options["pictures"]:
        folder = options["pictures"]
        return (
            sources.of_folder(folder, options["side"], not options["grey"]),
            f"pictures of the folder {folder.name}",
            "",
            (),
        )
    from workbench.cli.data import load_data
    from workbench.core.contracts.dataset import Dataset
    from workbench.core.contracts.params import make
    from workbench.prompting.prompts.rows import labelled

    cls = session.plugins.get(Dataset, options["dataset"])
    data = labelled(load_data(session.plugins, cls, make(cls.Params, {}, cls.id)))
    items = sources.of_dataset(data, options["split"], options["limit"], options["seed"])
    return items, f"{cls.id}, {options['split']} split", cls.card.licence, data.classes


@label.command()
@name_argument
@json_option
def show(name: str, as_json: bool) -> None:
    """Show how far a labelling is, and how far people agree."""
    from workbench.cli.output import emit_json
    from workbench.labelling.overview import overview

    found = _project(name)
    view = overview(found, found.standing())
    if as_json:
        emit_json(_table(found, view))
        return
    click.echo(_text(found, view))
    damaged = found.log().damaged
    if damaged:
        click.echo(f"{damaged} damaged lines of the labels were passed over.", err=True)


def _table(project: Project, view: Overview) -> dict[str, Any]:
    import dataclasses

    head = project.head
    return {
        "name": head.name,
        "folder": str(project.folder),
        "question": head.question,
        "classes": list(head.classes),
        "origin": head.origin,
        "licence": head.licence,
        "kind": project.items.kind,
        "functions": [each.name for each in head.function],
        **dataclasses.asdict(view),
    }


def _text(project: Project, view: Overview) -> str:
    from workbench.cli.output import columns, facts

    head = project.head
    parts = [
        facts(
            {
                "labelling": head.name,
                "question": head.question,
                "rows": f"{view.rows:,} {project.items.kind}, {head.origin}".rstrip(", "),
                "labelled": f"{view.labelled:,}; {view.disputed:,} disputed, {view.skipped:,} left",
                "functions": ", ".join(each.name for each in head.function),
            }
        )
    ]
    parts.append(columns(("label", "rows"), list(view.counts.items())))
    if view.people:
        parts.append(columns(("who", "rows"), list(view.people.items())))
    if view.kappas:
        rows = [
            (
                " and ".join(k.people),
                k.rows,
                f"{k.agreed:.1%}",
                "" if k.value is None else f"{k.value:.3f}",
                "" if k.low is None else f"{k.low:.3f} … {k.high:.3f}",
                k.interpretation,
            )
            for k in view.kappas
        ]
        head_row = ("agreement of", "rows", "same", "kappa", "95 %", "which is")
        parts.append(columns(head_row, rows))
    return "\n\n".join(parts)


def _project(name: str) -> Project:
    from workbench.labelling import project as labellings_

    return labellings_.find(name)


@label.command("set")
@name_argument
@click.argument("row", type=int)
@click.argument("what", metavar="LABEL")
@by_option
def set_label(name: str, row: int, what: str, by: str) -> None:
    """Say that ROW of a labelling is LABEL."""
    from workbench.labelling import annotations as marks

    _project(name).mark(row, what, by or marks.me())


@label.command("unset")
@name_argument
@click.argument("row", type=int)
@by_option
def unset_label(name: str, row: int, by: str) -> None:
    """Undo the label of ROW."""
    from workbench.labelling import annotations as marks

    _project(name).mark(row, None, by or marks.me())


@label.command("import")
@name_argument
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--by",
    default="",
    help="Whose labels these are. Left out: as the column by or votes says.",
)
@header_option
@bad_rows_option
def take_in(name: str, file: Path, by: str, header: Any, bad_rows: Any) -> None:
    """Import labels that were given elsewhere, from a table with label and row or text.

    A file that `label export` wrote holds everybody's labels, in the column votes. In another
    table a column by may say, row by row, who gave the label.
    """
    from workbench.labelling import exchange

    found = exchange.take_in(_project(name), file, by, header, bad_rows)
    people = ", ".join(found.people) or "nobody"
    click.echo(
        f"{plural(found.labels, 'label')} of {people} imported; "
        f"{found.elsewhere:,} of rows that are not in this labelling."
    )
    if found.bad:
        lines = ", ".join(str(row.line) for row in found.bad)
        click.echo(f"Skipped, as they cannot be read: lines {lines}.", err=True)


@label.command()
@name_argument
@click.argument("file", type=click.Path(path_type=Path))
def export(name: str, file: Path) -> None:
    """Write all rows with their labels to a CSV or JSON lines FILE."""
    from workbench.labelling import exchange
    from workbench.labelling.agreement import consensus
    from workbench.labelling.votes import apply as apply_all

    found = _project(name)
    applied = apply_all(found, consensus(found.standing()).labels) if found.head.function else None
    click.echo(f"{plural(exchange.write(found, file, applied), 'row')} in {file}.")


@label.command()
@name_argument
@click.option("--yes", is_flag=True, help="Do not ask.")
def delete(name: str, yes: bool) -> None:
    """Delete a labelling with all its labels; `workbench deleted restore` brings it back."""
    from workbench.labelling import project as labellings_

    found = _project(name)
    if not yes:
        click.confirm(f"Delete {found.head.name!r} with its labels?", abort=True)
    item = labellings_.delete(found.folder, found.head.name)
    click.echo(f"`workbench deleted restore {item.entry.name}` brings it back.")


for _command in (go, rows, add_function, remove_function, apply):
    label.add_command(_command)
