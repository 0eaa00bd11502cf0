"""Whether two titles are of the same class, as certificates and people write them.

Titles are alike when one has all the words of the other, or when most of their words are the
same; small words, accents and punctuation do not count. A blank title is like every other.
"""

import re
import unicodedata

_SMALL = frozenset({"a", "an", "and", "the", "of", "for", "in", "on", "to", "at", "by", "with"})
_MOST = 0.6
"""So much of all their words have to be in both."""


def alike(one: str, other: str) -> bool:
    """Whether two titles may be of the same class."""
    ours, theirs = _words(one), _words(other)
    if not ours or not theirs or ours <= theirs or theirs <= ours:
        return True
    return len(ours & theirs) >= _MOST * len(ours | theirs)


def _words(title: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", title.casefold())
    bare = "".join(one for one in plain if not unicodedata.combining(one))
    return frozenset(re.findall(r"\w+", bare)) - _SMALL
