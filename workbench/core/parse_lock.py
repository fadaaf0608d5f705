"""One thread at a time in Python's parser, whose depth counter all threads share.

While CPython turns a syntax tree into objects, a garbage collection may run Python code and hand
over to another thread; if that one parses too, the first fails with `SystemError: AST constructor
recursion depth mismatch` (python/cpython#106905 and the reports there). numpy reads the header of
each `.npy` and `.npz` through `ast.literal_eval`, torch and ONNX Script parse sources, so whoever
loads data in two threads meets it: a training that fails because a view was opened meanwhile.
"""

from __future__ import annotations

import ast
import functools
import threading
from typing import Any

# Re-entrant: a finaliser that runs within a parse may parse as well.
_LOCK = threading.RLock()


def install() -> None:
    """Let `ast.parse`, and with it `ast.literal_eval`, wait for another thread's."""
    parse = ast.parse

    @functools.wraps(parse)
    def one_at_a_time(*args: Any, **settings: Any) -> Any:
        with _LOCK:
            return parse(*args, **settings)

    ast.parse = one_at_a_time
