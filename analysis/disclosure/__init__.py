"""The Document becomes typed records and a ledger of every number.

This is where the knowledge of the field sits. Two front ends meet here: text that has lost its
grid is put back together, ruled grids are taken as they stand; both end in the same records
(``analysis.disclosure.records``).
"""
