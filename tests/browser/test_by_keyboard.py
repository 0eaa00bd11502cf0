"""The work of a company without a mouse: each thing from the page where one begins to the page
that says that it is done, with Tab, Enter, the space bar and letters alone; and without scripts."""

import re
import time
from datetime import UTC, date, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from playwright.sync_api import Page

from browser.conftest import Site, Windows

WAIT = 60_000
"""Milliseconds that a page may take on a busy machine."""


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def scripts(request: pytest.FixtureRequest) -> bool:
    """Whether the browser would run scripts."""
    return bool(request.param)


def some_days_ago(days: int) -> date:
    """A day that is past wherever the company is."""
    return datetime.now(UTC).date() - timedelta(days=days)


def reach(page: Page, wanted: str) -> None:
    """Press Tab until what is wanted has the focus."""
    for _ in range(150):
        if page.evaluate("one => document.activeElement.matches(one)", wanted):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"{wanted} cannot be reached by Tab")


def put(page: Page, wanted: str, text: str) -> None:
    """Reach a field and type into it."""
    reach(page, wanted)
    page.keyboard.type(text)


def put_day(page: Page, wanted: str, day: date) -> None:
    """Reach a day and type it as this browser's language writes it."""
    put(page, wanted, day.strftime("%m%d%Y"))
    assert page.locator(wanted).first.input_value() == day.isoformat()


def press(page: Page, key: str = "Enter") -> None:
    """Press a key that leads to another page, and wait for that page."""
    with page.expect_navigation(timeout=WAIT):
        page.keyboard.press(key)


def said(page: Page) -> str:
    """What the page says has happened."""
    return " ".join(page.locator("[role=status]").all_inner_texts())


def test_a_credit_is_recorded(windows: Windows, site: Site, scripts: bool) -> None:
    person, title = f"/people/{site.things['sofia']}/", f"Drying, scripts: {scripts}"
    with windows.new("coordinator", java_script_enabled=scripts) as window:
        page = window.new_page()
        page.goto(site.url + person)
        reach(page, f'a[href^="{person}credits/add/"]')
        press(page)
        put(page, "[name=title]", title)
        put(page, "[name=amount]", "3.5")
        put_day(page, "[name=earned_on]", some_days_ago(40))
        reach(page, "main .button.primary")
        press(page, "Space")
        assert title in said(page)
        assert title in page.inner_text("main .ledger")


def test_what_a_profile_shows_is_typed_in(windows: Windows, site: Site, scripts: bool) -> None:
    with windows.new("coordinator", java_script_enabled=scripts) as window:
        page = window.new_page()
        page.goto(f"{site.url}/team/")
        reach(page, 'a[href="/profiles/"]')
        press(page)
        put(page, "[name=q]", "Sofia")
        press(page)
        put_day(page, 'main [name^="deadline-"]', some_days_ago(-120))
        put(page, 'main [name^="balance-"]', f"{3 + scripts}")
        press(page)
        assert "of 1 person is recorded." in said(page)
        assert f"balance {3 + scripts}" in page.inner_text("main .have")


def test_somebody_signs_in(windows: Windows, site: Site, scripts: bool) -> None:
    before = messages(site)
    with windows.new("", java_script_enabled=scripts) as window:
        page = window.new_page()
        page.goto(f"{site.url}/team/")
        put(page, "[name=email]", "ken@cascade.example")
        press(page)
        put(page, "[name=code]", code_in(site, before))
        press(page)
        assert page.url == f"{site.url}/team/"
        assert "Ken Ito" in page.inner_text("header")


def messages(site: Site) -> set[Path]:
    return set(site.home.glob("mail/*.eml"))


def code_in(site: Site, before: set[Path]) -> str:
    """The code in the message that has come since; it is written while the page is answered."""
    late = time.monotonic() + 60
    while time.monotonic() < late:
        for file in messages(site) - before:
            text = message_from_bytes(file.read_bytes(), policy=policy.default).get_content()
            if found := re.search(r"^    (\S+)\s*$", text, re.MULTILINE):
                return found[1]
        time.sleep(0.05)
    raise AssertionError("no message came")


def test_a_workbook_comes_in(windows: Windows, site: Site, scripts: bool) -> None:
    content = f"Name,ID\nHanna Hired,{190_100 + scripts}\n".encode()
    with windows.new("everything", java_script_enabled=scripts) as window:
        page = window.new_page()
        page.on("filechooser", lambda _: None)  # from now on the browser asks us for files
        page.goto(f"{site.url}/import/")
        reach(page, "[type=file]")
        with page.expect_file_chooser() as chooser:
            page.keyboard.press("Space")
        chooser.value.set_files({"name": "hired.csv", "mimeType": "text/csv", "buffer": content})
        reach(page, "main form .primary")
        press(page)
        reach(page, "main [action$='/accept/'] button")
        press(page)
        assert "hired.csv is on record." in said(page)
