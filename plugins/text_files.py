"""Datasets: a text of one's own, and a megabyte of Shakespeare, for models that continue text."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib.resources import as_file, files
from itertools import islice
from pathlib import Path

import numpy as np
import numpy.typing as npt

from workbench import (
    Card,
    Corpus,
    DataFile,
    Dataset,
    DatasetError,
    FilePreview,
    OptionalPath,
    PreviewColumn,
    Tokenizer,
    TokenizerParams,
    hookimpl,
    param,
    read_text_chunks,
    train_tokenizer,
)

# A text is gone through three times (to count, to learn the vocabulary, to encode), so that
# a gigabyte of it never lies in memory as text.
Source = Callable[[], Iterable[str]]
SHORTEST = 100
TEXT_SUFFIXES = (".txt", ".text", ".md", ".rst", ".tex", ".log")


SHAKESPEARE = DataFile(
    "tinyshakespeare/input.txt",
    ("https://raw.githubusercontent.com/karpathy/char-rnn/master/data/tinyshakespeare/input.txt",),
    1_115_394,
    "86c4e6aa9db7c042ec79f339dcb96d42b0075e16b8fc2e86bf0ca57e2dc565ed",
)
LOOKED_AT = 200
# Lines that are shown before all is read.
PREVIEWED = 3


class TextFilesParams(TokenizerParams):
    path: OptionalPath = param(
        None,
        "File or folder",
        "Plain text in any encoding; blank uses the built-in sample.",
        blank="built-in sample",
        picks="either",
        suffixes=TEXT_SUFFIXES,
    )
    validation: float = param(
        0.1,
        "Test split",
        "Share of the text, from its end, kept for testing.",
        ge=0.01,
        le=0.5,
    )


class TextFiles(Dataset):
    """The user's own text, or the sample."""

    id, name = "text-files", "Your own text"
    section = "own"
    opens, opens_folders = TEXT_SUFFIXES, True
    order = 20
    about = "A text file, or a folder of them, for models that continue text; a sample is built in."
    Params = TextFilesParams
    card = Card(
        summary="Plain text. The built-in sample is the GNU General Public License, version 3.",
        size="the sample: 35,149 characters, of which the last tenth is for testing",
        licence="the sample: everyone may copy and distribute verbatim copies, but not change it",
        source="your own files; the sample is from the Free Software Foundation, gnu.org/licenses",
    )

    @classmethod
    def suits(cls, path: Path) -> float:
        """A text file; of a folder, the share of its files that are some."""
        if not path.is_dir():
            return 0.5
        names = [
            each.suffix.lower() for each in islice(path.rglob("*"), LOOKED_AT) if each.is_file()
        ]
        return 0.5 * sum(suffix in TEXT_SUFFIXES for suffix in names) / max(len(names), 1)

    def preview(self, params: TextFilesParams) -> FilePreview | None:
        """The first lines that say something."""
        if params.path is None:
            return None
        chunks = read_text_chunks(params.path.expanduser(), self.loading.report, self.loading.check)
        lines = [line.strip() for line in next(iter(chunks), "").splitlines() if line.strip()]
        return FilePreview((PreviewColumn("Text", "first lines", tuple(lines[:PREVIEWED])),))

    def load(self, params: TextFilesParams) -> Corpus:
        if params.path is not None:
            return self._load(params.path.expanduser(), params)
        with as_file(files("workbench_resources").joinpath("samples/gpl-3.txt")) as sample:
            return self._load(sample, params)

    def _load(self, path: Path, params: TextFilesParams) -> Corpus:
        def source() -> Iterator[str]:
            return read_text_chunks(path, self.loading.report, self.loading.check)

        return corpus(source, params, params.validation, str(path))


class TinyShakespeare(Dataset):
    """The customary first corpus: scenes from Shakespeare's plays."""

    id, name = "tiny-shakespeare", "Tiny Shakespeare"
    section = "texts"
    files = (SHAKESPEARE,)
    about = "A megabyte of Shakespeare's plays."
    Params = TokenizerParams
    card = Card(
        summary="Scenes from Shakespeare's plays in plain English with the speakers' names.",
        size="1,115,394 characters, 65 different; the last 111,540 are for testing",
        licence="public domain",
        source="https://github.com/karpathy/char-rnn (data/tinyshakespeare)",
        citation="Karpathy (2015), The unreasonable effectiveness of recurrent neural networks",
    )

    def load(self, params: TokenizerParams) -> Corpus:
        path = self.file(SHAKESPEARE.name)

        def source() -> Iterator[str]:
            return read_text_chunks(path, self.loading.report, self.loading.check)

        return corpus(source, params, 0.1, str(path))


def corpus(source: Source, params: TokenizerParams, test_part: float, name: str) -> Corpus:
    """Cut a text in two, learn the tokenizer from the first part and encode both.

    Parameters
    ----------
    source
        Gives the text in pieces, the same ones each time.
    test_part
        Part of the characters, from the end, that is for testing.
    name
        What an error calls the text.

    Raises
    ------
    DatasetError
        When the text is shorter than `SHORTEST` characters.
    """
    total = sum(map(len, source()))
    if total < SHORTEST:
        message = f"{name} holds {total} characters, too few to learn from."
        raise DatasetError(message, f"Take a text of at least {SHORTEST} characters.")
    cut = int(total * (1 - test_part))
    text = train_tokenizer(_between(source(), 0, cut), params.tokenizer, params.vocab_size)
    tokenizer = Tokenizer.from_json(text)
    first: list[npt.NDArray[np.int32]] = []
    last: list[npt.NDArray[np.int32]] = []
    start = 0
    for piece in source():
        # The cut falls into one piece, which gives to both sides.
        here = min(max(cut - start, 0), len(piece))
        first.append(tokenizer.encode(piece[:here]))
        last.append(tokenizer.encode(piece[here:]))
        start += len(piece)
    return Corpus(np.concatenate(first), np.concatenate(last), text)


def _between(pieces: Iterable[str], start: int, stop: int) -> Iterator[str]:
    """The characters ``start:stop`` of a text that comes in pieces."""
    at = 0
    for piece in pieces:
        if at >= stop:
            return
        yield piece[max(start - at, 0) : stop - at]
        at += len(piece)


@hookimpl
def register_datasets() -> list[type[Dataset]]:
    return [TextFiles, TinyShakespeare]
