"""TrainingPart: what an architecture and a trainer say of where weights come from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workbench.core.contracts.task_contribution import TaskContribution


class TrainingPart(TaskContribution):
    """An architecture or a trainer: either may bring weights that were trained before.

    A comparison counts what starts from such weights as adapted, not as trained from scratch, and
    trains the same from scratch beside it.
    """

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
