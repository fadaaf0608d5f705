"""The built-in plugins: every module here is found and registered at start."""
