"""Who gave the training: by label, by "presented by", or by the letterhead."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from statistics import median

from goodstanding.files.certificates.blocks import following
from goodstanding.files.certificates.candidates import GUESS, LIKELY, SAID, Candidate, chosen
from goodstanding.files.certificates.cells import Cell
from goodstanding.files.certificates.dates import days
from goodstanding.files.certificates.flow import Flow, runs_on
from goodstanding.files.certificates.found import Found
from goodstanding.files.certificates.kinds import wording
from goodstanding.files.certificates.labels import Entry, fitting, has_label, rows
from goodstanding.files.certificates.names import BRAND, is_name
from goodstanding.files.certificates.phrases import AFTER, BEFORE
from goodstanding.files.certificates.vocabulary import (
    NO_NAME,
    ORGANISATION,
    SCHOOL,
    STOP,
    STRONG_ORGANISATION,
)

_GAVE = (
    r"presented|conducted|provided|offered|sponsored|hosted|given|delivered|organi[sz]ed"
    r"|administered|held|issued|awarded|conferred|granted|produced|facilitated|prepared|run"
    r"|created|developed|authored|published|designed|brought to you|put on"
    r"|made possible|coordinated|arranged|ofrecid[oa]|presentad[oa]|impartid[oa]"
    r"|organizad[oa]|patrocinad[oa]|otorgad[oa]|offerte?|organisée?|dispensée?|donnée?|délivrée?"
    r"|présentée?|proposée?|animée?"
)
_TAUGHT = r"taught|instructed|led|demonstrated|trained"
_BY = re.compile(
    rf"\b(?:(?P<gave>{_GAVE})|(?P<taught>{_TAUGHT})|(?:training|course|class|program|education))"
    r"\s*(?:(?:and|&)\s*\w+\s*)?\b(?:by|por|par)\b[\s:]*(?-i:the\s+)?",
    re.IGNORECASE,
)
_THINGS = re.compile(
    r"\b(?:kits?|materials|lunch|breakfast|dinner|coffee|snacks|meals?|prizes?|bags?|manuals?|books?"
    r"|raffles?|supplies|equipment|tools)\s+(?:(?:was|were|is|are|kindly)\s+)*$",
    re.IGNORECASE,
)
"""What a company sponsors that gives no class."""
_AMONG = re.compile(
    r"\bwith (?:the |our )?(?:people|team|folks|crew|staff|friends|trainers|instructors)"
    r" (?:at|of|from) (?-i:(?:the )?(?=[A-ZÀ-Þ0-9]))",
    re.IGNORECASE,
)
_LINE_BY = re.compile(
    r"(?:^|(?<=[\n\t]))(?:by|(?P<may>from)|at|through|on behalf of|por|par)[ ]+"
    r"(?-i:(?=[A-ZÀ-Þ0-9]))",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(
    r"\b(?:an?|the)\s+(?:\w+\s+)?(?:program(?:me)?|event|course|class|conference|training|congress|production|service"
    r"|division|webinar|seminar|workshop|presentation|offering)\s+(?:of|from|by)\s+(?:the\s+)?"
    r"(?-i:(?=[A-ZÀ-Þ0-9]))",
    re.IGNORECASE,
)
"""Whose class it was: "a program of Drywell Academy"; or what it was about."""
_SUBJECT = re.compile(
    r"(?:^|(?<=[\n\t]))([^\n\t]{4,60}?),?\n? (?:hereby |proudly |does hereby )*"
    r"(?:certifies|confirms|attests|acknowledges|declares|awards|presents|confers|recogni[sz]es"
    r"|certifica|otorga|certifie|atteste|décerne)\b",
    re.IGNORECASE,
)
"""Who certifies: "Drywell Academy certifies that"."""
_BY_WHOM = re.compile(r"\b(\w+) by\s+(?=[A-ZÀ-Þ0-9])")
_RECOGNISED = re.compile(
    r"approv|accredit|endors|certif|recogni|sign|verif|print|employ|regist|licen", re.IGNORECASE
)
_SELF = re.compile(r"\W*(?:this|it|we|i|the|se|dear|to|esta?e?)\b", re.IGNORECASE)
_BODY = re.compile(
    r"\b(?:approved|accredited|recogni[sz]ed|endorsed|certified)\b|^\W*(?:iicrc|ria)\W*$"
    r"|institute of inspection|iicrc(?:\.org)?$|american council for accredited",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"(?:,\s+(?!inc|llc|ltd|corp|co\b)[A-Z][\w. ]+,?\s+[A-Z]{2}\b.*|\s+(?:in|at|on)\s+[A-Z].*"
    r"|\s*[•·|–—].*|\s-\s.*|,?\s+\d+\s.*|\s*\((?:school|provider|#|no|iicrc).*|\s*,?\s*(?:school|provider)?\s*#.*)$",
    re.IGNORECASE,
)
_REST = re.compile(
    r"(?:[,;]|(?<!Co)(?<!Inc)(?<!Ltd)(?<!Corp)\.)?\s+(?:(?:held|given|finishing|ending|on|during|from"
    r"|has|have|is|was|as|which|who|with|this|under|an?|that|approved|completed|dated)\b"
    r"|(?:for|and) (?=(?:\d|has|is|was|an?\b))).*$"
)
_ADDRESS = re.compile(
    r"^\W*(?:p\.?\s*o\.?\s*box|\d+\w?\s+\w.*,)|\b[A-Z]{2}\s+\d{5}\b|\b\d{3}[-.\s]\d{4}\b"
    r"|\bunited kingdom\b|[€$£]\s*\d|\d\s*%",
    re.IGNORECASE,
)
_STREET = re.compile(
    r"\b(?:suite|street|avenue|road|blvd|boulevard|highway|usa|canada)\b", re.IGNORECASE
)
"""Of an address, unless a company is called so."""
_LAST_STREET = re.compile(rf"{_STREET.pattern}\W*$", re.IGNORECASE)
_SITE = re.compile(
    r"(?:www\.|https?://(?:www\.)?|@)([\w-]+)\.(?:com|org|net|edu|us|ca|co|io|training|academy)",
    re.IGNORECASE,
)


_COMMA = re.compile(r",\s+(?!(?i:inc|llc|ltd|co)\b)")
"""Not the one before what a company is by law."""

TOLD = SAID + 1
"""By label or phrase, which outweighs a letterhead."""


def provider(candidates: Iterable[Candidate[str]]) -> Found[str] | None:
    """The provider; a letterhead alone is contradicted by any other organisation."""
    listed = list(candidates)
    told = any(one.weight >= TOLD for one in listed)
    return chosen(listed, key, SAID if told else LIKELY)


def providers(flow: Flow, entries: list[Entry], height: float) -> Iterator[Candidate[str]]:
    """The candidates for the provider."""
    yield from _labelled(flow, entries)
    yield from _phrased(flow, _employers(flow, entries))
    yield from _heads(flow, entries, height)


def key(provider: str) -> str:
    """By what two writings of a provider are the same."""
    return re.sub(r"\b(?:the|inc|llc|ltd|corp|co)\b|[\W_]+", "", provider.casefold())


_SENTENCE = re.compile(
    r"(?<!\bInc)(?<!\bCo)(?<!\bLtd)(?<!\bCorp)(?<!\bMfg)(?<!\bIntl)(?<!\bBros)(?<!\bSt)(?<!\bDr)"
    r"(?<!\b[A-Z])\.\s+(?=[A-Z\d])"
)


def cleaned(text: str) -> str:
    """A provider without address and marks."""
    text = _SENTENCE.split(text, maxsplit=1)[0]
    text = text.strip(" :;*~\t–—-©®™")
    text = re.sub(r"^(?:©|\(c\)|copyright)\s*(?:\d{4})?\s*", "", text, flags=re.IGNORECASE)
    found = days(text)
    if found:
        text = re.sub(r"[\s,(]*(?:\bon\b)?[\s,(]*$", "", text[: found[0].start])
    text = _PLACE.sub("", _REST.sub("", text))
    text = text.strip(' :;,*~\t–—-“”"')
    return text if _SHORTENED.search(text) else text.removesuffix(".")


_SHORTENED = re.compile(r"\b(?:(?i:inc|co|ltd|corp|bros)|[A-Z]\.[A-Z])\.$")
"""A name that ends in a full stop."""


_HANDED = re.compile(r"(?:awarded|presented|issued|granted|given|conferred)\b", re.IGNORECASE)
"""What is handed over to somebody begins so, and no organisation."""


def is_provider(text: str) -> bool:
    """Whether a text may name a company, a school or an association."""
    letters = sum(map(str.isalpha, text))
    if not letters >= 2 or len(text) > 90 or letters < 0.6 * len(text) or _BODY.search(text):
        return False
    if _ADDRESS.search(text) or _HANDED.match(text):
        return False
    if _STREET.search(text) and not STRONG_ORGANISATION.search(text):
        return _LAST_STREET.search(text) is None and not any(map(str.isdigit, text))
    return (
        not has_label(text)
        and not days(text)
        and ":" not in text
        and (text[0].isupper() or text[0].isdigit())
    )


_WHOSE = re.compile(r"\W*organi[sz]ation(?: name)?\W*", re.IGNORECASE)
"""A label that may be of the organisation where somebody works."""


def _labelled(flow: Flow, entries: list[Entry]) -> Iterator[Candidate[str]]:
    for entry, text, only in fitting(entries, "provider", _provider):
        lone = is_name(text) and not ORGANISATION.search(text)
        broken = False
        if entry.cell.text.endswith(text):
            text, broken = _joined(flow, entry.cell, text)
        vague = _WHOSE.fullmatch(entry.label) is not None
        weight = GUESS if rows(entries, entry) > 1 else TOLD if only and not vague else LIKELY
        yield Candidate(text, weight, doubtful=lone or broken or weight == GUESS)
    for entry in entries:
        if entry.kind == "instructor":
            yield from _company_of(entry.value)
    yield from _sender(entries)


_MACHINE = re.compile(r"no-?reply|info|events|train|support|learn|educ|class|team", re.IGNORECASE)
"""Of whom an address is none of a person."""


def _sender(entries: list[Entry]) -> Iterator[Candidate[str]]:
    """From whom a memorandum or an e-mail is."""
    told = {entry.label.strip(" :").lower(): entry.value for entry in entries}
    sender, _, address = told.get("from", "").partition("<")
    company = _provider(sender) if "to" in told else None
    sent = _MACHINE.match(address) or (address and not is_name(company or ""))
    if company and (ORGANISATION.search(company) or sent):
        yield Candidate(company, LIKELY, doubtful=True)


def _provider(text: str) -> str | None:
    text = cleaned(text)
    return text if text and is_provider(text) else None


def _company_of(text: str) -> Iterator[Candidate[str]]:
    """ "Taught by Ann Lee, Drywell Academy" names the school, too."""
    for part in re.split(rf"{_COMMA.pattern}|\s[-–—|]\s|\sof\s|\swith\s|[()]", text)[1:]:
        company = cleaned(part)
        if STRONG_ORGANISATION.search(company) and is_provider(company):
            yield Candidate(company, LIKELY)


def _employers(flow: Flow, entries: list[Entry]) -> set[Cell]:
    """The lines below a holder's name that a label leads to: "from" is where he works."""
    holders = {entry.cell for entry in entries if entry.kind == "holder"}
    return {below for cell, below in pairwise(flow.cells) if cell in holders}


