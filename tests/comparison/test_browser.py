"""The page in a real browser: Chromium, without a screen. Skips itself where there is none."""

from __future__ import annotations

import re
import shutil
import subprocess
import unicodedata
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tests.comparison.made import comparison
from workbench.comparison.report import html
from workbench.comparison.report.data import page

Browse = Callable[..., subprocess.CompletedProcess[str]]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs chromium: apt-get install chromium"),
]


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "page.html"
    html.write(page(comparison()), path)
    return path


@pytest.fixture
def browse(tmp_path: Path) -> Browse:
    """Runs the browser with an own profile on a file; gives what it printed."""

    def run(file: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [
            str(CHROMIUM),
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--hide-scrollbars",
            f"--user-data-dir={tmp_path / 'profile'}",
            "--no-first-run",
            *arguments,
            file.as_uri(),
        ]
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            encoding="utf-8",
            errors="replace",
            timeout=250,
            check=False,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done

    return run


def test_the_console_is_silent(file: Path, browse: Browse) -> None:
    done = browse(file, "--enable-logging=stderr", "--v=0", "--dump-dom")
    assert "CONSOLE" not in done.stderr, done.stderr
    assert "Every model" in done.stdout
    assert "<script" not in done.stdout
    assert "&lt;script&gt;alert('row')&lt;/script&gt;" in done.stdout


def test_the_console_would_be_heard(tmp_path: Path, browse: Browse) -> None:
    """Without this, the test above could not fail."""
    bad = tmp_path / "bad.html"
    bad.write_text("<script>console.error('here')</script>", "utf-8")
    done = browse(bad, "--enable-logging=stderr", "--v=0", "--dump-dom")
    assert "CONSOLE" in done.stderr


@pytest.mark.parametrize("names", [(), ("TF-IDF + logistic regression",)], ids=["many", "one"])
def test_it_prints_on_one_page(
    names: tuple[str, ...], file: Path, tmp_path: Path, browse: Browse
) -> None:
    if names:
        file = tmp_path / "one.html"
        html.write(page(comparison(only=names, budgets=())), file)
    paper = tmp_path / "page.pdf"
    browse(file, "--no-pdf-header-footer", f"--print-to-pdf={paper}")
    assert len(re.findall(rb"/Type\s*/Page\b", paper.read_bytes())) == 1
    pypdf = pytest.importorskip("pypdf", reason="reads the text of a PDF")
    raw = pypdf.PdfReader(paper).pages[0].extract_text()
    text = " ".join(unicodedata.normalize("NFKC", raw).split())  # "fi" may be one letter
    assert "TF-IDF" in text
    assert "Every model" in text
    # The last line of that page: what is above it was not cut off.
    assert "in the file itself" in text


def shot(browse: Browse, file: Path, path: Path, width: int, scheme: int) -> np.ndarray:
    browse(
        file,
        f"--screenshot={path}",
        f"--window-size={width},1400",
        f"--blink-settings=preferredColorScheme={scheme}",
    )
    with Image.open(path) as image:
        return np.asarray(image.convert("L"), np.float64)


@pytest.mark.parametrize("width", [1200, 600])
def test_light_is_light_and_dark_is_dark(
    width: int, file: Path, tmp_path: Path, browse: Browse
) -> None:
    dark, light = (
        shot(browse, file, tmp_path / f"{k}.png", width, scheme) for k, scheme in enumerate((0, 1))
    )
    assert np.median(light) > 220
    assert np.median(dark) < 50
    # Letters stand out from both.
    assert np.percentile(light, 0.5) < 70
    assert np.percentile(dark, 99.5) > 190


def test_a_narrow_window_does_not_scroll_sideways(
    file: Path, tmp_path: Path, browse: Browse
) -> None:
    """What is wide scrolls in its own frame: a script beside the page measures it."""
    text = file.read_text("utf-8")
    policy = re.search(r'<meta http-equiv="Content-Security-Policy"[^>]*>', text)
    assert policy is not None
    probe = "<script>document.title = document.documentElement.scrollWidth</script></body>"
    bare = tmp_path / "bare.html"
    bare.write_text(text.replace(policy.group(), "").replace("</body>", probe), "utf-8")
    done = browse(bare, "--window-size=600,1000", "--dump-dom")
    found = re.search(r"<title>(\d+)</title>", done.stdout)
    assert found is not None
    assert int(found.group(1)) <= 600
