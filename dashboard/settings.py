"""Settings read from the environment, or from files it names, once, into one frozen value."""

import os
import re
import shlex
from datetime import timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic.fields import FieldInfo
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
)

from dashboard.text import RefusedError, Text
from dashboard.ways import LOOPBACK, Networks, Ways, Words

EVERYWHERE = ("0.0.0.0", "::", "")  # noqa: S104  recognised, not listened on

Role = Literal["reader", "contributor", "coordinator", "administrator"]
"""As ``access.actor`` has it, which is a floor above."""


class SecretFileError(RefusedError):
    """The file a secret is kept in cannot be read."""


class SecretFiles(PydanticBaseSettingsSource):
    """Reads ``VIGIE_NAME`` from the file ``VIGIE_NAME_FILE`` names, as containers keep secrets."""

    def get_field_value(self, field: FieldInfo, field_name: str) -> tuple[Any, str, bool]:  # noqa: ARG002
        """Return what the file of a setting holds."""
        variable = f"VIGIE_{field_name.upper()}_FILE"
        path = os.environ.get(variable)
        if not path:
            return None, field_name, False
        try:
            return Path(path).read_text(encoding="utf-8").strip(), field_name, False
        except (OSError, UnicodeDecodeError):
            raise SecretFileError(
                Text(
                    fr="Le fichier « {path} » que nomme {variable} n'est pas lisible.",
                    en="The file “{path}” that {variable} names cannot be read.",
                ),
                path=path,
                variable=variable,
            ) from None

    def __call__(self) -> dict[str, Any]:
        """Return the settings whose file is named."""
        fields = self.settings_cls.model_fields
        read = {name: self.get_field_value(field, name)[0] for name, field in fields.items()}
        return {name: value for name, value in read.items() if value is not None}


