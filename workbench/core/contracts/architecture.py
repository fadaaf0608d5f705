"""Architecture: a family of networks."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar

from workbench.core.contracts.problem import Problem
from workbench.core.contracts.task import ImageClassification, Task
from workbench.core.contracts.training_part import TrainingPart

if TYPE_CHECKING:
    from torch import nn


class Architecture(TrainingPart):
    """A family of networks, of which its settings pick one.

    Keep torch out of the plugin's top module: put the network into a sibling
    ``model.py`` and import it inside `build`.

    Attributes
    ----------
    takes
        Pictures in classes, unless a subclass says more.
    presets
        Settings that are known by a name, such as ``"small"``, each with the values that
        differ from the defaults. Choosing one writes its numbers into the experiment.
    """

    takes: ClassVar[tuple[type[Task], ...]] = (ImageClassification,)
    presets: ClassVar[Mapping[str, Mapping[str, Any]]] = MappingProxyType({})

    def problem(self, task: Task, params: Any) -> str | Problem | None:
        """Why these settings cannot work on this task, or ``None``.

        A sentence is enough; a `Problem` has a remedy of its own, perhaps settings that mend it.
        """
        return None

    def build(self, task: Task, params: Any) -> nn.Module:
        """Make the network with fresh weights on the current default device.

        For `ImageClassification` its ``forward`` takes ``float32``
        ``(batch, channels, height, width)`` with zero mean and unit variance over
        the training split and returns logits ``(batch, n_classes)``. Random
        numbers come from torch's global generator, which the engine has seeded.

        What else a network may be able to do (show its attention, read on from a cache, say how
        far and in which direction it looks, name its stages) are protocols
        (`ShowsAttention` and those after it); it has an ability when it has the methods.
        """
        raise NotImplementedError

    def small_language_model(self, context: int, width: int) -> Mapping[str, Any] | None:
        """Settings of a small model of running text, for measurements that compare families.

        Networks of two layers are compared at about the same number of weights: the first in
        order is built at a width of 64, the others at the ``width`` that comes nearest to it.

        Parameters
        ----------
        context
            The most tokens that it will be given.
        width
            Numbers that it keeps for each token, or in its memory: more of them, more weights.

        Returns
        -------
        mapping or None
            ``None`` where this family is not measured.
        """
        return None

    def layers(self, module: nn.Module) -> dict[str, nn.Module]:
        """Name the layers worth looking at, first to last.

        Their outputs are captured for the network view and exported as the
        layers graph. The default is every submodule without children that is a
        convolution, a linear layer, a pooling or an activation function.
        """
        return {
            name: child
            for name, child in module.named_modules()
            if type(child).__name__ in _WORTH_LOOKING_AT
        }


_WORTH_LOOKING_AT = frozenset(
    "Linear Conv1d Conv2d MaxPool2d AvgPool2d ReLU GELU SiLU Sigmoid Tanh LeakyReLU ELU".split()
)
