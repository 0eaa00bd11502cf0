"""How names, titles and codes are compared."""

from functools import lru_cache


@lru_cache(maxsize=65_536)
def fold(text: str) -> str:
    """Text as it is compared: without regard to case and to runs of blanks."""
    return " ".join(text.split()).casefold()
