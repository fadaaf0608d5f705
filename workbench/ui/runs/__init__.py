"""Runs beside each other: their settings and figures as a table, and as parallel coordinates."""
