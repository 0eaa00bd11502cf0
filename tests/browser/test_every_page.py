"""Every page in a real browser: nothing for axe to find, nothing cut off, no errors, no scripts,
and every stop of it reached by Tab."""

import pytest
from django.urls import get_resolver
from playwright.sync_api import Page

from browser.conftest import Site, Windows
from browser.looking import ENDS, LOOKS, flaws, flaws_of_menu, listening
from browser.pages import NO_PAGES, PAGES, Shown, name_of, path_of
from browser.walking import skip, walk
from web.test_every_address import ADDRESSES, urls

SEND = """typed => {
  const form = document.querySelector('main form.form[method=post]')
  for (const [name, value] of Object.entries(typed))
    form.querySelector(`[name^="${name}"]`).value = value
  form.requestSubmit(form.querySelector('.primary, .danger'))
}"""


def test_every_address_has_a_page() -> None:
    shown = {name_of(one) for one in PAGES.values()} - {None}
    buttons = {name for name, one in ADDRESSES.items() if one.posts_only}
    assert set(urls(get_resolver().url_patterns)) == shown | buttons | NO_PAGES


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound(windows: Windows, site: Site, name: str) -> None:
    shown, page = PAGES[name], windows.of(PAGES[name].who)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")
    with listening(page, site.url) as heard:
        status = show(page, site, shown)
        found = skip(page) + walk(page, "main")  # around it all pages are alike: see the menus
    found += heard + flaws(page, LOOKS if name in ADDRESSES else ENDS)  # axe is heard, too
    assert (status, found) == (shown.status, [])


@pytest.mark.parametrize("who", ["owner", "technician", "empty"])
def test_menus_are_sound_when_they_are_open(windows: Windows, site: Site, who: str) -> None:
    page = windows.of(who)
    page.goto(f"{site.url}/catalogue/")
    found = []
    for place in range(page.locator("details.menu").count()):
        found += flaws_of_menu(page, place)
        page.set_viewport_size({"width": 320, "height": 900})
        found += walk(page)
    assert found == []


def show(page: Page, site: Site, shown: Shown) -> int:
    """Open a page, and send its form if something is typed; the status of the answer."""
    if shown.path == "/broken/":  # to take requests over costs the browser its cache
        page.route("**/broken/", lambda asked: asked.fulfill(status=500, body=site.broken))
    answer = page.goto(site.url + path_of(shown, site.things))
    if shown.typed is not None:
        with page.expect_navigation() as sent:
            page.evaluate(SEND, shown.typed)
        answer = sent.value
    page.unroute_all()
    assert answer is not None
    return answer.status
