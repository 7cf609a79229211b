"""Tables of figures: text that lost its grid is put back together, ruled grids are taken as they are."""
