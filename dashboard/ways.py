"""The ways positions come in by besides HTTP, as settings say: off, and of this machine alone.

Nothing of CoT, NMEA or UDP proves who speaks. So whatever would be heard beyond this machine says
first what it goes by: the networks positions may come from, client certificates, or a secret.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, NoDecode

LOOPBACK = ("localhost", "127.0.0.1", "::1")


def _worded(said: Any) -> Any:  # noqa: ANN401  whatever the environment has
    return tuple(said.replace(",", " ").split()) if isinstance(said, str) else said


def _networked(value: tuple[str, ...]) -> tuple[str, ...]:
    for network in value:
        ip_network(network, strict=False)
    return value


Words = Annotated[tuple[str, ...], NoDecode, BeforeValidator(_worded)]
"""Several words in one variable, with commas or spaces between."""

Networks = Annotated[Words, AfterValidator(_networked)]
"""Several addresses or networks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """Where somebody listens: a host and a port.

    >>> str(address_of("8087")), str(address_of("[::1]:8087")), address_of("0.0.0.0:1").is_here
    ('127.0.0.1:8087', '[::1]:8087', False)
    """

    host: str
    port: int

    @property
    def is_here(self) -> bool:
        """Whether only this machine reaches it."""
        return self.host in LOOPBACK

    @property
    def is_group(self) -> bool:
        """Whether it is the address of a multicast group."""
        try:
            return ip_address(self.host).is_multicast
        except ValueError:
            return False

    def __str__(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}"


def address_of(said: str) -> Address:
    """Return the address a text names: ``PORT``, on this machine alone, or ``HOST:PORT``.

    Raises:
        ValueError: It names none.
    """
    host, colon, port = said.strip().rpartition(":")
    host = host.strip("[]") if colon else LOOPBACK[1]
    if not host or not port.isdecimal() or not port.isascii() or int(port) > 65_535:
        raise ValueError(f"{said} is no PORT or HOST:PORT")
    return Address(host=host, port=int(port))


def _addressed(said: Any) -> Any:  # noqa: ANN401  whatever the environment has
    return address_of(said) if isinstance(said, str) else said


def _all_addressed(said: Any) -> Any:  # noqa: ANN401
    return tuple(map(address_of, _worded(said))) if isinstance(said, str) else said


Place = Annotated[Address | None, NoDecode, BeforeValidator(_addressed)]
Places = Annotated[tuple[Address, ...], NoDecode, BeforeValidator(_all_addressed)]


class Ways(BaseSettings):
    """What is listened to. A part of ``Settings``: every name is read as ``VIGIE_…``."""

    positions_organisation: str = Field(
        default="", description="Whose the positions are that come by MQTT, TAK or NMEA."
    )
    positions_from: Networks = Field(
        default=(),
        description="The addresses or networks that may send positions by TAK or NMEA; from any "
        "other they are refused. Needed where a listener is reached beyond this machine by "
        "somebody who proves nothing; 0.0.0.0/0 is everybody.",
    )
    mqtt_host: str = Field(default="", description="The MQTT broker OwnTracks phones speak to.")
    mqtt_port: int | None = Field(
        default=None, ge=1, le=65535, description="Its port; else 1883, by TLS 8883."
    )
    mqtt_tls: bool = Field(default=False, description="Whether it is spoken to by TLS.")
    mqtt_ca: Path | None = Field(
        default=None, description="Who vouches for it (PEM), where the system does not know it."
    )
    mqtt_user: str = Field(default="", description="Who we are to it.")
    mqtt_password: SecretStr = Field(default=SecretStr(""), description="And the proof of it.")
    mqtt_topic: str = Field(
        default="owntracks/+/+", min_length=1, description="What is asked of it."
    )
    mqtt_client_id: str = Field(
        default="vigie",
        min_length=1,
        description="What it keeps messages under while we are away: one for each Vigie.",
    )
    cot_tcp: Place = Field(
        default=None,
        description="Where TAK clients connect: PORT (this machine alone) or HOST:PORT.",
    )
    cot_tls: Place = Field(default=None, description="Where they connect by TLS.")
    cot_certificate: Path | None = Field(
        default=None, description="The certificate shown to them, with its chain (PEM)."
    )
    cot_key: Path | None = Field(default=None, description="Its private key (PEM).")
    cot_clients_ca: Path | None = Field(
        default=None,
        description="Whose certificates they have to show (PEM); without one, none is asked.",
    )
    cot_udp: Place = Field(
        default=None,
        description="Where they send datagrams; the address of a multicast group is joined "
        "(ATAK's own: 239.2.3.1:6969).",
    )
    nmea_tcp: Place = Field(default=None, description="Where NMEA receivers and gateways connect.")
    nmea_secret: SecretStr = Field(
        default=SecretStr(""), description="What the first line of their connection has to be."
    )
    nmea_gateways: Places = Field(
        default=(), description="NMEA gateways we connect to ourselves: HOST:PORT HOST:PORT"
    )

    @model_validator(mode="after")
    def _can_be_opened(self) -> "Ways":
        """Refuse what would be open to anybody, or belong to nobody, before anything listens."""
        if self.listens and not self.positions_organisation.strip():
            raise ValueError(
                "VIGIE_POSITIONS_ORGANISATION: whose the positions are that come in is not said"
            )
        if self.cot_tls and not (self.cot_certificate and self.cot_key):
            raise ValueError("VIGIE_COT_TLS needs VIGIE_COT_CERTIFICATE and VIGIE_COT_KEY")
        for name in self._unproved():
            raise ValueError(
                f"{name}: anybody who reaches it could move a team; say from where positions may "
                "come (VIGIE_POSITIONS_FROM), or listen on this machine alone"
            )
        return self

    @property
    def listens(self) -> bool:
        """Whether positions come in by any other way than HTTP."""
        listeners = (self.cot_tcp, self.cot_tls, self.cot_udp, self.nmea_tcp)
        return bool(self.mqtt_host or self.nmea_gateways or any(listeners))

    @property
    def senders(self) -> list[IPv4Network | IPv6Network]:
        """The networks positions may come from; empty for all that reach us."""
        return [ip_network(network, strict=False) for network in self.positions_from]

    def _unproved(self) -> Iterator[str]:
        """Yield the settings that would let in whoever is near."""
        if self.positions_from:
            return
        opened: dict[str, tuple[Address | None, bool]] = {
            "VIGIE_COT_TCP": (self.cot_tcp, False),
            "VIGIE_COT_TLS": (self.cot_tls, self.cot_clients_ca is not None),
            "VIGIE_COT_UDP": (self.cot_udp, False),
            "VIGIE_NMEA_TCP": (self.nmea_tcp, bool(self.nmea_secret.get_secret_value())),
        }
        for name, (place, is_proved) in opened.items():
            if place is not None and not place.is_here and not is_proved:
                yield name
