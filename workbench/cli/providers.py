"""The verb ``providers``: whose models can be asked, where prompts go, and keys."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.session import Session, json_option, pass_session, plugin_option
from workbench.core.io.plain_text import one_line

if TYPE_CHECKING:
    from workbench.core.contracts.model_source import ModelSource
    from workbench.core.survey import State

_NAMED = 3


@click.group(invoke_without_command=True)
@click.option("--local-only", is_flag=True, help="Ask no model on another machine.")
@plugin_option
@json_option
@click.pass_context
def providers(context: click.Context, local_only: bool, as_json: bool) -> None:
    """List the providers of foundation models and encoders: what they have, and what is missing.

    A model is named PROVIDER/MODEL, as `workbench prompt --model` takes it. Those on this machine
    are found when they run; services elsewhere want a key.
    """
    if context.invoked_subcommand is not None:
        return
    from workbench.cli.output import emit_json
    from workbench.core.survey import sources, survey

    session = context.ensure_object(Session)
    settings = session.settings_for(local_only)
    states = survey(sources(session.plugins), settings)
    if as_json:
        emit_json([_as_json(state) for state in states])
        return
    click.echo(_table(states))


def _as_json(state: State) -> dict[str, Any]:
    problem = state.problem
    return {
        "id": state.id,
        "name": state.name,
        "models": list(state.models),
        "encoders": list(state.encoders),
        "destination": state.destination,
        "state": "ready" if problem is None else "missing",
        "problem": "" if problem is None else problem.message,
        "remedy": "" if problem is None else problem.remedy,
        "key": state.key,
        "note": state.note,
    }


def _table(states: list[State]) -> str:
    from workbench.cli.output import columns

    if not states:
        return "No installed plugin brings a provider or an encoder."
    rows = []
    for state in states:
        place = state.destination or "this machine"
        rows.append((state.id, place, "-" if state.problem else "ready", _has(state)))
    text = columns(("provider", "texts go to", "state", "models"), rows)
    remedies = [
        f"{state.id}: {words}"
        for state in states
        for words in (state.problem.remedy if state.problem else "", state.note)
        if words
    ]
    return "\n".join([text, "", *remedies]) if remedies else text


def _has(state: State) -> str:
    if state.problem is not None:
        return state.problem.message
    names = [*state.models, *(f"{name} (encoder)" for name in state.encoders)]
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more} more" if more > 0 else "")


@providers.command()
@click.argument("name", metavar="ID")
@click.option("--forget", is_flag=True, help="Remove the key instead.")
@plugin_option
@pass_session
def key(session: Session, name: str, forget: bool) -> None:
    """Keep the key of the provider ID in the system's keyring.

    It is asked for and not shown; through a pipe it is read from stdin. Without a keyring there
    is an environment variable, and this command says which.
    """
    from workbench.core import secrets

    provider = _find_provider(session, name)
    kept_as = provider.key_name()
    if forget:
        secrets.forget(kept_as)
        click.echo(f"The key of {provider.name} is forgotten.")
        return
    _refuse_without_keyring(provider)
    given = sys.stdin.readline() if _piped() else _prompt_for_key(provider)
    if not given.strip():
        raise _usage("No key was given.", "Paste it, and press Enter.")
    if not secrets.put(kept_as, given.strip()):
        _refuse_without_keyring(provider, refused=True)
    click.echo(f"The key of {provider.name} is in the system's keyring, as {kept_as!r}.")
    if note := provider.withheld():
        click.echo(note, err=True)


def _prompt_for_key(provider: ModelSource) -> str:
    place = provider.destination("") or "this machine"
    return str(
        click.prompt(
            f"Key of {one_line(provider.name)} ({one_line(place)})", hide_input=True, err=True
        )
    )


def _piped() -> bool:
    return not sys.stdin.isatty()


def _find_provider(session: Session, name: str) -> ModelSource:
    from workbench.core.contracts.model_source import set_up
    from workbench.core.survey import sources

    found = {source.id: source.first for source in sources(session.plugins)}
    if name not in found:
        raise _usage(f"There is no provider {name!r}.", f"There are: {', '.join(sorted(found))}.")
    provider = set_up(found[name], session.settings.providers)
    if not provider.key_name():
        raise _usage(f"{provider.name} takes no key, or has no address yet.", "It needs none.")
    return provider


def _refuse_without_keyring(provider: ModelSource, refused: bool = False) -> None:
    from workbench.core import secrets
    from workbench.core.contracts.errors import StorageError

    if refused or not secrets.lasting():
        message = "This system has no keyring, and a key is written nowhere else."
        if refused:
            message = "The system's keyring does not take the key."
        place = provider.key_name().partition(" at ")[2]
        remedy = secrets.how_to_set(provider.id, place)
        raise StorageError(message, remedy)


def _usage(message: str, remedy: str) -> Exception:
    from workbench.core.contracts.errors import UsageError

    return UsageError(message, remedy)
