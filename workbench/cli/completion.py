"""The verb ``completion``: what makes the shell's Tab key know the verbs."""

from __future__ import annotations

import click


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    r"""Print the completion script of SHELL.

    \b
    bash  add to ~/.bashrc:  eval "$(workbench completion bash)"
    zsh   add to ~/.zshrc:   eval "$(workbench completion zsh)"
    fish  workbench completion fish > ~/.config/fish/completions/workbench.fish
    """
    from click.shell_completion import get_completion_class

    from workbench.cli.arguments import COMPLETING
    from workbench.cli.main import root

    maker = get_completion_class(shell)
    if maker is None:
        message = f"click cannot complete in {shell}"
        raise click.UsageError(message)
    click.echo(maker(root, {}, "workbench", COMPLETING).source())
