"""Contracts: what a plugin author reads, and nothing else."""
