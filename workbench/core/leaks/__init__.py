"""Leaks: what may give the answer away, so that figures promise too much.

A column that is the target under another name, a sum that contains it, a word or a pixel that
stands for a class, a length, and rows that both splits hold. `leaks_of` looks for all of them in
what a dataset loaded, `find_leaks` in plain arrays.
"""

from workbench.core.leaks.leak import Leak, LeakKind, LeakRows
from workbench.core.leaks.of_data import leaks_of, leaks_or_reason
from workbench.core.leaks.search import find_leaks

__all__ = ["Leak", "LeakKind", "LeakRows", "find_leaks", "leaks_of", "leaks_or_reason"]
