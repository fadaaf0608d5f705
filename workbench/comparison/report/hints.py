"""Hints: whether those who were made elsewhere may have seen the test rows before."""

from __future__ import annotations

from workbench.comparison import contamination
from workbench.comparison.report.data import Report
from workbench.comparison.table import TableEntry


def hints(page: Report) -> list[str]:
    """A sentence for each answerer that learnt elsewhere, and one for what was found here."""
    said = []
    if page.found.excluded:
        many = page.found.excluded
        rows = "1 training row says" if many == 1 else f"{many:,} training rows say"
        said.append(f"{rows} what a test row says; nobody learnt from it here.")
    for entry in page.table.entries:
        if entry.approach in ("prompt", "adapt"):
            said.append(_elsewhere(entry))
        if entry.facts.verbatim is not None:
            said.append(contamination.sentence(entry.name, *entry.facts.verbatim))
    return said


def _elsewhere(entry: TableEntry) -> str:
    if entry.approach == "adapt":
        return (
            f"{entry.name} starts from a model that others trained. If these texts or pictures "
            "were public by then, it may have seen them, though hardly with these labels."
        )
    prompt = entry.job.spec.prompt
    if prompt is not None and prompt.draws:
        return (
            f"{entry.name} was shown drawings in characters that were made here. It can hardly "
            "have read them before, even if it has seen the pictures."
        )
    return (
        f"{entry.name}: whether its maker trained it on these rows is not known. If they were "
        "public before it was made, its figures may be better than on rows of your own."
    )
