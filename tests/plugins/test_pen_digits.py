"""Synthetic pen digits: written by rules, rendered as the pad does, and only learnt from."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.pen_digits import load
from benchmarks.processes import Missing
from workbench.core import experiment as experiments
from workbench.core.contracts.dataset import Dataset, ImageClasses, Loading, Split
from workbench.core.contracts.errors import DatasetError, Stopped
from workbench.core.control import Control
from workbench.core.plugins import Plugins
from workbench.inference.digits import to_mnist
from workbench.ui.drawing.strokes import Strokes
from workbench_plugins.digits.pen import write
from workbench_plugins.digits.synthetic import make, rendered

EXAMPLES = Path(__file__).parents[2] / "examples"


def digits(plugins: Plugins, loading: Loading | None = None, **params: object) -> ImageClasses:
    cls = plugins.get(Dataset, "digits")
    data = cls(loading or Loading()).load(cls.Params(**params))
    assert isinstance(data, ImageClasses)
    return data


def test_a_setting_adds_them_and_they_are_kept(plugins: Plugins, home: Path) -> None:
    plain, data = digits(plugins), digits(plugins, pen_digits=60)
    assert plain.synthetic is None
    assert plain.learnable is plain.train
    assert data.synthetic is not None
    assert np.bincount(data.synthetic.y).tolist() == [6] * 10
    # They are no rows of the dataset.
    np.testing.assert_array_equal(data.train.x, plain.train.x)
    assert len(data.learnable) == len(plain.train) + 60
    np.testing.assert_array_equal(data.learnable.x[-60:], data.synthetic.x)
    assert data.digest() != plain.digest()
    (kept,) = (home / "cache").glob("pen-digits*")
    assert digits(plugins, pen_digits=60).digest() == data.digest()
    kept.write_bytes(b"damaged")
    assert digits(plugins, pen_digits=60).digest() == data.digest()


def test_few_labels_do_without(plugins: Plugins) -> None:
    data = digits(plugins, pen_digits=60, labels_per_class=5)
    assert len(data.learnable) == 50


def test_every_picture_is_as_mnist_makes_them_and_no_two_are_alike() -> None:
    made = make(200, Loading())
    rows, columns = (made.x.any(axis).sum(1) for axis in (2, 1))
    assert (np.maximum(rows, columns) >= 18).all()
    assert (np.maximum(rows, columns) <= 20).all()
    assert (made.x.reshape(200, -1).max(1) == 255).all()
    assert len(np.unique(made.x.reshape(200, -1), axis=0)) == 200
    np.testing.assert_array_equal(make(20, Loading()).x, made.x[:20])


@given(label=st.integers(0, 9), seed=st.integers(0, 2**32 - 1))
def test_every_digit_has_strokes_in_the_box_and_depends_on_the_seed_alone(
    label: int, seed: int
) -> None:
    strokes = write(label, np.random.default_rng(seed))
    assert 1 <= len(strokes) <= 4
    for stroke in strokes:
        assert stroke.shape == (len(stroke), 2)
        assert len(stroke) >= 2
    points = np.concatenate(strokes)
    assert (points >= -1e-9).all()
    assert (points <= 1 + 1e-9).all()
    assert np.ptp(points, axis=0).max() > 0.9
    again = write(label, np.random.default_rng(seed))
    assert len(again) == len(strokes)
    for one, other in zip(strokes, again, strict=True):
        np.testing.assert_array_equal(one, other)


def test_what_people_wrote_is_not_among_them(plugins: Plugins) -> None:
    """Nothing that is learnt from is a digit of the donors that the networks are measured on."""
    try:
        donated = load()
    except Missing as missing:
        pytest.skip(str(missing))
    learnt = _directions(digits(plugins, pen_digits=1000).learnable.x)
    drawn = []
    for digit in donated[::8]:
        picture = to_mnist(rendered([(s - 0.15) / 0.7 for s in digit.placed(0.7)], 7.5))
        assert picture is not None
        drawn.append(picture)
    # A copy has 1; plain bars, which are alike whoever draws them, come nearest.
    assert (_directions(np.stack(drawn)) @ learnt.T).max() < 0.99


def _directions(pictures: np.ndarray) -> np.ndarray:
    """Pictures less their mean, as vectors of length one: their products are correlations."""
    flat = pictures.reshape(len(pictures), -1).astype(np.float64)
    flat -= flat.mean(1, keepdims=True)
    return flat / np.linalg.norm(flat, axis=1, keepdims=True)


def test_chosen_in_the_window_they_are_as_in_the_examples(plugins: Plugins) -> None:
    for path, id in (("digits", "digits"), ("mnist", "mnist")):
        example = experiments.load(EXAMPLES / f"{path}.toml")
        assert plugins.get(Dataset, id).recommended == example.dataset.params
    first = experiments.shipped("first")
    assert plugins.get(Dataset, first.dataset.id).recommended == first.dataset.params
    assert plugins.get(Dataset, "own-drawings").recommended == first.dataset.params
    assert not plugins.get(Dataset, "fashion-mnist").recommended


def test_they_look_as_if_drawn_on_the_pad() -> None:
    """Drawn large on the pad itself and brought to a row, they are nearly the same picture."""
    random = np.random.default_rng(0)
    alike = []
    for label in range(10):
        strokes = write(label, random)
        pad = Strokes()
        for stroke in strokes:
            pad.begin(*(0.15 + 0.7 * stroke[0]), 0.075)
            for point in stroke[1:]:
                pad.go(*(0.15 + 0.7 * point))
        drawn, ours = to_mnist(pad.picture), to_mnist(rendered(strokes, 7.5))
        assert drawn is not None
        assert ours is not None
        alike.append(np.corrcoef(drawn.ravel(), ours.ravel())[0, 1])
    assert np.median(alike) > 0.95
    assert min(alike) > 0.7  # a pixel to the side costs that much


def test_making_them_can_be_stopped(plugins: Plugins) -> None:
    digits(plugins)  # unpacked, so that only the pen is left to stop
    control = Control()
    loading = Loading(report=lambda *a: control.stop(), check=control.check)
    with pytest.raises(Stopped):
        digits(plugins, loading, pen_digits=30)


def test_synthetic_pictures_of_another_size_are_refused(tiny_data: ImageClasses) -> None:
    small = Split(np.zeros((4, 8, 8), np.uint8), np.zeros(4, np.int64))
    with pytest.raises(DatasetError, match="train and synthetic pictures differ"):
        ImageClasses(tiny_data.train, tiny_data.test, tiny_data.classes, None, small)
