"""The blocks that an author can write, and how they are drawn."""
