"""Encoders: texts as vectors, kept on disk and charged to whoever asked."""
