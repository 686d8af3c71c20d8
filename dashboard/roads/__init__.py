"""The roads of a region as a graph, read from OpenStreetMap, and the times along them."""
