"""A page as people read it: its words without markup, and where its links lead."""

import re
from dataclasses import dataclass
from html import unescape

from django.http import HttpResponse


@dataclass(frozen=True)
class Read:
    """The words of a page's main part with single blanks, and its links as (words, address)."""

    words: str
    links: list[tuple[str, str]]
    html: str


def read(answer: HttpResponse) -> Read:
    """A page that was answered with 200."""
    assert answer.status_code == 200, answer.status_code
    html = answer.content.decode()
    main = html[html.index("<main") : html.index("</main>")]
    links = [
        (words_of(inner), unescape(url))
        for url, inner in re.findall(r'<a\b[^>]*href="([^"]*)"[^>]*>(.*?)</a>', main, re.DOTALL)
    ]
    return Read(words_of(main), links, html)


def words_of(html: str) -> str:
    """Markup without its tags."""
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())
