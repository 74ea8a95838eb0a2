"""Benchmarks, run by `python -m tests.bench`: ratios of things measured in one run, and memory.

    projects.py   temporary copies: this project, the same content without the plugin, and with mkdocs-to-pdf
    clock.py      run programs, one kind after the other in turn, and note their time or memory
    visits.py     visit pages with a browser on a slow processor
    measures.py   the measures and their targets
    __main__.py   options and output

Nothing is written into the project that is measured; its code is copied too, so work on it can go on meanwhile.
"""
