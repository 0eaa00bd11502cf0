"""The environment, read through small typed readers; the only place that reads it."""

import os
from collections.abc import Sequence
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


class Misconfigured(ImproperlyConfigured):
    """A setting that cannot be used; the message says which, why and what would be right."""


def text(name: str, default: str = "") -> str:
    """A setting as text. `NAME_FILE` names a file that holds it (for secrets)."""
    file = os.environ.get(f"{name}_FILE")
    if not file:
        return os.environ.get(name, default)
    if name in os.environ:
        raise Misconfigured(f"Both {name} and {name}_FILE are set: remove one of the two.")
    try:
        return Path(file).read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(f"{name}_FILE names {file}, which cannot be read: {error}.") from None


def flag(name: str, default: bool = False) -> bool:
    """A setting that is on or off."""
    said = text(name).strip().casefold()
    if said in {"", "1", "0", "yes", "no", "true", "false", "on", "off"}:
        return said in {"1", "yes", "true", "on"} if said else default
    raise Misconfigured(f"{name} is “{said}”; write yes or no.")


def whole(name: str, default: int, least: int, most: int) -> int:
    """A setting that is a whole number between two bounds, both included."""
    said = text(name).strip()
    if not said:
        return default
    if not said.isdecimal() or not least <= int(said) <= most:
        raise Misconfigured(f"{name} is “{said}”; write a whole number from {least} to {most}.")
    return int(said)


def one_of(name: str, words: Sequence[str]) -> str:
    """A setting that is one of several words; the first when it is absent."""
    said = text(name, words[0]).strip().casefold()
    if said not in words:
        raise Misconfigured(f"{name} is “{said}”; write {' or '.join(words)}.")
    return said


def several(name: str) -> list[str]:
    """A setting that lists several words, separated by commas."""
    return [word.strip() for word in text(name).split(",") if word.strip()]
