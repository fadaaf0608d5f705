"""Download a file: resumed, verified, from the first mirror that answers.

The one door for everything that is downloaded: it stays shut to other machines where the user
wants nothing to leave this one.
"""

from __future__ import annotations

import hashlib
import shutil
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from workbench.core.contracts.errors import DownloadError
from workbench.core.io import file_lock, hosts, local_only, tls

if TYPE_CHECKING:
    import httpx

Report = Callable[[str, float, float | None], None]

CHUNK = 1 << 16
READ_S = 10.0  # a read that takes longer is a server that hangs
POLL_S = REPORT_S = 0.05
TRIES = 2
ROOM = 64 << 20  # what stays free on the disk
MAX_PAGE = 64 << 20  # the longest lists of an index have some megabytes


def fetch(
    urls: Sequence[str],
    target: Path,
    *,
    sha256: str = "",
    blob: str = "",
    headers: Mapping[str, str] | None = None,
    report: Report = lambda what, done, total: None,
    check: Callable[[], None] = lambda: None,
) -> Path:
    """Download into ``target``, which is complete and verified when it exists.

    A broken download is left as ``target.part`` and resumed next time.

    Parameters
    ----------
    urls
        Mirrors, tried in order, each until it brought nothing for `TRIES` times.
    sha256, blob
        What the file must hash to, by itself and as Git does; empty to skip.
    headers
        Sent with each request to the mirror that is named; none of them follows to another host,
        and none goes where others could read it on the way.
    report, check
        See `workbench.core.contracts.dataset.Loading`.

    Raises
    ------
    LocalOnly
        When it is on other machines alone, and the user wants nothing to leave this one.
    DownloadError
        When no mirror gave the right file; the remedy says how to do it by hand.
    Stopped
        When ``check`` says so; the part that came stays.
    """
    import httpx

    part = target.with_name(target.name + ".part")
    failures: list[str] = []
    urls = _allowed(urls, target)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for url in urls:
            fruitless = 0
            with _client(url, headers, target) as client:
                while fruitless < TRIES:
                    check()
                    before = _size(part)
                    try:
                        _attended(partial(_stream, client, url, part, report), check)
                    except (httpx.HTTPError, httpx.InvalidURL) as error:
                        failures.append(f"{urlsplit(url).hostname}: {_reason(error)}")
                        # A connection that breaks again and again gets to the end all the same.
                        fruitless += _size(part) <= before
                        continue
                    if is_right(part, sha256, blob, check):
                        part.replace(target)
                        return target
                    part.unlink()
                    fruitless += 1
                    failures.append(f"{urlsplit(url).hostname}: the file is not the expected one")
    except OSError as error:
        raise cannot_write(target, error) from error
    message = f"{target.name} could not be downloaded ({'; '.join(dict.fromkeys(failures))})."
    remedy = f"Check the network, or download {urls[0]} yourself and save it as {target}."
    raise DownloadError(message, remedy)


def read_page(
    url: str,
    what: str,
    headers: Mapping[str, str] | None = None,
    check: Callable[[], None] = lambda: None,
) -> bytes:
    """Read what a server says at an address, such as an index's list of a package's files.

    Parameters
    ----------
    what
        What it is, for messages.
    headers, check
        As `fetch` takes them.

    Raises
    ------
    LocalOnly
        When it is on another machine, and the user wants nothing to leave this one.
    DownloadError
        When the server cannot be reached, has no such page, or sends more than `MAX_PAGE` bytes.
    Stopped
        When ``check`` says so.
    """
    import httpx

    local_only.refuse(url, f"{what} is not looked up")
    content = bytearray()

    def read(abandoned: threading.Event) -> None:
        with client.stream("GET", url) as response:
            response.raise_for_status()
            for chunk in response.iter_bytes():
                content.extend(chunk)
                if abandoned.is_set() or len(content) > MAX_PAGE:
                    return

    try:
        with _client(url, headers, Path(what)) as client:
            _attended(read, check)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        message = f"{what} cannot be looked up ({hosts.name(url) or url}: {_reason(error)})."
        raise DownloadError(message, "Check the network and try again.") from error
    if len(content) > MAX_PAGE:
        message = f"{what} cannot be looked up: {hosts.name(url)} sends more than a list."
        raise DownloadError(message, "Choose another server.")
    return bytes(content)


@contextmanager
def downloading_alone(lock: Path, name: str) -> Iterator[None]:
    """Keep two programs from writing the same files; ``lock`` is a file that stays.

    Raises
    ------
    DownloadError
        When another program holds the lock, or it cannot be written.
    """
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        holder = file_lock.acquire(lock)
    except OSError as error:
        raise cannot_write(lock.parent, error) from error
    if holder is None:
        message = f"{name} is being downloaded already."
        raise DownloadError(message, "Wait until that has ended, or stop it.")
    try:
        yield
    finally:
        holder.close()


