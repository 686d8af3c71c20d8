"""The ground of an operation, from OpenStreetMap: its base map and the names of its places.

Built once by ``vigie basemap build``, kept beside the store, used with no network at all. It knows
no journal: what it holds is the ground before anything happened there.
"""
