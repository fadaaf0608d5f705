"""Options of a prompt as a table of a TOML file, and back."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from typing import Any

from workbench.core.contracts.provider import Options
from workbench.core.io import read_file

# TOML has no word for "none": another answer each time.
ANY_SEED = "any"
_FIELDS = tuple(field.name for field in dataclasses.fields(Options))
_LISTS = ("stop", "choices")


def read_options(value: Any) -> Any:
    """Make `Options` of a table.

    ``seed`` may be ``"any"`` for another answer each time; ``json_schema`` is a table, or JSON.

    Raises
    ------
    ValueError
        Naming the option that is unknown or impossible.
    """
    if isinstance(value, Options):
        _check(value)
        return value
    if not isinstance(value, Mapping):
        raise ValueError("must be a table of options")
    strangers = [name for name in value if name not in _FIELDS]
    if strangers:
        message = f"there is no option {strangers[0]!r}; there are {', '.join(_FIELDS)}"
        raise ValueError(message)
    given = dict(value)
    if given.get("seed") == ANY_SEED:
        given["seed"] = None
    if isinstance(schema := given.get("json_schema"), str):
        given["json_schema"] = read_file.parse_json(schema)
    for name in _LISTS:
        if isinstance(given.get(name), list):
            given[name] = tuple(given[name])
    options = Options(**given)
    _check(options)
    return options


def options_table(options: Options) -> dict[str, Any]:
    """The options that are not the default, in words that TOML has."""
    table: dict[str, Any] = {}
    for field in dataclasses.fields(Options):
        value = getattr(options, field.name)
        if value != field.default:
            table[field.name] = list(value) if isinstance(value, tuple) else value
    if "seed" in table and table["seed"] is None:
        table["seed"] = ANY_SEED
    if "json_schema" in table:
        # A schema may hold null, which TOML does not know.
        table["json_schema"] = json.dumps(table["json_schema"], ensure_ascii=False)
    return table


def _check(options: Options) -> None:
    """Refuse what no model could follow."""
    whole = (options.max_tokens,) if options.seed is None else (options.max_tokens, options.seed)
    numbers = (options.temperature, options.top_p)
    texts = (*options.stop, *options.choices)
    schema = options.json_schema
    checks = (
        (all(type(n) in (int, float) for n in numbers), "temperature and top_p are numbers"),
        (all(type(n) is int for n in whole), "max_tokens and seed are whole numbers"),
        (_lists(options), "stop and choices are lists of texts"),
        (all(isinstance(text, str) and text for text in texts), "stop and choices hold texts"),
        (schema is None or isinstance(schema, Mapping), "json_schema is a table"),
        (isinstance(options.logprobs, bool), "logprobs is true or false"),
    )
    for fine, words in checks:
        if not fine:
            raise ValueError(words)
    if not 0 <= options.temperature <= 10:
        raise ValueError("temperature must lie between 0 and 10")
    if not 0 < options.top_p <= 1:
        raise ValueError("top_p must be above 0 and at most 1")
    if options.max_tokens < 1 or (options.seed or 0) < 0:
        raise ValueError("max_tokens must be at least 1, seed at least 0")


def _lists(options: Options) -> bool:
    return all(isinstance(getattr(options, name), tuple) for name in _LISTS)
