"""PDF: the verdict on one page, its table and curves with it, and the rest on those that follow."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

from workbench.comparison.report import digits, examples, hints, overview, repeat, sheets
from workbench.comparison.report.charts import Charts, charts
from workbench.comparison.report.data import Report
from workbench.comparison.report.sheets import Cell, Sheet
from workbench.core.contracts.errors import StorageError
from workbench.core.io import atomic

# A frame of ReportLab's has air on each side.
MARGIN, AIR = 32.0, 6.0
# Rows on which answerers differ, and letters of each: a page or two, all others are in the HTML.
ROWS, LETTERS = 20, 240
# Lines of the plan are cut after so many letters and go on below.
PLAN_LETTERS = 100


def write(page: Report, path: Path) -> None:
    """Write the page to a file.

    Raises
    ------
    StorageError
        When the file cannot be written.
    """
    raw = render(page)
    try:
        atomic.write_bytes(path, raw)
    except OSError as error:
        message = f"Cannot write {path}: {error.strerror or error}."
        raise StorageError(message, "Check the folder's permissions and free space.") from error


def render(page: Report) -> bytes:
    """The file's bytes; the same page gives the same bytes on the same machine."""
    from reportlab.lib.pagesizes import A4
    from reportlab.platypus import KeepInFrame, PageBreak, SimpleDocTemplate

    from workbench.comparison.report.setting import Typesetting

    setting = Typesetting.make(A4[0] - 2 * (MARGIN + AIR))
    drawn, file = charts(page), io.BytesIO()
    name = setting.font.spell(digits.one_way(page.found.plan.name))
    document = SimpleDocTemplate(
        file,
        pagesize=A4,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=f"{name}: comparison",
        author="",
        creator="Workbench",
        invariant=1,
    )
    room = A4[1] - 2 * (MARGIN + AIR) - 2
    first = KeepInFrame(setting.width, room, _first(page, drawn, setting), mode="shrink")
    story = [first, PageBreak(), *_rest(page, drawn, setting)]
    footer = setting.footer(f"{name} · {page.machine}")
    document.build(story, onFirstPage=footer, onLaterPages=footer)
    return file.getvalue()


def _first(page: Report, drawn: Charts, setting: Any) -> list[Any]:
    plan, said = page.found.plan, page.verdict
    count, rows = len(page.table.entries), len(page.found.held_out)
    about = (
        f"{count} model{'' if count == 1 else 's'} on the same {rows:,} held-out rows of "
        f"{plan.dataset.id}, {overview.asked(page)}"
    )
    story = [
        setting.paragraph(plan.name, "title"),
        setting.paragraph(plan.question, "plain"),
        setting.paragraph(about, "muted"),
        setting.paragraph(overview.status(page), "sure" if said.certain else "status"),
        setting.paragraph(said.headline, "headline"),
    ]
    for title, lines in (
        ("Why", said.reasons),
        ("Not decided", said.undecided),
        ("Conditions", said.conditions),
        ("Warnings", said.warnings),
    ):
        story += setting.bullets(title, lines)
    story += [setting.gap(6), setting.table(_overview(page), setting.width)]
    story += [
        setting.paragraph(f"{r.job.name} could not be asked: {r.problem} {r.remedy}", "muted")
        for r in page.table.missing
    ]
    return [*story, setting.gap(6), *setting.side_by_side([drawn.forest, drawn.curves])]


def _overview(page: Report) -> Sheet:
    columns = [column for column in overview.columns(page) if column.on_paper]
    lines = overview.lines(page)
    return Sheet(
        "Every model",
        "",
        tuple(column.name for column in columns),
        tuple(tuple(line.cells[column.key] for column in columns) for line in lines),
        frozenset(k for k, column in enumerate(columns) if column.number),
        frozenset(k for k, line in enumerate(lines) if "chosen" in line.marks),
    )


def _rest(page: Report, drawn: Charts, setting: Any) -> list[Any]:
    story: list[Any] = []
    if page.crossings:
        story += setting.bullets("From how many labels on", [c.sentence for c in page.crossings])
    story += setting.side_by_side([drawn.money, drawn.speed, drawn.reliability, drawn.abstention])
    story += setting.side_by_side(list(drawn.confusion), 3)
    several = [
        sheets.leaks(page),
        sheets.standings(page),
        sheets.differences(page),
        sheets.others(page),
        sheets.costs(page),
        sheets.points(page),
        sheets.steadiness(page),
        sheets.parts(page),
    ]
    if not drawn.confusion:
        several.append(sheets.confusions(page))
    several += [_examples(page), sheets.provenance(page)]
    for sheet in several:
        story += setting.sheet(sheet)
    story += setting.bullets(
        "May the test rows be known already? Hints, no proof", hints.hints(page)
    )
    return story + _repeat(page, setting)


def _examples(page: Report) -> Sheet:
    found = examples.examples(page)[:ROWS]
    rows = [
        (
            _row(page, each, place),
            Cell(each.label),
            Cell("; ".join(f"{a.name}: {a.said}" for a in each.answers)),
        )
        for place, each in zip(page.disagreements, found, strict=False)
    ]
    about = (
        f"{len(page.disagreements):,} rows; {len(found)} of them here, those on which most "
        "differ. The HTML file has more, with the answers' words."
    )
    return Sheet("Rows on which they differ", about, ("Row", "Label", "Answers"), tuple(rows))


def _row(page: Report, example: examples.ExampleRow, position: int) -> Cell:
    images = page.found.held_out.rows[position].images
    text = "" if images else _cut(example.text).strip() or "an empty text"
    return Cell(text, f"row {example.index}", images[0] if images else b"")


def _cut(text: str) -> str:
    return text if len(text) <= LETTERS else f"{text[:LETTERS]} …"


def _repeat(page: Report, setting: Any) -> list[Any]:
    known = [
        *repeat.hashes(page),
        ("Machine", page.machine),
        ("Libraries", repeat.versions()),
        ("Command", repeat.command(page)),
    ]
    rows = tuple((Cell(name), Cell(value)) for name, value in known)
    facts = setting.sheet(Sheet("Everything to repeat it", "", ("", ""), rows))
    plan = setting.code(repeat.toml(page), PLAN_LETTERS)
    return [*facts, setting.paragraph("The plan", "head"), plan]
