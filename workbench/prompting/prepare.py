"""Prepare: what a question needs beside its input: a prompt, a model, a dataset, a pool of shots.

What is done on the way and people should know of goes to ``say``, a sentence at a time.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workbench.core import encoder_models, provider_models
from workbench.core.contracts.dataset import Data
from workbench.core.contracts.encoder import Encoder
from workbench.core.contracts.model_source import stay_local
from workbench.core.contracts.provider import Provider
from workbench.core.contracts.target_kind import TargetKind
from workbench.core.plugins import Plugins
from workbench.core.provider_models import ProviderModel
from workbench.core.settings import Settings
from workbench.prompting.prompts.nearest import Nearness
from workbench.prompting.prompts.questions import labels_of
from workbench.prompting.prompts.rows import Labelled, labelled
from workbench.prompting.prompts.shots import Pool, with_encoder, without_encoder
from workbench.prompting.prompts.template import Prompt

Say = Callable[[str], None]
Check = Callable[[], None]


@dataclass(frozen=True)
class Prepared:
    """A prompt, the model to ask, and the dataset if one is needed.

    ``dataset`` is its id, ``labels`` what may be answered.
    """

    prompt: Prompt
    model: ProviderModel
    settings: Settings
    dataset: str
    data: Labelled | None
    pool: Pool | None
    labels: tuple[str, ...]

    @property
    def target(self) -> TargetKind | None:
        """What is answered about the dataset's rows; ``None`` without a dataset."""
        return None if self.data is None else self.data.target

    @property
    def held(self) -> bool | None:
        """Whether the answers can be held to the form wanted; ``None`` when none is wanted."""
        return held(self.prompt, self.model, self.labels)


def prepare(
    prompt: Prompt,
    plugins: Plugins,
    settings: Settings,
    load: Callable[[str], Data],
    model: str = "",
    dataset: str = "",
    say: Say = lambda _: None,
    check: Check = lambda: None,
) -> Prepared:
    """Choose the model and load the dataset.

    Parameters
    ----------
    plugins
        Where providers and encoders are looked for.
    load
        Loads the dataset of an id.
    model
        ``provider/model``; empty takes the prompt's, or any that can be asked.
    dataset
        The id of the dataset whose rows are asked about; empty for a question of the user's own.
    say
        Takes sentences on what people should know.
    check
        Called now and then while rows are compared; may raise `Stopped`.

    Raises
    ------
    UsageError
        When something that was named does not exist, or does not go together.
    LocalOnly
        When questions would leave this machine, and none may.
    """
    if model:
        chosen = provider_models.find(model, plugins.of(Provider), settings)
    else:
        chosen = provider_models.choose(prompt.models, plugins.of(Provider), settings)
    stay_local(chosen.provider, chosen.name, settings)
    dataset = dataset or dataset_of(prompt)
    data = labelled(load(dataset)) if dataset else None
    pool = pool_of(prompt, data, plugins, settings, say, check) if data else None
    labels = labels_of(prompt, data.classes if data else None)
    if held(prompt, chosen, labels) is False:
        say(unconstrained_warning(prompt, chosen))
    return Prepared(prompt, chosen, settings, dataset, data, pool, labels)


def dataset_of(prompt: Prompt) -> str:
    """The dataset that a single question needs: for its shots, or for its labels."""
    drawn = prompt.shots.count and prompt.shots.choose != "given"
    return prompt.shots.dataset if drawn or not prompt.labels else ""


def pool_of(
    prompt: Prompt,
    data: Labelled,
    plugins: Plugins,
    settings: Settings,
    say: Say = lambda _: None,
    check: Check = lambda: None,
) -> Pool:
    """The rows that may be shots of this prompt, compared as it wants.

    Raises
    ------
    UsageError
        When there is no encoder of this name.
    LocalOnly
        When the encoder would send them away, and none may leave this machine.
    """
    wanted = prompt.shots
    pool = Pool(data, nearness_of(prompt, plugins, settings, say, check))
    if pool.left_out and wanted.count and wanted.choose != "given":
        what = "training rows say" if pool.left_out > 1 else "training row says"
        say(f"{pool.left_out} {what} what a test row says and cannot be shots.")
    return pool


def nearness_of(
    prompt: Prompt,
    plugins: Plugins,
    settings: Settings,
    say: Say = lambda _: None,
    check: Check = lambda: None,
) -> Callable[[Pool], Nearness] | None:
    """How rows are compared for the nearest shots; ``None`` for a prompt that wants others.

    Raises
    ------
    UsageError
        When there is no encoder of this name.
    LocalOnly
        When the encoder would send them away, and none may leave this machine.
    """
    if prompt.shots.choose != "nearest":
        return None
    found = encoder_models.find(prompt.shots.encoder, plugins.of(Encoder), settings)
    make: Callable[[Pool], Nearness] = without_encoder
    if found is not None:
        make = with_encoder(lambda texts: found.encoder.embed(found.name, texts), str(found), check)

    def build(pool: Pool) -> Nearness:
        nearness = make(pool)
        why = "" if found else "No encoder is set up. "
        say(f"{why}Nearest shots are found by {nearness.by}.")
        return nearness

    return build


def held(prompt: Prompt, model: ProviderModel, labels: tuple[str, ...]) -> bool | None:
    """Whether a model can be held to the form that a prompt wants; ``None`` when it wants none."""
    options, can = prompt.options, model.can
    if options.choices or (prompt.constrained and labels):
        return can.choices
    return can.schema if options.json_schema is not None else None


def unconstrained_warning(prompt: Prompt, model: ProviderModel) -> str:
    """What it means that a model cannot be held to the form wanted."""
    by_labels = prompt.constrained or bool(prompt.options.choices)
    form = "the labels" if by_labels else "a JSON schema"
    return f"{model} cannot be held to {form}: it may answer anything, and is asked all the same."
