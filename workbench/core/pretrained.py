"""Pretrained: what an encoder gives to a training, so far its tokenizer.

A dataset's tokenizer may be one of these, so datasets are loaded here.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from workbench.core import settings
from workbench.core.contracts.dataset import Data, Dataset, Loading
from workbench.core.contracts.encoder import Encoder
from workbench.core.contracts.errors import ModelFileError
from workbench.core.contracts.model_source import set_up
from workbench.core.contracts.params import make
from workbench.core.experiment import Part
from workbench.core.plugins import Plugins
from workbench.core.runs.learnt import SplitBy


def _no_report(what: str, done: float, total: float | None) -> None:
    pass


def _no_check() -> None:
    pass


def loading(
    plugins: Plugins,
    report: Callable[[str, float, float | None], None] = _no_report,
    check: Callable[[], None] = _no_check,
    split_by: SplitBy = "content",
) -> Loading:
    """What a dataset is lent while it loads, with the tokenizers of these plugins' encoders."""
    return Loading(
        report=report,
        check=check,
        tokenizer=partial(tokenizer, plugins=plugins),
        split_by=split_by,
    )


def load(
    part: Part,
    plugins: Plugins,
    report: Callable[[str, float, float | None], None] = _no_report,
    check: Callable[[], None] = _no_check,
    split_by: SplitBy = "content",
) -> Data:
    """The data of an experiment's dataset.

    Raises
    ------
    UnknownPlugin
        When there is no such dataset.
    ParamsError
        When its settings do not fit.
    DatasetError
        When it cannot be loaded.
    """
    cls = plugins.get(Dataset, part.id)
    data: Data = cls(loading(plugins, report, check, split_by)).load(
        make(cls.Params, part.params, part.id)
    )
    return data


def tokenizer(id: str, plugins: Plugins) -> str:
    """The tokenizer of an encoder's first model, as the text of a ``tokenizer.json``.

    Parameters
    ----------
    id
        An encoder's id, such as ``"minilm"``; it is set up as the user's settings say.
    plugins
        Where to look for it.

    Raises
    ------
    UnknownPlugin
        When there is no such encoder.
    UsageError
        When it gives no tokenizer away.
    ModelFileError
        When its model is not installed, or damaged; the remedy says what to do.
    """
    encoder = set_up(plugins.get(Encoder, id), settings.load().providers)
    models = encoder.models()
    if not models:
        message = f"{encoder.name} has no model, so no tokenizer."
        raise encoder.missing() or ModelFileError(message, "Look into its settings.")
    return encoder.tokenizer(models[0])
