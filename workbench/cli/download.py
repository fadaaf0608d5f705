"""The verb ``download-model``: a foundation model from the Hugging Face Hub, for this machine."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.session import Session, json_option, pass_session

if TYPE_CHECKING:
    from workbench.core.io.hub import Repo
    from workbench.core.io.hub_models import Variant
    from workbench.core.settings import Settings


@click.command("download-model")
@click.argument("repo", metavar="[REPO]", required=False)
@click.argument("file", metavar="[FILE]", required=False, default="")
@click.option("--list", "listing", is_flag=True, help="List the models in REPO, and get none.")
@click.option("--key", "give_key", is_flag=True, help="Keep your key of the Hub first.")
@click.option("--local-only", is_flag=True, help="Ask no model on another machine.")
@json_option
@pass_session
def download_model(
    session: Session,
    repo: str | None,
    file: str,
    listing: bool,
    give_key: bool,
    local_only: bool,
    as_json: bool,
) -> None:
    """Get a model from the Hugging Face Hub; what broke off goes on where it stood.

    REPO is owner/name, or its address. FILE is a GGUF file of it, how its numbers are kept (such
    as Q4_K_M), or "safetensors" for the files of transformers; without it one is chosen that fits
    into memory. Every file is verified. `workbench prompt` finds the model by itself.
    """
    from workbench.core.io import hub

    if give_key:
        _keep_key()
    if repo is None:
        if not give_key:
            click.echo(_suggestions())
        return
    name, pasted = hub.parse(repo)
    settings = session.settings_for(local_only)
    found = hub.look(name, settings)
    if listing:
        _list(found, as_json)
    else:
        _get(session, found, file or pasted, settings, as_json)


def _suggestions() -> str:
    from workbench.cli.output import columns
    from workbench.core.io.hub import SUGGESTED

    return columns(("some small models", "what they are"), SUGGESTED)


def _list(repo: Repo, as_json: bool) -> None:
    from workbench.cli.output import columns, emit_json, size
    from workbench.core.io.hub_models import choose, variants
    from workbench.core.memory import available

    free = available()
    found = variants(repo)
    if as_json:
        emit_json([_table(variant, free) for variant in found])
        return
    if not found:
        choose(found, "", free, repo.name)  # says what to do
    rows = [
        (v.name, v.precision, size(v.n_bytes), size(v.memory), "yes" if v.fits(free) else "no")
        for v in found
    ]
    click.echo(columns(("model", "precision", "download", "memory", "fits"), rows))


def _table(variant: Variant, free: int | None) -> dict[str, Any]:
    return {
        "model": variant.name,
        "kind": variant.kind,
        "precision": variant.precision,
        "bytes": variant.n_bytes,
        "memory": variant.memory,
        "fits": variant.fits(free),
        "files": [file.path for file in variant.files],
    }


def _get(session: Session, repo: Repo, file: str, settings: Settings, as_json: bool) -> None:
    from workbench.cli.output import emit_json, size
    from workbench.core.contracts.provider import Provider
    from workbench.core.io.hub_download import download, lacking, model_id, runner
    from workbench.core.io.hub_models import choose, variants
    from workbench.core.memory import available

    free = available()
    chosen = choose(variants(repo), file, free, repo.name)
    click.echo(f"Downloading {chosen.name} of {repo.name}, {size(chosen.n_bytes)}.", err=True)
    if not chosen.fits(free):
        words = f"It takes about {size(chosen.memory)} of memory, more than is free now."
        click.echo(words, err=True)
    path = reported(lambda report: download(repo, chosen, settings, report))
    cls = runner(chosen, session.plugins.of(Provider))
    name = model_id(repo, chosen, cls)
    if as_json:
        emit_json(_table(chosen, free) | {"path": str(path), "ask": name})
        return
    click.echo(f"{path}\nAsk it with --model {name}." if cls else str(path))
    if (problem := lacking(chosen, cls, settings)) is not None:
        click.echo(f"{problem.message} {problem.remedy}", err=True)


def reported(work: Callable[[Callable[..., None]], Any]) -> Any:
    """Call ``work`` with its progress on stderr."""
    from workbench.cli.progress import reporter
    from workbench.core.contracts.events import Progress

    report = reporter(sys.stderr, quiet=not sys.stderr.isatty())
    try:
        return work(lambda *progress: report(Progress(*progress)))
    finally:
        report.close()


def _keep_key() -> None:
    from workbench.core import secrets
    from workbench.core.contracts.errors import StorageError, UsageError
    from workbench.core.io import hosts, hub

    if sys.stdin.isatty():
        given = str(click.prompt(f"Key of {hub.host()}", hide_input=True, err=True))
    else:
        given = sys.stdin.readline()
    if not given.strip():
        raise UsageError("No key was given.", "Paste it, and press Enter.")
    if not secrets.lasting() or not secrets.put(hub.key_name(), given.strip()):
        message = "This system has no keyring, and a key is written nowhere else."
        remedy = f"Set the variable {secrets.variable(hub.KEY)} where you start the workbench."
        if hub.key_name() != hub.KEY:
            remedy = secrets.how_to_set(hub.KEY, hosts.authority(hub.endpoint()))
        raise StorageError(message, remedy)
    click.echo(f"The key of the Hub is in the system's keyring, as {hub.key_name()!r}.", err=True)
