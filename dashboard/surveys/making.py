"""Making objects of features, by a recipe: what is made, left out and why, and what did not fit.

The rules:
- A feature becomes one object of one kind, or is left out with its reason; none is lost in between.
- A value that does not fit its field is kept beside it, under the name it has in the file.
- An outline is mended, and an area becomes a point, only where the recipe says so.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import shapely
from shapely.geometry import mapping, shape

from dashboard.geo import check_geometry
from dashboard.journal import Geometry, Placed, Value
from dashboard.layers import ObjectLayer
from dashboard.surveys.fitting import fitted
from dashboard.surveys.recipe import Recipe, shape_of
from dashboard.surveys.survey import Feature, LeftOut, Survey, Told, said_of
from dashboard.surveys.values import name_of
from dashboard.text import RefusedError, Text

NO_KIND = Text(
    fr="aucune couche n'est choisie pour « {said} »", en="no layer is chosen for “{said}”"
)
OTHER_SHAPE = Text(
    fr="{found_fr}, et la couche « {layer_fr} » prend {wanted_fr}",
    en="{found_en}, and the layer “{layer_en}” takes {wanted_en}",
)
NOT_MENDED = Text(
    fr="son contour se croise, et n'a pas pu être corrigé",
    en="its outline crosses itself, and could not be mended",
)
SHAPES = {
    "point": Text(fr="un point", en="a point"),
    "line": Text(fr="une ligne", en="a line"),
    "polygon": Text(fr="une zone", en="an area"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Making:
    """An object to be, and the feature it comes from."""

    number: int
    placed: Placed
    mended: bool = False
    centred: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Harvest:
    """What a survey becomes.

    Attributes:
        makings: The objects to be, in the order of the file.
        left_out: All that is left out, by the reading and by the recipe.
        misfits: By property, how many values did not fit their field, and one of them.
    """

    makings: tuple[Making, ...]
    left_out: tuple[LeftOut, ...]
    misfits: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    def counts(self) -> dict[str, int]:
        """Return how many objects of each kind will be made."""
        return dict(Counter(making.placed.kind for making in self.makings))


def harvest(
    survey: Survey, recipe: Recipe, layers: Mapping[str, ObjectLayer], mark: str, told: Told
) -> Harvest:
    """Return what ``survey`` becomes by ``recipe``.

    Args:
        survey: What was read.
        recipe: What is to be made of it.
        layers: The kinds there are (``KINDS``).
        mark: What the ids of the objects begin with; nobody else's do.
        told: Is told how far it is.
    """
    makings: list[Making] = []
    left_out = list(survey.left_out)
    misfits: dict[str, list[str]] = {}
    for count, feature in enumerate(survey.features):
        if count % 500 == 0:
            told(count / len(survey.features))
        try:
            makings.append(_made(feature, recipe, layers, mark, misfits))
        except RefusedError as refused:
            name = _name(feature, recipe)
            left_out.append(LeftOut(number=feature.number, name=name, why=said_of(refused)))
    return Harvest(
        makings=tuple(makings),
        left_out=tuple(sorted(left_out, key=lambda one: one.number)),
        misfits={name: (len(some), some[0]) for name, some in misfits.items()},
    )


def _made(
    feature: Feature,
    recipe: Recipe,
    layers: Mapping[str, ObjectLayer],
    mark: str,
    misfits: dict[str, list[str]],
) -> Making:
    """Return what a feature becomes; refuse one that becomes nothing."""
    said = str(feature.values.get(recipe.by, ""))
    kind = recipe.kinds.get(said, recipe.kind) if recipe.by else recipe.kind
    layer = layers.get(kind)
    if layer is None:
        raise RefusedError(NO_KIND, said=(said or kind)[:80])
    geometry, mended = _whole(feature, mend=recipe.mend)
    geometry, centred = _fitting(geometry, shape_of(feature), layer, centre=recipe.centre)
    check_geometry(geometry)
    status = recipe.status if recipe.status in layer.statuses else next(iter(layer.statuses))
    placed = Placed(
        object_id=f"{mark}-{feature.number}",
        kind=layer.key,
        status=status,
        geometry=geometry,
        values=_values(feature, recipe, layer, misfits),
    )
    return Making(number=feature.number, placed=placed, mended=mended, centred=centred)


def _name(feature: Feature, recipe: Recipe) -> str:
    named = feature.values.get(recipe.name)
    return str(named)[:200] if named is not None else name_of(feature.values)


def _values(
    feature: Feature, recipe: Recipe, layer: ObjectLayer, misfits: dict[str, list[str]]
) -> dict[str, Value]:
    values: dict[str, Value] = {"name": _name(feature, recipe) or f"n° {feature.number}"}
    for key, value in feature.values.items():
        if key == recipe.name or key not in recipe.fields:
            continue
        wanted = recipe.fields[key]
        known = layer.fields.get(wanted)
        taken = None if known is None else fitted(value, known)
        if taken is not None:
            values[wanted] = taken
            continue
        if known is not None:
            misfits.setdefault(key, []).append(str(value)[:60])
        # Under its own name, unless that is the name of a field, which takes other things.
        values.setdefault(f"{key} (fichier)" if key in layer.fields else key, value)
    return values


def _whole(feature: Feature, *, mend: bool) -> tuple[Geometry, bool]:
    if feature.crossing is None:
        return feature.geometry, False
    if not mend:
        raise RefusedError(feature.crossing.text, **feature.crossing.values)
    made = shapely.make_valid(shape(feature.geometry), method="structure", keep_collapsed=False)
    areas = [part for part in _single(made) if part.geom_type == "Polygon" and not part.is_empty]
    if not areas:
        raise RefusedError(NOT_MENDED)
    whole: Geometry = mapping(areas[0] if len(areas) == 1 else shapely.MultiPolygon(areas))
    return whole, True


def _single(made: Any) -> Sequence[Any]:  # noqa: ANN401  shapely has no types
    return [
        one for part in getattr(made, "geoms", [made]) for one in getattr(part, "geoms", [part])
    ]


def _fitting(
    geometry: Geometry, found: str, layer: ObjectLayer, *, centre: bool
) -> tuple[Geometry, bool]:
    """Return a geometry as the layer takes it, and whether it became its middle."""
    if layer.geometry in {"any", found}:
        return geometry, False
    if layer.geometry == "point" and centre:
        middle: Geometry = mapping(shape(geometry).representative_point())
        return middle, True
    wanted = SHAPES[layer.geometry]
    raise RefusedError(
        OTHER_SHAPE,
        found_fr=SHAPES[found].fr,
        found_en=SHAPES[found].en,
        layer_fr=layer.label.fr,
        layer_en=layer.label.en,
        wanted_fr=wanted.fr,
        wanted_en=wanted.en,
    )


def ghost(makings: Sequence[Making]) -> dict[str, Any]:
    """Return the objects to be as GeoJSON, to be drawn before anything is recorded."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "geometry": making.placed.geometry,
                "properties": {"name": making.placed.values.get("name")},
            }
            for making in makings
        ],
    }
