"""Does a document agree with itself: relations between printed figures, and verdicts on them.

The way of the data: ``facts`` (records as cells with an interval) -> ``rules`` (relations between
cells) -> ``judge`` (verdicts) -> ``suspects`` and ``findings`` -> ``results`` (rows of the table
check_result). The knowledge is in ``rules/*.yml``: one entry a rule.

A printed figure stands for every value that rounds to it; there is no tolerance anywhere.
"""
