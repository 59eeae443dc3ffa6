"""What a deployment chooses: the only reader of the environment."""

from datetime import UTC
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Self

from pydantic import AwareDatetime, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from models.clock import Clock, SetClock, WallClock
from models.errors import BadSetting


class Settings(BaseSettings):
    """Read once at the door by `read_settings()` and handed down; each field is `LYKTA_` and its name in capitals."""

    model_config = SettingsConfigDict(env_prefix="LYKTA_", frozen=True, extra="ignore", populate_by_name=True)

    home: Path = Field(default=Path("var"), description="where all state lives")
    store: str = Field(default="", description="SQLAlchemy address of the database; empty: one SQLite file under home")
    search: str = Field(default="", description="address of Elasticsearch; empty: SQLite FTS5 beside the records")
    keys: Path | None = Field(default=None, description="key ring file; empty: keys.json under home (mode 0600)")
    host: str = Field(default="127.0.0.1", description="address the desk listens on")
    port: int = Field(default=8080, ge=0, le=65535, description="port the desk listens on")
    now: AwareDatetime | None = Field(
        default=None, description="observed time stands here (ISO 8601 with offset); loopback only"
    )
    loopback: Annotated[dict[str, str], NoDecode] = Field(
        default_factory=dict,
        description="names served from this machine, name=127.0.0.1:port with commas; the guard lets only these in",
    )
    ca_file: Path | None = Field(default=None, description="further certificate authorities that visits trust (PEM)")
    sites: Path | None = Field(default=None, description="folder of site sheets; empty: sites under home")
    chromium: Path | None = Field(default=None, description="Chromium to use; empty: looked for on the machine")
    java_home: Path | None = Field(default=None, description="JDK of 21 or later for Elasticsearch in the tests")
    system_java_home: Path | None = Field(
        default=None, validation_alias="JAVA_HOME", description="where the machine says its JDK is"
    )
    log_json: bool = Field(default=False, description="log lines as JSON")
    test_postgres: str = Field(default="", description="a PostgreSQL for the tests; empty: they start their own")
    test_elasticsearch: str = Field(
        default="", description="an Elasticsearch for the tests; empty: they start their own"
    )
    test_shared: Path | None = Field(
        default=None, description="folder with the originals that the tests compare the copies with"
    )
    ci: bool = Field(
        default=False, validation_alias="CI", description="set on a CI machine: a missing real part fails the tests"
    )
    die_after: str = Field(
        default="", description="fault drills: kill this process (SIGKILL) after the commit of this name"
    )

    @field_validator("loopback", mode="before")
    @classmethod
    def _named(cls, told: object) -> object:
        if not isinstance(told, str):
            return told
        pairs = [pair.partition("=") for pair in told.split(",") if pair.strip()]
        return {name.strip(): address.strip() for name, _, address in pairs}

    @field_validator("loopback")
    @classmethod
    def _only_loopback(cls, told: dict[str, str]) -> dict[str, str]:
        for name, address in told.items():
            host, _, port = address.rpartition(":")
            if not (port.isdigit() and ip_address(host.strip("[]")).is_loopback):
                raise ValueError(f"name=127.0.0.1:port, not {name}={address}")
        return told

    @model_validator(mode="after")
    def _set_clock_stays_home(self) -> Self:
        if self.now is not None and not _is_loopback(self.host):
            raise ValueError("LYKTA_NOW only together with a loopback LYKTA_HOST")
        return self

    @property
    def database(self) -> str:
        return self.store or f"sqlite+pysqlite:///{self.home / 'lykta.db'}"

    @property
    def frontier(self) -> Path:
        return self.home / "frontier.db"

    @property
    def pages(self) -> Path:
        return self.home / "pages"

    @property
    def key_file(self) -> Path:
        return self.keys or self.home / "keys.json"

    @property
    def site_folder(self) -> Path:
        return self.sites or self.home / "sites"

    @property
    def clock(self) -> Clock:
        return SetClock(self.now.astimezone(UTC)) if self.now else WallClock()


def read_settings(**told: object) -> Settings:
    """Read the environment; what a door was told on its command line wins. Raises BadSetting."""
    try:
        return Settings(**told)  # type: ignore[arg-type]
    except ValidationError as wrong:
        first = wrong.errors()[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "NOW"
        raise BadSetting(f"LYKTA_{name}", first["msg"].removeprefix("Value error, ")) from None


def _is_loopback(host: str) -> bool:
    return host == "localhost" or ip_address(host).is_loopback
