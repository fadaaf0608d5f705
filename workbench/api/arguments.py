"""Arguments: what a caller gave is refused in words where it is not what the function takes."""

from __future__ import annotations

import os
from collections.abc import Sequence

from workbench.core.bounds import Bounds
from workbench.core.contracts.errors import UsageError


def refused(argument: str, value: object, takes: str) -> UsageError:
    """The error about an argument, such as ``limit is 0; it takes a whole number of at least 1``.

    Parameters
    ----------
    takes
        What the argument takes, as the end of a sentence.
    """
    is_plain = value is None or isinstance(value, bool | int | float | str)
    what = repr(value) if is_plain else f"of the type {type(value).__name__}"
    if isinstance(value, str | bytes | list | dict | tuple) and not value:
        what = "empty"
    return UsageError(f"{argument} is {what}; it takes {takes}.", f"Correct {argument}.")


def check_number(argument: str, value: object, bounds: Bounds, is_optional: bool = False) -> None:
    """Refuse what is no number within the bounds; `None` passes where it is optional.

    Raises
    ------
    UsageError
        Naming the argument and what it takes.
    """
    if value in bounds or (is_optional and value is None):
        return
    raise refused(argument, value, f"{bounds}" + (", or None" if is_optional else ""))


def check_choice(
    argument: str, value: object, choices: Sequence[str], is_optional: bool = False
) -> None:
    """Refuse what is none of the choices; `None` passes where it is optional.

    Raises
    ------
    UsageError
        Naming the argument and its choices.
    """
    if (isinstance(value, str) and value in choices) or (is_optional and value is None):
        return
    raise refused(argument, value, " or ".join(map(repr, choices)))


def check_text(
    argument: str,
    value: object,
    takes: str = "a str",
    is_optional: bool = False,
    may_be_empty: bool = True,
) -> None:
    """Refuse what is no str; `None` passes where it is optional.

    Raises
    ------
    UsageError
        Naming the argument and what it takes.
    """
    if (is_optional and value is None) or (isinstance(value, str) and (value or may_be_empty)):
        return
    raise refused(argument, value, takes)


def check_path(
    argument: str, value: object, takes: str = "a path: a str or a Path", is_optional: bool = False
) -> None:
    """Refuse what is neither a str with something in it nor a path.

    Raises
    ------
    UsageError
        Naming the argument and what it takes.
    """
    if is_optional and value is None:
        return
    if not isinstance(value, str | os.PathLike) or value == "":
        raise refused(argument, value, takes)
