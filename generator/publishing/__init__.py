"""Artifacts become files of the output folder, shared ground where only what Fieldpath wrote is replaced or deleted."""
