"""What a browser finds wrong with a page as it stands: axe, width, scripts, what it says aloud."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import ConsoleMessage, Page, Response

TAGS = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
"""What axe looks for; best practice too."""
_COLOURS = ["color-contrast", "link-in-text-block"]
COLOURS = {"type": "rule", "values": _COLOURS}
LAYOUT = {"type": "rule", "values": [*_COLOURS, "target-size", "scrollable-region-focusable"]}
LOOKS: tuple[tuple[int, Literal["light", "dark"], object], ...] = (
    (1280, "light", TAGS),
    (1280, "dark", COLOURS),
    (390, "light", LAYOUT),
    (390, "dark", COLOURS),
    (320, "light", TAGS),
    (320, "dark", COLOURS),
)
"""What is looked for at which width in which colours. Dark differs from light in colours alone,
and between 320 and 390 px lines only break elsewhere, as tests of the style sheets prove: so no
other rule could answer otherwise there."""
_OPTIONS = {"resultTypes": ["violations"], "iframes": False, "preload": False}
"""Only what is wrong is wanted; without preloading axe does not ask for every style sheet again,
which only its experimental rules read."""
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
    page.evaluate(AXE_SCRIPT)
    found = []
    for width, scheme, rules in LOOKS:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        seen = page.evaluate(_AXE, [within, {**_OPTIONS, "runOnly": rules}])
        found += [f"{width} {scheme}: {flaw}" for flaw in (*seen, *page.evaluate(_WIDER))]
    return found
