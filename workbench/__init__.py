"""Workbench: machine learning that people point at, click and draw on.

The public names, those that a plugin imports, are listed in ``__init__.pyi``. They are imported
when first used, so ``import workbench`` costs next to nothing.
"""

from workbench.core import parse_lock, public_names, telemetry

telemetry.switch_off()
parse_lock.install()

__getattr__, __dir__ = public_names.attach(__name__, __file__)
