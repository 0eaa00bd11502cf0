"""Keys of backups, in the age format.

`age1…` only locks: a machine that has nothing else cannot read its own backups. `AGE-SECRET-KEY-1…`
locks and opens. A key file is as `age-keygen` writes it; several keys in it all open.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from goodstanding.files.backups.unusable import Unusable

BEGINS = b"age-encryption.org/v1"
"""How an encrypted backup begins."""
_PUBLIC = re.compile(r"age1[02-9ac-hj-np-z]{58}")
_SECRET = re.compile(r"AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}")
_RIGHT = (
    "write the line that begins with age1 (which only encrypts) or with AGE-SECRET-KEY-1; "
    "goodstanding backup --new-key FILE makes both"
)


@dataclass(frozen=True, slots=True)
class Key:
    """What locks and, where there are secret ones, opens."""

    public: tuple[str, ...]
    secret: tuple[str, ...]

    @property
    def opens(self) -> bool:
        """Whether backups can be read with it."""
        return bool(self.secret)


def parse(text: str, where: str) -> Key:
    """The keys in a text; Unusable, without repeating it, when there is none or something else."""
    lines = [line.strip() for line in text.splitlines()]
    words = [line for line in lines if line and not line.startswith("#")]
    if not words or not all(_PUBLIC.fullmatch(one) or _SECRET.fullmatch(one) for one in words):
        raise Unusable(f"{where} is no key for backups: {_RIGHT}.")
    public = tuple(one for one in words if _PUBLIC.fullmatch(one))
    key = Key(public, tuple(one for one in words if _SECRET.fullmatch(one)))
    if not _are_whole(key):
        raise Unusable(f"{where} is a key that was mistyped: copy it again, letter by letter.")
    return key


def read(file: Path) -> Key:
    """The keys in a file."""
    try:
        text = file.read_text("utf-8-sig")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or "it is not text"
        raise Unusable(f"The key file {file} cannot be read ({reason}).") from None
    return parse(text, f"What {file} holds")


def make() -> tuple[str, str]:
    """A new key: what locks (public), and what opens (secret)."""
    from pyrage import x25519  # only who encrypts needs it

    secret = x25519.Identity.generate()
    return str(secret.to_public()), str(secret)


def lock(clear: BinaryIO, locked: BinaryIO, key: Key) -> None:
    """Encrypt a file from its beginning."""
    import pyrage

    clear.seek(0)
    pyrage.encrypt_io(clear, locked, list(_recipients(key)))


def unlock(locked: BinaryIO, clear: BinaryIO, key: Key, name: str) -> None:
    """Decrypt a file from its beginning; Unusable when the key is another's or a byte differs."""
    import pyrage

    locked.seek(0)
    identities = [pyrage.x25519.Identity.from_str(one) for one in key.secret]
    try:
        pyrage.decrypt_io(locked, clear, identities)
    except (pyrage.DecryptError, OSError) as error:
        if getattr(error, "errno", None) is not None:
            raise  # the disk
        if "No matching keys" in str(error):
            raise Unusable(f"{name} was encrypted for another key than the one given.") from None
        raise Unusable(
            f"{name} is damaged or was cut off, and cannot be decrypted: take another backup."
        ) from None


def _are_whole(key: Key) -> bool:
    """Whether the letters of all of them belong together."""
    import pyrage

    try:
        return bool(list(_recipients(key)))
    except (pyrage.RecipientError, pyrage.IdentityError):
        return False


def _recipients(key: Key) -> Iterator[object]:
    import pyrage

    for one in key.public:
        yield pyrage.x25519.Recipient.from_str(one)
    for one in key.secret:
        yield pyrage.x25519.Identity.from_str(one).to_public()
