"""Third stage: the blocks that an author can write, and how each is drawn."""
