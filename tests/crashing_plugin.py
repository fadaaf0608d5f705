"""A plugin whose trainer ends its process in a step: loaded with ``--plugin``, for tests.

The file that ``WORKBENCH_CRASH`` names says how, and at which step: ``kill 30``, ``segfault 30``,
``memory 30``, ``abort 30``, ``exit 30``, ``slow 5`` (seconds in every step, in milliseconds).
Without the file it trains as the built-in trainer does.
"""

import ctypes
import os
import signal
import time
from pathlib import Path

from workbench import hookimpl
from workbench_plugins.supervised import Supervised


def crash(how):
    if how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "segfault":
        ctypes.string_at(0)
    if how == "abort":
        os.abort()
    if how == "exit":
        os._exit(3)
    if how == "memory":
        hoard = []
        while True:
            hoard.append(bytearray(16 << 20))


class Crashing(Supervised):
    id, name, about = "crashing", "Crashing", "Ends its process when it is told to."

    def learner(self, setup, params):
        learner = super().learner(setup, params)
        order = Path(os.environ.get("WORKBENCH_CRASH", "/nowhere"))
        how, at = order.read_text().split() if order.is_file() else ("", "0")
        step = learner.step

        def stepping(number):
            if how == "slow":
                time.sleep(int(at) / 1000)
            elif how and number == int(at):
                crash(how)
            return step(number)

        learner.step = stepping
        return learner


@hookimpl
def register_trainers():
    return [Crashing]
