"""Vectors of words: what is near, what completes an analogy, and maps of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from tests.inference import tinytext
from tests.inference.test_models_and_pictures import model as picture_model
from workbench.core.contracts.errors import ModelFileError, Stopped, UsageError
from workbench.inference import embeddings
from workbench.inference.weights import token_table

VECTORS = arrays.arrays(
    np.float32,
    st.tuples(st.integers(2, 12), st.integers(1, 6)),
    elements=st.floats(-4, 4, width=32),
)


@given(VECTORS)
def test_who_is_near_is_sorted_symmetric_and_never_oneself(vectors: np.ndarray) -> None:
    n = len(vectors)
    cosines = np.full((n, n), np.nan)
    for row in range(n):
        rows, found = embeddings.neighbours(vectors, row, n)
        assert sorted(rows.tolist()) == [other for other in range(n) if other != row]
        assert (np.diff(found) <= 0).all()
        assert (np.abs(found) <= 1).all()
        cosines[row, rows] = found
    np.testing.assert_allclose(cosines, cosines.T, atol=1e-5)
    few, _ = embeddings.neighbours(vectors, 0, 1)
    assert few.tolist() == embeddings.neighbours(vectors, 0, n)[0].tolist()[:1]


def test_the_cosine_is_that_of_the_angle() -> None:
    vectors = np.array([[1, 0], [3, 3], [0, 2], [-5, 0], [0, 0]], np.float32)
    rows, cosines = embeddings.neighbours(vectors, 0, 9)
    assert rows.tolist() == [1, 2, 4, 3]
    np.testing.assert_allclose(cosines, [np.sqrt(0.5), 0, 0, -1], atol=1e-6)


@given(VECTORS, st.integers(1, 3))
def test_principal_components_are_those_of_the_singular_values(
    vectors: np.ndarray, n_components: int
) -> None:
    found = embeddings.pca(vectors, n_components)
    assert found.points.shape == (len(vectors), n_components)
    centred = vectors.astype(np.float64) - vectors.mean(0, dtype=np.float64)
    singular = np.linalg.svd(centred, compute_uv=False)
    wanted = np.zeros(n_components)
    wanted[: len(singular)] = singular[:n_components] ** 2
    points = found.points.astype(np.float64)
    # Uncorrelated axes, each as long as the singular value says.
    np.testing.assert_allclose(points.T @ points, np.diag(wanted), atol=1e-3)
    assert found.explained is not None
    if wanted.sum() > 1e-6:
        np.testing.assert_allclose(found.explained, wanted / (singular**2).sum(), atol=1e-4)
    assert 0 <= found.explained.sum() <= 1 + 1e-5


def test_principal_components_do_not_flip() -> None:
    rng = np.random.default_rng(0)
    vectors = (rng.normal(size=(50, 5)) * (9, 4, 1, 0.1, 0.1)).astype(np.float32)
    turned = embeddings.pca(vectors[::-1]).points[::-1]
    np.testing.assert_allclose(embeddings.pca(vectors).points, turned, atol=1e-4)
    assert np.corrcoef(embeddings.pca(vectors).points[:, 0], vectors[:, 0])[0, 1] > 0.99


@pytest.mark.parametrize("n", [0, 1])
def test_too_few_to_spread(n: int) -> None:
    found = embeddings.pca(np.ones((n, 4), np.float32), 3)
    assert found.points.shape == (n, 3)
    assert not found.points.any()


def test_an_analogy_of_a_constructed_set() -> None:
    # Two things are said of each word: who it is (two axes) and of what sex it is (one).
    words = ["man", "woman", "king", "queen", "prince", "princess", "apple"]
    vectors = np.array(
        [[0, 0, 1], [0, 0, -1], [3, 0, 1], [3, 0, -1], [2, 2, 1], [2, 2, -1], [-3, 1, 0]],
        np.float32,
    )
    man, woman, king, queen, prince, princess, _ = range(len(words))
    for a, b, c, d in (
        (man, king, woman, queen),
        (king, queen, prince, princess),
        (queen, king, princess, prince),
    ):
        rows, cosines = embeddings.analogy(vectors, a, b, c, 2)
        assert rows[0] == d
        assert not {a, b, c} & set(rows.tolist())
        assert cosines[0] > cosines[1]
    assert len(embeddings.analogy(vectors, man, king, woman, 99)[0]) == len(words) - 3
    assert len(embeddings.analogy(vectors, man, man, man, 99)[0]) == len(words) - 1


@pytest.mark.parametrize("row", [-1, 3])
def test_rows_that_are_not_there(row: int) -> None:
    vectors = np.eye(3, dtype=np.float32)
    with pytest.raises(UsageError, match="no vector"):
        embeddings.neighbours(vectors, row, 1)
    with pytest.raises(UsageError, match="no vector"):
        embeddings.analogy(vectors, 0, row, 1)


def test_finding_what_a_reader_means() -> None:
    tokens = ["the", "␣king", "King", "kin", "␣queen", "⏎", "Zoo"]
    cases = {"the": 0, "The": 0, "king": 1, "King": 2, " kin ": 3, "QUEEN": 4, "⏎": 5, "": None}
    assert {text: embeddings.find(tokens, text) for text in cases} == cases
    assert embeddings.find(tokens, "que") is None
    assert embeddings.find(tokens, "que", beginning=True) == 4
    assert embeddings.find(tokens, "zo", beginning=True) == 6
    assert embeddings.find(tokens, "nothing", beginning=True) is None


def test_texts_are_the_mean_of_their_tokens() -> None:
    vectors = np.array([[0, 0], [2, 0], [0, 4]], np.float32)
    texts = [np.array([1, 2]), np.array([], np.int32), np.array([2])]
    assert embeddings.text_vectors(vectors, texts).tolist() == [[1, 2], [0, 0], [0, 4]]


def _blobs(n: int = 20) -> np.ndarray:
    rng = np.random.default_rng(1)
    centres = np.repeat(rng.normal(size=(3, 8)) * 4, n, axis=0)
    return (centres + rng.normal(size=centres.shape) * 0.3).astype(np.float32)


@pytest.mark.slow
@pytest.mark.parametrize("n_components", [2, 3])
def test_tsne_in_pieces_is_as_good_as_in_one_go(n_components: int) -> None:
    from sklearn.manifold import TSNE, trustworthiness

    told: list[tuple[float, Any]] = []
    vectors = _blobs(40)
    found = embeddings.tsne(vectors, n_components, report=lambda *news: told.append(news)).points
    assert found.shape == (120, n_components)
    assert found.dtype == np.float32
    whole = TSNE(n_components, init="pca", random_state=0).fit_transform(vectors)
    ours, theirs = (trustworthiness(vectors, p, n_neighbors=10) for p in (found, whole))
    assert ours > max(0.75, theirs - 0.05)
    assert [share for share, _ in told] == [0, 0.25, 0.5, 0.75]
    assert all(points.shape == found.shape for _, points in told)


def test_tsne_gives_the_same_for_the_same_seed_and_stops_when_told() -> None:
    vectors = _blobs(5)
    first, second = (embeddings.tsne(vectors, seed=3).points for _ in range(2))
    np.testing.assert_array_equal(first, second)
    calls = []

    def report(share: float, points: Any) -> None:
        calls.append(share)
        raise Stopped

    with pytest.raises(Stopped):
        embeddings.tsne(vectors, report=report)
    assert calls == [0]


@pytest.mark.parametrize("vectors", [np.zeros((0, 4)), np.eye(4), np.ones((30, 4))])
def test_tsne_of_what_cannot_be_spread(vectors: np.ndarray) -> None:
    found = embeddings.tsne(vectors.astype(np.float32))
    assert found.points.shape == (len(vectors), 2)
    assert np.isfinite(found.points).all()


def test_umap_only_where_it_is_installed() -> None:
    assert embeddings.methods()[:2] == ("pca", "tsne")
    if "umap" in embeddings.methods():
        assert embeddings.umap(_blobs(), 2).points.shape == (60, 2)
    else:
        with pytest.raises(UsageError, match="not installed"):
            embeddings.umap(_blobs(), 2)


def test_tokens_and_vectors_of_a_model_file(tmp_path: Path) -> None:
    tokens = tinytext.tokenizer()
    table = np.random.default_rng(0).normal(size=(tokens.size, tokens.size))
    path = tinytext.bigram(tmp_path / "m.onnx", table, tokens)
    names, vectors = embeddings.token_vectors(path)
    assert names == ("[PAD]", "[UNK]", "[CLS]", "[MASK]", "⏎", "a", "b", "c")
    np.testing.assert_allclose(vectors, table, atol=1e-6)
    assert vectors.dtype == np.float32


def test_model_files_without_vectors(tmp_path: Path) -> None:
    (tmp_path / "broken.onnx").write_bytes(b"\x08no model")
    tokens = tinytext.tokenizer()
    pictures = picture_model(tmp_path / "p.onnx")
    other = tinytext.bigram(tmp_path / "o.onnx", np.zeros((tokens.size + 1, 3)), tokens)
    damaged = tinytext.cycle(tmp_path / "d.onnx", tokens, tokenizer=json.dumps({"model": {}}))
    for path, words in (
        (pictures, "no text"),
        (other, "no vectors"),
        (damaged, "tokenizer"),
        (tmp_path / "broken.onnx", "cannot be read"),
        (tmp_path / "none.onnx", "cannot be read"),
    ):
        with pytest.raises(ModelFileError, match=words):
            embeddings.token_vectors(path)


@pytest.mark.slow
@pytest.mark.parametrize(
    "architecture", ["gpt", "gpt-tied", "text-transformer", "bag-of-embeddings", "lstm"]
)
def test_the_table_of_a_trained_network_is_found(architecture: str, tmp_path: Path) -> None:
    """Whatever the network, its vectors are those that torch has."""
    import torch

    from workbench.core.contracts.architecture import Architecture
    from workbench.core.plugins import discover
    from workbench.engine.export_text import export
    from workbench.testing.data import example_corpus, example_texts

    id = architecture.removesuffix("-tied")
    cls = discover(installed=False).get(Architecture, id)
    settings: dict[str, Any] = {"n_layers": 1}
    if "context" in cls.Params.model_fields:
        settings |= {"d_model": 16, "n_heads": 2, "context": 32}
    if id == "gpt":
        settings["tie_weights"] = architecture.endswith("-tied")
    data = example_texts() if id in ("bag-of-embeddings", "text-transformer") else example_corpus()
    torch.manual_seed(0)
    network = cls().build(data.task, cls.Params(**settings)).eval()
    export(network, data, {"run": "r"}, tmp_path / "model.onnx")
    tokenizer, vectors = token_table(tmp_path / "model.onnx")
    assert tokenizer.to_json() == data.tokenizer
    np.testing.assert_allclose(vectors, network.get_parameter("tokens.weight").detach(), atol=1e-6)
