"""Site plans: an image or a page laid on the map; its place is the four corners, top left first."""

from dashboard.layers.colours import UNSAID
from dashboard.layers.layer import ObjectLayer, Status
from dashboard.layers.life import COMMENT, NAME, count, measure
from dashboard.layers.references import CREDIT, DIGEST, show_and_remove
from dashboard.text import Text

ONE = Text(fr="Plan « {name} »", en="Plan “{name}”")

LAYER = ObjectLayer(
    key="site_plan",
    label=Text(fr="Plans de site", en="Site plans"),
    one=ONE,
    code="PLAN",
    shape="rectangle",
    colour=UNSAID,
    geometry="polygon",
    rank=3,
    statuses={
        "active": Status(label=Text(fr="Affiché", en="Shown")),
        "closed": Status(label=Text(fr="Retiré", en="Taken away"), hatched=True),
    },
    fields={
        "name": NAME,
        "credit": CREDIT,
        "page": count("Page", "Page"),
        "residual_m": measure("Écart des points", "Misfit of the points", "m"),
        "sha256": DIGEST,
        "comment": COMMENT,
    },
    verbs=show_and_remove(ONE, feminine=False),
)
