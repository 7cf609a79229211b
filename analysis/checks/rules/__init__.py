"""The rules: ``*.yml`` is the catalogue, ``*.py`` the functions that build relations.

A rule is one entry of the catalogue with either ``formula`` (a line in the language of
``analysis.checks.formula``) or ``function`` (``module.name`` in this folder): a function that
takes ``Facts`` and yields ``Relation``.
"""
