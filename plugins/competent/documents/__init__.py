"""Eighth stage: a Programme becomes HTML, and HTML becomes PDF."""