def _phrased(flow: Flow, employers: set[Cell]) -> Iterator[Candidate[str]]:
    for match in _AMONG.finditer(flow.text):
        line = flow.text[match.end() : flow.line_end(match.end())]
        if is_provider(text := cleaned(line)):
            yield Candidate(text, TOLD, doubtful=line.endswith(text))  # its sentence breaks off
    for match in _BY.finditer(flow.text):
        if _THINGS.search(flow.text[: match.start()][-40:]):
            continue
        rest = flow.text[match.end() :]
        line = re.split(r"[\n\t]", rest.lstrip(), maxsplit=1)[0]
        text = cleaned(line)
        if is_name(re.split(r",| of | from | with ", text)[0]):
            yield from _company_of(line)
            if is_provider(text) and not match["taught"]:
                yield Candidate(text, LIKELY, doubtful=True)
        elif is_provider(text):
            yield Candidate(text, TOLD)

    for match in _SUBJECT.finditer(flow.text):
        text = cleaned(match[1])
        if is_provider(text) and not _generic(text) and not _SELF.match(text):
            yield Candidate(text, TOLD if ORGANISATION.search(text) else LIKELY)
    for match in _BY_WHOM.finditer(flow.text):
        text = cleaned(flow.text[match.end() : flow.line_end(match.end())])
        if is_provider(text) and SCHOOL.search(text) and not _RECOGNISED.match(match[1]):
            yield Candidate(text, LIKELY)
    for match in _LINE_BY.finditer(flow.text):
        text = cleaned(flow.text[match.end() : flow.line_end(match.end())])
        if match["may"] and flow.cell_at(match.start()) in employers:
            continue
        if is_provider(text) and (ORGANISATION.search(text) or BRAND.search(text)):
            yield Candidate(text, LIKELY if match["may"] else TOLD)
    for match in _OF_WHOM.finditer(flow.text):
        line = flow.text[match.end() : flow.line_end(match.end())]
        text = cleaned(_COMMA.split(line, maxsplit=1)[0])
        if is_provider(text):
            told = ORGANISATION.search(text) is not None
            yield Candidate(text, TOLD if told else LIKELY, doubtful=not told)


