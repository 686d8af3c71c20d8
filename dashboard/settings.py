"""Settings read from the environment, once, into one frozen value."""

import shlex
from functools import cached_property
from pathlib import Path

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class Settings(BaseSettings):
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
    demonstration: bool = Field(
        default=False,
        description="Whoever is on this machine is signed in by itself; refused to anybody else.",
    )
    token: SecretStr | None = Field(
        default=None,
        min_length=16,
        description="The secret that signs people in, until they have accounts of their own.",
    )
    organisation: str = Field(default="SAMU", description="Who writes, where nothing else says so.")
    tiles: Path | None = Field(
        default=None, description="A local base map: a .mbtiles or .pmtiles file."
    )
    online_maps: bool = Field(
        default=True, description="Whether IGN and OpenStreetMap may be chosen as base map."
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

    @cached_property
    def is_embedded(self) -> bool:
        """Whether the store is a file of this machine."""
        return self.store.startswith("sqlite")
