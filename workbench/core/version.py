"""The version of the workbench; whoever prints it need not import the package's top."""

__version__ = "0.1.0"
