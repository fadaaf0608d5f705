"""Reads text files of any size and encoding, piece by piece."""

from __future__ import annotations

import codecs
import io
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO

from workbench.core.contracts.errors import DatasetError

# Files of a folder that are taken for text.
SUFFIXES = frozenset(
    ".txt .text .md .rst .org .tex .csv .tsv .json .jsonl .xml .html .htm .css .js .ts .py .pyi "
    ".c .h .cc .cpp .hpp .rs .go .java .kt .rb .php .pl .lua .r .jl .m .sh .sql .toml .yaml .yml "
    ".ini .cfg .log .srt .abc".split()
)
CHUNK = 1 << 20  # characters
_BLOCK = 1 << 20  # bytes
_LINE = 1 << 9  # bytes
_HEAD = 1 << 13  # bytes; even, as characters of UTF-16 are
_MOSTLY = 0.6
_LEAST_UTF16 = 16
# Name of the codec for files that were put together from several encodings.
_MIXED = "utf_8_or_cp1252"
# Lines of another encoding that happen to be UTF-8, too.
_MOST_BY_CHANCE = 0.1
_LINES_AT_ONCE = 10_000
_SAMPLE = 1 << 16  # bytes that chardet sees: it is slow, and more seldom changes its mind
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Below this, chardet's answer is worth less than the most frequent case.
_UNSURE = 0.1

Report = Callable[[str, float, float | None], None]


def _no_report(what: str, done: float, total: float | None) -> None:
    """Show no progress."""


def _no_check() -> None:
    """Never stop."""


def files(path: Path) -> tuple[Path, ...]:
    """Return the text files that a path means: itself, or those in a folder and below, sorted.

    Hidden files, files with other endings than `SUFFIXES` and binary files are left out.

    Raises
    ------
    DatasetError
        When there is nothing at the path, or no text in the folder.
    """
    if path.is_file():
        return (path,)
    if not path.is_dir():
        raise DatasetError(f"There is no file or folder {path}.", "Check the path.")
    found = []
    for folder, below, names in os.walk(path):
        below[:] = [name for name in below if not name.startswith(".")]
        here = [Path(folder, name) for name in names if not name.startswith(".")]
        found += [f for f in here if f.suffix.lower() in SUFFIXES and f.is_file()]
    texts = tuple(sorted(file for file in found if not is_binary(file)))
    if not texts:
        message = f"The folder {path} holds no text files."
        raise DatasetError(message, "Put .txt or .md files into it, or name a single file.")
    return texts


def is_binary(path: Path) -> bool:
    """Whether a file has null bytes near its start and is not UTF-16 or UTF-32."""
    with _readable(path), path.open("rb") as file:
        head = file.read(_HEAD)
    return b"\0" in head and _marked(head) is None and _utf16(head) is None


def encoding(path: Path, check: Callable[[], None] = _no_check) -> str:
    """Find out a file's encoding, as a name that ``open`` takes.

    A byte order mark decides, then whether all of it is UTF-8, then chardet's guess at
    the place that is not.

    Raises
    ------
    DatasetError
        When the file is unreadable or no text.
    """
    if is_binary(path):
        message = f"{path} is not a text file: it holds null bytes."
        raise DatasetError(message, "Choose a plain text file, saved as UTF-8.")
    decoder = codecs.getincrementaldecoder("utf-8")()
    place = 0
    with _readable(path), path.open("rb") as file:
        if (mark := _marked(file.read(4))) is not None:
            return mark
        if (bare := _utf16(file.read(_HEAD))) is not None:
            return bare
        file.seek(0)
        try:
            while block := file.read(_BLOCK):
                check()
                decoder.decode(block)
                place += len(block)
            decoder.decode(b"", final=True)
            return "utf-8"
        except UnicodeDecodeError as error:
            # From this line on: plain English before it would tell chardet nothing.
            start = max(place + error.start - _LINE, 0)
            file.seek(start)
            sample = file.read(_SAMPLE)
            begin = sample.rfind(b"\n", 0, place + error.start - start) + 1
            return _MIXED if _is_mixed(path, check) else _guessed(sample[begin:], path)


def _marked(head: bytes) -> str | None:
    return next((name for mark, name in _MARKS if head.startswith(mark)), None)


