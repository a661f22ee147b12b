"""Fieldpath: a folder of interview write-ups becomes a career-paths wiki."""

__version__ = "0.1.0"
