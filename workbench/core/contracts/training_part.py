"""TrainingPart: what an architecture and a trainer say of their weights and of each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from workbench.core.contracts.task_contribution import TaskContribution


class TrainingPart(TaskContribution):
    """An architecture or a trainer.

    Most work with each other. Those that are made for each other say so by what one can do and the
    other needs, in words of their authors, such as ``"denoising"``: an experiment of two of which
    one lacks what the other needs is refused before it starts. A network that only one way of
    training can teach has that way's word in ``needs``; it answers to the task's inputs alone like
    any other, so what else its ``forward`` takes is optional.

    Either may bring weights that were trained before. A comparison counts what starts from such
    weights as adapted, not as trained from scratch, and trains the same from scratch beside it.

    Attributes
    ----------
    abilities
        What this part can do beside the usual: lower case with dashes.
    needs
        What the other part must have among its ``abilities``.
    """

    abilities: ClassVar[frozenset[str]] = frozenset()
    needs: ClassVar[frozenset[str]] = frozenset()

    def starts_pretrained(self, params: Any) -> bool:
        """Whether with these settings training starts from weights that were trained before.

        `workbench.testing.check_architecture` notices one that says no and does.
        """
        return False

    def from_scratch(self, params: Any) -> Mapping[str, Any]:
        """The settings that differ when the same is learnt from fresh weights.

        They are put over ``params`` also where the other part is the one that starts pretrained.
        ``None`` as a value takes the setting's default. Empty where nothing differs.
        """
        return {}


def pair_problem(architecture: type[TrainingPart], trainer: type[TrainingPart]) -> str:
    """Why a trainer cannot train an architecture's networks; empty where nothing is known."""
    for part, other in ((trainer, architecture), (architecture, trainer)):
        if lacking := sorted(set(part.needs) - set(other.abilities)):
            needs = ", ".join(lacking)
            return f"{part.name} needs {needs}, which {other.name} does not offer."
    return ""
