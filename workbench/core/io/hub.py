"""Hub: what a repository on the Hugging Face Hub holds, and its models downloaded.

``HF_ENDPOINT`` names another Hub. What is downloaded lies in the data folder, where the providers
of this machine find it; each file is compared with the hash that the Hub gives for it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import quote, urlsplit

from workbench.core import secrets
from workbench.core.contracts.errors import (
    LocalOnly,
    Unreachable,
    UsageError,
    WorkbenchError,
    WrongKey,
)
from workbench.core.contracts.errors import UnknownModel as UnknownRepo
from workbench.core.io import hosts, local_only, tls
from workbench.core.settings import Settings

ALLOW = local_only.ALLOW
KEY = "huggingface"
HOME = "https://huggingface.co"
# Well-known, small, and free of conditions: name, and what it is.
SUGGESTED = (
    ("bartowski/SmolLM2-135M-Instruct-GGUF", "the smallest that answers"),
    ("HuggingFaceTB/SmolLM2-360M-Instruct-GGUF", "small, quick"),
    ("Qwen/Qwen2.5-0.5B-Instruct-GGUF", "small, many languages"),
    ("Qwen/Qwen3-0.6B-GGUF", "small, thinks before it answers"),
    ("HuggingFaceTB/SmolLM2-1.7B-Instruct-GGUF", "better, slower"),
    ("HuggingFaceTB/SmolLM2-135M-Instruct", "for transformers: with attention to look at"),
    ("openai-community/gpt2", "for transformers: goes on with a text"),
    ("sentence-transformers/all-MiniLM-L6-v2", "for transformers: vectors of texts"),
)
_TIMEOUT_S = 15.0
_MOST_FILES = 10_000


@dataclass(frozen=True)
class RemoteFile:
    """A file of a repository; ``sha256`` is of its content, ``blob`` Git's hash, one may miss."""

    path: str
    n_bytes: int
    sha256: str = ""
    blob: str = ""


@dataclass(frozen=True)
class Repo:
    """A repository as it is now; ``n_parameters`` counts numbers in safetensors, 0: not known."""

    name: str
    revision: str
    files: tuple[RemoteFile, ...]
    gated: bool = False
    n_parameters: int = 0

    def url(self, file: RemoteFile) -> str:
        """Where a file is, at this revision."""
        return f"{endpoint()}/{self.name}/resolve/{self.revision}/{quote(file.path)}"


def endpoint() -> str:
    """The address of the Hub."""
    return os.environ.get("HF_ENDPOINT", "").rstrip("/") or HOME


def host() -> str:
    """The Hub's host."""
    return urlsplit(endpoint()).hostname or endpoint()


def key_name() -> str:
    """What the key of the Hub in use is called in the keyring: that of a mirror is another one."""
    there = endpoint()
    is_usual = hosts.is_here(there) or hosts.authority(there) == hosts.authority(HOME)
    return KEY if is_usual else f"{KEY} at {hosts.authority(there)}"


def token() -> str | None:
    """The user's key: from the keyring, or as the Hub's own programs know it.

    What those programs know is for huggingface.co, and goes to no other Hub that ``HF_ENDPOINT``
    names.

    Raises
    ------
    WrongKey
        When it cannot be one; a library's own words on that would show it.
    """
    from huggingface_hub import get_token

    there = endpoint()
    is_usual = hosts.authority(there) == hosts.authority(HOME)
    found = secrets.key(KEY, key_name(), there, there if hosts.is_here(there) else HOME) or None
    if not found and is_usual and hosts.is_private_way(there):
        found = get_token()
    if found and not there.startswith("https:") and hosts.is_proxied(there):
        return None  # a proxy is another machine, and would read it
    if found and not (found.isascii() and found.isprintable() and " " not in found):
        message = "What is kept as the key of the Hub has characters that no key has."
        raise WrongKey(message, "Give it again with `workbench download-model --key`.")
    return found


def parse(text: str) -> tuple[str, str]:
    """``owner/name`` and a file of it, from what people paste: an address, ``name:Q4_K_M``.

    Raises
    ------
    UsageError
        When it names no repository.
    """
    plain = text.strip()
    for start in (f"{endpoint()}/", f"{HOME}/", "https://hf.co/", "huggingface.co/", "hf.co/"):
        plain = plain.removeprefix(start)
    plain = plain.split("?")[0].split("#")[0].strip("/")
    plain, _, file = plain.partition(":")
    parts = plain.split("/")
    if len(parts) > 4 and parts[2] in ("blob", "resolve", "tree"):
        file = "/".join(parts[4:])
    if len(parts) < 2 or not all(_is_name(part) for part in parts[:2]):
        message = f"{text.strip()!r} names no repository."
        raise UsageError(message, f"Write owner/name, such as {SUGGESTED[0][0]}.")
    return "/".join(parts[:2]), file


