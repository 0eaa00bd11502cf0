"""Every page in a real browser: nothing for axe to find, nothing cut off, no errors."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from browser.conftest import Site, opened

WIDTHS = (1280, 390, 320)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
"""What axe looks for; best practice too."""


def pages(site: Site) -> dict[str, tuple[str, ...]]:
    """The pages of each role; "" is nobody."""
    person, facts = site.person, site.facts
    return {
        "": ("/accounts/login/",),
        "owner": (
            "/",
            "/team/",
            "/team/?name=nobody-of-this-name",
            "/team/?label=left",
            "/team/roster/",
            f"/people/{person}/",
            f"/people/{person}/change/",
            f"/people/{person}/leave/",
            f"/people/{person}/credentials/add/",
            f"/people/{person}/fees/add/",
            f"/people/{person}/credits/add/",
            "/people/add/",
            f"/credentials/{facts['credential']}/change/",
            f"/credentials/{facts['credential']}/observe/",
            f"/credentials/{facts['credential']}/restore/",
            f"/credentials/{facts['credential']}/end/",
            f"/credentials/{facts['credential']}/withdraw/",
            f"/facts/{facts['observation']}/withdraw/",
            f"/fees/{facts['fee']}/change/",
            f"/credits/{facts['credit']}/change/",
            f"/credits/{facts['credit']}/void/",
            "/credits/add/",
            "/profiles/",
            "/activities/",
            "/journal/",
            "/catalogue/",
            "/catalogue/WRT/",
            "/import/",
            "/settings/",
            "/settings/rules/",
            "/settings/health/",
            "/demo/remove/",
            "/start/",
            "/nothing-here/",
        ),
        "technician": ("/me/", "/me/credits/add/", "/team/"),
        "auditor": ("/team/",),
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_every_page_is_sound(browser: Browser, site: Site, width: int, scheme: str) -> None:
    found: list[str] = []
    for role, urls in pages(site).items():
        screen = {"viewport": {"width": width, "height": 900}, "color_scheme": scheme}
        with opened(browser, site, role, **screen) as context:
            for url in urls:
                found += [f"{role} {url}: {flaw}" for flaw in looked_at(context, site.url + url)]
    assert not found, "\n".join(found)


def looked_at(context: BrowserContext, url: str) -> list[str]:
    """What is wrong with a page; what axe itself sets off is none of it."""
    page = context.new_page()
    heard: list[str] = []
    page.on("pageerror", lambda error: heard.append(str(error)))
    page.on("console", lambda said: heard.append(said.text))
    page.goto(url)
    said = [line for line in heard if "status of 40" not in line]
    found = [*said, *flaws(page)]
    page.close()
    return found


def flaws(page: Page) -> list[str]:
    """What is wrong with the page as it stands."""
    answer = Axe().run(page, options=RULES)
    found = [
        f"{violation['id']}: {node['html'][:200]}"
        for violation in answer.response["violations"]
        for node in violation["nodes"]
    ]
    found += [
        f"a script: {source}" for source in page.evaluate("[...document.scripts].map(String)")
    ]
    wide = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    if wide > 0:
        found.append(f"{wide} px wider than the screen: {page.evaluate(WIDEST)}")
    return found


WIDEST = """() => [...document.querySelectorAll('body *')]
  .filter(one => one.getBoundingClientRect().right > window.innerWidth + 0.5)
  .slice(-3).map(one => one.outerHTML.slice(0, 120)).join(' | ')"""
