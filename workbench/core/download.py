"""Download a file: resumed, verified, from the first mirror that answers."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from workbench.core.errors import DownloadError

if TYPE_CHECKING:
    import httpx

Report = Callable[[str, float, float | None], None]

CHUNK = 1 << 16
READ_S = 10.0  # a read that takes longer is a server that hangs
POLL_S = 0.05
TRIES = 2


def fetch(
    urls: Sequence[str],
    target: Path,
    *,
    sha256: str = "",
    report: Report = lambda what, done, total: None,
    check: Callable[[], None] = lambda: None,
) -> Path:
    """Download into ``target``, which is complete and verified when it exists.

    A broken download is left as ``target.part`` and resumed next time.

    Parameters
    ----------
    urls
        Mirrors, tried in order, each up to `TRIES` times.
    sha256
        What the file must hash to; empty to skip.
    report, check
        See `workbench.core.dataset.Loading`.

    Raises
    ------
    DownloadError
        When no mirror gave the right file; the remedy says how to do it by hand.
    Stopped
        When ``check`` says so; the part that came stays.
    """
    import httpx

    part = target.with_name(target.name + ".part")
    failures: list[str] = []
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with httpx.Client(timeout=httpx.Timeout(READ_S), follow_redirects=True) as client:
            for url in urls:
                for _ in range(TRIES):
                    check()
                    try:
                        _attended(partial(_stream, client, url, part, report), check)
                    except (httpx.HTTPError, httpx.InvalidURL) as error:
                        failures.append(
                            f"{urlsplit(url).hostname}: {error or type(error).__name__}"
                        )
                        continue
                    if not sha256 or _digest(part, check) == sha256:
                        part.replace(target)
                        return target
                    part.unlink()
                    failures.append(f"{urlsplit(url).hostname}: the file is not the expected one")
    except OSError as error:
        message = f"Cannot write {target}: {error.strerror or error}."
        raise DownloadError(message, "Free some disk space or check permissions.") from error
    message = f"{target.name} could not be downloaded ({'; '.join(dict.fromkeys(failures))})."
    remedy = f"Check the network, or download {urls[0]} yourself and save it as {target}."
    raise DownloadError(message, remedy)


def _attended(work: Callable[[], None], check: Callable[[], None]) -> None:
    """Run ``work`` in a thread and ``check`` meanwhile: a hanging server must not delay a stop."""
    failure: list[Exception] = []

    def run() -> None:
        try:
            work()
        except Exception as error:  # noqa: BLE001 - raised again below, in the caller's thread
            failure.append(error)

    thread = threading.Thread(target=run, name="download", daemon=True)
    thread.start()
    while thread.is_alive():
        thread.join(POLL_S)
        check()
    if failure:
        raise failure[0]


def _stream(client: httpx.Client, url: str, part: Path, report: Report) -> None:
    import httpx

    done = part.stat().st_size if part.exists() else 0
    headers = {"Range": f"bytes={done}-", "Accept-Encoding": "identity"} if done else {}
    with client.stream("GET", url, headers=headers) as response:
        if response.status_code == httpx.codes.REQUESTED_RANGE_NOT_SATISFIABLE:
            return  # all of it is here; the hash decides
        response.raise_for_status()
        resumed = response.status_code == httpx.codes.PARTIAL_CONTENT
        done = done if resumed else 0
        length = response.headers.get("Content-Length")
        total = done + int(length) if length and length.isdigit() else None
        with part.open("ab" if resumed else "wb") as file:
            for chunk in response.iter_raw(CHUNK):
                file.write(chunk)
                done += len(chunk)
                report(f"Downloading {part.stem}", done, total)
    if total is not None and done < total:
        message = "the connection broke"
        raise httpx.ReadError(message)


def _digest(path: Path, check: Callable[[], None]) -> str:
    sha = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK * 16):
            check()
            sha.update(chunk)
    return sha.hexdigest()
