"""Standards from elsewhere and to elsewhere: a register's page becomes a standard's YAML, and a standard its text."""
