"""The work of a coordinator without a mouse and without scripts."""

import re

from playwright.sync_api import Browser, Page

from browser.conftest import Site, opened


def reach(page: Page, wanted: str) -> None:
    """Press Tab until what is wanted has the focus; whatever has it must be seen to have it."""
    for _ in range(120):
        page.keyboard.press("Tab")
        if page.evaluate("one => document.activeElement.matches(one)", wanted):
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"{wanted} does not show that it has the focus"
            return
    raise AssertionError(f"{wanted} cannot be reached by Tab")


def test_a_credit_is_recorded(browser: Browser, site: Site) -> None:
    with opened(browser, site, "coordinator") as context:
        page = context.new_page()
        page.goto(f"{site.url}/people/{site.person}/")
        reach(page, f'a[href^="/people/{site.person}/credits/add/"]')
        page.keyboard.press("Enter")
        page.wait_for_url("**/credits/add/**")
        reach(page, "[name=title]")
        page.keyboard.type("Drying by keyboard")
        reach(page, "[name=amount]")
        page.keyboard.type("3.5")
        page.locator("[name=earned_on]").fill("2026-01-15")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(rf"/people/{site.person}/(\?.*)?(#.*)?$"))
        assert "Drying by keyboard" in page.inner_text("main")


def test_the_same_without_scripts(browser: Browser, site: Site) -> None:
    with opened(browser, site, "coordinator", java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(f"{site.url}/people/{site.person}/credits/add/")
        page.fill("[name=title]", "Drying without scripts")
        page.fill("[name=amount]", "2")
        page.fill("[name=earned_on]", "2026-01-16")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(rf"/people/{site.person}/(\?.*)?(#.*)?$"))
        assert "Drying without scripts" in page.inner_text("main")


def test_the_first_stop_skips_to_the_page(browser: Browser, site: Site) -> None:
    with opened(browser, site, "owner") as context:
        page = context.new_page()
        page.goto(f"{site.url}/team/")
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == "#main"
