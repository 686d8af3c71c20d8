"""What lies flat: land, water, sites, buildings."""

from dashboard.views.ground.expressions import (
    Layer,
    by_kind,
    by_zoom,
    every,
    hasnt,
    layer,
    one_of,
)
from dashboard.views.ground.palette import Palette


def surfaces(colours: Palette) -> list[Layer]:
    """Return the layers of what lies flat, bottom first."""
    land = {
        ("forest",): colours.forest,
        (
            "park",
            "garden",
            "grass",
            "grassland",
            "village_green",
            "recreation_ground",
            "golf_course",
            "playground",
            "cemetery",
            "grave_yard",
            "meadow",
            "allotments",
        ): colours.green,
        ("scrub", "heath"): colours.wet,
        ("farmland", "orchard", "vineyard", "plant_nursery", "farmyard"): colours.farm,
        ("residential", "commercial", "retail", "garages"): colours.built_up,
        ("industrial", "railway", "quarry", "landfill", "brownfield"): colours.industry,
        ("sand", "beach", "shingle", "bare_rock", "scree"): colours.bare,
        ("wetland",): colours.wet,
    }
    sites = {
        ("hospital",): colours.care,
        ("school", "college", "university", "kindergarten"): colours.learning,
        ("sports_centre", "stadium", "pitch"): colours.green,
    }
    return [
        layer("fill", "land", "land", fill_color=by_kind(land, colours.land)),
        layer("fill", "sites", "sites", fill_color=by_kind(sites, colours.built_up),
              fill_opacity=0.8),
        layer("fill", "ocean", "ocean", fill_color=colours.water),
        layer("fill", "water", "water_polygons", fill_color=colours.water,
              fill_outline_color=colours.water_edge),
        layer("line", "water-lines", "water_lines", where=hasnt("tunnel"),
              layout={"line-cap": "round", "line-join": "round"},
              line_color=colours.water_edge,
              line_width=by_zoom({
                  8: by_kind({("river",): 0.8, ("canal",): 0.6}, 0.3),
                  14: by_kind({("river",): 3, ("canal",): 2.5}, 1.2),
                  18: by_kind({("river",): 10, ("canal",): 8}, 4),
              }, 1.4)),
        layer("fill", "piers", "pier_polygons", fill_color=colours.land),
        layer("line", "pier-lines", "pier_lines",
              line_color=colours.land, line_width=by_zoom({12: 0.8, 16: 3, 19: 10}, 1.5)),
        layer("line", "dams", "dam_lines", zoom=(13, 24), line_color=colours.casing,
              line_width=1.5),
        layer("fill", "squares", "street_polygons", fill_color=colours.street,
              fill_outline_color=colours.casing),
        layer("fill", "buildings", "buildings", zoom=(13, 24), fill_color=colours.building,
              fill_outline_color=by_zoom({13: colours.building, 15.5: colours.building_edge}),
              fill_opacity=by_zoom({13: 0.4, 14.5: 1})),
    ]  # fmt: skip


def boundaries(colours: Palette) -> list[Layer]:
    """Return the lines between communes, departments, regions and countries."""
    inland = hasnt("maritime")
    high = ["<=", ["get", "admin_level"], 6]
    return [
        layer("line", "communes", "boundaries", zoom=(11, 24),
              where=every(inland, ["==", ["get", "admin_level"], 8]),
              line_color=colours.boundary, line_opacity=0.7, line_dasharray=[4, 3],
              line_width=by_zoom({11: 0.6, 16: 1.4})),
        layer("line", "departments", "boundaries", where=every(inland, high),
              line_color=colours.boundary, line_opacity=0.8, line_dasharray=[6, 2, 1, 2],
              line_width=by_zoom({5: 0.7, 12: 2})),
        layer("line", "ferries", "ferries", where=one_of("ferry"), line_color=colours.water_name,
              line_opacity=0.5, line_dasharray=[4, 4], line_width=1),
    ]  # fmt: skip
