"""The page of hooks.

A plugin is a module with some of these functions, each marked ``@hookimpl``.
They are called once, at start; they return classes, and the classes do the
work. The workbench's own plugins use nothing else.
"""

from __future__ import annotations

import pluggy

from workbench.core.contracts.answerer import Answerer
from workbench.core.contracts.architecture import Architecture
from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.contributions import Lesson, Playground, View
from workbench.core.contracts.dataset import Dataset
from workbench.core.contracts.encoder import Encoder
from workbench.core.contracts.exporter import Exporter
from workbench.core.contracts.input_kind import InputKind
from workbench.core.contracts.launcher import Launcher
from workbench.core.contracts.provider import Provider
from workbench.core.contracts.target_kind import TargetKind
from workbench.core.contracts.trainer import Trainer

PROJECT = "workbench"
hookspec = pluggy.HookspecMarker(PROJECT)
hookimpl = pluggy.HookimplMarker(PROJECT)


@hookspec
def register_datasets() -> list[type[Dataset]]:
    """Return a list of Dataset subclasses: where examples come from."""
    raise NotImplementedError


@hookspec
def register_input_kinds() -> list[type[InputKind]]:
    """Return a list of InputKind subclasses: what goes into models."""
    raise NotImplementedError


@hookspec
def register_target_kinds() -> list[type[TargetKind]]:
    """Return a list of TargetKind subclasses: what comes out of models."""
    raise NotImplementedError


@hookspec
def register_architectures() -> list[type[Architecture]]:
    """Return a list of Architecture subclasses: families of networks."""
    raise NotImplementedError


@hookspec
def register_trainers() -> list[type[Trainer]]:
    """Return a list of Trainer subclasses: what happens to a batch."""
    raise NotImplementedError


@hookspec
def register_playgrounds() -> list[type[Playground]]:
    """Return a list of Playground subclasses: places to try models."""
    raise NotImplementedError


@hookspec
def register_providers() -> list[type[Provider]]:
    """Return a list of Provider subclasses: foundation models that answer prompts."""
    raise NotImplementedError


@hookspec
def register_encoders() -> list[type[Encoder]]:
    """Return a list of Encoder subclasses: models that turn texts into vectors."""
    raise NotImplementedError


@hookspec
def register_exporters() -> list[type[Exporter]]:
    """Return a list of Exporter subclasses: ways for a model to leave."""
    raise NotImplementedError


@hookspec
def register_launchers() -> list[type[Launcher]]:
    """Return a list of Launcher subclasses: places where training happens."""
    raise NotImplementedError


@hookspec
def register_views() -> list[type[View]]:
    """Return a list of View subclasses: panels that show a run."""
    raise NotImplementedError


@hookspec
def register_answerers() -> list[type[Answerer]]:
    """Return a list of Answerer subclasses: what else a comparison asks."""
    raise NotImplementedError


@hookspec
def register_lessons() -> list[type[Lesson]]:
    """Return a list of Lesson subclasses: guided walks through the window."""
    raise NotImplementedError


KINDS: dict[str, tuple[str, type[Contribution]]] = {
    "dataset": ("register_datasets", Dataset),
    "input_kind": ("register_input_kinds", InputKind),
    "target_kind": ("register_target_kinds", TargetKind),
    "architecture": ("register_architectures", Architecture),
    "trainer": ("register_trainers", Trainer),
    "playground": ("register_playgrounds", Playground),
    "provider": ("register_providers", Provider),
    "encoder": ("register_encoders", Encoder),
    "exporter": ("register_exporters", Exporter),
    "launcher": ("register_launchers", Launcher),
    "view": ("register_views", View),
    "answerer": ("register_answerers", Answerer),
    "lesson": ("register_lessons", Lesson),
}
