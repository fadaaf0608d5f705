"""What SQLite raises for a file that it cannot read or write."""

from __future__ import annotations

import sqlite3

# Of a damaged file SQLite's own message may be no text, so that decoding it fails.
DATABASE_ERRORS = (sqlite3.Error, UnicodeDecodeError)
