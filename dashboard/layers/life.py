"""The lives things on the map lead, and the fields most of them carry.

Most are planned, in place, then closed (``LIFE``); perimeters and closures are rather in force and
lifted (``FORCE``); what somebody reports is confirmed or denied (``REPORT``). A status or a verb
that three layers share is worded here once; French agrees with the noun, so some have a feminine.
"""

from collections.abc import Mapping

from dashboard.layers.layer import Field, Status, Verb
from dashboard.text import Text

PLANNED = Status(label=Text(fr="Prévu", en="Planned"), dashed=True)
ACTIVE = Status(label=Text(fr="En place", en="Active"))
CLOSED = Status(label=Text(fr="Levé", en="Closed"), hatched=True)

LIFE = {"planned": PLANNED, "active": ACTIVE, "closed": CLOSED}

PLANNED_F = Status(label=Text(fr="Prévue", en="Planned"), dashed=True)
CLOSED_F = Status(label=Text(fr="Levée", en="Closed"), hatched=True)

LIFE_F = {"planned": PLANNED_F, "active": ACTIVE, "closed": CLOSED_F}

FORCE = {
    "planned": PLANNED_F,
    "active": Status(label=Text(fr="En vigueur", en="In force")),
    "closed": Status(label=Text(fr="Levée", en="Lifted"), hatched=True),
}

UNCONFIRMED = Status(
    label=Text(fr="À confirmer", en="Unconfirmed"), dashed=True, badge="?", urgent=True
)
CONFIRMED = Status(label=Text(fr="Confirmé", en="Confirmed"), urgent=True)
OVER = Status(label=Text(fr="Terminé", en="Over"), hatched=True)
DENIED = Status(label=Text(fr="Infirmé", en="Denied"), hatched=True, badge="×")

REPORT = {"unconfirmed": UNCONFIRMED, "confirmed": CONFIRMED, "closed": OVER, "denied": DENIED}

NAME = Field(label=Text(fr="Nom", en="Name"), required=True)
TALKGROUP = Field(label=Text(fr="Canal radio", en="Talkgroup"))
CONTACT = Field(label=Text(fr="Contact", en="Contact"))
ORGANISATION = Field(label=Text(fr="Organisme", en="Organisation"))
ADDRESS = Field(label=Text(fr="Adresse", en="Address"))
ACCESS = Field(label=Text(fr="Accès", en="Access"))
SOURCE = Field(label=Text(fr="Source", en="Source"))
APPROXIMATE = Field(label=Text(fr="Tracé approximatif", en="Approximate outline"), type="flag")
COMMENT = Field(label=Text(fr="Remarque", en="Comment"))

TEAMS_NEEDED = Field(label=Text(fr="Équipes demandées", en="Teams asked for"), type="count")


def open_and_close(one: Text, *, feminine: bool = False) -> Mapping[str, Verb]:
    """Return the verbs of ``LIFE`` for what a sentence calls ``one``."""
    fr, en = one.fr, one.en
    e = "e" if feminine else ""
    return {
        "open": Verb(
            label=Text(fr="Mettre en place", en="Open"),
            before=("planned",),
            after="active",
            log=Text(fr=f"{fr} en place", en=f"{en} opened"),
        ),
        "close": Verb(
            label=Text(fr="Lever", en="Close"),
            before=("active",),
            after="closed",
            log=Text(fr=f"{fr} levé{e}", en=f"{en} closed"),
        ),
        "cancel": Verb(
            label=Text(fr="Annuler", en="Cancel"),
            before=("planned",),
            after="closed",
            log=Text(fr=f"{fr} annulé{e}, non mis{e} en place", en=f"{en} cancelled, never opened"),
        ),
        "reopen": Verb(
            label=Text(fr="Remettre en place", en="Reopen"),
            before=("closed",),
            after="active",
            log=Text(fr=f"{fr} de nouveau en place", en=f"{en} reopened"),
        ),
    }


def establish_and_lift(one: Text) -> Mapping[str, Verb]:
    """Return the verbs of ``FORCE`` for what a sentence calls ``one``, feminine in French."""
    fr, en = one.fr, one.en
    return {
        "establish": Verb(
            label=Text(fr="Mettre en vigueur", en="Establish"),
            before=("planned", "closed"),
            after="active",
            log=Text(fr=f"{fr} en vigueur", en=f"{en} in force"),
        ),
        "lift": Verb(
            label=Text(fr="Lever", en="Lift"),
            before=("active",),
            after="closed",
            log=Text(fr=f"{fr} levée", en=f"{en} lifted"),
        ),
        "cancel": Verb(
            label=Text(fr="Annuler", en="Cancel"),
            before=("planned",),
            after="closed",
            log=Text(fr=f"{fr} annulée", en=f"{en} cancelled"),
        ),
    }


def confirm_and_deny(
    one: Text,
    *,
    over: tuple[str, ...] = ("unconfirmed", "confirmed"),
    again: tuple[str, ...] = ("closed",),
) -> Mapping[str, Verb]:
    """Return the verbs of ``REPORT`` for what a sentence calls ``one``, masculine in French.

    Args:
        one: How one of them is called.
        over: The statuses it may end from.
        again: The statuses it may flare up from.
    """
    fr, en = one.fr, one.en
    return {
        "confirm": Verb(
            label=Text(fr="Confirmer", en="Confirm"),
            before=("unconfirmed", "denied"),
            after="confirmed",
            log=Text(fr=f"{fr} : confirmé", en=f"{en}: confirmed"),
        ),
        "deny": Verb(
            label=Text(fr="Infirmer", en="Deny"),
            before=("unconfirmed", "confirmed"),
            after="denied",
            log=Text(fr=f"{fr} : infirmé", en=f"{en}: denied"),
        ),
        "close": Verb(
            label=Text(fr="Terminer", en="Close"),
            before=over,
            after="closed",
            log=Text(fr=f"{fr} : terminé", en=f"{en}: over"),
        ),
        "resume": Verb(
            label=Text(fr="Signaler une reprise", en="Report a flare-up"),
            before=again,
            after="confirmed",
            log=Text(fr=f"{fr} : reprise", en=f"{en}: flared up again"),
        ),
    }


def count(fr: str, en: str) -> Field:
    """Return a field that holds a whole number."""
    return Field(label=Text(fr=fr, en=en), type="count")


def measure(fr: str, en: str, unit: str) -> Field:
    """Return a field that holds a number in ``unit``."""
    return Field(label=Text(fr=fr, en=en), type="measure", unit=unit)


def flag(fr: str, en: str) -> Field:
    """Return a field that holds yes or no."""
    return Field(label=Text(fr=fr, en=en), type="flag")


def choice(fr: str, en: str, **choices: Text) -> Field:
    """Return a field that holds one of ``choices``."""
    return Field(label=Text(fr=fr, en=en), type="choice", choices=choices)
