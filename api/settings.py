"""Where the store is: `--store`, else `PHAHE_STORE`, else a file in the current folder."""

from __future__ import annotations

from pydantic_settings import BaseSettings, SettingsConfigDict

DEFAULT_STORE = "sqlite:///phahe.db"


class Settings(BaseSettings):
    """What the environment says. Neo4j's own names (`NEO4J_USERNAME` …) are read by its adapter."""

    model_config = SettingsConfigDict(env_prefix="PHAHE_", extra="ignore")

    store: str = DEFAULT_STORE
    vocabulary: str | None = None


def store_url(option: str | None) -> str:
    """The store to use, given the value of `--store` (None or empty where it is not given)."""
    return option or Settings().store or DEFAULT_STORE
