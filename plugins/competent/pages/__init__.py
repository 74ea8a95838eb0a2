"""Sixth stage: pages become HTML, for site and documents; what a page holds is read off Markdown's own tree."""
