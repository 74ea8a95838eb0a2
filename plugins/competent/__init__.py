"""Competent: a unit standard in YAML and the teaching in Markdown become site, workbook and portfolio.

The folders are the stages that data passes through; a stage imports only from stages before it:

    standards/   YAML -> Standard                 pydantic models, the position of every value in its file
    programme/   Markdown + Standard -> Programme sections, activities, answers
    checks/      Programme -> Problems            one rule, one function, one code
    documents/   Programme -> HTML -> PDF         templates, forms, fonts, cache, worker pool
    records/     a roster -> a sample             who is moderated, by lot and by rule
    site/        the MkDocs plugin                a thin adapter; nothing else imports mkdocs

Beside them: `problem.py` (the one Problem type), `roster.py` (who learns and who assesses), `settings.py` (the plugin's
settings) and `cli.py` (the command).
"""

__version__ = "0.1.0"
