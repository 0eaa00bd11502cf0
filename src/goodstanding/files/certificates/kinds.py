"""What a label announces, by what its words mean together."""

import re
from functools import lru_cache

from goodstanding.files.certificates.words import TOKEN, meanings

_MOST = 9
"""Words of a label at most."""
_DAYS = ("completed", "date", "plain", "awarded")
"""The kinds of labels of days that may be the day of completion."""
Words = tuple[frozenset[str], ...]


@lru_cache(maxsize=8192)
def kinds_of(text: str) -> tuple[str, ...]:
    """What a text announces when the whole of it is a label; "Class completed" may be either."""
    words = wording(text)
    if not words or len(words) > _MOST or _FRAGMENT.search(text):
        return ()
    return _kinds(words)


_FRAGMENT = re.compile(
    r"^\W*(?:for|in|of|on|at|and|or|with|was|is|were|the following|this|your|our|de|del|en|pour)\b"
    r"|\b(?:of|in|the|for|at|and|or|a|an|with|de|del|la|en|this|our|your)\W*$",
    re.IGNORECASE,
)
"""Where a text is a piece of a sentence."""


@lru_cache(maxsize=8192)
def wording(text: str) -> Words:
    """The meanings of a text's words when all of them are known; nothing else is in it."""
    text = _PERSON.sub("student", ASIDE.sub("", _PLACED.sub("", text)))
    tokens = TOKEN.findall(text)
    if any(map(str.isalnum, TOKEN.sub("", text))):
        return ()
    found: list[frozenset[str]] = []
    for token in tokens:
        known = meanings(token)
        if known is None:
            return ()
        found += known
    return tuple(found)


_PERSON = re.compile(r"^\W*person\b(?! (?:hours?|days?)\b)", re.IGNORECASE)
"""With which a label begins that asks for a name; "contact person" and "in person" do not."""
_PLACED = re.compile(
    r"^\W*(?:(?:\d{1,2}|[A-Z])[.)]|(?:[A-Z]-?\d{1,2}|\d{1,2}[a-zA-Z])[.):]?)\s+(?=\D)"
)
"""The number of a line of a form."""
ASIDE = re.compile(
    r"\(\s*(?:[dmy]{1,4}[\W_]*){2,3}\)|\((?:if (?:any|known)|optional)\)"
    r"|\((?:last|family|first|given|sur)[\s-]?(?:name)?(?:,? (?:last|family|first|given)"
    r"(?: name)?)*\)"
    r"|\s(?:exactly )?as (?:it )?(?:is )?(?:shown|appears?|printed|registered|listed|written|filed"
    r"|approved)\b.*",
    re.IGNORECASE,
)
"""In which form a value is to be written."""


def _kinds(words: Words) -> tuple[str, ...]:
    has = frozenset().union(*words)
    if "number" in has:
        return (_numbered(words, has),)
    if found := _with_preposition(words, has):
        return (found,)
    if "name" not in has and (found := _of_day(words, has)):
        return (found,)
    if _counts(words, has):
        return ("hours",)
    if found := _named(words, has):
        return (found,)
    return _of_thing(words, has)


def _numbered(words: Words, has: frozenset[str]) -> str:
    first = next(at for at, word in enumerate(words) if "number" in word)
    if any("hours" in word or "credit" in word for word in words[first + 1 :]):
        return "hours"
    if any("date" in word for word in words[first + 1 :]):
        return "other"
    whose = {"foreign", "person", "teacher", "school", "company"}
    own = "paper" in has or ("done" in has and "course" not in has)
    if own and not has & whose:
        return "number"
    return "foreign"


def _with_preposition(words: Words, has: frozenset[str]) -> str | None:
    """ "Presented by", "Awarded to"."""
    if "by" in words[-1]:
        if has & {"done", "held"} and not has & {"gives"}:
            return "holder"
        if "awarded" in has and not has & {"gives", "course"}:
            return "holder"
        if "signs" in has and "gives" not in has:
            return "other"
        if "teaches" in has and "gives" not in has:
            return "instructor"
        return "provider" if has & {"gives", "course", "teaches"} else "other"
    if "to" in words[-1]:
        return "holder" if has & {"gives", "awarded", "signs"} else "other"
    return None


