"""Labelling: people say what rows are, with the help of functions, prompts and what was learnt."""
