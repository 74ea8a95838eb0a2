"""Before a project is there: a new one is written, which its author then changes."""
