"""The colours of the SITAC: each one says a function, whatever the symbol.

The official charter could not be read here; the pairing is common practice, the hexadecimal values
are ours. All of them hold white letters at a contrast of at least 3:1, which a test computes.
"""

FIRE = "#c0392b"
PEOPLE = "#1e8449"
HAZARD = "#d35400"
COMMAND = "#6c3483"
MEANS = "#1b1b1b"
UNSAID = "#6b7280"
"""For what has no function we know of."""
