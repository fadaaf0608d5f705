"""Runs: their folders, logs and index, and how one is shared."""