def _is_name(part: str) -> bool:
    fine = all(c.isascii() and (c.isalnum() or c in "-_.") for c in part)
    return fine and bool(part) and not part.startswith(".") and len(part) <= 96


def look(name: str, settings: Settings) -> Repo:
    """What a repository holds.

    Raises
    ------
    UsageError
        When the name is none.
    LocalOnly
        When nobody on another machine may be asked.
    UnknownModel
        When there is no such repository, or it is hidden.
    WrongKey
        When its owner wants to know who downloads it, and no key says so.
    Unreachable
        When the Hub does not answer as it should.
    """
    repo, _ = parse(name)
    if settings.local_only or local_only.holds():
        raise LocalOnly(f"The Hub is not asked: it is at {host()}.", ALLOW)
    from huggingface_hub import HfApi

    api = HfApi(endpoint=endpoint(), token=token() or False)

    def work() -> Repo:
        info: Any = api.model_info(repo, files_metadata=True, timeout=_TIMEOUT_S)
        if info.gated:
            api.auth_check(repo)
        return _read(repo, info)

    return _call_hub(repo, work)


def _read(name: str, info: Any) -> Repo:
    files = []
    for sibling in info.siblings or ():
        path, lfs = str(sibling.rfilename), sibling.lfs
        if is_safe(path) and isinstance(sibling.size, int) and sibling.size >= 0:
            sha256 = str(lfs.sha256) if lfs else ""
            blob = "" if lfs else str(sibling.blob_id or "")
            files.append(RemoteFile(path, sibling.size, sha256, blob))
    if not isinstance(info.sha, str) or not _is_name(info.sha) or len(files) > _MOST_FILES:
        raise ValueError("no revision, or too many files")
    told = info.safetensors
    return Repo(name, info.sha, tuple(files), bool(info.gated), int(told.total) if told else 0)


def is_safe(path: str) -> bool:
    """Whether a path stays inside the folder that it is taken from, on any system."""
    pure = PurePosixPath(path)
    fine = not pure.is_absolute() and ".." not in pure.parts and bool(pure.parts)
    return fine and not any(c in path for c in '\\:*?"<>|\0') and path.isprintable()


def _call_hub(name: str, work: Callable[[], Repo]) -> Repo:
    """Call ``work``; what the Hub's library raises is told as the workbench tells things."""
    import httpx2
    from huggingface_hub import errors

    try:
        return work()
    except errors.GatedRepoError as error:
        raise WrongKey(f"The owner of {name} wants to know who downloads it.", _gated(name)) from (
            error
        )
    except errors.RepositoryNotFoundError as error:
        message = f"The Hub at {host()} has no model {name}, or hides it."
        raise UnknownRepo(message, "Check the name; a private one wants your key.") from error
    except errors.OfflineModeIsEnabled as error:
        raise Unreachable("HF_HUB_OFFLINE says not to ask the Hub.", "Unset it.") from error
    except errors.HfHubHTTPError as error:
        raise _refused(name, error.response.status_code) from error
    except errors.HFValidationError as error:
        raise UsageError(f"{name!r} names no repository.", "Write owner/name.") from error
    except (httpx2.HTTPError, OSError) as error:
        if (insecure := tls.problem(error)) is not None:
            raise Unreachable(f"The Hub at {host()} {insecure[0]}.", insecure[1]) from error
        message = f"The Hub at {host()} cannot be reached ({type(error).__name__})."
        raise Unreachable(message, "Check the network, or set HF_ENDPOINT to a mirror.") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        message = f"{host()} does not answer as the Hub does ({type(error).__name__})."
        raise Unreachable(message, "Check HF_ENDPOINT, or try again later.") from error


def _gated(name: str) -> str:
    if key_name() != KEY:
        return (
            f"Keys of {urlsplit(HOME).hostname} are not sent to {host()}: have one for it kept in "
            "the keyring (`workbench download-model --key`), or unset HF_ENDPOINT."
        )
    return (
        f"Accept its terms at {endpoint()}/{name}, make a key at {endpoint()}/settings/tokens, and "
        "have it kept in the keyring (`workbench download-model --key`)."
    )


def _refused(name: str, status: int) -> WorkbenchError:
    if status in (401, 403):
        return WrongKey(f"The Hub does not let you have {name} ({status}).", _gated(name))
    if status == 429:
        return Unreachable("The Hub wants fewer questions.", "Wait a minute, or give a key.")
    message = f"The Hub at {host()} fails with {status}."
    return Unreachable(message, "Try again later.")
