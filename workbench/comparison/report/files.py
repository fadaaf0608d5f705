"""Files: the verdict as HTML, PDF and JSON, side by side in one folder."""

from __future__ import annotations

import json
from pathlib import Path

from workbench.comparison.report import data, html, pdf
from workbench.comparison.report.data import Report
from workbench.comparison.stored import KINDS, verdict_file
from workbench.core.contracts.errors import StorageError
from workbench.core.io import atomic


def write(report: Report, folder: Path) -> dict[str, Path]:
    """Write the verdict in every form; returns the file of each kind.

    Raises
    ------
    StorageError
        When the folder cannot be written.
    """
    files = {kind: verdict_file(folder, kind) for kind in KINDS}
    html.write(report, files["html"])
    pdf.write(report, files["pdf"])
    try:
        text = json.dumps(data.to_json(report), ensure_ascii=False, indent=1)
        atomic.write_text(files["json"], text, errors="replace")
    except OSError as error:
        message = f"Cannot write {files['json']}: {error.strerror or error}."
        raise StorageError(message, "Check the folder's permissions and free space.") from error
    return files
