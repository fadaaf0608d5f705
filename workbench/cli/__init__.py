"""The command line: the same verbs as the window's, without a screen and without Qt."""
