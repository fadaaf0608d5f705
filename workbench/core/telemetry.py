"""Telemetry: what libraries would send to their makers is off, in every process we start."""

from __future__ import annotations

import os
from collections.abc import MutableMapping

# Each library reads its own, once, when it is imported or first used: so this comes before all
# imports, and child processes inherit it. onnxruntime's wheels look their maker's host up and keep
# a device id below ~/.cache from the import on; its `disable_telemetry_events` comes too late.
SWITCHES = {
    "ORT_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_UPDATE_CHECK": "1",
    "DO_NOT_TRACK": "1",
}


def switch_off(environment: MutableMapping[str, str] = os.environ) -> None:
    """Say so to the libraries, whatever the environment said before."""
    environment.update(SWITCHES)
