"""Mutated files of authors: whatever stands in them, the checks end and say something at a place that is there.

`make fuzz` tries twenty thousand. What once failed is kept in `corpus/` and tried in every run of the tests.
"""
