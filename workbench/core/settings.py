"""The user's settings, kept as TOML in the config folder.

They are read field by field: what cannot be used is passed over and told at each start, and the
file stays as it is until somebody mends it. Whether data may leave this machine fails closed.
Nothing here is secret (see `workbench.core.secrets`).
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

import pydantic
import tomli_w

from workbench.core import paths
from workbench.core.contracts.errors import StorageError
from workbench.core.contracts.params import problems_of
from workbench.core.io import atomic, read_file

LOCAL_ONLY = "local_only"
# How alike a misspelt name must be to be taken for this setting.
_ALIKE = 0.75
# In names that are no settings, but whose author may have meant `local_only`: such as
# `never_send = true`, and the other way round `network = false`.
_CLOSING = (
    *("private", "privacy", "offline", "airgap", "never", "nothing", "dont", "donot"),
    *("nosend", "noupload", "nonetwork", "nointernet", "nocloud", "notelemetry"),
)
_OPENING = ("network", "internet", "online", "cloud", "upload", "send", "telemetry", "remote")


class Settings(pydantic.BaseModel):
    """What the user chose; assigning a field validates it, `save` writes it.

    ``geometry`` and ``state`` are the window's own words for its layout, in base64;
    ``providers`` holds the settings of each provider by its id, ``launchers`` those of each
    launcher, and ``launcher`` the id of the one that the window trains with (empty for the first).
    ``language`` is the window's: a code such as ``de``, or ``system``.
    ``desktop_notices`` lets the system say that a long job has ended while the window is not used.
    """

    model_config = pydantic.ConfigDict(validate_assignment=True, extra="ignore")

    theme: Literal["system", "light", "dark"] = "system"
    language: str = "en"
    blocked: list[str] = []
    plugin_paths: list[Path] = []
    local_only: bool = False
    desktop_notices: bool = True
    experiment: str = ""
    geometry: str = ""
    layout: dict[str, str] = {}
    lesson_done: list[str] = []
    lesson_closed: list[str] = []
    lesson_steps: dict[str, int] = {}
    lesson_ahead: dict[str, dict[str, int]] = {}
    providers: dict[str, dict[str, Any]] = {}
    launcher: str = ""
    launchers: dict[str, dict[str, Any]] = {}

    _problem: str = pydantic.PrivateAttr("")
    _locked: bool = pydantic.PrivateAttr(False)
    _before: dict[str, Any] | None = pydantic.PrivateAttr(None)

    @property
    def problem(self) -> str:
        """What in the file could not be used, and what to do; empty if all could."""
        return self._problem

    @property
    def locked(self) -> bool:
        """Whether ``local_only`` is on because the file does not say it clearly."""
        return self._locked

    def save(self) -> None:
        """Write what was changed since it was read; what else the file holds stays in it.

        So a window that closes takes nothing back that somebody else wrote meanwhile, and a value
        that this version cannot use is there for the next.

        Raises
        ------
        StorageError
            When the config folder cannot be written, or what is in the file cannot be read.
        """
        path = file()
        now = self.model_dump(mode="json")
        try:
            table = _table(path)
        except (OSError, ValueError, RecursionError) as error:
            message = f"The settings are not saved: {path} cannot be read ({_reason(error)})."
            raise StorageError(message, "Mend that file, or delete it.") from error
        before = None if table is None else self._before
        written = _changed(table or {}, before, now)
        if table == written:
            self._before = now
            return
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            atomic.write_text(path, tomli_w.dumps(_without_none(written)))
        except OSError as error:
            message = f"Cannot write the settings {path}: {error.strerror or error}."
            raise StorageError(message, "Check the folder's permissions and free space.") from error
        self._before = now


def file() -> Path:
    """Where the settings are."""
    return paths.config() / "settings.toml"


def load() -> Settings:
    """Read the settings; never fails, and never writes."""
    path = file()
    try:
        table = _table(path)
    except (OSError, ValueError, RecursionError) as error:  # TOML and UTF-8 errors are ValueErrors
        words = (
            "For safety, nothing is sent to another machine until the settings file is mended or "
            f"deleted: {path} cannot be read, {_reason(error)}. Defaults are used."
        )
        return _with_problem(Settings(local_only=True), words, True)
    values, problems = _usable(table or {})
    strays = list(_strays(table or {}))
    locked = LOCAL_ONLY in (table or {}) and LOCAL_ONLY not in values
    locked = locked or any(may_ask for _, may_ask in strays)
    problems += [
        f"{where} is not a setting; is {LOCAL_ONLY} meant, at the top?" for where, _ in strays
    ]
    settings = Settings.model_validate(values)
    words = f"In the settings {path}, {'; '.join(problems)}. The rest is used." if problems else ""
    if locked:
        settings.local_only = True
        safe = "For safety, nothing is sent to another machine until the settings are corrected."
        words = f"{safe} {words}"
    return _with_problem(settings, words, locked)


def _with_problem(settings: Settings, problem: str, locked: bool) -> Settings:
    settings._problem = problem
    settings._locked = locked
    settings._before = settings.model_dump(mode="json")
    return settings


def _table(path: Path) -> dict[str, Any] | None:
    """What the file says; ``None`` when there is none.

    Raises
    ------
    OSError, ValueError, RecursionError
        When it cannot be read, or holds nothing: a file that a crash cut short says nothing of
        what was chosen.
    """
    try:
        text = read_file.read_text(path).removeprefix("\ufeff")
    except FileNotFoundError:
        if path.is_symlink():
            raise  # to a disk that is not there now
        return None
    if not text.strip():
        raise ValueError("it is empty")
    return read_file.parse_toml(text)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    if isinstance(error, UnicodeDecodeError):
        return "it is not written in UTF-8"
    return "it is nested too deeply" if isinstance(error, RecursionError) else str(error)


def _usable(table: Mapping[str, Any]) -> tuple[dict[str, Any], list[str]]:
    """The fields that can be used, lists and tables element by element; and what cannot."""
    values: dict[str, Any] = {}
    problems: list[str] = []
    for name, value in table.items():
        if name not in Settings.model_fields:
            if not _meaning(name):
                problems.append(f"{name} is not a setting")
            continue
        kind = type(Settings.model_fields[name].default)
        parts = kind in (list, dict) and isinstance(value, kind)
        if _fits(name, value, None if parts else problems):
            values[name] = value
        elif parts and kind is dict:
            values[name] = {k: v for k, v in value.items() if _fits(name, {k: v}, problems)}
        elif parts:
            values[name] = [each for each in value if _fits(name, [each], problems)]
        elif kind is list and _fits(name, [value], None):
            values[name] = [value]  # one where a list of one was meant
    return values, problems


def _fits(name: str, value: Any, problems: list[str] | None) -> bool:
    try:
        Settings.model_validate({name: value})
    except pydantic.ValidationError as error:
        if problems is not None:
            where, message = problems_of(error)[0]
            given = _short(error.errors(include_url=False)[0]["input"])
            problems.append(f"{where} = {given} cannot be used ({message})")
        return False
    return True


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 40 else text[:39] + "…"


def _strays(table: Mapping[str, Any], inside: str = "") -> Iterator[tuple[str, bool]]:
    """Where something like ``local_only`` stands that is not read, and whether it may ask for it.

    It is misspelt, or below a table: what is added to the file's end belongs to its last table.
    """
    for name, value in table.items():
        where = f"{inside}.{name}" if inside else name
        meaning = _meaning(name, exactly=bool(inside))
        if meaning and where != LOCAL_ONLY:
            yield where, value is not False if meaning == "closes" else value not in (True, 1)
        elif isinstance(value, Mapping):
            yield from _strays(value, where)


def _meaning(name: str, exactly: bool = False) -> Literal["", "closes", "opens"]:
    """Whether a name that is no setting may be meant for ``local_only``, or for its opposite."""
    letters = "".join(c for c in name.lower() if c.isalnum())
    if exactly:
        return "closes" if letters == "localonly" else ""
    alike = difflib.SequenceMatcher(None, letters, "localonly").ratio() >= _ALIKE
    if alike or letters == "local" or any(word in letters for word in _CLOSING):
        return "closes"
    return "opens" if any(word in letters for word in _OPENING) else ""


def _changed(
    table: dict[str, Any], before: Mapping[str, Any] | None, now: Mapping[str, Any]
) -> dict[str, Any]:
    """The file's table with what is other now than before; all of it where there is no before."""
    found = dict(table)
    for name, value in now.items():
        old = None if before is None else before.get(name)
        if before is not None and value == old:
            continue
        present = found.get(name)
        if isinstance(value, dict) and isinstance(old, dict) and isinstance(present, dict):
            found[name] = _merged(present, old, value)
        else:
            found[name] = value
    return found


def _merged(
    present: Mapping[str, Any], old: Mapping[str, Any], new: Mapping[str, Any]
) -> dict[str, Any]:
    kept = {key: value for key, value in present.items() if key in new or key not in old}
    return kept | {key: value for key, value in new.items() if value != old.get(key)}


def _without_none(value: Any) -> Any:
    """TOML knows no nothing; what is left out has its default again."""
    if isinstance(value, dict):
        return {key: _without_none(each) for key, each in value.items() if each is not None}
    return [_without_none(each) for each in value] if isinstance(value, list) else value
