"""Params: one definition of a plugin's settings, shown in four places.

A plugin declares a pydantic model. From it come the form in the window, the
``--set`` flags of the command line, the table in an experiment's TOML file and
the plugin's documentation.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, Union

import annotated_types
import pydantic
from pydantic.fields import FieldInfo
from pydantic_core import PydanticUndefined

from workbench.core.contracts.errors import ParamsError, UsageError

P = TypeVar("P", bound="Params")

# What a setting offers whose value is a run, or a column of the dataset's file.
RUNS, COLUMNS = "runs", "columns"

# A path that may be left out. An empty text is none: Path("") would be the folder that the
# program was started in.
OptionalPath = Annotated[Path | None, pydantic.BeforeValidator(lambda value: value or None)]


class Params(pydantic.BaseModel):
    """Base of every plugin's settings: frozen, and strangers are refused.

    An empty text is ``None`` where a setting may be ``None``, unless it is a text by default: TOML
    has no null, so ``early_stopping = ""`` is how a file, ``--set`` and a form say that it is off.
    """

    # Numbers become text where text is wanted: `--set architecture.kernels=5` means "5".
    model_config = pydantic.ConfigDict(extra="forbid", frozen=True, coerce_numbers_to_str=True)

    @pydantic.model_validator(mode="before")
    @classmethod
    def _blank_is_none(cls, values: Any) -> Any:
        if not isinstance(values, Mapping) or "" not in values.values():
            return values
        fields = cls.model_fields
        return {
            name: None if value == "" and name in fields and _can_be_blank(fields[name]) else value
            for name, value in values.items()
        }


def _can_be_blank(field: FieldInfo) -> bool:
    kind, _, optional = _kind(field.annotation)
    return optional and (kind != "text" or field.default is None)


def param(
    default: Any,
    title: str,
    help: str = "",
    *,
    unit: str = "",
    log: bool = False,
    advanced: bool = False,
    offers: str = "",
    several: bool = False,
    blank: str = "",
    picks: Literal["file", "folder", "either"] = "file",
    suffixes: tuple[str, ...] = (),
    **constraints: Any,
) -> Any:
    """Declare one setting.

    Parameters
    ----------
    default
        The value when the user says nothing.
    title
        Two or three words, as a form shows them.
    help
        One sentence: what it does and when to change it.
    unit
        Shown behind the number, such as ``"px"`` or ``"s"``.
    log
        The editor steps by factors instead of by differences.
    advanced
        The form folds it away at first.
    offers
        What a form may list for a text beside typing: ``"encoders"``, each as provider/model;
        ``"columns"``, those of the dataset's file (see `Dataset.columns`).
    several
        The text holds several of what is offered, separated by commas.
    blank
        What a field that is left blank means, in a word or two, such as ``"all rows"``: the field
        shows it in place of a value. For settings that may be ``None``, and for texts.
    picks
        What a path names: a file, a folder, or either.
    suffixes
        Endings of the files that a path may name, such as ``".csv"``; a file dialog shows those.
    constraints
        Passed to pydantic: ``ge``, ``gt``, ``le``, ``lt``, ``max_length``, …
    """
    hints: Any = {
        "unit": unit,
        "log": log,
        "advanced": advanced,
        "offers": offers,
        "several": several,
        "blank": blank,
        "picks": picks,
        "suffixes": list(suffixes),
    }
    return pydantic.Field(
        default, title=title, description=help, json_schema_extra=hints, **constraints
    )


def run_param(
    title: str,
    help: str = "",
    *,
    same: tuple[Literal["architecture", "dataset"], ...] = (),
    advanced: bool = False,
) -> Any:
    """Declare a setting that names another run: a ``str``, empty for none.

    It is a run's id or name. A form lists the runs that fit; one that is not there, has no model
    or does not fit is refused before the training starts.

    Parameters
    ----------
    title, help, advanced
        As of `param`.
    same
        What the run must have in common with the experiment: a start for a network has its
        architecture, a teacher its dataset.
    """
    hints: Any = {"offers": RUNS, "same": list(same), "advanced": advanced}
    return pydantic.Field("", title=title, description=help, json_schema_extra=hints)


@dataclass(frozen=True)
class Setting:
    """One field of a `Params` class, in the terms an editor needs.

    ``kind`` is one of ``int``, ``float``, ``bool``, ``choice``, ``text``,
    ``path``, ``run``. ``minimum`` and ``maximum`` are inclusive unless the matching
    ``exclusive`` flag is set; ``optional`` says that ``None`` is allowed. The others are
    as of `param` and `run_param`.
    """

    name: str
    title: str
    help: str
    kind: str
    default: Any
    minimum: float | None = None
    maximum: float | None = None
    exclusive_minimum: bool = False
    exclusive_maximum: bool = False
    choices: tuple[Any, ...] = ()
    optional: bool = False
    unit: str = ""
    log: bool = False
    advanced: bool = False
    offers: str = ""
    same: tuple[str, ...] = ()
    several: bool = False
    blank: str = ""
    picks: str = "file"
    suffixes: tuple[str, ...] = ()


def settings_of(params: type[Params]) -> tuple[Setting, ...]:
    """Describe every field of ``params`` in declaration order."""
    return tuple(_setting(name, field) for name, field in params.model_fields.items())


def _setting(name: str, field: FieldInfo) -> Setting:
    kind, choices, optional = _kind(field.annotation)
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    default = None if field.default is PydanticUndefined else field.default
    bounds: dict[str, Any] = {}
    for item in field.metadata:
        match item:
            case annotated_types.Ge(ge=bound):
                bounds["minimum"] = bound
            case annotated_types.Gt(gt=bound):
                bounds |= {"minimum": bound, "exclusive_minimum": True}
            case annotated_types.Le(le=bound):
                bounds["maximum"] = bound
            case annotated_types.Lt(lt=bound):
                bounds |= {"maximum": bound, "exclusive_maximum": True}
    return Setting(
        name=name,
        title=field.title or name.replace("_", " ").capitalize(),
        help=field.description or "",
        kind="run" if extra.get("offers") == RUNS else kind,
        default=default,
        choices=choices,
        optional=optional,
        unit=str(extra.get("unit", "")),
        log=bool(extra.get("log", False)),
        advanced=bool(extra.get("advanced", False)),
        offers=str(extra.get("offers", "")),
        same=_texts(extra.get("same")),
        several=bool(extra.get("several", False)),
        blank=str(extra.get("blank", "")),
        picks=str(extra.get("picks", "file")),
        suffixes=_texts(extra.get("suffixes")),
        **bounds,
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list) else ()


def _kind(annotation: Any) -> tuple[str, tuple[Any, ...], bool]:
    """Return ``(kind, choices, optional)`` for a field's annotation."""
    origin = typing.get_origin(annotation)
    if origin in (Union, types.UnionType):
        members = [a for a in typing.get_args(annotation) if a is not type(None)]
        kind, choices, _ = _kind(members[0])
        return kind, choices, len(members) < len(typing.get_args(annotation))
    if origin is Literal:
        return "choice", typing.get_args(annotation), False
    if isinstance(annotation, type):
        if issubclass(annotation, Enum):
            return "choice", tuple(member.value for member in annotation), False
        if issubclass(annotation, Path):
            return "path", (), False
        for number in (bool, int, float):
            if issubclass(annotation, number):
                return number.__name__, (), False
    return "text", (), False


