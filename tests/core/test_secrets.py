"""What a process of ours that needs no key gets of the environment."""

from __future__ import annotations

from workbench.core import secrets, telemetry


def test_no_key_is_handed_on_and_telemetry_stays_off() -> None:
    keys = {
        "WORKBENCH_KEY_OPENAI": "k",
        "WORKBENCH_KEY_OPENAI_HOST": "h",
        "HF_TOKEN": "k",
        "OPENAI_API_KEY": "k",
    }
    others = {"PATH": "/bin", "HF_HOME": "/x", **telemetry.SWITCHES}
    assert secrets.without_keys(keys | others) == others
