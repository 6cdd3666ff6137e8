"""Who the program is to a Neo4j server: from the environment or a file, so never on a command line, in a store's address or in a log."""

from __future__ import annotations

import os
from pathlib import Path

from graph.errors import UsageError

USERNAME, PASSWORD, PASSWORD_FILE, DATABASE = "NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_PASSWORD_FILE", "NEO4J_DATABASE"
"""The ecosystem's names: those of Aura's credentials file, and `_FILE` as container secrets have it."""

_DEFAULT_USER = "neo4j"


def credentials() -> tuple[str, str] | None:
    """User and password; None if there is no password, for a server without authentication.

    Raises UsageError if the password is given twice, or its file cannot be read or is empty.
    """
    password = _password()
    return (os.environ.get(USERNAME) or _DEFAULT_USER, password) if password else None


def database() -> str | None:
    """Name of the database to use; None for the server's default one."""
    return os.environ.get(DATABASE) or None


def _password() -> str | None:
    given, file = os.environ.get(PASSWORD), os.environ.get(PASSWORD_FILE)
    if not file:
        return given
    if given:
        raise UsageError(f"{PASSWORD} and {PASSWORD_FILE} are both set; keep one of them")
    try:
        password = Path(file).read_text("utf-8").rstrip("\r\n")
    except (OSError, UnicodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise UsageError(f"{file}: the file that {PASSWORD_FILE} names cannot be read: {reason}") from None
    if not password:
        raise UsageError(f"{file}: the file that {PASSWORD_FILE} names is empty; write the password into it")
    return password
