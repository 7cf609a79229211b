"""Tables of figures, from text that has lost its grid and from ruled grids alike."""
