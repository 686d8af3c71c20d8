"""What a gathering or a site carries for its first-aid cover to be sized: the inputs of the rules.

They are values of the object as any other, so each is an entry with its author and its hour. They
are asked for in the planning panel, not in the form of the object: see ``Field.aside``.
"""

from collections.abc import Mapping
from dataclasses import replace

from dashboard.layers.layer import Field
from dashboard.layers.life import choice, count, flag, measure
from dashboard.planning import FACTORS, TIERS
from dashboard.text import Text

BEHAVIOUR = choice(
    "Activité du public (P2)",
    "What the public does (P2)",
    **{
        "25": Text(
            fr="assis : spectacle, cérémonie, réunion, repas, sport",
            en="seated: show, ceremony, meeting, meal, sport",
        ),
        "30": Text(
            fr="debout : cérémonie, réunion, repas, exposition, foire",
            en="standing: ceremony, meeting, meal, exhibition, fair",
        ),
        "35": Text(
            fr="debout : spectacle statique, fête foraine, sport avec protection du public",
            en="standing: static show, funfair, sport with the public protected",
        ),
        "40": Text(
            fr="debout : public dynamique, danse, carnaval, défilé, sport sans protection, ou "
            "plusieurs jours avec public sur place",
            en="standing: dynamic public, dance, carnival, street parade, sport without "
            "protection, or several days with people staying",
        ),
    },
)
"""The key of each choice is its level, in hundredths."""

PREMISES = choice(
    "Lieu (E1)",
    "Place (E1)",
    permanent=Text(
        fr="structure permanente ou voie publique, accès facile",
        en="permanent structure or public road, easy access",
    ),
    temporary=Text(fr="tribunes ou chapiteaux", en="stands or marquees"),
    natural=Text(fr="espace naturel", en="natural space"),
)

FRENCH: Mapping[str, Field] = {
    "behaviour": BEHAVIOUR,
    "premises": PREMISES,
    "natural_ha": measure("Surface de l'espace naturel", "Size of the natural space", "ha"),
    "carry_m": measure("Brancardage", "Stretcher carry", "m"),
    "slope_m": measure("Pente, sur", "Slope, over", "m"),
    "hard_access": flag("Autre accès difficile", "Access difficult otherwise"),
    "no_vehicle": flag(
        "Talus, escaliers, sans véhicule ou foule à traverser",
        "Banks, stairs, no vehicle, or a crowd to get through",
    ),
    "help_min": measure("Délai des secours publics (E2)", "Delay of public help (E2)", "min"),
    "for_actors": flag("Couvre aussi les acteurs", "Covers the actors as well"),
    "paps_if_far": flag(
        "PAPS admis à plus de 30 min des secours", "PAPS accepted beyond 30 min from help"
    ),
}
"""What the French rule asks."""

MAURER: Mapping[str, Field] = {
    "maurer_kind": Field(
        label=Text(fr="Nature, pour Maurer", en="Kind, for Maurer"),
        type="choice",
        choices={factor.key: factor.label for factor in FACTORS},
    ),
    "maurer_factor_pct": measure("Facteur retenu", "Factor chosen", "%"),
    "permitted": count("Effectif autorisé", "Permitted visitors"),
    "indoors": flag("En salle", "Indoors"),
    "guests": count("Personnalités", "Important guests"),
    "violence": flag("Violences à craindre", "Violence is expected"),
}
"""What the Maurer scheme asks."""

PURPLE: Mapping[str, Field] = {
    "purple_tier": Field(
        label=Text(fr="Niveau retenu (Purple Guide)", en="Tier chosen (Purple Guide)"),
        type="choice",
        choices={str(tier): Text(fr=f"niveau {tier}", en=f"tier {tier}") for tier in TIERS},
    ),
    "purple_event": Field(label=Text(fr="Nature de l'événement", en="Nature of the event")),
    "purple_venue": Field(label=Text(fr="Type de lieu", en="Kind of venue")),
    "purple_posture": Field(label=Text(fr="Assis ou debout", en="Seated or standing")),
    "purple_public": Field(label=Text(fr="Qui vient", en="Who comes")),
    "purple_disorder": Field(label=Text(fr="Troubles à craindre", en="Risk of disorder")),
    "purple_reason": Field(label=Text(fr="Pourquoi ce niveau", en="Why this tier")),
}
"""The judgement of the Purple Guide, written down."""

SIZING: Mapping[str, Field] = {
    key: replace(field, aside=True)
    for key, field in {
        "sized_by": Field(label=Text(fr="Effectif retenu (P1)", en="Crowd chosen (P1)")),
        **FRENCH,
        **MAURER,
        **PURPLE,
    }.items()
}
"""All of it; ``sized_by`` is the key of the value that counts, with its source."""
