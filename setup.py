"""Adds the documents to the wheel, for the window's manual; all else is in pyproject.toml."""

import shutil
from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

ROOT = Path(__file__).parent
MANUAL = Path("workbench_resources", "manual")
DOCUMENTS = (
    "README.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "docs/*.md",
    "docs/images/*.png",
    "benchmarks/RESULTS.md",
)


class BuildWithManual(build_py):
    """Copies the documents as they lie in the sources, so that links between them hold."""

    def run(self):
        """Build, then copy; a checkout that is installed as it is has them beside it."""
        super().run()
        if self.editable_mode:
            return
        for source in self._documents():
            target = Path(self.build_lib, MANUAL, source.relative_to(ROOT))
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)

    def get_outputs(self, include_bytecode=True):
        """Every file that is built, the documents among them."""
        copies = [] if self.editable_mode else self._documents()
        return super().get_outputs(include_bytecode) + [
            str(Path(self.build_lib, MANUAL, path.relative_to(ROOT))) for path in copies
        ]

    def _documents(self):
        return sorted(path for pattern in DOCUMENTS for path in ROOT.glob(pattern))


setup(cmdclass={"build_py": BuildWithManual})
