"""The version, in a module that anything may import; the root package shows it."""

__version__ = "0.1.0"
