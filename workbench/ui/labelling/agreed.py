"""Agreed: what the Agreement tab shows, worked out in the background; no widgets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from workbench.labelling.agreement import Kappa, agreement, disagreed
from workbench.labelling.annotations import SKIPPED, named
from workbench.labelling.overview import SOURCE, came_along, with_source


@dataclass(frozen=True)
class Person:
    """How many rows somebody labelled, and how many they left."""

    name: str
    labelled: int
    skipped: int


@dataclass(frozen=True)
class Agreed:
    """People, how far each two agree, and rows on which they differ.

    ``said`` holds what came along with the rows as well, under `SOURCE`, where there is any.
    """

    people: tuple[Person, ...]
    kappas: tuple[Kappa, ...]
    disputed: tuple[int, ...]
    labels: Mapping[str, Mapping[int, str]]


def agreed(labels: Mapping[str, Mapping[int, str]], source_labels: tuple[str, ...]) -> Agreed:
    """Work it out; the labels from the source are compared with each person's, in pairs."""
    people = tuple(
        Person(by, len(named(rows)), sum(label == SKIPPED for label in rows.values()))
        for by, rows in sorted(labels.items())
    )
    voices: dict[str, Mapping[int, str]] = dict(labels)
    came = came_along(source_labels)
    if came:
        voices[SOURCE] = came
    kappas = [*agreement(labels), *with_source(dict(sorted(labels.items())), came)]
    return Agreed(people, tuple(kappas), tuple(disagreed(labels)), voices)


def confusion(one: Mapping[int, str], other: Mapping[int, str]) -> Counter[tuple[str, str]]:
    """How often one said a label where the other said another, of rows that both labelled."""
    first, second = named(one), named(other)
    return Counter((first[row], second[row]) for row in first.keys() & second.keys())