def refuse_full(folder: Path, n_bytes: int, name: str, remedy: str) -> None:
    """Refuse a download before it begins, where it would fill the disk.

    Raises
    ------
    DownloadError
        When ``n_bytes`` more would leave less than `ROOM` free at ``folder``.
    """
    free = shutil.disk_usage(folder).free
    if n_bytes > 0 and n_bytes + ROOM > free:
        message = (
            f"{name} does not fit on the disk: {n_bytes / 1e9:.2f} GB are to come, and "
            f"{free / 1e9:.2f} GB are free at {folder}."
        )
        raise DownloadError(message, remedy)


def cannot_write(path: Path, error: OSError) -> DownloadError:
    """The error of a file or folder that cannot be written."""
    message = f"Cannot write {path}: {error.strerror or error}."
    return DownloadError(message, "Free some disk space or check permissions.")


def _allowed(urls: Sequence[str], target: Path) -> Sequence[str]:
    """The mirrors that may be asked."""
    if not urls or not local_only.holds():
        return urls
    here = [url for url in urls if hosts.is_here(url)]
    if not here:
        local_only.refuse(urls[0], f"{target.name} is not downloaded", _by_hand(urls[0], target))
    return here


def _by_hand(url: str, target: Path) -> str:
    return (
        f"Allow other machines in the settings, or download {url} yourself and save it as {target}."
    )


def _client(url: str, headers: Mapping[str, str] | None, target: Path) -> httpx.Client:
    """A client for one mirror, which looks at each address before it is asked."""
    import httpx

    encrypted, mirror = urlsplit(url).scheme == "https", hosts.authority(url)
    is_kept_here = hosts.is_here(url) and local_only.holds()

    def look(request: httpx.Request) -> None:
        goal = str(request.url)
        if encrypted and request.url.scheme != "https":
            message = f"sends on to {request.url.host} without encryption"
            raise httpx.UnsupportedProtocol(message)
        if is_kept_here:
            local_only.refuse(goal, f"{target.name} is not downloaded", _by_hand(url, target))
        if hosts.authority(goal) != mirror or not hosts.is_private_way(goal):
            for name in headers or {}:
                request.headers.pop(name, None)

    return httpx.Client(
        timeout=httpx.Timeout(READ_S),
        follow_redirects=True,
        headers=headers,
        # SSL_CERT_FILE names who is trusted, on this machine, too; a proxy is another machine.
        verify=not encrypted or httpx.create_ssl_context(),
        trust_env=not hosts.is_here(url),
        event_hooks={"request": [look]},
    )


def is_right(
    path: Path, sha256: str = "", blob: str = "", check: Callable[[], None] = lambda: None
) -> bool:
    """Whether a file hashes to what it must, by itself and as Git does; empty to skip."""
    if sha256 and _digest(path, hashlib.sha256(), check) != sha256:
        return False
    start = f"blob {path.stat().st_size}\0".encode()
    return not blob or _digest(path, hashlib.sha1(start, usedforsecurity=False), check) == blob


def _size(path: Path) -> int:
    return path.stat().st_size if path.exists() else 0


def _reason(error: Exception) -> str:
    """In a few words, without an address: one that was forwarded to may hold a signature."""
    response = getattr(error, "response", None)
    if response is not None:
        return f"{response.status_code} {response.reason_phrase}".strip()
    if (insecure := tls.problem(error)) is not None:
        return insecure[0]
    return str(error) or type(error).__name__


def _attended(work: Callable[[threading.Event], None], check: Callable[[], None]) -> None:
    """Run ``work`` in a thread and ``check`` meanwhile: a hanging server must not delay a stop.

    The event that ``work`` gets is set when nobody waits for it any more.
    """
    failure: list[Exception] = []
    left = threading.Event()

    def run() -> None:
        try:
            work(left)
        except Exception as error:  # noqa: BLE001 - raised again below, in the caller's thread
            failure.append(error)

    thread = threading.Thread(target=run, name="download", daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(POLL_S)
            check()
    finally:
        left.set()
    if failure:
        raise failure[0]


def _stream(
    client: httpx.Client, url: str, part: Path, report: Report, abandoned: threading.Event
) -> None:
    import httpx

    done = _size(part)
    headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={done}-"} if done else {})
    with client.stream("GET", url, headers=headers) as response:
        if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            return  # all of it is here; the hash decides
        response.raise_for_status()
        resumed = response.status_code == httpx.codes.PARTIAL_CONTENT
        done = done if resumed else 0
        length = response.headers.get("Content-Length")
        total = done + int(length) if length and length.isdigit() else None
        with part.open("ab" if resumed else "wb") as file:
            said_at = -REPORT_S
            # In the pieces that come: what was gathered for a larger one breaks off with it.
            for chunk in response.iter_raw():
                if abandoned.is_set():
                    return  # who goes on with the file later must not find two that write
                file.write(chunk)
                done += len(chunk)
                if done == total or time.monotonic() - said_at >= REPORT_S:
                    said_at = time.monotonic()
                    report(f"Downloading {part.stem}", done, total)
    if total is not None and done < total:
        message = "the connection broke"
        raise httpx.ReadError(message)


def _digest(path: Path, sha: hashlib._Hash, check: Callable[[], None]) -> str:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK * 16):
            check()
            sha.update(chunk)
    return sha.hexdigest()
