"""Last stage: the MkDocs plugin, a thin adapter. Nothing else imports mkdocs."""
