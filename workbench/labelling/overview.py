"""Overview: how far a labelling is, for people and programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.labelling.agreement import Kappa, agreement, consensus
from workbench.labelling.annotations import Said, named
from workbench.labelling.project import Project

SOURCE = "the labels from the source"


@dataclass(frozen=True)
class Overview:
    """Figures of a labelling.

    Attributes
    ----------
    labelled
        Rows with a label that has most voices; ``disputed`` are those on which none has.
    skipped
        Rows that somebody left and nobody labelled.
    counts
        Rows of each class, in the classes' order.
    people
        Rows that each person labelled.
    kappas
        Agreement of people, and of each with the labels from the source with the rows.
    """

    rows: int
    labelled: int
    disputed: int
    skipped: int
    counts: dict[str, int]
    people: dict[str, int]
    kappas: tuple[Kappa, ...]


def overview(project: Project, votes: Mapping[str, Said]) -> Overview:
    """Work it out; ``said`` is `Project.standing`."""
    agreed = consensus(votes)
    counts = Counter(agreed.labels.values())
    touched = {row for labels in votes.values() for row in labels}
    people = {by: len(named(labels)) for by, labels in votes.items()}
    return Overview(
        len(project.items),
        len(agreed.labels),
        len(agreed.disputed),
        len(touched) - len(agreed.labels) - len(agreed.disputed),
        {label: counts[label] for label in project.classes},
        people,
        (*agreement(votes), *with_source(votes, came_along(project.items.source_labels))),
    )


def came_along(labels: Sequence[str]) -> dict[int, str]:
    """Labels that came along, by row, as somebody would have said them."""
    return {row: label for row, label in enumerate(labels) if label}


def with_source(votes: Mapping[str, Said], came: Said) -> list[Kappa]:
    """Agreement of each person with the labels from the source."""
    return [kappa for by, rows in votes.items() for kappa in agreement({by: rows, SOURCE: came})]
