"""The window's fixtures."""

from tests.ui.hosts import host as host
from tests.ui.hosts import host_plugins as host_plugins
from tests.ui.hosts import window as window
