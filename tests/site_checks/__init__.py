"""Checks of a finished site, file by file: what a visitor or a search engine would stumble over."""
