"""Every verb as data: where it is and its one line, so that ``--help`` imports none of them."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

import click

from workbench.core import class_path


@dataclass(frozen=True)
class Verb:
    """A command by name; ``home`` is ``module:attribute``."""

    name: str
    home: str
    about: str

    def load(self) -> click.Command:
        """Import the command."""
        command: click.Command = class_path.load(self.home)
        return command


VERBS = (
    Verb("run", "workbench.cli.train:run", "Train the experiment in a TOML file."),
    Verb("resume", "workbench.cli.train:resume", "Resume a run from its last checkpoint."),
    Verb("work", "workbench.cli.work:work", "Train the run in a folder, for launchers and queues."),
    Verb("runs", "workbench.cli.runs:runs", "List and manage runs."),
    Verb(
        "deleted", "workbench.cli.deleted:deleted", "List what was deleted; restore it, empty it."
    ),
    Verb("export", "workbench.cli.models:export", "Export a run's model to one file."),
    Verb("predict", "workbench.cli.models:predict", "Classify pictures, texts or rows."),
    Verb("generate", "workbench.cli.generate:generate", "Continue a text with a language model."),
    Verb("prompt", "workbench.cli.prompt:prompt", "Ask a foundation model."),
    Verb("history", "workbench.cli.history:history", "List past questions; star, remove."),
    Verb("demonstrate", "workbench.cli.demonstrate:demonstrate", "Show in-context learning."),
    Verb("compare", "workbench.cli.compare:compare", "Prompt, adapt or train your own? Measure."),
    Verb("label", "workbench.cli.label:label", "Label rows; rules and models help."),
    Verb(
        "providers",
        "workbench.cli.providers:providers",
        "List foundation models; give keys.",
    ),
    Verb("get-models", "workbench.cli.getmodels:get_models", "Get the default models."),
    Verb("download-model", "workbench.cli.download:download_model", "Get a foundation model."),
    Verb("neighbours", "workbench.cli.neighbours:neighbours", "Find similar words."),
    Verb("attention", "workbench.cli.attention:attention", "Show where a model attends."),
    Verb("measure", "workbench.cli.measure:measure", "Measure memory, speed and the use of order."),
    Verb("data", "workbench.cli.data:data", "List datasets, or show one: card, classes, counts."),
    Verb("summary", "workbench.cli.data:summary", "Show an experiment's network layer by layer."),
    Verb("plugins", "workbench.cli.plugins:plugins", "List plugins and their faults; on and off."),
    Verb("new-plugin", "workbench.cli.plugins:new_plugin", "Write a plugin project that works."),
    Verb("doctor", "workbench.cli.doctor:doctor", "Check what this machine has and lacks."),
    Verb("completion", "workbench.cli.completion:completion", "Print a shell's completion script."),
)


class LazyGroup(click.Group):
    """A group whose commands are imported when they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Verbs in the order a user meets them."""
        return [verb.name for verb in VERBS]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import one verb."""
        return next((verb.load() for verb in VERBS if verb.name == cmd_name), None)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """List the verbs without importing them."""
        with formatter.section("Verbs"):
            formatter.write_dl([(verb.name, verb.about) for verb in VERBS])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the verb, or say which one may have been meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            close = difflib.get_close_matches(args[0], self.list_commands(ctx), n=1)
            if not close:
                raise
            message = f"{error.message} Did you mean {close[0]!r}?"
            raise click.UsageError(message, ctx) from None
