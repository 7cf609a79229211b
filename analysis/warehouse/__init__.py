"""Records become a DuckDB warehouse, and beside it diff-able CSV files.

``build`` makes it, ``open`` opens it; ``schema.yml`` is the contract.
"""
