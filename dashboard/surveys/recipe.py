"""How features become objects: of which kind, called what, with which fields.

It is proposed, not imposed: from names alone, those of the file, of its layer and of its
properties, against those of our kinds and their fields. Whoever brings the file changes it.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.layers import ObjectLayer
from dashboard.layers.layer import Field
from dashboard.surveys.survey import Feature, Survey
from dashboard.surveys.values import naming, plain

ALSO: Mapping[str, tuple[str, ...]] = {
    "medical_post": ("pma", "poste medical avance", "poste de secours", "dps", "amp"),
    "casualty_point": ("prv", "point de regroupement", "nid de blesses"),
    "hospital": (
        "hopital",
        "hopitaux",
        "clinique",
        "chu",
        "chr",
        "etablissement de sante",
        "finess",
    ),
    "zone": ("zone", "perimetre", "secteur", "zonage", "exclusion", "panache"),
    "route": ("itineraire", "parcours", "noria", "axe", "trace", "route", "track"),
    "closure": ("coupure", "fermeture", "barrage", "deviation", "route coupee"),
    "site": ("site", "lieu", "salle", "stade", "erp", "usine", "place"),
    "command_post": ("pc", "pco", "poste de commandement", "cod", "cellule de crise"),
    "marshalling_area": ("crm", "point de rassemblement des moyens"),
    "transit_point": ("ppd", "point de transit", "point de passage"),
    "landing_zone": ("dz", "helistation", "drop zone", "helisurface", "hapi"),
    "team": ("equipe", "vehicule", "binome", "vsav", "ambulance", "smur", "moyens"),
    "hazard": ("risque", "danger", "inondation", "seveso"),
    "incident": ("incident", "evenement", "intervention", "alerte"),
    "gathering": ("rassemblement", "manifestation", "cortege", "foule"),
    "survivor_reception": ("cai", "centre d accueil des impliques", "cae", "crimp"),
}
"""What files of the field call our kinds, beside our own names for them."""

LIKE: Mapping[str, tuple[str, ...]] = {
    "name": ("nom", "libelle", "title", "titre", "designation", "toponyme"),
    "comment": ("commentaire", "remarque", "observation", "description", "desc", "notes"),
    "address": ("adresse", "voie", "localisation"),
    "contact": ("telephone", "tel", "phone", "responsable"),
    "capacity": ("capacite", "jauge", "lits", "places", "beds"),
    "expected": ("effectif", "attendu", "public attendu"),
    "source": ("origine", "producteur"),
    "talkgroup": ("canal", "radio", "tkg"),
}
"""What files of the field call our fields."""

SHAPES = {"Point": "point", "LineString": "line", "Polygon": "polygon"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A property of the file: on how many features it is, and some of what it says."""

    name: str
    count: int
    examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipe:
    """How features become objects.

    Attributes:
        kind: The kind of them all, or of those ``kinds`` says nothing of; empty leaves those out.
        by: The property that says the kind of each; empty where one kind is for all.
        kinds: What that property says, and the kind it means; an empty one is left out.
        name: The property that names each.
        fields: By property, the field of the kind it goes to; an empty one is kept under its own
            name. A property that is not there is not kept.
        status: The status each begins in.
        mend: Whether outlines that cross themselves are mended.
        centre: Whether a line or an area becomes its middle, where the kind wants points.
    """

    kind: str
    by: str = ""
    kinds: Mapping[str, str] = field(default_factory=dict)
    name: str = ""
    fields: Mapping[str, str] = field(default_factory=dict)
    status: str = "planned"
    mend: bool = False
    centre: bool = False


def columns(survey: Survey, most: int = 200) -> list[Column]:
    """Return the properties of a survey, in the order they first come."""
    counts: Counter[str] = Counter()
    examples: dict[str, dict[str, None]] = {}
    for feature in survey.features:
        for key, value in feature.values.items():
            counts[key] += 1
            some = examples.setdefault(key, {})
            if len(some) < 3:
                some[str(value)[:60]] = None
    return [
        Column(name=key, count=count, examples=tuple(examples[key]))
        for key, count in list(counts.items())[:most]
    ]


def said_by(survey: Survey, name: str, most: int = 60) -> list[tuple[str, int]]:
    """Return what a property says and how often, the most frequent first."""
    told = Counter(str(f.values[name]) for f in survey.features if name in f.values)
    return told.most_common(most)


def proposed(survey: Survey, file_name: str, layers: Mapping[str, ObjectLayer]) -> Recipe:
    """Return what is proposed for a survey, from names alone."""
    kind = _kind_for(f"{file_name.rpartition('.')[0]} {survey.title}", survey, layers)
    name = naming({key: None for f in survey.features for key in f.values}) or ""
    fields = layers[kind].fields
    taken: set[str] = {"name"}
    matched: dict[str, str] = {}
    for column in columns(survey):
        if column.name == name:
            continue
        matched[column.name] = ""
        key = field_for(column.name, fields)
        if key and key not in taken:
            taken.add(key)
            matched[column.name] = key
    statuses = layers[kind].statuses
    status = "planned" if "planned" in statuses else next(iter(statuses))
    return Recipe(kind=kind, name=name, fields=matched, status=status)


def kind_named(said: str, layers: Mapping[str, ObjectLayer]) -> str:
    """Return the kind a text speaks of; empty where it speaks of none.

    >>> from dashboard.layers import KINDS
    >>> kind_named("PMA_Nord", KINDS), kind_named("Hôpitaux 44", KINDS), kind_named("x", KINDS)
    ('medical_post', 'hospital', '')
    """
    words = f" {plain(said)} "
    best, length = "", 0
    for key, layer in layers.items():
        for called in _called(key, layer):
            if len(called) > length and f" {called} " in words:
                best, length = key, len(called)
    return best


def field_for(name: str, fields: Mapping[str, Field]) -> str:
    """Return the field a property is for, by its name; empty where there is none."""
    asked = plain(name)
    for key, known in fields.items():
        own = {plain(key), plain(known.label.fr), plain(known.label.en)}
        if asked in own or asked in LIKE.get(key, ()):
            return key
    return ""


def shape_of(feature: Feature) -> str:
    """Return whether a feature is a point, a line or a polygon."""
    return SHAPES[str(feature.geometry["type"]).removeprefix("Multi")]


def _kind_for(said: str, survey: Survey, layers: Mapping[str, ObjectLayer]) -> str:
    named = kind_named(said, layers)
    if named:
        return named
    shapes = Counter(map(shape_of, survey.features))
    usual = shapes.most_common(1)[0][0] if shapes else "point"
    return {"polygon": "zone", "line": "route"}.get(usual, "site")


def _called(key: str, layer: ObjectLayer) -> Sequence[str]:
    own = (plain(key), plain(layer.label.fr), plain(layer.label.en))
    # Plural in the label, singular in most files, and the other way round.
    single = tuple(" ".join(word.removesuffix("s") for word in name.split()) for name in own)
    return [name for name in (*own, *single, *ALSO.get(key, ())) if name]
