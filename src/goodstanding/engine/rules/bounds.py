"""How large a file of rules may be, wherever it comes from."""

MOST_BYTES = 1_000_000
"""A file of rules is far smaller."""
MOST_DOTS = 4_000_000
"""Squared, line by line: what a key of very many parts costs to read."""


def unbounded(data: bytes) -> str | None:
    """What makes a file of rules too much to read, as the rest of a sentence about it."""
    if len(data) > MOST_BYTES:
        return "is larger than 1 MB; a file of rules is far smaller."
    if sum(line.count(b".") ** 2 for line in data.splitlines()) > MOST_DOTS:
        return "has keys of far too many parts (a.b.c …); two or three will do."
    return None
