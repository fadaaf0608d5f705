"""What every kind of plugin keeps: names, sentences, settings, and a light top module."""

from __future__ import annotations

import contextlib
import json
import os
import re
import subprocess
import sys
import tomllib
import warnings
from collections.abc import Iterator

import tomli_w

from workbench.core.contracts.contribution import Contribution
from workbench.core.contracts.errors import ParamsError, WorkbenchError
from workbench.core.contracts.params import Params, Setting, make, settings_of
from workbench.core.contracts.task import Task
from workbench.core.contracts.task_contribution import TaskContribution
from workbench.core.contracts.training_part import TrainingPart

HEAVY = ("torch", "onnxruntime", "PySide6", "pyqtgraph", "pandas", "sklearn", "matplotlib")
OURS = "workbench_plugins"


class ContractError(AssertionError):
    """A plugin does not keep what its kind promises."""


class ContractWarning(UserWarning):
    """A plugin works, but not as well as it could."""


def expect(holds: object, message: str) -> None:
    """Raise `ContractError` unless ``holds``; unlike ``assert`` it also works under ``-O``."""
    if not holds:
        raise ContractError(message)


@contextlib.contextmanager
def authors_code(cls: type[Contribution]) -> Iterator[None]:
    """Say what a class's own code raises as a `ContractError` with a sentence."""
    try:
        yield
    except (AssertionError, Warning):
        raise  # a sentence of the checks, or a warning that is to count as an error
    except Exception as error:
        raise ContractError(f"{getattr(cls, 'id', cls.__name__)}: {described(error)}") from error


def described(error: Exception) -> str:
    """An exception of a plugin's own code in a few words."""
    if isinstance(error, WorkbenchError):
        return error.message
    return f"{type(error).__name__}: {error}".rstrip(": ")


def advise(holds: object, message: str, owner: str) -> None:
    """Warn unless ``holds``; for the workbench's own plugins (by module name) it is an error."""
    if holds:
        return
    if owner.split(".")[0] == OURS:
        raise ContractError(message)
    warnings.warn(message, ContractWarning, stacklevel=3)


def check_contribution(cls: type[Contribution]) -> None:
    """An id, a name, a sentence, and settings that explain themselves."""
    id = getattr(cls, "id", "")
    expect(
        isinstance(id, str) and re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", id),
        f"{cls.__name__}: the id {id!r} is not lower case with dashes, such as 'office-digits'",
    )
    expect(cls.name and cls.name == cls.name.strip(), f"{id}: it needs a name")
    expect(cls.about.endswith("."), f"{id}: about is one sentence with a full stop")
    one = "\n" not in cls.about and not re.search(r"[.!?]\s+[A-Z]", cls.about)
    expect(one, f"{id}: about is one sentence, not several")
    expect(issubclass(cls.Params, Params), f"{id}: Params is not a subclass of workbench.Params")
    for setting in settings_of(cls.Params):
        _check_setting(f"{id}.{setting.name}", setting)
    _check_defaults(cls)
    if issubclass(cls, TaskContribution):
        answer = cls().supports(Task())
        why = f"{id}: supports() answers {answer!r} instead of yes or no"
        expect(isinstance(answer, bool), why)


def _check_setting(where: str, setting: Setting) -> None:
    expect(setting.name != "id", f"{where}: this name is taken by the plugin's id in TOML files")
    expect(setting.title, f"{where}: it needs a title")
    expect(setting.help.endswith("."), f"{where}: help is a sentence with a full stop")
    plain = setting.kind != "text" or isinstance(setting.default, str | None)
    known = "int, float, bool, str, Path, Literal and Enum"
    expect(plain, f"{where}: no editor for its type; there are editors for {known}")


def _check_defaults(cls: type[Contribution]) -> None:
    try:
        defaults = cls.Params()
    except ValueError as error:
        message = f"{cls.id}: every setting has a default: {error}"
        raise ContractError(message) from None
    values = defaults.model_dump(mode="json")
    try:
        expect(make(cls.Params, values) == defaults, f"{cls.id}: its defaults change when read")
    except ParamsError as error:
        message = f"{cls.id}: its own defaults are refused: {error.message}"
        raise ContractError(message) from None
    given = {name: value for name, value in values.items() if value is not None}
    again = make(cls.Params, tomllib.loads(tomli_w.dumps(given)))
    expect(again == defaults, f"{cls.id}: its settings do not survive an experiment's TOML file")


def check_light(*modules: str) -> None:
    """Importing these modules loads neither torch nor Qt nor onnxruntime.

    For the workbench's own plugins a breach is an error, for others a warning: a heavy top
    module makes every start of the workbench slow.
    """
    code = (
        "import importlib, json, sys\n"
        f"for name in {list(modules)!r}: importlib.import_module(name)\n"
        f"print(json.dumps([name for name in {HEAVY!r} if name in sys.modules]))"
    )
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    result = subprocess.run(
        [sys.executable, "-c", code],
        env=environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    expect(result.returncode == 0, f"{', '.join(modules)} cannot be imported:\n{result.stderr}")
    loaded = json.loads(result.stdout.splitlines()[-1])
    why = "import it inside the method that needs it, or in a sibling module"
    message = f"importing {', '.join(modules)} loads {', '.join(loaded)}; {why}"
    advise(not loaded, message, modules[0])


def check_needs(cls: type[TrainingPart]) -> None:
    """Its abilities and needs are words that another author can write as well."""
    for word in (*cls.abilities, *cls.needs):
        fine = isinstance(word, str) and re.fullmatch(r"[a-z][a-z0-9-]*", word)
        expect(fine, f"{cls.id}: {word!r} is no ability, which is lower case with dashes")
