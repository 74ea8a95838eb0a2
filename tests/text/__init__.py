"""What an author wrote is read, with places."""
