"""The verb ``doctor``: what this machine has, and what is missing with the remedy."""

from __future__ import annotations

import click

from workbench.cli.session import Session, json_option, pass_session, plugin_option
from workbench.core.io.plain_text import one_line


@click.command()
@plugin_option
@json_option
@pass_session
def doctor(session: Session, as_json: bool) -> int:
    """Check what this machine has and lacks.

    Python, libraries, devices, providers of foundation models, folders, plugins, and what the
    window needs. The exit code is 1 when something needed is missing.
    """
    from dataclasses import asdict

    from workbench.cli import output
    from workbench.cli.findings import examine

    findings = examine(session)
    missing = [finding for finding in findings if finding.state == "missing"]
    if as_json:
        output.emit_json({"ok": not missing, "findings": [asdict(f) for f in findings]})
        return 1 if missing else 0
    topic = ""
    width = max(len(finding.name) for finding in findings)
    for finding in findings:
        if finding.topic != topic:
            topic = finding.topic
            click.echo(f"\n{topic}" if finding is not findings[0] else topic)
        mark = {"ok": " ", "note": "-", "missing": "!"}[finding.state]
        click.echo(f" {mark} {finding.name.ljust(width)}  {one_line(finding.value)}".rstrip())
        for line in finding.remedy.splitlines():
            click.echo(f"   {' ' * width}  {line}")
    click.echo(f"\n{_verdict(len(missing))}")
    return 1 if missing else 0


def _verdict(missing: int) -> str:
    if not missing:
        return "Nothing is missing."
    return f"{missing} thing{'s are' if missing > 1 else ' is'} missing, marked with !."
