"""Project sheets, performance goals and indicators."""
