"""The ways in besides HTTP, as the page of trackers shows them: how each is, and how to use it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dashboard.settings import EVERYWHERE
from dashboard.text import Locale, Text
from dashboard.ways import Address, Ways, address_of
from dashboard.web.ages import age
from dashboard.web.listening import WAYS, State

UP = Text(fr="à l'écoute", en="listening")
CONNECTED = Text(fr="connecté", en="connected")
DOWN = Text(fr="coupé", en="down")
NOT_YET = Text(fr="en cours d'ouverture", en="being opened")
PEOPLE = Text(fr="{count} connectés", en="{count} connected")
STARTING = Text(
    fr="Vigie s'apprête à écouter : recharger la page dans un instant.",
    en="Vigie is about to listen: reload the page in a moment.",
)
NONE = Text(
    fr="Rien que par HTTP. Qui installe Vigie peut y ajouter OwnTracks par MQTT, TAK et NMEA.",
    en="By HTTP alone. Whoever runs Vigie can add OwnTracks by MQTT, TAK and NMEA.",
)
HERE_ONLY = Text(
    fr="{address} (de cette machine seulement)", en="{address} (from this machine only)"
)
SETUPS = {
    "owntracks-mqtt": Text(
        fr="OwnTracks, Préférences, Connexion : mode MQTT, hôte et port {address}{tls}, votre nom "
        "et votre mot de passe auprès du courtier, un identifiant d'appareil, qualité (QoS) 1, "
        "aucune clé de chiffrement. L'utilisateur et l'appareil sont le nom de la balise.",
        en="OwnTracks, Preferences, Connection: mode MQTT, host and port {address}{tls}, your name "
        "and password at the broker, a device ID, quality (QoS) 1, no encryption key. User and "
        "device are the name of the tracker.",
    ),
    "cot-tcp": Text(
        fr="ATAK, iTAK, WinTAK : ajouter un serveur TAK, adresse et port {address}, protocole TCP.",
        en="ATAK, iTAK, WinTAK: add a TAK server, address and port {address}, protocol TCP.",
    ),
    "cot-tls": Text(
        fr="ATAK, iTAK, WinTAK : ajouter un serveur TAK, adresse et port {address}, protocole SSL, "
        "avec les certificats que donne qui a installé Vigie.",
        en="ATAK, iTAK, WinTAK: add a TAK server, address and port {address}, protocol SSL, with "
        "the certificates that whoever runs Vigie hands out.",
    ),
    "cot-udp": Text(
        fr="ATAK, Réseau, Sorties (Manage Outputs) : UDP vers {address}. Un groupe (239.2.3.1) est "
        "celui où les téléphones d'un même réseau se parlent déjà.",
        en="ATAK, Network, Manage Outputs: UDP to {address}. A group (239.2.3.1) is where the "
        "phones of one network speak to one another already.",
    ),
    "nmea-tcp": Text(
        fr="Récepteur ou passerelle radio : client TCP vers {address}. La première ligne nomme la "
        "balise{secret} ; sans elle, c'est son adresse qui la nomme.",
        en="Receiver or radio gateway: TCP client to {address}. The first line names the "
        "tracker{secret}; without it, its address does.",
    ),
}
BY_TLS = Text(fr=", TLS", en=", TLS")
AFTER_SECRET = Text(fr=", après le secret et un espace", en=", after the secret and a blank")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One way in: what it is called, where it is, how it is, and what went wrong last."""

    label: str
    place: str
    is_up: bool
    state: str
    since: datetime | None
    why: str
    failed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WaysIn:
    """What the page shows of the ways in; ``note`` says why there is nothing more to show."""

    rows: Sequence[Row] = ()
    setups: Sequence[tuple[str, str]] = ()
    note: str = ""


def ways_in(
    states: Sequence[State], ways: Ways, organisation: str, host: str, now: datetime, locale: Locale
) -> WaysIn:
    """Return what the people of an organisation are shown of what is listened to.

    Args:
        states: How each of them is.
        ways: What settings name.
        organisation: Whose people ask: addresses are for those the positions belong to.
        host: The name they call us by.
        now: The present instant.
        locale: Their language.
    """
    if not ways.listens or organisation != ways.positions_organisation:
        return WaysIn(note=NONE.say(locale))
    if not states:
        return WaysIn(note=STARTING.say(locale))
    return WaysIn(
        rows=[_row(state, now, locale) for state in states],
        setups=[
            (WAYS[state.way].label.say(locale), _setup(state, ways, host, locale))
            for state in states
            if state.way in SETUPS
        ],
    )


def _row(state: State, now: datetime, locale: Locale) -> Row:
    word = DOWN if state.since else NOT_YET
    if state.is_up:
        word = CONNECTED if WAYS[state.way].connects else UP
    said = word.say(locale)
    if state.connected:
        said += f", {PEOPLE.say(locale, count=state.connected)}"
    return Row(
        label=WAYS[state.way].label.say(locale),
        place=state.place,
        is_up=state.is_up,
        state=said,
        since=state.since,
        why=state.why.say(locale) if state.why else "",
        failed=age(state.failed_at, now, locale) if state.failed_at else "",
    )


def _setup(state: State, ways: Ways, host: str, locale: Locale) -> str:
    """Return how a device is told to speak to us."""
    place = address_of(state.place)
    if place.is_here:
        address = HERE_ONLY.say(locale, address=place)
    elif place.host in EVERYWHERE:
        address = str(Address(host=host, port=place.port))
    else:
        address = str(place)
    has_secret = bool(ways.nmea_secret.get_secret_value())
    return SETUPS[state.way].say(
        locale,
        address=address,
        tls=BY_TLS.say(locale) if ways.mqtt_tls else "",
        secret=AFTER_SECRET.say(locale) if has_secret else "",
    )