def make(params: type[P], values: Mapping[str, Any], path: str = "") -> P:
    """Validate ``values`` into ``params``.

    Raises
    ------
    ParamsError
        With one ``(path.field, message)`` pair for each problem.
    """
    try:
        return params.model_validate(dict(values))
    except pydantic.ValidationError as error:
        raise ParamsError(problems_of(error, path, params)) from None


def problems_of(
    error: pydantic.ValidationError, path: str = "", params: type[Params] | None = None
) -> tuple[tuple[str, str], ...]:
    """Turn pydantic's findings into ``(path, sentence)`` pairs."""
    found = []
    for item in error.errors(include_url=False):
        where = ".".join([path, *map(str, item["loc"])]).strip(".")
        # What pydantic says of its parsing ("…, unable to interpret input") helps nobody here.
        message = item["msg"].replace("Input should be", "must be").split(", unable to ")[0]
        message = message.replace("a valid boolean", "true or false")
        if item["type"] == "extra_forbidden":
            known = ", ".join(params.model_fields) if params else ""
            message = "no such setting" + (f"; there are {known}" if known else "")
        found.append((where, message[:1].lower() + message[1:]))
    return tuple(found)


def parse_assignments(assignments: Iterable[str]) -> dict[str, Any]:
    """Turn ``["trainer.epochs=3"]`` into ``{"trainer": {"epochs": 3}}``.

    A value is read as TOML (``3``, ``0.1``, ``true``, ``"text"``, ``[1, 2]``);
    what is not TOML is taken as text, so quotes are optional.

    Raises
    ------
    UsageError
        When an item has no ``=`` or no name before it.
    """
    tree: dict[str, Any] = {}
    for item in assignments:
        name, equals, text = item.partition("=")
        keys = name.strip().split(".")
        if not equals or not all(keys):
            message = f"Cannot read the setting {item!r}."
            raise UsageError(message, "Write it as part.name=value, such as trainer.epochs=3.")
        branch = tree
        for key in keys[:-1]:
            child = branch.setdefault(key, {})
            if not isinstance(child, dict):
                message = f"{item!r} sets a part of {key!r}, which was given a value before."
                raise UsageError(message, "Give each setting once.")
            branch = child
        branch[keys[-1]] = _toml_value(text.strip())
    return tree


def _toml_value(text: str) -> Any:
    import tomllib

    from workbench.core.io.read_file import parse_toml

    try:
        parsed = parse_toml(f"value = {text}")
    except tomllib.TOMLDecodeError:
        return text
    # "1\nother = 2" would parse as two keys; only a lone value is a value.
    return parsed["value"] if set(parsed) == {"value"} else text
