"""Transformers itself, imported once, quiet and offline."""

from __future__ import annotations

import threading
from typing import Any

_importing = threading.Lock()


def transformers() -> Any:
    """The library; it neither reports progress nor advises, and asks no network."""
    with _importing:
        import transformers as library
        from transformers.utils import logging

        logging.set_verbosity_error()
        logging.disable_progress_bar()
        return library
