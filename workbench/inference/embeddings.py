"""Embeddings: vectors of tokens and texts, which of them are near, and maps of them.

Cosine is the measure throughout: of vectors of words, the direction says what they mean.
"""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from workbench.core.contracts.errors import UsageError

Floats = npt.NDArray[np.float32]
Rows = npt.NDArray[np.int64]

# t-SNE goes in pieces of the fewest steps that scikit-learn allows, between which one may stop.
PIECE, PIECES = 250, 4
_PERPLEXITY, _EXAGGERATION = 30.0, 12.0
_FEWEST = 8
# t-SNE in fewer dimensions is faster and loses little (van der Maaten & Hinton 2008).
_REDUCED = 50


def token_vectors(path: Path) -> tuple[tuple[str, ...], Floats]:
    """Each token of a text model's file as it is shown, and its vector, float32 ``(n, width)``.

    A row is the token's id; the first rows are the special tokens.

    Raises
    ------
    ModelFileError
        When the file is damaged, or is no model of text.
    """
    from workbench.core.tokenizer import visible
    from workbench.inference import weights

    tokenizer, vectors = weights.token_table(path)
    return tuple(visible(tokenizer.token(id)) for id in range(tokenizer.size)), vectors


def unit(vectors: npt.NDArray[np.floating]) -> Floats:
    """Vectors ``(n, width)`` at length 1; those of length 0 stay."""
    exact = vectors.astype(np.float64)  # squares of small float32 numbers would be 0
    lengths = np.linalg.norm(exact, axis=1, keepdims=True)
    found: Floats = (exact / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return found


def neighbours(vectors: Floats, row: int, n: int) -> tuple[Rows, Floats]:
    """The ``n`` rows nearest to a row by cosine, itself left out, and the cosines, nearest first.

    Raises
    ------
    UsageError
        When there is no such row.
    """
    _check(vectors, row)
    near = unit(vectors)
    return _nearest(near, near[row], [row], n)


def analogy(vectors: Floats, a: int, b: int, c: int, n: int = 1) -> tuple[Rows, Floats]:
    """What is to row ``c`` as row ``b`` is to row ``a``: the rows nearest to b - a + c.

    The three are left out (Mikolov, Yih & Zweig, *Linguistic Regularities in Continuous Space
    Word Representations*, 2013).

    Returns
    -------
    tuple
        ``n`` rows and their cosines, nearest first.

    Raises
    ------
    UsageError
        When there is no such row.
    """
    _check(vectors, a, b, c)
    near = unit(vectors)
    return _nearest(near, near[b] - near[a] + near[c], [a, b, c], n)


def _check(vectors: Floats, *rows: int) -> None:
    for row in rows:
        if not 0 <= row < len(vectors):
            message = f"There is no vector {row}; there are {len(vectors)}."
            raise UsageError(message, f"Choose from 0 to {len(vectors) - 1}.")


def _nearest(near: Floats, to: Floats, without: Sequence[int], n: int) -> tuple[Rows, Floats]:
    length = float(np.linalg.norm(to))
    cosines = np.clip(near @ to / (length or 1.0), -1, 1)
    candidates = np.delete(np.arange(len(near)), np.unique(without))
    order = candidates[np.argsort(-cosines[candidates], kind="stable")][: max(0, n)]
    return order.astype(np.int64), cosines[order].astype(np.float32)


def find(tokens: Sequence[str], text: str, beginning: bool = False) -> int | None:
    """The row of the token that a reader means by a text, or ``None``.

    The token itself, else the one that begins with a space (byte-level BPE has such), else either
    in lower case; with ``beginning``, else the first that begins so.
    """
    wanted = text.strip() or text
    if not wanted:
        return None
    rows = {token: row for row, token in reversed(list(enumerate(tokens)))}
    for form in (text, wanted, f"␣{wanted}", wanted.lower(), f"␣{wanted.lower()}"):
        if form in rows:
            return rows[form]
    starts = (wanted.lower(), f"␣{wanted.lower()}")
    found = (row for row, token in enumerate(tokens) if token.lower().startswith(starts))
    return next(found, None) if beginning else None


def text_vectors(vectors: Floats, texts: Sequence[npt.NDArray[np.integer]]) -> Floats:
    """Mean of the vectors of each text's token ids, float32 ``(n, width)``; 0 of an empty text."""
    found = np.zeros((len(texts), vectors.shape[1]), np.float32)
    for row, ids in enumerate(texts):
        if len(ids):
            found[row] = vectors[ids].mean(0)
    return found


@dataclass(frozen=True)
class Projection:
    """Points float32 ``(n, n_components)``, and which share of the spread each axis shows.

    ``explained`` float32 ``(n_components,)`` is of `pca` alone; other maps have no such share.
    """

    points: Floats
    explained: Floats | None = None


def pca(vectors: Floats, n_components: int = 2) -> Projection:
    """Principal components: the directions in which the vectors spread most (Pearson 1901).

    Each axis points to where its largest coefficient is positive. Where there are fewer
    directions than asked for, the rest is 0.
    """
    points = np.zeros((len(vectors), n_components), np.float32)
    explained = np.zeros(n_components, np.float32)
    if len(vectors) < 2 or not vectors.shape[1]:
        return Projection(points, explained)
    centred = vectors.astype(np.float64) - vectors.mean(0, dtype=np.float64)
    # By the covariance, which is small: a decomposition of all rows would take a second.
    variances, axes = np.linalg.eigh(centred.T @ centred / len(vectors))
    chosen = axes[:, ::-1][:, :n_components]
    largest = np.abs(chosen).argmax(0)
    chosen = chosen * np.where(chosen[largest, np.arange(chosen.shape[1])] < 0, -1.0, 1.0)
    points[:, : chosen.shape[1]] = centred @ chosen
    total = float(variances.sum())
    if total > 0:
        shares = variances[::-1][:n_components] / total
        explained[: len(shares)] = np.clip(shares, 0, 1)
    return Projection(points, explained)


def methods() -> tuple[str, ...]:
    """Names of the maps that can be made here: ``umap`` only where umap-learn is installed."""
    return ("pca", "tsne", *(("umap",) if importlib.util.find_spec("umap") else ()))


def tsne(
    vectors: Floats,
    n_components: int = 2,
    seed: int = 0,
    report: Callable[[float, Floats], None] | None = None,
) -> Projection:
    """t-SNE: neighbours stay neighbours, distances further off mean little.

    After van der Maaten & Hinton (2008), as scikit-learn has it, begun from `pca`.

    Parameters
    ----------
    report
        Called a few times with the share that is done and the points so far; an error that it
        raises ends the work.
    """
    n = len(vectors)
    start = pca(vectors, n_components)
    if n < _FEWEST:
        return start
    from sklearn.manifold import TSNE

    reduced = pca(vectors, min(_REDUCED, vectors.shape[1])).points
    spread = float(start.points[:, 0].std())
    points = start.points / (spread or 1.0) * 1e-4
    if not spread:
        return start  # all in one place: there is nothing to spread out
    for piece in range(PIECES):
        if report is not None:
            report(piece / PIECES, points)
        points = TSNE(
            n_components=n_components,
            perplexity=min(_PERPLEXITY, (n - 1) / 3),
            # Only the first piece exaggerates, as the method has it.
            early_exaggeration=_EXAGGERATION if piece == 0 else 1.0,
            learning_rate=max(n / _EXAGGERATION / 4, 50.0),
            max_iter=PIECE,
            init=points,
            random_state=seed,
        ).fit_transform(reduced)
    return Projection(points.astype(np.float32))


def umap(vectors: Floats, n_components: int = 2, seed: int = 0) -> Projection:
    """UMAP (McInnes, Healy & Melville 2018), where umap-learn is installed.

    Raises
    ------
    UsageError
        When it is not.
    """
    if "umap" not in methods():
        raise UsageError("UMAP is not installed.", "`pip install umap-learn` brings it.")
    if len(vectors) < _FEWEST:
        return pca(vectors, n_components)
    from umap import UMAP

    found = UMAP(
        n_components=n_components,
        n_neighbors=min(15, len(vectors) - 1),
        metric="cosine",
        random_state=seed,
        n_jobs=1,
    ).fit_transform(vectors)
    return Projection(np.asarray(found, np.float32))
