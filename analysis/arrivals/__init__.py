"""Next year's document arrives: looked at beside the last one, then taken in, or not.

``identify`` says what the files are, ``stage`` builds the warehouse as it would be with them,
``comparison`` says what differs, ``accept`` takes them in. The command line is ``budget add``.
"""
