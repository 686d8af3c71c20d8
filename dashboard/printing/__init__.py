"""Print: the map at an instant on a sheet of paper, with all that says what it is."""
