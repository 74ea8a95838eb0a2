"""A house that adds its own line to a page, when Markdown has been read."""


def on_page_content(html, *, page, config, files):
    """Add it to the page about water."""
    return f"{html}<p>Ask at the desk.</p>" if page.file.src_uri == "us1/water.md" else html
