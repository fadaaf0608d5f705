"""Window wording: problems and remedies without the keys and commands that a terminal needs."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from workbench.core.contracts.errors import UnknownPlugin
from workbench.core.contracts.hookspecs import KINDS
from workbench.core.contracts.problem import Problem
from workbench.core.experiment import PARTS, Experiment
from workbench.core.plugins import Plugins
from workbench.ui.translation import contributed_settings

# A setting by its key in a file, and the command that switches a plugin off.
_KEY = re.compile(r" \((?:dataset|architecture|trainer|run)\.\w+\)")
_DISABLE = re.compile(r"`workbench plugins disable [^`]+` switches it off")


def in_window(text: str) -> str:
    """A message or remedy as the window says it: its forms and pages have names of their own."""
    page = QCoreApplication.translate(
        "window_wording", "it can be switched off on the Plugins page"
    )
    return _DISABLE.sub(page, _KEY.sub("", text))


def problem_message(problem: Problem, plugins: Plugins, experiment: Experiment) -> str:
    """What is wrong, with the title of the setting that it is about."""
    kind, _, name = problem.where.partition(".")
    message = in_window(problem.message)
    if name and kind in PARTS:
        try:
            cls = plugins.get(KINDS[kind][1], experiment.part(kind).id)
        except UnknownPlugin:
            return message
        titles = {setting.name: setting.title for setting in contributed_settings(cls.Params)}
        message = f"{titles.get(name, name)}: {message}"
    return message


def problem_text(problem: Problem, plugins: Plugins, experiment: Experiment) -> str:
    """What is wrong, and what helps."""
    message = problem_message(problem, plugins, experiment)
    return " ".join(filter(None, (message, in_window(problem.remedy))))
