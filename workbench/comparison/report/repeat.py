"""Repeat: everything that is needed to make a comparison again."""

from __future__ import annotations

import importlib.metadata
import json
import math
from typing import Any

from workbench.comparison import plan
from workbench.comparison.report.data import Report, to_json
from workbench.prompting.prompts.files import slug

LIBRARIES = (
    "numpy",
    "scipy",
    "scikit-learn",
    "statsmodels",
    "torch",
    "onnxruntime",
    "tokenizers",
    "xllamacpp",
    "openai",
)


def toml(page: Report) -> str:
    """The plan, which needs no other file."""
    return plan.dumps(page.found.plan)


def command(page: Report) -> str:
    """The command line that makes it again from that plan."""
    return f"workbench compare {slug(page.found.plan.name)}.toml"


def hashes(page: Report) -> list[tuple[str, str]]:
    """What says whether it is the same: name and value."""
    found = page.found
    return [
        ("Plan", found.plan.version),
        ("Dataset, both splits (SHA-256)", found.data_digest),
        ("Test split (SHA-256)", found.held_out.digest),
        ("Rows that are asked (SHA-256)", found.held_out.lock),
        ("Seed", str(found.plan.seed)),
    ]


def versions() -> str:
    """Of the libraries that had a hand in it, those that are here."""
    said = []
    for name in LIBRARIES:
        try:
            said.append(f"{name} {importlib.metadata.version(name)}")
        except importlib.metadata.PackageNotFoundError:
            continue
    return ", ".join(said)


def figures(page: Report) -> str:
    """The page as JSON text that any program reads."""
    return json.dumps(finite(to_json(page)), ensure_ascii=True, allow_nan=False, default=str)


def finite(value: Any) -> Any:
    """Without the numbers that JSON does not have."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {key: finite(each) for key, each in value.items()}
    return [finite(each) for each in value] if isinstance(value, list | tuple) else value
