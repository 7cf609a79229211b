"""Files of any format become a Document: lines and ruled grids, each with its place.

Nothing here knows what a budget is; that is the room of ``analysis.disclosure``.
"""
