"""What pages show of standings, read from their HTML as values that can be compared."""

import re
from typing import NamedTuple

from django.test import Client

from web.reading import words_of


class Cell(NamedTuple):
    """A credential on the Team page: whose, which, label, "8 of 14", what is planned, the day."""

    name: str
    code: str
    label: str
    had: str
    planned: str
    when: str


class Card(NamedTuple):
    """A credential on a person's page. `missing` as its sentence says it; `parts` how sure it is
    what is had; `by_hand` whether the deadline is said to be computed."""

    name: str
    code: str
    label: str
    had: str
    parts: str
    when: str
    missing: str
    by_hand: bool
    warnings: tuple[str, ...]
    periods: tuple[str, ...]


class Thing(NamedTuple):
    """A line of Today: whose, the label, the codes that it names, what is missing."""

    name: str
    label: str
    codes: tuple[str, ...]
    missing: str


class Counts(NamedTuple):
    """What stands above the Team page's rows."""

    labels: dict[str, int]
    certifications: dict[str, int]
    on_paper: str
    ahead: str


MISSING = re.compile(r"(?:up to )?([\d.]+) \S+ (?:missing|to go)")
_CELL = re.compile(
    r'<b class="cell-code">(?P<code>[^<]*)</b><span class="label \w+"><svg.*?</svg>(?P<label>[^<]*)'
    r'</span></span><span class="cell-facts"><span>(?P<had>[^<]*)</span>'
    r'(?:<span>(?P<planned>[^<]*)</span>)?<span class="cell-when">(?P<when>[^<]*)</span>',
)
_OPTION = re.compile(r"<option value=\"([^\"]+)\"(?: selected)?>[^<]* \(([\d,]+)\)</option>")


def cells(page: str) -> list[Cell]:
    """Every credential of a Team page."""
    rows = re.findall(r'class="who-name"[^>]*>([^<]*)</a>(.*?)</tr>', page, re.DOTALL)
    return [
        Cell(words_of(name), *(words_of(text or "") for text in found.group(*Cell._fields[1:])))
        for name, row in rows
        for found in _CELL.finditer(row)
    ]


def counts(page: str) -> Counts:
    """The numbers above the rows."""
    labels, certifications = (
        {
            value: int(count)
            for value, count in _OPTION.findall(_inside(page, f'<select id="{one}"'))
        }
        for one in ("label", "certification")
    )
    figure = words_of(_inside(page, '<p class="figure">', '<span class="figure-words'))
    ahead = re.findall(r'<svg class="months"[^>]*aria-label="([^"]*)"', page)[0]
    return Counts(labels, certifications, figure, ahead)


def cards(browser: Client, number: int, name: str) -> list[Card]:
    """Every credential of a person's page."""
    page = browser.get(f"/people/{number}/").content.decode()
    return [_card(name, part) for part in page.split('<section class="card"')[1:]]


def _card(name: str, html: str) -> Card:
    html = html[: html.index("</section>")]
    spread = re.search(r'<p class="spread small"><span>(.*?)</span><span.*?>(.*?)</span>', html)
    had, _, parts = (words_of(spread[1]) if spread else "").partition(" : ")
    found = MISSING.search(words_of(_inside(html, '<p class="card-said"><b>', "</b>")))
    return Card(
        name=name,
        code=words_of(_inside(html, '<span class="code">', "</span>")),
        label=_label(html),
        had=had,
        parts=parts,
        when=words_of(spread[2]) if spread else "",
        missing=found[1] if found else "",
        by_hand="The deadline is computed" in html.partition('"card-more"')[0],
        warnings=tuple(
            sorted(words_of(one)[2:] for one in re.findall(r'<p class="warned">(.*?)</p>', html))
        ),
        periods=tuple(
            words_of(one)
            for one in re.findall(r"<li>(.*?)</li>", _inside(html, 'class="plain-list"', "</ul>"))
        ),
    )


def things(browser: Client, names: dict[str, set[str]]) -> tuple[str, list[Thing]]:
    """The heading of Today, and its lines; `names` are the people with their codes."""
    page = browser.get("/").content.decode()
    heading = words_of(_inside(page, "<h1>", "</h1>"))
    return heading, [_thing(part, names) for part in page.split('<li class="thing">')[1:]]


def asked(browser: Client) -> list[str]:
    """The first sentences of what Today asks about beside the labels."""
    page = browser.get("/").content.decode()
    parts = page.split('<li class="thing asked">')[1:]
    return [
        words_of(_inside(part, 'class="thing-name"', "</a>").partition(">")[2]) for part in parts
    ]


def _thing(html: str, names: dict[str, set[str]]) -> Thing:
    html = html[: html.index("</li>")]
    fact = words_of(_inside(html, 'class="thing-name"', "</a>").partition(">")[2])
    name = next(one for one in names if re.match(rf"{re.escape(one)}\b", fact))
    said = fact.removeprefix(name)
    codes = tuple(sorted(one for one in names[name] if re.search(rf"\b{one}\b(?!-)", said)))
    found = MISSING.search(words_of(_inside(html, '<span class="soft">', "</span>")))
    return Thing(name, _label(html), codes, found[1] if found else "")


def _label(html: str) -> str:
    return words_of(re.search(r'<span class="label \w+"><svg.*?</svg>([^<]*)</span>', html)[1])  # type: ignore[index]


def _inside(html: str, start: str, end: str = "</select>") -> str:
    """What stands between two pieces of markup; empty where the first is not there."""
    if start not in html:
        return ""
    after = html[html.index(start) + len(start) :]
    return after[: after.index(end)]
