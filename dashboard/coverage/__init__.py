"""How far help reaches, in how many minutes, and where to put it."""
