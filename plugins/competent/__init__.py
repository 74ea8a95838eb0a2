"""Competent: a unit standard in YAML and the teaching in Markdown become site, workbook and portfolio.

Every text is read once, by a real parser, into a typed value that keeps its place; nothing later looks into a string
for what a value could say. The folders are the stages that data passes through, and a stage imports only from stages
before it (`lint-imports` holds them to it):

    text/        what an author wrote, with places    Problem, Source (YAML), Manuscript (Markdown)
    config.py    Config: folders, pages, Markdown and settings, as an adapter has resolved them
    standards/   YAML -> Standard                     by the rules of a Framework, which is a file
    programme/   Markdown + Standard -> Programme     sections, activities, answers: facts only, no HTML
    forms/       Field, Form                          what a field means and who fills it in; the manifest of a pack
    blocks/      the registry                         one class a block: its options, and how it is drawn
    pages/       Node + View -> Fragment              what stands on a page, on the screen and on paper
    checks/      Project -> Problems                  one rule, one function, one code; sees what a build sees
    documents/   Fragments + Form -> PDF              templates, fonts, cache, worker pool
    records/     a roster -> a sample                 who is moderated, by lot and by rule
    adapters/    mkdocs, and the plain command line   nothing else imports mkdocs

    exchange/    a register's page <-> a standard     in from elsewhere, and out again

Beside them: `project.py` (all of these as they stand on disk), `settings.py`, `words.py` (the words that Competent
adds, said in a language when they are drawn), `roster.py` (who learns and who assesses), `cli.py` (the command), and
what keeps an output whole: `files.py` (writing in one step), `lock.py` (one build at a time), `stopping.py` (signals).
"""

__version__ = "0.1.0"
