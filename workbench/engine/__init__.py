"""Training, on torch."""

from workbench.core import openmp

# Before any module here imports torch, which reads it once.
openmp.wait_briefly()
