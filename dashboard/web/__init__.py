"""HTTP beside the page: the gate everybody passes, the API, the base map's tiles."""
