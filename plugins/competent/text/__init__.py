"""First stage: what an author wrote, with places."""
