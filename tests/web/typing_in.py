"""A form as a browser fills it in and sends it: what the page holds, with some of it typed over."""

import re
from datetime import UTC, datetime
from html.parser import HTMLParser
from typing import Any

from django.http import HttpResponse
from django.test import Client

NOON = datetime(2026, 11, 22, 18, tzinfo=UTC)
"""The cast's today, in Denver a morning."""


class Form(HTMLParser):
    """The fields of the forms on a page that are sent, as a browser would send them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.values: dict[str, list[str]] = {}
        self._posts = False
        self._select, self._text = "", ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._posts = has.get("method") == "post" and "action" not in has
        name = has.get("name", "")
        if not self._posts:
            return
        if tag == "input" and name and has.get("name") != "csrfmiddlewaretoken":
            if has.get("type") in ("checkbox", "radio") and "checked" not in has:
                return
            self.values.setdefault(name, []).append(has.get("value", ""))
        elif tag == "select":
            self._select = name
        elif tag == "option" and self._select:
            if "selected" in has or self._select not in self.values:
                self.values[self._select] = [has.get("value", "")]
        elif tag == "textarea":
            self._text = name
            self.values[name] = [""]

    def handle_data(self, data: str) -> None:
        if self._text:
            self.values[self._text][0] += data

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self._select = ""
        elif tag == "textarea":
            self.values[self._text][0] = self.values[self._text][0].removeprefix("\n")
            self._text = ""
        elif tag == "form":
            self._posts = False


def filled(page: HttpResponse, **typed: Any) -> dict[str, Any]:
    """What is sent when some fields of the page are typed over."""
    return {**Form(page.content.decode()).values, **typed}


def sent(browser: Client, url: str, **typed: Any) -> HttpResponse:
    """Open the page, type, send."""
    page = browser.get(url)
    assert page.status_code == 200
    return browser.post(url, filled(page, **typed))


def shown(page: HttpResponse, *names: str) -> dict[str, list[str]]:
    """What stands in some fields of a page."""
    values = Form(page.content.decode()).values
    return {name: values[name] for name in names}


def mended(page: HttpResponse) -> list[str]:
    """The sentences at the top of a page that says what has to be mended."""
    assert page.status_code == 422
    parts = page.content.decode().split('<div class="notice wrong" role="alert">')[1]
    items = parts.split("</ul>")[0].split("<li>")[1:]
    return [_plain(item) for item in items]


def said(browser: Client, page: HttpResponse) -> list[str]:
    """Where a page leads, and the sentences that are said there."""
    assert page.status_code == 302
    following = browser.get(page.url)  # type: ignore[attr-defined]
    return [page.url, *(str(one) for one in following.context["messages"])]  # type: ignore[attr-defined]


def nothing_else(page: HttpResponse) -> tuple[int, str]:
    """The status and the page without what differs between two answers to one question."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page.content.decode())
    return page.status_code, text


class _Words(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.words = ""
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.words += data


def _plain(html: str) -> str:
    return " ".join(_Words(html).words.split())
