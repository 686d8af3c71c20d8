"""Grounds of our own, on which a test knows every time by heart."""

import numpy as np

from dashboard.coverage.ground import Model, Snapped


class Flat:
    """A plain: so many seconds a degree, in steps along its streets; a wall where it is closed."""

    def __init__(self, seconds_a_degree=60_000.0):
        self.pace = seconds_a_degree
        self.asked = []

    def model(self, _mode):
        return Model(kind="crow", name="", taken_at="")

    def snapped(self, places, _mode):
        nothing = np.zeros(len(places), dtype=np.float32)
        return Snapped(lon=places.lon, lat=places.lat, distance_m=nothing)

    def times(self, starts, ends, *, mode, limit_s, closed=()):
        self.asked.append((len(starts), len(ends), mode, len(closed)))
        east = np.abs(starts.lon[:, None] - ends.lon[None])
        north = np.abs(starts.lat[:, None] - ends.lat[None])
        times = (self.pace * (east + north)).astype(np.float32)
        for one in closed:
            if one.open_to_emergency and mode == "emergency":
                continue
            # What is closed is closed for all that lies east of where it begins.
            wall = np.array(one.geometry["coordinates"]).reshape(-1, 2)[:, 0].min()
            times[(starts.lon[:, None] < wall) & (ends.lon[None] > wall)] = np.inf
        times[times > limit_s] = np.inf
        return times

    def field(self, start, cells, *, mode, limit_s, closed=()):
        raise NotImplementedError
