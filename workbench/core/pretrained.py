"""Pretrained: what an encoder gives to a training, so far its tokenizer.

A dataset's tokenizer may be one of these, so datasets are loaded here.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from functools import partial
from typing import cast, get_args

from workbench.core import blame, settings
from workbench.core.contracts.dataset import Data, Dataset, Loading
from workbench.core.contracts.encoder import Encoder
from workbench.core.contracts.errors import ModelFileError, PluginError
from workbench.core.contracts.model_source import set_up
from workbench.core.contracts.params import Params, make
from workbench.core.experiment import Part
from workbench.core.io.plain_text import one_line
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
    PluginError
        As `load_class` does.
    """
    cls = plugins.get(Dataset, part.id)
    chosen = make(cls.Params, part.params, part.id)
    return load_class(cls, chosen, loading(plugins, report, check, split_by))


def load_class(cls: type[Dataset], params: Params, loading: Loading) -> Data:
    """The data of a dataset's class; a ``load`` that is no such method is the plugin's fault.

    Raises
    ------
    DatasetError
        When it cannot be loaded.
    PluginError
        When its ``load`` is missing, does not take the settings, or returns no data.
    """
    if problem := _problem_of_load(cls):
        raise _fault(cls, problem)
    # What it raises goes through: the caller knows what a want of memory or a full disk means.
    data: object = cls(loading).load(params)
    if isinstance(data, get_args(Data)):
        return cast("Data", data)
    what = "None" if data is None else f"a {type(data).__name__}"
    raise _fault(cls, f"load() returns {what}, not Examples, ImageClasses, TextClasses or Corpus")


def _problem_of_load(cls: type[Dataset]) -> str:
    if cls.load is Dataset.load:
        return "the class has no method load(self, params)"
    try:
        inspect.signature(cls.load).bind(None, None)
    except TypeError:
        shape = inspect.signature(cls.load)
        return f"its method is load{shape}, not load(self, params)"
    return ""


def _fault(cls: type[Dataset], problem: str) -> PluginError:
    source = blame.source_of(cls.__module__)
    if source is None:
        return PluginError(f"The dataset {cls.id!r}: {problem}.", "Correct it there.")
    plugin = f"{one_line(source.name)} ({one_line(source.origin)})"
    message = f"The plugin {plugin}, dataset {cls.id!r}: {problem}."
    return PluginError(message, blame.remedy(source))


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
