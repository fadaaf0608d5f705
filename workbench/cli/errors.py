"""One door for errors: a message and what to do, on stderr, and an exit code."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable
from typing import Any

import click

from workbench.cli import signals
from workbench.core.contracts.errors import Stopped, WorkbenchError
from workbench.core.io.plain_text import lines


def guarded(work: Callable[[], Any]) -> int:
    """Call ``work``, tell what went wrong if something did, and return the exit code."""
    try:
        answer = work()
        sys.stdout.flush()
        return answer if isinstance(answer, int) else 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except WorkbenchError as error:
        show(error.message, error.remedy)
        _trace()
        return error.exit_code
    except BrokenPipeError:
        # Whoever read our output has left; what Python flushes at exit must not complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Stopped as stopped:
        # The user asked for it: what went before is kept, and nothing went wrong.
        sys.stderr.write(f"{str(stopped) or 'Stopped.'}\n")
        return signals.exit_code()
    except (signals.Terminated, click.Abort):
        sys.stderr.write("Interrupted.\n")
        return signals.exit_code()
    except BaseException as error:  # noqa: BLE001 - the last resort; a traceback helps only who asked
        return _unexpected(error)


def _unexpected(error: BaseException) -> int:
    from workbench.core import blame

    if blame.is_interrupt(error):
        sys.stderr.write("Interrupted.\n")
        return signals.exit_code()
    source = blame.culprit(error)
    if source is not None and source.third_party:
        known = blame.contained(error)
        show(known.message, f"{known.remedy} WORKBENCH_DEBUG=1 shows where.")
    elif not isinstance(error, Exception):
        raise error
    else:
        message = f"{type(error).__name__}: {error}".rstrip(": ")
        show(message, "Run it again with WORKBENCH_DEBUG=1 to see where; please report it.")
    _trace()
    return 1


def show(message: str, remedy: str = "") -> None:
    """Write an error and its remedy to stderr."""
    sys.stderr.write(f"Error: {_indented(message)}\n")
    if remedy:
        sys.stderr.write(f"What to do: {_indented(remedy)}\n")


def _indented(text: str) -> str:
    # What a server or a file says may hold line breaks; no line of it is to look like ours.
    return lines(text).strip().replace("\n", "\n  ")


def debugging() -> bool:
    """Whether the user asked for tracebacks."""
    return bool(os.environ.get("WORKBENCH_DEBUG"))


def _trace() -> None:
    if debugging():
        traceback.print_exc()
