"""The layouts by name, and a file of each: a PDF and the truth about it."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from certificates import (
    hosts,
    left_out,
    schools,
    trade,
    trainers,
    unheard,
    unknown,
    unseen,
    unseen_cards,
)
from certificates.facts import Facts, Pools, another, drawn
from certificates.sheet import A4, LETTER, SLIP, Sheet, across
from certificates.truth import Truth

Draw = Callable[[Sheet, Facts], None]
POOLS = Pools()
_TWO_PAGES = 0.12


@dataclass(frozen=True, slots=True)
class Layout:
    """How a certificate is drawn, on which paper, with which names in it."""

    name: str
    draw: Draw
    size: tuple[float, float]
    pools: Pools = POOLS


@dataclass(frozen=True, slots=True)
class File:
    """A PDF with text, and what it says; people in the order in which they stand in it."""

    pdf: bytes
    truths: tuple[Truth, ...]


TUNING = (
    Layout("classic", schools.classic, across(LETTER)),
    Layout("academy", schools.academy, across(LETTER)),
    Layout("diploma", schools.diploma, LETTER),
    Layout("association", trade.association, LETTER),
    Layout("manufacturer", trade.manufacturer, A4),
    Layout("show", trade.show, LETTER),
    Layout("letter", lambda sheet, facts: trade.letter(sheet, [facts]), LETTER),
    Layout("webinar", hosts.webinar, LETTER, hosts.POOLS),
    Layout("college", hosts.college, across(LETTER), hosts.POOLS),
    Layout("recognition", hosts.recognition, across(LETTER), hosts.POOLS),
    Layout("script", trainers.script, across(LETTER), trainers.POOLS),
    Layout("transcript", trainers.transcript, LETTER, trainers.RECORD_POOLS),
    Layout("booth", trainers.booth, SLIP, trainers.SLIP_POOLS),
    Layout("narrative", left_out.narrative, LETTER, left_out.LETTER_POOLS),
    Layout("bilingual", left_out.bilingual, across(LETTER), left_out.POOLS),
    Layout("attendance", left_out.attendance, LETTER, left_out.LIST_POOLS),
    Layout("licensee", unseen.licensee, LETTER, unseen.FORM_POOLS),
    Layout("portal", unseen.portal, LETTER, unseen.POOLS),
    Layout("verification", unseen.verification, LETTER, unseen.EVENT_POOLS),
    Layout("counter", unseen_cards.counter, across(LETTER), unseen_cards.COUNTER_POOLS),
    Layout("wallet", unseen_cards.wallet, A4, unseen_cards.WALLET_POOLS),
    Layout("merged", unseen_cards.merged, across(LETTER), unseen_cards.CREDIT_POOLS),
    Layout("mailed", unheard.mailed, LETTER, unheard.POOLS),
    Layout("typed", unheard.typed, across(LETTER), unheard.SUPPLY_POOLS),
    Layout("coursework", unheard.coursework, across(LETTER), unheard.RECORD_POOLS),
    Layout("boxed", unheard.boxed, LETTER, unheard.BOX_POOLS),
)
LEFT_OUT = (
    Layout("ribbon", unknown.ribbon, across(LETTER), unknown.POOLS),
    Layout("stamps", unknown.stamps, LETTER, unknown.SHOW_POOLS),
    Layout("product", unknown.product, LETTER, unknown.MAKER_POOLS),
    Layout("memo", unknown.memo, LETTER, unknown.MEMO_POOLS),
)
SETS = {"tuning": TUNING, "left-out": LEFT_OUT, "all": TUNING + LEFT_OUT}


def file(layout: Layout, seed: int, pages: int | None = None) -> File:
    """A certificate of a layout, or two of the same course; `pages=1` for what is photographed."""
    chance = Random(f"{layout.name} {seed}")
    facts = drawn(chance, layout.pools)
    two = chance.random() < _TWO_PAGES and facts.holder is not None
    sheet = Sheet(layout.size, chance)
    if layout.name in _ON_ONE_PAGE and facts.holder and chance.random() < 0.4:
        other = another(facts, chance, layout.pools)
        _ON_ONE_PAGE[layout.name](sheet, [facts, other])
        return File(sheet.pdf(), (facts.truth(1), other.truth(1)))
    layout.draw(sheet, facts)
    truths = [facts.truth(1)]
    if two and pages != 1:
        other = another(facts, chance, layout.pools)
        sheet.turn_over()
        layout.draw(sheet, other)
        truths.append(other.truth(2))
    return File(sheet.pdf(), tuple(truths))


def _two_slips(sheet: Sheet, people: list[Facts]) -> None:
    for facts in people:
        trade.show(sheet, facts)
        sheet.shift -= 386


_ON_ONE_PAGE: dict[str, Callable[[Sheet, list[Facts]], None]] = {
    "letter": trade.letter,
    "show": _two_slips,
}
"""Where two people stand on one page."""
