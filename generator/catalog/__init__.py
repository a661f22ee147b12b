"""How the notes hang together: facts turned round, and queries over them that are remembered."""
