"""Measure Fieldpath beside Hugo, Pelican and MkDocs Material on the same notes.

In: nothing but the tools installed. Out: a table. Run it with `python -m benchmarks`.
"""
