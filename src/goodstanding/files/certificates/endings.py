"""Where a title ends that stands in a sentence, and what around it is no part of it."""

import re

from goodstanding.files.certificates.dates import days
from goodstanding.files.certificates.vocabulary import ORGANISATION, STOP

_VERB = (
    r"held|conducted|presented|given|taught|offered|provided|sponsored|hosted|delivered|organized"
    r"|administered|completed|dated|instructed|issued|led|facilitated|impartido|celebrado"
)
_TOLD = (
    r"with us\b|(?:class|course|training|session|seminar|workshop|webinar|program);"
    r"|(?:which|that|and) (?:was|is|were|has|have|is hereby) "
    r"|and (?:earned|received|awarded|has)\b"
    rf"|(?:which )?(?:was )?(?:{_VERB})\b|(?:is|was|has) (?:hereby |been )?(?:awarded|granted)\b"
)
_WHEN = (
    r"on (?=(?i:this\b|the \d|\d|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul"
    r"|aug|sep|oct|nov|dec))"
    r"|(?:from|between|during|dated|ending|beginning) (?=\w+ \d|\d)|this \d|this (?:\w+ )?day"
)
_NUMBER = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty)\b"
)
_COUNT = (
    r"(?:for|with|and|earning|totall?ing|consisting of|worth|comprising|carrying)"
    rf"(?: a total of| an award of| credit of)? (?=\(?\d|{_NUMBER})"
)
_UNIT = r"(?:hours?|hrs?|cecs?|cehs?|ceus?|credits?|ce)\b"
_FIGURE = (
    rf"\s*[-–—|•·(\[,;]\s*(?=\(?\d+(?:\.\d+)?[\s-]*(?:\w+\s)?{_UNIT})"
    rf"|\s+\d+(?:\.\d+)?[\s-]*{_UNIT}"
)
_ASIDE = (
    r",\s+(?:(?:an?|our|the|consisting|totall?ing|comprising|worth|earning)\s+(?=[a-z\d])"
    rf"|{_NUMBER})"
)
CUT = re.compile(
    rf"(?:[,;.]?\s+(?:{_TOLD}|{_WHEN}|{_COUNT})|{_FIGURE}|{_ASIDE}"
    r"|\s+(?:held|conducted|presented|sponsored|offered)\s*$|\s+on\s*$).*$",
    re.DOTALL,
)
"""What follows a title in a sentence: who gave the course, when, for how many hours."""
_WHERE = re.compile(
    r"\s+(?P<word>at|in|by|from|through|with|of)\s+(?=(?:the\s+)?[A-ZÀ-Þ])(?P<rest>.*)$", re.DOTALL
)
_TOWN = re.compile(r"^[\w. ]+,\s+[A-Z]{2}\b")
_CLAUSE = re.compile(r",\s+(?=[a-z\d(]).*$", re.DOTALL)
_TAIL = re.compile(
    r"(?:\s+(?:at|in|during) (?:an?|our|the|this))?"
    r"\s+(?:training |certification |continuing education |online |approved )*"
    r"(?:course|class|seminar|program|workshop|training|webinar|session)$"
)
HEAD = re.compile(
    r"^(?:certificate|diploma|record|proof|confirmation|statement)\s*of\s*(?:completion|training|attendance|achievement|participation)"
    r"\s*(?:in|for|:|-|–|—)\s*",
    re.IGNORECASE,
)
_BACK = re.compile(
    r"^(?:the\s+)?(?:iicrc[- ]approved\s+)?(?:course|class|training|program|seminar)"
    r"\s*(?:entitled|titled|called|in|of|:)?\s*(?=[A-Z“\"])"
)
_BEFORE_DAY = re.compile(r"(?:[\s,(–—-]+(?:on|from|held|dated|this|completed|the))*[\s,(–—-]*$")
_QUOTED = re.compile(r"(?:^|(?<=[\s(,:]))[“\"«„]\s*([^“”\"«»]{3,}?)\s*[”\"»“]")
_SENTENCE = re.compile(r"(?<=[a-z\d)\]”\"])[.!]\s+(?=[A-Z])|^\s*[.;]")
_MARKS = ' :,;.*~\t-–—“”"'


def cleaned(text: str, inside: bool = False) -> str:
    """A title without quotation marks, what follows it in a sentence, and "course" at its end."""
    quoted = _QUOTED.search(text)
    text = quoted[1] if quoted else _SENTENCE.split(text, maxsplit=1)[0]
    text = _BACK.sub("", HEAD.sub("", text.strip(" :;*~\t")))
    text = CUT.sub("", f" {text}").strip()
    if found := days(text):
        text = _BEFORE_DAY.sub("", text[: found[0].start]) or text
    if inside and not quoted:
        text = _CLAUSE.sub("", text)
    if not quoted:
        text = _without_place(text)
    text = re.sub(r"^(?:the|a|an)\s+(?=[A-Z])", "", text)
    return _TAIL.sub("", text.strip(_MARKS)).strip(_MARKS)


def _without_place(text: str) -> str:
    """ "Odor Control at Drywell Academy", but not "Working at Heights"."""
    for match in _WHERE.finditer(text):
        town = match["word"] in ("at", "in") and _TOWN.search(match["rest"])
        if town or ORGANISATION.search(match["rest"]):
            return text[: match.start()]
    return text


def strays(text: str, title: str) -> bool:
    """Whether a title that was found inside a sentence may hold more of it than the title."""
    if _QUOTED.search(text):
        return False
    return _WHERE.search(title) is not None or STOP.search(title) is not None
