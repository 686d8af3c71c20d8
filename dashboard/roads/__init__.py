"""The roads of a region: an OpenStreetMap extract made into graphs, and times of access on them.

Built once by ``vigie roads build``, kept beside the base maps, mapped into memory when it is asked,
used with no network at all. It knows no journal: what is closed at an instant is handed to it.
"""
