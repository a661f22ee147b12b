"""Files changed: build again."""
