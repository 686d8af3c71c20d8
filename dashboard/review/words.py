"""What the short lists of an entry are called: its category, priority, reliability and means."""

from collections.abc import Mapping

from dashboard.text import Text

Words = Mapping[str, Text]

CATEGORIES: Words = {
    "alert": Text(fr="Alerte", en="Alert"),
    "situation": Text(fr="Situation", en="Situation"),
    "means": Text(fr="Moyens", en="Assets"),
    "victims": Text(fr="Victimes", en="Casualties"),
    "command": Text(fr="Commandement", en="Command"),
    "logistics": Text(fr="Logistique", en="Logistics"),
    "communication": Text(fr="Communication", en="Communication"),
    "weather": Text(fr="Météo", en="Weather"),
    "security": Text(fr="Sécurité", en="Security"),
    "decision": Text(fr="Décision", en="Decision"),
    "measure": Text(fr="Mesure", en="Measurement"),
    "other": Text(fr="Autre", en="Other"),
}

PRIORITIES: Words = {
    "normal": Text(fr="Normale", en="Normal"),
    "important": Text(fr="Importante", en="Important"),
    "urgent": Text(fr="Urgente", en="Urgent"),
}

RELIABILITIES: Words = {
    "confirmed": Text(fr="Confirmé", en="Confirmed"),
    "unconfirmed": Text(fr="À confirmer", en="Unconfirmed"),
    "rumour": Text(fr="Rumeur", en="Rumour"),
    "denied": Text(fr="Infirmé", en="Denied"),
}

MEANS: Words = {
    "": Text(fr="Non précisé", en="Not stated"),
    "phone": Text(fr="Téléphone", en="Phone"),
    "radio": Text(fr="Radio", en="Radio"),
    "sms": Text(fr="SMS", en="SMS"),
    "mail": Text(fr="Courriel", en="E-mail"),
    "portal": Text(fr="Portail", en="Portal"),
    "face_to_face": Text(fr="De vive voix", en="Face to face"),
    "automatic": Text(fr="Automatique", en="Automatic"),
}

STANDINGS: Words = {
    "public_fact": Text(fr="Fait public", en="Public fact"),
    "computed": Text(fr="Calculé", en="Computed"),
    "invented": Text(fr="Inventé", en="Invented"),
}

SOURCES: Words = {
    "police": Text(fr="police", en="police"),
    "organisers": Text(fr="organisateurs", en="organisers"),
    "prefecture": Text(fr="préfecture", en="prefecture"),
    "fire_service": Text(fr="sapeurs-pompiers", en="fire service"),
    "press": Text(fr="presse", en="press"),
    "public_health": Text(fr="santé publique", en="public health"),
    "samu": Text(fr="SAMU", en="SAMU"),
    "ars": Text(fr="ARS", en="health agency"),
    "federation": Text(fr="fédération", en="federation"),
}
"""Who gives a value, after the at sign of its key; a source that is not here is shown as it is."""
