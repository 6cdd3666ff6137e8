"""Internal keys: short hashes of what makes a thing itself, so that they depend on no order of ingestion and on no store."""

from __future__ import annotations

from hashlib import blake2b


def key_of(*parts: object) -> str:
    """16 hex digits of a hash over the parts, which have one `repr` in every process."""
    return blake2b(repr(parts).encode(), digest_size=8).hexdigest()
