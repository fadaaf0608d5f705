"""The user's settings, kept as TOML in the config folder.

A damaged file is set aside and the defaults are used; nothing here is secret
(see `workbench.core.secrets`).
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any, Literal

import pydantic
import tomli_w

from workbench.core import paths
from workbench.core.errors import StorageError


class Settings(pydantic.BaseModel):
    """What the user chose; assigning a field validates it, `save` writes it.

    ``geometry`` and ``state`` are the window's own words for its layout, in base64;
    ``providers`` holds the settings of each provider by its id.
    """

    model_config = pydantic.ConfigDict(validate_assignment=True, extra="ignore")

    theme: Literal["system", "light", "dark"] = "system"
    blocked: list[str] = []
    plugin_paths: list[Path] = []
    local_only: bool = False
    experiment: str = ""
    geometry: str = ""
    layout: dict[str, str] = {}
    lesson_done: list[str] = []
    providers: dict[str, dict[str, Any]] = {}

    _problem: str = pydantic.PrivateAttr("")

    @property
    def problem(self) -> str:
        """Why the saved settings could not be used; empty if they could."""
        return self._problem

    def save(self) -> None:
        """Write the settings aside and rename.

        Raises
        ------
        StorageError
            When the config folder cannot be written.
        """
        path = file()
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            aside = path.with_name(path.name + ".new")
            aside.write_text(tomli_w.dumps(self.model_dump(mode="json")), "utf-8")
            aside.replace(path)
        except OSError as error:
            message = f"Cannot write the settings {path}: {error.strerror or error}."
            raise StorageError(message, "Check the folder's permissions and free space.") from error


def file() -> Path:
    """Where the settings are."""
    return paths.config() / "settings.toml"


def load() -> Settings:
    """Read the settings; never fails."""
    path = file()
    try:
        return Settings.model_validate(tomllib.loads(path.read_text("utf-8")))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:  # TOML, UTF-8 and pydantic errors are ValueErrors
        settings = Settings()
        aside = path.with_name("settings.damaged.toml")
        settings._problem = f"The settings could not be read ({error}); defaults are used."
        try:
            path.replace(aside)
            settings._problem += f" The old file is {aside}."
        except OSError:
            pass
        return settings
