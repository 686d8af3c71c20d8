"""Routes: evacuation and collection shuttles, accesses kept free for the rescue services."""

from dashboard.layers.colours import MEANS
from dashboard.layers.layer import ObjectLayer, Status
from dashboard.layers.life import (
    APPROXIMATE,
    COMMENT,
    LIFE,
    NAME,
    choice,
    flag,
    measure,
    open_and_close,
)
from dashboard.text import Text

ONE = Text(fr="Itinéraire « {name} »", en="Route “{name}”")

LAYER = ObjectLayer(
    key="route",
    label=Text(fr="Itinéraires", en="Routes"),
    one=ONE,
    code="ITI",
    shape="diamond",
    colour=MEANS,
    geometry="line",
    rank=10,
    statuses=LIFE | {"active": Status(label=Text(fr="En service", en="In use"))},
    fields={
        "name": NAME,
        "use": choice(
            "Usage",
            "Use",
            collection=Text(fr="Petite noria (ramassage)", en="Collection shuttle"),
            evacuation=Text(fr="Grande noria (évacuation)", en="Evacuation shuttle"),
            access=Text(fr="Accès des secours", en="Rescue access"),
            escort=Text(fr="Itinéraire escorté", en="Escorted route"),
            procession=Text(fr="Parcours de cortège", en="Route of a march"),
            diversion=Text(fr="Déviation", en="Diversion"),
        ),
        "one_way": flag("Sens unique", "One way"),
        "length_km": measure("Longueur", "Length", "km"),
        "travel_min": measure("Temps de parcours", "Travel time", "min"),
        "approximate": APPROXIMATE,
        "comment": COMMENT,
    },
    verbs=open_and_close(ONE),
)
