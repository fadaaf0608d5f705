"""Dataset: the drawings the user made and corrected."""

from __future__ import annotations

from typing import Any

import numpy as np

from workbench import (
    Card,
    Dataset,
    DatasetError,
    ImageClasses,
    ImageClassification,
    Params,
    Split,
    Task,
    hookimpl,
    param,
)
from workbench.core import drawings

from .digits import CLASSES, Digits

EVERY_NTH_IS_TEST = 5


class OwnDrawingsParams(Params):
    mix: bool = param(
        True, "Add the built-in digits", "Train on your drawings and the 5,000 digits together."
    )


class OwnDrawings(Dataset):
    """What was drawn on the Play page and given its right name."""

    id, name = "own-drawings", "Your drawings"
    about = "The digits you drew and named on the Play page, with the built-in ones if you like."
    Params = OwnDrawingsParams
    card = Card(
        summary="Pictures you drew here; every fifth of a class is kept for the test.",
        size="as many as you drew, 28×28",
        licence="yours",
        source="the Play page of this workbench",
    )

    def task(self, params: Any) -> Task:
        return ImageClassification(28, 28, 1, CLASSES)

    def load(self, params: OwnDrawingsParams) -> ImageClasses:
        train, test = self._drawn()
        if not params.mix:
            if not len(train.y) or not len(test.y):
                message = f"You have {len(train.y) + len(test.y)} drawings; alone they are too few."
                remedy = "Draw and name at least five of one digit, or add the built-in digits."
                raise DatasetError(message, remedy)
            return ImageClasses(train, test, CLASSES, "ink")
        base = Digits(self.loading).load(Digits.Params())
        learn, held_out = _join(train, base.train), _join(test, base.test)
        return ImageClasses(learn, held_out, CLASSES, "ink")

    def _drawn(self) -> tuple[Split, Split]:
        pictures, labels, held_out = [], [], []
        seen: dict[str, int] = {}
        for path, label in drawings.files():
            self.loading.check()
            picture = drawings.read(path) if label in CLASSES else None
            if picture is None:
                continue
            seen[label] = seen.get(label, 0) + 1
            pictures.append(picture)
            labels.append(CLASSES.index(label))
            held_out.append(seen[label] % EVERY_NTH_IS_TEST == 0)
        if not pictures:
            message = "There are no drawings of yours yet."
            raise DatasetError(message, "Draw a digit on the Play page and say what it was.")
        x, y, is_test = np.stack(pictures), np.array(labels, np.int64), np.array(held_out)
        return Split(x[~is_test], y[~is_test]), Split(x[is_test], y[is_test])


def _join(first: Split, second: Split) -> Split:
    return Split(np.concatenate([first.x, second.x]), np.concatenate([first.y, second.y]))


@hookimpl
def register_datasets() -> list[type[Dataset]]:
    return [OwnDrawings]
