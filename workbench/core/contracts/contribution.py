"""Contribution: what every kind of plugin class has in common."""

from __future__ import annotations

from typing import ClassVar

from workbench.core.contracts.packaged_model import PackagedModel
from workbench.core.contracts.params import Params


class Contribution:
    """One thing a plugin adds.

    Attributes
    ----------
    id
        Stable, unique within its kind, lower case with dashes; it is written
        into experiments and runs, so it never changes.
    name
        What people read.
    about
        One sentence.
    Params
        The settings; see `workbench.Params`.
    order
        Where the window chooses for the user, it takes the lowest that fits; of
        equals, the first. What is shown as tabs stands in this order.
    packaged_models
        Models that it uses and that the user may download; see `workbench.PackagedModel`.
    """

    id: ClassVar[str]
    name: ClassVar[str]
    about: ClassVar[str] = ""
    Params: ClassVar[type[Params]] = Params
    order: ClassVar[int] = 100
    packaged_models: ClassVar[tuple[PackagedModel, ...]] = ()
