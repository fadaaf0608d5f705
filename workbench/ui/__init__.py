"""The window. What a plugin's widget may use is listed in ``__init__.pyi``."""

from workbench.core import public_names

__getattr__, __dir__ = public_names.attach(__name__, __file__)