def _of_day(words: Words, has: frozenset[str]) -> str | None:
    said = any("date" in word for word in words)
    if _never(words, has):
        return "never"
    if not said:
        return None
    if has & {"company", "school", "teacher"} and not has & {"done", "held", "course"}:
        return "other"
    paper = "paper" in has
    if "done" in has and not (paper and "issued" in has):
        return "completed"
    if _issued(words):
        return "issued"
    if any("awarded" in word and "filler" not in word for word in words) or "awarded" in has:
        return "awarded"
    if has & {"course", "held", "gives"}:
        return "date"
    return "plain" if not has & {"person", "hours", "credit"} else "other"


def _never(words: Words, has: frozenset[str]) -> bool:
    """An end of validity, a birth, a beginning; a first name is none."""
    if "name" in has:
        return False
    return any("never" in word for word in words)


def _issued(words: Words) -> bool:
    return any("issued" in word for word in words)


def _counts(words: Words, has: frozenset[str]) -> bool:
    if "time" in has:
        return len(words) > 1 and not has & {"other", "date"}
    heads = [word for word in words if word & {"hours", "credit", "course", "school", "teacher"}]
    if any("hours" in word for word in words):
        return not has & {"school", "teacher", "by"}
    return bool(heads) and "credit" in heads[-1]


def _named(words: Words, has: frozenset[str]) -> str | None:
    """ "Name of the course", "First name"."""
    if "name" not in has or ("paper" in has and "person" not in has):
        return None
    if has & {"company", "teacher", "other"} and "person" not in has:
        return "instructor" if "teacher" in has else "other"
    if "school" in has:
        return "provider"
    if "person" in has:
        return "holder"
    if "course" in has:
        return "title"
    if any(word & {"given"} and "name" not in word for word in words):
        return "given"
    if any(word & {"family"} for word in words):
        return "family"
    return "holder"


def _of_thing(words: Words, has: frozenset[str]) -> tuple[str, ...]:
    """A person, a course, a school; the last noun says what, or the one before "of"."""
    nouns = [word for word in words if (word & _NOUNS and "filler" not in word) or word & _SURE]
    if not any(word & _THINGS for word in nouns):
        return _of_deed(words, has)
    if "asker" in words[0] and has & {"gives", "teaches"}:
        return ("provider",) if "gives" in has else ("instructor",)
    if "gives" in has and "school" in nouns[0]:
        return ("provider",)
    head = nouns[0] if any("of" in word for word in words) else nouns[-1]
    if "paper" in head or ("paper" in has and "person" not in head and "school" not in head):
        return ()
    if "other" in head and not head & _THINGS:
        return ("other",)
    if "headline" in head and any("other" in word for word in nouns):
        return ("other",)
    if "teacher" in has or (has & {"teaches", "held"} == {"teaches"} and "person" in head):
        return ("provider",) if has & {"school", "company"} else ("instructor",)
    if "signs" in has and "school" in head:
        return ("other",)
    if "company" in has:
        return ("provider",) if "course" in has else ("other",)
    if frozenset({"foreign"}) in words and "person" in head:
        return ("foreign",)
    kind = next((kind for kind in ("person", "school", "course") if kind in head), None)
    if kind == "course" and has & {"done", "held"}:
        return ("completed" if "done" in has else "date", "title")
    return (_BY_THING[kind],) if kind else ()


_THINGS = frozenset({"person", "school", "course", "teacher", "company"})
_NOUNS = _THINGS | {"other", "paper"}
_SURE = frozenset({"person", "school", "course", "teacher"})
_BY_THING = {"person": "holder", "school": "provider", "course": "title"}


def _of_deed(words: Words, has: frozenset[str]) -> tuple[str, ...]:
    """ "Completed on", "Issued"; "Completed" may stand before the course, too."""
    if "paper" in has:
        return ()
    if "foreign" in has:
        return ("foreign",)
    if "family" in has and "done" not in has:
        return ("family",)
    if "done" in has:
        return ("completed",)
    if _issued(words) and "other" not in has:
        return ("issued",)
    if "held" in has and "other" not in has:
        return ("date",)
    if any("awarded" in word for word in words):
        return ("awarded",)
    return ("other",) if has & {"other", "signs", "time"} else ()


def is_of_day(kind: str) -> bool:
    """Whether a kind of label announces a day that may be the day of completion."""
    return kind in _DAYS
