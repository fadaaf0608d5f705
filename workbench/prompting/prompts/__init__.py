"""Prompts: templates, examples, fields and how an answer is parsed."""
