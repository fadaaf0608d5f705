"""Training, on torch. The public names are listed in ``__init__.pyi``."""

from workbench.core import openmp, public_names

# Before any module here imports torch, which reads it once.
openmp.wait_briefly()

__getattr__, __dir__ = public_names.attach(__name__, __file__)
