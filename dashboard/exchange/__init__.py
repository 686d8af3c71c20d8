"""In and out: whole journals, pictures, tables, and the reel the page holds."""