def _heads(flow: Flow, entries: list[Entry], height: float) -> Iterator[Candidate[str]]:
    """The letterhead: what looks like an organisation and is neither value nor frame."""
    foreign = {
        entry.cell
        for entry in entries
        if entry.kind not in {"provider", "instructor"}
        and entry.where in {"inline", "right", "below"}
    }
    sites = [re.sub(r"\W|_", "", match.lower()) for match in _SITE.findall(flow.text)]
    usual = median(cell.height for cell in flow.cells) if flow.cells else 0.0
    top = min((cell.top for cell in flow.cells), default=0.0)
    for cell in flow.cells:
        text = cleaned(cell.text)
        if cell in foreign or not is_provider(text) or _generic(text):
            continue
        if _frame(cell, text):
            if cell.top == top and cell.height > 1.3 * usual and is_name(text):
                yield Candidate(text, GUESS, doubtful=True)  # "Dry Goods Direct"
            continue
        named = SCHOOL.search(text) is not None
        text, broken = _joined(flow, cell, text)
        at_site = any(_matches(site, text) for site in sites)
        first = cell.top - top < 1.5 * cell.height and cell.middle < 0.3 * height
        head = first and cell.height >= usual and len(text) > 6
        if named and (first or at_site):
            yield Candidate(text, SAID, doubtful=broken)
        elif head or at_site or (named and _at_edge(cell, height)):
            yield Candidate(text, LIKELY)
        elif named or STRONG_ORGANISATION.search(text):
            yield Candidate(text, LIKELY if named else GUESS)
        elif cell.middle < height / 3 and cell.height >= usual and ORGANISATION.search(text):
            yield Candidate(text, GUESS)


