"""Transformers itself, imported once, quiet and offline."""

from __future__ import annotations

import gc
import sys
import threading
from typing import Any

_importing = threading.Lock()


def transformers() -> Any:
    """The library; it neither reports progress nor advises, and asks no network."""
    with _importing:
        is_new = "transformers" not in sys.modules
        import transformers as library
        from transformers.utils import logging

        if is_new:
            gc.freeze()  # or a collection would hold the window for a tenth of a second
        logging.set_verbosity_error()
        logging.disable_progress_bar()
        return library
