"""Contract checks for plugin authors; the workbench's own plugins pass them, too.

Each ``check_<kind>(cls)`` raises `ContractError`, an `AssertionError` whose sentence says
what is wrong. What is bad manners rather than a fault is a `ContractWarning`::

    from workbench.testing import check_dataset
    check_dataset(OfficeDigits)

``check_plugin(module)`` finds a plugin's classes by its hooks and checks each by its kind.

The public names are listed in ``__init__.pyi``.
"""

from workbench.core import public_names

__getattr__, __dir__ = public_names.attach(__name__, __file__)
