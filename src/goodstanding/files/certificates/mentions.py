"""Titles that a text mentions where no phrase that is known announces them: never certain."""

import re
from collections.abc import Iterator

from goodstanding.files.certificates.endings import cleaned
from goodstanding.files.certificates.flow import Flow
from goodstanding.files.certificates.labels import Entry
from goodstanding.files.certificates.phrases import ANCHOR

_COURSE = re.compile(
    r"\b(?:course|class|training|program(?:me)?|seminar|workshop|webinar|session|module|lesson"
    r"|event|curso|taller|formation|cours)s?,?\s+"
    r"(?:(?:entitled|titled|called|named|known as|on|in|of|about"
    r"|covering|for|de|titulado|intitulée?)\s+)?[:,]?\s*(?=[A-ZÀ-Þ“\"])"
)
_QUOTED = re.compile(r"[“\"«]\s*([^“”\"«»\n]{4,90}?)\s*[”\"»]")
_AHEAD = re.compile(r"(?:[\s,]*[a-z][\w'’-]*){1,10}[\s,:]+(?=[A-ZÀ-Þ])")
"""Words in small letters before the first one that has a capital."""


_NOUN = re.compile(r"\b(?:course|class|webinar|seminar|workshop|session|program|lecture)[\s,:]+$")
"""Nobody's name stands after "our contractor webinar"."""


def mentioned(flow: Flow, entries: list[Entry]) -> Iterator[tuple[str, bool]]:
    """What may be a title, and whether it is in quotation marks or so that it is nobody's name;
    others stand after "course", behind a deed, after "Re:"."""
    for match in _QUOTED.finditer(flow.text):
        yield cleaned(match[0], True), True
    for match in _COURSE.finditer(flow.text):
        yield _from(flow, match.end()), False
    for anchor in ANCHOR.finditer(flow.text):
        if ahead := _AHEAD.match(flow.text, anchor.end()):
            yield _from(flow, ahead.end()), _NOUN.search(ahead[0]) is not None
    for entry in entries:
        if re.fullmatch(r"re|subject", entry.label.strip(" :"), re.IGNORECASE):
            yield cleaned(_OF.sub("", entry.value)), False


_OF = re.compile(
    r"^(?:\w+ ){0,3}?(?:completion|attendance|participation|credits?)\s*"
    r"(?:of|at|in|for|[:,–—-])\s*",
    re.IGNORECASE,
)


def _from(flow: Flow, begin: int) -> str:
    return cleaned(flow.text[begin : flow.line_end(begin)], True)
