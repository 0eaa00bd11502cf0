"""What a browser finds wrong with a page as it stands: axe, width, scripts, what it says aloud."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page, Response

WIDTHS = (1280, 390, 320)
_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_OPTIONS = {"runOnly": _TAGS, "resultTypes": ["violations"], "iframes": False, "preload": False}
"""What axe looks for, best practice too. The passed are not listed (that takes the longest), and
the style sheets, which its experimental rules alone read, are not asked for again each time."""
_COLOURS = {**_OPTIONS, "runOnly": ["color-contrast", "link-in-text-block"]}
"""In the dark everything is where it was in the light, in other colours."""
SCHEMES: tuple[tuple[Literal["light", "dark"], dict[str, Any]], ...] = (
    ("light", _OPTIONS),
    ("dark", _COLOURS),
)
_AXE = """([within, options]) => axe.run(within, options).then(said => said.violations.flatMap(
  one => one.nodes.map(node => one.id + ': ' + node.html.slice(0, 200))))"""
_UNFOLD = """document.querySelectorAll('details:not(.menu)').forEach(one => { one.open = true })"""
_OPEN_MENUS = """document.querySelectorAll('details.menu').forEach(one => { one.open = true })"""
_SCRIPTS = """[...document.querySelectorAll('script, [onclick], [onload], [onchange], [onsubmit]')]
  .map(one => one.outerHTML.slice(0, 120))"""
_WIDER = """() => {
  const screen = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= screen) return []
  return [...document.querySelectorAll('body *')]
    .filter(one => one.getBoundingClientRect().right > screen + 0.5)
    .slice(-3).map(one => `wider than the screen: ${one.outerHTML.slice(0, 120)}`)
}"""


@contextmanager
def listening(page: Page, url: str) -> Iterator[list[str]]:
    """What a page says aloud meanwhile, what it could not load, and what is not from `url`."""
    heard: list[str] = []

    def said(message: ConsoleMessage) -> None:
        if "Failed to load resource" not in message.text:  # that is found below, with its address
            heard.append(f"console: {message.text}")

    def answered(answer: Response) -> None:
        if not answer.url.startswith((url, "data:")):
            heard.append(f"from elsewhere: {answer.url}")
        if answer.status >= 400 and not answer.request.is_navigation_request():
            heard.append(f"{answer.status}: {answer.url}")

    ears: dict[Any, Any] = {
        "pageerror": lambda error: heard.append(f"error: {error}"),
        "requestfailed": lambda asked: heard.append(f"not loaded: {asked.url}"),
        "console": said,
        "response": answered,
    }
    for event, ear in ears.items():
        page.on(event, ear)
    yield heard
    for event, ear in ears.items():
        page.remove_listener(event, ear)


def flaws(page: Page) -> list[str]:
    """What is wrong with a page, at every width, light and dark, with all that unfolds unfolded."""
    page.evaluate(_UNFOLD)
    scripts = [f"a script: {source}" for source in page.evaluate(_SCRIPTS)]
    return scripts + _at_every_width(page, "html")


def flaws_of_menus(page: Page) -> list[str]:
    """What is wrong with the menus when they are open; the page below is covered meanwhile."""
    page.evaluate(_OPEN_MENUS)
    return _at_every_width(page, "header")


def _at_every_width(page: Page, within: str) -> list[str]:
    """The page is loaded once: style sheets alone make it wide or narrow, light or dark."""
    page.evaluate(AXE_SCRIPT)
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        for scheme, options in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            seen = page.evaluate(_AXE, [within, options]) + page.evaluate(_WIDER)
            found += [f"{width} {scheme}: {flaw}" for flaw in seen]
    return found