class Settings(Ways):
    """How this installation runs. Every name is read from the environment as ``VIGIE_…``."""

    model_config = SettingsConfigDict(
        env_prefix="VIGIE_", env_file=".env", env_ignore_empty=True, frozen=True, extra="ignore"
    )

    store: str = Field(
        default="sqlite:///var/vigie.gpkg",
        description="Where journals are kept: sqlite:///FILE.gpkg (embedded, the default) or "
        "postgresql+psycopg://USER@HOST/DATABASE (PostgreSQL with PostGIS).",
    )
    host: str = Field(default="127.0.0.1", description="The address to listen on.")
    port: int = Field(default=8050, ge=0, le=65535, description="The port to listen on.")
    workers: int = Field(
        default=1,
        ge=1,
        le=64,
        description="How many processes serve, one for each processor at most; several need "
        "PostgreSQL, and 20 of its connections each.",
    )
    hosts: Words = Field(
        default=(),
        description="The names browsers call us by, besides this machine's own; any other is "
        "refused.",
    )
    proxies: Networks = Field(
        default=(),
        description="The addresses or networks of the proxies in front; only theirs are believed "
        "when they say whom they speak for, and whether by TLS.",
    )
    demonstration: bool = Field(
        default=False,
        description="Whoever is on this machine is signed in by itself; refused to anybody else.",
    )
    organisation: str = Field(
        default="SAMU", description="The organisation proposed to the first accounts."
    )
    session_idle_minutes: int = Field(
        default=120, ge=1, description="After how long without use one signs in again."
    )
    session_hours: int = Field(
        default=14, ge=1, description="After how long in any case: a shift and its handover."
    )
    writes_per_minute: int = Field(
        default=120, ge=1, description="How many requests that write one person may make."
    )
    positions_per_minute: int = Field(
        default=20_000,
        ge=1,
        le=10_000_000,
        description="How many messages with positions the trackers of one person may send: 300 "
        "teams that tell where they are every five seconds send 3 600.",
    )
    tiles: Path | None = Field(
        default=None, description="A local base map: a .mbtiles or .pmtiles file."
    )
    maps: Path | None = Field(
        default=None,
        description="The folder of the maps “vigie basemap build” makes; else “maps”, beside the "
        "store's file.",
    )
    basemaps: str = Field(
        default="",
        description="Other base maps that may be chosen (XYZ, WMTS, WMS): a .toml or .json file, "
        "or JSON as it is. Their owners learn which area is looked at.",
    )
    online_maps: bool = Field(
        default=False,
        description="Whether IGN and OpenStreetMap may be chosen as base map: off, since they "
        "learn which area is looked at.",
    )
    map_servers: Words = Field(
        default=(),
        description="Other map services (WMS) a reference layer may come from, when online maps "
        "are allowed: https://carto.example.org",
    )
    geocoder: str | None = Field(
        default=None,
        pattern=r"^https?://",
        description="The address of a geocoder outside, asked for places only when somebody wants "
        "it: what they typed leaves the house. https://data.geopf.fr/geocodage/search is that of "
        "IGN. Without one, nothing is asked.",
    )
    chromium: Path | None = Field(
        default=None,
        description="The Chromium or Chrome that prints; looked for where it usually is.",
    )
    print_sandbox: bool = Field(
        default=True,
        description="Whether Chromium locks itself in; some containers forbid it to.",
    )
    document_mib: int = Field(
        default=25, ge=1, le=500, description="The largest document that may be attached, in MiB."
    )
    scan_command: str | None = Field(
        default=None,
        description="A virus scanner that reads a document on its standard input and ends with 0 "
        "when it is clean: clamdscan --no-summary -. Without one, nothing is scanned.",
    )

    @field_validator("scan_command")
    @classmethod
    def _is_a_command(cls, command: str | None) -> str | None:
        """Refuse what no shell could read, when we start and not at the first document."""
        return command if command is None or shlex.split(command) else None

    oidc_discovery: str | None = Field(
        default=None,
        pattern=r"^https?://",
        description="The provider's discovery address; without one, nobody signs in that way.",
    )
    oidc_client_id: str = Field(default="", description="Who we are to the provider.")
    oidc_client_secret: SecretStr = Field(default=SecretStr(""), description="And the proof of it.")
    oidc_label: str = Field(default="OpenID Connect", description="What the button says.")
    oidc_scopes: str = Field(default="openid profile", description="What is asked of it.")
    oidc_acr_values: str = Field(
        default="", description="How it must have made sure; asked, and checked when it answers."
    )
    oidc_name_claims: Words = Field(
        default=("name",), description="The claims that make a person's name, in order."
    )
    oidc_organisation_claim: str = Field(
        default="", description="The claim that says the organisation."
    )
    oidc_organisations: dict[str, str] = Field(
        default={},
        description="What it says, and the organisation that is; any other is refused. Without "
        "this table the claim is taken as it is.",
    )
    oidc_organisation: str = Field(
        default="", description="Whose the others are; they are refused when empty."
    )
    oidc_role_claim: str = Field(default="", description="The claim that says the role.")
    oidc_roles: dict[str, Role] = Field(
        default={}, description="What it says, and the role that is."
    )
    oidc_role: Role | None = Field(
        default=None, description="The role of the others, at first; they are refused when empty."
    )

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Add the files of secrets to where settings are read from."""
        files = SecretFiles(settings_cls)
        return init_settings, env_settings, files, dotenv_settings, file_secret_settings

    @model_validator(mode="after")
    def _provider(self) -> "Settings":
        if self.oidc_discovery and not self.oidc_client_id:
            raise ValueError("VIGIE_OIDC_DISCOVERY needs VIGIE_OIDC_CLIENT_ID")
        return self

    @field_validator("map_servers")
    @classmethod
    def _origins(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        """Refuse what is no origin: it is written into the page's security policy."""
        for origin in value:
            if not re.fullmatch(r"https?://[a-zA-Z0-9.-]+(?::\d+)?", origin):
                raise ValueError(f"VIGIE_MAP_SERVERS: {origin} is no https://HOST")
        return value

    @property
    def map_origins(self) -> tuple[str, ...]:
        """The map services a layer may come from: none where online maps are not allowed."""
        return self.map_servers if self.online_maps else ()

    @cached_property
    def is_embedded(self) -> bool:
        """Whether the store is a file of this machine."""
        return self.store.startswith("sqlite")

    @cached_property
    def maps_folder(self) -> Path:
        """Where the maps built here are kept."""
        if self.maps is not None:
            return self.maps
        file = self.store.removeprefix("sqlite:///")
        return (Path(file).parent if self.is_embedded else Path("var")) / "maps"

    @cached_property
    def allowed_hosts(self) -> frozenset[str]:
        """The names browsers may call us by."""
        own = () if self.host in EVERYWHERE else (self.host,)
        return frozenset(name.lower().strip("[]") for name in (*LOOPBACK, *own, *self.hosts))

    @property
    def session_idle(self) -> timedelta:
        """After how long without use a session ends."""
        return timedelta(minutes=self.session_idle_minutes)

    @property
    def session_lasting(self) -> timedelta:
        """After how long a session ends in any case."""
        return timedelta(hours=self.session_hours)
