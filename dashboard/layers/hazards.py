"""Hazards: what may hurt the rescuers or the public, confirmed or not."""

from dashboard.layers.colours import HAZARD
from dashboard.layers.layer import Field, ObjectLayer
from dashboard.layers.life import (
    COMMENT,
    NAME,
    REPORT,
    SOURCE,
    choice,
    confirm_and_deny,
    measure,
)
from dashboard.text import Text

ONE = Text(fr="Danger « {name} »", en="Hazard “{name}”")

LAYER = ObjectLayer(
    key="hazard",
    label=Text(fr="Dangers", en="Hazards"),
    one=ONE,
    code="DGR",
    shape="triangle",
    colour=HAZARD,
    geometry="any",
    rank=72,
    statuses=REPORT,
    fields={
        "name": NAME,
        "category": choice(
            "Nature",
            "Type",
            toxic=Text(fr="Toxique", en="Toxic"),
            smoke=Text(fr="Fumées", en="Smoke"),
            explosive=Text(fr="Explosible", en="Explosive"),
            pollution=Text(fr="Pollution des eaux", en="Water pollution"),
            collapse=Text(fr="Effondrement", en="Collapse"),
            electrical=Text(fr="Électrique", en="Electrical"),
            crowd=Text(fr="Foule", en="Crowd"),
            weather=Text(fr="Météo", en="Weather"),
            other=Text(fr="Autre", en="Other"),
        ),
        "substance": Field(label=Text(fr="Substance", en="Substance")),
        "quantity_t": measure("Quantité", "Quantity", "t"),
        "protection": Field(label=Text(fr="Protection requise", en="Protection required")),
        "source": SOURCE,
        "comment": COMMENT,
    },
    verbs=confirm_and_deny(ONE),
)
