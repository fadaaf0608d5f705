"""Several commands in one process: their words come as JSON, their exit codes go to stdout.

``@run`` stands for the run that the last ``run --json`` made.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys

from workbench.cli.main import main


def call(words: list[str]) -> tuple[int, str]:
    """One command: its exit code, and what it printed."""
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        try:
            main(words)
        except SystemExit as end:
            return int(end.code or 0), printed.getvalue()


def everything(commands: list[list[str]]) -> dict[str, int]:
    """All commands, one after the other."""
    codes = {}
    run = ""
    for words in commands:
        code, printed = call([run if word == "@run" else word for word in words])
        codes[" ".join(words)] = code
        if words[0] == "run" and not code:
            run = json.loads(printed.strip().splitlines()[-1])["run"]
    return codes


if __name__ == "__main__":
    sys.stdout.write(json.dumps(everything(json.loads(sys.argv[1]))) + "\n")
