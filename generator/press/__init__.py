"""Which pages are made again, and making them, here or in other processes."""
