"""Files: a verdict as HTML, PDF and JSON in a comparison's folder."""

from __future__ import annotations

import json
from pathlib import Path

from workbench.comparison.report import data, html, pdf
from workbench.comparison.report.data import Report
from workbench.comparison.stored import KINDS, verdict_file
from workbench.core.contracts.errors import StorageError
from workbench.core.io import atomic


def write(report: Report, folder: Path) -> dict[str, Path]:
    """Write a verdict in every form of `workbench.comparison.stored.KINDS`; the paths by form.

    Raises
    ------
    StorageError
        When the folder cannot be written.
    """
    paths = {kind: verdict_file(folder, kind) for kind in KINDS}
    html.write(report, paths["html"])
    pdf.write(report, paths["pdf"])
    try:
        text = json.dumps(data.to_json(report), ensure_ascii=False, indent=1)
        atomic.write_text(paths["json"], text, errors="replace")
    except OSError as error:
        message = f"Cannot write {paths['json']}: {error.strerror or error}."
        raise StorageError(message, "Check the folder's permissions and free space.") from error
    return paths
