"""Dataset: the drawings the user made and corrected."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt

from workbench import (
    Card,
    Dataset,
    DatasetError,
    ImageClasses,
    ImageClassification,
    Params,
    Split,
    Task,
    divide_rows,
    drawing_files,
    hookimpl,
    param,
    picture_identities,
    read_drawing,
)

from .digits import CLASSES, Digits
from .digits.synthetic import pen_digits, pen_digits_param

TEST_PART = 0.2
# As it was for runs from before.
EVERY_NTH_IS_TEST = 5


class OwnDrawingsParams(Params):
    mix: bool = param(
        True, "Add the built-in digits", "Train on your drawings and the 5,000 digits together."
    )
    pen_digits: int = pen_digits_param()


class OwnDrawings(Dataset):
    """What was drawn on the Play page and given its right name."""

    id, name = "own-drawings", "Your drawings"
    section = "own"
    about = "The digits you drew and named on the Play page, with the built-in ones if you like."
    Params = OwnDrawingsParams
    recommended = Digits.recommended
    card = Card(
        summary=(
            "Pictures you drew here, each once; about a fifth is kept for the test. A picture "
            "stays on its side whatever else you draw or delete."
        ),
        size="as many as you drew, 28×28",
        licence="yours",
        source="the Play page of this workbench",
    )

    def task(self, params: Any) -> Task:
        return ImageClassification(28, 28, 1, CLASSES)

    def load(self, params: OwnDrawingsParams) -> ImageClasses:
        x, y = self._drawn()
        if self.loading.split_by == "place":
            return self._split_by_position(x, y, params)
        identities = picture_identities(x)
        _, once = np.unique(identities, return_index=True)
        x, y, identities = x[once], y[once], identities[once]
        base = Digits(self.loading).load(Digits.Params()) if params.mix else None
        if base is not None:
            # A built-in digit is on its side already.
            fixed = np.concatenate([base.train.identities, base.test.identities])
            new = ~np.isin(identities, fixed)
            x, y, identities = x[new], y[new], identities[new]
        learn, test = divide_rows(identities, TEST_PART, 0)
        joined = self._joined(Split(x[learn], y[learn]), Split(x[test], y[test]), base)
        return replace(joined, synthetic=pen_digits(params.pen_digits, self.loading))

    def _split_by_position(
        self, x: npt.NDArray[np.uint8], y: npt.NDArray[np.int64], params: OwnDrawingsParams
    ) -> ImageClasses:
        """Every fifth of a class is for the test, as it was for runs from before."""
        is_test = np.zeros(len(y), bool)
        for label in np.unique(y):
            is_test[np.flatnonzero(y == label)[EVERY_NTH_IS_TEST - 1 :: EVERY_NTH_IS_TEST]] = True
        base = Digits(self.loading).load(Digits.Params()) if params.mix else None
        return self._joined(Split(x[~is_test], y[~is_test]), Split(x[is_test], y[is_test]), base)

    def _joined(self, train: Split, test: Split, base: ImageClasses | None) -> ImageClasses:
        if base is not None:
            return ImageClasses(_join(train, base.train), _join(test, base.test), CLASSES, "ink")
        if not len(train.y) or not len(test.y):
            message = f"You have {len(train.y) + len(test.y)} drawings; alone they are too few."
            remedy = "Draw and name at least five of one digit, or add the built-in digits."
            raise DatasetError(message, remedy)
        return ImageClasses(train, test, CLASSES, "ink")

    def _drawn(self) -> tuple[npt.NDArray[np.uint8], npt.NDArray[np.int64]]:
        pictures, labels = [], []
        for path, label in drawing_files():
            self.loading.check()
            picture = read_drawing(path) if label in CLASSES else None
            if picture is None:
                continue
            pictures.append(picture)
            labels.append(CLASSES.index(label))
        if not pictures:
            message = "There are no drawings of yours yet."
            raise DatasetError(message, "Draw a digit on the Play page and say what it was.")
        return np.stack(pictures), np.array(labels, np.int64)


def _join(first: Split, second: Split) -> Split:
    return Split(np.concatenate([first.x, second.x]), np.concatenate([first.y, second.y]))


@hookimpl
def register_datasets() -> list[type[Dataset]]:
    return [OwnDrawings]
