"""Documents: the manual's pages as they ship, their headings, and each as HTML; no widgets.

A wheel carries them in ``workbench_resources/manual``, laid out as in the sources (README.md,
docs/*.md, docs/images, benchmarks/RESULTS.md), so that links between them hold; a checkout has
them beside the resources.
"""

from __future__ import annotations

import functools
import posixpath
import re
import struct
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from pathlib import Path

from workbench.core import paths
from workbench.core.contracts.errors import StorageError
from workbench.ui.markup import escaped

START = "README.md"
DOCS = "docs"
# Which documents belong together, in this order; others come last.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "Start",
        (START, "docs/text.md", "docs/tables.md", "docs/rows.md", "docs/sound-and-series.md"),
    ),
    ("Compare and label", ("docs/comparison.md", "docs/labelling.md", "docs/statistics.md")),
    ("Beyond the window", ("docs/command-line.md", "docs/notebook.md", "docs/model-files.md")),
    ("Settings", ("docs/settings.md",)),
    ("Write a plugin", ("docs/tutorial.md", "docs/plugins.md", "docs/stability.md")),
    (
        "The project",
        ("CHANGELOG.md", "CONTRIBUTING.md", "docs/architecture.md", "benchmarks/RESULTS.md"),
    ),
)
OTHERS = "More"
# Pixels; wider pictures are scaled down to it.
WIDEST_PICTURE = 680
_SLUG = re.compile(r"[^\w\- ]")
_RENDERING = threading.Lock()
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True)
class Heading:
    """A heading of the manual.

    ``page`` is the document's path, such as ``docs/text.md``, ``slug`` the anchor as GitHub makes
    it, ``level`` 1 for a document's title; ``document`` is that title, ``body`` the text below
    the heading as it is searched.
    """

    page: str
    document: str
    text: str
    slug: str
    level: int
    body: str = ""


@dataclass(frozen=True)
class Page:
    """A document as HTML, with the pictures it shows, as bytes by path."""

    page: str
    title: str
    html: str
    pictures: dict[str, bytes]


def root() -> Traversable:
    """The folder that holds README.md and docs."""
    shipped = paths.resource("manual")
    return shipped if shipped.is_dir() else Path(str(paths.resource(""))).resolve().parent


def pages() -> tuple[str, ...]:
    """Every document there is, in the order of `GROUPS`."""
    named = [page for _, members in GROUPS for page in members]
    folder = root().joinpath(DOCS)
    there = {f"{DOCS}/{item.name}" for item in folder.iterdir() if item.name.endswith(".md")}
    there |= {page for page in named if root().joinpath(page).is_file()}
    return (*(page for page in named if page in there), *sorted(there - set(named)))


def group_of(page: str) -> str:
    """The group a document belongs to."""
    return next((title for title, members in GROUPS if page in members), OTHERS)


def resolve(page: str, link: str) -> tuple[str, str]:
    """What a link in a document means: path and anchor; the path of the document for ``#anchor``.

    Parameters
    ----------
    page
        The document that the link is in.
    link
        As it is written there, relative to it.
    """
    path, _, anchor = link.partition("#")
    whole = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
    return whole, anchor


@functools.cache
def text_of(page: str) -> str:
    """A document as it is written.

    Raises
    ------
    StorageError
        When it is not there.
    """
    try:
        return root().joinpath(page).read_text("utf-8")
    except OSError as error:
        message = f"The manual has no page {page}."
        raise StorageError(message, "Install the workbench again.") from error


@functools.cache
def headings() -> tuple[Heading, ...]:
    """Every heading of every document, in order."""
    return tuple(heading for page in pages() for heading in _headings(page))


def _headings(page: str) -> Iterator[Heading]:
    lines = text_of(page).splitlines()
    fenced = False
    starts: list[tuple[int, int, str]] = []
    for number, line in enumerate(lines):
        if line.startswith("```"):
            fenced = not fenced
        elif not fenced and (match := re.match(r"(#{1,4}) +(.+)", line)):
            starts.append((number, len(match.group(1)), _plain(match.group(2))))
    title = starts[0][2] if starts else page
    slugs = slugs_of([text for _, _, text in starts])
    ends = [number for number, _, _ in starts[1:]] + [len(lines)]
    for (number, level, text), slug, end in zip(starts, slugs, ends, strict=True):
        body = " ".join(_plain(line) for line in lines[number + 1 : end] if line.strip())
        yield Heading(page, title, text, slug, level, body)