def _joined(flow: Flow, cell: Cell, text: str) -> tuple[str, bool]:
    """A name that breaks off with the line that carries it on, and whether it still does."""
    for below in following(flow.cells, cell):
        if not runs_on(text):
            break
        text = f"{text} {below.text}"
    return text, runs_on(text) or not is_provider(text)


def _generic(text: str) -> bool:
    """Whether a heading such as "Training History" names nobody."""
    words = re.findall(r"[^\W\d_]+", text.casefold())
    known = all(word in NO_NAME or wording(word) for word in words)
    return known and not ORGANISATION.search(_VAGUE.sub("", text))


_VAGUE = re.compile(
    r"(?i)\b(?:education(?:al)?|learning|training|systems|products|classroom|services|center|centre"
    r"|network|international)\b"
)
"""Words of organisations that are in headings, too."""


def _at_edge(cell: Cell, height: float) -> bool:
    return cell.middle < 0.3 * height or cell.middle > 0.85 * height


def _frame(cell: Cell, text: str) -> bool:
    if re.match(
        r"(?:certificate|this|dear|to\b|attn|attention|has|of\b|from\b|for\b|at\b|in\b|on\b)",
        text,
        re.IGNORECASE,
    ):
        return True
    return bool(
        BEFORE.search(cell.text) or AFTER.search(cell.text) or STOP.search(text)
    ) or is_name(text)


def _matches(site: str, text: str) -> bool:
    """Whether an address on the web is made of a name, or of its initials."""
    words = re.findall(r"\w+", text.casefold())
    joined = "".join(words)
    initials = "".join(word[0] for word in words)
    return len(site) > 3 and (
        site in joined or joined in site or (len(words) > 2 and initials == site)
    )
