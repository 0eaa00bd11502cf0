"""How facts and entries are hashed: canonical JSON, sha256, salted commitments."""

import hashlib
import json
import secrets
from typing import Any


def canonical(value: Any) -> bytes:
    """The one way in which a value of text, whole numbers, lists and objects is written."""
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":")).encode()


def digest(value: Any) -> str:
    """The sha256 of a value, as hexadecimal digits."""
    return hashlib.sha256(canonical(value)).hexdigest()


def salt() -> str:
    """A new salt."""
    return secrets.token_hex(16)


def committed(salt: str, texts: Any) -> str:
    """The commitment to words about people: without the salt nothing can be guessed from it."""
    return digest([salt, texts])