def _plain(text: str) -> str:
    """A line without its markup."""
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"(\*\*|`|^#+ )", "", text).replace("|", " ").strip()


def slugs_of(texts: Sequence[str]) -> list[str]:
    """The anchors of headings as GitHub makes them; the second of two equal ones gets a number."""
    seen: dict[str, int] = {}
    slugs = []
    for text in texts:
        slug = _SLUG.sub("", text.lower()).replace(" ", "-")
        count = seen.get(slug, 0)
        seen[slug] = count + 1
        slugs.append(f"{slug}-{count}" if count else slug)
    return slugs


def rendered(page: str) -> Page:
    """A document as HTML with anchors at its headings, and its pictures.

    Raises
    ------
    StorageError
        When it is not there.
    """
    # One at a time: two threads that import a library with circles at once may each see half of it.
    with _RENDERING:
        return _rendered(page)


@functools.cache
def _rendered(page: str) -> Page:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    markdown = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    tokens = markdown.parse(text_of(page))
    # Comments, such as those around what is made from the code, are not for readers.
    tokens = [token for token in tokens if token.type != "html_block"]
    titles = [
        _plain(tokens[i + 1].content) for i, t in enumerate(tokens) if t.type == "heading_open"
    ]
    slugs = iter(slugs_of(titles))
    pictures: dict[str, bytes] = {}
    for i, token in enumerate(tokens):
        if token.type == "heading_open":
            anchor = Token("html_inline", "", 0, content=f'<a name="{escaped(next(slugs))}"></a>')
            inline = tokens[i + 1]
            inline.children = [anchor, *(inline.children or [])]
        elif token.type == "table_open":
            token.attrs = {"cellspacing": "0", "cellpadding": "6", "border": "1"}
        elif token.type == "inline":
            for child in token.children or ():
                if child.type == "image":
                    _place_picture(page, child, pictures)
    body = markdown.renderer.render(tokens, markdown.options, {})
    return Page(page, titles[0] if titles else page, body, pictures)


def _place_picture(page: str, token: object, pictures: dict[str, bytes]) -> None:
    """Read a picture, and scale it to the column."""
    attributes: dict[str, str | int | float] = token.attrs  # type: ignore[attr-defined]
    path, _ = resolve(page, str(attributes["src"]))
    try:
        data = root().joinpath(path).read_bytes()
    except OSError:
        return  # its description stands there instead
    pictures[path] = data
    attributes["src"] = path
    if data.startswith(_PNG):
        width = struct.unpack(">I", data[16:20])[0]
        attributes["width"] = min(WIDEST_PICTURE, width)


@dataclass(frozen=True)
class SearchHit:
    """A place in the manual that holds what was searched, with some words around it."""

    heading: Heading
    excerpt: str
    score: float


def search(text: str, most: int = 60) -> list[SearchHit]:
    """Where every word of a text occurs below one heading, best first.

    Parameters
    ----------
    most
        How many are returned at most.
    """
    words = text.casefold().split()
    if not words:
        return []
    hits = []
    for heading in headings():
        title, body = heading.text.casefold(), heading.body.casefold()
        if all(word in title or word in body for word in words):
            in_title = sum(word in title for word in words)
            score = 10 * in_title + min(9, sum(body.count(word) for word in words)) - heading.level
            hits.append(SearchHit(heading, _excerpt(heading.body, words), score))
    return sorted(hits, key=lambda hit: -hit.score)[:most]


def _excerpt(body: str, words: Sequence[str], around: int = 50) -> str:
    low = body.casefold()
    places = [place for word in words if (place := low.find(word)) >= 0]
    if not places:
        return body[: 2 * around]
    start = max(0, min(places) - around)
    cut = body[start : start + 3 * around]
    return f"{'…' if start else ''}{cut}{'…' if start + 3 * around < len(body) else ''}"