def _utf16(head: bytes) -> str | None:
    """UTF-16 without a mark, told by the null bytes beside Latin letters."""
    high = {"utf-16-be": head[0::2], "utf-16-le": head[1::2]}
    nulls = {name: part.count(0) / max(len(part), 1) for name, part in high.items()}
    name = max(nulls, key=lambda name: nulls[name])
    sure = nulls[name] > _MOSTLY and min(nulls.values()) < 1 - _MOSTLY
    return name if sure and len(head) >= _LEAST_UTF16 else None


class _MixedDecoder(codecs.BufferedIncrementalDecoder):
    """UTF-8, and Windows' Western European where a byte is none of it."""

    def _buffer_decode(self, input: Any, errors: str, final: bool) -> tuple[str, int]:
        return codecs.utf_8_decode(input, _MIXED, final)


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    part = error.object[error.start : error.end]
    return part.decode("cp1252", "replace"), error.end


def _mixed_codec(name: str) -> codecs.CodecInfo | None:
    if name != _MIXED:
        return None
    return codecs.CodecInfo(
        codecs.utf_8_encode,
        lambda raw, errors="strict": codecs.utf_8_decode(raw, _MIXED, True),
        incrementalencoder=codecs.lookup("utf-8").incrementalencoder,
        incrementaldecoder=_MixedDecoder,
        name=_MIXED,
    )


codecs.register(_mixed_codec)
codecs.register_error(_MIXED, _as_cp1252)


def _is_mixed(path: Path, check: Callable[[], None]) -> bool:
    """Whether some lines with other than ASCII letters are UTF-8, of a file that is not."""
    valid = invalid = 0
    with path.open("rb") as file:
        for number, line in enumerate(file):
            if number % _LINES_AT_ONCE == 0:
                check()
            if line.isascii():
                continue
            try:
                line.decode("utf-8")
                valid += 1
            except UnicodeDecodeError:
                invalid += 1
    return valid > _MOST_BY_CHANCE * (valid + invalid)


def _guessed(sample: bytes, path: Path) -> str:
    import chardet

    guess = chardet.detect(sample)
    name = guess["encoding"] or ""
    if name.lower().startswith(("utf", "ascii")) or (guess["confidence"] or 0) < _UNSURE:
        name = "cp1252"
    try:
        codecs.lookup(name)
        sample.decode(name, "strict" if name == "cp1252" else "ignore")
    except (LookupError, UnicodeDecodeError):
        raise _undecodable(path) from None
    return name


def _undecodable(path: Path) -> DatasetError:
    message = f"{path} is in an encoding that cannot be told."
    return DatasetError(message, "Open it in an editor and save it as UTF-8.")


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except UnicodeError:
        raise _undecodable(path) from None
    except OSError as error:
        message = f"Cannot read {path}: {error.strerror or error}."
        raise DatasetError(message, "Check the file and its permissions.") from None


@contextmanager
def opened(path: Path, newline: str | None = None) -> Iterator[TextIO]:
    r"""Open a text file in its own encoding; faults on the way become `DatasetError`.

    ``newline`` is as in ``open``: ``None`` makes every line end ``"\n"``.
    """
    name = encoding(path)
    with _readable(path), path.open("r", encoding=name, newline=newline) as file:
        yield file


def chunks(
    path: Path, report: Report = _no_report, check: Callable[[], None] = _no_check
) -> Iterator[str]:
    r"""Yield the text of a file or folder in pieces of about a million characters.

    A piece ends with a line where lines are shorter than that. Line ends are ``"\n"``; the
    next file of a folder begins on its own line.

    Parameters
    ----------
    report
        Is told the bytes that were read and how many there are.
    check
        Called between pieces; may raise to stop.

    Raises
    ------
    DatasetError
        When a file cannot be read or decoded, or there is none.
    """
    found = files(path)
    total = sum(file.stat().st_size for file in found)
    before = 0
    for file in found:
        piece = "\n"
        for piece, done in _pieces(file, check):
            check()
            report(f"Reading {file.name}", min(before + done, total), total)
            yield piece
        if file != found[-1] and not piece.endswith("\n"):
            yield "\n"
        before += file.stat().st_size


def _pieces(path: Path, check: Callable[[], None]) -> Iterator[tuple[str, int]]:
    """Yield text and the number of bytes read so far."""
    name = encoding(path, check)
    left = ""
    with _readable(path), path.open("rb") as raw, io.TextIOWrapper(raw, name) as file:
        while block := file.read(CHUNK):
            text = left + block
            end = text.rfind("\n") + 1 or len(text)
            left = text[end:]
            yield text[:end], raw.tell()
        if left:
            yield left, raw.tell()
